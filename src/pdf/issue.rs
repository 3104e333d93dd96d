//! A whole issue as the press needs it: cover, masthead, table of contents, the items each on a new page,
//! colophon. The page numbers are counted through the file, the cover being page 1, so that a number in the
//! table of contents is also the place of the page in the file.

use super::body::{Setting, write};
use super::document::opening;
use super::links::Links;
use super::markup::{array, block, optional, string};
use super::text_manuscript::TextManuscript;
use super::{Head, Layout, Source, running};
use crate::library::{DocumentId, IssueId, naming};
use crate::publication::Publication;
use crate::publication::pages::{Page, PageKind};
use crate::publication::view::{View, show};
use crate::text::date::Date;

/// What the edition of an issue says.
#[derive(Hash)]
pub(super) struct IssueManuscript<'a> {
    id: &'a str,
    /// The name of the gazette.
    gazette: &'a str,
    latin: Option<&'a str>,
    sponsor: Option<&'a str>,
    undertaker: Option<&'a str>,
    contact: Option<&'a str>,
    base: Option<&'a str>,
    /// 2026年第3、4期, and with the number from the beginning.
    name: String,
    full_name: String,
    serial: Option<u32>,
    published: Date,
    as_of: Option<Date>,
    /// The page of the issue.
    address: String,
    plate: Plate,
    items: Vec<IssueItem<'a>>,
}

/// The masthead, on the back of the cover: its heading, and its lines as pairs.
#[derive(Default, Hash)]
struct Plate {
    title: String,
    lines: Vec<(String, String)>,
}

/// An item and its column (栏目).
#[derive(Hash)]
struct IssueItem<'a> {
    column: Option<&'a str>,
    text: TextManuscript<'a>,
}

impl<'a> IssueManuscript<'a> {
    pub(super) fn new(site: &'a Publication, id: IssueId) -> Self {
        let issue = &site.library.issues[id];
        let config = site.config();
        let item = |item: &DocumentId| {
            let column = site.library.documents[*item].meta.category.as_deref();
            IssueItem { column, text: TextManuscript::new(site, *item) }
        };
        Self {
            id: issue.id(),
            gazette: &config.title,
            latin: config.latin.as_deref(),
            sponsor: config.sponsor.as_deref(),
            undertaker: config.undertaker.as_deref(),
            contact: config.contact.as_deref(),
            base: config.base_url.as_deref(),
            name: naming::issue_short(issue),
            full_name: naming::issue_full(issue),
            serial: issue.meta.serial,
            published: issue.meta.published,
            as_of: site.library.as_of,
            address: issue.address(),
            plate: Plate::new(site, id),
            items: issue.items.iter().map(item).collect(),
        }
    }

    pub(super) fn texts(&self) -> impl Iterator<Item = &TextManuscript<'a>> {
        self.items.iter().map(|item| &item.text)
    }

    pub(super) fn source(&self) -> Source {
        let title = format!("{}{}", self.gazette, self.name);
        let verso = format!("{}　{}", self.gazette, self.name);
        let links = Links::new(self.base, &self.texts().collect::<Vec<_>>());
        let mut lines = vec![format!(
            "cover({}, {}, {}, {}, {}, {})",
            string(self.gazette),
            optional(self.latin),
            string(&self.name),
            optional(self.serial.map(|serial| format!("总第{serial}期")).as_deref()),
            optional(self.sponsor),
            string(&self.published.chinese()),
        )];
        lines.extend(self.plate.source());
        lines.push(self.contents(&verso));
        let mut column: Option<&str> = None;
        for item in &self.items {
            let text = &item.text;
            let mut inner = Vec::new();
            if item.column != column
                && let Some(name) = item.column
            {
                inner.push(format!("column-name({})", string(name)));
                inner.push(format!("mark(2, {})", string(name)));
            }
            column = item.column;
            // On the right page stands the item, on the left one the issue.
            let recto = item.column.map_or(text.title.to_owned(), |own| format!("{own}　{}", text.title));
            let heads = running(&verso, &recto, text.is_plan);
            let level = if item.column.is_some() { 3 } else { 2 };
            inner.extend(opening(text, level));
            let setting = Setting {
                id: text.id,
                title_level: level,
                layout: Layout::Gazette,
                running: heads.clone(),
                end: None,
            };
            inner.extend(write(&text.body, &links, setting).lines);
            lines.push(format!("item({heads}{})", block(&inner)));
        }
        lines.push(self.colophon());
        let head = Head { title: &title, author: self.sponsor, keywords: &[], date: Some(self.published) };
        Source { text: format!("{}#{}\n", head.source(), block(&lines)), identity: format!("issues/{}", self.id) }
    }

    /// The table of contents: items under their columns, in the order of the issue.
    fn contents(&self, verso: &str) -> String {
        let mut columns: Vec<(&str, Vec<String>)> = Vec::new();
        for IssueItem { column, text } in &self.items {
            let name = column.unwrap_or_default();
            let number = text.number.as_ref().map(|number| format!("（{number}）")).unwrap_or_default();
            let entry = format!("({})", [text.id, text.title, &number].map(string).join(", "));
            match columns.last_mut() {
                Some((last, entries)) if *last == name => entries.push(entry),
                _ => columns.push((name, vec![entry])),
            }
        }
        let columns = columns.into_iter().map(|(name, entries)| format!("({}, {})", string(name), array(entries)));
        format!("contents({}, {})", string(verso), array(columns))
    }

    fn colophon(&self) -> String {
        let owned = |text: Option<&str>| text.map(str::to_owned);
        let lines = [
            ("刊名", Some(self.gazette.to_owned())),
            ("刊期", Some(self.full_name.clone())),
            ("出版日期", Some(self.published.chinese())),
            ("主办单位", owned(self.sponsor)),
            ("承办单位", owned(self.undertaker)),
            ("联系方式", owned(self.contact)),
            ("网址", self.base.map(|base| format!("{base}/{}", self.address))),
            ("内容截至", self.as_of.map(|date| date.chinese())),
        ];
        let pairs = lines.into_iter().filter_map(|(name, value)| Some(pair(name, &value?)));
        format!("colophon({}, {})", string("版本记录"), array(pairs))
    }
}

impl Plate {
    fn new(site: &Publication, id: IssueId) -> Self {
        let page = Page { address: site.library.issues[id].address(), kind: PageKind::Issue(id) };
        let Some(View::Issue(view)) = show(site, &page, None).map(|shown| shown.view) else {
            return Self::default();
        };
        let lines = view.masthead.into_iter().map(|line| (line.label, line.value));
        Self { title: view.masthead_title, lines: lines.collect() }
    }

    fn source(&self) -> Option<String> {
        if self.lines.is_empty() {
            return None;
        }
        let title = Some(self.title.as_str()).filter(|title| !title.is_empty());
        let pairs = self.lines.iter().map(|(label, value)| pair(label, value));
        Some(format!("plate({}, {})", optional(title), array(pairs)))
    }
}

fn pair(name: &str, value: &str) -> String {
    format!("({}, {})", string(name), string(value))
}
