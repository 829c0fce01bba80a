use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use super::project::ProjectArguments;
use super::tell;
use crate::diagnostic::{Diagnostic, Tally};
use crate::project::Trouble;
use crate::serve::{self, Options, Subject, Watch};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    project: ProjectArguments,
    /// Serve this directory, which a build has written, exactly as it is
    #[arg(long, value_name = "DIR", conflicts_with_all = ["locales", "families", "base_url"])]
    public: Option<PathBuf>,
    /// The address to listen at, and the name it answers to; by default no other machine reaches it
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    host: String,
    /// The port to listen at; 0 takes any that is free
    #[arg(long, value_name = "N", default_value_t = 4000)]
    port: u16,
    /// Open the site in the browser
    #[arg(long)]
    open: bool,
}

pub(super) fn run(arguments: Arguments) -> ExitCode {
    let subject = match arguments.public {
        Some(directory) => Subject::Directory(directory),
        None => Subject::Project(arguments.project.into()),
    };
    let terminal = Terminal {
        follows: matches!(subject, Subject::Project(_)),
        opens: arguments.open,
    };
    let options = Options {
        subject,
        host: arguments.host,
        port: arguments.port,
    };
    let terminal: Arc<dyn Watch> = Arc::new(terminal);
    match serve::run(options, &terminal) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => tell::trouble(&failure),
    }
}

/// Whoever has started the server.
struct Terminal {
    /// Whether edits are shown.
    follows: bool,
    /// Whether the browser is opened.
    opens: bool,
}

impl Watch for Terminal {
    fn listening(&self, address: &str) {
        let about = if self.follows {
            "edits show in open tabs; Ctrl-C stops it"
        } else {
            "Ctrl-C stops it"
        };
        tell::say(&format!("{address} ({about})\n"));
        if self.opens
            && let Err(error) = open::that_detached(address)
        {
            tell::say(&format!("warning: the browser cannot be opened: {error}\n"));
        }
    }

    fn shown(&self, changed: &[String], warnings: &[Diagnostic], time: Duration) {
        tell::problems(warnings);
        let what = match changed {
            [] => "the site".to_owned(),
            [one] => one.clone(),
            [first, rest @ ..] => format!("{first} and {} more", rest.len()),
        };
        tell::say(&format!("{what}: shown after {} ms\n", time.as_millis()));
    }

    fn broken(&self, problems: &[Diagnostic]) {
        tell::problems(problems);
        let errors = Tally::of(problems);
        tell::say(&format!(
            "{errors}: open tabs show the last site without errors\n"
        ));
    }

    fn trouble(&self, trouble: &Trouble) {
        tell::trouble(trouble);
    }
}
