//! `gongbao build`: content and theme to a website in the output folder.

use super::{Console, Outcome, load};
use crate::edition::Inputs;
use crate::publish::{self, Destination, Failure};
use std::path::PathBuf;

/// What to build, from where and to where.
#[derive(Clone, Debug)]
pub struct BuildOptions {
    /// Content and theme.
    pub inputs: Inputs,
    /// The output folder.
    pub output: PathBuf,
}

/// Builds the site. With an error in the content nothing is written and the old site stands.
pub fn build(options: &BuildOptions, console: &Console) -> Outcome {
    let edition = match load(&options.inputs, None, console) {
        Ok(edition) => edition,
        Err(outcome) => return outcome,
    };
    let destination = Destination { output: options.output.clone(), content: options.inputs.content.clone() };
    match publish::publish(&destination, &edition.addresses(), |at| edition.file(at)) {
        Ok(report) => {
            console.note(&format!(
                "{}: {} documents in {} issues; {} files written, {} unchanged, {} removed",
                options.output.display(),
                edition.site().documents.len(),
                edition.site().issues.len(),
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
