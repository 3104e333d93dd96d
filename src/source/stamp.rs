//! The state of a file on the disk, by which it is known without reading it that it has not changed.
//!
//! Clocks of file systems are coarse: a file that is saved twice within one tick has one time for two
//! contents. So a stamp proves nothing until the file has lain still for a while (`settled`); git's
//! index has the same rule.

use std::collections::BTreeMap;
use std::fs::Metadata;
use std::path::Path;
use std::time::{Duration, SystemTime};

/// The coarsest clock of a file system that is still in use: two seconds on FAT.
const TICK: Duration = Duration::from_secs(2);

/// The state of a file.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Stamp {
    /// In bytes.
    length: u64,
    modified: SystemTime,
    identity: Identity,
}

/// What a file was when it was read, by its path below the content folder.
pub type Stamps = BTreeMap<String, Stamp>;

/// What shows that another file took the place of one with the same time and length.
#[cfg(unix)]
type Identity = (u64, u64, i64, i64);
#[cfg(not(unix))]
type Identity = Option<SystemTime>;

impl Stamp {
    /// The state of a file as it is now; none when the system does not tell, or when a save that follows at
    /// once might not show in it.
    pub fn settled(path: &Path) -> Option<Self> {
        let meta = path.metadata().ok()?;
        let stamp = Self { length: meta.len(), modified: meta.modified().ok()?, identity: identity(&meta) };
        let still = |time: SystemTime| SystemTime::now().duration_since(time).is_ok_and(|age| age > TICK);
        (still(stamp.modified) && changed(&meta).is_none_or(still)).then_some(stamp)
    }
}

#[cfg(unix)]
fn identity(meta: &Metadata) -> Identity {
    use std::os::unix::fs::MetadataExt;
    (meta.dev(), meta.ino(), meta.ctime(), meta.ctime_nsec())
}

#[cfg(not(unix))]
fn identity(meta: &Metadata) -> Identity {
    meta.created().ok()
}

/// When the file was last changed in any way; tools can set the time of its content, but not this one.
#[cfg(unix)]
fn changed(meta: &Metadata) -> Option<SystemTime> {
    use std::os::unix::fs::MetadataExt;
    let seconds = Duration::from_secs(u64::try_from(meta.ctime()).ok()?);
    SystemTime::UNIX_EPOCH.checked_add(seconds)
}

#[cfg(not(unix))]
fn changed(_: &Metadata) -> Option<SystemTime> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs::{File, write};

    #[test]
    fn a_file_that_was_just_saved_is_not_settled() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.md");
        write(&path, "a").unwrap();
        assert_eq!(Stamp::settled(&path), None);
        // Its own time may be old, as after a copy that keeps times.
        File::options().write(true).open(&path).unwrap().set_modified(SystemTime::UNIX_EPOCH).unwrap();
        #[cfg(unix)]
        assert_eq!(Stamp::settled(&path), None);
        assert_eq!(Stamp::settled(&folder.path().join("b.md")), None);
    }
}
