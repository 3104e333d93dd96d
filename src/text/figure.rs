//! Figures in the columns of a table, whose decimal points stand below each other.

/// The digits of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figure {
    /// How many stand before the point.
    pub whole: usize,
    /// How many stand after it.
    pub fraction: usize,
}

impl Figure {
    /// Reads a text that is nothing but a figure: 22.6, but not 22.6%.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        (!whole.is_empty() && digits(whole) && digits(fraction))
            .then_some(Self { whole: whole.len(), fraction: fraction.len() })
    }
}

#[cfg(test)]
mod tests {
    use super::Figure;

    #[test]
    fn only_digits_and_one_point_are_a_figure() {
        let check = |text: &str, expected: Option<(usize, usize)>| {
            let found = Figure::read(text).map(|figure| (figure.whole, figure.fraction));
            assert_eq!(found, expected, "{text}");
        };
        check("22.6", Some((2, 1)));
        check(" 149 ", Some((3, 0)));
        check("1.2.3", None);
        check(".5", None);
        check("22.6%", None);
        check("", None);
    }
}
