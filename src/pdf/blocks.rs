//! Headings, paragraphs, tasks and lists as Typst source.

use super::body::TypstWriter;
use super::markup::{array, string, sum};
use crate::document::heading::HeadingKind;
use crate::document::role::Role;
use crate::document::{Heading, List, Paragraph, plain_text};
use crate::paper::form::{Below, Piece, SetParagraph, SetTask, Signed, Title};

/// Bookmarks show so many characters of a task.
const TASK_LABEL: usize = 24;
/// The lines of a signature: an empty one, the name, the date.
const SIGNATURE_LINES: u32 = 3;
/// Lines that are enough for what stands below the text.
const END_LINES: u32 = 3;

impl TypstWriter<'_> {
    pub(super) fn heading(&mut self, heading: &Heading, title: Title) {
        // PDF/UA wants levels without gaps.
        let level = (self.title_level + heading.level.saturating_sub(1)).min(self.last_level + 1).max(1);
        self.last_level = level;
        self.section_level = level;
        let anchor = self.anchor(heading.anchor.as_deref());
        let words = sum(anchor.into_iter().chain([self.plain_inlines(&heading.inlines)]).collect());
        let mut arguments = vec![level.to_string(), words];
        let function = match title.kind {
            HeadingKind::Annex => {
                arguments.insert(1, string(heading.label.as_deref().unwrap_or_default()));
                if title.begins_page { "annex" } else { "annex-title" }
            }
            HeadingKind::Part => "part-title",
            HeadingKind::Chapter => "heading-center",
            HeadingKind::Second => "heading-kai",
            HeadingKind::Third | HeadingKind::Fourth => "heading-body",
            HeadingKind::Article | HeadingKind::First | HeadingKind::Plain => "heading-hei",
        };
        self.line(function, &arguments);
    }

    pub(super) fn pictures_of(&mut self, paragraph: &Paragraph) {
        let Some(pictures) = self.pictures(&paragraph.inlines) else {
            return self.paragraph(&SetParagraph::plain(paragraph));
        };
        self.mark_paragraph(paragraph);
        self.lines.extend(self.anchor(paragraph.anchor.as_deref()));
        self.lines.extend(pictures);
    }

    pub(super) fn paragraph(&mut self, words: &SetParagraph<'_>) {
        let function = match words.paragraph.role {
            Role::Text if words.lead.is_some_and(|lead| lead.alone) => "opening",
            Role::Text => "p",
            Role::Byline => "byline",
            Role::Addressee | Role::Imprint => "flush",
            Role::AnnexList => "annexes",
            Role::Note | Role::CopyTo => "p",
            Role::Signature | Role::Date => "signature",
            Role::TaskLine => "units-line",
            Role::TableTitle => "centred",
            Role::TableUnit => "table-unit",
            Role::TableNote => "table-note",
        };
        self.set(function, words);
    }

    /// 附件说明.
    pub(super) fn annexes(&mut self, lines: &[SetParagraph<'_>]) {
        let Some((first, others)) = lines.split_first() else { return };
        self.paragraph(first);
        others.iter().for_each(|line| self.set("annexes-more", line));
    }

    fn set(&mut self, function: &str, words: &SetParagraph<'_>) {
        self.mark_paragraph(words.paragraph);
        let inner = self.words(words);
        match words.below {
            Below::Free => self.line(function, &[inner]),
            below => {
                let lines = self.room(below == Below::LastSignature);
                self.lines.push(format!("above-signature({function}({inner} + room({lines})))"));
            }
        }
    }

    fn mark_paragraph(&mut self, paragraph: &Paragraph) {
        let own = paragraph.anchor.as_deref().filter(|anchor| self.outline.contains_key(anchor));
        self.mark(own.or(paragraph.number_anchor.as_deref()));
    }

    /// The lines that a signature takes, with what stands below it.
    fn room(&self, last: bool) -> u32 {
        SIGNATURE_LINES + if last && self.has_end { END_LINES } else { 0 }
    }

    /// 署名 and 成文日期: in the room that the paragraph above has for them, or with what stands below.
    pub(super) fn signed(&mut self, signed: &Signed<'_>) {
        let words = [self.plain(signed.name), self.plain(signed.date), format!("short: {}", signed.short)];
        let words = words.join(", ");
        self.lines.push(if signed.kept {
            format!("signed-in-room({}, {words})", self.room(signed.last))
        } else if signed.last && self.has_end {
            format!("sticking(signed({words}))")
        } else {
            format!("signed({words})")
        });
    }

    /// A task: its words, and below them who answers for it, which no page may part.
    pub(super) fn task(&mut self, task: &SetTask<'_>) {
        let text = task.words.map(|words| plain_text(&words.inlines)).unwrap_or_default();
        let mut label: String =
            text.split(['。', '；']).next().unwrap_or_default().chars().take(TASK_LABEL).collect();
        if label.chars().count() < text.trim_end_matches('。').chars().count() {
            label.push('…');
        }
        self.lines.push(format!("mark({}, {})", self.section_level + 1, string(&label)));
        let mut words = Vec::from_iter(self.anchor(Some(&task.group.anchor)));
        words.extend(task.words.map(|words| self.plain(words)));
        let units = if task.lines.is_empty() { "none".to_owned() } else { self.inner(&task.lines) };
        self.line("task", &[task.group.number.to_string(), sum(words), units]);
    }

    pub(super) fn list(&mut self, list: &List, items: &[Vec<Piece<'_>>]) {
        let mut entries = Vec::new();
        for (item, pieces) in list.items.iter().zip(items) {
            let mut parts = Vec::from_iter(self.anchor(item.anchor.as_deref()));
            parts.push(match pieces.as_slice() {
                [Piece::Paragraph(words)] if list.tight => self.words(words),
                pieces => self.inner(pieces),
            });
            entries.push(sum(parts));
        }
        self.line("items", &[array(entries)]);
    }
}
