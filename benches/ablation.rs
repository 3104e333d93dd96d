//! What each accelerator of the search index is worth: the index without one of them, and with all.
//!
//! ```text
//! cargo bench --bench corpus -- FOLDER 10000
//! cargo bench --bench ablation -- FOLDER [all|phrases|runs|remainders|words|characters] [INDEX]
//! ```
//!
//! Says the megabytes of the index, and the seconds of making its entries. The index is written to INDEX, where `benches/ablation.mjs` asks it. `words` does without
//! the phrases of the list of words, `characters` without the list.
#![allow(clippy::unwrap_used, clippy::print_stdout, missing_docs, reason = "a tool of the developers")]

use gongbao::library::Options;
use gongbao::publication::Publication;
use gongbao::search::sizes::Sizes;
use gongbao::search::words::Words;
use gongbao::search::{Index, reader};
use gongbao::source;
use std::path::{Path, PathBuf};
use std::time::Instant;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    let Some(folder) = arguments.first() else {
        println!("usage: cargo bench --bench ablation -- FOLDER [WITHOUT] [INDEX]");
        return;
    };
    let without = arguments.get(1).map_or("all", String::as_str);
    let sizes = || match without {
        "phrases" => Sizes { long_list: usize::MAX, ..Sizes::default() },
        "runs" => Sizes { shared: usize::MAX, ..Sizes::default() },
        "remainders" => Sizes { remainders: false, ..Sizes::default() },
        _ => Sizes::default(),
    };
    let words = || match without {
        "words" => Words::new(Words::list().lines().next().unwrap()),
        "characters" => Words::new("\n"),
        _ => Words::default(),
    };
    let (content, _) = source::read(Path::new(folder));
    let site = Publication::assemble(content, &Options::default()).0;
    let (seconds, index) = timed(|| Index::with(&site, None, sizes(), words()));
    let mut bytes = [0, 0];
    let output = arguments.get(2).map(PathBuf::from);
    for (at, address) in index.addresses().enumerate() {
        let content = index.content(&site, at).unwrap();
        bytes[usize::from(address.starts_with("search/g/"))] += content.len();
        if let Some(output) = &output {
            let file = output.join(address);
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(file, content).unwrap();
        }
    }
    if let Some(output) = &output {
        std::fs::write(output.join(reader::ADDRESS), reader::script()).unwrap();
    }
    println!(
        "without {without}: index {:.2} MB ({:.2} of them entries), entries made in {seconds:.2} s",
        (bytes[0] + bytes[1]) as f64 / 1e6,
        bytes[1] as f64 / 1e6,
    );
}

fn timed<T>(make: impl FnOnce() -> T) -> (f64, T) {
    let start = Instant::now();
    let made = make();
    (start.elapsed().as_secs_f64(), made)
}
