//! The digest of the zip itself, in its comment.
//!
//! MANIFEST.sha256 covers what the files say; a bit that flips in a header or in the unused end of a
//! compressed stream changes no file and would pass. The comment stands at the very end of a zip, so it can
//! hold the digest of every byte before the digest. It is no protection against an intruder, who could
//! compute it anew; a signature is.

use crate::digest::{self, Digest, hex, unhex};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;

/// What precedes the digest in the comment.
const WORDS: &str = "gongbao archive; SHA-256 of all bytes before this digest: ";
/// The length of the digest, in hexadecimal digits.
const DIGITS: u64 = 64;

/// The comment before the digest is known.
pub fn unsealed() -> String {
    format!("{WORDS}{}", "0".repeat(64))
}

/// Replaces the zeros at the end of the file by the digest of what stands before them.
pub fn seal(file: &mut File) -> io::Result<()> {
    let body = file.metadata()?.len().saturating_sub(DIGITS);
    let digest = digest_of(file, body)?;
    file.seek(SeekFrom::Start(body))?;
    file.write_all(hex(&digest).as_bytes())?;
    file.sync_all()
}

/// How a file is sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seal {
    /// Every byte is as it was written.
    Whole,
    /// Some byte is not.
    Broken,
    /// The file does not end as an archive of gongbao ends.
    Absent,
}

/// Checks the seal of a file.
pub fn check(path: &Path) -> io::Result<Seal> {
    let mut file = File::open(path)?;
    let Some(written) = read_end(&mut file)? else { return Ok(Seal::Absent) };
    let body = file.metadata()?.len().saturating_sub(DIGITS);
    let digest = digest_of(&mut file, body)?;
    Ok(if unhex(&written) == Some(digest) { Seal::Whole } else { Seal::Broken })
}

/// Does the file end as an archive of gongbao ends?
pub fn is_sealed(path: &Path) -> bool {
    File::open(path).and_then(|mut file| read_end(&mut file)).is_ok_and(|digest| digest.is_some())
}

/// The digits at the end, if the words stand before them.
fn read_end(file: &mut File) -> io::Result<Option<String>> {
    let length = WORDS.len() as u64 + DIGITS;
    let Some(start) = file.metadata()?.len().checked_sub(length) else { return Ok(None) };
    file.seek(SeekFrom::Start(start))?;
    let mut end = Vec::new();
    file.take(length).read_to_end(&mut end)?;
    let digits = end.strip_prefix(WORDS.as_bytes());
    Ok(digits.map(|digits| String::from_utf8_lossy(digits).into_owned()))
}

fn digest_of(file: &mut File, length: u64) -> io::Result<Digest> {
    file.seek(SeekFrom::Start(0))?;
    digest::read(file.take(length))
}
