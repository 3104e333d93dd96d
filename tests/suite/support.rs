//! Runs the program on a content folder and reads what it wrote.
#![allow(dead_code, reason = "each of the two test binaries uses its part")]

use gongbao::digest;
use gongbao::library;
use gongbao::pdf::record::{EditionEntry, EditionRecord};
use gongbao::pdf::{self, Source};
use gongbao::publication::Publication;
use gongbao::source;
use scraper::{Html, Selector};
use std::collections::BTreeMap;
use std::io::Read;
use std::panic::resume_unwind;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::sync::OnceLock;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread::{JoinHandle, sleep, spawn};
use std::time::{Duration, Instant};

/// A built site.
pub(crate) struct Built {
    /// Every file, by address.
    pub(crate) files: BTreeMap<String, Vec<u8>>,
}

impl Built {
    /// The addresses of the HTML pages.
    pub(crate) fn pages(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str).filter(|address| address.ends_with(".html"))
    }

    /// A page, read as a browser reads it.
    pub(crate) fn page(&self, address: &str) -> Html {
        let bytes = self.files.get(address).unwrap_or_else(|| panic!("there is no page {address}"));
        Html::parse_document(std::str::from_utf8(bytes).unwrap())
    }
}

/// The longest that a program may run, however busy the machine is: what has not ended then never will.
const LIMIT: Duration = Duration::from_secs(300);

/// The program.
pub(crate) fn gongbao() -> Command {
    Command::new(env!("CARGO_BIN_EXE_gongbao"))
}

/// Runs a program to its end.
pub(crate) fn finish(command: &mut Command) -> Output {
    let child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    ended(child.unwrap_or_else(|error| panic!("{command:?}: {error}; tests/run installs what tests need")))
}

/// Waits for a program to end, and kills it when it does not.
pub(crate) fn ended(mut child: Child) -> Output {
    fn read(pipe: Option<impl Read + Send + 'static>) -> JoinHandle<Vec<u8>> {
        spawn(move || {
            let mut all = Vec::new();
            pipe.map(|mut pipe| pipe.read_to_end(&mut all));
            all
        })
    }
    let (stdout, stderr) = (read(child.stdout.take()), read(child.stderr.take()));
    let status = wait(&mut child, LIMIT);
    Output { status, stdout: stdout.join().unwrap(), stderr: stderr.join().unwrap() }
}

/// Waits so long for a program to end, and kills it when it does not.
pub(crate) fn wait(child: &mut Child, limit: Duration) -> ExitStatus {
    let start = Instant::now();
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return status;
        }
        if start.elapsed() > limit {
            child.kill().unwrap();
            child.wait().unwrap();
            panic!("a program has not ended within {limit:?}");
        }
        sleep(Duration::from_millis(2));
    }
}

/// Does what may take so long and no longer. What goes on for ever goes on beside the other tests and ends with them.
pub(crate) fn within(limit: Duration, work: impl FnOnce() + Send + 'static) {
    let (alive, ended) = mpsc::channel::<()>();
    let thread = spawn(move || {
        work();
        drop(alive);
    });
    match ended.recv_timeout(limit) {
        Err(RecvTimeoutError::Timeout) => panic!("this has not ended within {limit:?}"),
        _ => thread.join().unwrap_or_else(|panic| resume_unwind(panic)),
    }
}

/// Runs `gongbao build` with further arguments.
pub(crate) fn run(content: &Path, output: &Path, arguments: &[&str]) -> Output {
    finish(build_command(content, output).args(arguments))
}

fn build_command(content: &Path, output: &Path) -> Command {
    let mut command = gongbao();
    command.arg("build").arg("--content").arg(content).arg("--output").arg(output);
    command
}

/// The site of the repository's own content, built once for all tests that only look at it.
pub(crate) fn sample() -> &'static Built {
    static SAMPLE: OnceLock<Built> = OnceLock::new();
    SAMPLE.get_or_init(|| build(Path::new("content")))
}

/// Builds a content folder that has no errors.
pub(crate) fn build(content: &Path) -> Built {
    build_in(content, "output", "0")
}

/// The same in a folder of this name with so many threads.
pub(crate) fn build_in(content: &Path, name: &str, threads: &str) -> Built {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join(name);
    let ran = finish(build_command(content, &output).env("RAYON_NUM_THREADS", threads));
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    Built { files: files(&output) }
}

/// The Typst source of every PDF edition, which needs no typesetter: by the address of the edition.
pub(crate) fn typst_sources(content: &Path, options: &library::Options) -> BTreeMap<String, Source> {
    let (site, _) = Publication::assemble(source::read(content).0, options);
    let source = |edition| (pdf::address(&site, edition), pdf::source(&site, edition, None));
    pdf::editions(&site).into_iter().map(source).collect()
}

/// Puts files that pass for PDF editions of everything into the folder of a published site.
pub(crate) fn lay_editions(content: &Path, output: &Path, options: &library::Options) {
    let (site, _) = Publication::assemble(source::read(content).0, options);
    let entry = |edition: pdf::Edition| {
        let address = pdf::address(&site, edition);
        let bytes = format!("%PDF {address}").into_bytes();
        let file = output.join(&address);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, &bytes).unwrap();
        EditionEntry {
            address,
            bytes: bytes.len(),
            pages: 3,
            layout: None,
            fingerprint: digest::hex(&pdf::fingerprint(&site, content, edition, None).unwrap()),
            sha256: digest::hex(&digest::of(&bytes)),
        }
    };
    let record = EditionRecord { editions: pdf::editions(&site).into_iter().map(entry).collect() };
    std::fs::write(output.join("pdf/editions.json"), record.write()).unwrap();
}

/// Every file below a folder, by relative path.
pub(crate) fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    walkdir::WalkDir::new(folder)
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let relative = entry.path().strip_prefix(folder).unwrap();
            let parts: Vec<&str> = relative.iter().map(|part| part.to_str().unwrap()).collect();
            (parts.join("/"), std::fs::read(entry.path()).unwrap())
        })
        .collect()
}

/// The text of the elements that a selector finds.
pub(crate) fn select(page: &Html, selector: &str) -> Vec<String> {
    page.select(&Selector::parse(selector).unwrap())
        .map(|element| element.text().collect::<String>().trim().to_owned())
        .collect()
}

/// A text without white space.
pub(crate) fn squeeze(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// A relative address on a page, as an address of the site.
pub(crate) fn join(page: &str, target: &str) -> String {
    if target.is_empty() {
        return page.to_owned();
    }
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in target.split('/') {
        match part {
            ".." => assert!(parts.pop().is_some(), "{page}: {target} leaves the site"),
            "." => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}
