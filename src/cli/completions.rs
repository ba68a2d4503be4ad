//! `khung completions`: for shells, derived from the arguments.

use clap::CommandFactory;

use super::args::CompletionsArgs;
use super::{Cli, Ending, Trouble, output};

pub(super) fn run(arguments: &CompletionsArgs) -> Result<Ending, Trouble> {
    let mut command = Cli::command();
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut command, "khung", &mut script);
    output::print(|out| out.write_all(&script))?;
    Ok(Ending::Clean)
}
