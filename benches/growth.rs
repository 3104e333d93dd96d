//! The growth of the cost of a text with its size, family by family.
//!
//! ```text
//! cargo bench --bench growth                          all families, 64 kB to 1 MB
//! cargo bench --bench growth -- 65536,262144 titles   those whose names hold a word, at these sizes
//! ```
//!
//! Each line shows what `gongbao check` costs at each size and the exponent of the last step: 1 is linear, 2 is
//! the square. The cost is counted in instructions where `valgrind` is installed and `GROWTH_COUNT` is set, which
//! takes a while and is the same at every run; else it is the processor time.
#![allow(clippy::unwrap_used, clippy::print_stdout, missing_docs, reason = "a tool of the developers")]

#[path = "../tests/support/cost.rs"]
mod cost;
#[path = "../tests/support/families.rs"]
mod families;

use std::time::Instant;

fn main() {
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench").peekable();
    let given = arguments.next_if(|argument| argument.starts_with(|c: char| c.is_ascii_digit()));
    let sizes = given.unwrap_or_else(|| "65536,262144,1048576".to_owned());
    let sizes: Vec<usize> = sizes.split(',').map(|size| size.parse().unwrap()).collect();
    let words: Vec<String> = arguments.collect();
    let count = std::env::var_os("GROWTH_COUNT").is_some();
    let none = cost::of(&[], count);
    for family in families::families() {
        if !words.is_empty() && !words.iter().any(|word| family.name.contains(word.as_str())) {
            continue;
        }
        let started = Instant::now();
        let costs: Vec<(usize, cost::Cost)> = sizes
            .iter()
            .map(|size| {
                let files = (family.files)(*size);
                (files.iter().map(|(_, text)| text.len()).sum(), cost::of(&files, count))
            })
            .collect();
        // What is less than nothing's own cost says nothing about growth.
        let more = |cost: cost::Cost| cost.work.saturating_sub(none.work).max(none.work) as f64;
        let mut steps = costs
            .windows(2)
            .map(|pair| (more(pair[1].1) / more(pair[0].1)).ln() / (pair[1].0 as f64 / pair[0].0 as f64).ln());
        let exponent = steps.next_back().unwrap_or(0.0);
        let (length, last) = costs.last().unwrap();
        let shown: Vec<String> = costs.iter().map(|(_, cost)| cost.to_string()).collect();
        println!(
            "{:32} {:>5.2}  {:>4.0} bytes/byte  {}  {}",
            family.name,
            exponent,
            last.memory.saturating_sub(none.memory) as f64 / *length as f64,
            shown.join(" "),
            if exponent > 1.15 { "STEEP" } else { "" },
        );
        if started.elapsed().as_secs() > 60 {
            println!("  took {} s", started.elapsed().as_secs());
        }
    }
}
