//! The measures of paper as a style sheet: `assets/paper.css`.
//!
//! `paper::measures` holds every figure once. Here they become custom properties, which the theme's `print.css`
//! sets the text by, and the rules of the pages themselves, in which browsers do not read custom properties
//! for margins and sizes. Nothing here chooses what the text looks like; a theme that wants other paper has
//! its own `assets/paper.css`.

use crate::paper::measures::{
    BINDING, BODY_FACES, BODY_SIZE, FOOT, FORE_EDGE, HEAD, HEI_FACES, IMPRINT_SIZE, KAI_FACES, LARGEST_COVER_NAME,
    LARGEST_MARK, LINE_PITCH_IN_BROWSERS, LONGEST_MARK, MARGIN_BOTTOM, MARGIN_TOP, MARK_TOP, PAGE_NUMBER_DISTANCE,
    PAGE_NUMBER_SIZE, POINT, RED_RULE_DISTANCE, RUNNING_HEAD_DISTANCE_IN_BROWSERS, RUNNING_HEAD_GAP,
    RUNNING_HEAD_LEADING, SHEET_HEIGHT, SHEET_WIDTH, SMALL_PITCH, SMALL_SIZE, SONG_FACES, TABLE_PITCH, TABLE_SIZE,
    TABLE_SMALL, TEXT_WIDTH, THICK_RULE, THIN_RULE, TITLE_FACES, TITLE_SIZE,
};

/// Where the style sheet lies.
pub(super) const ADDRESS: &str = "assets/paper.css";

/// The style sheet.
pub(super) fn measures() -> String {
    let mut css =
        String::from("/* The measures of paper, written by gongbao: see src/paper/measures.rs. */\n\n:root {\n");
    for (name, value) in properties() {
        css.push_str(&format!("  --{name}: {value};\n"));
    }
    css.push_str("}\n");
    css.push_str(&pages());
    css.push_str(&wide_pages());
    css.push_str(&marks());
    css
}

/// What the theme sets the text by.
fn properties() -> Vec<(&'static str, String)> {
    let leading = (LINE_PITCH_IN_BROWSERS - BODY_SIZE) / 2.0 * POINT;
    vec![
        ("paper-line", points(LINE_PITCH_IN_BROWSERS)),
        ("paper-body", points(BODY_SIZE)),
        ("paper-title", points(TITLE_SIZE)),
        ("paper-small", points(SMALL_SIZE)),
        ("paper-small-line", points(SMALL_PITCH)),
        ("paper-table", points(TABLE_SIZE)),
        ("paper-table-small", points(TABLE_SMALL)),
        ("paper-table-line", points(TABLE_PITCH)),
        ("paper-imprint", points(IMPRINT_SIZE)),
        ("paper-height", millimetres(SHEET_HEIGHT - MARGIN_TOP - MARGIN_BOTTOM)),
        // The 版心 begins above the ink of line 1, the page's area half a leading above that.
        ("paper-mark-top", millimetres(MARK_TOP + HEAD - MARGIN_TOP)),
        ("paper-red-rule-distance", millimetres(RED_RULE_DISTANCE - leading)),
        ("paper-thick", millimetres(THICK_RULE)),
        ("paper-thin", millimetres(THIN_RULE)),
        ("paper-title-faces", faces(&TITLE_FACES)),
        ("paper-body-faces", faces(&BODY_FACES)),
        ("paper-hei-faces", faces(&HEI_FACES)),
        ("paper-kai-faces", faces(&KAI_FACES)),
        ("paper-song-faces", faces(&SONG_FACES)),
        // The gazette's name and the issue, which margin boxes cannot read from the page themselves.
        ("paper-name", "attr(data-gazette)".to_owned()),
        ("paper-running", "attr(data-running)".to_owned()),
    ]
}

/// Upright pages: odd ones are right pages, bound on their left.
fn pages() -> String {
    let number = number_style();
    let distance = number_distance(MARGIN_BOTTOM);
    let head = format!(
        "{} vertical-align: bottom; padding-bottom: {}; margin-bottom: {}; border-bottom: {} solid #000;",
        head_style(),
        millimetres(RUNNING_HEAD_GAP),
        millimetres(RUNNING_HEAD_DISTANCE_IN_BROWSERS),
        millimetres(THIN_RULE),
    );
    let bottom = format!("{number} vertical-align: top; padding-top: {};", millimetres(distance));
    format!(
        "\n@page {{\n  size: {width} {height};\n  margin: {top} {outer} {foot} {inner};\n  \
         @top-left {{ content: var(--paper-name); {head} }}\n  \
         @top-right {{ content: var(--paper-running); {head} }}\n}}\n\
         @page :right {{\n  @bottom-right {{ {bottom} padding-right: {size}; }}\n}}\n\
         @page :left {{\n  margin-left: {outer};\n  margin-right: {inner};\n  \
         @bottom-left {{ {bottom} padding-left: {size}; }}\n}}\n\
         @page cover {{\n  @top-left {{ content: none; }}\n  @top-right {{ content: none; }}\n  \
         @bottom-left {{ content: none; }}\n  @bottom-right {{ content: none; }}\n}}\n\
         @page official {{\n  @top-left {{ content: none; }}\n  @top-right {{ content: none; }}\n}}\n",
        width = millimetres(SHEET_WIDTH),
        height = millimetres(SHEET_HEIGHT),
        top = millimetres(MARGIN_TOP),
        foot = millimetres(MARGIN_BOTTOM),
        outer = millimetres(FORE_EDGE),
        inner = millimetres(BINDING),
        size = points(PAGE_NUMBER_SIZE),
    )
}

/// Pages for wide tables. They are bound with their top to the left, and the page number stands where it does
/// on the other pages (GB/T 9704-2012, 11): at the foot of the sheet, which is now on the left; so does the running
/// head, on the right.
fn wide_pages() -> String {
    let none = "content: none;";
    let side = format!(
        "{} writing-mode: vertical-rl; box-sizing: border-box; width: {}; margin-left: auto; margin-right: {};",
        number_style(),
        points(PAGE_NUMBER_SIZE),
        millimetres(number_distance(FOOT)),
    );
    let line = RUNNING_HEAD_LEADING * TABLE_SIZE * POINT + RUNNING_HEAD_GAP;
    let head = format!(
        "{} writing-mode: sideways-rl; box-sizing: border-box; width: {}; padding-left: {}; border-left: {} solid #000; \
         margin-left: {}; margin-right: auto;",
        head_style(),
        millimetres(line + THIN_RULE),
        millimetres(RUNNING_HEAD_GAP),
        millimetres(THIN_RULE),
        millimetres(HEAD - MARGIN_TOP + RUNNING_HEAD_DISTANCE_IN_BROWSERS),
    );
    let heads = format!(
        "  @right-top {{ content: var(--paper-name); {head} text-align: start; }}\n  \
         @right-bottom {{ content: var(--paper-running); {head} text-align: end; }}\n",
    );
    // 公文 has no running heads.
    let kinds = [("wide", heads.as_str()), ("official-wide", "")];
    let pages = kinds.map(|(name, heads)| {
        format!(
            "@page {name} {{\n  size: {height} {width};\n  margin: {binding} {right} {fore} {left};\n  \
             @top-left {{ {none} }}\n  @top-right {{ {none} }}\n  \
             @bottom-left {{ {none} }}\n  @bottom-right {{ {none} }}\n{heads}}}\n\
             @page {name}:right {{\n  @left-bottom {{ {side} text-align: end; padding-bottom: {size}; }}\n}}\n\
             @page {name}:left {{\n  margin-top: {fore};\n  margin-bottom: {binding};\n  \
             @left-top {{ {side} text-align: start; padding-top: {size}; }}\n}}\n",
            height = millimetres(SHEET_HEIGHT),
            width = millimetres(SHEET_WIDTH),
            binding = millimetres(BINDING),
            fore = millimetres(FORE_EDGE),
            right = millimetres(HEAD),
            left = millimetres(FOOT),
            size = points(PAGE_NUMBER_SIZE),
        )
    });
    pages.concat()
}

/// What running heads look like.
fn head_style() -> String {
    format!(
        "font: {}/{RUNNING_HEAD_LEADING} {}; color: #000; white-space: nowrap; overflow: hidden;",
        points(TABLE_SIZE),
        faces(&SONG_FACES)
    )
}

/// — 1 —
fn number_style() -> String {
    format!(
        "content: \"— \" counter(page) \" —\"; font: {}/1 {}; color: #000;",
        points(PAGE_NUMBER_SIZE),
        faces(&SONG_FACES)
    )
}

/// From the area of a page with this margin to the line of its number: the rules beside it, in the middle of the line, stand
/// the distance of the standard below the 版心.
fn number_distance(margin: f64) -> f64 {
    margin - (FOOT - PAGE_NUMBER_DISTANCE) - PAGE_NUMBER_SIZE * POINT / 2.0
}

/// Sizes for the 发文机关标志 and the name on a cover by their length, so that the longest still fits its line.
fn marks() -> String {
    let width = TEXT_WIDTH / POINT;
    let rule = |class: &str, length: u32, largest: f64| {
        let size = (width / f64::from(length)).min(largest);
        let size = (size * 10.0).floor() / 10.0;
        format!(".{class}[data-length=\"{length}\"] {{ font-size: {size:.1}pt; }}\n")
    };
    let rules = [("official-mark", LARGEST_MARK), ("cover-title", LARGEST_COVER_NAME)];
    let rules = rules.map(|(class, largest)| (4..=LONGEST_MARK).map(move |length| rule(class, length, largest)));
    rules.into_iter().flatten().collect()
}

fn millimetres(value: f64) -> String {
    format!("{}mm", rounded(value))
}

fn points(value: f64) -> String {
    format!("{}pt", rounded(value))
}

/// At most two digits after the point: what a printer can tell.
fn rounded(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

fn faces(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("\"{name}\"")).collect();
    format!("{}, serif", quoted.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_mirrored_and_have_the_margins_of_the_standard() {
        let css = measures();
        assert!(css.contains("size: 210mm 297mm;\n  margin: 34.58mm 26mm 32.58mm 28mm;"), "{css}");
        assert!(css.contains("@page :left {\n  margin-left: 26mm;\n  margin-right: 28mm;"), "{css}");
        assert!(css.contains("size: 297mm 210mm;\n  margin: 28mm 37mm 26mm 35mm;"), "{css}");
        assert!(css.contains("--paper-line: 29.6pt;") && css.contains("--paper-body: 15.75pt;"), "{css}");
    }

    #[test]
    fn a_long_name_of_an_organ_fits_its_line() {
        let css = marks();
        assert!(css.contains(".official-mark[data-length=\"5\"] { font-size: 42.0pt; }"), "{css}");
        assert!(css.contains(".official-mark[data-length=\"12\"] { font-size: 36.8pt; }"), "{css}");
        assert!(css.contains(".cover-title[data-length=\"9\"] { font-size: 49.1pt; }"), "{css}");
    }
}
