//! The command line: what was typed becomes options, and a command does its work.

mod accept;
mod build;
mod check;
mod coverage;
mod explain;
mod new;
mod plan;
mod project;
mod report;
mod schema;
#[cfg(feature = "serve")]
mod serve;
mod size;
mod summary;
mod tell;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// The input has problems that it should not have.
const PROBLEMS: u8 = 1;
/// Wrong usage, or the outside world refused.
const TROUBLE: u8 = 2;

/// Turns codes written as YAML into a site with a page for every code and every pair of codes.
#[derive(Debug, Parser)]
#[command(name = "versus", version, about, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Build the site
    Build(build::Arguments),
    /// Serve the site while it is edited: every edit shows in open tabs
    #[cfg(feature = "serve")]
    Serve(serve::Arguments),
    /// Tell every problem of every file, those included that a build lets pass
    Check(check::Arguments),
    /// Tell how many pages the site has and about how large it is, before it is built
    Plan(plan::Arguments),
    /// Write a new file to fill in
    New(new::Arguments),
    /// Write the JSON Schemas by which editors complete and explain YAML files
    Schema(schema::Arguments),
    /// Tell what a page is made from and what the next build does with it, or what a problem means
    Explain(explain::Arguments),
    /// Tell how much of each language is translated, and what is worth translating next
    Coverage(coverage::Arguments),
    /// Record that a translation says what the English says now
    Accept(accept::Arguments),
}

/// Runs the command that the arguments of the process name.
pub fn run() -> ExitCode {
    // clap prints usage errors itself and exits with 2.
    match Arguments::parse().command {
        Command::Accept(arguments) => accept::run(arguments),
        Command::Build(arguments) => build::run(arguments),
        Command::Check(arguments) => check::run(arguments),
        Command::Coverage(arguments) => coverage::run(arguments),
        Command::Explain(arguments) => explain::run(arguments),
        Command::New(arguments) => new::run(arguments),
        Command::Plan(arguments) => plan::run(arguments),
        Command::Schema(arguments) => schema::run(arguments),
        #[cfg(feature = "serve")]
        Command::Serve(arguments) => serve::run(arguments),
    }
}
