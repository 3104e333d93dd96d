//! Templates and assets: the default theme in the binary, overlaid file by file by one on the disk.

use crate::diagnostic::{Code, Diagnostic, Location};
use crate::digest::{Digest, Digester};
use crate::source::theme::{DEFAULT, ThemeFiles};
use include_dir::{Dir, DirEntry, include_dir};
use serde::Serialize;
use std::collections::BTreeMap;
use tera::{Context, ErrorKind, Tera};

static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// A theme, ready to render.
pub struct Theme {
    tera: Tera,
    /// Template name -> (the file that an editor knows it by, its text).
    sources: BTreeMap<String, (String, String)>,
    assets: BTreeMap<String, Vec<u8>>,
    /// The digest of all templates.
    templates: Digest,
}

impl Theme {
    /// The theme `name` with these files of its own.
    ///
    /// # Errors
    ///
    /// When a template is not UTF-8 or has a mistake: the template, line and column.
    pub fn new(name: &str, files: ThemeFiles) -> Result<Self, Box<Diagnostic>> {
        let mut all: BTreeMap<String, (String, Vec<u8>)> = BTreeMap::new();
        embed(&EMBEDDED, &mut all);
        for (path, bytes) in files {
            all.insert(path.clone(), (format!("themes/{name}/{path}"), bytes));
        }
        let mut sources = BTreeMap::new();
        let mut assets = BTreeMap::new();
        for (path, (file, bytes)) in all {
            if let Some(template) = path.strip_prefix("templates/") {
                let text = String::from_utf8(bytes).map_err(|_| {
                    Box::new(Diagnostic::error(
                        Code::NotUtf8,
                        Location::file(&file),
                        "this template is not UTF-8 text",
                        "save it as UTF-8",
                    ))
                })?;
                sources.insert(template.to_owned(), (file, text));
            } else if path.starts_with("assets/") {
                assets.insert(path, bytes);
            }
        }
        let mut tera = Tera::default();
        let templates: Vec<(&str, &str)> =
            sources.iter().map(|(name, (_, text))| (name.as_str(), text.as_str())).collect();
        tera.add_raw_templates(templates).map_err(|error| problem(&error, "", &sources))?;
        let mut digester = Digester::default();
        digester.value(&sources);
        Ok(Self { tera, sources, assets, templates: digester.digest() })
    }

    /// Renders a template with everything in `scope`.
    ///
    /// # Errors
    ///
    /// When the template fails: its file, line and column.
    pub fn render(&self, template: &str, scope: &impl Serialize) -> Result<String, Box<Diagnostic>> {
        Context::from_serialize(scope)
            .and_then(|context| self.tera.render(template, &context))
            .map_err(|error| problem(&error, template, &self.sources))
    }

    /// The digest of all templates.
    pub fn templates(&self) -> &Digest {
        &self.templates
    }

    /// The assets, by address.
    pub fn assets(&self) -> impl Iterator<Item = (String, &[u8])> {
        self.assets.iter().map(|(path, bytes)| (path.clone(), bytes.as_slice()))
    }
}

fn embed(folder: &Dir<'_>, all: &mut BTreeMap<String, (String, Vec<u8>)>) {
    for entry in folder.entries() {
        match entry {
            DirEntry::Dir(folder) => embed(folder, all),
            DirEntry::File(file) => {
                let parts: Vec<&str> = file.path().iter().filter_map(|part| part.to_str()).collect();
                let path = parts.join("/");
                all.insert(path.clone(), (format!("themes/{DEFAULT}/{path}"), file.contents().to_vec()));
            }
        }
    }
}

/// A template's mistake as a diagnostic.
fn problem(error: &tera::Error, template: &str, sources: &BTreeMap<String, (String, String)>) -> Box<Diagnostic> {
    let help = "the README lists what templates can use";
    let (name, message, place) = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let span = report.span();
            (report.filename().to_owned(), report.message().to_owned(), Some(span.range.clone()))
        }
        ErrorKind::MissingParent { current, .. } => (current.clone(), error.to_string(), None),
        ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
            (tpl.clone(), error.to_string(), None)
        }
        _ => (template.to_owned(), error.to_string(), None),
    };
    let location = match sources.get(&name) {
        Some((file, text)) => {
            let range = place.unwrap_or(0..0);
            Location::in_text(file, text, range.start, range.len().max(1))
        }
        None => Location::file(if name.is_empty() { "themes" } else { &name }),
    };
    Box::new(Diagnostic::error(Code::Template, location, message, help))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(template: &str, expected: (&str, usize, usize)) {
        let files = ThemeFiles::from([("templates/page.html".to_owned(), template.as_bytes().to_vec())]);
        let error = match Theme::new("mine", files) {
            Err(error) => error,
            Ok(theme) => theme.render("page.html", &BTreeMap::from([("a", 1)])).unwrap_err(),
        };
        assert_eq!(
            (error.location.file.as_str(), error.location.line, error.location.column),
            expected,
            "{error:?}"
        );
    }

    #[test]
    fn a_template_s_mistake_has_file_line_and_column() {
        check("一二\n{% if %}", ("themes/mine/templates/page.html", 2, 7));
        check("\n\n  {{ nothing.there }}", ("themes/mine/templates/page.html", 3, 6));
    }

    #[test]
    fn one_file_of_a_theme_is_enough() {
        let files = ThemeFiles::from([("templates/page.html".to_owned(), b"{{ a }}".to_vec())]);
        let theme = Theme::new("mine", files).unwrap();
        assert_eq!(theme.render("page.html", &BTreeMap::from([("a", 1)])).unwrap(), "1");
        assert!(theme.assets().any(|(path, _)| path == "assets/style.css"));
    }
}
