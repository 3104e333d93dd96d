//! The role of a paragraph in an official document: addressee, signature, date, annex list …
//!
//! The parts of an official document are recognised by what they say and where they stand, as
//! GB/T 9704-2012 orders them (7.3 主体: 主送机关, 正文, 附件说明, 署名, 成文日期, 附注; 7.4 版记: 抄送,
//! 印发). They differ in how they are set on screen and paper, never in what they say.

use super::{Block, Inline, Paragraph, plain_text};
use crate::text::date::Date;
use crate::text::numbering::Level;
use crate::text::{label, tail};

/// What a paragraph is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Role {
    /// Running text.
    #[default]
    Text,
    /// Who speaks: the line below a report's title.
    Byline,
    /// 主送机关, or the words with which a speech greets its audience.
    Addressee,
    /// 附件说明: the list of annexes below the text.
    AnnexList,
    /// 署名.
    Signature,
    /// 成文日期.
    Date,
    /// 附注: （此件公开发布）.
    Note,
    /// 抄送.
    CopyTo,
    /// 印发机关 and 印发日期.
    Imprint,
    /// A line of a task that names who answers for it.
    TaskLine,
    /// The title above a table.
    TableTitle,
    /// 单位：万元/亩, above a table.
    TableUnit,
    /// 注：, below a table.
    TableNote,
}

/// Names the paragraphs of a text.
pub fn assign(mut blocks: Vec<Block>) -> Vec<Block> {
    let texts: Vec<Option<String>> = blocks
        .iter()
        .map(|block| match block {
            Block::Paragraph(paragraph) => Some(plain_text(&paragraph.inlines)),
            _ => None,
        })
        .collect();
    let mut roles = vec![Role::Text; blocks.len()];
    // Does nothing but a byline and editors' notes stand before?
    let mut opens = true;
    for at in 0..blocks.len() {
        let before = at.checked_sub(1);
        opens = opens && before.is_none_or(|before| roles[before] == Role::Byline || is_note(&blocks[before]));
        let Some(text) = &texts[at] else { continue };
        let text = text.trim();
        let before = before.and_then(|before| texts[before].as_deref());
        if is_task_line(&texts, &roles, at) {
            roles[at] = Role::TaskLine;
        } else if opens && text.ends_with('：') && text.chars().count() <= 120 && !text.contains('。') {
            roles[at] = Role::Addressee;
        } else if opens && is_byline(text) && next_is_addressee(&texts[at + 1..]) {
            roles[at] = Role::Byline;
        } else if text.starts_with("附件：")
            || text.starts_with("附：")
            || continues_annex_list(&roles[..at], &blocks[at])
        {
            roles[at] = Role::AnnexList;
        } else if Date::parse_chinese(text).is_some() {
            if before.is_some_and(is_organ) {
                roles[at - 1] = Role::Signature;
                roles[at] = Role::Date;
            }
        } else if at > 0 && roles[at - 1] == Role::Date && text.starts_with('（') && text.ends_with('）') {
            roles[at] = Role::Note;
        } else if text.starts_with("抄送：") || text.starts_with("主送：") || text.starts_with("抄报：") {
            roles[at] = Role::CopyTo;
        } else if text.strip_suffix("印发").is_some_and(|date| Date::parse_chinese(date).is_some()) {
            roles[at] = Role::Imprint;
            if before.is_some_and(is_organ) {
                roles[at - 1] = Role::Imprint;
            }
        }
    }
    for at in 0..blocks.len() {
        if let Block::Table(_) = &blocks[at] {
            around_table(&blocks, &texts, &mut roles, at);
        }
    }
    for (block, role) in blocks.iter_mut().zip(roles) {
        if let Block::Paragraph(paragraph) = block {
            paragraph.role = role;
            // Only running text is cited by a number.
            paragraph.number = paragraph.number.filter(|_| role == Role::Text);
        }
    }
    blocks
}

/// A line with a label that plans are known to use; one with another label beside such a line; a bracket
/// that names units; the rest of a list that a page break has cut.
fn is_task_line(texts: &[Option<String>], roles: &[Role], at: usize) -> bool {
    let text = |at: usize| texts.get(at).and_then(Option::as_deref).unwrap_or_default().trim();
    let labelled = |at: usize| label::task_line(text(at));
    let below_line = at > 0 && roles[at - 1] == Role::TaskLine;
    match labelled(at) {
        Some(label) if label.known => true,
        Some(_) => below_line || labelled(at + 1).is_some_and(|next| next.known),
        None => tail::is_line(text(at)) || (below_line && text(at - 1).ends_with(['、', '，'])),
    }
}

/// 2.明细表, in the line after 附件：1.一览表.
fn continues_annex_list(before: &[Role], block: &Block) -> bool {
    before.last() == Some(&Role::AnnexList)
        && matches!(block, Block::Paragraph(paragraph)
            if paragraph.number.is_some_and(|number| number.level == Level::Third))
}

fn around_table(blocks: &[Block], texts: &[Option<String>], roles: &mut [Role], table: usize) {
    let mut above = table;
    if above > 0 && texts[above - 1].as_deref().is_some_and(|text| text.starts_with("单位：")) {
        above -= 1;
        roles[above] = Role::TableUnit;
    }
    if above > 0 && matches!(&blocks[above - 1], Block::Paragraph(paragraph) if is_all_bold(paragraph)) {
        roles[above - 1] = Role::TableTitle;
    }
    let note = |text: &str| text.starts_with("注：") || text.starts_with("说明：") || text.starts_with("备注：");
    if texts.get(table + 1).and_then(Option::as_deref).is_some_and(note) {
        roles[table + 1] = Role::TableNote;
    }
}

fn is_all_bold(paragraph: &Paragraph) -> bool {
    matches!(paragraph.inlines.as_slice(), [Inline::Strong(_)])
}

fn is_note(block: &Block) -> bool {
    matches!(block, Block::EditorNote(_))
}

/// A line of names without any punctuation of a sentence.
fn is_byline(text: &str) -> bool {
    text.chars().count() <= 40 && !text.contains(['。', '，', '；', '：', '！', '？'])
}

fn next_is_addressee(texts: &[Option<String>]) -> bool {
    texts.first().and_then(Option::as_deref).is_some_and(|text| text.trim().ends_with('：'))
}

/// Could this line be the name of an organ that signs?
fn is_organ(text: &str) -> bool {
    const ENDINGS: [&str; 14] =
        ["政府", "厅", "局", "委", "会", "部", "办", "院", "室", "署", "处", "行", "公司", "中心"];
    let text = text.trim();
    is_byline(text)
        && !text.contains(['、', '（'])
        && (3..=40).contains(&text.chars().count())
        && ENDINGS.iter().any(|ending| text.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::super::structure;
    use super::*;

    fn check(lines: &[&str], expected: &[Role]) {
        let blocks = lines
            .iter()
            .map(|line| {
                Block::Paragraph(Paragraph {
                    inlines: vec![Inline::Text((*line).to_owned())],
                    ..Paragraph::default()
                })
            })
            .collect();
        let roles: Vec<Role> = assign(structure::numbered(blocks))
            .iter()
            .filter_map(|block| if let Block::Paragraph(paragraph) = block { Some(paragraph.role) } else { None })
            .collect();
        assert_eq!(roles, expected);
    }

    #[test]
    fn the_parts_of_a_notice() {
        check(
            &[
                "各区、县（市）人民政府，市政府有关部门：",
                "现将有关事项通知如下：",
                "附件：1.分类表",
                "2.明细表",
                "沈阳市人民政府",
                "2026年2月3日",
                "（此件公开发布）",
                "抄送：市委、市纪委监委。",
                "沈阳市人民政府办公厅",
                "2026年2月4日印发",
            ],
            &[
                Role::Addressee,
                Role::Text,
                Role::AnnexList,
                Role::AnnexList,
                Role::Signature,
                Role::Date,
                Role::Note,
                Role::CopyTo,
                Role::Imprint,
                Role::Imprint,
            ],
        );
    }

    #[test]
    fn a_report_begins_with_who_speaks() {
        check(
            &["沈阳市人民政府市长　吕志成", "各位代表：", "现在，我代表沈阳市人民政府，向大会报告工作。"],
            &[Role::Byline, Role::Addressee, Role::Text],
        );
    }

    #[test]
    fn a_date_in_the_text_is_text() {
        check(&["会议时间如下：", "2026年2月3日"], &[Role::Addressee, Role::Text]);
    }

    #[test]
    fn task_lines() {
        check(&["1.推进改革。", "牵头单位：市财政局"], &[Role::Text, Role::TaskLine]);
    }
}
