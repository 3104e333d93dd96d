//! SHA-256 digests: of files, and of whatever a file is made of.
//!
//! Two values with one digest are taken for the same, here and by whoever checks an archive, so it is a digest
//! that nobody can find a second value for.

use sha2::{Digest as _, Sha256};
use std::hash::{Hash, Hasher};
use std::io;

/// The length of a digest, in bytes.
pub const LENGTH: usize = 32;

/// A digest.
pub type Digest = [u8; LENGTH];

/// The digest of some bytes.
pub fn of(bytes: &[u8]) -> Digest {
    Sha256::digest(bytes).into()
}

/// The digest of everything that can be read from somewhere.
///
/// # Errors
///
/// When reading fails on the way.
pub fn read(mut from: impl io::Read) -> io::Result<Digest> {
    let mut digester = Digester::default();
    io::copy(&mut from, &mut digester)?;
    Ok(digester.digest())
}

/// A digest, or the beginning of one, as people write it.
pub fn hex(digest: &[u8]) -> String {
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A digest as bytes.
pub fn unhex(text: &str) -> Option<Digest> {
    let mut digest = [0; 32];
    if text.len() != 64 || !text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b)) {
        return None;
    }
    for (at, byte) in digest.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(2 * at..2 * at + 2)?, 16).ok()?;
    }
    Some(digest)
}

/// Takes bytes and values one after the other and gives the digest of them all.
#[derive(Clone, Debug, Default)]
pub struct Digester(Sha256);

impl Digester {
    /// Takes bytes as they are.
    pub fn bytes(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// The digest of one value.
    pub fn of(value: &(impl Hash + ?Sized)) -> Digest {
        let mut digester = Self::default();
        digester.value(value);
        digester.digest()
    }

    /// Takes a value.
    pub fn value(&mut self, value: &(impl Hash + ?Sized)) {
        value.hash(self);
    }

    /// The digest of what was taken.
    pub fn digest(self) -> Digest {
        self.0.finalize().into()
    }
}

/// Values hand over their parts as they do for a hash table. Numbers are taken in one order of bytes and lengths with
/// eight of them, so that machines agree; another compiler may still let values hand over something else.
impl Hasher for Digester {
    fn write(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    fn write_u16(&mut self, number: u16) {
        self.write(&number.to_le_bytes());
    }

    fn write_u32(&mut self, number: u32) {
        self.write(&number.to_le_bytes());
    }

    fn write_u64(&mut self, number: u64) {
        self.write(&number.to_le_bytes());
    }

    fn write_u128(&mut self, number: u128) {
        self.write(&number.to_le_bytes());
    }

    fn write_usize(&mut self, number: usize) {
        self.write_u64(number as u64);
    }

    fn finish(&self) -> u64 {
        let digest: Digest = self.0.clone().finalize().into();
        digest.iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte))
    }
}

impl io::Write for Digester {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_that_of_sha256sum_and_can_be_read() {
        let digest = of("沈阳".as_bytes());
        assert_eq!(hex(&of(b"")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assert_eq!(unhex(&hex(&digest)), Some(digest));
        assert_eq!(unhex(&hex(&digest).to_uppercase()), None);
    }

    #[test]
    fn parts_do_not_run_together() {
        let digest = |parts: &[&str]| {
            let mut digester = Digester::default();
            digester.value(parts);
            digester.digest()
        };
        assert_ne!(digest(&["沈", "阳"]), digest(&["沈阳", ""]));
    }
}
