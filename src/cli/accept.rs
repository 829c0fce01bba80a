use std::fmt;
use std::io::Write as _;
use std::process::ExitCode;

use super::project::{RootArgument, load_quietly};
use super::tell;
use crate::author::{self, Accepted, Request};
use crate::project::Options;

/// What errors mean for those who accept.
const OUTCOME: &str = "nothing was recorded";

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The language of the translation, such as pt
    #[arg(value_name = "LOCALE")]
    locale: String,
    /// The family whose translation it is, or `catalog`, or `guides`
    #[arg(value_name = "FAMILY")]
    family: String,
    /// Only these codes, pairs such as 1003-vs-1007 for their notes, `family` for its own texts;
    /// with `guides`, only these guides
    #[arg(value_name = "CODE")]
    codes: Vec<String>,
    #[command(flatten)]
    root: RootArgument,
}

pub(super) fn run(arguments: Arguments) -> ExitCode {
    let options = Options::from(arguments.root);
    let loaded = match load_quietly(&options, OUTCOME) {
        Ok(loaded) => loaded,
        Err(code) => return code,
    };
    let request = Request {
        locale: arguments.locale,
        part: arguments.family,
        names: arguments.codes,
    };
    match author::accept(&loaded.site, &options.root, &request) {
        Ok(accepted) => {
            // A reader of the pipe that has gone away does not undo the record.
            let _ = write!(std::io::stdout(), "{}", Told(&accepted, &request.names));
            ExitCode::SUCCESS
        }
        Err(failure) => tell::trouble(&failure),
    }
}

/// What was accepted, and what was chosen by name.
struct Told<'a>(&'a Accepted, &'a [String]);

impl fmt::Display for Told<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(accepted, names) = self;
        let mut of = format!("{} {}", accepted.locale, accepted.part);
        for name in *names {
            of.push(' ');
            of.push_str(name);
        }
        let before = accepted.before;
        let recorded = before.stale + before.unreviewed;
        match (recorded, before.fresh) {
            (0, 0) => writeln!(f, "nothing to record: no text of {of} is translated")?,
            (0, fresh) => writeln!(
                f,
                "nothing to record: {} of {of} {} recorded already",
                texts(fresh),
                if fresh == 1 { "is" } else { "are" }
            )?,
            _ => {
                let were = |count| if count == 1 { "was" } else { "were" };
                let states = match (before.stale, before.unreviewed) {
                    (stale, 0) => format!("{stale} {} stale", were(stale)),
                    (0, unreviewed) => format!("{unreviewed} {} unreviewed", were(unreviewed)),
                    (stale, unreviewed) => {
                        format!("{stale} {} stale, {unreviewed} unreviewed", were(stale))
                    }
                };
                writeln!(f, "recorded {} of {of}: {states}", texts(recorded))?;
            }
        }
        match before.missing {
            0 => Ok(()),
            1 => writeln!(f, "1 text is still missing"),
            missing => writeln!(f, "{missing} texts are still missing"),
        }
    }
}

fn texts(count: usize) -> String {
    match count {
        1 => "1 text".to_owned(),
        count => format!("{count} texts"),
    }
}
