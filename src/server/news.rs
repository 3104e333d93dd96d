//! What has changed for a page that is open in a browser: are its bytes others now, and is anything wrong?

use super::request;
use super::response::{Answer, build, depth};
use super::snapshot::{Shown, Snapshot};
use super::stage::{Stage, State, name_of};
use crate::diagnostic::Diagnostic;
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
    /// Are its bytes others now?
    reload: bool,
    /// The name of the problems that there are now.
    name: String,
    /// The problems, in words.
    problems: Option<&'a str>,
}

/// Compares what a page shows with the state: is there anything new, and the answer either way.
pub fn news(stage: &Stage, state: &State, watching: &Watching) -> (bool, Answer) {
    let mark = state.snapshot.as_deref().map(|snapshot| mark(snapshot, &watching.path));
    let (reload, failed) = match mark {
        None => (false, None),
        Some(Ok(mark)) => (mark != watching.seen, None),
        Some(Err(problem)) => (false, Some(stage.words(*problem))),
    };
    let problems = state.problems.as_deref().or(failed.as_deref());
    let name = name_of(problems);
    let any = reload || name != watching.problems;
    (any, script(&News { reload, name, problems }))
}

fn mark(snapshot: &Snapshot, path: &str) -> Result<String, Box<Diagnostic>> {
    let shown = snapshot.show(&request::address(path).unwrap_or_default())?;
    Ok(match shown {
        Some(Shown::Bytes(bytes)) => snapshot.mark(&bytes),
        Some(Shown::File(_)) => String::new(),
        None => snapshot.mark(&snapshot.not_found(depth(path))?),
    })
}

fn script(news: &News<'_>) -> Answer {
    // What stands in JSON is JavaScript, too; that a script is answered, and not data, is because the
    // pages' Content-Security-Policy lets scripts of this server through and nothing else.
    let json = serde_json::to_string(news).unwrap_or_default();
    let mut answer =
        build(StatusCode::OK, "text/javascript; charset=utf-8", Bytes::from(format!("gongbaoPreview({json});\n")));
    answer.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    answer
}
