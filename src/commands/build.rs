//! `gongbao build`: content and theme to a website in the output folder.

use super::{Console, Outcome};
use crate::diagnostic::{Diagnostic, Location, any_error};
use crate::publish::{self, Destination, Failure};
use crate::render::{File, Renderer, Theme};
use crate::search::Index;
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
    let (site, mut found) = assemble::assemble(content, &options.site);
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

    let pages = pages::pages(&site);
    let assets: Vec<(String, &[u8])> = renderer.assets().collect();
    let index = Index::new(&site);
    let addresses: Vec<String> = pages
        .iter()
        .map(|page| page.address.clone())
        .chain(assets.iter().map(|asset| asset.0.clone()))
        .chain(index.addresses())
        .collect();
    let destination = Destination { output: options.output.clone(), content: options.content.clone() };
    let published = publish::publish(&destination, &addresses, |at| match pages.get(at) {
        Some(page) => renderer.render(&site, page),
        None => match assets.get(at - pages.len()) {
            Some(asset) => Ok(File::Bytes(asset.1.to_vec())),
            None => index_file(&index, &site, at - pages.len() - assets.len(), &addresses[at]),
        },
    });
    match published {
        Ok(report) => {
            console.note(&format!(
                "{}: {} documents in {} issues; {} files written, {} unchanged, {} removed",
                options.output.display(),
                site.documents.len(),
                site.issues.len(),
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

fn index_file(index: &Index, site: &site::Site, at: usize, address: &str) -> Result<File, Box<Diagnostic>> {
    index.content(site, at).map(File::Bytes).map_err(|error| {
        Box::new(Diagnostic::error(
            "search",
            Location::file(address),
            format!("this file of the search index cannot be written: {error}"),
            "report this as a bug of gongbao",
        ))
    })
}
