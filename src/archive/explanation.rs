//! 说明.txt: what this is, how to open it, how to check it, for the person who finds it in twenty years.
//!
//! It is in Chinese, begins with a byte order mark and has the line ends of Windows, because then every
//! text editor shows it rightly, old ones included.

use super::{Sources, manifest};
use crate::text::date::Date;

/// Its name.
pub const NAME: &str = "说明.txt";

/// What it says.
#[derive(Clone, Debug)]
pub struct Explanation<'a> {
    /// The gazette's name.
    pub title: &'a str,
    /// What it holds, when it is a part.
    pub part: Option<&'a str>,
    /// The day up to which it speaks.
    pub as_of: Option<Date>,
    /// How many issues it holds.
    pub issues: usize,
    /// How many documents.
    pub documents: usize,
    /// Where the site is published.
    pub base_url: Option<&'a str>,
    /// How many PDF editions.
    pub editions: usize,
    /// Are the Markdown sources in it?
    pub sources: Sources,
    /// The folder within the zip.
    pub folder: &'a str,
}

impl Explanation<'_> {
    /// The text.
    pub fn text(&self) -> String {
        let Self { title, issues, documents, folder, .. } = self;
        let manifest = manifest::NAME;
        let scope = self.part.map_or_else(|| "全部文件".to_owned(), |part| format!("{part}的文件（不是全本）"));
        let day = self.as_of.map(|date| format!("，内容截至{}", date.chinese())).unwrap_or_default();
        let online = self.base_url.map(|url| format!("网上全本：{url}\n")).unwrap_or_default();
        let part =
            self.part.map_or("", |_| "文中提到而本副本没有收录的文件，旁边注明“没有收录”和它在全本中的地址。\n");
        let editions = match self.editions {
            0 => String::new(),
            count => format!(
                "pdf 文件夹里是排印版，共{count}个 PDF 文件，按页打印，与网页内容相同；它们也可以单独打开和保存。\n"
            ),
        };
        let sources = match self.sources {
            Sources::Included => {
                "sources 文件夹里是这些文件的原稿（Markdown 格式，UTF-8 编码，任何文本编辑器都能打开）。\n"
            }
            Sources::LeftOut => "",
        };
        let text = format!(
            "{title}　离线副本\n\
             \n\
             一、这是什么\n\
             \n\
             这个文件夹是《{title}》网站的完整拷贝，收录{scope}，共{issues}期公报、{documents}篇文件{day}。\n\
             它不需要网络，也不需要安装任何程序。\n\
             {online}{part}{editions}{sources}\
             \n\
             二、怎样打开\n\
             \n\
             1. 如果还是一个 .zip 压缩文件，先全部解压缩（Windows：在文件上按右键，选“全部解压缩”），不要在压缩文件里直接点开网页。\n\
             2. 在解压缩得到的 {folder} 文件夹里，双击 index.html，用任何浏览器打开。\n\
             3. documents 文件夹里是各篇文件，issues 文件夹里是各期目录，data 文件夹里是可供程序读取的数据。\n\
             4. 如果将来的浏览器打不开这些网页：它们是 HTML 文本（UTF-8 编码），用文本编辑器也能读到全文。\n\
             \n\
             三、怎样核对\n\
             \n\
             {manifest} 列出本文件夹每一个文件的 SHA-256 校验值，每行一个：64 位十六进制数、两个空格、文件路径。\n\
             在 Linux 等系统中，进入本文件夹，运行：\n\
             \n\
             \u{3000}\u{3000}sha256sum -c {manifest}\n\
             \n\
             在 macOS 中：shasum -a 256 -c {manifest}\n\
             在 Windows 中，核对单个文件：certutil -hashfile index.html SHA256\n\
             有 gongbao 程序的，可以运行 gongbao verify 加压缩文件或文件夹的路径，它会指出缺少、改动和多余的每一个文件。\n\
             压缩文件旁边如果有同名的 .minisig 文件，那是电子签名，可以用 minisign 和发布单位的公钥核对：\n\
             \n\
             \u{3000}\u{3000}minisign -V -p 公钥文件 -m 压缩文件\n"
        );
        format!("\u{FEFF}{}", text.replace('\n', "\r\n"))
    }
}
