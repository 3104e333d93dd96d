//! The program: parses the command line, runs a command, sets the exit code. Everything else is in the
//! library.

use clap::{Args, Parser, Subcommand};
use gongbao::commands::editions::{EditionOptions, Wanted};
use gongbao::commands::{Console, ConsoleOptions, build, links};
use gongbao::pdf::Layout;
use gongbao::site;
use gongbao::source::config::is_web_address;
use gongbao::text::date::Date;
use std::path::PathBuf;
use std::process::ExitCode;

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
struct BuildArguments {
    /// The folder with the Markdown files and site.yaml
    #[arg(long, value_name = "DIR", default_value = "content")]
    content: PathBuf,
    /// The theme: a folder below themes/; what it lacks comes from the default theme
    #[arg(long, value_name = "NAME", default_value = "default", value_parser = theme_name)]
    theme: String,
    /// The folder to publish into
    #[arg(long, value_name = "DIR", default_value = "output")]
    output: PathBuf,
    /// Where the site will be published, for addresses that must be absolute
    #[arg(long, value_name = "URL", value_parser = web_address)]
    base_url: Option<String>,
    /// The day for which it is said what is in force [default: the last day of publication]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    as_of: Option<Date>,
    /// Make the PDF editions too
    #[arg(long)]
    pdf: bool,
    /// The folder of fonts for the PDF editions [default: the fonts of the system]
    #[arg(long, value_name = "DIR")]
    font_dir: Option<PathBuf>,
    /// The layout of documents in the PDF editions
    #[arg(long, value_name = "LAYOUT", default_value = "gazette", value_parser = ["gazette", "official"])]
    layout: String,
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
        let scope = if wanted.is_some() { build::Scope::Editions } else { build::Scope::Site };
        let wanted = match wanted {
            Some(ids) if !ids.is_empty() => Wanted::Called(ids),
            None if !self.pdf => Wanted::Kept,
            _ => Wanted::All,
        };
        let layout = if self.layout == "official" { Layout::Official } else { Layout::Gazette };
        build::BuildOptions {
            content: self.content,
            themes: PathBuf::from("themes"),
            theme: self.theme,
            output: self.output,
            site: site::Options { as_of: self.as_of, base_url: self.base_url },
            editions: EditionOptions { wanted, layout, fonts: self.font_dir },
            scope,
        }
    }
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
        Command::Links(LinksArguments { plan, content, write }) => {
            links::links(&links::LinksOptions { content, plan, write }, &console)
        }
    };
    ExitCode::from(outcome.exit_code())
}
