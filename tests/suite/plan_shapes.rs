//! Division plans in the shapes that governments write them: lines below a sentence, tables with and without
//! ordinals, brackets behind the words.

use gongbao::document;
use gongbao::document::structure::Options;
use gongbao::plan::{self, Task};
use gongbao::source::Markdown;

fn tasks(markdown: &str) -> Vec<Task> {
    let markdown = Markdown::new("plan.md", markdown.to_owned(), 0);
    let options = Options { inline_tasks: true, ..Options::default() };
    plan::read(&document::read(&markdown, options).0).tasks
}

/// Each task in a line: number, id, words | lead | responsible | groups | leaders | deadline.
fn check(markdown: &str, expected: &[&str]) {
    let shown: Vec<String> = tasks(markdown)
        .iter()
        .map(|task| {
            format!(
                "{} #{} {} | {} | {} | {} | {} | {}",
                task.number,
                task.anchor,
                task.text,
                task.lead.join("+"),
                task.responsible.join("+"),
                task.groups.join("+"),
                task.leaders.join("+"),
                task.deadline.as_deref().unwrap_or_default(),
            )
        })
        .collect();
    assert_eq!(shown, expected);
}

#[test]
fn a_table_with_ordinals() {
    check(
        "| 序号 | 重点任务 | 牵头单位 | 配合单位 | 责任领导 | 完成时限 |\n\
         |---|---|---|---|---|---|\n\
         | 1 | 新增就业8万人。 | 区人力资源社会保障局 | 区财政局、教育局 | 副区长张三 | 12月底 |\n\
         | 2 | 建成公园2座。 | 区城管局 | 各街道办事处 | 李　四 | |\n",
        &[
            "1 #task-1 新增就业8万人。 | 区人力资源社会保障局 | 区财政局+区教育局 |  | 张三 | 12月底",
            "2 #task-2 建成公园2座。 | 区城管局 |  | 各街道办事处 | 李四 | ",
        ],
    );
}

#[test]
fn a_table_with_merged_cells_and_sections() {
    let plan = "| 序号 | 工作类别 | 具体举措 | 责任单位 |\n\
         |---|---|---|---|\n\
         | 一、现代农业 | << | << | << |\n\
         | 1 | 种业 | 建设种业基地。 | 市农业农村局<br>市财政局 |\n\
         | ^^ | ^^ | 培育企业3家。 | 市科技局 |\n\
         | 2 | 水利 | 修复堤防。 | 市水务局 |\n";
    check(
        plan,
        &[
            "1 #task-1 建设种业基地。 |  | 市农业农村局+市财政局 |  |  | ",
            "1 #task-1_2 培育企业3家。 |  | 市科技局 |  |  | ",
            "2 #task-2 修复堤防。 |  | 市水务局 |  |  | ",
        ],
    );
    assert_eq!(tasks(plan)[1].section, ["一、现代农业", "种业"]);
}

#[test]
fn a_table_without_ordinals() {
    check(
        "| 任务 | 牵头部门 |\n|---|---|\n| 甲事。 | 市财政局 |\n| 乙事。 | 市教育局 |\n",
        &["1 #task-1 甲事。 | 市财政局 |  |  |  | ", "2 #task-2 乙事。 | 市教育局 |  |  |  | "],
    );
}

#[test]
fn two_tables_without_ordinals_are_counted_through() {
    check(
        "| 任务 | 牵头部门 |\n|---|---|\n| 甲事。 | 市财政局 |\n| 乙事。 | 市教育局 |\n\n## 二、其他\n\n\
         | 任务 | 牵头部门 |\n|---|---|\n| 丙事。 | 市科技局 |\n",
        &[
            "1 #task-1 甲事。 | 市财政局 |  |  |  | ",
            "2 #task-2 乙事。 | 市教育局 |  |  |  | ",
            "3 #task-3 丙事。 | 市科技局 |  |  |  | ",
        ],
    );
}

#[test]
fn the_tasks_of_another_annex_have_the_numbers_of_their_ids() {
    check(
        "# 附件1　甲表\n\n| 任务 | 牵头部门 |\n|---|---|\n| 甲事。 | 市财政局 |\n| 乙事。 | 市教育局 |\n\n\
         # 附件2　乙表\n\n| 任务 | 牵头部门 |\n|---|---|\n| 丙事。 | 市科技局 |\n",
        &[
            "1 #annex1-task-1 甲事。 | 市财政局 |  |  |  | ",
            "2 #annex1-task-2 乙事。 | 市教育局 |  |  |  | ",
            "1 #annex2-task-1 丙事。 | 市科技局 |  |  |  | ",
        ],
    );
}

#[test]
fn the_largest_ordinal_that_can_be_read_breaks_nothing() {
    check(
        "| 序号 | 任务 | 牵头部门 |\n|---|---|---|\n| 4294967295 | 甲事。 | 市财政局 |\n| | 乙事。 | 市教育局 |\n\n\
         | 任务 | 牵头部门 |\n|---|---|\n| 丙事。 | 市科技局 |\n\n推进改革。（市财政局负责）\n",
        &[
            "4294967295 #task-4294967295 甲事。 | 市财政局 |  |  |  | ",
            "4294967295 #task-4294967295_2 乙事。 | 市教育局 |  |  |  | ",
            "4294967295 #task-4294967295_3 丙事。 | 市科技局 |  |  |  | ",
            "4294967295 #p1-1 推进改革。 |  | 市财政局 |  |  | ",
        ],
    );
}

#[test]
fn a_bracket_in_a_report_makes_no_task_of_its_sentence() {
    let markdown = Markdown::new("report.md", "（一）稳就业。推进改革。（市财政局负责）".to_owned(), 0);
    let options = Options { sentences: true, ..Options::default() };
    let body = document::read(&markdown, options).0;
    assert!(body.anchors.contains("p1.2"));
    assert_eq!(plan::read(&body).tasks, []);
}

#[test]
fn a_bracket_that_ends_within_a_link_makes_no_task() {
    check(
        "1. 甲事（市财政局[负责）。又](https://a.cn)乙事。（市科技局负责）丙事。**（市教育局负责）丁**事。\n",
        &[
            "1 #s0.0.1-1 甲事（市财政局负责）。又乙事。 |  | 市科技局 |  |  | ",
            "1 #s0.0.1-2 丙事。 |  | 市教育局 |  |  | ",
        ],
    );
}

#[test]
fn a_table_of_something_else_holds_no_tasks() {
    check("| 序号 | 项目名称 | 建设单位 | 投资 |\n|---|---|---|---|\n| 1 | 桥 | 市城建集团 | 3 |\n", &[]);
    check("| 地区 | 地价 |\n|---|---|\n| 大东区 | 22.6 |\n", &[]);
}

#[test]
fn brackets_behind_the_words() {
    check(
        "## 一、深化改革\n\n\
         （一）优化营商环境。推进一网通办。（国务院办公厅牵头，财政部、发展改革委等按职责分工负责，年内持续推进）\
         完善信用体系。（人民银行会同市场监管总局负责，6月底前完成）\n\n\
         1．减轻负担（财政部、税务总局负责）。\n",
        &[
            "1 #s1.1-1 优化营商环境。推进一网通办。 | 国务院办公厅 | 财政部+发展改革委 |  |  | 年内持续推进",
            "1 #s1.1-2 完善信用体系。 | 人民银行 | 市场监管总局 |  |  | 6月底前完成",
            "1 #s1.1.1-1 减轻负担 |  | 财政部+税务总局 |  |  | ",
        ],
    );
}

#[test]
fn lines_in_brackets_and_labels_of_all_kinds() {
    check(
        "1. 甲事。\n\n（牵头单位：市财政局；配合单位：市教育局、民政局；完成时限：2026年底）\n\n\
         2. 乙事。\n\n**牵头责任单位：**市科技局\n\n**督办单位：**市政府督查室\n\n**牵头市领导：**副市长张三\n\n\
         3. 丙事。\n\n（市审计局牵头，市统计局配合）\n\n\
         4. 丁事。\n\n责任单位：市水务局、生态环境局、\n\n林业和草原局\n\n完成时限：6月底\n\n完成时限：长期坚持\n",
        &[
            "1 #task-1 甲事。 | 市财政局 | 市教育局+市民政局 |  |  | 2026年底",
            "2 #task-2 乙事。 | 市科技局 | 市政府督查室 |  | 张三 | ",
            "3 #task-3 丙事。 | 市审计局 | 市统计局 |  |  | ",
            "4 #task-4 丁事。 |  | 市水务局+市生态环境局+市林业和草原局 |  |  | 6月底；长期坚持",
        ],
    );
}

#[test]
fn a_head_of_two_rows_and_duties_within_cells() {
    check(
        "<table><thead><tr><th rowspan=\"2\">序号</th><th rowspan=\"2\">工作任务</th><th colspan=\"2\">责任单位</th></tr>\
         <tr><th>牵头单位</th><th>配合单位</th></tr></thead><tbody>\
         <tr><td>1</td><td>甲事</td><td>市财政局</td><td>市教育局</td></tr>\
         <tr><td></td><td>合计</td><td></td><td></td></tr></tbody></table>\n",
        &["1 #task-1 甲事 | 市财政局 | 市教育局 |  |  | "],
    );
    check(
        "| 序号 | 重点任务 | 责任单位 |\n|---|---|---|\n\
         | 1 | 甲事 | 牵头：市工信局；配合：市科技局、财政局 |\n\
         | 2 | 乙事 | 市发改委（牵头）、市交通局 |\n\
         | 3 | 丙事 | 市大数据局牵头，市通信管理局配合 |\n\
         | 4 | 丁事 | 市水利局 市住建局 |\n",
        &[
            "1 #task-1 甲事 | 市工信局 | 市科技局+市财政局 |  |  | ",
            "2 #task-2 乙事 | 市发改委 | 市交通局 |  |  | ",
            "3 #task-3 丙事 | 市大数据局 | 市通信管理局 |  |  | ",
            "4 #task-4 丁事 |  | 市水利局+市住建局 |  |  | ",
        ],
    );
}

#[test]
fn the_task_with_its_aims_and_measures_where_every_row_has_its_own() {
    check(
        "| 序号 | 重点任务 | 工作目标 | 具体措施 | 牵头单位 |\n|---|---|---|---|---|\n\
         | 1 | 稳外贸 | 增长5% | 办展会 | 市商务局 |\n| 2 | 稳就业 | 8万人 | 办培训 | 市人社局 |\n",
        &[
            "1 #task-1 稳外贸　增长5%　办展会 | 市商务局 |  |  |  | ",
            "2 #task-2 稳就业　8万人　办培训 | 市人社局 |  |  |  | ",
        ],
    );
}

#[test]
fn sections_without_marks_and_all_in_one_paragraph() {
    let plan = "一、预期目标\n\n1．经济增长6%以上。牵头领导：李明。牵头单位：县发改局。责任单位：县财政局、统计局。\n\n\
         二、重点工作\n\n（一）工业强县。\n\n2．新增企业5家。\n\n责 任 单 位：县工信局、\n\n　　县商务局，\n\n　　各乡镇政府\n";
    check(
        plan,
        &[
            "1 #s1.0.1-1 经济增长6%以上。 | 县发改局 | 县财政局+县统计局 |  | 李明 | ",
            "2 #task-2 新增企业5家。 |  | 县工信局+县商务局 | 各乡镇政府 |  | ",
        ],
    );
    assert_eq!(tasks(plan)[1].section, ["二、重点工作", "（一）工业强县"]);
}
