//! Pictures: which can be set is known by their bytes, whatever they are called.

use super::Edition;
use super::links;
use super::manuscript::Manuscript;
use crate::diagnostic::{Code, Diagnostic, Location};
use crate::document::walk;
use crate::library::DocumentId;
use crate::publication::{Publication, linked};
use std::path::Path;
use typst::foundations::Bytes;
use typst::visualize::{ImageFormat, RasterImage, SvgImage, VectorFormat};

/// The pictures of an edition that cannot be set, at their places in the text.
pub(super) fn problems(
    site: &Publication,
    content: &Path,
    edition: Edition,
    manuscript: &Manuscript<'_>,
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for path in manuscript.pictures() {
        let Err(why) = check(&content.join(&path)) else { continue };
        let message = format!("the picture `{path}` cannot be set in the PDF edition: {why}");
        found.extend(places(site, edition, &path).into_iter().map(|place| {
            Diagnostic::error(
                Code::PictureNotSet,
                place,
                message.clone(),
                "save it anew as PNG, JPEG, GIF, WebP or SVG",
            )
        }));
    }
    found
}

/// Can this file be set? Why not?
fn check(path: &Path) -> Result<(), String> {
    let data = std::fs::read(path).map_err(|error| error.to_string())?;
    if data.is_empty() {
        return Err("its file is empty".to_owned());
    }
    let data = Bytes::new(data);
    match ImageFormat::detect(&data) {
        // What is decoded here is remembered until the edition is set.
        Some(ImageFormat::Raster(format)) => {
            RasterImage::plain(data, format).map(drop).map_err(|why| format!("its file is damaged ({why})"))
        }
        Some(ImageFormat::Vector(VectorFormat::Svg)) => {
            SvgImage::new(data).map(drop).map_err(|_| "its file is no valid SVG".to_owned())
        }
        _ => Err(format!("it is {}", kind(&data))),
    }
}

/// What a file is that cannot be set.
fn kind(data: &[u8]) -> &'static str {
    let kinds: [(&[u8], &str); 7] = [
        (b"BM", "a BMP"),
        (b"II*\0", "a TIFF"),
        (b"MM\0*", "a TIFF"),
        (b"\x01\0\0\0", "an EMF"),
        (b"\xd7\xcd\xc6\x9a", "a WMF"),
        (b"%PDF-", "a PDF"),
        (b"\0\0\0", "a HEIC or AVIF"),
    ];
    kinds.iter().find(|(head, _)| data.starts_with(head)).map_or("no picture of a known kind", |(_, name)| name)
}

/// Where the texts of an edition show a picture.
fn places(site: &Publication, edition: Edition, path: &str) -> Vec<Location> {
    let documents: Vec<DocumentId> = match edition {
        Edition::Issue(id) => site.library.issues[id].items.clone(),
        Edition::Document(id) => vec![id],
        Edition::Unit(..) | Edition::Leader(..) => Vec::new(),
    };
    let mut found = Vec::new();
    for id in documents {
        walk::texts(&linked::document(site, id).blocks, &mut |inlines, _| {
            walk::links(inlines, &mut |link, is_picture| {
                if is_picture && links::picture(link) == Some(path) {
                    found.push(link.location.clone());
                }
            });
        });
    }
    found
}
