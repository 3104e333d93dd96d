//! The three configuration files of a site: `site.yaml`, `organs.yaml`, `corrections.yaml`.

use super::fields::{Fields, Key, key, scalar};
use super::walk::{FileKind, Found};
use super::{Content, read_text};
use crate::diagnostic::{Diagnostic, Location};
use crate::text::slug;
use serde::Serialize;
use serde_yaml::Mapping;
use std::path::Path;

/// `site.yaml`: what is the same on every page. What is not known is left out, there as here.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SiteConfig {
    /// The gazette's name: 沈阳市人民政府公报.
    pub title: String,
    /// The name in pinyin, as the cover prints it.
    pub latin: Option<String>,
    /// 主办单位.
    pub sponsor: Option<String>,
    /// 承办单位.
    pub undertaker: Option<String>,
    /// 联系方式.
    pub contact: Option<String>,
    /// 政府网站标识码, 10 digits (国办发〔2017〕47号).
    pub site_code: Option<String>,
    /// ICP备案号.
    pub icp: Option<String>,
    /// 公安备案号.
    pub police: Option<String>,
    /// Where the site is published, for addresses that must be absolute; without a final `/`.
    pub base_url: Option<String>,
}

/// An entry of `organs.yaml`: an organ or unit and the names it goes by.
#[derive(Clone, Debug)]
pub struct Organ {
    /// The official name.
    pub name: String,
    /// Other names: 市发展改革委.
    pub short: Vec<String>,
    /// The name in addresses.
    pub slug: String,
}

impl Organ {
    /// Does it go by this name?
    pub fn bears(&self, name: &str) -> bool {
        self.name == name || self.short.iter().any(|short| short == name)
    }
}

/// An entry of `corrections.yaml`: where the published text departs from the text handed over.
#[derive(Clone, Debug, Serialize)]
pub struct Correction {
    /// The file under `seeds/`.
    pub source: String,
    /// The line in it, from 1.
    pub line: u32,
    /// What stood there.
    pub was: String,
    /// What stands here now.
    pub now: String,
    /// Why that is certain.
    pub why: String,
    /// The id of the document.
    pub document: String,
}

const TITLE: Key = key("title", "名称");
const LATIN: Key = key("latin", "拼音名");
const SPONSOR: Key = key("sponsor", "主办单位");
const UNDERTAKER: Key = key("undertaker", "承办单位");
const CONTACT: Key = key("contact", "联系方式");
const SITE_CODE: Key = key("site_code", "网站标识码");
const ICP: Key = key("icp", "ICP备案号");
const POLICE: Key = key("police", "公安备案号");
const BASE_URL: Key = key("base_url", "网址");
const ORGANS: Key = key("organs", "单位");
const CORRECTIONS: Key = key("corrections", "校勘");

pub(super) fn read(folder: &Path, found: &[Found], content: &mut Content, diagnostics: &mut Vec<Diagnostic>) {
    let mut seen_site = false;
    for file in found.iter().filter(|found| found.kind == FileKind::Config).map(|found| found.file.as_str()) {
        let Some(text) = read_text(folder, file, diagnostics) else {
            seen_site |= file == "site.yaml";
            continue;
        };
        let Some(mut fields) = Fields::read_file(file, text.clone(), diagnostics) else {
            seen_site |= file == "site.yaml";
            continue;
        };
        match file {
            "site.yaml" => {
                seen_site = true;
                content.config = read_site(&mut fields, diagnostics);
            }
            "organs.yaml" => content.organs = read_organs(file, &text, &mut fields, diagnostics),
            "corrections.yaml" => content.corrections = read_corrections(file, &text, &mut fields, diagnostics),
            _ => diagnostics.push(Diagnostic::warning(
                "unknown-file",
                Location::file(file),
                "this configuration file is not known and is not read",
                "the files are site.yaml, organs.yaml and corrections.yaml",
            )),
        }
    }
    if !seen_site {
        diagnostics.push(Diagnostic::error(
            "no-site",
            Location::file("site.yaml"),
            "the content folder has no site.yaml",
            "create it with at least a line `title: ` and the name of the gazette",
        ));
    }
}

fn read_site(fields: &mut Fields, diagnostics: &mut Vec<Diagnostic>) -> SiteConfig {
    let title = fields.required(TITLE, diagnostics).map(|title| title.value).unwrap_or_default();
    let mut text = |key| fields.text(key, diagnostics).map(|text| text.value);
    let config = SiteConfig {
        title,
        latin: text(LATIN),
        sponsor: text(SPONSOR),
        undertaker: text(UNDERTAKER),
        contact: text(CONTACT),
        site_code: text(SITE_CODE),
        icp: text(ICP),
        police: text(POLICE),
        base_url: text(BASE_URL).map(|url| url.trim_end_matches('/').to_owned()),
    };
    if let Some(url) = &config.base_url
        && !is_web_address(url)
    {
        diagnostics.push(Diagnostic::error(
            "wrong-address",
            fields.place(BASE_URL),
            format!("`{url}` is not a web address"),
            "write it as https://www.example.gov.cn/gongbao",
        ));
    }
    fields.finish(diagnostics);
    config
}

/// Is this an absolute web address?
pub fn is_web_address(url: &str) -> bool {
    url.strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"))
        .is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/') && !rest.contains(char::is_whitespace))
}

fn read_organs(file: &str, text: &str, fields: &mut Fields, diagnostics: &mut Vec<Diagnostic>) -> Vec<Organ> {
    let mut organs: Vec<Organ> = Vec::new();
    for entry in fields.mappings(ORGANS, diagnostics) {
        let mut entry = Entry { file, text, what: "an organ", entry };
        let name = entry.text(key("name", "名称"), true, diagnostics);
        let short = entry.list(key("short", "简称"), diagnostics);
        let slug = entry.text(key("slug", "网址名"), false, diagnostics);
        entry.finish(&["name", "short", "slug"], diagnostics);
        let Some(name) = name else { continue };
        let slug = slug.unwrap_or_else(|| slug::slug(&name));
        if !slug::is_id(&slug) {
            diagnostics.push(Diagnostic::error(
                "wrong-slug",
                entry.place(&slug),
                format!("`{slug}` cannot be a name in addresses"),
                "use small letters, digits and hyphens",
            ));
            continue;
        }
        if organs.iter().any(|organ| organ.name == name || organ.slug == slug) {
            diagnostics.push(Diagnostic::error(
                "double-organ",
                entry.place(&name),
                format!("`{name}` stands twice, or has the address `{slug}` of another organ"),
                "remove one entry, or give it a `slug` of its own",
            ));
            continue;
        }
        organs.push(Organ { name, short, slug });
    }
    fields.finish(diagnostics);
    organs
}

fn read_corrections(
    file: &str,
    text: &str,
    fields: &mut Fields,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Correction> {
    let mut corrections = Vec::new();
    for entry in fields.mappings(CORRECTIONS, diagnostics) {
        let mut entry = Entry { file, text, what: "a correction", entry };
        let source = entry.text(key("source", "底本"), true, diagnostics);
        let line = entry.text(key("line", "行"), true, diagnostics);
        let was = entry.text(key("was", "原文"), true, diagnostics);
        let now = entry.text(key("now", "改为"), true, diagnostics);
        let why = entry.text(key("why", "理由"), true, diagnostics);
        let document = entry.text(key("document", "文件"), true, diagnostics);
        entry.finish(&["source", "line", "was", "now", "why", "document"], diagnostics);
        let line = line.and_then(|line| {
            let number = line.parse().ok();
            if number.is_none() {
                diagnostics.push(Diagnostic::error(
                    "wrong-type",
                    entry.place(&line),
                    "`line` must be a whole number",
                    "write the line of the source file, counted from 1",
                ));
            }
            number
        });
        if let (Some(source), Some(line), Some(was), Some(now), Some(why), Some(document)) =
            (source, line, was, now, why, document)
        {
            corrections.push(Correction { source, line, was, now, why, document });
        }
    }
    fields.finish(diagnostics);
    corrections
}

/// One mapping of a list in a configuration file.
struct Entry<'a> {
    file: &'a str,
    text: &'a str,
    what: &'static str,
    entry: Mapping,
}

impl Entry<'_> {
    /// Where a text of the entry stands: its first occurrence in the file.
    fn place(&self, needle: &str) -> Location {
        let at = self.text.find(needle).unwrap_or(0);
        Location::in_text(self.file, self.text, at, needle.len())
    }

    /// Where the entry stands: at the first of its texts.
    fn start(&self) -> Location {
        let first = self.entry.values().find_map(scalar).unwrap_or_default();
        self.place(&first)
    }

    fn text(&mut self, key: Key, required: bool, diagnostics: &mut Vec<Diagnostic>) -> Option<String> {
        let value = self.entry.get(key.name).or_else(|| self.entry.get(key.alias)).cloned();
        match value.as_ref().map(scalar) {
            Some(Some(text)) => Some(text),
            Some(None) => {
                diagnostics.push(Diagnostic::error(
                    "wrong-type",
                    self.start(),
                    format!("`{}` of {} must be a text", key.name, self.what),
                    "write it on the same line, after the colon",
                ));
                None
            }
            None => {
                if required {
                    diagnostics.push(Diagnostic::error(
                        "missing-key",
                        self.start(),
                        format!("{} here has no `{}` ({})", self.what, key.name, key.alias),
                        format!("add a line `{}: …`", key.name),
                    ));
                }
                None
            }
        }
    }

    fn list(&mut self, key: Key, diagnostics: &mut Vec<Diagnostic>) -> Vec<String> {
        let value = self.entry.get(key.name).or_else(|| self.entry.get(key.alias)).cloned();
        let items = match value {
            None => return Vec::new(),
            Some(serde_yaml::Value::Sequence(items)) => items.iter().map(scalar).collect::<Option<Vec<_>>>(),
            Some(single) => scalar(&single).map(|text| vec![text]),
        };
        items.unwrap_or_else(|| {
            diagnostics.push(Diagnostic::error(
                "wrong-type",
                self.start(),
                format!("`{}` of {} must be a list of texts", key.name, self.what),
                "write `[one, two]`",
            ));
            Vec::new()
        })
    }

    fn finish(&self, known: &[&str], diagnostics: &mut Vec<Diagnostic>) {
        const ALIASES: [&str; 9] = ["名称", "简称", "网址名", "底本", "行", "原文", "改为", "理由", "文件"];
        for name in self.entry.keys().filter_map(|key| key.as_str()) {
            if !known.contains(&name) && !ALIASES.contains(&name) {
                diagnostics.push(Diagnostic::error(
                    "unknown-key",
                    self.start(),
                    format!("`{name}` is not a key of {}", self.what),
                    format!("the keys are: {}", known.join(", ")),
                ));
            }
        }
    }
}
