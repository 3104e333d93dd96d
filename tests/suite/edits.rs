//! Random edits: whatever is edited, and in whatever order, the preview shows and the next build publishes what a clean build would
//! write.

use crate::support;
use fastrand::Rng;
use gongbao::cache::Cache;
use gongbao::library;
use gongbao::project::{self, Bytes, Inputs};
use gongbao::publish::publish;
use gongbao::server::snapshot::{Snapshot, rebuild};
use gongbao::server::watch::Changes;
use gongbao::source::read_changed;
use gongbao::source::stamp::Stamps;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

const EDITS: u32 = 300;
/// So often nothing is saved for so long that files count as settled and need not be read again.
const BREAKS: u32 = 8;
const BREAK: Duration = Duration::from_millis(2_100);

/// Files by address.
type Files = BTreeMap<String, Vec<u8>>;

/// What a clean build would write; none when the content has errors.
fn clean(inputs: &Inputs) -> Option<Files> {
    let project = project::read(inputs, None).0.ok()?;
    let files = project.outputs().into_iter().map(|output| {
        let bytes = project.bytes(&output).ok()?;
        Some((output.address, read(bytes)))
    });
    files.collect()
}

fn read(bytes: Bytes) -> Vec<u8> {
    match bytes {
        Bytes::Memory(bytes) => bytes,
        Bytes::File(file) => fs::read(file).unwrap(),
    }
}

fn shown(snapshot: &Snapshot) -> Files {
    let show = |address: &str| read(snapshot.show(address).unwrap().unwrap());
    snapshot.addresses().into_iter().map(|address| (address.clone(), show(&address))).collect()
}

/// Builds into a folder that was built into before, and says what lies there then; none when the content has errors.
fn built(inputs: &Inputs, output: &Path) -> Option<Files> {
    let inputs = Inputs { published: Some(output.to_owned()), ..inputs.clone() };
    let project = project::read(&inputs, None).0.ok()?;
    publish(output, &project.outputs(), |output, known| project.make(output, known)).ok()?;
    project.remember(&Cache::of(output).unwrap());
    let mut files = support::files(output);
    files.remove(".gongbao-files").unwrap();
    Some(files)
}

/// Makes one edit and says what it touched.
fn edit(folder: &Path, random: &mut Rng) -> Changes {
    let number = random.u32(..8);
    let file = folder.join(format!("content/2026/no01/{number}.md"));
    let other = folder.join(format!("content/2026/no01/{}.md", random.u32(..8)));
    let template = folder.join("themes/default/templates/page.html");
    let word = random.choice(["甲", "乙", "丙"]).unwrap();
    let write = |front: &str, body: &str| {
        let text = format!("---\nid: d{number}\ntitle: {word}通知\nkind: notice\n{front}---\n\n{body}\n");
        fs::write(&file, text).unwrap();
    };
    match random.u32(..12) {
        0 => drop(fs::remove_file(&file)),
        // A rename may take the place of another, and leaves links that lead nowhere.
        1 => drop(fs::rename(&other, &file)),
        2 => write(&format!("repeals: d{}\n", random.u32(..8)), "正文。"),
        3 => write("", &format!("见[另一篇]({}.md)和[图](map.png)。", random.u32(..8))),
        4 => write("signed: 2026-01-02\norgan: 某市人民政府\n", "一、正文。\n\n（一）正文。"),
        5 => write("effective: 2026-01-0x\n", "正文。"),
        6 => drop(fs::write(folder.join("content/site.yaml"), format!("title: {word}公报\n"))),
        7 => {
            fs::create_dir_all(template.parent().unwrap()).unwrap();
            fs::write(template, ["{{ page.title }}", "<p>{{ page.title }}", "{% if %}"][random.usize(..3)])
                .unwrap();
            return Changes { content: false, theme: true };
        }
        8 => {
            let _ = fs::remove_dir_all(folder.join("themes"));
            return Changes { content: false, theme: true };
        }
        9 => fs::write(folder.join("content/2026/no01/report.md"), report(word)).unwrap(),
        10 => fs::write(folder.join("content/2026/no01/plan.md"), plan(word)).unwrap(),
        _ => write("", &format!("{word}文。")),
    }
    Changes { content: true, theme: false }
}

fn report(word: &str) -> String {
    format!(
        "---\nid: report\ntitle: 政府工作报告\nkind: report\n---\n\n## 二、今年工作\n\n（一）抓好工业。{word}实施工业提升行动，\
         新增规模以上企业一百户。推进{word}产业园区建设，完善基础设施。\n"
    )
}

fn plan(word: &str) -> String {
    format!(
        "---\nid: plan\ntitle: 分工方案\nkind: plan\nimplements: report\n---\n\n1．{word}实施工业提升行动，新增规模以上企业一百户。\n\n\
         牵头单位：市工业和信息化局\n\n2．推进产业园区建设，完善基础设施。\n\n责任单位：市发展改革委，{word}区政府\n"
    )
}

/// Somebody mends what is wrong: all at once, as git does it.
fn mend(folder: &Path) -> Changes {
    let _ = fs::remove_dir_all(folder.join("themes"));
    for number in 0..8 {
        let text = format!(
            "---\nid: d{number}\ntitle: 通知\nkind: notice\n---\n\n见[另一篇]({}.md)。\n",
            (number + 1) % 8
        );
        fs::write(folder.join(format!("content/2026/no01/{number}.md")), text).unwrap();
    }
    Changes::everything()
}

/// Sometimes, something happens to the cache or to the published site.
fn spoil(output: &Path, random: &mut Rng) {
    let cache = output.with_file_name(".output.gongbao-cache");
    let page = output.join("index.html");
    match random.u32(..12) {
        0 => fs::remove_dir_all(cache).unwrap_or_default(),
        1 => drop(fs::write(cache.join("files"), "x")),
        2 => drop(fs::write(cache.join("entries"), "x")),
        3 => fs::write(&page, fs::read_to_string(&page).unwrap().replace('公', "私")).unwrap(),
        4 => fs::remove_file(page).unwrap(),
        _ => {}
    }
}

#[test]
fn after_every_edit_preview_and_build_are_those_of_a_clean_build() {
    support::within(Duration::from_secs(900), every_edit);
}

fn every_edit() {
    let folder = tempfile::tempdir().unwrap();
    let inputs = Inputs {
        content: folder.path().join("content"),
        themes: folder.path().join("themes"),
        theme: "default".to_owned(),
        site: library::Options::default(),
        published: None,
    };
    let write = |name: &str, text: &str| {
        let path = inputs.content.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("site.yaml", "title: 公报\n");
    write("about.md", "---\ntitle: 关于\n---\n\n说明。\n");
    write("2026/no01/issue.md", "---\nid: 2026-no01\nnumbers: [1]\npublished: 2026-01-20\n---\n");
    write("2026/no01/map.png", "x");
    write("2026/no01/report.md", &report("甲"));
    write("2026/no01/plan.md", &plan("甲"));
    let output = folder.path().join("output");
    fs::create_dir_all(&output).unwrap();
    let mut random = Rng::with_seed(2026);
    let mut last: Option<Snapshot> = None;
    let mut failed = true;
    let (mut good, mut bad) = (0, 0);
    for number in 0..EDITS {
        if number % (EDITS / BREAKS) == 0 {
            sleep(BREAK);
        }
        let mending = failed && random.u32(..3) > 0;
        let changes = if mending { mend(folder.path()) } else { edit(folder.path(), &mut random) };
        // As the preview does it: the last good site knows nothing of what has failed since.
        let changes = if failed { Changes::everything() } else { changes };
        let made = rebuild(&inputs, last.as_ref(), &changes).0.ok();
        let built = built(&inputs, &output);
        match (&made, clean(&inputs)) {
            (Some(snapshot), Some(expected)) => {
                good += 1;
                assert!(shown(snapshot) == expected, "edit {number}: the preview differs from a clean build");
                assert!(built.unwrap() == expected, "edit {number}: the next build differs from a clean one");
                // Some edits find no cache, or none that is whole.
                spoil(&output, &mut random);
            }
            (None, None) => bad += 1,
            (made, expected) => panic!("edit {number}: {} and {}", made.is_some(), expected.is_some()),
        }
        failed = made.is_none();
        last = made.or(last);
    }
    assert!(good > 50 && bad > 20, "{good} good, {bad} bad");
}

#[test]
fn a_text_is_read_again_when_it_has_changed_and_only_then() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("2026/a.md");
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    let save =
        |word: &str| fs::write(&path, format!("---\nid: a\ntitle: 通知\nkind: notice\n---\n\n{word}\n")).unwrap();
    fs::write(folder.path().join("site.yaml"), "title: 公报\n").unwrap();
    save("甲");
    let (first, _) = read_changed(folder.path(), &Stamps::new());
    assert_eq!(first.stamps.len(), 0, "what was just saved may be saved again within the same tick of the clock");
    sleep(BREAK);
    let (second, _) = read_changed(folder.path(), &first.stamps);
    assert_eq!((second.documents.len(), second.unchanged.len()), (1, 0));
    let (third, _) = read_changed(folder.path(), &second.stamps);
    assert_eq!((third.documents.len(), third.unchanged.len()), (0, 1));
    // Another text of the same length, and a tool that gives the file its old time back.
    let time = fs::metadata(&path).unwrap().modified().unwrap();
    save("乙");
    fs::File::options().write(true).open(&path).unwrap().set_modified(time).unwrap();
    let (fourth, _) = read_changed(folder.path(), &third.stamps);
    assert!(fourth.documents[0].markdown.text.ends_with("乙\n"));
}
