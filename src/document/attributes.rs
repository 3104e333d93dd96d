//! The attributes of raw HTML, counted before the tokenizer sees them.

/// A tag has no more attributes than this: the tokenizer compares each with all before it.
pub(super) const MOST_ATTRIBUTES: usize = 100;

/// Has a tag more attributes than are read?
pub(super) fn has_too_long_tag(html: &str) -> bool {
    let mut before = ' ';
    let mut characters = html.chars();
    while let Some(c) = characters.next() {
        if before == '<' && (c.is_ascii_alphabetic() || c == '/') && attributes(&mut characters) > MOST_ATTRIBUTES
        {
            return true;
        }
        before = c;
    }
    false
}

/// Passes over the rest of a tag, and counts what may be attributes in it.
fn attributes(characters: &mut std::str::Chars<'_>) -> usize {
    let mut count = 0;
    // Behind a blank, a slash or a quoted value another attribute begins.
    let (mut fresh, mut value) = (false, false);
    while let Some(c) = characters.next() {
        match c {
            '>' => break,
            '"' | '\'' if value => {
                characters.find(|other| *other == c);
                (fresh, value) = (true, false);
            }
            '=' => value = true,
            c if c.is_ascii_whitespace() => fresh = true,
            '/' => (fresh, value) = (true, false),
            _ => {
                count += usize::from(fresh && !value);
                (fresh, value) = (false, false);
            }
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::super::html::{Problem, block};
    use super::*;

    #[test]
    fn a_tag_without_end_is_text() {
        let many = |attribute: &str| format!("<td {}>正文", attribute.repeat(MOST_ATTRIBUTES + 2));
        for attribute in ["a ", "a=\">\" ", "a='>'", "a/", "a= \" \"", "a = b "] {
            let (blocks, problems) = block(&many(attribute));
            assert_eq!((blocks.len(), problems), (1, vec![Problem::TooLong]), "{attribute}");
        }
        assert!(!has_too_long_tag(&format!("<td a=\"{}\">", "字 ".repeat(500))));
        assert!(!has_too_long_tag(&"<td colspan=2>甲 乙</td>\n".repeat(500)));
    }
}
