//! The texts that one document holds: the notice, the text it issues, annexes.

use super::super::{Block, Heading, Inline, plain_text};

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
                let digits: String = label.chars().filter(char::is_ascii_digit).collect();
                let name = match digits.as_str() {
                    "" if annexes == 1 => "annex".to_owned(),
                    "" => format!("annex{annexes}"),
                    digits => format!("annex{digits}"),
                };
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

/// 附件, 附件1, 附表2 at the start of a title that goes on after a space or ends there.
pub(super) fn annex_label(title: &str) -> Option<&str> {
    let word = ["附件", "附表", "附录", "附图"].into_iter().find(|word| title.starts_with(word))?;
    let rest = &title[word.len()..];
    let number = rest.trim_start_matches(' ');
    let digits = number.bytes().take_while(u8::is_ascii_digit).count();
    let end = if digits == 0 { word.len() } else { title.len() - number.len() + digits };
    let after = &title[end..];
    (after.is_empty() || after.starts_with([' ', '\u{3000}', '：', '\n'])).then_some(&title[..end])
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
        *text = text[label.len()..].trim_start_matches([' ', '\u{3000}', '：']).to_owned();
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
            ("附件管理办法", None),
            ("2026年方案", None),
        ] {
            assert_eq!(annex_label(title), expected, "{title}");
        }
    }
}
