//! The form of a text on paper, decided once from its tree: the pieces that the browser's print and the PDF edition set.
//!
//! 署名 and 成文日期 are set by each other and keep words of the text with them (GB/T 9704-2012, 7.3.5), a wide table takes its
//! heading, title and notes to its landscape page (11), an annex begins a page (7.3.7), 抄送 and 印发 at the end of a text
//! are its 版记 (7.4). A new form, such as the signature of an order, is a piece more here and an arm more in each writer.

use super::measures::CHARACTERS;
use super::run_in::{self, Lead};
use super::table::Grid;
use crate::document::heading::HeadingKind;
use crate::document::role::Role;
use crate::document::table::Table;
use crate::document::{Block, CodeSample, Group, Heading, Inline, List, Paragraph, plain_text};
use crate::text::width::width;

/// A paragraph is indented by so many characters (7.3.3).
const INDENT: f64 = 2.0;
/// A third of a page, in lines: what may stay empty at its foot.
const SHORT_TASK: f64 = 7.0;

/// A text on paper.
#[derive(Clone, Debug, PartialEq)]
pub struct Form<'a> {
    /// The text.
    pub text: Vec<Piece<'a>>,
    /// 版记: 抄送 and 印发, which a 公文 has at the foot of its last page.
    pub imprint: Vec<&'a Paragraph>,
}

/// What is set as one.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece<'a> {
    /// A heading, which keeps with what follows.
    Heading(&'a Heading, Title),
    /// A paragraph.
    Paragraph(SetParagraph<'a>),
    /// 附件说明: the first line with its label, the others below its first number (7.3.4).
    Annexes(Vec<SetParagraph<'a>>),
    /// A paragraph that holds nothing but pictures.
    Pictures(&'a Paragraph),
    /// An article.
    Article(&'a Group, Vec<Piece<'a>>),
    /// A task.
    Task(SetTask<'a>),
    /// A list, with the pieces of its items.
    List(&'a List, Vec<Vec<Piece<'a>>>),
    /// A table on an upright page.
    Table(Grid<'a>),
    /// Wide tables with their headings, titles and notes, on landscape pages.
    Landscape(Vec<Piece<'a>>),
    /// 署名 and 成文日期.
    Signed(Signed<'a>),
    /// A quotation.
    Quote(Vec<Piece<'a>>),
    /// An editors' note.
    EditorNote(Vec<Piece<'a>>),
    /// A code sample.
    Code(&'a CodeSample),
    /// A rule between parts.
    Rule,
}

/// How a heading is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Title {
    /// What it is.
    pub kind: HeadingKind,
    /// Does it begin a page?
    pub begins_page: bool,
}

/// A paragraph.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SetParagraph<'a> {
    /// The paragraph.
    pub paragraph: &'a Paragraph,
    /// The words at its head that have a face of their own.
    pub lead: Option<Lead>,
    /// What keeps with its last line.
    pub below: Below,
}

impl<'a> SetParagraph<'a> {
    /// A paragraph that opens with nothing and keeps with nothing.
    pub fn plain(paragraph: &'a Paragraph) -> Self {
        Self { paragraph, lead: None, below: Below::Free }
    }
}

/// What keeps with the last line of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Below {
    /// Nothing.
    Free,
    /// A signature.
    Signature,
    /// The signature that ends the text.
    LastSignature,
}

/// A task: its words, and below them who answers for it, which no page may part.
#[derive(Clone, Debug, PartialEq)]
pub struct SetTask<'a> {
    /// The task.
    pub group: &'a Group,
    /// Its words.
    pub words: Option<&'a Paragraph>,
    /// What stands below them.
    pub lines: Vec<Piece<'a>>,
    /// Is it short enough to be kept on one page? A browser that may break a paragraph rather tears its last line
    /// off than begins the task on the next page.
    pub short: bool,
}

/// 署名 and 成文日期.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Signed<'a> {
    /// Who signs.
    pub name: &'a Paragraph,
    /// When.
    pub date: &'a Paragraph,
    /// Is the name shorter than the date, which then stands two characters from the right?
    pub short: bool,
    /// Does the paragraph above keep it?
    pub kept: bool,
    /// Does it end the text?
    pub last: bool,
}

/// What becomes of a text on paper.
pub fn form(blocks: &[Block]) -> Form<'_> {
    let is_imprint = |block: &&Block| matches!(role(block), Some(Role::CopyTo | Role::Imprint));
    let imprint = blocks.iter().rev().take_while(is_imprint).count();
    let (text, imprint) = blocks.split_at(blocks.len() - imprint);
    let place = Surroundings::Text { ends: imprint.is_empty() };
    Form { text: pieces(text, place), imprint: imprint.iter().filter_map(paragraph).collect() }
}

/// Where blocks stand.
#[derive(Clone, Copy, PartialEq)]
enum Surroundings {
    /// In the text itself; does it end with them?
    Text { ends: bool },
    /// In an article, where 一、 and （一） are no headings.
    Article,
    /// In a list, a quotation, a task, where no page can begin.
    Within,
    /// In a list of lines.
    Line,
}

fn pieces(blocks: &[Block], place: Surroundings) -> Vec<Piece<'_>> {
    let leads =
        if matches!(place, Surroundings::Text { .. }) { run_in::headings(blocks) } else { Default::default() };
    let can_turn = matches!(place, Surroundings::Text { .. } | Surroundings::Article);
    let mut out: Vec<Piece<'_>> = Vec::new();
    let mut at = 0;
    while let Some(block) = blocks.get(at) {
        let lead = leads.get(&at).copied();
        at += 1;
        match (block, blocks.get(at)) {
            (Block::Paragraph(name), Some(Block::Paragraph(date)))
                if (name.role, date.role) == (Role::Signature, Role::Date) =>
            {
                at += 1;
                let last = place == Surroundings::Text { ends: true } && at == blocks.len();
                let above = last_words(&mut out);
                let kept = above.is_some();
                if let Some(above) = above {
                    above.below = if last { Below::LastSignature } else { Below::Signature };
                }
                let short = width_of(name) < width_of(date);
                out.push(Piece::Signed(Signed { name, date, short, kept, last }));
            }
            (Block::Table(table), _) => push_table(table, can_turn, &mut out),
            (Block::Paragraph(line), _) if line.role == Role::AnnexList => match out.last_mut() {
                Some(Piece::Annexes(lines)) => lines.push(SetParagraph::plain(line)),
                _ => out.push(Piece::Annexes(vec![SetParagraph::plain(line)])),
            },
            (Block::Paragraph(note), _) if note.role == Role::TableNote => match out.last_mut() {
                Some(Piece::Landscape(group)) => group.push(Piece::Paragraph(SetParagraph::plain(note))),
                _ => out.push(Piece::Paragraph(SetParagraph::plain(note))),
            },
            _ => out.push(piece(block, lead, place)),
        }
    }
    out
}

fn piece(block: &Block, lead: Option<Lead>, place: Surroundings) -> Piece<'_> {
    match block {
        Block::Heading(heading) => {
            let kind = heading.kind();
            Piece::Heading(heading, Title { kind, begins_page: kind == HeadingKind::Annex })
        }
        Block::Paragraph(paragraph) if place != Surroundings::Line && is_pictures(&paragraph.inlines) => {
            Piece::Pictures(paragraph)
        }
        Block::Paragraph(paragraph) => {
            let lead = lead.or_else(|| run_in::article(paragraph));
            Piece::Paragraph(SetParagraph { lead, ..SetParagraph::plain(paragraph) })
        }
        Block::Article(group) => Piece::Article(group, pieces(&group.blocks, Surroundings::Article)),
        Block::Task(group) => Piece::Task(task(group)),
        Block::List(list) => {
            let place = if list.tight { Surroundings::Line } else { Surroundings::Within };
            Piece::List(list, list.items.iter().map(|item| pieces(&item.blocks, place)).collect())
        }
        Block::Table(table) => Piece::Table(Grid::new(table, false)),
        Block::Quote(blocks) => Piece::Quote(pieces(blocks, Surroundings::Within)),
        Block::EditorNote(blocks) => Piece::EditorNote(pieces(blocks, Surroundings::Within)),
        Block::Code(code) => Piece::Code(code),
        Block::Rule => Piece::Rule,
    }
}

fn task(group: &Group) -> SetTask<'_> {
    let line = f64::from(CHARACTERS);
    let lines = |block: &Block| ((paragraph(block).map_or(0.0, width_of) + INDENT) / line).ceil();
    let short = group.blocks.iter().map(lines).sum::<f64>() <= SHORT_TASK;
    let (words, below) = match group.blocks.split_first() {
        Some((Block::Paragraph(first), below)) if first.role == Role::Text => (Some(first), below),
        _ => (None, group.blocks.as_slice()),
    };
    SetTask { group, words, lines: pieces(below, Surroundings::Within), short }
}

/// A table; one that is landscape takes with it what stands above it and belongs to it. What follows on a landscape page
/// and is wide as well stays on it, unless it begins a page.
fn push_table<'a>(table: &'a Table, can_turn: bool, out: &mut Vec<Piece<'a>>) {
    let grid = Grid::new(table, can_turn);
    if !grid.fit.landscape {
        return out.push(Piece::Table(grid));
    }
    let mut first = out.len() - out.iter().rev().take_while(|piece| is_head(piece)).count();
    if let Some(page) = out[first..].iter().rposition(begins_page) {
        first += page;
    }
    let heads = out.split_off(first);
    let turned = heads.first().is_some_and(begins_page);
    // The landscape page is the one that begins.
    let upright = |piece| match piece {
        Piece::Heading(heading, title) => Piece::Heading(heading, Title { begins_page: false, ..title }),
        piece => piece,
    };
    let group = heads.into_iter().map(upright).chain([Piece::Table(grid)]);
    match out.last_mut() {
        Some(Piece::Landscape(before)) if !turned => before.extend(group),
        _ => out.push(Piece::Landscape(group.collect())),
    }
}

/// Does it belong to the table below it?
fn is_head(piece: &Piece<'_>) -> bool {
    match piece {
        Piece::Heading(..) => true,
        Piece::Paragraph(words) => matches!(words.paragraph.role, Role::TableTitle | Role::TableUnit),
        _ => false,
    }
}

fn begins_page(piece: &Piece<'_>) -> bool {
    matches!(piece, Piece::Heading(_, title) if title.begins_page)
}

/// The paragraph that a signature keeps with, because it stands on no page without words of the text (7.3.5.5).
fn last_words<'a, 'b>(pieces: &'b mut [Piece<'a>]) -> Option<&'b mut SetParagraph<'a>> {
    match pieces.last_mut()? {
        Piece::Paragraph(words) => {
            let is_text = matches!(
                words.paragraph.role,
                Role::Text | Role::Addressee | Role::Note | Role::CopyTo | Role::Imprint
            );
            (is_text && !words.lead.is_some_and(|lead| lead.alone)).then_some(words)
        }
        Piece::Annexes(lines) => lines.last_mut(),
        Piece::Article(_, pieces) => last_words(pieces),
        _ => None,
    }
}

fn is_pictures(inlines: &[Inline]) -> bool {
    let is_blank = |inline: &Inline| match inline {
        Inline::SoftBreak | Inline::HardBreak => true,
        Inline::Text(text) => text.trim().is_empty(),
        _ => false,
    };
    let mut others = inlines.iter().filter(|inline| !is_blank(inline)).peekable();
    others.peek().is_some() && others.all(|inline| matches!(inline, Inline::Image(_)))
}

fn paragraph(block: &Block) -> Option<&Paragraph> {
    match block {
        Block::Paragraph(paragraph) => Some(paragraph),
        _ => None,
    }
}

fn role(block: &Block) -> Option<Role> {
    paragraph(block).map(|paragraph| paragraph.role)
}

fn width_of(paragraph: &Paragraph) -> f64 {
    width(&plain_text(&paragraph.inlines))
}
