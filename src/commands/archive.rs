//! `gongbao archive`: the offline copy in one zip, and its signature.

use super::{Console, Outcome, load};
use crate::archive::sign::{self, SigningKey};
use crate::archive::{self, Order};
use crate::edition::Inputs;
use crate::publish::Failure;
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
    let failed = |message: String| {
        console.failure(&message);
        Outcome::Failed
    };
    let key = match options.sign.as_deref().map(SigningKey::read).transpose() {
        Ok(key) => key,
        Err(message) => return failed(message),
    };
    let edition = match load(&options.inputs, options.order.choice.as_ref(), console) {
        Ok(edition) => edition,
        Err(outcome) => return outcome,
    };
    let file = &options.order.file;
    let stale = edition.kept().stale().len();
    if stale > 0 {
        console.note(&format!(
            "{stale} PDF edition(s) of the published site say something else than this content with these options and \
             are left out; `gongbao pdf` makes them anew"
        ));
    }
    match archive::write(&edition, &options.order) {
        Ok(packed) => console.note(&format!(
            "{}: {} documents in {} issues, {} PDF editions; {} files in the folder {}, {:.1} MB",
            file.display(),
            edition.site().library.documents.len(),
            edition.site().library.issues.len(),
            packed.editions,
            packed.files,
            packed.folder,
            packed.bytes as f64 / 1e6,
        )),
        Err(Failure::Diagnostics(diagnostics)) => {
            console.diagnostics(diagnostics);
            return Outcome::ContentErrors;
        }
        Err(Failure::Machine(message)) => return failed(message),
    }
    match key.map(|key| key.sign(file)).transpose() {
        Ok(Some(signature)) => console.note(&format!("{}: the signature (签名)", signature.display())),
        Ok(None) if sign::place(file).exists() => console.problem(&format!(
            "{}: this signature (签名) is of the former archive; sign the new one with --sign, or remove it",
            sign::place(file).display()
        )),
        Ok(None) => {}
        Err(message) => return failed(message),
    }
    Outcome::Done
}
