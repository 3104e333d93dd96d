//! Keys that were misspelt: what they were meant to be.

use super::fields::Key;

/// The known key that a misspelt one was meant to be.
pub(super) fn nearest(known: &[Key], name: &str) -> Option<&'static str> {
    let length = name.chars().count();
    let names = known.iter().flat_map(|key| [key.name, key.alias]);
    let near = names.filter_map(|known| {
        let characters = known.chars().count();
        let most = 1 + characters / 3;
        // As far apart as their lengths they are at least.
        let distance = (length.abs_diff(characters) <= most).then(|| strsim::damerau_levenshtein(known, name))?;
        (distance <= most).then_some((distance, known))
    });
    near.min().map(|(_, known)| known)
}
