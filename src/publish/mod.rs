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

mod error;
mod folder;
mod record;
mod stage;
mod swap;

pub use error::Error;
pub(crate) use folder::MANIFEST;

use crate::cache::Cache;
use crate::diagnostic::Diagnostic;
use crate::digest::Digest;
use crate::project::{Made, Output};
use folder::Folder;
use rayon::prelude::*;
use record::BuildRecord;
use stage::{Staged, Stager};
use std::collections::BTreeSet;
use std::path::Path;

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

/// Publishes files in a folder. `make` is asked for each file once, in parallel, and what it makes is written and
/// dropped, so that memory does not grow with the site.
///
/// # Errors
///
/// When a file cannot be made, the folder holds files that no build wrote, another build is at work,
/// or the disk fails. The old site stands in every case.
pub fn publish<F>(output: &Path, outputs: &[Output], make: F) -> Result<Report, Error>
where
    F: Fn(&Output, &dyn Fn(&Digest) -> bool) -> Result<Made, Box<Diagnostic>> + Sync,
{
    let mut wanted = BTreeSet::new();
    for Output { address, .. } in outputs {
        if !stays_inside(address) {
            return Err(Error::Address(address.clone()));
        }
        if !wanted.insert(address.as_str()) {
            return Err(Error::Twice(address.clone()));
        }
    }
    let folder = Folder::open(output)?;
    let cache = Cache::of(output);
    let known = cache.as_ref().map(BuildRecord::read).unwrap_or_default();
    let stager = Stager { folder: &folder, known: &known };
    let outcomes: Vec<Result<Staged, Error>> =
        outputs.par_iter().map(|output| stager.stage(output, &make)).collect();
    let mut report = Report::default();
    let mut record = BuildRecord::default();
    let mut problems = Vec::new();
    for (output, outcome) in outputs.iter().zip(outcomes) {
        match outcome {
            Ok(Staged { written, entry }) => {
                *if written { &mut report.written } else { &mut report.unchanged } += 1;
                record.0.extend(entry.map(|entry| (output.address.clone(), entry)));
            }
            Err(Error::Pages(mut found)) => problems.append(&mut found),
            Err(machine) => return Err(machine),
        }
    }
    if !problems.is_empty() {
        return Err(Error::Pages(problems));
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
