//! The width of a text before it is set: by it titles are broken, tables fitted and signatures placed.
//!
//! Titles, tables and signatures ask the same function, or a line that fits for one of them does not for another.

/// A digit, a small letter or a mark of the Latin script, in 汉字. Faces differ: the 宋体 and 仿宋 of Windows have 0.5,
/// Noto Serif CJK SC (思源宋体) 0.549 for digits and 0.557 for letters, Noto Sans CJK SC 0.555 (measured). What fits with
/// the wide ones fits with all.
const NARROW: f64 = 0.56;
/// A capital letter: 0.70 on average in Noto Serif CJK SC (measured).
const CAPITAL: f64 = 0.7;

/// The width of a text in 汉字, the spaces at its ends aside.
pub fn width(text: &str) -> f64 {
    let one = |c: char| match c {
        'A'..='Z' => CAPITAL,
        c if c.is_ascii() => NARROW,
        _ => 1.0,
    };
    text.trim().chars().map(one).sum()
}

#[cfg(test)]
mod tests {
    use super::{CAPITAL, NARROW, width};

    #[test]
    fn latin_characters_are_narrower() {
        let check = |text: &str, expected: f64| {
            let found = width(text);
            assert!((found - expected).abs() < 1e-9, "{text}: {found}");
        };
        check("沈阳市人民政府", 7.0);
        check("2026年1月29日", 7.0 * NARROW + 3.0);
        check(" AI赋能 ", 2.0 * CAPITAL + 2.0);
        check("", 0.0);
    }
}
