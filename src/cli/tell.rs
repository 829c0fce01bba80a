//! What commands say to people, on standard error.

use std::io::{IsTerminal, Write as _};
use std::process::ExitCode;

use super::{PROBLEMS, TROUBLE};
use crate::diagnostic::text::{self, Style};
use crate::diagnostic::{Diagnostic, Severity};

/// Tells problems of the input.
pub(super) fn problems(problems: &[Diagnostic]) {
    let style = if std::io::stderr().is_terminal() {
        Style::Coloured
    } else {
        Style::Plain
    };
    say(&text::render(problems, style));
}

/// Counts the errors, and says what they mean.
pub(super) fn rejected(problems: &[Diagnostic], outcome: &str) -> ExitCode {
    let errors = problems
        .iter()
        .filter(|problem| problem.severity() == Severity::Error)
        .count();
    let errors = if errors == 1 {
        "1 error".to_owned()
    } else {
        format!("{errors} errors")
    };
    say(&format!("{errors}: {outcome}\n"));
    ExitCode::from(PROBLEMS)
}

/// Tells that the input is not as it was asked to be.
pub(super) fn refused(why: &str) -> ExitCode {
    say(&format!("{why}\n"));
    ExitCode::from(PROBLEMS)
}

/// Tells what the outside world refused.
pub(super) fn trouble(error: &dyn std::error::Error) -> ExitCode {
    say(&format!("error: {error}\n"));
    ExitCode::from(TROUBLE)
}

/// Writes to standard error. That nobody listens changes nothing about the site.
fn say(text: &str) {
    let _ = std::io::stderr().write_all(text.as_bytes());
}
