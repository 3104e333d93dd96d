//! Splits a Markdown file into front matter (YAML between two `---` lines) and body.

use super::Markdown;
use crate::diagnostic::{Code, Diagnostic, Location};
use crate::text::cut::Cut;

/// Finds the front matter of a file. A file without one is an error: every text of a gazette has an
/// id and a title, and they are not guessed.
pub fn split(file: &str, text: String, diagnostics: &mut Vec<Diagnostic>) -> Option<Markdown> {
    let Some(first) = text.strip_prefix("---") else {
        diagnostics.push(Diagnostic::error(
            Code::NoFrontMatter,
            Location::in_text(file, &text, 0, 1),
            "this file does not begin with front matter",
            "put `---`, the keys (at least id, title and kind), and `---` before the text",
        ));
        return None;
    };
    if !first.starts_with('\n') && !first.trim_start_matches([' ', '\t']).starts_with('\n') {
        diagnostics.push(Diagnostic::error(
            Code::NoFrontMatter,
            Location::in_text(file, &text, 0, 3),
            "the first line must be `---` and nothing else",
            "begin the front matter with a line of three hyphens",
        ));
        return None;
    }
    match closing_line(&text) {
        Some(body) => Some(Markdown::new(file, text, body)),
        None => {
            diagnostics.push(Diagnostic::error(
                Code::OpenFrontMatter,
                Location::in_text(file, &text, 0, 3),
                "the front matter that begins here never ends",
                "put a line of three hyphens below the last key",
            ));
            None
        }
    }
}

/// The byte after the line that closes the front matter.
fn closing_line(text: &str) -> Option<usize> {
    let mut lines = text.split_inclusive('\n');
    let mut end = lines.next()?.len();
    for line in lines {
        end += line.len();
        if line.trim_end() == "---" {
            return Some(end);
        }
    }
    None
}

impl Markdown {
    /// The YAML between the two `---` lines and where it begins in the file.
    pub fn front_matter(&self) -> (usize, &str) {
        let start = self.text.find('\n').map_or(self.text.len(), |at| at + 1).min(self.body);
        let head = self.text.part(start..self.body);
        let end = head.trim_end().rfind('\n').map_or(0, |at| at + 1);
        (start, head.part(..end))
    }

    /// The Markdown below the front matter.
    pub fn body_text(&self) -> &str {
        self.text.part(self.body..)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Result<(&str, &str), &str>) {
        let mut diagnostics = Vec::new();
        let found = split("a.md", text.to_owned(), &mut diagnostics);
        match expected {
            Ok((yaml, body)) => {
                let found = found.unwrap();
                assert_eq!((found.front_matter().1, found.body_text()), (yaml, body));
            }
            Err(code) => assert_eq!(diagnostics[0].code.name(), code),
        }
    }

    #[test]
    fn front_matter_and_body() {
        check("---\nid: a\n---\n\n正文\n", Ok(("id: a\n", "\n正文\n")));
        check("---\n---\n正文", Ok(("", "正文")));
        check("---\nid: a\n---", Ok(("id: a\n", "")));
        check("正文", Err("no-front-matter"));
        check("", Err("no-front-matter"));
        check("--- id: a\n---\n", Err("no-front-matter"));
        check("---\nid: a\n正文", Err("open-front-matter"));
    }
}
