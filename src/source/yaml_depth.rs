//! The depth to which brackets of a YAML file are nested, measured before it is parsed.
//!
//! The parser keeps a list of the brackets that are open and goes through it for every token, so that a file of
//! opening brackets costs the square of its length. No file of this product needs more than a few.

/// Brackets nested more deeply than this are an error.
pub(super) const DEEPEST: usize = 64;

/// Where the first bracket stands that is nested too deeply, in bytes.
pub(super) fn too_deep(yaml: &str) -> Option<usize> {
    let mut depth = 0usize;
    let mut offset = 0;
    // The indent of the line that opens a block of text (`|`, `>`), in which brackets are words.
    let mut block: Option<usize> = None;
    let mut quote = None;
    for line in yaml.split_inclusive('\n') {
        let words = line.trim();
        let indent = line.len() - line.trim_start().len();
        let in_block = block.is_some_and(|outer| words.is_empty() || indent > outer);
        if !in_block {
            block = None;
            if let Some(at) = walk(line, &mut depth, &mut quote) {
                return Some(offset + at);
            }
            let head = words.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-'));
            let opens_block =
                head.strip_suffix(['|', '>']).is_some_and(|head| head.is_empty() || head.ends_with(' '));
            if opens_block && depth == 0 && quote.is_none() {
                block = Some(indent);
            }
        }
        offset += line.len();
    }
    None
}

/// Follows brackets and quotes through a line.
fn walk(line: &str, depth: &mut usize, quote: &mut Option<char>) -> Option<usize> {
    // Brackets and quotes mean something where a value can begin: behind an indicator, a tag or an anchor.
    let (mut begins, mut indicator, mut property) = (true, false, false);
    let mut characters = line.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        match *quote {
            Some(mark) => {
                let escaped = (mark, c) == ('"', '\\')
                    || ((mark, c) == ('\'', '\'') && characters.peek().is_some_and(|(_, next)| *next == '\''));
                if escaped {
                    characters.next();
                } else if c == mark {
                    *quote = None;
                }
            }
            None => match c {
                '#' if begins => return None,
                '"' | '\'' if begins => (*quote, begins) = (Some(c), false),
                '[' | '{' if begins || *depth > 0 => {
                    *depth += 1;
                    if *depth > DEEPEST {
                        return Some(at);
                    }
                    begins = true;
                }
                ']' | '}' if *depth > 0 => (*depth, begins) = (*depth - 1, false),
                c if c.is_whitespace() => {
                    begins |= indicator || property;
                    (indicator, property) = (false, false);
                }
                _ => {
                    property = (begins && matches!(c, '!' | '&')) || property;
                    indicator = matches!(c, ':' | '-' | '?');
                    begins = *depth > 0 && matches!(c, ',' | ':');
                }
            },
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_without_end_are_found_before_they_are_parsed() {
        let deep = DEEPEST + 1;
        for text in ["[", "{", "[\n", "[a, ", "[\"]\", ", "[{a: ", "!!seq [", "&a ["] {
            assert!(too_deep(&format!("keywords: {}", text.repeat(deep))).is_some(), "{text}");
        }
        for text in ["[甲, 乙]\n- ", "\"[[\"\n- ", "'a''[['\n- ", "'['\n- ", "a[ ", "# [\n", "甲[乙\n- "] {
            assert_eq!(too_deep(&format!("- {}", text.repeat(deep))), None, "{text}");
        }
        assert_eq!(too_deep(&format!("was: |\n{}now: [甲]", "  [\n".repeat(deep))), None);
        assert!(too_deep(&format!("was: |\n  甲\nnow: {}", "[".repeat(deep))).is_some());
    }
}
