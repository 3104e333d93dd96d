//! Writes the site: all of it or nothing, and only what changed.
//!
//! ```text
//! 1. lock the output folder's name, so that two builds do not meet
//! 2. refuse a folder with files that no build wrote
//! 3. leave out what would be made of the same as the last time, by the record in the cache
//! 4. write the files that changed into a staging folder beside it
//! 5. link the unchanged ones there too, then exchange the two folders in one step
//! ```
//!
//! Until step 5 the site in the output folder is not touched, and step 5 is a single system call
//! where the system has one, so a reader sees the old site or the new one and never a mixture. The
//! staging folder lies beside the output folder, where a rename is possible; what an interrupted build
//! left there is removed by the next one.

mod folder;
mod record;
mod stage;
mod swap;

pub(crate) use folder::MANIFEST;

use crate::cache::Cache;
use crate::diagnostic::Diagnostic;
use crate::edition::Draft;
use folder::Folder;
use rayon::prelude::*;
use record::Record;
use stage::{Staged, Stager};
use std::collections::BTreeSet;
use std::path::PathBuf;

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

/// Publishes files. `draft` is asked for each address once, in parallel, and what it makes is written and dropped,
/// so that memory does not grow with the site.
///
/// # Errors
///
/// When a page cannot be made, the folder holds files that no build wrote, another build is at work,
/// or the disk fails. The old site stands in every case.
pub fn publish<'a, F>(destination: &Destination, addresses: &[String], draft: F) -> Result<Report, Failure>
where
    F: Fn(usize) -> Draft<'a> + Sync,
{
    if let Some(wrong) = addresses.iter().find(|address| !stays_inside(address)) {
        return Err(Failure::Machine(format!("`{wrong}` is not an address within the site")));
    }
    let folder = Folder::open(&destination.output)?;
    let wanted: BTreeSet<&str> = addresses.iter().map(String::as_str).collect();
    if wanted.len() != addresses.len() {
        return Err(Failure::Machine("two pages have one address".to_owned()));
    }
    let cache = Cache::of(&destination.output);
    let known = cache.as_ref().map(Record::read).unwrap_or_default();
    let stager = Stager { folder: &folder, content: &destination.content, known: &known };
    let outcomes: Vec<Result<Staged, Failure>> =
        addresses.par_iter().enumerate().map(|(at, address)| stager.stage(address, draft(at))).collect();
    let mut report = Report::default();
    let mut record = Record::default();
    let mut problems = Vec::new();
    for (address, outcome) in addresses.iter().zip(outcomes) {
        match outcome {
            Ok(Staged { written, entry }) => {
                *if written { &mut report.written } else { &mut report.unchanged } += 1;
                record.0.extend(entry.map(|entry| (address.clone(), entry)));
            }
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
    if let Some(cache) = cache {
        record.write(&cache);
    }
    Ok(report)
}

/// Is this the path of a file below the root of the site?
fn stays_inside(address: &str) -> bool {
    address.split('/').all(|part| !matches!(part, "" | "." | "..") && !part.contains(['\\', '\0']))
}

#[cfg(test)]
mod tests;
