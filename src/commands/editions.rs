//! The PDF editions of a site: those that lie in the output folder and are still right, and those that are to
//! be made now.
//!
//! They are made before the pages, because pages say how long a file is and how many pages it has, and are
//! published with them in one step. So they lie in the output folder like everything else that gongbao wrote,
//! and the next build neither refuses nor loses them.

use super::{Console, Outcome};
use crate::digest::{self, hex};
use crate::edition::Edition;
use crate::pdf::record::{self, Entry, Record, digest};
use crate::pdf::{self, Source};
use crate::publication::Publication;
use crate::render::File;
use crate::source::schema::Layout;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Which editions to make.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Wanted {
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
pub struct EditionOptions {
    /// Which.
    pub wanted: Wanted,
    /// The layout of documents, where it is not their own.
    pub layout: Option<Layout>,
    /// The folder of the fonts; those of the system when it is not given.
    pub fonts: Option<PathBuf>,
}

/// The editions of the site that is about to be published.
#[derive(Default)]
pub(super) struct Prepared {
    /// Those that were made now, by address.
    made: BTreeMap<String, Vec<u8>>,
    record: Record,
    /// The record as it is published.
    written: Vec<u8>,
}

impl Prepared {
    /// The addresses to be published.
    pub(super) fn addresses(&self) -> Vec<String> {
        self.record.addresses()
    }

    /// The file at an address.
    pub(super) fn file(&self, address: &str) -> File {
        match self.made.get(address) {
            Some(bytes) => File::Bytes(bytes.clone()),
            None if address == record::ADDRESS => File::Bytes(self.written.clone()),
            None => File::Kept,
        }
    }

    /// How many were made now.
    pub(super) fn made(&self) -> usize {
        self.made.len()
    }
}

/// What to make: an edition, where it will lie, and its source.
struct Order {
    address: String,
    layout: Option<Layout>,
    source: Source,
}

/// Makes the editions that are wanted and tells the site which there are.
pub(super) fn prepare(
    edition: &mut Edition,
    options: &EditionOptions,
    content: &Path,
    console: &Console,
) -> Result<Prepared, Outcome> {
    let failed = |message: String| {
        console.failure(&message);
        Outcome::Failed
    };
    let orders = orders(edition.site(), options).map_err(failed)?;
    let made = make(&orders, options, content, console)?;
    let kept = edition.kept();
    let lost = kept.stale().iter().filter(|address| !made.contains_key(*address)).count();
    if lost > 0 {
        console.note(&format!(
            "{lost} PDF edition(s) no longer say what the content says and are taken away; `gongbao pdf` makes them anew"
        ));
    }
    let kept = kept.record().editions.iter().map(|entry| (entry.address.clone(), entry.clone()));
    let mut entries: BTreeMap<String, Entry> = kept.collect();
    let mut prepared = Prepared::default();
    for order in &orders {
        let Some((bytes, pages)) = made.get(&order.address) else { continue };
        let (address, pages) = (order.address.clone(), *pages);
        let entry = Entry {
            address: address.clone(),
            bytes: bytes.len(),
            pages,
            layout: order.layout,
            source: digest(&order.source),
            sha256: hex(&digest::of(bytes)),
        };
        entries.insert(address.clone(), entry);
        prepared.made.insert(address, bytes.clone());
    }
    prepared.record = Record { editions: entries.into_values().collect() };
    prepared.written = prepared
        .record
        .write()
        .map_err(|error| failed(format!("{} cannot be written: {error}", record::ADDRESS)))?;
    if let Some(site) = edition.site_mut() {
        site.editions = prepared.record.files();
    }
    Ok(prepared)
}

fn orders(site: &Publication, options: &EditionOptions) -> Result<Vec<Order>, String> {
    let all = pdf::editions(site);
    let wanted: Vec<pdf::Edition> = match &options.wanted {
        Wanted::Kept => Vec::new(),
        Wanted::All => all,
        Wanted::Called(names) => {
            let called = |name: &String| all.iter().any(|edition| pdf::is_called(site, *edition, name));
            if let Some(unknown) = names.iter().find(|name| !called(name)) {
                return Err(format!(
                    "`{unknown}` is neither the id of an issue or a document, nor a document number, nor a unit of this site"
                ));
            }
            let is_wanted = |edition: &pdf::Edition| names.iter().any(|name| pdf::is_called(site, *edition, name));
            all.into_iter().filter(is_wanted).collect()
        }
    };
    let order = |edition: pdf::Edition| Order {
        address: pdf::address(site, edition),
        layout: options.layout,
        source: pdf::source(site, edition, options.layout),
    };
    Ok(wanted.into_iter().map(order).collect())
}

/// The files that were made, by address, with the number of their pages.
type Made = BTreeMap<String, (Vec<u8>, usize)>;

#[cfg(feature = "pdf")]
const STACK: usize = 64 << 20;

#[cfg(feature = "pdf")]
fn make(orders: &[Order], options: &EditionOptions, content: &Path, console: &Console) -> Result<Made, Outcome> {
    use crate::pdf::fonts::Fonts;
    use crate::pdf::typeset::Typesetter;
    use rayon::prelude::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    if orders.is_empty() {
        return Ok(Made::new());
    }
    let typesetter = Fonts::find(options.fonts.as_deref()).and_then(|fonts| Typesetter::new(fonts, content));
    let typesetter = typesetter.map_err(|message| {
        console.failure(&message);
        Outcome::Failed
    })?;
    console.note(typesetter.fonts().note());
    // The typesetter goes deep into tables and lists, deeper than threads have room for by default.
    let pool = rayon::ThreadPoolBuilder::new().stack_size(STACK).build().map_err(|error| {
        console.failure(&format!("the threads for setting type cannot be started: {error}"));
        Outcome::Failed
    })?;
    let done = AtomicUsize::new(0);
    let set = |order: &Order| {
        let result = typesetter.set(&order.source);
        console.progress("pdf", done.fetch_add(1, Ordering::Relaxed) + 1, orders.len());
        result
    };
    let results: Vec<_> = pool.install(|| orders.par_iter().map(set).collect());
    let mut made = Made::new();
    let mut problems = Vec::new();
    for (order, result) in orders.iter().zip(results) {
        match result {
            Ok(typeset) => {
                if let Some(cause) = typeset.shortfall {
                    let address = &order.address;
                    console.note(&format!("{address}: not PDF/A-2a with PDF/UA-1: {cause}"));
                }
                made.insert(order.address.clone(), (typeset.bytes, typeset.pages));
            }
            Err(mut found) => problems.append(&mut found),
        }
    }
    if problems.is_empty() {
        return Ok(made);
    }
    console.diagnostics(problems);
    Err(Outcome::ContentErrors)
}

#[cfg(not(feature = "pdf"))]
fn make(_orders: &[Order], options: &EditionOptions, _content: &Path, console: &Console) -> Result<Made, Outcome> {
    if options.wanted == Wanted::Kept {
        return Ok(Made::new());
    }
    console.failure(
        "this gongbao was built without the PDF edition; build it with `cargo build --release --features pdf`",
    );
    Err(Outcome::Failed)
}
