//! The title of a document as pages show it.

use crate::paper::measures::TITLE_CHARACTERS;
use crate::text::title;
use crate::text::width::width;
use serde::Serialize;

/// What a line may be longer than fits, as a part of it, because themes set titles a little closer.
const CLOSER: f64 = 1.02;

/// A title, whole when its parts are joined.
#[derive(Debug, Serialize)]
pub struct TitleView {
    /// Its lines on paper, each in the phrases between which a line on a screen ends, and each of these in the words
    /// between which it ends where a phrase is wider than the screen.
    pub lines: Vec<Vec<Vec<String>>>,
    /// Is a line of it so long that it has to be set in smaller type on paper?
    pub tight: bool,
}

impl TitleView {
    /// The view of a title.
    pub fn new(title: &str) -> Self {
        let phrases = Ends::of(&title::phrases(title));
        let words = Ends::of(&title::words(title));
        let lines = title::lines(title, TITLE_CHARACTERS);
        let tight = lines.iter().any(|line| width(line) > TITLE_CHARACTERS * CLOSER);
        let mut start = 0;
        let in_phrases = |line: &str| {
            let phrases = phrases.split(line, start);
            let in_words = |(from, phrase): (usize, &str)| {
                words.split(phrase, from).into_iter().map(|(_, word)| word.to_owned()).collect()
            };
            start += line.len();
            phrases.into_iter().map(in_words).collect()
        };
        Self { lines: lines.into_iter().map(in_phrases).collect(), tight }
    }
}

/// Where the parts of a title end, in bytes.
struct Ends(Vec<usize>);

impl Ends {
    fn of(parts: &[&str]) -> Self {
        let ends = parts.iter().scan(0, |end, part| {
            *end += part.len();
            Some(*end)
        });
        Self(ends.collect())
    }

    /// The parts of a piece of the title that begins at `start`, and where they begin.
    fn split<'a>(&self, piece: &'a str, start: usize) -> Vec<(usize, &'a str)> {
        let mut parts = Vec::new();
        let mut from = 0;
        let inside = self.0.iter().filter_map(|end| end.checked_sub(start)).filter(|end| *end < piece.len());
        for end in inside.chain([piece.len()]).filter(|end| *end > 0) {
            parts.push((start + from, &piece[from..end]));
            from = end;
        }
        parts
    }
}

#[cfg(test)]
mod tests {
    use super::TitleView;

    #[test]
    fn lines_hold_the_phrases_that_end_in_them() {
        let title = "《沈阳市人民政府关于印发2026年政府工作报告重点工作分工方案的通知》的解读";
        let view = TitleView::new(title);
        let phrases = |line: &Vec<Vec<String>>| line.iter().map(|words| words.concat()).collect::<Vec<_>>();
        let expected = [
            vec!["《沈阳市人民政府关于印发"],
            vec!["2026年政府工作报告重点工作"],
            vec!["分工方案的通知》", "的解读"],
        ];
        assert_eq!(view.lines.iter().map(phrases).collect::<Vec<_>>(), expected);
        assert_eq!(view.lines[1], [["2026年", "政府工作报告", "重点工作"]]);
        assert!(!view.tight);
    }
}
