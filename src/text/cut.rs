//! Parts of a text: the only place where text is sliced by numbers.
//!
//! `text[a..b]` panics where `a` or `b` stands within a character, and byte arithmetic such as
//! `rfind(':') + '：'.len_utf8()` does so as soon as an editor types the other colon. A separator is therefore
//! cut off with `split_once`, `rsplit_once` or `strip_prefix`, which return both sides. What has been recognised
//! in a text is kept as a range of bytes, and read with `part`.

use std::slice::SliceIndex;

/// Reading parts of a text by their places.
pub trait Cut {
    /// The part at this range of bytes.
    ///
    /// Every range comes from a recogniser that has seen the same text. One that does not fit is a mistake in the
    /// program: it stops the reading of that file, which is then named (`diagnostic::reading`). An empty text in its
    /// place would be words lost in silence.
    fn part<R: SliceIndex<str, Output = str>>(&self, range: R) -> &str;

    /// Where a part that was split off this text begins, in bytes: `rest` is its end.
    fn start_of_end(&self, rest: &str) -> usize;
}

impl Cut for str {
    #[inline]
    fn part<R: SliceIndex<str, Output = str>>(&self, range: R) -> &str {
        let part = self.get(range);
        assert!(part.is_some(), "a range that is no part of the text");
        part.unwrap_or_default()
    }

    #[inline]
    fn start_of_end(&self, rest: &str) -> usize {
        debug_assert!(self.ends_with(rest), "no end of the text");
        self.len().saturating_sub(rest.len())
    }
}

/// The last place at or before byte `offset` where a character begins, or the end of the text.
pub fn floor(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_read_by_their_places() {
        let text = "组长:张三";
        assert_eq!(text.part(6..), ":张三");
        assert_eq!(text.part(..6), "组长");
        let (_, name) = text.rsplit_once(['：', ':']).unwrap();
        assert_eq!(text.part(text.start_of_end(name)..), "张三");
    }

    #[test]
    #[should_panic(expected = "no part")]
    fn a_range_within_a_character_stops_a_test() {
        let _ = "张三".part(1..);
    }

    #[test]
    fn the_floor_is_a_character() {
        assert_eq!([0, 1, 2, 3, 4, 99].map(|at| floor("张a", at)), [0, 0, 0, 3, 4, 4]);
    }
}
