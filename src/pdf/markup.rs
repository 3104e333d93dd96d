//! Typst source, written so that no text can be taken for markup: every character of a document stands in a
//! string literal, and everything else is a call of a function of the template.

/// A string literal.
pub(super) fn string(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            // The typesetter would draw a box for them: no face has them, and they say nothing on paper.
            c if c.is_control() || matches!(c, '\u{FFF9}'..='\u{FFFB}') => {}
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A string literal, or `none`.
pub(super) fn optional(text: Option<&str>) -> String {
    text.map_or_else(|| "none".to_owned(), string)
}

/// An array of expressions.
pub(super) fn array(parts: impl IntoIterator<Item = String>) -> String {
    let mut out = String::from("(");
    for part in parts {
        out.push_str(&part);
        out.push_str(", ");
    }
    out.push(')');
    out
}

/// Expressions one after the other, as one expression.
pub(super) fn sum(parts: Vec<String>) -> String {
    match parts.as_slice() {
        [] => "[]".to_owned(),
        [one] => one.clone(),
        // Not with `+`, which nests as deep as there are parts.
        _ => format!("{{{}}}", parts.join("; ")),
    }
}

/// Lines of code in a block.
pub(super) fn block(lines: &[String]) -> String {
    if lines.is_empty() { "[]".to_owned() } else { format!("{{\n{}\n}}", lines.join("\n")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_character_ends_a_literal() {
        assert_eq!(string("说“#set”\\ \"*\" \u{b}。"), "\"说“#set”\\\\ \\\"*\\\" 。\"");
        assert_eq!(sum(Vec::new()), "[]");
    }
}
