//! `gongbao archive`: the offline copy in one zip, and its signature.

use super::{Console, Outcome, load};
use crate::archive::sign::{self, SigningKey};
use crate::archive::{self, Error, Order};
use crate::project::Inputs;
use std::path::PathBuf;

/// What to pack, from where and to where.
#[derive(Clone, Debug)]
pub struct ArchiveOptions {
    /// Content and theme.
    pub inputs: Inputs,
    /// The zip and what goes into it.
    pub order: Order,
    /// The secret key to sign with.
    pub sign: Option<PathBuf>,
}

/// Writes the archive. With an error in the content nothing is written.
pub fn archive(options: &ArchiveOptions, console: &Console) -> Outcome {
    let key = match options.sign.as_deref().map(SigningKey::read).transpose() {
        Ok(key) => key,
        Err(failure) => return console.failed(&failure),
    };
    let project = match load(&options.inputs, options.order.choice.as_ref(), console) {
        Ok(project) => project,
        Err(outcome) => return outcome,
    };
    let file = &options.order.file;
    let stale = project.stale_editions();
    if stale > 0 {
        console.note(&format!(
            "{stale} PDF edition(s) of the published site say something else than this content with these options and \
             are left out; `gongbao pdf` makes them anew"
        ));
    }
    match archive::write(&project, &options.order) {
        Ok(packed) => console.note(&format!(
            "{}: {} documents in {} issues, {} PDF editions; {} files in the folder {}, {:.1} MB",
            file.display(),
            project.site().library.documents.len(),
            project.site().library.issues.len(),
            packed.editions,
            packed.files,
            packed.folder,
            packed.bytes as f64 / 1e6,
        )),
        Err(Error::Pages(diagnostics)) => {
            console.diagnostics(diagnostics);
            return Outcome::ContentErrors;
        }
        Err(failure) => return console.failed(&failure),
    }
    match key.map(|key| key.sign(file)).transpose() {
        Ok(Some(signature)) => console.note(&format!("{}: the signature (签名)", signature.display())),
        Ok(None) if sign::place(file).exists() => console.problem(&format!(
            "{}: this signature (签名) is of the former archive; sign the new one with --sign, or remove it",
            sign::place(file).display()
        )),
        Ok(None) => {}
        Err(failure) => return console.failed(&failure),
    }
    Outcome::Done
}
