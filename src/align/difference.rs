//! The difference between the report's words and those of a task, character by character: kept, left out, added.

use serde::Serialize;

/// A part of the comparison.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Part {
    /// Where the words stand.
    pub kind: PartKind,
    /// The words.
    pub words: String,
}

/// Where words stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum PartKind {
    /// In both.
    Kept,
    /// Only in the report.
    Dropped,
    /// Only in the task.
    Added,
}

/// Fewer characters than this between two changes are no agreement but chance, and are shown with them.
const SHORTEST_MATCH: usize = 2;

/// Compares the words of a report with those of a task, by their longest common subsequence.
///
/// The kept and dropped parts, joined, are the report's words; the kept and added ones the task's.
pub fn difference(report: &str, task: &str) -> Vec<Part> {
    let (a, b): (Vec<char>, Vec<char>) = (report.chars().collect(), task.chars().collect());
    let mut lengths = vec![vec![0u32; b.len() + 1]; a.len() + 1];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            lengths[i][j] =
                if a[i] == b[j] { lengths[i + 1][j + 1] + 1 } else { lengths[i + 1][j].max(lengths[i][j + 1]) };
        }
    }
    let mut parts = Vec::new();
    let (mut i, mut j) = (0, 0);
    while i < a.len() || j < b.len() {
        if i < a.len() && j < b.len() && a[i] == b[j] {
            push(&mut parts, PartKind::Kept, a[i]);
            (i, j) = (i + 1, j + 1);
        } else if j == b.len() || (i < a.len() && lengths[i + 1][j] >= lengths[i][j + 1]) {
            push(&mut parts, PartKind::Dropped, a[i]);
            i += 1;
        } else {
            push(&mut parts, PartKind::Added, b[j]);
            j += 1;
        }
    }
    smooth(parts)
}

fn push(parts: &mut Vec<Part>, kind: PartKind, c: char) {
    match parts.last_mut() {
        Some(last) if last.kind == kind => last.words.push(c),
        _ => parts.push(Part { kind, words: c.to_string() }),
    }
}

/// Makes one change of changes that only a character or a mark holds apart.
fn smooth(parts: Vec<Part>) -> Vec<Part> {
    let mut out: Vec<Part> = Vec::new();
    let (mut dropped, mut added) = (String::new(), String::new());
    let count = parts.len();
    for (at, Part { kind, words }) in parts.into_iter().enumerate() {
        let between = at > 0 && at + 1 < count;
        let telling = words.chars().filter(|c| c.is_alphanumeric()).count() >= SHORTEST_MATCH;
        match kind {
            PartKind::Dropped => dropped.push_str(&words),
            PartKind::Added => added.push_str(&words),
            PartKind::Kept if between && !telling && !dropped.is_empty() && !added.is_empty() => {
                dropped.push_str(&words);
                added.push_str(&words);
            }
            PartKind::Kept => {
                flush(&mut out, &mut dropped, &mut added);
                out.push(Part { kind, words });
            }
        }
    }
    flush(&mut out, &mut dropped, &mut added);
    out
}

fn flush(out: &mut Vec<Part>, dropped: &mut String, added: &mut String) {
    for (kind, words) in [(PartKind::Dropped, dropped), (PartKind::Added, added)] {
        if !words.is_empty() {
            out.push(Part { kind, words: std::mem::take(words) });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(report: &str, task: &str, expected: &str) {
        let shown: String = difference(report, task)
            .into_iter()
            .map(|Part { kind, words }| match kind {
                PartKind::Kept => words,
                PartKind::Dropped => format!("[-{words}-]"),
                PartKind::Added => format!("[+{words}+]"),
            })
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn dropped_and_added_words() {
        check(
            "强化健康、养老、托幼等服务消费供给，",
            "强化养老服务消费供给。",
            "强化[-健康、-]养老[-、托幼等-]服务消费供给[-，-][+。+]",
        );
        check("桃仙机场二跑道", "桃仙国际机场第二跑道", "桃仙[+国际+]机场[+第+]二跑道");
        check("同样", "同样", "同样");
        check("", "新增", "[+新增+]");
    }

    proptest! {
        #[test]
        fn nothing_is_lost(report in "[甲乙丙丁，。]{0,30}", task in "[甲乙丙丁，。]{0,30}") {
            let parts = difference(&report, &task);
            let joined = |not: PartKind| -> String {
                parts.iter().filter(|part| part.kind != not).map(|part| part.words.as_str()).collect()
            };
            prop_assert_eq!(joined(PartKind::Added), report);
            prop_assert_eq!(joined(PartKind::Dropped), task);
        }
    }
}
