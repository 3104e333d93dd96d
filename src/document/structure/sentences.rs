//! Cuts the inlines of a paragraph into sentences that can be cited.

use super::super::{Inline, plain_text};
use crate::text::sentence;

/// Wraps each sentence; `anchor` names the sentence with a number, from 1.
pub(super) fn wrap(inlines: Vec<Inline>, anchor: impl Fn(usize) -> String) -> Vec<Inline> {
    let ends = sentence::ends(&plain_text(&inlines));
    let mut rest = inlines;
    let mut start = 0;
    let mut out = Vec::with_capacity(ends.len());
    for (at, end) in ends.into_iter().enumerate() {
        let (sentence, tail) = split(rest, end - start);
        out.push(Inline::Sentence(anchor(at + 1), sentence));
        rest = tail;
        start = end;
    }
    out.extend(rest);
    out
}

/// Cuts inlines after so many bytes of their plain text; an element that is cut goes on in both.
fn split(inlines: Vec<Inline>, at: usize) -> (Vec<Inline>, Vec<Inline>) {
    let mut left = Vec::new();
    let mut right = Vec::new();
    let mut room = at;
    for inline in inlines {
        let length = plain_text(std::slice::from_ref(&inline)).len();
        if !right.is_empty() || (room == 0 && length > 0) {
            right.push(inline);
        } else if length <= room {
            room -= length;
            left.push(inline);
        } else {
            let (before, after) = cut(inline, room);
            left.extend(before);
            right.extend(after);
            room = 0;
        }
    }
    (left, right)
}

fn cut(inline: Inline, at: usize) -> (Option<Inline>, Option<Inline>) {
    let nested = |inner: Vec<Inline>, wrap: &dyn Fn(Vec<Inline>) -> Inline| {
        let (left, right) = split(inner, at);
        (Some(wrap(left)), Some(wrap(right)))
    };
    match inline {
        Inline::Text(text) => {
            let (left, right) = text.split_at(at);
            (Some(Inline::Text(left.to_owned())), Some(Inline::Text(right.to_owned())))
        }
        Inline::Strong(inner) => nested(inner, &Inline::Strong),
        Inline::Emphasis(inner) => nested(inner, &Inline::Emphasis),
        // Links, pictures, code and ruby are not torn: they go with the sentence they begin in.
        other => (Some(other), None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_cut_within_bold() {
        let inlines = vec![Inline::Strong(vec![Inline::Text("一句。二".into())]), Inline::Text("句。三".into())];
        let wrapped = wrap(inlines, |n| format!("p1.{n}"));
        let texts: Vec<String> = wrapped.iter().map(|inline| plain_text(std::slice::from_ref(inline))).collect();
        assert_eq!(texts, ["一句。", "二句。", "三"]);
        assert!(matches!(&wrapped[1], Inline::Sentence(anchor, inner)
            if anchor == "p1.2" && matches!(inner[0], Inline::Strong(_))));
    }
}
