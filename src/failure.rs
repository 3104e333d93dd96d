//! A file or folder that could not be worked with: what was being done, where, and the cause. Every room has failures
//! of its own; this is the one that they share.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// A failure of the disk.
#[derive(Debug)]
pub struct DiskFailure {
    /// What could not be done with it: written, read.
    done: &'static str,
    path: PathBuf,
    source: io::Error,
}

impl DiskFailure {
    /// For `map_err`: `path` cannot be `done`.
    pub fn of(done: &'static str, path: &Path) -> impl Fn(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self { done, path: path.clone(), source }
    }
}

impl fmt::Display for DiskFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} cannot be {}: {}", self.path.display(), self.done, self.source)
    }
}

impl std::error::Error for DiskFailure {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::error::Error;

    #[test]
    fn it_says_what_was_done_where_and_why_and_keeps_the_cause() {
        let failure = DiskFailure::of("read", Path::new("a.md"))(io::ErrorKind::NotFound.into());
        assert_eq!(failure.to_string(), "a.md cannot be read: entity not found");
        let cause = failure.source().unwrap().downcast_ref::<io::Error>().unwrap();
        assert_eq!(cause.kind(), io::ErrorKind::NotFound);
    }
}
