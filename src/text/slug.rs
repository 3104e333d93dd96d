//! Readable file names for Chinese names: 沈阳市人民政府 is shen-yang-shi-ren-min-zheng-fu.
//!
//! Addresses must work on every file system and in every zip tool, so they are ASCII. Reading 汉字 as
//! pinyin is a convention for addresses only; a wrong reading of a 多音字 does no harm, because the
//! address is never shown as a name, and it stays the same forever.

use pinyin::ToPinyin;

/// The longest name for an address, in bytes.
const LONGEST: usize = 100;

/// An ASCII name for an address: pinyin syllables, Latin letters and digits, joined by hyphens.
pub fn slug(name: &str) -> String {
    let mut words: Vec<String> = Vec::new();
    let mut open = false;
    for c in name.chars() {
        if let Some(reading) = c.to_pinyin() {
            words.push(reading.plain().replace('ü', "v"));
            open = false;
        } else if c.is_ascii_alphanumeric() {
            match words.last_mut() {
                Some(word) if open => word.push(c.to_ascii_lowercase()),
                _ => words.push(c.to_ascii_lowercase().to_string()),
            }
            open = true;
        } else if super::han::is_han(c) {
            words.push(format!("u{:x}", c as u32));
            open = false;
        } else {
            open = false;
        }
    }
    // Long enough to be told apart, short enough for every file system.
    let mut slug = String::new();
    for word in words.iter().filter(|word| !word.is_empty()) {
        if slug.len() + word.len() >= LONGEST {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(word);
    }
    slug
}

/// May this be used as a permanent id: `[a-z0-9-]+`, no hyphen at either end?
pub fn is_id(text: &str) -> bool {
    !text.is_empty()
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        && !text.starts_with('-')
        && !text.ends_with('-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_addresses() {
        assert_eq!(slug("沈政发"), "shen-zheng-fa");
        assert_eq!(slug("市5G办（CBA）"), "shi-5g-ban-cba");
        assert!(is_id(&slug("绿色金融局")));
        let long = slug(&"推动".repeat(100));
        assert!(long.len() <= LONGEST && is_id(&long));
    }

    #[test]
    fn ids() {
        assert!(is_id("shenzhengfa-2026-1"));
        for bad in ["", "-a", "a-", "A", "沈", "a b", "a/b", "../a"] {
            assert!(!is_id(bad), "{bad}");
        }
    }
}
