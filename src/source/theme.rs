//! Reads the files of a theme from the disk.
//!
//! A theme is a folder: `templates/*.html` and `assets/*`. It need not be whole; what it does not
//! have comes from the default theme in the binary.

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
    for entry in WalkDir::new(&folder).sort_by_file_name().into_iter().filter_map(Result::ok) {
        let Ok(relative) = entry.path().strip_prefix(&folder) else { continue };
        let parts: Vec<String> =
            relative.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
        let path = parts.join("/");
        if !entry.file_type().is_file() || parts.iter().any(|part| part.starts_with('.') || part.ends_with('~')) {
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
