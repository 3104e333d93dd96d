//! The preview over raw TCP: correct HTTP, a thousand hostile requests, a storm of saves.

use crate::support::{self, finish, gongbao, wait};
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

const SECRET: &str = "nobody may read this";

struct Preview {
    folder: tempfile::TempDir,
    process: Child,
    port: u16,
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// What a server answered.
#[derive(Debug)]
struct Answer {
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Answer {
    fn header(&self, name: &str) -> Option<&str> {
        let lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.into_iter().find(|(found, _)| found.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// Starts the preview and reads its port from what it prints; the rest is read and dropped.
fn start(folder: &Path, arguments: &[&str]) -> (Child, u16) {
    start_by(&mut gongbao(), folder, arguments)
}

/// The same by a command that runs the program.
fn start_by(command: &mut Command, folder: &Path, arguments: &[&str]) -> (Child, u16) {
    let command = command.arg("serve").args(arguments).current_dir(folder);
    let mut process = command.stdin(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let lines = BufReader::new(process.stderr.take().unwrap()).lines();
    let (found, port) = mpsc::channel();
    std::thread::spawn(move || {
        for line in lines.map_while(Result::ok) {
            if line.contains("http://127.0.0.1:") {
                let _ = found.send(line.trim_end_matches('/').rsplit(':').next().unwrap().parse().unwrap());
            }
        }
    });
    let port = port.recv_timeout(Duration::from_secs(60)).unwrap_or_else(|_| {
        let _ = process.kill();
        panic!("{command:?} names no port")
    });
    (process, port)
}

impl Preview {
    fn new() -> Self {
        Self::by(&mut gongbao())
    }

    /// The preview that a command starts.
    fn by(command: &mut Command) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        write("secret.txt", SECRET);
        write("content/.hidden.txt", SECRET);
        write("content/a/unused.txt", SECRET);
        write("content/site.yaml", "title: 某市公报\n");
        write("content/a/图.txt", "0123456789");
        write("content/a/1.md", &document(0));
        let (process, port) = start_by(command, folder.path(), &["--port", "0"]);
        Self { folder, process, port }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        stream
    }

    /// Sends bytes as they are and reads until the server closes the connection.
    fn send(&self, bytes: &[u8]) -> Vec<u8> {
        let mut stream = self.connect();
        // A server that has heard enough may have gone.
        let _ = stream.write_all(bytes);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        answer
    }

    fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
        let mut request =
            format!("{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n", self.port);
        for (name, value) in headers {
            request.push_str(&format!("{name}: {value}\r\n"));
        }
        let answer = self.send(format!("{request}\r\n").as_bytes());
        let end = answer.windows(4).position(|window| window == b"\r\n\r\n").unwrap();
        let head = String::from_utf8(answer[..end].to_vec()).unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Answer { status, head, body: answer[end + 4..].to_vec() }
    }

    fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[])
    }

    /// What the server says of a page, once it says something.
    fn news(&self, path: &str, seen: &str) -> String {
        self.get(&format!("/-gongbao/news.js?path={path}&seen={seen}&problems=0")).text()
    }

    /// Waits until a page holds this.
    fn wait_for(&self, path: &str, needle: &str) -> Answer {
        let start = Instant::now();
        loop {
            let answer = self.get(path);
            if answer.text().contains(needle) {
                return answer;
            }
            assert!(start.elapsed() < Duration::from_secs(20), "{path} does not show {needle}: {}", answer.text());
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

fn document(number: usize) -> String {
    format!("---\nid: d1\ntitle: 通知{number}\nkind: notice\n---\n\n第{number}稿。见[图](图.txt)。\n")
}

/// A page without the script that the preview adds.
fn as_built(page: &[u8]) -> Vec<u8> {
    let text = String::from_utf8(page.to_vec()).unwrap();
    let start = text.find("<script src=\"/-gongbao/").unwrap();
    let end = start + text[start..].find("</script>").unwrap() + "</script>".len();
    [&text.as_bytes()[..start], &text.as_bytes()[end..]].concat()
}

fn seen(page: &str) -> String {
    page.split("data-seen=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

#[test]
fn it_shows_the_bytes_that_a_build_writes() {
    // With PDF editions that the last build made, which the next one keeps.
    let folder = tempfile::tempdir().unwrap();
    let (content, output) = (Path::new("content"), folder.path().join("output"));
    assert!(support::run(content, &output, &[]).status.success());
    support::lay_editions(content, &output, &gongbao::library::Options::default());
    // What is published is what a build wrote.
    let mut written = fs::read_to_string(output.join(".gongbao-files")).unwrap();
    written.extend(support::files(&output.join("pdf")).keys().map(|file| format!("pdf/{file}\n")));
    fs::write(output.join(".gongbao-files"), written).unwrap();
    assert!(support::run(content, &output, &[]).status.success());
    let site = support::files(&output);
    assert!(
        String::from_utf8_lossy(&site["documents/shenzhengfa-2026-1.html"]).contains("shenzhengfa-2026-1.pdf")
    );

    let arguments = ["--port", "0", "--site", output.to_str().unwrap()];
    let (process, port) = start(Path::new(env!("CARGO_MANIFEST_DIR")), &arguments);
    let preview = Preview { folder, process, port };
    for (address, bytes) in site.iter().filter(|(address, _)| *address != ".gongbao-files") {
        let answer = preview.get(&format!("/{address}"));
        assert_eq!(answer.status, 200, "{address}");
        let shown = if address.ends_with(".html") { as_built(&answer.body) } else { answer.body };
        assert!(shown == *bytes, "{address} differs");
    }
}

#[test]
fn http_as_it_should_be() {
    let preview = Preview::new();
    let page = preview.get("/documents/d1.html");
    assert_eq!((page.status, page.header("content-type")), (200, Some("text/html; charset=utf-8")));
    assert_eq!(as_built(&preview.get("/").body), as_built(&preview.get("/index.html").body));
    let head = preview.ask("HEAD", "/documents/d1.html", &[]);
    assert_eq!(
        (head.status, head.header("content-length"), head.body.len()),
        (200, page.header("content-length"), 0)
    );
    let tag = page.header("etag").unwrap();
    assert_eq!(preview.ask("GET", "/documents/d1.html", &[("If-None-Match", tag)]).status, 304);
    assert_eq!(preview.ask("GET", "/documents/d1.html", &[("If-None-Match", "\"other\"")]).status, 200);
    // A folder is its index; there is no list of files.
    assert_eq!(preview.get("/issues/").status, 200);
    let moved = preview.get("/issues");
    assert_eq!((moved.status, moved.header("location")), (301, Some("/issues/")));
    assert_eq!(preview.get("/assets/").status, 404);
    // The site's own page, with links that hold at this depth.
    let missing = preview.get("/nothing/here/x.html");
    assert_eq!((missing.status, missing.header("content-type")), (404, Some("text/html; charset=utf-8")));
    assert!(missing.text().contains("没有这个页面") && missing.text().contains("../../assets/style.css"));
    // Parts of files.
    let file = "/files/a/%E5%9B%BE.txt";
    let part = |range: &str| {
        let answer = preview.ask("GET", file, &[("Range", range)]);
        (answer.status, answer.text(), answer.header("content-range").map(str::to_owned))
    };
    assert_eq!(part("bytes=2-4"), (206, "234".to_owned(), Some("bytes 2-4/10".to_owned())));
    assert_eq!(part("bytes=-3"), (206, "789".to_owned(), Some("bytes 7-9/10".to_owned())));
    assert_eq!(part("bytes=8-"), (206, "89".to_owned(), Some("bytes 8-9/10".to_owned())));
    assert_eq!((part("bytes=10-").0, part("bytes=10-").2), (416, Some("bytes */10".to_owned())));
    assert_eq!(part("bytes=0-1,4-5").0, 200);
    let stale = [("Range", "bytes=2-4"), ("If-Range", "\"old\"")];
    assert_eq!(preview.ask("GET", file, &stale).status, 200);
    assert_eq!(preview.get(file).header("content-type"), Some("text/plain; charset=utf-8"));
    // What editors put beside a text can neither run nor send anything away.
    let policy = |answer: &Answer| answer.header("content-security-policy").map(str::to_owned);
    let sandbox = Some("sandbox; default-src 'none'".to_owned());
    assert_eq!(policy(&preview.get(file)), sandbox);
    assert_eq!(policy(&preview.ask("GET", file, &[("Range", "bytes=2-4")])), sandbox);
    assert_eq!(policy(&page), None);
    // Other methods, and pages of other sites.
    let other = preview.ask("POST", "/", &[("Content-Length", "0")]);
    assert_eq!((other.status, other.header("allow")), (405, Some("GET, HEAD")));
    let foreign = [("Sec-Fetch-Site", "cross-site")];
    assert_eq!(preview.ask("GET", "/-gongbao/news.js?path=/&seen=x&problems=0", &foreign).status, 403);
    assert_eq!(page.header("cross-origin-resource-policy"), Some("same-origin"));
}

#[test]
fn a_port_that_is_taken_is_passed_over_unless_it_was_asked_for() {
    let preview = Preview::new();
    let port = preview.port.to_string();
    let ran = finish(gongbao().args(["serve", "--port", &port]).current_dir(preview.folder.path()));
    assert_eq!(ran.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&ran.stderr).contains("choose another --port"));
    // Whoever holds the usual port, two previews find two others.
    let held = TcpListener::bind(("127.0.0.1", gongbao::server::PORT));
    let (first, one) = start(preview.folder.path(), &[]);
    let (second, two) = start(preview.folder.path(), &[]);
    let _first = Preview { folder: tempfile::tempdir().unwrap(), process: first, port: one };
    let _second = Preview { folder: tempfile::tempdir().unwrap(), process: second, port: two };
    assert!(one > gongbao::server::PORT || held.is_err());
    assert!(one != two && two > gongbao::server::PORT);
    let none = tempfile::tempdir().unwrap();
    let ran = finish(gongbao().arg("serve").current_dir(none.path()));
    assert_eq!(ran.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&ran.stderr).contains("there is no content folder"));
}

#[test]
fn what_is_saved_is_shown_and_what_is_wrong_stands_over_the_last_good_page() {
    let preview = Preview::new();
    let page = "/documents/d1.html";
    let first = seen(&preview.get(page).text());
    let home = seen(&preview.get("/").text());
    fs::write(preview.path("content/a/1.md"), document(1)).unwrap();
    assert!(preview.news(page, &first).contains("\"seen\":\""));
    assert!(preview.get(page).text().contains("第1稿"));
    // A page whose bytes are the same is left alone.
    let about = preview.get("/lists/index.html").text();
    fs::write(preview.path("content/a/1.md"), document(1).replace("稿。", "稿！")).unwrap();
    let second = preview.wait_for(page, "第1稿！");
    assert_eq!(seen(&preview.get("/lists/index.html").text()), seen(&about));
    assert!(seen(&second.text()) != first && seen(&preview.get("/").text()) != home);
    // An error.
    fs::write(preview.path("content/a/1.md"), "---\nid: d1\ntytle: 通知\n---\n").unwrap();
    let news = preview.news(page, &seen(&second.text()));
    assert!(news.contains("\"seen\":null") && news.contains("a/1.md:3:1"), "{news}");
    assert!(preview.get(page).text().contains("第1稿！"));
    fs::write(preview.path("content/a/1.md"), document(2)).unwrap();
    preview.wait_for(page, "第2稿");
    // A theme that fails, and one that does not.
    let theme = preview.path("themes/default/templates");
    fs::create_dir_all(&theme).unwrap();
    fs::write(theme.join("document.html"), "{{ nothing.there }}").unwrap();
    let now = seen(&preview.get(page).text());
    let news = preview.news(page, &now);
    assert!(news.contains("themes/default/templates/document.html:1:"), "{news}");
    assert!(preview.get(page).text().contains("第2稿"));
    fs::write(theme.join("document.html"), "<body>主题{{ page.title }}</body>").unwrap();
    preview.wait_for(page, "主题通知2");
    fs::remove_dir_all(preview.path("themes")).unwrap();
    preview.wait_for(page, "第2稿");
    // A new folder, a rename, a deletion, a temporary file.
    let text = document(3).replace("id: d1", "id: d2").replace("[图](图.txt)", "图");
    fs::create_dir_all(preview.path("content/b/c")).unwrap();
    fs::write(preview.path("content/b/c/2.md"), text).unwrap();
    preview.wait_for("/documents/d2.html", "第3稿");
    fs::rename(preview.path("content/b"), preview.path("content/e")).unwrap();
    fs::write(preview.path("content/e/.2.md.swp"), "---").unwrap();
    fs::write(preview.path("content/e/2.md~"), "---").unwrap();
    std::thread::sleep(Duration::from_millis(300));
    preview.wait_for("/documents/d2.html", "第3稿");
    fs::remove_dir_all(preview.path("content/e")).unwrap();
    preview.wait_for("/documents/d2.html", "没有这个页面");
    // The whole folder replaced, as git does it.
    fs::rename(preview.path("content"), preview.path("aside")).unwrap();
    preview.wait_for(&format!("/-gongbao/news.js?path={page}&seen=&problems=0"), "there is no content folder");
    fs::rename(preview.path("aside"), preview.path("content")).unwrap();
    fs::write(preview.path("content/a/1.md"), document(4)).unwrap();
    preview.wait_for(page, "第4稿");
    assert!(!preview.path("output").exists());
}

#[test]
fn after_a_storm_of_saves_the_page_is_the_one_that_a_build_writes() {
    let preview = Preview::new();
    let memory = || -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", preview.process.id())).unwrap_or_default();
        let line = status.lines().find(|line| line.starts_with("VmRSS")).unwrap_or_default();
        line.split_whitespace().nth(1).and_then(|kilobytes| kilobytes.parse().ok()).unwrap_or(0)
    };
    let mut early = 0;
    for number in 1..=1000 {
        // In the ways in which editors save: over the file, or beside it and then in its place.
        let path = preview.path("content/a/1.md");
        if number % 2 == 0 {
            fs::write(path, document(number)).unwrap();
        } else {
            fs::write(preview.path("content/a/.1.md.new"), document(number)).unwrap();
            fs::rename(preview.path("content/a/.1.md.new"), path).unwrap();
        }
        if number % 5 == 0 {
            fs::write(preview.path(&format!("content/a/extra{}.txt", number % 50)), "x").unwrap();
            let answer = preview.get("/documents/d1.html");
            assert_eq!(answer.status, 200);
        }
        if number == 200 {
            early = memory();
        }
    }
    let shown = preview.wait_for("/documents/d1.html", "第1000稿");
    let late = memory();
    assert!(late < early + 40_000, "{early} kB grew to {late} kB");
    let site = support::build(&preview.path("content"));
    assert!(as_built(&shown.body) == site.files["documents/d1.html"]);
    assert!(as_built(&preview.get("/index.html").body) == site.files["index.html"]);
}

/// Ways of writing `../` and of leading elsewhere.
const CLIMBING: [&str; 24] = [
    "../",
    "..%2f",
    "%2e%2e/",
    "%2e%2e%2f",
    "..%5c",
    "..\\",
    "%252e%252e%252f",
    "..%c0%af",
    "%c0%ae%c0%ae/",
    "..;/",
    "....//",
    "..%00/",
    "%2e%2e%5c",
    "..%u2215",
    "%uff0e%uff0e/",
    "..%e2%88%95",
    "．．/",
    ".%2e/",
    "//",
    "/./../",
    "a/../../",
    "files/../../",
    "assets/..%2f..%2f",
    "-gongbao/../../",
];
const TARGETS: [&str; 6] = [
    "secret.txt",
    "etc/passwd",
    "content/.hidden.txt",
    "content/site.yaml",
    "content/a/unused.txt",
    "proc/self/environ",
];

#[test]
fn a_thousand_hostile_requests_leave_it_standing_and_learn_nothing() {
    let preview = Preview::new();
    let ours = format!("127.0.0.1:{}", preview.port);
    let mut requests: Vec<Vec<u8>> = Vec::new();
    let mut add = |line: &str, host: &str, more: &str| {
        requests.push(format!("{line}\r\nHost: {host}\r\nConnection: close\r\n{more}\r\n").into_bytes());
    };
    for climbing in CLIMBING {
        for target in TARGETS {
            for times in [1, 2, 4, 6, 9] {
                add(&format!("GET /{}{target} HTTP/1.1", climbing.repeat(times)), &ours, "");
            }
        }
        add(&format!("GET /files/a/{climbing}secret.txt HTTP/1.1"), &ours, "");
        add(&format!("GET /-gongbao/{climbing}secret.txt HTTP/1.1"), &ours, "");
        add(&format!("GET /-gongbao/news.js?path=/{climbing}secret.txt&seen=x&problems=0 HTTP/1.1"), &ours, "");
        add(&format!("GET http://{ours}/{climbing}secret.txt HTTP/1.1"), &ours, "");
        add(&format!("GET {climbing}secret.txt HTTP/1.1"), &ours, "");
    }
    for host in [
        "evil.example",
        "evil.example:80",
        "",
        "127.0.0.1",
        "localhost:1",
        "0.0.0.0",
        "127.0.0.1.evil.example",
        "[::]",
        "a, b",
    ] {
        for path in ["/", "/secret.txt", "/-gongbao/news.js?path=/&seen=x&problems=0"] {
            add(&format!("GET {path} HTTP/1.1"), host, "");
            add(&format!("GET http://evil.example{path} HTTP/1.1"), &ours, "");
        }
    }
    for method in
        ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PATCH", "PROPFIND", "get", "G\u{0}T", ""]
    {
        for path in ["/", "/index.html", "*", "/secret.txt"] {
            add(&format!("{method} {path} HTTP/1.1"), &ours, "Content-Length: 0\r\n");
        }
    }
    let long = "a".repeat(100_000);
    for more in [
        format!("X: {long}\r\n"),
        "X: y\r\n".repeat(5_000),
        "Range: bytes=0-0,0-0\r\n".repeat(50),
        format!("Range: bytes={}\r\n", "0-,".repeat(3_000)),
        "Range: bytes=-18446744073709551616\r\n".to_owned(),
        "Range: bytes=18446744073709551615-18446744073709551615\r\n".to_owned(),
        "Range: bytes=--1\r\n".to_owned(),
        "Range: bytes=5-2\r\n".to_owned(),
        "If-None-Match: \u{7f}\u{1}\r\n".to_owned(),
        "Content-Length: 5\r\nContent-Length: 6\r\n".to_owned(),
        "Content-Length: 99999999999999999999\r\n".to_owned(),
        "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n".to_owned(),
        "Transfer-Encoding: xchunked\r\n".to_owned(),
        "Host: evil.example\r\n".to_owned(),
        " folded: line\r\n".to_owned(),
        ": no name\r\n".to_owned(),
        "Expect: 100-continue\r\nContent-Length: 10\r\n".to_owned(),
        "Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\n".to_owned(),
    ] {
        for path in [
            "/",
            "/documents/d1.html",
            "/files/a/%E5%9B%BE.txt",
            "/secret.txt",
            "/-gongbao/news.js?path=/&seen=x&problems=0",
        ] {
            add(&format!("GET {path} HTTP/1.1"), &ours, &more);
        }
    }
    for line in [
        format!("GET /{long} HTTP/1.1"),
        format!("GET /?{long} HTTP/1.1"),
        format!("{long} / HTTP/1.1"),
        format!("GET /{}index.html HTTP/1.1", "a/".repeat(3_000)),
        "GET / HTTP/9.9".to_owned(),
        "GET / HTTP/1.0".to_owned(),
        "GET /".to_owned(),
        "GET /%zz%1 HTTP/1.1".to_owned(),
        "GET /%00 HTTP/1.1".to_owned(),
        "GET /\u{1b}[2J HTTP/1.1".to_owned(),
        "GET /index.html%0d%0aX:%20y HTTP/1.1".to_owned(),
        "GET //evil.example/.. HTTP/1.1".to_owned(),
        "GET //issues HTTP/1.1".to_owned(),
        "GET /issues%2f..%2f HTTP/1.1".to_owned(),
        "PRI * HTTP/2.0".to_owned(),
    ] {
        add(&line, &ours, "");
    }
    requests.push(vec![0; 70_000]);
    requests.push(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03".to_vec());
    requests.push(b"GET / HTTP/1.1\nHost: x\n\n".to_vec());
    requests.push(b"\r\n".repeat(20_000));
    assert!((1000..1500).contains(&requests.len()), "{}", requests.len());
    let check = |request: &[u8]| {
        let answer = String::from_utf8_lossy(&preview.send(request)).into_owned();
        let shown = String::from_utf8_lossy(&request[..request.len().min(120)]).into_owned();
        for told in [SECRET, "root:", "title: ", "PATH=", "HTTP/1.1 500", "panicked", "location: //"] {
            assert!(!answer.contains(told), "{shown}\n{answer}");
        }
    };
    std::thread::scope(|scope| {
        for some in requests.chunks(requests.len().div_ceil(8)) {
            scope.spawn(|| {
                some.iter().for_each(|request| check(request));
                assert_eq!(preview.get("/").status, 200);
            });
        }
    });
    // A page of another site does not get in, whatever it calls itself.
    assert!(
        preview
            .send(b"GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n")
            .starts_with(b"HTTP/1.1 421")
    );
    assert!(preview.send(b"GET / HTTP/1.0\r\n\r\n").starts_with(b"HTTP/1.0 421"));
}

#[test]
fn slow_clients_are_let_go_and_keep_nobody_waiting() {
    let preview = Preview::new();
    // More than the server serves at a time; some say nothing, some say half of something.
    let mut slow: Vec<TcpStream> =
        (0..600).filter_map(|_| TcpStream::connect(("127.0.0.1", preview.port)).ok()).collect();
    for (at, stream) in slow.iter_mut().enumerate() {
        let some: &[u8] = if at % 2 == 0 { b"" } else { b"GET / HTTP/1.1\r\nHost: 127" };
        let _ = stream.write_all(some);
    }
    let start = Instant::now();
    assert_eq!(preview.get("/").status, 200);
    assert!(start.elapsed() < Duration::from_secs(15), "{:?}", start.elapsed());
    // They are let go even if they keep sending a byte now and then.
    let stream = slow.last_mut().unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_secs(12) && stream.write_all(b"a").is_ok() {
        std::thread::sleep(Duration::from_millis(200));
    }
    assert!(begun.elapsed() < Duration::from_secs(12), "a slow client is still served");
    drop(slow);
    assert_eq!(preview.get("/").status, 200);
}

#[cfg(target_os = "linux")]
#[test]
fn ctrl_c_ends_it_at_once_even_while_pages_wait_for_news() {
    // Where the tests run in the background of a shell, the interrupt is ignored, and every program that they start
    // would inherit that: `env` gives it back its meaning, as in a terminal.
    let mut preview =
        Preview::by(Command::new("env").args(["--default-signal=INT", env!("CARGO_BIN_EXE_gongbao")]));
    let page = preview.get("/").text();
    let mut waiting = preview.connect();
    let path = format!("/-gongbao/news.js?path=/&seen={}&problems=0", seen(&page));
    write!(waiting, "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", preview.port).unwrap();
    std::thread::sleep(Duration::from_millis(200));
    let start = Instant::now();
    let sent = Command::new("kill").args(["-INT", &preview.process.id().to_string()]).status().unwrap();
    assert!(sent.success());
    wait(&mut preview.process, Duration::from_secs(20));
    assert!(start.elapsed() < Duration::from_secs(1), "{:?}", start.elapsed());
}

#[cfg(unix)]
#[test]
fn a_text_behind_a_link_that_is_allowed_is_followed() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::create_dir_all(path("content/a")).unwrap();
    fs::create_dir_all(path("elsewhere")).unwrap();
    fs::write(path("content/site.yaml"), "title: 公报\nsymlinks: [a/1.md]\n").unwrap();
    fs::write(path("elsewhere/1.md"), document(0)).unwrap();
    std::os::unix::fs::symlink(path("elsewhere/1.md"), path("content/a/1.md")).unwrap();
    fs::write(path("content/a/图.txt"), "单").unwrap();
    let (process, port) = start(folder.path(), &["--port", "0"]);
    let preview = Preview { folder, process, port };
    for number in 1..4 {
        // As editors save: another file takes the place of the first.
        fs::write(preview.path("elsewhere/new.md"), document(number)).unwrap();
        fs::rename(preview.path("elsewhere/new.md"), preview.path("elsewhere/1.md")).unwrap();
        let start = Instant::now();
        while !preview.get("/documents/d1.html").text().contains(&format!("第{number}稿")) {
            assert!(start.elapsed() < Duration::from_secs(20), "the save is not seen");
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}
