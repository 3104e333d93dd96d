//! `gongbao build`: content and theme to a website in the output folder.

use super::{Console, Outcome, load};
use crate::cache::Cache;
use crate::pdf::{self, make};
use crate::project::Inputs;
use crate::publish::{self, publish};
use std::path::PathBuf;

/// What to build, from where and to where.
#[derive(Clone, Debug)]
pub struct BuildOptions {
    /// Content and theme.
    pub inputs: Inputs,
    /// The output folder.
    pub output: PathBuf,
    /// The PDF editions.
    pub editions: make::Options,
    /// What is published.
    pub scope: Extent,
}

/// What is published.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Extent {
    /// The whole site.
    #[default]
    Site,
    /// The site where the output folder holds one, so that its pages link to the editions; in any other folder
    /// the editions alone.
    Editions,
}

/// Builds the site. With an error in the content nothing is written and the old site stands.
pub fn build(options: &BuildOptions, console: &Console) -> Outcome {
    let project = match load(&options.inputs, None, console) {
        Ok(project) => project,
        Err(outcome) => return outcome,
    };
    let made = match make::make(project.site(), project.content(), &options.editions, console) {
        Ok(made) => made,
        Err(pdf::Error::Texts(diagnostics)) => {
            console.diagnostics(diagnostics);
            return Outcome::ContentErrors;
        }
        Err(failure) => return console.failed(&failure),
    };
    let count = made.len();
    let project = project.with_editions(made);
    let lost = project.stale_editions();
    if lost > 0 {
        console.note(&format!(
            "{lost} PDF edition(s) no longer say what the content says and are taken away; `gongbao pdf` makes them anew"
        ));
    }
    let alone = options.scope == Extent::Editions && !options.output.join("index.html").is_file();
    let outputs = if alone { project.edition_outputs() } else { project.outputs() };
    match publish(&options.output, &outputs, |output, known| project.make(output, known)) {
        Ok(report) => {
            if let Some(cache) = Cache::of(&options.output) {
                project.remember(&cache);
            }
            console.note(&format!(
                "{}: {} documents in {} issues, {count} PDF editions made; {} files written, {} unchanged, {} removed",
                options.output.display(),
                project.site().library.documents.len(),
                project.site().library.issues.len(),
                report.written,
                report.unchanged,
                report.removed,
            ));
            Outcome::Done
        }
        Err(publish::Error::Pages(diagnostics)) => {
            console.diagnostics(diagnostics);
            Outcome::ContentErrors
        }
        Err(failure) => console.failed(&failure),
    }
}
