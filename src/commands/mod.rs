//! One file for each subcommand, and the one place where diagnostics are printed.
//!
//! Exit codes: 0 done, 1 the content has errors, 2 wrong usage or the machine failed.

pub mod archive;
pub mod build;
pub mod check;
pub mod links;
mod report;
pub mod serve;
pub mod verify;

pub use report::{Console, ConsoleOptions};

use crate::library::subset::Choice;
use crate::project::{self, Inputs, Project, Refusal};

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It did what was asked.
    Done,
    /// The content has errors. Nothing was changed, or a PDF edition was left out.
    ContentErrors,
    /// The machine failed, or was used in a way that cannot work; nothing was changed.
    Failed,
}

impl Outcome {
    /// The exit code of the program.
    pub fn exit_code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::ContentErrors => 1,
            Self::Failed => 2,
        }
    }
}

/// Reads content and theme and prints what is wrong with them.
fn load(inputs: &Inputs, choice: Option<&Choice>, console: &Console) -> Result<Project, Outcome> {
    let (project, diagnostics) = project::read(inputs, choice);
    console.diagnostics(diagnostics);
    project.map_err(|refusal| match refusal {
        Refusal::Errors => Outcome::ContentErrors,
        refusal => console.failed(&refusal),
    })
}
