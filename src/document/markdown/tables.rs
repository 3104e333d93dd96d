//! Tables among pulldown-cmark's events.

use super::super::table::{self, CellAlignment};
use super::super::{Block, Inline};
use super::MarkdownReader;
use crate::diagnostic::{Code, Diagnostic};
use crate::text::cut::Cut;
use pulldown_cmark::{Event, Tag, TagEnd};
use std::ops::Range;

impl MarkdownReader<'_, '_> {
    pub(super) fn table(&mut self, alignments: &[pulldown_cmark::Alignment], blocks: &mut Vec<Block>) {
        let alignments: Vec<CellAlignment> = alignments
            .iter()
            .map(|alignment| match alignment {
                pulldown_cmark::Alignment::None => CellAlignment::None,
                pulldown_cmark::Alignment::Left => CellAlignment::Left,
                pulldown_cmark::Alignment::Center => CellAlignment::Center,
                pulldown_cmark::Alignment::Right => CellAlignment::Right,
            })
            .collect();
        let mut grid: Vec<Vec<Vec<Inline>>> = Vec::new();
        let mut places: Vec<Vec<Range<usize>>> = Vec::new();
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::Start(Tag::TableHead | Tag::TableRow) => {
                    self.check_row(&range, alignments.len());
                    grid.push(Vec::new());
                    places.push(Vec::new());
                }
                Event::Start(Tag::TableCell) => {
                    let inlines = self.finish_inlines();
                    if let (Some(row), Some(row_places)) = (grid.last_mut(), places.last_mut()) {
                        row.push(inlines);
                        row_places.push(range);
                    }
                }
                Event::End(TagEnd::Table) => break,
                _ => {}
            }
        }
        if alignments.len() > table::MOST_COLUMNS {
            let place = places.first().and_then(|row| row.first()).cloned().unwrap_or(0..1);
            self.report(Diagnostic::error(
                Code::TooManyColumns,
                (self.locate)(place.start, 1),
                table::TOO_WIDE,
                "divide the table",
            ));
        }
        let (table, problems) = table::from_grid(grid, &alignments);
        for problem in problems {
            let place = places.get(problem.row).and_then(|row| row.get(problem.column));
            let place = place.cloned().unwrap_or(0..1);
            self.report(Diagnostic::error(
                Code::MergedCells,
                (self.locate)(place.start, place.len()),
                problem.message,
                "`^^` joins a cell to the one above it, `<<` to the one on its left",
            ));
        }
        blocks.push(Block::Table(table));
    }

    /// A row with more cells than the head: the parser would drop them.
    pub(super) fn check_row(&mut self, range: &Range<usize>, columns: usize) {
        let cells = count_cells(self.source.part(range.clone()));
        if cells > columns {
            self.report(Diagnostic::error(
                Code::TooManyCells,
                (self.locate)(range.start, range.len()),
                format!("this row has {cells} cells, the head of the table {columns}"),
                "add a column to the head, or write \\| for a | within a cell",
            ));
        }
    }
}

/// How many cells a row of a table has, as it is typed.
fn count_cells(row: &str) -> usize {
    let row = row.trim();
    let row = row.strip_prefix('|').unwrap_or(row);
    let (mut bars, mut escaped, mut ends_with_bar) = (0, false, false);
    for c in row.chars() {
        ends_with_bar = c == '|' && !escaped;
        bars += usize::from(ends_with_bar);
        escaped = c == '\\' && !escaped;
    }
    bars + usize::from(!ends_with_bar)
}
