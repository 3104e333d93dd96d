//! Official numbering to outline, anchors, articles and tasks.
//!
//! Anchors come from the official numbers, so that they survive edits of wording and of other parts:
//!
//! | what | anchor |
//! |---|---|
//! | 一、 / （二） under it / 1. under that | `s1`, `s1.2`, `s1.2.3` (`s0.2` where the text has no 一、) |
//! | 第二编 / 第二章 / its 第一节 | `b2`, `c2`, `c2.1`; in a text with 编: `b2.c1`; 一、 in a chapter: `c2.s1` |
//! | 第五条, its second 款, its first 项, that one's third 目 | `a5`, `a5.2`, `a5.1.1`, `a5.1.1.3`; 第五条之一 is `a5-1` |
//! | a task | `task-4`; where ordinals restart, `task-2.1-4` with the number of its section |
//! | the second task within the paragraph `s1.2.3` | `s1.2.3-2` |
//! | a paragraph without number, a sentence of a report | `p12`, `p12.3` |
//! | a heading without number, a table | `h1`, `table1` |
//! | an annex, an issued text | `annex1`, `text` |
//!
//! A document may hold several texts, each opened by a heading of level 1. The issued text is the one
//! that readers cite, so its anchors are plain; those of the notice around it begin with `notice-`,
//! those of annexes with `annex1-`.

mod builder;
mod duties;
mod numbers;
mod parts;
mod position;
mod sentences;
mod task_lines;
mod task_table;
mod tasks;

pub(super) use numbers::numbered;

use super::{Block, Body};
use crate::diagnostic::Diagnostic;
use crate::source::Markdown;
use crate::source::schema::Kind;

/// What depends on the kind of document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Give every paragraph and every sentence an anchor, as a report's passages need it.
    pub sentences: bool,
    /// Take words with a bracket that names who answers for them (…等按职责分工负责) as tasks, as division plans
    /// write them.
    pub inline_tasks: bool,
}

impl From<Kind> for Options {
    fn from(kind: Kind) -> Self {
        Self { sentences: kind == Kind::Report, inline_tasks: kind == Kind::Plan }
    }
}

/// Finds the structure of a text whose official numbers and roles are known.
pub(super) fn build(
    blocks: Vec<Block>,
    options: Options,
    markdown: &Markdown,
    diagnostics: &mut Vec<Diagnostic>,
) -> Body {
    builder::TreeBuilder::new(&blocks, options, markdown, diagnostics).run(blocks)
}
