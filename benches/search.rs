//! What the search index costs a build: time with and without it, and its size.
//!
//! ```text
//! cargo bench --bench corpus -- FOLDER 10000
//! cargo bench --bench search -- FOLDER
//! ```
//!
//! Both builds write into new folders, which are removed. What a query costs a browser is measured by
//! `benches/search.mjs`.
#![allow(clippy::unwrap_used, clippy::print_stdout, missing_docs, reason = "a tool of the developers")]

use gongbao::edition::Draft;
use gongbao::library::Options;
use gongbao::publication::{Publication, pages};
use gongbao::publish::{Destination, publish};
use gongbao::render::{File, Renderer, Theme};
use gongbao::search::{Index, previous::Previous};
use gongbao::source::{self, theme::ThemeFiles};
use std::path::Path;
use std::time::{Duration, Instant};

fn main() {
    let folder = std::env::args().skip(1).find(|argument| !argument.starts_with("--"));
    let Some(folder) = folder else {
        println!("usage: cargo bench --bench search -- FOLDER");
        return;
    };
    let (without, _) = build(Path::new(&folder), false);
    let (with, sizes) = build(Path::new(&folder), true);
    let (text, index) = sizes;
    println!(
        "without the index {without:.1?}, with it {with:.1?}: {:.2} times",
        with.as_secs_f64() / without.as_secs_f64()
    );
    println!("text {text} bytes, index {index} bytes: {:.2} times", index as f64 / text as f64);
}

/// Builds the site; says how long it took, and the bytes of the texts and of the index.
fn build(folder: &Path, with_index: bool) -> (Duration, (usize, usize)) {
    let output = tempfile::tempdir_in("target").unwrap();
    let start = Instant::now();
    let (content, _) = source::read(folder);
    let text: usize = content.documents.iter().map(|file| file.markdown.text.len() - file.markdown.body).sum();
    let (site, _) = Publication::assemble(content, &Options::default());
    let renderer = Renderer::new(Theme::new("default", ThemeFiles::new()).unwrap());
    let pages = pages::pages(&site);
    let index = with_index.then(|| Index::new(&site, None, Previous::default));
    let mut addresses: Vec<String> = pages.iter().map(|page| page.address.clone()).collect();
    if let Some(index) = &index {
        addresses.extend(index.addresses());
    }
    let destination = Destination { output: output.path().join("site"), content: folder.to_owned() };
    let bytes = std::sync::atomic::AtomicUsize::new(0);
    let make = &|at: usize| match (pages.get(at), &index) {
        (Some(page), _) => renderer.render(&site, page),
        (None, Some(index)) => {
            let content = index.content(&site, at - pages.len()).unwrap();
            bytes.fetch_add(content.len(), std::sync::atomic::Ordering::Relaxed);
            Ok(File::Bytes(content))
        }
        (None, None) => Ok(File::Bytes(Vec::new())),
    };
    publish(&destination, &addresses, |at| Draft::new(move || make(at))).unwrap();
    (start.elapsed(), (text, bytes.into_inner()))
}
