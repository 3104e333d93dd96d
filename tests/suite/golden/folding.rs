//! The folding of single characters is written down, so that the script can be compared with it: a line for
//! each character of the basic plane that is not folded to itself. `GONGBAO_BLESS=1` writes the file.

use gongbao::text::fold::{Breaks, fold};
use std::fmt::Write;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/folding.txt");

#[test]
fn the_table_of_folding_is_as_written_down() {
    let mut table = String::new();
    for c in ('\u{1}'..='\u{FFFF}').filter(|c| !c.is_control() || c.is_whitespace()) {
        let folded = String::from_utf16_lossy(&fold(&c.to_string(), Breaks::Remove));
        if folded != c.to_string() {
            writeln!(table, "{:04X}\t{folded}", c as u32).unwrap();
        }
    }
    if std::env::var_os("GONGBAO_BLESS").is_some() {
        std::fs::write(FILE, &table).unwrap();
    }
    assert_eq!(table, std::fs::read_to_string(FILE).unwrap());
}
