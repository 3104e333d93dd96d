//! Duties of tasks: lines, brackets and cells read once, each name kept with its place in the words.

use super::super::duty::{Duty, DutyKind};
use super::super::table::{Cell, Table};
use super::super::{Block, Paragraph, plain_text};
use crate::text::label::LineKind;
use crate::text::units::NamedParty;
use crate::text::{leaders, tail, units};
use std::ops::Range;

/// A bracket that names who answers for the words before it.
pub(super) struct Bracket {
    /// Where it stands, in bytes of the plain text of the paragraph, with the mark that ends the sentence.
    pub(super) range: Range<usize>,
    /// What it names, among the duties of the paragraph.
    pub(super) duties: Range<usize>,
}

/// Reads the brackets of a paragraph: what they name is kept with it.
pub(super) fn brackets(paragraph: &mut Paragraph) -> Vec<Bracket> {
    let text = plain_text(&paragraph.inlines);
    let mut brackets = Vec::new();
    for tail in tail::tails(&text) {
        let start = paragraph.duties.len();
        paragraph.duties.extend(parts(&text, tail.parts));
        brackets.push(Bracket { range: tail.range, duties: start..paragraph.duties.len() });
    }
    paragraph.duties.shrink_to_fit();
    brackets
}

/// The same for what stands in a list or a quotation, where a bracket makes no task of the words before it.
pub(super) fn brackets_within(block: &mut Block) {
    for child in block.children_mut() {
        match child {
            Block::Paragraph(paragraph) => {
                brackets(paragraph);
            }
            other => brackets_within(other),
        }
    }
}

/// The list that a label opens, over all the lines that it takes up.
struct LabelledList {
    kind: LineKind,
    words: String,
    /// For each line of it: where it begins in `words`, which line it is, and where it begins in that.
    pieces: Vec<(usize, usize, usize)>,
}

/// Reads the lines below a task. A line without a label goes on with the list above it, and shares its prefix.
pub(super) fn lines(lines: &mut [Paragraph]) {
    let mut lists: Vec<LabelledList> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let text = plain_text(&line.inlines);
        let parts = tail::line_parts(&text);
        if parts.is_empty()
            && let Some(list) = lists.last_mut()
        {
            list.pieces.push((list.words.len(), at, 0));
            list.words.push_str(&text);
        }
        lists.extend(parts.into_iter().map(|(kind, part)| LabelledList {
            kind,
            words: text[part.clone()].to_owned(),
            pieces: vec![(0, at, part.start)],
        }));
    }
    for list in lists {
        for mut duty in read(&list.words, list.kind) {
            let piece = list.pieces.partition_point(|(start, ..)| *start <= duty.range.start) - 1;
            let (start, line, from) = list.pieces[piece];
            let end = list.pieces.get(piece + 1).map_or(list.words.len(), |(next, ..)| *next);
            duty.range = duty.range.start - start + from..duty.range.end.min(end) - start + from;
            lines[line].duties.push(duty);
        }
    }
    lines.iter_mut().for_each(|line| line.duties.shrink_to_fit());
}

/// Reads the cells of a table that say who answers for its tasks.
pub(super) fn cells(table: &mut Table) {
    for line in table.tasks.iter().flat_map(|task| &task.lines) {
        let (row, cell) = line.place;
        let cell: Option<&mut Cell> = table.body.get_mut(row).and_then(|row| row.get_mut(cell));
        // A merged cell says it for several tasks.
        if let Some(cell) = cell.filter(|cell| cell.duties.is_empty()) {
            let text = plain_text(&cell.inlines);
            cell.duties = parts(&text, tail::cell_parts(&text, line.kind));
        }
    }
}

/// What the parts of a text name, in the order of the text.
fn parts(text: &str, parts: Vec<(LineKind, Range<usize>)>) -> Vec<Duty> {
    let mut duties = Vec::new();
    for (kind, part) in parts {
        let moved = |range: Range<usize>| part.start + range.start..part.start + range.end;
        let named = read(&text[part.clone()], kind).into_iter();
        duties.extend(named.map(|duty| Duty { range: moved(duty.range), ..duty }));
    }
    duties.shrink_to_fit();
    duties
}

/// What a value names that a label or the head of a column announces, in the order of its words.
fn read(value: &str, kind: LineKind) -> Vec<Duty> {
    let duties = |kind: DutyKind, names: Vec<NamedParty>| {
        names.into_iter().map(move |NamedParty { name, range }| Duty { kind, name, range }).collect::<Vec<_>>()
    };
    match kind {
        LineKind::Lead | LineKind::Responsible => {
            let list = units::read(value);
            let mut all = duties(kind.into(), list.units);
            all.extend(duties(DutyKind::Group, list.groups));
            all.sort_by_key(|duty| duty.range.start);
            all
        }
        LineKind::Leaders => duties(DutyKind::Leader, leaders::read(value)),
        LineKind::Deadline if !value.chars().any(char::is_alphanumeric) => Vec::new(),
        LineKind::Deadline => {
            let start = value.len() - value.trim_start().len();
            let name = value.trim().trim_end_matches(['。', '；']).to_owned();
            let range = start..start + name.len();
            duties(DutyKind::Deadline, vec![NamedParty { name, range }])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Options;
    use super::DutyKind::{Deadline, Group, Lead, Leader, Responsible};
    use super::*;
    use crate::document::{self, walk};
    use crate::source::Markdown;

    /// For every run of text that names somebody: what it names, the name in full, and as it is written.
    fn check(text: &str, expected: &[&[(DutyKind, &str, &str)]]) {
        let options = Options { inline_tasks: true, ..Options::default() };
        let (body, _) = document::read(&Markdown::new("plan.md", text.to_owned(), 0), options);
        let mut found = Vec::new();
        walk::texts(&body.blocks, &mut |inlines, place| {
            let text = plain_text(inlines);
            let written = |duty: &Duty| (duty.kind, duty.name.clone(), text[duty.range.clone()].to_owned());
            if !place.duties.is_empty() {
                found.push(place.duties.iter().map(written).collect::<Vec<_>>());
            }
        });
        let expected: Vec<Vec<(DutyKind, String, String)>> = expected
            .iter()
            .map(|run| {
                run.iter().map(|(kind, name, written)| (*kind, (*name).into(), (*written).into())).collect()
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_line_that_goes_on_without_a_label_keeps_its_names_and_shares_the_prefix() {
        check(
            "1. 甲事。\n\n牵头单位：市水务局、生态环境局、\n\n林业和草原局、各区、\n\n县（市）政府\n\n责任领导：副市长张　三\n",
            &[
                &[(Lead, "市水务局", "市水务局"), (Lead, "市生态环境局", "生态环境局")],
                &[(Lead, "市林业和草原局", "林业和草原局"), (Group, "各区、县（市）政府", "各区、")],
                &[(Leader, "张三", "张　三")],
            ],
        );
    }

    #[test]
    fn several_labels_on_one_line_keep_their_places() {
        check(
            "1. 甲事。\n\n（牵头单位：市财政局；配合单位：市教育局、民政局；完成时限：2026年底）\n",
            &[&[
                (Lead, "市财政局", "市财政局"),
                (Responsible, "市教育局", "市教育局"),
                (Responsible, "市民政局", "民政局"),
                (Deadline, "2026年底", "2026年底"),
            ]],
        );
    }

    #[test]
    fn brackets_are_read_wherever_they_stand() {
        let duties: &[(DutyKind, &str, &str)] =
            &[(Lead, "市科技局", "市科技局"), (Responsible, "市财政局", "市财政局")];
        check(
            "甲事。（市科技局牵头，市财政局配合）\n\n- 乙事。（市科技局牵头，市财政局配合）\n\n\
             > 丙事。（市科技局牵头，市财政局配合）\n\n第一条　丁事。（市科技局牵头，市财政局配合）\n",
            &[duties; 4],
        );
    }

    #[test]
    fn a_merged_cell_is_read_once() {
        check(
            "| 任务 | 责任单位 | 时限 |\n|---|---|---|\n| 甲事。 | 市财政局、教育局 | 6月。 |\n| 乙事。 | ^^ | 长期 |\n",
            &[
                &[(Responsible, "市财政局", "市财政局"), (Responsible, "市教育局", "教育局")],
                &[(Deadline, "6月", "6月")],
                &[(Deadline, "长期", "长期")],
            ],
        );
    }
}
