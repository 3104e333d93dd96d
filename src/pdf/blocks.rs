//! Headings, paragraphs, tasks and lists as Typst source.

use super::body::BodyWriter;
use super::markup::{array, string, sum};
use crate::document::heading::HeadingKind;
use crate::document::role::Role;
use crate::document::{Block, Group, Heading, List, Paragraph, plain_text};
use crate::text::numbering::Level;

/// Bookmarks show so many characters of a task.
const TASK_LABEL: usize = 24;
/// A heading that runs into its paragraph is set in the face of its level up to this length.
const RUN_IN: usize = 40;

impl BodyWriter<'_> {
    pub(super) fn heading(&mut self, heading: &Heading) {
        // PDF/UA wants levels without gaps.
        let level = (self.title_level + heading.level.saturating_sub(1)).min(self.last_level + 1).max(1);
        self.last_level = level;
        self.section_level = level;
        let words = sum(&[self.anchor(heading.anchor.as_deref()), self.plain_inlines(&heading.inlines)]);
        let mut arguments = vec![level.to_string(), words];
        let function = match heading.kind() {
            HeadingKind::Annex => {
                arguments.insert(1, string(heading.label.as_deref().unwrap_or_default()));
                "annex"
            }
            HeadingKind::Part => "part-title",
            HeadingKind::Chapter => "heading-center",
            HeadingKind::Second => "heading-kai",
            HeadingKind::Third | HeadingKind::Fourth => "heading-body",
            HeadingKind::Article | HeadingKind::First | HeadingKind::Plain => "heading-hei",
        };
        self.line(function, &arguments);
    }

    pub(super) fn paragraph(&mut self, paragraph: &Paragraph, in_article: bool) {
        self.mark(
            paragraph
                .anchor
                .as_deref()
                .filter(|anchor| self.outline.contains_key(anchor))
                .or(paragraph.number_anchor.as_deref()),
        );
        if let Some(pictures) = self.pictures(&paragraph.inlines) {
            self.lines.push(self.anchor(paragraph.anchor.as_deref()));
            self.lines.extend(pictures);
            return;
        }
        let text = plain_text(&paragraph.inlines);
        let number = paragraph.number.map(|number| number.level);
        if paragraph.role == Role::Text
            && !in_article
            && let Some(face) = match number {
                Some(Level::First) => Some("hei"),
                Some(Level::Second) => Some("kai"),
                _ => None,
            }
        {
            self.run_in(paragraph, face, &text);
            return;
        }
        if let Some(number) = paragraph.number.filter(|number| number.level == Level::Article) {
            let mut left = number.length;
            let words = sum(&[
                self.anchor(paragraph.anchor.as_deref()),
                self.anchor(paragraph.number_anchor.as_deref()),
                self.leading(&paragraph.inlines, "hei", &mut left),
            ]);
            self.line("p", &[words]);
            return;
        }
        let words = self.paragraph_inlines(paragraph);
        let function = match paragraph.role {
            Role::Text => "p",
            Role::Byline => "byline",
            Role::Addressee | Role::Imprint => "flush",
            Role::AnnexList if text.starts_with('附') => "annexes",
            Role::AnnexList => "annexes-more",
            Role::Note | Role::CopyTo => "p",
            Role::Signature | Role::Date => "signature",
            Role::TaskLine => "units-line",
            Role::TableTitle => "centred",
            Role::TableUnit => "table-unit",
            Role::TableNote => "table-note",
        };
        self.line(function, &[words]);
    }

    /// A paragraph that opens with a heading of its level: （一）坚持创新驱动。… The heading is its first sentence.
    fn run_in(&mut self, paragraph: &Paragraph, face: &str, text: &str) {
        let end = text.find('。').map_or(text.len(), |at| at + "。".len());
        let alone = end == text.trim_end().len();
        let fits = text[..end].chars().count() <= RUN_IN;
        let mut left = if fits { end } else { 0 };
        let words = sum(&[
            self.anchor(paragraph.anchor.as_deref()),
            self.anchor(paragraph.number_anchor.as_deref()),
            self.leading(&paragraph.inlines, face, &mut left),
        ]);
        self.line(if alone && fits { "opening" } else { "p" }, &[words]);
    }

    /// A task: its words, and below them who answers for it, which no page may part.
    pub(super) fn task(&mut self, group: &Group) {
        let text = group.blocks.first().map(|block| match block {
            Block::Paragraph(paragraph) => plain_text(&paragraph.inlines),
            _ => String::new(),
        });
        let text = text.unwrap_or_default();
        let mut label: String =
            text.split(['。', '；']).next().unwrap_or_default().chars().take(TASK_LABEL).collect();
        if label.chars().count() < text.trim_end_matches('。').chars().count() {
            label.push('…');
        }
        self.lines.push(format!("mark({}, {})", self.section_level + 1, string(&label)));
        let is_line =
            |block: &Block| matches!(block, Block::Paragraph(paragraph) if paragraph.role == Role::TaskLine);
        let mut words = vec![self.anchor(Some(&group.anchor))];
        let mut rest = group.blocks.as_slice();
        if let Some((Block::Paragraph(first), after)) = rest.split_first()
            && first.role == Role::Text
        {
            words.push(self.paragraph_inlines(first));
            rest = after;
        }
        // Paragraphs between the first one and the lines stand by themselves.
        let lines = rest.iter().position(is_line).unwrap_or(rest.len());
        let (between, lines) = rest.split_at(lines);
        let units = if lines.is_empty() { "none".to_owned() } else { self.inner(lines) };
        if between.is_empty() {
            self.line("task", &[group.number.to_string(), sum(&words), units]);
        } else {
            self.line("task", &[group.number.to_string(), sum(&words), "none".to_owned()]);
            between.iter().for_each(|block| self.block(block, true));
            self.lines.push(units);
        }
    }

    pub(super) fn list(&mut self, list: &List) {
        let entries: Vec<String> = list
            .items
            .iter()
            .map(|item| {
                let mut parts = vec![self.anchor(item.anchor.as_deref())];
                match item.blocks.as_slice() {
                    [Block::Paragraph(paragraph)] if list.tight => {
                        parts.push(self.paragraph_inlines(paragraph));
                    }
                    blocks => parts.push(self.inner(blocks)),
                }
                sum(&parts)
            })
            .collect();
        self.line("items", &[array(entries)]);
    }

    pub(super) fn paragraph_inlines(&self, paragraph: &Paragraph) -> String {
        sum(&[
            self.anchor(paragraph.anchor.as_deref()),
            self.anchor(paragraph.number_anchor.as_deref()),
            self.inlines(&paragraph.inlines),
        ])
    }
}
