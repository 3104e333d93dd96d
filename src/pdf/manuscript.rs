//! Everything that an edition says, before it is set. Its source is written from the manuscript and from nothing else,
//! so a digest of the manuscript tells whether an edition that was set before is still right, and the source is written
//! only to be set.

use super::links::picture;
use super::text_manuscript::TextManuscript;
use super::{Edition, Layout, Source, TEMPLATE, document, issue, measures, units};
use crate::digest::{self, Digest, Digester};
use crate::document::walk;
use crate::paper::measures as paper_measures;
use crate::publication::Publication;
use std::collections::BTreeSet;
use std::fs::File;
use std::path::Path;
use std::sync::LazyLock;

/// What an edition says.
pub(super) enum Manuscript<'a> {
    Issue(issue::IssueManuscript<'a>),
    Document(document::DocumentManuscript<'a>),
    Tasks(units::TasksManuscript<'a>),
}

/// What all editions are made from: the template, its measures, the names of the faces, the program.
static SETTING: LazyLock<Digest> = LazyLock::new(|| {
    let faces = [
        &paper_measures::TITLE_FACES[..],
        &paper_measures::BODY_FACES[..],
        &paper_measures::HEI_FACES[..],
        &paper_measures::KAI_FACES[..],
        &paper_measures::SONG_FACES[..],
    ];
    Digester::of(&(env!("CARGO_PKG_VERSION"), TEMPLATE, measures(), faces))
});

impl<'a> Manuscript<'a> {
    /// The manuscript of an edition; a document has its own layout unless another is asked for.
    pub(super) fn new(site: &'a Publication, edition: Edition, layout: Option<Layout>) -> Self {
        let parties = &site.responsibility.parties;
        match edition {
            Edition::Issue(id) => Self::Issue(issue::IssueManuscript::new(site, id)),
            Edition::Document(id) => Self::Document(document::DocumentManuscript::new(site, id, layout)),
            Edition::Unit(id, year) => Self::Tasks(units::TasksManuscript::new(site, &parties.units[id], year)),
            Edition::Leader(id, year) => {
                Self::Tasks(units::TasksManuscript::new(site, &parties.leaders[id], year))
            }
        }
    }

    pub(super) fn source(&self) -> Source {
        match self {
            Self::Issue(issue) => issue.source(),
            Self::Document(document) => document.source(),
            Self::Tasks(tasks) => tasks.source(),
        }
    }

    /// The digest of everything that the edition is made from, the pictures of the content folder included; none when
    /// it cannot be told.
    pub(super) fn fingerprint(&self, content: &Path) -> Option<Digest> {
        let mut digester = Digester::default();
        digester.bytes(&*SETTING);
        match self {
            Self::Issue(issue) => digester.value(&("issue", issue)),
            Self::Document(document) => digester.value(&("document", document)),
            Self::Tasks(tasks) => tasks.digest(&mut digester)?,
        }
        for path in self.pictures() {
            let file = File::open(content.join(&path)).ok();
            digester.value(&(path, file.and_then(|file| digest::read(file).ok())));
        }
        Some(digester.digest())
    }

    /// The files of its pictures.
    pub(super) fn pictures(&self) -> BTreeSet<String> {
        let texts: Vec<&TextManuscript<'_>> = match self {
            Self::Issue(issue) => issue.texts().collect(),
            Self::Document(document) => vec![&document.text],
            Self::Tasks(_) => Vec::new(),
        };
        let mut found = BTreeSet::new();
        for text in texts {
            walk::texts(&text.body.blocks, &mut |inlines, _| {
                walk::links(inlines, &mut |link, is_picture| {
                    found.extend(picture(link).filter(|_| is_picture).map(str::to_owned));
                });
            });
        }
        found
    }
}
