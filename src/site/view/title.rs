//! The title of a document as pages show it.

use crate::paper::TITLE_CHARACTERS;
use crate::text::title;
use serde::Serialize;

/// What a line may be longer than fits, as a part of it, because themes set titles a little closer.
const CLOSER: f64 = 1.02;

/// A title, whole when its parts are joined.
#[derive(Debug, Serialize)]
pub struct TitleView {
    /// Its lines on paper, each in the phrases between which a line on a screen may end.
    pub lines: Vec<Vec<String>>,
    /// Is a line of it so long that it has to be set in smaller type on paper?
    pub tight: bool,
}

impl TitleView {
    /// The view of a title.
    pub fn new(title: &str) -> Self {
        let ends: Vec<usize> = ends(&title::phrases(title)).collect();
        let lines = title::lines(title, TITLE_CHARACTERS);
        let tight = lines.iter().any(|line| title::width(line) > TITLE_CHARACTERS * CLOSER);
        let mut start = 0;
        let in_phrases = |line: &str| {
            let mut phrases = Vec::new();
            let mut from = 0;
            let inside = ends.iter().filter_map(|end| end.checked_sub(start)).filter(|end| *end < line.len());
            for end in inside.chain([line.len()]).filter(|end| *end > 0) {
                phrases.push(line[from..end].to_owned());
                from = end;
            }
            start += line.len();
            phrases
        };
        Self { lines: lines.into_iter().map(in_phrases).collect(), tight }
    }
}

/// Where each of these parts ends in the whole.
fn ends<'a>(parts: &'a [&str]) -> impl Iterator<Item = usize> + 'a {
    parts.iter().scan(0, |end, part| {
        *end += part.len();
        Some(*end)
    })
}

#[cfg(test)]
mod tests {
    use super::TitleView;

    #[test]
    fn lines_hold_the_phrases_that_end_in_them() {
        let title = "《沈阳市人民政府关于印发2026年政府工作报告重点工作分工方案的通知》的解读";
        let view = TitleView::new(title);
        let expected = [
            vec!["《沈阳市人民政府关于印发"],
            vec!["2026年政府工作报告重点工作"],
            vec!["分工方案的通知》", "的解读"],
        ];
        assert_eq!(view.lines, expected);
        assert!(!view.tight);
    }
}
