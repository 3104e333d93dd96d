//! The wording of the name of a unit: its level, whether it is one unit or many, whether it leaves its level
//! to the name before it.
//!
//! These are rules of wording, not a list of units: they must hold for the plan of any city. A name
//! that they complete wrongly can be joined to the right one in `organs.yaml`, as a short name of it.

/// Departments of a party committee that share 市委 with one named before them.
pub(super) const PARTY_DEPARTMENTS: [&str; 7] =
    ["宣传部", "统战部", "组织部", "社会工作部", "政法委", "网信办", "编办"];
/// What a name of a level of government begins with, longest first.
const PREFIXES: [&str; 22] = [
    "自治区党委",
    "自治区政府",
    "自治区",
    "自治州",
    "省委",
    "市委",
    "省政府",
    "市政府",
    "区委",
    "县委",
    "州委",
    "区政府",
    "县政府",
    "州政府",
    "省",
    "市",
    "区",
    "县",
    "州",
    "盟",
    "旗",
    "兵团",
];

/// 各区、县（市）政府, 市政府有关部门, 省安委会成员单位, 有关部门和单位: many units under one name.
pub(super) fn is_group(text: &str) -> bool {
    const LEVELS: [&str; 29] = [
        "国务院",
        "自治区直",
        "州直",
        "盟直",
        "旗直",
        "地直",
        "省属",
        "市属",
        "州级",
        "盟级",
        "旗级",
        "州",
        "盟",
        "旗",
        "中省直",
        "省（中）直",
        "省直",
        "市直",
        "区直",
        "县直",
        "自治区",
        "省级",
        "市级",
        "区级",
        "县级",
        "省",
        "市",
        "区",
        "县",
    ];
    let plain = LEVELS.iter().find_map(|level| text.strip_prefix(level)).unwrap_or(text);
    let plain = plain.strip_prefix("政府").unwrap_or(plain);
    let all = ["各", "有关", "相关", "其他"].iter().any(|word| plain.starts_with(word) || text.starts_with(word));
    // 县（市、区）人民政府, 区县政府: every one of them, though 各 is not written.
    let every = text.ends_with("政府")
        && (["县（", "区（", "区县", "县区", "县级"].iter().any(|word| text.starts_with(word)));
    all || every || ["成员单位", "各部门", "各单位"].iter().any(|ending| text.ends_with(ending))
}

/// A unit that can follow a group in a list: 市财政局 after 各区.
pub(super) fn is_office(written: &str) -> bool {
    let own = own_prefix(written).is_some_and(|own| own.starts_with(['省', '市']));
    let district = written.starts_with(['区', '县']) && !written.ends_with("政府") && !written.starts_with("县（");
    (own || district) && takes_prefix(written.trim_start_matches(['省', '市', '区', '县']))
}

pub(super) fn is_place(written: &str, ending: &str) -> bool {
    let short = written.chars().count() <= 6 && !written.ends_with("政府") && !written.ends_with("管委会");
    short
        && (written.ends_with(['区', '县', '市', '旗', '盟', '州', '镇', '乡'])
            || (ending.starts_with('市') && is_bare_name(written)))
}

/// 沈阳, 葫芦岛: a name without any word for an office.
fn is_bare_name(written: &str) -> bool {
    (2..=4).contains(&written.chars().count())
        && !written.ends_with(['局', '委', '办', '厅', '部', '会', '院', '社', '室', '处'])
}

/// The level that a name states itself: 市 of 市科技局; none of 市场监管局, 沈阳海关.
pub(super) fn own_prefix(name: &str) -> Option<&'static str> {
    if name.starts_with("市场") || name.starts_with("区域") || name.starts_with("市容") {
        return None;
    }
    if name.starts_with("市政") && !name.starts_with("市政府") && !name.starts_with("市政协") {
        return None;
    }
    PREFIXES.into_iter().find(|prefix| name.starts_with(prefix))
}

/// The party committee of a level: 市委, 自治区党委.
pub(super) fn committee(level: &str) -> String {
    if level.ends_with("自治区") { format!("{level}党委") } else { format!("{level}委") }
}

/// 西部科学城重庆高新区管委会, 区财政局: a single unit, which no group goes on with. 县（市）政府 is none.
pub(super) fn ends_like_a_unit_of_its_own(name: &str) -> bool {
    let general = name.starts_with(['县', '市', '区', '旗', '乡', '镇']) && name.contains(['（', '(', '、']);
    !general && (name.ends_with("管委会") || (is_office(name) && !is_group(name)))
}

/// The level that a prefix shares with the names after it: 市 of 市委.
pub(super) fn level_of(prefix: &'static str) -> &'static str {
    ["党委", "政府", "委"].iter().find_map(|rest| prefix.strip_suffix(rest)).unwrap_or(prefix)
}

/// Does a name end as names of units do?
pub(super) fn ends_like_a_unit(name: &str) -> bool {
    const ENDINGS: [&str; 25] = [
        "支行",
        "政府",
        "集团",
        "公司",
        "中心",
        "银行",
        "分行",
        "海关",
        "法院",
        "检察院",
        "大学",
        "学院",
        "医院",
        "机场",
        "学校",
        "馆",
        "所",
        "站",
        "分局",
        "总局",
        "党组",
        "专班",
        "组",
        "军区",
        "警备区",
    ];
    let bare = outside_brackets(name);
    ends_like_an_office(&bare) || ENDINGS.iter().any(|ending| bare.ends_with(ending))
}

/// 中德高端装备制造产业园管委会 of 中德（沈阳）高端装备制造产业园管委会.
fn outside_brackets(name: &str) -> String {
    let mut depth = 0usize;
    let mut bare = String::new();
    for c in name.chars() {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            c if depth == 0 => bare.push(c),
            _ => {}
        }
    }
    bare
}

fn ends_like_an_office(name: &str) -> bool {
    const OFFICES: [&str; 16] =
        ["局", "委", "办", "厅", "部", "会", "院", "社", "室", "处", "署", "联", "台", "队", "团", "协"];
    OFFICES.iter().any(|office| name.ends_with(office))
}

/// Could this be the name of a department that leaves its level to the one before it?
///
/// Companies, centres, customs offices and the like have names of their own; so have the bodies that the
/// state sets up in a region, which end as departments do and are listed.
pub(super) fn takes_prefix(name: &str) -> bool {
    const OWN_NAMES: [&str; 15] = [
        "国家",
        "中国",
        "国网",
        "全国",
        "人民银行",
        "驻",
        "各",
        "共青团",
        "团省委",
        "团市委",
        "武警",
        "军分区",
        "黄委会",
        "长江委",
        "松辽委",
    ];
    const OWN_ENDINGS: [&str; 11] =
        ["管委会", "证监局", "银保监局", "铁路局", "供电局", "海事局", "分局", "学院", "医院", "报社", "电视台"];
    let bare = name.split(['（', '(']).next().unwrap_or(name);
    let supervised = bare.ends_with("监管局") && !bare.ends_with("市场监管局");
    ends_like_an_office(bare)
        && !names_a_place(bare)
        && !OWN_NAMES.iter().any(|word| name.starts_with(word))
        && !OWN_ENDINGS.iter().any(|ending| bare.ends_with(ending))
        && !supervised
}

/// 沈阳市税务局, 浑南区教育局: a place stands before the office, so the name is whole.
fn names_a_place(name: &str) -> bool {
    const WORDS: [&str; 14] = [
        "城市", "都市", "社区", "园区", "区域", "市场", "市政", "市容", "景区", "城区", "灾区", "库区", "老区",
        "县域",
    ];
    let plain = WORDS.iter().fold(name.to_owned(), |name, word| name.replace(word, ""));
    plain.chars().skip(1).any(|c| matches!(c, '省' | '市' | '区' | '县' | '州'))
}
