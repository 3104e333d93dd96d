//! Words, links and pictures as Typst source.

use super::body::TypstWriter;
use super::links::{self, Destination};
use super::markup::{string, sum};
use crate::document::{Inline, Link, Paragraph, plain_text};
use crate::paper::form::SetParagraph;
use crate::paper::run_in::LeadKind;

impl TypstWriter<'_> {
    /// The words of a paragraph, with the places that lead to it before them.
    pub(super) fn words(&self, words: &SetParagraph<'_>) -> String {
        let paragraph = words.paragraph;
        let mut parts = self.places(paragraph);
        match words.lead {
            Some(lead) => {
                let face = match lead.kind {
                    LeadKind::First => "run-in-first",
                    LeadKind::Second => "run-in-second",
                    LeadKind::Article => "article-number",
                };
                parts.push(self.leading(&paragraph.inlines, face, &mut { lead.end }));
            }
            None => parts.push(self.inlines(&paragraph.inlines)),
        }
        sum(parts)
    }

    /// The same without a lead.
    pub(super) fn plain(&self, paragraph: &Paragraph) -> String {
        let mut parts = self.places(paragraph);
        parts.push(self.inlines(&paragraph.inlines));
        sum(parts)
    }

    fn places(&self, paragraph: &Paragraph) -> Vec<String> {
        let anchors = [paragraph.anchor.as_deref(), paragraph.number_anchor.as_deref()];
        anchors.into_iter().filter_map(|anchor| self.anchor(anchor)).collect()
    }

    /// Inlines whose first `left` bytes are a lead; what is bold there needs no other face.
    fn leading(&self, inlines: &[Inline], function: &str, left: &mut usize) -> String {
        let mut parts = Vec::new();
        for inline in inlines {
            if *left == 0 {
                parts.push(self.inline(inline, true));
                continue;
            }
            match inline {
                Inline::Text(text) => {
                    let (lead, rest) = text.split_at_checked((*left).min(text.len())).unwrap_or((text, ""));
                    *left = left.saturating_sub(lead.len());
                    parts.push(format!("{function}({})", string(lead)));
                    parts.extend((!rest.is_empty()).then(|| string(rest)));
                }
                Inline::Strong(inner) => parts.push(self.leading(inner, function, left)),
                Inline::Sentence(anchor, inner) => {
                    parts.extend(self.anchor(Some(anchor)));
                    parts.push(self.leading(inner, function, left));
                }
                other => {
                    *left = left.saturating_sub(plain_text(std::slice::from_ref(other)).len());
                    parts.push(format!("{function}({})", self.inline(other, false)));
                }
            }
        }
        sum(parts)
    }

    /// Inlines; what is bold is set in 黑体, as Chinese type has no bold.
    pub(super) fn inlines(&self, inlines: &[Inline]) -> String {
        sum(inlines.iter().map(|inline| self.inline(inline, true)).collect())
    }

    /// Inlines where boldness says nothing: in headings.
    pub(super) fn plain_inlines(&self, inlines: &[Inline]) -> String {
        sum(inlines.iter().map(|inline| self.inline(inline, false)).collect())
    }

    fn inline(&self, inline: &Inline, bold: bool) -> String {
        let inner = |inner: &[Inline]| if bold { self.inlines(inner) } else { self.plain_inlines(inner) };
        match inline {
            Inline::Text(text) => string(text),
            Inline::SoftBreak => string(" "),
            Inline::HardBreak => "linebreak()".to_owned(),
            Inline::Strong(words) if bold => format!("hei({})", inner(words)),
            Inline::Strong(words) => inner(words),
            Inline::Emphasis(words) => format!("kai({})", inner(words)),
            Inline::Code(text) => format!("raw({})", string(text)),
            Inline::Tag("sub", words) => format!("sub(typographic: false, {})", inner(words)),
            Inline::Tag("sup", words) => format!("super(typographic: false, {})", inner(words)),
            Inline::Tag(_, words) => inner(words),
            Inline::Sentence(anchor, words) => {
                sum(self.anchor(Some(anchor)).into_iter().chain([inner(words)]).collect())
            }
            Inline::Link(link) => self.link(link, inner(&link.inlines)),
            Inline::Image(link) => self.picture("small-picture", link).unwrap_or_else(|| inner(&link.inlines)),
        }
    }

    fn link(&self, link: &Link, words: String) -> String {
        match self.links.destination(self.id, link) {
            Some(Destination::Inside(name)) => format!("to({}, {words})", string(&name)),
            Some(Destination::Outside(address)) => format!("link({}, {words})", string(&address)),
            None => words,
        }
    }

    /// The pictures of a paragraph that holds nothing else; `None` where one is no file of the site.
    pub(super) fn pictures(&self, inlines: &[Inline]) -> Option<Vec<String>> {
        let picture = |inline: &Inline| match inline {
            Inline::Image(link) => Some(self.picture("picture", link)),
            _ => None,
        };
        inlines.iter().filter_map(picture).collect()
    }

    fn picture(&self, function: &str, link: &Link) -> Option<String> {
        let name = links::picture_name(links::picture(link)?);
        let alternative = plain_text(&link.inlines);
        // PDF/UA-1 (7.3) wants words for every picture.
        let alternative = if alternative.trim().is_empty() { "图" } else { alternative.trim() };
        Some(format!("{function}({}, {})", string(&name), string(alternative)))
    }
}
