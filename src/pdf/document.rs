//! One document: in 公报体 with the title and 文号 below it, or as 公文 with 版头 and 版记.

use super::body::{Setting, write};
use super::links::Links;
use super::markup::{array, block, string};
use super::text_manuscript::TextManuscript;
use super::{Head, Layout, Source, running, title_lines};
use crate::library::{DocumentId, naming};
use crate::publication::Publication;
use crate::text::date::Date;

/// What the edition of a document says.
#[derive(Hash)]
pub(super) struct DocumentManuscript<'a> {
    pub(super) text: TextManuscript<'a>,
    layout: Layout,
    organ: Option<&'a str>,
    keywords: &'a [String],
    /// The date in the head of the file.
    date: Option<Date>,
    /// The gazette and the issue, as the heads of left pages have them.
    gazette: String,
    base: Option<&'a str>,
    end: End,
}

impl<'a> DocumentManuscript<'a> {
    pub(super) fn new(site: &'a Publication, id: DocumentId, layout: Option<Layout>) -> Self {
        let document = &site.library.documents[id];
        let meta = &document.meta;
        // Without an organ and a number there is nothing to put at the head.
        let layout = match layout.unwrap_or_else(|| site.library.layout(document)) {
            Layout::Official if meta.organ.is_some() && meta.number.is_some() => Layout::Official,
            _ => Layout::Gazette,
        };
        Self {
            text: TextManuscript::new(site, id),
            layout,
            organ: meta.organ.as_deref(),
            keywords: &meta.keywords,
            date: meta.signed.or(document.published).or(site.library.as_of),
            gazette: match site.library.issue_of(document) {
                Some(issue) => format!("{}　{}", site.config().title, naming::issue_short(issue)),
                None => site.config().title.clone(),
            },
            base: site.config().base_url.as_deref(),
            end: End::new(site, &document.address(), document.status.and(site.library.as_of)),
        }
    }

    pub(super) fn source(&self) -> Source {
        let text = &self.text;
        let links = Links::new(self.base, &[text]);
        let (heads, end) = match self.layout {
            Layout::Official => (String::new(), None),
            Layout::Gazette => (running(&self.gazette, text.title, text.is_plan), self.end.source()),
        };
        let setting = Setting { id: text.id, title_level: 1, layout: self.layout, running: heads.clone(), end };
        let written = write(&text.body, &links, setting);
        let mut lines = match self.layout {
            Layout::Official => self.red_head(),
            Layout::Gazette => opening(text, 1),
        };
        lines.extend(written.lines);
        if !written.copies.is_empty() || !written.issued.is_empty() {
            lines.push(format!("imprint({}, {})", array(written.copies), array(written.issued)));
        }
        let head = Head { title: text.title, author: self.organ, keywords: self.keywords, date: self.date };
        Source {
            text: format!("{}#item({heads}{})\n", head.source(), block(&lines)),
            identity: format!("documents/{}", text.id),
        }
    }

    fn red_head(&self) -> Vec<String> {
        let mark = format!("{}文件", self.organ.unwrap_or_default());
        let number = self.text.number.as_deref().unwrap_or_default();
        vec![
            format!("at({})", string(self.text.id)),
            format!("red-head({}, {})", string(&mark), string(number)),
            format!("title(1, {})", title_lines(self.text.title)),
            "gap-line".to_owned(),
        ]
    }
}

/// What stands below a text: where it is on the web, if that is known, and the day for which its 有效性 is told.
#[derive(Hash)]
pub(super) struct End {
    address: Option<String>,
    as_of: Option<Date>,
}

impl End {
    pub(super) fn new(site: &Publication, address: &str, as_of: Option<Date>) -> Self {
        Self { address: site.config().base_url.as_ref().map(|base| format!("{base}/{address}")), as_of }
    }

    pub(super) fn source(&self) -> Option<String> {
        let address = self.address.as_deref().map(|address| {
            let target = string(address);
            format!("{}; link({target}, {target})", string("网址："))
        });
        let as_of = self.as_of.map(|date| string(&format!("有效性截至{}", date.chinese())));
        let parts: Vec<String> = address.into_iter().chain(as_of).collect();
        (!parts.is_empty()).then(|| format!("document-end({{{}}})", parts.join(&format!("; {}; ", string("　")))))
    }
}

/// The title as gazettes have it, 文号 below. The label is what links to the document lead to.
pub(super) fn opening(text: &TextManuscript<'_>, level: u8) -> Vec<String> {
    let mut lines =
        vec![format!("at({})", string(text.id)), format!("title({level}, {})", title_lines(text.title))];
    lines.extend(text.number.as_ref().map(|number| format!("number({})", string(number))));
    lines.push("gap-line".to_owned());
    lines
}
