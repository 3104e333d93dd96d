//! The time that it takes to compare a division plan with its report, and how that grows with the plan.
//!
//! ```text
//! cargo bench --bench align
//! ```
//!
//! The plan is compared as it is, and with its tasks doubled, so that the second figure is a ratio.
#![allow(clippy::unwrap_used, clippy::print_stdout, missing_docs, reason = "a tool of the developers")]

use gongbao::align::{Alignment, align};
use gongbao::document::structure::Options;
use gongbao::document::{self, Body};
use gongbao::plan::{self, Plan};
use gongbao::source;
use std::path::Path;
use std::time::Instant;

fn main() {
    let (content, _) = source::read(Path::new("content"));
    let body = |id: &str| -> Body {
        let file = content.documents.iter().find(|file| file.meta.id.value == id).unwrap();
        document::read(&file.markdown, Options::from(file.meta.kind)).0
    };
    let (report, plan) = (body("shenyang-report-2026"), plan::read(&body("shenzhengfa-2026-1")));
    let characters: usize = document::official_text(&report.blocks).chars().count();
    let own = median(&plan, &report);
    let mut doubled = plan.clone();
    doubled.tasks.extend(plan.tasks.clone());
    let ratio = median(&doubled, &report) / own;
    let mut without = plan.clone();
    without.tasks.iter_mut().for_each(|task| task.section.clear());
    println!("{} tasks, a report of {characters} characters: {:.1} ms", plan.tasks.len(), own * 1000.0);
    println!("twice the tasks: {ratio:.2} times as long");
    println!("the same plan without headings: {:.1} ms", median(&without, &report) * 1000.0);
}

/// The median of eleven runs, in seconds.
fn median(plan: &Plan, report: &Body) -> f64 {
    let mut times: Vec<f64> = (0..11)
        .map(|_| {
            let start = Instant::now();
            assert!(matches!(align(plan, report), Alignment::Found(_)));
            start.elapsed().as_secs_f64()
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}
