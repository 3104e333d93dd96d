//! The faces of the machine: for each role of official type the first one that is there.
//!
//! The standard asks for faces and not for files, so the names in `paper` are tried one after the other. What
//! none of a role's faces can show is set in a face of another role, then in whatever face has it (`last_resort`), and what no
//! face can show is reported.
//! The typesetter sees only the faces chosen here, under names of ours, so it cannot fall back to others.

use super::{Error, last_resort};
use crate::failure::DiskFailure;
use crate::paper::measures;
use std::collections::BTreeSet;
use std::path::Path;
use typst::foundations::Bytes;
use typst::text::{Font, FontBook, FontVariant, is_default_ignorable};
use typst::utils::LazyHash;

/// The faces of an edition.
pub struct Fonts {
    book: LazyHash<FontBook>,
    faces: Vec<Font>,
    /// The dictionary `faces` of the template.
    settings: String,
    /// What is set in which face, and where that is not the face the standard asks for.
    note: String,
}

/// A role of official type: its name in the template, its Chinese name, the faces that can play it, and how many
/// of them are of its own kind.
struct Role {
    key: &'static str,
    name: &'static str,
    faces: &'static [&'static str],
    own: usize,
}

const ROLES: [Role; 5] = [
    Role { key: "title", name: "小标宋", faces: &measures::TITLE_FACES, own: 2 },
    Role { key: "body", name: "仿宋", faces: &measures::BODY_FACES, own: 5 },
    Role { key: "hei", name: "黑体", faces: &measures::HEI_FACES, own: 6 },
    Role { key: "kai", name: "楷体", faces: &measures::KAI_FACES, own: 5 },
    Role { key: "song", name: "宋体", faces: &measures::SONG_FACES, own: 5 },
];

impl Fonts {
    /// Finds the faces of the roles: in a folder, or else where the system keeps them. Each file is read once. For the
    /// characters of `wanted` that none of these has, any other face serves, of the folder first and then of the system.
    ///
    /// # Errors
    ///
    /// When there is no Chinese face: what to install.
    pub fn find(folder: Option<&Path>, wanted: &BTreeSet<char>) -> Result<Self, Error> {
        let mut database = fontdb::Database::new();
        match folder {
            Some(folder) => database.load_fonts_dir(folder),
            None => database.load_system_fonts(),
        }
        let mut chosen: Vec<fontdb::ID> = Vec::new();
        let mut roles: Vec<Option<(usize, usize)>> = Vec::new();
        for role in &ROLES {
            let found =
                role.faces.iter().enumerate().find_map(|(place, name)| Some((place, named(&database, name)?)));
            roles.push(found.map(|(place, face)| {
                let at = chosen.iter().position(|known| *known == face).unwrap_or_else(|| {
                    chosen.push(face);
                    chosen.len() - 1
                });
                (place, at)
            }));
        }
        if chosen.is_empty() {
            return Err(Error::NoFont(folder.map(Path::to_path_buf)));
        }
        let mut faces = load(&database, &chosen)?;
        let others = others(&database, folder.is_some(), &faces, wanted);
        let families: Vec<&str> = chosen.iter().map(|id| family(&database, *id)).collect();
        let note = note(&roles, &families, &others);
        faces.extend(others);
        let mut book = FontBook::new();
        for (at, face) in faces.iter().enumerate() {
            let mut info = face.info().clone();
            info.family = face_name(at);
            // A role is one face in one weight: the typesetter shall not choose among them.
            info.variant = FontVariant::default();
            book.push(info);
        }
        Ok(Self { book: LazyHash::new(book), settings: settings(&roles, faces.len()), note, faces })
    }

    /// The faces for the template.
    pub fn settings(&self) -> &str {
        &self.settings
    }

    /// What is set in which face.
    pub fn note(&self) -> &str {
        &self.note
    }

    pub(super) fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    pub(super) fn face(&self, at: usize) -> Option<Font> {
        self.faces.get(at).cloned()
    }

    /// The characters of a text that no face has.
    pub fn missing(&self, text: &str) -> BTreeSet<char> {
        with_ink(text).into_iter().filter(|c| !is_covered(&self.faces, *c)).collect()
    }
}

/// The characters of a text that a face must have. White space, controls, format characters, marks of direction and
/// variation selectors leave no ink: they choose among glyphs and need none.
pub(super) fn with_ink(text: &str) -> BTreeSet<char> {
    let without = |c: char| {
        c.is_whitespace() || c.is_control() || is_default_ignorable(c) || matches!(c, '\u{FFF9}'..='\u{FFFB}')
    };
    text.chars().filter(|c| !without(*c)).collect()
}

/// Has one of the faces a character?
pub(super) fn is_covered(faces: &[Font], c: char) -> bool {
    faces.iter().any(|face| face.info().coverage.contains(u32::from(c)))
}

/// The faces of last resort, when the database is that of a folder or of the system.
fn others(database: &fontdb::Database, is_folder: bool, faces: &[Font], wanted: &BTreeSet<char>) -> Vec<Font> {
    let mut lacking: BTreeSet<char> = wanted.iter().copied().filter(|c| !is_covered(faces, *c)).collect();
    // What a private-use character looks like only its own font knows; one that is named is taken to be that font.
    let is_private = |c: char| matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..);
    if !is_folder {
        lacking.retain(|c| !is_private(*c));
        return last_resort::take(database, &mut lacking);
    }
    let mut found = last_resort::take(database, &mut lacking);
    lacking.retain(|c| !is_private(*c));
    if !lacking.is_empty() {
        let mut system = fontdb::Database::new();
        system.load_system_fonts();
        found.extend(last_resort::take(&system, &mut lacking));
    }
    found
}

fn face_name(at: usize) -> String {
    format!("gongbao-{at}")
}

/// The upright face of a family that is nearest to the regular weight.
fn named(database: &fontdb::Database, name: &str) -> Option<fontdb::ID> {
    let mut faces: Vec<&fontdb::FaceInfo> = database
        .faces()
        .filter(|face| {
            face.style == fontdb::Style::Normal && face.families.iter().any(|(family, _)| family == name)
        })
        .collect();
    faces.sort_by_key(|face| (face.weight.0.abs_diff(400), face.post_script_name.clone(), face.index));
    faces.first().map(|face| face.id)
}

fn family(database: &fontdb::Database, id: fontdb::ID) -> &str {
    let families = database.face(id).map(|face| face.families.as_slice()).unwrap_or_default();
    families.first().map_or("", |(name, _)| name.as_str())
}

/// Reads the files of the faces, each file once.
fn load(database: &fontdb::Database, chosen: &[fontdb::ID]) -> Result<Vec<Font>, Error> {
    let mut files: Vec<(&Path, Bytes)> = Vec::new();
    let mut faces = Vec::new();
    for id in chosen {
        let Some(face) = database.face(*id) else { continue };
        let (fontdb::Source::File(path) | fontdb::Source::SharedFile(path, _)) = &face.source else { continue };
        let bytes = match files.iter().find(|(known, _)| known == path) {
            Some((_, bytes)) => bytes.clone(),
            None => {
                let bytes = Bytes::new(std::fs::read(path).map_err(DiskFailure::of("read", path))?);
                files.push((path, bytes.clone()));
                bytes
            }
        };
        let font = Font::new(bytes, face.index);
        faces.push(font.ok_or_else(|| Error::BadFont(path.clone()))?);
    }
    Ok(faces)
}

/// For each role its face, then all others for what that one lacks.
fn settings(roles: &[Option<(usize, usize)>], count: usize) -> String {
    let mut out = String::from("#let faces = (\n");
    // A role without any face of its own is played by 宋体, then by what there is.
    let stand_in = roles.iter().rev().flatten().map(|(_, at)| *at).next().unwrap_or(0);
    for (role, found) in ROLES.iter().zip(roles) {
        let first = found.map_or(stand_in, |(_, at)| at);
        let order = std::iter::once(first).chain((0..count).filter(|at| *at != first));
        let names: String = order.map(|at| format!("\"{}\", ", face_name(at))).collect();
        out.push_str(&format!("  {}: ({names}),\n", role.key));
    }
    out.push_str(")\n");
    out
}

fn note(roles: &[Option<(usize, usize)>], families: &[&str], others: &[Font]) -> String {
    let parts: Vec<String> = ROLES
        .iter()
        .zip(roles)
        .map(|(role, found)| match found {
            Some((place, at)) if *place < role.own => {
                format!("{} {}", role.name, families.get(*at).copied().unwrap_or_default())
            }
            Some((_, at)) => {
                format!("{} {} (in its stead)", role.name, families.get(*at).copied().unwrap_or_default())
            }
            None => format!("{} none", role.name),
        })
        .collect();
    let others: Vec<&str> = others.iter().map(|face| face.info().family.as_str()).collect();
    let others =
        if others.is_empty() { String::new() } else { format!("; for what they lack {}", others.join(", ")) };
    format!("fonts: {}{others}", parts.join(", "))
}
