//! The front matter of issues, documents and pages, typed and checked key by key.
//!
//! The keys are a contract with the editors (see the README): canonical names in English, each with a
//! Chinese alias. A field that is not known is left out, so nearly everything is optional; what is
//! written must be right.

mod issue;
mod values;

pub use issue::{IssueMeta, PageMeta};
pub use values::{Kind, Layout, PrintedPages, Status};

use super::fields::{Fields, Key, Located, key};
use crate::diagnostic::{Code, Diagnostic, Location};
use crate::text::date::Date;
use crate::text::document_number::DocumentNumber;
use crate::text::slug;

const ID: Key = key("id", "标识");
const TITLE: Key = key("title", "标题");
const KIND: Key = key("kind", "类型");
const CATEGORY: Key = key("category", "栏目");
const NUMBER: Key = key("number", "发文字号");
const ORGAN: Key = key("organ", "发文机关");
const SIGNED: Key = key("signed", "成文日期");
const PUBLISHED: Key = key("published", "发布日期");
const EFFECTIVE: Key = key("effective", "施行日期");
const EXPIRES: Key = key("expires", "失效日期");
const STATUS: Key = key("status", "有效性");
const PAGES: Key = key("pages", "页码");
const INDEX_NUMBER: Key = key("index_number", "索引号");
const SUBJECT: Key = key("subject", "主题分类");
const KEYWORDS: Key = key("keywords", "主题词");
const IMPLEMENTS: Key = key("implements", "落实");
const INTERPRETS: Key = key("interprets", "解读");
const AMENDS: Key = key("amends", "修改");
const REPEALS: Key = key("repeals", "废止");
const ATTACHMENTS: Key = key("attachments", "附件");
const SOURCE: Key = key("source", "来源");
const ALIASES: Key = key("aliases", "曾用标识");
const LAYOUT: Key = key("layout", "版式");

/// The front matter of a document.
#[derive(Clone, Debug)]
pub struct DocumentMeta {
    /// Permanent and unique.
    pub id: Located<String>,
    /// The title of the document, as it is printed.
    pub title: String,
    /// What it is.
    pub kind: Kind,
    /// The printed column heading (栏目).
    pub category: Option<String>,
    /// 发文字号.
    pub number: Option<Located<DocumentNumber>>,
    /// 发文机关.
    pub organ: Option<String>,
    /// 成文日期.
    pub signed: Option<Date>,
    /// Where 成文日期 is written.
    pub signed_at: Location,
    /// 发布日期.
    pub published: Option<Date>,
    /// 施行日期.
    pub effective: Option<Date>,
    /// 失效日期.
    pub expires: Option<Date>,
    /// As stated by the editor; otherwise it is computed.
    pub status: Option<Status>,
    /// In the printed issue.
    pub pages: Option<PrintedPages>,
    /// Where the pages are written.
    pub pages_at: Location,
    /// How it is set on paper; otherwise as the site says.
    pub layout: Option<Located<Layout>>,
    /// 索引号, opaque.
    pub index_number: Option<String>,
    /// 主题分类.
    pub subject: Option<String>,
    /// 主题词.
    pub keywords: Vec<String>,
    /// Reports that this plan carries out: ids or document numbers.
    pub implements: Vec<Located<String>>,
    /// Documents that this one interprets.
    pub interprets: Vec<Located<String>>,
    /// Documents that this one amends.
    pub amends: Vec<Located<String>>,
    /// Documents that this one repeals.
    pub repeals: Vec<Located<String>>,
    /// Files that belong to it, relative to its own file.
    pub attachments: Vec<Located<String>>,
    /// The file under `seeds/`, or the publication, that the text was taken from.
    pub source: Option<String>,
    /// Former ids; each leaves a redirect.
    pub aliases: Vec<Located<String>>,
}

impl DocumentMeta {
    pub(in crate::source) fn read(fields: &mut Fields, diagnostics: &mut Vec<Diagnostic>) -> Option<Self> {
        let id = read_id(fields, diagnostics);
        let title = fields.required(TITLE, diagnostics).map(|title| title.value);
        let kind = read_kind(fields, diagnostics);
        let signed = fields.date(SIGNED, diagnostics);
        let published = fields.date(PUBLISHED, diagnostics);
        let effective = fields.date(EFFECTIVE, diagnostics);
        let expires = fields.date(EXPIRES, diagnostics);
        check_order(&signed, "signed", &published, "published", diagnostics);
        check_order(&effective, "effective", &expires, "expires", diagnostics);
        check_order(&signed, "signed", &expires, "expires", diagnostics);
        let text = |fields: &mut Fields, key, diagnostics: &mut Vec<Diagnostic>| {
            fields.text(key, diagnostics).map(|text| text.value)
        };
        let meta = Self {
            category: text(fields, CATEGORY, diagnostics),
            number: read_number(fields, diagnostics),
            organ: text(fields, ORGAN, diagnostics),
            status: read_status(fields, diagnostics),
            pages: read_pages(fields, diagnostics),
            layout: read_layout(fields, diagnostics),
            index_number: text(fields, INDEX_NUMBER, diagnostics),
            subject: text(fields, SUBJECT, diagnostics),
            keywords: fields.list(KEYWORDS, diagnostics).into_iter().map(|word| word.value).collect(),
            implements: fields.list(IMPLEMENTS, diagnostics),
            interprets: fields.list(INTERPRETS, diagnostics),
            amends: fields.list(AMENDS, diagnostics),
            repeals: fields.list(REPEALS, diagnostics),
            attachments: fields.list(ATTACHMENTS, diagnostics),
            source: text(fields, SOURCE, diagnostics),
            aliases: read_aliases(fields, diagnostics),
            signed_at: signed.as_ref().map_or_else(|| fields.place(SIGNED), |signed| signed.location.clone()),
            pages_at: fields.place(PAGES),
            signed: signed.map(|date| date.value),
            published: published.map(|date| date.value),
            effective: effective.map(|date| date.value),
            expires: expires.map(|date| date.value),
            id: id.clone().unwrap_or_else(|| Located { value: String::new(), location: fields.place(ID) }),
            title: title.clone().unwrap_or_default(),
            kind: kind.unwrap_or(Kind::Other),
        };
        fields.finish(diagnostics);
        (id.is_some() && title.is_some() && kind.is_some()).then_some(meta)
    }
}

fn read_id(fields: &mut Fields, diagnostics: &mut Vec<Diagnostic>) -> Option<Located<String>> {
    let id = fields.required(ID, diagnostics)?;
    if slug::is_id(&id.value) && id.value != "index" {
        return Some(id);
    }
    diagnostics.push(bad_id(&id));
    None
}

fn bad_id(id: &Located<String>) -> Diagnostic {
    Diagnostic::error(
        Code::WrongId,
        id.location.clone(),
        format!("`{}` cannot be an id", id.value),
        format!("use small letters, digits and hyphens, such as `{}`", suggested_id(&id.value)),
    )
}

fn suggested_id(text: &str) -> String {
    match slug::slug(text) {
        id if id.is_empty() => "shenzhengfa-2026-1".to_owned(),
        id => id,
    }
}

fn read_aliases(fields: &mut Fields, diagnostics: &mut Vec<Diagnostic>) -> Vec<Located<String>> {
    let (good, bad): (Vec<_>, Vec<_>) = fields
        .list(ALIASES, diagnostics)
        .into_iter()
        .partition(|alias| slug::is_id(&alias.value) && alias.value != "index");
    diagnostics.extend(bad.iter().map(bad_id));
    good
}

fn read_kind(fields: &mut Fields, diagnostics: &mut Vec<Diagnostic>) -> Option<Kind> {
    let kind = fields.required(KIND, diagnostics)?;
    let found = Kind::ALL.into_iter().find(|known| known.name() == kind.value);
    if found.is_none() {
        let names: Vec<&str> = Kind::ALL.iter().map(|kind| kind.name()).collect();
        diagnostics.push(Diagnostic::error(
            Code::UnknownKind,
            kind.location,
            format!("`{}` is not a kind of document", kind.value),
            format!("the kinds are: {}", names.join(", ")),
        ));
    }
    found
}

fn read_number(fields: &mut Fields, diagnostics: &mut Vec<Diagnostic>) -> Option<Located<DocumentNumber>> {
    let text = fields.text(NUMBER, diagnostics)?;
    let Some(number) = DocumentNumber::parse(&text.value) else {
        diagnostics.push(Diagnostic::error(
            Code::WrongNumber,
            text.location,
            format!("`{}` is not a document number (发文字号)", text.value),
            "write it as 沈政发〔2026〕1号",
        ));
        return None;
    };
    if number.to_string() != text.value {
        diagnostics.push(Diagnostic::warning(
            Code::NumberSpelling,
            text.location.clone(),
            format!("the document number (发文字号) is published as {number}"),
            format!("write `number: {number}`"),
        ));
    }
    Some(Located { value: number, location: text.location })
}

fn read_status(fields: &mut Fields, diagnostics: &mut Vec<Diagnostic>) -> Option<Status> {
    let text = fields.text(STATUS, diagnostics)?;
    let status = Status::parse(&text.value);
    if status.is_none() {
        let names: Vec<&str> = Status::NAMES.iter().map(|entry| entry.2).collect();
        diagnostics.push(Diagnostic::error(
            Code::UnknownStatus,
            text.location,
            format!("`{}` is not a status (有效性)", text.value),
            format!("the values are: {}", names.join(", ")),
        ));
    }
    status
}

/// `layout` in the front matter of a document or in `site.yaml`.
pub(super) fn read_layout(fields: &mut Fields, diagnostics: &mut Vec<Diagnostic>) -> Option<Located<Layout>> {
    let text = fields.text(LAYOUT, diagnostics)?;
    let Some(value) = Layout::parse(&text.value) else {
        let names: Vec<String> =
            Layout::NAMES.iter().map(|(_, english, chinese)| format!("{english} ({chinese})")).collect();
        diagnostics.push(Diagnostic::error(
            Code::UnknownLayout,
            text.location,
            format!("`{}` is not a layout for paper (版式)", text.value),
            format!("the layouts are: {}", names.join(", ")),
        ));
        return None;
    };
    Some(Located { value, location: text.location })
}

fn read_pages(fields: &mut Fields, diagnostics: &mut Vec<Diagnostic>) -> Option<PrintedPages> {
    let text = fields.text(PAGES, diagnostics)?;
    let mut parts = text.value.splitn(2, ['-', '—', '–']).map(|part| part.trim().parse::<u32>().ok());
    let pages = match (parts.next(), parts.next()) {
        (Some(Some(first)), None) => Some(PrintedPages { first, last: None }),
        (Some(Some(first)), Some(Some(last))) if first <= last => Some(PrintedPages { first, last: Some(last) }),
        _ => None,
    };
    if pages.is_none() {
        diagnostics.push(Diagnostic::error(
            Code::WrongPages,
            text.location,
            format!("`{}` is not a page (页码) or a range of pages", text.value),
            "write `pages: 21` or `pages: 21-49`",
        ));
    }
    pages
}

fn check_order(
    earlier: &Option<Located<Date>>,
    earlier_name: &str,
    later: &Option<Located<Date>>,
    later_name: &str,
    diagnostics: &mut Vec<Diagnostic>,
) {
    if let (Some(earlier), Some(later)) = (earlier, later)
        && earlier.value > later.value
    {
        diagnostics.push(Diagnostic::error(
            Code::DatesContradict,
            later.location.clone(),
            format!("`{later_name}` ({}) is before `{earlier_name}` ({})", later.value, earlier.value),
            "correct one of the two dates",
        ));
    }
}
