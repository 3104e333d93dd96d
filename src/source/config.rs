//! The three configuration files of a site: `site.yaml`, `organs.yaml`, `corrections.yaml`.

use super::entry::Entry;
use super::fields::{Fields, Key, key};
use super::schema::{self, Layout};
use super::walk::{FileKind, Found};
use super::{Content, read_text};
use crate::diagnostic::{self, Code, Diagnostic, Location};
use crate::text::slug;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
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
    /// How documents are set on paper that do not say it themselves.
    pub layout: Layout,
    /// Links of the file system that may lead out of the content folder, by their paths in it.
    #[serde(skip)]
    pub symlinks: Vec<String>,
    /// Attachments that may be published although they can run, by their paths.
    #[serde(skip)]
    pub active_files: Vec<String>,
}

/// An entry of `organs.yaml`: an organ or unit and the names it goes by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organ {
    /// The official name.
    pub name: String,
    /// Other names: 市发展改革委.
    pub short: Vec<String>,
    /// The name in addresses.
    pub slug: String,
}

/// A group of units in `organs.yaml`: 各区、县（市）政府.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitGroup {
    /// The name.
    pub name: String,
    /// Other ways to write it.
    pub short: Vec<String>,
    /// The units that belong to it, as far as they are known.
    pub members: Vec<String>,
}

impl UnitGroup {
    /// Does it go by this name?
    pub fn bears(&self, name: &str) -> bool {
        self.name == name || self.short.iter().any(|short| short == name)
    }
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

const SITE: &str = "site.yaml";
const TITLE: Key = key("title", "名称");
const LATIN: Key = key("latin", "拼音名");
const SPONSOR: Key = key("sponsor", "主办单位");
const UNDERTAKER: Key = key("undertaker", "承办单位");
const CONTACT: Key = key("contact", "联系方式");
const SITE_CODE: Key = key("site_code", "网站标识码");
const ICP: Key = key("icp", "ICP备案号");
const POLICE: Key = key("police", "公安备案号");
const BASE_URL: Key = key("base_url", "网址");
const SYMLINKS: Key = key("symlinks", "符号链接");
const ACTIVE_FILES: Key = key("active_files", "可运行附件");
const ORGANS: Key = key("organs", "单位");
const GROUPS: Key = key("groups", "单位群");
const NAME: Key = key("name", "名称");
const SHORT: Key = key("short", "简称");
const SLUG: Key = key("slug", "网址名");
const MEMBERS: Key = key("members", "成员");
const SOURCE: Key = key("source", "底本");
const LINE: Key = key("line", "行");
const WAS: Key = key("was", "原文");
const NOW: Key = key("now", "改为");
const WHY: Key = key("why", "理由");
const DOCUMENT: Key = key("document", "文件");
const CORRECTIONS: Key = key("corrections", "校勘");

/// Reads `site.yaml`, which says what else is read.
pub(super) fn read_first(
    folder: &Path,
    found: &[Found],
    content: &mut Content,
    diagnostics: &mut Vec<Diagnostic>,
) {
    if !found.iter().any(|found| found.file == SITE) {
        diagnostics.push(Diagnostic::error(
            Code::NoSite,
            Location::file(SITE),
            "the content folder has no site.yaml",
            "create it with at least a line `title: ` and the name of the gazette",
        ));
        return;
    }
    read_files(folder, [SITE].into_iter(), content, diagnostics);
}

/// Reads the other files.
pub(super) fn read(folder: &Path, found: &[Found], content: &mut Content, diagnostics: &mut Vec<Diagnostic>) {
    let files = found.iter().filter(|found| found.kind == FileKind::Config && found.file != SITE);
    read_files(folder, files.map(|found| found.file.as_str()), content, diagnostics);
}

fn read_files<'a>(
    folder: &Path,
    files: impl Iterator<Item = &'a str>,
    content: &mut Content,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for file in files {
        if let Err(problem) = diagnostic::reading(file, || read_file(folder, file, content, diagnostics)) {
            diagnostics.push(*problem);
        }
    }
}

fn read_file(folder: &Path, file: &str, content: &mut Content, diagnostics: &mut Vec<Diagnostic>) {
    let Some(text) = read_text(folder, file, diagnostics) else { return };
    let Some(mut fields) = Fields::read_file(file, text, diagnostics) else { return };
    match file {
        SITE => content.config = read_site(&mut fields, diagnostics),
        "organs.yaml" => read_organs(&mut fields, content, diagnostics),
        "corrections.yaml" => content.corrections = read_corrections(&mut fields, diagnostics),
        _ => diagnostics.push(Diagnostic::warning(
            Code::UnknownFile,
            Location::file(file),
            "this configuration file is not known and is not read",
            "the files are site.yaml, organs.yaml and corrections.yaml",
        )),
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
        layout: schema::read_layout(fields, diagnostics).map(|layout| layout.value).unwrap_or_default(),
        symlinks: fields.list(SYMLINKS, diagnostics).into_iter().map(|link| link.value).collect(),
        active_files: fields.list(ACTIVE_FILES, diagnostics).into_iter().map(|file| file.value).collect(),
    };
    if let Some(url) = &config.base_url
        && !is_web_address(url)
    {
        diagnostics.push(Diagnostic::error(
            Code::WrongAddress,
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

fn read_organs(fields: &mut Fields, content: &mut Content, diagnostics: &mut Vec<Diagnostic>) {
    let organs = &mut content.organs;
    let mut names: BTreeSet<String> = BTreeSet::new();
    let mut slugs: BTreeSet<String> = BTreeSet::new();
    // The first organ that goes by each name.
    let mut bearers: BTreeMap<String, usize> = BTreeMap::new();
    for part in fields.mappings(ORGANS, diagnostics) {
        let entry = Entry::new(fields, "an organ", part);
        let name = entry.text(NAME, true, diagnostics);
        let short = entry.list(SHORT, diagnostics);
        let slug = entry.text(SLUG, false, diagnostics);
        entry.finish(&[NAME, SHORT, SLUG], diagnostics);
        let Some(name) = name else { continue };
        let slug = slug.unwrap_or_else(|| slug::slug(&name));
        if !slug::is_id(&slug) {
            diagnostics.push(Diagnostic::error(
                Code::WrongSlug,
                entry.place(&slug),
                format!("`{slug}` cannot be a name in addresses"),
                "use small letters, digits and hyphens",
            ));
            continue;
        }
        if names.contains(&name) || slugs.contains(&slug) {
            diagnostics.push(Diagnostic::error(
                Code::DoubleOrgan,
                entry.place(&name),
                format!("`{name}` stands twice, or has the address `{slug}` of another organ"),
                "remove one entry, or give it a `slug` of its own",
            ));
            continue;
        }
        let other = short.iter().filter_map(|short| bearers.get(short)).min();
        if let Some(other) = other.and_then(|other| organs.get(*other)) {
            diagnostics.push(Diagnostic::error(
                Code::DoubleOrgan,
                entry.place(&name),
                format!("`{name}` and `{}` share a short name, which then means neither", other.name),
                "leave the short name to one of them",
            ));
            continue;
        }
        names.insert(name.clone());
        slugs.insert(slug.clone());
        for name in short.iter().chain([&name]) {
            bearers.entry(name.clone()).or_insert(organs.len());
        }
        organs.push(Organ { name, short, slug });
    }
    for part in fields.mappings(GROUPS, diagnostics) {
        let entry = Entry::new(fields, "a group", part);
        let name = entry.text(NAME, true, diagnostics);
        let short = entry.list(SHORT, diagnostics);
        let members = entry.list(MEMBERS, diagnostics);
        entry.finish(&[NAME, SHORT, MEMBERS], diagnostics);
        content.groups.extend(name.map(|name| UnitGroup { name, short, members }));
    }
    fields.finish(diagnostics);
}

fn read_corrections(fields: &mut Fields, diagnostics: &mut Vec<Diagnostic>) -> Vec<Correction> {
    let mut corrections = Vec::new();
    for part in fields.mappings(CORRECTIONS, diagnostics) {
        let entry = Entry::new(fields, "a correction", part);
        let source = entry.text(SOURCE, true, diagnostics);
        let line = entry.text(LINE, true, diagnostics);
        let was = entry.text(WAS, true, diagnostics);
        let now = entry.text(NOW, true, diagnostics);
        let why = entry.text(WHY, true, diagnostics);
        let document = entry.text(DOCUMENT, true, diagnostics);
        entry.finish(&[SOURCE, LINE, WAS, NOW, WHY, DOCUMENT], diagnostics);
        let line = line.and_then(|line| {
            let number = line.parse().ok();
            if number.is_none() {
                diagnostics.push(Diagnostic::error(
                    Code::WrongType,
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
