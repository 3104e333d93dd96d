//! `gongbao build`: content and theme to a website in the output folder.

use super::{Console, Outcome, load};
use crate::cache::Cache;
use crate::pdf::make::{self, EditionLeftOut, MadeEditions};
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

/// Builds the site. With an error in the content nothing is written and the old site stands; a PDF edition that cannot be
/// made is left out of it.
pub fn build(options: &BuildOptions, console: &Console) -> Outcome {
    let project = match load(&options.inputs, None, console) {
        Ok(project) => project,
        Err(outcome) => return outcome,
    };
    let made = make::make(project.site(), project.content(), &options.editions, console);
    let MadeEditions { editions, left_out } = match made {
        Ok(made) => made,
        Err(failure) => return console.failed(&failure),
    };
    tell(&left_out, console);
    let done = if left_out.is_empty() { Outcome::Done } else { Outcome::ContentErrors };
    let count = editions.len();
    let project = project.with_editions(editions);
    let lost = project.stale_editions();
    if lost > 0 {
        console.note(&format!(
            "{lost} PDF edition(s) no longer say what the content says and are taken away; `gongbao pdf` makes them anew"
        ));
    }
    let alone = options.scope == Extent::Editions && !options.output.join("index.html").is_file();
    if alone && count == 0 && !left_out.is_empty() {
        return done;
    }
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
            done
        }
        Err(publish::Error::Pages(diagnostics)) => {
            console.diagnostics(diagnostics);
            Outcome::ContentErrors
        }
        Err(failure) => console.failed(&failure),
    }
}

/// Says which editions are left out, and why.
fn tell(left_out: &[EditionLeftOut], console: &Console) {
    console.diagnostics(left_out.iter().flat_map(|edition| edition.problems.iter().cloned()).collect());
    for EditionLeftOut { address, name, .. } in left_out {
        console.problem(&format!("{address}: the PDF edition of {name} cannot be made and is left out"));
    }
}
