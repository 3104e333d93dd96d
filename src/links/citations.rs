//! The citations of a text: what it says of other documents, and of places in itself.
//!
//! What a document cites is noted once, when it is read. Places of the text itself (本办法第五条, 前款, 附件2) can be
//! checked then and there; what leads to another document waits until all documents are known.

use crate::diagnostic::{Diagnostic, Location};
use crate::document::role::Role;
use crate::document::walk::{self, Place};
use crate::document::{Body, plain_text};
use crate::source::Markdown;
use crate::text::citation::{self, ArticleReference, Cited};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// A citation of another document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// What is cited: a number or a title.
    pub cited: Cited,
    /// The id of the place where it is cited.
    pub anchor: Option<String>,
    /// Where it stands in the source.
    pub location: Location,
}

/// What a document says of others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mentions {
    /// Its citations, in order.
    pub list: Vec<Mention>,
    /// The short titles that it introduces (以下简称《报告》), with what they stand for; none for one that is
    /// introduced for two titles.
    pub short: BTreeMap<String, Option<String>>,
}

/// Reads the citations of a text.
pub fn mentions(body: &Body, markdown: &Markdown, diagnostics: &mut Vec<Diagnostic>) -> Mentions {
    let mut mentions = Mentions::default();
    let anchors = body.anchors();
    walk::texts(&body.blocks, &mut |inlines, place| {
        let text = plain_text(inlines);
        if !may_cite(&text) {
            return;
        }
        let mut last_title: Option<(usize, String)> = None;
        for citation in citation::find(&text) {
            let words = &text[citation.range.clone()];
            let location = || locate(markdown, place.offset, words);
            match &citation.cited {
                Cited::LostBrackets => diagnostics.push(Diagnostic::warning(
                    "lost-brackets",
                    location(),
                    format!("the brackets of the document number (发文字号) in `{words}` are lost"),
                    "write the year in 〔〕, as in 国办发〔2017〕47号; until then it is no link",
                )),
                Cited::Title(title) => {
                    if let Some((end, whole)) = &last_title
                        && introduces_short_title(&text[*end..citation.range.start])
                    {
                        let before = mentions.short.insert(title.clone(), Some(whole.clone()));
                        if before.is_some_and(|before| before.as_ref() != Some(whole)) {
                            mentions.short.insert(title.clone(), None);
                            diagnostics.push(Diagnostic::warning(
                                "double-short-title",
                                location(),
                                format!("《{title}》 stands for two titles in this text; it is no link"),
                                "use two short titles",
                            ));
                        }
                    }
                    last_title = Some((citation.range.end, title.clone()));
                    push(&mut mentions, &citation.cited, place, location());
                }
                Cited::Number(_) => push(&mut mentions, &citation.cited, place, location()),
                Cited::OwnArticle(article)
                    if !place.heading && own_article(*article, place, &anchors).is_none() =>
                {
                    diagnostics.push(Diagnostic::warning(
                        "broken-citation",
                        location(),
                        format!("there is no place `{words}` in this text"),
                        "check the number of the article (条); it stays text without a link",
                    ));
                }
                _ => {}
            }
        }
    });
    mentions
}

fn push(mentions: &mut Mentions, cited: &Cited, place: Place<'_>, location: Location) {
    let anchor = place.anchor.map(str::to_owned);
    mentions.list.push(Mention { cited: cited.clone(), anchor, location });
}

/// Can there be a citation in the text? Most texts have none, and are not read closely.
pub fn may_cite(text: &str) -> bool {
    ["《", "号", "本", "前款", "前条", "附件"].iter().any(|word| text.contains(word))
}

/// （以下简称《报告》）, between the title and the short one.
fn introduces_short_title(between: &str) -> bool {
    between.contains("以下简称") && between.chars().count() <= 40 && !between.contains('。')
}

fn locate(markdown: &Markdown, offset: Option<usize>, words: &str) -> Location {
    let from = markdown.body + offset.unwrap_or(0);
    let found = markdown.text.get(from..).and_then(|text| text.find(words));
    markdown.location(from + found.unwrap_or(0), words.len())
}

/// A place of the text itself that a citation leads to, and the words that lead there.
pub fn own_place(cited: &Cited, place: Place<'_>, anchors: &BTreeSet<String>) -> Option<String> {
    match cited {
        Cited::OwnArticle(article) => own_article(*article, place, anchors),
        Cited::ThisArticle(within) => {
            let article = place.article?;
            known(article, *within, anchors)
        }
        Cited::PrecedingParagraph(item) => {
            let article = place.article?;
            let paragraph = paragraph_of(place)?.checked_sub(1).filter(|paragraph| *paragraph > 0)?;
            let reference = ArticleReference { paragraph, item: item.unwrap_or(0), ..ArticleReference::default() };
            known(article, reference, anchors)
        }
        Cited::PrecedingArticle => {
            let (prefix, number) = split_article(place.article?)?;
            let before = number.checked_sub(1).filter(|number| *number > 0)?;
            Some(format!("{prefix}a{before}")).filter(|anchor| anchors.contains(anchor))
        }
        Cited::Annex(number) if place.role != Role::AnnexList => {
            let anchor = number.map_or("annex".to_owned(), |number| format!("annex{number}"));
            let inside = place.anchor.is_some_and(|own| own.starts_with(&format!("{anchor}-")));
            (anchors.contains(&anchor) && !inside).then_some(anchor)
        }
        _ => None,
    }
}

fn own_article(article: ArticleReference, place: Place<'_>, anchors: &BTreeSet<String>) -> Option<String> {
    let prefix = place.article.and_then(split_article).map_or("", |(prefix, _)| prefix);
    let insertion = if article.insertion > 0 { format!("-{}", article.insertion) } else { String::new() };
    known(&format!("{prefix}a{}{insertion}", article.article), article, anchors)
}

/// The id of a place in an article, or of what is nearest to it.
fn known(article: &str, within: ArticleReference, anchors: &BTreeSet<String>) -> Option<String> {
    let paragraph = within.paragraph.max(1);
    let mut places = Vec::new();
    if within.item > 0 {
        places.push(format!("{article}.{paragraph}.{}", within.item));
    }
    if within.paragraph > 0 {
        places.push(format!("{article}.{paragraph}"));
    }
    places.push(article.to_owned());
    places.into_iter().find(|place| anchors.contains(place))
}

/// The place that an article reference means in another text.
pub fn article_in(article: ArticleReference, anchors: &BTreeSet<String>) -> Option<String> {
    own_article(article, Place::default(), anchors)
}

/// `annex1-` and 5 of `annex1-a5`.
fn split_article(anchor: &str) -> Option<(&str, u32)> {
    let at = anchor.rfind('a').filter(|at| *at == 0 || anchor[..*at].ends_with('-'))?;
    let number = anchor[at + 1..].split(['-', '_']).next()?.parse().ok()?;
    Some((&anchor[..at], number))
}

/// The paragraph (款) that a place stands in: 2 for `a5.2` and `a5.2.1`.
fn paragraph_of(place: Place<'_>) -> Option<u32> {
    let within = place.anchor?.strip_prefix(place.article?)?.strip_prefix('.')?;
    within.split(['.', '_']).next()?.parse().ok()
}

/// The entries of 附件说明 with the annexes they name: 附件：1.一览表 and 2.明细表 in the next line.
pub fn annex_entry(text: &str, anchors: &BTreeSet<String>) -> Option<(Range<usize>, String)> {
    let words =
        text.trim_start_matches("附件").trim_start_matches("附").trim_start_matches(['：', ':', ' ', '\u{3000}']);
    let start = text.len() - words.len();
    let digits = words.find(|c: char| !c.is_ascii_digit()).unwrap_or(0);
    let anchor = match words[..digits].parse::<u32>() {
        Ok(number) => format!("annex{number}"),
        Err(_) => "annex".to_owned(),
    };
    (!words.is_empty() && anchors.contains(&anchor)).then(|| (start..text.trim_end().len(), anchor))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(cited: Cited, article: &str, anchor: &str, expected: Option<&str>) {
        let anchors: BTreeSet<String> =
            ["a4", "a4.1", "a5", "a5.1", "a5.2", "a5.2.1", "annex1", "annex1-a4", "annex1-a5"]
                .map(str::to_owned)
                .into();
        let place = Place { article: Some(article), anchor: Some(anchor), ..Place::default() };
        assert_eq!(own_place(&cited, place, &anchors).as_deref(), expected, "{cited:?} at {anchor}");
    }

    #[test]
    fn places_of_the_text_itself() {
        let article = |article, paragraph, item| ArticleReference { article, insertion: 0, paragraph, item };
        check(Cited::OwnArticle(article(5, 2, 1)), "a4", "a4.1", Some("a5.2.1"));
        check(Cited::OwnArticle(article(5, 3, 0)), "a4", "a4.1", Some("a5"));
        check(Cited::OwnArticle(article(9, 0, 0)), "a4", "a4.1", None);
        check(Cited::OwnArticle(article(4, 0, 0)), "annex1-a5", "annex1-a5.1", Some("annex1-a4"));
        check(Cited::PrecedingParagraph(None), "a5", "a5.2", Some("a5.1"));
        check(Cited::PrecedingParagraph(None), "a5", "a5.1", None);
        check(Cited::PrecedingArticle, "a5", "a5.1", Some("a4"));
        check(Cited::ThisArticle(article(0, 2, 0)), "a5", "a5.1", Some("a5.2"));
        check(Cited::Annex(Some(1)), "a5", "a5.1", Some("annex1"));
        check(Cited::Annex(Some(1)), "annex1-a5", "annex1-a5.1", None);
    }
}
