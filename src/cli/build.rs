use std::io::{IsTerminal, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use indicatif::{ProgressBar, ProgressStyle};

use super::summary::Summary;
use super::{PROBLEMS, TROUBLE};
use crate::content::BaseUrl;
use crate::diagnostic::text::{self, Style};
use crate::diagnostic::{Diagnostic, Severity};
use crate::project::{self, Loaded, Options};
use crate::publish::{self, Failure, Output, Report, Shard, Watch};
use crate::site::Scope;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The project: the folder that holds content/ and i18n/
    #[arg(long, value_name = "DIR", default_value = ".")]
    root: PathBuf,
    /// Where the site is written [default: public/ in the project]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Write the site into one tar file instead, as GitHub Pages takes it
    #[arg(long, value_name = "FILE", conflicts_with = "out")]
    archive: Option<PathBuf>,
    /// Build the K-th of N parts that together are the site, for as many machines
    #[arg(
        long,
        value_name = "K/N",
        default_value = "1/1",
        hide_default_value = true
    )]
    shard: Shard,
    /// Render and write everything, whatever the last build has written
    #[arg(long)]
    fresh: bool,
    /// The address the site is published under, instead of the one in site.yaml
    #[arg(long, value_name = "URL", value_parser = base_url)]
    base_url: Option<BaseUrl>,
    /// Build only this language; may be given several times
    #[arg(long = "locale", value_name = "TAG")]
    locales: Vec<String>,
    /// Build only this family; may be given several times
    #[arg(long = "family", value_name = "ID")]
    families: Vec<String>,
    /// How many threads work [default: one a processor]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    jobs: Option<u16>,
}

pub(super) fn base_url(url: &str) -> Result<BaseUrl, String> {
    BaseUrl::new(url).ok_or_else(|| "write it like https://example.github.io/versus".to_owned())
}

pub(super) fn run(arguments: Arguments) -> ExitCode {
    let out = arguments
        .archive
        .as_ref()
        .or(arguments.out.as_ref())
        .cloned()
        .unwrap_or_else(|| arguments.root.join("public"));
    let options = Options {
        root: arguments.root,
        base: arguments.base_url,
        scope: Scope {
            families: arguments.families,
            locales: arguments.locales,
        },
    };
    if let Some(jobs) = arguments.jobs {
        let threads = rayon::ThreadPoolBuilder::new()
            .num_threads(jobs.into())
            .build_global();
        if let Err(error) = threads {
            return trouble(&error);
        }
    }
    let output = match arguments.archive {
        Some(_) => Output::archive(&options.root, &out),
        None => Output::directory(&options.root, &out),
    };
    let output = match output {
        Ok(output) => output,
        Err(failure) => return trouble(&failure),
    };
    let start = Instant::now();
    let shard = arguments.shard;
    let inputs = match options.inputs(&shard) {
        Ok(inputs) => inputs,
        Err(error) => return trouble(&error),
    };
    let unchanged = match publish::unchanged(&output, &inputs) {
        Ok(report) => report.filter(|_| !arguments.fresh),
        Err(failure) => return trouble(&failure),
    };
    if let Some(report) = unchanged {
        return done(&report, &out, start);
    }
    let (loaded, problems) = match project::load(&options) {
        Ok(loaded) => loaded,
        Err(error) => return trouble(&error),
    };
    tell(&problems);
    let Some(Loaded { site, theme }) = loaded else {
        return rejected(&problems);
    };
    let progress = Progress::new(site.pages().count());
    let published = publish::publish(
        &site,
        &theme,
        &output,
        &publish::Options {
            fresh: arguments.fresh,
            shard,
            watch: &progress,
            ..publish::Options::default()
        },
    );
    progress.0.finish_and_clear();
    match published {
        Ok(report) => {
            // What was edited meanwhile may be in the site or not.
            let settled = options.inputs(&shard).is_ok_and(|now| now == inputs);
            if settled
                && problems.is_empty()
                && let Err(failure) = publish::remember(&output, &inputs, &report)
            {
                return trouble(&failure);
            }
            done(&report, &out, start)
        }
        Err(Failure::Input(problems)) => {
            tell(&problems);
            rejected(&problems)
        }
        Err(failure) => trouble(&failure),
    }
}

/// Tells of a build that has succeeded.
fn done(report: &Report, out: &Path, start: Instant) -> ExitCode {
    let summary = Summary {
        report,
        out,
        time: start.elapsed(),
    };
    // A reader of the pipe that has gone away does not make the site worse.
    let _ = write!(std::io::stdout(), "{summary}");
    ExitCode::SUCCESS
}

struct Progress(ProgressBar);

impl Progress {
    fn new(pages: usize) -> Self {
        // indicatif draws nothing where standard error is no terminal.
        let style = ProgressStyle::with_template("{wide_bar} {human_pos}/{human_len} pages")
            .expect("the template is valid");
        Self(ProgressBar::new(pages as u64).with_style(style))
    }
}

impl Watch for Progress {
    fn page(&self) {
        self.0.inc(1);
    }
}

pub(super) fn tell(problems: &[Diagnostic]) {
    let style = if std::io::stderr().is_terminal() {
        Style::Coloured
    } else {
        Style::Plain
    };
    say(&text::render(problems, style));
}

/// Writes to standard error. That nobody listens changes nothing about the site.
fn say(text: &str) {
    let _ = std::io::stderr().write_all(text.as_bytes());
}

pub(super) fn rejected(problems: &[Diagnostic]) -> ExitCode {
    let errors = problems
        .iter()
        .filter(|problem| problem.severity() == Severity::Error)
        .count();
    let errors = if errors == 1 {
        "1 error".to_owned()
    } else {
        format!("{errors} errors")
    };
    say(&format!(
        "{errors}: nothing was published, and what was published before is unchanged\n"
    ));
    ExitCode::from(PROBLEMS)
}

pub(super) fn trouble(error: &dyn std::error::Error) -> ExitCode {
    say(&format!("error: {error}\n"));
    ExitCode::from(TROUBLE)
}
