//! CommonMark's own examples render as the specification says, but for the deviations that Chinese
//! official text needs. Each deviation is named in the README; each example that shows one is listed in
//! `commonmark-deviations.txt` with the name of its rule, and the test fails when an example deviates
//! that is not listed, or is listed and does not deviate.
//!
//! The specification's text comes from the package registry (`tests/run` installs it).

use gongbao::document::markdown;
use gongbao::render::panels::Panels;
use gongbao::render::{body::BodyWriter, highlight::Highlighter};
use gongbao::source::Markdown;
use std::collections::BTreeMap;

const SPEC: &str = "tests/browser/node_modules/commonmark-spec/spec.txt";
const DEVIATIONS: &str = "tests/commonmark-deviations.txt";
/// The names of the rules, as the README explains them.
const RULES: [&str; 2] = ["numbers-are-text", "html-is-reduced"];

struct Example {
    number: usize,
    markdown: String,
    html: String,
}

fn examples() -> Vec<Example> {
    let spec = std::fs::read_to_string(SPEC).unwrap_or_else(|_| panic!("{SPEC} is missing: run tests/run"));
    let fence = "`".repeat(32);
    let mut examples = Vec::new();
    let opening = format!("{fence} example\n");
    let mut parts = spec.split(opening.as_str());
    parts.next();
    for part in parts {
        let (example, _) = part.split_once(&format!("\n{fence}")).unwrap();
        let (markdown, html) = example
            .strip_prefix(".\n")
            .map(|html| ("", html))
            .or_else(|| example.split_once("\n.\n"))
            .unwrap_or_else(|| (example.strip_suffix("\n.").unwrap(), ""));
        let text =
            |text: &str| if text.is_empty() { String::new() } else { format!("{}\n", text.replace('→', "\t")) };
        examples.push(Example { number: examples.len() + 1, markdown: text(markdown), html: text(html) });
    }
    examples
}

fn render(text: &str) -> String {
    let source = Markdown::new("example.md", text.to_owned(), 0);
    let blocks = markdown::parse(&source, &mut Vec::new());
    BodyWriter { root: "", highlighter: &Highlighter::default(), panels: &Panels::default(), marks: true }
        .blocks(&blocks)
}

/// Spellings of HTML that mean the same: quotation marks in text, the spans that colour code, and what
/// lets a keyboard scroll it.
fn normalise(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(at) = rest.find("<span class=\"hl-") {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        rest = &rest[rest.find('>').unwrap() + 1..];
    }
    out.push_str(rest);
    let out = out.replace("<pre tabindex=\"0\" role=\"group\" aria-label=\"代码\">", "<pre>");
    let out = out.replace("</span>", "").replace("&quot;", "\"").replace("&#39;", "'").replace("&#x27;", "'");
    out.replace("<li>\n", "<li>").replace("\n</li>", "</li>").trim().to_owned()
}

fn deviations() -> BTreeMap<usize, String> {
    std::fs::read_to_string(DEVIATIONS)
        .unwrap()
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .map(|line| {
            let (number, rule) = line.split_once(' ').unwrap();
            assert!(RULES.contains(&rule), "{DEVIATIONS}: `{rule}` is not the name of a rule");
            (number.parse().unwrap(), rule.to_owned())
        })
        .collect()
}

#[test]
fn examples_of_the_specification() {
    let examples = examples();
    assert!(examples.len() > 600, "only {} examples were found in {SPEC}", examples.len());
    let listed = deviations();
    let mut wrong = Vec::new();
    for example in &examples {
        let found = render(&example.markdown);
        let same = normalise(&found) == normalise(&example.html);
        match (same, listed.get(&example.number)) {
            (true, None) | (false, Some(_)) => {}
            (true, Some(rule)) => {
                wrong.push(format!("{}: listed as {rule}, but does not deviate", example.number))
            }
            (false, None) => wrong.push(format!(
                "{}: {:?}\n  expected {:?}\n  found    {:?}",
                example.number, example.markdown, example.html, found
            )),
        }
    }
    assert!(wrong.is_empty(), "{} of {} examples:\n{}", wrong.len(), examples.len(), wrong.join("\n"));
}

#[test]
fn the_readme_names_every_rule() {
    for readme in ["README.md", "README.zh-CN.md"] {
        let text = std::fs::read_to_string(readme).unwrap();
        for rule in RULES {
            assert!(text.contains(rule), "{readme} does not explain {rule}");
        }
    }
}

fn check(markdown: &str, expected: &str) {
    assert_eq!(render(markdown).trim(), expected, "{markdown}");
}

#[test]
fn emphasis_closes_after_chinese_punctuation() {
    check("**1.完善航空枢纽网络。**加快推动", "<p><strong>1.完善航空枢纽网络。</strong>加快推动</p>");
    check("推进**“两重”**建设", "<p>推进<strong>“两重”</strong>建设</p>");
    check("**甲。**乙**丙。**丁", "<p><strong>甲。</strong>乙<strong>丙。</strong>丁</p>");
    check("办法**(试行)**自", "<p>办法<strong>(试行)</strong>自</p>");
    check("\"**新**能源\"", "<p>&quot;<strong>新</strong>能源&quot;</p>");
    check("1.**男**性", "<p>1.<strong>男</strong>性</p>");
    check("气温**37℃**以上、**50㎡**以下", "<p>气温<strong>37℃</strong>以上、<strong>50㎡</strong>以下</p>");
    check("为**★重点★**项目", "<p>为<strong>★重点★</strong>项目</p>");
    check("**阿·**乙**5×**丙", "<p><strong>阿·</strong>乙<strong>5×</strong>丙</p>");
    check("**(甲)**𠮷野", "<p><strong>(甲)</strong>𠮷野</p>");
    check("*注意：*内容", "<p><em>注意：</em>内容</p>");
    check("达到**（一）GDP（亿元）**以上", "<p>达到<strong>（一）GDP（亿元）</strong>以上</p>");
}

#[test]
fn a_line_break_between_han_characters_is_nothing() {
    check("为持续推进\n工作", "<p>为持续推进工作</p>");
    check("打造 GDP\n增长", "<p>打造 GDP增长</p>");
    check("gross domestic\nproduct", "<p>gross domestic\nproduct</p>");
    check("**重点**\n**工作**", "<p><strong>重点</strong><strong>工作</strong></p>");
}

#[test]
fn numbers_are_text() {
    check("3. 推进改革。\n7. 扩大开放。", "<p>3.推进改革。</p>\n<p>7.扩大开放。</p>");
    check(
        "1.推进改革。\n牵头单位：市商务局\n责任单位：市财政局",
        "<p>1.推进改革。</p>\n<p>牵头单位：市商务局</p>\n<p>责任单位：市财政局</p>",
    );
    check("通知如下：\n一、总体要求\n二、主要目标", "<p>通知如下：</p>\n<p>一、总体要求二、主要目标</p>");
    check(
        "一、总体要求。\n（一）指导思想。\n（二）目标。",
        "<p>一、总体要求。</p>\n<p>（一）指导思想。</p>\n<p>（二）目标。</p>",
    );
}

#[test]
fn a_sentence_that_is_not_finished_goes_on() {
    check("依照第五条第（一）\n（二）项的规定", "<p>依照第五条第（一）（二）项的规定</p>");
    check("他说“好。”\n一、甲", "<p>他说“好。”</p>\n<p>一、甲</p>");
}

#[test]
fn signatures_and_lists_of_annexes_on_lines_of_their_own() {
    check(
        "现予公布。\n沈阳市人民政府\n2026年1月2日\n（此件公开发布）",
        "<p>现予公布。</p>\n<p>沈阳市人民政府</p>\n<p>2026年1月2日</p>\n<p>（此件公开发布）</p>",
    );
    check("附件：1.甲办法\n      2.乙办法", "<p>附件：1.甲办法</p>\n<p>2.乙办法</p>");
}

#[test]
fn layout_is_not_text() {
    check("　　为推进工作，\n　　现通知如下。", "<p>为推进工作，</p>\n<p>现通知如下。</p>");
    check("    各位代表！\n    **现在**，", "<p>各位代表！<strong>现在</strong>，</p>");
    check("2~3岁、5~7家", "<p>2~3岁、5~7家</p>");
    check("<政府工作报告>与a<b", "<p>&lt;政府工作报告&gt;与a&lt;b</p>");
}
