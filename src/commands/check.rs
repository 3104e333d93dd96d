//! `gongbao check`: every problem of content and theme, for a person or for a program.

use super::{Console, Outcome};
use crate::diagnostic::{Diagnostic, Severity, any_error};
use crate::project::{self, Inputs, Refusal};
use serde::Serialize;
use std::io::Write;

/// How problems are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// As a build prints them, on standard error.
    Text,
    /// As a list of objects, on standard output.
    Json,
}

/// A problem as a program reads it.
#[derive(Serialize)]
struct Problem<'a> {
    severity: &'static str,
    code: &'static str,
    file: &'a str,
    /// 0 when the whole file is meant, like the column.
    line: usize,
    column: usize,
    message: &'a str,
    help: &'a str,
}

/// Reads everything, makes every page, writes nothing.
pub fn check(inputs: &Inputs, format: Format, console: &Console) -> Outcome {
    let (project, mut diagnostics) = project::read(inputs, None);
    match project {
        Ok(project) => diagnostics.append(&mut project.problems(|_| true)),
        Err(Refusal::Errors) => {}
        Err(refusal) => return console.failed(&refusal),
    }
    diagnostics.sort_by(Diagnostic::display_order);
    diagnostics.dedup();
    let failed = any_error(&diagnostics);
    match format {
        Format::Json => {
            if let Err(error) = write_json(&diagnostics) {
                return console.failed(&format!("the problems cannot be written: {error}"));
            }
        }
        Format::Text if diagnostics.is_empty() => {
            console.note(&format!("{}: no problems", inputs.content.display()));
        }
        Format::Text => console.diagnostics(diagnostics),
    }
    if failed { Outcome::ContentErrors } else { Outcome::Done }
}

fn write_json(diagnostics: &[Diagnostic]) -> std::io::Result<()> {
    let problems: Vec<Problem<'_>> = diagnostics
        .iter()
        .map(|diagnostic| Problem {
            severity: match diagnostic.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
            },
            code: diagnostic.code.name(),
            file: &diagnostic.location.file,
            line: diagnostic.location.line,
            column: diagnostic.location.column,
            message: &diagnostic.message,
            help: &diagnostic.help,
        })
        .collect();
    let mut out = std::io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, &problems)?;
    out.write_all(b"\n")
}
