//! Every kind of problem that is reported, by its stable name, with what it means in both languages of the manual:
//! `docs/diagnostics.md` and `docs/diagnostics.zh-CN.md` are written from this list.

use serde::{Serialize, Serializer};
use std::fmt;

/// Defines the codes: the variant, the name, what it means in English and in Chinese.
macro_rules! codes {
    ($($code:ident $name:literal $english:literal $chinese:literal,)*) => {
        /// The kind of a problem.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = $english] $code,)*
        }

        impl Code {
            /// All codes, by name.
            pub const ALL: &[Self] = &[$(Self::$code,)*];

            /// The stable name, in kebab case: `unknown-key`.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$code => $name,)*
                }
            }

            /// What it means, in English.
            pub fn english(self) -> &'static str {
                match self {
                    $(Self::$code => $english,)*
                }
            }

            /// What it means, in Chinese.
            pub fn chinese(self) -> &'static str {
                match self {
                    $(Self::$code => $chinese,)*
                }
            }
        }
    };
}

codes! {
    ActiveFile "active-file"
        "A text links to an attachment that can run: a page, a script, a program."
        "链接的附件能运行：网页、脚本、程序。",
    AmbiguousCitation "ambiguous-citation"
        "A title is cited that several documents bear; it stays text."
        "引用的标题有几份文件同时使用，不作链接。",
    BrokenCitation "broken-citation"
        "The text cites an article (条), paragraph (款) or item (项) of its own that it does not have."
        "文中引用了本文没有的条、款、项。",
    BrokenHtml "broken-html"
        "HTML in the text is not closed, too large, or otherwise not what a table can be made of."
        "文中的 HTML 没有闭合、过大或者不成表格。",
    BrokenLink "broken-link"
        "A link or picture leads nowhere: no such file, no such place, or an address that is not published."
        "链接或图片无处可去：没有这个文件、没有这个位置，或者是不予发布的地址。",
    ChangedLink "changed-link"
        "A link between a task and its report was confirmed for words that have changed since."
        "编辑核定的任务与报告的对应，其文字后来变了。",
    ControlCharacter "control-character"
        "A control character stands in a text or in front matter."
        "正文或元数据里有控制字符。",
    Data "data"
        "A file of open data cannot be written; a fault of the program."
        "数据文件写不出来，属程序缺陷。",
    DatesContradict "dates-contradict"
        "Two dates contradict each other, such as a document dated after its issue appeared."
        "两个日期互相矛盾，例如成文日期晚于所在公报的出版日期。",
    DoubleId "double-id"
        "Two documents or two issues have one id."
        "两份文件或两期公报用了同一个标识。",
    DoubleIssue "double-issue"
        "Two issues have one number in a year."
        "同一年有两期公报期号相同。",
    DoubleKey "double-key"
        "A key stands twice in one file, also by its Chinese name."
        "同一个键在一个文件里出现两次（中英文名同算）。",
    DoubleNumber "double-number"
        "Two documents have one document number (发文字号)."
        "两份文件发文字号相同。",
    DoubleOrgan "double-organ"
        "Two units of organs.yaml share a name."
        "organs.yaml 中两个单位共用一个名称。",
    DoubleShortTitle "double-short-title"
        "A short title (以下简称) stands for two titles in one text."
        "同一篇中一个简称（以下简称）指两个标题。",
    DoubleTask "double-task"
        "A task stands twice in a file of confirmed links."
        "核定文件里同一项任务出现两次。",
    DoubtfulUnit "doubtful-unit"
        "A name in a plan may be no unit, or two units run together."
        "分工方案里的某个名称可能不是单位，或者是两个单位连写。",
    EmphasisNotClosed "emphasis-not-closed"
        "A ** opens or closes nothing and would be shown as it is."
        "某处 ** 没有成对，会原样显示。",
    EmptyIssue "empty-issue"
        "An issue has no items."
        "某期公报没有文件。",
    EmptyKey "empty-key"
        "A key has no value."
        "某个键没有值。",
    PreviewFault "fault"
        "The preview met a fault of the program and shows what it showed before."
        "预览遇到程序缺陷，仍显示此前的内容。",
    FileName "file-name"
        "A file has a name that some system or archive refuses."
        "文件名不能用于某些系统或压缩包。",
    FolderLoop "folder-loop"
        "A link leads to a folder that it lies in."
        "链接指向它所在的文件夹。",
    FullWidthColon "full-width-colon"
        "The colon behind a key is full-width."
        "键后面是全角冒号。",
    HtmlNotAllowed "html-not-allowed"
        "A tag of HTML is not among the few that a text may have."
        "文中不允许使用这个 HTML 标签。",
    InvisibleCharacter "invisible-character"
        "A character without width stands in a text or in front matter."
        "正文或元数据里有零宽等看不见的字符。",
    IssueNumbers "issue-numbers"
        "The numbers of an issue are not numbers in ascending order."
        "期号不是由小到大的数字。",
    LayoutWithoutOrgan "layout-without-organ"
        "A document is to be set as 公文 and names no organ for its red head."
        "文件要按公文版式排印，却没有发文机关。",
    LeftOut "left-out"
        "A file looks like a text and is neither called .md nor linked; it is not published."
        "文件像是正文，却不以 .md 结尾，也没有文本引用，不会发布。",
    LinksWithoutPlan "links-without-plan"
        "A file of confirmed links lies beside no plan."
        "核定文件旁边没有对应的分工方案。",
    LongHeading "long-heading"
        "A heading is so long that it must be a paragraph."
        "标题过长，应是段落。",
    LostBrackets "lost-brackets"
        "A document number is cited without the brackets 〔〕 around its year."
        "引用的发文字号丢了年份的六角括号〔〕。",
    MergedCells "merged-cells"
        "Merged cells do not fit the table."
        "合并单元格与表格不符。",
    MissingGlyph "missing-glyph"
        "No font of the machine has a character of a PDF edition."
        "本机没有字体能显示 PDF 排印本中的某个字。",
    MissingKey "missing-key"
        "A key that is needed is missing."
        "缺少必需的键。",
    NestedTooDeeply "nested-too-deeply"
        "Lists, quotations or brackets are nested more deeply than any text means."
        "列表、引用或括号嵌套过深。",
    NoFrontMatter "no-front-matter"
        "A text does not begin with front matter."
        "文件开头没有元数据。",
    NoSite "no-site"
        "The content folder has no site.yaml."
        "内容文件夹里没有 site.yaml。",
    NoTasks "no-tasks"
        "A division plan has no task that can be recognised."
        "分工方案里认不出任务。",
    NotAMapping "not-a-mapping"
        "The front matter is not made of `key: value` lines."
        "元数据不是“键: 值”的形式。",
    NotUtf8 "not-utf8"
        "A file is not UTF-8 text."
        "文件不是 UTF-8 文本。",
    NumberGap "number-gap"
        "The official numbering leaves a number out."
        "编号不连续。",
    NumberSpelling "number-spelling"
        "A document number is written in another form than the standard one."
        "发文字号的写法不规范。",
    OpenFrontMatter "open-front-matter"
        "The front matter has no closing line of hyphens."
        "元数据没有以 --- 结束。",
    OutsideLink "outside-link"
        "A link of the file system leads out of the content folder or the theme."
        "符号链接指向内容文件夹或主题之外。",
    PageName "page-name"
        "A standing page has a name that the site needs itself, or that no address can have."
        "固定页面的名称被网站占用，或者不能用于地址。",
    PagesOutOfOrder "pages-out-of-order"
        "An item begins on an earlier printed page than the item above it."
        "某篇的起始页码小于前一篇。",
    Pdf "pdf"
        "A PDF edition cannot be set."
        "PDF 排印本无法排出。",
    PictureNotSet "picture-not-set"
        "A picture cannot be set in a PDF edition: its kind is unknown, or its file is empty or damaged."
        "图片不能排入 PDF：格式不支持，或者文件是空的、损坏的。",
    PrivateCharacter "private-character"
        "A private character, which every font shows otherwise."
        "私用区字符，不同字体显示不同。",
    ProgramFault "program-fault"
        "Reading a file met a fault of the program; please report it."
        "读取文件时遇到程序缺陷，请报告。",
    RepeatedNumber "repeated-number"
        "The official numbering has a number twice."
        "编号重复。",
    ReportMismatch "report-mismatch"
        "A plan names a report of another year, or one that it has little in common with."
        "方案所落实的报告年份不对，或者两者几乎没有共同文字。",
    Search "search"
        "A file of the search index cannot be written; a fault of the program."
        "检索索引写不出来，属程序缺陷。",
    SelfReference "self-reference"
        "A document refers to itself."
        "文件引用了自己。",
    SwallowedLine "swallowed-line"
        "Markdown would take a line for the definition of a link and not show it."
        "Markdown 会把这一行当作链接定义而不显示。",
    TaskWithoutUnit "task-without-unit"
        "A numbered sentence among the tasks of a plan names nobody who answers for it."
        "方案任务之间的一句没有写明责任单位。",
    Template "template"
        "A template of the theme has a mistake."
        "主题模板有错。",
    TooManyCells "too-many-cells"
        "A row of a table has more cells than its head."
        "表格某行的单元格多于表头。",
    TooManyColumns "too-many-columns"
        "A table has more columns than any page can show."
        "表格列数过多。",
    TooManyProblems "too-many-problems"
        "A text has so many problems that the rest of them is not named."
        "一篇的问题过多，其余不再列出。",
    TooManyUnits "too-many-units"
        "A list of units is so long that the rest of it is not read."
        "单位名单过长，其余不再识别。",
    TurnedText "turned-text"
        "A character changes the direction of the text behind it."
        "有改变文字方向的控制符，其后的文字显示次序不同。",
    UnknownFile "unknown-file"
        "A configuration file is not known and is not read."
        "不认识的配置文件，没有读取。",
    UnknownKey "unknown-key"
        "A key is not known; the nearest known one is suggested."
        "不认识的键，并提示相近的键。",
    UnknownKind "unknown-kind"
        "A kind of document is not known."
        "不认识的文件类型。",
    UnknownLabel "unknown-label"
        "A line below a task has a label that is not known; how it is read is said."
        "任务下面某行的标签不认识，并说明按什么理解。",
    UnknownLayout "unknown-layout"
        "A layout for paper is not known."
        "不认识的版式。",
    UnknownReference "unknown-reference"
        "A document is referred to by an id or number that is not here."
        "引用的标识或发文字号本站没有。",
    UnknownStatus "unknown-status"
        "A status (有效性) is not known."
        "不认识的有效性。",
    UnknownTask "unknown-task"
        "A file of confirmed links names a task that the plan does not have."
        "核定文件写了方案没有的任务。",
    UnknownTheme "unknown-theme"
        "There is no theme of this name."
        "没有这个主题。",
    UnreadableFile "unreadable-file"
        "A file cannot be read."
        "文件无法读取。",
    WrongAddress "wrong-address"
        "The address of the site is no web address."
        "网站地址不是网址。",
    WrongDate "wrong-date"
        "A date does not exist or is not written as a date."
        "日期不存在或写法不对。",
    WrongId "wrong-id"
        "An id has characters that an address cannot have."
        "标识中有地址不能用的字符。",
    WrongNumber "wrong-number"
        "A document number cannot be read."
        "发文字号无法识别。",
    WrongPages "wrong-pages"
        "Printed pages are neither a page nor a range."
        "页码既不是一页也不是范围。",
    WrongSlug "wrong-slug"
        "A name in addresses has characters that an address cannot have."
        "地址用名中有地址不能用的字符。",
    WrongType "wrong-type"
        "A value is of another type than its key wants: a list where a text is meant, a word where a number is."
        "值的类型不对，例如该写文字的写成了列表。",
    Yaml "yaml"
        "The front matter or a configuration file is no YAML that can be read."
        "元数据或配置文件不是可以读取的 YAML。",
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::Code;

    #[test]
    fn codes_are_in_the_order_of_their_names_and_each_stands_once() {
        let names: Vec<&str> = Code::ALL.iter().map(|code| code.name()).collect();
        let mut sorted = names.clone();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(names, sorted);
    }
}
