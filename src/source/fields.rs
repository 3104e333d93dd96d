//! Reads the keys of a YAML mapping one by one, each with its place in the file.
//!
//! A typed YAML parser stops at the first mistake and cannot name its column in front matter that it
//! has already taken apart. Here every key is asked for by name (or by its Chinese alias), every
//! mistake becomes a diagnostic at its own line, and the keys that nobody asked for are left over:
//! they are unknown, and the nearest known name is suggested.

use super::finder::{self, Finder};
use super::misspelt::nearest;
use super::{Markdown, as_typed, characters, not_yaml, yaml_depth};
use crate::diagnostic::{Code, Diagnostic, Lines, Location};
use crate::text::cut::Cut;
use crate::text::date::Date;
use crate::text::hidden::Escapes;
use serde_yaml::{Mapping, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// A key as it is written in the front matter of this product.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// The canonical name.
    pub name: &'static str,
    /// The accepted Chinese name.
    pub alias: &'static str,
}

/// Declares a key.
pub const fn key(name: &'static str, alias: &'static str) -> Key {
    Key { name, alias }
}

/// A value with the place it was written at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub location: Location,
}

/// An entry of a list in a configuration file.
pub(super) struct Part {
    /// Its keys and values.
    pub(super) entry: Mapping,
    /// Where it stands in the file, in bytes.
    pub(super) place: Range<usize>,
}

/// The keys of one mapping, being read.
#[derive(Debug)]
pub struct Fields {
    file: String,
    text: String,
    lines: Lines,
    values: BTreeMap<String, Value>,
    /// Byte offsets of the keys in the text.
    places: BTreeMap<String, usize>,
    asked: BTreeSet<String>,
    known: Vec<Key>,
}

impl Fields {
    /// The front matter of a Markdown file. `None`, with a diagnostic, when it is not a YAML mapping.
    pub fn read(markdown: &Markdown, diagnostics: &mut Vec<Diagnostic>) -> Option<Self> {
        let (start, yaml) = markdown.front_matter();
        // Later diagnostics need the lines of the front matter only.
        let text = markdown.text.part(..start + yaml.len()).to_owned();
        Self::parse(&markdown.file, text, start, diagnostics)
    }

    /// A whole YAML file.
    pub fn read_file(file: &str, text: String, diagnostics: &mut Vec<Diagnostic>) -> Option<Self> {
        Self::parse(file, text, 0, diagnostics)
    }

    fn parse(file: &str, text: String, start: usize, diagnostics: &mut Vec<Diagnostic>) -> Option<Self> {
        let yaml = text.part(start..);
        let lines = Lines::new(&text);
        let place = |at, length| lines.place(file, &text, start + at, length);
        characters::check(yaml, Escapes::Backslashes, place, diagnostics);
        if let Some(at) = yaml_depth::too_deep(yaml) {
            diagnostics.push(Diagnostic::error(
                Code::NestedTooDeeply,
                Location::in_text(file, &text, start + at, 1),
                format!("brackets are nested here more than {} levels deep", yaml_depth::DEEPEST),
                "no key needs more than a list in brackets; put a value that begins with [ or { in double quotes",
            ));
            return None;
        }
        let value = match as_typed::read(yaml) {
            Ok(value) => value,
            Err(error) => {
                let colons = not_yaml::colons(yaml, place);
                let none = colons.is_empty();
                diagnostics.extend(colons);
                diagnostics.extend(none.then(|| not_yaml::problem(file, &text, start, &error)));
                return None;
            }
        };
        let mapping = match value {
            Value::Mapping(mapping) => mapping,
            Value::Null => Mapping::new(),
            _ => {
                diagnostics.append(&mut not_yaml::colons(yaml, place));
                diagnostics.push(Diagnostic::error(
                    Code::NotAMapping,
                    Location::in_text(file, &text, start, 1),
                    "this is not a list of `key: value` lines",
                    "write one key to a line, with a half-width colon and a space after it",
                ));
                return None;
            }
        };
        let places = key_places(&text, start);
        let values = mapping
            .into_iter()
            .map(|(key, value)| (key.as_str().map_or_else(|| format!("{key:?}"), str::to_owned), value))
            .collect();
        Some(Self {
            file: file.to_owned(),
            text,
            lines,
            values,
            places,
            asked: BTreeSet::new(),
            known: Vec::new(),
        })
    }

    /// The place of a key, or of the whole mapping when the key is not there.
    pub fn place(&self, key: Key) -> Location {
        let written = [key.name, key.alias].into_iter().find(|name| self.values.contains_key(*name));
        written.map_or_else(|| self.top(), |name| self.place_of(name))
    }

    fn place_of(&self, name: &str) -> Location {
        match self.places.get(name) {
            Some(&offset) => self.at(offset, name.len()),
            None => self.top(),
        }
    }

    fn top(&self) -> Location {
        self.at(0, 3)
    }

    /// The place of `length` bytes at byte `offset` of the file.
    pub(super) fn at(&self, offset: usize, length: usize) -> Location {
        self.lines.place(&self.file, &self.text, offset, length)
    }

    /// What is written for a key, from the key to the next one.
    fn written(&self, name: &str) -> Range<usize> {
        let Some(&start) = self.places.get(name) else { return 0..0 };
        let end = self.places.values().copied().filter(|at| *at > start).min().unwrap_or(self.text.len());
        (start + name.len()).min(end)..end
    }

    /// The places of texts within the value of a key, in their order: where the items of a list stand.
    fn places_within(&self, name: &str, needles: &[String]) -> Vec<Location> {
        let mut finder = Finder::new(&self.text, self.written(name));
        let place = |needle: &String| match finder.next(needle) {
            Some(at) => self.at(at, needle.len()),
            None => self.place_of(name),
        };
        needles.iter().map(place).collect()
    }

    fn take(&mut self, key: Key, diagnostics: &mut Vec<Diagnostic>) -> Option<(String, Value)> {
        self.known.push(key);
        let canonical = self.values.get(key.name).cloned();
        let alias = (key.alias != key.name).then(|| self.values.get(key.alias).cloned()).flatten();
        self.asked.extend([key.name.to_owned(), key.alias.to_owned()]);
        match (canonical, alias) {
            (Some(_), Some(_)) => {
                diagnostics.push(Diagnostic::error(
                    Code::DoubleKey,
                    self.place_of(key.alias),
                    format!("`{}` and `{}` are the same key", key.alias, key.name),
                    "keep one of them",
                ));
                None
            }
            (Some(Value::Null), _) | (_, Some(Value::Null)) => {
                diagnostics.push(Diagnostic::warning(
                    Code::EmptyKey,
                    self.place(key),
                    format!("`{}` has no value", key.name),
                    "fill it in, or remove the line: what is not known is left out",
                ));
                None
            }
            (Some(value), None) => Some((key.name.to_owned(), value)),
            (None, Some(value)) => Some((key.alias.to_owned(), value)),
            (None, None) => None,
        }
    }

    fn wrong_type(&self, name: &str, expected: &str, help: &str) -> Diagnostic {
        Diagnostic::error(Code::WrongType, self.place_of(name), format!("`{name}` must be {expected}"), help)
    }

    /// A text.
    pub fn text(&mut self, key: Key, diagnostics: &mut Vec<Diagnostic>) -> Option<Located<String>> {
        let (name, value) = self.take(key, diagnostics)?;
        match scalar(&value).map(|text| as_typed::unfolded(self.text.part(self.written(&name)), text)) {
            Some(text) if text.is_empty() => {
                diagnostics.push(Diagnostic::error(
                    Code::EmptyKey,
                    self.place_of(&name),
                    format!("`{name}` is empty"),
                    "fill it in, or remove the line: what is not known is left out",
                ));
                None
            }
            Some(text) => {
                let location = self.places_within(&name, std::slice::from_ref(&text)).pop();
                Some(Located { location: location.unwrap_or_else(|| self.top()), value: text })
            }
            None => {
                diagnostics.push(self.wrong_type(&name, "a text", "write it on the same line, after the colon"));
                None
            }
        }
    }

    /// A text of one line that must be there.
    pub fn required(&mut self, key: Key, diagnostics: &mut Vec<Diagnostic>) -> Option<Located<String>> {
        let present = self.values.contains_key(key.name) || self.values.contains_key(key.alias);
        let text = self.text(key, diagnostics);
        if !present {
            diagnostics.push(Diagnostic::error(
                Code::MissingKey,
                self.top(),
                format!("`{}` ({}) is missing", key.name, key.alias),
                format!("add a line `{}: …` to the front matter", key.name),
            ));
        }
        text.map(|text| Located { value: as_typed::on_one_line(&text.value), ..text })
    }

    /// A date, YYYY-MM-DD.
    pub fn date(&mut self, key: Key, diagnostics: &mut Vec<Diagnostic>) -> Option<Located<Date>> {
        let text = self.text(key, diagnostics)?;
        match Date::parse_iso(&text.value) {
            Some(date) => Some(Located { value: date, location: text.location }),
            None => {
                let help = Date::parse_chinese(&text.value)
                    .map_or("write it as 2026-02-13".to_owned(), |date| format!("write it as {date}"));
                diagnostics.push(Diagnostic::error(
                    Code::WrongDate,
                    text.location,
                    format!("`{}` is not a date that exists, written as YYYY-MM-DD", text.value),
                    help,
                ));
                None
            }
        }
    }

    /// A list of texts; a single text is a list of one.
    pub fn list(&mut self, key: Key, diagnostics: &mut Vec<Diagnostic>) -> Vec<Located<String>> {
        let Some((name, value)) = self.take(key, diagnostics) else { return Vec::new() };
        let items: Option<Vec<String>> = match &value {
            Value::Sequence(items) => items.iter().map(scalar).collect(),
            single => scalar(single).map(|text| vec![text]),
        };
        match items {
            Some(items) => {
                let places = self.places_within(&name, &items);
                items.into_iter().zip(places).map(|(value, location)| Located { value, location }).collect()
            }
            None => {
                diagnostics.push(self.wrong_type(&name, "a text or a list of texts", "write `[one, two]`"));
                Vec::new()
            }
        }
    }

    /// A whole number.
    pub fn number(&mut self, key: Key, diagnostics: &mut Vec<Diagnostic>) -> Option<Located<u32>> {
        let text = self.text(key, diagnostics)?;
        match text.value.parse() {
            Ok(value) => Some(Located { value, location: text.location }),
            Err(_) => {
                diagnostics.push(Diagnostic::error(
                    Code::WrongType,
                    text.location,
                    format!("`{}` must be a whole number", key.name),
                    "write digits only",
                ));
                None
            }
        }
    }

    /// A list of mappings, for the configuration files.
    pub(super) fn mappings(&mut self, key: Key, diagnostics: &mut Vec<Diagnostic>) -> Vec<Part> {
        let Some((name, value)) = self.take(key, diagnostics) else { return Vec::new() };
        let items: Option<Vec<Mapping>> = match value {
            Value::Sequence(items) => items
                .into_iter()
                .map(|item| if let Value::Mapping(item) = item { Some(item) } else { None })
                .collect(),
            _ => None,
        };
        let Some(items) = items else {
            diagnostics.push(self.wrong_type(&name, "a list", "begin each entry with `- `"));
            return Vec::new();
        };
        let places = finder::item_places(&self.text, self.written(&name), items.len());
        items.into_iter().zip(places).map(|(entry, place)| Part { entry, place }).collect()
    }

    /// The text of the file.
    pub(super) fn source(&self) -> &str {
        &self.text
    }

    /// Reports the keys that nobody asked for.
    pub fn finish(&self, diagnostics: &mut Vec<Diagnostic>) {
        for name in self.values.keys().filter(|name| !self.asked.contains(*name)) {
            if let (Some(at), Some(start)) = (name.find('：'), self.places.get(name)) {
                diagnostics.push(not_yaml::full_width_colon(self.at(start + at, '：'.len_utf8())));
                continue;
            }
            let names = self.known.iter().flat_map(|key| [key.name, key.alias]);
            let help = match nearest(names, name) {
                Some(known) => format!("did you mean `{known}`?"),
                None => {
                    let known: Vec<&str> = self.known.iter().map(|key| key.name).collect();
                    format!("the keys are: {}", known.join(", "))
                }
            };
            diagnostics.push(Diagnostic::error(
                Code::UnknownKey,
                self.place_of(name),
                format!("`{name}` is not a key that is known here"),
                help,
            ));
        }
    }
}

/// A YAML scalar as the text that was typed.
pub fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()),
        _ => None,
    }
}

/// The offsets of the keys that begin a line without indent.
fn key_places(text: &str, start: usize) -> BTreeMap<String, usize> {
    let mut places = BTreeMap::new();
    let mut offset = start;
    for line in text.part(start..).split_inclusive('\n') {
        if let Some((name, _)) = line.split_once(':')
            && !line.starts_with([' ', '\t', '#', '-'])
        {
            let plain = name.trim().trim_matches(['"', '\'']);
            places.entry(plain.to_owned()).or_insert(offset + name.find(plain).unwrap_or(0));
        }
        offset += line.len();
    }
    places
}
