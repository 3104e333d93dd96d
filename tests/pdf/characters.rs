//! Characters: those without ink, those that only some face has, those that none has.

use crate::measure::text_within;
use crate::support::finish;
use crate::{gongbao, said, small_site};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What chooses among glyphs, says the direction or separates, and leaves no ink. Controls, and what turns text around,
/// do not come so far: they are errors of the text.
const WITHOUT_INK: &str = "\u{85}\u{AD}\u{34F}\u{61C}\u{180B}\u{180E}\u{200B}\
    \u{200C}\u{200D}\u{200E}\u{200F}\u{2028}\u{2029}\u{202A}\u{202C}\u{2060}\
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

/// A folder with one face alone, found by fontconfig.
fn folder_with(families: &[&str], folder: &Path) {
    std::fs::create_dir_all(folder).unwrap();
    for family in families {
        let ran = finish(Command::new("fc-match").args(["--format", "%{file}", family]));
        let file = PathBuf::from(String::from_utf8(ran.stdout).unwrap());
        std::fs::copy(&file, folder.join(file.file_name().unwrap())).unwrap();
    }
}

#[test]
fn any_installed_face_serves_as_a_last_resort() {
    let folder = tempfile::tempdir().unwrap();
    // Heavy black heart and a chess piece: in DejaVu Sans, in no face of a role.
    let content = small_site(folder.path(), "以❤和♞为记。");
    let fonts = folder.path().join("fonts");
    let set = |name: &str, more: &[&str]| {
        let output = folder.path().join(name);
        let both = ["pdf", "a", "--content", content.to_str().unwrap(), "--output", output.to_str().unwrap()];
        let ran = gongbao(&[&both[..], more].concat());
        assert!(ran.status.success(), "{}", said(&ran));
        assert!(said(&ran).contains("; for what they lack DejaVu Sans"), "{}", said(&ran));
        let found = text_within(&output.join("pdf/documents/a.pdf"), 1, 1);
        assert!(found.contains("以❤和♞为记"), "{found:?}");
    };
    set("of-the-system", &[]);
    folder_with(&["Noto Serif CJK SC"], &fonts);
    set("of-the-system-beside-the-folder", &["--font-dir", fonts.to_str().unwrap()]);
    folder_with(&["DejaVu Sans"], &fonts);
    set("of-the-folder", &["--font-dir", fonts.to_str().unwrap()]);
}

#[test]
fn a_character_that_no_face_has_is_reported_with_its_places() {
    let folder = tempfile::tempdir().unwrap();
    let text = "这里有\u{2FE0}一个字。\n\n又有&#x2FE0;和\u{2FE0}，\u{2FE0}。\n\n还有\u{2FE0}和\u{E123}。";
    let content = small_site(folder.path(), text);
    let output = folder.path().join("output");
    let ran = gongbao(&["pdf", "--content", content.to_str().unwrap(), "--output", output.to_str().unwrap()]);
    assert_eq!(ran.status.code(), Some(1));
    let said = said(&ran);
    assert!(said.contains("U+2FE0); it stands here 5 times, also at 12:3, 12:12, 12:14, …"), "{said}");
    assert!(said.contains("archive/a.md:10:4") && said.contains("archive/a.md:14:5"), "{said}");
    assert!(said.contains("U+E123)\n"), "{said}");
    assert!(!output.exists());
}
