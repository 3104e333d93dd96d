//! The output folder: what a build wrote into it, what it must not touch, the staging folder beside it.

use super::swap;
use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs::{self, File, OpenOptions, TryLockError};
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
    written: BTreeSet<String>,
    has_manifest: bool,
    /// Held until the build ends.
    _lock: File,
}

impl Folder {
    /// Locks the folder and makes sure that everything in it may be replaced.
    pub(super) fn open(output: &Path) -> Result<Self, String> {
        if output.is_symlink() && !output.exists() {
            return Err(format!("{} is a link that leads nowhere; remove it", output.display()));
        }
        if output.exists() && !output.is_dir() {
            return Err(format!("{} is a file, not a folder; choose another --output", output.display()));
        }
        fs::create_dir_all(output).map_err(|error| failed("created", output, &error))?;
        let output = output.canonicalize().map_err(|error| failed("opened", output, &error))?;
        if std::env::current_dir().is_ok_and(|here| here.starts_with(&output)) {
            let path = output.display();
            return Err(format!(
                "{path} is replaced by a build, so the program cannot run in it; choose another --output"
            ));
        }
        let beside = |ending: &str| -> Result<PathBuf, String> {
            let name = output.file_name().ok_or_else(|| {
                format!("{} cannot be an output folder; choose another --output", output.display())
            })?;
            let mut hidden = OsString::from(".");
            hidden.push(name);
            hidden.push(ending);
            Ok(output.with_file_name(hidden))
        };
        let lock = lock(&beside(".gongbao-lock")?)?;
        let manifest = output.join(MANIFEST);
        let has_manifest = manifest.is_file();
        let written: BTreeSet<String> = match fs::read_to_string(&manifest) {
            Ok(text) => text.lines().map(str::to_owned).collect(),
            Err(_) => BTreeSet::new(),
        };
        refuse_foreign_files(&output, &written)?;
        let staging = make_staging(|number| beside(&format!(".gongbao-staging{number}")))?;
        copy_permissions(&output, &staging)?;
        Ok(Self { staging, output, written, has_manifest, _lock: lock })
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
    pub(super) fn stage(&self, address: &str, bytes: &[u8]) -> Result<(), String> {
        let path = join(&self.staging, address);
        make_parent(&path)?;
        fs::write(&path, bytes).map_err(|error| failed("written", &path, &error))
    }

    /// Brings the published files that did not change into the staging folder, without copying them
    /// where the file system can link.
    pub(super) fn link_unchanged(&self, wanted: &BTreeSet<&str>) -> Result<(), String> {
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

    pub(super) fn write_manifest(&self, wanted: &BTreeSet<&str>) -> Result<(), String> {
        let mut text = String::new();
        for address in wanted {
            text.push_str(address);
            text.push('\n');
        }
        self.stage(MANIFEST, text.as_bytes())
    }

    /// Puts the staging folder in the place of the output folder.
    pub(super) fn swap(&self) -> Result<(), String> {
        swap::swap(&self.staging, &self.output).map_err(|error| {
            format!(
                "the new site cannot be put in the place of {}: {error}; the old site stands as it was",
                self.output.display()
            )
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

/// Names the files that no build wrote. What cannot be looked into may hold some.
fn refuse_foreign_files(output: &Path, written: &BTreeSet<String>) -> Result<(), String> {
    let mut foreign = Vec::new();
    for entry in walkdir::WalkDir::new(output).min_depth(1).sort_by_file_name() {
        let entry = entry.map_err(|error| format!("{} cannot be looked through: {error}", output.display()))?;
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
    Err(format!(
        "{} holds {count} file(s) that gongbao did not write: {}{}\n\
         Nothing was changed. Move them elsewhere, or choose another folder with --output.",
        output.display(),
        foreign.join(", "),
        if count > foreign.len() { ", …" } else { "" },
    ))
}

/// An empty staging folder. What an interrupted build left is removed first; where that cannot be done
/// (a kept file of another user), the next name is taken.
fn make_staging(name: impl Fn(&str) -> Result<PathBuf, String>) -> Result<PathBuf, String> {
    let mut refused = None;
    for number in 0..20 {
        let suffix = if number == 0 { String::new() } else { format!("-{number}") };
        let staging = name(&suffix)?;
        if staging.exists()
            && let Err(error) = fs::remove_dir_all(&staging)
        {
            refused.get_or_insert_with(|| failed("removed", &staging, &error));
            continue;
        }
        fs::create_dir(&staging).map_err(|error| failed("created", &staging, &error))?;
        return Ok(staging);
    }
    Err(refused.unwrap_or_default())
}

fn lock(path: &Path) -> Result<File, String> {
    let open = OpenOptions::new().write(true).create(true).truncate(false).open(path);
    let file = open.map_err(|error| failed("created", path, &error))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => {
            Err("another build is writing this folder; wait until it has ended".to_owned())
        }
        Err(TryLockError::Error(error)) => Err(failed("locked", path, &error)),
    }
}

/// The new folder is as open to others as the old one.
fn copy_permissions(from: &Path, to: &Path) -> Result<(), String> {
    let permissions = fs::metadata(from).map_err(|error| failed("opened", from, &error))?.permissions();
    if permissions.readonly() {
        return Err(format!("{} is read-only; make it writable, or choose another --output", from.display()));
    }
    fs::set_permissions(to, permissions).map_err(|error| failed("changed", to, &error))
}

fn join(folder: &Path, address: &str) -> PathBuf {
    address.split('/').fold(folder.to_path_buf(), |path, part| path.join(part))
}

fn make_parent(path: &Path) -> Result<(), String> {
    match path.parent() {
        Some(parent) => fs::create_dir_all(parent).map_err(|error| failed("created", parent, &error)),
        None => Ok(()),
    }
}

fn link_or_copy(from: &Path, to: &Path) -> Result<(), String> {
    if fs::hard_link(from, to).is_ok() {
        return Ok(());
    }
    fs::copy(from, to).map(|_| ()).map_err(|error| failed("copied", from, &error))
}

fn link_tree(from: &Path, to: &Path) -> Result<(), String> {
    if !from.exists() {
        return Ok(());
    }
    for entry in walkdir::WalkDir::new(from) {
        let entry = entry.map_err(|error| format!("{} cannot be kept: {error}", from.display()))?;
        let Ok(relative) = entry.path().strip_prefix(from) else { continue };
        let target = if relative.as_os_str().is_empty() { to.to_path_buf() } else { to.join(relative) };
        if entry.file_type().is_dir() {
            fs::create_dir_all(&target).map_err(|error| failed("created", &target, &error))?;
            let permissions = entry.metadata().map(|metadata| metadata.permissions());
            permissions
                .map_err(std::io::Error::other)
                .and_then(|permissions| fs::set_permissions(&target, permissions))
                .map_err(|error| failed("changed", &target, &error))?;
        } else {
            link_or_copy(entry.path(), &target)?;
        }
    }
    Ok(())
}

fn failed(what: &str, path: &Path, error: &std::io::Error) -> String {
    format!("{} cannot be {what}: {error}", path.display())
}
