//! One document: in 公报体 with the title and 文号 below it, or as 公文 with 版头 and 版记.

use super::body::{Setting, write};
use super::links::Links;
use super::markup::{array, block, string};
use super::{Head, Layout, Source, running, title_lines};
use crate::library::{Document, DocumentId, naming};
use crate::publication::{Publication, linked};
use crate::text::date::Date;

/// The source of a document.
pub(super) fn source(site: &Publication, document_id: DocumentId, layout: Option<Layout>) -> Source {
    let document = &site.library.documents[document_id];
    let layout = layout.unwrap_or_else(|| site.library.layout(document));
    let id = document.meta.id.value.as_str();
    let bodies = [(id, linked::document(site, document_id))];
    let links = Links::new(site.config().base_url.as_deref(), &bodies);
    // Without an organ and a number there is nothing to put at the head.
    let official = layout == Layout::Official && document.meta.organ.is_some() && document.meta.number.is_some();
    let layout = if official { layout } else { Layout::Gazette };
    let heads = match (layout, site.library.issue_of(document)) {
        (Layout::Official, _) => String::new(),
        (_, Some(issue)) => {
            let verso = format!("{}　{}", site.config().title, naming::issue_short(issue));
            running(&verso, &document.meta.title, is_plan(site, document_id))
        }
        _ => running(&site.config().title, &document.meta.title, is_plan(site, document_id)),
    };
    let as_of = document.status.and(site.library.as_of);
    let end = (layout == Layout::Gazette).then(|| end(site, &document.address(), as_of)).flatten();
    let setting = Setting { id, title_level: 1, layout, running: heads.clone(), end };
    let written = write(&bodies[0].1, &links, setting);
    let mut lines = match layout {
        Layout::Official => red_head(document),
        Layout::Gazette => opening(document, 1),
    };
    lines.extend(written.lines);
    if !written.copies.is_empty() || !written.issued.is_empty() {
        lines.push(format!("imprint({}, {})", array(written.copies), array(written.issued)));
    }
    let head = Head {
        title: &document.meta.title,
        author: document.meta.organ.as_deref(),
        keywords: &document.meta.keywords,
        date: document.meta.signed.or(document.published).or(site.library.as_of),
    };
    Source {
        text: format!("{}#item({heads}{})\n", head.source(), block(&lines)),
        identity: format!("documents/{id}"),
        file: document.file().to_owned(),
    }
}

/// Where it stands on the web, if that is known, and the day for which its 有效性 is told.
pub(super) fn end(site: &Publication, address: &str, as_of: Option<Date>) -> Option<String> {
    let address = site.config().base_url.as_ref().map(|base| format!("{base}/{address}"));
    let address = address.map(|address| {
        let target = string(&address);
        format!("{}; link({target}, {target})", string("网址："))
    });
    let as_of = as_of.map(|date| string(&format!("有效性截至{}", date.chinese())));
    let parts: Vec<String> = address.into_iter().chain(as_of).collect();
    (!parts.is_empty()).then(|| format!("document-end({{{}}})", parts.join(&format!("; {}; ", string("　")))))
}

/// Is it a division plan, whose pages say which tasks they hold?
pub(super) fn is_plan(site: &Publication, id: DocumentId) -> bool {
    site.responsibility.own_plan(id).is_some()
}

/// The title as gazettes have it, 文号 below. The label is what links to the document lead to.
pub(super) fn opening(document: &Document, level: u8) -> Vec<String> {
    let mut lines = vec![
        format!("at({})", string(&document.meta.id.value)),
        format!("title({level}, {})", title_lines(&document.meta.title)),
    ];
    lines.extend(
        document.meta.number.as_ref().map(|number| format!("number({})", string(&number.value.to_string()))),
    );
    lines.push("gap-line".to_owned());
    lines
}

fn red_head(document: &Document) -> Vec<String> {
    let organ = document.meta.organ.as_deref().unwrap_or_default();
    let number = document.meta.number.as_ref().map(|number| number.value.to_string()).unwrap_or_default();
    vec![
        format!("at({})", string(&document.meta.id.value)),
        format!("red-head({}, {})", string(&format!("{organ}文件")), string(&number)),
        format!("title(1, {})", title_lines(&document.meta.title)),
        "gap-line".to_owned(),
    ]
}
