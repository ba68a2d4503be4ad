//! The words of the command line. Help and completions derive from here.

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

use super::cache::Shelf;
use crate::lang::Lang;
use crate::report::{self, FORMATS, Format, coverage, diff, status};
use crate::settings::Failing;

/// Checks descriptions of government information systems against architecture and security rules.
#[derive(Debug, Parser)]
#[command(name = "khung", version, max_term_width = 100, arg_required_else_help = true)]
#[command(after_help = "Exit codes: 0 clean, 1 findings, 2 could not run.\n\
    Start with: khung check examples/first-findings")]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// Options of every command.
    #[command(flatten)]
    pub common: Common,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check descriptions and print what is wrong
    Check(CheckArgs),
    /// Say what a change does to the architecture: what is added, who depends on what is removed, which ways open
    Diff(DiffArgs),
    /// Lay the verdicts out by legal clause and system
    Coverage(CoverageArgs),
    /// Write settings, a first description and a baseline
    Init(InitArgs),
    /// Mend what can be mended mechanically
    Fix(FixArgs),
    /// Write down, check or prune the findings that are known
    Baseline(BaselineArgs),
    /// List the waivers by the days they have left, or begin new ones
    Waivers(WaiversArgs),
    /// Say what a rule is about, or why it does or does not flag a subject
    Explain(ExplainArgs),
    /// List the rules
    Rules(RulesArgs),
    /// Count what leadership asks for, with the objects behind each figure
    Status(StatusArgs),
    /// Prove rule folders: texts, citations, good and bad files, fixes
    Verify(VerifyArgs),
    /// Print a JSON Schema for editors
    Schema(SchemaArgs),
    /// Print completions for a shell
    Completions(CompletionsArgs),
}

/// Options of every command.
#[derive(Debug, Args)]
pub struct Common {
    /// Language of the output [default: the settings file's, else the locale's, else en]
    #[arg(long, global = true, value_parser = lang, value_name = "vi|en")]
    pub lang: Option<Lang>,
    /// When to use colours
    #[arg(long, global = true, default_value = "auto", value_name = "WHEN")]
    pub color: Color,
    /// Another settings file than the nearest khung.yaml
    #[arg(long, global = true, value_name = "FILE", conflicts_with = "no_config")]
    pub config: Option<PathBuf>,
    /// Use no settings file
    #[arg(long, global = true)]
    pub no_config: bool,
    /// Add the rule packs in a folder (repeatable)
    #[arg(long, global = true, value_name = "DIR")]
    pub rules: Vec<PathBuf>,
    /// Find out everything anew and remember nothing [default: what large estates say and what checks of them came to is
    /// remembered in the folder KHUNG_CACHE_DIR, else in the user's folder for caches]
    #[arg(long, global = true)]
    pub no_cache: bool,
    /// What this run remembers.
    #[arg(skip)]
    pub shelf: Shelf,
}

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// What is listed beside the findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Show {
    /// Every verdict that could not be given, under the facts it waits for
    Inconclusive,
}

/// What is checked, and how the estate is read.
#[derive(Debug, Args)]
pub struct Estate {
    /// Files or folders with descriptions; - reads one from standard input [default: the settings file's paths, else .]
    #[arg(value_name = "PATHS")]
    pub paths: Vec<PathBuf>,
    /// Judge as of this day: rules, deadlines and law follow it [default: today]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub as_of: Option<Date>,
}

/// `khung check`.
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// What is checked.
    #[command(flatten)]
    pub estate: Estate,
    /// How the findings are printed
    #[arg(long, value_name = "FORMAT", default_value = FORMATS[0].name, value_parser = formats())]
    pub format: String,
    /// Also write the findings to a file in a format of --format (repeatable)
    #[arg(long, value_name = "FORMAT=FILE", value_parser = written)]
    pub output: Vec<Written>,
    /// The mildest severity that makes the command exit with 1; inconclusive beside it (separated by a comma) makes
    /// undecided verdicts fail too [default: the settings file's, else error]
    #[arg(long, value_name = "SEVERITY", value_parser = failing)]
    pub fail_on: Option<Failing>,
    /// What to list beside the findings
    #[arg(long, value_name = "WHAT")]
    pub show: Vec<Show>,
    /// Which rules are run.
    #[command(flatten)]
    pub chosen: Chosen,
    /// Findings that this file knows do not fail [default: the settings file's, else none]
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Only what is new counts: compare with the commit where HEAD and REV parted
    #[arg(long, value_name = "REV")]
    pub since: Option<String>,
    /// Show only findings in files that changed since then [without --since: since HEAD]
    #[arg(long)]
    pub changed_only: bool,
    /// Print findings only
    #[arg(short, long, conflicts_with_all = ["verbose", "show"])]
    pub quiet: bool,
    /// Also print why each rule exists, every inconclusive verdict, and files passed over
    #[arg(short, long)]
    pub verbose: bool,
}

/// A file to write, and how.
#[derive(Debug, Clone)]
pub struct Written {
    /// Its format.
    pub format: &'static Format,
    /// Where it is.
    pub path: PathBuf,
}

/// Which rules are run.
#[derive(Debug, Args)]
pub struct Chosen {
    /// Run only these rules or groups (repeatable, or separated by commas)
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    pub select: Vec<String>,
    /// Leave out these rules or groups (repeatable, or separated by commas)
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    pub ignore: Vec<String>,
}

/// `khung coverage`.
#[derive(Debug, Args)]
pub struct CoverageArgs {
    /// What is covered.
    #[command(flatten)]
    pub estate: Estate,
    /// By which rules.
    #[command(flatten)]
    pub chosen: Chosen,
    /// How the matrix is printed
    #[arg(long, value_name = "FORMAT", default_value = coverage::FORMATS[0].name, value_parser = coverage_formats())]
    pub format: String,
    /// Name every system that falls short, not only the first few
    #[arg(short, long)]
    pub verbose: bool,
}

/// `khung init`.
#[derive(Debug, Args)]
pub struct InitArgs {
    /// The folder to begin in [default: .]
    pub dir: Option<PathBuf>,
    /// The agency's code, such as H99 [default: asked]
    #[arg(long, value_name = "CODE")]
    pub agency: Option<String>,
    /// The agency's name [default: asked]
    #[arg(long)]
    pub name: Option<String>,
    /// Its level, such as province or commune [default: asked]
    #[arg(long)]
    pub level: Option<String>,
    /// The name of an information system to describe first (repeatable)
    #[arg(long, value_name = "NAME")]
    pub system: Vec<String>,
}

/// `khung fix`.
#[derive(Debug, Args)]
pub struct FixArgs {
    /// What is mended.
    #[command(flatten)]
    pub estate: Estate,
    /// For which rules.
    #[command(flatten)]
    pub chosen: Chosen,
    /// Also make the mends that change what the description says; review them
    #[arg(long)]
    pub r#unsafe: bool,
    /// Print what would change and write nothing; exit with 1 if anything would
    #[arg(long)]
    pub diff: bool,
}

/// `khung diff`.
#[derive(Debug, Args)]
pub struct DiffArgs {
    /// The commit, branch or tag to compare with; what counts is the state where HEAD and it parted
    pub base: String,
    /// Its changed side [default: the working tree]
    pub head: Option<String>,
    /// Files or folders with descriptions, after -- [default: the settings file's paths, else .]
    #[arg(value_name = "PATHS", last = true)]
    pub paths: Vec<PathBuf>,
    /// How the difference is printed
    #[arg(long, value_name = "FORMAT", default_value = diff::FORMATS[0].name, value_parser = diff_formats())]
    pub format: String,
    /// List everything, not only the first few
    #[arg(short, long)]
    pub verbose: bool,
}

/// `khung baseline`.
#[derive(Debug, Args)]
pub struct BaselineArgs {
    /// What to do
    #[command(subcommand)]
    pub action: BaselineAction,
}

/// What is done with the baseline.
#[derive(Debug, Subcommand)]
pub enum BaselineAction {
    /// Write down every finding there is now, known or not
    Write(BaselineOf),
    /// Say what is new and what is gone; exit with 1 if anything is
    Check(BaselineOf),
    /// Take out what is no longer found
    Prune(BaselineOf),
}

/// Whose baseline.
#[derive(Debug, Args)]
pub struct BaselineOf {
    /// What is checked.
    #[command(flatten)]
    pub estate: Estate,
    /// The file [default: the settings file's `baseline`, else khung-baseline.tsv]
    #[arg(long, value_name = "FILE")]
    pub file: Option<PathBuf>,
}

/// `khung waivers`.
#[derive(Debug, Args)]
pub struct WaiversArgs {
    /// Where the waivers are.
    #[command(flatten)]
    pub estate: Estate,
    /// How the list is printed
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = ["text", "json"])]
    pub format: String,
    /// Instead of listing: begin a waiver for each finding of this rule (repeatable, or separated by commas). It waives
    /// nothing until reason, approver, decision and days are filled in
    #[arg(long, value_name = "RULE", value_delimiter = ',', conflicts_with = "format")]
    pub stub: Vec<String>,
    /// Only for this subject, as findings name it, or a pattern such as H99/* (repeatable)
    #[arg(long, value_name = "SUBJECT", requires = "stub")]
    pub subject: Vec<String>,
    /// The file that stubs are added to [default: the estate's khung-waivers.yaml, else a new one]
    #[arg(long, value_name = "FILE", requires = "stub")]
    pub file: Option<PathBuf>,
}

/// `khung explain`.
#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// The rule's id
    pub rule: String,
    /// The object or flow to explain the verdict for, as findings name it
    pub subject: Option<String>,
    /// Where the subject is described.
    #[command(flatten)]
    pub estate: Estate,
}

/// `khung rules`.
#[derive(Debug, Args)]
pub struct RulesArgs {
    /// Only rules whose id contains this; of the group or the rule of exactly this name, if there is one
    pub filter: Option<String>,
    /// How the list is printed
    #[arg(long, value_name = "FORMAT", default_value = super::rules::FORMATS[0].name, value_parser = rule_formats())]
    pub format: String,
    /// Only rules of this pack
    #[arg(long, value_name = "PACK")]
    pub pack: Option<String>,
}

/// `khung status`.
#[derive(Debug, Args)]
pub struct StatusArgs {
    /// What is counted.
    #[command(flatten)]
    pub estate: Estate,
    /// How the figures are printed
    #[arg(long, value_name = "FORMAT", default_value = status::FORMATS[0].name, value_parser = status_formats())]
    pub format: String,
    /// Also name every object behind a figure, and say what the figures mean
    #[arg(short, long)]
    pub verbose: bool,
}

/// `khung verify`.
#[derive(Debug, Args)]
pub struct VerifyArgs {
    /// A pack's folder, or the folder of several [default: the packs inside the program]
    pub dir: Option<PathBuf>,
    /// Write expected.txt and fixed.yaml as they come out now; review them
    #[arg(long, requires = "dir")]
    pub bless: bool,
}

/// `khung schema`.
#[derive(Debug, Args)]
pub struct SchemaArgs {
    /// Which files the schema is for
    #[arg(default_value = "description", value_parser = super::schema::names())]
    pub of: String,
}

/// `khung completions`.
#[derive(Debug, Args)]
pub struct CompletionsArgs {
    /// The shell
    pub shell: clap_complete::Shell,
}

fn formats() -> PossibleValuesParser {
    PossibleValuesParser::new(FORMATS.iter().map(|format| PossibleValue::new(format.name).help(format.about.en)))
}

fn written(text: &str) -> Result<Written, String> {
    let Some((name, path)) = text.split_once('=') else {
        return Err("write a format and a file, such as sarif=khung.sarif".to_owned());
    };
    let known = || FORMATS.iter().map(|format| format.name).collect::<Vec<_>>().join(", ");
    let format =
        report::format(name).ok_or_else(|| format!("no format is called {name:?}; there are {}", known()))?;
    match path {
        "" | "-" => Err(format!("name a file, such as {name}=khung.{name}; --format says what is printed")),
        path => Ok(Written { format, path: path.into() }),
    }
}

fn rule_formats() -> PossibleValuesParser {
    let values = super::rules::FORMATS.iter();
    PossibleValuesParser::new(values.map(|format| PossibleValue::new(format.name).help(format.about.en)))
}

fn coverage_formats() -> PossibleValuesParser {
    let values = coverage::FORMATS.iter().map(|format| PossibleValue::new(format.name).help(format.about.en));
    PossibleValuesParser::new(values)
}

fn diff_formats() -> PossibleValuesParser {
    let values = diff::FORMATS.iter().map(|format| PossibleValue::new(format.name).help(format.about.en));
    PossibleValuesParser::new(values)
}

fn status_formats() -> PossibleValuesParser {
    let values = status::FORMATS.iter().map(|format| PossibleValue::new(format.name).help(format.about.en));
    PossibleValuesParser::new(values)
}

fn lang(text: &str) -> Result<Lang, String> {
    Lang::ALL.into_iter().find(|lang| lang.code() == text).ok_or_else(|| "the languages are vi and en".to_owned())
}

fn failing(text: &str) -> Result<Failing, String> {
    let refused = |word| format!("{word:?} is none of error, warning, info and inconclusive");
    Failing::of(text.split(',')).map_err(refused)
}

fn day(text: &str) -> Result<Date, String> {
    let spelt = text.len() == 10 && text.bytes().filter(|byte| *byte == b'-').count() == 2;
    text.parse().ok().filter(|_| spelt).ok_or_else(|| "write a day as YYYY-MM-DD, such as 2026-12-31".to_owned())
}
