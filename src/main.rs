//! The `versus` program: an exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    versus::cli::run()
}
