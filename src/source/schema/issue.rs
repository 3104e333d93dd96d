//! The front matter of gazette issues and of standing pages.

use super::super::fields::{Fields, Key, Located, key};
use super::{PUBLISHED, SOURCE, TITLE, read_aliases, read_id};
use crate::diagnostic::{Code, Diagnostic};
use crate::text::date::Date;

const NUMBERS: Key = key("numbers", "期号");
const SERIAL: Key = key("serial", "总期号");
const YEAR: Key = key("year", "年份");

/// No gazette appears more often in a year than daily.
const MOST_ISSUES: u32 = 400;

/// The front matter of a gazette issue.
#[derive(Clone, Debug)]
pub struct IssueMeta {
    /// Permanent and unique: `2026-no03-04`.
    pub id: Located<String>,
    /// The year the issue is counted in.
    pub year: u32,
    /// The numbers of the issue within its year: 3 and 4 for a double issue.
    pub numbers: Vec<u32>,
    /// 总期号.
    pub serial: Option<u32>,
    /// The day of publication.
    pub published: Date,
    /// Where the text was taken from.
    pub source: Option<String>,
    /// Former ids; each leaves a redirect.
    pub aliases: Vec<Located<String>>,
}

impl IssueMeta {
    pub(in crate::source) fn read(fields: &mut Fields, diagnostics: &mut Vec<Diagnostic>) -> Option<Self> {
        let id = read_id(fields, diagnostics);
        if fields.text(PUBLISHED, &mut Vec::new()).is_none() {
            fields.required(PUBLISHED, diagnostics);
        }
        let published = fields.date(PUBLISHED, diagnostics);
        let year = fields.number(YEAR, diagnostics);
        let place = fields.place(NUMBERS);
        let written = fields.list(NUMBERS, diagnostics);
        let mut numbers: Vec<u32> = written.iter().filter_map(|number| number.value.parse().ok()).collect();
        let possible = numbers.iter().all(|number| (1..=MOST_ISSUES).contains(number));
        if numbers.is_empty() || numbers.len() != written.len() || !numbers.is_sorted() || !possible {
            diagnostics.push(Diagnostic::error(
                Code::IssueNumbers,
                place,
                format!("`numbers` must list the numbers of the issue, 1 to {MOST_ISSUES}, smallest first"),
                "write `numbers: [3, 4]` for 第3、4期",
            ));
            numbers.clear();
        }
        numbers.dedup();
        let serial = fields.number(SERIAL, diagnostics).map(|serial| serial.value);
        let source = fields.text(SOURCE, diagnostics).map(|source| source.value);
        let aliases = read_aliases(fields, diagnostics);
        fields.finish(diagnostics);
        let published = published?.value;
        let year = year.map_or_else(|| published.year(), |year| year.value);
        (!numbers.is_empty()).then_some(())?;
        Some(Self { id: id?, year, numbers, serial, published, source, aliases })
    }
}

/// The front matter of a standing page.
#[derive(Clone, Debug)]
pub struct PageMeta {
    /// The heading of the page.
    pub title: String,
    /// Where the text was taken from.
    pub source: Option<String>,
}

impl PageMeta {
    pub(in crate::source) fn read(fields: &mut Fields, diagnostics: &mut Vec<Diagnostic>) -> Option<Self> {
        let title = fields.required(TITLE, diagnostics).map(|title| title.value);
        let source = fields.text(SOURCE, diagnostics).map(|source| source.value);
        fields.finish(diagnostics);
        Some(Self { title: title?, source })
    }
}
