//! Folding: what search takes for the same character, though it is written differently.
//!
//! OCR and editors write one thing in many ways: 〔2026〕1号, [2026]1号, （2026）1 号; ＧＤＰ and GDP; 二○二六
//! and 二OO六. Folding makes them one; it is for comparing only, never for display. The theme's
//! `search/reader/fold.js` has the same rules, and a test compares the two on every character.
//!
//! - White space and characters without width are removed.
//! - CJK radicals, compatibility ideographs and full- and half-width forms become the plain character
//!   (NFKC of these blocks only; elsewhere it would change what is printed: ① is not 1).
//! - Latin, Greek and Cyrillic letters become small, and all brackets around a year round.
//! - ○ is 〇; the letter O and the digit 0 are too, but only within a Chinese numeral.

use unicode_normalization::UnicodeNormalization;

/// The text as search compares it, in UTF-16 units, as scripts count them.
pub fn fold(text: &str) -> Vec<u16> {
    let mut out = Vec::with_capacity(text.len() / 3);
    let mut zeros = false;
    for c in text.chars() {
        match c {
            // Fast path: nearly every character of a text, and nothing to fold.
            '\u{4E00}'..='\u{9FFF}' => out.push(c as u16),
            c if is_blank(c) => {}
            c => {
                let start = out.len();
                push(character(c), &mut out);
                zeros |= out[start..].iter().any(|unit| *unit == u16::from(b'o') || *unit == u16::from(b'0'));
            }
        }
    }
    if zeros {
        zeros_of_numerals(&mut out);
    }
    out
}

/// White space of every width, and characters that take no place.
pub fn is_blank(c: char) -> bool {
    matches!(c,
        '\u{9}'..='\u{D}' | ' ' | '\u{85}' | '\u{A0}' | '\u{AD}' | '\u{1680}' | '\u{2000}'..='\u{200D}' | '\u{2028}'
        | '\u{2029}' | '\u{202F}' | '\u{205F}' | '\u{2060}' | '\u{3000}' | '\u{FEFF}')
}

fn push(c: char, out: &mut Vec<u16>) {
    out.extend_from_slice(c.encode_utf16(&mut [0; 2]));
}

/// A character by itself.
fn character(c: char) -> char {
    let c = match c {
        // A spacing macron would become a space and a combining one.
        '\u{FFE3}' => c,
        '\u{2E80}'..='\u{2FDF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}' => {
            std::iter::once(c).nfkc().next().unwrap_or(c)
        }
        c => c,
    };
    match c {
        '〔' | '［' | '[' | '（' | '﹝' | '【' => '(',
        '〕' | '］' | ']' | '）' | '﹞' | '】' => ')',
        '○' => '〇',
        'A'..='Z' => c.to_ascii_lowercase(),
        '\u{80}'..='\u{52F}' => {
            let mut lower = c.to_lowercase();
            match (lower.next(), lower.next()) {
                (Some(lower), None) => lower,
                _ => c,
            }
        }
        c => c,
    }
}

/// A digit of a Chinese numeral that is spelled digit by digit.
fn is_digit(unit: u16) -> bool {
    char::from_u32(u32::from(unit)).is_some_and(|c| "〇一二三四五六七八九".contains(c))
}

/// o and 0 between digits of a Chinese numeral are 〇: 二oo六, 二0二六年. At the end of the text the
/// numeral may have been cut off, and so it may at the start before a digit: both count as digits.
fn zeros_of_numerals(units: &mut [u16]) {
    let zero = |unit: u16| unit == u16::from(b'o') || unit == u16::from(b'0');
    let mut at = 0;
    while at < units.len() {
        if !zero(units[at]) {
            at += 1;
            continue;
        }
        let end = at + units[at..].iter().take_while(|unit| zero(**unit)).count();
        let before = at.checked_sub(1).map(|before| units[before]);
        let after = units.get(end).copied();
        let letters = units[at..end].iter().all(|unit| *unit == u16::from(b'o'));
        let opens = match before {
            Some(before) => is_digit(before),
            None => letters && after.is_some_and(is_digit),
        };
        let closes = match after.and_then(|after| char::from_u32(u32::from(after))) {
            Some(after) => "〇一二三四五六七八九年".contains(after),
            None => true,
        };
        if opens && closes {
            units[at..end].fill('〇' as u16);
        }
        at = end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(String::from_utf16_lossy(&fold(text)), expected, "{text}");
    }

    #[test]
    fn spellings_of_one_thing() {
        for number in
            ["沈政发〔2026〕1号", "沈政发［２０２６］１号", "沈政发（2026）1 号", "沈政发【2026】1\u{3000}号"]
        {
            check(number, "沈政发(2026)1号");
        }
        for year in ["二〇二六年", "二○二六年", "二O二六年", "二o二六年", "二０二六年", "二 〇 二 六 年"]
        {
            check(year, "二〇二六年");
        }
        check("二OO六", "二〇〇六");
        check("二OO", "二〇〇");
        check("OO六", "〇〇六");
        check("ＧＤＰ、eVTOL", "gdp、evtol");
        check("⼈⽂\u{F900}", "人文豈");
    }

    #[test]
    fn what_differs_stays_different() {
        check("①Ⅳ㎡", "①Ⅳ㎡");
        check("10一般公共预算", "10一般公共预算");
        check("CEO一行", "ceo一行");
        check("二氧化碳O", "二氧化碳o");
        check("第二O型", "第二o型");
    }
}
