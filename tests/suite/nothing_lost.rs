//! Nothing of the official text is lost: document by document, all characters of the seeds stand in
//! the content, in order, and every difference stands in `content/corrections.yaml`.
//!
//! What is compared is not the Markdown but the tree that pages are made from, so that the test also
//! fails when the parser drops or adds a character. These rules are set aside, and nothing else:
//!
//! 1. white space, and Markdown's own marks (`#`, `**`, `- `, `<…>` around an address);
//! 2. `(` is `（`, `)` is `）`, and a half-width comma is `，`;
//! 3. `_{2.5}` is a subscript, and a row of dots in a table of contents is nothing;
//! 4. the cover, the table of contents and the red head (发文机关标志, 文号, 标题) of a document are made
//!    from front matter;
//! 5. editors' notes (编者注) are no part of the official text.

use gongbao::document::structure::Options;
use gongbao::document::{self, official_text};
use gongbao::library::naming;
use gongbao::source::config::Correction;
use gongbao::source::schema::DocumentMeta;
use gongbao::source::{self, Content, Markdown, SourceFile};
use std::collections::BTreeMap;
use std::path::Path;

fn content() -> Content {
    let (content, diagnostics) = source::read(Path::new("content"));
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    content
}

fn text(markdown: &Markdown) -> String {
    official_text(&document::read(markdown, Options::default()).0.blocks)
}

/// Rules 1 to 3 for a line of a seed or of the content.
fn normalise(line: &str) -> String {
    let line = line.trim_start_matches('#').trim();
    let line = line.strip_prefix("- ").unwrap_or(line);
    let line = line.replace("**", "").replace(".....", "").replace("<sub>", "").replace("</sub>", "");
    let line = line.replace("_{2.5}", "2.5").replace("<http", "http").replace("cn>", "cn");
    line.chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            '(' => '（',
            ')' => '）',
            ',' => '，',
            c => c,
        })
        .collect()
}

/// The seed as its documents should read, with the corrections made in their lines.
fn corrected_seed(name: &str, corrections: &[Correction]) -> String {
    let seed = std::fs::read_to_string(Path::new("seeds").join(name)).unwrap();
    let mut lines: Vec<String> = seed.lines().map(normalise).collect();
    for correction in corrections.iter().filter(|correction| correction.source == name) {
        let line = &mut lines[correction.line as usize - 1];
        let was = normalise(&correction.was);
        assert_eq!(line.matches(&was).count(), 1, "{name}:{}: `{was}` must stand there once", correction.line);
        *line = line.replace(&was, &normalise(&correction.now));
    }
    lines.concat()
}

/// Rule 4: a document with a number has a red head, any other begins with its title.
fn with_head(file: &SourceFile<DocumentMeta>) -> String {
    let meta = &file.meta;
    let head = match (&meta.number, &meta.organ) {
        (Some(number), Some(organ)) => format!("{organ}文件\n{}\n{}", number.value, meta.title),
        _ => meta.title.clone(),
    };
    format!("{head}\n{}", text(&file.markdown))
}

/// Rule 4: the whole issue, cover to cover.
fn issue_text(content: &Content) -> String {
    let [issue] = content.issues.as_slice() else { panic!("one issue") };
    let items: Vec<_> = content.documents.iter().filter(|d| d.markdown.file.starts_with("gazette/")).collect();
    let config = &content.config;
    let name = format!("{}\n{}\n", config.title, config.latin.as_deref().unwrap());
    let numbers = naming::issue_numbers(&issue.meta.numbers);
    let range: Vec<String> = issue.meta.numbers.iter().map(ToString::to_string).collect();
    let mut out = format!(
        "{name}{}\n{numbers}（总第{}期）\n{name}{}第{}期{}\n",
        issue.meta.year,
        issue.meta.serial.unwrap(),
        issue.meta.published.chinese(),
        range.join("-"),
        config.sponsor.as_deref().unwrap(),
    );
    out.push_str(&text(&issue.markdown));
    let mut column = "";
    for item in &items {
        let category = item.meta.category.as_deref().unwrap();
        if category != column {
            out.push_str(&format!("【{category}】\n"));
            column = category;
        }
        let number = item.meta.number.as_ref().map(|number| number.value.to_string()).unwrap_or_default();
        out.push_str(&format!("{}{number}（{}）\n", item.meta.title, item.meta.pages.unwrap().first));
    }
    items.iter().for_each(|item| out.push_str(&with_head(item)));
    let about = content.pages.iter().find(|page| page.markdown.file == "about.md").unwrap();
    format!("{out}{}\n{}", about.meta.title, text(&about.markdown))
}

fn compare(seed: &str, content: &str) -> Result<(), String> {
    let content: String = content.lines().map(normalise).collect();
    let (seed, content): (Vec<char>, Vec<char>) = (seed.chars().collect(), content.chars().collect());
    let same = seed.iter().zip(&content).take_while(|(a, b)| a == b).count();
    if same == seed.len() && same == content.len() {
        return Ok(());
    }
    let show = |text: &[char]| -> String { text.iter().skip(same.saturating_sub(12)).take(36).collect() };
    Err(format!("character {same}: the seed has …{}…, the content …{}…", show(&seed), show(&content)))
}

#[test]
fn every_character_of_the_seeds_stands_in_the_content() {
    let content = content();
    let mut expected: BTreeMap<&str, String> = BTreeMap::new();
    expected.insert("000_9a709634761401b9.txt", issue_text(&content));
    for file in content.documents.iter().filter(|document| document.markdown.file.starts_with("archive/")) {
        let seed = file.meta.source.as_deref().unwrap().strip_prefix("seeds/").unwrap();
        // The text of the city's 2024 report was handed over without its title.
        let text = if seed.starts_with("002") { text(&file.markdown) } else { with_head(file) };
        expected.insert(seed, text);
    }
    assert_eq!(expected.len(), 5);
    for (seed, text) in expected {
        if let Err(difference) = compare(&corrected_seed(seed, &content.corrections), &text) {
            panic!("{seed}: {difference}");
        }
    }
}

#[test]
fn every_correction_names_a_seed_and_a_document_that_exist() {
    let content = content();
    for correction in &content.corrections {
        assert!(Path::new("seeds").join(&correction.source).is_file(), "{correction:?}");
        let document = content.documents.iter().find(|d| d.meta.id.value == correction.document).unwrap();
        assert_eq!(document.meta.source.as_deref(), Some(format!("seeds/{}", correction.source).as_str()));
    }
}

#[test]
fn a_lost_an_added_and_a_changed_character_are_found() {
    assert_eq!(compare("全部返还管委会", "全部 返还\n管委会"), Ok(()));
    for content in ["全部返还委会", "全部返还管委会会", "全部返还款委会", ""] {
        assert!(compare("全部返还管委会", content).is_err(), "{content}");
    }
}
