//! The site in memory at one moment: made from what changed and from the one before, asked for page by page.

use super::watch::Changes;
use crate::address::NOT_FOUND;
use crate::diagnostic::{Diagnostic, any_error};
use crate::digest::{self, Digest, Digester, hex};
use crate::project::{self, Bytes, Inputs, Output, Project, Provenance, Refusal};
use crate::publication::pages::{Page, PageKind};
use std::collections::BTreeSet;
use std::mem::{Discriminant, discriminant};

/// A site that can be shown.
pub struct Snapshot {
    project: Project,
    /// What pages load beside themselves: assets and attachments. When it changes, every page has.
    resources: Digest,
}

/// Makes the site from what is on the disk now. `previous` is the last one that could be made, and `changes` what
/// was touched since.
///
/// What this returns must not depend on `previous`; it only saves work.
pub fn rebuild(
    inputs: &Inputs,
    previous: Option<&Snapshot>,
    changes: &Changes,
) -> (Result<Snapshot, Refusal>, Vec<Diagnostic>) {
    let (project, mut diagnostics) = match previous {
        Some(previous) if !changes.content => previous.project.in_changed_theme(inputs),
        _ => project::read_again(inputs, previous.map(|previous| &previous.project)),
    };
    let project = match project {
        Ok(project) => project,
        Err(refusal) => return (Err(refusal), diagnostics),
    };
    // A template that fails is found now, not when a page is opened: one page of each kind is made.
    if previous.is_none() || changes.theme {
        let samples = samples(project.own_outputs());
        diagnostics.append(&mut project.problems(|output| samples.contains(output.address.as_str())));
        if any_error(&diagnostics) {
            return (Err(Refusal::Errors), diagnostics);
        }
    }
    (Ok(Snapshot::new(project)), diagnostics)
}

fn samples(outputs: &[Output]) -> BTreeSet<&str> {
    type Kind = (Discriminant<Provenance>, Option<Discriminant<PageKind>>);
    let mut kinds: Vec<Kind> = Vec::new();
    let first = |output: &&Output| {
        let kind = (discriminant(&output.origin), output.page().map(|page| discriminant(&page.kind)));
        let new = !kinds.contains(&kind);
        if new {
            kinds.push(kind);
        }
        new
    };
    outputs.iter().filter(first).map(|output| output.address.as_str()).collect()
}

impl Snapshot {
    fn new(project: Project) -> Self {
        let resources = resources(&project);
        Self { project, resources }
    }

    /// The links that may lead out of the content folder.
    pub fn symlinks(&self) -> &[String] {
        &self.project.site().config().symlinks
    }

    /// The addresses of all files.
    pub fn addresses(&self) -> Vec<String> {
        self.project.outputs().into_iter().map(|output| output.address).collect()
    }

    /// Does the site have this file?
    pub fn has(&self, address: &str) -> bool {
        self.project.output(address).is_some()
    }

    /// The file of an address; none when there is no such file.
    ///
    /// # Errors
    ///
    /// When its template fails.
    pub fn show(&self, address: &str) -> Result<Option<Bytes>, Box<Diagnostic>> {
        self.project.output(address).map(|output| self.project.bytes(&output)).transpose()
    }

    /// The site's own page for an address that does not exist. Its links are relative to that address, so
    /// it is made for the depth at which it is shown.
    ///
    /// # Errors
    ///
    /// When its template fails.
    pub fn not_found(&self, depth: usize) -> Result<Vec<u8>, Box<Diagnostic>> {
        let address = format!("{}{NOT_FOUND}", "-/".repeat(depth));
        self.project.page(&Page { address, kind: PageKind::NotFound })
    }

    /// What tells one state of a page from another.
    pub fn mark(&self, bytes: &[u8]) -> Mark {
        Mark { resources: short(&self.resources), bytes: short(&digest::of(bytes)) }
    }
}

/// What tells one state of a page from another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// What the page loads beside itself.
    pub resources: String,
    /// Its bytes.
    pub bytes: String,
}

impl Mark {
    /// Both.
    pub fn whole(&self) -> String {
        format!("{}{}", self.resources, self.bytes)
    }
}

fn short(digest: &[u8]) -> String {
    hex(digest.get(..8).unwrap_or_default())
}

fn resources(project: &Project) -> Digest {
    let mut digester = Digester::default();
    project.assets().for_each(|asset| digester.value(&asset));
    for file in &project.site().attachments {
        let state = project.content().join(file).metadata().ok().map(|meta| (meta.len(), meta.modified().ok()));
        digester.value(&(file, state));
    }
    digester.digest()
}
