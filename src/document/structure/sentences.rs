//! Cuts the inlines of a paragraph into sentences that can be cited.

use super::super::{Inline, plain_text};
use crate::text::sentence;

/// Wraps each sentence; `anchor` names the sentence with a number, from 1.
///
/// Bold and emphasis are cut with the sentences within them. Links, pictures, code and ruby are not
/// torn: a sentence that ends within one goes on to the next end outside it.
pub(super) fn wrap(inlines: Vec<Inline>, anchor: impl Fn(usize) -> String) -> Vec<Inline> {
    let ends = sentence::ends(&plain_text(&inlines));
    let (mut out, _) = wrap_until(inlines, &ends, &anchor);
    let wrapped = out.iter().take_while(|inline| matches!(inline, Inline::Sentence(..))).count();
    let rest = out.split_off(wrapped);
    if plain_text(&rest).trim().is_empty() {
        out.extend(rest);
    } else {
        out.push(Inline::Sentence(anchor(wrapped + 1), rest));
    }
    out
}

/// The same with given ends, in bytes of the plain text; what stands after the last one is not wrapped. Returns as
/// well the ends at which a sentence was cut.
pub(super) fn wrap_until(
    inlines: Vec<Inline>,
    ends: &[usize],
    anchor: impl Fn(usize) -> String,
) -> (Vec<Inline>, Vec<usize>) {
    let mut pieces = Vec::new();
    let mut at = 0;
    for inline in inlines {
        cut(inline, &mut at, ends, &mut pieces);
    }
    let mut out = Vec::with_capacity(ends.len());
    let mut cut_at = Vec::with_capacity(ends.len());
    let mut open = Vec::new();
    for (piece, end) in pieces {
        open.push(piece);
        if let Some(end) = end {
            out.push(Inline::Sentence(anchor(out.len() + 1), std::mem::take(&mut open)));
            cut_at.push(end);
        }
    }
    out.extend(open);
    (out, cut_at)
}

/// A piece of an inline, with the end of the sentence where one ends after it.
type Piece = (Inline, Option<usize>);

/// Cuts an inline that begins at byte `at` of the paragraph's text into pieces, and moves `at` behind it.
fn cut(inline: Inline, at: &mut usize, ends: &[usize], pieces: &mut Vec<Piece>) {
    match inline {
        Inline::Text(text) => {
            let mut rest = text.as_str();
            let first = ends.partition_point(|end| *end <= *at);
            for end in &ends[first..] {
                let length = end - *at;
                if length > rest.len() {
                    break;
                }
                let (sentence, tail) = rest.split_at(length);
                pieces.push((Inline::Text(sentence.to_owned()), Some(*end)));
                *at = *end;
                rest = tail;
            }
            if !rest.is_empty() {
                *at += rest.len();
                pieces.push((Inline::Text(rest.to_owned()), None));
            }
        }
        Inline::Strong(inner) => cut_within(inner, at, ends, pieces, Inline::Strong),
        Inline::Emphasis(inner) => cut_within(inner, at, ends, pieces, Inline::Emphasis),
        whole => {
            *at += plain_text(std::slice::from_ref(&whole)).len();
            pieces.push((whole, ends.binary_search(at).is_ok().then_some(*at)));
        }
    }
}

fn cut_within(
    inner: Vec<Inline>,
    at: &mut usize,
    ends: &[usize],
    pieces: &mut Vec<Piece>,
    wrap: fn(Vec<Inline>) -> Inline,
) {
    let mut inner_pieces = Vec::new();
    for inline in inner {
        cut(inline, at, ends, &mut inner_pieces);
    }
    let mut open = Vec::new();
    for (piece, end) in inner_pieces {
        open.push(piece);
        if end.is_some() {
            pieces.push((wrap(std::mem::take(&mut open)), end));
        }
    }
    if !open.is_empty() {
        pieces.push((wrap(open), None));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(inlines: Vec<Inline>, expected: &[&str]) {
        let wrapped = wrap(inlines, |n| format!("p1.{n}"));
        let texts: Vec<String> = wrapped.iter().map(|inline| plain_text(std::slice::from_ref(inline))).collect();
        assert_eq!(texts, expected);
        assert!(wrapped.iter().all(|inline| matches!(inline, Inline::Sentence(..))));
    }

    fn text(text: &str) -> Inline {
        Inline::Text(text.into())
    }

    #[test]
    fn sentences_are_cut_within_bold() {
        check(vec![Inline::Strong(vec![text("一句。二")]), text("句。三")], &["一句。", "二句。", "三"]);
        check(vec![text("甲。"), Inline::Strong(vec![text("乙。")]), text("丙。")], &["甲。", "乙。", "丙。"]);
    }

    #[test]
    fn a_sentence_that_ends_within_ruby_or_code_goes_on() {
        check(
            vec![text("句"), Inline::Tag("sup", vec![text("。a")]), text("丁戊。己庚。")],
            &["句。a丁戊。", "己庚。"],
        );
        check(vec![Inline::Code("甲。乙".into()), text("丙。丁。")], &["甲。乙丙。", "丁。"]);
        check(vec![text("甲"), Inline::Code("乙。".into()), text("丙。")], &["甲乙。", "丙。"]);
    }
}
