//! The files of the content that an edition is made from, and where in them something stands that cannot be set.

use super::Edition;
use crate::diagnostic::{Code, Diagnostic, Lines, Location};
use crate::publication::Publication;
use std::path::Path;

/// So many further places are named beside the first.
const NAMED: usize = 3;

/// The files that an edition is made from.
pub(super) struct Origin<'a> {
    content: &'a Path,
    /// The first is its own.
    files: Vec<&'a str>,
}

impl<'a> Origin<'a> {
    pub(super) fn new(site: &'a Publication, content: &'a Path, edition: Edition) -> Self {
        let library = &site.library;
        let mut files: Vec<&str> = match edition {
            Edition::Issue(id) => {
                let issue = &library.issues[id];
                let items = issue.items.iter().map(|item| library.documents[*item].file());
                std::iter::once(issue.file()).chain(items).collect()
            }
            Edition::Document(id) => {
                let document = &library.documents[id];
                let issue = document.issue.map(|(issue, _)| library.issues[issue].file());
                std::iter::once(document.file()).chain(issue).collect()
            }
            Edition::Unit(..) | Edition::Leader(..) => {
                site.responsibility.plans.iter().map(|plan| library.documents[plan.document].file()).collect()
            }
        };
        files.extend(["site.yaml", "organs.yaml"]);
        Self { content, files }
    }

    /// The content folder.
    pub(super) fn content(&self) -> &'a Path {
        self.content
    }

    /// The file that a problem without a place is reported for.
    pub(super) fn file(&self) -> &'a str {
        self.files.first().copied().unwrap_or_default()
    }

    /// That no face has a character: for each file that holds it, at its first place there.
    pub(super) fn missing_glyph(&self, c: char) -> Vec<Diagnostic> {
        let found: Vec<Diagnostic> =
            self.files.iter().filter_map(|file| missing_in(&self.content.join(file), file, c)).collect();
        // What the program puts there itself, and what is typed in a way that is not foreseen.
        if found.is_empty() { vec![missing(c, Location::file(self.file()), "")] } else { found }
    }
}

fn missing_in(path: &Path, file: &str, c: char) -> Option<Diagnostic> {
    let text = std::fs::read_to_string(path).ok()?;
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text);
    let number = u32::from(c);
    // As it is, and as HTML can name it.
    let spellings = [c.to_string(), format!("&#{number};"), format!("&#x{number:x};"), format!("&#x{number:X};")];
    let mut places: Vec<(usize, usize)> = spellings
        .iter()
        .flat_map(|spelling| text.match_indices(spelling).map(|(at, found)| (at, found.len())))
        .collect();
    places.sort_unstable();
    places.dedup();
    let (first, rest) = places.split_first()?;
    let lines = Lines::new(text);
    let place = |(at, length): &(usize, usize)| lines.place(file, text, *at, *length);
    let named: Vec<String> =
        rest.iter().take(NAMED).map(place).map(|place| format!("{}:{}", place.line, place.column)).collect();
    let more = if rest.len() > NAMED { ", …" } else { "" };
    let others = match rest.len() {
        0 => String::new(),
        count => format!("; it stands here {} times, also at {}{more}", count + 1, named.join(", ")),
    };
    Some(missing(c, place(first), &others))
}

fn missing(c: char, place: Location, others: &str) -> Diagnostic {
    Diagnostic::error(
        Code::MissingGlyph,
        place,
        format!("no installed font has the character `{c}` (U+{:04X}){others}", u32::from(c)),
        "install a font that has it, or name a folder that holds one with --font-dir",
    )
}
