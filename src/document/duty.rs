//! A duty: who answers for a task, or until when, as a line below it, the bracket behind it or a cell beside it names it.

use crate::text::label::LineKind;
use std::ops::Range;

/// Somebody or something that answers for a task, as the text names it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Duty {
    /// What is named, and for what.
    pub kind: DutyKind,
    /// The name: of a unit in full, of a group as printed, of a leader without the gaps of print; the words of a
    /// deadline without the mark that ends them.
    pub name: String,
    /// Where it is written, in bytes of the plain text of its paragraph or cell.
    pub range: Range<usize>,
}

/// What a duty names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DutyKind {
    /// A unit that leads.
    Lead,
    /// A unit that answers for the task, helps or takes part.
    Responsible,
    /// A group of units: 各区、县（市）政府.
    Group,
    /// A person.
    Leader,
    /// A deadline.
    Deadline,
}

/// A task that a sentence is: words with a bracket behind them that names who answers for them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SentenceTask {
    /// Its ordinal: that of its paragraph, or counted where this has none.
    pub number: u32,
    /// Where its words stand, in bytes of the plain text of the paragraph.
    pub words: Range<usize>,
    /// Where the bracket stands, with the mark that ends the sentence.
    pub bracket: Range<usize>,
    /// Who answers for it, among the duties of the paragraph.
    pub duties: Range<usize>,
}

impl From<LineKind> for DutyKind {
    fn from(kind: LineKind) -> Self {
        match kind {
            LineKind::Lead => Self::Lead,
            LineKind::Responsible => Self::Responsible,
            LineKind::Leaders => Self::Leader,
            LineKind::Deadline => Self::Deadline,
        }
    }
}
