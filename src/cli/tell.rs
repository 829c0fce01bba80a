//! What commands say to people: on standard error, but for what they were asked for.

use std::io::{IsTerminal, Write as _};
use std::process::ExitCode;

use super::{PROBLEMS, TROUBLE};
use crate::diagnostic::text::{self, Style};
use crate::diagnostic::{Diagnostic, Tally};

/// Tells problems of the input.
pub(super) fn problems(problems: &[Diagnostic]) {
    say(&text::render(problems, style(&std::io::stderr())));
}

/// How text looks on a stream: coloured where people look at it.
pub(super) fn style(stream: &impl IsTerminal) -> Style {
    if stream.is_terminal() {
        Style::Coloured
    } else {
        Style::Plain
    }
}

/// Counts the errors, and says what they mean.
pub(super) fn rejected(problems: &[Diagnostic], outcome: &str) -> ExitCode {
    let errors = Tally {
        warnings: 0,
        ..Tally::of(problems)
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
pub(super) fn say(text: &str) {
    let _ = std::io::stderr().write_all(text.as_bytes());
}
