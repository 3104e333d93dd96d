//! The anchors of numbered text: where one stands in the official numbering.

use crate::text::numbering::{Level, OfficialNumber};
use std::collections::BTreeMap;

/// Where the text has come to in the official numbering of one part.
#[derive(Clone, Debug, Default)]
pub(super) struct Position {
    /// 一、 （一） 1. （1）; 0 where there is none.
    path: [u32; 4],
    book: u32,
    chapter: u32,
    section: u32,
    /// The article that is open: its anchor without prefix.
    pub(super) article: Option<String>,
    /// The paragraph (款), item (项) and sub-item (目) within the article.
    clause: [u32; 3],
    /// The last number at each level, to notice numbers that are missing.
    last: [Option<u32>; 4],
}

impl Position {
    /// Enters a numbered heading or paragraph outside articles; returns its anchor.
    pub(super) fn enter(&mut self, number: OfficialNumber) -> String {
        let OfficialNumber { level, value, insertion, .. } = number;
        match level {
            Level::Book => {
                *self = Self { book: value, last: [None, None, None, self.last[3]], ..Self::default() };
                format!("b{value}")
            }
            Level::Chapter => {
                let last = [None, None, self.last[2], self.last[3]];
                *self = Self { book: self.book, chapter: value, last, ..Self::default() };
                self.chapter_anchor()
            }
            Level::Section => {
                let last = [None, None, self.last[2], self.last[3]];
                *self = Self { book: self.book, chapter: self.chapter, section: value, last, ..Self::default() };
                format!("{}.{value}", self.chapter_anchor())
            }
            Level::Article => {
                let anchor = if insertion == 0 { format!("a{value}") } else { format!("a{value}-{insertion}") };
                self.article = Some(anchor.clone());
                self.clause = [0; 3];
                anchor
            }
            _ => {
                let depth = depth(level);
                self.path[depth] = value;
                self.path[depth + 1..].fill(0);
                let path: Vec<String> = self.path[..=depth].iter().map(ToString::to_string).collect();
                format!("{}s{}", self.chapter_prefix(), path.join("."))
            }
        }
    }

    /// c2, and b1.c2 where the text has books, whose chapters are counted anew.
    fn chapter_anchor(&self) -> String {
        if self.book == 0 { format!("c{}", self.chapter) } else { format!("b{}.c{}", self.book, self.chapter) }
    }

    /// What sets 一、 of one chapter apart from 一、 of another.
    fn chapter_prefix(&self) -> String {
        match (self.chapter, self.section) {
            (0, _) => String::new(),
            (_, 0) => format!("{}.", self.chapter_anchor()),
            (_, section) => format!("{}.{section}.", self.chapter_anchor()),
        }
    }

    /// Enters a paragraph (款) of the open article; returns its anchor.
    pub(super) fn enter_paragraph(&mut self) -> String {
        self.clause = [self.clause[0] + 1, 0, 0];
        format!("{}.{}", self.article.as_deref().unwrap_or_default(), self.clause[0])
    }

    /// Enters an item (项) or sub-item (目) of the open article; returns its anchor.
    pub(super) fn enter_item(&mut self, number: OfficialNumber) -> String {
        let article = self.article.as_deref().unwrap_or_default();
        let paragraph = self.clause[0].max(1);
        if number.level == Level::Second {
            self.clause[1..].copy_from_slice(&[number.value, 0]);
            return format!("{article}.{paragraph}.{}", number.value);
        }
        self.clause[2] = number.value;
        format!("{article}.{paragraph}.{}.{}", self.clause[1], number.value)
    }

    /// The numbers of the section that the text has come to: 2.1.
    pub(super) fn section(&self) -> String {
        let used = self.path[..2].iter().rposition(|number| *number != 0).map_or(0, |at| at + 1);
        let path: Vec<String> = self.path[..used].iter().map(ToString::to_string).collect();
        path.join(".")
    }

    /// The number that should have come before this one, when it did not.
    pub(super) fn missing_before(&mut self, number: OfficialNumber) -> Option<u32> {
        let slot = match number.level {
            Level::First => 0,
            Level::Second => 1,
            Level::Chapter => 2,
            Level::Article => 3,
            _ => return None,
        };
        if number.level == Level::First {
            self.last[1] = None;
        }
        let before = self.last[slot].replace(number.value);
        before.filter(|before| number.value != 1 && number.value > before + 1).map(|before| before + 1)
    }
}

fn depth(level: Level) -> usize {
    match level {
        Level::Second => 1,
        Level::Third => 2,
        Level::Fourth => 3,
        _ => 0,
    }
}

/// Keeps anchors unique within a document.
#[derive(Clone, Debug, Default)]
pub(super) struct Unique {
    /// Anchor -> how often it was asked for.
    used: BTreeMap<String, u32>,
}

impl Unique {
    /// The anchor itself, or with `_2`, `_3` … when it is taken, and whether it was free. No official
    /// number makes an anchor with `_`, so these collide with nothing.
    pub(super) fn claim(&mut self, anchor: String) -> (String, bool) {
        let count = self.used.entry(anchor.clone()).and_modify(|count| *count += 1).or_insert(1);
        if *count == 1 { (anchor, true) } else { (format!("{anchor}_{count}"), false) }
    }
}
