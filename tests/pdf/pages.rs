//! Pages as the standard has them.

use crate::measure::{MM, Word, text_within, words};
use crate::{document, gongbao, said, small_site};
use gongbao::paper::measures;

#[test]
fn pages_are_as_the_standard_has_them() {
    let pages = words(&document("shenyang-report-2026"));
    let within = |word: &&Word| word.top > 33.0 * MM && word.foot < 266.0 * MM;
    let ink = |word: &Word| {
        // Boxes of poppler are as high as the face; the base line is where the face says its descent ends.
        let middle = (word.top + word.foot) / 2.0;
        (middle - 0.46 * measures::BODY_SIZE, middle + 0.46 * measures::BODY_SIZE)
    };
    // Marks at the ends of lines are set in half of their width: the empty half of the glyph stands outside.
    let empty = |word: &Word, marks: &str, end: Option<char>| match end.is_some_and(|c| marks.contains(c)) {
        true => (word.right - word.left).min(measures::BODY_SIZE) / 2.0,
        false => 0.0,
    };
    let left_ink = |word: &Word| word.left + empty(word, "“《（〔", word.text.chars().next());
    let right_ink = |word: &Word| word.right - empty(word, "，。、；：！？”》）〕", word.text.chars().last());
    let full = &pages[1..pages.len() - 1];
    assert!(full.len() > 20);
    for (at, page) in full.iter().enumerate() {
        let number = at + 2;
        let body: Vec<&Word> = page.iter().filter(within).collect();
        let mut lines: Vec<f64> = body.iter().map(|word| (word.top + word.foot) / 2.0).collect();
        lines.sort_by(f64::total_cmp);
        lines.dedup_by(|a, b| (*a - *b).abs() < 8.0);
        assert_eq!(lines.len(), 22, "lines on page {number}");
        let near = |what: &str, found: f64, wanted: f64| {
            assert!((found / MM - wanted).abs() <= 1.0, "page {number}: {what} is {} mm", found / MM);
        };
        let (left, right) = match number % 2 {
            1 => (measures::BINDING, measures::FORE_EDGE),
            _ => (measures::FORE_EDGE, measures::BINDING),
        };
        near("the left edge", body.iter().map(|word| left_ink(word)).fold(1000.0, f64::min), left);
        near("the right edge", 210.0 * MM - body.iter().map(|word| right_ink(word)).fold(0.0, f64::max), right);
        let top = body.iter().map(|word| ink(word).0).fold(1000.0, f64::min);
        let foot = body.iter().map(|word| ink(word).1).fold(0.0, f64::max);
        near("the white above", top, measures::HEAD);
        near("the white below", 297.0 * MM - foot, measures::FOOT);
        // — 1 — one character from the outer edge.
        let numbers: Vec<&Word> = page.iter().filter(|word| word.top > 266.0 * MM).collect();
        let outer = match number % 2 {
            1 => 210.0 * MM - numbers.iter().map(|word| word.right).fold(0.0, f64::max),
            _ => numbers.iter().map(|word| word.left).fold(1000.0, f64::min),
        };
        near("the page number", outer - measures::PAGE_NUMBER_SIZE, measures::FORE_EDGE);
    }
    // A line of nothing but 汉字 holds 28 of them.
    let longest = full.iter().flatten().filter(within).map(|word| word.text.chars().count()).max().unwrap();
    assert!(longest >= measures::CHARACTERS as usize, "{longest}");
}

#[test]
fn the_running_head_counts_through_two_tables_without_ordinals() {
    let folder = tempfile::tempdir().unwrap();
    let content = small_site(folder.path(), "正文。");
    let table = |tasks: &[&str]| {
        let rows: String = tasks.iter().map(|task| format!("| {task}事。 | 市财政局 |\n")).collect();
        format!("| 任务 | 牵头单位 |\n|---|---|\n{rows}")
    };
    let text = format!("## 一、甲\n\n{}\n## 二、乙\n\n{}", table(&["子", "丑"]), table(&["寅", "卯", "辰"]));
    let front = "---\nid: plan\ntitle: 关于分工的方案\nkind: plan\n---";
    std::fs::write(content.join("archive/plan.md"), format!("{front}\n\n{text}")).unwrap();
    let output = folder.path().join("output");
    let arguments = ["pdf", "plan", "--content", content.to_str().unwrap(), "--output", output.to_str().unwrap()];
    let ran = gongbao(&arguments);
    assert!(ran.status.success(), "{}", said(&ran));
    let pages = words(&output.join("pdf/documents/plan.pdf"));
    let head: String =
        pages[0].iter().filter(|word| word.top < measures::HEAD * MM).map(|word| word.text.as_str()).collect();
    assert!(head.contains("任务1—5"), "{head}");
}

#[test]
fn a_document_can_be_set_as_an_official_document() {
    let folder = tempfile::tempdir().unwrap();
    let text = "各区人民政府：\n\n请执行。\n\n某某市人民政府\n\n2026年2月1日\n\n抄送：市委。\n\n某某市人民政府办公厅\n\n2026年2月2日印发";
    let content = small_site(folder.path(), text);
    let output = folder.path().join("output");
    let arguments = ["pdf", "a", "--layout", "official", "--content"];
    let rest = [content.to_str().unwrap(), "--output", output.to_str().unwrap()];
    let ran = gongbao(&[&arguments[..], &rest[..]].concat());
    assert!(ran.status.success(), "{}", said(&ran));
    let file = output.join("pdf/documents/a.pdf");
    assert!(text_within(&file, 1, 1).starts_with("某某市人民政府文件某政发〔2026〕1号通知各区人民政府：请执行。"));
    let page = &words(&file)[0];
    let mark = page.iter().find(|word| word.text.ends_with("文件")).unwrap();
    // The top of the mark is 35 mm below the upper edge of the 版心.
    let ink = (mark.top + mark.foot) / 2.0 - 0.46 * measures::LARGEST_MARK;
    assert!((ink / MM - measures::HEAD - measures::MARK_TOP).abs() < 1.5, "{}", ink / MM);
    let last = page.iter().filter(|word| word.text.ends_with("印发")).map(|word| word.foot).fold(0.0, f64::max);
    assert!(297.0 - last / MM < 41.0, "the 版记 is not at the foot: {}", 297.0 - last / MM);
}

#[test]
fn the_mark_of_an_organ_with_a_long_name_stands_on_one_line() {
    let folder = tempfile::tempdir().unwrap();
    let content = small_site(folder.path(), "请执行。");
    let file = content.join("archive/a.md");
    let text = std::fs::read_to_string(&file).unwrap();
    let text = text.replace("organ: 某某市人民政府", "organ: 某某市人民政府办公厅\nlayout: official");
    std::fs::write(&file, text).unwrap();
    let output = folder.path().join("output");
    let ran = gongbao(&["pdf", "a", "--content", content.to_str().unwrap(), "--output", output.to_str().unwrap()]);
    assert!(ran.status.success(), "{}", said(&ran));
    let page = &words(&output.join("pdf/documents/a.pdf"))[0];
    let mark = page.iter().find(|word| word.text == "某某市人民政府办公厅文件").unwrap();
    assert!(mark.right - mark.left > (measures::TEXT_WIDTH - 3.0) * MM, "{}", (mark.right - mark.left) / MM);
}

/// A wide table of so many rows.
fn wide_table(rows: usize) -> String {
    let row = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let head = row((0..13).map(|at| format!("项目{at}")).collect());
    let body = |number: usize| row((0..13).map(|at| format!("重点建设项目{number}之{at}")).collect());
    format!("{head}{}{}", row(vec!["---".to_owned(); 13]), (0..rows).map(body).collect::<String>())
}

#[test]
fn landscape_pages_are_bound_and_numbered_like_the_others() {
    let folder = tempfile::tempdir().unwrap();
    let text = format!("正文。\n\n# 附件　一览表\n\n单位：万元\n\n{}\n\n注：初步数。\n", wide_table(60));
    let content = small_site(folder.path(), &text);
    let output = folder.path().join("output");
    let arguments = ["pdf", "a", "--content", content.to_str().unwrap(), "--output", output.to_str().unwrap()];
    let ran = gongbao(&[&arguments[..], &["--base-url", "https://www.example.gov.cn/gongbao"]].concat());
    assert!(ran.status.success(), "{}", said(&ran));
    // Page numbers beside a table are no part of it, and the file claims what it should.
    assert!(!said(&ran).contains("not PDF/A"), "{}", said(&ran));
    let file = output.join("pdf/documents/a.pdf");
    let pages = words(&file);
    assert!(pages.len() >= 5, "{}", pages.len());
    let near = |what: &str, found: f64, wanted: f64| {
        assert!((found / MM - wanted).abs() <= 1.0, "{what} is {} mm, not {wanted}", found / MM);
    };
    let (height, width) = (measures::SHEET_HEIGHT, measures::SHEET_WIDTH);
    for (at, page) in pages.iter().enumerate().skip(1) {
        let number = at + 1;
        // The head of the sheet is on the right, its foot on the left.
        let numbers = page.iter().filter(|word| word.right < (measures::FOOT - 2.0) * MM);
        let head = page.iter().filter(|word| word.left > (height - measures::HEAD + 2.0) * MM);
        let within = |word: &&Word| {
            word.left > (measures::FOOT - 1.0) * MM && word.right < (height - measures::HEAD + 1.0) * MM
        };
        let top = page.iter().filter(within).map(|word| word.top).fold(1000.0, f64::min);
        let (binding, digit) = match number % 2 {
            1 => (measures::BINDING, width * MM - numbers.map(|word| word.foot).fold(0.0, f64::max)),
            _ => (measures::FORE_EDGE, numbers.map(|word| word.top).fold(1000.0, f64::min)),
        };
        near("the page number", digit - measures::PAGE_NUMBER_SIZE, measures::FORE_EDGE);
        // The rule of the table stands 1.5 mm above its words.
        if number > 2 {
            near("the upper edge", top - 1.5 * MM, binding);
        }
        assert!(head.count() > 0, "no running head on page {number}");
    }
    let text = text_within(&file, 1, 1);
    assert!(text.ends_with("正文。"), "{text}");
    let ran = crate::support::finish(std::process::Command::new("pdftotext").arg(&file).arg("-"));
    let all = crate::support::squeeze(&String::from_utf8_lossy(&ran.stdout));
    for part in
        ["附件一览表单位：万元项目0", "注：初步数。", "网址：https://www.example.gov.cn/gongbao/documents/a.html"]
    {
        assert!(all.contains(part), "{part} is not in {all}");
    }
}

#[test]
fn a_signature_never_stands_on_a_page_without_words_of_the_text() {
    let folder = tempfile::tempdir().unwrap();
    let content = small_site(folder.path(), "正文。");
    for lines in 10..20 {
        let text = format!("{}{}", "正文一行。\n\n".repeat(lines), "末尾的话。".repeat(12));
        let front = format!("---\nid: d{lines}\ntitle: 关于版面的通知\nkind: notice\n---");
        let text = format!("{front}\n\n{text}\n\n某某市人民政府\n\n2026年2月3日\n");
        std::fs::write(content.join(format!("archive/d{lines}.md")), text).unwrap();
    }
    for address in [&[][..], &["--base-url", "https://www.example.gov.cn/gongbao"]] {
        let output = folder.path().join(format!("output{}", address.len()));
        let arguments = ["pdf", "--content", content.to_str().unwrap(), "--output", output.to_str().unwrap()];
        let ran = gongbao(&[&arguments[..], address].concat());
        assert!(ran.status.success(), "{}", said(&ran));
        let mut turned = 0;
        for lines in 10..20 {
            let pages = words(&output.join(format!("pdf/documents/d{lines}.pdf")));
            let page = pages.iter().find(|page| page.iter().any(|word| word.text == "2026年2月3日")).unwrap();
            let foot = |text: &str| {
                page.iter().filter(|word| word.text.contains(text)).map(|word| word.foot).fold(0.0, f64::max)
            };
            let (text, name, date) = (foot("末尾的话"), foot("某某市人民政府"), foot("2026年2月3日"));
            assert!(text > 0.0, "{lines} lines");
            // An empty line, the name, the date.
            assert!((name - text - 2.0 * measures::LINE_PITCH_TO_INK).abs() < 1.0, "{lines} lines: {text} {name}");
            assert!((date - name - measures::LINE_PITCH_TO_INK).abs() < 1.0, "{lines} lines: {name} {date}");
            // What stands below is on no page of its own.
            assert_eq!(pages.last().unwrap().iter().filter(|word| word.text == "2026年2月3日").count(), 1);
            turned += usize::from(pages.len() > 1);
        }
        assert!(turned > 0 && turned < 10);
    }
}
