//! Is an archive whole? Every file that is missing, changed or foreign is named.
//!
//! A zip is read as it comes, entry by entry, and nothing is unpacked to the disk, so a name that leads
//! elsewhere leads nowhere here, and an entry that unpacks without end is left at the length that it
//! declares. An unpacked folder is looked through without following links.

use super::manifest::{self, Manifest};
use super::seal::{self, Seal};
use crate::digest::{self, Digest};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};
use walkdir::WalkDir;
use zip::ZipArchive;
use zip::read::{ZipFile, ZipReadOptions};

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
    /// So many problems that the rest was not looked at.
    More,
}

/// So many problems are named: a hostile archive could have any number of them.
pub const MOST_FINDINGS: usize = 100;

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (what, name) = match self {
            Self::Container(what) => ("damaged", what),
            Self::Missing(name) => ("missing", name),
            Self::Changed(name) => ("changed", name),
            Self::Foreign(name) => ("foreign", name),
            Self::More => return write!(f, "more: after {MOST_FINDINGS} problems the rest was not looked at"),
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
pub fn verify(path: &Path) -> Result<Verdict, String> {
    let meta = std::fs::metadata(path).map_err(|error| format!("{} cannot be opened: {error}", path.display()))?;
    if meta.is_dir() {
        Ok(folder(path))
    } else if !meta.is_file() {
        Err(format!("{} is neither a file nor a folder", path.display()))
    } else {
        zip(path).map_err(|error| format!("{}: {error}", path.display()))
    }
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
        if self.is_full() {
            self.verdict.findings.insert(Finding::More);
        } else {
            self.verdict.findings.insert(finding);
        }
    }

    /// Were so many problems found that others are not looked for?
    fn is_full(&self) -> bool {
        self.verdict.findings.len() >= MOST_FINDINGS
    }

    fn finish(mut self) -> Verdict {
        for name in std::mem::take(&mut self.digests).into_keys() {
            self.add(Finding::Missing(name));
        }
        if self.is_full() {
            self.add(Finding::More);
        }
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
        if check.is_full() {
            break;
        }
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
        // A link is not what was packed, whatever it leads to, and to open a pipe is to wait for its other end.
        let plain = entry.file_type().is_file();
        let digest = || digest::read(File::open(entry.path()).ok()?).ok();
        check.found(&name, || if plain { digest() } else { None });
    }
    check.finish()
}

/// The folder that holds the manifest: this one, or the only one in it, as some systems unpack a zip into
/// a folder of its name.
fn root_of(path: &Path) -> Option<PathBuf> {
    let holds = |folder: &Path| folder.join(manifest::NAME).symlink_metadata().is_ok_and(|meta| meta.is_file());
    if holds(path) {
        return Some(path.to_path_buf());
    }
    let inner: Vec<PathBuf> = std::fs::read_dir(path).ok()?.flatten().map(|entry| entry.path()).collect();
    let mut holding = inner.into_iter().filter(|inner| holds(inner));
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
    let folders = folders(check.digests.keys());
    for what in container {
        check.add(Finding::Container(what.to_owned()));
    }
    for other in (0..archive.len()).filter(|other| *other != at) {
        if check.is_full() {
            break;
        }
        let name = match archive.name_for_index(other) {
            Some(Ok(name)) => name.into_owned(),
            _ => {
                check.add(Finding::Foreign("a file whose name is no text".to_owned()));
                continue;
            }
        };
        // Programs that pack a folder anew add entries for the folders in it.
        let folder = name.strip_suffix('/').map(|folder| folder.strip_prefix(&root).unwrap_or(folder));
        let known = |folder: &str| folders.contains(folder) || format!("{folder}/") == root;
        if folder.is_some_and(known) && is_empty_folder(&mut archive, other) {
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

/// The folders that hold these files.
fn folders<'a>(names: impl Iterator<Item = &'a String>) -> BTreeSet<String> {
    let mut folders = BTreeSet::new();
    for name in names {
        let mut folder = name.as_str();
        while let Some((outer, _)) = folder.rsplit_once('/')
            && folders.insert(outer.to_owned())
        {
            folder = outer;
        }
    }
    folders
}

/// Is the entry a folder and nothing else: without bytes, and no link?
fn is_empty_folder(archive: &mut ZipArchive<BufReader<File>>, at: usize) -> bool {
    let entry = archive.by_index_raw(at);
    // Nothing, compressed, is two bytes.
    entry.is_ok_and(|entry| entry.size() == 0 && entry.compressed_size() <= 2 && is_plain(&entry))
}

/// Is an entry marked as a file or a folder, or not at all? A link unpacks to what it leads to.
fn is_plain<R: Read>(entry: &ZipFile<'_, R>) -> bool {
    const KINDS: u32 = 0o170_000;
    const PLAIN: [u32; 3] = [0, 0o040_000, 0o100_000];
    entry.unix_mode().is_none_or(|mode| PLAIN.contains(&(mode & KINDS)))
}

/// Opens an entry whose header agrees with the list of files, and reads it up to its declared length.
fn read_entry<T>(
    archive: &mut ZipArchive<BufReader<File>>,
    at: usize,
    read: impl FnOnce(&mut dyn Read) -> T,
) -> Option<(String, T)> {
    let options = ZipReadOptions::new().enforce_header_consistency(true);
    let entry = archive.by_index_with_options(at, options).ok().filter(is_plain)?;
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
