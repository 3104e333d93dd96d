//! The open data files: the catalogue of the site as JSON, for programs.
//!
//! The keys are a contract with those who use the data; the page on open data explains them.

use super::Publication;
use crate::align::Passage;
use crate::library::{DocumentId, Issue, naming};
use crate::responsibility::PlanId;
use crate::responsibility::parties::Party;
use crate::text::date::Date;
use serde::Serialize;

/// A data file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum File {
    /// Every document.
    Documents,
    /// Every issue.
    Issues,
    /// Every unit.
    Units,
    /// The tasks of a plan.
    Plan(PlanId),
    /// The same as a table.
    PlanTable(PlanId),
    /// The JSON Schema of data files.
    Schema(&'static Schema),
}

/// A JSON Schema (2020-12).
#[derive(Debug, PartialEq, Eq)]
pub struct Schema {
    /// The name under which it is published.
    name: &'static str,
    text: &'static str,
}

/// The schemas of the data files.
static SCHEMAS: [Schema; 4] = [
    Schema { name: "documents", text: include_str!("schemas/documents.json") },
    Schema { name: "issues", text: include_str!("schemas/issues.json") },
    Schema { name: "units", text: include_str!("schemas/units.json") },
    Schema { name: "plan", text: include_str!("schemas/plan.json") },
];

/// All data files of a site.
pub fn files(site: &Publication) -> Vec<File> {
    let mut files = vec![File::Documents, File::Issues, File::Units];
    files.extend(site.responsibility.plans.keys().flat_map(|id| [File::Plan(id), File::PlanTable(id)]));
    files.extend(SCHEMAS.iter().map(File::Schema));
    files
}

impl File {
    /// Where it lies.
    pub fn address(self, site: &Publication) -> String {
        let plan = |id: PlanId| site.library.documents[site.responsibility.plans[id].document].id();
        match self {
            Self::Documents => "data/documents.json".to_owned(),
            Self::Issues => "data/issues.json".to_owned(),
            Self::Units => "data/units.json".to_owned(),
            Self::Plan(at) => format!("data/plans/{}.json", plan(at)),
            Self::PlanTable(at) => format!("data/plans/{}.csv", plan(at)),
            Self::Schema(schema) => format!("data/schemas/{}.json", schema.name),
        }
    }

    /// Its content.
    ///
    /// # Errors
    ///
    /// When the data cannot be written as JSON.
    pub fn content(self, site: &Publication) -> Result<Vec<u8>, serde_json::Error> {
        let mut bytes = match self {
            Self::Documents => serde_json::to_vec_pretty(
                &site.library.documents.keys().map(|id| entry(site, id)).collect::<Vec<_>>(),
            ),
            Self::Issues => serde_json::to_vec_pretty(&site.library.issues.iter().map(issue).collect::<Vec<_>>()),
            Self::Units => {
                serde_json::to_vec_pretty(&site.responsibility.parties.units.iter().map(unit).collect::<Vec<_>>())
            }
            Self::Plan(at) => serde_json::to_vec_pretty(&tasks(site, at)),
            Self::PlanTable(at) => return Ok(table(&tasks(site, at))),
            Self::Schema(schema) => return Ok(schema.text.into()),
        }?;
        bytes.push(b'\n');
        Ok(bytes)
    }
}

#[derive(Serialize)]
struct UnitEntry<'a> {
    name: &'a str,
    lead: usize,
    responsible: usize,
    grouped: usize,
    url: String,
}

fn unit(unit: &Party) -> UnitEntry<'_> {
    UnitEntry {
        name: &unit.name,
        lead: unit.lead(),
        responsible: unit.responsible(),
        grouped: unit.grouped(),
        url: unit.address(),
    }
}

#[derive(Serialize)]
struct TaskEntry<'a> {
    number: u32,
    anchor: &'a str,
    section: &'a [String],
    text: &'a str,
    lead: &'a [String],
    responsible: &'a [String],
    groups: &'a [String],
    leader: &'a [String],
    deadline: Option<&'a str>,
    raw: &'a [String],
    url: String,
    passages: Vec<PassageEntry<'a>>,
}

#[derive(Serialize)]
struct PassageEntry<'a> {
    document: &'a str,
    anchor: &'a str,
    quote: &'a str,
    method: &'static str,
    score: f64,
}

fn tasks(site: &Publication, id: PlanId) -> Vec<TaskEntry<'_>> {
    let plan = &site.responsibility.plans[id];
    let document = &site.library.documents[plan.document];
    let report = plan.report.map(|report| site.library.documents[report].id());
    plan.tasks()
        .map(|(task, found)| TaskEntry {
            number: task.number,
            anchor: &task.anchor,
            section: &task.section,
            text: &task.text,
            lead: &task.lead,
            responsible: &task.responsible,
            groups: &task.groups,
            leader: &task.leaders,
            deadline: task.deadline.as_deref(),
            raw: &task.raw,
            url: document.place(&task.anchor),
            passages: passages(report, found),
        })
        .collect()
}

fn passages<'a>(report: Option<&'a str>, found: &'a [Passage]) -> Vec<PassageEntry<'a>> {
    let entry = |passage: &'a Passage| PassageEntry {
        document: report.unwrap_or_default(),
        anchor: &passage.anchor,
        quote: &passage.quote,
        method: passage.method.name(),
        score: passage.score,
    };
    found.iter().map(entry).collect()
}

/// A table that spreadsheets open as it is: UTF-8 with a byte order mark, CRLF, every field quoted
/// (RFC 4180). Names within a field are joined by 、.
fn table(tasks: &[TaskEntry<'_>]) -> Vec<u8> {
    let mut out = String::from("\u{FEFF}");
    let mut row = |fields: &[String]| {
        let quoted: Vec<String> =
            fields.iter().map(|field| format!("\"{}\"", field.replace('"', "\"\""))).collect();
        out.push_str(&quoted.join(","));
        out.push_str("\r\n");
    };
    row(&["序号", "章节", "任务", "牵头单位", "责任单位", "其他单位", "牵头领导", "完成时限", "地址"]
        .map(str::to_owned));
    for task in tasks {
        row(&[
            task.number.to_string(),
            task.section.join(" / "),
            task.text.to_owned(),
            task.lead.join("、"),
            task.responsible.join("、"),
            task.groups.join("；"),
            task.leader.join("、"),
            task.deadline.unwrap_or_default().to_owned(),
            task.url.clone(),
        ]);
    }
    out.into_bytes()
}

#[derive(Serialize)]
struct DocumentEntry<'a> {
    id: &'a str,
    title: &'a str,
    kind: &'static str,
    category: Option<&'a str>,
    number: Option<String>,
    organ: Option<&'a str>,
    signed: Option<Date>,
    published: Option<Date>,
    effective: Option<Date>,
    expires: Option<Date>,
    status: Option<&'static str>,
    issue: Option<&'a str>,
    pages: Option<crate::source::schema::PrintedPages>,
    cites: Vec<&'a str>,
    url: String,
}

fn entry(site: &Publication, id: DocumentId) -> DocumentEntry<'_> {
    let library = &site.library;
    let document = &library.documents[id];
    let meta = &document.meta;
    DocumentEntry {
        id: &meta.id.value,
        title: &meta.title,
        kind: meta.kind.name(),
        category: meta.category.as_deref(),
        number: meta.number.as_ref().map(|number| number.value.to_string()),
        organ: meta.organ.as_deref(),
        signed: meta.signed,
        published: document.published,
        effective: meta.effective,
        expires: meta.expires,
        status: document.status.map(crate::source::schema::Status::chinese),
        issue: library.issue_of(document).map(Issue::id),
        pages: meta.pages,
        cites: site.citations.cites[id].iter().map(|cited| library.documents[*cited].id()).collect(),
        url: document.address(),
    }
}

#[derive(Serialize)]
struct IssueEntry<'a> {
    id: &'a str,
    title: String,
    year: u32,
    numbers: &'a [u32],
    serial: Option<u32>,
    published: Date,
    documents: usize,
    url: String,
}

fn issue(issue: &Issue) -> IssueEntry<'_> {
    IssueEntry {
        id: &issue.meta.id.value,
        title: naming::issue_full(issue),
        year: issue.meta.year,
        numbers: &issue.meta.numbers,
        serial: issue.meta.serial,
        published: issue.meta.published,
        documents: issue.items.len(),
        url: issue.address(),
    }
}
