//! Measurements of a PDF file, with poppler's tools. Lengths in points.

use crate::support::{finish, squeeze};
use gongbao::paper::measures;
use std::path::Path;
use std::process::Command;

pub(crate) const MM: f64 = 72.0 / 25.4;

pub(crate) fn tool(name: &str, arguments: &[&str], file: &Path) -> String {
    let ran = finish(Command::new(name).args(arguments).arg(file).arg("-"));
    String::from_utf8_lossy(&ran.stdout).into_owned()
}

/// A word with its box in points: from the left, from the top, to the right, to the foot.
pub(crate) struct Word {
    pub(crate) text: String,
    pub(crate) left: f64,
    pub(crate) top: f64,
    pub(crate) right: f64,
    pub(crate) foot: f64,
}

/// The words of each page.
pub(crate) fn words(file: &Path) -> Vec<Vec<Word>> {
    let mut pages = Vec::new();
    for line in tool("pdftotext", &["-bbox"], file).lines() {
        let line = line.trim();
        if line.starts_with("<page ") {
            pages.push(Vec::new());
        } else if line.starts_with("<word ") {
            let number = |name: &str| {
                let after = line.split_once(&format!("{name}=\"")).unwrap().1;
                after.split_once('"').unwrap().0.parse::<f64>().unwrap()
            };
            let text = line.split_once('>').unwrap().1.trim_end_matches("</word>");
            let text =
                text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
            let (left, right) = (number("xMin"), number("xMax"));
            pages.last_mut().unwrap().push(Word { text, left, top: number("yMin"), right, foot: number("yMax") });
        }
    }
    pages
}

/// The text within the 版心 of all pages: pdftotext, in the order of the file, cut to that frame.
pub(crate) fn text_within(file: &Path, first: usize, last: usize) -> String {
    let (x, width) = (20.0 * MM, 170.0 * MM);
    let (top, height) = ((measures::HEAD - 4.0) * MM, (measures::TEXT_HEIGHT + 6.0) * MM);
    let cut = [x, top, width, height].map(|value| format!("{}", value.round()));
    let pages = [first.to_string(), last.to_string()];
    let arguments =
        ["-raw", "-f", &pages[0], "-l", &pages[1], "-x", &cut[0], "-y", &cut[1], "-W", &cut[2], "-H", &cut[3]];
    squeeze(&tool("pdftotext", &arguments, file).replace('\u{c}', ""))
}
