//! The browser's print and the PDF edition do the same with a text: which tables are landscape or in small type, who
//! signs, which words have the face of a heading, what is 版记. The pages are read as HTML, the editions as the Typst
//! source that is set.

use crate::support::{Built, build, sample, squeeze};
use gongbao::library;
use gongbao::pdf::{self, Edition};
use gongbao::publication::Publication;
use gongbao::source::{self, schema::Layout};
use scraper::{ElementRef, Html, Selector};
use std::fs;
use std::path::Path;

/// What is done with a text, each part by its words.
#[derive(Debug, Default, PartialEq)]
struct Done {
    landscape: Vec<String>,
    small: usize,
    /// Who signs and when; is the name shorter than the date?
    signed: Vec<(String, bool)>,
    run_in: Vec<String>,
    articles: Vec<String>,
    /// Paragraphs that are a heading as a whole.
    opening: Vec<String>,
    /// How many lists of annexes there are.
    annexes: usize,
    imprint: String,
}

// ---- the page ----

fn on_page(page: &Html) -> Done {
    let all = |selector: &str| {
        page.select(&Selector::parse(&format!(".text {selector}")).unwrap()).collect::<Vec<ElementRef<'_>>>()
    };
    let words = |element: &ElementRef<'_>| squeeze(&element.text().collect::<String>());
    let texts = |selector: &str| all(selector).iter().map(words).collect::<Vec<_>>();
    let is_short = |signed: &ElementRef<'_>| signed.value().classes().any(|class| class == "signed-short");
    Done {
        landscape: texts(".wide"),
        small: all(".table.small").len(),
        signed: all(".signed").iter().map(|signed| (words(signed), is_short(signed))).collect(),
        run_in: [texts(".run-in-first"), texts(".run-in-second")].concat(),
        articles: texts(".article-number"),
        opening: texts(".opening"),
        annexes: all(":not(.annex-list) + .annex-list").len(),
        imprint: texts(".imprints").concat(),
    }
}

// ---- the edition ----

/// An expression of the source.
#[derive(Debug)]
enum Typst {
    Text(String),
    Call(String, Vec<Typst>),
    Named(String, Box<Typst>),
    /// An array, a block, a sum.
    Many(Vec<Typst>),
    /// A number, a name.
    Other(String),
}

struct Reader<'a> {
    rest: &'a str,
}

impl Reader<'_> {
    fn eat(&mut self, token: &str) -> bool {
        self.rest = self.rest.trim_start_matches([' ', '\n', ';', '#']);
        let after = self.rest.strip_prefix(token);
        self.rest = after.unwrap_or(self.rest);
        after.is_some()
    }

    /// Expressions up to a closing mark.
    fn list(&mut self, end: &str) -> Vec<Typst> {
        let mut parts = Vec::new();
        while !self.eat(end) {
            assert!(!self.rest.is_empty(), "{end} is missing");
            parts.push(self.expression());
            self.eat(",");
        }
        parts
    }

    fn expression(&mut self) -> Typst {
        let mut first = self.term();
        while self.eat("+") {
            first = Typst::Many(vec![first, self.term()]);
        }
        first
    }

    fn term(&mut self) -> Typst {
        if self.eat("\"") {
            let mut text = String::new();
            let mut characters = self.rest.chars();
            loop {
                match characters.next().unwrap() {
                    '"' => break,
                    '\\' => text.extend(characters.next()),
                    c => text.push(c),
                }
            }
            self.rest = characters.as_str();
            return Typst::Text(text);
        }
        if self.eat("{") {
            return Typst::Many(self.list("}"));
        }
        if self.eat("(") {
            return Typst::Many(self.list(")"));
        }
        if self.eat("[") {
            return Typst::Many(self.list("]"));
        }
        let length = self.rest.find(|c: char| !c.is_alphanumeric() && !"-.%<>".contains(c)).unwrap();
        assert!(length > 0, "{}", &self.rest[..self.rest.len().min(60)]);
        let (name, rest) = self.rest.split_at(length);
        self.rest = rest;
        if self.rest.starts_with('(') {
            self.eat("(");
            return Typst::Call(name.to_owned(), self.list(")"));
        }
        if self.rest.starts_with(": ") {
            self.eat(":");
            return Typst::Named(name.to_owned(), Box::new(self.expression()));
        }
        Typst::Other(name.to_owned())
    }
}

/// The words that are set.
fn words(node: &Typst) -> String {
    let all = |nodes: &[Typst]| nodes.iter().map(words).collect::<String>();
    match node {
        Typst::Text(text) => squeeze(text),
        Typst::Call(name, arguments) => match name.as_str() {
            "at" | "mark" | "picture" | "small-picture" => String::new(),
            "to" | "link" => all(&arguments[1..]),
            "figure-of" => words(&arguments[1]),
            _ => all(arguments),
        },
        Typst::Named(name, value) if matches!(name.as_str(), "head" | "body") => words(value),
        Typst::Named(..) | Typst::Other(_) => String::new(),
        Typst::Many(parts) => all(parts),
    }
}

/// Every call in the source, in its order.
fn calls<'a>(node: &'a Typst, out: &mut Vec<(&'a str, &'a [Typst])>) {
    match node {
        Typst::Call(name, arguments) => {
            out.push((name, arguments));
            arguments.iter().for_each(|argument| calls(argument, out));
        }
        Typst::Many(parts) => parts.iter().for_each(|part| calls(part, out)),
        Typst::Named(_, value) => calls(value, out),
        Typst::Text(_) | Typst::Other(_) => {}
    }
}

fn named<'a>(arguments: &'a [Typst], wanted: &str) -> Option<&'a Typst> {
    arguments.iter().find_map(|argument| match argument {
        Typst::Named(name, value) if name == wanted => Some(value.as_ref()),
        _ => None,
    })
}

fn in_edition(source: &str) -> Done {
    // The settings at its head are code of another kind.
    let text = &source[source.find("#item(").unwrap()..];
    let tree = Reader { rest: text }.expression();
    let mut found = Vec::new();
    calls(&tree, &mut found);
    let is = |value: Option<&Typst>, wanted: &str| matches!(value, Some(Typst::Other(name)) if name == wanted);
    let all = |name: &str| found.iter().filter(|call| call.0 == name).map(|call| call.1).collect::<Vec<_>>();
    let texts = |name: &str| {
        all(name).iter().map(|arguments| arguments.iter().map(words).collect()).collect::<Vec<String>>()
    };
    let signed = found.iter().filter(|call| call.0.starts_with("signed"));
    Done {
        landscape: texts("landscape"),
        small: all("in-table").into_iter().filter(|table| is(named(table, "size"), "9pt")).count(),
        signed: signed
            .map(|(_, arguments)| (arguments.iter().map(words).collect(), is(named(arguments, "short"), "true")))
            .collect(),
        run_in: [texts("run-in-first"), texts("run-in-second")].concat(),
        articles: texts("article-number"),
        opening: texts("opening"),
        annexes: all("annexes").len(),
        imprint: texts("imprint").concat(),
    }
}

/// Compares every document of a content folder, and returns what is done with it by its id.
fn compared(content: &Path, pages: &Built) -> Vec<(String, Done)> {
    let (read, _) = source::read(content);
    let site = Publication::assemble(read, &library::Options::default()).0;
    let mut out = Vec::new();
    for edition in pdf::editions(&site) {
        let Edition::Document(id) = edition else { continue };
        let document = &site.library.documents[id];
        let id = document.id().to_owned();
        let page = || on_page(&pages.page(&document.address()));
        let edition = |layout| in_edition(&pdf::source(&site, edition, Some(layout)).text);
        // 公报体 has no 版记; 公文 sets the same lines at the foot of the last page.
        let without_imprint = Done { imprint: String::new(), ..page() };
        assert_eq!(edition(Layout::Gazette), without_imprint, "{id}");
        let page = page();
        if document.meta.organ.is_some() && document.meta.number.is_some() {
            assert_eq!(edition(Layout::Official), page, "{id}");
        }
        out.push((id, page));
    }
    out
}

#[test]
fn every_text_of_the_sample_has_one_form_on_both_papers() {
    let done = compared(Path::new("content"), sample());
    let count = |of: fn(&Done) -> usize| done.iter().map(|(_, done)| of(done)).sum::<usize>();
    assert!(count(|done| done.signed.len()) >= 4);
    assert!(count(|done| done.run_in.len()) > 30);
    assert!(count(|done| done.articles.len()) == 19);
    assert!(count(|done| done.annexes) >= 1);
    assert!(count(|done| usize::from(!done.imprint.is_empty())) >= 3);
}

/// A table of so many columns.
fn table(columns: usize, cell: &str, rows: usize) -> String {
    let row = |cell: &str| format!("| {} |\n", vec![cell; columns].join(" | "));
    format!("{}{}{}", row("项目"), row("---"), row(cell).repeat(rows))
}

/// Builds documents from these texts and compares them.
fn shapes(texts: &[(&str, String)]) -> Vec<(String, Done)> {
    let folder = tempfile::tempdir().unwrap();
    let content = folder.path().join("content");
    fs::create_dir_all(content.join("a")).unwrap();
    fs::write(content.join("site.yaml"), "title: 公报\n").unwrap();
    for (at, (id, text)) in texts.iter().enumerate() {
        let front = format!(
            "---\nid: {id}\ntitle: 关于版面的通知\nkind: notice\norgan: 某市人民政府\nnumber: 某政发〔2026〕{}号\n---\n\n",
            at + 1
        );
        fs::write(content.join(format!("a/{id}.md")), format!("{front}{text}\n")).unwrap();
    }
    compared(&content, &build(&content))
}

const WIDE: &str = "重点建设项目名称";
const SIGNED: &str = "某某市人民政府\n\n2026年1月3日";

#[test]
fn ten_shapes_have_one_form_on_both_papers() {
    let wide = table(9, WIDE, 2);
    let copies = "抄送：市委。\n\n某市人民政府办公厅\n\n2026年1月4日印发";
    let long = "长".repeat(60);
    let done = shapes(&[
        (
            "annex",
            format!("正文。\n\n# 附件　一览表\n\n**项目表**\n\n单位：万元\n\n{wide}\n\n注：初步数。\n\n末尾。"),
        ),
        ("two-tables", format!("# 附件1　一览表\n\n{wide}\n\n**续表**\n\n{wide}\n\n# 附件2　一览表\n\n{wide}")),
        ("article", format!("第一条　项目如下：\n\n{wide}\n\n第二条　自印发之日起施行。\n\n{SIGNED}")),
        ("within", format!("- 项目：\n\n  {}\n\n> 引文。\n\n{SIGNED}", wide.replace('\n', "\n  "))),
        (
            "signed",
            format!(
                "特此通知。\n\n附件：1.名单\n\n2.方案\n\n市政府\n\n2026年12月30日\n\n（此件公开发布）\n\n# 方案\n\n正文。\n\n{SIGNED}"
            ),
        ),
        ("imprint", format!("请执行。\n\n{SIGNED}\n\n{copies}")),
        ("imprint-within", format!("请执行。\n\n{SIGNED}\n\n{copies}\n\n# 附件　名单\n\n张三。")),
        ("list", format!("一、{long}。\n\n二、{long}。\n\n三、自印发之日起施行。\n\n{SIGNED}")),
        (
            "headings",
            format!(
                "一、**总体**要求。\n\n（一）坚持[创新](https://example.org/a)驱动。加快推进。\n\n**（二）绿色发展。**推进。\n\n二、{long}。"
            ),
        ),
        ("small", format!("{}\n\n注：略。\n\n{}", table(7, WIDE, 3), table(3, "12.5", 2))),
    ]);
    let of = |id: &str| &done.iter().find(|(own, _)| own == id).unwrap().1;
    let landscape = |id: &str| {
        of(id).landscape.iter().map(|text| text.chars().take(5).collect::<String>()).collect::<Vec<_>>()
    };
    assert_eq!(landscape("annex"), ["附件一览表"]);
    assert!(of("annex").landscape[0].contains("单位：万元") && of("annex").landscape[0].ends_with("注：初步数。"));
    assert_eq!(landscape("two-tables"), ["附件1一览", "附件2一览"]);
    assert!(of("two-tables").landscape[0].contains("续表"));
    assert_eq!(landscape("article"), ["项目项目项"]);
    assert_eq!(landscape("within"), Vec::<String>::new());
    let signed: Vec<bool> = of("signed").signed.iter().map(|signed| signed.1).collect();
    assert_eq!(signed, [true, false]);
    assert_eq!(of("signed").annexes, 1);
    assert!(of("imprint").imprint.starts_with("抄送：市委。某市人民政府办公厅2026年1月4日印发"));
    assert_eq!(of("imprint-within").imprint, "");
    assert_eq!((of("list").run_in.len(), of("list").opening.len()), (0, 0));
    assert_eq!(of("headings").run_in.len(), 8, "{:?}", of("headings").run_in);
    assert_eq!(of("headings").opening.len(), 2);
    assert_eq!((of("small").small, of("small").landscape.len()), (1, 0));
}

#[test]
fn a_table_is_landscape_on_both_papers_or_on_neither() {
    let shape = |columns: usize, cell: &str| (format!("t{columns}-{}", cell.len()), table(columns, cell, 1));
    let made: Vec<(String, String)> =
        (2..=30).flat_map(|columns| ["12.5", "沈阳市", WIDE].map(|cell| shape(columns, cell))).collect();
    let texts: Vec<(&str, String)> = made.iter().map(|(id, text)| (id.as_str(), text.clone())).collect();
    let done = shapes(&texts);
    let is = |id: &str| {
        done.iter().find(|(own, _)| own == id).map(|(_, done)| (!done.landscape.is_empty(), done.small > 0))
    };
    // Seven columns of eight characters stood upright in the PDF edition and landscape in the browser's print.
    assert_eq!(is("t6-24"), Some((false, false)));
    assert_eq!(is("t7-24"), Some((false, true)));
    assert_eq!(is("t8-24"), Some((true, false)));
    assert_eq!(is("t9-24"), Some((true, true)));
    assert_eq!(is("t11-4"), Some((false, false)));
}

#[test]
fn the_mark_of_an_organ_has_one_size_on_both_papers() {
    let css = String::from_utf8(sample().files["assets/paper.css"].clone()).unwrap();
    let after = |text: &str, mark: &str| {
        let rest = text.split_once(mark).unwrap_or_else(|| panic!("{mark} is not in {text}")).1;
        rest.split("pt").next().unwrap().trim().parse::<f64>().unwrap()
    };
    let on_page = after(&css, ".official-mark[data-length=\"4\"] { font-size: ");
    let in_edition = after(&pdf::measures(), "mark-size: ");
    assert_eq!((on_page, in_edition), (42.0, 42.0));
    // The template takes it from there.
    let official = pdf::TEMPLATE.iter().find(|(name, _)| *name == "official.typ").unwrap().1;
    assert!(official.contains("calc.min(\n      paper.mark-size"), "{official}");
}
