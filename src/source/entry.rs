//! The entries of a configuration file: mappings in a list, each with its keys checked.
//!
//! The place of an entry is found by its words, in the lines of the entry alone.

use super::as_typed;
use super::fields::{Fields, Key, Part, scalar};
use super::finder::Finder;
use crate::diagnostic::{Code, Diagnostic, Location};
use crate::text::cut::Cut;

/// One mapping of a list in a configuration file.
pub(super) struct Entry<'a> {
    /// The file.
    fields: &'a Fields,
    /// What the entry is, for diagnostics: `an organ`.
    what: &'static str,
    part: Part,
}

impl<'a> Entry<'a> {
    /// An entry of this file.
    pub(super) fn new(fields: &'a Fields, what: &'static str, part: Part) -> Self {
        Self { fields, what, part }
    }

    /// Finds values of the entry, one behind the other.
    pub(super) fn finder(&self) -> Finder<'a> {
        Finder::new(self.fields.source(), self.part.place.clone())
    }

    /// Where the next value stands, or else the entry.
    pub(super) fn place_of_next(&self, finder: &mut Finder<'_>, value: &str) -> Location {
        self.fields.at(finder.next(value).unwrap_or(self.part.place.start), value.len())
    }

    /// Where a text of the entry stands.
    pub(super) fn place(&self, value: &str) -> Location {
        self.place_of_next(&mut self.finder(), value)
    }

    /// Where the entry stands: at the first of its texts.
    pub(super) fn start(&self) -> Location {
        let first = self.part.entry.values().find_map(scalar).unwrap_or_default();
        self.place(&first)
    }

    pub(super) fn text(&self, key: Key, required: bool, diagnostics: &mut Vec<Diagnostic>) -> Option<String> {
        let value = self.part.entry.get(key.name).or_else(|| self.part.entry.get(key.alias)).cloned();
        match value.as_ref().map(scalar) {
            Some(Some(text)) => Some(as_typed::unfolded(self.fields.source().part(self.part.place.clone()), text)),
            Some(None) => {
                diagnostics.push(Diagnostic::error(
                    Code::WrongType,
                    self.start(),
                    format!("`{}` of {} must be a text", key.name, self.what),
                    "write it on the same line, after the colon",
                ));
                None
            }
            None => {
                if required {
                    diagnostics.push(Diagnostic::error(
                        Code::MissingKey,
                        self.start(),
                        format!("{} here has no `{}` ({})", self.what, key.name, key.alias),
                        format!("add a line `{}: …`", key.name),
                    ));
                }
                None
            }
        }
    }

    pub(super) fn list(&self, key: Key, diagnostics: &mut Vec<Diagnostic>) -> Vec<String> {
        let value = self.part.entry.get(key.name).or_else(|| self.part.entry.get(key.alias)).cloned();
        let items = match value {
            None => return Vec::new(),
            Some(serde_yaml::Value::Sequence(items)) => items.iter().map(scalar).collect::<Option<Vec<_>>>(),
            Some(single) => scalar(&single).map(|text| vec![text]),
        };
        items.unwrap_or_else(|| {
            diagnostics.push(Diagnostic::error(
                Code::WrongType,
                self.start(),
                format!("`{}` of {} must be a list of texts", key.name, self.what),
                "write `[one, two]`",
            ));
            Vec::new()
        })
    }

    /// Is there such a key?
    pub(super) fn has(&self, key: Key) -> bool {
        self.part.entry.contains_key(key.name) || self.part.entry.contains_key(key.alias)
    }

    pub(super) fn finish(&self, known: &[Key], diagnostics: &mut Vec<Diagnostic>) {
        for name in self.part.entry.keys().filter_map(|key| key.as_str()) {
            if !known.iter().any(|key| key.name == name || key.alias == name) {
                let names: Vec<&str> = known.iter().map(|key| key.name).collect();
                diagnostics.push(Diagnostic::error(
                    Code::UnknownKey,
                    self.start(),
                    format!("`{name}` is not a key of {}", self.what),
                    format!("the keys are: {}", names.join(", ")),
                ));
            }
        }
    }
}
