//! Raw HTML in Markdown, reduced to what official text needs and Markdown cannot say: tables with
//! merged cells, sub, sup, ruby, br.
//!
//! Comments are dropped, attributes other than colspan and rowspan are dropped, and any other tag is
//! an error: it is shown as the text it is, never as markup.

use super::attributes::has_too_long_tag;
use super::table::{self, Table};
use super::{Block, Inline, Paragraph};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, Tag as HtmlTag, TagKind, Token as HtmlToken, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use std::cell::{Cell, RefCell};

/// Tags that may stand within a paragraph or a table cell.
const INLINE_TAGS: [&str; 6] = ["sub", "sup", "ruby", "rb", "rt", "rp"];
/// Tags that make up a table.
const TABLE_TAGS: [&str; 8] = ["table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"];
/// No more problems of one block are reported; the others are met when these are mended.
const MOST_PROBLEMS: usize = 100;
/// How deeply inline tags may be nested; deeper ones are refused.
const DEEPEST: usize = 32;
/// What the diagnostics list.
pub const ALLOWED: &str = "table, caption, thead, tbody, tfoot, tr, th, td, sub, sup, ruby, rb, rt, rp, br";

/// A piece of raw HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Token {
    /// An opening tag, with colspan and rowspan.
    Open(String, u32, u32),
    /// A closing tag.
    Close(String),
    /// Text.
    Text(String),
}

#[derive(Default)]
struct Collector {
    tokens: RefCell<Vec<Token>>,
    /// Did the text end within a tag? Then the tag and what it swallowed are not among the tokens.
    cut_off: Cell<bool>,
}

impl TokenSink for Collector {
    type Handle = ();

    fn process_token(&self, token: HtmlToken, _line: u64) -> TokenSinkResult<()> {
        let mut tokens = self.tokens.borrow_mut();
        match token {
            HtmlToken::TagToken(tag) => tokens.push(tag_token(&tag)),
            HtmlToken::CharacterTokens(text) => match tokens.last_mut() {
                Some(Token::Text(last)) => last.push_str(&text),
                _ => tokens.push(Token::Text(text.to_string())),
            },
            HtmlToken::ParseError(error) if error.contains("EOF") => self.cut_off.set(true),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

fn tag_token(tag: &HtmlTag) -> Token {
    let name = tag.name.to_string();
    if tag.kind == TagKind::EndTag {
        return Token::Close(name);
    }
    let span = |wanted: &str| {
        tag.attrs
            .iter()
            .find(|attribute| &*attribute.name.local == wanted)
            .and_then(|attribute| attribute.value.trim().parse().ok())
            .map_or(1, |span: u32| span.clamp(1, 1000))
    };
    Token::Open(name, span("colspan"), span("rowspan"))
}

/// The tags and text of a piece of HTML; comments are left out. `None` when it is not made of whole
/// tags, text and comments, so that something of it would be lost.
pub fn tokens(html: &str) -> Option<Vec<Token>> {
    let html = without_comments(html);
    if html.contains("<!") || html.contains("<?") || has_too_long_tag(&html) {
        return None;
    }
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html.as_str()));
    let tokenizer = Tokenizer::new(Collector::default(), TokenizerOpts::default());
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    let Collector { tokens, cut_off } = tokenizer.sink;
    (!cut_off.get()).then(|| tokens.into_inner())
}

fn without_comments(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some((before, comment)) = rest.split_once("<!--") {
        let Some((_, after)) = comment.split_once("-->") else { break };
        out.push_str(before);
        rest = after;
    }
    out.push_str(rest);
    out
}

/// The name of a tag of the safe set that holds text, as it is kept in the tree.
pub fn inline_tag(name: &str) -> Option<&'static str> {
    INLINE_TAGS.into_iter().find(|tag| *tag == name)
}

/// What is wrong with a piece of raw HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// A tag that is not allowed.
    Tag(String),
    /// It is not made of whole tags, text and comments.
    NotWhole,
    /// A tag has too many attributes.
    TooLong,
    /// A table has too many columns.
    TooWide,
    /// Text in a table, but in none of its cells.
    StrayText(String),
    /// An element that is opened and never closed.
    NeverClosed(String),
}

/// A block of raw HTML as blocks of the tree, and what is wrong with it.
pub fn block(html: &str) -> (Vec<Block>, Vec<Problem>) {
    let Some(tokens) = tokens(html) else {
        let text = Inline::Text(collapse(html.trim()));
        let paragraph = Paragraph { inlines: vec![text], ..Paragraph::default() };
        let problem = if has_too_long_tag(html) { Problem::TooLong } else { Problem::NotWhole };
        return (vec![Block::Paragraph(paragraph)], vec![problem]);
    };
    let mut problems = Vec::new();
    let mut reader = Reader { tokens: &tokens, at: 0, problems: &mut problems };
    let mut blocks = Vec::new();
    while let Some(token) = reader.tokens.get(reader.at) {
        match token {
            Token::Open(name, ..) if name == "table" => {
                reader.at += 1;
                blocks.push(Block::Table(reader.table()));
            }
            Token::Close(name) if name == "table" => reader.at += 1,
            Token::Text(text) if text.trim().is_empty() => reader.at += 1,
            _ => {
                let inlines = reader.inlines(&|name| name == "table");
                if !inlines.is_empty() {
                    blocks.push(Block::Paragraph(Paragraph { inlines, ..Paragraph::default() }));
                }
            }
        }
    }
    (blocks, problems)
}

struct Reader<'a> {
    tokens: &'a [Token],
    at: usize,
    problems: &'a mut Vec<Problem>,
}

impl Reader<'_> {
    fn table(&mut self) -> Table {
        let mut table = Table::default();
        let mut closed = false;
        let mut in_head = false;
        let mut row: Option<Vec<table::Cell>> = None;
        while let Some(token) = self.tokens.get(self.at) {
            self.at += 1;
            let (open, name) = match token {
                Token::Open(name, ..) => (true, name.as_str()),
                Token::Close(name) => (false, name.as_str()),
                Token::Text(text) => {
                    if !text.trim().is_empty() {
                        self.problem(Problem::StrayText(text.trim().to_owned()));
                    }
                    continue;
                }
            };
            match (open, name) {
                (false, "table") => {
                    closed = true;
                    break;
                }
                (_, "thead") => in_head = open,
                (_, "tbody" | "tfoot") => {}
                (true, "caption") => table.caption = self.inlines(&|name| TABLE_TAGS.contains(&name)),
                (_, "tr") => {
                    finish_row(&mut table, row.take(), in_head);
                    row = open.then(Vec::new);
                }
                (true, "td" | "th") => {
                    let Token::Open(_, colspan, rowspan) = *token else { continue };
                    let header = name == "th";
                    let inlines = self.inlines(&|name| TABLE_TAGS.contains(&name));
                    let cell = table::Cell { inlines, colspan, rowspan, header, ..table::Cell::default() };
                    row.get_or_insert_default().push(cell);
                }
                (false, "td" | "th" | "caption") => {}
                _ => self.refuse(name),
            }
        }
        finish_row(&mut table, row, in_head);
        table::complete_head(&mut table);
        if !table::fits(&table.head) || !table::fits(&table.body) {
            self.problem(Problem::TooWide);
            for cell in table.head.iter_mut().chain(&mut table.body).flatten() {
                (cell.colspan, cell.rowspan) = (1, 1);
            }
        }
        if !closed {
            self.problem(Problem::NeverClosed("table".to_owned()));
        }
        table
    }

    /// Inlines up to a tag that ends them; the tag itself is left for the caller.
    fn inlines(&mut self, ends: &dyn Fn(&str) -> bool) -> Vec<Inline> {
        let mut stack: Vec<(&'static str, Vec<Inline>)> = vec![("", Vec::new())];
        while let Some(token) = self.tokens.get(self.at) {
            match token {
                Token::Open(name, ..) | Token::Close(name) if ends(name) => break,
                Token::Text(text) => push(&mut stack, Inline::Text(collapse(text))),
                Token::Open(name, ..) if name == "br" => push(&mut stack, Inline::HardBreak),
                Token::Open(name, ..) => match inline_tag(name).filter(|_| stack.len() < DEEPEST) {
                    Some(tag) => stack.push((tag, Vec::new())),
                    None => {
                        self.refuse(name);
                        push(&mut stack, Inline::Text(format!("<{name}>")));
                    }
                },
                Token::Close(name) if stack.len() > 1 && inline_tag(name).is_some() => close(&mut stack),
                Token::Close(name) => {
                    self.refuse(name);
                    push(&mut stack, Inline::Text(format!("</{name}>")));
                }
            }
            self.at += 1;
        }
        while stack.len() > 1 {
            if let Some((tag, _)) = stack.last() {
                self.problem(Problem::NeverClosed((*tag).to_owned()));
            }
            close(&mut stack);
        }
        let mut inlines = stack.pop().map(|(_, inlines)| inlines).unwrap_or_default();
        trim_ends(&mut inlines);
        inlines
    }

    fn refuse(&mut self, name: &str) {
        self.problem(Problem::Tag(name.to_owned()));
    }

    fn problem(&mut self, problem: Problem) {
        if self.problems.len() < MOST_PROBLEMS && !self.problems.contains(&problem) {
            self.problems.push(problem);
        }
    }
}

fn finish_row(table: &mut Table, row: Option<Vec<table::Cell>>, in_head: bool) {
    let Some(row) = row.filter(|row| !row.is_empty()) else { return };
    let heading = in_head || (table.body.is_empty() && row.iter().all(|cell| cell.header));
    if heading { table.head.push(row) } else { table.body.push(row) }
}

fn push(stack: &mut [(&'static str, Vec<Inline>)], inline: Inline) {
    if let Some((_, inlines)) = stack.last_mut() {
        inlines.push(inline);
    }
}

fn close(stack: &mut Vec<(&'static str, Vec<Inline>)>) {
    if let Some((tag, inlines)) = stack.pop() {
        push(stack, Inline::Tag(tag, inlines));
    }
}

/// White space as HTML shows it: runs of it are one space, and between Chinese characters none.
fn collapse(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.chars() {
        if c.is_ascii_whitespace() {
            gap = true;
            continue;
        }
        if gap && crate::text::han::break_is_space(out.chars().next_back(), Some(c)) {
            out.push(' ');
        }
        gap = false;
        out.push(c);
    }
    if gap && crate::text::han::break_is_space(out.chars().next_back(), None) {
        out.push(' ');
    }
    out
}

fn trim_ends(inlines: &mut Vec<Inline>) {
    if let Some(Inline::Text(text)) = inlines.first_mut() {
        *text = text.trim_start().to_owned();
    }
    if let Some(Inline::Text(text)) = inlines.last_mut() {
        *text = text.trim_end().to_owned();
    }
    inlines.retain(|inline| !matches!(inline, Inline::Text(text) if text.is_empty()));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::plain_text;

    #[test]
    fn a_table_with_merged_cells() {
        let (blocks, problems) = block(
            "<table onclick=\"x()\"><tr><th rowspan=\"2\">地区</th><th colspan='2'>价格</th></tr>\n\
             <tr><td>I</td><td>12<sup>2</sup></td></tr></table>",
        );
        let [Block::Table(table)] = blocks.as_slice() else { panic!("{blocks:?}") };
        assert_eq!((table.head.len(), table.body.len()), (2, 0));
        assert_eq!((table.head[0][0].rowspan, table.head[0][1].colspan), (2, 2));
        assert_eq!(plain_text(&table.head[1][1].inlines), "122");
        assert!(problems.is_empty());
    }

    #[test]
    fn other_tags_are_text_and_are_named() {
        let (blocks, problems) = block("<script>alert(1)</script>");
        assert_eq!(problems, [Problem::Tag("script".into())]);
        let [Block::Paragraph(paragraph)] = blocks.as_slice() else { panic!("{blocks:?}") };
        assert_eq!(plain_text(&paragraph.inlines), "<script>alert(1)</script>");
    }

    #[test]
    fn a_table_that_was_never_opened_is_closed_once() {
        assert_eq!(block("</table>\n</td>").0.len(), 1);
    }

    #[test]
    fn what_is_not_whole_is_text() {
        for html in [
            "<div id=\"a\"\n正文",
            "<!-- 未完\n正文",
            "<?php echo ?>正文",
            "<!DOCTYPE html>正文",
            "<![CDATA[正文]]>",
        ] {
            let (blocks, problems) = block(html);
            let [Block::Paragraph(paragraph)] = blocks.as_slice() else { panic!("{blocks:?}") };
            assert!(plain_text(&paragraph.inlines).contains("正文"), "{html}");
            assert_eq!(problems, [Problem::NotWhole], "{html}");
        }
    }

    #[test]
    fn text_beside_the_cells_and_an_open_table_are_reported() {
        let (_, problems) = block("<table>表前<tr><td>甲</td>格后</tr></table>");
        assert_eq!(problems, [Problem::StrayText("表前".into()), Problem::StrayText("格后".into())]);
        let (_, problems) = block("<table><tr><td>甲</td></tr>\n表后");
        assert_eq!(problems, [Problem::StrayText("表后".into()), Problem::NeverClosed("table".into())]);
    }

    #[test]
    fn a_table_without_end_has_plain_cells() {
        let (blocks, problems) =
            block(&format!("<table>{}</table>", "<tr><td colspan=1000 rowspan=9>甲".repeat(2)));
        let [Block::Table(table)] = blocks.as_slice() else { panic!("{blocks:?}") };
        assert_eq!((problems, table.body[1][0].colspan), (vec![Problem::TooWide], 1));
    }

    #[test]
    fn problems_of_one_block_have_a_limit() {
        let tags: String = (0..500).map(|number| format!("<a{number}>")).collect();
        assert_eq!(block(&tags).1.len(), MOST_PROBLEMS);
    }

    #[test]
    fn a_head_takes_the_rows_that_it_spans_into() {
        let row = "<tr><th rowspan=2>甲";
        let (blocks, _) = block(&format!("<table><thead>{row}</thead>{}<tr><td>乙</table>", row.repeat(3)));
        let [Block::Table(table)] = blocks.as_slice() else { panic!("{blocks:?}") };
        assert_eq!((table.head.len(), table.body.len()), (5, 0));
    }

    #[test]
    fn comments_are_nothing() {
        assert_eq!(block("<!-- 待核 -->\n"), (vec![], vec![]));
    }
}
