//! Keys that were misspelt: what they were meant to be.

/// The known key that a misspelt one was meant to be.
pub(super) fn nearest(known: impl Iterator<Item = &'static str>, name: &str) -> Option<&'static str> {
    let length = name.chars().count();
    let near = known.filter_map(|known| {
        let characters = known.chars().count();
        let most = 1 + characters / 3;
        // As far apart as their lengths they are at least.
        let distance = (length.abs_diff(characters) <= most).then(|| strsim::damerau_levenshtein(known, name))?;
        (distance <= most).then_some((distance, known))
    });
    near.min().map(|(_, known)| known)
}
