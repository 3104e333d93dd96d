//! Comparisons of plans with reports. Each follows from the two texts alone, so it is kept as long as they do not
//! change: from one state of a preview to the next, and from one build to the next.

use crate::align::{self, Alignment};
use crate::digest::Digest;
use crate::library::reading::Text;
use crate::source::schema::DocumentMeta;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Comparisons by the digests of the plan and the report.
#[derive(Clone, Debug, Default)]
pub struct Comparisons(BTreeMap<Pair, Arc<Alignment>>);

/// The digests of a plan and of a report.
pub(super) type Pair = (Digest, Digest);

impl Comparisons {
    /// Reads what was kept; nothing when it cannot be read.
    pub fn read(bytes: &[u8]) -> Self {
        let read: Vec<(Pair, Alignment)> = serde_json::from_slice(bytes).unwrap_or_default();
        Self(read.into_iter().map(|(pair, alignment)| (pair, Arc::new(alignment))).collect())
    }

    /// The comparisons as they are kept.
    pub fn write(&self) -> Vec<u8> {
        let all: Vec<(&Pair, &Alignment)> = self.0.iter().map(|(pair, alignment)| (pair, &**alignment)).collect();
        serde_json::to_vec(&all).unwrap_or_default()
    }

    /// What comparing these two gives, and under which name it is kept.
    pub(super) fn compare(
        &self,
        plan: &Text<DocumentMeta>,
        report: &Text<DocumentMeta>,
    ) -> (Pair, Arc<Alignment>) {
        let pair = (plan.digest, report.digest);
        let known = self.0.get(&pair).map(Arc::clone);
        (pair, known.unwrap_or_else(|| Arc::new(align::align(&plan.plan, &report.body))))
    }

    /// These, and no others.
    pub(super) fn of(all: impl Iterator<Item = (Pair, Arc<Alignment>)>) -> Self {
        Self(all.collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::{Method, Passage, Passages};

    #[test]
    fn what_is_written_is_read_to_the_last_digit() {
        let scores = (1..200).map(|number| 1.0 / f64::from(number) + 0.1);
        let passage = |score| Passage {
            anchor: "p3".to_owned(),
            quote: "抓好“菜篮子”".to_owned(),
            score,
            method: Method::Computed,
        };
        let found =
            Passages { passages: vec![scores.map(passage).collect()], sentences: vec!["p3.s1".to_owned()] };
        let pairs = [([1; 32], [2; 32]), ([3; 32], [4; 32])];
        let alignments = [Alignment::Found(found), Alignment::Mismatch].map(Arc::new);
        let written = Comparisons::of(pairs.into_iter().zip(alignments)).write();
        let read = Comparisons::read(&written);
        assert_eq!(read.0.len(), 2);
        assert_eq!(read.write(), written);
        assert_eq!(Comparisons::read(b"[").0.len(), 0);
    }
}
