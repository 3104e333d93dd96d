//! gongbao publishes a government gazette (政府公报) as a static website.
//!
//! Data flows one way, and each room takes plain values and returns plain values with
//! diagnostics. Only `source` reads the content, and only `publish` and `archive` write files, `cache` beside
//! them what saves work.
//!
//! ```text
//! diagnostic      what is wrong, where, and what to do
//! failure         a file or folder that could not be worked with
//! digest          by which it is known that two things are the same
//! id              numbers of lists, each with a type of its own
//! address         where everything lies on the site
//! text            what is Chinese and official: numerals, numbers, dates, sentences
//! source          walk content/, split and type the front matter      -> files with positions
//! document        Markdown -> a tree with outline, anchors, tables     -> documents
//! plan            the tasks of division plans, their units and leaders
//! library         documents, issues, how they relate                   -> facts
//! align           tasks of a plan <-> passages of its report
//! citation        who cites whom
//! responsibility  plans, units, leaders, passages
//! paper           the measures of paper, and what a text becomes on it, for browser and PDF alike
//! publication     which pages there are, what each shows, where        -> pages
//! pdf             the same as A4 PDF files                             -> sources, files in memory
//! search          every string of the texts -> where it stands         -> files of the index
//! render          pages through the theme                              -> files in memory
//! cache           what earlier builds worked out
//! project         one reading of content and theme: the list of files that they make
//! publish         write what changed, all or nothing                   -> output/
//! archive         the offline copy, and whether it is whole            -> one zip
//! server          the preview: watch, rebuild, reload                  -> the loopback address
//! commands        one file per subcommand
//! main            the command line
//! ```
//!
//! A room imports only from the lines above its own, but for `text`, which everybody may use; rooms on one line do not
//! know each other. `tests/suite/house.rs` reads this list and fails when an import leads the other way.

pub mod address;
pub mod align;
pub mod archive;
pub mod cache;
pub mod citation;
pub mod commands;
pub mod diagnostic;
pub mod digest;
pub mod document;
pub mod failure;
mod id;
pub mod library;
pub mod paper;
pub mod pdf;
pub mod plan;
pub mod project;
pub mod publication;
pub mod publish;
pub mod render;
pub mod responsibility;
pub mod search;
pub mod server;
pub mod source;
pub mod text;
