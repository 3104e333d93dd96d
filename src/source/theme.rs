//! Reads the files of a theme from the disk.
//!
//! A theme is a folder: `templates/*.html` and `assets/*`. It need not be whole; what it does not
//! have comes from the default theme in the binary.

use super::symlinks::Bounds;
use super::walk::walk_problem;
use crate::diagnostic::{Code, Diagnostic, Location};
use std::collections::BTreeMap;
use std::path::Path;
use walkdir::WalkDir;

/// The theme that every binary carries.
pub const DEFAULT: &str = "default";

/// The files of a theme, by path within it.
pub type ThemeFiles = BTreeMap<String, Vec<u8>>;

/// Reads `themes/NAME`. A default theme that is not on the disk is no problem: the binary has it.
pub fn read(themes: &Path, name: &str, diagnostics: &mut Vec<Diagnostic>) -> ThemeFiles {
    let folder = themes.join(name);
    let mut files = ThemeFiles::new();
    if !folder.is_dir() {
        if name != DEFAULT {
            diagnostics.push(Diagnostic::error(
                Code::UnknownTheme,
                Location::file(&format!("themes/{name}")),
                format!("there is no theme `{name}`"),
                format!("create the folder {}, or leave --theme out", folder.display()),
            ));
        }
        return files;
    }
    let bounds = Bounds::of(&folder);
    let hidden = |name: &str| name.starts_with('.') || name.ends_with('~');
    let mut entries = WalkDir::new(&folder)
        .follow_links(true)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !hidden(&entry.file_name().to_string_lossy()));
    while let Some(entry) = entries.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                diagnostics.push(walk_problem(themes.parent().unwrap_or(themes), &error));
                continue;
            }
        };
        let Ok(relative) = entry.path().strip_prefix(&folder) else { continue };
        let parts: Vec<_> = relative.components().map(|part| part.as_os_str().to_string_lossy()).collect();
        let path = parts.join("/");
        if entry.depth() > 0
            && entry.path_is_symlink()
            && let Some(real) = bounds.leads_out(entry.path())
        {
            diagnostics.push(Diagnostic::error(
                Code::OutsideLink,
                Location::file(&format!("themes/{name}/{path}")),
                format!("this is a link that leads out of the theme, to {}", real.display()),
                "put a copy in its place",
            ));
            if entry.file_type().is_dir() {
                entries.skip_current_dir();
            }
            continue;
        }
        if !entry.file_type().is_file() {
            continue;
        }
        match std::fs::read(entry.path()) {
            Ok(bytes) => {
                files.insert(path, bytes);
            }
            Err(error) => diagnostics.push(Diagnostic::error(
                Code::UnreadableFile,
                Location::file(&format!("themes/{name}/{path}")),
                format!("this file cannot be read: {error}"),
                "check that you may read it",
            )),
        }
    }
    files
}
