//! Tables as HTML: merged cells, headings, and figures that stand with their decimal points aligned.

use super::body::BodyWriter;
use super::escape::open_tag;
use crate::document::plain_text;
use crate::document::table::{self, Cell, CellAlignment};
use crate::paper::table::{Grid, figure};

impl BodyWriter<'_> {
    pub(super) fn table(&self, grid: &Grid<'_>, out: &mut String) {
        let table = grid.table;
        let class = if grid.fit.small { "table small" } else { "table" };
        out.push_str(&format!("<div class=\"{class}\" tabindex=\"0\" role=\"group\" aria-label=\"表格\">"));
        open_tag("table", table.anchor.as_deref(), None, out);
        if !table.caption.is_empty() {
            out.push_str("<caption>");
            self.inlines(&table.caption, out);
            out.push_str("</caption>");
        }
        for (section, rows) in [("thead", &table.head), ("tbody", &table.body)] {
            if rows.is_empty() {
                continue;
            }
            out.push_str(&format!("\n<{section}>\n"));
            for (at, (row, columns)) in rows.iter().zip(table::columns(rows)).enumerate() {
                let task = table.task_in(at).filter(|_| section == "tbody");
                out.push_str("<tr");
                if let Some(task) = task {
                    out.push_str(&format!(" id=\"{}\" class=\"task-row\"", task.anchor));
                    self.panels.task_units(&task.anchor, out);
                }
                out.push('>');
                for (place, (cell, column)) in row.iter().zip(columns).enumerate() {
                    let words = task.filter(|task| task.cells.first() == Some(&place));
                    let notes = words.map(|task| task.anchor.as_str());
                    let in_head = section == "thead";
                    let fraction = grid.columns.get(column).map_or(0, |column| column.fraction);
                    self.cell(cell, CellPlace { in_head, fraction, task: notes }, out);
                }
                out.push_str("</tr>\n");
            }
            out.push_str(&format!("</{section}>"));
        }
        out.push_str("\n</table></div>\n");
    }

    fn cell(&self, cell: &Cell, CellPlace { in_head, fraction, task }: CellPlace<'_>, out: &mut String) {
        let name = if cell.header { "th" } else { "td" };
        out.push('<');
        out.push_str(name);
        if cell.header {
            let scope = match (in_head, cell.colspan > 1) {
                (true, true) => "colgroup",
                (true, false) => "col",
                (false, _) => "row",
            };
            out.push_str(&format!(" scope=\"{scope}\""));
        }
        if let Some(class) = cell_class(cell, fraction, in_head) {
            out.push_str(&format!(" class=\"{class}\""));
        }
        if cell.colspan > 1 {
            out.push_str(&format!(" colspan=\"{}\"", cell.colspan));
        }
        if cell.rowspan > 1 {
            out.push_str(&format!(" rowspan=\"{}\"", cell.rowspan));
        }
        out.push('>');
        self.inlines(&cell.inlines, out);
        if let Some(task) = task {
            out.push_str(self.panels.task(task));
        }
        out.push_str(&format!("</{name}>"));
    }
}

/// Where a cell stands.
#[derive(Clone, Copy)]
struct CellPlace<'a> {
    in_head: bool,
    /// The most digits after a decimal point in its column.
    fraction: usize,
    /// The task whose words it holds, by its id.
    task: Option<&'a str>,
}

/// Cells with more characters than this hold running text and need room.
const LONG_CELL: usize = 24;

/// A theme knows so many digits.
const MOST_DIGITS: usize = 3;

fn cell_class(cell: &Cell, longest: usize, in_head: bool) -> Option<String> {
    if cell.alignment == CellAlignment::Right && cell.colspan <= 1 {
        // Figures of one column stand with their decimal points below each other.
        let fraction = figure(cell).filter(|_| !in_head).map(|figure| figure.fraction);
        let missing = fraction.map_or(0, |digits| longest.min(MOST_DIGITS).saturating_sub(digits));
        return Some(match (missing, fraction) {
            (0, _) => "right".to_owned(),
            (missing, Some(0)) => format!("right short-{missing} whole"),
            (missing, _) => format!("right short-{missing}"),
        });
    }
    let aligned = match cell.alignment {
        CellAlignment::None => None,
        CellAlignment::Left => Some("left"),
        CellAlignment::Center | CellAlignment::Right => Some("center"),
    };
    let long = plain_text(&cell.inlines).chars().count() > LONG_CELL;
    match (aligned, long) {
        (aligned, false) => aligned.map(str::to_owned),
        (None, true) => Some("long".to_owned()),
        (Some(aligned), true) => Some(format!("{aligned} long")),
    }
}
