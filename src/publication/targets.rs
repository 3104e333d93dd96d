//! Links and pictures in the texts, resolved to pages and files of the site.
//!
//! An editor links as in the content folder: to another text (`02-division-plan.md#task-4`), to a file
//! beside it (`map.png`), to a place of the same text (`#s2`), to the web. Everything but the last is
//! checked, anchors included; what leads nowhere is an error with its place. Pictures must lie in the
//! content folder: a page never asks another server for anything.
//!
//! Texts stay as they were read; a page gets its links when it is made (see `linked`).

use crate::address;
use crate::diagnostic::{Code, Diagnostic, Location};
use crate::document::Target;
use crate::document::anchors::Anchors;
use crate::library::Library;
use crate::library::reading::{Text, TypedLink};
use crate::source::Attachments;
use percent_encoding::percent_decode_str;
use std::collections::{BTreeMap, BTreeSet};

/// What links can lead to: the content files that have pages, and the other files.
#[derive(Clone, Debug, Default)]
pub struct Targets {
    /// Their pages, by file.
    pages: BTreeMap<String, Target>,
    attachments: Attachments,
    /// Texts that this part of the gazette does not hold, with their addresses in the whole.
    outside: BTreeMap<String, String>,
}

/// Where a link leads.
enum Resolved<'a> {
    /// To the web, or to a place that needs no address.
    AsTyped,
    /// To a place of the same text.
    Here { fragment: &'a str },
    /// To a place of a text: its file, its page.
    Text { file: String, page: &'a Target, fragment: &'a str },
    /// To a text outside this part of the gazette.
    Outside { address: String },
    /// To a file of the content folder.
    Attachment { file: String, fragment: &'a str },
}

/// What is wrong with a link, and what to do.
type Problem = (String, &'static str);

impl Targets {
    /// What the links of a library with these other files can lead to.
    pub(super) fn new(library: &Library, attachments: Attachments) -> Self {
        let documents = library.documents.iter().map(|document| {
            let target = Target::Document { id: document.id().to_owned(), anchor: String::new() };
            (document.file().to_owned(), target)
        });
        let issues = library.issues.iter().map(|issue| (issue.file().to_owned(), Target::Page(issue.address())));
        let standing = library.standing.iter().map(|page| (page.file().to_owned(), Target::Page(page.address())));
        Self {
            pages: documents.chain(issues).chain(standing).collect(),
            attachments,
            outside: library.outside.texts.clone(),
        }
    }

    /// The files of the content folder that are no texts.
    pub(super) fn attachments(&self) -> &Attachments {
        &self.attachments
    }

    /// Where a typed link of a file leads, for its page. A link that leads nowhere stays as it is; `check` has
    /// named it.
    pub(super) fn target(&self, file: &str, typed: &str, picture: bool) -> Target {
        match self.resolve(file, typed, picture) {
            Ok(Resolved::Here { fragment }) => Target::Typed(format!("#{fragment}")),
            Ok(Resolved::Text { page: Target::Document { id, .. }, fragment, .. }) => {
                Target::Document { id: id.clone(), anchor: fragment.to_owned() }
            }
            Ok(Resolved::Text { page, fragment, .. }) => {
                Target::Page(address::place(&page.address().unwrap_or_default(), fragment))
            }
            Ok(Resolved::Attachment { file, fragment }) => {
                Target::File { path: file, fragment: fragment.to_owned() }
            }
            Ok(Resolved::Outside { address }) => Target::Outside(address),
            Ok(Resolved::AsTyped) | Err(_) => Target::Typed(typed.to_owned()),
        }
    }

    fn resolve<'a>(&'a self, file: &str, typed: &'a str, picture: bool) -> Result<Resolved<'a>, Problem> {
        if let Some(scheme) = scheme(typed) {
            return match scheme.to_ascii_lowercase().as_str() {
                "http" | "https" if picture => Err((
                    "a picture must lie in the content folder, not on another server".to_owned(),
                    "save the picture beside the text and link to it there",
                )),
                "http" | "https" if !has_host(typed) => Err((
                    format!("`{typed}` names no server"),
                    "write a web address as https://www.example.gov.cn/, or a path without a scheme",
                )),
                "http" | "https" | "mailto" | "tel" => Ok(Resolved::AsTyped),
                _ => Err((
                    format!("links of the kind `{scheme}:` are not published"),
                    "use a web address or a path",
                )),
            };
        }
        let (path, fragment) = split_fragment(typed);
        let target = if path.is_empty() { Some(file.to_owned()) } else { join(file, path) };
        let Some(target) = target else {
            return Err((
                format!("`{typed}` leads out of the content folder"),
                "write the path relative to this file",
            ));
        };
        if let Some(page) = self.pages.get(&target).filter(|_| !picture) {
            // A place of the same page needs no address.
            return Ok(match (path, fragment) {
                ("", "") => Resolved::AsTyped,
                ("", fragment) if target == file => Resolved::Here { fragment },
                _ => Resolved::Text { file: target, page, fragment },
            });
        }
        if let Some(address) = self.outside.get(&target).filter(|_| !picture) {
            return Ok(Resolved::Outside { address: address::place(address, fragment) });
        }
        // A file's name may be typed as it is, or escaped as in an address.
        let decoded = percent_decode_str(&target).decode_utf8_lossy().into_owned();
        match [target.clone(), decoded].into_iter().find(|name| self.attachments.contains_key(name)) {
            Some(file) => Ok(Resolved::Attachment { file, fragment }),
            None => Err((
                format!("there is no file {target} in the content folder"),
                "correct the path, or add the file",
            )),
        }
    }

    /// Checks the links of all texts, and says which attachments they use.
    pub(super) fn check(&self, library: &Library, diagnostics: &mut Vec<Diagnostic>) -> BTreeSet<String> {
        let mut used = BTreeSet::new();
        // Links to places, to be checked when it is known of which texts the places are needed.
        let mut places: Vec<(&TypedLink, String, String)> = Vec::new();
        let mut active = Vec::new();
        let mut report = |link: &TypedLink, (message, help): Problem| {
            diagnostics.push(Diagnostic::error(Code::BrokenLink, link.location.clone(), message, help));
        };
        for (file, link) in typed(library) {
            match self.resolve(file, &link.typed, link.picture) {
                Ok(Resolved::Text { file, fragment, .. }) if !fragment.is_empty() => {
                    places.push((link, file, fragment.to_owned()));
                }
                Ok(Resolved::Here { fragment }) => places.push((link, file.to_owned(), fragment.to_owned())),
                Ok(Resolved::Attachment { file, .. }) => {
                    if let Some(what) = self.attachments.get(&file).copied().flatten() {
                        active.push(active_file(link, &file, what));
                    }
                    used.insert(file);
                }
                Ok(_) => {}
                Err(problem) => report(link, problem),
            }
        }
        let wanted: BTreeSet<&str> = places.iter().map(|(_, file, _)| file.as_str()).collect();
        // The masthead of an issue is shown line by line, without places.
        let documents = library.documents.iter().map(|document| (document.file(), &document.text.body));
        let standing = library.standing.iter().map(|page| (page.file(), &page.text.body));
        let anchors: BTreeMap<&str, &Anchors> = documents
            .chain(standing)
            .filter(|(file, _)| wanted.contains(file))
            .map(|(file, body)| (file, &body.anchors))
            .collect();
        for (link, file, fragment) in &places {
            if !anchors.get(file.as_str()).is_some_and(|anchors| anchors.contains(fragment)) {
                report(
                    link,
                    (
                        format!("there is no place #{fragment} in {file}"),
                        "open the page and copy the link of the place that is meant",
                    ),
                );
            }
        }
        diagnostics.append(&mut active);
        diagnostics.extend(
            self.attachments.keys().filter(|file| !used.contains(*file)).filter_map(|file| left_out(file)),
        );
        used
    }
}

/// The links and pictures of all texts, with their files.
fn typed(library: &Library) -> impl Iterator<Item = (&str, &TypedLink)> {
    fn of<Meta>(text: &Text<Meta>) -> impl Iterator<Item = (&str, &TypedLink)> {
        text.links.iter().map(|link| (text.file.as_str(), link))
    }
    let documents = library.documents.iter().flat_map(|document| of(&document.text));
    let issues = library.issues.iter().flat_map(|issue| of(&issue.text));
    documents.chain(issues).chain(library.standing.iter().flat_map(|page| of(&page.text)))
}

fn active_file(link: &TypedLink, file: &str, what: &str) -> Diagnostic {
    Diagnostic::error(
        Code::ActiveFile,
        link.location.clone(),
        format!("{file} is {what}; on the site it would run for every reader who opens it"),
        format!(
            "publish a picture, a PDF file or a table instead, or allow it by a line in site.yaml: \
             `active_files: [{file}]` (可运行附件)"
        ),
    )
}

/// A file that looks like a text, which no text links to: nobody will ever see it.
fn left_out(file: &str) -> Option<Diagnostic> {
    let (_, extension) = file.rsplit_once('.')?;
    let text =
        ["txt", "text", "markdown", "mdown", "mkd", "mdx"].iter().any(|text| extension.eq_ignore_ascii_case(text));
    text.then(|| {
        Diagnostic::warning(
            Code::LeftOut,
            Location::file(file),
            "this file is not published: it is not called .md, and no text links to it",
            "rename it to .md if it is a text, link to it if it is an attachment, or take it out of the folder",
        )
    })
}

/// The scheme of an address: `https` of `https://…`.
fn scheme(address: &str) -> Option<&str> {
    if address.starts_with("//") {
        return Some("//");
    }
    let (scheme, _) = address.split_once(':')?;
    let mut letters = scheme.bytes();
    let valid = letters.next().is_some_and(|b| b.is_ascii_alphabetic())
        && letters.all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b));
    valid.then_some(scheme)
}

/// Is there a server behind the scheme? Browsers take `http:a` for a path.
fn has_host(address: &str) -> bool {
    let rest = address.split_once(':').and_then(|(_, rest)| rest.strip_prefix("//"));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with(['/', '\\', '?', '#', ':']))
}

fn split_fragment(address: &str) -> (&str, &str) {
    address.split_once('#').unwrap_or((address, ""))
}

/// A path relative to a file, without `.` and `..`; `None` when it leaves the folder.
fn join(file: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = file.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_relative_to_the_file_and_stay_inside() {
        let file = "gazette/2026/no03-04/01.md";
        assert_eq!(join(file, "map.png").as_deref(), Some("gazette/2026/no03-04/map.png"));
        assert_eq!(join(file, "../no01/02.md").as_deref(), Some("gazette/2026/no01/02.md"));
        assert_eq!(join(file, "../../../../etc/passwd"), None);
    }

    #[test]
    fn schemes() {
        for (address, expected) in [
            ("https://a.cn", Some("https")),
            ("javascript:alert(1)", Some("javascript")),
            ("//evil.cn/a.js", Some("//")),
            ("02-plan.md#task-4", None),
            ("#s1", None),
        ] {
            assert_eq!(scheme(address), expected, "{address}");
        }
    }
}
