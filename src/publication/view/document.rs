//! The page of one document: what is known of it, its outline, what stands before and after it.

use super::super::data::File;
use super::super::nav_link::NavLink;
use super::super::{Publication, gbt7714};
use super::Head;
use super::card::{Card, card};
use super::navigation::{self, fixed, link};
use super::panels::{self, Banner, Carried, CitedBy, PlanViews};
use super::title::TitleView;
use crate::library::relations::RelationKind;
use crate::library::{Document, DocumentId, naming};
use crate::source::schema::{Kind, Layout};
use serde::Serialize;

/// The page of a document.
#[derive(Debug, Serialize)]
pub struct DocumentView {
    /// The document.
    pub document: Card,
    /// Its title.
    pub title: TitleView,
    /// What is known of it, as the table of the page shows it.
    pub facts: Vec<Fact>,
    /// Related documents, with what they are to this one.
    pub relations: Vec<RelationView>,
    /// The outline.
    pub outline: Vec<OutlineView>,
    /// The numbers of its tasks with their anchors.
    pub tasks: Vec<TaskLink>,
    /// That it was amended or repealed.
    pub banners: Vec<Banner>,
    /// For a report: what became of it.
    pub carried: Vec<Carried>,
    /// For a plan: its other views.
    pub plan: Option<PlanViews>,
    /// The documents that cite it.
    pub cited_by: Option<CitedBy>,
    /// The tasks as data.
    pub data: Vec<NavLink>,
    /// The citation up to the day of reading, and the address.
    pub citation: String,
    /// Where the document is published, if the site knows it.
    pub url: Option<String>,
    /// The item before it in its issue.
    pub previous: Option<NavLink>,
    /// The item after it in its issue.
    pub next: Option<NavLink>,
    /// How many corrections its text carries.
    pub corrections: usize,
    /// Where the text was taken from.
    pub source: Option<String>,
    /// The day for which 有效性 is given.
    pub as_of: Option<String>,
    /// For a document that is set as 公文: its 版头.
    pub official: Option<Official>,
}

/// The 版头 of a document that is set as 公文 (GB/T 9704-2012, 7.2).
#[derive(Debug, Serialize)]
pub struct Official {
    /// 发文机关标志: the organ and 文件.
    pub mark: String,
    /// Its length in characters, by which a theme can fit it to the line.
    pub length: usize,
}

/// A line of the table of facts.
#[derive(Debug, Serialize)]
pub struct Fact {
    /// 发文字号.
    pub name: &'static str,
    /// Its value.
    pub value: String,
    /// Where the value leads, if anywhere.
    pub address: Option<String>,
}

/// A related document.
#[derive(Debug, Serialize)]
pub struct RelationView {
    /// What it is to this document: 政策解读.
    pub name: &'static str,
    /// The document.
    pub document: Card,
}

/// An entry of the outline.
#[derive(Debug, Serialize)]
pub struct OutlineView {
    /// Depth from 1.
    pub depth: u8,
    /// The id to jump to.
    pub anchor: String,
    /// The heading.
    pub label: String,
    /// The first and last task below it: 24—28.
    pub tasks: Option<String>,
}

/// A task in the index of tasks.
#[derive(Debug, Serialize)]
pub struct TaskLink {
    /// Its number.
    pub number: u32,
    /// Its anchor.
    pub anchor: String,
}

pub(super) fn document(site: &Publication, id: DocumentId) -> DocumentView {
    let library = &site.library;
    let document = &library.documents[id];
    let citation = gbt7714::citation(library, document);
    let neighbour = |offset: isize| {
        let (issue, place) = document.issue?;
        let item = library.issues[issue].items.get(place.checked_add_signed(offset)?)?;
        Some(navigation::document(&library.documents[*item]))
    };
    DocumentView {
        title: TitleView::new(&document.meta.title),
        facts: facts(site, document),
        banners: panels::banners(site, document),
        carried: panels::carried(site, id),
        plan: site
            .responsibility
            .own_plan(id)
            .map(|plan| panels::plan_views(site, document, &site.responsibility.plans[plan])),
        cited_by: panels::cited_by(site, id),
        relations: document
            .relations
            .iter()
            .map(|relation| RelationView {
                name: relation.kind.chinese(),
                document: card(library, relation.other),
            })
            .collect(),
        outline: document
            .text
            .body
            .outline
            .iter()
            .map(|entry| OutlineView {
                depth: entry.depth,
                anchor: entry.anchor.clone(),
                label: entry.label.clone(),
                tasks: entry.tasks.map(|(first, last)| {
                    if first == last { first.to_string() } else { format!("{first}—{last}") }
                }),
            })
            .collect(),
        tasks: tasks(site, id),
        data: data(site, id),
        citation: citation.before,
        url: citation.url,
        previous: neighbour(-1),
        next: neighbour(1),
        corrections: site
            .library
            .settings
            .corrections
            .iter()
            .filter(|c| c.document == document.meta.id.value)
            .count(),
        source: document.meta.source.clone(),
        as_of: document.status.and(site.library.as_of).map(|date| date.chinese()),
        official: official(site, document),
        document: card(library, id),
    }
}

/// The 版头 of a document, where its front matter or `site.yaml` asks for one. Without 发文机关 there is no
/// 发文机关标志; `check` has said so.
fn official(site: &Publication, document: &Document) -> Option<Official> {
    let mark = format!(
        "{}文件",
        document.meta.organ.as_ref().filter(|_| site.library.layout(document) == Layout::Official)?
    );
    Some(Official { length: mark.chars().count(), mark })
}

pub(super) fn head(site: &Publication, id: DocumentId, view: &DocumentView, head: &mut Head) {
    let document = &site.library.documents[id];
    let card = &view.document;
    head.section = if document.issue.is_some() { "issues" } else { "lists" };
    head.title.clone_from(&card.title);
    let number = card.number.as_deref().map(|number| format!("{number} ")).unwrap_or_default();
    head.description = format!("{number}{}", card.title);
    head.page_type = "article";
    head.published = document.day().map(|date| date.to_string());
    head.source = card.issue.as_ref().map(|issue| format!("{}{}", site.config().title, issue.name));
    head.keywords.clone_from(&document.meta.keywords);
    head.running = card.issue.as_ref().map_or_else(|| card.title.clone(), |issue| issue.name.clone());
    head.trail.push(fixed(navigation::HOME));
    match &card.issue {
        Some(issue) => {
            head.trail.push(fixed(navigation::ISSUES));
            head.trail.push(issue.clone());
        }
        None => head.trail.push(fixed(navigation::LISTS)),
    }
}

/// The table of facts (国办发〔2017〕47号 and the catalogue of 政府信息公开), what is not known left out.
fn facts(site: &Publication, document: &Document) -> Vec<Fact> {
    let meta = &document.meta;
    let mut facts = Vec::new();
    let mut fact = |name, value: Option<String>, address: Option<String>| {
        if let Some(value) = value {
            facts.push(Fact { name, value, address });
        }
    };
    fact("索引号", meta.index_number.clone(), None);
    fact("主题分类", meta.subject.clone(), None);
    fact("发文机关", meta.organ.clone(), None);
    fact("发文字号", meta.number.as_ref().map(|number| number.value.to_string()), None);
    fact("成文日期", meta.signed.map(|date| date.chinese()), None);
    fact("发布日期", document.published.map(|date| date.chinese()), None);
    fact("施行日期", meta.effective.map(|date| date.chinese()), None);
    fact("失效日期", meta.expires.map(|date| date.chinese()), None);
    fact("有效性", document.status.map(|status| status.chinese().to_owned()), None);
    fact("主题词", (!meta.keywords.is_empty()).then(|| meta.keywords.join("　")), None);
    fact("类型", Some(meta.kind.chinese().to_owned()), None);
    // A report and its plan belong together; a reader should know when one of them is not here.
    let outside = site.library.outside.relations(document.file());
    let related = |kind: RelationKind| {
        document.relations.iter().any(|relation| relation.kind == kind)
            || outside.iter().any(|relation| relation.name == kind.chinese())
    };
    if meta.kind == Kind::Report && !related(RelationKind::ImplementedBy) {
        fact(RelationKind::ImplementedBy.chinese(), Some("本站未收录".to_owned()), None);
    }
    if meta.kind == Kind::Plan && !related(RelationKind::Implements) {
        fact(RelationKind::Implements.chinese(), Some("本站未收录".to_owned()), None);
    }
    for relation in outside {
        let value = format!("{}（本离线副本没有收录，见 {}）", relation.title, relation.address);
        fact(relation.name, Some(value), None);
    }
    if let Some(issue) = site.library.issue_of(document) {
        let pages = meta.pages.map(naming::pages).unwrap_or_default();
        fact("公报期次", Some(format!("{}{pages}", naming::issue_full(issue))), Some(issue.address()));
    }
    facts
}

/// The data files of a plan.
fn data(site: &Publication, id: DocumentId) -> Vec<NavLink> {
    let Some(plan) = site.responsibility.own_plan(id) else { return Vec::new() };
    [("JSON", File::Plan(plan)), ("CSV", File::PlanTable(plan))]
        .map(|(name, file)| link(name, file.address(site)))
        .into()
}

fn tasks(site: &Publication, id: DocumentId) -> Vec<TaskLink> {
    let plan = site.responsibility.own_plan(id).map(|plan| &site.responsibility.plans[plan].plan);
    let tasks = plan.iter().flat_map(|plan| &plan.tasks);
    tasks.map(|task| TaskLink { number: task.number, anchor: task.anchor.clone() }).collect()
}
