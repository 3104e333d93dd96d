//! Responsibilities: the tasks of division plans, the units and leaders that carry them, and the words of the
//! report that each task comes from. Made of the library's facts by comparing texts; what editors confirm stands over
//! what is computed.
//!
//! ```text
//! plans        the division plans, each with its report
//! comparisons  what is known of plans and reports from before
//! parties      units and leaders with their tasks
//! shares       which parts of a plan fall to which units
//! review       the links of a plan, for an editor to confirm
//! ```

pub mod comparisons;
pub mod parties;
pub mod plans;
pub mod review;
pub mod shares;

use crate::diagnostic::Diagnostic;
use crate::id::id;
use crate::library::{DocumentId, Library};
use crate::source::links::LinksFile;
use comparisons::Comparisons;
use parties::Parties;
use plans::DivisionPlan;
use typed_index_collections::TiVec;

id! {
    /// The number of a division plan.
    PlanId
}

/// Plans, and who answers for their tasks.
#[derive(Debug, Default)]
pub struct Responsibility {
    /// Division plans, the newest first.
    pub plans: TiVec<PlanId, DivisionPlan>,
    /// Who answers for their tasks.
    pub parties: Parties,
    /// What came of comparing plans with reports.
    pub comparisons: Comparisons,
    /// What editors say of the links between plans and reports, by file.
    pub links_files: Vec<LinksFile>,
    /// For each document, the plans that it is or that were compared with it.
    of_document: TiVec<DocumentId, Vec<PlanId>>,
}

/// What was worked out before, which saves work and changes nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Known<'a> {
    /// A library and the responsibilities in it: the plans of texts that did not change are taken from there.
    pub responsibility: Option<(&'a Library, &'a Responsibility)>,
    /// Comparisons of earlier builds.
    pub comparisons: Option<&'a Comparisons>,
}

impl Responsibility {
    /// Collects the plans of all documents, compares them with their reports, and finds who answers for their tasks.
    pub fn new(
        library: &Library,
        links_files: Vec<LinksFile>,
        previous: Known<'_>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let (plans, comparisons) = plans::plans(library, &links_files, previous, diagnostics);
        let mut of_document: TiVec<DocumentId, Vec<PlanId>> =
            library.documents.iter().map(|_| Vec::new()).collect();
        for (id, plan) in plans.iter_enumerated() {
            for document in std::iter::once(plan.document).chain(plan.report) {
                of_document[document].push(id);
            }
        }
        let parties = Parties::new(library, &plans);
        Self { plans, parties, comparisons, links_files, of_document }
    }

    /// The plans that a document is or that were compared with it.
    pub fn plans_of(&self, document: DocumentId) -> impl Iterator<Item = &DivisionPlan> {
        self.of_document[document].iter().map(|id| &self.plans[*id])
    }

    /// The plan that a document is, where it is one.
    pub fn own_plan(&self, document: DocumentId) -> Option<PlanId> {
        self.of_document[document].iter().copied().find(|id| self.plans[*id].document == document)
    }
}
