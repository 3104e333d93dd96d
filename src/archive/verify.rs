//! Is an archive whole? Every file that is missing, changed or foreign is named.
//!
//! A zip is read as it comes, entry by entry, and nothing is unpacked to the disk, so a name that leads
//! elsewhere leads nowhere here, and an entry that unpacks without end is left at the length that it
//! declares. An unpacked folder is looked through without following links.

use super::manifest::{self, Manifest};
use super::seal::{self, Seal};
use crate::digest::{self, Digest};
use crate::failure::DiskFailure;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};
use walkdir::WalkDir;
use zip::ZipArchive;
use zip::read::ZipReadOptions;

/// What is not as it was written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Finding {
    /// The zip or its list of files.
    Container(String),
    /// A file that the manifest names is not there.
    Missing(String),
    /// A file is not as the manifest says.
    Changed(String),
    /// A file that the manifest does not name.
    Foreign(String),
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (what, name) = match self {
            Self::Container(what) => ("damaged", what),
            Self::Missing(name) => ("missing", name),
            Self::Changed(name) => ("changed", name),
            Self::Foreign(name) => ("foreign", name),
        };
        write!(f, "{what}: ")?;
        // A hostile name must not speak to the terminal.
        name.chars()
            .try_for_each(|c| if c.is_control() { write!(f, "{}", c.escape_unicode()) } else { write!(f, "{c}") })
    }
}

/// What verifying found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    /// How many files are as they were written.
    pub whole: usize,
    /// What is not.
    pub findings: BTreeSet<Finding>,
}

/// Verifies a zip or an unpacked folder.
///
/// # Errors
///
/// When there is no such file, or it cannot be read.
pub fn verify(path: &Path) -> Result<Verdict, DiskFailure> {
    let meta = std::fs::metadata(path).map_err(DiskFailure::of("opened", path))?;
    if meta.is_dir() { Ok(folder(path)) } else { zip(path).map_err(DiskFailure::of("read", path)) }
}

/// What is known of the files so far.
struct Check {
    digests: BTreeMap<String, Digest>,
    verdict: Verdict,
}

impl Check {
    fn new(manifest: &[u8]) -> Self {
        let (digests, wrong) = Manifest::read(manifest);
        let findings = wrong.into_iter().map(Finding::Changed).collect();
        Self { digests, verdict: Verdict { whole: 0, findings } }
    }

    /// A file was found; `digest` is none when it cannot be read.
    fn found(&mut self, name: &str, digest: impl FnOnce() -> Option<Digest>) {
        match self.digests.remove(name) {
            None => self.add(Finding::Foreign(name.to_owned())),
            Some(written) if digest() == Some(written) => self.verdict.whole += 1,
            Some(_) => self.add(Finding::Changed(name.to_owned())),
        }
    }

    fn add(&mut self, finding: Finding) {
        self.verdict.findings.insert(finding);
    }

    fn finish(mut self) -> Verdict {
        self.verdict.findings.extend(self.digests.into_keys().map(Finding::Missing));
        self.verdict
    }
}

fn no_manifest() -> Verdict {
    let missing = Finding::Missing(format!("{}, without which nothing can be checked", manifest::NAME));
    Verdict { whole: 0, findings: BTreeSet::from([missing]) }
}

fn folder(path: &Path) -> Verdict {
    let Some(root) = root_of(path) else { return no_manifest() };
    let opened = File::open(root.join(manifest::NAME));
    let Some(text) = opened.ok().and_then(|file| read_some(file, manifest::LONGEST)) else { return no_manifest() };
    let mut check = Check::new(&text);
    for entry in WalkDir::new(&root).min_depth(1).sort_by_file_name() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                check.add(Finding::Container(error.to_string()));
                continue;
            }
        };
        let relative = entry.path().strip_prefix(&root).unwrap_or(entry.path());
        let parts: Vec<_> = relative.iter().map(|part| part.to_string_lossy()).collect();
        let name = parts.join("/");
        if entry.file_type().is_dir() || name == manifest::NAME {
            continue;
        }
        // A link is not what was packed, whatever it leads to.
        let readable = entry.file_type().is_file();
        check.found(&name, || {
            File::open(entry.path()).ok().filter(|_| readable).and_then(|file| digest::read(file).ok())
        });
    }
    check.finish()
}

/// The folder that holds the manifest: this one, or the only one in it, as some systems unpack a zip into
/// a folder of its name.
fn root_of(path: &Path) -> Option<PathBuf> {
    if path.join(manifest::NAME).is_file() {
        return Some(path.to_path_buf());
    }
    let inner: Vec<PathBuf> = std::fs::read_dir(path).ok()?.flatten().map(|entry| entry.path()).collect();
    let mut holding = inner.into_iter().filter(|inner| inner.join(manifest::NAME).is_file());
    holding.next().filter(|_| holding.next().is_none())
}

fn zip(path: &Path) -> std::io::Result<Verdict> {
    let seal = seal::check(path)?;
    let mut verdict = match ZipArchive::new(BufReader::new(File::open(path)?)) {
        Ok(archive) => entries(archive),
        Err(error) => Verdict {
            whole: 0,
            findings: BTreeSet::from([Finding::Container(format!(
                "the zip's list of files cannot be read: {error}"
            ))]),
        },
    };
    let in_files = !verdict.findings.is_empty();
    let damaged = match seal {
        Seal::Whole => return Ok(verdict),
        Seal::Broken if in_files => "the zip is not as it was written",
        Seal::Broken => {
            "the zip is not as it was written, though its files are: a header, or the gap between two files"
        }
        Seal::Absent => {
            "the zip does not end as gongbao writes it: its end is damaged, or it was packed anew; \
             to check its files alone, unpack it and verify the folder"
        }
    };
    verdict.findings.insert(Finding::Container(damaged.to_owned()));
    Ok(verdict)
}

fn entries(mut archive: ZipArchive<BufReader<File>>) -> Verdict {
    let mut container = Vec::new();
    if archive.has_duplicate_names() {
        container.push("two files of the zip have one name");
    }
    // Entries that share their bytes are how a small zip unpacks to an endless one.
    if archive.has_overlapping_entries().unwrap_or(true) {
        let finding = Finding::Container("the files of the zip overlap; it was not written by gongbao".to_owned());
        return Verdict { whole: 0, findings: BTreeSet::from([finding]) };
    }
    let is_manifest = |name: &str| {
        name == manifest::NAME || name.split_once('/').is_some_and(|(_, rest)| rest == manifest::NAME)
    };
    let mut manifests = (0..archive.len())
        .filter(|at| archive.name_for_index(*at).and_then(Result::ok).is_some_and(|name| is_manifest(&name)));
    let (first, second) = (manifests.next(), manifests.next());
    let Some(at) = first else { return no_manifest() };
    if second.is_some() {
        container.push("the zip holds two manifests");
    }
    let Some((name, text)) = read_entry(&mut archive, at, |entry| read_some(entry, manifest::LONGEST)) else {
        return Verdict { whole: 0, findings: BTreeSet::from([Finding::Changed(manifest::NAME.to_owned())]) };
    };
    let root = name.strip_suffix(manifest::NAME).unwrap_or_default().to_owned();
    let mut check = Check::new(&text.unwrap_or_default());
    for what in container {
        check.add(Finding::Container(what.to_owned()));
    }
    for other in (0..archive.len()).filter(|other| *other != at) {
        let name = match archive.name_for_index(other) {
            Some(Ok(name)) => name.into_owned(),
            _ => {
                check.add(Finding::Foreign("a file whose name is no text".to_owned()));
                continue;
            }
        };
        // Programs that pack a folder anew add entries for the folders in it.
        if name.ends_with('/') && name.starts_with(&root) {
            continue;
        }
        match name.strip_prefix(&root) {
            Some(inner) => {
                check.found(inner, || read_entry(&mut archive, other, |entry| digest::read(entry).ok())?.1)
            }
            None => check.add(Finding::Foreign(name)),
        }
    }
    check.finish()
}

/// Opens an entry whose header agrees with the list of files, and reads it up to its declared length.
fn read_entry<T>(
    archive: &mut ZipArchive<BufReader<File>>,
    at: usize,
    read: impl FnOnce(&mut dyn Read) -> T,
) -> Option<(String, T)> {
    let options = ZipReadOptions::new().enforce_header_consistency(true);
    let entry = archive.by_index_with_options(at, options).ok()?;
    let name = entry.name().ok()?.into_owned();
    let longest = entry.size().saturating_add(1);
    Some((name, read(&mut entry.take(longest))))
}

/// All bytes, when there are no more than `most`.
fn read_some(from: impl Read, most: u64) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(most + 1).read_to_end(&mut bytes).ok()?;
    (bytes.len() as u64 <= most).then_some(bytes)
}
