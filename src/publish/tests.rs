//! Tests of the promises of publishing, on small folders.

use super::*;
use crate::diagnostic::Code;
use crate::digest;
use crate::project::{Bytes, Provenance};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

struct Fixture {
    folder: tempfile::TempDir,
}

impl Fixture {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    fn output(&self) -> PathBuf {
        self.folder.path().join("output")
    }

    fn publish(&self, files: &[(&str, &str)]) -> Result<Report, Error> {
        let file = |(address, text): &(&str, &str)| Output::text(address, text.as_bytes().to_vec());
        publish(&self.output(), &files.iter().map(file).collect::<Vec<_>>(), as_given)
    }

    fn site(&self) -> BTreeMap<String, String> {
        walkdir::WalkDir::new(self.output())
            .into_iter()
            .flatten()
            .filter(|entry| entry.file_type().is_file())
            .map(|entry| {
                let name = entry.path().strip_prefix(self.output()).unwrap().to_string_lossy().into_owned();
                (name, fs::read_to_string(entry.path()).unwrap())
            })
            .filter(|(name, _)| name != ".gongbao-files")
            .collect()
    }

    fn check(&self, expected: &[(&str, &str)]) {
        let expected: BTreeMap<String, String> =
            expected.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
        assert_eq!(self.site(), expected);
    }

    /// Nothing may be left beside the output folder but the lock and the cache.
    fn check_tidy(&self) {
        let mut names: Vec<String> = fs::read_dir(self.folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names.retain(|name| name != ".output.gongbao-cache");
        assert_eq!(names, [".output.gongbao-lock", "output"]);
    }
}

/// Makes a file that is text.
fn as_given(output: &Output, _: &dyn Fn(&Digest) -> bool) -> Result<Made, Box<Diagnostic>> {
    let Provenance::Text(bytes) = &output.origin else { panic!("{output:?}") };
    Ok(Made { fingerprint: None, bytes: Some(Bytes::Memory(bytes.clone())) })
}

#[test]
fn a_build_writes_what_changed_and_removes_what_is_gone() {
    let fixture = Fixture::new();
    let report =
        fixture.publish(&[("index.html", "a"), ("documents/x.html", "x"), ("documents/y.html", "y")]).unwrap();
    assert_eq!(report, Report { written: 3, unchanged: 0, removed: 0 });
    let report = fixture.publish(&[("index.html", "b"), ("documents/y.html", "y")]).unwrap();
    assert_eq!(report, Report { written: 1, unchanged: 1, removed: 1 });
    fixture.check(&[("index.html", "b"), ("documents/y.html", "y")]);
    fixture.check_tidy();
}

#[test]
fn a_build_that_changes_nothing_touches_nothing() {
    let fixture = Fixture::new();
    fixture.publish(&[("index.html", "a")]).unwrap();
    let before = fs::metadata(fixture.output()).unwrap().modified().unwrap();
    let report = fixture.publish(&[("index.html", "a")]).unwrap();
    assert_eq!(report, Report { written: 0, unchanged: 1, removed: 0 });
    assert_eq!(fs::metadata(fixture.output()).unwrap().modified().unwrap(), before);
}

#[test]
fn foreign_files_are_refused_and_untouched() {
    let fixture = Fixture::new();
    fs::create_dir_all(fixture.output()).unwrap();
    fs::write(fixture.output().join("thesis.docx"), "mine").unwrap();
    let Err(Error::Foreign(_, 1, some)) = fixture.publish(&[("index.html", "a")]) else { panic!() };
    assert_eq!(some, ["thesis.docx"]);
    fixture.check(&[("thesis.docx", "mine")]);
}

#[test]
fn files_that_hosts_ask_for_are_kept() {
    let fixture = Fixture::new();
    fs::create_dir_all(fixture.output().join(".well-known")).unwrap();
    fs::write(fixture.output().join("CNAME"), "gazette.example").unwrap();
    fs::write(fixture.output().join(".well-known/security.txt"), "s").unwrap();
    fixture.publish(&[("index.html", "a")]).unwrap();
    fixture.publish(&[("index.html", "b")]).unwrap();
    fixture.check(&[("index.html", "b"), ("CNAME", "gazette.example"), (".well-known/security.txt", "s")]);
}

/// Publishes one file, made of `from`, and says whether it was made.
fn is_made(fixture: &Fixture, from: &str, text: &str) -> bool {
    let made = AtomicBool::new(false);
    let make = |output: &Output, known: &dyn Fn(&Digest) -> bool| {
        let fingerprint = digest::of(from.as_bytes());
        if known(&fingerprint) {
            return Ok(Made { fingerprint: Some(fingerprint), bytes: None });
        }
        made.store(true, Ordering::Relaxed);
        Ok(Made { fingerprint: Some(fingerprint), ..as_given(output, known)? })
    };
    let output = Output::text("index.html", text.as_bytes().to_vec());
    publish(&fixture.output(), &[output], make).unwrap();
    fixture.check(&[("index.html", text)]);
    made.into_inner()
}

#[test]
fn what_would_be_made_of_the_same_is_not_made_again() {
    // Whether this very program was just compiled does not show before its file has lain still for a while.
    std::thread::sleep(std::time::Duration::from_millis(2_100));
    let fixture = Fixture::new();
    assert!(is_made(&fixture, "a", "text"));
    assert!(!is_made(&fixture, "a", "text"));
    assert!(is_made(&fixture, "b", "text"));
    assert!(!is_made(&fixture, "b", "text"));
    // Somebody writes into the published site.
    fs::write(fixture.output().join("index.html"), "tixt").unwrap();
    assert!(is_made(&fixture, "b", "text"));
    assert!(is_made(&fixture, "c", "texts"));
    fs::remove_dir_all(fixture.folder.path().join(".output.gongbao-cache")).unwrap();
    assert!(is_made(&fixture, "c", "texts"));
    fixture.check_tidy();
}

#[test]
fn a_page_that_fails_leaves_the_old_site() {
    let fixture = Fixture::new();
    fixture.publish(&[("index.html", "a")]).unwrap();
    let outputs = ["index.html", "b.html"].map(|address| Output::text(address, b"new".to_vec()));
    let result = publish(&fixture.output(), &outputs, |output, known| match output.address.as_str() {
        "index.html" => as_given(output, known),
        _ => Err(Box::new(Diagnostic::error(
            Code::Template,
            crate::diagnostic::Location::file("b"),
            "it fails",
            "mend it",
        ))),
    });
    assert!(matches!(result, Err(Error::Pages(found)) if found.len() == 1));
    fixture.check(&[("index.html", "a")]);
    fixture.check_tidy();
}

#[test]
fn what_an_interrupted_build_left_is_removed() {
    let fixture = Fixture::new();
    fs::create_dir_all(fixture.folder.path().join(".output.gongbao-staging/documents")).unwrap();
    fixture.publish(&[("index.html", "a")]).unwrap();
    fixture.check(&[("index.html", "a")]);
    fixture.check_tidy();
}

#[test]
fn after_a_swap_that_was_killed_between_its_steps_the_old_site_is_there_again() {
    let fixture = Fixture::new();
    fixture.publish(&[("index.html", "a")]).unwrap();
    let aside = fixture.folder.path().join(".output.gongbao-old");
    let others = fixture.folder.path().join(".output.old");
    fs::create_dir(&others).unwrap();
    fs::rename(fixture.output(), &aside).unwrap();
    // Even a build that fails brings it back, and it is this build's old site: what did not change is not written.
    let outputs = [Output::text("index.html", Vec::new())];
    let failing = |_: &Output, _: &dyn Fn(&Digest) -> bool| {
        Err(Box::new(Diagnostic::error(
            Code::Template,
            crate::diagnostic::Location::file("b"),
            "it fails",
            "mend it",
        )))
    };
    assert!(publish(&fixture.output(), &outputs, failing).is_err());
    fixture.check(&[("index.html", "a")]);
    fs::rename(fixture.output(), &aside).unwrap();
    let report = fixture.publish(&[("index.html", "a"), ("b.html", "b")]).unwrap();
    assert_eq!(report, Report { written: 1, unchanged: 1, removed: 0 });
    // Killed after the second step, the old site goes.
    fs::create_dir(&aside).unwrap();
    fixture.publish(&[("index.html", "c")]).unwrap();
    fixture.check(&[("index.html", "c")]);
    fs::remove_dir(&others).unwrap();
    fixture.check_tidy();
}

#[test]
fn a_file_in_the_place_of_the_folder_is_refused() {
    let fixture = Fixture::new();
    fs::write(fixture.output(), "a file").unwrap();
    assert!(matches!(fixture.publish(&[("index.html", "a")]), Err(Error::NotAFolder(_))));
    assert_eq!(fs::read_to_string(fixture.output()).unwrap(), "a file");
}

#[test]
fn no_address_leads_out_of_the_folder_or_is_taken_twice() {
    let fixture = Fixture::new();
    for addresses in [vec!["../a.html"], vec!["a/../../b"], vec!["/a"], vec![""], vec!["a.html", "a.html"]] {
        let files: Vec<(&str, &str)> = addresses.into_iter().map(|address| (address, "x")).collect();
        let refused = fixture.publish(&files);
        assert!(matches!(refused, Err(Error::Address(_) | Error::Twice(_))), "{files:?}");
    }
    assert!(!fixture.folder.path().join("a.html").exists());
}

#[cfg(unix)]
#[test]
fn the_folder_keeps_its_mode_and_a_read_only_one_is_refused() {
    use std::os::unix::fs::PermissionsExt;
    let fixture = Fixture::new();
    fs::create_dir_all(fixture.output().join(".well-known")).unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o7777;
    fs::set_permissions(fixture.output(), fs::Permissions::from_mode(0o2775)).unwrap();
    fs::set_permissions(fixture.output().join(".well-known"), fs::Permissions::from_mode(0o700)).unwrap();
    fixture.publish(&[("index.html", "a")]).unwrap();
    assert_eq!((mode(&fixture.output()), mode(&fixture.output().join(".well-known"))), (0o2775, 0o700));
    fs::set_permissions(fixture.output(), fs::Permissions::from_mode(0o555)).unwrap();
    assert!(matches!(fixture.publish(&[("index.html", "b")]), Err(Error::ReadOnly(_))));
    fixture.check(&[("index.html", "a")]);
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_nowhere_is_named() {
    let fixture = Fixture::new();
    std::os::unix::fs::symlink("nowhere", fixture.output()).unwrap();
    assert!(matches!(fixture.publish(&[("index.html", "a")]), Err(Error::DanglingLink(_))));
}
