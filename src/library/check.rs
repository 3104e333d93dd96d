//! Checks of all files together: double ids, dates that contradict the issue, items out of
//! the order of their pages, corrections of documents that are not there.

use super::{Issue, Library};
use crate::diagnostic::{Code, Diagnostic, Location};
use crate::source::fields::Located;
use crate::source::schema::Layout;
use crate::text::slug;
use std::collections::BTreeMap;

/// Names of pages that the site makes itself.
const RESERVED: [&str; 4] = ["index", "404", "search", "corrections"];

/// Checks the site as a whole.
pub(super) fn check(library: &Library, diagnostics: &mut Vec<Diagnostic>) {
    unique(
        library
            .documents
            .iter()
            .flat_map(|document| std::iter::once(&document.meta.id).chain(&document.meta.aliases)),
        diagnostics,
    );
    unique(
        library.issues.iter().flat_map(|issue| std::iter::once(&issue.meta.id).chain(&issue.meta.aliases)),
        diagnostics,
    );
    same_number(library, diagnostics);
    official_layout(library, diagnostics);
    issue_numbers(library, diagnostics);
    for page in &library.standing {
        let name = page.file().trim_end_matches(".md");
        if RESERVED.contains(&name) || !slug::is_id(name) {
            diagnostics.push(Diagnostic::error(
                Code::PageName,
                Location::file(page.file()),
                format!("a standing page cannot be called `{name}`"),
                format!("use small letters, digits and hyphens, and none of {}", RESERVED.join(", ")),
            ));
        }
    }
    for issue in &library.issues {
        check_items(library, issue, diagnostics);
    }
    for correction in &library.settings.corrections {
        if !library.documents.iter().any(|document| document.meta.id.value == correction.document) {
            diagnostics.push(Diagnostic::error(
                Code::UnknownReference,
                Location::file("corrections.yaml"),
                format!("a correction names the document `{}`, which is not in the site", correction.document),
                "write the id of the document that was corrected",
            ));
        }
    }
}

/// 公文 begin with the name of the organ that issues them.
fn official_layout(library: &Library, diagnostics: &mut Vec<Diagnostic>) {
    for document in library.documents.iter().filter(|document| document.meta.organ.is_none()) {
        let Some(layout) = &document.meta.layout else { continue };
        if layout.value == Layout::Official {
            diagnostics.push(Diagnostic::warning(
                Code::LayoutWithoutOrgan,
                layout.location.clone(),
                "a document set as 公文 needs its organ (发文机关) for the red head; it is printed as in the gazette",
                "add `organ: `, or remove the layout",
            ));
        }
    }
}

fn unique<'a>(ids: impl Iterator<Item = &'a Located<String>>, diagnostics: &mut Vec<Diagnostic>) {
    let mut seen: BTreeMap<&str, &Location> = BTreeMap::new();
    for id in ids {
        match seen.get(id.value.as_str()) {
            Some(first) => diagnostics.push(Diagnostic::error(
                Code::DoubleId,
                id.location.clone(),
                format!("the id `{}` is already taken by {}:{}", id.value, first.file, first.line),
                "give one of the two another id; an id is permanent, so change the newer one",
            )),
            None => {
                seen.insert(&id.value, &id.location);
            }
        }
    }
}

fn same_number(library: &Library, diagnostics: &mut Vec<Diagnostic>) {
    let mut seen = BTreeMap::new();
    for document in &library.documents {
        let Some(number) = &document.meta.number else { continue };
        if let Some(first) = seen.insert(&number.value, document.file()) {
            diagnostics.push(Diagnostic::warning(
                Code::DoubleNumber,
                number.location.clone(),
                format!("{} is also the document number (发文字号) of {first}", number.value),
                "check which of the two is right",
            ));
        }
    }
}

fn issue_numbers(library: &Library, diagnostics: &mut Vec<Diagnostic>) {
    let mut seen = BTreeMap::new();
    for issue in &library.issues {
        for number in &issue.meta.numbers {
            if let Some(first) = seen.insert((issue.meta.year, *number), issue.file()) {
                diagnostics.push(Diagnostic::error(
                    Code::DoubleIssue,
                    issue.meta.id.location.clone(),
                    format!("第{number}期 of {} is also {first}", issue.meta.year),
                    "correct `numbers` or `year` of one of the two",
                ));
            }
        }
    }
}

fn check_items(library: &Library, issue: &Issue, diagnostics: &mut Vec<Diagnostic>) {
    if issue.items.is_empty() {
        diagnostics.push(Diagnostic::warning(
            Code::EmptyIssue,
            Location::file(issue.file()),
            "this issue has no items",
            "put its documents beside issue.md, with names that sort in the order of the table of contents",
        ));
    }
    let mut last_page = 0;
    for &item in &issue.items {
        let meta = &library.documents[item].meta;
        if let Some(signed) = meta.signed.filter(|signed| *signed > issue.meta.published) {
            diagnostics.push(Diagnostic::error(
                Code::DatesContradict,
                meta.signed_at.clone(),
                format!("this document is dated {signed}, after its issue appeared ({})", issue.meta.published),
                "correct `signed` here or `published` in issue.md",
            ));
        }
        if let Some(pages) = meta.pages {
            if pages.first < last_page {
                diagnostics.push(Diagnostic::warning(
                    Code::PagesOutOfOrder,
                    meta.pages_at.clone(),
                    format!(
                        "page {} of this item comes before page {last_page} of the item above it",
                        pages.first
                    ),
                    "rename the files so that they sort in the order of the table of contents, or correct `pages`",
                ));
            }
            last_page = pages.first;
        }
    }
}
