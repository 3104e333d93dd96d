//! A whole issue as the press needs it: cover, masthead, table of contents, the items each on a new page,
//! colophon. The page numbers are counted through the file, the cover being page 1, so that a number in the
//! table of contents is also the place of the page in the file.

use super::body::{Setting, write};
use super::document::{is_plan, opening};
use super::links::Links;
use super::markup::{array, block, optional, string};
use super::{Head, Layout, Source, running};
use crate::document::Body;
use crate::library::{DocumentId, IssueId, naming};
use crate::publication::pages::{Page, View};
use crate::publication::view::{Content, show};
use crate::publication::{Publication, linked};

/// The source of an issue.
pub(super) fn source(site: &Publication, id: IssueId) -> Source {
    let issue = &site.library.issues[id];
    let config = site.config();
    let name = naming::issue_short(issue);
    let title = format!("{}{name}", config.title);
    let verso = format!("{}　{name}", config.title);
    let body = |item: &DocumentId| (site.library.documents[*item].id(), linked::document(site, *item));
    let bodies: Vec<(&str, Body)> = issue.items.iter().map(body).collect();
    let links = Links::new(config.base_url.as_deref(), &bodies);
    let mut lines = vec![format!(
        "cover({}, {}, {}, {}, {}, {})",
        string(&config.title),
        optional(config.latin.as_deref()),
        string(&name),
        optional(issue.meta.serial.map(|serial| format!("总第{serial}期")).as_deref()),
        optional(config.sponsor.as_deref()),
        string(&issue.meta.published.chinese()),
    )];
    lines.extend(plate(site, id));
    lines.push(contents(site, &issue.items, &verso));
    let mut column: Option<&str> = None;
    for (item, (id, body)) in issue.items.iter().zip(&bodies) {
        let document = &site.library.documents[*item];
        let mut inner = Vec::new();
        let own = document.meta.category.as_deref();
        if own != column
            && let Some(name) = own
        {
            inner.push(format!("column-name({})", string(name)));
            inner.push(format!("mark(2, {})", string(name)));
        }
        column = own;
        // On the right page stands the item, on the left one the issue.
        let recto =
            own.map(|own| format!("{own}　{}", document.meta.title)).unwrap_or(document.meta.title.clone());
        let heads = running(&verso, &recto, is_plan(site, *item));
        let level = if own.is_some() { 3 } else { 2 };
        inner.extend(opening(document, level));
        let setting =
            Setting { id, title_level: level, layout: Layout::Gazette, running: heads.clone(), end: None };
        inner.extend(write(body, &links, setting).lines);
        lines.push(format!("item({heads}{})", block(&inner)));
    }
    let colophon = [
        ("刊名", Some(config.title.clone())),
        ("刊期", Some(naming::issue_full(issue))),
        ("出版日期", Some(issue.meta.published.chinese())),
        ("主办单位", config.sponsor.clone()),
        ("承办单位", config.undertaker.clone()),
        ("联系方式", config.contact.clone()),
        ("网址", config.base_url.as_ref().map(|base| format!("{base}/{}", issue.address()))),
        ("内容截至", site.library.as_of.map(|date| date.chinese())),
    ];
    let pairs = colophon.into_iter().filter_map(|(name, value)| Some(pair(name, &value?)));
    lines.push(format!("colophon({}, {})", string("版本记录"), array(pairs)));
    let head =
        Head { title: &title, author: config.sponsor.as_deref(), keywords: &[], date: Some(issue.meta.published) };
    Source {
        text: format!("{}#{}\n", head.source(), block(&lines)),
        identity: format!("issues/{}", issue.meta.id.value),
        file: issue.file().to_owned(),
    }
}

fn pair(name: &str, value: &str) -> String {
    format!("({}, {})", string(name), string(value))
}

/// The masthead, on the back of the cover.
fn plate(site: &Publication, id: IssueId) -> Option<String> {
    let page = Page { address: site.library.issues[id].address(), view: View::Issue(id) };
    let Content::Issue(view) = show(site, &page)?.content else { return None };
    if view.masthead.is_empty() {
        return None;
    }
    let title = Some(view.masthead_title.as_str()).filter(|title| !title.is_empty());
    let pairs = view.masthead.iter().map(|line| pair(&line.label, &line.value));
    Some(format!("plate({}, {})", optional(title), array(pairs)))
}

/// The table of contents: items under their columns, in the order of the issue.
fn contents(site: &Publication, items: &[DocumentId], verso: &str) -> String {
    let mut columns: Vec<(&str, Vec<String>)> = Vec::new();
    for document in items.iter().map(|item| &site.library.documents[*item]) {
        let name = document.meta.category.as_deref().unwrap_or_default();
        let number =
            document.meta.number.as_ref().map(|number| format!("（{}）", number.value)).unwrap_or_default();
        let entry = [&document.meta.id.value, &document.meta.title, &number].map(|part| string(part)).join(", ");
        let entry = format!("({entry})");
        match columns.last_mut() {
            Some((last, entries)) if *last == name => entries.push(entry),
            _ => columns.push((name, vec![entry])),
        }
    }
    let columns = columns.into_iter().map(|(name, entries)| format!("({}, {})", string(name), array(entries)));
    format!("contents({}, {})", string(verso), array(columns))
}
