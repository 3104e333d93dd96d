//! Text and tags as HTML.

use pulldown_cmark_escape::escape_html;

/// Writes text, its signs escaped.
pub(super) fn escape(text: &str, out: &mut String) {
    // Writing to a String cannot fail.
    let _ = escape_html(out, text);
}

/// Writes the tag that opens an element.
pub(super) fn open_tag(name: &str, anchor: Option<&str>, class: Option<&str>, out: &mut String) {
    out.push('<');
    out.push_str(name);
    if let Some(anchor) = anchor {
        out.push_str(&format!(" id=\"{anchor}\""));
    }
    if let Some(class) = class {
        out.push_str(&format!(" class=\"{class}\""));
    }
    out.push('>');
}
