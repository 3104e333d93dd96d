//! Runs the program on a content folder and reads what it wrote.
#![allow(dead_code, reason = "each test file uses its part")]

use gongbao::digest;
use gongbao::library;
use gongbao::pdf::record::{Entry, Record, digest};
use gongbao::publication::Publication;
use gongbao::{pdf, source};
use scraper::{Html, Selector};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Output};

/// A built site.
pub(crate) struct Built {
    /// Every file, by address.
    pub(crate) files: BTreeMap<String, Vec<u8>>,
}

impl Built {
    /// The addresses of the HTML pages.
    pub(crate) fn pages(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str).filter(|address| address.ends_with(".html"))
    }

    /// A page, read as a browser reads it.
    pub(crate) fn page(&self, address: &str) -> Html {
        let bytes = self.files.get(address).unwrap_or_else(|| panic!("there is no page {address}"));
        Html::parse_document(std::str::from_utf8(bytes).unwrap())
    }
}

/// Runs `gongbao build` with further arguments.
pub(crate) fn run(content: &Path, output: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_gongbao"))
        .arg("build")
        .args(["--content".as_ref(), content.as_os_str(), "--output".as_ref(), output.as_os_str()])
        .args(arguments)
        .output()
        .unwrap()
}

/// Builds a content folder that has no errors.
pub(crate) fn build(content: &Path) -> Built {
    build_in(content, "output", "0")
}

/// The same in a folder of this name with so many threads.
pub(crate) fn build_in(content: &Path, name: &str, threads: &str) -> Built {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join(name);
    let ran = Command::new(env!("CARGO_BIN_EXE_gongbao"))
        .arg("build")
        .args(["--content".as_ref(), content.as_os_str(), "--output".as_ref(), output.as_os_str()])
        .env("RAYON_NUM_THREADS", threads)
        .output()
        .unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    Built { files: files(&output) }
}

/// Puts files that pass for PDF editions of everything into the folder of a published site.
pub(crate) fn lay_editions(content: &Path, output: &Path, options: &library::Options) {
    let (site, _) = Publication::assemble(source::read(content).0, options);
    let entry = |edition: pdf::Edition| {
        let address = pdf::address(&site, edition);
        let bytes = format!("%PDF {address}").into_bytes();
        let file = output.join(&address);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, &bytes).unwrap();
        Entry {
            address,
            bytes: bytes.len(),
            pages: 3,
            layout: None,
            source: digest(&pdf::source(&site, edition, None)),
            sha256: digest::hex(&digest::of(&bytes)),
        }
    };
    let record = Record { editions: pdf::editions(&site).into_iter().map(entry).collect() };
    std::fs::write(output.join("pdf/editions.json"), record.write().unwrap()).unwrap();
}

/// Every file below a folder, by relative path.
pub(crate) fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    walkdir::WalkDir::new(folder)
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let relative = entry.path().strip_prefix(folder).unwrap();
            let parts: Vec<&str> = relative.iter().map(|part| part.to_str().unwrap()).collect();
            (parts.join("/"), std::fs::read(entry.path()).unwrap())
        })
        .collect()
}

/// The text of the elements that a selector finds.
pub(crate) fn select(page: &Html, selector: &str) -> Vec<String> {
    page.select(&Selector::parse(selector).unwrap())
        .map(|element| element.text().collect::<String>().trim().to_owned())
        .collect()
}

/// A text without white space.
pub(crate) fn squeeze(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// A relative address on a page, as an address of the site.
pub(crate) fn join(page: &str, target: &str) -> String {
    if target.is_empty() {
        return page.to_owned();
    }
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in target.split('/') {
        match part {
            ".." => assert!(parts.pop().is_some(), "{page}: {target} leaves the site"),
            "." => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}
