//! News for a page that is open in a browser: are its bytes others now, which ones, and is anything wrong?

use super::live_site::{LiveSite, State, name_of};
use super::request;
use super::response::{Answer, build, depth};
use super::snapshot::{Mark, Snapshot};
use crate::diagnostic::Diagnostic;
use crate::project;
use bytes::Bytes;
use hyper::StatusCode;
use hyper::header::{CACHE_CONTROL, HeaderValue};
use serde::Serialize;

/// What a page knows of itself when it asks for news.
#[derive(Clone, Debug)]
pub struct Watching {
    /// Its path.
    pub path: String,
    /// The mark of its bytes.
    pub seen: String,
    /// The name of the problems that it shows.
    pub problems: String,
}

/// What has changed for a page.
#[derive(Debug, Serialize)]
struct News<'a> {
    /// The mark of its bytes, if they are others now.
    seen: Option<&'a str>,
    /// These bytes, where what the page loads beside itself is as it was.
    page: Option<&'a str>,
    /// The name of the problems that there are now.
    name: String,
    /// The problems, in words.
    problems: Option<&'a str>,
}

/// Compares what a page shows with the state: is there anything new, and the answer either way.
pub fn news(live: &LiveSite, state: &State, watching: &Watching) -> (bool, Answer) {
    let now = state.snapshot.as_deref().map(|snapshot| now(snapshot, &watching.path)).transpose();
    let (now, failed) = match now {
        Ok(now) => (now.filter(|now| now.mark.whole() != watching.seen), None),
        Err(problem) => (None, Some(live.words(*problem))),
    };
    let page = now.as_ref().filter(|now| watching.seen.starts_with(&now.mark.resources));
    let seen = now.as_ref().map(|now| now.mark.whole());
    let problems = state.problems.as_deref().or(failed.as_deref());
    let name = name_of(problems);
    let any = seen.is_some() || name != watching.problems;
    let page = page.map(|now| String::from_utf8_lossy(&now.bytes));
    (any, script(&News { seen: seen.as_deref(), page: page.as_deref(), name, problems }))
}

/// A page as it is now.
struct Now {
    bytes: Vec<u8>,
    mark: Mark,
}

fn now(snapshot: &Snapshot, path: &str) -> Result<Now, Box<Diagnostic>> {
    let bytes = match snapshot.show(&request::address(path).unwrap_or_default())? {
        Some(project::Bytes::Memory(bytes)) => bytes,
        Some(project::Bytes::File(_)) => Vec::new(),
        None => snapshot.not_found(depth(path))?,
    };
    Ok(Now { mark: snapshot.mark(&bytes), bytes })
}

fn script(news: &News<'_>) -> Answer {
    // What stands in JSON is JavaScript, too; that a script is answered, and not data, is because the
    // pages' Content-Security-Policy lets scripts of this server through and nothing else.
    let json = serde_json::to_string(news).unwrap_or_default();
    // But for these in older browsers.
    let json = json.replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029");
    let mut answer =
        build(StatusCode::OK, "text/javascript; charset=utf-8", Bytes::from(format!("gongbao.news({json});\n")));
    answer.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    answer
}
