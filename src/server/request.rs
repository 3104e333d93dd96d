//! Requests, read strictly and without touching the disk.

use hyper::header::{HOST, HeaderMap, HeaderName};
use hyper::{Method, Uri};
use percent_encoding::percent_decode_str;

/// Longer paths are not looked up; no address of a site is nearly as long.
const LONGEST: usize = 2000;

/// Says who asks for what for which purpose; browsers set it and pages cannot.
const SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Is the request meant for this server? A page of another site whose name leads to the loopback address
/// (DNS rebinding) names itself in `Host`.
pub fn is_for_us(headers: &HeaderMap, uri: &Uri, port: u16) -> bool {
    let mut hosts = headers.get_all(HOST).iter();
    let (Some(host), None) = (hosts.next(), hosts.next()) else { return false };
    let ours = |host: &str| {
        let (name, given) = match host.rsplit_once(':') {
            Some((name, given)) if !given.contains(']') => (name, given),
            _ => (host, "80"),
        };
        // `+8497` and `08497` are numbers, but nobody writes a port so.
        ["127.0.0.1", "localhost", "[::1]"].iter().any(|our| name.eq_ignore_ascii_case(our))
            && given == port.to_string()
    };
    host.to_str().is_ok_and(ours) && uri.authority().is_none_or(|authority| ours(authority.as_str()))
}

/// Does a page of another site ask? The server's own files tell of the content, and a script can be
/// loaded from anywhere.
pub fn is_foreign(headers: &HeaderMap) -> bool {
    headers.get(SITE).is_some_and(|site| !matches!(site.as_bytes(), b"same-origin" | b"none"))
}

/// What a method wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// Head and body.
    Everything,
    /// The head alone.
    Head,
}

/// What a method wants; none of the others can be answered.
pub fn wanted(method: &Method) -> Option<Wanted> {
    match *method {
        Method::GET => Some(Wanted::Everything),
        Method::HEAD => Some(Wanted::Head),
        _ => None,
    }
}

/// The address that a path names: decoded once, `index.html` added to a folder. It is only ever compared
/// with the addresses of the site.
pub fn address(path: &str) -> Option<String> {
    let path = path.strip_prefix('/').filter(|path| path.len() <= LONGEST)?;
    let decoded = percent_decode_str(path).decode_utf8().ok()?;
    if decoded.contains(|c: char| c.is_control() || c == '\\') {
        return None;
    }
    let folder = decoded.is_empty() || decoded.ends_with('/');
    Some(if folder { format!("{decoded}index.html") } else { decoded.into_owned() })
}

/// A value of the query, decoded.
pub fn query(uri: &Uri, key: &str) -> Option<String> {
    let pairs = uri.query()?.split('&').filter_map(|pair| pair.split_once('='));
    let (_, value) = pairs.into_iter().find(|(name, _)| *name == key)?;
    percent_decode_str(value).decode_utf8().ok().map(|value| value.into_owned())
}

/// The part of a file that is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Range {
    /// All of it.
    Whole,
    /// The bytes from the first to before the second.
    Part(u64, u64),
    /// A part that the file does not have.
    Outside,
}

/// Reads a `Range` header for a file of `length` bytes. One range is answered; several, and what is no
/// range, are answered with the whole file, as HTTP allows.
pub fn range(header: &str, length: u64) -> Range {
    let Some((first, last)) = header.strip_prefix("bytes=").and_then(|range| range.split_once('-')) else {
        return Range::Whole;
    };
    let number = |text: &str| {
        let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        // A number too long for a file is one beyond its end.
        digits.then(|| text.parse::<u64>().unwrap_or(u64::MAX))
    };
    match (first.trim(), last.trim()) {
        ("", suffix) => match number(suffix) {
            Some(0) => Range::Outside,
            Some(_) if length == 0 => Range::Outside,
            Some(suffix) => Range::Part(length.saturating_sub(suffix), length),
            None => Range::Whole,
        },
        (first, last) => match (number(first), number(last)) {
            (Some(first), Some(last)) if first > last => Range::Whole,
            (Some(first), _) if first >= length && (last.is_empty() || number(last).is_some()) => Range::Outside,
            (Some(first), None) if last.is_empty() => Range::Part(first, length),
            (Some(first), Some(last)) => Range::Part(first, last.saturating_add(1).min(length)),
            _ => Range::Whole,
        },
    }
}

/// Does an `If-None-Match` header name this tag?
pub fn names_tag(header: &str, tag: &str) -> bool {
    header.trim() == "*" || header.split(',').any(|named| named.trim().trim_start_matches("W/") == tag)
}

#[cfg(test)]
mod tests {
    use super::*;
    use hyper::header::HeaderValue;

    fn host(host: &str) -> bool {
        let mut headers = HeaderMap::new();
        headers.insert(HOST, HeaderValue::from_str(host).unwrap());
        is_for_us(&headers, &Uri::from_static("/"), 8497)
    }

    #[test]
    fn only_the_loopback_names_with_the_port_are_answered() {
        for good in ["127.0.0.1:8497", "localhost:8497", "LocalHost:8497", "[::1]:8497"] {
            assert!(host(good), "{good}");
        }
        for bad in [
            "evil.example:8497",
            "127.0.0.1",
            "127.0.0.1:80",
            "localhost:8497.evil.example",
            "localhost.evil.example:8497",
            "[::1]",
            "localhost:08497",
            "localhost:+8497",
            "a@localhost:8497",
            "",
        ] {
            assert!(!host(bad), "{bad}");
        }
        let mut headers = HeaderMap::new();
        assert!(!is_for_us(&headers, &Uri::from_static("/"), 8497));
        headers.insert(HOST, HeaderValue::from_static("localhost:8497"));
        assert!(!is_for_us(&headers, &Uri::from_static("http://evil.example:8497/"), 8497));
        headers.append(HOST, HeaderValue::from_static("localhost:8497"));
        assert!(!is_for_us(&headers, &Uri::from_static("/"), 8497));
    }

    #[test]
    fn a_path_is_decoded_once() {
        for (path, expected) in [
            ("/", Some("index.html")),
            ("/issues/", Some("issues/index.html")),
            ("/documents/a.html", Some("documents/a.html")),
            ("/files/%E5%9B%BE.png", Some("files/图.png")),
            ("/%252e%252e/a", Some("%2e%2e/a")),
            ("/%2e%2e/a", Some("../a")),
            ("/a%00b", None),
            ("/a%5Cb", None),
            ("/%ff", None),
            ("*", None),
        ] {
            assert_eq!(address(path).as_deref(), expected, "{path}");
        }
    }

    #[test]
    fn ranges() {
        use Range::{Outside, Part, Whole};
        for (header, expected) in [
            ("bytes=0-9", Part(0, 10)),
            ("bytes=10-", Part(10, 100)),
            ("bytes=-30", Part(70, 100)),
            ("bytes=-300", Part(0, 100)),
            ("bytes=90-300", Part(90, 100)),
            ("bytes=100-", Outside),
            ("bytes=-0", Outside),
            ("bytes=99999999999999999999999-", Outside),
            ("bytes=9-0", Whole),
            ("bytes=0-1,5-6", Whole),
            ("bytes=a-b", Whole),
            ("bytes=-", Whole),
            ("lines=0-1", Whole),
        ] {
            assert_eq!(range(header, 100), expected, "{header}");
        }
        assert_eq!(range("bytes=0-", 0), Outside);
    }
}
