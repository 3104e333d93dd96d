//! The offline archive: the same bytes everywhere, whole in itself, and every damage named.

use crate::support::{self, files, finish, gongbao, lay_editions, select};
use gongbao::archive::verify::{Finding, verify};
use gongbao::library;
use std::collections::BTreeSet;
use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::Duration;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

struct Fixture {
    folder: tempfile::TempDir,
}

impl Fixture {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// Two years of a small gazette whose documents speak of each other, and a map.
    fn with_two_years() -> Self {
        let fixture = Self::new();
        fixture.write("site.yaml", "title: 某市人民政府公报\n");
        fixture.write(
            "about.md",
            "---\ntitle: 关于本刊\n---\n\n见[旧办法](2025/no01/01.md#a1)和[新办法](2026/no01/01.md)。\n",
        );
        fixture.write("2025/no01/issue.md", "---\nid: 2025-no01\nnumbers: [1]\npublished: 2025-01-20\n---\n");
        fixture.write("2026/no01/issue.md", "---\nid: 2026-no01\nnumbers: [1]\npublished: 2026-01-20\n---\n");
        fixture.write(
            "2025/no01/01.md",
            "---\nid: old\ntitle: 旧办法\nkind: measures\nnumber: 某政发〔2025〕1号\n---\n\n第一条　旧条文。见[示意图](map.png)。\n",
        );
        fixture.write("2025/no01/map.png", "not really a picture");
        fixture.write(
            "2026/no01/01.md",
            "---\nid: new\ntitle: 新办法\nkind: measures\nrepeals: 某政发〔2025〕1号\n---\n\n第一条　[《旧办法》第一条](../../2025/no01/01.md#a1)废止。\n",
        );
        fixture.write(
            "2026/no01/02.md",
            "---\nid: reading\ntitle: 解读\nkind: interpretation\ninterprets: new\n---\n\n见[办法](01.md#a1)。\n",
        );
        fixture
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, file: &str, text: &str) {
        let path = self.path("content").join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn run(&self, arguments: &[&str]) -> Output {
        finish(gongbao().args(arguments).current_dir(self.folder.path()))
    }

    /// Writes an archive that must succeed.
    fn archive(&self, name: &str, arguments: &[&str]) -> PathBuf {
        let ran = self.run(&[&["archive", "--output", name], arguments].concat());
        assert!(ran.status.success(), "{}", printed(&ran));
        self.path(name)
    }

    /// Unpacks an archive with the system's `unzip` and returns the folder in it.
    fn unpack(&self, zip: &Path, to: &str) -> PathBuf {
        ok(Command::new("unzip").arg("-q").arg(zip).arg("-d").arg(self.path(to)).env("LC_ALL", "C.UTF-8"));
        let inner: Vec<_> = fs::read_dir(self.path(to)).unwrap().map(|entry| entry.unwrap().path()).collect();
        assert_eq!(inner.len(), 1, "everything lies in one folder");
        inner[0].clone()
    }
}

fn editions_in(folder: &Path) -> Vec<String> {
    files(folder).into_keys().filter_map(|name| Some(name.strip_prefix("pdf/")?.to_owned())).collect()
}

#[test]
fn pdf_editions_that_were_built_are_put_in() {
    let fixture = Fixture::with_two_years();
    fixture.write(
        "2026/no01/03.md",
        "---\nid: plan\ntitle: 方案\nkind: plan\n---\n\n1.做好工作。\n\n牵头单位：市财政局\n",
    );
    let without = fixture.archive("without.zip", &[]);
    assert_eq!(editions_in(&fixture.unpack(&without, "without")), [""; 0]);
    lay_editions(&fixture.path("content"), &fixture.path("output"), &library::Options::default());
    let folder = fixture.unpack(&fixture.archive("all.zip", &[]), "all");
    assert_eq!(
        editions_in(&folder),
        [
            "documents/new.pdf",
            "documents/old.pdf",
            "documents/plan.pdf",
            "documents/reading.pdf",
            "editions.json",
            "issues/2025-no01.pdf",
            "issues/2026-no01.pdf",
            "units/shi-cai-zheng-ju.pdf"
        ]
    );
    links_are_whole(&folder);
    assert!(fs::read_to_string(folder.join("documents/old.html")).unwrap().contains("../pdf/documents/old.pdf"));
    assert!(fs::read_to_string(folder.join("说明.txt")).unwrap().contains("共7个 PDF 文件"));
    assert!(fs::read_to_string(folder.join("MANIFEST.sha256")).unwrap().contains("  pdf/documents/old.pdf\n"));
    assert_eq!(findings(&folder), Vec::<String>::new());
    fs::write(folder.join("pdf/documents/old.pdf"), "%PDF").unwrap();
    assert_eq!(findings(&folder), ["changed: pdf/documents/old.pdf"]);

    // A part has those of what is in it, and the same file.
    let old = fixture.unpack(&fixture.archive("old.zip", &["--issues", "2025-no01"]), "old");
    assert_eq!(editions_in(&old), ["documents/old.pdf", "editions.json", "issues/2025-no01.pdf"]);
    links_are_whole(&old);
    assert_eq!(findings(&old), Vec::<String>::new());
    let none = fixture.unpack(&fixture.archive("none.zip", &["--site", "elsewhere"]), "none");
    assert_eq!(files(&none), files(&fixture.path("without").join(none.file_name().unwrap())));

    // One that says something else than the content is left out, one that is damaged is named.
    fixture.write("2026/no01/02.md", "---\nid: reading\ntitle: 解读\nkind: interpretation\n---\n\n另文。\n");
    let ran = fixture.run(&["archive", "--output", "changed.zip"]);
    assert!(printed(&ran).contains("2 PDF edition(s)"), "{}", printed(&ran));
    let changed = editions_in(&fixture.unpack(&fixture.path("changed.zip"), "changed"));
    assert!(!changed.iter().any(|name| name.ends_with("reading.pdf") || name.ends_with("2026-no01.pdf")));
    fs::write(fixture.path("output/pdf/documents/old.pdf"), "%PDF documents/OLD.pdf!!!!").unwrap();
    let ran = fixture.run(&["archive", "--output", "damaged.zip"]);
    assert_eq!(ran.status.code(), Some(2));
    assert!(printed(&ran).contains("old.pdf is not the file that gongbao made"), "{}", printed(&ran));
    assert!(!fixture.path("damaged.zip").exists());
}

#[test]
fn a_part_has_the_editions_of_the_whole_though_what_it_links_to_is_outside() {
    let fixture = Fixture::with_two_years();
    let options = library::Options { base_url: Some("https://gazette.example".to_owned()), ..Default::default() };
    lay_editions(&fixture.path("content"), &fixture.path("output"), &options);
    let part = fixture.archive("part.zip", &["--years", "2026", "--base-url", "https://gazette.example"]);
    let found = editions_in(&fixture.unpack(&part, "part"));
    assert_eq!(found, ["documents/new.pdf", "documents/reading.pdf", "editions.json", "issues/2026-no01.pdf"]);
}

fn printed(ran: &Output) -> String {
    String::from_utf8_lossy(&ran.stderr).into_owned()
}

/// Runs one of the system's tools, which `tests/run` installs.
fn ok(command: &mut Command) -> String {
    let ran = finish(command);
    assert!(ran.status.success(), "{command:?}\n{}{}", String::from_utf8_lossy(&ran.stdout), printed(&ran));
    String::from_utf8(ran.stdout).unwrap()
}

fn findings(path: &Path) -> Vec<String> {
    verify(path).unwrap().findings.iter().map(ToString::to_string).collect()
}

#[test]
fn two_archives_are_the_same_in_any_folder_at_any_time_and_with_any_number_of_threads() {
    let make = |name: &str, threads: &str| {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join(name);
        ok(gongbao().args(["archive", "--with-sources", "--output"]).arg(&file).env("RAYON_NUM_THREADS", threads));
        fs::read(file).unwrap()
    };
    let first = make("a.zip", "1");
    // Zips tell time in steps of two seconds.
    std::thread::sleep(Duration::from_millis(2100));
    assert!(first == make("另一个名字.zip", "7"));
}

#[test]
fn other_tools_find_it_whole_and_it_holds_what_a_build_writes() {
    let fixture = Fixture::new();
    let zip = fixture.path("gazette.zip");
    ok(gongbao()
        .args(["archive", "--with-sources", "--output"])
        .arg(&zip)
        .arg("--site")
        .arg(fixture.path("none")));
    ok(Command::new("unzip").arg("-tq").arg(&zip).env("LC_ALL", "C.UTF-8"));
    let folder = fixture.unpack(&zip, "unpacked");
    ok(Command::new("sha256sum").args(["--check", "--strict", "--quiet", "MANIFEST.sha256"]).current_dir(&folder));
    let mut unpacked = files(&folder);
    let manifest = String::from_utf8(unpacked.remove("MANIFEST.sha256").unwrap()).unwrap();
    assert_eq!(manifest.lines().count(), unpacked.len());
    let explanation = String::from_utf8(unpacked.remove("说明.txt").unwrap()).unwrap();
    assert!(explanation.starts_with('\u{FEFF}') && explanation.contains("共1期公报、10篇文件"), "{explanation}");
    for (file, bytes) in files(Path::new("content")) {
        let packed = unpacked.remove(&format!("sources/{file}"));
        assert!(packed.as_ref() == Some(&bytes), "{file}");
    }
    let mut built = support::sample().files.clone();
    built.remove(".gongbao-files");
    assert!(unpacked == built);
    assert_eq!(findings(&zip), Vec::<String>::new());
    assert_eq!(findings(&folder), Vec::<String>::new());
}

#[test]
fn a_flipped_bit_anywhere_is_found() {
    let fixture = Fixture::with_two_years();
    let zip = fixture.archive("a.zip", &[]);
    let whole = fs::read(&zip).unwrap();
    let damaged = fixture.path("damaged.zip");
    // Every byte of the headers at both ends, and bytes all over.
    let ends = (0..300).chain(whole.len() - 600..whole.len());
    for at in ends.chain((0..whole.len()).step_by(211)) {
        let mut bytes = whole.clone();
        bytes[at] ^= 1 << (at % 8);
        fs::write(&damaged, &bytes).unwrap();
        assert!(!findings(&damaged).is_empty(), "byte {at} of {}", whole.len());
    }
    // One in the middle of a file names the file.
    let mut names = BTreeSet::new();
    for at in (400..whole.len() / 2).step_by(101) {
        let mut bytes = whole.clone();
        bytes[at] ^= 1;
        fs::write(&damaged, &bytes).unwrap();
        names.extend(verify(&damaged).unwrap().findings.into_iter().filter_map(|finding| match finding {
            Finding::Changed(name) => Some(name),
            _ => None,
        }));
    }
    assert!(names.len() > 10, "{names:?}");
    // Cut short, and with something behind it.
    fs::write(&damaged, &whole[..whole.len() / 2]).unwrap();
    assert!(!findings(&damaged).is_empty());
    fs::write(&damaged, [&whole[..], b"!"].concat()).unwrap();
    assert!(!findings(&damaged).is_empty());
    let ran = fixture.run(&["verify", "damaged.zip"]);
    assert_eq!(ran.status.code(), Some(1), "{}", printed(&ran));
}

#[test]
fn every_missing_changed_and_foreign_file_is_named() {
    let fixture = Fixture::with_two_years();
    let folder = fixture.unpack(&fixture.archive("a.zip", &[]), "unpacked");
    fs::remove_file(folder.join("documents/new.html")).unwrap();
    fs::write(folder.join("index.html"), "changed").unwrap();
    fs::write(folder.join("documents/.DS_Store"), "foreign").unwrap();
    let expected = ["missing: documents/new.html", "changed: index.html", "foreign: documents/.DS_Store"];
    let found = findings(&folder);
    assert_eq!(found.iter().map(String::as_str).collect::<BTreeSet<_>>(), BTreeSet::from(expected));
    // The folder around it, as Windows makes one, will do.
    assert_eq!(findings(&fixture.path("unpacked")), found);
    let ran = fixture.run(&["verify", "unpacked"]);
    assert_eq!(ran.status.code(), Some(1));
    assert!(expected.iter().all(|line| printed(&ran).contains(line)), "{}", printed(&ran));
    assert_eq!(fixture.run(&["verify", "nothing.zip"]).status.code(), Some(2));
    assert_eq!(fixture.run(&["verify", "content"]).status.code(), Some(1));
}

/// A zip that is being written.
type Zip = ZipWriter<Cursor<Vec<u8>>>;

/// A zip with these entries.
fn pack(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn replace(bytes: &mut [u8], from: &[u8], to: &[u8]) {
    let places: Vec<usize> = (0..bytes.len()).filter(|at| bytes[*at..].starts_with(from)).collect();
    assert!(!places.is_empty());
    for at in places {
        bytes[at..at + to.len()].copy_from_slice(to);
    }
}

#[test]
fn hostile_zips_do_no_harm() {
    support::within(Duration::from_secs(120), hostile_zips);
}

fn hostile_zips() {
    let fixture = Fixture::new();
    let digest = gongbao::digest::hex(&gongbao::digest::of(b"evil"));
    let manifest = format!("{digest}  ../evil\n{digest}  a\n");
    let bomb = vec![0; 64 << 20];
    let mut twice = pack(&[("g/MANIFEST.sha256", manifest.as_bytes()), ("g/aa", b"evil"), ("g/ab", b"evil")]);
    replace(&mut twice, b"g/ab", b"g/aa");
    let mut climbing = pack(&[("g/MANIFEST.sha256", manifest.as_bytes()), ("g/xx/evil", b"evil")]);
    replace(&mut climbing, b"g/xx/evil", b"g/../evil");
    let mut lying = pack(&[("g/MANIFEST.sha256", manifest.as_bytes()), ("g/a", &bomb)]);
    // The length that is declared, wherever it stands.
    replace(&mut lying, &(64u32 << 20).to_le_bytes(), &4u32.to_le_bytes());
    for (what, bytes) in [
        ("climbing", climbing),
        ("twice", twice),
        ("a bomb", pack(&[("g/MANIFEST.sha256", manifest.as_bytes()), ("g/a", &bomb)])),
        ("a lying bomb", lying),
        ("a manifest as a bomb", pack(&[("g/MANIFEST.sha256", &bomb)])),
        ("two manifests", pack(&[("g/MANIFEST.sha256", b""), ("MANIFEST.sha256", b"")])),
        ("escapes", pack(&[("g/MANIFEST.sha256", b""), ("g/\u{1b}[2Ja", b"")])),
        ("elsewhere", pack(&[("g/MANIFEST.sha256", b""), ("h/a", b"")])),
        ("empty", pack(&[])),
        ("no zip", b"PK\x03\x04 and nothing else".to_vec()),
        ("nothing", Vec::new()),
    ] {
        let path = fixture.path("hostile.zip");
        fs::write(&path, bytes).unwrap();
        let found = findings(&path);
        assert!(!found.is_empty(), "{what}");
        assert!(!found.iter().any(|line| line.contains('\u{1b}')), "{what}");
        assert_eq!(files(fixture.folder.path()).len(), 1, "{what}: something was unpacked");
    }
}

#[test]
fn folders_with_bytes_unknown_folders_and_links_are_named() {
    let fixture = Fixture::new();
    let manifest = format!("{}  sub/a\n", gongbao::digest::hex(&gongbao::digest::of(b"evil")));
    let path = fixture.path("hostile.zip");
    let found = |entry: &dyn Fn(&mut Zip)| {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file("g/MANIFEST.sha256", SimpleFileOptions::default()).unwrap();
        zip.write_all(manifest.as_bytes()).unwrap();
        entry(&mut zip);
        fs::write(&path, zip.finish().unwrap().into_inner()).unwrap();
        findings(&path)
    };
    let file = |name: &'static str, bytes: &'static [u8]| {
        move |zip: &mut Zip| {
            zip.start_file(name, SimpleFileOptions::default()).unwrap();
            zip.write_all(bytes).unwrap();
        }
    };
    let has = |found: Vec<String>, line: &str| found.iter().any(|other| other == line);
    assert!(!has(found(&file("g/sub/a", b"evil")), "changed: sub/a"));
    assert!(!has(found(&file("g/sub/", b"")), "foreign: sub/"));
    assert!(has(found(&file("g/sub/", b"evil")), "foreign: sub/"));
    assert!(has(found(&file("g/other/", b"")), "foreign: other/"));
    assert!(has(found(&file("h/", b"")), "foreign: h/"));
    let linked = found(&|zip| zip.add_symlink("g/sub/a", "evil", SimpleFileOptions::default()).unwrap());
    assert!(has(linked, "changed: sub/a"), "a link whose bytes are right");
}

#[test]
fn a_manifest_without_end_is_left_after_a_hundred_problems() {
    let fixture = Fixture::new();
    let path = fixture.path("hostile.zip");
    fs::write(&path, pack(&[("g/MANIFEST.sha256", "a\n".repeat(1_000_000).as_bytes())])).unwrap();
    let found = findings(&path);
    assert!(found.len() <= 102, "{} problems", found.len());
    assert!(found.iter().any(|line| line.starts_with("more: ")));
}

#[cfg(unix)]
#[test]
fn a_pipe_in_an_unpacked_archive_is_named_and_not_waited_for() {
    let fixture = Fixture::new();
    let digest = gongbao::digest::hex(&gongbao::digest::of(b""));
    fs::create_dir(fixture.path("unpacked")).unwrap();
    fs::write(fixture.path("unpacked/MANIFEST.sha256"), format!("{digest}  a\n")).unwrap();
    ok(Command::new("mkfifo").arg(fixture.path("unpacked/a")));
    assert_eq!(findings(&fixture.path("unpacked")), ["changed: a"]);
    ok(Command::new("mkfifo").arg(fixture.path("pipe")));
    assert!(verify(&fixture.path("pipe")).is_err());
    // A manifest that leads elsewhere is none.
    fs::remove_file(fixture.path("unpacked/a")).unwrap();
    fs::rename(fixture.path("unpacked/MANIFEST.sha256"), fixture.path("manifest")).unwrap();
    std::os::unix::fs::symlink(fixture.path("manifest"), fixture.path("unpacked/MANIFEST.sha256")).unwrap();
    assert!(findings(&fixture.path("unpacked"))[0].starts_with("missing: MANIFEST.sha256"));
}

#[test]
fn a_signature_holds_for_minisign_and_for_verify_and_not_for_another_zip() {
    let fixture = Fixture::with_two_years();
    let keys = |name: &str| {
        let (public, secret) = (format!("{name}.pub"), format!("{name}.key"));
        let mut command = Command::new("minisign");
        ok(command.args(["-G", "-W", "-p", &public, "-s", &secret]).current_dir(fixture.folder.path()));
    };
    keys("office");
    keys("other");
    fixture.archive("a.zip", &["--sign", "office.key"]);
    ok(Command::new("minisign")
        .args(["-V", "-p", "office.pub", "-m", "a.zip"])
        .current_dir(fixture.folder.path()));
    let code = |arguments: &[&str]| fixture.run(&[&["verify"], arguments].concat()).status.code();
    assert_eq!(code(&["a.zip", "--key", "office.pub"]), Some(0));
    assert_eq!(code(&["a.zip", "--key", "other.pub"]), Some(1));
    assert_eq!(code(&["a.zip", "--key", "office.key"]), Some(2));
    assert_eq!(code(&["a.zip", "--key", "nothing.pub"]), Some(2));
    fs::copy(fixture.path("a.zip"), fixture.path("b.zip")).unwrap();
    assert_eq!(code(&["b.zip", "--key", "office.pub"]), Some(1));
    // What is not signed is not opened.
    fs::write(fixture.path("d.zip"), b"no zip").unwrap();
    let refused = printed(&fixture.run(&["verify", "d.zip", "--key", "office.pub"]));
    assert!(refused.contains("signature: ") && !refused.contains("damaged: "), "{refused}");
    // What minisign has signed holds as well, and a whole zip of somebody else does not.
    let mut command = Command::new("minisign");
    ok(command.args(["-S", "-s", "office.key", "-m", "b.zip"]).current_dir(fixture.folder.path()));
    assert_eq!(code(&["b.zip", "--key", "office.pub"]), Some(0));
    fixture.write("2026/no01/02.md", "---\nid: reading\ntitle: 解读\nkind: interpretation\n---\n\n伪造。\n");
    fixture.archive("b.zip", &[]);
    assert_eq!(code(&["b.zip"]), Some(0));
    assert_eq!(code(&["b.zip", "--key", "office.pub"]), Some(1));
    assert_eq!(fixture.run(&["archive", "--output", "c.zip", "--sign", "office.pub"]).status.code(), Some(2));
    assert!(!fixture.path("c.zip").exists());
}

/// Every link of every page leads to a file of the folder.
fn links_are_whole(folder: &Path) {
    let all = files(folder);
    for (name, bytes) in all.iter().filter(|(name, _)| name.ends_with(".html")) {
        let page = scraper::Html::parse_document(std::str::from_utf8(bytes).unwrap());
        for link in page.select(&scraper::Selector::parse("[href], [src]").unwrap()) {
            let target = link.attr("href").or_else(|| link.attr("src")).unwrap().split('#').next().unwrap();
            assert!(target.is_empty() || all.contains_key(&support::join(name, target)), "{name}: {target}");
        }
    }
}

#[test]
fn a_part_is_a_whole() {
    let fixture = Fixture::with_two_years();
    let page =
        |folder: &Path, name: &str| scraper::Html::parse_document(&fs::read_to_string(folder.join(name)).unwrap());
    let new = fixture.unpack(&fixture.archive("new.zip", &["--years", "2026"]), "new");
    links_are_whole(&new);
    assert!(!new.join("documents/old.html").exists() && !new.join("files").exists());
    let list = fs::read_to_string(new.join("data/documents.json")).unwrap();
    assert!(list.contains("reading") && !list.contains("旧办法"), "{list}");
    let document = page(&new, "documents/new.html");
    let outside = document.select(&scraper::Selector::parse(".outside").unwrap()).next().unwrap();
    assert_eq!(outside.text().collect::<String>(), "《旧办法》第一条");
    assert_eq!(outside.attr("data-address"), Some("documents/old.html#a1"));
    let facts = select(&document, ".facts dd").join("|");
    assert!(facts.contains("旧办法（本离线副本没有收录，见 documents/old.html）"), "{facts}");
    assert!(select(&page(&new, "index.html"), ".part-line")[0].contains("2026年"));

    // That another year repeals the old document holds in the old year's archive, too.
    let base = ["--base-url", "https://gazette.example"];
    let old = fixture.archive("old.zip", &[&["--issues", "2025-no01"], &base[..]].concat());
    let old = fixture.unpack(&old, "old");
    let facts = select(&page(&old, "documents/old.html"), ".facts dd").join("|");
    assert!(facts.contains("已废止") && facts.contains("https://gazette.example/documents/new.html"), "{facts}");
    assert!(old.join("files/2025/no01/map.png").exists() && !old.join("documents/new.html").exists());
    let explanation = fs::read_to_string(old.join("说明.txt")).unwrap();
    assert!(explanation.contains("2025年第1期") && explanation.contains("不是全本"), "{explanation}");
    assert_eq!(findings(&old), Vec::<String>::new());

    let everything = fixture.unpack(&fixture.archive("all.zip", &["--years", "2025,2026"]), "all");
    links_are_whole(&everything);
    assert!(select(&page(&everything, "documents/new.html"), ".outside").is_empty());
    let ran = fixture.run(&["archive", "--output", "none.zip", "--years", "1999"]);
    assert_eq!(ran.status.code(), Some(2));
    assert!(printed(&ran).contains("2026, 2025"), "{}", printed(&ran));
}

#[test]
fn nothing_that_is_no_archive_is_overwritten() {
    let fixture = Fixture::with_two_years();
    let refused = |name: &str, needle: &str| {
        let ran = fixture.run(&["archive", "--output", name]);
        assert_eq!(ran.status.code(), Some(2), "{}", printed(&ran));
        assert!(printed(&ran).contains(needle), "{}", printed(&ran));
    };
    fs::write(fixture.path("mine.zip"), "mine").unwrap();
    refused("mine.zip", "no archive that gongbao wrote");
    assert_eq!(fs::read_to_string(fixture.path("mine.zip")).unwrap(), "mine");
    refused("content", "is a folder");
    refused("nowhere/a.zip", "cannot be opened");
    assert!(fixture.run(&["build"]).status.success());
    refused("output/a.zip", "within a published site");
    fixture.archive("a.zip", &[]);
    fixture.archive("a.zip", &[]);
    // With an error in the content the old one stands.
    let before = fs::read(fixture.path("a.zip")).unwrap();
    fixture.write("2026/no01/02.md", "---\nid: reading\n---\n");
    assert_eq!(fixture.run(&["archive", "--output", "a.zip"]).status.code(), Some(1));
    assert!(fs::read(fixture.path("a.zip")).unwrap() == before);
    assert!(
        !fs::read_dir(fixture.folder.path()).unwrap().any(|e| e
            .unwrap()
            .file_name()
            .to_string_lossy()
            .contains("-part"))
    );
}

#[test]
fn names_that_windows_refuses_are_errors() {
    let fixture = Fixture::with_two_years();
    fixture.write("2026/no01/a:b.png", "x");
    fixture.write("2026/no01/03.md", "---\nid: nul\ntitle: 通知\nkind: notice\n---\n\n见[图](a%3Ab.png)。\n");
    assert!(fixture.run(&["build"]).status.success());
    let ran = fixture.run(&["archive", "--output", "a.zip"]);
    assert_eq!(ran.status.code(), Some(1), "{}", printed(&ran));
    for needle in ["documents/nul.html", "files/2026/no01/a:b.png"] {
        assert!(printed(&ran).contains(needle), "{}", printed(&ran));
    }
    assert!(!fixture.path("a.zip").exists());
}
