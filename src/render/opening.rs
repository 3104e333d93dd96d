//! The words at the head of a paragraph that are marked: its official number, and the heading that runs into it.

use super::classes::lead_class;
use super::escape::escape;
use crate::paper::form::SetParagraph;

/// What is still to be marked of a paragraph, in bytes of its plain text.
pub(super) struct Opening {
    /// Its official number.
    number: usize,
    /// Its lead, and the class of that.
    lead: usize,
    class: &'static str,
}

impl Opening {
    pub(super) fn of(words: &SetParagraph<'_>) -> Self {
        let lead = words.lead.map_or((0, ""), |lead| (lead.end, lead_class(lead.kind)));
        Self { number: words.paragraph.number.map_or(0, |number| number.length), lead: lead.0, class: lead.1 }
    }

    pub(super) fn is_over(&self) -> bool {
        self.number == 0 && self.lead == 0
    }

    /// Writes a run of text, marked as far as the opening goes.
    pub(super) fn split(&mut self, text: &str, out: &mut String) {
        let (number, rest) = cut(text, self.number);
        let (lead, rest) = cut(rest, self.lead.saturating_sub(number.len()));
        let led = if self.lead > 0 { number.len() + lead.len() } else { 0 };
        self.number = self.number.saturating_sub(text.len());
        self.lead = self.lead.saturating_sub(led);
        if lead.is_empty() && led > 0 {
            span(&["number", self.class], number, out);
        } else if led > 0 {
            out.push_str(&format!("<span class=\"{}\">", self.class));
            span(&["number"], number, out);
            escape(lead, out);
            out.push_str("</span>");
        } else {
            span(&["number"], number, out);
        }
        escape(rest, out);
    }

    /// Writes something that is not split, marked where it stands within the lead.
    pub(super) fn whole(&mut self, text: &str, out: &mut String, words: impl FnOnce(&mut String)) {
        let led = self.lead > 0;
        self.number = self.number.saturating_sub(text.len());
        self.lead = self.lead.saturating_sub(text.len());
        if led {
            out.push_str(&format!("<span class=\"{}\">", self.class));
        }
        words(out);
        if led {
            out.push_str("</span>");
        }
    }
}

/// The first bytes of a text and the rest; a character is not parted.
fn cut(text: &str, length: usize) -> (&str, &str) {
    text.split_at_checked(length.min(text.len())).unwrap_or((text, ""))
}

fn span(classes: &[&str], text: &str, out: &mut String) {
    if !text.is_empty() {
        out.push_str(&format!("<span class=\"{}\">", classes.join(" ")));
        escape(text, out);
        out.push_str("</span>");
    }
}
