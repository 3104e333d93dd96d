//! The walk through the content folder: its files, and what each is, told by its place and name.
//!
//! - `site.yaml`, `organs.yaml`, `corrections.yaml` at the top: configuration
//! - `*.md` at the top: standing pages (关于本刊 …)
//! - `issue.md` below: a gazette issue; the other `*.md` of its folder are its items
//! - other `*.md` below: documents that stand in no issue here
//! - `*.yaml` below belong to the document beside them; anything else is an attachment
//!
//! Hidden files and editors' temporary files are passed over. Links of the file system are followed as far as they stay
//! in the folder (see `symlinks`).

use super::symlinks::{Bounds, Outward};
use crate::diagnostic::{Code, Diagnostic, Location};
use std::path::Path;
use walkdir::WalkDir;

/// What the name of a file of links ends with, where its plan's ends with `.md`.
pub const LINKS_ENDING: &str = ".links.yaml";

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// YAML at the top of the content folder.
    Config,
    /// `issue.md`.
    Issue,
    /// Markdown below the top.
    Document,
    /// Markdown at the top.
    Page,
    /// YAML beside a plan, with what editors say of its links.
    Links,
    /// A picture, a map, a spreadsheet that a text may link to.
    Attachment,
}

/// A file of the content folder.
#[derive(Clone, Debug)]
pub struct Found {
    /// Relative to the content folder, with `/`.
    pub file: String,
    /// What it is.
    pub kind: FileKind,
}

impl Found {
    /// Is it a Markdown file with front matter?
    pub fn is_markdown(&self) -> bool {
        matches!(self.kind, FileKind::Issue | FileKind::Document | FileKind::Page)
    }
}

/// Lists the files below `folder`, sorted by name, and the links that lead out of it, which are not followed. One that
/// leads back into its own parent, and what cannot be opened, is a diagnostic.
pub fn walk(folder: &Path, diagnostics: &mut Vec<Diagnostic>) -> (Vec<Found>, Vec<Outward>) {
    walk_from(folder, folder, &Bounds::of(folder), diagnostics)
}

/// The same for what lies at `start`, somewhere below `folder`.
pub(super) fn walk_from(
    folder: &Path,
    start: &Path,
    bounds: &Bounds,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Vec<Found>, Vec<Outward>) {
    let (mut found, mut outward) = (Vec::new(), Vec::new());
    let mut entries = WalkDir::new(start)
        .follow_links(true)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !is_temporary(&entry.file_name().to_string_lossy()));
    while let Some(entry) = entries.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                diagnostics.push(walk_problem(folder, &error));
                continue;
            }
        };
        let relative = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let leads_out = match entry.depth() > 0 && entry.path_is_symlink() {
            true => bounds.leads_out(entry.path()),
            false => None,
        };
        if leads_out.is_some() && entry.file_type().is_dir() {
            entries.skip_current_dir();
        }
        if leads_out.is_none() && !entry.file_type().is_file() {
            continue;
        }
        let Some(file) = slashed(relative) else {
            diagnostics.push(Diagnostic::error(
                Code::FileName,
                Location::file(&relative.to_string_lossy()),
                "the name of this file is not Unicode text",
                "rename it",
            ));
            continue;
        };
        match (leads_out, kind_of(&file)) {
            (Some(real), _) => outward.push(Outward { file, real }),
            (None, Some(kind)) => found.push(Found { file, kind }),
            (None, None) => {}
        }
    }
    (found, outward)
}

fn kind_of(file: &str) -> Option<FileKind> {
    let (parent, name) = file.rsplit_once('/').unwrap_or(("", file));
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    match extension.as_deref() {
        Some("md") if name == "issue.md" => Some(FileKind::Issue),
        Some("md") if parent.is_empty() => Some(FileKind::Page),
        Some("md") => Some(FileKind::Document),
        Some("yaml" | "yml") if parent.is_empty() => Some(FileKind::Config),
        Some("yaml") if name.ends_with(LINKS_ENDING) => Some(FileKind::Links),
        Some("yaml" | "yml") => None,
        _ => Some(FileKind::Attachment),
    }
}

/// Is this the name of a hidden file, or of one that an editor makes for itself?
pub fn is_temporary(name: &str) -> bool {
    name.starts_with('.')
        || name.starts_with('#')
        || name.starts_with("~$")
        || name.ends_with('~')
        || name.ends_with(".tmp")
        || name.ends_with(".swp")
        || name == "Thumbs.db"
        || name == "desktop.ini"
}

/// A relative path with `/` between its parts; `None` when it is not Unicode.
pub(super) fn slashed(path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = path.components().map(|part| part.as_os_str().to_str()).collect();
    Some(parts?.join("/"))
}

pub(super) fn walk_problem(folder: &Path, error: &walkdir::Error) -> Diagnostic {
    let file = error
        .path()
        .map(|path| path.strip_prefix(folder).unwrap_or(path).to_string_lossy().into_owned())
        .unwrap_or_default();
    let file = if file.is_empty() { ".".to_owned() } else { file };
    if error.loop_ancestor().is_some() {
        return Diagnostic::error(
            Code::FolderLoop,
            Location::file(&file),
            "this folder is a link to a folder that it lies in",
            "remove the link",
        );
    }
    let reason = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
    Diagnostic::error(
        Code::UnreadableFile,
        Location::file(&file),
        format!("this cannot be opened: {reason}"),
        "check that it exists and that you may read it",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn place_and_name_tell_what_a_file_is() {
        for (file, kind) in [
            ("site.yaml", Some(FileKind::Config)),
            ("about.md", Some(FileKind::Page)),
            ("gazette/2026/no03-04/issue.md", Some(FileKind::Issue)),
            ("gazette/2026/no03-04/01-report.md", Some(FileKind::Document)),
            ("gazette/2026/no03-04/map.png", Some(FileKind::Attachment)),
            ("gazette/2026/no03-04/02-plan.links.yaml", Some(FileKind::Links)),
            ("gazette/2026/no03-04/02-plan.yaml", None),
        ] {
            assert_eq!(kind_of(file), kind, "{file}");
        }
    }

    #[test]
    fn editors_leave_files_that_are_no_content() {
        for name in [".a.md.swp", "a.md~", "#a.md#", ".git", "~$a.docx", ".DS_Store"] {
            assert!(is_temporary(name), "{name}");
        }
        assert!(!is_temporary("a.md"));
    }
}
