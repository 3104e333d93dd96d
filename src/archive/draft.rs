//! The file that is being written, and what it must not replace.

use super::seal;
use std::fs::{self, File, OpenOptions};
use std::path::{Path, PathBuf};

/// Nothing is overwritten that is no archive, and no published site gets a file that is not its own.
pub(super) fn refuse_places(file: &Path) -> Result<(), String> {
    if file.is_dir() {
        return Err(format!("{} is a folder; name a file, such as gazette.zip", file.display()));
    }
    if file.exists() && !seal::is_sealed(file) {
        return Err(format!(
            "{} exists and is no archive that gongbao wrote; move it elsewhere, or choose another --output",
            file.display()
        ));
    }
    let folder = parent(file).canonicalize().map_err(|error| {
        format!("{} cannot be opened: {error}; create it, or choose another --output", parent(file).display())
    })?;
    if folder.ancestors().any(|above| above.join(crate::publish::MANIFEST).is_file()) {
        return Err(format!(
            "{} lies within a published site, whose next build would refuse it; choose another --output",
            file.display()
        ));
    }
    Ok(())
}

fn parent(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// The file that is being written, beside its place. It is removed when the work fails; one that a killed
/// run left is taken over.
pub(super) struct Draft {
    path: PathBuf,
    /// Locked until the work ends.
    file: File,
}

impl Draft {
    pub(super) fn create(file: &Path) -> Result<Self, String> {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let path = parent(file).join(format!(".{name}.gongbao-part"));
        let failed = |error: &dyn std::fmt::Display| format!("{} cannot be written: {error}", path.display());
        let open = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path);
        let draft = open.map_err(|error| failed(&error))?;
        draft
            .try_lock()
            .map_err(|_| format!("another run is writing {}; wait until it has ended", file.display()))?;
        draft.set_len(0).map_err(|error| failed(&error))?;
        Ok(Self { path, file: draft })
    }

    /// The file, to write or to read it.
    pub(super) fn open(&self) -> Result<File, String> {
        self.file.try_clone().map_err(|error| self.failed(&error))
    }

    /// Why the work failed.
    pub(super) fn failed(&self, error: &dyn std::fmt::Display) -> String {
        format!("{} cannot be written: {error}; nothing was changed", self.path.display())
    }

    /// Puts the file in its place; returns its length.
    pub(super) fn finish(self, place: &Path) -> Result<u64, String> {
        let bytes = self.file.metadata().map_err(|error| self.failed(&error))?.len();
        fs::rename(&self.path, place).map_err(|error| self.failed(&error))?;
        Ok(bytes)
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        // After a rename there is nothing left under this name.
        let _ = fs::remove_file(&self.path);
    }
}
