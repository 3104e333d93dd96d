//! What goes into the zip, and from where: the site, its PDF editions, the sources, the explanation.

use super::explanation::{self, Explanation};
use super::{Order, Sources};
use crate::digest::{self, hex};
use crate::edition::Edition;
use crate::library::subset::Choice;
use crate::library::{Document, Issue, StandingPage};
use crate::pdf::record;
use crate::publish::Failure;
use crate::text::date::Date;

/// The Markdown sources lie in this folder.
const SOURCES: &str = "sources";

/// Where a file of the zip comes from.
pub(super) enum Origin {
    /// A file of the site, by number.
    Site(usize),
    /// A file of the content folder.
    Content(String),
    /// A PDF edition that lies in the published site.
    Published(record::Entry),
    /// These bytes.
    Text(Vec<u8>),
}

/// Everything that the zip holds but the manifest, sorted by name.
pub(super) fn entries(edition: &Edition, order: &Order, folder: &str) -> Result<Vec<(String, Origin)>, Failure> {
    let site = edition.site();
    let addresses = edition.addresses().into_iter().enumerate();
    let mut entries: Vec<(String, Origin)> = addresses.map(|(at, address)| (address, Origin::Site(at))).collect();
    if order.sources == Sources::Included {
        let texts =
            site.library.documents.iter().map(Document::file).chain(site.library.issues.iter().map(Issue::file));
        let texts = texts.chain(site.library.standing.iter().map(StandingPage::file));
        let texts = texts.chain(site.attachments.iter().map(String::as_str)).map(str::to_owned);
        let settings = ["site.yaml", "organs.yaml", "corrections.yaml"].map(str::to_owned);
        let settings = settings.into_iter().filter(|file| order.content.join(file).is_file());
        entries.extend(texts.chain(settings).map(|file| (format!("{SOURCES}/{file}"), Origin::Content(file))));
    }
    let kept = edition.kept().record();
    if !kept.editions.is_empty() {
        let text = kept
            .write()
            .map_err(|error| Failure::Machine(format!("{} cannot be written: {error}", record::ADDRESS)))?;
        entries.push((record::ADDRESS.to_owned(), Origin::Text(text)));
        let editions = kept.editions.iter().cloned();
        entries.extend(editions.map(|entry| (entry.address.clone(), Origin::Published(entry))));
    }
    let explanation = Explanation {
        title: &site.config().title,
        part: site.library.outside.label.as_deref(),
        as_of: site.library.as_of,
        issues: site.library.issues.len(),
        documents: site.library.documents.len(),
        base_url: site.config().base_url.as_deref(),
        editions: kept.editions.len(),
        sources: order.sources,
        folder,
    };
    entries.push((explanation::NAME.to_owned(), Origin::Text(explanation.text().into_bytes())));
    entries.sort_by(|a, b| a.0.cmp(&b.0));
    Ok(entries)
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
