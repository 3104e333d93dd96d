//! The open data files: the catalogue of the site as JSON, for programs.
//!
//! The keys are a contract with those who use the data; the page on open data explains them.

use super::units::{Party, unit_address};
use super::{Document, Site, naming};
use crate::links::{Method, Passage};
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
    /// The tasks of a plan: a place in `site.plans`.
    Plan(usize),
    /// The same as a table.
    PlanTable(usize),
    /// The JSON Schema of data files: a place in `SCHEMAS`.
    Schema(usize),
}

/// The JSON Schemas (2020-12) of the data files, by the names under which they are published.
pub const SCHEMAS: [(&str, &str); 4] = [
    ("documents", include_str!("schemas/documents.json")),
    ("issues", include_str!("schemas/issues.json")),
    ("units", include_str!("schemas/units.json")),
    ("plan", include_str!("schemas/plan.json")),
];

/// All data files of a site.
pub fn files(site: &Site) -> Vec<File> {
    let mut files = vec![File::Documents, File::Issues, File::Units];
    files.extend((0..site.plans.len()).flat_map(|at| [File::Plan(at), File::PlanTable(at)]));
    files.extend((0..SCHEMAS.len()).map(File::Schema));
    files
}

impl File {
    /// Where it lies.
    pub fn address(self, site: &Site) -> String {
        let plan = |at: usize| {
            let document = site.plans.get(at).and_then(|plan| site.documents.get(plan.document));
            document.map_or_else(|| at.to_string(), |document| document.meta.id.value.clone())
        };
        match self {
            Self::Documents => "data/documents.json".to_owned(),
            Self::Issues => "data/issues.json".to_owned(),
            Self::Units => "data/units.json".to_owned(),
            Self::Plan(at) => format!("data/plans/{}.json", plan(at)),
            Self::PlanTable(at) => format!("data/plans/{}.csv", plan(at)),
            Self::Schema(at) => format!("data/schemas/{}.json", SCHEMAS.get(at).map_or("", |schema| schema.0)),
        }
    }

    /// Its content.
    ///
    /// # Errors
    ///
    /// When the data cannot be written as JSON.
    pub fn content(self, site: &Site) -> Result<Vec<u8>, serde_json::Error> {
        let mut bytes = match self {
            Self::Documents => {
                serde_json::to_vec_pretty(&site.documents.iter().map(|d| entry(site, d)).collect::<Vec<_>>())
            }
            Self::Issues => serde_json::to_vec_pretty(&site.issues.iter().map(issue).collect::<Vec<_>>()),
            Self::Units => serde_json::to_vec_pretty(&site.parties.units.iter().map(unit).collect::<Vec<_>>()),
            Self::Plan(at) => serde_json::to_vec_pretty(&tasks(site, at)),
            Self::PlanTable(at) => return Ok(table(&tasks(site, at))),
            Self::Schema(at) => return Ok(SCHEMAS.get(at).map_or(Vec::new(), |schema| schema.1.into())),
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
        url: unit_address(unit, 0),
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

fn tasks(site: &Site, at: usize) -> Vec<TaskEntry<'_>> {
    let Some(plan) = site.plans.get(at) else { return Vec::new() };
    let Some(document) = site.documents.get(plan.document) else { return Vec::new() };
    let report =
        plan.report.and_then(|report| site.documents.get(report)).map(|report| report.meta.id.value.as_str());
    plan.plan
        .tasks
        .iter()
        .enumerate()
        .map(|(place, task)| TaskEntry {
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
            url: format!("{}#{}", document.address(), task.anchor),
            passages: plan.passages.get(place).map(|found| passages(report, found)).unwrap_or_default(),
        })
        .collect()
}

fn passages<'a>(report: Option<&'a str>, found: &'a [Passage]) -> Vec<PassageEntry<'a>> {
    let entry = |passage: &'a Passage| PassageEntry {
        document: report.unwrap_or_default(),
        anchor: &passage.anchor,
        quote: &passage.quote,
        method: match passage.method {
            Method::Computed => "computed",
            Method::Confirmed => "confirmed",
        },
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

fn entry<'a>(site: &'a Site, document: &'a Document) -> DocumentEntry<'a> {
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
        issue: document.issue.and_then(|(at, _)| site.issues.get(at)).map(|issue| issue.meta.id.value.as_str()),
        pages: meta.pages,
        cites: document
            .cites
            .iter()
            .filter_map(|at| site.documents.get(*at))
            .map(|it| it.meta.id.value.as_str())
            .collect(),
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

fn issue(issue: &super::Issue) -> IssueEntry<'_> {
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
