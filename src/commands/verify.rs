//! `gongbao verify`: is an archive, packed or unpacked, as it was written?

use super::{Console, Outcome};
use crate::archive::sign::PublicKeyFile;
use crate::archive::verify;
use std::path::PathBuf;

/// What to verify.
#[derive(Clone, Debug)]
pub struct VerifyOptions {
    /// The zip, or the folder it was unpacked to.
    pub archive: PathBuf,
    /// The public key of who signed it.
    pub key: Option<PathBuf>,
}

/// Verifies an archive and names every file that is missing, changed or foreign.
pub fn verify(options: &VerifyOptions, console: &Console) -> Outcome {
    let archive = &options.archive;
    let failed = |message: &str| {
        console.failure(message);
        Outcome::Failed
    };
    if options.key.is_some() && archive.is_dir() {
        return failed("a signature is of the zip, not of the folder it was unpacked to; name the zip");
    }
    let key = match options.key.as_deref().map(PublicKeyFile::read).transpose() {
        Ok(key) => key,
        Err(message) => return failed(&message),
    };
    // What nobody has signed is not opened.
    if archive.is_file()
        && let Some(problem) = key.as_ref().and_then(|key| key.problem(archive))
    {
        console.problem(&format!("signature: {problem}"));
        console.problem(&format!(
            "{} is not as it was published; what is in it was not looked at. Get another copy.",
            archive.display()
        ));
        return Outcome::ContentErrors;
    }
    let verdict = match verify::verify(archive) {
        Ok(verdict) => verdict,
        Err(message) => return failed(&message),
    };
    for finding in &verdict.findings {
        console.problem(&finding.to_string());
    }
    if !verdict.findings.is_empty() {
        console.problem(&format!(
            "{} is not as it was published; {} file(s) in it are. Get another copy.",
            archive.display(),
            verdict.whole
        ));
        return Outcome::ContentErrors;
    }
    let signed = if key.is_some() { ", and the signature (签名) holds" } else { "" };
    console.note(&format!("{}: {} files, all as they were published{signed}", archive.display(), verdict.whole));
    Outcome::Done
}
