//! Values of front matter that are one of a few: kinds, statuses, printed pages.

use serde::{Deserialize, Serialize};

/// What a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// 政府工作报告
    Report,
    /// 重点工作分工方案
    Plan,
    /// 通知
    Notice,
    /// 办法, 规定, 条例
    Measures,
    /// 政策解读
    Interpretation,
    /// 人事任免
    Appointment,
    /// 统计资料
    Table,
    /// Anything else.
    Other,
}

impl Kind {
    /// All kinds, in the order in which lists show them.
    pub const ALL: [Self; 8] = [
        Self::Report,
        Self::Plan,
        Self::Notice,
        Self::Measures,
        Self::Interpretation,
        Self::Appointment,
        Self::Table,
        Self::Other,
    ];

    /// The name in front matter and in addresses.
    pub fn name(self) -> &'static str {
        match self {
            Self::Report => "report",
            Self::Plan => "plan",
            Self::Notice => "notice",
            Self::Measures => "measures",
            Self::Interpretation => "interpretation",
            Self::Appointment => "appointment",
            Self::Table => "table",
            Self::Other => "other",
        }
    }

    /// The name on pages.
    pub fn chinese(self) -> &'static str {
        match self {
            Self::Report => "政府工作报告",
            Self::Plan => "分工方案",
            Self::Notice => "通知",
            Self::Measures => "办法、规定",
            Self::Interpretation => "政策解读",
            Self::Appointment => "人事任免",
            Self::Table => "统计资料",
            Self::Other => "其他文件",
        }
    }
}

/// Whether a document is in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// 现行有效
    InForce,
    /// 已被修改
    Amended,
    /// 已废止
    Repealed,
    /// 已失效
    Expired,
    /// 尚未施行
    NotYetEffective,
}

impl Status {
    /// All values, with the names that front matter accepts.
    pub(super) const NAMES: [(Self, &'static str, &'static str); 5] = [
        (Self::InForce, "in-force", "现行有效"),
        (Self::Amended, "amended", "已被修改"),
        (Self::Repealed, "repealed", "已废止"),
        (Self::Expired, "expired", "已失效"),
        (Self::NotYetEffective, "not-yet-effective", "尚未施行"),
    ];

    /// The name on pages.
    pub fn chinese(self) -> &'static str {
        Self::NAMES.iter().find(|entry| entry.0 == self).map_or("", |entry| entry.2)
    }

    pub(super) fn parse(text: &str) -> Option<Self> {
        Self::NAMES
            .iter()
            .find(|(_, english, chinese)| {
                text == *english || text == *chinese || text == english.replace('-', " ")
            })
            .map(|entry| entry.0)
    }
}

/// How a document is set on paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Layout {
    /// 公报体: as an item of the gazette.
    #[default]
    Gazette,
    /// 公文: with 版头 and 版记 (GB/T 9704-2012).
    Official,
}

impl Layout {
    /// All values, with the names that front matter accepts.
    pub(in crate::source) const NAMES: [(Self, &'static str, &'static str); 2] =
        [(Self::Gazette, "gazette", "公报"), (Self::Official, "official", "公文")];

    pub(super) fn parse(text: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(_, english, chinese)| text == *english || text == *chinese).map(|entry| entry.0)
    }
}

/// Where an item stands in the printed issue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct PrintedPages {
    /// The first page.
    pub first: u32,
    /// The last page, where it is known.
    pub last: Option<u32>,
}
