//! Makes emphasis close after Chinese punctuation, without touching the parser.
//!
//! CommonMark decides whether `**` opens or closes by its neighbours: after punctuation and before a
//! letter it cannot close. In Western text a space follows the punctuation; in Chinese none does, so
//! `**1.完善航空枢纽网络。**加快推动` stays unbolded (commonmark-spec#650, open since 2020). The rule
//! that mends it treats Chinese punctuation as a letter, and lets Western punctuation count as such
//! only where its other neighbour is not a 汉字.
//!
//! pulldown-cmark's rule is fixed, so the text is changed before it is parsed and changed back after:
//! Chinese punctuation next to `*` is replaced by a letter of the private use area, and a 汉字 on the
//! far side of `)**` or `**(` by a rare punctuation mark. Each stand-in is a character that the text
//! does not contain and has as many bytes as what it stands for, so that every offset stays true.

use crate::text::cut::Cut;
use crate::text::han::{is_chinese, is_chinese_punctuation, is_han};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// A text with stand-ins, and the way back.
#[derive(Debug)]
pub struct StandIn<'a> {
    /// The text to parse.
    pub text: Cow<'a, str>,
    back: BTreeMap<char, char>,
}

impl<'a> StandIn<'a> {
    /// Puts stand-ins where `text` needs them; most texts need none and are borrowed.
    pub fn new(text: &'a str) -> Self {
        let places = places(text);
        if places.is_empty() {
            return Self { text: Cow::Borrowed(text), back: BTreeMap::new() };
        }
        let mut stock: BTreeMap<(usize, Class), Box<dyn Iterator<Item = char>>> = BTreeMap::from([
            ((2, Class::Letter), unused(text, '\u{0100}'..='\u{024F}')),
            ((3, Class::Letter), unused(text, '\u{E000}'..='\u{F8FF}')),
            ((4, Class::Letter), unused(text, '\u{20000}'..='\u{2A6D0}')),
            ((3, Class::Mark), unused(text, '\u{2E00}'..='\u{2E2E}')),
            ((4, Class::Mark), unused(text, '\u{10100}'..='\u{10102}')),
        ]);
        let mut forth: BTreeMap<(char, Class), char> = BTreeMap::new();
        let mut back = BTreeMap::new();
        let mut out = String::with_capacity(text.len());
        let mut copied = 0;
        for (at, original, class) in places {
            let stand_in = match forth.get(&(original, class)) {
                Some(stand_in) => *stand_in,
                None => {
                    let fresh = stock.get_mut(&(original.len_utf8(), class)).and_then(Iterator::next);
                    // A text that uses up a whole block of such characters keeps CommonMark's rule.
                    let Some(fresh) = fresh else { continue };
                    forth.insert((original, class), fresh);
                    back.insert(fresh, original);
                    fresh
                }
            };
            out.push_str(text.part(copied..at));
            out.push(stand_in);
            copied = at + original.len_utf8();
        }
        out.push_str(text.part(copied..));
        Self { text: Cow::Owned(out), back }
    }

    /// The characters that were meant.
    pub fn restore(&self, parsed: &str) -> String {
        if self.back.is_empty() {
            return parsed.to_owned();
        }
        parsed.chars().map(|c| self.back.get(&c).copied().unwrap_or(c)).collect()
    }
}

/// What the stand-in must be for the parser.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Class {
    Letter,
    Mark,
}

/// The characters of the block that the text does not contain.
fn unused(text: &str, block: std::ops::RangeInclusive<char>) -> Box<dyn Iterator<Item = char>> {
    let used: BTreeSet<char> = text.chars().filter(|c| block.contains(c)).collect();
    Box::new(block.filter(move |c| !used.contains(c)))
}

/// The characters next to a run of `*` that need a stand-in, in order.
fn places(text: &str) -> Vec<(usize, char, Class)> {
    let mut places: Vec<(usize, char, Class)> = Vec::new();
    let mut from = 0;
    while let Some(run) = text.part(from..).find('*').map(|at| from + at) {
        let end = run + text.part(run..).bytes().take_while(|b| *b == b'*').count();
        let before = text.part(..run).chars().next_back();
        let after = text.part(end..).chars().next();
        // A character between two runs is seen from both sides; what it was made first counts.
        let made = before
            .and_then(|c| places.last().filter(|(at, _, _)| at + c.len_utf8() == run).map(|(_, _, class)| *class));
        if let (Some(c), Some(class), None) = (before, class(before, after, false), made) {
            places.push((run - c.len_utf8(), c, class));
        }
        if let (Some(c), Some(class)) = (after, class(after, before, made == Some(Class::Mark))) {
            places.push((end, c, class));
        }
        from = end;
    }
    places
}

/// What a neighbour of a run must stand in for, given the neighbour on the other side.
///
/// The parser counts every symbol as punctuation (℃, ‰, ★, →); next to Chinese they are made letters.
fn class(c: Option<char>, other: Option<char>, other_is_mark: bool) -> Option<Class> {
    let c = c.filter(|c| !c.is_ascii() && !c.is_whitespace())?;
    let symbol = !c.is_alphanumeric() && other.is_some_and(is_chinese);
    if is_chinese_punctuation(c) || symbol {
        return Some(Class::Letter);
    }
    let western = other_is_mark || other.is_some_and(|c| c.is_ascii_punctuation() && c != '*' && c != '\\');
    (is_han(c) && western).then_some(Class::Mark)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn plain_text_is_borrowed() {
        assert!(matches!(StandIn::new("沈阳市人民政府，").text, Cow::Borrowed(_)));
        assert!(matches!(StandIn::new("a *b* c").text, Cow::Borrowed(_)));
    }

    #[test]
    fn a_text_that_holds_private_use_characters_keeps_them() {
        let text = "\u{E000}**一。**二\u{E001}";
        let stand_in = StandIn::new(text);
        assert_ne!(stand_in.text, text);
        assert_eq!(stand_in.restore(&stand_in.text), text);
    }

    proptest! {
        #[test]
        fn what_goes_in_comes_out_and_offsets_stay(text in "[*。，（）()\\[\\]“”一二a \n\u{E000}]{0,40}") {
            let stand_in = StandIn::new(&text);
            prop_assert_eq!(stand_in.text.len(), text.len());
            prop_assert_eq!(stand_in.restore(&stand_in.text), text);
        }
    }
}
