//! Links and pictures in the texts, resolved to pages and files of the site.
//!
//! An editor links as in the content folder: to another text (`02-division-plan.md#task-4`), to a file
//! beside it (`map.png`), to a place of the same text (`#s2`), to the web. Everything but the last is
//! checked, anchors included; what leads nowhere is an error with its place. Pictures must lie in the
//! content folder: a page never asks another server for anything.

use super::Site;
use crate::diagnostic::Diagnostic;
use crate::document::{Block, Body, Inline, Link, Target};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use std::collections::{BTreeMap, BTreeSet};

/// Where attachments lie on the site.
pub const FILES: &str = "files";

struct Known {
    /// Content file -> (address, anchors).
    texts: BTreeMap<String, (String, BTreeSet<String>)>,
    attachments: BTreeSet<String>,
}

/// Resolves the links of all texts and notes which attachments they use.
pub(super) fn resolve(site: &mut Site, attachments: &[String], diagnostics: &mut Vec<Diagnostic>) {
    let mut linked = BTreeSet::new();
    bodies(site, |file, body| visit(&mut body.blocks, &mut |link, _| collect(file, link, &mut linked)));
    let known = Known { texts: texts(site, &linked), attachments: attachments.iter().cloned().collect() };
    let mut used = BTreeSet::new();
    bodies(site, |file, body| {
        visit(&mut body.blocks, &mut |link, picture| {
            if let Err(problem) = resolve_link(file, link, picture, &known, &mut used) {
                diagnostics.push(*problem);
            }
        });
    });
    site.attachments = used;
}

fn bodies(site: &mut Site, mut each: impl FnMut(&str, &mut Body)) {
    for document in &mut site.documents {
        each(&document.file, &mut document.body);
    }
    for issue in &mut site.issues {
        each(&issue.file, &mut issue.body);
    }
    for page in &mut site.standing {
        each(&page.file, &mut page.body);
    }
}

/// The content files that some link points to; only their anchors need to be known.
fn collect(file: &str, link: &Link, linked: &mut BTreeSet<String>) {
    let Target::Typed(typed) = &link.target else { return };
    let (path, _) = split_fragment(typed);
    if path.is_empty() {
        linked.insert(file.to_owned());
    } else if let Some(path) = join(file, path) {
        linked.insert(path);
    }
}

fn texts(site: &Site, linked: &BTreeSet<String>) -> BTreeMap<String, (String, BTreeSet<String>)> {
    let documents = site.documents.iter().map(|d| (&d.file, d.address(), &d.body));
    // The masthead of an issue is shown line by line, without anchors.
    static NO_BODY: Body = Body { blocks: Vec::new(), outline: Vec::new() };
    let issues = site.issues.iter().map(|i| (&i.file, i.address(), &NO_BODY));
    let standing = site.standing.iter().map(|p| (&p.file, p.address(), &p.body));
    documents
        .chain(issues)
        .chain(standing)
        .filter(|(file, ..)| linked.contains(*file))
        .map(|(file, address, body)| (file.clone(), (address, anchors(&body.blocks))))
        .collect()
}

fn resolve_link(
    file: &str,
    link: &mut Link,
    picture: bool,
    known: &Known,
    used: &mut BTreeSet<String>,
) -> Result<(), Box<Diagnostic>> {
    let Target::Typed(typed) = &link.target else { return Ok(()) };
    let typed = typed.clone();
    let problem = |message: String, help: &str| {
        Err(Box::new(Diagnostic::error("broken-link", link.location.clone(), message, help)))
    };
    if let Some(scheme) = scheme(&typed) {
        return match scheme {
            "http" | "https" if picture => problem(
                "a picture must lie in the content folder, not on another server".to_owned(),
                "save the picture beside the text and link to it there",
            ),
            "http" | "https" | "mailto" | "tel" => Ok(()),
            _ => {
                problem(format!("links of the kind `{scheme}:` are not published"), "use a web address or a path")
            }
        };
    }
    let (path, fragment) = split_fragment(&typed);
    let target = if path.is_empty() { Some(file.to_owned()) } else { join(file, path) };
    let Some(target) = target else {
        return problem(
            format!("`{typed}` leads out of the content folder"),
            "write the path relative to this file",
        );
    };
    if let Some((address, anchors)) = known.texts.get(&target).filter(|_| !picture) {
        if !fragment.is_empty() && !anchors.contains(fragment) {
            return problem(
                format!("there is no place #{fragment} in {target}"),
                "open the page and copy the link of the place that is meant",
            );
        }
        if !path.is_empty() {
            let hash = if fragment.is_empty() { "" } else { "#" };
            link.target = Target::Address(format!("{address}{hash}{fragment}"));
        }
        return Ok(());
    }
    // A file's name may be typed as it is, or escaped as in an address.
    let decoded = percent_decode_str(&target).decode_utf8_lossy().into_owned();
    if let Some(target) = [target.clone(), decoded].into_iter().find(|name| known.attachments.contains(name)) {
        let hash = if fragment.is_empty() { "" } else { "#" };
        link.target = Target::Address(format!("{FILES}/{}{hash}{fragment}", escape_path(&target)));
        used.insert(target);
        return Ok(());
    }
    problem(format!("there is no file {target} in the content folder"), "correct the path, or add the file")
}

/// A file's path as it stands in an address.
fn escape_path(path: &str) -> String {
    const OTHERS: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'~');
    utf8_percent_encode(path, OTHERS).to_string()
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

/// Calls `each` for every link and picture (true) of the blocks.
fn visit(blocks: &mut [Block], each: &mut impl FnMut(&mut Link, bool)) {
    for block in blocks {
        match block {
            Block::Heading(heading) => visit_inlines(&mut heading.inlines, each),
            Block::Paragraph(paragraph) => visit_inlines(&mut paragraph.inlines, each),
            Block::Article(group) | Block::Task(group) => visit(&mut group.blocks, each),
            Block::List(list) => list.items.iter_mut().for_each(|item| visit(&mut item.blocks, each)),
            Block::Quote(blocks) | Block::EditorNote(blocks) => visit(blocks, each),
            Block::Table(table) => {
                visit_inlines(&mut table.caption, each);
                for cell in table.head.iter_mut().chain(&mut table.body).flatten() {
                    visit_inlines(&mut cell.inlines, each);
                }
            }
            Block::Code(_) | Block::Rule => {}
        }
    }
}

fn visit_inlines(inlines: &mut [Inline], each: &mut impl FnMut(&mut Link, bool)) {
    for inline in inlines {
        match inline {
            Inline::Link(link) => {
                each(link, false);
                visit_inlines(&mut link.inlines, each);
            }
            Inline::Image(link) => each(link, true),
            Inline::Strong(inner)
            | Inline::Emphasis(inner)
            | Inline::Tag(_, inner)
            | Inline::Sentence(_, inner) => visit_inlines(inner, each),
            _ => {}
        }
    }
}

/// Every anchor of a text.
pub fn anchors(blocks: &[Block]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    push_anchors(blocks, &mut found);
    found
}

fn push_anchors(blocks: &[Block], found: &mut BTreeSet<String>) {
    for block in blocks {
        match block {
            Block::Heading(heading) => found.extend(heading.anchor.clone()),
            Block::Paragraph(paragraph) => {
                found.extend(paragraph.anchor.clone());
                found.extend(paragraph.number_anchor.clone());
                found.extend(paragraph.inlines.iter().filter_map(|inline| match inline {
                    Inline::Sentence(anchor, _) => Some(anchor.clone()),
                    _ => None,
                }));
            }
            Block::Article(group) | Block::Task(group) => {
                found.insert(group.anchor.clone());
                push_anchors(&group.blocks, found);
            }
            Block::List(list) => {
                for item in &list.items {
                    found.extend(item.anchor.clone());
                    push_anchors(&item.blocks, found);
                }
            }
            Block::Quote(blocks) | Block::EditorNote(blocks) => push_anchors(blocks, found),
            Block::Table(table) => found.extend(table.anchor.clone()),
            Block::Code(_) | Block::Rule => {}
        }
    }
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
