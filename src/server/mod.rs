//! The preview: the site as it would be built from what was saved last, on this machine only.
//!
//! ```text
//! watch        what was saved, many changes as one
//! snapshot     content and theme -> a site in memory; the one place where a rebuild happens
//! live_site    the last good site and what is wrong with the newest one
//! request      what is asked for, read strictly
//! response     what is answered
//! news         what has changed for a page that is open
//! connection   HTTP, with limits
//! error        why there is no preview
//! preview.js   shows in an open page what was saved and what is wrong
//! ```
//!
//! Nothing is written to the disk. A page is made when it is asked for, by the code that `build` uses; the
//! server adds one script to it. Addresses are looked up in the list of files of the site, never on the
//! disk, so no spelling of a path leads out of it.

pub mod connection;
mod error;
pub mod live_site;
pub mod news;
pub mod request;
pub mod response;
pub mod snapshot;
pub mod watch;

pub use error::Error;

use crate::diagnostic::Diagnostic;
use crate::project::Inputs;
use std::net::{Ipv4Addr, TcpListener};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// The port that is taken when none is asked for.
pub const PORT: u16 = 8497;
/// How many ports are tried after it.
const TRIED: u16 = 100;

/// What to preview, and where.
#[derive(Clone, Debug)]
pub struct Options {
    /// Content and theme.
    pub inputs: Inputs,
    /// The port; the first free one when it is not given.
    pub port: Option<u16>,
}

/// Who is told what happens, and says how diagnostics are put into words.
pub trait Observer: Send + Sync {
    /// The preview can be opened.
    fn started(&self, url: &str);
    /// The site was made anew, or could not be.
    fn rebuilt(&self, took: Duration, diagnostics: Vec<Diagnostic>);
    /// Diagnostics as plain text.
    fn words(&self, diagnostics: Vec<Diagnostic>) -> String;
    /// Something is wrong that does not end the preview.
    fn trouble(&self, failure: &dyn std::error::Error);
}

/// Serves the preview until the program is ended.
///
/// # Errors
///
/// When there is no content folder, no port is free, or the folders cannot be watched.
pub fn serve(options: &Options, observer: Arc<dyn Observer>) -> Result<(), Error> {
    let listener = listen(options.port)?;
    let port = listener.local_addr().map_err(Error::Connections)?.port();
    // Watched before it is read, so that no change falls in between.
    let mut watcher = watch::Watcher::new(&options.inputs)?;
    let live = Arc::new(live_site::LiveSite::new(options.inputs.clone(), Arc::clone(&observer)));
    live.rebuild(&watch::Changes::everything()).map_err(Error::Refused)?;
    watcher.follow_links(&live.symlinks());
    observer.started(&format!("http://{}:{port}/", Ipv4Addr::LOCALHOST));
    let watched = Arc::clone(&live);
    std::thread::Builder::new()
        .name("watch".to_owned())
        .spawn(move || follow(watcher, &watched, &*observer))
        .map_err(Error::Thread)?;
    connection::run(listener, live).map_err(Error::Connections)
}

fn follow(mut watcher: watch::Watcher, live: &live_site::LiveSite, observer: &dyn Observer) {
    loop {
        match watcher.wait() {
            Ok(changes) => {
                if let Err(refusal) = live.rebuild(&changes) {
                    observer.trouble(&refusal);
                }
                watcher.follow_links(&live.symlinks());
            }
            Err(failure) => {
                observer.trouble(&failure);
                return;
            }
        }
    }
}

/// Opens a port of the loopback address, which no other machine can reach.
fn listen(port: Option<u16>) -> Result<TcpListener, Error> {
    let open = |port: u16| TcpListener::bind((Ipv4Addr::LOCALHOST, port));
    match port {
        Some(port) => open(port).map_err(|error| Error::Port(port, error)),
        None => {
            let mut ports = PORT..PORT + TRIED;
            ports.find_map(|port| open(port).ok()).ok_or(Error::NoPort(PORT, PORT + TRIED))
        }
    }
}

/// How long something took.
pub(crate) fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let done = work();
    (done, start.elapsed())
}
