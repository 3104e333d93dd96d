//! The rules of Chinese official text: characters, numerals, official numbering, dates, document numbers, sentences.
//!
//! Everything here is a pure function of text. Nothing here knows of Markdown or HTML, so that the
//! printed edition, the search index and the open data read official text by the same rules.

#![cfg_attr(not(test), warn(clippy::string_slice))]

pub mod citation;
pub mod cut;
pub mod date;
pub mod document_number;
pub mod figure;
pub mod fold;
pub mod han;
pub mod hidden;
pub mod label;
pub mod leaders;
pub mod numbering;
pub mod numeral;
pub mod sentence;
pub mod slug;
pub mod tail;
pub mod title;
pub mod units;
pub mod width;
pub mod year;
