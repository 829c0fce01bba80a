use std::io::Write as _;
use std::process::ExitCode;

use super::project::RootArgument;
use super::{PROBLEMS, tell};
use crate::check::check;
use crate::diagnostic::{Diagnostic, Problems, Tally, github, json, text};
use crate::project::{self, Options};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    root: RootArgument,
    /// How problems are told
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// End with exit code 1 if there are warnings, as if they were errors
    #[arg(long)]
    deny_warnings: bool,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Format {
    /// For people
    Text,
    /// For programs
    Json,
    /// For pull requests: workflow commands of GitHub
    Github,
}

pub(super) fn run(arguments: Arguments) -> ExitCode {
    let options = Options::from(arguments.root);
    let (loaded, problems) = match project::load(&options) {
        Ok(loaded) => loaded,
        Err(trouble) => return tell::trouble(&trouble),
    };
    let mut problems = Problems::from_iter(problems);
    if let Some(loaded) = &loaded {
        check(loaded, &mut problems);
    }
    let problems = problems.into_sorted();
    let tally = Tally::of(&problems);
    let summary = match loaded {
        Some(_) => format!("{tally}\n"),
        None => format!("{tally}; the rest is checked once the errors are mended\n"),
    };
    // A reader of the pipe that has gone away does not change the exit code.
    let _ = std::io::stdout()
        .write_all(told(arguments.format, &options, &problems, &summary).as_bytes());
    if tally.errors > 0 || arguments.deny_warnings && tally.warnings > 0 {
        ExitCode::from(PROBLEMS)
    } else {
        ExitCode::SUCCESS
    }
}

fn told(format: Format, options: &Options, problems: &[Diagnostic], summary: &str) -> String {
    match format {
        Format::Text => text::render(problems, tell::style(&std::io::stdout())) + summary,
        Format::Json => json::render(problems),
        Format::Github => github::render(problems, &options.root) + summary,
    }
}
