//! Why there is no preview, or why it ends.

use crate::project::Refusal;
use std::error;
use std::fmt;
use std::io;

/// Why there is no preview, or why it ends.
#[derive(Debug)]
pub enum Error {
    /// There is nothing to show.
    Refused(Refusal),
    /// The port that was asked for cannot be opened.
    Port(u16, io::Error),
    /// None of these ports is free.
    NoPort(u16, u16),
    /// The folders cannot be watched.
    Watch(notify::Error),
    /// The system does not report changes any more.
    Deaf,
    /// The thread that watches cannot be started.
    Thread(io::Error),
    /// Connections cannot be taken.
    Connections(io::Error),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(refusal) => refusal.fmt(f),
            Self::Port(port, source) => {
                write!(f, "port {port} cannot be opened: {source}; choose another --port, or leave it out")
            }
            Self::NoPort(first, last) => {
                write!(f, "none of the ports {first} to {last} is free; choose one with --port")
            }
            Self::Watch(source) => write!(
                f,
                "the folders cannot be watched: {source}; the system may limit how many files are watched"
            ),
            Self::Deaf => write!(f, "changes are not reported any more; start the preview anew"),
            Self::Thread(source) => write!(f, "the program cannot watch the folders: {source}"),
            Self::Connections(source) => write!(f, "the preview cannot go on: {source}"),
        }
    }
}

impl error::Error for Error {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        match self {
            Self::Refused(refusal) => Some(refusal),
            Self::Port(_, source) | Self::Thread(source) | Self::Connections(source) => Some(source),
            Self::Watch(source) => Some(source),
            Self::NoPort(..) | Self::Deaf => None,
        }
    }
}
