//! The texts that one document holds: the notice, the text it issues, annexes.

use super::super::{Block, Heading, Inline, plain_text};
use crate::text::numeral;

/// A text within a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// The anchor of its heading; empty for the first text, which the document's title opens.
    pub(super) anchor: String,
    /// What the anchors within it begin with.
    pub(super) prefix: String,
}

/// The texts of a document in order: one before the first heading of level 1, and one for each.
pub(super) fn parts(blocks: &[Block]) -> Vec<Part> {
    let titles: Vec<String> = blocks
        .iter()
        .filter_map(|block| match block {
            Block::Heading(heading) if heading.level == 1 => Some(plain_text(&heading.inlines)),
            _ => None,
        })
        .collect();
    let issues_a_text = titles.iter().any(|title| annex_label(title).is_none());
    let head_prefix = if issues_a_text { "notice-" } else { "" };
    let mut parts = vec![Part { anchor: String::new(), prefix: head_prefix.to_owned() }];
    let (mut texts, mut annexes) = (0, 0);
    for title in titles {
        let (anchor, prefix) = match annex_label(&title) {
            Some(label) => {
                annexes += 1;
                let name = annex_anchor(label, annexes);
                (name.clone(), format!("{name}-"))
            }
            None => {
                texts += 1;
                if texts == 1 {
                    ("text".to_owned(), String::new())
                } else {
                    (format!("text{texts}"), format!("text{texts}-"))
                }
            }
        };
        parts.push(Part { anchor, prefix });
    }
    parts
}

/// The words that open an annex, and what they are called in anchors.
const ANNEX_WORDS: [(&str, &str); 4] =
    [("附件", "annex"), ("附表", "schedule"), ("附录", "appendix"), ("附图", "figure")];

/// The label of an annex: 附件, 附件1, 附件一, 附表 2-1, with a colon if it has one, at the start of a title
/// that goes on after a gap or ends there.
pub(super) fn annex_label(title: &str) -> Option<&str> {
    let (word, _) = ANNEX_WORDS.into_iter().find(|(word, _)| title.starts_with(word))?;
    let rest = &title[word.len()..];
    let number = rest.trim_start_matches(' ');
    let digits = number.find(|c| !is_label_character(c)).unwrap_or(number.len());
    let end = if digits == 0 { word.len() } else { title.len() - number.len() + digits };
    let after = &title[end..];
    if after.starts_with(['：', ':']) {
        let colon = after.chars().next().map_or(0, char::len_utf8);
        return Some(&title[..end + colon]);
    }
    (after.is_empty() || after.starts_with([' ', '\u{3000}', '\n'])).then_some(&title[..end])
}

fn is_label_character(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c) || c == '-' || (numeral::is_numeral(c) && !c.is_ascii())
}

/// The anchor of an annex by its label: annex1, annex2-1, schedule3; by its place when it has no number.
fn annex_anchor(label: &str, place: usize) -> String {
    let (word, name) = ANNEX_WORDS.into_iter().find(|(word, _)| label.starts_with(word)).unwrap_or(("", "annex"));
    let number: String = label[word.len()..]
        .chars()
        .filter(|c| is_label_character(*c))
        .map(|c| {
            char::from_u32(c as u32)
                .filter(|c| !('０'..='９').contains(c))
                .unwrap_or_else(|| char::from_digit(c as u32 - '０' as u32, 10).unwrap_or(c))
        })
        .collect();
    match numeral::value(&number) {
        Some(value) => format!("{name}{value}"),
        None if number.is_empty() && place == 1 => name.to_owned(),
        None if number.is_empty() => format!("{name}{place}"),
        None => format!("{name}{}", number.trim_matches('-')),
    }
}

/// Takes the annex label off a heading and keeps it beside the title.
pub(super) fn split_annex_label(heading: &mut Heading) {
    let title = plain_text(&heading.inlines);
    let Some(label) = annex_label(&title) else { return };
    if label.len() == title.len() {
        return;
    }
    if let Some(Inline::Text(text)) = heading.inlines.first_mut()
        && text.starts_with(label)
    {
        *text = text[label.len()..].trim_start_matches([' ', '\u{3000}']).to_owned();
        heading.label = Some(label.chars().filter(|c| !c.is_whitespace()).collect());
    }
}

#[cfg(test)]
mod tests {
    use super::annex_label;

    #[test]
    fn annex_labels() {
        for (title, expected) in [
            ("附件1　沈阳市征地区片综合地价分类表", Some("附件1")),
            ("附件 2 明细表", Some("附件 2")),
            ("附件　2026年清单", Some("附件")),
            ("附件", Some("附件")),
            ("附件一　丙", Some("附件一")),
            ("附件1-1　丁", Some("附件1-1")),
            ("附件１　戊", Some("附件１")),
            ("附件2：己", Some("附件2：")),
            ("附件管理办法", None),
            ("2026年方案", None),
        ] {
            assert_eq!(annex_label(title), expected, "{title}");
        }
    }

    #[test]
    fn annex_anchors() {
        for (label, expected) in [
            ("附件1", "annex1"),
            ("附件一", "annex1"),
            ("附件１", "annex1"),
            ("附件1-1", "annex1-1"),
            ("附表2：", "schedule2"),
        ] {
            assert_eq!(super::annex_anchor(label, 1), expected, "{label}");
        }
        assert_eq!(super::annex_anchor("附件", 1), "annex");
    }
}
