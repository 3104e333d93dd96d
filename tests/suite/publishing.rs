//! Publishing is all or nothing, whatever happens on the way: the program is killed, the disk is full, the
//! folder is not what it should be, somebody else is at work.

use crate::support::{self, ended, files, finish, gongbao};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

/// How often a build is killed.
const KILLED: u32 = 200;
const DOCUMENTS: usize = 40;

type Files = BTreeMap<String, Vec<u8>>;

struct Fixture {
    folder: tempfile::TempDir,
}

impl Fixture {
    fn new() -> Self {
        let fixture = Self { folder: tempfile::tempdir().unwrap() };
        fixture.write_content("旧");
        fixture
    }

    fn content(&self) -> PathBuf {
        self.folder.path().join("content")
    }

    fn output(&self) -> PathBuf {
        self.folder.path().join("output")
    }

    /// Documents that all carry this word, so that every page of one state differs from the other.
    fn write_content(&self, word: &str) {
        let folder = self.content().join("a");
        fs::create_dir_all(&folder).unwrap();
        fs::write(self.content().join("site.yaml"), format!("title: {word}公报\n")).unwrap();
        for number in 0..DOCUMENTS {
            let text = format!("---\nid: d{number}\ntitle: {word}通知{number}\nkind: notice\n---\n\n{word}文。\n");
            fs::write(folder.join(format!("{number}.md")), text).unwrap();
        }
    }

    fn command(&self) -> Command {
        let mut command = gongbao();
        command.arg("build").arg("--content").arg(self.content()).arg("--output").arg(self.output());
        command.stderr(Stdio::piped());
        command
    }

    fn build(&self) -> Output {
        finish(&mut self.command())
    }

    fn build_well(&self) -> Files {
        let ran = self.build();
        assert!(ran.status.success(), "{}", printed(&ran));
        files(&self.output())
    }

    /// Expects the machine's failure, this in what is printed, and the site as it was.
    fn check_refused(&self, ran: &Output, before: &Files, needle: &str) {
        assert_eq!(ran.status.code(), Some(2), "{}", printed(ran));
        assert!(printed(ran).contains(needle), "{}", printed(ran));
        assert!(files(&self.output()) == *before, "the site has changed");
    }
}

fn printed(ran: &Output) -> String {
    String::from_utf8_lossy(&ran.stderr).into_owned()
}

/// The two states of a site, and a fixture with the old one published.
fn two_states() -> (Fixture, Files, Files) {
    let fixture = Fixture::new();
    let new = Fixture::new();
    new.write_content("新");
    let (old, new) = (fixture.build_well(), new.build_well());
    assert!(old != new);
    (fixture, old, new)
}

#[test]
fn killed_at_any_moment_the_site_is_the_old_one_or_the_new_one() {
    let (fixture, old, new) = two_states();
    let mut usual = Duration::ZERO;
    let mut random = fastrand::Rng::with_seed(2026);
    let (mut olds, mut news, mut ended) = (0, 0, 0);
    for round in 0..KILLED {
        if round % 20 == 0 {
            // How long a build takes depends on what else the machine does at the moment.
            fixture.write_content("新");
            let start = Instant::now();
            fixture.build_well();
            usual = start.elapsed();
        }
        let (word, expected) = if round % 2 == 0 { ("旧", &old) } else { ("新", &new) };
        let before = files(&fixture.output());
        fixture.write_content(word);
        let mut running = fixture.command().stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(usual.mul_f64(random.f64() * 1.1));
        running.kill().unwrap();
        if running.wait().unwrap().success() {
            ended += 1;
        }
        let after = files(&fixture.output());
        let whole = if after == *expected { &mut news } else { &mut olds };
        *whole += 1;
        assert!(after == *expected || after == before, "round {round}: a mixture of two sites");
    }
    assert!(olds > 10 && news > 10, "the moments were not spread: {olds} old, {news} new, {ended} had ended");
    // Nothing has to be cleaned up by hand, and nothing is left.
    fixture.write_content("新");
    assert!(fixture.build_well() == new);
    let mut beside: Vec<_> =
        fs::read_dir(fixture.folder.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    beside.sort();
    assert_eq!(beside, [".output.gongbao-cache", ".output.gongbao-lock", "content", "output"]);
}

/// A limit on the length of files stands in for a disk without room: a write fails in the middle of a
/// file in the same way, and any user can set it.
#[cfg(unix)]
#[test]
fn with_a_full_disk_the_old_site_stands() {
    let (fixture, old, new) = two_states();
    fixture.write_content("新");
    let limited = |prepare: &str| {
        let program = fixture.command();
        finish(
            Command::new("sh")
                .arg("-c")
                .arg(format!("{prepare} ulimit -f 4; exec \"$0\" \"$@\""))
                .arg(program.get_program())
                .args(program.get_args()),
        )
    };
    // The write fails.
    fixture.check_refused(&limited("trap '' XFSZ;"), &old, "cannot be written");
    // The program is killed in the write.
    assert_eq!(limited("").status.code(), None);
    assert!(files(&fixture.output()) == old);
    assert!(fixture.build_well() == new);
}

#[test]
fn what_no_build_wrote_is_refused_and_untouched() {
    let (fixture, _, _) = two_states();
    fs::create_dir(fixture.output().join("mine")).unwrap();
    fs::write(fixture.output().join("mine/thesis.docx"), "mine").unwrap();
    fixture.write_content("新");
    let before = files(&fixture.output());
    fixture.check_refused(&fixture.build(), &before, "mine/thesis.docx");
}

#[test]
fn a_file_where_a_folder_should_be_is_refused() {
    let (fixture, old, new) = two_states();
    fixture.write_content("新");
    // The output itself.
    let aside = fixture.folder.path().join("aside");
    fs::rename(fixture.output(), &aside).unwrap();
    fs::write(fixture.output(), "a file").unwrap();
    let ran = fixture.build();
    assert_eq!(ran.status.code(), Some(2), "{}", printed(&ran));
    assert_eq!(fs::read_to_string(fixture.output()).unwrap(), "a file");
    fs::remove_file(fixture.output()).unwrap();
    fs::rename(&aside, fixture.output()).unwrap();
    // A folder of the site.
    fs::remove_dir_all(fixture.output().join("documents")).unwrap();
    fs::write(fixture.output().join("documents"), "a file").unwrap();
    let before = files(&fixture.output());
    fixture.check_refused(&fixture.build(), &before, "documents");
    fs::remove_file(fixture.output().join("documents")).unwrap();
    assert!(fixture.build_well() == new);
    // The staging folder's name.
    fixture.write_content("旧");
    fs::write(fixture.folder.path().join(".output.gongbao-staging"), "a file").unwrap();
    assert!(fixture.build_well() == old);
}

/// Root may write everywhere, so for root the folder lies where nothing can be created at all.
#[cfg(target_os = "linux")]
#[test]
fn an_unwritable_folder_is_refused() {
    use std::os::unix::fs::PermissionsExt;
    let (fixture, old, _) = two_states();
    fixture.write_content("新");
    let mode = |mode| fs::set_permissions(fixture.output(), fs::Permissions::from_mode(mode)).unwrap();
    mode(0o555);
    fixture.check_refused(&fixture.build(), &old, "read-only");
    mode(0o755);
    let ran = support::run(&fixture.content(), Path::new("/proc/self/site"), &[]);
    assert_eq!(ran.status.code(), Some(2), "{}", printed(&ran));
    assert!(printed(&ran).contains("/proc/self/site cannot be created"), "{}", printed(&ran));
}

#[test]
fn of_two_builds_at_once_one_is_refused_or_comes_after_the_other() {
    let (fixture, _, new) = two_states();
    fixture.write_content("新");
    let running: Vec<_> = (0..6).map(|_| fixture.command().spawn().unwrap()).collect();
    let ran: Vec<Output> = running.into_iter().map(ended).collect();
    for ran in &ran {
        let refused = ran.status.code() == Some(2) && printed(ran).contains("another build");
        assert!(ran.status.success() || refused, "{}", printed(ran));
    }
    assert!(ran.iter().any(|ran| ran.status.success()));
    assert!(files(&fixture.output()) == new);
}

#[test]
fn what_disappears_from_the_content_disappears_from_the_site() {
    let fixture = Fixture::new();
    let before = fixture.build_well();
    fs::remove_file(fixture.content().join("a/7.md")).unwrap();
    let after = fixture.build_well();
    assert!(before.contains_key("documents/d7.html") && !after.contains_key("documents/d7.html"));
}

#[cfg(unix)]
#[test]
fn a_second_build_writes_nothing_and_one_after_an_edit_only_what_changed() {
    use std::os::unix::fs::MetadataExt;
    let fixture = Fixture::new();
    fixture.build_well();
    let state = || -> BTreeMap<PathBuf, (u64, i64, i64)> {
        let entries = walkdir::WalkDir::new(fixture.output()).into_iter().map(Result::unwrap);
        entries
            .map(|entry| {
                let meta = entry.metadata().unwrap();
                (entry.into_path(), (meta.ino(), meta.mtime(), meta.mtime_nsec()))
            })
            .collect()
    };
    let before = state();
    std::thread::sleep(Duration::from_millis(20));
    let ran = fixture.build();
    assert!(printed(&ran).contains("0 files written"), "{}", printed(&ran));
    assert_eq!(state(), before);
    let path = fixture.content().join("a/7.md");
    let text = fs::read_to_string(&path).unwrap().replace("旧文", "新文");
    fs::write(path, text).unwrap();
    fixture.build_well();
    let after = state();
    let changed: Vec<_> =
        before.keys().filter(|path| path.is_file() && after.get(*path) != before.get(*path)).collect();
    let page = fixture.output().join("documents/d7.html");
    // Beside the page only the list of what the build wrote, which is written with every new site, and those
    // files of the search index that hold the words.
    let index = fixture.output().join("search");
    let (of_index, others): (Vec<&PathBuf>, Vec<&PathBuf>) =
        changed.iter().partition(|path| path.starts_with(&index));
    assert!(others.contains(&&page) && others.len() <= 2, "{others:?}");
    let all = before.keys().filter(|path| path.starts_with(&index) && path.is_file()).count();
    assert!(!of_index.is_empty() && of_index.len() * 4 < all, "{of_index:?} of {all}");
}

#[test]
fn the_base_address_is_used_where_addresses_must_be_absolute() {
    let fixture = Fixture::new();
    let ran = finish(fixture.command().args(["--base-url", "https://gazette.example/gongbao/"]));
    assert!(ran.status.success(), "{}", printed(&ran));
    let page = |name: &str| fs::read_to_string(fixture.output().join(name)).unwrap();
    let canonical = "https://gazette.example/gongbao/documents/d7.html";
    assert!(page("documents/d7.html").contains(canonical));
    assert!(page("404.html").contains("https://gazette.example/gongbao/assets/style.css"));
    // Everything else can be moved to any folder.
    assert!(page("documents/d7.html").contains("../assets/style.css"));
}
