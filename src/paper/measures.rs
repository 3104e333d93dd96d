//! The measures of an official document on paper, each with its clause, for the browser's print styles and
//! the PDF edition alike. Every figure of paper stands here once.
//!
//! GB/T 9704-2012 党政机关公文格式 measures the white to the ink; browsers and typesetting programs put half
//! of the leading above the first line and below the last. GB/T 33476.2 gives the margins that come out
//! right with such programs. A figure marked (calc) follows from the others.

/// A point, in mm.
pub const POINT: f64 = 25.4 / 72.0;
/// Width of the sheet, A4 (GB/T 9704-2012, 5.1), in mm.
pub const SHEET_WIDTH: f64 = 210.0;
/// Height of the sheet (5.1), in mm.
pub const SHEET_HEIGHT: f64 = 297.0;
/// 订口: white on the binding side, left on odd pages and right on even ones (5.2.1), in mm.
pub const BINDING: f64 = 28.0;
/// 翻口: white on the other side (calc), in mm.
pub const FORE_EDGE: f64 = 26.0;
/// 天头: white above the ink of the first line (5.2.1), in mm.
pub const HEAD: f64 = 37.0;
/// White below the ink of the last line (calc), in mm.
pub const FOOT: f64 = 35.0;
/// 版心 without the page number: width (5.2.1), in mm.
pub const TEXT_WIDTH: f64 = 156.0;
/// 版心 without the page number: height (5.2.1), in mm.
pub const TEXT_HEIGHT: f64 = 225.0;
/// Top margin to be set in a program that puts half the leading above the first line (GB/T 33476.2), in mm.
pub const MARGIN_TOP: f64 = 34.58;
/// Bottom margin to be set likewise (GB/T 33476.2), in mm.
pub const MARGIN_BOTTOM: f64 = 32.58;
/// Characters in a line (5.2.3).
pub const CHARACTERS: u32 = 28;
/// Body text, 3号 (5.2.2), in points. 28 characters of 16 pt are 158 mm and do not fit 156 mm: the body is set
/// in 15.75 pt (calc).
pub const BODY_SIZE: f64 = 15.75;
/// Ink of a 汉字 above its base line, as a part of its size (calc, from the faces in use).
pub const INK_ABOVE: f64 = 0.84;
/// Ink of a 汉字 below its base line, as a part of its size (calc).
pub const INK_BELOW: f64 = 0.08;
/// From one base line to the next in browsers, in points. GB/T 33476.2 has 10.39 mm, which leaves 22 lines 1.3 mm short
/// of the foot of the 版心, which they are to fill (5.2.3 撑满版心). Browsers take a line to be as high as its size and put half of the leading above the
/// first line and half below the last one, so 22 whole pitches have to fit between the margins of GB/T 33476.2,
/// 229.84 mm (calc).
pub const LINE_PITCH_IN_BROWSERS: f64 = 29.6;
/// The same in the PDF edition, in points. It measures to the ink: 21 pitches and the ink of one line are the
/// 225 mm of the 版心 (calc).
pub const LINE_PITCH_TO_INK: f64 = 29.67;
/// Titles, 2号小标宋 (7.3.1), in points.
pub const TITLE_SIZE: f64 = 22.0;
/// Characters of a title in a line (calc).
pub const TITLE_CHARACTERS: f64 = 20.0;
/// Page numbers, 4号 (7.5), in points.
pub const PAGE_NUMBER_SIZE: f64 = 14.0;
/// From the lower edge of the 版心 to the page number (7.5), in mm.
pub const PAGE_NUMBER_DISTANCE: f64 = 7.0;
/// Running heads of the PDF edition, 小五, in points; the standard has none, gazettes do. Browsers set them in the
/// size of tables.
pub const RUNNING_HEAD_SIZE: f64 = 9.0;
/// From the upper edge of the 版心 to the foot of the running head, in mm.
pub const RUNNING_HEAD_DISTANCE: f64 = 7.0;
/// The same in browsers, which measure from the area of the page to the rule, in mm.
pub const RUNNING_HEAD_DISTANCE_IN_BROWSERS: f64 = 5.0;
/// From the words of a running head to its rule in browsers, in mm.
pub const RUNNING_HEAD_GAP: f64 = 1.2;
/// From one base line of a running head to the next, as a part of its size.
pub const RUNNING_HEAD_LEADING: f64 = 1.2;
/// Tables that would not fit otherwise, 小五, in points.
pub const TABLE_SMALL: f64 = 9.0;
/// 抄送 and 印发 lines of the 版记, 4号仿宋 (7.4.2), in points.
pub const IMPRINT_SIZE: f64 = 14.0;
/// Lists of tasks and indexes, notes below a text, 4号: the standard does not speak of them, in points.
pub const SMALL_SIZE: f64 = 14.0;
/// From one base line of these to the next, in points.
pub const SMALL_PITCH: f64 = 24.0;
/// Tables and running heads, 5号, in points: small enough for eleven columns in the width of the 版心.
pub const TABLE_SIZE: f64 = 10.5;
/// From one base line of a table to the next, in points.
pub const TABLE_PITCH: f64 = 16.0;
/// From the upper edge of the 版心 to the top of the 发文机关标志 (7.2.4), in mm.
pub const MARK_TOP: f64 = 35.0;
/// The tallest 发文机关标志, in points. GB/T 9704-2012 leaves the size to the organ, 以醒目、美观、庄重为原则 (7.2.4);
/// GB/T 9704-1999, whose rule is still followed, wants a character smaller than 22 mm × 15 mm (height × width). A
/// character as wide as it is high, as the faces here are, stays below 15 mm with 42 pt (14.8 mm); 60 pt would fit the
/// height only, for a face that is condensed.
pub const LARGEST_MARK: f64 = 42.0;
/// The tallest name of a gazette on its cover, in points; no standard speaks of it.
pub const LARGEST_COVER_NAME: f64 = 52.0;
/// The longest 发文机关标志 or name on a cover for which browsers are given a size, in characters.
pub const LONGEST_MARK: u32 = 40;
/// From the 发文字号 to the red rule, which is as wide as the 版心 (7.2.7), in mm.
pub const RED_RULE_DISTANCE: f64 = 4.0;
/// First and last rule of the 版记 (7.4.1), in mm.
pub const THICK_RULE: f64 = 0.35;
/// Rules within the 版记 (7.4.1), in mm.
pub const THIN_RULE: f64 = 0.25;

/// 小标宋, for titles: names of the face in the order in which they are tried, CJK before Latin, or quotation
/// marks and dashes come out narrow. The standard asks for faces, not for one vendor's files.
pub const TITLE_FACES: [&str; 7] = [
    "FZXiaoBiaoSong-B05S",
    "FZXiaoBiaoSong-B05",
    "Source Han Serif SC",
    "Noto Serif CJK SC",
    "Songti SC",
    "STSong",
    "SimSun",
];
/// 仿宋, for the body.
pub const BODY_FACES: [&str; 9] = [
    "FangSong_GB2312",
    "FangSong",
    "STFangsong",
    "FZFangSong-Z02S",
    "Zhuque Fangsong (technical preview)",
    "Source Han Serif SC",
    "Noto Serif CJK SC",
    "Songti SC",
    "SimSun",
];
/// 黑体, for 一、.
pub const HEI_FACES: [&str; 6] =
    ["SimHei", "STHeiti", "Source Han Sans SC", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei"];
/// 楷体, for （一）.
pub const KAI_FACES: [&str; 8] = [
    "KaiTi_GB2312",
    "KaiTi",
    "STKaiti",
    "Kaiti SC",
    "LXGW WenKai",
    "Source Han Serif SC",
    "Noto Serif CJK SC",
    "SimSun",
];
/// 宋体, for page numbers and tables.
pub const SONG_FACES: [&str; 5] = ["SimSun", "STSong", "Source Han Serif SC", "Noto Serif CJK SC", "Songti SC"];

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines on a page (5.2.3).
    const LINES: u32 = 22;

    #[test]
    fn the_measures_fit_each_other() {
        let near = |a: f64, b: f64, by: f64| assert!((a - b).abs() <= by, "{a} is not {b}");
        near(BINDING + TEXT_WIDTH + FORE_EDGE, SHEET_WIDTH, 0.001);
        near(HEAD + TEXT_HEIGHT + FOOT, SHEET_HEIGHT, 0.001);
        let filled = (f64::from(LINES - 1) * LINE_PITCH_TO_INK + (INK_ABOVE + INK_BELOW) * BODY_SIZE) * POINT;
        assert!(filled <= TEXT_HEIGHT, "22 lines are higher than the page");
        near(filled, TEXT_HEIGHT, 0.2);
        near(TITLE_CHARACTERS * TITLE_SIZE * POINT, TEXT_WIDTH, 1.0);
        near(f64::from(CHARACTERS) * BODY_SIZE * POINT, TEXT_WIDTH, 0.5);
        let room = SHEET_HEIGHT - MARGIN_TOP - MARGIN_BOTTOM;
        let full = LINE_PITCH_IN_BROWSERS * POINT;
        assert_eq!((room / full).floor() as u32, LINES);
        let ink = f64::from(LINES) * full - (full - BODY_SIZE * POINT);
        near(ink, TEXT_HEIGHT, 0.2);
        // Half the leading above the first line brings its ink to 37 mm.
        near(MARGIN_TOP + (full - BODY_SIZE * POINT) / 2.0, HEAD, 0.1);
        // The mark is as large as its character may be, and no larger.
        const { assert!(LARGEST_MARK * POINT < 15.0 && (LARGEST_MARK + 1.0) * POINT > 15.0) };
    }
}
