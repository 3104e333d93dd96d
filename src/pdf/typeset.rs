//! Source to PDF: the typesetter with nothing but the source, the template, the faces and the pictures of the
//! content. No network, no clock, no other file.

use super::fonts::Fonts;
use super::links::ANY_KIND;
use super::origin::Origin;
use super::{Error, Source, TEMPLATE, measures};
use crate::address;
use crate::diagnostic::{Code, Diagnostic, Location};
use crate::paper::measures::{BINDING, FORE_EDGE};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use typst::diag::{FileError, FileResult, SourceDiagnostic, SourceResult};
use typst::ecow::EcoVec;
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::layout::{Abs, Point};
use typst::model::Document;
use typst::syntax::{FileId, RootedPath, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::{Page, PagedDocument};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

/// A file that was set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typeset {
    /// The PDF.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// Why it does not conform to both PDF/A-2a and PDF/UA-1, where it does not.
    pub shortfall: Option<String>,
}

/// Sets sources; the faces are shared by all of them.
pub struct Typesetter {
    fonts: Fonts,
    content: PathBuf,
    /// The template, and the measures and faces.
    sources: Vec<typst::syntax::Source>,
    claims: Vec<PdfStandards>,
}

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));

impl Typesetter {
    /// A typesetter with these faces, and the content folder for pictures.
    ///
    /// # Errors
    ///
    /// When the library cannot write PDF/A-2a and PDF/UA-1 in one file.
    pub fn new(fonts: Fonts, content: &Path) -> Result<Self, Error> {
        // What a file claims to be: the most that it can.
        let claims: [&[PdfStandard]; 4] =
            [&[PdfStandard::A_2a, PdfStandard::Ua_1], &[PdfStandard::Ua_1], &[PdfStandard::A_2b], &[]];
        let claims = claims.into_iter().map(|list| {
            PdfStandards::new(list).map_err(|error| {
                Error::Typesetter("PDF/A-2a with PDF/UA-1 cannot be written", error.message().to_string().into())
            })
        });
        let settings = format!("{}{}", fonts.settings(), measures());
        let files = TEMPLATE.iter().map(|(name, text)| (*name, (*text).to_owned()));
        let sources = files.chain([("settings.typ", settings)]);
        let sources = sources.map(|(name, text)| Ok(typst::syntax::Source::new(file(name)?, text)));
        Ok(Self {
            sources: sources.collect::<Result<_, Error>>()?,
            content: content.to_path_buf(),
            fonts,
            claims: claims.collect::<Result<_, _>>()?,
        })
    }

    /// The faces.
    pub fn fonts(&self) -> &Fonts {
        &self.fonts
    }

    /// Sets a source.
    ///
    /// # Errors
    ///
    /// When a character is in no font, a picture cannot be read, or the typesetter fails.
    pub(super) fn set(&self, source: &Source, origin: &Origin<'_>) -> Result<Typeset, Vec<Diagnostic>> {
        let missing = self.fonts.missing(&source.text);
        if !missing.is_empty() {
            return Err(missing.into_iter().flat_map(|c| origin.missing_glyph(c)).collect());
        }
        let failed =
            |message: String| vec![Diagnostic::error(Code::Pdf, Location::file(origin.file()), message, BUG)];
        let main = file("main.typ").map_err(|failure| failed(failure.to_string()))?;
        let world = PdfWorld { typesetter: self, main: typst::syntax::Source::new(main, source.text.clone()) };
        let about = |problems: EcoVec<SourceDiagnostic>| {
            failed(format!("the PDF of {} cannot be set: {}", source.identity, words(&problems)))
        };
        let document = typst::compile::<PagedDocument>(&world).output.map_err(about)?;
        let document = mirrored(document);
        let (bytes, shortfall) = self.export(&document, source).map_err(about)?;
        let pages = document.pages().len();
        // What is remembered of one file is of no use for the next.
        typst::comemo::evict(0);
        Ok(Typeset { bytes, pages, shortfall })
    }

    /// Writes the file that claims the most, and says what it had to leave out of its claims.
    fn export(&self, document: &PagedDocument, source: &Source) -> SourceResult<(Vec<u8>, Option<String>)> {
        let mut refused: Option<EcoVec<SourceDiagnostic>> = None;
        for standards in &self.claims {
            let options = PdfOptions {
                ident: Smart::Custom(source.identity.clone()),
                creator: Smart::Custom(Some(concat!("gongbao ", env!("CARGO_PKG_VERSION")).to_owned())),
                standards: standards.clone(),
                ..PdfOptions::default()
            };
            match typst_pdf::pdf(document, &options) {
                Ok(bytes) => return Ok((bytes, refused.as_deref().map(words))),
                Err(problems) => refused = refused.or(Some(problems)),
            }
        }
        Err(refused.unwrap_or_default())
    }
}

/// The same with landscape pages bound as the others are: the top of their table is the binding side of right
/// pages and the fore edge of left ones (GB/T 9704-2012, 11), which the template cannot tell apart.
fn mirrored(document: PagedDocument) -> PagedDocument {
    let is_turned = |page: &Page| page.frame.width() > page.frame.height();
    if !document.pages().iter().any(is_turned) {
        return document;
    }
    let place = |(at, page): (usize, &Page)| {
        let mut page = page.clone();
        if is_turned(&page) && at % 2 == 1 {
            page.frame.translate(Point::with_y(Abs::mm(FORE_EDGE - BINDING)));
        }
        page
    };
    PagedDocument::new(document.pages().iter().enumerate().map(place).collect(), document.info().clone())
}

/// What the typesetter says, in one line.
fn words(problems: &[SourceDiagnostic]) -> String {
    let one = |problem: &SourceDiagnostic| {
        let hints = problem.hints.iter().map(|hint| format!(" ({})", hint.v));
        format!("{}{}", problem.message, hints.collect::<String>())
    };
    problems.iter().map(one).collect::<Vec<_>>().join("; ")
}

const BUG: &str =
    "look at the pictures and tables of the document; if they are sound, report this as a bug of gongbao";

fn file(name: &str) -> Result<FileId, Error> {
    let path =
        VirtualPath::new(name).map_err(|_| Error::Typesetter("a file has no path", name.to_owned().into()))?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

/// What the typesetter sees while it sets one source.
struct PdfWorld<'a> {
    typesetter: &'a Typesetter,
    main: typst::syntax::Source,
}

impl World for PdfWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.typesetter.fonts.book()
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<typst::syntax::Source> {
        let mut sources = std::iter::once(&self.main).chain(&self.typesetter.sources);
        let found = sources.find(|source| source.id() == id);
        found.cloned().ok_or(FileError::AccessDenied)
    }

    /// Pictures of the content folder, and nothing else.
    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let path = id.vpath().get_without_slash();
        let inside = path.strip_prefix(address::FILES).and_then(|path| path.strip_prefix('/'));
        let Some(attachment) = inside else { return Err(FileError::AccessDenied) };
        let attachment = attachment.strip_suffix(ANY_KIND).unwrap_or(attachment);
        let attachment = percent_encoding::percent_decode_str(attachment).decode_utf8_lossy().into_owned();
        if attachment.split('/').any(|part| matches!(part, "" | "." | "..")) {
            return Err(FileError::AccessDenied);
        }
        let path = self.typesetter.content.join(attachment);
        std::fs::read(&path).map(Bytes::new).map_err(|error| FileError::from_io(error, &path))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.typesetter.fonts.face(index)
    }

    /// No clock: the same content gives the same file on any day.
    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
