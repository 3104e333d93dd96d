//! The offline copy: the whole site in one zip that opens with a double click on `index.html` and can be
//! verified in twenty years.
//!
//! ```text
//! entries       what goes into the zip
//! draft         the file that is being written, and what it must not replace
//! names         no name that Windows or macOS refuses
//! explanation   说明.txt, for the person who finds it
//! manifest      MANIFEST.sha256, as sha256sum writes it
//! seal          the digest of the zip itself, in its comment
//! sign          a detached signature, as minisign writes it
//! verify        which files are missing, changed, foreign
//! error         why no archive was written, signed or verified
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
mod error;
pub mod explanation;
pub mod manifest;
pub mod names;
pub mod seal;
pub mod sign;
pub mod verify;

pub use error::Error;

use crate::digest::{self, Digest, Digester, hex};
use crate::failure::DiskFailure;
use crate::library::subset::Choice;
use crate::project::{Bytes, Output, Project};
use crate::text::date::Date;
use draft::Draft;
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
    /// The part that is packed, if it is not the whole.
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
pub fn write(project: &Project, order: &Order) -> Result<Packed, Error> {
    draft::refuse_places(&order.file)?;
    let as_of = project.site().library.as_of;
    let folder = entries::folder_name(as_of, order.choice.as_ref());
    let (entries, editions) = entries::entries(project, order.sources, &folder);
    let problems = names::check(entries.iter().map(|entry| entry.address.as_str()));
    if !problems.is_empty() {
        return Err(Error::Pages(problems));
    }
    let draft = Draft::create(&order.file)?;
    let packer = Packer { project, folder: &folder, options: options(as_of), place: draft.path() };
    let mut zip = ZipWriter::new(BufWriter::new(draft.open()?));
    let manifest = packer.pack(&entries, &mut zip)?;
    let files = manifest.len();
    zip.set_comment(seal::unsealed()).map_err(Error::unwritten(draft.path()))?;
    let written = zip.finish().map_err(Error::unwritten(draft.path()))?;
    let written = written.into_inner().map_err(|error| Error::unwritten(draft.path())(error.into_error()))?;
    written.sync_all().map_err(Error::unwritten(draft.path()))?;
    seal::seal(&mut draft.open()?).map_err(Error::unwritten(draft.path()))?;
    let bytes = draft.finish(&order.file)?;
    Ok(Packed { files, editions, bytes, folder })
}

/// Brings files into the zip.
struct Packer<'a> {
    project: &'a Project,
    /// The folder within the zip.
    folder: &'a str,
    options: SimpleFileOptions,
    /// Where the zip is being written.
    place: &'a Path,
}

/// A file of the zip, compressed or still to be copied.
enum Packable {
    Ready(PreparedZipFile, Digest),
    Copy(PathBuf),
}

impl Packer<'_> {
    /// Packs all files and the manifest, which is returned.
    fn pack(&self, entries: &[Output], zip: &mut ZipWriter<BufWriter<File>>) -> Result<Manifest, Error> {
        let mut manifest = Manifest::default();
        for some in entries.chunks(AT_A_TIME) {
            let made: Vec<Result<Packable, Error>> = some.par_iter().map(|entry| self.make(entry)).collect();
            for (made, entry) in made.into_iter().zip(some) {
                let digest = match made? {
                    Packable::Ready(file, digest) => {
                        zip.add_prepared_file(file).map_err(Error::unwritten(self.place))?;
                        digest
                    }
                    Packable::Copy(path) => self.copy(entry, &path, zip)?,
                };
                manifest.push(digest, entry.address.clone());
            }
        }
        let last = self.compress(manifest::NAME, manifest.text().as_bytes())?;
        zip.add_prepared_file(last).map_err(Error::unwritten(self.place))?;
        Ok(manifest)
    }

    fn make(&self, entry: &Output) -> Result<Packable, Error> {
        match self.project.bytes(entry).map_err(|problem| Error::Pages(vec![*problem]))? {
            Bytes::File(path) => Ok(Packable::Copy(path)),
            Bytes::Memory(bytes) => {
                Ok(Packable::Ready(self.compress(&entry.address, &bytes)?, digest::of(&bytes)))
            }
        }
    }

    fn compress(&self, name: &str, bytes: &[u8]) -> Result<PreparedZipFile, Error> {
        let path = format!("{}/{name}", self.folder);
        PreparedZipFile::from_data(path, self.options, bytes)
            .map_err(|error| Error::Uncompressed(name.to_owned(), error))
    }

    /// Copies a file into the zip and computes its digest on the way.
    fn copy(&self, entry: &Output, path: &Path, zip: &mut ZipWriter<BufWriter<File>>) -> Result<Digest, Error> {
        let large = fs::metadata(path).map_err(DiskFailure::of("read", path))?.len() >= u64::from(u32::MAX);
        let options = if is_compressed(&entry.address) {
            self.options.compression_method(CompressionMethod::Stored).compression_level(None)
        } else {
            self.options
        };
        zip.start_file(format!("{}/{}", self.folder, entry.address), options.large_file(large))
            .map_err(Error::unwritten(self.place))?;
        let mut from = File::open(path).map_err(DiskFailure::of("read", path))?;
        let mut digester = Digester::default();
        let mut buffer = vec![0; 1 << 16];
        loop {
            let count = from.read(&mut buffer).map_err(DiskFailure::of("read", path))?;
            let read = buffer.get(..count).unwrap_or_default();
            if read.is_empty() {
                break;
            }
            digester.bytes(read);
            zip.write_all(read).map_err(Error::unwritten(self.place))?;
        }
        let digest = digester.digest();
        match entry.sha256() {
            Some(expected) if expected != hex(&digest) => Err(Error::Damaged(path.to_owned())),
            _ => Ok(digest),
        }
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    #[test]
    fn the_zip_has_the_same_bytes_with_and_without_the_typesetter() {
        let sentence =
            |at: usize| format!("第{}条　各区、县（市）人民政府{}。\n", at, "要抓好落实".repeat(at * at % 7));
        let text: String = (0..5_000).map(sentence).collect();
        let packed = PreparedZipFile::from_data("a.txt", options(None), text.as_bytes()).unwrap();
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        zip.add_prepared_file(packed).unwrap();
        let bytes = zip.finish().unwrap().into_inner();
        assert_eq!(hex(&digest::of(&bytes)), "6cb9765958df412e667348a6aeed566938854fab93d2fcdc75894cbfe02c7e11");
    }
}
