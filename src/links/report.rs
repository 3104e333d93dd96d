//! The part of a report that speaks of this year's work, clause by clause.

use super::compare::Words;
use crate::document::role::Role;
use crate::document::{Block, Body, Inline, Paragraph, plain_text};
use crate::text::numbering;
use std::collections::{BTreeMap, BTreeSet};

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
pub(super) struct Passages {
    paragraphs: Vec<ReportParagraph>,
    /// For each pair of characters, the paragraphs that have it.
    pairs: BTreeMap<(char, char), BTreeSet<usize>>,
}

impl Passages {
    /// Finds the part of the report whose sections are the plan's `headings`. `None` when not even a
    /// third of them is there: then plan and report do not belong together.
    pub(super) fn new(report: &Body, headings: &[&str], same: f64) -> Option<Self> {
        let headings: Vec<Words> = headings.iter().map(|heading| heading_words(heading)).collect();
        let shared = |part: &Passages| {
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
                self.pairs.entry(*pair).or_default().insert(at);
            }
        }
        self
    }

    /// The clauses of the paragraph that shares most with these words, those it shares with few others
    /// counting more.
    pub(super) fn clauses_like(&self, words: &Words) -> Vec<&Clause> {
        let mut weights: BTreeMap<usize, f64> = BTreeMap::new();
        for places in words.pairs().filter_map(|pair| self.pairs.get(pair)) {
            for place in places {
                *weights.entry(*place).or_default() += 1.0 / places.len() as f64;
            }
        }
        let best = weights.into_iter().max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
        best.and_then(|(at, _)| self.paragraphs.get(at)).map_or(Vec::new(), |it| it.clauses.iter().collect())
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

    /// All clauses of the part.
    pub(super) fn all(&self) -> Vec<&Clause> {
        self.paragraphs.iter().flat_map(|paragraph| &paragraph.clauses).collect()
    }
}

/// The words of a heading without its number.
pub(super) fn heading_words(heading: &str) -> Words {
    let number = numbering::official_number(heading).map_or(0, |number| number.length);
    Words::new(&heading[number..])
}

/// The parts of a report (一、 二、 三、), those that look back left out.
fn parts(report: &Body) -> Vec<Passages> {
    let mut parts = Vec::new();
    let mut current = Some(Passages::default());
    for block in &report.blocks {
        match block {
            Block::Heading(heading) => {
                parts.extend(current.take());
                let looks_back = plain_text(&heading.inlines).contains("回顾");
                current = (!looks_back).then(Passages::default);
            }
            Block::Paragraph(paragraph) if paragraph.role == Role::Text => {
                if let Some(part) = &mut current {
                    part.paragraphs.push(report_paragraph(paragraph));
                }
            }
            _ => {}
        }
    }
    parts.extend(current);
    parts
}

fn report_paragraph(paragraph: &Paragraph) -> ReportParagraph {
    let mut sentences: Vec<Clause> = Vec::new();
    let mut topic = String::new();
    for inline in &paragraph.inlines {
        let Inline::Sentence(anchor, inner) = inline else { continue };
        let text = plain_text(inner);
        if topic.is_empty() {
            topic.clone_from(&text);
        }
        sentences.extend(clauses(&text).into_iter().map(|clause| Clause {
            anchor: anchor.clone(),
            quote: clause.trim().to_owned(),
            words: Words::new(clause),
            opens: false,
        }));
    }
    sentences.retain(|clause| clause.words.is_telling());
    let opens_section = paragraph.number_length > 0;
    let first = sentences.first().map(|clause| clause.anchor.clone());
    let several = sentences.iter().any(|clause| Some(&clause.anchor) != first.as_ref());
    for clause in sentences.iter_mut().filter(|clause| Some(&clause.anchor) == first.as_ref()) {
        clause.opens = opens_section && several;
    }
    ReportParagraph { opens_section, topic: heading_words(&topic), clauses: sentences }
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
