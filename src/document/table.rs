//! Tables, and a form of merged cells that an editor can type.
//!
//! In a Markdown table a cell that holds only `^^` belongs to the cell above it, and one that holds
//! only `<<` to the cell on its left:
//!
//! ```text
//! | 地区   | 区片 | 地价 |
//! | ------ | ---- | ---: |
//! | 大东区 | I    | 22.6 |
//! | ^^     | II   | 14.9 |
//! ```

use super::duty::Duty;
use super::{Inline, plain_text};
use crate::text::label::LineKind;
use std::collections::{BTreeMap, BTreeSet};

/// How a column is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum CellAlignment {
    /// As the theme likes.
    #[default]
    None,
    /// Flush left.
    Left,
    /// Centred.
    Center,
    /// Flush right.
    Right,
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Table {
    /// The id of the table.
    pub anchor: Option<String>,
    /// Its title, where it stands within the table.
    pub caption: Vec<Inline>,
    /// The rows that are repeated on every printed page.
    pub head: Vec<Vec<Cell>>,
    /// The other rows.
    pub body: Vec<Vec<Cell>>,
    /// The tasks of a division plan that it holds, by row.
    pub tasks: Vec<TaskRow>,
}

/// A task that a table holds.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TaskRow {
    /// Its id.
    pub anchor: String,
    /// Its ordinal: as printed, or counted where none is.
    pub number: u32,
    /// Its first row, in the body of the table.
    pub row: usize,
    /// The cells of that row with its words.
    pub cells: Vec<usize>,
    /// The length in bytes of the official number that its words begin with.
    pub number_length: usize,
    /// The headings it stands under in the table, outermost first.
    pub section: Vec<String>,
    /// The cells that say who answers for it, in their order.
    pub lines: Vec<TaskLine>,
}

/// A cell that says who answers for a task; whom it names is kept with the cell.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TaskLine {
    /// What its column announces.
    pub kind: LineKind,
    /// The heading of its column.
    pub heading: String,
    /// The row of the body and the cell in it.
    pub place: (usize, usize),
}

impl Table {
    /// The task that begins in a row of the body.
    pub fn task_in(&self, row: usize) -> Option<&TaskRow> {
        self.tasks.binary_search_by_key(&row, |task| task.row).ok().and_then(|at| self.tasks.get(at))
    }

    /// A cell of the body.
    pub fn cell(&self, (row, cell): (usize, usize)) -> Option<&Cell> {
        self.body.get(row)?.get(cell)
    }
}

/// A cell; one that is merged into another does not appear.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Cell {
    /// The text.
    pub inlines: Vec<Inline>,
    /// Columns it takes up.
    pub colspan: u32,
    /// Rows it takes up.
    pub rowspan: u32,
    /// Is it a heading for its row or column?
    pub header: bool,
    /// How it is set.
    pub alignment: CellAlignment,
    /// Who answers for a task, where the cell says so.
    pub duties: Vec<Duty>,
}

/// A table has no more columns than this, and no cell of HTML spans more.
pub const MOST_COLUMNS: usize = 1000;
/// What is said of a table that has.
pub const TOO_WIDE: &str = "this table has more than 1000 columns";

/// Do the rows fit into the columns that a table may have?
pub fn fits(rows: &[Vec<Cell>]) -> bool {
    // For each column, how many more rows a cell from above takes up.
    let mut taken: Vec<u32> = Vec::new();
    for row in rows {
        taken.iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
        let mut column = 0;
        let mut added: Vec<(usize, usize, u32)> = Vec::with_capacity(row.len());
        for cell in row {
            while taken.get(column).is_some_and(|rows| *rows > 0) {
                column += 1;
            }
            let end = column + cell.colspan as usize;
            if end > MOST_COLUMNS {
                return false;
            }
            added.push((column, end, cell.rowspan));
            column = end;
        }
        for (start, end, rows) in added {
            taken.resize(taken.len().max(end), 0);
            taken.iter_mut().take(end).skip(start).for_each(|taken| *taken = rows);
        }
    }
    true
}

/// For each cell of the rows, the column it begins in, from 0, merged cells taken into account.
pub fn columns(rows: &[Vec<Cell>]) -> Vec<Vec<usize>> {
    // For each column, how many more rows a cell from above takes up.
    let mut taken: Vec<u32> = Vec::new();
    rows.iter()
        .map(|row| {
            let mut column = 0;
            let mut places = Vec::with_capacity(row.len());
            let mut next = taken.iter().map(|rows| rows.saturating_sub(1)).collect::<Vec<_>>();
            for cell in row {
                while taken.get(column).is_some_and(|rows| *rows > 0) {
                    column += 1;
                }
                places.push(column);
                let end = column + cell.colspan as usize;
                if next.len() < end {
                    next.resize(end, 0);
                }
                next[column..end].fill(cell.rowspan.saturating_sub(1));
                column = end;
            }
            taken = next;
            places
        })
        .collect()
}

/// A heading that spans into the rows below it takes them into the head: a browser cuts it off there.
pub(super) fn complete_head(table: &mut Table) {
    let mut body = std::mem::take(&mut table.body).into_iter();
    let mut at = 0;
    while let Some(row) = table.head.get(at) {
        let reach = row.iter().map(|cell| cell.rowspan as usize).max().unwrap_or(1);
        let missing = (at + reach).saturating_sub(table.head.len());
        table.head.extend(body.by_ref().take(missing));
        at += 1;
    }
    table.body = body.collect();
}

/// What is wrong with the merging of a table: the row and column (from 0, the head being row 0) and a
/// sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MergeProblem {
    /// The row, the head being row 0.
    pub row: usize,
    /// The column, from 0.
    pub column: usize,
    /// What is wrong.
    pub message: &'static str,
}

/// Builds a table from the cells of a Markdown table, row by row, the head first.
///
/// Cells that cannot be merged keep their marks as text and are reported.
pub fn from_grid(grid: Vec<Vec<Vec<Inline>>>, alignments: &[CellAlignment]) -> (Table, Vec<MergeProblem>) {
    let columns = alignments.len();
    let (owners, problems) = owners(&grid, columns);
    let spans = spans(&owners);
    let mut table = Table::default();
    for (row, cells) in grid.into_iter().enumerate() {
        let mut out = Vec::new();
        for (column, inlines) in cells.into_iter().enumerate().take(columns) {
            let Some(span) = spans.get(&(row, column)) else { continue };
            out.push(Cell {
                inlines,
                colspan: (span.right - column + 1) as u32,
                rowspan: (span.bottom - row + 1) as u32,
                header: row == 0,
                alignment: alignments[column],
                duties: Vec::new(),
            });
        }
        if row == 0 { table.head.push(out) } else { table.body.push(out) }
    }
    (table, problems)
}

/// How far a cell reaches, and how many cells of the grid belong to it.
struct Span {
    bottom: usize,
    right: usize,
    cells: usize,
}

type GridPlace = (usize, usize);

fn spans(owners: &[Vec<GridPlace>]) -> BTreeMap<GridPlace, Span> {
    let mut spans: BTreeMap<GridPlace, Span> = BTreeMap::new();
    for (row, cells) in owners.iter().enumerate() {
        for (column, owner) in cells.iter().enumerate() {
            let span = spans.entry(*owner).or_insert(Span { bottom: row, right: column, cells: 0 });
            span.bottom = span.bottom.max(row);
            span.right = span.right.max(column);
            span.cells += 1;
        }
    }
    spans
}

/// For each cell of the grid, the cell it is part of.
fn owners(grid: &[Vec<Vec<Inline>>], columns: usize) -> (Vec<Vec<GridPlace>>, Vec<MergeProblem>) {
    let mut problems = Vec::new();
    let mut owners: Vec<Vec<GridPlace>> = Vec::with_capacity(grid.len());
    for (row, cells) in grid.iter().enumerate() {
        owners.push(Vec::with_capacity(columns));
        for column in 0..columns {
            let text = cells.get(column).map(|inlines| plain_text(inlines)).unwrap_or_default();
            let owner = match text.trim() {
                "^^" if row > 1 => Ok(owners[row - 1][column]),
                "^^" => Err("there is no cell above this one in the table's body to merge it with"),
                "<<" if column > 0 => Ok(owners[row][column - 1]),
                "<<" => Err("there is no cell on the left to merge this one with"),
                _ => Ok((row, column)),
            };
            owners[row].push(owner.unwrap_or_else(|message| {
                problems.push(MergeProblem { row, column, message });
                (row, column)
            }));
        }
    }
    // Cells that do not fill a rectangle are not merged at all.
    let broken: BTreeSet<GridPlace> = spans(&owners)
        .into_iter()
        .filter(|((top, left), span)| span.cells != (span.bottom - top + 1) * (span.right - left + 1))
        .map(|(owner, _)| owner)
        .collect();
    for (row, cells) in owners.iter_mut().enumerate() {
        for (column, owner) in cells.iter_mut().enumerate() {
            if broken.contains(owner) {
                if *owner == (row, column) {
                    let message = "the cells merged with this one do not form a rectangle";
                    problems.push(MergeProblem { row, column, message });
                }
                *owner = (row, column);
            }
        }
    }
    (owners, problems)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(rows: &[&str]) -> Vec<Vec<Vec<Inline>>> {
        rows.iter()
            .map(|row| row.split('|').map(|cell| vec![Inline::Text(cell.trim().to_owned())]).collect())
            .collect()
    }

    fn check(rows: &[&str], expected: &[&str], problems: usize) {
        let columns = rows[0].split('|').count();
        let (table, found) = from_grid(grid(rows), &vec![CellAlignment::None; columns]);
        let shown: Vec<String> = table
            .head
            .iter()
            .chain(&table.body)
            .map(|row| {
                let cells: Vec<String> = row
                    .iter()
                    .map(|cell| format!("{}:{}x{}", plain_text(&cell.inlines), cell.colspan, cell.rowspan))
                    .collect();
                cells.join(" ")
            })
            .collect();
        assert_eq!(shown, expected);
        assert_eq!(found.len(), problems, "{found:?}");
    }

    #[test]
    fn cells_merge_upwards_and_to_the_left() {
        check(&["a|<<|c", "1|2|3", "^^|4|5"], &["a:2x1 c:1x1", "1:1x2 2:1x1 3:1x1", "4:1x1 5:1x1"], 0);
        check(&["a|b", "1|<<", "^^|<<"], &["a:1x1 b:1x1", "1:2x2", ""], 0);
        check(&["a|b", "1|<<", "^^|^^"], &["a:1x1 b:1x1", "1:2x2", ""], 0);
    }

    #[test]
    fn columns_count_merged_cells() {
        let (table, _) = from_grid(grid(&["a|b|c", "1|<<|3", "^^|<<|4", "5|6|7"]), &[CellAlignment::None; 3]);
        assert_eq!(columns(&table.body), [vec![0, 2], vec![2], vec![0, 1, 2]]);
    }

    #[test]
    fn a_table_without_end_does_not_fit() {
        let cell = |colspan, rowspan| Cell { colspan, rowspan, ..Cell::default() };
        let wide = || vec![cell(1000, 1000)];
        assert!(fits(&[wide()]));
        assert!(!fits(&[wide(), wide()]), "the second begins behind the first");
        assert!(fits(&[vec![cell(1000, 1)], wide()]));
        assert!(!fits(&[vec![cell(999, 1), cell(2, 1)]]));
    }

    #[test]
    fn what_cannot_be_merged_stays_text_and_is_reported() {
        check(&["a|b", "^^|2"], &["a:1x1 b:1x1", "^^:1x1 2:1x1"], 1);
        check(&["<<|b", "1|2"], &["<<:1x1 b:1x1", "1:1x1 2:1x1"], 1);
        check(&["a|b", "1|<<", "^^|3"], &["a:1x1 b:1x1", "1:1x1 <<:1x1", "^^:1x1 3:1x1"], 1);
    }
}
