//! The folding of single characters is written down, so that the script can be compared with it: a line for
//! each character of the basic plane that is not folded to itself. `GOLDEN=update` writes the file.

use gongbao::text::fold::fold;
use std::fmt::Write;
use std::path::Path;

#[test]
fn the_table_of_folding_is_as_written_down() {
    let mut table = String::new();
    for c in ('\u{1}'..='\u{FFFF}').filter(|c| !c.is_control() || c.is_whitespace()) {
        let folded = String::from_utf16_lossy(&fold(&c.to_string()));
        if folded != c.to_string() {
            writeln!(table, "{:04X}\t{folded}", c as u32).unwrap();
        }
    }
    super::compare(Path::new("tests/folding.txt"), &table);
}
