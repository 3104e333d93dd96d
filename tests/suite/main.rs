//! The library and the program from outside, in one binary: what a build writes, what the preview shows, what stands
//! in an archive, what is said of broken content; and the rules of the house that the sources follow.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod archive;
mod broken_content;
mod check;
mod citations;
mod commonmark;
mod diagnostics;
mod edits;
mod golden;
mod growth;
mod house;
mod intake;
mod links;
mod nothing_lost;
mod paper;
mod plan_shapes;
mod plans;
mod print;
mod publishing;
mod search;
mod server;
mod site;
mod support;
