//! The kind of a heading, by its official number and not by its `#`: the faces of official type follow it
//! (GB/T 9704-2012, 7.3.3).

use super::Heading;
use crate::text::numbering::Level;

/// What a heading is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeadingKind {
    /// The title of an annex, below its label: 附件1.
    Annex,
    /// The title of a text of its own: the issued text of a notice.
    Part,
    /// 第一编, 第一章, 第一节
    Chapter,
    /// 第一条
    Article,
    /// 一、
    First,
    /// （一）
    Second,
    /// 1.
    Third,
    /// （1）
    Fourth,
    /// Without an official number.
    Plain,
}

impl Heading {
    /// What it is.
    pub fn kind(&self) -> HeadingKind {
        if self.label.is_some() {
            return HeadingKind::Annex;
        }
        if self.opens_part {
            return HeadingKind::Part;
        }
        match self.number.map(|number| number.level) {
            Some(Level::Book | Level::Chapter | Level::Section) => HeadingKind::Chapter,
            Some(Level::Article) => HeadingKind::Article,
            Some(Level::First) => HeadingKind::First,
            Some(Level::Second) => HeadingKind::Second,
            Some(Level::Third) => HeadingKind::Third,
            Some(Level::Fourth) => HeadingKind::Fourth,
            None => HeadingKind::Plain,
        }
    }
}
