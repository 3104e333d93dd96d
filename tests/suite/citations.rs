//! Citations of other texts and of places in the same text: numbers, titles, articles, annexes; interpretations,
//! amendments and repeals; who cites whom; and that nothing ambiguous is a link.

use crate::support::{self, select, squeeze};
use scraper::{ElementRef, Selector};

struct Site {
    folder: tempfile::TempDir,
    printed: String,
}

/// A site of these documents: file name, front matter, text.
fn site(documents: &[(&str, &str, &str)]) -> Site {
    let folder = tempfile::tempdir().unwrap();
    let content = folder.path().join("content");
    std::fs::create_dir_all(content.join("a")).unwrap();
    std::fs::write(content.join("site.yaml"), "title: 公报\n").unwrap();
    for (id, meta, text) in documents {
        let file = format!("---\nid: {id}\n{meta}---\n\n{text}\n");
        std::fs::write(content.join("a").join(format!("{id}.md")), file).unwrap();
    }
    let ran = support::run(&content, &folder.path().join("output"), &[]);
    let printed = String::from_utf8(ran.stderr).unwrap();
    assert!(ran.status.success(), "{printed}");
    Site { folder, printed }
}

impl Site {
    fn page(&self, id: &str) -> scraper::Html {
        let file = self.folder.path().join(format!("output/documents/{id}.html"));
        scraper::Html::parse_document(&std::fs::read_to_string(file).unwrap())
    }

    /// The links in the text of a page: words and target.
    fn links(&self, id: &str) -> Vec<(String, String)> {
        let page = self.page(id);
        let links = Selector::parse(".text a:not(.mark)").unwrap();
        let link = |a: ElementRef<'_>| (a.text().collect(), a.attr("href").unwrap().to_owned());
        page.select(&links).map(link).collect()
    }
}

fn check(site: &Site, id: &str, expected: &[(&str, &str)]) {
    let links = site.links(id);
    let links: Vec<(&str, &str)> = links.iter().map(|(words, target)| (words.as_str(), target.as_str())).collect();
    assert_eq!(links, expected, "{}", site.printed);
}

const MEASURES: (&str, &str, &str) = (
    "flowers",
    "title: 甲市人民政府关于印发《甲市花卉管理办法》的通知\nkind: measures\nnumber: 甲政发〔2026〕1号\norgan: 甲市人民政府\nsigned: 2026-01-05\n",
    "现将《甲市花卉管理办法》印发给你们。\n\n# 甲市花卉管理办法\n\n第一条　为了管理花卉，制定本办法。\n\n\
     第二条　种花的，应当符合下列条件：\n\n（一）有地；\n\n（二）有水。\n\n前款第（二）项所称水，见附件1。\n\n\
     第三条　违反本办法第二条第二款、第九条规定，又不符合前条的，依照《中华人民共和国民法典》第三条处理。\n\n\
     # 附件1　水源表\n\n井。",
);

#[test]
fn a_text_leads_to_its_own_places() {
    let site = site(&[MEASURES]);
    check(
        &site,
        "flowers",
        &[
            ("《甲市花卉管理办法》", "#text"),
            ("前款第（二）项", "#a2.1.2"),
            ("附件1", "#annex1"),
            ("本办法第二条第二款", "#a2.2"),
            ("前条", "#a2"),
        ],
    );
    assert!(
        site.printed.contains("warning[broken-citation]") && site.printed.contains("`第九条`"),
        "{}",
        site.printed
    );
}

#[test]
fn numbers_and_titles_lead_to_documents() {
    let citing = (
        "notice",
        "title: 关于种花的通知\nkind: notice\nsigned: 2026-03-01\n",
        "按照甲政发[2026]1 号和《甲市花卉管理办法》第二条、《关于印发〈甲市花卉管理办法〉的通知》执行，见乙政发〔2026〕1号、甲政发20261号。",
    );
    let site = site(&[MEASURES, citing]);
    check(
        &site,
        "notice",
        &[
            ("甲政发[2026]1 号", "../documents/flowers.html"),
            ("《甲市花卉管理办法》", "../documents/flowers.html#text"),
            ("第二条", "../documents/flowers.html#a2"),
            ("《关于印发〈甲市花卉管理办法〉的通知》", "../documents/flowers.html"),
        ],
    );
    assert!(site.printed.contains("warning[lost-brackets]"), "{}", site.printed);
    let cited_by = select(&site.page("flowers"), ".citing li");
    assert_eq!(cited_by.iter().map(|it| squeeze(it)).collect::<Vec<_>>(), ["关于种花的通知2026年3月1日"]);
    let place = Selector::parse(".citing a").unwrap();
    let page = site.page("flowers");
    assert_eq!(page.select(&place).next().unwrap().attr("href"), Some("../documents/notice.html#p1"));
}

#[test]
fn nothing_ambiguous_becomes_a_link() {
    let one = ("one", "title: 关于植树的通知\nkind: notice\n", "植树。");
    let two = ("two", "title: 关于植树的通知\nkind: notice\n", "植树。");
    let citing = ("three", "title: 关于种花的通知\nkind: notice\n", "按照《关于植树的通知》执行。");
    let site = site(&[one, two, citing]);
    check(&site, "three", &[]);
    assert!(site.printed.contains("warning[ambiguous-citation]"), "{}", site.printed);
    assert!(site.printed.contains("a/three.md:7:3") && site.printed.contains("(one, two)"), "{}", site.printed);
}

#[test]
fn short_titles_mean_what_they_were_introduced_for() {
    let report = ("report", "title: 甲市政府工作报告\nkind: report\n", "各位代表：\n\n种花。");
    let plan = (
        "plan",
        "title: 甲市重点工作方案\nkind: notice\nimplements: report\n",
        "为落实《甲市政府工作报告》（以下简称《报告》），现将《报告》任务分解。《政府工作报告》见公报。",
    );
    let other = ("other", "title: 关于种花的通知\nkind: notice\n", "落实《政府工作报告》和《报告》。");
    let site = site(&[report, plan, other]);
    let target = "../documents/report.html";
    check(
        &site,
        "plan",
        &[
            ("《甲市政府工作报告》", target),
            ("《报告》", target),
            ("《报告》", target),
            ("《政府工作报告》", target),
        ],
    );
    check(&site, "other", &[]);
}

#[test]
fn an_interpretation_finds_its_document_by_its_title() {
    let interpretation =
        ("about", "title: 《甲市花卉管理办法》政策解读\nkind: interpretation\n", "《甲市花卉管理办法》共三条。");
    let site = site(&[MEASURES, interpretation]);
    let facts = |id: &str| squeeze(&select(&site.page(id), ".facts").concat());
    assert!(facts("about").contains("解读的文件甲市人民政府关于印发《甲市花卉管理办法》的通知"));
    assert!(facts("flowers").contains("政策解读《甲市花卉管理办法》政策解读"));
}

#[test]
fn an_amended_or_repealed_text_says_so_with_the_day() {
    let amending = (
        "amending",
        "title: 关于修改《甲市花卉管理办法》的决定\nkind: notice\nnumber: 甲政发〔2026〕8号\nsigned: 2026-05-01\neffective: 2026-06-01\namends: 甲政发〔2026〕1号\n",
        "修改。",
    );
    let repealing = (
        "repealing",
        "title: 关于废止部分文件的决定\nkind: notice\nsigned: 2026-07-01\neffective: 2026-08-01\nrepeals: flowers\n",
        "废止。",
    );
    let site = site(&[MEASURES, amending, repealing]);
    let banners = select(&site.page("flowers"), ".banner");
    assert_eq!(
        banners,
        [
            "本文件将废止（2026年8月1日起）：见关于废止部分文件的决定",
            "本文件已修改（2026年6月1日起）：见关于修改《甲市花卉管理办法》的决定（甲政发〔2026〕8号）",
        ]
    );
}
