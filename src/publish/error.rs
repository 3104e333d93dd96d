//! Why nothing was published. The old site stands in every case.

use crate::diagnostic::Diagnostic;
use crate::failure::DiskFailure;
use std::error;
use std::fmt;
use std::io;
use std::path::PathBuf;

/// Why nothing was published.
#[derive(Debug)]
pub enum Error {
    /// Files that could not be made.
    Pages(Vec<Diagnostic>),
    /// An address that leads out of the site.
    Address(String),
    /// Two files have this address.
    Twice(String),
    /// The output folder is a link to nothing.
    DanglingLink(PathBuf),
    /// The output folder is a file.
    NotAFolder(PathBuf),
    /// The program runs in the folder that it would replace.
    RunsWithin(PathBuf),
    /// The output folder is the root of the file system.
    Root(PathBuf),
    /// Nobody may write into the output folder.
    ReadOnly(PathBuf),
    /// The output folder is a mount point, whose place no other folder can take.
    MountPoint(PathBuf),
    /// Files that no build wrote: the folder, how many, the first of them.
    Foreign(PathBuf, usize, Vec<String>),
    /// Another build is at work.
    Locked,
    /// The output folder, or what is kept in it, cannot be looked through.
    Walk(PathBuf, walkdir::Error),
    /// The new site cannot be put in the place of the old one.
    Swap(PathBuf, io::Error),
    /// A file or folder.
    Disk(DiskFailure),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Pages(found) => write!(f, "{} file(s) cannot be made", found.len()),
            Self::Address(address) => write!(f, "`{address}` is not an address within the site"),
            Self::Twice(address) => write!(f, "two files have the address {address}"),
            Self::DanglingLink(path) => {
                write!(f, "{} is a link that leads nowhere; remove it", path.display())
            }
            Self::NotAFolder(path) => {
                write!(f, "{} is a file, not a folder; choose another --output", path.display())
            }
            Self::RunsWithin(path) => write!(
                f,
                "{} is replaced by a build, so the program cannot run in it; choose another --output",
                path.display()
            ),
            Self::Root(path) => {
                write!(f, "{} cannot be an output folder; choose another --output", path.display())
            }
            Self::ReadOnly(path) => {
                write!(f, "{} is read-only; make it writable, or choose another --output", path.display())
            }
            Self::MountPoint(path) => write!(
                f,
                "{} is a mount point, and a build puts a new folder in its place; name a folder within it with \
                 --output, and give that to the web server; the old site stands as it was",
                path.display()
            ),
            Self::Foreign(path, count, some) => write!(
                f,
                "{} holds {count} file(s) that gongbao did not write: {}{}\n\
                 Nothing was changed. Move them elsewhere, or choose another folder with --output.",
                path.display(),
                some.join(", "),
                if *count > some.len() { ", …" } else { "" },
            ),
            Self::Locked => write!(f, "another build is writing this folder; wait until it has ended"),
            Self::Walk(path, source) => write!(f, "{} cannot be looked through: {source}", path.display()),
            Self::Swap(path, source) => write!(
                f,
                "the new site cannot be put in the place of {}: {source}; the old site stands as it was",
                path.display()
            ),
            Self::Disk(failure) => failure.fmt(f),
        }
    }
}

impl error::Error for Error {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        match self {
            Self::Walk(_, source) => Some(source),
            Self::Swap(_, source) => Some(source),
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
