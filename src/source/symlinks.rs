//! Links of the file system that lead out of the folder they lie in. Folders that were imported, unpacked or checked out
//! may hold a link to anything on the machine; followed, it would be published. So it is an error, unless `site.yaml`
//! names the link.

use super::walk::{self, Found};
use crate::diagnostic::{Code, Diagnostic, Location};
use std::path::{Path, PathBuf};

/// The folders that a link may lead into.
#[derive(Clone, Debug)]
pub(super) struct Bounds(Vec<PathBuf>);

impl Bounds {
    /// The folder itself, wherever it lies.
    pub(super) fn of(folder: &Path) -> Self {
        Self(folder.canonicalize().into_iter().collect())
    }

    /// Where a link really leads, when that is outside.
    pub(super) fn leads_out(&self, link: &Path) -> Option<PathBuf> {
        let real = link.canonicalize().ok()?;
        (!self.0.iter().any(|folder| real.starts_with(folder))).then_some(real)
    }
}

/// A link that leads out.
#[derive(Clone, Debug)]
pub struct Outward {
    /// Its path, relative to the content folder, with `/`.
    pub file: String,
    /// Where it leads.
    pub real: PathBuf,
}

/// Adds what lies behind the links that are allowed, in the order of names, and reports the others.
pub(super) fn admit(
    folder: &Path,
    mut outward: Vec<Outward>,
    allowed: &[String],
    found: &mut Vec<Found>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let before = found.len();
    // A link behind a link has to be allowed by its own name, so this ends.
    while let Some(link) = outward.pop() {
        if !allowed.contains(&link.file) {
            diagnostics.push(problem(&link));
            continue;
        }
        let mut bounds = Bounds::of(folder);
        bounds.0.push(link.real.clone());
        let (mut files, mut further) = walk::walk_from(folder, &folder.join(&link.file), &bounds, diagnostics);
        found.append(&mut files);
        outward.append(&mut further);
    }
    if found.len() > before {
        found.sort_by(|one, other| one.file.split('/').cmp(other.file.split('/')));
    }
}

fn problem(link: &Outward) -> Diagnostic {
    let help = match link.file.as_str() {
        "site.yaml" => "put the file itself in its place".to_owned(),
        file => {
            format!("put a copy in its place, or allow it by a line in site.yaml: `symlinks: [{file}]` (符号链接)")
        }
    };
    let message = format!("this is a link that leads out of the content folder, to {}", link.real.display());
    Diagnostic::error(Code::OutsideLink, Location::file(&link.file), message, help)
}
