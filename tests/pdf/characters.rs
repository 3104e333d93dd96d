//! Characters: those without ink, those that only some face has, those that none has.

use crate::measure::text_within;
use crate::{gongbao, said, small_site};
use std::fmt::Write as _;

/// What chooses among glyphs, says the direction or separates, and leaves no ink.
const WITHOUT_INK: &str = "\u{7F}\u{80}\u{85}\u{9F}\u{AD}\u{34F}\u{61C}\u{180B}\u{180E}\u{200B}\
    \u{200C}\u{200D}\u{200E}\u{200F}\u{2028}\u{2029}\u{202A}\u{202C}\u{202E}\u{2060}\
    \u{2063}\u{2066}\u{2069}\u{206A}\u{3164}\u{FE00}\u{FE0E}\u{FE0F}\u{FEFF}\u{FFA0}\
    \u{FFF9}\u{FFFA}\u{FFFB}\u{1D173}\u{E0001}\u{E0041}\u{E0100}\u{E01EF}";

#[test]
fn characters_without_ink_need_no_glyph() {
    let folder = tempfile::tempdir().unwrap();
    let mut text = String::new();
    for c in WITHOUT_INK.chars() {
        write!(text, "甲{c}乙").unwrap();
    }
    let content = small_site(folder.path(), &text);
    let output = folder.path().join("output");
    let ran = gongbao(&["pdf", "a", "--content", content.to_str().unwrap(), "--output", output.to_str().unwrap()]);
    assert!(ran.status.success(), "{}", said(&ran));
    assert!(!said(&ran).contains("not PDF/A"), "{}", said(&ran));
    let found = text_within(&output.join("pdf/documents/a.pdf"), 1, 1);
    // In another order after a mark that turns the direction.
    let count = |word: char| found.matches(word).count();
    let all = WITHOUT_INK.chars().count();
    assert_eq!((count('甲'), count('乙')), (all, all), "{found:?}");
}
