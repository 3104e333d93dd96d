//! The output folder: what a build wrote into it, what it must not touch, the staging folder beside it.

use super::{Error, swap};
use crate::failure::DiskFailure;
use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// The list of the files that the last build wrote. It is part of the site, sorted and without dates.
pub(crate) const MANIFEST: &str = ".gongbao-files";
/// Names at the top of the folder that a build leaves alone: the placeholder that keeps the empty
/// folder in git, and what web servers and hosts ask for.
const KEPT: [&str; 4] = [".gitkeep", ".well-known", ".nojekyll", "CNAME"];

/// An output folder that is locked for one build.
pub(super) struct Folder {
    output: PathBuf,
    staging: PathBuf,
    /// Where the old site lies between the two steps of a swap.
    aside: PathBuf,
    written: BTreeSet<String>,
    has_manifest: bool,
    /// Held until the build ends.
    _lock: File,
}

impl Folder {
    /// Locks the folder and makes sure that everything in it may be replaced.
    pub(super) fn open(output: &Path) -> Result<Self, Error> {
        if output.is_symlink() && !output.exists() {
            return Err(Error::DanglingLink(output.to_owned()));
        }
        if output.exists() && !output.is_dir() {
            return Err(Error::NotAFolder(output.to_owned()));
        }
        let output = real_path(output)?;
        if std::env::current_dir().is_ok_and(|here| here.starts_with(&output)) {
            return Err(Error::RunsWithin(output));
        }
        let beside = |ending: &str| hidden(&output, ending).ok_or_else(|| Error::Root(output.clone()));
        let lock = lock(&beside(".gongbao-lock")?)?;
        let aside = beside(".gongbao-old")?;
        swap::recover(&output, &aside).map_err(DiskFailure::of("put back", &aside))?;
        let manifest = output.join(MANIFEST);
        let has_manifest = manifest.is_file();
        let written: BTreeSet<String> = match fs::read_to_string(&manifest) {
            Ok(text) => text.lines().map(str::to_owned).collect(),
            Err(_) => BTreeSet::new(),
        };
        refuse_foreign_files(&output, &written)?;
        let staging = make_staging(|number| beside(&format!(".gongbao-staging{number}")))?;
        copy_permissions(&output, &staging)?;
        Ok(Self { staging, aside, output, written, has_manifest, _lock: lock })
    }

    /// The addresses that the last build wrote.
    pub(super) fn written(&self) -> &BTreeSet<String> {
        &self.written
    }

    pub(super) fn has_manifest(&self) -> bool {
        self.has_manifest
    }

    /// Where a file of the published site lies.
    pub(super) fn published(&self, address: &str) -> PathBuf {
        join(&self.output, address)
    }

    /// Writes a file into the staging folder.
    pub(super) fn stage(&self, address: &str, bytes: &[u8]) -> Result<(), DiskFailure> {
        let path = join(&self.staging, address);
        make_parent(&path)?;
        fs::write(&path, bytes).map_err(DiskFailure::of("written", &path))
    }

    /// Brings the published files that did not change into the staging folder, without copying them
    /// where the file system can link.
    pub(super) fn link_unchanged(&self, wanted: &BTreeSet<&str>) -> Result<(), Error> {
        for address in wanted {
            let staged = join(&self.staging, address);
            if !staged.exists() {
                make_parent(&staged)?;
                link_or_copy(&self.published(address), &staged)?;
            }
        }
        for name in KEPT {
            link_tree(&self.output.join(name), &self.staging.join(name))?;
        }
        Ok(())
    }

    pub(super) fn write_manifest(&self, wanted: &BTreeSet<&str>) -> Result<(), DiskFailure> {
        let mut text = String::new();
        for address in wanted {
            text.push_str(address);
            text.push('\n');
        }
        self.stage(MANIFEST, text.as_bytes())
    }

    /// Puts the staging folder in the place of the output folder.
    pub(super) fn swap(&self) -> Result<(), Error> {
        swap::swap(&self.staging, &self.output, &self.aside).map_err(|error| match error.kind() {
            ErrorKind::ResourceBusy | ErrorKind::CrossesDevices => Error::MountPoint(self.output.clone()),
            _ => Error::Swap(self.output.clone(), error),
        })
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // After a swap this is the old site; after a failure it is the unfinished one. What cannot be
        // removed now is removed by the next build.
        let _ = fs::remove_dir_all(&self.staging);
    }
}

/// Where the folder lies; it is made unless a swap that was killed left the old site aside, to be put back.
fn real_path(output: &Path) -> Result<PathBuf, DiskFailure> {
    if let (false, Some(name)) = (output.exists(), output.file_name()) {
        let parent = output.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let real = parent.canonicalize().map(|parent| parent.join(name));
        if let Some(real) = real.ok().filter(|real| hidden(real, ".gongbao-old").is_some_and(|it| it.exists())) {
            return Ok(real);
        }
    }
    fs::create_dir_all(output).map_err(DiskFailure::of("created", output))?;
    output.canonicalize().map_err(DiskFailure::of("opened", output))
}

/// A place beside the folder, under a name of ours; none for the root of the file system.
fn hidden(output: &Path, ending: &str) -> Option<PathBuf> {
    let mut name = OsString::from(".");
    name.push(output.file_name()?);
    name.push(ending);
    Some(output.with_file_name(name))
}

/// Names the files that no build wrote. What cannot be looked into may hold some.
fn refuse_foreign_files(output: &Path, written: &BTreeSet<String>) -> Result<(), Error> {
    let mut foreign = Vec::new();
    for entry in walkdir::WalkDir::new(output).min_depth(1).sort_by_file_name() {
        let entry = entry.map_err(|error| Error::Walk(output.to_owned(), error))?;
        let Ok(relative) = entry.path().strip_prefix(output) else { continue };
        let parts: Vec<String> =
            relative.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
        let kept = parts.first().is_some_and(|first| KEPT.contains(&first.as_str()));
        let address = parts.join("/");
        if !entry.file_type().is_dir() && !kept && address != MANIFEST && !written.contains(&address) {
            foreign.push(address);
        }
    }
    if foreign.is_empty() {
        return Ok(());
    }
    let count = foreign.len();
    foreign.truncate(5);
    Err(Error::Foreign(output.to_owned(), count, foreign))
}

/// An empty staging folder. What an interrupted build left is removed first; where that cannot be done
/// (a kept file of another user), the next name is taken.
fn make_staging(name: impl Fn(&str) -> Result<PathBuf, Error>) -> Result<PathBuf, Error> {
    let mut number = 0;
    loop {
        let staging = name(&if number == 0 { String::new() } else { format!("-{number}") })?;
        let removed = if staging.exists() { fs::remove_dir_all(&staging) } else { Ok(()) };
        match removed {
            Ok(()) => {
                fs::create_dir(&staging).map_err(DiskFailure::of("created", &staging))?;
                return Ok(staging);
            }
            Err(error) if number == 19 => return Err(DiskFailure::of("removed", &staging)(error).into()),
            Err(_) => number += 1,
        }
    }
}

fn lock(path: &Path) -> Result<File, Error> {
    let open = OpenOptions::new().write(true).create(true).truncate(false).open(path);
    let file = open.map_err(DiskFailure::of("created", path))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(Error::Locked),
        Err(TryLockError::Error(error)) => Err(DiskFailure::of("locked", path)(error).into()),
    }
}

/// The new folder is as open to others as the old one.
fn copy_permissions(from: &Path, to: &Path) -> Result<(), Error> {
    let permissions = fs::metadata(from).map_err(DiskFailure::of("opened", from))?.permissions();
    if permissions.readonly() {
        return Err(Error::ReadOnly(from.to_owned()));
    }
    Ok(fs::set_permissions(to, permissions).map_err(DiskFailure::of("changed", to))?)
}

fn join(folder: &Path, address: &str) -> PathBuf {
    address.split('/').fold(folder.to_path_buf(), |path, part| path.join(part))
}

fn make_parent(path: &Path) -> Result<(), DiskFailure> {
    match path.parent() {
        Some(parent) => fs::create_dir_all(parent).map_err(DiskFailure::of("created", parent)),
        None => Ok(()),
    }
}

fn link_or_copy(from: &Path, to: &Path) -> Result<(), DiskFailure> {
    if fs::hard_link(from, to).is_ok() {
        return Ok(());
    }
    fs::copy(from, to).map(|_| ()).map_err(DiskFailure::of("copied", from))
}

fn link_tree(from: &Path, to: &Path) -> Result<(), Error> {
    if !from.exists() {
        return Ok(());
    }
    for entry in walkdir::WalkDir::new(from) {
        let entry = entry.map_err(|error| Error::Walk(from.to_owned(), error))?;
        let Ok(relative) = entry.path().strip_prefix(from) else { continue };
        let target = if relative.as_os_str().is_empty() { to.to_path_buf() } else { to.join(relative) };
        if entry.file_type().is_dir() {
            fs::create_dir_all(&target).map_err(DiskFailure::of("created", &target))?;
            let permissions = entry.metadata().map(|metadata| metadata.permissions());
            permissions
                .map_err(std::io::Error::other)
                .and_then(|permissions| fs::set_permissions(&target, permissions))
                .map_err(DiskFailure::of("changed", &target))?;
        } else {
            link_or_copy(entry.path(), &target)?;
        }
    }
    Ok(())
}
