//! The list of the files of a project, and how each of them is made.

use super::output::{Bytes, Made, Output, Provenance};
use super::{Indexed, Project, memory};
use crate::diagnostic::{Code, Diagnostic, Location};
use crate::digest::{Digest, unhex};
use crate::pdf::record::{self, EditionRecord};
use crate::pdf::{self, Edition};
use crate::publication::editions::EditionLink;
use crate::publication::pages::Page;
use crate::render::plan_picture;
use crate::render::sheet::Sheet;
use crate::search;
use rayon::prelude::*;

impl Project {
    /// All files: those of the site, of the theme, of the search index, and the PDF editions.
    pub fn outputs(&self) -> Vec<Output> {
        let index = self.indexed().index.addresses().enumerate();
        let index = index.map(|(place, address)| Output { address, origin: Provenance::Index(place) });
        self.own.iter().cloned().chain(index).chain(self.edition_outputs()).collect()
    }

    /// The files of the site and of the theme.
    pub fn own_outputs(&self) -> &[Output] {
        &self.own
    }

    /// The PDF editions and the record of them; nothing where there are none.
    pub fn edition_outputs(&self) -> Vec<Output> {
        let editions = self.editions.current(&self.site, &self.content);
        if editions.is_empty() {
            return Vec::new();
        }
        let record = EditionRecord { editions };
        let text = Output::text(record::ADDRESS, record.write());
        let file = |entry: record::EditionEntry| Output {
            address: entry.address.clone(),
            origin: Provenance::Edition(entry),
        };
        record.editions.into_iter().map(file).chain([text]).collect()
    }

    /// The file of an address, without making the search index for one that is not of it.
    pub fn output(&self, address: &str) -> Option<Output> {
        if let Some(own) = self.own_output(address) {
            return Some(own.clone());
        }
        if search::is_index(address) {
            let place = *self.indexed().places.get(address)?;
            return Some(Output { address: address.to_owned(), origin: Provenance::Index(place) });
        }
        if address == record::ADDRESS {
            return self.edition_outputs().pop();
        }
        let page = format!("{}.html", pdf::page_of(address)?);
        let entry = self.edition(self.own_output(&page)?.page()?)?;
        Some(Output { address: address.to_owned(), origin: Provenance::Edition(entry.clone()) })
    }

    fn own_output(&self, address: &str) -> Option<&Output> {
        let places = self.places.get_or_init(|| {
            self.own.iter().enumerate().map(|(at, output)| (output.address.clone(), at)).collect()
        });
        places.get(address).map(|at| &self.own[*at])
    }

    pub(super) fn indexed(&self) -> &Indexed {
        self.index.get_or_init(|| {
            let index = memory::index(&self.site, self.cache.as_ref());
            let places = index.addresses().enumerate().map(|(at, address)| (address, at)).collect();
            Indexed { index, places }
        })
    }

    /// Makes a file, unless `known` says that it was made of the same before.
    ///
    /// # Errors
    ///
    /// When its template fails: the template, line and column.
    pub fn make(&self, output: &Output, known: &dyn Fn(&Digest) -> bool) -> Result<Made, Box<Diagnostic>> {
        let (fingerprint, bytes) = match &output.origin {
            Provenance::Page(page) => {
                let Some(sheet) = self.sheet(page) else { return self.bytes(output).map(Made::plain) };
                let fingerprint = self.renderer.fingerprint(&sheet);
                if fingerprint.as_ref().is_some_and(known) {
                    return Ok(Made { fingerprint, bytes: None });
                }
                (fingerprint, Bytes::Memory(self.renderer.render(sheet)?))
            }
            Provenance::Index(place) => {
                let fingerprint = self.indexed().index.made_from(&self.site, *place);
                if fingerprint.as_ref().is_some_and(known) {
                    return Ok(Made { fingerprint, bytes: None });
                }
                (fingerprint, self.bytes(output)?)
            }
            Provenance::Edition(entry) => (unhex(&entry.fingerprint), self.bytes(output)?),
            Provenance::Data(_)
            | Provenance::Picture(_)
            | Provenance::Asset
            | Provenance::Content(_)
            | Provenance::Text(_) => (None, self.bytes(output)?),
        };
        Ok(Made { fingerprint, bytes: Some(bytes) })
    }

    /// The bytes of a file.
    ///
    /// # Errors
    ///
    /// When its template fails: the template, line and column.
    pub fn bytes(&self, output: &Output) -> Result<Bytes, Box<Diagnostic>> {
        Ok(match &output.origin {
            Provenance::Page(page) => Bytes::Memory(self.page(page)?),
            Provenance::Data(file) => Bytes::Memory(
                file.content(&self.site).map_err(|error| unwritten(Code::Data, &output.address, &error))?,
            ),
            Provenance::Picture(plan) => Bytes::Memory(plan_picture(&self.site, *plan).into_bytes()),
            Provenance::Asset => {
                let mut assets = self.renderer.assets();
                let found = assets.find(|(address, _)| *address == output.address);
                Bytes::Memory(found.map(|(_, bytes)| bytes.to_vec()).unwrap_or_default())
            }
            Provenance::Index(place) => {
                let content = self.indexed().index.content(&self.site, *place);
                Bytes::Memory(content.map_err(|error| unwritten(Code::Search, &output.address, &error))?)
            }
            Provenance::Content(file) => Bytes::File(self.content.join(file)),
            Provenance::Edition(entry) => match self.editions.made(&entry.address) {
                Some(made) => Bytes::Memory(made.to_vec()),
                None => Bytes::File(self.editions.file(entry)),
            },
            Provenance::Text(bytes) => Bytes::Memory(bytes.clone()),
        })
    }

    /// Makes a page, which need not be among those of the site.
    ///
    /// # Errors
    ///
    /// When its template fails: the template, line and column.
    pub fn page(&self, page: &Page) -> Result<Vec<u8>, Box<Diagnostic>> {
        self.sheet(page).map_or(Ok(Vec::new()), |sheet| self.renderer.render(sheet))
    }

    fn sheet(&self, page: &Page) -> Option<Sheet<'_>> {
        let edition = self.edition(page).map(|it| EditionLink::new(&it.address, it.bytes, it.pages));
        Sheet::new(&self.site, page, edition)
    }

    /// The PDF edition that shows the same as a page.
    fn edition(&self, page: &Page) -> Option<&record::EditionEntry> {
        self.editions.entry(&self.site, &self.content, Edition::of(&page.kind)?)
    }

    /// The state of the files of the theme, for whoever wants to know whether one has changed.
    pub fn assets(&self) -> impl Iterator<Item = (String, &[u8])> {
        self.renderer.assets()
    }

    /// What is wrong with the files of the site that `chosen` names; they are made and dropped.
    pub fn problems(&self, chosen: impl Fn(&Output) -> bool + Sync) -> Vec<Diagnostic> {
        let outputs = self.own.par_iter().filter(|output| chosen(output));
        outputs.filter_map(|output| self.bytes(output).err()).map(|problem| *problem).collect()
    }
}

fn unwritten(code: Code, address: &str, error: &serde_json::Error) -> Box<Diagnostic> {
    Box::new(Diagnostic::error(
        code,
        Location::file(address),
        format!("this file cannot be written: {error}"),
        "report this as a bug of gongbao",
    ))
}
