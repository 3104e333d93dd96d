//! Why no archive was written, signed or verified. What lay at its place lies there as before.

use crate::diagnostic::Diagnostic;
use crate::failure::DiskFailure;
use std::error;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

type Cause = Box<dyn error::Error + Send + Sync>;

/// Why no archive was written, signed or verified.
#[derive(Debug)]
pub enum Error {
    /// Files that could not be made, or whose names other systems refuse.
    Pages(Vec<Diagnostic>),
    /// The place of the zip is a folder.
    IsFolder(PathBuf),
    /// The place of the zip is taken by something else.
    NoArchive(PathBuf),
    /// There is no folder to write the zip in.
    NoFolder(PathBuf, io::Error),
    /// The zip would lie in a published site.
    WithinSite(PathBuf),
    /// Another run is writing it.
    Locked(PathBuf),
    /// The zip cannot be written.
    Unwritten(PathBuf, Cause),
    /// A PDF edition is not as it was made.
    Damaged(PathBuf),
    /// A file cannot be compressed.
    Uncompressed(String, zip::result::ZipError),
    /// A secret key cannot be used.
    SecretKey(PathBuf, Cause),
    /// A public key cannot be used.
    PublicKey(PathBuf, Cause),
    /// The place of the signature is taken by something else.
    NoSignature(PathBuf),
    /// The signature cannot be made.
    Unsigned(PathBuf, Cause),
    /// A file that is read.
    Disk(DiskFailure),
}

impl Error {
    /// For `map_err`: the zip at `path` cannot be written.
    pub(super) fn unwritten<E: Into<Cause>>(path: &Path) -> impl Fn(E) -> Self {
        move |source| Self::Unwritten(path.to_owned(), source.into())
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Pages(found) => write!(f, "{} file(s) cannot be packed", found.len()),
            Self::IsFolder(path) => {
                write!(f, "{} is a folder; name a file, such as gazette.zip", path.display())
            }
            Self::NoArchive(path) => write!(
                f,
                "{} exists and is no archive that gongbao wrote; move it elsewhere, or choose another --output",
                path.display()
            ),
            Self::NoFolder(folder, source) => {
                write!(f, "{} cannot be opened: {source}; create it, or choose another --output", folder.display())
            }
            Self::WithinSite(path) => write!(
                f,
                "{} lies within a published site, whose next build would refuse it; choose another --output",
                path.display()
            ),
            Self::Locked(path) => {
                write!(f, "another run is writing {}; wait until it has ended", path.display())
            }
            Self::Unwritten(path, source) => {
                write!(f, "{} cannot be written: {source}; nothing was changed", path.display())
            }
            Self::Damaged(path) => {
                write!(f, "{} is not the file that gongbao made; `gongbao pdf` makes it anew", path.display())
            }
            Self::Uncompressed(name, source) => write!(f, "{name} cannot be compressed: {source}"),
            Self::SecretKey(path, source) => {
                write!(f, "{} cannot be used to sign: {source}; a key is made by `minisign -G`", path.display())
            }
            Self::PublicKey(path, source) => write!(
                f,
                "{} is no public key of minisign: {source}; name the file that ends in .pub",
                path.display()
            ),
            Self::NoSignature(path) => {
                write!(f, "{} exists and is no signature; move it elsewhere", path.display())
            }
            Self::Unsigned(path, source) => write!(f, "{} cannot be written: {source}", path.display()),
            Self::Disk(failure) => failure.fmt(f),
        }
    }
}

impl error::Error for Error {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        match self {
            Self::NoFolder(_, source) => Some(source),
            Self::Unwritten(_, source)
            | Self::SecretKey(_, source)
            | Self::PublicKey(_, source)
            | Self::Unsigned(_, source) => Some(source.as_ref()),
            Self::Uncompressed(_, source) => Some(source),
            Self::Disk(failure) => Some(failure),
            _ => None,
        }
    }
}

impl From<DiskFailure> for Error {
    fn from(failure: DiskFailure) -> Self {
        Self::Disk(failure)
    }
}
