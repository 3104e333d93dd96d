//! Characters that nobody sees: controls, what turns the order of characters around, what has no width, and what only
//! the font of one machine shows. They come with what is pasted, break search and recognition, and can make an official
//! text read otherwise than it is stored.
//!
//! Variation selectors are none of them: they choose the form of a rare 汉字.

use super::cut::Cut;

/// What is wrong with a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hidden {
    /// A control character, or a code that is no character.
    Control,
    /// Changes the direction of what follows.
    Turning,
    /// Has no width and no effect on the page.
    Invisible,
    /// Has no meaning that all fonts share.
    Private,
}

/// Is this a character that nobody sees?
pub fn hidden(c: char) -> Option<Hidden> {
    Some(match c {
        // Fast path: nearly all of any text.
        ' '..='~' | '\n' | '\r' | '\t' | '\u{3000}'..='\u{3163}' | '\u{3165}'..='\u{D7FF}' => return None,
        '\u{C}' | '\u{85}' => Hidden::Invisible,
        '\0'..='\u{9F}' | '\u{FDD0}'..='\u{FDEF}' => Hidden::Control,
        c if u32::from(c) & 0xFFFE == 0xFFFE => Hidden::Control,
        // Those that turn to the right-to-left order; the others leave Chinese as it is.
        '\u{202B}' | '\u{202E}' | '\u{2067}' => Hidden::Turning,
        '\u{202A}' | '\u{202C}' | '\u{202D}' | '\u{2066}' | '\u{2068}' | '\u{2069}' => Hidden::Invisible,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{180E}' | '\u{200B}'..='\u{200F}' => {
            Hidden::Invisible
        }
        '\u{2028}' | '\u{2029}' | '\u{2060}'..='\u{2065}' | '\u{206A}'..='\u{206F}' | '\u{3164}' | '\u{FEFF}' => {
            Hidden::Invisible
        }
        '\u{FFA0}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}' => Hidden::Invisible,
        '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}' => Hidden::Private,
        _ => return None,
    })
}

/// How characters may be written by their numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Escapes {
    /// `&#x200B;` and names, as in Markdown.
    Entities,
    /// `\u200B`, as in YAML.
    Backslashes,
}

/// The characters of a text that nobody sees, with their places and lengths in bytes.
pub fn places(text: &str, escapes: Escapes) -> impl Iterator<Item = (usize, usize, char, Hidden)> {
    let sign = if escapes == Escapes::Entities { '&' } else { '\\' };
    let mut before = None;
    text.char_indices().filter_map(move |(at, c)| {
        let escaped = before.replace(c) == Some('\\');
        let (length, meant) = match c == sign && !escaped {
            true => escape(text.part(at + 1..), escapes)?,
            false => (c.len_utf8(), c),
        };
        hidden(meant).map(|hidden| (at, length, meant, hidden))
    })
}

/// The character that an escape stands for, of which this is the rest, and the length of the whole.
fn escape(rest: &str, escapes: Escapes) -> Option<(usize, char)> {
    let (head, digits, radix) = match escapes {
        Escapes::Entities => {
            let (name, _) = rest.part(..super::cut::floor(rest, 24)).split_once(';')?;
            let Some(number) = name.strip_prefix('#') else {
                let (_, c) = ENTITIES.iter().find(|(entity, _)| *entity == name)?;
                return Some((name.len() + 2, *c));
            };
            match number.strip_prefix(['x', 'X']) {
                Some(digits) => (4, digits, 16),
                None => (3, number, 10),
            }
        }
        Escapes::Backslashes => {
            let count = match rest.chars().next()? {
                'x' => 2,
                'u' => 4,
                'U' => 8,
                _ => return None,
            };
            (2, rest.get(1..=count)?, 16)
        }
    };
    let c = u32::from_str_radix(digits, radix).ok().and_then(char::from_u32)?;
    Some((head + digits.len(), c))
}

/// Entities with names.
const ENTITIES: [(&str, char); 12] = [
    ("zwnj", '\u{200C}'),
    ("zwj", '\u{200D}'),
    ("lrm", '\u{200E}'),
    ("rlm", '\u{200F}'),
    ("shy", '\u{AD}'),
    ("ZeroWidthSpace", '\u{200B}'),
    ("NegativeThinSpace", '\u{200B}'),
    ("NoBreak", '\u{2060}'),
    ("ApplyFunction", '\u{2061}'),
    ("InvisibleTimes", '\u{2062}'),
    ("InvisibleComma", '\u{2063}'),
    ("ic", '\u{2063}'),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_seen_is_not_hidden() {
        for (c, expected) in [
            ('中', None),
            ('\u{3000}', None),
            ('\u{A0}', None),
            ('\u{2003}', None),
            ('\u{FE0F}', None),
            ('\u{E0100}', None),
            ('\u{20000}', None),
            ('①', None),
            ('\u{FFFD}', None),
            ('\0', Some(Hidden::Control)),
            ('\u{B}', Some(Hidden::Control)),
            ('\u{C}', Some(Hidden::Invisible)),
            ('\u{FFFE}', Some(Hidden::Control)),
            ('\u{1FFFF}', Some(Hidden::Control)),
            ('\u{202E}', Some(Hidden::Turning)),
            ('\u{2067}', Some(Hidden::Turning)),
            ('\u{202A}', Some(Hidden::Invisible)),
            ('\u{200B}', Some(Hidden::Invisible)),
            ('\u{E0041}', Some(Hidden::Invisible)),
            ('\u{E000}', Some(Hidden::Private)),
            ('\u{10FFFD}', Some(Hidden::Private)),
        ] {
            assert_eq!(hidden(c), expected, "U+{:04X}", u32::from(c));
        }
    }

    #[test]
    fn characters_by_their_numbers_count_as_well() {
        let found =
            |text, escapes| places(text, escapes).map(|(at, length, _, _)| (at, length)).collect::<Vec<_>>();
        let entities = |text| found(text, Escapes::Entities);
        assert_eq!(entities("a&#x202E;&#8203;&rlm;&#x41;&amp;&中"), [(1, 8), (9, 7), (16, 5)]);
        assert_eq!(entities("\\&rlm;\\u202E"), []);
        let backslashes = |text| found(text, Escapes::Backslashes);
        assert_eq!(backslashes("\"\\u202E\\xAD\\U0000200B\\n\\\\u200B\\u中\" &rlm;"), [(1, 6), (7, 4), (11, 10)]);
    }
}
