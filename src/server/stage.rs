//! What stands on the stage: the last good site, and what is wrong with the newest content, if anything.
//!
//! Readers take the current state and keep it as long as they need it; a rebuild puts a new one in its
//! place and wakes those who wait.

use super::snapshot::{self, Snapshot};
use super::watch::Changes;
use super::{Observer, timed};
use crate::digest::{self, hex};
use crate::project::{Inputs, Refusal};
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
pub struct Stage {
    inputs: Inputs,
    observer: Arc<dyn Observer>,
    state: watch::Sender<State>,
}

impl Stage {
    /// An empty stage.
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

    /// Puts diagnostics into words.
    pub fn words(&self, diagnostic: crate::diagnostic::Diagnostic) -> String {
        self.observer.words(vec![diagnostic])
    }

    /// Makes the site anew. With an error the last good one stays.
    ///
    /// # Errors
    ///
    /// When there is no content folder.
    pub fn rebuild(&self, changes: &Changes) -> Result<(), Refusal> {
        let State { snapshot: last, problems } = self.state();
        // The last good site knows nothing of what has failed since.
        let changes = if problems.is_some() { Changes::everything() } else { *changes };
        let ((snapshot, diagnostics), took) = timed(|| snapshot::rebuild(&self.inputs, last.as_deref(), &changes));
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

/// A short name for what is wrong: `0` for nothing.
pub fn name_of(problems: Option<&str>) -> String {
    match problems {
        None => "0".to_owned(),
        Some(problems) => hex(&digest::of(problems.as_bytes())).chars().take(16).collect(),
    }
}
