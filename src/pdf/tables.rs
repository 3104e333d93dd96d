//! Tables on paper: widths from what the columns hold, smaller type or a landscape page for wide ones.

use super::body::BodyWriter;
use super::markup::{array, string, sum};
use crate::document::table::{self, Alignment, Cell, Table};
use crate::document::{Inline, plain_text};
use crate::paper;

/// Columns whose widest cell is not wider than this, in characters, are as wide as that.
const NARROW: f64 = 7.0;
/// Room that a column of running text wants at least, in characters.
const ROOM: f64 = 6.0;
/// White at the sides of a cell, in characters.
const SIDES: f64 = 0.9;
/// Columns with a longer cell are set flush left.
const LONG: f64 = 12.0;
/// Room that a column of pictures wants, in characters.
const PICTURE: f64 = 14.0;
/// A row with a longer cell may be broken at the foot of a page.
const BREAKABLE: f64 = 300.0;
const POINT: f64 = 25.4 / 72.0;

/// The lines of code for a table, and how it fits. On a landscape page small type is enough, and where there can be
/// none it has to be.
pub(super) fn table(writer: &BodyWriter<'_>, table: &Table) -> (Vec<String>, Fit) {
    let mut lines = Vec::new();
    let anchor = writer.anchor(table.anchor.as_deref());
    if anchor != "\"\"" {
        lines.push(anchor);
    }
    if !table.caption.is_empty() {
        lines.push(format!("centred({})", writer.inlines(&table.caption)));
    }
    let columns = Columns::measure(table);
    let head: Vec<String> = table
        .head
        .iter()
        .flatten()
        .map(|cell| self::cell(writer, cell, Place { header: true, ..Place::default() }))
        .collect();
    let starts = table::columns(&table.body);
    let mut body = Vec::new();
    for (at, (row, starts)) in table.body.iter().zip(starts).enumerate() {
        let task = table.task_in(at);
        let mut before = vec![writer.anchor(task.map(|task| task.anchor.as_str()))];
        before.extend(task.map(|task| format!("[#metadata({})<task>]", task.number)));
        for (cell, start) in row.iter().zip(starts) {
            let column = columns.0.get(start).copied().unwrap_or_default();
            let before = std::mem::take(&mut before);
            body.push(self::cell(writer, cell, Place { header: cell.header, column, before }));
        }
    }
    let fit = columns.fit();
    let size = match fit {
        Fit::Normal => "none".to_owned(),
        Fit::Small | Fit::Landscape => format!("{}pt", paper::TABLE_SMALL),
    };
    lines.push(format!(
        "in-table({}, size: {size}, head: {}, body: {})",
        columns.widths(),
        array(head),
        array(body)
    ));
    (lines, fit)
}

/// Where a cell stands.
#[derive(Default)]
struct Place {
    header: bool,
    column: Column,
    /// What stands before its words: the places of its row.
    before: Vec<String>,
}

fn cell(writer: &BodyWriter<'_>, cell: &Cell, Place { header, column, mut before }: Place) -> String {
    let text = plain_text(&cell.inlines);
    let mut words = writer.inlines(&cell.inlines);
    if header && !words.starts_with("hei(") && words != "[]" {
        words = format!("hei({words})");
    }
    let figure = figure(&text).filter(|_| cell.alignment == Alignment::Right && cell.colspan <= 1 && !header);
    if let Some((whole, fraction)) = figure {
        let zeros = |count: usize| "0".repeat(count);
        let point = if fraction == 0 && column.fraction > 0 { "." } else { "" };
        let after = format!("{point}{}", zeros(column.fraction.saturating_sub(fraction)));
        let front = zeros(column.whole.saturating_sub(whole));
        words = format!("figure-of({}, {words}, {})", string(&front), string(&after));
    }
    before.push(words);
    let align = match cell.alignment {
        _ if header || figure.is_some() => "center + horizon",
        Alignment::Right if cell.colspan <= 1 => "right + horizon",
        Alignment::Left => "left + horizon",
        Alignment::None if column.widest > LONG && cell.colspan <= 1 => "left + horizon",
        _ => "center + horizon",
    };
    let mut call = format!("c({}, align: {align}", sum(&before));
    if cell.colspan > 1 {
        call.push_str(&format!(", columns: {}", cell.colspan));
    }
    if cell.rowspan > 1 {
        call.push_str(&format!(", rows: {}", cell.rowspan));
    }
    if cell.rowspan > 1 || width(&text) > BREAKABLE {
        call.push_str(", whole: false");
    }
    call.push(')');
    call
}

/// How many digits a figure has before and after its point; `None` for what is no figure.
fn figure(text: &str) -> Option<(usize, usize)> {
    let text = text.trim();
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    (!whole.is_empty() && digits(whole) && digits(fraction)).then_some((whole.len(), fraction.len()))
}

/// How a table is made to fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fit {
    Normal,
    Small,
    Landscape,
}

/// What the columns hold: the widest cell and the mean, in characters.
struct Columns(Vec<Column>);

#[derive(Clone, Copy, Default)]
struct Column {
    widest: f64,
    total: f64,
    cells: f64,
    /// The most digits before and after the point of its figures.
    whole: usize,
    fraction: usize,
}

impl Columns {
    fn measure(table: &Table) -> Self {
        let mut columns: Vec<Column> = Vec::new();
        for rows in [&table.head, &table.body] {
            let starts = table::columns(rows);
            for (cell, start) in rows.iter().flatten().zip(starts.into_iter().flatten()) {
                let end = start + cell.colspan.max(1) as usize;
                if columns.len() < end {
                    columns.resize(end, Column::default());
                }
                if cell.colspan <= 1 {
                    let text = plain_text(&cell.inlines);
                    let pictures = cell.inlines.iter().any(|inline| matches!(inline, Inline::Image(_)));
                    let width = width(&text).max(if pictures { PICTURE } else { 0.0 });
                    let column = &mut columns[start];
                    column.widest = column.widest.max(width);
                    column.total += width;
                    column.cells += 1.0;
                    if let Some((whole, fraction)) = figure(&text) {
                        column.whole = column.whole.max(whole);
                        column.fraction = column.fraction.max(fraction);
                    }
                }
            }
        }
        Self(columns)
    }

    fn narrow(column: &Column) -> bool {
        column.widest <= NARROW
    }

    /// The width without which words would be cut, in characters.
    fn least(&self) -> f64 {
        self.0
            .iter()
            .map(|column| column.widest.min(if Self::narrow(column) { NARROW } else { ROOM }) + SIDES)
            .sum()
    }

    fn fit(&self) -> Fit {
        let room = |size: f64| paper::TEXT_WIDTH / (size * POINT);
        if self.least() <= room(paper::TABLE_SIZE) {
            Fit::Normal
        } else if self.least() <= room(paper::TABLE_SMALL) {
            Fit::Small
        } else {
            Fit::Landscape
        }
    }

    /// Narrow columns take what they need, the others share the rest by how much they hold.
    fn widths(&self) -> String {
        // Where not all fit, none is left to itself: the typesetter would cut through words.
        let size = if self.fit() == Fit::Normal { paper::TABLE_SIZE } else { paper::TABLE_SMALL };
        let natural: f64 = self.0.iter().map(|column| column.widest + SIDES).sum();
        let tight = self.0.iter().all(Self::narrow) && natural * size * POINT > paper::TEXT_WIDTH * 0.9;
        array(self.0.iter().map(|column| {
            if tight {
                format!("{}fr", ((column.widest + SIDES) * 100.0).round() as u32)
            } else if Self::narrow(column) {
                "auto".to_owned()
            } else {
                let mean = column.total / column.cells.max(1.0);
                format!("{}fr", (mean.max(ROOM).sqrt() * 100.0).round() as u32)
            }
        }))
    }
}

/// The width of a text in characters: a half-width one counts as half.
fn width(text: &str) -> f64 {
    text.chars().map(|c| if c.is_ascii() { 0.5 } else { 1.0 }).sum()
}
