//! `gongbao serve`: the preview, and what it says on the terminal.

use super::{Console, Outcome};
use crate::diagnostic::{Diagnostic, Severity, any_error};
use crate::project::Inputs;
use crate::server::{self, Observer, Options};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// What to preview, and where.
#[derive(Clone, Debug)]
pub struct ServeOptions {
    /// Content and theme.
    pub inputs: Inputs,
    /// The port; the first free one when it is not given.
    pub port: Option<u16>,
}

/// Tells what happens on the terminal.
struct TerminalObserver {
    console: Console,
    content: PathBuf,
}

impl Observer for TerminalObserver {
    fn started(&self, url: &str) {
        // Whoever asks for quiet still has to know where it is; it is all that this command says.
        self.console.problem(&format!("preview (预览): {url}"));
        self.console.note(&format!("It follows {} and the theme; Ctrl-C ends it.", self.content.display()));
    }

    fn rebuilt(&self, took: Duration, diagnostics: Vec<Diagnostic>) {
        let count = |severity| diagnostics.iter().filter(|d| d.severity == severity).count();
        let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
        let failed = any_error(&diagnostics);
        self.console.diagnostics(diagnostics);
        let took = took.as_millis();
        self.console.note(&match failed {
            true => format!("not rebuilt, {errors} error(s): the last good site is shown"),
            false if warnings > 0 => format!("rebuilt in {took} ms, {warnings} warning(s)"),
            false => format!("rebuilt in {took} ms"),
        });
    }

    fn words(&self, diagnostics: Vec<Diagnostic>) -> String {
        Console::plain(diagnostics)
    }

    fn trouble(&self, failure: &dyn std::error::Error) {
        self.console.failed(failure);
    }
}

/// Serves the preview until the program is ended.
pub fn serve(options: ServeOptions, console: Console) -> Outcome {
    let observer = Arc::new(TerminalObserver { content: options.inputs.content.clone(), console });
    match server::serve(&Options { inputs: options.inputs, port: options.port }, observer.clone()) {
        Ok(()) => Outcome::Done,
        Err(failure) => observer.console.failed(&failure),
    }
}
