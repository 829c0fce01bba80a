use std::path::PathBuf;
use std::process::ExitCode;

use super::tell;
use crate::content::BaseUrl;
use crate::diagnostic::{Diagnostic, Severity};
use crate::project::{self, Loaded, Options};
use crate::site::Scope;

/// Which project: the same for every command.
#[derive(Debug, clap::Args)]
pub(super) struct RootArgument {
    /// The project: the folder that holds content/ and i18n/
    #[arg(long, value_name = "DIR", default_value = ".", global = true)]
    root: PathBuf,
}

/// Which project, and which part of it.
#[derive(Debug, clap::Args)]
pub(super) struct ScopeArguments {
    #[command(flatten)]
    root: RootArgument,
    /// Only this language; may be given several times
    #[arg(long = "locale", value_name = "TAG")]
    locales: Vec<String>,
    /// Only this family; may be given several times
    #[arg(long = "family", value_name = "ID")]
    families: Vec<String>,
}

/// Which project, which part of it, and where it is published.
#[derive(Debug, clap::Args)]
pub(super) struct ProjectArguments {
    #[command(flatten)]
    scope: ScopeArguments,
    /// The address the site is published under, instead of the one in site.yaml
    #[arg(long, value_name = "URL", value_parser = base_url)]
    base_url: Option<BaseUrl>,
}

fn base_url(url: &str) -> Result<BaseUrl, String> {
    BaseUrl::new(url).ok_or_else(|| "write it like https://example.github.io/versus".to_owned())
}

impl From<RootArgument> for Options {
    fn from(arguments: RootArgument) -> Self {
        Self {
            root: arguments.root,
            ..Self::default()
        }
    }
}

impl From<ScopeArguments> for Options {
    fn from(arguments: ScopeArguments) -> Self {
        Self {
            scope: Scope {
                families: arguments.families,
                locales: arguments.locales,
            },
            ..arguments.root.into()
        }
    }
}

impl From<ProjectArguments> for Options {
    fn from(arguments: ProjectArguments) -> Self {
        Self {
            base: arguments.base_url,
            ..arguments.scope.into()
        }
    }
}

/// Loads the project and tells its errors; warnings are not what was asked for.
pub(super) fn load_quietly(options: &Options, outcome: &str) -> Result<Loaded, ExitCode> {
    let (loaded, problems) = project::load(options).map_err(|error| tell::trouble(&error))?;
    loaded.ok_or_else(|| rejected(problems, outcome))
}

/// Loads what can be read of the project, and whether that is all of it. Its errors are told only if
/// nothing can be.
pub(super) fn load_what_can_be_read(
    options: &Options,
    outcome: &str,
) -> Result<(Loaded, bool), ExitCode> {
    let (loaded, problems) =
        project::load_what_can_be_read(options).map_err(|error| tell::trouble(&error))?;
    let whole = !problems.iter().any(is_error);
    match loaded {
        Some(loaded) => Ok((loaded, whole)),
        None => Err(rejected(problems, outcome)),
    }
}

fn rejected(mut problems: Vec<Diagnostic>, outcome: &str) -> ExitCode {
    problems.retain(is_error);
    tell::problems(&problems);
    tell::rejected(&problems, outcome)
}

fn is_error(problem: &Diagnostic) -> bool {
    problem.severity() == Severity::Error
}

/// Loads the project, tells its problems, and returns it with whether it had none. If it has
/// errors, or cannot be read, that is the exit code; `outcome` says what that means.
pub(super) fn load(options: &Options, outcome: &str) -> Result<(Loaded, bool), ExitCode> {
    let (loaded, problems) = project::load(options).map_err(|error| tell::trouble(&error))?;
    tell::problems(&problems);
    let loaded = loaded.ok_or_else(|| tell::rejected(&problems, outcome))?;
    Ok((loaded, problems.is_empty()))
}
