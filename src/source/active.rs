//! Which attachments can run: a page, a script or a program that stands on the site of a government is believed, and a
//! script there acts with the rights of the site.
//!
//! A file is judged by its name and by its first bytes, since browsers and systems go by either. SVG pictures are read
//! as a whole: they are pictures as long as they hold no script and load nothing. In doubt a file can run; `site.yaml`
//! allows it by name.

use crate::text::cut::Cut;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// So much of a file is looked at; browsers look at less.
const HEAD: u64 = 2048;
const PAGE: &str = "a page or XML, which can hold scripts";
const PROGRAM: &str = "a program";
const SCRIPT: &str = "a script";
const PICTURE: &str = "an SVG picture with a script, or one that loads something from elsewhere";

/// Why an attachment can run; `None` when it cannot, or cannot be read.
pub(super) fn why(path: &Path) -> Option<&'static str> {
    let name = path.file_name()?.to_string_lossy().to_ascii_lowercase();
    let by_name = name.rsplit_once('.').and_then(|(_, extension)| by_extension(extension));
    by_name.or_else(|| by_bytes(path, name.ends_with(".svg")).ok().flatten())
}

fn by_extension(extension: &str) -> Option<&'static str> {
    match extension {
        "html" | "htm" | "xhtml" | "xht" | "shtml" | "mht" | "mhtml" | "xml" | "xsl" | "xslt" | "svgz" | "swf"
        | "hta" | "chm" => Some(PAGE),
        "js" | "mjs" | "cjs" | "jse" | "vbs" | "vbe" | "wsf" | "wsh" | "ps1" | "psm1" | "bat" | "cmd" | "sh"
        | "bash" | "py" | "pl" | "rb" | "php" | "jsp" | "asp" | "aspx" | "command" | "reg" | "wasm" => {
            Some(SCRIPT)
        }
        "exe" | "com" | "scr" | "pif" | "msi" | "msp" | "dll" | "ocx" | "cpl" | "jar" | "class" | "apk"
        | "hap" | "app" | "dmg" | "pkg" | "deb" | "rpm" | "appimage" | "so" | "dylib" | "lnk" | "url"
        | "desktop" | "scf" | "jnlp" => Some(PROGRAM),
        "docm" | "dotm" | "xlsm" | "xltm" | "xlam" | "pptm" | "potm" | "ppam" | "ppsm" => {
            Some("a document with macros")
        }
        _ => None,
    }
}

fn by_bytes(path: &Path, picture: bool) -> io::Result<Option<&'static str>> {
    let mut file = File::open(path)?;
    let mut bytes = Vec::new();
    file.by_ref().take(HEAD).read_to_end(&mut bytes)?;
    if bytes.starts_with(b"MZ") && bytes.contains(&0) || PROGRAMS.iter().any(|start| bytes.starts_with(start)) {
        return Ok(Some(PROGRAM));
    }
    if bytes.starts_with(b"#!") {
        return Ok(Some(SCRIPT));
    }
    if !picture && !is_markup(&bytes) {
        return Ok(None);
    }
    file.read_to_end(&mut bytes)?;
    Ok(match String::from_utf8(bytes) {
        Ok(text) if picture || root(&text) == Some("svg") => moves(&text.to_ascii_lowercase()).then_some(PICTURE),
        _ => Some(PAGE),
    })
}

/// ELF, Mach-O in its kinds, Java.
const PROGRAMS: [&[u8]; 6] = [
    b"\x7fELF",
    &[0xFE, 0xED, 0xFA, 0xCE],
    &[0xFE, 0xED, 0xFA, 0xCF],
    &[0xCE, 0xFA, 0xED, 0xFE],
    &[0xCF, 0xFA, 0xED, 0xFE],
    &[0xCA, 0xFE, 0xBA, 0xBE],
];

/// Does a browser take these bytes for a page or XML, in UTF-8 or UTF-16?
fn is_markup(bytes: &[u8]) -> bool {
    let marks = [0xEF, 0xBB, 0xBF, 0xFE, 0xFF, 0];
    let mut seen =
        bytes.iter().filter(|byte| !marks.contains(*byte)).skip_while(|byte| byte.is_ascii_whitespace());
    seen.next() == Some(&b'<')
        && seen.next().is_some_and(|byte| byte.is_ascii_alphabetic() || b"!?".contains(byte))
}

/// The name of the first element, without its namespace.
fn root(text: &str) -> Option<&str> {
    let mut tags = text.split('<').skip(1);
    tags.find(|tag| tag.starts_with(|c: char| c.is_ascii_alphabetic())).map(local_name)
}

fn local_name(tag: &str) -> &str {
    let name = tag.split(|c: char| c.is_whitespace() || c == '>' || c == '/').next().unwrap_or_default();
    name.rsplit(':').next().unwrap_or(name)
}

/// Elements that run something or hold another document.
const ELEMENTS: [&str; 17] = [
    "script",
    "foreignobject",
    "handler",
    "listener",
    "iframe",
    "frame",
    "embed",
    "object",
    "applet",
    "audio",
    "video",
    "img",
    "link",
    "meta",
    "base",
    "form",
    "input",
];
/// What declares or loads something behind the picture's back.
const WORDS: [&str; 7] =
    ["<!entity", "<!attlist", "<?xml-stylesheet", "javascript:", "@import", "1999/xhtml", "encoding=\"utf-7"];

/// Does an SVG picture, in small letters, hold a script or load something?
///
/// This is no parser: it looks for what a parser could make anything of, and rather finds too much. Every search goes
/// through the text once.
fn moves(svg: &str) -> bool {
    let value = |at: usize| svg.part(at..).trim_start().strip_prefix('=').map(str::trim_start);
    let handler = |at: usize| {
        let name = svg.part(at + 2..).chars().take(32).take_while(char::is_ascii_alphabetic).count();
        let begins = svg.part(..at).ends_with(|c: char| c.is_whitespace() || "\"'/".contains(c));
        begins && name > 0 && value(at + 2 + name).is_some()
    };
    let animated = |at: usize| {
        let value = value(at).unwrap_or_default().trim_start_matches(['"', '\'']).trim_start();
        value.starts_with("on") || value.contains('&') || value.starts_with("href") || value.starts_with("xlink")
    };
    WORDS.iter().any(|word| svg.contains(word))
        || svg.split('<').skip(1).any(|tag| ELEMENTS.contains(&local_name(tag)))
        || svg.match_indices("on").any(|(at, _)| handler(at))
        || svg.match_indices("href").any(|(at, _)| value(at + 4).is_some_and(|value| !is_inside(value)))
        || svg.match_indices("url(").any(|(at, _)| !is_inside(svg.part(at + 4..)))
        || svg.match_indices("attributename").any(|(at, name)| animated(at + name.len()))
}

/// Does an address, quoted or not, lead to a place in the picture or hold a picture of points?
fn is_inside(address: &str) -> bool {
    let address = address.trim_start().trim_start_matches(['"', '\'']).trim_start();
    let address = address.strip_prefix("&quot;").or_else(|| address.strip_prefix("&#39;")).unwrap_or(address);
    ["#", "data:image/png", "data:image/jpeg", "data:image/jpg", "data:image/gif", "data:image/webp"]
        .iter()
        .any(|start| address.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_still_or_it_moves() {
        for (inside, expected) in [
            ("<path d='M0 0'/><text>关于 on 的 = 说明</text>", false),
            ("<use xlink:href=\"#a\"/><rect fill='url( #b )'/>", false),
            ("<image href='data:image/png;base64,AA'/>", false),
            ("<g style=\"fill:url(&quot;#b&quot;)\"/>", false),
            ("<a href='https://a.cn/'><text>甲</text></a>", true),
            ("<a href='&#106;avascript:1'/>", true),
            ("<SCRIPT>1</SCRIPT>", true),
            ("<s:script xmlns:s='http://www.w3.org/2000/svg'/>", true),
            ("<g onload='1'/>", true),
            ("<g id='a'onclick = '1'/>", true),
            ("<foreignObject/>", true),
            ("<set attributeName='onclick' to='1'/>", true),
            ("<animate attributeName='opacity' from='0'/>", false),
            ("<animate attributeName=\"xlink:href\" to='x'/>", true),
            ("<style>@import 'x.css';</style>", true),
            ("<rect fill='url(https://a.cn/x)'/>", true),
            ("<image href=\"data:image/svg+xml,x\"/>", true),
        ] {
            let svg = format!("<svg xmlns=\"http://www.w3.org/2000/svg\">{inside}</svg>");
            assert_eq!(moves(&svg.to_ascii_lowercase()), expected, "{inside}");
        }
        assert!(moves("<!doctype svg [<!entity a 'x'>]><svg/>"));
    }

    #[test]
    fn the_root_is_found_behind_prolog_and_comment() {
        assert_eq!(root("\u{FEFF}<?xml version='1.0'?>\n<!-- 甲 -->\n<s:svg>"), Some("svg"));
        assert_eq!(root("<!DOCTYPE html><p>x"), Some("p"));
        assert!(is_markup(b"\xFF\xFE<\0h\0") && !is_markup("<通知>".as_bytes()));
    }
}
