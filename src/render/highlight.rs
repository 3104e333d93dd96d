//! Colours code samples, by class names that the theme's style sheet knows.
//!
//! The grammars take a moment to load and most sites have no code, so they are loaded when the first
//! sample asks for them.

use std::sync::OnceLock;
use syntect::html::{ClassStyle, ClassedHTMLGenerator};
use syntect::parsing::SyntaxSet;
use syntect::util::LinesWithEndings;

const STYLE: ClassStyle = ClassStyle::SpacedPrefixed { prefix: "hl-" };

/// Colours code.
#[derive(Default)]
pub struct Highlighter {
    grammars: OnceLock<SyntaxSet>,
}

impl Highlighter {
    /// The code as HTML; `None` when the language is not known.
    pub fn highlight(&self, language: &str, code: &str) -> Option<String> {
        let grammars = self.grammars.get_or_init(SyntaxSet::load_defaults_newlines);
        let grammar = grammars.find_syntax_by_token(language)?;
        let mut generator = ClassedHTMLGenerator::new_with_class_style(grammar, grammars, STYLE);
        for line in LinesWithEndings::from(code) {
            generator.parse_html_for_line_which_includes_newline(line).ok()?;
        }
        Some(generator.finalize())
    }
}

#[cfg(test)]
mod tests {
    use super::Highlighter;

    #[test]
    fn code_keeps_its_text() {
        let highlighter = Highlighter::default();
        let html = highlighter.highlight("json", "{\"a\": 1 < 2}\n").unwrap();
        assert!(html.contains("hl-"));
        let mut text = String::new();
        let mut inside = false;
        for c in html.chars() {
            match c {
                '<' => inside = true,
                '>' => inside = false,
                c if !inside => text.push(c),
                _ => {}
            }
        }
        assert_eq!(text.replace("&quot;", "\"").replace("&lt;", "<"), "{\"a\": 1 < 2}\n");
        assert_eq!(highlighter.highlight("no such language", "x"), None);
    }
}
