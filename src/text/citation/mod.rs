//! Citations in official text: document numbers in any spelling, 《titles》, 本办法第五条第二款, 前款, 附件2.
//!
//! They are found here by their form alone; what they lead to, if anything, is for those to say who know
//! the other documents. Nothing is looked up, and nothing is guessed: 第五条 alone, which may be an article of
//! any law named before, is no citation.

mod article;
mod number;

pub use article::ArticleReference;
pub use number::NumberReference;

use super::cut::Cut;
use std::ops::Range;

/// A citation and where it stands, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// Its words.
    pub range: Range<usize>,
    /// What it cites.
    pub cited: Cited,
}

/// What is cited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cited {
    /// A document by its number. The range begins where the 汉字 before the year begin, which may be words
    /// of the sentence.
    Number(NumberReference),
    /// A number without brackets (国办发201747号): its year and its sequence cannot be told apart for certain.
    LostBrackets,
    /// A document by its title, without the outer 《》.
    Title(String),
    /// An article of the document cited by this title.
    ArticleOf(String, ArticleReference),
    /// An article of the text itself: 本办法第五条.
    OwnArticle(ArticleReference),
    /// The paragraph (款) before this one, or an item of it: 前款, 前款第（二）项.
    PrecedingParagraph(Option<u32>),
    /// The article before this one.
    PrecedingArticle,
    /// A place in this article: 本条第二款. Its `article` is 0.
    ThisArticle(ArticleReference),
    /// An annex by its number: 附件2; none for 附件 alone.
    Annex(Option<u32>),
}

/// Can there be a citation in the text? Most texts have none, and are not read closely.
pub fn may_cite(text: &str) -> bool {
    ["《", "号", "本", "前款", "前条", "附件"].iter().any(|word| text.contains(word))
}

/// All citations of a text, in order, none within another but those in a title.
pub fn find(text: &str) -> Vec<Citation> {
    let mut found = number::find(text);
    titles(text, &mut found);
    own(text, &mut found);
    found.sort_by_key(|citation| (citation.range.start, citation.range.end));
    // 本办法 in 《本办法释义》 is part of a title.
    let mut last_end = 0;
    found.retain(|citation| {
        let free = citation.range.start >= last_end;
        if free {
            last_end = citation.range.end;
        }
        free
    });
    found
}

/// No title has more bytes than this.
const LONGEST_TITLE: usize = 900;

/// 《…》 with 《》 or 〈〉 inside, and the articles named right behind it.
fn titles(text: &str, found: &mut Vec<Citation>) {
    let mut from = 0;
    for (range, title) in bracketed(text) {
        if range.start < from {
            continue;
        }
        from = range.end;
        let chain = article::chain(text, range.end);
        found.push(Citation { range, cited: Cited::Title(title.to_owned()) });
        for (range, article) in chain {
            from = range.end;
            found.push(Citation { range, cited: Cited::ArticleOf(title.to_owned(), article) });
        }
    }
}

/// Every 《 with the 》 that belongs to it, and what stands between them, in order; titles do not go beyond a
/// sentence.
fn bracketed(text: &str) -> Vec<(Range<usize>, &str)> {
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut found = Vec::new();
    for (at, c) in text.char_indices() {
        match c {
            '《' => open.push((at, at + c.len_utf8())),
            '》' => {
                if let Some((start, inner)) = open.pop()
                    && at - inner <= LONGEST_TITLE
                {
                    found.push((start..at + c.len_utf8(), text.part(inner..at)));
                }
            }
            '。' | '\n' => open.clear(),
            _ => {}
        }
    }
    found.sort_unstable_by_key(|(range, _)| range.start);
    found
}

/// What a text calls itself.
const OWN_NAMES: [&str; 20] = [
    "办法", "规定", "条例", "细则", "法", "规则", "方案", "通知", "意见", "决定", "章程", "制度", "措施", "规程",
    "准则", "标准", "指南", "程序", "规范", "公告",
];

/// References of a text to itself.
fn own(text: &str, found: &mut Vec<Citation>) {
    for (at, word) in matches(text, &["本", "前款", "前条", "附件"]) {
        let end = at + word.len();
        let rest = text.part(end..);
        match word {
            "本" => {
                if let Some(after) = rest.strip_prefix('条').filter(|after| !after.starts_with('例')) {
                    let start = text.len() - after.len();
                    if let Some((length, place)) = article::within(after) {
                        found.push(Citation { range: at..start + length, cited: Cited::ThisArticle(place) });
                    }
                    continue;
                }
                let Some(name) = OWN_NAMES.iter().find(|name| rest.starts_with(**name)) else { continue };
                let chain = article::chain(text, end + name.len());
                for (place, (range, article)) in chain.into_iter().enumerate() {
                    let start = if place == 0 { at } else { range.start };
                    found.push(Citation { range: start..range.end, cited: Cited::OwnArticle(article) });
                }
            }
            "前款" => {
                let (length, item) = article::item(rest).unwrap_or((0, 0));
                let cited = Cited::PrecedingParagraph((item > 0).then_some(item));
                found.push(Citation { range: at..end + length, cited });
            }
            "前条" => found.push(Citation { range: at..end, cited: Cited::PrecedingArticle }),
            _ => {
                let (length, number) = article::annex_number(rest);
                found.push(Citation { range: at..end + length, cited: Cited::Annex(number) });
            }
        }
    }
}

/// Where these words stand, in order.
fn matches<'a>(text: &str, words: &[&'a str]) -> Vec<(usize, &'a str)> {
    let mut found: Vec<(usize, &str)> =
        words.iter().flat_map(|word| text.match_indices(word).map(|(at, _)| (at, *word))).collect();
    found.sort_unstable();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(&str, Cited)]) {
        let found = find(text);
        let found: Vec<(&str, Cited)> =
            found.into_iter().map(|citation| (&text[citation.range], citation.cited)).collect();
        assert_eq!(found, expected, "{text}");
    }

    fn article(article: u32, paragraph: u32, item: u32) -> ArticleReference {
        ArticleReference { article, insertion: 0, paragraph, item }
    }

    #[test]
    fn titles_may_hold_titles() {
        check(
            "按照《市政府关于印发〈办法〉的通知》执行",
            &[("《市政府关于印发〈办法〉的通知》", Cited::Title("市政府关于印发〈办法〉的通知".into()))],
        );
        check("《关于《办法》的解读》", &[("《关于《办法》的解读》", Cited::Title("关于《办法》的解读".into()))]);
        check("《没有结束。", &[]);
    }

    #[test]
    fn a_title_that_never_ends_hides_none_that_does() {
        let title = |title: &str| Cited::Title(title.to_owned());
        check("《甲《乙》丙", &[("《乙》", title("乙"))]);
        check("》《甲》", &[("《甲》", title("甲"))]);
        check(&format!("《{}》", "甲".repeat(301)), &[]);
        let open = "《甲".repeat(100_000);
        assert_eq!(bracketed(&open), []);
        assert_eq!(find(&format!("{open}》")).len(), 1);
    }

    #[test]
    fn articles_of_a_law() {
        check(
            "根据《中华人民共和国土地管理法》第四十八条第一款、第五十条规定",
            &[
                ("《中华人民共和国土地管理法》", Cited::Title("中华人民共和国土地管理法".into())),
                ("第四十八条第一款", Cited::ArticleOf("中华人民共和国土地管理法".into(), article(48, 1, 0))),
                ("第五十条", Cited::ArticleOf("中华人民共和国土地管理法".into(), article(50, 0, 0))),
            ],
        );
    }

    #[test]
    fn a_text_cites_itself() {
        check(
            "违反本办法第五条第二款第（三）项、第八条之一规定的",
            &[
                ("本办法第五条第二款第（三）项", Cited::OwnArticle(article(5, 2, 3))),
                (
                    "第八条之一",
                    Cited::OwnArticle(ArticleReference { article: 8, insertion: 1, paragraph: 0, item: 0 }),
                ),
            ],
        );
        check(
            "前款第（二）项规定的，按前条和本条第一款办理",
            &[
                ("前款第（二）项", Cited::PrecedingParagraph(Some(2))),
                ("前条", Cited::PrecedingArticle),
                ("本条第一款", Cited::ThisArticle(article(0, 1, 0))),
            ],
        );
        check(
            "详见附件2、附件三和附件",
            &[("附件2", Cited::Annex(Some(2))), ("附件三", Cited::Annex(Some(3))), ("附件", Cited::Annex(None))],
        );
        check("违反本条例第二条规定", &[("本条例第二条", Cited::OwnArticle(article(2, 0, 0)))]);
        check("本办法自印发之日起施行，依照第五条办理", &[]);
    }
}
