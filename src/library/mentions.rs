//! The citations of a text: what it says of other documents, and of places in itself.
//!
//! What a document cites is noted once, when it is read. Places of the text itself (本办法第五条, 前款, 附件2) can be
//! checked then and there; what leads to another document waits until all documents are known.

use crate::diagnostic::{Code, Diagnostic, Location};
use crate::document::own_places::own_article;
use crate::document::walk::{self, Place};
use crate::document::{Body, plain_text};
use crate::source::Markdown;
use crate::text::citation::{self, Cited};
use std::cell::Cell;
use std::collections::BTreeMap;

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
    let anchors = &body.anchors;
    walk::texts(&body.blocks, &mut |inlines, place| {
        let text = plain_text(inlines);
        if !citation::may_cite(&text) {
            return;
        }
        let mut last_title: Option<(usize, String)> = None;
        let seen = Cell::new(Seen { from: markdown.body + place.offset.unwrap_or(0), misses: 0 });
        for citation in citation::find(&text) {
            let words = &text[citation.range.clone()];
            let location = || locate(markdown, &seen, words);
            match &citation.cited {
                Cited::LostBrackets => diagnostics.push(Diagnostic::warning(
                    Code::LostBrackets,
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
                                Code::DoubleShortTitle,
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
                    if !place.heading && own_article(*article, place, anchors).is_none() =>
                {
                    diagnostics.push(Diagnostic::warning(
                        Code::BrokenCitation,
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

/// （以下简称《报告》）, between the title and the short one.
fn introduces_short_title(between: &str) -> bool {
    between.contains("以下简称") && between.chars().count() <= 40 && !between.contains('。')
}

/// How far the source of a text was searched for its citations.
#[derive(Clone, Copy)]
struct Seen {
    from: usize,
    misses: usize,
}

/// So often the words of a citation are looked for in vain, because markup stands among them.
const MISSES: usize = 16;

/// Where the words of a citation stand: behind those of the one before it, so that the source is gone through once.
fn locate(markdown: &Markdown, seen: &Cell<Seen>, words: &str) -> Location {
    let Seen { from, misses } = seen.get();
    let rest = markdown.text.get(from..).filter(|_| misses < MISSES);
    let found = rest.and_then(|rest| rest.find(words)).map(|at| from + at);
    seen.set(match found {
        Some(at) => Seen { from: at + words.len(), misses },
        None => Seen { from, misses: misses + 1 },
    });
    markdown.location(found.unwrap_or(from), words.len())
}
