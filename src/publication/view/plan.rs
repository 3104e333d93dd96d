//! Two more views of a division plan: side by side with its report, and how its parts fall to the units.

use super::super::Publication;
use super::super::nav_link::NavLink;
use super::super::task_notes::task_note;
use super::navigation;
use crate::address;
use crate::align::Method;
use crate::document::{Block, plain_text};
use crate::responsibility::plans::DivisionPlan;
use crate::responsibility::shares::{Shares, shares};
use serde::Serialize;
use std::collections::BTreeSet;

/// A report and its plan in two columns.
#[derive(Debug, Serialize)]
pub struct SideBySide {
    /// The plan.
    pub plan: NavLink,
    /// The report.
    pub report: NavLink,
    /// How many tasks the plan has.
    pub tasks: usize,
    /// How many sentences of the report became tasks.
    pub carried: usize,
    /// How many could have.
    pub sentences: usize,
    /// What links that were found by comparing are called: 自动比对.
    pub computed: &'static str,
    /// Paragraphs of the report with the tasks beside them, in the report's order.
    pub rows: Vec<CompareRow>,
}

/// A paragraph of the report and the tasks that carry it.
#[derive(Debug, Default, Serialize)]
pub struct CompareRow {
    /// A heading of the report, before its first paragraph.
    pub heading: Option<String>,
    /// The sentences of the paragraph.
    pub sentences: Vec<ReportSentence>,
    /// The tasks.
    pub tasks: Vec<TaskCard>,
}

/// A sentence of the report.
#[derive(Debug, Serialize)]
pub struct ReportSentence {
    /// Its words.
    pub text: String,
    /// Where it stands.
    pub address: String,
    /// Is it one that could become a task, and did not?
    pub left_out: bool,
}

/// A task.
#[derive(Debug, Serialize)]
pub struct TaskCard {
    /// Its ordinal.
    pub number: u32,
    /// Where it stands.
    pub address: String,
    /// What is to be done.
    pub text: String,
    /// The units that lead.
    pub lead: Vec<NavLink>,
    /// 自动比对 or 编辑核定; empty for a task without a passage.
    pub method: &'static str,
}

/// How a plan falls to the units.
#[derive(Debug, Serialize)]
pub struct Overview {
    /// The plan.
    pub plan: NavLink,
    /// How many tasks it has.
    pub tasks: usize,
    /// How many units lead one.
    pub leading: usize,
    /// How many units answer for one, those that lead included.
    pub named: usize,
    /// The picture.
    pub picture: String,
    /// The figures of the picture.
    pub shares: Shares,
}

pub(super) fn compare(site: &Publication, plan: &DivisionPlan) -> Option<SideBySide> {
    let (document, report) = (&site.library.documents[plan.document], &site.library.documents[plan.report?]);
    let carried: BTreeSet<&str> = plan.passages.iter().flatten().map(|passage| passage.anchor.as_str()).collect();
    let could: BTreeSet<&str> = plan.sentences.iter().map(String::as_str).collect();
    let mut rows: Vec<CompareRow> = Vec::new();
    // For each row, the sentences that it holds.
    let mut anchors: Vec<Vec<&str>> = Vec::new();
    let mut heading = None;
    for block in &report.text.body.blocks {
        match block {
            Block::Heading(it) => heading = Some(plain_text(&it.inlines)),
            Block::Paragraph(paragraph) => {
                let own: Vec<(&str, String)> =
                    paragraph.sentences().map(|(anchor, inner)| (anchor, plain_text(inner))).collect();
                if own.iter().any(|(anchor, _)| could.contains(anchor) || carried.contains(anchor)) {
                    let view = |(anchor, text): &(&str, String)| ReportSentence {
                        text: text.clone(),
                        address: report.place(anchor),
                        left_out: could.contains(anchor) && !carried.contains(anchor),
                    };
                    rows.push(CompareRow {
                        heading: heading.take(),
                        sentences: own.iter().map(view).collect(),
                        tasks: Vec::new(),
                    });
                    anchors.push(own.into_iter().map(|(anchor, _)| anchor).collect());
                }
            }
            _ => {}
        }
    }
    let mut last = 0;
    for (task, passages) in plan.tasks() {
        let first = passages.first();
        // A task without a passage stands where the plan has it: after the one before it.
        let row = first.and_then(|first| anchors.iter().position(|own| own.contains(&first.anchor.as_str())));
        last = row.unwrap_or(last);
        let method = first.map(|passage| passage.method);
        let note = task_note(site, plan, task, method.unwrap_or_default());
        rows.get_mut(last)?.tasks.push(TaskCard {
            number: note.number,
            address: note.address,
            text: note.text,
            lead: note.lead,
            method: method.map(Method::chinese).unwrap_or_default(),
        });
    }
    Some(SideBySide {
        plan: navigation::document(document),
        report: navigation::document(report),
        tasks: plan.plan.tasks.len(),
        carried: could.iter().filter(|anchor| carried.contains(**anchor)).count(),
        sentences: could.len(),
        computed: Method::Computed.chinese(),
        rows,
    })
}

pub(super) fn overview(site: &Publication, plan: &DivisionPlan) -> Overview {
    let document = &site.library.documents[plan.document];
    let shares = shares(&site.responsibility, plan);
    let named: BTreeSet<&String> =
        plan.plan.tasks.iter().flat_map(|task| task.lead.iter().chain(&task.responsible)).collect();
    Overview {
        plan: navigation::document(document),
        tasks: plan.plan.tasks.len(),
        leading: shares.units.len(),
        named: named.len(),
        picture: address::picture(document.id()),
        shares,
    }
}
