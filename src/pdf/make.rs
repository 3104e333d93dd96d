//! Makes editions: which ones are wanted, their sources, the typesetter over all of them in parallel.
//!
//! They are made before the pages, because pages say how long a file is and how many pages it has, and are published
//! with them in one step. So they lie in the output folder like everything else that gongbao wrote, and the next build
//! neither refuses nor loses them.

use super::editions::NewEdition;
use super::{Edition, Error, editions, is_called};
use crate::diagnostic::Diagnostic;
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

/// What came of making editions.
#[derive(Clone, Debug, Default)]
pub struct MadeEditions {
    /// Those that were made.
    pub editions: Vec<NewEdition>,
    /// Those that cannot be made.
    pub left_out: Vec<EditionLeftOut>,
}

/// An edition that cannot be made.
#[derive(Clone, Debug)]
pub struct EditionLeftOut {
    /// Where it would lie.
    pub address: String,
    /// What readers call it.
    pub name: String,
    /// Why it cannot be made.
    pub problems: Vec<Diagnostic>,
}

/// Who is told how the work goes on.
pub trait Progress: Sync {
    /// Something that the user should know of.
    fn note(&self, line: &str);
    /// So many editions of so many are done.
    fn progress(&self, done: usize, of: usize);
}

/// Makes the editions that are wanted. One that cannot be made keeps no other from being made.
///
/// # Errors
///
/// When nothing is called as asked for, or there are no fonts.
pub fn make(
    site: &Publication,
    content: &Path,
    options: &Options,
    observer: &dyn Progress,
) -> Result<MadeEditions, Error> {
    let wanted = wanted(site, &options.wanted)?;
    match options.wanted {
        Selection::Kept => Ok(MadeEditions::default()),
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
) -> Result<MadeEditions, Error> {
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
) -> Result<MadeEditions, Error> {
    use super::fonts::{Fonts, with_ink};
    use super::origin::Origin;
    use super::typeset::Typesetter;
    use crate::diagnostic::reading;
    use rayon::prelude::*;
    use std::collections::BTreeSet;
    use std::sync::atomic::{AtomicUsize, Ordering};

    if wanted.is_empty() {
        return Ok(MadeEditions::default());
    }
    let pool = rayon::ThreadPoolBuilder::new().stack_size(STACK).build();
    let pool = pool
        .map_err(|error| Error::Typesetter("the threads for setting type cannot be started", Box::new(error)))?;
    let characters = |edition: &Edition| with_ink(&super::source(site, *edition, options.layout).text);
    let joined = |mut a: BTreeSet<char>, mut b: BTreeSet<char>| {
        a.append(&mut b);
        a
    };
    let characters = pool.install(|| wanted.par_iter().map(characters).reduce(BTreeSet::new, joined));
    let typesetter = Typesetter::new(Fonts::find(options.fonts.as_deref(), &characters)?, content)?;
    observer.note(typesetter.fonts().note());
    let done = AtomicUsize::new(0);
    let set = |edition: &Edition| {
        // A fault of the typesetter is one of this edition too.
        let origin = Origin::new(site, content, *edition);
        let made = reading(origin.file(), || set(site, &origin, *edition, options.layout, &typesetter));
        observer.progress(done.fetch_add(1, Ordering::Relaxed) + 1, wanted.len());
        made.unwrap_or_else(|fault| Err(vec![*fault]))
    };
    let results: Vec<_> = pool.install(|| wanted.par_iter().map(set).collect());
    let mut made = MadeEditions::default();
    for (edition, result) in wanted.iter().zip(results) {
        match result {
            Ok((one, shortfall)) => {
                if let Some(cause) = shortfall {
                    observer.note(&format!("{}: not PDF/A-2a with PDF/UA-1: {cause}", one.entry.address));
                }
                made.editions.push(one);
            }
            Err(problems) => made.left_out.push(EditionLeftOut {
                address: super::address(site, *edition),
                name: super::name(site, *edition),
                problems,
            }),
        }
    }
    Ok(made)
}

/// An edition, and why it does not conform to all it should, where it does not.
#[cfg(feature = "pdf")]
type Set = (NewEdition, Option<String>);

/// Sets one edition.
#[cfg(feature = "pdf")]
fn set(
    site: &Publication,
    origin: &super::origin::Origin<'_>,
    edition: Edition,
    layout: Option<Layout>,
    typesetter: &super::typeset::Typesetter,
) -> Result<Set, Vec<Diagnostic>> {
    use super::manuscript::Manuscript;
    use super::record::EditionEntry;
    use crate::digest::{self, hex};

    let manuscript = Manuscript::new(site, edition, layout);
    let problems = super::pictures::problems(site, origin.content(), edition, &manuscript);
    if !problems.is_empty() {
        return Err(problems);
    }
    let typeset = typesetter.set(&manuscript.source(), origin)?;
    let entry = EditionEntry {
        address: super::address(site, edition),
        bytes: typeset.bytes.len(),
        pages: typeset.pages,
        layout,
        // An edition without one is not taken to be right by the next build.
        fingerprint: manuscript.fingerprint(origin.content()).map(|digest| hex(&digest)).unwrap_or_default(),
        sha256: hex(&digest::of(&typeset.bytes)),
    };
    Ok((NewEdition { entry, bytes: typeset.bytes }, typeset.shortfall))
}
