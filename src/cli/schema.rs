use std::io::Write as _;
use std::process::ExitCode;

use super::project::{RootArgument, load_quietly};
use super::tell;
use crate::author::{self, Written};
use crate::project::Options;

/// What errors mean for schemas.
const OUTCOME: &str = "no schema was written";

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    root: RootArgument,
}

pub(super) fn run(arguments: Arguments) -> ExitCode {
    let options = Options::from(arguments.root);
    let loaded = match load_quietly(&options, OUTCOME) {
        Ok(loaded) => loaded,
        Err(code) => return code,
    };
    match author::write_schemas(&options.root, &loaded.site) {
        Ok(changes) => {
            let mut out = std::io::stdout().lock();
            for change in &changes {
                // A reader of the pipe that has gone away changes nothing.
                let _ = writeln!(out, "{}", told(change));
            }
            if changes.is_empty() {
                let _ = writeln!(out, "every schema is up to date");
            }
            ExitCode::SUCCESS
        }
        Err(failure) => tell::trouble(&failure),
    }
}

/// What has become of a schema, in words.
pub(super) fn told(change: &Written) -> String {
    match change {
        Written::Changed(path) => format!("wrote {path}"),
        Written::Deleted(path) => format!("deleted {path}"),
    }
}
