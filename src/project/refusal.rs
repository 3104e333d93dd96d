//! Why there is no project.

use crate::library::subset::NotThere;
use std::fmt;
use std::path::PathBuf;

/// Why content and theme make no site.
#[derive(Debug)]
pub enum Refusal {
    /// They have errors; these are among the diagnostics.
    Errors,
    /// There is no content folder.
    NoContent(PathBuf),
    /// A part is asked for that the site does not have.
    NotThere(NotThere),
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Errors => write!(f, "the content or the theme has errors"),
            Self::NoContent(folder) => write!(
                f,
                "there is no content folder {}; go to the folder that holds it, or name it with --content",
                folder.display()
            ),
            Self::NotThere(part) => part.fmt(f),
        }
    }
}

impl std::error::Error for Refusal {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::NotThere(part) => Some(part),
            _ => None,
        }
    }
}
