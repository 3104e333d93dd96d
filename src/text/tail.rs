//! Who answers for a task, in brackets behind its words: （财政部、发展改革委等按职责分工负责，年内持续推进）.
//!
//! Plans of the State Council and others that write no lines of their own say it so, also with 牵头,
//! 配合, 会同 and 参与. A bracket counts only if a word of duty stands in it and what it names look like
//! units: （由主要负责同志负责） and （谁主管、谁负责） do not.

use super::label::{self, LineKind};
use super::units;
use std::ops::Range;

/// A bracket that names who answers for the words before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tail {
    /// The bracket, with the mark that closes the sentence after it, in bytes.
    pub range: Range<usize>,
    /// What its parts name, and where they stand in the text.
    pub parts: Vec<(LineKind, Range<usize>)>,
}

/// The words of duty that a part ends with, and what they make of those named before them.
const DUTIES: [(&str, LineKind); 12] = [
    ("牵头负责", LineKind::Lead),
    ("牵头落实", LineKind::Lead),
    ("牵头组织", LineKind::Lead),
    ("牵头", LineKind::Lead),
    ("配合", LineKind::Responsible),
    ("参与", LineKind::Responsible),
    ("参加", LineKind::Responsible),
    ("协助", LineKind::Responsible),
    ("支持", LineKind::Responsible),
    ("负责", LineKind::Responsible),
    ("落实", LineKind::Responsible),
    ("组织实施", LineKind::Responsible),
];
/// The words between one that leads and those that join it.
const JOINED_BY: [&str; 3] = ["会同", "商", "牵头会同"];

/// All such brackets of a text, in order.
pub fn tails(text: &str) -> Vec<Tail> {
    let mut tails = Vec::new();
    let mut from = 0;
    while let Some(open) = text[from..].find(['（', '(']).map(|at| from + at) {
        let Some(close) = closing(text, open) else { break };
        from = close;
        let bracket = text[open..].chars().next().map_or(1, char::len_utf8);
        let inner = open + bracket..close;
        let parts = parts(text, inner);
        if parts.is_empty() {
            continue;
        }
        let after = close + text[close..].chars().next().map_or(1, char::len_utf8);
        let mark = text[after..].chars().next().filter(|c| matches!(c, '。' | '；' | '，'));
        from = after + mark.map_or(0, char::len_utf8);
        tails.push(Tail { range: open..from, parts });
    }
    tails
}

/// Where the bracket that opens at `open` closes.
fn closing(text: &str, open: usize) -> Option<usize> {
    let mut depth = 0usize;
    for (offset, c) in text[open..].char_indices() {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(open + offset);
                }
            }
            _ => {}
        }
    }
    None
}

/// What the words in a bracket name; empty when it is none of ours.
fn parts(text: &str, inner: Range<usize>) -> Vec<(LineKind, Range<usize>)> {
    let words = &text[inner.clone()];
    let place = |range: Range<usize>| inner.start + range.start..inner.start + range.end;
    if label::task_line(words).is_some() {
        return labelled(words).into_iter().map(|(kind, range)| (kind, place(range))).collect();
    }
    let mut parts: Vec<(LineKind, Range<usize>)> = Vec::new();
    // Names whose duty is said further on: A、B，各市人民政府按职责分工负责.
    let mut waiting: Vec<Range<usize>> = Vec::new();
    let mut duty_seen = false;
    for clause in units::clauses(words) {
        let said = &words[clause.clone()];
        if let Some(joint) = joint(said) {
            duty_seen = true;
            parts.extend(waiting.drain(..).map(|range| (LineKind::Lead, place(range))));
            parts.push((LineKind::Lead, place(clause.start..clause.start + joint.start)));
            parts.push((LineKind::Responsible, place(clause.start + joint.end..clause.end)));
        } else if let Some((_, kind)) = DUTIES.iter().find(|(duty, _)| said.ends_with(duty)) {
            duty_seen = true;
            parts.extend(waiting.drain(..).map(|range| (*kind, place(range))));
            parts.push((*kind, place(clause)));
        } else if names_units(said) {
            waiting.push(clause);
        } else {
            parts.push((LineKind::Deadline, place(clause)));
        }
    }
    parts.extend(waiting.into_iter().map(|range| (LineKind::Responsible, place(range))));
    parts.sort_by_key(|(_, range)| range.start);
    let named = parts.iter().any(|(kind, range)| *kind != LineKind::Deadline && names_units(&text[range.clone()]));
    if duty_seen && named { parts } else { Vec::new() }
}

/// 市科技局会同市财政局: where the word between them stands.
fn joint(clause: &str) -> Option<Range<usize>> {
    JOINED_BY
        .iter()
        .filter_map(|word| clause.find(word).map(|at| at..at + word.len()))
        .find(|joint| names_units(&clause[..joint.start]) && names_units(&clause[joint.end..]))
}

/// Is everything that is named here a unit, or a group of units?
fn names_units(words: &str) -> bool {
    let list = units::read(words);
    let count = list.units.len() + list.groups.len();
    count > 0 && list.units.iter().all(|unit| units::is_unit(&unit.name))
}

/// What a line with labels names: 牵头单位：市财政局；责任单位：市教育局、民政局. The ranges are those of the
/// values, in bytes.
pub fn labelled(line: &str) -> Vec<(LineKind, Range<usize>)> {
    let gap = |c: char| matches!(c, '；' | ';' | '，' | '。') || c.is_whitespace();
    let mut parts: Vec<(LineKind, Range<usize>)> = Vec::new();
    for (at, c) in line.char_indices() {
        let before = &line[..at];
        let opens = before.trim_end_matches(['（', '【']).is_empty() || before.ends_with(gap);
        if !opens || c.is_whitespace() {
            continue;
        }
        let Some(label) = label::task_line(&line[at..]) else { continue };
        if parts.last().is_some_and(|(_, last)| at < last.start) {
            continue;
        }
        if let Some((_, last)) = parts.last_mut() {
            last.end = before.trim_end_matches(gap).len().max(last.start);
        }
        parts.push((label.kind, at + label.length..line.len()));
    }
    if let Some((_, last)) = parts.last_mut()
        && line.starts_with(['（', '('])
    {
        last.end = line.trim_end_matches(['。', '；']).trim_end_matches(['）', ')']).len().max(last.start);
    }
    parts
}

/// What a line below a task names, with labels or as a bracket.
pub fn line_parts(line: &str) -> Vec<(LineKind, Range<usize>)> {
    let parts = labelled(line);
    if !parts.is_empty() {
        return parts;
    }
    tails(line).into_iter().flat_map(|tail| tail.parts).collect()
}

/// Is the whole line a bracket that names who answers for what stands above it?
pub fn is_line(line: &str) -> bool {
    let line = line.trim();
    line.starts_with(['（', '(']) && tails(line).first().is_some_and(|tail| tail.range == (0..line.len()))
}

#[cfg(test)]
mod tests {
    use super::LineKind::{Deadline, Lead, Responsible};
    use super::*;

    fn check(text: &str, expected: &[(LineKind, &str)]) {
        let found: Vec<(LineKind, &str)> = tails(text)
            .into_iter()
            .flat_map(|tail| tail.parts)
            .map(|(kind, range)| (kind, &text[range]))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn brackets_of_the_state_council() {
        check(
            "推进改革。（财政部、发展改革委等按职责分工负责，年内持续推进）",
            &[(Responsible, "财政部、发展改革委等按职责分工负责"), (Deadline, "年内持续推进")],
        );
        check(
            "做好工作（国家发展改革委牵头，财政部、税务总局等配合，2026年6月底前完成）。",
            &[
                (Lead, "国家发展改革委牵头"),
                (Responsible, "财政部、税务总局等配合"),
                (Deadline, "2026年6月底前完成"),
            ],
        );
        check("一项。（市科技局会同市财政局负责）", &[(Lead, "市科技局"), (Responsible, "市财政局负责")]);
        check(
            "一项。（市财政局、市教育局，各区、县（市）政府按职责分工负责）",
            &[(Responsible, "市财政局、市教育局"), (Responsible, "各区、县（市）政府按职责分工负责")],
        );
        check(
            "一项。（责任单位：市财政局、教育局；完成时限：2026年底）",
            &[(Responsible, "市财政局、教育局"), (Deadline, "2026年底")],
        );
    }

    #[test]
    fn other_brackets_are_words() {
        for text in [
            "（由主要负责同志负责）",
            "坚持党政同责（谁主管、谁负责）",
            "沈阳（市）",
            "见附件（略）",
            "《办法（试行）》由市财政局负责解释",
            "（以下简称牵头单位）",
        ] {
            check(text, &[]);
        }
    }

    #[test]
    fn several_labels_on_one_line() {
        let line = "牵头单位：市财政局；责任单位：市教育局、民政局。";
        let parts: Vec<(LineKind, &str)> =
            line_parts(line).into_iter().map(|(kind, part)| (kind, &line[part])).collect();
        assert_eq!(parts, [(Lead, "市财政局"), (Responsible, "市教育局、民政局。")]);
    }

    #[test]
    fn a_bracket_of_its_own_is_a_line() {
        assert!(is_line("（市财政局牵头，市教育局配合）"));
        assert!(!is_line("推进改革。（市财政局牵头）"));
    }
}
