//! The reader of the index: a script that answers queries in a browser. It stands beside the writer, because the two change
//! together; a theme asks it and knows nothing of the index.
//!
//! ```text
//! fold       what search takes for the same character, and the words of a query
//! places     sets of places
//! bits       numbers out of strings
//! words      the list of characters and phrases
//! catalogue  what is known of each document
//! texts      the texts of places
//! lists      the places of a short string
//! chain      a long string by its parts
//! answer     documents by rank
//! citation   where a citation leads
//! engine     all of it, as the page sees it
//! ```
//!
//! The parts are classic scripts in ES2017 that share one scope, and use nothing of a page: `tests/engine` runs them
//! without a browser.

use super::format::NUMBERS;
use super::words::Words;
use crate::digest;
use std::fmt::Write;

/// Where the script lies.
pub const ADDRESS: &str = "search/engine.js";

/// Its parts; a class stands before whoever makes one while the script is being loaded.
const PARTS: [&str; 11] = [
    include_str!("fold.js"),
    include_str!("places.js"),
    include_str!("bits.js"),
    include_str!("words.js"),
    include_str!("catalogue.js"),
    include_str!("texts.js"),
    include_str!("lists.js"),
    include_str!("chain.js"),
    include_str!("answer.js"),
    include_str!("citation.js"),
    include_str!("engine.js"),
];

/// The script: the numbers of the index's format, and the parts.
pub fn script() -> String {
    let mut script =
        String::from("// The search engine, written by gongbao.\n(function (gongbao) {\n'use strict';\n\n");
    // Nothing fails that is written to a string.
    let _ = writeln!(script, "const FORMAT = {};\n{}", format(), numbers());
    script.push_str(&PARTS.join("\n"));
    script.push_str("}(this.gongbao = this.gongbao || {}));\n");
    script
}

/// Tells an index and its reader from those of another format: a browser may have kept one of the two.
pub(super) fn format() -> u32 {
    let digest = digest::of((numbers() + Words::list()).as_bytes());
    digest.first_chunk().copied().map_or(0, u32::from_be_bytes)
}

/// The numbers of the format as constants of a script.
fn numbers() -> String {
    NUMBERS.iter().map(|(name, value)| format!("const {name} = {value};\n")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_has_each_number_and_each_part_in_one_scope() {
        let script = script();
        assert!(script.contains("\nconst PORTION = 160;\n") && script.contains("\nclass Engine {\n"));
        assert!(NUMBERS.iter().all(|(name, _)| script.matches(&format!("const {name} = ")).count() == 1));
        assert!(!script.contains('\u{FEFF}') && script.ends_with("}(this.gongbao = this.gongbao || {}));\n"));
    }
}
