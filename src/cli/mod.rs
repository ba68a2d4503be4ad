//! The command line: the ONLY writer of streams and files, and the only room that knows the clock.
//!
//! One file per subcommand. Exit codes: 0 clean, 1 findings at or above the failing severity, 2 could not
//! run. Never a count.

mod about;
mod args;
mod baseline;
mod cache;
mod check;
mod completions;
mod coverage;
mod diff;
mod explain;
mod fix;
mod init;
mod load;
mod output;
mod rules;
mod schema;
mod since;
mod status;
mod stub;
mod verify;
mod waivers;

use std::ffi::OsString;

use clap::{CommandFactory, FromArgMatches};

pub use args::{Cli, Command};

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// Nothing at or above the failing severity.
    Clean,
    /// Findings that fail.
    Findings,
    /// It could not run.
    Failed,
}

impl Ending {
    /// The exit code.
    pub fn code(self) -> u8 {
        match self {
            Self::Clean => 0,
            Self::Findings => 1,
            Self::Failed => 2,
        }
    }
}

/// From now on a run in which khung breaks an invariant of its own ends at once, with the exit code of one that could not
/// run: nobody takes what was said by then for a verdict. Whatever thread it happens in.
pub fn end_broken_runs() {
    let told = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |broken| {
        told(broken);
        output::complain(
            "khung is at fault here, not what it read, and it judged nothing; please report the lines above, with the \
             command and, if it may be shown, the smallest description that leads to them",
        );
        std::process::exit(Ending::Failed.code().into());
    }));
}

/// Runs the program with its arguments, the program's name first.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> Ending {
    let cli = match Cli::command().try_get_matches_from(arguments).and_then(|found| Cli::from_arg_matches(&found)) {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version come as errors too, and are none.
            let asked = !error.use_stderr();
            // A closed pipe is the reader's choice.
            let _ = error.print();
            return if asked { Ending::Clean } else { Ending::Failed };
        }
    };
    let verbose = matches!(&cli.command, Command::Check(arguments) if arguments.verbose);
    let ended = match cli.command {
        Command::Check(arguments) => check::run(&cli.common, &arguments),
        Command::Baseline(arguments) => baseline::run(&cli.common, &arguments.action),
        Command::Waivers(arguments) if !arguments.stub.is_empty() => stub::run(&cli.common, &arguments),
        Command::Waivers(arguments) => waivers::run(&cli.common, &arguments),
        Command::Init(arguments) => init::run(&cli.common, &arguments),
        Command::Fix(arguments) => fix::run(&cli.common, &arguments),
        Command::Diff(arguments) => diff::run(&cli.common, &arguments),
        Command::Coverage(arguments) => coverage::run(&cli.common, &arguments),
        Command::Explain(arguments) => explain::run(&cli.common, &arguments),
        Command::Rules(arguments) => rules::run(&cli.common, &arguments),
        Command::Status(arguments) => status::run(&cli.common, &arguments),
        Command::Verify(arguments) => verify::run(&cli.common, &arguments),
        Command::Schema(arguments) => schema::run(&arguments.of),
        Command::Completions(arguments) => completions::run(&arguments),
    };
    // Everything is said; what is left is for the next run.
    match cli.common.shelf.keep() {
        Err(why) if verbose => output::complain(&why),
        _ => {}
    }
    ended.unwrap_or_else(|trouble| {
        output::complain(&trouble.to_string());
        Ending::Failed
    })
}

/// Why a command could not run.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// Files or folders.
    #[error(transparent)]
    Files(#[from] crate::discover::Trouble),
    /// The output stream refused.
    #[error("cannot write the output: {0}")]
    Output(#[from] std::io::Error),
    /// No description where the user said.
    #[error(
        "nothing to check: no file whose first key is `khung: 1` ({skipped} other YAML files); \
         name a file or folder with descriptions"
    )]
    NothingToCheck {
        /// YAML files that are not descriptions.
        skipped: usize,
    },
    /// Words on the command line that fit nothing.
    #[error("{0}")]
    Usage(String),
}
