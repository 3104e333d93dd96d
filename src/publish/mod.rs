//! Writes the site: all of it or nothing, and only what changed.
//!
//! ```text
//! 1. lock the output folder's name, so that two builds do not meet
//! 2. refuse a folder with files that no build wrote
//! 3. write the files that changed into a staging folder beside it
//! 4. link the unchanged ones there too, then exchange the two folders in one step
//! ```
//!
//! Until step 4 the site in the output folder is not touched, and step 4 is a single system call
//! where the system has one, so a reader sees the old site or the new one and never a mixture. The
//! staging folder lies beside the output folder, where a rename is possible; what an interrupted build
//! left there is removed by the next one.

mod folder;
mod swap;

pub(crate) use folder::MANIFEST;

use crate::diagnostic::Diagnostic;
use crate::render::File;
use folder::Folder;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Where and from where.
#[derive(Clone, Debug)]
pub struct Destination {
    /// The folder that holds the site.
    pub output: PathBuf,
    /// The content folder, from which attachments are copied.
    pub content: PathBuf,
}

/// What a build did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Files that are new or differ from before.
    pub written: usize,
    /// Files that are as they were.
    pub unchanged: usize,
    /// Files that are gone.
    pub removed: usize,
}

/// Why nothing was published.
#[derive(Debug)]
pub enum Failure {
    /// Pages could not be made.
    Diagnostics(Vec<Diagnostic>),
    /// The disk, or what lies on it.
    Machine(String),
}

impl From<String> for Failure {
    fn from(message: String) -> Self {
        Self::Machine(message)
    }
}

/// Publishes files. `make` is asked for each address once, in parallel, and what it returns is written
/// and dropped, so that memory does not grow with the site.
///
/// # Errors
///
/// When a page cannot be made, the folder holds files that no build wrote, another build is at work,
/// or the disk fails. The old site stands in every case.
pub fn publish<F>(destination: &Destination, addresses: &[String], make: F) -> Result<Report, Failure>
where
    F: Fn(usize) -> Result<File, Box<Diagnostic>> + Sync,
{
    if let Some(wrong) = addresses.iter().find(|address| !stays_inside(address)) {
        return Err(Failure::Machine(format!("`{wrong}` is not an address within the site")));
    }
    let folder = Folder::open(&destination.output)?;
    let wanted: BTreeSet<&str> = addresses.iter().map(String::as_str).collect();
    if wanted.len() != addresses.len() {
        return Err(Failure::Machine("two pages have one address".to_owned()));
    }
    let outcomes: Vec<Result<bool, Failure>> = addresses
        .par_iter()
        .enumerate()
        .map(|(at, address)| {
            let file = make(at).map_err(|problem| Failure::Diagnostics(vec![*problem]))?;
            stage(&folder, &destination.content, address, file).map_err(Failure::Machine)
        })
        .collect();
    let mut report = Report::default();
    let mut problems = Vec::new();
    for outcome in outcomes {
        match outcome {
            Ok(true) => report.written += 1,
            Ok(false) => report.unchanged += 1,
            Err(Failure::Diagnostics(mut found)) => problems.append(&mut found),
            Err(machine) => return Err(machine),
        }
    }
    if !problems.is_empty() {
        return Err(Failure::Diagnostics(problems));
    }
    report.removed = folder.written().iter().filter(|old| !wanted.contains(old.as_str())).count();
    if report.written > 0 || report.removed > 0 || !folder.has_manifest() {
        folder.link_unchanged(&wanted)?;
        folder.write_manifest(&wanted)?;
        folder.swap()?;
    }
    Ok(report)
}

/// Is this the path of a file below the root of the site?
fn stays_inside(address: &str) -> bool {
    address.split('/').all(|part| !matches!(part, "" | "." | "..") && !part.contains(['\\', '\0']))
}

/// Writes a file to the staging folder if it differs from the published one.
fn stage(folder: &Folder, content: &Path, address: &str, file: File) -> Result<bool, String> {
    let bytes = match file {
        File::Bytes(bytes) => bytes,
        File::Attachment(attachment) => {
            let path = content.join(&attachment);
            fs::read(&path).map_err(|error| format!("{} cannot be read: {error}", path.display()))?
        }
        File::Kept if folder.published(address).is_file() => return Ok(false),
        File::Kept => return Err(format!("{address} is not in the published site any more; build again")),
    };
    let published = folder.published(address);
    let same_length =
        fs::metadata(&published).is_ok_and(|meta| meta.is_file() && meta.len() == bytes.len() as u64);
    if same_length && fs::read(&published).is_ok_and(|old| old == bytes) {
        return Ok(false);
    }
    folder.stage(address, &bytes)?;
    Ok(true)
}

#[cfg(test)]
mod tests;
