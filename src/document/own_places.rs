//! Places of a text that its own citations lead to: 本办法第五条, 前款, 附件2, and the entries of 附件说明.

use super::anchors::Anchors;
use super::role::Role;
use super::walk::Place;
use crate::text::citation::{ArticleReference, Cited};
use std::ops::Range;

/// A place of the text itself that a citation leads to, and the words that lead there.
pub fn own_place(cited: &Cited, place: Place<'_>, anchors: &Anchors) -> Option<String> {
    match cited {
        Cited::OwnArticle(article) => own_article(*article, place, anchors),
        Cited::ThisArticle(within) => {
            let article = place.article?;
            known(article, *within, anchors)
        }
        Cited::PrecedingParagraph(item) => {
            let article = place.article?;
            let paragraph = paragraph_of(place)?.checked_sub(1).filter(|paragraph| *paragraph > 0)?;
            let reference = ArticleReference { paragraph, item: item.unwrap_or(0), ..ArticleReference::default() };
            known(article, reference, anchors)
        }
        Cited::PrecedingArticle => {
            let (prefix, number) = split_article(place.article?)?;
            let before = number.checked_sub(1).filter(|number| *number > 0)?;
            Some(format!("{prefix}a{before}")).filter(|anchor| anchors.contains(anchor))
        }
        Cited::Annex(number) if place.role != Role::AnnexList => {
            let anchor = number.map_or("annex".to_owned(), |number| format!("annex{number}"));
            let inside = place.anchor.is_some_and(|own| own.starts_with(&format!("{anchor}-")));
            (anchors.contains(&anchor) && !inside).then_some(anchor)
        }
        _ => None,
    }
}

/// The place that an article reference to the text itself means, or what is nearest to it.
pub fn own_article(article: ArticleReference, place: Place<'_>, anchors: &Anchors) -> Option<String> {
    let prefix = place.article.and_then(split_article).map_or("", |(prefix, _)| prefix);
    let insertion = if article.insertion > 0 { format!("-{}", article.insertion) } else { String::new() };
    known(&format!("{prefix}a{}{insertion}", article.article), article, anchors)
}

/// The id of a place in an article, or of what is nearest to it.
fn known(article: &str, within: ArticleReference, anchors: &Anchors) -> Option<String> {
    let paragraph = within.paragraph.max(1);
    let mut places = Vec::new();
    if within.item > 0 {
        places.push(format!("{article}.{paragraph}.{}", within.item));
    }
    if within.paragraph > 0 {
        places.push(format!("{article}.{paragraph}"));
    }
    places.push(article.to_owned());
    places.into_iter().find(|place| anchors.contains(place))
}

/// The place that an article reference means in another text.
pub fn article_in(article: ArticleReference, anchors: &Anchors) -> Option<String> {
    own_article(article, Place::default(), anchors)
}

/// `annex1-` and 5 of `annex1-a5`.
fn split_article(anchor: &str) -> Option<(&str, u32)> {
    let at = anchor.rfind('a').filter(|at| *at == 0 || anchor[..*at].ends_with('-'))?;
    let number = anchor[at + 1..].split(['-', '_']).next()?.parse().ok()?;
    Some((&anchor[..at], number))
}

/// The paragraph (款) that a place stands in: 2 for `a5.2` and `a5.2.1`.
fn paragraph_of(place: Place<'_>) -> Option<u32> {
    let within = place.anchor?.strip_prefix(place.article?)?.strip_prefix('.')?;
    within.split(['.', '_']).next()?.parse().ok()
}

/// The entries of 附件说明 with the annexes they name: 附件：1.一览表 and 2.明细表 in the next line.
pub fn annex_entry(text: &str, anchors: &Anchors) -> Option<(Range<usize>, String)> {
    let words =
        text.trim_start_matches("附件").trim_start_matches("附").trim_start_matches(['：', ':', ' ', '\u{3000}']);
    let start = text.len() - words.len();
    let digits = words.find(|c: char| !c.is_ascii_digit()).unwrap_or(0);
    let anchor = match words[..digits].parse::<u32>() {
        Ok(number) => format!("annex{number}"),
        Err(_) => "annex".to_owned(),
    };
    (!words.is_empty() && anchors.contains(&anchor)).then(|| (start..text.trim_end().len(), anchor))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(cited: Cited, article: &str, anchor: &str, expected: Option<&str>) {
        let anchors: Anchors = ["a4", "a4.1", "a5", "a5.1", "a5.2", "a5.2.1", "annex1", "annex1-a4", "annex1-a5"]
            .into_iter()
            .collect();
        let place = Place { article: Some(article), anchor: Some(anchor), ..Place::default() };
        assert_eq!(own_place(&cited, place, &anchors).as_deref(), expected, "{cited:?} at {anchor}");
    }

    #[test]
    fn places_of_the_text_itself() {
        let article = |article, paragraph, item| ArticleReference { article, insertion: 0, paragraph, item };
        check(Cited::OwnArticle(article(5, 2, 1)), "a4", "a4.1", Some("a5.2.1"));
        check(Cited::OwnArticle(article(5, 3, 0)), "a4", "a4.1", Some("a5"));
        check(Cited::OwnArticle(article(9, 0, 0)), "a4", "a4.1", None);
        check(Cited::OwnArticle(article(4, 0, 0)), "annex1-a5", "annex1-a5.1", Some("annex1-a4"));
        check(Cited::PrecedingParagraph(None), "a5", "a5.2", Some("a5.1"));
        check(Cited::PrecedingParagraph(None), "a5", "a5.1", None);
        check(Cited::PrecedingArticle, "a5", "a5.1", Some("a4"));
        check(Cited::ThisArticle(article(0, 2, 0)), "a5", "a5.1", Some("a5.2"));
        check(Cited::Annex(Some(1)), "a5", "a5.1", Some("annex1"));
        check(Cited::Annex(Some(1)), "annex1-a5", "annex1-a5.1", None);
    }
}
