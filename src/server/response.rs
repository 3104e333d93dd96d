//! Answers to requests: files of the site with the headers of a good web server, pages with the script that
//! follows what is saved.

use super::live_site::LiveSite;
use super::request::{self, Range, Wanted};
use super::snapshot::Snapshot;
use crate::digest::{self, hex};
use crate::project;
use bytes::Bytes;
use http_body_util::Full;
use hyper::header::{self, HeaderMap, HeaderName, HeaderValue};
use hyper::{Response, StatusCode, Uri};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

/// The server's own files lie here; no address of a site begins so.
pub const OWN: &str = "-gongbao/";
const SCRIPT: &str = include_str!("preview.js");
const STYLE: &str = include_str!("preview.css");
/// Forbids pages of other sites to load anything from here.
const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// An answer.
pub type Answer = Response<Full<Bytes>>;

/// An answer in words.
pub fn words(status: StatusCode, text: &str) -> Answer {
    build(status, "text/plain; charset=utf-8", Bytes::from(format!("{text}\n")))
}

pub(super) fn build(status: StatusCode, kind: &'static str, body: Bytes) -> Answer {
    let length = body.len() as u64;
    let mut answer = Response::new(Full::new(body));
    *answer.status_mut() = status;
    let headers = answer.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(RESOURCE_POLICY, HeaderValue::from_static("same-origin"));
    answer
}

/// Leaves the head of an answer.
pub fn without_body(mut answer: Answer) -> Answer {
    *answer.body_mut() = Full::default();
    answer
}

/// One of the server's own files; `address` is what follows the folder's name.
pub fn own(address: &str) -> Answer {
    match address {
        "preview.js" => {
            build(StatusCode::OK, "text/javascript; charset=utf-8", Bytes::from_static(SCRIPT.as_bytes()))
        }
        "preview.css" => build(StatusCode::OK, "text/css; charset=utf-8", Bytes::from_static(STYLE.as_bytes())),
        _ => words(StatusCode::NOT_FOUND, "there is nothing here"),
    }
}

/// What is asked of the site.
pub struct Question<'a> {
    /// Where.
    pub uri: &'a Uri,
    /// With which headers.
    pub headers: &'a HeaderMap,
    /// For what.
    pub wanted: Wanted,
}

/// Answers with a file of the site.
pub fn site(live: &LiveSite, question: &Question<'_>) -> Answer {
    let state = live.state();
    let path = question.uri.path();
    let Some(snapshot) = &state.snapshot else { return no_site_yet(path) };
    let address = request::address(path).unwrap_or_default();
    let bytes = match snapshot.show(&address) {
        Ok(Some(project::Bytes::Memory(bytes))) => bytes,
        Ok(Some(project::Bytes::File(file))) => {
            return attachment(&file, &address, question).unwrap_or_else(|error| unreadable(&address, &error));
        }
        Ok(None) if !address.is_empty() && snapshot.has(&format!("{address}/index.html")) => {
            return moved(&format!("{path}/"));
        }
        Ok(None) => return not_found(snapshot, path),
        // What is wrong is shown by the script.
        Err(_) => return no_site_yet(path),
    };
    let kind = content_type(&address);
    let bytes = if kind == HTML { with_script(&bytes, path, &snapshot.mark(&bytes).whole()) } else { bytes };
    part_of(question, kind, &tag(&bytes), bytes.len() as u64, |from, to| Ok(slice(&bytes, from, to)))
        .unwrap_or_else(|error| unreadable(&address, &error))
}

fn unreadable(address: &str, error: &io::Error) -> Answer {
    words(StatusCode::INTERNAL_SERVER_ERROR, &format!("{address} cannot be read: {error}"))
}

/// The site's own page for what does not exist.
fn not_found(snapshot: &Snapshot, path: &str) -> Answer {
    match snapshot.not_found(depth(path)) {
        Ok(bytes) => {
            let page = with_script(&bytes, path, &snapshot.mark(&bytes).whole());
            build(StatusCode::NOT_FOUND, HTML, Bytes::from(page))
        }
        Err(_) => no_site_yet(path),
    }
}

/// A page of the server itself, for as long as there is no site: the script shows what is wrong on it and
/// opens the site when it is there.
fn no_site_yet(path: &str) -> Answer {
    let page = "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n<title>预览</title>\n</head>\n\
                <body>\n<p>现在没有可以显示的页面。内容改正以后，这里会自动打开。</p>\n</body>\n</html>\n";
    let page = with_script(page.as_bytes(), path, "none");
    build(StatusCode::SERVICE_UNAVAILABLE, HTML, Bytes::from(page))
}

/// A folder without its final slash.
fn moved(to: &str) -> Answer {
    // Two slashes at the beginning would name another server.
    let place = format!("/{}", to.trim_start_matches('/'));
    let mut answer = words(StatusCode::MOVED_PERMANENTLY, "this is a folder");
    if let Ok(place) = HeaderValue::from_str(&place) {
        answer.headers_mut().insert(header::LOCATION, place);
    }
    answer
}

/// How many folders deep a browser takes a path to be.
pub(super) fn depth(path: &str) -> usize {
    path.trim_start_matches('/').matches('/').count().min(64)
}

/// The page with the script that follows what is saved; every other byte is as `build` writes it.
fn with_script(page: &[u8], path: &str, mark: &str) -> Vec<u8> {
    let mut script = format!("<script src=\"/{OWN}preview.js\" data-seen=\"{mark}\" data-path=\"").into_bytes();
    let mut escaped = String::new();
    // Writing to a String cannot fail.
    let _ = pulldown_cmark_escape::escape_html(&mut escaped, path);
    script.extend_from_slice(escaped.as_bytes());
    script.extend_from_slice(b"\"></script>");
    let end = b"</body>";
    let at = page.windows(end.len()).rposition(|window| window == end).unwrap_or(page.len());
    let (before, after) = page.split_at(at);
    [before, &script, after].concat()
}

fn slice(bytes: &[u8], from: u64, to: u64) -> Bytes {
    let place = |at: u64| usize::try_from(at).unwrap_or(usize::MAX);
    Bytes::copy_from_slice(bytes.get(place(from)..place(to)).unwrap_or_default())
}

/// A file of the content folder, of which only what is asked for is read.
fn attachment(path: &Path, address: &str, question: &Question<'_>) -> io::Result<Answer> {
    let mut file = File::open(path)?;
    let meta = file.metadata()?;
    let tag = tag(format!("{} {:?}", meta.len(), meta.modified().ok()).as_bytes());
    let kind = content_type(address);
    let mut answer = part_of(question, kind, &tag, meta.len(), |from, to| {
        let mut bytes = Vec::new();
        file.seek(SeekFrom::Start(from))?;
        file.by_ref().take(to - from).read_to_end(&mut bytes)?;
        Ok(Bytes::from(bytes))
    })?;
    // A browser's viewer of PDF files reaches nothing of the site, and refuses to open in a sandbox.
    if kind != PDF {
        set(&mut answer, header::CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'");
    }
    Ok(answer)
}

/// The whole, a part, or word that the asker has it already.
fn part_of(
    question: &Question<'_>,
    kind: &'static str,
    tag: &str,
    length: u64,
    mut read: impl FnMut(u64, u64) -> io::Result<Bytes>,
) -> io::Result<Answer> {
    let given = |name| question.headers.get(name).and_then(|value| value.to_str().ok());
    let range = match given(header::RANGE) {
        Some(range)
            if question.wanted == Wanted::Everything
                && given(header::IF_RANGE).is_none_or(|named| named == tag) =>
        {
            request::range(range, length)
        }
        _ => Range::Whole,
    };
    let mut answer = if given(header::IF_NONE_MATCH).is_some_and(|named| request::names_tag(named, tag)) {
        let mut answer = build(StatusCode::NOT_MODIFIED, kind, Bytes::new());
        answer.headers_mut().remove(header::CONTENT_LENGTH);
        answer
    } else {
        match range {
            Range::Whole => build(StatusCode::OK, kind, read(0, length)?),
            Range::Part(from, to) => {
                let mut answer = build(StatusCode::PARTIAL_CONTENT, kind, read(from, to)?);
                set(&mut answer, header::CONTENT_RANGE, &format!("bytes {from}-{}/{length}", to - 1));
                answer
            }
            Range::Outside => {
                let mut answer = words(StatusCode::RANGE_NOT_SATISFIABLE, "the file has no such part");
                set(&mut answer, header::CONTENT_RANGE, &format!("bytes */{length}"));
                return Ok(answer);
            }
        }
    };
    set(&mut answer, header::ETAG, tag);
    set(&mut answer, header::ACCEPT_RANGES, "bytes");
    Ok(answer)
}

fn set(answer: &mut Answer, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        answer.headers_mut().insert(name, value);
    }
}

fn tag(bytes: &[u8]) -> String {
    format!("\"{}\"", hex(digest::of(bytes).get(..16).unwrap_or_default()))
}

const HTML: &str = "text/html; charset=utf-8";
const PDF: &str = "application/pdf";

fn content_type(address: &str) -> &'static str {
    let extension = address.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    match extension.as_deref().unwrap_or_default() {
        "html" | "htm" => HTML,
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" => "application/json; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "txt" | "md" => "text/plain; charset=utf-8",
        "xml" => "application/xml; charset=utf-8",
        "svg" => "image/svg+xml; charset=utf-8",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "pdf" => PDF,
        "woff2" => "font/woff2",
        "wasm" => "application/wasm",
        "zip" => "application/zip",
        "doc" => "application/msword",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xls" => "application/vnd.ms-excel",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _ => "application/octet-stream",
    }
}
