//! The ends of sentences.
//!
//! A sentence ends with 。！？, closing quotation marks and brackets after it included. 各位代表！ is
//! a sentence of its own, as it is when it is spoken.

use crate::text::cut::Cut;

/// The byte offsets at which the sentences of `text` end, in order; the last one is `text.len()`.
/// Empty for a text without any character but white space.
pub fn ends(text: &str) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut characters = text.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        if !matches!(c, '。' | '！' | '？') {
            continue;
        }
        let mut end = at + c.len_utf8();
        while let Some(&(at, c)) = characters.peek() {
            if !matches!(c, '。' | '！' | '？' | '”' | '’' | '）' | '》' | '」' | '』' | '】' | ')') {
                break;
            }
            end = at + c.len_utf8();
            characters.next();
        }
        ends.push(end);
    }
    let tail = ends.last().copied().unwrap_or(0);
    if text.part(tail..).chars().any(|c| !c.is_whitespace()) {
        ends.push(text.len());
    } else if let Some(last) = ends.last_mut() {
        *last = text.len();
    }
    ends
}

#[cfg(test)]
mod tests {
    use super::ends;

    fn check(text: &str, expected: &[&str]) {
        let mut start = 0;
        let found: Vec<&str> = ends(text)
            .into_iter()
            .map(|end| {
                let sentence = &text[start..end];
                start = end;
                sentence
            })
            .collect();
        assert_eq!(found, expected);
        assert_eq!(found.concat(), if found.is_empty() { "" } else { text });
    }

    #[test]
    fn sentences() {
        check("各位代表！今年是起步之年。", &["各位代表！", "今年是起步之年。"]);
        check("精心守护“舌尖上的安全”。下一句", &["精心守护“舌尖上的安全”。", "下一句"]);
        check("他说：“好！”然后", &["他说：“好！”", "然后"]);
        check("各位代表：", &["各位代表："]);
        check("  ", &[]);
    }
}
