//! Texts that grow in one way each: brackets in brackets, titles on one line, keys of a front matter.
//!
//! What a build does with a text of twice the length must cost twice as much. Each family stands for a loop that
//! somebody may write within another without seeing it.
#![allow(dead_code, reason = "the test and the benchmark each use their part")]

/// A way to grow.
pub(crate) struct Family {
    /// Its name.
    pub(crate) name: &'static str,
    /// The files of a content folder of about so many bytes, `site.yaml` aside.
    pub(crate) files: Box<dyn Fn(usize) -> Vec<(String, String)>>,
}

/// Writes a piece again and again, with its number, until there are so many bytes.
fn grow(size: usize, piece: impl Fn(usize) -> String) -> String {
    let mut text = String::with_capacity(size + 64);
    let mut number = 0;
    while text.len() < size {
        text.push_str(&piece(number));
        number += 1;
    }
    text
}

/// A document of this kind.
fn document(id: &str, kind: &str, front: &str, body: &str) -> (String, String) {
    (
        format!("archive/{id}.md"),
        format!("---\nid: {id}\ntitle: 关于甲的通知\nkind: {kind}\n{front}---\n\n{body}\n"),
    )
}

fn family(name: &'static str, files: impl Fn(usize) -> Vec<(String, String)> + 'static) -> Family {
    Family { name, files: Box::new(files) }
}

/// One document whose body begins with `head` and goes on with pieces.
fn body(
    name: &'static str,
    kind: &'static str,
    head: &'static str,
    piece: impl Fn(usize) -> String + 'static,
) -> Family {
    family(name, move |size| vec![document("a", kind, "", &format!("{head}{}", grow(size, &piece)))])
}

/// The same with one piece that is always alike.
fn alike(name: &'static str, kind: &'static str, head: &'static str, piece: &'static str) -> Family {
    body(name, kind, head, move |_| piece.to_owned())
}

/// One document with a front matter that ends with pieces.
fn front(name: &'static str, head: &'static str, piece: fn(usize) -> String) -> Family {
    family(name, move |size| vec![document("a", "notice", &format!("{head}{}\n", grow(size, piece)), "甲。")])
}

/// A file of its own beside a document.
fn config(name: &'static str, file: &'static str, head: &'static str, piece: fn(usize) -> String) -> Family {
    family(name, move |size| {
        let plan = document("a", "plan", "", "1. 推进甲。\n\n牵头单位：市财政局");
        vec![plan, (file.to_owned(), format!("{head}{}", grow(size, piece)))]
    })
}

const TASK: &str = "1. 推进甲。\n\n";
const TABLE: &str = "| 任务 | 牵头单位 |\n| --- | --- |\n";
const ARTICLES: &str = "第一条　甲。\n\n第二条　乙。\n\n";

/// All of them.
pub(crate) fn families() -> Vec<Family> {
    let mut all = texts();
    all.extend(tables_and_html());
    all.extend(plans());
    all.extend(files());
    all
}

fn texts() -> Vec<Family> {
    vec![
        alike("brackets open", "plan", "", "（"),
        alike("brackets closed", "plan", "", "（甲）"),
        alike("brackets and commas", "plan", "", "， （"),
        family("brackets in brackets", |size| {
            let depth = size / 9;
            vec![document("a", "plan", "", &format!("{}{}", "（甲".repeat(depth), "）".repeat(depth)))]
        }),
        family("titles in titles", |size| {
            let depth = size / 9;
            vec![document("a", "notice", "", &format!("{}{}", "《甲".repeat(depth), "》".repeat(depth)))]
        }),
        alike("titles open", "notice", "", "《"),
        body("titles on one line", "notice", "", |number| format!("《甲{number}法》，")),
        body("titles in paragraphs", "notice", "", |number| format!("按照《甲{number}法》办理。\n\n")),
        body("articles behind a long title", "notice", "《甲》", |number| format!("第{}条、", number % 90 + 1)),
        body("document numbers on one line", "notice", "", |number| format!("沈政发〔2026〕{number}号，")),
        alike("own articles on one line", "measures", ARTICLES, "依照本办法第二条，"),
        alike("wrong articles on one line", "measures", ARTICLES, "依照本办法第九条，"),
        alike("places in the text", "measures", ARTICLES, "前款、前条、本条第一款、附件2，"),
        body("links on one line", "notice", "", |number| format!("[甲](https://a.cn/{number})，")),
        body("wrong links on one line", "notice", "", |number| format!("[甲](b{number}.md)，")),
        alike("bold on one line", "notice", "", "**甲**乙"),
        alike("bold open", "notice", "", "甲** 乙"),
        alike("emphasis in emphasis", "notice", "", "*甲 **乙 "),
        alike("backticks", "notice", "", "`甲``乙"),
        alike("square brackets", "notice", "", "[甲]("),
        alike("footnotes", "notice", "", "甲[^1]"),
        alike("entities", "notice", "", "&amp;&#x4E00;"),
        alike("dates", "notice", "", "2026年1月2日，"),
        alike("numerals", "notice", "", "第九"),
        alike("soft breaks", "notice", "", "甲乙，\n"),
        alike("sentences of a report", "report", "", "经济增长。"),
        alike("paragraphs of a report", "report", "", "经济增长。人民幸福。\n\n"),
        alike("headings", "notice", "", "## 甲\n\n"),
        alike("sections", "notice", "", "一、甲\n\n（一）乙。丙。\n\n"),
        alike("articles", "measures", "", "第一条　甲。\n\n"),
        alike("annexes", "notice", "", "# 附件1　甲\n\n乙。\n\n"),
        alike("numbered items", "notice", "", "1. 甲\n2. 乙\n"),
        alike("list items", "notice", "", "- 甲\n"),
        alike("lists in lists", "notice", "", "- "),
        alike("quotations in quotations", "notice", "", ">"),
        alike("indented in indented", "notice", "    ", "-     "),
        alike("editors' notes", "notice", "", "> 编者注：甲\n\n乙\n\n"),
        alike("signatures", "notice", "", "沈阳市人民政府\n\n2026年1月2日\n\n"),
        body("link definitions", "notice", "", |number| {
            format!("[甲{number}][]\n\n[甲{number}]: https://a.cn/{number}\n\n")
        }),
        family("a long heading over tasks", |size| {
            let tasks = "1. 推进甲（市财政局负责）。\n\n".repeat(size / 80);
            vec![document("a", "plan", "", &format!("## {}\n\n{tasks}", "甲".repeat(size / 6)))]
        }),
    ]
}

fn tables_and_html() -> Vec<Family> {
    vec![
        family("a wide table", |size| {
            let cells = size / 20;
            let row = |cell: &str| format!("|{}\n", cell.repeat(cells));
            vec![document("a", "plan", "", &[row("任务|"), row("---|"), row("单位|")].concat())]
        }),
        body("rows", "notice", "| 甲 | 乙 |\n| --- | --: |\n", |number| format!("| 甲 | {number}.5 |\n")),
        alike(
            "rows joined to the first",
            "plan",
            "| 任务 | 牵头单位 |\n| --- | --- |\n| 推进甲 | 市财政局 |\n",
            "| ^^ | 市教育局 |\n",
        ),
        alike("rows with too many cells", "notice", "| 甲 |\n| --- |\n", "| 乙 | 丙 |\n"),
        alike("tables", "notice", "", "| 甲 |\n| --- |\n| 乙 |\n\n"),
        body("refused tags on one line", "notice", "甲", |number| format!("<b{number}>乙")),
        body("refused tags in one block", "notice", "<table>", |number| format!("<b{number}>")),
        body("stray texts in one block", "notice", "<table>", |number| format!("<tr>甲{number}")),
        alike("cells that span all", "notice", "<table>", "<tr><td colspan=1000 rowspan=1000>甲</td></tr>"),
        alike("wide cells", "notice", "<table>", "<tr><td colspan=1000>甲</td></tr>"),
        alike("a head that spans on", "notice", "<table><thead>", "<tr><th rowspan=2>甲</th></tr></thead>"),
        body("attributes", "notice", "<table><tr><td ", |number| format!("a{number} ")),
        alike("tables in tables", "notice", "", "<table><tr><td>"),
        alike("sup in sup", "notice", "甲", "<sup>"),
        alike("tags that stay open", "notice", "", "<SUB>甲\n\n"),
        alike("comments", "notice", "甲", "<!-- 乙 -->"),
    ]
}

fn plans() -> Vec<Family> {
    vec![
        alike("duties in one paragraph", "plan", "", "推进甲（市财政局负责）。"),
        alike("duties in paragraphs", "plan", "", "推进甲（市财政局负责）。\n\n"),
        body("units in one list", "plan", "1. 推进甲。\n\n牵头单位：", |number| {
            format!("市甲{number}局、")
        }),
        alike("units joined by words", "plan", "1. 推进甲。\n\n牵头单位：", "市审计局及"),
        alike("groups in one list", "plan", "1. 推进甲。\n\n责任单位：", "各区、县（市）政府、"),
        alike("brackets open in a list", "plan", "1. 推进甲。\n\n牵头单位：", "市甲局（"),
        alike("words of duty", "plan", "1. 推进甲。\n\n牵头单位：市财政局", "（职责）"),
        alike("leads in a bracket", "plan", "推进甲（", "市财政局牵头，市教育局会同市民政局配合、"),
        body("leaders in one line", "plan", "1. 推进甲。\n\n牵头领导：", |number| {
            format!("张{number}、")
        }),
        alike("deadlines in one line", "plan", "1. 推进甲。\n\n完成时限：", "2026年6月；"),
        alike("labels in one line", "plan", TASK, "牵头单位：市财政局；"),
        alike("words with blanks", "plan", TASK, "甲 "),
        alike("tasks", "plan", "", "1. 推进甲。\n\n牵头单位：市财政局\n\n"),
        body("doubtful units", "plan", "", |number| format!("1. 推进甲。\n\n牵头单位：甲{number}\n\n")),
        alike("unknown labels", "plan", "", "1. 推进甲。\n\n督办单位：市财政局\n\n"),
        body("a table of tasks", "plan", TABLE, |number| format!("| 推进甲{number} | 市财政局 |\n")),
    ]
}

fn files() -> Vec<Family> {
    vec![
        front("keywords", "keywords: [甲", |number| format!(", 乙{number}")).closed(),
        front("keywords that are alike", "keywords: [甲", |_| ", 乙".to_owned()).closed(),
        front("keywords with escapes", "keywords: [甲", |number| format!(", \"\\u4E59{number}\"")).closed(),
        front("former ids", "aliases:\n", |number| format!("- b{number}\n")),
        front("implemented reports", "implements:\n", |number| format!("- b{number}\n")),
        front("unknown keys", "", |number| format!("k{number}: 甲\n")),
        front("brackets in a value", "keywords: ", |_| "[".to_owned()),
        front("a long value", "source: ", |_| "甲".to_owned()),
        config("organs", "organs.yaml", "organs:\n", |number| {
            format!("- name: 市甲{number}局\n  short: [甲{number}]\n  slug: a{number}\n")
        }),
        config("organs that are alike", "organs.yaml", "organs:\n", |_| "- name: 市甲局\n".to_owned()),
        config("organs in brackets", "organs.yaml", "organs: [{name: 甲}", |_| ", {name: 乙}".to_owned())
            .ended("]\n"),
        config("groups", "organs.yaml", "groups:\n", |number| {
            format!("- name: 各甲{number}\n  members: [甲{number}]\n")
        }),
        config("corrections", "corrections.yaml", "corrections:\n", |number| {
            format!("- source: a.txt\n  line: {number}\n  was: 甲\n  now: 乙\n  why: 丙\n  document: a\n")
        }),
        config("links of tasks", "archive/a.links.yaml", "tasks:\n", |number| {
            format!("- task: task-{number}\n  not: [甲{number}]\n")
        }),
        config("links of one task", "archive/a.links.yaml", "tasks:\n- task: task-1\n  not:\n", |number| {
            format!("  - 甲{number}，\n")
        }),
        family("documents", |size| {
            (0..size / 600)
                .map(|number| document(&format!("a{number}"), "notice", "", &"甲乙丙。".repeat(40)))
                .collect()
        }),
        family("documents with one title", |size| {
            (0..size / 200)
                .map(|number| document(&format!("a{number}"), "notice", "", "按照《关于甲的通知》办理。"))
                .collect()
        }),
    ]
}

impl Family {
    /// With a bracket behind the pieces of its front matter.
    fn closed(self) -> Self {
        let files = self.files;
        family(self.name, move |size| {
            let close = |(file, text): (String, String)| (file, text.replace("\n---\n\n", "]\n---\n\n"));
            files(size).into_iter().map(close).collect()
        })
    }

    /// With something behind the last file.
    fn ended(self, end: &'static str) -> Self {
        let files = self.files;
        family(self.name, move |size| {
            let mut files = files(size);
            if let Some((_, text)) = files.last_mut() {
                text.push_str(end);
            }
            files
        })
    }
}
