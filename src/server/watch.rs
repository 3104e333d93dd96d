//! A watcher of the content folder and the theme, which takes many changes as one.
//!
//! An editor that saves writes, renames and deletes several files within a few milliseconds, and git
//! hundreds; they are taken together when the disk has been quiet for a moment. Files that editors make
//! for themselves are nothing.

use super::Error;
use crate::project::Inputs;
use crate::source::walk::is_temporary;
use notify::event::{AccessKind, AccessMode};
use notify::{Config, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// The disk is quiet when nothing was saved for so long.
const QUIET: Duration = Duration::from_millis(15);
/// After so long a rebuild begins even if it is not.
const LONGEST: Duration = Duration::from_millis(500);
/// How often it is looked whether a folder was put in the place of another.
const LOOK: Duration = Duration::from_secs(1);

/// Content and theme, the first roots of a watcher.
const FOLDERS: usize = 2;
const CONTENT: Changes = Changes { content: true, theme: false };

/// What has changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Something below the content folder.
    pub content: bool,
    /// Something of the theme.
    pub theme: bool,
}

impl Changes {
    /// Content and theme.
    pub fn everything() -> Self {
        Self { content: true, theme: true }
    }

    /// Has anything changed?
    pub fn any(self) -> bool {
        self.content || self.theme
    }
}

/// A folder that is watched, or a file behind a link.
#[derive(Clone, Debug)]
struct Root {
    /// As it was named.
    path: PathBuf,
    /// Where it lies; this is how changes name it.
    real: PathBuf,
    /// Which folder it is, to see when another one takes its place.
    identity: Option<Identity>,
    /// What a change in it is.
    changes: Changes,
}

impl Root {
    fn new(path: PathBuf, changes: Changes) -> Self {
        Self { real: path.clone(), path, identity: None, changes }
    }

    /// Watches what lies at the path now. Is it another thing than was watched?
    fn watch(&mut self, system: &mut RecommendedWatcher) -> bool {
        let identity = identity(&self.path);
        if identity == self.identity {
            return false;
        }
        // What is gone cannot be unwatched; the system has forgotten it.
        let _ = system.unwatch(&self.real);
        self.identity = None;
        self.real = self.path.canonicalize().unwrap_or_else(|_| self.path.clone());
        // Editors save a file by putting another one in its place, which only its folder sees.
        let (watched, mode) = match self.real.parent() {
            Some(parent) if self.real.is_file() => (parent, RecursiveMode::NonRecursive),
            _ => (self.real.as_path(), RecursiveMode::Recursive),
        };
        if identity.is_some() && system.watch(watched, mode).is_ok() {
            self.identity = identity;
        }
        true
    }
}

#[cfg(unix)]
type Identity = (u64, u64);
#[cfg(not(unix))]
type Identity = std::time::SystemTime;

/// Watches content and theme.
pub struct Watcher {
    system: RecommendedWatcher,
    events: Receiver<notify::Result<Event>>,
    roots: Vec<Root>,
    /// What may have changed before it was watched.
    unseen: Changes,
}

impl Watcher {
    /// Begins to watch.
    ///
    /// # Errors
    ///
    /// When the system cannot watch that much.
    pub fn new(inputs: &Inputs) -> Result<Self, Error> {
        let (sender, events) = channel();
        // A link may lead anywhere; those that are followed are watched by themselves.
        let config = Config::default().with_follow_symlinks(false);
        let system = RecommendedWatcher::new(sender, config).map_err(Error::Watch)?;
        let roots = vec![
            Root::new(inputs.content.clone(), CONTENT),
            Root::new(inputs.themes.join(&inputs.theme), Changes { content: false, theme: true }),
        ];
        let mut watcher = Self { system, events, roots, unseen: Changes::default() };
        watcher.look();
        Ok(watcher)
    }

    /// Watches what lies behind links that may lead out of the content folder, and forgets other links.
    pub fn follow_links(&mut self, links: &[PathBuf]) {
        let (kept, gone) = std::mem::take(&mut self.roots)
            .into_iter()
            .enumerate()
            .partition::<Vec<_>, _>(|(at, root)| *at < FOLDERS || links.contains(&root.path));
        self.roots = kept.into_iter().map(|(_, root)| root).collect();
        for (_, root) in gone {
            let _ = self.system.unwatch(&root.real);
        }
        // The other roots are looked at by `wait` alone, which tells of what it finds.
        for link in links {
            if !self.roots.iter().any(|root| root.path == *link) {
                let mut root = Root::new(link.clone(), CONTENT);
                if root.watch(&mut self.system) {
                    self.unseen = both(self.unseen, CONTENT);
                }
                self.roots.push(root);
            }
        }
    }

    /// Waits for the next changes.
    ///
    /// # Errors
    ///
    /// When the system does not report changes any more.
    pub fn wait(&mut self) -> Result<Changes, Error> {
        let unseen = std::mem::take(&mut self.unseen);
        if unseen.any() {
            return Ok(unseen);
        }
        loop {
            let changes = match self.events.recv_timeout(LOOK) {
                Ok(event) => self.collect(event)?,
                Err(RecvTimeoutError::Timeout) => self.look(),
                Err(RecvTimeoutError::Disconnected) => return Err(Error::Deaf),
            };
            if changes.any() {
                return Ok(changes);
            }
        }
    }

    /// Takes what follows an event until the disk is quiet.
    fn collect(&mut self, first: notify::Result<Event>) -> Result<Changes, Error> {
        let start = Instant::now();
        let mut changes = self.sort(first);
        while start.elapsed() < LONGEST {
            match self.events.recv_timeout(QUIET) {
                Ok(event) => changes = both(changes, self.sort(event)),
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return Err(Error::Deaf),
            }
        }
        // A folder that was moved away and back is another one now.
        Ok(both(changes, self.look()))
    }

    fn sort(&self, event: notify::Result<Event>) -> Changes {
        match event {
            Ok(event) if event.need_rescan() => Changes::everything(),
            Ok(event) if !is_change(&event.kind) => Changes::default(),
            Ok(event) => event.paths.iter().map(|path| self.sort_path(path)).fold(Changes::default(), both),
            // Something happened, and the system cannot say what.
            Err(_) => Changes::everything(),
        }
    }

    fn sort_path(&self, path: &Path) -> Changes {
        let inside = self.roots.iter().filter(|root| is_of(&root.real, path));
        inside.map(|root| root.changes).fold(Changes::default(), both)
    }

    /// Watches the folders that are there now and were not before.
    fn look(&mut self) -> Changes {
        let mut changes = Changes::default();
        for root in &mut self.roots {
            if root.watch(&mut self.system) {
                changes = both(changes, root.changes);
            }
        }
        changes
    }
}

fn both(a: Changes, b: Changes) -> Changes {
    Changes { content: a.content || b.content, theme: a.theme || b.theme }
}

/// Reading a file is none: the rebuild itself reads them all.
fn is_change(kind: &EventKind) -> bool {
    match kind {
        EventKind::Access(access) => *access == AccessKind::Close(AccessMode::Write),
        _ => true,
    }
}

/// Does this path belong to the folder, and is it no editor's temporary file?
fn is_of(root: &Path, path: &Path) -> bool {
    path.strip_prefix(root)
        .is_ok_and(|relative| !relative.iter().any(|part| is_temporary(&part.to_string_lossy())))
}

#[cfg(unix)]
fn identity(path: &Path) -> Option<Identity> {
    use std::os::unix::fs::MetadataExt;
    path.metadata().ok().map(|meta| (meta.dev(), meta.ino()))
}

#[cfg(not(unix))]
fn identity(path: &Path) -> Option<Identity> {
    path.metadata().and_then(|meta| meta.created()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use notify::event::{CreateKind, ModifyKind};

    #[test]
    fn editors_temporary_files_and_reading_are_no_changes() {
        let root = Path::new("/c/content");
        for (path, expected) in [
            ("/c/content/a/b.md", true),
            ("/c/content", true),
            ("/c/content/a/.b.md.swp", false),
            ("/c/content/.git/index", false),
            ("/c/content/a/b.md~", false),
            ("/c/other/b.md", false),
        ] {
            assert_eq!(is_of(root, Path::new(path)), expected, "{path}");
        }
        assert!(is_change(&EventKind::Create(CreateKind::File)));
        assert!(is_change(&EventKind::Modify(ModifyKind::Any)));
        assert!(!is_change(&EventKind::Access(AccessKind::Open(AccessMode::Any))));
    }

    /// A change that is never told must not keep a test waiting for ever.
    fn within_a_minute(watch: fn()) {
        let (told, all) = channel();
        std::thread::spawn(move || {
            watch();
            told.send(()).unwrap();
        });
        all.recv_timeout(Duration::from_secs(60)).expect("a change that is not told");
    }

    fn watcher_of(folder: &Path) -> Watcher {
        let content = folder.join("content");
        std::fs::create_dir(&content).unwrap();
        let inputs = Inputs {
            content,
            themes: folder.join("themes"),
            theme: "default".to_owned(),
            site: crate::library::Options::default(),
            published: None,
        };
        Watcher::new(&inputs).unwrap()
    }

    #[test]
    fn many_changes_are_one_and_a_folder_may_come_back() {
        within_a_minute(watch_a_folder);
    }

    #[test]
    fn a_folder_that_is_replaced_while_links_are_looked_up_is_told() {
        within_a_minute(|| {
            let folder = tempfile::tempdir().unwrap();
            let mut watcher = watcher_of(folder.path());
            std::fs::rename(folder.path().join("content"), folder.path().join("aside")).unwrap();
            while watcher.events.recv_timeout(QUIET).is_ok() {}
            watcher.follow_links(&[]);
            assert!(watcher.wait().unwrap().content);
        });
    }

    fn watch_a_folder() {
        let folder = tempfile::tempdir().unwrap();
        let content = folder.path().join("content");
        let mut watcher = watcher_of(folder.path());
        for number in 0..200 {
            std::fs::write(content.join(format!("{number}.md")), "a").unwrap();
        }
        assert_eq!(watcher.wait().unwrap(), Changes { content: true, theme: false });
        std::fs::rename(&content, folder.path().join("aside")).unwrap();
        std::fs::create_dir(&content).unwrap();
        watcher.wait().unwrap();
        // Whatever was reported of the old folder, a change in the new one is seen.
        while watcher.events.recv_timeout(QUIET).is_ok() {}
        watcher.look();
        std::fs::write(content.join("new.md"), "a").unwrap();
        assert!(watcher.wait().unwrap().content);
        let theme = folder.path().join("themes/default/assets");
        std::fs::create_dir_all(&theme).unwrap();
        while !watcher.wait().unwrap().theme {}
    }
}
