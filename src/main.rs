//! Arguments in, exit code out.

use std::process::ExitCode;

use mimalloc::MiMalloc;

#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    khung::cli::end_broken_runs();
    ExitCode::from(khung::cli::run(std::env::args_os()).code())
}
