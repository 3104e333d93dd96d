//! `MANIFEST.sha256`: a line for every file of the archive, as `sha256sum` writes and checks it.

use crate::digest::{Digest, hex, unhex};
use std::collections::BTreeMap;

/// Its name.
pub const NAME: &str = "MANIFEST.sha256";
/// A manifest that is longer is not read. It would be that of half a million files.
pub const LONGEST: u64 = 1 << 26;
/// So many wrong lines are named.
pub const MOST_WRONG: usize = 100;

/// The digests of files, in the order in which they were added.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    lines: Vec<(Digest, String)>,
}

impl Manifest {
    /// Adds a file.
    pub fn push(&mut self, digest: Digest, name: String) {
        self.lines.push((digest, name));
    }

    /// How many files it names.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Does it name none?
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// As `sha256sum -c` reads it. Names hold neither a line break nor a backslash, so none is escaped.
    pub fn text(&self) -> String {
        self.lines.iter().map(|(digest, name)| format!("{}  {name}\n", hex(digest))).collect()
    }

    /// Reads a manifest, trusting nothing: the digests by name, and what is wrong with its lines. Behind `MOST_WRONG`
    /// wrong lines it is no manifest, and what follows is not read.
    pub fn read(bytes: &[u8]) -> (BTreeMap<String, Digest>, Vec<String>) {
        let mut digests = BTreeMap::new();
        let mut wrong = Vec::new();
        for (at, line) in bytes.split(|byte| *byte == b'\n').enumerate() {
            if line.is_empty() {
                continue;
            }
            let read = std::str::from_utf8(line).ok().and_then(read_line);
            let added = read.is_some_and(|(digest, name)| digests.insert(name.to_owned(), digest).is_none());
            if !added {
                wrong.push(format!("line {} of {NAME}", at + 1));
                if wrong.len() >= MOST_WRONG {
                    break;
                }
            }
        }
        (digests, wrong)
    }
}

fn read_line(line: &str) -> Option<(Digest, &str)> {
    let line = line.strip_suffix('\r').unwrap_or(line);
    let (digest, name) = line.split_at_checked(64)?;
    let name = name.strip_prefix("  ").or_else(|| name.strip_prefix(" *"))?;
    Some((unhex(digest)?, stays_inside(name).then_some(name)?))
}

/// Is this the path of a file below the folder of the archive?
pub fn stays_inside(name: &str) -> bool {
    let inside = |part: &str| !matches!(part, "" | "." | "..") && !part.contains(['\\', ':', '\0']);
    name.split('/').all(inside)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::of as digest;

    #[test]
    fn what_is_written_can_be_read() {
        let mut manifest = Manifest::default();
        manifest.push(digest(b"a"), "documents/一.html".to_owned());
        manifest.push(digest(b"b"), "说明.txt".to_owned());
        let (read, wrong) = Manifest::read(manifest.text().as_bytes());
        assert_eq!(wrong, Vec::<String>::new());
        assert_eq!(read.get("说明.txt"), Some(&digest(b"b")));
        assert_eq!(read.len(), 2);
    }

    #[test]
    fn lines_that_lead_elsewhere_or_say_nothing_are_named() {
        let good = hex(&digest(b"a"));
        for line in [
            format!("{good}  ../a"),
            format!("{good}  /etc/passwd"),
            format!("{good}  C:/a"),
            format!("{good}  a\\b"),
            format!("{good} a"),
            format!("{}  a", good.to_uppercase()),
            "一".repeat(40),
            good.clone(),
        ] {
            let (read, wrong) = Manifest::read(line.as_bytes());
            assert!(read.is_empty() && wrong.len() == 1, "{line}");
        }
        let (_, wrong) = Manifest::read("a\n".repeat(100_000).as_bytes());
        assert_eq!(wrong.len(), MOST_WRONG);
        let (_, wrong) = Manifest::read(format!("{good}  a\n{good}  a\n").as_bytes());
        assert_eq!(wrong, ["line 2 of MANIFEST.sha256"]);
    }
}
