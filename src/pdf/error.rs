//! Why no editions are made.

use crate::failure::DiskFailure;
use std::error;
use std::fmt;
use std::path::PathBuf;

/// Why no editions are made.
#[derive(Debug)]
pub enum Error {
    /// Nothing of the site is called so.
    Unknown(String),
    /// The program was built without the typesetter.
    NoTypesetter,
    /// There is no Chinese face, in this folder or on the machine.
    NoFont(Option<PathBuf>),
    /// A file is no font.
    BadFont(PathBuf),
    /// The files of a font cannot be read.
    Disk(DiskFailure),
    /// The typesetter refuses what it should start with: what, and why.
    Typesetter(&'static str, Box<dyn error::Error + Send + Sync>),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown(name) => write!(
                f,
                "`{name}` is neither the id of an issue or a document, nor a document number, nor a unit of this site"
            ),
            Self::NoTypesetter => write!(
                f,
                "this gongbao was built without the PDF edition; build it with `cargo build --release --features pdf`"
            ),
            Self::NoFont(folder) => {
                let place =
                    folder.as_ref().map_or("on this machine".to_owned(), |it| format!("in {}", it.display()));
                write!(
                    f,
                    "there is no Chinese font {place}; install one (on Debian and Ubuntu: \
                     `apt-get install fonts-noto-cjk fonts-lxgw-wenkai`), or name a folder of fonts with --font-dir"
                )
            }
            Self::BadFont(path) => write!(f, "{} is not a font that can be used", path.display()),
            Self::Disk(failure) => failure.fmt(f),
            Self::Typesetter(what, source) => write!(f, "{what}: {source}"),
        }
    }
}

impl error::Error for Error {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        match self {
            Self::Disk(failure) => Some(failure),
            Self::Typesetter(_, source) => Some(source.as_ref()),
            _ => None,
        }
    }
}

impl From<DiskFailure> for Error {
    fn from(failure: DiskFailure) -> Self {
        Self::Disk(failure)
    }
}
