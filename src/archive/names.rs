//! Names that can be unpacked on every system: Windows refuses some, and takes two that differ only in
//! the case of letters for one, as macOS does.

use crate::diagnostic::{Code, Diagnostic, Location};
use std::collections::BTreeMap;

/// Windows unpacks paths of up to 260 characters; this leaves room for where the reader puts the folder.
const LONGEST: usize = 180;

/// What is wrong with the names of an archive.
pub fn check<'a>(names: impl Iterator<Item = &'a str>) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    for name in names {
        let wrong = refused(name).or_else(|| {
            let other = seen.insert(name.to_lowercase(), name)?;
            Some(format!("differs from {other} only in the case of its letters, which Windows and macOS ignore"))
        });
        if let Some(wrong) = wrong {
            problems.push(Diagnostic::error(
                Code::FileName,
                Location::file(name),
                format!("the name of this file {wrong}; the archive could not be unpacked everywhere"),
                "rename the file or change the id that it is named after",
            ));
        }
    }
    problems
}

fn refused(name: &str) -> Option<String> {
    if name.chars().count() > LONGEST {
        return Some(format!("is longer than {LONGEST} characters"));
    }
    name.split('/').find_map(|part| {
        if let Some(letter) = part.chars().find(|c| c.is_control() || "<>:\"\\|?*".contains(*c)) {
            return Some(format!("holds `{}`, which Windows refuses", letter.escape_debug()));
        }
        if part.ends_with([' ', '.']) {
            return Some("has a part that ends with a space or a full stop, which Windows drops".to_owned());
        }
        let stem = part.split('.').next().unwrap_or(part).to_ascii_uppercase();
        is_device(&stem).then(|| format!("has a part `{part}`, which on Windows is a device"))
    })
}

/// CON, PRN, AUX, NUL, COM1 … LPT9.
fn is_device(stem: &str) -> bool {
    let numbered = |prefix| stem.strip_prefix(prefix).is_some_and(|rest| rest.len() == 1 && rest != "0");
    matches!(stem, "CON" | "PRN" | "AUX" | "NUL")
        || ((numbered("COM") || numbered("LPT")) && stem.ends_with(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_windows_refuses_are_problems() {
        for name in [
            "files/a?.png",
            "files/图:1.png",
            "documents/con.html",
            "files/a./b.png",
            "files/a ",
            "a/LPT1",
            "a\\b",
        ] {
            assert_eq!(check([name].into_iter()).len(), 1, "{name}");
        }
        assert_eq!(check(["files/".to_owned() + &"图".repeat(200)].iter().map(String::as_str)).len(), 1);
        assert_eq!(check(["files/Map.png", "files/map.png"].into_iter()).len(), 1);
        let good = ["documents/com10.html", "files/区位图 1.png", "a/console.html", "说明.txt", "a/com0"];
        assert_eq!(check(good.into_iter()), []);
    }
}
