//! The PDF editions of a site: those that lie in the published site and still say what the content says, and those that
//! were made now.
//!
//! Whether one is still right is looked up when somebody asks for it and not before: a preview shows one page after a
//! save, and the save must not cost more for every edition that lies in the published site.

use super::record::{self, EditionEntry, EditionRecord};
use super::{Edition, address, fingerprint};
use crate::digest::hex;
use crate::publication::Publication;
use crate::source::stamp::Stamp;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

/// An edition that was made now.
#[derive(Clone, Debug)]
pub struct NewEdition {
    /// What is recorded of it.
    pub entry: EditionEntry,
    /// The file.
    pub bytes: Vec<u8>,
}

/// The editions of one state of a site.
#[derive(Clone, Debug, Default)]
pub struct Editions {
    folder: PathBuf,
    /// The state of the record's file, by which it is known that it need not be read again.
    stamp: Option<Stamp>,
    record: Arc<EditionRecord>,
    /// Which of those in the record are right, as far as anybody has asked.
    right: Vec<OnceLock<bool>>,
    made: BTreeMap<String, NewEdition>,
}

impl Editions {
    /// Those of the site that is published in a folder. One without editions, or no folder at all, holds none.
    /// `previous` saves reading the record again.
    pub fn read(folder: &Path, previous: Option<&Self>) -> Self {
        let place = folder.join(record::ADDRESS);
        let stamp = Stamp::settled(&place);
        let unchanged = previous.filter(|it| stamp.is_some() && it.folder == folder && it.stamp == stamp);
        let record = match unchanged {
            Some(previous) => Arc::clone(&previous.record),
            None => Arc::new(std::fs::read(place).map(|bytes| EditionRecord::read(&bytes)).unwrap_or_default()),
        };
        let right = vec![OnceLock::new(); record.editions.len()];
        Self { folder: folder.to_path_buf(), stamp, record, right, made: BTreeMap::new() }
    }

    /// The same with those that were made now.
    pub fn with(mut self, made: Vec<NewEdition>) -> Self {
        self.made.extend(made.into_iter().map(|made| (made.entry.address.clone(), made)));
        self
    }

    /// What remains for a part of the site. Issues and documents are the same there; a list of tasks is not when other
    /// plans have tasks on it.
    pub fn within(&self, whole: &Publication, part: &Publication, content: &Path) -> Self {
        let right: BTreeSet<String> =
            self.current(whole, content).into_iter().map(|entry| entry.address).collect();
        let mut found = BTreeMap::new();
        for edition in super::editions(part) {
            let address = address(part, edition);
            let Some(at) = self.record.find(&address) else { continue };
            let entry = &self.record.editions[at];
            let is_right = right.contains(&address);
            let is_list = matches!(edition, Edition::Unit(..) | Edition::Leader(..));
            if !is_list || !is_right || says(entry, part, content, edition) {
                found.insert(address, (entry.clone(), OnceLock::from(is_right)));
            }
        }
        let (editions, right) = found.into_values().unzip();
        Self { record: Arc::new(EditionRecord { editions }), right, ..self.clone() }
    }

    /// An edition that is right, or was made now.
    pub fn entry(&self, site: &Publication, content: &Path, edition: Edition) -> Option<&EditionEntry> {
        if self.record.editions.is_empty() && self.made.is_empty() {
            return None;
        }
        let address = address(site, edition);
        if let Some(made) = self.made.get(&address) {
            return Some(&made.entry);
        }
        let at = self.record.find(&address)?;
        let entry = &self.record.editions[at];
        let is_right = || {
            let length = std::fs::metadata(self.file(entry)).map(|metadata| metadata.len());
            length.is_ok_and(|length| length == entry.bytes as u64) && says(entry, site, content, edition)
        };
        self.right[at].get_or_init(is_right).then_some(entry)
    }

    /// All that are right or were made now, by address.
    pub fn current(&self, site: &Publication, content: &Path) -> Vec<EditionEntry> {
        let all = super::editions(site).into_par_iter();
        let mut current: Vec<EditionEntry> =
            all.filter_map(|edition| self.entry(site, content, edition)).cloned().collect();
        current.sort_by(|a, b| a.address.cmp(&b.address));
        current
    }

    /// How many of the published site are not: they say something else than the content, or are damaged.
    pub fn stale(&self, site: &Publication, content: &Path) -> usize {
        let current = self.current(site, content);
        let made_new = current.iter().filter(|entry| self.record.find(&entry.address).is_none()).count();
        self.record.editions.len() - (current.len() - made_new)
    }

    /// The file of an edition that was made now.
    pub fn made(&self, address: &str) -> Option<&[u8]> {
        self.made.get(address).map(|made| made.bytes.as_slice())
    }

    /// Where the file of an edition of the published site lies.
    pub fn file(&self, entry: &EditionEntry) -> PathBuf {
        self.folder.join(&entry.address)
    }
}

/// Does the edition that was made for this entry say what the site says?
fn says(entry: &EditionEntry, site: &Publication, content: &Path, edition: Edition) -> bool {
    fingerprint(site, content, edition, entry.layout).is_some_and(|now| hex(&now) == entry.fingerprint)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::any_error;
    use crate::library::Options;
    use crate::pdf::{editions, source};
    use crate::publication::pages::PageKind;
    use crate::source::read_changed;
    use crate::source::stamp::Stamps;
    use std::fs;

    const DOCUMENT: &str = "2026/no01/1.md";

    struct Fixture {
        folder: tempfile::TempDir,
    }

    impl Fixture {
        fn new() -> Self {
            let fixture = Self { folder: tempfile::tempdir().unwrap() };
            fixture.write("site.yaml", "title: 某市人民政府公报\n");
            fixture.write("2026/no01/issue.md", "---\nid: 2026-no01\nnumbers: [1]\npublished: 2026-01-20\n---\n");
            fixture.write("2026/no01/map.png", "a picture");
            let text =
                "---\nid: a\ntitle: 通知\nkind: notice\n---\n\n见[办法](2.md)和下图。\n\n![示意图](map.png)\n";
            fixture.write(DOCUMENT, text);
            fixture.write("2026/no01/2.md", "---\nid: b\ntitle: 办法\nkind: measures\n---\n\n第一条　条文。\n");
            let plan = "---\nid: plan\ntitle: 方案\nkind: plan\n---\n\n1.做好工作。\n\n牵头单位：市财政局\n";
            fixture.write("2026/no01/3.md", plan);
            fixture
        }

        fn content(&self) -> PathBuf {
            self.folder.path().join("content")
        }

        fn published(&self) -> PathBuf {
            self.folder.path().join("output")
        }

        fn write(&self, file: &str, text: &str) {
            let path = self.content().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }

        fn change(&self, file: &str, from: &str, to: &str) {
            let text = fs::read_to_string(self.content().join(file)).unwrap();
            assert!(text.contains(from), "{text}");
            self.write(file, &text.replace(from, to));
        }

        fn site(&self) -> Publication {
            let content = read_changed(&self.content(), &Stamps::new()).0;
            let (site, found) = Publication::assemble(content, &Options::default());
            assert!(!any_error(&found), "{found:?}");
            site
        }

        /// Lays files that pass for the editions of the content as it is now.
        fn publish(&self) {
            let site = self.site();
            let entry = |edition: Edition| {
                let address = address(&site, edition);
                let file = self.published().join(&address);
                fs::create_dir_all(file.parent().unwrap()).unwrap();
                fs::write(file, "%PDF").unwrap();
                let fingerprint = hex(&fingerprint(&site, &self.content(), edition, None).unwrap());
                EditionEntry { address, bytes: 4, pages: 1, layout: None, fingerprint, sha256: String::new() }
            };
            let record = EditionRecord { editions: editions(&site).into_iter().map(entry).collect() };
            fs::write(self.published().join(record::ADDRESS), record.write()).unwrap();
        }

        fn right(&self) -> Vec<String> {
            let current = Editions::read(&self.published(), None).current(&self.site(), &self.content());
            current.into_iter().filter_map(|it| Some(crate::pdf::page_of(&it.address)?.to_owned())).collect()
        }
    }

    const ALL: [&str; 5] =
        ["documents/a", "documents/b", "documents/plan", "issues/2026-no01", "units/shi-cai-zheng-ju"];

    /// Makes a change to the content and expects these editions to be wrong afterwards.
    fn check(file: &str, from: &str, to: &str, wrong: &[&str]) {
        let fixture = Fixture::new();
        fixture.publish();
        let sources = |site: &Publication| -> BTreeMap<String, String> {
            let all = editions(site).into_iter();
            all.map(|it| (super::super::page(site, it), source(site, it, None).text)).collect()
        };
        let before = sources(&fixture.site());
        assert_eq!(fixture.right(), ALL);
        fixture.change(file, from, to);
        let left: Vec<&str> = ALL.into_iter().filter(|page| !wrong.contains(page)).collect();
        assert_eq!(fixture.right(), left, "{from} -> {to}");
        for (page, text) in sources(&fixture.site()) {
            let page = page.trim_end_matches(".html");
            let is_as_before = before.get(&format!("{page}.html")).is_none_or(|before| *before == text);
            assert!(is_as_before || wrong.contains(&page), "{page} is another one");
        }
    }

    #[test]
    fn an_edition_is_right_until_something_that_it_says_has_changed() {
        let (a, b, issue) = ("documents/a", "documents/b", "issues/2026-no01");
        check(DOCUMENT, "和下图", "及下图", &[a, issue]);
        check(DOCUMENT, "title: 通知", "title: 通告", &[a, issue]);
        check(DOCUMENT, "id: a\n", "id: a\nsigned: 2026-01-02\n", &[a]);
        // The text links to it, whether or not the edition can say where that leads.
        check("2026/no01/2.md", "id: b", "id: bb", &[a, b, issue]);
        check("2026/no01/map.png", "a picture", "another one", &[a, issue]);
        check("2026/no01/3.md", "1.做好", "1.抓好", &["documents/plan", issue, "units/shi-cai-zheng-ju"]);
        check("site.yaml", "某市", "某某市", &ALL);
        check("site.yaml", "公报\n", "公报\nsponsor: 某市人民政府办公厅\n", &[issue, "units/shi-cai-zheng-ju"]);
        check("2026/no01/issue.md", "numbers: [1]", "numbers: [2]", &[a, b, "documents/plan", issue]);
    }

    #[test]
    fn what_an_edition_does_not_say_leaves_it_right() {
        check(DOCUMENT, "id: a\n", "id: a\nsource: 某处\n", &[]);
        check(DOCUMENT, "---\n\n见", "---\n\n\n\n见", &[]);
        check(DOCUMENT, "title: 通知\n", "title: \"通知\"\n", &[]);
    }

    #[test]
    fn an_edition_is_looked_up_when_it_is_asked_for_and_not_before() {
        let fixture = Fixture::new();
        fixture.publish();
        let site = fixture.site();
        let read = Editions::read(&fixture.published(), None);
        let looked_up = |editions: &Editions| editions.right.iter().filter(|it| it.get().is_some()).count();
        assert_eq!((read.right.len(), looked_up(&read)), (5, 0));
        assert!(
            read.entry(
                &site,
                &fixture.content(),
                Edition::of(&PageKind::Document(site.library.documents.keys().next().unwrap())).unwrap()
            )
            .is_some()
        );
        assert_eq!(looked_up(&read), 1);
        // The record is read again when it may have changed, and only then.
        std::thread::sleep(std::time::Duration::from_millis(2_100));
        let settled = Editions::read(&fixture.published(), Some(&read));
        let again = Editions::read(&fixture.published(), Some(&settled));
        assert!(Arc::ptr_eq(&settled.record, &again.record));
        assert_eq!(looked_up(&again), 0);
        fixture.publish();
        let later = Editions::read(&fixture.published(), Some(&again));
        assert!(!Arc::ptr_eq(&later.record, &again.record));
    }

    #[test]
    fn a_file_of_another_length_and_one_of_an_earlier_version_are_not_right() {
        let fixture = Fixture::new();
        fixture.publish();
        fs::write(fixture.published().join("pdf/documents/a.pdf"), "%PDF-").unwrap();
        assert_eq!(fixture.right(), &ALL[1..]);
        let place = fixture.published().join(record::ADDRESS);
        let text = fs::read_to_string(&place).unwrap().replace("\"fingerprint\": \"", "\"source\": \"0");
        fs::write(place, text).unwrap();
        assert_eq!(fixture.right(), [""; 0]);
        let read = Editions::read(&fixture.published(), None);
        assert_eq!(read.stale(&fixture.site(), &fixture.content()), 5);
    }
}
