//! The tasks of a unit or a leader in one year, for a meeting: the same list as its page shows.

use super::document::end;
use super::links::{Destination, Links};
use super::markup::{block, string, sum};
use super::{Head, Source, running, title_lines};
use crate::library::Document;
use crate::publication::Publication;
use crate::publication::view;
use crate::responsibility::parties::Party;

/// The source of a list of tasks.
pub(super) fn source(site: &Publication, party: &Party, year: usize) -> Source {
    let address = party.year_address(year);
    let view = view::party(site, party, year);
    let year = view.year.map(|year| format!("{year}年")).unwrap_or_default();
    let title = format!("{}{year}重点工作任务清单", view.name);
    let links = Links::new(site.config().base_url.as_deref(), &[]);
    let linked = |address: &str, words: String| match links.website(address) {
        Some(Destination::Outside(address)) => format!("link({}, {words})", string(&address)),
        _ => words,
    };
    let mut lines = vec![format!("title(1, {})", title_lines(&title)), "gap-line".to_owned()];
    for part in &view.parts {
        lines.push(format!("list-heading(2, {})", string(&format!("{}（{}项）", part.name, part.count))));
        for plan in &part.plans {
            lines.push(format!("list-plan(3, {})", linked(&plan.plan.address, string(&plan.plan.name))));
            for section in &plan.sections {
                if !section.heading.is_empty() {
                    lines.push(format!("list-section({})", string(&section.heading)));
                }
                for task in &section.tasks {
                    // The number is printed in the text where the plan prints it there.
                    let number = format!("{}.", task.number);
                    let number = (!task.text.starts_with(&number)).then(|| string(&number));
                    let text = linked(&task.address, string(&task.text));
                    let words = sum(number.into_iter().chain([text]).collect());
                    let units: Vec<String> =
                        task.lines.iter().map(|line| format!("units-line({})", string(line))).collect();
                    let units = if units.is_empty() { "none".to_owned() } else { block(&units) };
                    lines.push(format!("task({}, {words}, {units})", task.number));
                }
            }
        }
    }
    lines.extend(end(site, &address, None));
    let plan = site.responsibility.plans.first().map(|plan| &site.library.documents[plan.document]);
    let head = Head {
        title: &title,
        author: site.config().sponsor.as_deref(),
        keywords: &[],
        date: site.library.as_of.or_else(|| plan.and_then(Document::day)),
    };
    let heads = running(&site.config().title, &title, false);
    Source {
        text: format!("{}#item({heads}{})\n", head.source(), block(&lines)),
        identity: address.trim_end_matches(".html").to_owned(),
        file: plan.map(|plan| plan.file().to_owned()).unwrap_or_default(),
    }
}
