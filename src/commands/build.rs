//! `gongbao build`: content and theme to a website in the output folder.

use super::editions::{self, EditionOptions};
use super::{Console, Outcome, load};
use crate::cache::Cache;
use crate::edition::{Draft, Inputs};
use crate::publish::{self, Destination, Failure};
use crate::render::File;
use std::path::PathBuf;

/// What to build, from where and to where.
#[derive(Clone, Debug)]
pub struct BuildOptions {
    /// Content and theme.
    pub inputs: Inputs,
    /// The output folder.
    pub output: PathBuf,
    /// The PDF editions.
    pub editions: EditionOptions,
    /// What is published.
    pub scope: Scope,
}

/// What is published.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// The whole site.
    #[default]
    Site,
    /// The site where the output folder holds one, so that its pages link to the editions; in any other folder
    /// the editions alone.
    Editions,
}

/// Builds the site. With an error in the content nothing is written and the old site stands.
pub fn build(options: &BuildOptions, console: &Console) -> Outcome {
    let mut edition = match load(&options.inputs, None, console) {
        Ok(edition) => edition,
        Err(outcome) => return outcome,
    };
    let prepared = match editions::prepare(&mut edition, &options.editions, &options.inputs.content, console) {
        Ok(prepared) => prepared,
        Err(outcome) => return outcome,
    };
    let alone = options.scope == Scope::Editions && !options.output.join("index.html").is_file();
    let mut addresses = if alone { Vec::new() } else { edition.addresses() };
    let own = addresses.len();
    addresses.extend(prepared.addresses());
    let destination = Destination { output: options.output.clone(), content: options.inputs.content.clone() };
    let prepared_file = |at: usize| addresses.get(at).map_or(File::Kept, |address| prepared.file(address));
    let draft = |at: usize| match at < own {
        true => edition.draft(at),
        false => Draft::new(move || Ok(prepared_file(at))),
    };
    match publish::publish(&destination, &addresses, draft) {
        Ok(report) => {
            if let Some(cache) = Cache::of(&options.output) {
                edition.remember(&cache);
            }
            console.note(&format!(
                "{}: {} documents in {} issues, {} PDF editions made; {} files written, {} unchanged, {} removed",
                options.output.display(),
                edition.site().library.documents.len(),
                edition.site().library.issues.len(),
                prepared.made(),
                report.written,
                report.unchanged,
                report.removed,
            ));
            Outcome::Done
        }
        Err(Failure::Diagnostics(diagnostics)) => {
            console.diagnostics(diagnostics);
            Outcome::ContentErrors
        }
        Err(Failure::Machine(message)) => {
            console.failure(&message);
            Outcome::Failed
        }
    }
}
