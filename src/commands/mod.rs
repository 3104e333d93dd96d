//! One file for each subcommand, and the one place where diagnostics are printed.
//!
//! Exit codes: 0 done, 1 the content has errors, 2 wrong usage or the machine failed.

pub mod archive;
pub mod build;
pub mod check;
pub mod editions;
pub mod links;
mod report;
pub mod serve;
pub mod verify;

pub use report::{Console, ConsoleOptions};

use crate::edition::{self, Edition, Inputs, Refusal};
use crate::library::subset::Choice;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It did what was asked.
    Done,
    /// The content has errors; nothing was changed.
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
fn load(inputs: &Inputs, choice: Option<&Choice>, console: &Console) -> Result<Edition, Outcome> {
    let (edition, diagnostics) = edition::read(inputs, choice);
    console.diagnostics(diagnostics);
    edition.map_err(|refusal| match refusal {
        Refusal::Errors => Outcome::ContentErrors,
        Refusal::Usage(message) => {
            console.failure(&message);
            Outcome::Failed
        }
    })
}
