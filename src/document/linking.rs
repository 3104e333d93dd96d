//! Puts links into a text without touching its words.

use super::{Inline, Link, Target, plain_text};
use crate::diagnostic::Location;
use std::ops::Range;

/// A link to be put into inlines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkPlace {
    /// Where its words stand, in bytes of the plain text.
    pub range: Range<usize>,
    /// Where it leads: an address relative to the root of the site.
    pub target: Target,
}

/// Makes links of parts of the text. The places are in order and do not overlap. A place that an inline's
/// border runs through, and one that is a link already, is left as it is.
pub fn link(inlines: Vec<Inline>, places: &[LinkPlace]) -> Vec<Inline> {
    let mut at = 0;
    link_from(inlines, places, &mut at)
}

fn link_from(inlines: Vec<Inline>, places: &[LinkPlace], at: &mut usize) -> Vec<Inline> {
    if places.is_empty() {
        return inlines;
    }
    let mut out = Vec::with_capacity(inlines.len());
    for inline in inlines {
        match inline {
            Inline::Text(text) => link_text(text, places, at, &mut out),
            mut open @ (Inline::Strong(_) | Inline::Emphasis(_) | Inline::Sentence(..)) => {
                if let Some(inner) = open.children_mut() {
                    *inner = link_from(std::mem::take(inner), places, at);
                }
                out.push(open);
            }
            whole => {
                *at += plain_text(std::slice::from_ref(&whole)).len();
                out.push(whole);
            }
        }
    }
    out
}

fn link_text(text: String, places: &[LinkPlace], at: &mut usize, out: &mut Vec<Inline>) {
    let (start, end) = (*at, *at + text.len());
    *at = end;
    let first = places.partition_point(|place| place.range.start < start);
    let mut done = 0;
    for LinkPlace { range, target } in places[first..].iter().take_while(|place| place.range.end <= end) {
        let (from, to) = (range.start - start, range.end - start);
        if from > done {
            out.push(Inline::Text(text[done..from].to_owned()));
        }
        out.push(Inline::Link(Box::new(Link {
            target: target.clone(),
            title: String::new(),
            inlines: vec![Inline::Text(text[from..to].to_owned())],
            location: Location::file(""),
        })));
        done = to;
    }
    if done == 0 {
        out.push(Inline::Text(text));
    } else if done < text.len() {
        out.push(Inline::Text(text[done..].to_owned()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_and_links_do_not_cross_borders() {
        let text = |text: &str| Inline::Text(text.into());
        let inlines = vec![text("甲乙"), Inline::Strong(vec![text("丙丁")]), text("戊")];
        let place = |range: Range<usize>| LinkPlace { range, target: Target::Typed("#a".into()) };
        let linked = link(inlines.clone(), &[place(0..3), place(3..9), place(12..15)]);
        assert_eq!(plain_text(&linked), plain_text(&inlines));
        let links = linked.iter().filter(|inline| matches!(inline, Inline::Link(_))).count();
        assert_eq!(links, 2, "{linked:?}");
    }
}
