//! Brackets behind the words of a task that say who answers for it: （财政部、发展改革委等按职责分工负责，年内持续推进）.
//!
//! Plans of the State Council and others that write no lines of their own say it so, also with 牵头,
//! 配合, 会同 and 参与. A bracket counts only if a word of duty stands in it and what it names look like
//! units: （由主要负责同志负责） and （谁主管、谁负责） do not.

use super::cut::Cut;
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
const DUTIES: [(&str, LineKind); 15] = [
    ("为牵头单位", LineKind::Lead),
    ("为责任单位", LineKind::Responsible),
    ("为配合单位", LineKind::Responsible),
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
const JOINED_BY: [&str; 2] = ["牵头会同", "会同"];
/// What tells when something must be done.
const TIMES: [&str; 12] = ["年", "月", "日", "底", "前", "持续", "长期", "季度", "适时", "随时", "及时", "同步"];
/// The brackets that can hold such words, opening and closing.
const BRACKETS: [(char, char); 4] = [('（', '）'), ('(', ')'), ('［', '］'), ('[', ']')];

/// A bracket that holds brackets more levels deep than this names nobody.
const DEEPEST: usize = 4;

/// All such brackets of a text, in order; where there is none, labels behind the words
/// (推进改革。牵头单位：市财政局。).
pub fn tails(text: &str) -> Vec<Tail> {
    let mut tails: Vec<Tail> = Vec::new();
    let text_end = text.trim_end().len();
    for Bracket { outer, inner } in brackets(text) {
        if tails.last().is_some_and(|tail| outer.start < tail.range.end) {
            continue;
        }
        let mark = text.part(outer.end..).chars().next().filter(|c| matches!(c, '。' | '；' | '，'));
        let end = outer.end + mark.map_or(0, char::len_utf8);
        // Units alone mean something only behind a finished sentence.
        let finished = text.part(..outer.start).trim_end().ends_with(['。', '；'])
            || mark == Some('。')
            || outer.end == text_end;
        let parts = parts(text, inner, finished);
        if !parts.is_empty() {
            tails.push(Tail { range: outer.start..end, parts });
        }
    }
    if tails.is_empty() {
        tails.extend(labels_behind(text));
    }
    tails
}

/// 推进改革。牵头单位：市财政局。责任单位：市教育局。
fn labels_behind(text: &str) -> Option<Tail> {
    let at = text.match_indices(['。', '；']).map(|(at, mark)| at + mark.len()).find(|at| {
        let rest = text.part(*at..).trim_start();
        label::task_line(rest).is_some_and(|label| label.known)
    })?;
    let parts = labelled(text.part(at..));
    let moved = |(kind, range): (LineKind, Range<usize>)| (kind, at + range.start..at + range.end);
    Some(Tail { range: at..text.len(), parts: parts.into_iter().map(moved).collect() })
}

/// A bracket that is closed, and what stands in it.
struct Bracket {
    outer: Range<usize>,
    inner: Range<usize>,
}

/// The brackets of a text, in the order in which they open. Each kind is matched by itself. Found in one walk,
/// so that a text of brackets alone costs no more than another of its length.
fn brackets(text: &str) -> Vec<Bracket> {
    /// A bracket that is open: where it begins, where its words begin, how deep are the brackets within it.
    struct Open(usize, usize, usize);
    let mut open: [Vec<Open>; BRACKETS.len()] = Default::default();
    let mut found = Vec::new();
    for (at, c) in text.char_indices() {
        for ((opening, closing), open) in BRACKETS.iter().zip(&mut open) {
            if c == *opening {
                open.push(Open(at, at + c.len_utf8(), 0));
            } else if c == *closing
                && let Some(Open(start, inner, depth)) = open.pop()
            {
                if let Some(outer) = open.last_mut() {
                    outer.2 = outer.2.max(depth + 1);
                }
                if depth <= DEEPEST {
                    found.push(Bracket { outer: start..at + c.len_utf8(), inner: inner..at });
                }
            }
        }
    }
    found.sort_unstable_by_key(|bracket| bracket.outer.start);
    found
}

/// What the words in a bracket name; empty when it is none of ours. `finished` says that a sentence ends
/// there, where units without a word of duty count as well.
fn parts(text: &str, inner: Range<usize>, finished: bool) -> Vec<(LineKind, Range<usize>)> {
    let words = text.part(inner.clone());
    let place =
        |(kind, range): (LineKind, Range<usize>)| (kind, inner.start + range.start..inner.start + range.end);
    if label::task_line(words).is_some() {
        return labelled(words).into_iter().map(place).collect();
    }
    let Duties { parts, said } = duties(words, LineKind::Responsible);
    let named: usize = parts
        .iter()
        .filter(|(kind, _)| *kind != LineKind::Deadline)
        .map(|(_, range)| count_units(words.part(range.clone())))
        .sum();
    let dated = parts.iter().any(|(kind, _)| *kind == LineKind::Deadline);
    let enough = if said { named > 0 } else { finished && (named > 1 || (named == 1 && dated)) };
    if enough { parts.into_iter().map(place).collect() } else { Vec::new() }
}

/// What words without labels name: 市财政局牵头、市教育局配合，6月底前完成.
struct Duties {
    parts: Vec<(LineKind, Range<usize>)>,
    /// Does a word of duty stand there?
    said: bool,
}

fn duties(words: &str, otherwise: LineKind) -> Duties {
    let mut parts: Vec<(LineKind, Range<usize>)> = Vec::new();
    // Names whose duty is said further on: A、B，各市人民政府按职责分工负责.
    let mut waiting: Vec<Range<usize>> = Vec::new();
    let mut duty_said = false;
    for clause in units::clauses(words).into_iter().flat_map(|clause| split_at_duties(words, clause)) {
        let said = words.part(clause.clone());
        if let Some(joint) = joint(said) {
            duty_said = true;
            parts.extend(waiting.drain(..).map(|range| (LineKind::Lead, range)));
            parts.push((LineKind::Lead, clause.start..clause.start + joint.start));
            parts.push((LineKind::Responsible, clause.start + joint.end..clause.end));
        } else if let Some((_, kind)) = DUTIES.iter().find(|(duty, _)| said.ends_with(duty)) {
            duty_said = true;
            parts.extend(waiting.drain(..).map(|range| (*kind, range)));
            parts.push((*kind, clause));
        } else if count_units(said) > 0 {
            waiting.push(clause);
        } else if TIMES.iter().any(|time| said.contains(time)) {
            parts.push((LineKind::Deadline, clause));
        }
    }
    parts.extend(waiting.into_iter().map(|range| (otherwise, range)));
    parts.sort_by_key(|(_, range)| range.start);
    Duties { parts, said: duty_said }
}

/// 市财政局牵头、市教育局配合 is two clauses.
fn split_at_duties(words: &str, clause: Range<usize>) -> Vec<Range<usize>> {
    let mut clauses = Vec::new();
    let mut start = clause.start;
    for (offset, mark) in words.part(clause.clone()).match_indices('、') {
        let at = clause.start + offset;
        if DUTIES.iter().any(|(duty, _)| words.part(start..at).ends_with(duty)) {
            clauses.push(start..at);
            start = at + mark.len();
        }
    }
    clauses.push(start..clause.end);
    clauses
}

/// What a cell of a table of tasks names, whose column announces `otherwise`.
pub fn cell_parts(value: &str, otherwise: LineKind) -> Vec<(LineKind, Range<usize>)> {
    let parts = labelled(value);
    if !parts.is_empty() || matches!(otherwise, LineKind::Leaders | LineKind::Deadline) {
        return if parts.is_empty() { vec![(otherwise, 0..value.len())] } else { parts };
    }
    let mark = ["（牵头）", "(牵头)"].into_iter().find(|mark| value.contains(mark));
    if let Some(mark) = mark {
        // 市发展改革委（牵头）、市交通运输局: the first leads, the others answer for it.
        let mut parts = Vec::new();
        let mut start = 0;
        for (at, _) in value.match_indices(mark) {
            let item = value.part(start..at).rfind(['、', '，', '；', '\n']).map_or(start, |offset| {
                start + offset + value.part(start + offset..).chars().next().map_or(0, char::len_utf8)
            });
            parts.push((LineKind::Responsible, start..item));
            parts.push((LineKind::Lead, item..at));
            start = at + mark.len();
        }
        parts.push((LineKind::Responsible, start..value.len()));
        parts.retain(|(_, range)| !range.is_empty());
        return parts;
    }
    let Duties { parts, said } = duties(value, otherwise);
    if said { parts } else { vec![(otherwise, 0..value.len())] }
}

/// 市科技局会同市财政局: where the word between them stands.
fn joint(clause: &str) -> Option<Range<usize>> {
    JOINED_BY
        .iter()
        .filter_map(|word| clause.find(word).map(|at| at..at + word.len()))
        .find(|joint| count_units(clause.part(..joint.start)) > 0 && count_units(clause.part(joint.end..)) > 0)
}

/// How many units and groups are named; none when something else is named among them.
fn count_units(words: &str) -> usize {
    let list = units::read(words);
    let all = list.units.iter().all(|unit| units::is_unit(&unit.name));
    if all { list.units.len() + list.groups.len() } else { 0 }
}

/// What a line with labels names: 牵头单位：市财政局；责任单位：市教育局、民政局. The ranges are those of the
/// values, in bytes.
pub fn labelled(line: &str) -> Vec<(LineKind, Range<usize>)> {
    let gap = |c: char| matches!(c, '；' | ';' | '，' | '。') || c.is_whitespace();
    let mut parts: Vec<(LineKind, Range<usize>)> = Vec::new();
    // Up to here no label begins: what stands there is part of one, or was looked at with the bracket before it.
    let mut seen = 0;
    for (at, c) in line.char_indices() {
        let before = line.part(..at);
        let opens = at == 0 || (at >= seen && before.ends_with(gap));
        if !opens || c.is_whitespace() {
            continue;
        }
        let rest = line.part(at..);
        let Some(label) = label::task_line(rest) else {
            seen = at + label::opening(rest) + 1;
            continue;
        };
        if let Some((_, last)) = parts.last_mut() {
            last.end = before.trim_end_matches(gap).len().max(last.start);
        }
        seen = at + label.length;
        parts.push((label.kind, seen..line.len()));
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
        check(
            "一项。（市行政审批局牵头、市数据局配合，12月底前完成）",
            &[(Lead, "市行政审批局牵头"), (Responsible, "市数据局配合"), (Deadline, "12月底前完成")],
        );
        check(
            "一项。（财政部、商务部、市场监管总局等按职责分工负责）",
            &[(Responsible, "财政部、商务部、市场监管总局等按职责分工负责")],
        );
        check(
            "一项。（省医保局、省财政厅；2026年12月底前完成）",
            &[(Responsible, "省医保局、省财政厅"), (Deadline, "2026年12月底前完成")],
        );
        check("一项。牵头单位：市财政局。责任单位：市教育局", &[(Lead, "市财政局"), (Responsible, "市教育局")]);
        for text in [
            "市数据局（市营商局）会同有关方面推进",
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
    fn brackets_within_brackets_are_read_a_few_levels_deep() {
        check("做好（一项（二项（市财政局负责）））。", &[(Responsible, "市财政局负责")]);
        let deep = |n: usize| format!("{}{}", "（甲".repeat(n), "）".repeat(n));
        for text in [deep(4_000), "（".repeat(12_000), "（甲）".repeat(4_000), "（［甲）］".repeat(3_000)]
        {
            // What is read of each bracket is what stands in it, so this is the work that a text makes.
            let read: usize = brackets(&text).iter().map(|bracket| bracket.inner.len()).sum();
            assert!(read <= 2 * (DEEPEST + 1) * text.len(), "{read} bytes read of {}", text.len());
        }
    }

    #[test]
    fn every_place_of_a_line_is_looked_at_once() {
        for line in ["（（（牵头单位：市财政局", "， （ （ 牵头单位：市财政局", "甲 甲 甲 甲，牵头单位：市财政局"]
        {
            let parts: Vec<&str> = labelled(line).into_iter().map(|(_, part)| &line[part]).collect();
            assert_eq!(parts, ["市财政局"], "{line}");
        }
        // The longest line that a build has met, of nothing but openings.
        for line in ["（".repeat(300_000), "， （".repeat(100_000), "甲 ".repeat(200_000)] {
            assert_eq!(labelled(&line), []);
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
