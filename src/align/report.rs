//! The part of a report that speaks of this year's work, clause by clause.

use super::likeness::Words;
use crate::document::role::Role;
use crate::document::{Block, Body, Paragraph, plain_text};
use crate::text::numbering::{self, Level};
use crate::text::year;
use std::collections::BTreeMap;

/// A clause of a report.
#[derive(Clone, Debug)]
pub(super) struct Clause {
    /// The id of its sentence.
    pub(super) anchor: String,
    /// The clause as printed, with the mark that closes it.
    pub(super) quote: String,
    pub(super) words: Words,
    /// Does it belong to the sentence that opens a section as its heading: （一）全力稳就业？
    pub(super) opens: bool,
}

/// A first sentence of no more characters names what its paragraph is about.
const TOPIC: usize = 16;

/// A paragraph of a report.
#[derive(Clone, Debug)]
struct ReportParagraph {
    /// Does it begin with （一）, so that it opens a section?
    opens_section: bool,
    /// The first sentence, without its number.
    topic: Words,
    clauses: Vec<Clause>,
}

/// This year's work, as the report sets it out.
#[derive(Clone, Debug, Default)]
pub(super) struct Clauses {
    paragraphs: Vec<ReportParagraph>,
    /// For each pair of characters, the paragraphs that have it.
    pairs: BTreeMap<(char, char), Vec<usize>>,
}

impl Clauses {
    /// Finds the part of the report whose sections are the plan's `headings`. `None` when not even a
    /// third of them is there: then plan and report do not belong together.
    pub(super) fn new(report: &Body, headings: &[&str], same: f64) -> Option<Self> {
        let headings: Vec<Words> = headings.iter().map(|heading| heading_words(heading)).collect();
        let shared = |part: &Clauses| {
            let sections = || part.paragraphs.iter().filter(|paragraph| paragraph.opens_section);
            headings
                .iter()
                .filter(|heading| sections().any(|section| heading.same(&section.topic) >= same))
                .count()
        };
        let best =
            parts(report).into_iter().map(|part| (shared(&part), part)).max_by_key(|(shared, _)| *shared)?;
        (best.0 > 0 && best.0 * 3 >= headings.len()).then(|| best.1.indexed())
    }

    /// Everything that the report says of this year's work, for a plan whose headings are its own.
    pub(super) fn whole(report: &Body) -> Self {
        let paragraphs = parts(report).into_iter().flat_map(|part| part.paragraphs).collect();
        Self { paragraphs, ..Self::default() }.indexed()
    }

    fn indexed(mut self) -> Self {
        for (at, paragraph) in self.paragraphs.iter().enumerate() {
            for pair in paragraph.clauses.iter().flat_map(|clause| clause.words.pairs()) {
                let places = self.pairs.entry(*pair).or_default();
                if places.last() != Some(&at) {
                    places.push(at);
                }
            }
        }
        self
    }

    /// The clauses of the paragraph that shares most with these words, those it shares with few others
    /// counting more.
    pub(super) fn clauses_like(&self, words: &Words) -> Vec<&Clause> {
        let mut weights = vec![0.0; self.paragraphs.len()];
        for places in words.pairs().filter_map(|pair| self.pairs.get(pair)) {
            for place in places {
                weights[*place] += 1.0 / places.len() as f64;
            }
        }
        let weighed = self.paragraphs.iter().zip(weights).rev().filter(|(_, weight)| *weight > 0.0);
        // Of two that weigh the same, the first.
        let best = weighed.max_by(|a, b| a.1.total_cmp(&b.1));
        best.map_or(Vec::new(), |(paragraph, _)| paragraph.clauses.iter().collect())
    }

    /// The sentences of the part that can become tasks, by their ids: those that are headings of sections, or
    /// of the plan, are left out.
    pub(super) fn sentences(&self, headings: &[Words], same: f64) -> Vec<String> {
        let mut sentences: Vec<String> = Vec::new();
        let named = |clause: &Clause| headings.iter().any(|heading| heading.same(&clause.words) >= same);
        for clause in self.paragraphs.iter().flat_map(|paragraph| &paragraph.clauses) {
            if !clause.opens && !named(clause) && sentences.last() != Some(&clause.anchor) {
                sentences.push(clause.anchor.clone());
            }
        }
        sentences
    }

    /// The clauses that a task under these headings can come from.
    pub(super) fn clauses_under(&self, section: &[String], same: f64) -> Vec<&Clause> {
        let Some(heading) = section.first().map(|heading| heading_words(heading)) else { return Vec::new() };
        let Some(start) = self.paragraphs.iter().position(|p| p.opens_section && heading.same(&p.topic) >= same)
        else {
            return Vec::new();
        };
        let length = self.paragraphs[start + 1..].iter().take_while(|p| !p.opens_section).count() + 1;
        let paragraphs = &self.paragraphs[start..start + length];
        let Some(topic) = section.get(1).map(|heading| heading_words(heading)) else {
            return paragraphs.iter().flat_map(|paragraph| &paragraph.clauses).collect();
        };
        let likest = paragraphs
            .iter()
            .map(|paragraph| (topic.same(&paragraph.topic), paragraph))
            .filter(|(likeness, _)| *likeness >= same)
            .max_by(|a, b| a.0.total_cmp(&b.0));
        match likest {
            // The topic sentence is the heading itself, not a source of tasks.
            Some((_, paragraph)) => {
                paragraph.clauses.iter().filter(|clause| clause.words.same(&topic) < 0.9).collect()
            }
            None => paragraphs.iter().flat_map(|paragraph| &paragraph.clauses).collect(),
        }
    }
}

/// The words of a plan's heading without its number.
pub(super) fn heading_words(heading: &str) -> Words {
    let number = numbering::official_number(heading).map_or(0, |number| number.length);
    Words::new(&heading[number..])
}

/// What of a report stands under one heading.
enum Piece<'a> {
    /// A heading that opens a part, 一、, with or without `#`.
    Part(String),
    /// A heading within a part, without its number: （一）.
    Section(Words),
    Text(&'a Paragraph),
}

/// The parts of a report (一、 二、 三、), those that look back left out. A part looks back when its heading says
/// so, or speaks of an earlier year than another one.
fn parts(report: &Body) -> Vec<Clauses> {
    let pieces = pieces(report);
    let headings = pieces.iter().filter_map(|piece| match piece {
        Piece::Part(heading) => Some(heading.as_str()),
        _ => None,
    });
    let this_year = headings.filter_map(year::in_text).max();
    let mut parts = Vec::new();
    let mut current = Some(Clauses::default());
    for piece in pieces {
        match piece {
            Piece::Part(heading) => {
                parts.extend(current.take());
                current = (!looks_back(&heading, this_year)).then(Clauses::default);
            }
            Piece::Section(topic) => {
                if let Some(part) = &mut current {
                    part.paragraphs.push(ReportParagraph { opens_section: true, topic, clauses: Vec::new() });
                }
            }
            Piece::Text(paragraph) => {
                if let Some(part) = &mut current {
                    part.paragraphs.push(report_paragraph(paragraph));
                }
            }
        }
    }
    parts.extend(current);
    parts
}

/// Does a part of a report with this heading speak of what was done?
pub(super) fn looks_back(heading: &str, this_year: Option<u32>) -> bool {
    let words = ["回顾", "过去", "去年", "上年", "工作总结", "五年来", "一年来"];
    let earlier = year::in_text(heading).is_some_and(|year| this_year.is_some_and(|this_year| year < this_year));
    earlier || words.iter().any(|word| heading.contains(word))
}

fn pieces(report: &Body) -> Vec<Piece<'_>> {
    let level = |block: &Block| match block {
        Block::Heading(heading) => Some(heading.level),
        _ => None,
    };
    let highest = report.blocks.iter().filter_map(level).min().unwrap_or(0);
    let mut pieces = Vec::new();
    for block in &report.blocks {
        match block {
            Block::Heading(heading) => {
                let words = plain_text(&heading.inlines);
                let opens = heading.number.map_or(heading.level == highest, |number| number.level <= Level::First);
                let topic = || Words::new(&words[heading.number.map_or(0, |number| number.length)..]);
                pieces.push(if opens { Piece::Part(words) } else { Piece::Section(topic()) });
            }
            Block::Paragraph(paragraph) if paragraph.role == Role::Text => {
                let text = plain_text(&paragraph.inlines);
                let first = paragraph.number.is_some_and(|number| number.level == Level::First);
                if first && !text.trim_end_matches('。').contains('。') {
                    pieces.push(Piece::Part(text));
                } else {
                    pieces.push(Piece::Text(paragraph));
                }
            }
            _ => {}
        }
    }
    pieces
}

fn report_paragraph(paragraph: &Paragraph) -> ReportParagraph {
    let mut sentences: Vec<Clause> = Vec::new();
    let mut topic = String::new();
    for (anchor, inner) in paragraph.sentences() {
        let text = plain_text(inner);
        if topic.is_empty() {
            topic.clone_from(&text);
        }
        sentences.extend(clauses(&text).into_iter().map(|clause| Clause {
            anchor: anchor.to_owned(),
            quote: clause.trim().to_owned(),
            words: Words::new(clause),
            opens: false,
        }));
    }
    sentences.retain(|clause| clause.words.is_significant());
    let opens_section = paragraph.number.is_some();
    let first = sentences.first().map(|clause| clause.anchor.clone());
    let several = sentences.iter().any(|clause| Some(&clause.anchor) != first.as_ref());
    for clause in sentences.iter_mut().filter(|clause| Some(&clause.anchor) == first.as_ref()) {
        // A short first sentence of several is what the paragraph is about: 做强先进制造业。
        let short = clause.quote.chars().count() <= TOPIC && clause.quote.ends_with('。');
        clause.opens = opens_section || (several && short);
    }
    let leads_over = |clause: &Clause| clause.quote.ends_with('：') && clause.quote.contains("以下");
    sentences.iter_mut().filter(|clause| leads_over(clause)).for_each(|clause| clause.opens = true);
    let number = paragraph.number.map_or(0, |number| number.length);
    ReportParagraph {
        opens_section,
        topic: Words::new(topic.get(number..).unwrap_or_default()),
        clauses: sentences,
    }
}

/// The clauses of a text, each with the marks that close it.
pub(super) fn clauses(text: &str) -> Vec<&str> {
    let mut clauses = Vec::new();
    let mut start = 0;
    let mut characters = text.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        if !matches!(c, '，' | '。' | '；' | '！' | '？' | '：') {
            continue;
        }
        let mut end = at + c.len_utf8();
        while let Some((at, c)) = characters.next_if(|(_, c)| matches!(c, '。' | '！' | '？' | '”' | '）')) {
            end = at + c.len_utf8();
        }
        clauses.push(&text[start..end]);
        start = end;
    }
    if !text[start..].trim().is_empty() {
        clauses.push(&text[start..]);
    }
    clauses
}
