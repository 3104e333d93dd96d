//! Exchanges two folders.

use std::io;
use std::path::Path;

/// Puts `new` in the place of `old`; afterwards the old folder lies where the new one was.
///
/// On Linux this is one system call (renameat2 with RENAME_EXCHANGE): at every moment the old name
/// leads to a whole folder. Elsewhere, and on file systems that do not know it, two renames follow each
/// other, and the second is undone when it fails. When the program is killed between them, the old folder
/// lies at `aside`, from where `recover` brings it back.
pub(super) fn swap(new: &Path, old: &Path, aside: &Path) -> io::Result<()> {
    match exchange(new, old) {
        Ok(()) => Ok(()),
        Err(error) if is_unknown(&error) => in_two_steps(new, old, aside),
        Err(error) => Err(error),
    }
}

#[cfg(target_os = "linux")]
fn exchange(new: &Path, old: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, new, CWD, old, RenameFlags::EXCHANGE).map_err(io::Error::from)
}

#[cfg(not(target_os = "linux"))]
fn exchange(_new: &Path, _old: &Path) -> io::Result<()> {
    Err(io::Error::from(io::ErrorKind::Unsupported))
}

fn is_unknown(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput)
}

fn in_two_steps(new: &Path, old: &Path, aside: &Path) -> io::Result<()> {
    std::fs::rename(old, aside)?;
    if let Err(error) = std::fs::rename(new, old) {
        std::fs::rename(aside, old)?;
        return Err(error);
    }
    std::fs::rename(aside, new)
}

/// Ends what a killed swap began: without a folder in its place the old one comes back, and where the new one is in its
/// place the old one goes. Only for who holds the lock, since a swap that is at work looks the same.
pub(super) fn recover(old: &Path, aside: &Path) -> io::Result<()> {
    match (old.exists(), aside.exists()) {
        (_, false) => Ok(()),
        (false, true) => std::fs::rename(aside, old),
        (true, true) => std::fs::remove_dir_all(aside),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    type Swap = fn(&std::path::Path, &std::path::Path, &std::path::Path) -> std::io::Result<()>;

    #[test]
    fn both_ways_exchange_two_folders() {
        for swap in [super::swap as Swap, super::in_two_steps] {
            let folder = tempfile::tempdir().unwrap();
            let [new, old, aside] = ["new", "old", "aside"].map(|name| folder.path().join(name));
            for (path, text) in [(&new, "new"), (&old, "old")] {
                fs::create_dir(path).unwrap();
                fs::write(path.join("a"), text).unwrap();
            }
            swap(&new, &old, &aside).unwrap();
            assert_eq!(fs::read_to_string(old.join("a")).unwrap(), "new");
            assert_eq!(fs::read_to_string(new.join("a")).unwrap(), "old");
            assert!(!aside.exists());
        }
    }
}
