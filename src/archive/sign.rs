//! A detached Ed25519 signature beside the zip, in the format of minisign, which can check it without
//! this program: `minisign -V -p KEY.pub -m FILE.zip`.

use super::Error;
use crate::failure::DiskFailure;
use ct_codecs::{Base64, Decoder};
use minisign::{PublicKey, PublicKeyBox, SecretKey, SecretKeyBox, SignatureBox};
use std::error;
use std::fs::{self, File};
use std::io::BufReader;
use std::path::{Path, PathBuf};

/// The line that a signature begins with; nobody vouches for it.
const UNTRUSTED: &str = "signature of an archive written by gongbao";

/// A key to sign with.
pub struct SigningKey(SecretKey);

impl SigningKey {
    /// Reads a secret key that `minisign -G` made. For one with a password, the password is asked for on
    /// the terminal.
    ///
    /// # Errors
    ///
    /// When it is no such key, or the password is wrong.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let text = fs::read_to_string(path).map_err(DiskFailure::of("read", path))?;
        open_key(&text).map(Self).map_err(|error| Error::SecretKey(path.to_owned(), error))
    }

    /// Signs a file; returns where the signature lies.
    ///
    /// # Errors
    ///
    /// When the file cannot be read, or the signature not written.
    pub fn sign(&self, file: &Path) -> Result<PathBuf, Error> {
        let place = place(file);
        if place.exists() && !is_signature(&place) {
            return Err(Error::NoSignature(place));
        }
        let unsigned = |error: Box<dyn error::Error + Send + Sync>| Error::Unsigned(place.clone(), error);
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let data = File::open(file).map_err(|error| unsigned(error.into()))?;
        let comment = format!("file:{name}");
        let signature = PublicKey::from_secret_key(&self.0)
            .and_then(|public| {
                minisign::sign(Some(&public), &self.0, BufReader::new(data), Some(&comment), Some(UNTRUSTED))
            })
            .map_err(|error| unsigned(error.into()))?;
        fs::write(&place, signature.into_string()).map_err(|error| unsigned(error.into()))?;
        Ok(place)
    }
}

/// The key in a file of minisign. One without a password is taken as it is: minisign itself leaves its
/// checksum empty, and a signature made with a damaged key is found out when it is made.
fn open_key(text: &str) -> Result<SecretKey, Box<dyn error::Error + Send + Sync>> {
    let encoded = text.lines().nth(1).ok_or("it has no second line")?;
    let bytes = Base64::decode_to_vec(encoded.trim(), None)?;
    let key = SecretKey::from_bytes(&bytes)?;
    if !key.is_encrypted() {
        return Ok(key);
    }
    Ok(SecretKeyBox::from_string(text)?.into_secret_key(None)?)
}

/// Where the signature of a file lies.
pub fn place(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".minisig");
    PathBuf::from(name)
}

fn is_signature(path: &Path) -> bool {
    fs::read_to_string(path).is_ok_and(|text| text.starts_with("untrusted comment:"))
}

/// A key to check signatures with.
pub struct PublicKeyFile(PublicKey);

impl PublicKeyFile {
    /// Reads a public key that `minisign -G` made.
    ///
    /// # Errors
    ///
    /// When it is no such key.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let text = fs::read_to_string(path).map_err(DiskFailure::of("read", path))?;
        let key = PublicKeyBox::from_string(&text).and_then(PublicKeyBox::into_public_key);
        key.map(Self).map_err(|error| Error::PublicKey(path.to_owned(), error.into()))
    }

    /// What is wrong with the signature of a file, if anything.
    pub fn problem(&self, file: &Path) -> Option<String> {
        let place = place(file);
        let text = match fs::read_to_string(&place) {
            Ok(text) => text,
            Err(error) => return Some(format!("there is no signature {}: {error}", place.display())),
        };
        let signature = match SignatureBox::from_string(&text) {
            Ok(signature) => signature,
            Err(error) => return Some(format!("{} is no signature of minisign: {error}", place.display())),
        };
        let data = match File::open(file) {
            Ok(data) => BufReader::new(data),
            Err(error) => return Some(format!("{} cannot be read: {error}", file.display())),
        };
        let checked = minisign::verify(&self.0, &signature, data, true, false, false);
        checked.err().map(|error| format!("the signature {} does not hold: {error}", place.display()))
    }
}
