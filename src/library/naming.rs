//! Names of issues and documents on pages.

use super::Issue;
use crate::source::schema::PrintedPages;

/// 第3、4期.
pub fn issue_numbers(numbers: &[u32]) -> String {
    let numbers: Vec<String> = numbers.iter().map(ToString::to_string).collect();
    format!("第{}期", numbers.join("、"))
}

/// 2026年第3、4期.
pub fn issue_short(issue: &Issue) -> String {
    format!("{}年{}", issue.meta.year, issue_numbers(&issue.meta.numbers))
}

/// 2026年第3、4期（总第497期）.
pub fn issue_full(issue: &Issue) -> String {
    let serial = issue.meta.serial.map(|serial| format!("（总第{serial}期）")).unwrap_or_default();
    format!("{}{serial}", issue_short(issue))
}

/// 第21页, 第21—49页.
pub fn pages(pages: PrintedPages) -> String {
    match pages.last {
        Some(last) => format!("第{}—{last}页", pages.first),
        None => format!("第{}页", pages.first),
    }
}
