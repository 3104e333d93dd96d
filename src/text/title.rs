//! Line breaks in the title of an official document: where they may be, and where on paper they are.
//!
//! GB/T 9704-2012, 7.3.1: 回行时，要做到词意完整，排列对称，长短适宜，间距恰当，标题排列应当使用梯形或菱形. Titles
//! are formed by rule (发文机关 + 关于 + 事由 + 的 + 文种), so the best places can be found without a
//! dictionary: after 关于 with its verb, before 《, after 》. For the others the words that titles are made of
//! are enough.

use super::cut::Cut;
use super::width::width;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Verbs that belong to 关于 in a title.
const VERBS: [&str; 17] = [
    "印发",
    "公布实施",
    "公布",
    "发布",
    "颁布",
    "转发",
    "批转",
    "调整",
    "修改",
    "废止",
    "做好",
    "加强",
    "开展",
    "推进",
    "加快",
    "成立",
    "同意",
];
/// 文种, as they close a title; they never stand alone on a line.
const FORMS: [&str; 10] =
    ["的通知", "的决定", "的意见", "的公告", "的通告", "的批复", "的函", "的报告", "的解读", "的实施意见"];
/// Words of titles that no line end parts. The longest that fits is taken.
const WORDS: &str = "人民政府 办公厅 办公室 废止 修改 发布 转发 委员会 常务委员会 政府工作报告 工作报告 行动计划 实施方案 实施意见 实施细则 \
    管理办法 暂行办法 重点工作 工作方案 分工方案 工作分工 领导同志 综合地价 中心城市 高质量发展 营商环境 乡村振兴 \
    政府 市政府 省政府 关于 工作 报告 重点 任务 分工 方案 通知 实施 管理 办法 规定 细则 条例 意见 计划 行动 建设 发展 \
    公布 印发 调整 部分 领导 同志 国家 中心 城市 加快 推进 加强 促进 做好 开展 进一步 完善 改革 创新 经济 社会 产业 \
    服务 保障 安全 生产 环境 保护 生态 教育 卫生 健康 医疗 养老 就业 住房 交通 水利 农业 农村 乡村 土地 征地 区片 \
    综合 地价 临空 经济区 开发区 示范区 新区 试行 暂行 若干 措施 政策 规划 项目 资金 补助 标准 制度 体系 机制 \
    评估 市级 省级 县级 国家级 监督 检查 考核 奖励 表彰 任免 决定 公告 通告 批复 解读 公报 深入 贯彻 落实 支持 鼓励 优化 提升 全面 \
    有关 相关 事项 问题 情况 目录 清单 名单 机构 职责 职能 权力 事业 单位 企业 投资 消费 市场 监管 信用 数字 数据";
/// The same by their first characters.
static BY_FIRST: LazyLock<BTreeMap<char, Vec<&str>>> = LazyLock::new(|| {
    let mut words: BTreeMap<char, Vec<&str>> = BTreeMap::new();
    for word in WORDS.split_whitespace() {
        words.entry(word.chars().next().unwrap_or_default()).or_default().push(word);
    }
    words
});
/// The widest that a line may be above what fits: its type is made so much smaller.
const STRETCH: f64 = 1.0 / 0.9;
/// So bad is a line end within what may be a word, or between words that belong together.
const BAD: f64 = 60.0;
/// Shorter lines are no lines of a title.
const SHORTEST: f64 = 4.0;
/// A title of more lines is cut into parts of one length.
const MOST_LINES: usize = 6;

/// The phrases of a title, in order; joined they are the title.
pub fn phrases(title: &str) -> Vec<&str> {
    parts(title, &phrase_ends(title))
}

/// The words of a title, as far as they are known, between which a line may end; joined they are the title.
pub fn words(title: &str) -> Vec<&str> {
    let ends = places(title).into_iter().filter(|(_, bad)| *bad < BAD);
    parts(title, &ends.map(|(at, _)| at).collect::<Vec<_>>())
}

/// The lines of a title where so many characters fit into one; joined they are the title. A line may be wider by a
/// tenth, to be set in smaller type.
pub fn lines(title: &str, fit: f64) -> Vec<&str> {
    let least = (width(title) / (fit * STRETCH)).ceil().max(1.0) as usize;
    if least > MOST_LINES {
        return Vec::from_iter(pieces(title, (width(title) / fit).ceil() as usize));
    }
    let places = places(title);
    let layouts = (least..=least + 1).filter_map(|count| LineLayout { title, places: &places, fit, count }.best());
    let best = layouts.min_by(|a, b| a.0.total_cmp(&b.0));
    match best {
        Some((_, cuts)) => parts(title, &cuts),
        None => pieces(title, least),
    }
}

fn parts<'a>(title: &'a str, cuts: &[usize]) -> Vec<&'a str> {
    let ends = cuts.iter().copied().chain([title.len()]);
    let starts = std::iter::once(0).chain(cuts.iter().copied());
    starts.zip(ends).map(|(start, end)| title.part(start..end)).collect()
}

fn phrase_ends(title: &str) -> Vec<usize> {
    let mut cuts = Vec::new();
    if let Some(at) = title.find("关于") {
        let after = at + "关于".len();
        let verb = VERBS.into_iter().find(|verb| title.part(after..).starts_with(verb));
        let end = verb.map(|verb| after + verb.len());
        // 关于废止和修改 is not parted between its verbs.
        let end = end.filter(|end| !title.part(*end..).starts_with(['和', '与', '及', '、']));
        cuts.push(end.unwrap_or(at));
    }
    if !title.starts_with('《')
        && let Some(at) = title.find('《')
    {
        cuts.push(at);
    }
    if let Some(form) = FORMS.into_iter().find(|form| title.ends_with(form)) {
        let at = title.len() - form.len();
        // 的通知 alone on a line is an orphan: it goes with what stands before it, unless that is 》.
        if title.part(..at).ends_with('》') && title.starts_with('《') {
            cuts.push(at);
        }
    }
    cuts.sort_unstable();
    cuts.dedup();
    cuts.retain(|cut| *cut > 0 && *cut < title.len());
    cuts
}

/// Where a line may end, in bytes, and how bad that is.
fn places(title: &str) -> Vec<(usize, f64)> {
    let phrases = phrase_ends(title);
    let tokens = tokens(title);
    let form =
        FORMS.into_iter().find(|form| title.ends_with(form)).map_or(title.len(), |form| title.len() - form.len());
    let mut depth = 0i32;
    let mut out = Vec::new();
    for pair in tokens.windows(2) {
        let [(start, before), (at, after)] = *pair else { continue };
        depth += before.matches('《').count() as i32 - before.matches('》').count() as i32;
        let is_word = |token: &str| token.chars().count() > 1;
        let closes = after.starts_with(['》', '〉', '）', '」', '”', '、', '，', '：', '。']);
        let opens = before.ends_with(['《', '〈', '（', '「', '“']);
        // 2026年 is one word, and the last words are no line.
        let counts = before.ends_with(|c: char| c.is_ascii_digit())
            && after.starts_with(['年', '月', '日', '期', '号', '%']);
        if closes || opens || counts || at >= form || (before == "的" && start >= form) {
            continue;
        }
        let bad = if phrases.contains(&at) {
            0.0
        } else if after.starts_with("关于") || before.ends_with('》') || after.starts_with('《') {
            6.0
        } else if VERBS.contains(&before) && matches!(after, "和" | "与" | "及") {
            BAD
        } else if before == "、" || before == "的" || matches!(after, "和" | "与" | "及") {
            12.0
        } else if after == "的" || matches!(before, "和" | "与" | "及") {
            BAD
        } else if is_word(before) && is_word(after) || matches!(before, "市" | "省" | "县" | "区" | "）") {
            18.0
        } else if is_word(before) || is_word(after) {
            26.0
        } else {
            BAD
        };
        out.push((at, bad + if depth > 0 { 4.0 } else { 0.0 }));
    }
    out
}

/// The words of a title with their places; what is no word stands alone, digits and letters stand together.
fn tokens(title: &str) -> Vec<(usize, &str)> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(first) = title.part(at..).chars().next() {
        let rest = title.part(at..);
        let length = if first.is_ascii_alphanumeric() {
            rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '.').unwrap_or(rest.len())
        } else {
            let words = BY_FIRST.get(&first).into_iter().flatten().filter(|word| rest.starts_with(**word));
            words.map(|word| word.len()).max().unwrap_or(first.len_utf8())
        };
        out.push((at, rest.part(..length)));
        at += length;
    }
    out
}

/// The search for the lines of a title.
struct LineLayout<'a> {
    title: &'a str,
    places: &'a [(usize, f64)],
    fit: f64,
    count: usize,
}

impl LineLayout<'_> {
    fn best(&self) -> Option<(f64, Vec<usize>)> {
        let mut best = None;
        self.search(0, &mut Vec::new(), 0.0, &mut best);
        // A line more is a little worse by itself.
        best.map(|(bad, cuts)| (bad + 10.0 * self.count as f64, cuts))
    }

    fn search(&self, start: usize, cuts: &mut Vec<usize>, bad: f64, best: &mut Option<(f64, Vec<usize>)>) {
        if best.as_ref().is_some_and(|(least, _)| bad >= *least) {
            return;
        }
        if cuts.len() + 1 == self.count {
            let bad = bad + self.shape(cuts);
            if bad < best.as_ref().map_or(f64::INFINITY, |(least, _)| *least) {
                *best = Some((bad, cuts.clone()));
            }
            return;
        }
        for (at, cost) in self.places.iter().filter(|(at, _)| *at > start) {
            let width = width(self.title.part(start..*at));
            if width > self.fit * STRETCH {
                break;
            }
            if width >= SHORTEST {
                cuts.push(*at);
                self.search(*at, cuts, bad + cost, best);
                cuts.pop();
            }
        }
    }

    /// How far the lines are from 梯形 (growing or shrinking) or 菱形 (the longest in the middle), and from fitting.
    fn shape(&self, cuts: &[usize]) -> f64 {
        let widths: Vec<f64> = parts(self.title, cuts).into_iter().map(width).collect();
        let mean = widths.iter().sum::<f64>() / widths.len() as f64;
        if widths.iter().any(|width| *width > self.fit * STRETCH || (*width < SHORTEST && widths.len() > 1)) {
            return f64::INFINITY;
        }
        let uneven: f64 = widths.iter().map(|width| ((width - mean) / mean).powi(2)).sum();
        let stretched: f64 = widths.iter().map(|width| (width / self.fit - 1.0).max(0.0)).sum();
        let waists = widths.windows(3).filter(|lines| lines[1] < lines[0] && lines[1] < lines[2]).count();
        40.0 * uneven + 200.0 * stretched + 20.0 * waists as f64
    }
}

/// Parts of about one length, none of which begins with a closing mark.
fn pieces(title: &str, count: usize) -> Vec<&str> {
    let length = title.chars().count().div_ceil(count.max(1)).max(1);
    let mut cuts: Vec<usize> = Vec::new();
    for (number, (at, c)) in title.char_indices().enumerate() {
        let last = cuts.last().copied().unwrap_or(0);
        if number > 0 && title.part(last..at).chars().count() >= length && !"》〉）」』”、，。：；".contains(c)
        {
            cuts.push(at);
        }
    }
    parts(title, &cuts)
}

#[cfg(test)]
mod tests {
    use super::{lines, phrases, width, words};

    fn check(expected: &[&str]) {
        assert_eq!(phrases(&expected.concat()), expected);
    }

    #[test]
    fn titles_break_where_their_sense_is_whole() {
        check(&["沈阳市政府工作报告"]);
        check(&["沈阳市人民政府关于印发", "2026年政府工作报告重点工作分工方案的通知"]);
        check(&["沈阳市人民政府关于公布实施", "沈阳市征地区片综合地价的通知"]);
        check(&["沈阳市人民政府办公厅关于印发", "《沈阳临空经济区管理办法（试行）》的通知"]);
        check(&["国务院办公厅", "关于政府公报工作的意见"]);
        check(&["沈阳市人民政府", "关于废止和修改部分政府规章的决定"]);
        check(&["《沈阳市人民政府关于印发", "2026年政府工作报告重点工作分工方案的通知》", "的解读"]);
    }

    fn check_words(expected: &[&str]) {
        assert_eq!(words(&expected.concat()), expected);
    }

    #[test]
    fn words_of_titles_are_known_and_figures_stay_with_theirs() {
        check_words(&["市政府", "部分", "领导同志", "工作分工的通知"]);
        check_words(&["2024年省", "《政府工作报告》", "重点工作", "分工方案"]);
        check_words(&["沈阳", "临空", "经济区", "管理办法", "（试行）"]);
        check_words(&["壹贰叁肆"]);
    }

    fn set(expected: &[&str]) {
        assert_eq!(lines(&expected.concat(), 20.0), expected);
    }

    #[test]
    fn lines_of_a_title_have_the_shapes_of_the_standard() {
        set(&["沈阳市政府工作报告"]);
        set(&["沈阳市人民政府关于印发", "2026年政府工作报告重点工作分工方案的通知"]);
        set(&["沈阳市人民政府关于公布实施", "沈阳市征地区片综合地价的通知"]);
        set(&["沈阳市人民政府办公厅关于印发", "《沈阳临空经济区管理办法（试行）》的通知"]);
        set(&["沈阳市人民政府办公厅关于调整", "市政府部分领导同志工作分工的通知"]);
        set(&["《沈阳市人民政府关于印发", "2026年政府工作报告重点工作", "分工方案的通知》的解读"]);
        set(&["沈阳市人民政府", "关于废止和修改部分政府规章的决定"]);
        set(&["2024年省《政府工作报告》重点工作分工方案"]);
    }

    #[test]
    fn no_line_end_parts_a_word_a_figure_or_a_mark() {
        let long = "某某市人民政府办公厅关于印发2026年促进高质量发展若干政策措施和优化营商环境行动计划（2026—2028年）的通知";
        let found = lines(long, 20.0);
        assert_eq!(found.concat(), long);
        assert!(found.iter().all(|line| width(line) <= 22.3), "{found:?}");
        for line in &found {
            assert!(!line.starts_with(['）', '》', '年', '的']) && !line.ends_with(['（', '《']), "{found:?}");
        }
        let strange = "壹".repeat(300);
        assert_eq!(lines(&strange, 20.0).concat(), strange);
        assert_eq!(lines("", 20.0), [""]);
    }
}
