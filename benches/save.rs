//! The cost of a save in the preview, without PDF editions in the published site and with one of everything: from the save
//! until the page of the saved document is made, without the browser (`benches/preview.mjs` measures with one).
//!
//! ```text
//! cargo bench --bench corpus -- FOLDER 1000
//! cargo bench --bench save -- FOLDER
//! ```
//!
//! Files that pass for editions are laid into a folder that is removed. The saved document is written back as it was.
#![allow(clippy::unwrap_used, clippy::print_stdout, missing_docs, reason = "a tool of the developers")]

use gongbao::digest::hex;
use gongbao::library::Options;
use gongbao::pdf;
use gongbao::pdf::record::{self, EditionEntry, EditionRecord};
use gongbao::project::{self, Inputs};
use gongbao::server::snapshot::{Snapshot, rebuild};
use gongbao::server::watch::Changes;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

const SAVES: usize = 15;

fn main() {
    let folder = std::env::args().skip(1).find(|argument| !argument.starts_with("--"));
    let Some(folder) = folder.map(PathBuf::from) else {
        println!("usage: cargo bench --bench save -- FOLDER");
        return;
    };
    let published = tempfile::tempdir().unwrap();
    let inputs = |published: Option<&Path>| Inputs {
        content: folder.clone(),
        themes: "themes".into(),
        theme: "default".to_owned(),
        site: Options::default(),
        published: published.map(Path::to_path_buf),
    };
    let count = lay_editions(&inputs(None), published.path());
    // Files that were just written are read again until they have lain still for two seconds.
    std::thread::sleep(Duration::from_millis(2_500));
    let without = saves(&inputs(None));
    let with = saves(&inputs(Some(published.path())));
    println!("a save without editions {without}, with {count} editions {with}");
}

fn lay_editions(inputs: &Inputs, published: &Path) -> usize {
    let project = project::read(inputs, None).0.unwrap();
    let site = project.site();
    let entry = |edition: pdf::Edition| {
        let address = pdf::address(site, edition);
        let file = published.join(&address);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, "%PDF").unwrap();
        let fingerprint = hex(&pdf::fingerprint(site, &inputs.content, edition, None).unwrap());
        EditionEntry { address, bytes: 4, pages: 1, layout: None, fingerprint, sha256: String::new() }
    };
    let record = EditionRecord { editions: pdf::editions(site).into_iter().map(entry).collect() };
    fs::write(published.join(record::ADDRESS), record.write()).unwrap();
    record.editions.len()
}

/// The median and the longest time of some saves.
fn saves(inputs: &Inputs) -> String {
    let made = |previous: Option<&Snapshot>| rebuild(inputs, previous, &Changes::everything()).0.unwrap();
    let project = project::read(inputs, None).0.unwrap();
    let document = project.site().library.documents.iter().last().unwrap();
    let (file, address) = (inputs.content.join(document.file()), document.address());
    let text = fs::read_to_string(&file).unwrap();
    let mut last = made(Some(&made(None)));
    let mut took: Vec<Duration> = (0..SAVES)
        .map(|save| {
            fs::write(&file, format!("{text}\n\n第{save}次保存。\n")).unwrap();
            let start = Instant::now();
            let snapshot = made(Some(&last));
            let _page = snapshot.show(&address).unwrap().unwrap();
            let took = start.elapsed();
            last = snapshot;
            took
        })
        .collect();
    fs::write(&file, text).unwrap();
    took.sort();
    format!("{:.1?} (longest {:.1?})", took[SAVES / 2], took[SAVES - 1])
}
