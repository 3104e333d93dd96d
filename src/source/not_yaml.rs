//! Why a file is not YAML, in the words of an editor.

use crate::diagnostic::{Code, Diagnostic, Location};
use crate::text::cut::Cut;

/// Lines whose key ends with a full-width colon, which is no colon for YAML.
pub(super) fn colons(yaml: &str, place: impl Fn(usize, usize) -> Location) -> Vec<Diagnostic> {
    let mut offset = 0;
    let mut problems = Vec::new();
    for line in yaml.split_inclusive('\n') {
        if let Some(at) = line.find([':', '：']).filter(|at| line.part(*at..).starts_with('：'))
            && at > 0
            && !line.part(..at).contains([' ', '\t', '#', '-', '"', '\''])
        {
            problems.push(full_width_colon(place(offset + at, '：'.len_utf8())));
        }
        offset += line.len();
    }
    problems
}

/// A full-width colon behind a key.
pub(super) fn full_width_colon(location: Location) -> Diagnostic {
    Diagnostic::error(
        Code::FullWidthColon,
        location,
        "the colon behind this key is full-width (：)",
        "write a half-width colon and a space: `key: value`",
    )
}

/// What the parser says, at its place and in the words of an editor.
pub(super) fn problem(file: &str, text: &str, start: usize, error: &serde_yaml::Error) -> Diagnostic {
    let raw = error.to_string();
    let mut offset = error.location().map_or(start, |location| start + location.index());
    if let Some(name) = raw.split("duplicate entry with key \"").nth(1).and_then(|rest| rest.split('"').next()) {
        // The parser names the mapping, not the line.
        let second = text.part(start..).match_indices(name).map(|(at, _)| start + at);
        let second = second.filter(|at| text.part(..*at).ends_with('\n')).nth(1);
        return Diagnostic::error(
            Code::DoubleKey,
            Location::in_text(file, text, second.unwrap_or(offset), name.len()),
            format!("the key `{name}` stands twice"),
            "keep one of the two lines",
        );
    }
    offset = offset.max(start);
    let message = raw.split(" at line ").next().unwrap_or(&raw).to_owned();
    Diagnostic::error(
        Code::Yaml,
        Location::in_text(file, text, offset.min(text.len()), 1),
        format!("this is not YAML: {message}"),
        "each line is `key: value`; put a value that holds `: `, `#` or a leading `[` in double quotes",
    )
}
