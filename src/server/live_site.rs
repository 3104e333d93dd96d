//! The state of the preview: the last good site, and what is wrong with the newest content, if anything.
//!
//! Readers take the current state and keep it as long as they need it; a rebuild puts a new one in its
//! place and wakes those who wait.

use super::snapshot::{self, Snapshot};
use super::watch::Changes;
use super::{Observer, timed};
use crate::diagnostic::{Code, Diagnostic, Location};
use crate::digest::{self, hex};
use crate::project::{Inputs, Refusal};
use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use tokio::sync::watch;

/// The state at one moment.
#[derive(Clone, Default)]
pub struct State {
    /// The last site that could be made; none before the first.
    pub snapshot: Option<Arc<Snapshot>>,
    /// What is wrong with the content as it is now, in words.
    pub problems: Option<Arc<str>>,
}

/// The state that everybody sees, and how it is made anew.
pub struct LiveSite {
    inputs: Inputs,
    observer: Arc<dyn Observer>,
    state: watch::Sender<State>,
}

impl LiveSite {
    /// No site yet.
    pub fn new(inputs: Inputs, observer: Arc<dyn Observer>) -> Self {
        Self { inputs, observer, state: watch::Sender::new(State::default()) }
    }

    /// The current state.
    pub fn state(&self) -> State {
        self.state.borrow().clone()
    }

    /// The current state and those to come.
    pub fn follow(&self) -> watch::Receiver<State> {
        self.state.subscribe()
    }

    /// The links that lead out of the content folder and are followed, as of the last good site.
    pub fn symlinks(&self) -> Vec<PathBuf> {
        let snapshot = self.state().snapshot;
        let names = snapshot.iter().flat_map(|snapshot| snapshot.symlinks());
        names.map(|name| self.inputs.content.join(name)).collect()
    }

    /// Puts diagnostics into words.
    pub fn words(&self, diagnostic: Diagnostic) -> String {
        self.observer.words(vec![diagnostic])
    }

    /// Makes the site anew. With an error the last good one stays.
    ///
    /// # Errors
    ///
    /// When there is no content folder.
    pub fn rebuild(&self, changes: &Changes) -> Result<(), Refusal> {
        // The last good site knows nothing of what has failed since.
        let changes = if self.state().problems.is_some() { Changes::everything() } else { *changes };
        self.replace(|last| snapshot::rebuild(&self.inputs, last, &changes))
    }

    /// Puts what `make` makes of the last good site in its place. A panic is a fault of this program in one text; it is
    /// shown like an error in the text, and the next save goes on.
    fn replace(&self, make: impl FnOnce(Option<&Snapshot>) -> Rebuilt) -> Result<(), Refusal> {
        let last = self.state().snapshot;
        // A site is not changed after it was made, so a panic leaves the last one as it was.
        let guarded = AssertUnwindSafe(|| make(last.as_deref()));
        let (made, took) = timed(|| catch_unwind(guarded));
        let (snapshot, diagnostics) = match made {
            Ok((snapshot, diagnostics)) => (snapshot, diagnostics),
            Err(panic) => (Err(Refusal::Errors), vec![fault(&*panic)]),
        };
        let state = match snapshot {
            Ok(snapshot) => State { snapshot: Some(Arc::new(snapshot)), problems: None },
            Err(Refusal::Errors) => {
                State { snapshot: last, problems: Some(self.observer.words(diagnostics.clone()).into()) }
            }
            Err(refusal) if last.is_none() => return Err(refusal),
            Err(refusal) => State { snapshot: last, problems: Some(refusal.to_string().into()) },
        };
        // Whoever waits for the page comes before the terminal, and before the former site is taken down.
        let before = self.state.send_replace(state);
        self.observer.rebuilt(took, diagnostics);
        drop(before);
        Ok(())
    }
}

type Rebuilt = (Result<Snapshot, Refusal>, Vec<Diagnostic>);

/// A panic as a problem: what it said.
fn fault(panic: &(dyn Any + Send)) -> Diagnostic {
    let said = panic.downcast_ref::<&str>().copied();
    let said = said.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("nothing");
    Diagnostic::error(
        Code::PreviewFault,
        Location::file("content"),
        format!("gongbao has a fault and cannot show what was saved last: {said}"),
        "take back the last change and save; report this as a bug of gongbao, with the text that was saved",
    )
}

/// A short name for what is wrong: `0` for nothing.
pub fn name_of(problems: Option<&str>) -> String {
    match problems {
        None => "0".to_owned(),
        Some(problems) => hex(&digest::of(problems.as_bytes())).chars().take(16).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    struct Silent;

    impl Observer for Silent {
        fn started(&self, _: &str) {}
        fn rebuilt(&self, _: Duration, _: Vec<Diagnostic>) {}
        fn words(&self, diagnostics: Vec<Diagnostic>) -> String {
            diagnostics.into_iter().map(|diagnostic| diagnostic.message).collect()
        }
        fn trouble(&self, _: &dyn std::error::Error) {}
    }

    #[test]
    fn a_panic_in_a_rebuild_is_shown_and_the_next_save_goes_on() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("site.yaml"), "title: 公报\n").unwrap();
        let inputs = Inputs {
            content: folder.path().to_path_buf(),
            themes: folder.path().join("themes"),
            theme: "default".to_owned(),
            site: crate::library::Options::default(),
            published: None,
        };
        let live = LiveSite::new(inputs, Arc::new(Silent));
        live.replace(|_| panic!("at once")).unwrap();
        assert!(live.state().snapshot.is_none() && live.state().problems.is_some());
        live.rebuild(&Changes::default()).unwrap();
        let good = live.state().snapshot.unwrap();
        live.replace(|_| panic!("character {} of a text", 3)).unwrap();
        let state = live.state();
        assert!(Arc::ptr_eq(&state.snapshot.unwrap(), &good));
        assert!(state.problems.unwrap().contains("fault") && name_of(live.state().problems.as_deref()) != "0");
        live.rebuild(&Changes::default()).unwrap();
        assert!(live.state().problems.is_none());
        assert!(!Arc::ptr_eq(&live.state().snapshot.unwrap(), &good));
    }
}
