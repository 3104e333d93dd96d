//! Tables as Typst source, as wide and in such type as `paper::table` has found.

use super::body::TypstWriter;
use super::markup::{array, string, sum};
use crate::document::table::{self, Cell, CellAlignment};
use crate::paper::measures::TABLE_SMALL;
use crate::paper::table::{Grid, GridColumn, Width, figure, may_break};

impl TypstWriter<'_> {
    /// The lines of code for a table.
    pub(super) fn table(&self, grid: &Grid<'_>) -> Vec<String> {
        let table = grid.table;
        let mut lines = Vec::from_iter(self.anchor(table.anchor.as_deref()));
        if !table.caption.is_empty() {
            lines.push(format!("centred({})", self.inlines(&table.caption)));
        }
        let head: Vec<String> = table
            .head
            .iter()
            .flatten()
            .map(|it| cell(self, it, CellContext { header: true, ..CellContext::default() }))
            .collect();
        let starts = table::columns(&table.body);
        let mut body = Vec::new();
        for (at, (row, starts)) in table.body.iter().zip(starts).enumerate() {
            let task = table.task_in(at);
            let mut before = Vec::from_iter(self.anchor(task.map(|task| task.anchor.as_str())));
            before.extend(task.map(|task| format!("[#metadata({})<task>]", task.number)));
            for (it, start) in row.iter().zip(starts) {
                let column = grid.columns.get(start).copied().unwrap_or_default();
                let before = std::mem::take(&mut before);
                body.push(cell(self, it, CellContext { header: it.header, column, before }));
            }
        }
        let size = if grid.fit.small { format!("{TABLE_SMALL}pt") } else { "none".to_owned() };
        let widths = array(grid.columns.iter().map(|column| match column.width {
            Width::Natural => "auto".to_owned(),
            Width::Share(share) => format!("{share}fr"),
        }));
        lines.push(format!("in-table({widths}, size: {size}, head: {}, body: {})", array(head), array(body)));
        lines
    }
}

/// Where a cell stands.
#[derive(Default)]
struct CellContext {
    header: bool,
    column: GridColumn,
    /// What stands before its words: the places of its row.
    before: Vec<String>,
}

fn cell(writer: &TypstWriter<'_>, cell: &Cell, CellContext { header, column, mut before }: CellContext) -> String {
    let mut words = match header {
        true if cell.inlines.is_empty() => "[]".to_owned(),
        true => format!("hei({})", writer.plain_inlines(&cell.inlines)),
        false => writer.inlines(&cell.inlines),
    };
    let figure = figure(cell).filter(|_| !header);
    if let Some(figure) = figure {
        let zeros = |count: usize| "0".repeat(count);
        let point = if figure.fraction == 0 && column.fraction > 0 { "." } else { "" };
        let after = format!("{point}{}", zeros(column.fraction.saturating_sub(figure.fraction)));
        let front = zeros(column.whole.saturating_sub(figure.whole));
        words = format!("figure-of({}, {words}, {})", string(&front), string(&after));
    }
    before.push(words);
    let align = match cell.alignment {
        _ if header || figure.is_some() => "center + horizon",
        CellAlignment::Right if cell.colspan <= 1 => "right + horizon",
        CellAlignment::Left => "left + horizon",
        CellAlignment::None if column.long && cell.colspan <= 1 => "left + horizon",
        _ => "center + horizon",
    };
    let mut call = format!("c({}, align: {align}", sum(before));
    if cell.colspan > 1 {
        call.push_str(&format!(", columns: {}", cell.colspan));
    }
    if cell.rowspan > 1 {
        call.push_str(&format!(", rows: {}", cell.rowspan));
    }
    if may_break(cell) {
        call.push_str(", whole: false");
    }
    call.push(')');
    call
}
