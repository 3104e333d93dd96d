//! Blocks that stand together on paper and are set as one.
//!
//! 署名 and 成文日期 are set by each other (GB/T 9704-2012, 7.3.5), and a wide table takes its heading, title
//! and notes with it to its landscape page.

use crate::document::role::Role;
use crate::document::table::{self, Table};
use crate::document::{Block, Group, plain_text};
use crate::paper::CHARACTERS;
use std::collections::BTreeMap;

/// What a line of a table holds in an upright page, in its own characters: 156 mm of 5号.
const LINE: f64 = 42.0;
/// Room that a column takes beside its words.
const GAP: f64 = 1.0;
/// Words of a cell longer than this are broken into lines.
const LONGEST: f64 = 6.0;

/// A paragraph is indented by so many characters (GB/T 9704-2012, 7.3.3).
const INDENT: f64 = 2.0;
/// A third of a page, in lines: what may stay empty at its foot.
const SHORT_TASK: f64 = 7.0;

/// How many blocks at the start of these stand together, and as what.
pub(super) fn together(blocks: &[Block]) -> (Option<&'static str>, usize) {
    let [first, rest @ ..] = blocks else { return (None, 0) };
    if let (Some(Role::Signature), Some(Role::Date)) = (role(first), rest.first().and_then(role)) {
        let date = rest.first().map_or(0.0, width_of);
        return (Some(if width_of(first) < date { "signed signed-short" } else { "signed" }), 2);
    }
    let heads = |block: &&Block| {
        matches!(block, Block::Heading(_)) || matches!(role(block), Some(Role::TableTitle | Role::TableUnit))
    };
    let before = blocks.iter().take_while(heads).count();
    match blocks.get(before) {
        Some(Block::Table(table)) if is_wide(table) => {
            let after = blocks[before + 1..].iter().take_while(|block| role(block) == Some(Role::TableNote));
            (Some("wide"), before + 1 + after.count())
        }
        _ => (None, 1),
    }
}

/// Is a task short enough to be kept on one page? A browser that may break a paragraph rather tears its last
/// line off than begins the task on the next page.
pub(super) fn is_short(task: &Group) -> bool {
    let line = f64::from(CHARACTERS);
    let lines: f64 = task.blocks.iter().map(|block| ((width_of(block) + INDENT) / line).ceil()).sum();
    lines <= SHORT_TASK
}

fn role(block: &Block) -> Option<Role> {
    match block {
        Block::Paragraph(paragraph) => Some(paragraph.role),
        _ => None,
    }
}

fn width_of(block: &Block) -> f64 {
    match block {
        Block::Paragraph(paragraph) => width(&plain_text(&paragraph.inlines)),
        _ => 0.0,
    }
}

/// Width in characters: digits and letters are half a character wide.
fn width(text: &str) -> f64 {
    text.trim().chars().map(|c| if c.is_ascii() { 0.5 } else { 1.0 }).sum()
}

/// Is a table too wide for an upright page?
fn is_wide(table: &Table) -> bool {
    let mut columns: BTreeMap<usize, f64> = BTreeMap::new();
    for rows in [&table.head, &table.body] {
        for (row, places) in rows.iter().zip(table::columns(rows)) {
            for (cell, place) in row.iter().zip(places) {
                if cell.colspan <= 1 {
                    let needed = width(&plain_text(&cell.inlines)).min(LONGEST);
                    let known = columns.entry(place).or_insert(0.0);
                    *known = known.max(needed);
                }
            }
        }
    }
    columns.values().map(|needed| needed + GAP).sum::<f64>() > LINE
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Inline, Paragraph, table::Cell};

    fn paragraph(role: Role, text: &str) -> Block {
        Block::Paragraph(Paragraph { role, inlines: vec![Inline::Text(text.to_owned())], ..Paragraph::default() })
    }

    fn table(columns: usize, text: &str) -> Block {
        let inlines = vec![Inline::Text(text.to_owned())];
        let cell = Cell { inlines, colspan: 1, rowspan: 1, ..Cell::default() };
        Block::Table(Table { body: vec![vec![cell; columns]], ..Table::default() })
    }

    #[test]
    fn a_signature_and_its_date() {
        let signed = [paragraph(Role::Signature, "沈阳市人民政府"), paragraph(Role::Date, "2026年2月3日")];
        assert_eq!(together(&signed), (Some("signed"), 2));
        let short = [paragraph(Role::Signature, "市政府"), paragraph(Role::Date, "2026年12月30日")];
        assert_eq!(together(&short), (Some("signed signed-short"), 2));
        assert_eq!(together(&signed[1..]), (None, 1));
    }

    #[test]
    fn a_short_task_is_kept_on_one_page() {
        let task = |words: &str| Group {
            anchor: "task-1".to_owned(),
            number: 1,
            blocks: vec![paragraph(Role::Text, words), paragraph(Role::TaskLine, "牵头单位：市财政局")],
        };
        assert!(is_short(&task(&"字".repeat(6 * 28 - 2))));
        assert!(!is_short(&task(&"字".repeat(6 * 28 - 1))));
    }

    #[test]
    fn a_wide_table_takes_its_title_and_note_along() {
        let blocks = |columns| {
            [
                paragraph(Role::TableTitle, "一览表"),
                paragraph(Role::TableUnit, "单位：万元"),
                table(columns, "各区、县（市）人民政府"),
                paragraph(Role::TableNote, "注：略"),
                paragraph(Role::Text, "正文"),
            ]
        };
        assert_eq!(together(&blocks(9)), (Some("wide"), 4));
        assert_eq!(together(&blocks(5)), (None, 1));
        assert_eq!(together(&[table(11, "12.5")]), (None, 1));
    }
}
