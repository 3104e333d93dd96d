//! The tree of a text as HTML.
//!
//! Every character of the text is written as it is; what is added for the screen (marks to copy a
//! link) has no text of its own. There is no inline style and no script.

use super::classes::{heading_class, role_class};
use super::highlight::Highlighter;
use super::together::{is_short, together};
use crate::document::{Block, Code, Group, Heading, Inline, Link, List, Paragraph, Target, plain_text};
use crate::publication::task_notes::Notes;
use pulldown_cmark_escape::{escape_href, escape_html};

/// Writes the trees of one page.
#[derive(Clone, Copy)]
pub struct BodyWriter<'a> {
    /// What leads from the page to the root of the site: empty, or `../`.
    pub root: &'a str,
    /// Colours code samples.
    pub highlighter: &'a Highlighter,
    /// What stands beside the text.
    pub notes: &'a Notes,
    /// Whether places have marks by which they can be copied as links.
    pub marks: bool,
}

impl BodyWriter<'_> {
    /// The blocks as HTML.
    pub fn blocks(&self, blocks: &[Block]) -> String {
        let mut out = String::new();
        let mut rest = blocks;
        while !rest.is_empty() {
            let (class, length) = together(rest);
            let (group, after) = rest.split_at(length);
            if let Some(class) = class {
                out.push_str(&format!("<div class=\"{class}\">\n"));
            }
            group.iter().for_each(|block| self.block(block, &mut out));
            if class.is_some() {
                out.push_str("</div>\n");
            }
            rest = after;
        }
        out
    }

    fn block(&self, block: &Block, out: &mut String) {
        match block {
            Block::Heading(heading) => self.heading(heading, out),
            Block::Paragraph(paragraph) => self.paragraph(paragraph, out),
            Block::Article(group) => self.group("article", "本条", group, out),
            Block::Task(group) if is_short(group) => self.group("task whole", "本项任务", group, out),
            Block::Task(group) => self.group("task", "本项任务", group, out),
            Block::List(list) => self.list(list, out),
            Block::Table(table) => self.table(table, out),
            Block::Quote(blocks) => {
                out.push_str("<blockquote>\n");
                blocks.iter().for_each(|block| self.block(block, out));
                out.push_str("</blockquote>\n");
            }
            Block::EditorNote(blocks) => {
                out.push_str("<aside class=\"editor-note\" aria-label=\"编者注\">\n");
                blocks.iter().for_each(|block| self.block(block, out));
                out.push_str("</aside>\n");
            }
            Block::Code(code) => self.code(code, out),
            Block::Rule => out.push_str("<hr />\n"),
        }
    }

    fn heading(&self, heading: &Heading, out: &mut String) {
        open_tag(&format!("h{}", heading.level), heading.anchor.as_deref(), heading_class(heading), out);
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

    fn paragraph(&self, paragraph: &Paragraph, out: &mut String) {
        let class = role_class(paragraph);
        open_tag("p", paragraph.anchor.as_deref(), class, out);
        if let Some(anchor) = &paragraph.number_anchor {
            out.push_str(&format!("<span class=\"target\" id=\"{anchor}\"></span>"));
        }
        match paragraph.number {
            Some(number) => self.numbered(&paragraph.inlines, number.length, out),
            None => self.inlines(&paragraph.inlines, out),
        }
        if let Some(anchor) = &paragraph.anchor {
            self.mark(anchor, "本段", false, out);
        }
        out.push_str("</p>\n");
        self.paragraph_notes(paragraph, out);
    }

    /// Inlines whose first `length` bytes are an official number.
    fn numbered(&self, inlines: &[Inline], length: usize, out: &mut String) {
        let Some((first, rest)) = inlines.split_first() else { return };
        match first {
            Inline::Text(text) if text.is_char_boundary(length) && length <= text.len() => {
                out.push_str("<span class=\"number\">");
                escape(&text[..length], out);
                out.push_str("</span>");
                escape(&text[length..], out);
            }
            Inline::Strong(inner) => {
                out.push_str("<strong>");
                self.numbered(inner, length, out);
                out.push_str("</strong>");
            }
            Inline::Sentence(anchor, inner) => {
                out.push_str(&format!("<span class=\"sentence\" id=\"{anchor}\""));
                self.task_units(anchor, out);
                out.push('>');
                self.numbered(inner, length, out);
                out.push_str("</span>");
                self.task_marks(anchor, out);
            }
            other => self.inline(other, out),
        }
        self.inlines(rest, out);
    }

    fn group(&self, class: &str, what: &str, group: &Group, out: &mut String) {
        out.push_str(&format!("<div id=\"{}\" class=\"{class}\"", group.anchor));
        self.task_units(&group.anchor, out);
        out.push('>');
        self.mark(&group.anchor, what, true, out);
        group.blocks.iter().for_each(|block| self.block(block, out));
        self.task_notes(&group.anchor, out);
        out.push_str("</div>\n");
    }

    fn list(&self, list: &List, out: &mut String) {
        out.push_str("<ul>\n");
        for item in &list.items {
            open_tag("li", item.anchor.as_deref(), None, out);
            for (at, block) in item.blocks.iter().enumerate() {
                match block {
                    Block::Paragraph(paragraph) if list.tight => {
                        self.inlines(&paragraph.inlines, out);
                        if at + 1 < item.blocks.len() {
                            out.push('\n');
                        }
                    }
                    block => {
                        if at == 0 {
                            out.push('\n');
                        }
                        self.block(block, out);
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

    fn code(&self, code: &Code, out: &mut String) {
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
            Inline::Sentence(anchor, inner) => {
                out.push_str(&format!("<span class=\"sentence\" id=\"{anchor}\""));
                self.task_units(anchor, out);
                out.push('>');
                self.inlines(inner, out);
                out.push_str("</span>");
                self.task_marks(anchor, out);
            }
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

pub(super) fn escape(text: &str, out: &mut String) {
    // Writing to a String cannot fail.
    let _ = escape_html(out, text);
}

pub(super) fn open_tag(name: &str, anchor: Option<&str>, class: Option<&str>, out: &mut String) {
    out.push('<');
    out.push_str(name);
    if let Some(anchor) = anchor {
        out.push_str(&format!(" id=\"{anchor}\""));
    }
    if let Some(class) = class {
        out.push_str(&format!(" class=\"{class}\""));
    }
    out.push('>');
}
