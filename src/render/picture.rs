//! The picture of a plan: which of its sections fall to which units, as bands between two columns.
//!
//! Drawn when the site is built, as an SVG of the proportions of a slide (16:9), which a reader can put into a
//! presentation as it is. The figures of the picture stand in a table on the page that shows it.

use super::escape::escape;
use crate::responsibility::shares::Shares;

const WIDTH: f64 = 1600.0;
const HEIGHT: f64 = 900.0;
/// The part of the height that the columns take up.
const TOP: f64 = 130.0;
const BOTTOM: f64 = 840.0;
/// Where the two columns stand, and how wide they are.
const LEFT: f64 = 500.0;
const RIGHT: f64 = 1180.0;
const COLUMN: f64 = 14.0;
/// The least white between two blocks of a column, and the height of the line that names one.
const GAP: f64 = 8.0;
const LINE: f64 = 24.0;
/// So many units have a block of their own; the others share one.
const UNITS: usize = 15;
/// Colours that can be told apart on white, also when printed in grey beside each other.
const COLOURS: [&str; 10] =
    ["#9c2a2a", "#2f5d8a", "#4d7340", "#a8741a", "#6b4c8a", "#1f7272", "#8a5a3b", "#5b6670", "#8d3f68", "#3d6b9a"];

/// A block of a column.
struct Block {
    top: f64,
    height: f64,
    /// How much of it bands have taken up.
    used: f64,
}

/// The picture as SVG.
pub(super) fn picture(title: &str, shares: &Shares) -> String {
    let (rows, names) = rows(shares);
    let left: Vec<usize> =
        (0..shares.sections.len()).map(|section| rows.iter().map(|row| row[section]).sum()).collect();
    let right: Vec<usize> = rows.iter().map(|row| row.iter().sum()).collect();
    let total: usize = right.iter().sum();
    let mut scale = (BOTTOM - TOP) / total.max(1) as f64;
    while scale > 0.01 && !(fits(&left, scale) && fits(&right, scale)) {
        scale *= 0.98;
    }
    let (mut lefts, mut rights) = (column(&left, scale), column(&right, scale));

    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" width=\"{WIDTH}\" height=\"{HEIGHT}\" role=\"img\" aria-labelledby=\"title description\">\n"
    );
    out.push_str("<title id=\"title\">");
    escape(title, &mut out);
    out.push_str("</title>\n<desc id=\"description\">");
    escape(&description(shares), &mut out);
    out.push_str("</desc>\n");
    out.push_str("<style>text{font-family:'Source Han Sans SC','Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif;fill:#1b1b1a}.n{fill:#5b5a56}</style>\n");
    out.push_str(&format!("<rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"#fff\"/>\n"));
    text(&mut out, &Label { x: WIDTH / 2.0, y: 62.0, size: 30, anchor: "middle", bold: true }, title, None);
    let note = "带的宽窄表示牵头任务的多少；一项任务有几个牵头单位的，各计一次";
    text(&mut out, &Label { x: WIDTH / 2.0, y: 98.0, size: 18, anchor: "middle", bold: false }, note, None);

    for (at, row) in rows.iter().enumerate() {
        for (section, count) in row.iter().enumerate().filter(|(_, count)| **count > 0) {
            let height = *count as f64 * scale;
            let (from, to) = (take(&mut lefts[section], height), take(&mut rights[at], height));
            band(&mut out, from, to, height, COLOURS[section % COLOURS.len()]);
        }
    }
    for (section, (block, count)) in shares.sections.iter().zip(lefts.iter().zip(&left)) {
        let colour =
            COLOURS[shares.sections.iter().position(|other| other.heading == section.heading).unwrap_or(0)
                % COLOURS.len()];
        block_of(&mut out, LEFT, block, colour);
        let label = Label { x: LEFT - 14.0, y: block.middle(), size: 20, anchor: "end", bold: false };
        text(&mut out, &label, &section.short, Some(*count));
    }
    for (name, (block, count)) in names.iter().zip(rights.iter().zip(&right)) {
        block_of(&mut out, RIGHT, block, "#44433f");
        let label = Label { x: RIGHT + COLUMN + 14.0, y: block.middle(), size: 20, anchor: "start", bold: false };
        text(&mut out, &label, name, Some(*count));
    }
    out.push_str("</svg>\n");
    out
}

impl Block {
    /// The base line of a text in its middle.
    fn middle(&self) -> f64 {
        self.top + self.height / 2.0 + 7.0
    }
}

/// The counts of the units that have blocks, the last one for all others, and their names.
fn rows(shares: &Shares) -> (Vec<Vec<usize>>, Vec<String>) {
    let shown = if shares.units.len() > UNITS { UNITS - 1 } else { shares.units.len() };
    let mut rows: Vec<Vec<usize>> = shares.units[..shown].iter().map(|unit| unit.counts.clone()).collect();
    let mut names: Vec<String> = shares.units[..shown].iter().map(|unit| unit.name.clone()).collect();
    let others = &shares.units[shown..];
    if !others.is_empty() {
        let sum = |section: usize| others.iter().map(|unit| unit.counts[section]).sum();
        rows.push((0..shares.sections.len()).map(sum).collect());
        names.push(format!("其他 {} 个单位", others.len()));
    }
    (rows, names)
}

/// The picture in words.
fn description(shares: &Shares) -> String {
    let units: Vec<String> =
        shares.units.iter().take(UNITS - 1).map(|unit| format!("{}{}项", unit.name, unit.total)).collect();
    let sections: Vec<String> =
        shares.sections.iter().map(|section| format!("{}{}项", section.short, section.tasks)).collect();
    format!("各部分任务数：{}。牵头任务最多的单位：{}。", sections.join("，"), units.join("，"))
}

/// The room that a block takes up: never less than the line that names it.
fn room(count: usize, scale: f64) -> f64 {
    (count as f64 * scale).max(LINE)
}

/// Do the blocks find room in a column at this scale?
fn fits(counts: &[usize], scale: f64) -> bool {
    let used: f64 = counts.iter().map(|count| room(*count, scale)).sum();
    used + GAP * counts.len().saturating_sub(1) as f64 <= BOTTOM - TOP
}

fn column(counts: &[usize], scale: f64) -> Vec<Block> {
    let used: f64 = counts.iter().map(|count| room(*count, scale)).sum();
    let gap = (BOTTOM - TOP - used) / counts.len().saturating_sub(1).max(1) as f64;
    let mut top = TOP;
    counts
        .iter()
        .map(|count| {
            let (room, height) = (room(*count, scale), *count as f64 * scale);
            let block = Block { top: top + (room - height) / 2.0, height, used: 0.0 };
            top += room + gap;
            block
        })
        .collect()
}

/// Takes the next part of a block for a band: where it begins.
fn take(block: &mut Block, height: f64) -> f64 {
    let top = block.top + block.used;
    block.used += height;
    top
}

fn band(out: &mut String, from: f64, to: f64, height: f64, colour: &str) {
    let (start, end, middle) = (LEFT + COLUMN, RIGHT, (LEFT + COLUMN + RIGHT) / 2.0);
    out.push_str(&format!(
        "<path d=\"M{start:.1} {from:.1}C{middle:.1} {from:.1} {middle:.1} {to:.1} {end:.1} {to:.1}V{:.1}C{middle:.1} {:.1} {middle:.1} {:.1} {start:.1} {:.1}Z\" fill=\"{colour}\" fill-opacity=\".42\"/>\n",
        to + height,
        to + height,
        from + height,
        from + height,
    ));
}

fn block_of(out: &mut String, x: f64, block: &Block, colour: &str) {
    out.push_str(&format!(
        "<rect x=\"{x:.1}\" y=\"{:.1}\" width=\"{COLUMN}\" height=\"{:.1}\" fill=\"{colour}\"/>\n",
        block.top,
        block.height.max(1.0)
    ));
}

struct Label {
    x: f64,
    y: f64,
    size: u32,
    anchor: &'static str,
    bold: bool,
}

fn text(out: &mut String, Label { x, y, size, anchor, bold }: &Label, words: &str, count: Option<usize>) {
    let weight = if *bold { " font-weight=\"700\"" } else { "" };
    out.push_str(&format!(
        "<text x=\"{x:.1}\" y=\"{y:.1}\" font-size=\"{size}\" text-anchor=\"{anchor}\"{weight}>"
    ));
    escape(words, out);
    if let Some(count) = count {
        out.push_str(&format!("<tspan class=\"n\" dx=\"8\">{count}</tspan>"));
    }
    out.push_str("</text>\n");
}
