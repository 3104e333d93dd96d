//! Prints diagnostics and progress on standard error.

use super::Outcome;
use crate::diagnostic::{Diagnostic, Severity};
use crate::pdf::make;
use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};
use std::fmt::Display;
use std::io::{IsTerminal, Write};

/// How to print.
#[derive(Clone, Copy, Debug, Default)]
pub struct ConsoleOptions {
    /// Print nothing but diagnostics.
    pub quiet: bool,
}

/// Standard error.
#[derive(Debug)]
pub struct Console {
    options: ConsoleOptions,
    renderer: Renderer,
}

impl Console {
    /// A console; colours only for a terminal that wants them (`NO_COLOR` is respected).
    pub fn new(options: ConsoleOptions) -> Self {
        let colours = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty());
        Self { options, renderer: if colours { Renderer::styled() } else { Renderer::plain() } }
    }

    /// Prints diagnostics in the order of their files, and how many there are.
    pub fn diagnostics(&self, diagnostics: Vec<Diagnostic>) {
        self.write(&self.text_of(diagnostics));
    }

    /// Diagnostics as they are printed without colours.
    pub fn plain(diagnostics: Vec<Diagnostic>) -> String {
        Self { options: ConsoleOptions::default(), renderer: Renderer::plain() }.text_of(diagnostics)
    }

    fn text_of(&self, mut diagnostics: Vec<Diagnostic>) -> String {
        diagnostics.sort_by(Diagnostic::display_order);
        diagnostics.dedup();
        let mut out = String::new();
        for diagnostic in &diagnostics {
            out.push_str(&self.diagnostic(diagnostic));
            out.push_str("\n\n");
        }
        let count = |severity| diagnostics.iter().filter(|d| d.severity == severity).count();
        let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
        if errors + warnings > 0 {
            out.push_str(&format!("{errors} error(s), {warnings} warning(s)\n"));
        }
        out
    }

    /// One diagnostic: what is wrong, file:line:column, the line, what to do.
    pub fn diagnostic(&self, diagnostic: &Diagnostic) -> String {
        let location = &diagnostic.location;
        let level = match diagnostic.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let group = level.primary_title(diagnostic.message.as_str()).id(diagnostic.code.name());
        let start = location.excerpt_offset.min(location.excerpt.len());
        let (before, after) = location.excerpt.split_at(start);
        let end = after.char_indices().nth(location.width).map_or(location.excerpt.len(), |(at, _)| start + at);
        let snippet = Snippet::source(location.excerpt.as_str())
            .line_start(location.line)
            .annotation(AnnotationKind::Primary.span(start..end));
        let group = if location.line == 0 {
            group.element(Origin::path(location.file.as_str()))
        } else if before.chars().count() + 1 == location.column {
            group.element(snippet.path(location.file.as_str()))
        } else {
            // Of a very long line only a part is shown, so the column cannot be counted in it.
            let origin = Origin::path(location.file.as_str()).line(location.line).char_column(location.column);
            group.element(origin).element(snippet)
        };
        let group = group.element(Level::HELP.message(diagnostic.help.as_str()));
        self.renderer.render(&[group])
    }

    /// Prints a line about what was done, unless the user asked for quiet.
    pub fn note(&self, line: &str) {
        if !self.options.quiet {
            self.write(&format!("{line}\n"));
        }
    }

    /// Prints what is wrong with something that is no text of the content.
    pub fn problem(&self, line: &str) {
        self.write(&format!("{line}\n"));
    }

    /// Prints why the command failed, and says that it did.
    pub fn failed(&self, why: &dyn Display) -> Outcome {
        self.write(&format!("error: {why}\n"));
        Outcome::Failed
    }

    fn write(&self, text: &str) {
        // A closed standard error is not an error: the exit code still says how the command ended.
        let _ = std::io::stderr().lock().write_all(text.as_bytes());
    }
}

impl make::Progress for Console {
    fn note(&self, line: &str) {
        Self::note(self, line);
    }

    /// Shows how far the work has come, on a terminal.
    fn progress(&self, done: usize, of: usize) {
        if !self.options.quiet && std::io::stderr().is_terminal() {
            self.write(&format!("\rpdf {done}/{of}{}", if done == of { "\n" } else { "" }));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;
    use crate::diagnostic::Location;

    fn check(text: &str, needle: &str, expected: &str) {
        let at = text.find(needle).unwrap();
        let console = Console { options: ConsoleOptions::default(), renderer: Renderer::plain() };
        let location = Location::in_text("a.md", text, at, needle.len());
        let shown = console.diagnostic(&Diagnostic::error(Code::UnknownKey, location, "it is wrong", "mend it"));
        assert_eq!(shown, expected);
    }

    #[test]
    fn a_diagnostic_shows_the_line_and_counts_a_han_character_as_two_columns() {
        check(
            "题目\n字段：值\n",
            "值",
            "error[unknown-key]: it is wrong\n --> a.md:2:4\n  |\n2 | 字段：值\n  |       ^^\n  |\n  = help: mend it",
        );
    }

    #[test]
    fn of_a_long_line_a_part_is_shown() {
        let text = format!("{}值{}", "一".repeat(100_000), "二".repeat(100_000));
        let console = Console { options: ConsoleOptions::default(), renderer: Renderer::plain() };
        let location = Location::in_text("a.md", &text, 300_000, 3);
        let shown = console.diagnostic(&Diagnostic::error(Code::UnknownKey, location, "it is wrong", "mend it"));
        assert!(shown.contains("a.md:1:100001"), "{shown}");
        assert!(shown.len() < 2000);
    }
}
