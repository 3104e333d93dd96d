//! The cache of earlier builds, kept beside the output folder in `.NAME.gongbao-cache`.
//!
//! A cache saves work and decides nothing: it can be deleted at any time, and whoever reads it makes sure that what
//! it says is said of the same things. It is read only by the program that wrote it, since another may come to
//! other results, and only when it is whole. What cannot be read is worked out again; what cannot be written is not
//! there the next time.

use crate::digest::{self, Digest, Digester};
use crate::source::stamp::Stamp;
use std::ffi::OsString;
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// The cache of one output folder.
#[derive(Clone, Debug)]
pub struct Cache {
    folder: PathBuf,
    program: Digest,
}

impl Cache {
    /// The cache of an output folder; none when there is no such folder, or when it cannot be told which program
    /// this is.
    pub fn of(output: &Path) -> Option<Self> {
        let output = output.canonicalize().ok()?;
        let mut name = OsString::from(".");
        name.push(output.file_name()?);
        name.push(".gongbao-cache");
        Some(Self { folder: output.with_file_name(name), program: program()? })
    }

    /// What was written under this name; none when it was not, or is not whole. What is damaged is removed, so that the
    /// next `write`, which looks at the head alone, does not take it for what it writes.
    pub fn read(&self, name: &str) -> Option<Vec<u8>> {
        let path = self.folder.join(name);
        let mut bytes = fs::read(&path).ok()?;
        let (program, rest) = bytes.split_at_checked(digest::LENGTH)?;
        let (seal, content) = rest.split_at_checked(digest::LENGTH)?;
        if seal != digest::of(content) {
            let _ = fs::remove_file(&path);
            return None;
        }
        if program != self.program {
            return None;
        }
        bytes.drain(..2 * digest::LENGTH);
        Some(bytes)
    }

    fn read_head(path: &Path) -> Option<Vec<u8>> {
        let mut head = vec![0; 2 * digest::LENGTH];
        fs::File::open(path).and_then(|mut file| file.read_exact(&mut head)).ok()?;
        Some(head)
    }

    /// Writes something under a name, unless the same is there already.
    pub fn write(&self, name: &str, content: &[u8]) {
        let path = self.folder.join(name);
        let head = [self.program, digest::of(content)].concat();
        if Self::read_head(&path).is_none_or(|old| old != head) {
            // Without it the next build takes longer, and that is all.
            let _ = replace(&path, &[&head, content]);
        }
    }
}

/// Writes a file that is there as a whole or not at all.
fn replace(path: &Path, parts: &[&[u8]]) -> io::Result<()> {
    let draft = path.with_extension("draft");
    fs::create_dir_all(path.parent().unwrap_or(Path::new(".")))?;
    let mut file = fs::File::create(&draft)?;
    parts.iter().try_for_each(|part| file.write_all(part))?;
    fs::rename(&draft, path)
}

/// What tells this program from others.
fn program() -> Option<Digest> {
    let path = std::env::current_exe().ok()?;
    let stamp = Stamp::settled(&path)?;
    let mut digester = Digester::default();
    digester.value(&(env!("CARGO_PKG_VERSION"), path, stamp));
    Some(digester.digest())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fixture() -> (tempfile::TempDir, Cache) {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache { folder: folder.path().join("cache"), program: digest::of(b"program") };
        (folder, cache)
    }

    #[test]
    fn what_is_written_is_read() {
        let (_folder, cache) = fixture();
        assert_eq!(cache.read("a"), None);
        cache.write("a", b"1");
        cache.write("a", b"2");
        cache.write("b", b"");
        assert_eq!(cache.read("a").as_deref(), Some(&b"2"[..]));
        assert_eq!(cache.read("b").as_deref(), Some(&b""[..]));
    }

    #[test]
    fn what_is_damaged_or_of_another_program_is_not_there() {
        let (_folder, cache) = fixture();
        cache.write("a", b"content");
        let path = cache.folder.join("a");
        let whole = fs::read(&path).unwrap();
        for at in 0..whole.len() {
            let mut damaged = whole.clone();
            damaged[at] ^= 1;
            fs::write(&path, &damaged).unwrap();
            assert_eq!(cache.read("a"), None, "a bit of byte {at}");
            fs::write(&path, &whole[..at]).unwrap();
            assert_eq!(cache.read("a"), None, "the first {at} bytes");
        }
        fs::write(&path, &whole).unwrap();
        assert!(cache.read("a").is_some());
        let other = Cache { program: digest::of(b"another"), ..cache };
        assert_eq!(other.read("a"), None);
    }

    #[test]
    fn what_is_damaged_behind_a_whole_head_is_mended_by_the_next_build() {
        let (_folder, cache) = fixture();
        for damage in [|bytes: &mut Vec<u8>| bytes[70] ^= 1, |bytes: &mut Vec<u8>| bytes.extend([0; 1000])] {
            cache.write("a", b"some content");
            let path = cache.folder.join("a");
            let mut bytes = fs::read(&path).unwrap();
            damage(&mut bytes);
            fs::write(&path, bytes).unwrap();
            assert_eq!(cache.read("a"), None);
            cache.write("a", b"some content");
            assert_eq!(cache.read("a").as_deref(), Some(&b"some content"[..]));
        }
    }

    #[test]
    fn the_same_is_not_written_again() {
        let (_folder, cache) = fixture();
        cache.write("a", b"1");
        let modified = || fs::metadata(cache.folder.join("a")).unwrap().modified().unwrap();
        let before = modified();
        cache.write("a", b"1");
        assert_eq!(modified(), before);
    }
}
