//! Makes editions: which ones are wanted, their sources, the typesetter over all of them in parallel.
//!
//! They are made before the pages, because pages say how long a file is and how many pages it has, and are published
//! with them in one step. So they lie in the output folder like everything else that gongbao wrote, and the next build
//! neither refuses nor loses them.

use super::editions::NewEdition;
use super::{Edition, Error, editions, is_called};
use crate::publication::Publication;
use crate::source::schema::Layout;
use std::path::{Path, PathBuf};

/// Which editions to make.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Selection {
    /// None; those that lie in the output folder and are still right are kept.
    #[default]
    Kept,
    /// All.
    All,
    /// Those with these ids, document numbers or names.
    Called(Vec<String>),
}

/// Which editions to make, and how.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Which.
    pub wanted: Selection,
    /// The layout of documents, where it is not their own.
    pub layout: Option<Layout>,
    /// The folder of the fonts; those of the system when it is not given.
    pub fonts: Option<PathBuf>,
}

/// Who is told how the work goes on.
pub trait Progress: Sync {
    /// Something that the user should know of.
    fn note(&self, line: &str);
    /// So many editions of so many are done.
    fn progress(&self, done: usize, of: usize);
}

/// Makes the editions that are wanted.
///
/// # Errors
///
/// When nothing is called as asked for, there are no fonts, or a text cannot be set.
pub fn make(
    site: &Publication,
    content: &Path,
    options: &Options,
    observer: &dyn Progress,
) -> Result<Vec<NewEdition>, Error> {
    let wanted = wanted(site, &options.wanted)?;
    match options.wanted {
        Selection::Kept => Ok(Vec::new()),
        _ => set_all(site, content, &wanted, options, observer),
    }
}

fn wanted(site: &Publication, wanted: &Selection) -> Result<Vec<Edition>, Error> {
    let all = editions(site);
    match wanted {
        Selection::Kept => Ok(Vec::new()),
        Selection::All => Ok(all),
        Selection::Called(names) => {
            let called = |name: &String| all.iter().any(|edition| is_called(site, *edition, name));
            match names.iter().find(|name| !called(name)) {
                Some(unknown) => Err(Error::Unknown(unknown.clone())),
                None => Ok(all
                    .iter()
                    .copied()
                    .filter(|edition| names.iter().any(|name| is_called(site, *edition, name)))
                    .collect()),
            }
        }
    }
}

#[cfg(not(feature = "pdf"))]
fn set_all(
    _: &Publication,
    _: &Path,
    _: &[Edition],
    _: &Options,
    _: &dyn Progress,
) -> Result<Vec<NewEdition>, Error> {
    Err(Error::NoTypesetter)
}

/// The typesetter goes deep into tables and lists, deeper than threads have room for by default.
#[cfg(feature = "pdf")]
const STACK: usize = 64 << 20;

#[cfg(feature = "pdf")]
fn set_all(
    site: &Publication,
    content: &Path,
    wanted: &[Edition],
    options: &Options,
    observer: &dyn Progress,
) -> Result<Vec<NewEdition>, Error> {
    use super::fonts::Fonts;
    use super::typeset::Typesetter;
    use rayon::prelude::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let typesetter = Typesetter::new(Fonts::find(options.fonts.as_deref())?, content)?;
    observer.note(typesetter.fonts().note());
    let pool = rayon::ThreadPoolBuilder::new().stack_size(STACK).build();
    let pool = pool
        .map_err(|error| Error::Typesetter("the threads for setting type cannot be started", Box::new(error)))?;
    let done = AtomicUsize::new(0);
    let set = |edition: &Edition| {
        let made = set(site, content, *edition, options.layout, &typesetter);
        observer.progress(done.fetch_add(1, Ordering::Relaxed) + 1, wanted.len());
        made
    };
    let results: Vec<_> = pool.install(|| wanted.par_iter().map(set).collect());
    let mut made = Vec::new();
    let mut problems = Vec::new();
    for result in results {
        match result {
            Ok((one, shortfall)) => {
                if let Some(cause) = shortfall {
                    observer.note(&format!("{}: not PDF/A-2a with PDF/UA-1: {cause}", one.entry.address));
                }
                made.push(one);
            }
            Err(mut found) => problems.append(&mut found),
        }
    }
    if problems.is_empty() { Ok(made) } else { Err(Error::Texts(problems)) }
}

/// An edition, and why it does not conform to all it should, where it does not.
#[cfg(feature = "pdf")]
type Set = (NewEdition, Option<String>);

/// Sets one edition.
#[cfg(feature = "pdf")]
fn set(
    site: &Publication,
    content: &Path,
    edition: Edition,
    layout: Option<Layout>,
    typesetter: &super::typeset::Typesetter,
) -> Result<Set, Vec<crate::diagnostic::Diagnostic>> {
    use super::manuscript::Manuscript;
    use super::record::EditionEntry;
    use crate::digest::{self, hex};

    let manuscript = Manuscript::new(site, edition, layout);
    let typeset = typesetter.set(&manuscript.source(), super::file(site, edition).unwrap_or_default())?;
    let entry = EditionEntry {
        address: super::address(site, edition),
        bytes: typeset.bytes.len(),
        pages: typeset.pages,
        layout,
        // An edition without one is not taken to be right by the next build.
        fingerprint: manuscript.fingerprint(content).map(|digest| hex(&digest)).unwrap_or_default(),
        sha256: hex(&digest::of(&typeset.bytes)),
    };
    Ok((NewEdition { entry, bytes: typeset.bytes }, typeset.shortfall))
}
