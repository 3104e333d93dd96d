//! The manual's list of diagnostics is written from the catalogue in the program: `GOLDEN=update` writes it again.

use gongbao::diagnostic::Code;
use std::path::Path;

const ENGLISH: &str = "# Diagnostics\n\nEvery problem has a code, which does not change: `gongbao check --format json` gives it as `code`, \
the terminal in brackets. The message says what is wrong at that place, the help what to do.\n\n| code | what it means |\n|---|---|\n";
const CHINESE: &str = "# 诊断\n\n每种问题都有一个不变的代码：`gongbao check --format json` 写在 `code` 中，终端上写在方括号里。\
消息说明该处错在哪里，help 说明怎样改。\n\n| 代码 | 含义 |\n|---|---|\n";

fn table(head: &str, meaning: fn(Code) -> &'static str) -> String {
    let row = |code: &Code| format!("| `{}` | {} |\n", code.name(), meaning(*code));
    head.to_owned() + &Code::ALL.iter().map(row).collect::<String>()
}

fn check(file: &str, expected: &str) {
    let file = Path::new("docs").join(file);
    if std::env::var_os("GOLDEN").is_some_and(|value| value == "update") {
        std::fs::write(&file, expected).unwrap();
    }
    let found = std::fs::read_to_string(&file).unwrap();
    assert!(found == expected, "{}: run GOLDEN=update cargo test diagnostics", file.display());
}

#[test]
fn the_manual_lists_every_code_in_both_languages() {
    check("diagnostics.md", &table(ENGLISH, Code::english));
    check("diagnostics.zh-CN.md", &table(CHINESE, Code::chinese));
}
