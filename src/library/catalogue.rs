//! The documents of a site by the names under which texts cite them: number and title.
//!
//! A title is cited in full (《沈阳市人民政府关于…的通知》), without its organ (《关于…的通知》), or by the text that
//! a notice issues (《沈阳临空经济区管理办法（试行）》). Titles that many documents bear (《政府工作报告》, 《方案》)
//! mean a document only beside one that is related to it.

use super::DocumentId;
use crate::text::citation::NumberReference;
use crate::text::document_number::DocumentNumber;
use std::collections::BTreeMap;
use typed_index_collections::TiVec;

/// What a document is cited by.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// Its number.
    pub number: Option<DocumentNumber>,
    /// Who issued it.
    pub organ: Option<String>,
    /// Its title.
    pub title: String,
    /// The titles of the texts that it issues, with their ids.
    pub issued: Vec<(String, String)>,
}

/// A document that texts can cite.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Citable {
    /// One of the library.
    Inside(DocumentId),
    /// One that the library does not hold, where it is a part of the gazette: a place in its `outside.cited`.
    Outside(usize),
}

impl Citable {
    /// The document, where the library holds it.
    pub fn inside(self) -> Option<DocumentId> {
        match self {
            Self::Inside(id) => Some(id),
            Self::Outside(_) => None,
        }
    }
}

/// A document, or a text within it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Named {
    /// The document.
    pub document: Citable,
    /// The id of the text within it; empty for the whole document.
    pub anchor: String,
}

/// What a title leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolution {
    /// This document.
    One(Named),
    /// Any of these.
    Several(Vec<Citable>),
    /// None that is here.
    None,
}

/// Documents by number and title.
#[derive(Debug, Default)]
pub struct Catalogue {
    by_number: BTreeMap<String, Vec<Citable>>,
    by_title: BTreeMap<String, Vec<Named>>,
    /// All titles of a document of the library, folded.
    titles: TiVec<DocumentId, Vec<String>>,
}

/// The words that can stand right before a number.
const BEFORE_NUMBERS: [&str; 34] = [
    "根据", "依据", "按照", "依照", "参照", "对照", "遵照", "按", "见", "和", "及", "与", "以", "对", "将", "由",
    "原", "即", "为", "在", "的", "把", "印发", "贯彻", "落实", "执行", "废止", "修改", "修订", "转发", "文件",
    "通知", "办法", "意见",
];
/// A title of no more characters, without the name of a place, is too general to name a document by itself.
const GENERAL: usize = 8;
const GENERAL_ENDS: [&str; 12] =
    ["报告", "方案", "通知", "办法", "规定", "意见", "决定", "计划", "规划", "条例", "措施", "纲要"];

impl Catalogue {
    /// The catalogue of a library's documents, and of those that it does not hold.
    pub fn new(inside: impl Iterator<Item = Names>, outside: impl Iterator<Item = Names>) -> Self {
        let mut catalogue = Self::default();
        for (at, names) in inside.enumerate() {
            let titles = catalogue.add(Citable::Inside(at.into()), names);
            catalogue.titles.push(titles);
        }
        for (at, names) in outside.enumerate() {
            catalogue.add(Citable::Outside(at), names);
        }
        catalogue
    }

    /// Adds a document; returns its titles, folded.
    fn add(&mut self, document: Citable, names: Names) -> Vec<String> {
        if let Some(number) = &names.number {
            self.by_number.entry(number.to_string()).or_default().push(document);
        }
        let mut titles = Vec::new();
        let organ = names.organ.as_deref().map(fold).unwrap_or_default();
        let own = (names.title, String::new());
        for (title, anchor) in std::iter::once(own).chain(names.issued) {
            let whole = fold(&title);
            let short = whole.strip_prefix(&organ).filter(|rest| rest.starts_with("关于")).map(str::to_owned);
            for title in std::iter::once(whole).chain(short) {
                let named = Named { document, anchor: anchor.clone() };
                self.by_title.entry(title.clone()).or_default().push(named);
                titles.push(title);
            }
        }
        titles
    }

    /// The document with this number, and how many bytes of the reference are words before it. None when two
    /// documents bear it, and when what stands before it may belong to it: 黔政发〔2020〕5号 is not 政发〔2020〕5号.
    pub fn number(&self, reference: &NumberReference) -> Option<(usize, Citable)> {
        let mut known = reference.candidates().filter_map(|(skip, number)| {
            self.by_number.get(&number.to_string()).map(|documents| (skip, documents))
        });
        let (skip, documents) = known.next()?;
        let before = &reference.before[..skip];
        let words = before.is_empty() || BEFORE_NUMBERS.iter().any(|word| before.ends_with(word));
        match documents.as_slice() {
            [document] if words => Some((skip, *document)),
            _ => None,
        }
    }

    /// What a title means in document `citing`, which is related to the documents of `related`.
    pub fn title(&self, title: &str, citing: DocumentId, related: &[DocumentId]) -> Resolution {
        let title = fold(title);
        let candidates = self.by_title.get(&title).map_or(&[][..], Vec::as_slice);
        if let Some(own) = candidates.iter().find(|named| named.document == Citable::Inside(citing)) {
            return if own.anchor.is_empty() { Resolution::None } else { Resolution::One(own.clone()) };
        }
        if is_general(&title) {
            let bears = |id: &&DocumentId| self.titles[**id].iter().any(|own| own.ends_with(&title));
            let mut bearing: Vec<DocumentId> = related.iter().filter(bears).copied().collect();
            bearing.sort_unstable();
            bearing.dedup();
            let named = |id| Named { document: Citable::Inside(id), anchor: String::new() };
            return one_of(&bearing.into_iter().map(named).collect::<Vec<_>>());
        }
        let is_kin = |named: &&Named| named.document.inside().is_some_and(|id| related.contains(&id));
        let kin: Vec<Named> = candidates.iter().filter(is_kin).cloned().collect();
        if kin.is_empty() { one_of(candidates) } else { one_of(&kin) }
    }
}

/// Documents as diagnostics list them: 2 documents (a, b).
pub fn listed<'a>(documents: &[Citable], id: impl Fn(DocumentId) -> &'a str) -> String {
    let ids: Vec<&str> = documents.iter().filter_map(|document| document.inside()).map(id).collect();
    format!("{} documents ({})", documents.len(), ids.join(", "))
}

fn one_of(candidates: &[Named]) -> Resolution {
    let mut documents: Vec<Citable> = candidates.iter().map(|named| named.document).collect();
    documents.dedup();
    match (documents.as_slice(), candidates.first()) {
        ([_], Some(named)) => Resolution::One(named.clone()),
        (_, None) => Resolution::None,
        _ => Resolution::Several(documents),
    }
}

fn is_general(title: &str) -> bool {
    let short = title.chars().count() <= GENERAL && !title.contains(['省', '市', '区', '县']);
    short && !title.contains("关于") && GENERAL_ENDS.iter().any(|end| title.ends_with(end))
}

/// A title without what its spellings differ in: blanks, the width of brackets and digits, the marks of titles
/// within it.
fn fold(title: &str) -> String {
    title
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '《' | '》' | '〈' | '〉'))
        .map(|c| match c {
            '(' => '（',
            ')' => '）',
            '０'..='９' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn catalogue() -> Catalogue {
        let names = |title: &str, organ: &str, issued: &[(&str, &str)]| Names {
            number: None,
            organ: Some(organ.to_owned()),
            title: title.to_owned(),
            issued: issued.iter().map(|(title, anchor)| ((*title).to_owned(), (*anchor).to_owned())).collect(),
        };
        Catalogue::new(
            [
                names("甲市政府工作报告", "甲市人民政府", &[]),
                names("乙省政府工作报告", "乙省人民政府", &[]),
                names("甲市人民政府关于印发《甲市花卉办法》的通知", "甲市人民政府", &[("甲市花卉办法", "text")]),
                names("关于植树的通知", "甲市人民政府", &[]),
                names("关于植树的通知", "乙省人民政府", &[]),
            ]
            .into_iter(),
            std::iter::empty(),
        )
    }

    fn check(title: &str, citing: usize, related: &[usize], expected: Resolution) {
        let related: Vec<DocumentId> = related.iter().copied().map(DocumentId::from).collect();
        assert_eq!(catalogue().title(title, citing.into(), &related), expected, "{title}");
    }

    fn inside(document: usize) -> Citable {
        Citable::Inside(document.into())
    }

    fn one(document: usize, anchor: &str) -> Resolution {
        Resolution::One(Named { document: inside(document), anchor: anchor.to_owned() })
    }

    #[test]
    fn documents_by_their_titles() {
        check("甲市人民政府关于印发〈甲市花卉办法〉的通知", 0, &[], one(2, ""));
        check("关于印发《甲市花卉办法》的通知", 0, &[], one(2, ""));
        check("甲市花卉办法", 0, &[], one(2, "text"));
        check("甲市花卉办法", 2, &[], one(2, "text"));
        check("中华人民共和国土地管理法", 0, &[], Resolution::None);
    }

    #[test]
    fn nothing_ambiguous_is_found() {
        check("关于植树的通知", 0, &[], Resolution::Several(vec![inside(3), inside(4)]));
        check("关于植树的通知", 0, &[4], one(4, ""));
        check("政府工作报告", 2, &[], Resolution::None);
        check("政府工作报告", 2, &[0], one(0, ""));
        check("政府工作报告", 2, &[0, 1], Resolution::Several(vec![inside(0), inside(1)]));
    }
}
