//! Tables on paper: the page and the type in which one fits, and the widths of its columns.
//!
//! A table that is too wide for the 版心 is set in smaller type; one that is too wide for that has a landscape page
//! (GB/T 9704-2012, 11). Both are told by what its columns hold.

use super::measures::{POINT, TABLE_SIZE, TABLE_SMALL, TEXT_HEIGHT, TEXT_WIDTH};
use crate::document::table::{self, Cell, CellAlignment, Table};
use crate::document::{Inline, plain_text};
use crate::text::figure::Figure;
use crate::text::width::width;

/// Columns whose widest cell is not wider than this, in characters, are as wide as that.
const NARROW: f64 = 7.0;
/// Room that a column of running text wants at least, in characters.
const ROOM: f64 = 6.0;
/// White at the sides of a cell, in characters.
const SIDES: f64 = 0.9;
/// Room that a column of pictures wants, in characters.
const PICTURE: f64 = 14.0;
/// Columns with a longer cell hold running text and are set flush left.
const LONG: f64 = 12.0;
/// A row with a longer cell may be broken at the foot of a page.
const BREAKABLE: f64 = 300.0;
/// Columns that take more of the line than this are not left to the typesetter, which would cut through words.
const FULL: f64 = 0.9;

/// A table with what paper does with it.
#[derive(Clone, Debug, PartialEq)]
pub struct Grid<'a> {
    /// The table.
    pub table: &'a Table,
    /// How it fits.
    pub fit: Fit,
    /// Its columns.
    pub columns: Vec<GridColumn>,
}

/// The page and the type in which a table fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fit {
    /// Does it need a landscape page?
    pub landscape: bool,
    /// Does it need smaller type?
    pub small: bool,
}

/// What a column holds, and how wide it is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct GridColumn {
    /// Does it hold running text?
    pub long: bool,
    /// The most digits that its figures have before their point.
    pub whole: usize,
    /// The most digits that they have after it.
    pub fraction: usize,
    /// How wide it is.
    pub width: Width,
}

/// The width of a column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Width {
    /// As wide as its widest cell.
    #[default]
    Natural,
    /// Such a share of what the others leave.
    Share(u32),
}

impl<'a> Grid<'a> {
    /// Measures a table; where no page can begin it has to fit an upright one.
    pub(super) fn new(table: &'a Table, can_turn: bool) -> Self {
        let found = measure(table);
        let fit = fit(found.iter().map(ColumnContent::least).sum(), can_turn);
        let natural: f64 = found.iter().map(|column| column.widest + SIDES).sum();
        let tight = found.iter().all(ColumnContent::is_narrow) && natural > line(fit) * FULL;
        let column = |content: &ColumnContent| GridColumn {
            long: content.widest > LONG,
            whole: content.whole,
            fraction: content.fraction,
            width: content.width(tight),
        };
        Self { table, fit, columns: found.iter().map(column).collect() }
    }
}

/// The figure in a cell of the body, where its point stands below those of the other figures of its column.
pub fn figure(cell: &Cell) -> Option<Figure> {
    let aligned = cell.alignment == CellAlignment::Right && cell.colspan <= 1 && !cell.header;
    aligned.then(|| Figure::read(&plain_text(&cell.inlines))).flatten()
}

/// May the foot of a page break its row?
pub fn may_break(cell: &Cell) -> bool {
    cell.rowspan > 1 || width(&plain_text(&cell.inlines)) > BREAKABLE
}

/// The first way in which a table fits whose columns need so many characters, or the last one that there is.
fn fit(least: f64, can_turn: bool) -> Fit {
    let pages = if can_turn { &[false, true][..] } else { &[false] };
    let ways = pages.iter().flat_map(|landscape| [false, true].map(|small| Fit { landscape: *landscape, small }));
    ways.clone().find(|fit| least <= line(*fit)).unwrap_or(Fit { landscape: can_turn, small: true })
}

/// What a line of a table holds, in characters.
fn line(fit: Fit) -> f64 {
    let size = if fit.small { TABLE_SMALL } else { TABLE_SIZE };
    (if fit.landscape { TEXT_HEIGHT } else { TEXT_WIDTH }) / (size * POINT)
}

/// What the cells of a column hold.
#[derive(Clone, Copy, Default)]
struct ColumnContent {
    widest: f64,
    total: f64,
    cells: f64,
    whole: usize,
    fraction: usize,
}

fn measure(table: &Table) -> Vec<ColumnContent> {
    let mut columns: Vec<ColumnContent> = Vec::new();
    for (rows, in_body) in [(&table.head, false), (&table.body, true)] {
        let starts = table::columns(rows);
        for (cell, start) in rows.iter().flatten().zip(starts.into_iter().flatten()) {
            let end = start + cell.colspan.max(1) as usize;
            if columns.len() < end {
                columns.resize(end, ColumnContent::default());
            }
            if cell.colspan <= 1 {
                let picture = cell.inlines.iter().any(|inline| matches!(inline, Inline::Image(_)));
                let width = width(&plain_text(&cell.inlines)).max(if picture { PICTURE } else { 0.0 });
                let column = &mut columns[start];
                column.widest = column.widest.max(width);
                column.total += width;
                column.cells += 1.0;
                if let Some(figure) = figure(cell).filter(|_| in_body) {
                    column.whole = column.whole.max(figure.whole);
                    column.fraction = column.fraction.max(figure.fraction);
                }
            }
        }
    }
    columns
}

impl ColumnContent {
    fn is_narrow(&self) -> bool {
        self.widest <= NARROW
    }

    /// The width without which words would be cut, in characters.
    fn least(&self) -> f64 {
        self.widest.min(if self.is_narrow() { NARROW } else { ROOM }) + SIDES
    }

    /// Narrow columns take what they need, the others share the rest by how much they hold. Where all are narrow and
    /// fill the line, none is left to itself.
    fn width(&self, tight: bool) -> Width {
        let share = |part: f64| Width::Share((part * 100.0).round() as u32);
        if tight {
            share(self.widest + SIDES)
        } else if self.is_narrow() {
            Width::Natural
        } else {
            share((self.total / self.cells.max(1.0)).max(ROOM).sqrt())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(columns: usize, text: &str, expected: Fit) {
        let inlines = vec![Inline::Text(text.to_owned())];
        let cell = Cell { inlines, colspan: 1, rowspan: 1, ..Cell::default() };
        let table = Table { body: vec![vec![cell; columns]], ..Table::default() };
        assert_eq!(Grid::new(&table, true).fit, expected, "{columns} columns of {text}");
        let upright = Fit { landscape: false, small: expected.small || expected.landscape };
        assert_eq!(Grid::new(&table, false).fit, upright, "{columns} columns of {text}, upright");
    }

    #[test]
    fn a_wide_table_has_smaller_type_and_then_a_landscape_page() {
        let fit = |landscape, small| Fit { landscape, small };
        check(6, "某某项目建设资金", fit(false, false));
        check(7, "某某项目建设资金", fit(false, true));
        check(8, "某某项目建设资金", fit(true, false));
        check(9, "某某项目建设资金", fit(true, true));
        check(30, "某某项目建设资金", fit(true, true));
        check(11, "12.5", fit(false, false));
    }
}
