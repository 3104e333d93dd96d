//! The tree of a text as HTML.
//!
//! Every character of the text is written as it is; what is added for the screen (marks to copy a
//! link) has no text of its own. There is no inline style and no script.

use super::classes::{heading_class, words_class};
use super::escape::{escape, open_tag};
use super::highlight::Highlighter;
use super::opening::Opening;
use super::panels::Panels;
use crate::document::{Block, CodeSample, Group, Heading, Inline, Link, List, Paragraph, Target, plain_text};
use crate::paper::form::{Form, Piece, SetParagraph, Signed, Title, form};
use pulldown_cmark_escape::escape_href;

/// Writes the trees of one page.
#[derive(Clone, Copy)]
pub struct BodyWriter<'a> {
    /// What leads from the page to the root of the site: empty, or `../`.
    pub root: &'a str,
    /// Colours code samples.
    pub highlighter: &'a Highlighter,
    /// What stands beside the text.
    pub panels: &'a Panels<'a>,
    /// Whether places have marks by which they can be copied as links.
    pub marks: bool,
}

impl BodyWriter<'_> {
    /// The blocks as HTML.
    pub fn blocks(&self, blocks: &[Block]) -> String {
        let Form { text, imprint } = form(blocks);
        self.pieces(&text) + &self.imprint(&imprint)
    }

    /// The pieces of a text as HTML.
    pub(super) fn pieces(&self, pieces: &[Piece<'_>]) -> String {
        let mut out = String::new();
        pieces.iter().for_each(|piece| self.piece(piece, &mut out));
        out
    }

    /// The 版记 of a text as HTML.
    pub(super) fn imprint(&self, lines: &[&Paragraph]) -> String {
        let mut out = String::new();
        lines.iter().for_each(|line| self.plain(line, &mut out));
        out
    }

    fn piece(&self, piece: &Piece<'_>, out: &mut String) {
        match piece {
            Piece::Heading(heading, title) => self.heading(heading, *title, out),
            Piece::Paragraph(words) => self.words(words, out),
            Piece::Annexes(lines) => lines.iter().for_each(|line| self.words(line, out)),
            Piece::Pictures(paragraph) => self.plain(paragraph, out),
            Piece::Article(group, pieces) => self.group("article", "本条", group, out, |out| {
                pieces.iter().for_each(|piece| self.piece(piece, out));
            }),
            Piece::Task(task) => {
                let class = if task.short { "task whole" } else { "task" };
                self.group(class, "本项任务", task.group, out, |out| {
                    task.words.iter().for_each(|words| self.plain(words, out));
                    task.lines.iter().for_each(|piece| self.piece(piece, out));
                });
            }
            Piece::List(list, items) => self.list(list, items, out),
            Piece::Table(grid) => self.table(grid, out),
            Piece::Landscape(pieces) => {
                out.push_str("<div class=\"wide\">\n");
                out.push_str(&self.pieces(pieces));
                out.push_str("</div>\n");
            }
            Piece::Signed(Signed { name, date, short, .. }) => {
                out.push_str(if *short {
                    "<div class=\"signed signed-short\">\n"
                } else {
                    "<div class=\"signed\">\n"
                });
                self.plain(name, out);
                self.plain(date, out);
                out.push_str("</div>\n");
            }
            Piece::Quote(pieces) => {
                out.push_str("<blockquote>\n");
                out.push_str(&self.pieces(pieces));
                out.push_str("</blockquote>\n");
            }
            Piece::EditorNote(pieces) => {
                out.push_str("<aside class=\"editor-note\" aria-label=\"编者注\">\n");
                out.push_str(&self.pieces(pieces));
                out.push_str("</aside>\n");
            }
            Piece::Code(code) => self.code(code, out),
            Piece::Rule => out.push_str("<hr />\n"),
        }
    }

    fn heading(&self, heading: &Heading, title: Title, out: &mut String) {
        open_tag(&format!("h{}", heading.level), heading.anchor.as_deref(), heading_class(title.kind), out);
        if let Some(label) = &heading.label {
            out.push_str("<span class=\"annex-label\">");
            escape(label, out);
            out.push_str("</span> ");
        }
        self.inlines(&heading.inlines, out);
        if let Some(anchor) = &heading.anchor {
            self.mark(anchor, "本节", true, out);
        }
        out.push_str(&format!("</h{}>\n", heading.level));
    }

    /// A paragraph that opens with nothing but its number.
    fn plain(&self, paragraph: &Paragraph, out: &mut String) {
        self.words(&SetParagraph::plain(paragraph), out);
    }

    fn words(&self, words: &SetParagraph<'_>, out: &mut String) {
        let paragraph = words.paragraph;
        open_tag("p", paragraph.anchor.as_deref(), words_class(words), out);
        if let Some(anchor) = &paragraph.number_anchor {
            out.push_str(&format!("<span class=\"target\" id=\"{anchor}\"></span>"));
        }
        let mut opening = Opening::of(words);
        self.opening(&paragraph.inlines, &mut opening, out);
        if let Some(anchor) = &paragraph.anchor {
            self.mark(anchor, "本段", false, out);
        }
        out.push_str("</p>\n");
        self.panels.paragraph(paragraph, out);
    }

    /// Inlines of which the first have a face of their own.
    fn opening(&self, inlines: &[Inline], left: &mut Opening, out: &mut String) {
        for inline in inlines {
            if left.is_over() {
                self.inline(inline, out);
                continue;
            }
            match inline {
                Inline::Text(text) => left.split(text, out),
                Inline::Strong(inner) => {
                    out.push_str("<strong>");
                    self.opening(inner, left, out);
                    out.push_str("</strong>");
                }
                Inline::Sentence(anchor, inner) => {
                    self.sentence(anchor, out, |out| self.opening(inner, left, out));
                }
                other => left.whole(&plain_text(std::slice::from_ref(other)), out, |out| self.inline(other, out)),
            }
        }
    }

    fn sentence(&self, anchor: &str, out: &mut String, words: impl FnOnce(&mut String)) {
        out.push_str(&format!("<span class=\"sentence\" id=\"{anchor}\""));
        self.panels.task_units(anchor, out);
        out.push('>');
        words(out);
        out.push_str("</span>");
        self.panels.task_marks(anchor, self.root, out);
    }

    fn group(&self, class: &str, what: &str, group: &Group, out: &mut String, inner: impl FnOnce(&mut String)) {
        out.push_str(&format!("<div id=\"{}\" class=\"{class}\"", group.anchor));
        self.panels.task_units(&group.anchor, out);
        out.push('>');
        self.mark(&group.anchor, what, true, out);
        inner(out);
        out.push_str(self.panels.task(&group.anchor));
        out.push_str("</div>\n");
    }

    fn list(&self, list: &List, items: &[Vec<Piece<'_>>], out: &mut String) {
        out.push_str("<ul>\n");
        for (item, pieces) in list.items.iter().zip(items) {
            open_tag("li", item.anchor.as_deref(), None, out);
            for (at, piece) in pieces.iter().enumerate() {
                match piece {
                    Piece::Paragraph(words) if list.tight => {
                        self.inlines(&words.paragraph.inlines, out);
                        if at + 1 < pieces.len() {
                            out.push('\n');
                        }
                    }
                    piece => {
                        if at == 0 {
                            out.push('\n');
                        }
                        self.piece(piece, out);
                    }
                }
            }
            if let Some(anchor) = &item.anchor {
                self.mark(anchor, "本项", false, out);
            }
            out.push_str("</li>\n");
        }
        out.push_str("</ul>\n");
    }

    fn code(&self, code: &CodeSample, out: &mut String) {
        out.push_str("<pre tabindex=\"0\" role=\"group\" aria-label=\"代码\"><code");
        if let Some(language) = &code.language {
            out.push_str(" class=\"language-");
            escape(language, out);
            out.push('"');
        }
        out.push('>');
        match code.language.as_deref().and_then(|language| self.highlighter.highlight(language, &code.text)) {
            Some(html) => out.push_str(&html),
            None => escape(&code.text, out),
        }
        out.push_str("</code></pre>\n");
    }

    /// Inlines as HTML.
    pub fn inlines(&self, inlines: &[Inline], out: &mut String) {
        inlines.iter().for_each(|inline| self.inline(inline, out));
    }

    fn inline(&self, inline: &Inline, out: &mut String) {
        match inline {
            Inline::Text(text) => escape(text, out),
            Inline::SoftBreak => out.push('\n'),
            Inline::HardBreak => out.push_str("<br />\n"),
            Inline::Strong(inner) => self.element("strong", inner, out),
            Inline::Emphasis(inner) => self.element("em", inner, out),
            Inline::Tag(tag, inner) => self.element(tag, inner, out),
            Inline::Code(text) => {
                out.push_str("<code>");
                escape(text, out);
                out.push_str("</code>");
            }
            Inline::Sentence(anchor, inner) => self.sentence(anchor, out, |out| self.inlines(inner, out)),
            Inline::Link(link) if matches!(link.target, Target::Outside(_)) => {
                out.push_str("<span class=\"outside\" title=\"本离线副本没有收录\" data-address=\"");
                self.target(link, out);
                out.push('>');
                self.inlines(&link.inlines, out);
                out.push_str("</span>");
            }
            Inline::Link(link) => {
                out.push_str("<a href=\"");
                self.target(link, out);
                title(link, out);
                out.push('>');
                self.inlines(&link.inlines, out);
                out.push_str("</a>");
            }
            Inline::Image(link) => {
                out.push_str("<img src=\"");
                self.target(link, out);
                out.push_str(" alt=\"");
                escape(&plain_text(&link.inlines), out);
                out.push('"');
                title(link, out);
                out.push_str(" />");
            }
        }
    }

    fn element(&self, name: &str, inner: &[Inline], out: &mut String) {
        out.push_str(&format!("<{name}>"));
        self.inlines(inner, out);
        out.push_str(&format!("</{name}>"));
    }

    /// The address of a link and the quotation mark that ends it.
    fn target(&self, link: &Link, out: &mut String) {
        let address = match &link.target {
            Target::Typed(typed) | Target::Outside(typed) => typed.clone(),
            target => format!("{}{}", self.root, target.address().unwrap_or_default()),
        };
        // Writing to a String cannot fail.
        let _ = escape_href(&mut *out, &address);
        out.push('"');
    }

    /// The mark by which a place can be copied as a link. It has no text; the theme draws it. Marks of
    /// paragraphs are left out of the tab order, which would otherwise be hundreds of stops long.
    fn mark(&self, anchor: &str, what: &str, tab_stop: bool, out: &mut String) {
        if self.marks {
            let tabindex = if tab_stop { "" } else { " tabindex=\"-1\"" };
            out.push_str(&format!(
                "<a class=\"mark\" href=\"#{anchor}\" aria-label=\"{what}的链接\"{tabindex}></a>"
            ));
        }
    }
}

fn title(link: &Link, out: &mut String) {
    if !link.title.is_empty() {
        out.push_str(" title=\"");
        escape(&link.title, out);
        out.push('"');
    }
}
