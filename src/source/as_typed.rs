//! YAML whose values are the texts that were typed. YAML takes 5.10 for a number and gives back 5.1; in a gazette it is
//! a keyword, a section or a sum, and is shown as it stands.

use crate::text::cut::Cut;
use crate::text::han::break_is_space;
use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_yaml::{Mapping, Value};
use std::fmt;

/// Reads YAML; every scalar that is not null is a string.
pub(super) fn read(yaml: &str) -> Result<Value, serde_yaml::Error> {
    match serde_yaml::from_str(yaml)? {
        Value::Null => Ok(Value::Null),
        shape => Typed(&shape).deserialize(serde_yaml::Deserializer::from_str(yaml)),
    }
}

/// Reads a value again of which it is known what it is.
struct Typed<'a>(&'a Value);

impl<'de> DeserializeSeed<'de> for Typed<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        match self.0 {
            Value::Null => IgnoredAny::deserialize(deserializer).map(|_| Value::Null),
            Value::Bool(_) | Value::Number(_) | Value::String(_) => deserializer.deserialize_str(self),
            Value::Sequence(_) => deserializer.deserialize_seq(self),
            Value::Mapping(_) => deserializer.deserialize_map(self),
            Value::Tagged(_) => Value::deserialize(deserializer),
        }
    }
}

impl<'de> Visitor<'de> for Typed<'_> {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the value that was there before")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Value, E> {
        Ok(Value::String(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut read = Vec::new();
        for shape in self.0.as_sequence().into_iter().flatten() {
            read.extend(items.next_element_seed(Typed(shape))?);
        }
        Ok(Value::Sequence(read))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut read = Mapping::new();
        for (key, shape) in self.0.as_mapping().into_iter().flatten() {
            if let Some(key) = entries.next_key_seed(Typed(key))? {
                read.insert(key, entries.next_value_seed(Typed(shape))?);
            }
        }
        Ok(Value::Mapping(read))
    }
}

/// The longest part of a line by which its end or beginning is found in a value.
const REACH: usize = 8;
/// So many line ends are looked for in vain; those of other values stand there, too.
const MISSES: usize = 16;

/// A value that is written over several lines. YAML makes a blank of each line end; next to a 汉字 it is nothing.
pub(super) fn unfolded(written: &str, mut value: String) -> String {
    if !written.trim().contains('\n') || !value.contains(' ') {
        return value;
    }
    let lines: Vec<&str> = written.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let (mut from, mut misses) = (0, 0);
    for (line, next) in lines.iter().zip(lines.iter().skip(1)) {
        if misses == MISSES {
            break;
        }
        if break_is_space(line.chars().next_back(), next.chars().next()) {
            continue;
        }
        let blank = (1..=REACH).rev().find_map(|reach| {
            let tail = line.char_indices().rev().take(reach).last().map_or("", |(at, _)| line.part(at..));
            let head = next.char_indices().nth(reach).map_or(*next, |(at, _)| next.part(..at));
            let at = value.part(from..).find(&format!("{tail} {head}"))?;
            Some(from + at + tail.len())
        });
        match blank {
            Some(at) => {
                value.remove(at);
                from = at;
            }
            None => misses += 1,
        }
    }
    value
}

/// A value that must stand on one line, of one that has several.
pub(super) fn on_one_line(value: &str) -> String {
    let mut joined = String::new();
    for line in value.split('\n').map(str::trim).filter(|line| !line.is_empty()) {
        if !joined.is_empty() && break_is_space(joined.chars().next_back(), line.chars().next()) {
            joined.push(' ');
        }
        joined.push_str(line);
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scalars_are_what_was_typed() {
        let value =
            read("a: 5.10\nb: [010, 0x10, no, 1e3, ~, '7']\nc:\n  - d: true\n  - &x 3.10\n  - *x\n2026: y\n")
                .unwrap();
        let expected = "a: '5.10'\nb: ['010', '0x10', 'no', '1e3', null, '7']\nc:\n  - d: 'true'\n  - '3.10'\n  - '3.10'\n'2026': y\n";
        assert_eq!(value, serde_yaml::from_str::<Value>(expected).unwrap());
        assert_eq!(read("# 甲\n").unwrap(), Value::Null);
    }

    #[test]
    fn only_the_end_of_a_line_is_taken_away() {
        for (written, value, expected) in [
            (": 关于 一\n  推进", "关于 一 推进", "关于 一推进"),
            (": a\n  b", "a b", "a b"),
            (": \"甲\n  乙\"", "甲 乙", "甲乙"),
            (": 甲 乙", "甲 乙", "甲 乙"),
        ] {
            assert_eq!(unfolded(written, value.to_owned()), expected, "{written}");
        }
        assert_eq!(on_one_line("甲\n乙 a\n\nb\n"), "甲乙 a b");
    }
}
