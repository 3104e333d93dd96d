//! The entries of the zip: the files of the site, its PDF editions among them, the sources, the explanation.

use super::Sources;
use super::explanation::{self, Explanation};
use crate::digest::{self, hex};
use crate::library::subset::Choice;
use crate::library::{Document, Issue, StandingPage};
use crate::project::{Output, Project, Provenance};
use crate::text::date::Date;

/// The Markdown sources lie in this folder.
const SOURCES: &str = "sources";

/// Everything that the zip holds but the manifest, sorted by name, and how many PDF editions are among it.
pub(super) fn entries(project: &Project, sources: Sources, folder: &str) -> (Vec<Output>, usize) {
    let site = project.site();
    let mut entries = project.outputs();
    let editions = entries.iter().filter(|entry| matches!(entry.origin, Provenance::Edition(_))).count();
    if sources == Sources::Included {
        let library = &site.library;
        let texts = library.documents.iter().map(Document::file).chain(library.issues.iter().map(Issue::file));
        let texts = texts.chain(library.standing.iter().map(StandingPage::file));
        let texts = texts.chain(site.attachments.iter().map(String::as_str)).map(str::to_owned);
        let settings = ["site.yaml", "organs.yaml", "corrections.yaml"].map(str::to_owned);
        let settings = settings.into_iter().filter(|file| project.content().join(file).is_file());
        let source =
            |file: String| Output { address: format!("{SOURCES}/{file}"), origin: Provenance::Content(file) };
        entries.extend(texts.chain(settings).map(source));
    }
    let explanation = Explanation {
        title: &site.config().title,
        part: site.library.outside.label.as_deref(),
        as_of: site.library.as_of,
        issues: site.library.issues.len(),
        documents: site.library.documents.len(),
        base_url: site.config().base_url.as_deref(),
        editions,
        sources,
        folder,
    };
    entries.push(Output::text(explanation::NAME, explanation.text().into_bytes()));
    entries.sort_by(|a, b| a.address.cmp(&b.address));
    (entries, editions)
}

/// gongbao-2026-02-13, gongbao-2026-02-13-years-2025-2026: the day and the part, in letters that every
/// system can read.
pub(super) fn folder_name(as_of: Option<Date>, choice: Option<&Choice>) -> String {
    let day = as_of.map(|date| format!("-{date}")).unwrap_or_default();
    let part = match choice {
        None => String::new(),
        Some(Choice::Years(years)) => some_of("years", years.iter().map(u32::to_string).collect()),
        Some(Choice::Issues(ids)) => some_of("issues", ids.iter().cloned().collect()),
    };
    format!("gongbao{day}{part}")
}

/// The first names; when there are more, a digest of them all keeps two parts apart.
fn some_of(what: &str, names: Vec<String>) -> String {
    let shown: Vec<&str> = names.iter().take(3).map(String::as_str).collect();
    let more = match names.len() {
        0..=3 => String::new(),
        _ => format!("-and-more-{}", &hex(&digest::of(names.join(",").as_bytes()))[..8]),
    };
    format!("-{what}-{}{more}", shown.join("-"))
}
