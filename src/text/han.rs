//! Classes of characters: 汉字, Chinese punctuation, and what a line break between two characters is.
//!
//! Unicode's general categories do not separate Chinese from Western punctuation, and quotation
//! marks and dashes are shared between both; in a gazette they are Chinese, and so they are here.

/// Is this a 汉字 (CJK ideograph, radicals and 〇 included)?
pub fn is_han(c: char) -> bool {
    matches!(c,
        '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{2E80}'..='\u{2FDF}' | '\u{20000}'..='\u{3FFFF}' | '々' | '〇')
}

/// Is this punctuation as Chinese text uses it, full-width forms, “”, —— and …… included?
pub fn is_chinese_punctuation(c: char) -> bool {
    matches!(c,
        '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301F}' | '\u{30FB}'
        | '\u{FE30}'..='\u{FE6B}' | '\u{FF01}'..='\u{FF0F}' | '\u{FF1A}'..='\u{FF20}'
        | '\u{FF3B}'..='\u{FF40}' | '\u{FF5B}'..='\u{FF65}' | '\u{FFE0}'..='\u{FFE6}'
        | '—' | '…' | '‘' | '’' | '“' | '”' | '·' | '※')
}

/// Is this a character of Chinese text: a 汉字 or Chinese punctuation?
pub fn is_chinese(c: char) -> bool {
    is_han(c) || is_chinese_punctuation(c)
}

/// Does a line break between these two characters stand for a space?
///
/// Chinese is written without spaces, so a break next to a Chinese character is layout. Only
/// between two characters of Western text does it stand for the space that the writer left out.
pub fn break_is_space(before: Option<char>, after: Option<char>) -> bool {
    match (before, after) {
        (Some(before), Some(after)) => !is_chinese(before) && !is_chinese(after),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_break_next_to_a_chinese_character_is_nothing() {
        for (before, after, space) in [
            ('沈', '阳', false),
            ('，', '加', false),
            ('动', 'G', false),
            ('P', '项', false),
            ('a', 'b', true),
            ('1', '2', true),
        ] {
            assert_eq!(break_is_space(Some(before), Some(after)), space, "{before}{after}");
        }
    }

    #[test]
    fn quotation_marks_and_dashes_are_chinese_here() {
        assert!("“”‘’—…·《》〔〕（）、。".chars().all(is_chinese_punctuation));
        assert!(!"()[]\"'-.".chars().any(is_chinese_punctuation));
    }
}
