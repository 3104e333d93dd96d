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

use gongbao::library::Options;
use gongbao::project::{self, Bytes, Inputs, Provenance};
use gongbao::publish::publish;
use gongbao::source;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
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
    let (content, _) = source::read(folder);
    let text = content.documents.iter().map(|file| file.markdown.text.len() - file.markdown.body).sum();
    drop(content);
    let inputs = Inputs {
        content: folder.to_owned(),
        themes: "themes".into(),
        theme: "default".to_owned(),
        site: Options::default(),
        published: None,
    };
    let start = Instant::now();
    let project = project::read(&inputs, None).0.unwrap();
    let outputs = if with_index { project.outputs() } else { project.own_outputs().to_vec() };
    let bytes = AtomicUsize::new(0);
    let published = publish(&output.path().join("site"), &outputs, |output, known| {
        let made = project.make(output, known)?;
        if let (Provenance::Index(_), Some(Bytes::Memory(made))) = (&output.origin, &made.bytes) {
            bytes.fetch_add(made.len(), Ordering::Relaxed);
        }
        Ok(made)
    });
    published.unwrap();
    (start.elapsed(), (text, bytes.into_inner()))
}
