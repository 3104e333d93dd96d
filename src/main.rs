//! The program: parses the command line, runs a command, sets the exit code. Everything else is in the
//! library.

use clap::{Args, Parser, Subcommand, ValueEnum};
use gongbao::archive::{Order, Sources};
use gongbao::commands::{Console, ConsoleOptions, archive, build, check, links, serve, verify};
use gongbao::library;
use gongbao::library::subset::Choice;
use gongbao::pdf::make::{self, Selection};
use gongbao::project::Inputs;
use gongbao::source::config::is_web_address;
use gongbao::source::schema::Layout;
use gongbao::text::date::Date;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// The allocator of the system made `check` of ten thousand documents take a third more of the processors' time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Publishes a government gazette (政府公报) as a static website.
#[derive(Parser)]
#[command(version, about, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    /// Print nothing but problems
    #[arg(long, short, global = true)]
    quiet: bool,
}

#[derive(Subcommand)]
enum Command {
    /// Build the website from the content folder
    Build(BuildArguments),
    /// Set issues, documents and lists of tasks as A4 PDF files
    Pdf(PdfArguments),
    /// Preview the website: it follows what is saved
    Serve(ServeArguments),
    /// Name every problem of content and theme; write nothing
    Check(CheckArguments),
    /// Write the offline copy (离线副本) of the website, one zip
    Archive(ArchiveArguments),
    /// Name every file of an archive that is missing, changed or foreign
    Verify(VerifyArguments),
    /// Show which words of its report each task of a division plan carries, the weakest links first
    Links(LinksArguments),
}

#[derive(Args)]
struct LinksArguments {
    /// The plan: its id or document number
    plan: String,
    /// The folder with the Markdown files and site.yaml
    #[arg(long, value_name = "DIR", default_value = "content")]
    content: PathBuf,
    /// Write the links that are not yet in the file beside the plan into it, to be confirmed there
    #[arg(long)]
    write: bool,
}

#[derive(Args)]
struct InputArguments {
    /// The folder with the Markdown files and site.yaml
    #[arg(long, value_name = "DIR", default_value = "content")]
    content: PathBuf,
    /// The theme: a folder below themes/; what it lacks comes from the default theme
    #[arg(long, value_name = "NAME", default_value = "default", value_parser = theme_name)]
    theme: String,
    /// Where the site will be published, for addresses that must be absolute
    #[arg(long, value_name = "URL", value_parser = web_address)]
    base_url: Option<String>,
    /// The day for which it is said what is in force [default: the last day of publication]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    as_of: Option<Date>,
}

/// How documents are laid out.
#[derive(Clone, Copy, ValueEnum)]
enum LayoutName {
    /// 公报体
    Gazette,
    /// 公文
    Official,
}

#[derive(Args)]
struct PdfArguments {
    /// Ids of issues and documents, document numbers, names of units [default: everything]
    ids: Vec<String>,
    #[command(flatten)]
    build: BuildArguments,
}

impl BuildArguments {
    fn options(self, wanted: Option<Vec<String>>) -> build::BuildOptions {
        let scope = if wanted.is_some() { build::Extent::Editions } else { build::Extent::Site };
        let wanted = match wanted {
            Some(ids) if !ids.is_empty() => Selection::Called(ids),
            None if !self.pdf => Selection::Kept,
            _ => Selection::All,
        };
        let layout = self.layout.map(|name| match name {
            LayoutName::Gazette => Layout::Gazette,
            LayoutName::Official => Layout::Official,
        });
        build::BuildOptions {
            inputs: self.inputs.published_in(&self.output),
            output: self.output,
            editions: make::Options { wanted, layout, fonts: self.font_dir },
            scope,
        }
    }
}

impl InputArguments {
    /// The same, with the PDF editions of a published site.
    fn published_in(self, folder: &Path) -> Inputs {
        Inputs { published: Some(folder.to_path_buf()), ..self.into() }
    }
}

impl From<InputArguments> for Inputs {
    fn from(arguments: InputArguments) -> Self {
        Self {
            content: arguments.content,
            themes: PathBuf::from("themes"),
            theme: arguments.theme,
            site: library::Options { as_of: arguments.as_of, base_url: arguments.base_url },
            published: None,
        }
    }
}

#[derive(Args)]
struct BuildArguments {
    #[command(flatten)]
    inputs: InputArguments,
    /// The folder to publish into
    #[arg(long, value_name = "DIR", default_value = "output")]
    output: PathBuf,
    /// Make the PDF editions too
    #[arg(long)]
    pdf: bool,
    /// The folder of fonts for the PDF editions [default: the fonts of the system]
    #[arg(long, value_name = "DIR")]
    font_dir: Option<PathBuf>,
    /// The layout of documents in the PDF editions [default: their own]
    #[arg(long, value_name = "LAYOUT", value_enum)]
    layout: Option<LayoutName>,
}

#[derive(Args)]
struct ServeArguments {
    #[command(flatten)]
    inputs: InputArguments,
    /// The published site, to whose PDF editions pages link
    #[arg(long, value_name = "DIR", default_value = "output")]
    site: PathBuf,
    /// The port of the preview [default: 8497, or the next that is free]
    #[arg(long, value_name = "N")]
    port: Option<u16>,
}

#[derive(Args)]
struct CheckArguments {
    #[command(flatten)]
    inputs: InputArguments,
    /// For a person, or for a program on standard output
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Text,
    Json,
}

#[derive(Args)]
struct ArchiveArguments {
    #[command(flatten)]
    inputs: InputArguments,
    /// The zip to write
    #[arg(long, value_name = "FILE.zip")]
    output: PathBuf,
    /// The published site, whose PDF editions are put in
    #[arg(long, value_name = "DIR", default_value = "output")]
    site: PathBuf,
    /// Only these years, such as 2025,2026
    #[arg(long, value_name = "YEAR,…", value_delimiter = ',', conflicts_with = "issues")]
    years: Vec<u32>,
    /// Only these issues (期), by id
    #[arg(long, value_name = "ID,…", value_delimiter = ',')]
    issues: Vec<String>,
    /// Put the Markdown sources in as well
    #[arg(long)]
    with_sources: bool,
    /// Sign the zip with this secret key of minisign; the signature is FILE.zip.minisig
    #[arg(long, value_name = "KEY")]
    sign: Option<PathBuf>,
}

#[derive(Args)]
struct VerifyArguments {
    /// The zip, or the folder it was unpacked to
    #[arg(value_name = "FILE.zip|DIR")]
    archive: PathBuf,
    /// The public key of minisign by which the signature FILE.zip.minisig must hold
    #[arg(long, value_name = "KEY.pub")]
    key: Option<PathBuf>,
}

fn theme_name(text: &str) -> Result<String, String> {
    if text.is_empty() || text.contains(['/', '\\']) || text.starts_with('.') {
        return Err("the name of a folder below themes/, such as `default`".to_owned());
    }
    Ok(text.to_owned())
}

fn web_address(text: &str) -> Result<String, String> {
    is_web_address(text)
        .then(|| text.trim_end_matches('/').to_owned())
        .ok_or_else(|| "a web address, such as https://www.example.gov.cn/gongbao".to_owned())
}

fn date(text: &str) -> Result<Date, String> {
    Date::parse_iso(text).ok_or_else(|| "a date that exists, such as 2026-02-13".to_owned())
}

fn main() -> ExitCode {
    let Arguments { command, quiet } = Arguments::parse();
    let console = Console::new(ConsoleOptions { quiet });
    let outcome = match command {
        Command::Build(arguments) => build::build(&arguments.options(None), &console),
        Command::Pdf(PdfArguments { ids, build: arguments }) => {
            build::build(&arguments.options(Some(ids)), &console)
        }
        Command::Serve(ServeArguments { inputs, site, port }) => {
            serve::serve(serve::ServeOptions { inputs: inputs.published_in(&site), port }, console)
        }
        Command::Check(CheckArguments { inputs, format }) => {
            let format = match format {
                Format::Text => check::Format::Text,
                Format::Json => check::Format::Json,
            };
            check::check(&inputs.into(), format, &console)
        }
        Command::Archive(arguments) => archive::archive(&archive_options(arguments), &console),
        Command::Verify(VerifyArguments { archive, key }) => {
            verify::verify(&verify::VerifyOptions { archive, key }, &console)
        }
        Command::Links(LinksArguments { plan, content, write }) => {
            links::links(&links::LinksOptions { content, plan, write }, &console)
        }
    };
    ExitCode::from(outcome.exit_code())
}

fn archive_options(arguments: ArchiveArguments) -> archive::ArchiveOptions {
    let choice = match (arguments.years.as_slice(), arguments.issues.as_slice()) {
        ([], []) => None,
        ([], issues) => Some(Choice::Issues(issues.iter().cloned().collect())),
        (years, _) => Some(Choice::Years(years.iter().copied().collect())),
    };
    let inputs = arguments.inputs.published_in(&arguments.site);
    let order = Order {
        file: arguments.output,
        choice,
        sources: if arguments.with_sources { Sources::Included } else { Sources::LeftOut },
    };
    archive::ArchiveOptions { inputs, order, sign: arguments.sign }
}
