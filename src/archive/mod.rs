//! The offline copy: the whole site in one zip that opens with a double click on `index.html` and can be
//! verified in twenty years.
//!
//! ```text
//! entries       what goes into the zip, and from where
//! draft         the file that is being written, and what it must not replace
//! names         no name that Windows or macOS refuses
//! explanation   说明.txt, for the person who finds it
//! manifest      MANIFEST.sha256, as sha256sum writes it
//! seal          the digest of the zip itself, in its comment
//! sign          a detached signature, as minisign writes it
//! verify        which files are missing, changed, foreign
//! ```
//!
//! The same content gives the same zip, bit for bit: entries are sorted, dates come from the content, the
//! compressor is one that does not depend on the processor. Everything lies in one folder within the zip,
//! so that unpacking never spills thousands of files over somebody's desktop, and its name is made of the
//! day and the part, so that two archives can lie side by side.
//!
//! Pages are made and compressed in parallel, some at a time, and large files are copied through, so
//! memory does not grow with the site.

mod draft;
mod entries;
pub mod explanation;
pub mod manifest;
pub mod names;
pub mod seal;
pub mod sign;
pub mod verify;

use crate::digest::{self, Digest, Digester, hex};
use crate::edition::Edition;
use crate::library::subset::Choice;
use crate::publish::Failure;
use crate::render;
use crate::text::date::Date;
use draft::Draft;
use entries::Origin;
use manifest::Manifest;
use rayon::prelude::*;
use std::fs::{self, File};
use std::io::{BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use zip::write::{PreparedZipFile, SimpleFileOptions};
use zip::{CompressionMethod, DateTime, System, ZipWriter};

/// How many pages are in memory at a time.
const AT_A_TIME: usize = 64;

/// What to write, and where to.
#[derive(Clone, Debug)]
pub struct Order {
    /// The zip.
    pub file: PathBuf,
    /// The content folder, from which attachments and sources are copied.
    pub content: PathBuf,
    /// The part that the edition is of, if it is not the whole.
    pub choice: Option<Choice>,
    /// What to put in beside the site.
    pub sources: Sources,
}

/// Are the Markdown sources put in?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sources {
    /// They are.
    Included,
    /// The site alone.
    LeftOut,
}

/// What was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Packed {
    /// How many files its manifest names.
    pub files: usize,
    /// How many of them are PDF editions.
    pub editions: usize,
    /// Its length in bytes.
    pub bytes: u64,
    /// The folder within it.
    pub folder: String,
}

/// Writes the archive. It appears under its name when it is whole.
///
/// # Errors
///
/// When a page cannot be made, a file has a name that other systems refuse, the place is taken by
/// something else, or the disk fails.
pub fn write(edition: &Edition, order: &Order) -> Result<Packed, Failure> {
    draft::refuse_places(&order.file)?;
    let folder = entries::folder_name(edition.site().library.as_of, order.choice.as_ref());
    let entries = entries::entries(edition, order, &folder)?;
    let problems = names::check(entries.iter().map(|(name, _)| name.as_str()));
    if !problems.is_empty() {
        return Err(Failure::Diagnostics(problems));
    }
    let draft = Draft::create(&order.file)?;
    let options = options(edition.site().library.as_of);
    let mut zip = ZipWriter::new(BufWriter::new(draft.open()?));
    let mut manifest = Manifest::default();
    for some in entries.chunks(AT_A_TIME) {
        let made: Vec<Result<Made, Failure>> =
            some.par_iter().map(|(name, origin)| make(edition, order, &folder, name, origin, options)).collect();
        for (made, (name, _)) in made.into_iter().zip(some) {
            let digest = match made? {
                Made::Ready(file, digest) => {
                    zip.add_prepared_file(file).map_err(|error| draft.failed(&error))?;
                    digest
                }
                Made::Copy(path, expected) => {
                    let failed = |error: std::io::Error| format!("{} cannot be read: {error}", path.display());
                    let large = fs::metadata(&path).map_err(failed)?.len() >= u64::from(u32::MAX);
                    let options = if is_compressed(name) {
                        options.compression_method(CompressionMethod::Stored).compression_level(None)
                    } else {
                        options
                    };
                    let options = options.large_file(large);
                    zip.start_file(format!("{folder}/{name}"), options).map_err(|error| draft.failed(&error))?;
                    let digest =
                        copy(File::open(&path).map_err(failed)?, &mut zip, failed, |error| draft.failed(error))?;
                    if expected.is_some_and(|expected| expected != hex(&digest)) {
                        return Err(Failure::Machine(damaged(&path)));
                    }
                    digest
                }
            };
            manifest.push(digest, name.clone());
        }
    }
    let text = manifest.text();
    let last = PreparedZipFile::from_data(format!("{folder}/{}", manifest::NAME), options, text.as_bytes());
    last.and_then(|file| zip.add_prepared_file(file)).map_err(|error| draft.failed(&error))?;
    zip.set_comment(seal::unsealed()).map_err(|error| draft.failed(&error))?;
    let written = zip.finish().map_err(|error| draft.failed(&error))?;
    written.into_inner().map_err(|error| draft.failed(error.error()))?.sync_all().map_err(|e| draft.failed(&e))?;
    seal::seal(&mut draft.open()?).map_err(|error| draft.failed(&error))?;
    let bytes = draft.finish(&order.file)?;
    let editions = edition.kept().record().editions.len();
    Ok(Packed { files: manifest.len(), editions, bytes, folder })
}

fn damaged(path: &Path) -> String {
    format!("{} is not the file that gongbao made; `gongbao pdf` makes it anew", path.display())
}

/// A file of the zip, compressed or still to be copied.
enum Made {
    Ready(PreparedZipFile, Digest),
    /// Where it lies, and its digest where that is known.
    Copy(PathBuf, Option<String>),
}

fn make(
    edition: &Edition,
    order: &Order,
    folder: &str,
    name: &str,
    origin: &Origin,
    options: SimpleFileOptions,
) -> Result<Made, Failure> {
    let made;
    let bytes = match origin {
        Origin::Text(text) => text,
        Origin::Content(file) => return Ok(Made::Copy(order.content.join(file), None)),
        Origin::Published(entry) => {
            return Ok(Made::Copy(edition.kept().file(entry), Some(entry.sha256.clone())));
        }
        Origin::Site(at) => match edition.file(*at).map_err(|problem| Failure::Diagnostics(vec![*problem]))? {
            render::File::Attachment(file) => return Ok(Made::Copy(order.content.join(file), None)),
            render::File::Bytes(bytes) => {
                made = bytes;
                &made
            }
            // Only what is published already is kept; an edition makes all its files.
            render::File::Kept => return Err(Failure::Machine(format!("{name} was not made"))),
        },
    };
    let file = PreparedZipFile::from_data(format!("{folder}/{name}"), options, bytes)
        .map_err(|error| Failure::Machine(format!("{name} cannot be compressed: {error}")))?;
    Ok(Made::Ready(file, digest::of(bytes)))
}

/// Copies a file into the zip and computes its digest on the way.
fn copy(
    mut from: impl Read,
    to: &mut impl Write,
    unreadable: impl Fn(std::io::Error) -> String,
    unwritable: impl Fn(&std::io::Error) -> String,
) -> Result<Digest, String> {
    let mut digester = Digester::default();
    let mut buffer = vec![0; 1 << 16];
    loop {
        let count = from.read(&mut buffer).map_err(&unreadable)?;
        let read = buffer.get(..count).unwrap_or_default();
        if read.is_empty() {
            return Ok(digester.digest());
        }
        digester.bytes(read);
        to.write_all(read).map_err(|error| unwritable(&error))?;
    }
}

/// Everything that a zip says of a file and that must not depend on the machine.
fn options(as_of: Option<Date>) -> SimpleFileOptions {
    // Zips know no day before 1980; such a site gets that of the format.
    let day = as_of
        .map(Date::parts)
        .and_then(|(year, month, day)| DateTime::from_date_and_time(year, month, day, 0, 0, 0).ok());
    SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(6))
        .last_modified_time(day.unwrap_or_default())
        .unix_permissions(0o644)
        .system(System::Unix)
}

/// Is this file compressed already? Such files are stored as they are; compressing them again takes minutes
/// and saves nothing.
fn is_compressed(name: &str) -> bool {
    const COMPRESSED: [&str; 14] =
        ["7z", "docx", "gif", "gz", "jpeg", "jpg", "mp3", "mp4", "pdf", "png", "rar", "webp", "xlsx", "zip"];
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    extension.is_some_and(|extension| COMPRESSED.contains(&extension.as_str()))
}
