//! Faces of last resort: a character that no face of a role has is set in any other face that has it.
//!
//! For each character the first face in one fixed order serves, so an edition does not depend on which characters the
//! other editions need. Faces of outlines come before those of coloured pictures, regular ones before bold ones.

use super::fonts::is_covered;
use std::collections::BTreeSet;
use typst::foundations::Bytes;
use typst::layout::Abs;
use typst::text::{Font, FontInfo, FontVariant, FontVariations};

/// Faces that show a box or nothing for every character there is.
const PLACEHOLDERS: [&str; 4] = ["lastresort", "last resort", "adobe blank", "unicode bmp fallback"];

/// Faces of this database that have what is wanted; what they have is taken from `wanted`.
pub(super) fn take(database: &fontdb::Database, wanted: &mut BTreeSet<char>) -> Vec<Font> {
    let mut faces: Vec<&fontdb::FaceInfo> =
        database.faces().filter(|face| !families(face).any(is_placeholder)).collect();
    faces.sort_by_key(|face| {
        let is_plain = face.style == fontdb::Style::Normal && face.stretch == fontdb::Stretch::Normal;
        let weight = face.weight.0.abs_diff(400);
        (!is_plain, weight, face.monospaced, face.post_script_name.clone(), face.index)
    });
    let mut found = Vec::new();
    for coloured in [false, true] {
        for face in &faces {
            if wanted.is_empty() {
                return found;
            }
            let has_some = |data: &[u8], index| {
                let info = FontInfo::new(data, index)?;
                wanted.iter().any(|c| info.coverage.contains(u32::from(*c))).then(|| data.to_vec())
            };
            // A file that is gone or is no font helps nobody, and nobody has asked for it by name.
            let Some(data) = database.with_face_data(face.id, has_some).flatten() else { continue };
            let Some(font) = Font::new(Bytes::new(data), face.index) else { continue };
            if is_coloured(&font) == coloured {
                wanted.retain(|c| !is_covered(std::slice::from_ref(&font), *c));
                found.push(font);
            }
        }
    }
    found
}

fn families(face: &fontdb::FaceInfo) -> impl Iterator<Item = String> {
    face.families.iter().map(|(name, _)| name.to_lowercase())
}

fn is_placeholder(family: String) -> bool {
    PLACEHOLDERS.iter().any(|name| family.contains(name))
}

/// Are its glyphs pictures?
fn is_coloured(font: &Font) -> bool {
    let plain = font.clone().instantiate(FontVariant::default(), Abs::pt(10.0), &FontVariations::default());
    let tables = plain.ttf().tables();
    tables.colr.is_some() || tables.cbdt.is_some() || tables.sbix.is_some() || tables.svg.is_some()
}
