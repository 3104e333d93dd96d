//! `gongbao build`: content and theme to a website in the output folder.

use super::editions::{self, EditionOptions};
use super::{Console, Outcome};
use crate::diagnostic::any_error;
use crate::publish::{self, Destination, Failure};
use crate::render::{File, Renderer, Theme};
use crate::site::{self, assemble, pages};
use crate::source::{self, theme};
use std::path::PathBuf;

/// What to build, from where and to where.
#[derive(Clone, Debug)]
pub struct BuildOptions {
    /// The content folder.
    pub content: PathBuf,
    /// The folder of themes.
    pub themes: PathBuf,
    /// The theme.
    pub theme: String,
    /// The output folder.
    pub output: PathBuf,
    /// What the site is told beside its content.
    pub site: site::Options,
    /// The PDF editions.
    pub editions: EditionOptions,
    /// What is published.
    pub scope: Scope,
}

/// What is published.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// The whole site.
    #[default]
    Site,
    /// The site where the output folder holds one, so that its pages link to the editions; in any other folder
    /// the editions alone.
    Editions,
}

/// Builds the site. With an error in the content nothing is written and the old site stands.
pub fn build(options: &BuildOptions, console: &Console) -> Outcome {
    if !options.content.is_dir() {
        console.failure(&format!(
            "there is no content folder {}; go to the folder that holds it, or name it with --content",
            options.content.display()
        ));
        return Outcome::Failed;
    }
    let (content, mut diagnostics) = source::read(&options.content);
    let (mut site, mut found) = assemble::assemble(content, &options.site);
    diagnostics.append(&mut found);
    let files = theme::read(&options.themes, &options.theme, &mut diagnostics);
    let theme = match Theme::new(&options.theme, files) {
        Ok(theme) => Some(theme),
        Err(problem) => {
            diagnostics.push(*problem);
            None
        }
    };
    let failed = any_error(&diagnostics);
    console.diagnostics(diagnostics);
    let Some(renderer) = theme.filter(|_| !failed).map(Renderer::new) else { return Outcome::ContentErrors };

    let folders = (options.output.as_path(), options.content.as_path());
    let prepared = match editions::prepare(&mut site, &options.editions, folders, console) {
        Ok(prepared) => prepared,
        Err(outcome) => return outcome,
    };
    let alone = options.scope == Scope::Editions && !options.output.join("index.html").is_file();
    let pages = if alone { Vec::new() } else { pages::pages(&site) };
    let assets: Vec<(String, &[u8])> = if alone { Vec::new() } else { renderer.assets().collect() };
    let addresses: Vec<String> = pages
        .iter()
        .map(|page| page.address.clone())
        .chain(assets.iter().map(|asset| asset.0.clone()))
        .chain(prepared.addresses())
        .collect();
    let destination = Destination { output: options.output.clone(), content: options.content.clone() };
    let published = publish::publish(&destination, &addresses, |at| match pages.get(at) {
        Some(page) => renderer.render(&site, page),
        None => Ok(match assets.get(at - pages.len()) {
            Some(asset) => File::Bytes(asset.1.to_vec()),
            None => addresses.get(at).map_or(File::Kept, |address| prepared.file(address)),
        }),
    });
    match published {
        Ok(report) => {
            console.note(&format!(
                "{}: {} documents in {} issues, {} PDF editions made; {} files written, {} unchanged, {} removed",
                options.output.display(),
                site.documents.len(),
                site.issues.len(),
                prepared.made(),
                report.written,
                report.unchanged,
                report.removed,
            ));
            Outcome::Done
        }
        Err(Failure::Diagnostics(diagnostics)) => {
            console.diagnostics(diagnostics);
            Outcome::ContentErrors
        }
        Err(Failure::Machine(message)) => {
            console.failure(&message);
            Outcome::Failed
        }
    }
}
