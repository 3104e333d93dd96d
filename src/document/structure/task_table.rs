//! Tables of tasks, as districts write their division plans: 序号｜任务｜牵头单位｜配合单位｜责任领导, with the
//! ordinals or without, headings of sections in rows of their own or in merged cells.
//!
//! Any table whose headings name a column of tasks and a column of units is one.

use super::super::plain_text;
use super::super::table::{Cell, Table, TaskLine, TaskRow, columns};
use crate::text::label::{self, Column, LineKind};
use crate::text::numbering::official_number;
use crate::text::numeral;

/// A cell of the grid: the row and the place in the row of the cell that covers it.
type CellPlace = (usize, usize);

/// The tasks of a table; empty when it holds none. `first` is the ordinal for the first task of a table
/// without ordinals; `claim` makes the id of a task from its ordinal.
pub(super) fn rows(table: &Table, first: u32, claim: &mut dyn FnMut(u32) -> String) -> Vec<TaskRow> {
    let headings = headings(table);
    let kinds: Vec<(usize, Column)> =
        headings.iter().map(|(column, heading)| (*column, label::column(heading))).collect();
    let lines = kinds.iter().find(|(_, kind)| matches!(kind, Column::Line(_))).map_or(0, |(column, _)| *column);
    let mut words: Vec<usize> =
        kinds.iter().filter(|(_, kind)| *kind == Column::Words).map(|(column, _)| *column).collect();
    // The words stand before those who answer for them, in rare tables behind.
    if words.first().is_some_and(|first| *first < lines) {
        words.retain(|column| *column < lines);
    }
    let announced =
        headings.iter().any(|(column, heading)| words.contains(column) && label::announces_tasks(heading));
    let units = |kind: &Column| matches!(kind, Column::Line(LineKind::Lead | LineKind::Responsible));
    let Some(task_column) = words.last().copied().filter(|_| announced) else { return Vec::new() };
    if !kinds.iter().any(|(_, kind)| units(kind)) {
        return Vec::new();
    }
    let reader = Reader { table, grid: grid(&table.body), kinds, headings, words, task_column };
    reader.whole_rows().read(first, claim)
}

/// The heading of each column: the cells of all rows of the head above it.
fn headings(table: &Table) -> Vec<(usize, String)> {
    let head = grid(&table.head);
    let width = head.iter().map(Vec::len).max().unwrap_or(0);
    (0..width)
        .map(|column| {
            let mut places: Vec<CellPlace> = head.iter().filter_map(|row| *row.get(column)?).collect();
            places.dedup();
            let text = |(row, cell): CellPlace| {
                table.head.get(row).and_then(|row| row.get(cell)).map(|cell| plain_text(&cell.inlines))
            };
            (column, places.into_iter().filter_map(text).collect())
        })
        .collect()
}

struct Reader<'a> {
    table: &'a Table,
    /// For each row of the body, the cell that covers each column.
    grid: Vec<Vec<Option<CellPlace>>>,
    kinds: Vec<(usize, Column)>,
    headings: Vec<(usize, String)>,
    words: Vec<usize>,
    task_column: usize,
}

impl Reader<'_> {
    /// Where every row has a 重点任务 of its own, that is the task, and what stands behind it (工作目标, 具体措施)
    /// belongs to it. Where several rows share one, each of them is a task.
    fn whole_rows(mut self) -> Self {
        let heading =
            |column: usize| self.headings.iter().find(|(at, _)| *at == column).map_or("", |(_, text)| text);
        let task = self
            .words
            .iter()
            .copied()
            .find(|column| ["任务", "事项"].iter().any(|word| heading(*column).contains(word)));
        let own = |column: usize| {
            let places: Vec<Option<CellPlace>> = (0..self.grid.len()).map(|row| self.at(row, column)).collect();
            let filled = places
                .iter()
                .flatten()
                .all(|place| !self.text(*place).trim().is_empty() || self.section_row(place.0).is_some());
            filled && places.windows(2).all(|pair| pair[0] != pair[1])
        };
        if let Some(task) = task.filter(|task| *task != self.task_column && own(*task)) {
            self.task_column = task;
        }
        self
    }

    fn read(&self, first: u32, claim: &mut dyn FnMut(u32) -> String) -> Vec<TaskRow> {
        let mut tasks: Vec<TaskRow> = Vec::new();
        let mut opened: Vec<String> = Vec::new();
        for row in 0..self.grid.len() {
            if let Some(heading) = self.section_row(row) {
                let level = |heading: &str| official_number(heading).map(|number| number.level);
                opened.retain(|open| level(open) < level(&heading));
                opened.push(heading);
                continue;
            }
            let Some(place) = self.at(row, self.task_column) else { continue };
            // 合计: neither an ordinal, where others have one, nor anybody who answers for it.
            if self.text(place).trim().is_empty()
                || (self.numbered() && self.number(row).is_none() && self.nobody(row))
            {
                continue;
            }
            // A cell that reaches over several rows is one task.
            if tasks.last().is_none_or(|task| task.row < place.0) {
                let before = self.words.iter().filter(|column| **column < self.task_column);
                let behind = self.words.iter().filter(|column| **column > self.task_column);
                let behind = behind.filter_map(|column| self.at(row, *column)).filter(|other| other.0 == place.0);
                let cells = std::iter::once(place.1).chain(behind.map(|place| place.1)).collect();
                let merged = before.filter_map(|column| self.at(row, *column)).map(|place| self.text(place));
                let section =
                    opened.iter().cloned().chain(merged.filter(|text| !text.trim().is_empty())).collect();
                let counted = tasks.last().map_or(first, |task| task.number.saturating_add(1));
                let number = self.number(row).unwrap_or(counted);
                tasks.push(TaskRow {
                    anchor: claim(number),
                    number,
                    row: place.0,
                    cells,
                    number_length: official_number(self.text(place).trim()).map_or(0, |number| number.length),
                    section,
                    lines: Vec::new(),
                });
            }
            let Some(task) = tasks.last_mut() else { continue };
            for (column, kind) in &self.kinds {
                let Column::Line(kind) = *kind else { continue };
                let Some(place) = self.at(row, *column) else { continue };
                let heading =
                    self.headings.iter().find(|(at, _)| at == column).map(|(_, heading)| heading.clone());
                let line = TaskLine { kind, heading: heading.unwrap_or_default(), place };
                if !self.text(place).trim().is_empty() && !task.lines.contains(&line) {
                    task.lines.push(line);
                }
            }
        }
        tasks
    }

    /// The heading that a row is, when nobody answers for it: 一、现代农业.
    fn section_row(&self, row: usize) -> Option<String> {
        let cells = self.table.body.get(row)?;
        let mut texts = cells.iter().map(|cell| plain_text(&cell.inlines)).filter(|text| !text.trim().is_empty());
        let only = texts.next()?;
        let spans = cells.len() == 1 || official_number(&only).is_some();
        (texts.next().is_none() && spans).then(|| only.trim().to_owned())
    }

    fn numbered(&self) -> bool {
        self.kinds.iter().any(|(_, kind)| *kind == Column::Number)
    }

    fn nobody(&self, row: usize) -> bool {
        let lines = self.kinds.iter().filter(|(_, kind)| matches!(kind, Column::Line(_)));
        lines.filter_map(|(column, _)| self.at(row, *column)).all(|place| self.text(place).trim().is_empty())
    }

    fn number(&self, row: usize) -> Option<u32> {
        let (column, _) = self.kinds.iter().find(|(_, kind)| *kind == Column::Number)?;
        let text = self.text(self.at(row, *column)?);
        let text = text.trim().trim_end_matches(['.', '．', '、']);
        text.parse().ok().or_else(|| numeral::value(text)).filter(|number| *number > 0)
    }

    fn at(&self, row: usize, column: usize) -> Option<CellPlace> {
        *self.grid.get(row)?.get(column)?
    }

    fn text(&self, place: CellPlace) -> String {
        self.table.cell(place).map(|cell| plain_text(&cell.inlines)).unwrap_or_default()
    }
}

/// For each row, the cell that covers each column, merged cells taken into account.
fn grid(rows: &[Vec<Cell>]) -> Vec<Vec<Option<CellPlace>>> {
    let mut grid: Vec<Vec<Option<CellPlace>>> = vec![Vec::new(); rows.len()];
    for (row, (cells, starts)) in rows.iter().zip(columns(rows)).enumerate() {
        for (at, (cell, start)) in cells.iter().zip(starts).enumerate() {
            for covered in grid.iter_mut().skip(row).take(cell.rowspan.max(1) as usize) {
                let end = start + cell.colspan.max(1) as usize;
                if covered.len() < end {
                    covered.resize(end, None);
                }
                covered[start..end].fill(Some((row, at)));
            }
        }
    }
    grid
}
