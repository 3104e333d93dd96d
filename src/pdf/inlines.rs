//! Words, links and pictures as Typst source.

use super::body::BodyWriter;
use super::links::{self, Destination};
use super::markup::{string, sum};
use crate::document::{Inline, Link, plain_text};

impl BodyWriter<'_> {
    /// Inlines whose first `left` bytes are set in a face; what is bold there needs no other one.
    pub(super) fn leading(&self, inlines: &[Inline], face: &str, left: &mut usize) -> String {
        let mut parts = Vec::new();
        for inline in inlines {
            if *left == 0 {
                parts.push(self.inline(inline, true));
                continue;
            }
            match inline {
                Inline::Text(text) => {
                    let cut = (*left).min(text.len());
                    let cut = if text.is_char_boundary(cut) { cut } else { text.len() };
                    *left -= cut.min(*left);
                    parts.push(format!("{face}({})", string(&text[..cut])));
                    parts.push(string(&text[cut..]));
                }
                Inline::Strong(inner) => parts.push(self.leading(inner, face, left)),
                Inline::Sentence(anchor, inner) => {
                    parts.push(self.anchor(Some(anchor)));
                    parts.push(self.leading(inner, face, left));
                }
                other => {
                    *left = left.saturating_sub(plain_text(std::slice::from_ref(other)).len());
                    parts.push(format!("{face}({})", self.inline(other, false)));
                }
            }
        }
        sum(&parts)
    }

    /// Inlines; what is bold is set in 黑体, as Chinese type has no bold.
    pub(super) fn inlines(&self, inlines: &[Inline]) -> String {
        sum(&inlines.iter().map(|inline| self.inline(inline, true)).collect::<Vec<_>>())
    }

    /// Inlines where boldness says nothing: in headings.
    pub(super) fn plain_inlines(&self, inlines: &[Inline]) -> String {
        sum(&inlines.iter().map(|inline| self.inline(inline, false)).collect::<Vec<_>>())
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
            Inline::Sentence(anchor, words) => sum(&[self.anchor(Some(anchor)), inner(words)]),
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

    /// The pictures of a paragraph that holds nothing else.
    pub(super) fn pictures(&self, inlines: &[Inline]) -> Option<Vec<String>> {
        let mut pictures = Vec::new();
        for inline in inlines {
            match inline {
                Inline::Image(link) => pictures.push(self.picture("picture", link)?),
                Inline::SoftBreak | Inline::HardBreak => {}
                Inline::Text(text) if text.trim().is_empty() => {}
                _ => return None,
            }
        }
        (!pictures.is_empty()).then_some(pictures)
    }

    fn picture(&self, function: &str, link: &Link) -> Option<String> {
        let name = links::picture_name(links::picture(link)?);
        let alternative = plain_text(&link.inlines);
        // PDF/UA-1 (7.3) wants words for every picture.
        let alternative = if alternative.trim().is_empty() { "图" } else { alternative.trim() };
        Some(format!("{function}({}, {})", string(&name), string(alternative)))
    }
}
