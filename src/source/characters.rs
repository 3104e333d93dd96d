//! Names the characters of texts and configuration that nobody sees. They are kept as they are: what is removed in
//! silence may have been meant, and the text in the folder would differ from the one that is published.

use crate::diagnostic::{Code, Diagnostic, Location};
use crate::text::hidden::{self, Escapes, Hidden};
use std::collections::BTreeMap;

/// So many further lines are listed.
const LISTED: usize = 10;

/// Reports each such character of a text once, with its first place and the lines of the others. `place` makes the place
/// of so many bytes at a byte of the text.
pub(super) fn check(
    text: &str,
    escapes: Escapes,
    place: impl Fn(usize, usize) -> Location,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut found: BTreeMap<char, (Hidden, Vec<(usize, usize)>)> = BTreeMap::new();
    for (at, length, c, hidden) in hidden::places(text, escapes) {
        found.entry(c).or_insert_with(|| (hidden, Vec::new())).1.push((at, length));
    }
    for (c, (hidden, places)) in found {
        let Some(((at, length), others)) = places.split_first() else { continue };
        let lines = others.iter().take(LISTED).map(|(at, length)| format!("line {}", place(*at, *length).line));
        let lines = lines.collect::<Vec<_>>().join(", ");
        let more = match others.len() {
            0 => String::new(),
            count @ 1..=LISTED => format!("; {count} more: {lines}"),
            count => format!("; {count} more: {lines} …"),
        };
        let (name, code) = (name(c), u32::from(c));
        let make = if is_error(hidden) { Diagnostic::error } else { Diagnostic::warning };
        let (kind, what, help) = words(hidden);
        diagnostics.push(make(
            kind,
            place(*at, *length),
            format!("U+{code:04X}{name} {what}{more}"),
            help.to_owned(),
        ));
    }
}

fn is_error(hidden: Hidden) -> bool {
    matches!(hidden, Hidden::Control | Hidden::Turning)
}

/// Code, what is wrong, what to do.
fn words(hidden: Hidden) -> (Code, &'static str, &'static str) {
    match hidden {
        Hidden::Control => {
            (Code::ControlCharacter, "is a control character, which has no place in a text", "delete it")
        }
        Hidden::Turning => (
            Code::TurnedText,
            "changes the direction of what follows: the page shows another order of characters than the text has",
            "delete it, and look whether the words around it are what they should be",
        ),
        Hidden::Invisible => (
            Code::InvisibleCharacter,
            "cannot be seen; numbers, names and search may not recognise what it stands in",
            "delete it: put the cursor behind it and press the backspace key once",
        ),
        Hidden::Private => (
            Code::PrivateCharacter,
            "is a private character: readers without the same font see a box or another character",
            "type the character that is meant, by its own code",
        ),
    }
}

/// What the commonest are called.
fn name(c: char) -> &'static str {
    match c {
        '\u{AD}' => " (soft hyphen)",
        '\u{200B}' => " (zero-width space)",
        '\u{200C}' | '\u{200D}' => " (zero-width joiner or non-joiner)",
        '\u{200E}' | '\u{200F}' | '\u{61C}' => " (direction mark)",
        '\u{202A}'..='\u{202E}' => " (direction override)",
        '\u{2060}' => " (word joiner)",
        '\u{2066}'..='\u{2069}' => " (direction isolate)",
        '\u{FEFF}' => " (byte order mark)",
        _ => "",
    }
}
