//! Makes a gazette of any size from the owner's documents, for every benchmark of the project.
//!
//! ```text
//! cargo bench --bench corpus -- FOLDER 10000
//! ```
//!
//! Issues of eight documents, 24 a year: a long one (a work report, or a division plan that carries out
//! the year's report) and seven notices of 1,000 to 5,000 characters, some with tables. Sentences are
//! taken from `content/` in random order, figures are changed and names of villages invented, so that
//! the text has the words of official Chinese and not one page twice. The same number gives the same
//! bytes.
#![allow(clippy::unwrap_used, clippy::print_stdout, missing_docs, reason = "a tool of the developers")]

use gongbao::document::{official_text, structure::Options};
use gongbao::source;
use gongbao::text::{numbering, sentence};
use std::fmt::Write;
use std::fs;
use std::path::Path;

/// SplitMix64: small, seeded, the same everywhere.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }
}

const NAMES: [char; 40] = [
    '东', '西', '南', '北', '上', '下', '前', '后', '大', '小', '新', '王', '李', '张', '赵', '马', '高', '石',
    '河', '山', '沟', '岗', '台', '堡', '屯', '庄', '店', '桥', '泉', '柳', '松', '金', '平', '安', '兴', '盛',
    '永', '光', '丰', '和',
];
const NUMERALS: [&str; 9] = ["一", "二", "三", "四", "五", "六", "七", "八", "九"];

struct Maker {
    random: Random,
    sentences: Vec<String>,
    units: Vec<String>,
}

impl Maker {
    fn new() -> Self {
        let (content, _) = source::read(Path::new("content"));
        let mut sentences = Vec::new();
        let mut units = Vec::new();
        for file in &content.documents {
            let (body, _) = gongbao::document::read(&file.markdown, Options::default());
            for line in official_text(&body.blocks).lines().filter(|line| !line.contains('\t')) {
                if let Some(names) = line.strip_prefix("责任单位：").or_else(|| line.strip_prefix("牵头单位："))
                {
                    units.push(names.to_owned());
                    continue;
                }
                let line = line[numbering::official_number(line).map_or(0, |number| number.length)..].trim();
                let mut start = 0;
                for end in sentence::ends(line) {
                    let sentence = line[start..end].trim();
                    let plain = !sentence.starts_with(|c: char| c.is_ascii_digit());
                    if plain && sentence.ends_with('。') && (12..=220).contains(&sentence.chars().count()) {
                        sentences.push(sentence.to_owned());
                    }
                    start = end;
                }
            }
        }
        Self { random: Random(2026), sentences, units }
    }

    fn name(&mut self) -> String {
        (0..2 + self.random.below(2)).map(|_| *self.random.pick(&NAMES)).chain(['村']).collect()
    }

    /// A sentence with other figures.
    fn sentence(&mut self) -> String {
        let at = self.random.below(self.sentences.len());
        let sentence = self.sentences[at].clone();
        let mut out = String::with_capacity(sentence.len());
        for c in sentence.chars() {
            match c {
                '0'..='9' => write!(out, "{}", self.random.below(10)).unwrap(),
                '，' if self.random.below(12) == 0 => {
                    write!(out, "，在{}、{}，", self.name(), self.name()).unwrap()
                }
                c => out.push(c),
            }
        }
        out
    }

    fn paragraph(&mut self, characters: usize) -> String {
        let mut out = String::new();
        while out.chars().count() < characters {
            let sentence = self.sentence();
            out.push_str(&sentence);
        }
        out
    }

    fn notice(&mut self, number: &str) -> String {
        let target = 1000 + self.random.below(4000);
        let mut out = format!("各区、县（市）人民政府，市政府有关部门：\n\n{}\n", self.paragraph(80));
        let mut section = 0;
        while out.chars().count() < target && section < 9 {
            let size = target / 6;
            let text = self.paragraph(size);
            write!(out, "\n{}、{text}\n", NUMERALS[section]).unwrap();
            section += 1;
        }
        if self.random.below(3) == 0 {
            out.push_str("\n| 序号 | 地区 | 标准 |\n| ---: | --- | ---: |\n");
            for row in 1..=8 + self.random.below(12) {
                writeln!(out, "| {row} | {} | {}.{} |", self.name(), self.random.below(90), self.random.below(10))
                    .unwrap();
            }
        }
        write!(out, "\n沈阳市人民政府\n\n（此件公开发布，{number}）\n").unwrap();
        out
    }

    fn report(&mut self) -> String {
        let mut out = String::from("各位代表：\n");
        for (at, title) in ["工作回顾", "主要目标", "重点工作安排"].iter().enumerate() {
            write!(out, "\n## {}、{title}\n", NUMERALS[at]).unwrap();
            for (item, numeral) in NUMERALS.iter().enumerate().take(3 + at * 3) {
                let text = self.paragraph(300);
                write!(out, "\n（{numeral}）{text}\n").unwrap();
                for _ in 0..1 + item % 3 {
                    let text = self.paragraph(350);
                    write!(out, "\n{text}\n").unwrap();
                }
            }
        }
        out
    }

    fn plan(&mut self) -> String {
        let mut out = String::from("各区、县（市）人民政府：\n\n现将分工方案印发给你们。\n\n# 重点工作分工方案\n");
        for task in 1..=180 {
            if task % 20 == 1 {
                write!(out, "\n## {}、加快推进各项重点工作\n", NUMERALS[task / 20]).unwrap();
            }
            let (text, lead, others) =
                (self.sentence(), self.random.pick(&self.units).clone(), self.random.pick(&self.units).clone());
            write!(out, "\n{task}.{text}\n\n牵头单位：{lead}\n\n责任单位：{others}\n").unwrap();
        }
        out
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    let [folder, documents] = arguments.as_slice() else {
        println!("usage: cargo bench --bench corpus -- FOLDER DOCUMENTS");
        return;
    };
    let folder = Path::new(folder);
    let documents: usize = documents.parse().unwrap();
    let mut maker = Maker::new();
    fs::create_dir_all(folder).unwrap();
    fs::write(folder.join("site.yaml"), "title: 沈阳市人民政府公报\nsponsor: 沈阳市人民政府办公厅\n").unwrap();
    fs::copy("content/organs.yaml", folder.join("organs.yaml")).unwrap();
    let (mut made, mut characters, mut bytes) = (0, 0, 0);
    let issues = documents.div_ceil(8);
    let first_year = 2026 - issues.div_ceil(24) + 1;
    for issue in 0..issues {
        let (year, number) = (first_year + issue / 24, issue % 24 + 1);
        let (month, day) = (number.div_ceil(2), if number % 2 == 1 { 10 } else { 25 });
        let at = folder.join(format!("gazette/{year}/no{number:02}"));
        fs::create_dir_all(&at).unwrap();
        let head = format!(
            "---\nid: {year}-no{number:02}\nnumbers: [{number}]\npublished: {year}-{month:02}-{day}\n---\n"
        );
        fs::write(at.join("issue.md"), head).unwrap();
        for item in 1..=8 {
            if made == documents {
                break;
            }
            made += 1;
            let sequence = (number - 1) * 8 + item;
            let document_number = format!("沈政发〔{year}〕{sequence}号");
            let (kind, title, body, more) = match (item, number % 2) {
                (1, 1) => {
                    ("report", format!("{year}年第{number}次会议政府工作报告"), maker.report(), String::new())
                }
                (1, _) => {
                    let report = format!("implements: report-{year}-{:02}\n", number - 1);
                    (
                        "plan",
                        format!("沈阳市人民政府关于印发{year}年第{number}批重点工作分工方案的通知"),
                        maker.plan(),
                        report,
                    )
                }
                _ => {
                    let title = format!("沈阳市人民政府关于做好{}等地有关工作的通知", maker.name());
                    ("notice", title, maker.notice(&document_number), String::new())
                }
            };
            let id = if kind == "report" {
                format!("report-{year}-{number:02}")
            } else {
                format!("shenzhengfa-{year}-{sequence}")
            };
            let column = if kind == "report" { "政府工作报告" } else { "市政府文件" };
            let numbered = if kind == "report" { String::new() } else { format!("number: {document_number}\n") };
            let text = format!(
                "---\nid: {id}\ntitle: {title}\nkind: {kind}\ncategory: {column}\n{numbered}organ: 沈阳市人民政府\npages: {}\n{more}---\n\n{body}",
                item * 5 - 3
            );
            characters += text.chars().count();
            bytes += text.len();
            fs::write(at.join(format!("{item:02}.md")), text).unwrap();
        }
    }
    println!("{made} documents, {characters} characters, {bytes} bytes in {}", folder.display());
}
