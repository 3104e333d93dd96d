//! The likeness of two clauses, whatever their punctuation.

/// The characters of a clause that carry meaning, and the pairs they form.
#[derive(Clone, Debug)]
pub(super) struct Words {
    characters: Vec<char>,
    /// In order, each once: they are compared so often that a tree would be slow.
    pairs: Vec<(char, char)>,
}

impl Words {
    /// The words of a clause: 汉字, letters and digits; punctuation and blanks are left out.
    pub(super) fn new(clause: &str) -> Self {
        let characters: Vec<char> = clause.chars().filter(|c| c.is_alphanumeric()).collect();
        let mut pairs: Vec<(char, char)> = characters.windows(2).map(|pair| (pair[0], pair[1])).collect();
        pairs.sort_unstable();
        pairs.dedup();
        Self { characters, pairs }
    }

    /// Is it long enough for a likeness to mean something?
    pub(super) fn is_significant(&self) -> bool {
        self.characters.len() >= 3
    }

    /// The pairs of characters.
    pub(super) fn pairs(&self) -> impl Iterator<Item = &(char, char)> {
        self.pairs.iter()
    }

    /// Which part of its pairs of characters the other has too, from 0 to 1.
    pub(super) fn shared_pairs(&self, other: &Self) -> f64 {
        self.shared(other).count() as f64 / self.pairs.len().max(1) as f64
    }

    /// Do the two share a pair that none of these others has?
    pub(super) fn shares_beyond<'a>(&self, other: &Self, others: impl Iterator<Item = &'a Self>) -> bool {
        let mut shared: Vec<_> = self.shared(other).collect();
        for other in others {
            shared.retain(|pair| other.pairs.binary_search(pair).is_err());
        }
        !shared.is_empty()
    }

    /// The pairs that the other has too.
    fn shared<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = &'a (char, char)> {
        let mut rest = other.pairs.iter().peekable();
        self.pairs.iter().filter(move |pair| {
            while rest.next_if(|other| other < pair).is_some() {}
            rest.peek() == Some(pair)
        })
    }

    /// Which part of its characters the other has in the same order, gaps allowed (the longest common
    /// subsequence), from 0 to 1.
    pub(super) fn in_order(&self, other: &Self) -> f64 {
        let mut row = vec![0usize; other.characters.len() + 1];
        for a in &self.characters {
            let mut diagonal = 0;
            for (at, b) in other.characters.iter().enumerate() {
                let above = row[at + 1];
                row[at + 1] = if a == b { diagonal + 1 } else { above.max(row[at]) };
                diagonal = above;
            }
        }
        row.last().copied().unwrap_or(0) as f64 / self.characters.len().max(1) as f64
    }

    /// How alike two headings are: in order, by the longer of the two.
    pub(super) fn same(&self, other: &Self) -> f64 {
        self.in_order(other).min(other.in_order(self))
    }
}

#[cfg(test)]
mod tests {
    use super::Words;

    #[test]
    fn likeness() {
        let (short, long) =
            (Words::new("强化养老服务消费供给。"), Words::new("强化健康、养老、托幼等服务消费供给，"));
        assert!((short.in_order(&long) - 1.0).abs() < 1e-9);
        assert!(short.shared_pairs(&long) > 0.7 && long.in_order(&short) < 0.8);
        assert_eq!(Words::new("，。").in_order(&long), 0.0);
    }
}
