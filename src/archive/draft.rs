//! The file that is being written, and what it must not replace.

use super::{Error, seal};
use std::fs::{self, File, OpenOptions};
use std::path::{Path, PathBuf};

/// Nothing is overwritten that is no archive, and no published site gets a file that is not its own.
pub(super) fn refuse_places(file: &Path) -> Result<(), Error> {
    if file.is_dir() {
        return Err(Error::IsFolder(file.to_owned()));
    }
    if file.exists() && !seal::is_sealed(file) {
        return Err(Error::NoArchive(file.to_owned()));
    }
    let folder = parent(file);
    let folder = folder.canonicalize().map_err(|error| Error::NoFolder(folder.to_owned(), error))?;
    if folder.ancestors().any(|above| above.join(crate::publish::MANIFEST).is_file()) {
        return Err(Error::WithinSite(file.to_owned()));
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
    pub(super) fn create(file: &Path) -> Result<Self, Error> {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let path = parent(file).join(format!(".{name}.gongbao-part"));
        let open = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path);
        let draft = open.map_err(Error::unwritten(&path))?;
        draft.try_lock().map_err(|_| Error::Locked(file.to_owned()))?;
        draft.set_len(0).map_err(Error::unwritten(&path))?;
        Ok(Self { path, file: draft })
    }

    /// Where it lies.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// The file, to write or to read it.
    pub(super) fn open(&self) -> Result<File, Error> {
        self.file.try_clone().map_err(Error::unwritten(&self.path))
    }

    /// Puts the file in its place; returns its length.
    pub(super) fn finish(self, place: &Path) -> Result<u64, Error> {
        let bytes = self.file.metadata().map_err(Error::unwritten(&self.path))?.len();
        fs::rename(&self.path, place).map_err(Error::unwritten(&self.path))?;
        Ok(bytes)
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        // After a rename there is nothing left under this name.
        let _ = fs::remove_file(&self.path);
    }
}
