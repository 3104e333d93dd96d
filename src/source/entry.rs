//! The entries of a configuration file: mappings in a list, each with its keys checked.
//!
//! YAML as it is read has no places. The place of an entry is found by its words, which is right but for
//! words that stand twice.

use super::fields::{Key, scalar};
use crate::diagnostic::{Diagnostic, Location};
use serde_yaml::Mapping;

/// One mapping of a list in a configuration file.
pub(super) struct Entry<'a> {
    /// The file.
    pub(super) file: &'a str,
    /// Its content.
    pub(super) text: &'a str,
    /// What the entry is, for diagnostics: `an organ`.
    pub(super) what: &'static str,
    /// The mapping.
    pub(super) entry: Mapping,
}

impl Entry<'_> {
    /// Where a text of the entry stands: its first occurrence in the file.
    pub(super) fn place(&self, needle: &str) -> Location {
        let at = self.text.find(needle).unwrap_or(0);
        Location::in_text(self.file, self.text, at, needle.len())
    }

    /// Where the entry stands: at the first of its texts.
    pub(super) fn start(&self) -> Location {
        let first = self.entry.values().find_map(scalar).unwrap_or_default();
        self.place(&first)
    }

    pub(super) fn text(&mut self, key: Key, required: bool, diagnostics: &mut Vec<Diagnostic>) -> Option<String> {
        let value = self.entry.get(key.name).or_else(|| self.entry.get(key.alias)).cloned();
        match value.as_ref().map(scalar) {
            Some(Some(text)) => Some(text),
            Some(None) => {
                diagnostics.push(Diagnostic::error(
                    "wrong-type",
                    self.start(),
                    format!("`{}` of {} must be a text", key.name, self.what),
                    "write it on the same line, after the colon",
                ));
                None
            }
            None => {
                if required {
                    diagnostics.push(Diagnostic::error(
                        "missing-key",
                        self.start(),
                        format!("{} here has no `{}` ({})", self.what, key.name, key.alias),
                        format!("add a line `{}: …`", key.name),
                    ));
                }
                None
            }
        }
    }

    pub(super) fn list(&mut self, key: Key, diagnostics: &mut Vec<Diagnostic>) -> Vec<String> {
        let value = self.entry.get(key.name).or_else(|| self.entry.get(key.alias)).cloned();
        let items = match value {
            None => return Vec::new(),
            Some(serde_yaml::Value::Sequence(items)) => items.iter().map(scalar).collect::<Option<Vec<_>>>(),
            Some(single) => scalar(&single).map(|text| vec![text]),
        };
        items.unwrap_or_else(|| {
            diagnostics.push(Diagnostic::error(
                "wrong-type",
                self.start(),
                format!("`{}` of {} must be a list of texts", key.name, self.what),
                "write `[one, two]`",
            ));
            Vec::new()
        })
    }

    /// Is there such a key?
    pub(super) fn has(&self, key: Key) -> bool {
        self.entry.contains_key(key.name) || self.entry.contains_key(key.alias)
    }

    /// Where a text stands that is not the beginning of a longer name, in bytes of the file.
    pub(super) fn whole_word(&self, needle: &str) -> usize {
        let ends = |at: &usize| !self.text[at + needle.len()..].starts_with(|c: char| c.is_ascii_alphanumeric());
        self.text.match_indices(needle).map(|(at, _)| at).find(ends).unwrap_or(0)
    }

    /// The place of a text at or after byte `at` of the file, or else its first one.
    pub(super) fn place_after(&self, at: usize, needle: &str) -> Location {
        match self.text.get(at..).and_then(|rest| rest.find(needle)) {
            Some(offset) => Location::in_text(self.file, self.text, at + offset, needle.len()),
            None => self.place(needle),
        }
    }

    pub(super) fn finish(&self, known: &[Key], diagnostics: &mut Vec<Diagnostic>) {
        for name in self.entry.keys().filter_map(|key| key.as_str()) {
            if !known.iter().any(|key| key.name == name || key.alias == name) {
                let names: Vec<&str> = known.iter().map(|key| key.name).collect();
                diagnostics.push(Diagnostic::error(
                    "unknown-key",
                    self.start(),
                    format!("`{name}` is not a key of {}", self.what),
                    format!("the keys are: {}", names.join(", ")),
                ));
            }
        }
    }
}
