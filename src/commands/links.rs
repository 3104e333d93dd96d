//! `gongbao links`: the pairs of tasks and passages of a plan for review, the weakest first, and the file in
//! which an editor confirms them.

use super::{Console, Outcome};
use crate::diagnostic::{Code, any_error};
use crate::failure::DiskFailure;
use crate::library::Options;
use crate::publication::Publication;
use crate::responsibility::plans::DivisionPlan;
use crate::responsibility::review;
use crate::source;
use crate::source::walk::LINKS_ENDING;
use std::io::Write as _;
use std::path::PathBuf;

/// What to show.
#[derive(Clone, Debug)]
pub struct LinksOptions {
    /// The content folder.
    pub content: PathBuf,
    /// The plan: its id or document number.
    pub plan: String,
    /// Write what is not yet in the editors' file into it.
    pub write: bool,
}

/// Shows the links of a plan, and writes them where that is asked for.
pub fn links(options: &LinksOptions, console: &Console) -> Outcome {
    let (content, mut diagnostics) = source::read(&options.content);
    let (publication, mut found) = Publication::assemble(content, &Options::default());
    diagnostics.append(&mut found);
    let failed = any_error(&diagnostics);
    let about_links = |code| matches!(code, Code::ChangedLink | Code::UnknownTask | Code::ReportMismatch);
    diagnostics.retain(|diagnostic| failed || about_links(diagnostic.code));
    console.diagnostics(diagnostics);
    if failed {
        return Outcome::ContentErrors;
    }
    let Some(plan) = find(&publication, &options.plan) else {
        let plans = publication.responsibility.plans.iter();
        let ids: Vec<&str> = plans.map(|plan| publication.library.documents[plan.document].id()).collect();
        return console.failed(&format!(
            "`{}` is not a plan (分工方案) of this site; the plans are: {}",
            options.plan,
            ids.join(", ")
        ));
    };
    let text = review::review(&publication.library, plan);
    // A reader that has seen enough (`| head`) is no failure.
    let _ = std::io::stdout().lock().write_all(text.as_bytes());
    if !options.write {
        return Outcome::Done;
    }
    let file = publication.library.documents[plan.document].file();
    let path = options.content.join(format!("{}{LINKS_ENDING}", file.trim_end_matches(".md")));
    let old = std::fs::read_to_string(&path).unwrap_or_default();
    let (new, count) = review::links_file(plan, file, &publication.responsibility.links_files, &old);
    match std::fs::write(&path, new) {
        Ok(()) => {
            console.note(&format!("{}: {count} tasks written", path.display()));
            Outcome::Done
        }
        Err(error) => console.failed(&DiskFailure::of("written", &path)(error)),
    }
}

fn find<'a>(publication: &'a Publication, name: &str) -> Option<&'a DivisionPlan> {
    publication.responsibility.plans.iter().find(|plan| {
        let document = &publication.library.documents[plan.document];
        let number = document.meta.number.as_ref().map(|number| number.value.to_string());
        document.id() == name || number.as_deref() == Some(name)
    })
}
