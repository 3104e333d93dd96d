//! The tasks of a unit or a leader in one year, for a meeting: the same list as its page shows.

use super::document::End;
use super::links::{Destination, Links};
use super::markup::{block, string, sum};
use super::{Head, Source, running, title_lines};
use crate::digest::Digester;
use crate::library::Document;
use crate::publication::Publication;
use crate::publication::view::{self, PartyView};
use crate::responsibility::parties::Party;
use crate::text::date::Date;

/// What the edition of a list of tasks says.
pub(super) struct TasksManuscript<'a> {
    /// The page that shows the same.
    address: String,
    view: PartyView,
    /// The name of the gazette.
    gazette: &'a str,
    sponsor: Option<&'a str>,
    base: Option<&'a str>,
    date: Option<Date>,
    end: End,
}

impl<'a> TasksManuscript<'a> {
    pub(super) fn new(site: &'a Publication, party: &Party, year: usize) -> Self {
        let address = party.year_address(year);
        let plan = site.responsibility.plans.first().map(|plan| &site.library.documents[plan.document]);
        Self {
            view: view::party(site, party, year),
            gazette: &site.config().title,
            sponsor: site.config().sponsor.as_deref(),
            base: site.config().base_url.as_deref(),
            date: site.library.as_of.or_else(|| plan.and_then(Document::day)),
            end: End::new(site, &address, None),
            address,
        }
    }

    /// Takes everything that the edition says; none when it cannot be written as JSON.
    pub(super) fn digest(&self, digester: &mut Digester) -> Option<()> {
        let Self { address, view, gazette, sponsor, base, date, end } = self;
        digester.value(&("tasks", address, gazette, sponsor, base, date, end));
        serde_json::to_writer(digester, view).ok()
    }

    pub(super) fn source(&self) -> Source {
        let title = title(&self.view.name, self.view.year);
        let links = Links::new(self.base, &[]);
        let linked = |address: &str, words: String| match links.website(address) {
            Some(Destination::Outside(address)) => format!("link({}, {words})", string(&address)),
            _ => words,
        };
        let mut lines = vec![format!("title(1, {})", title_lines(&title)), "gap-line".to_owned()];
        for part in &self.view.parts {
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
        lines.extend(self.end.source());
        let head = Head { title: &title, author: self.sponsor, keywords: &[], date: self.date };
        let heads = running(self.gazette, &title, false);
        Source {
            text: format!("{}#item({heads}{})\n", head.source(), block(&lines)),
            identity: self.address.trim_end_matches(".html").to_owned(),
        }
    }
}

/// What the list of a party's tasks in a year is called.
pub(super) fn title(name: &str, year: Option<u32>) -> String {
    format!("{name}{}重点工作任务清单", year.map(|year| format!("{year}年")).unwrap_or_default())
}
