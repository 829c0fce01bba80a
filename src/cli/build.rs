use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::OnceLock;
use std::time::Instant;

use indicatif::{ProgressBar, ProgressStyle};

use super::project::{ProjectArguments, load};
use super::report::{BuildReport, Clock};
use super::summary::Summary;
use super::tell;
use crate::project::{Loaded, Options};
use crate::publish::{self, Failure, Output, Report, Shard, Step, Watch};

/// What errors mean for a build.
const OUTCOME: &str = "nothing was published, and what was published before is unchanged";

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    project: ProjectArguments,
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
    /// How many threads work [default: one a processor]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    jobs: Option<u16>,
    /// Write what the build did and how long it took to this file, as JSON
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
}

pub(super) fn run(arguments: Arguments) -> ExitCode {
    let options = Options::from(arguments.project);
    let out = arguments
        .archive
        .as_ref()
        .or(arguments.out.as_ref())
        .cloned()
        .unwrap_or_else(|| options.root.join("public"));
    if let Some(jobs) = arguments.jobs {
        let threads = rayon::ThreadPoolBuilder::new()
            .num_threads(jobs.into())
            .build_global();
        if let Err(error) = threads {
            return tell::trouble(&error);
        }
    }
    let output = match arguments.archive {
        Some(_) => Output::archive(&options.root, &out),
        None => Output::directory(&options.root, &out),
    };
    let output = match output {
        Ok(output) => output,
        Err(failure) => return tell::trouble(&failure),
    };
    let start = Instant::now();
    let shard = arguments.shard;
    let inputs = match options.inputs(&shard) {
        Ok(inputs) => inputs,
        Err(error) => return tell::trouble(&error),
    };
    let done =
        |report: &Report, clock: &Clock| done(report, clock, &out, arguments.report.as_deref());
    let unchanged = match publish::unchanged(&output, &inputs) {
        Ok(report) => report.filter(|_| !arguments.fresh),
        Err(failure) => return tell::trouble(&failure),
    };
    if let Some(report) = unchanged {
        return done(&report, &Clock::idle(start));
    }
    let (Loaded { site, theme }, spotless) = match load(&options, OUTCOME) {
        Ok(loaded) => loaded,
        Err(code) => return code,
    };
    let loaded = Instant::now();
    let watch = Progress::new(site.pages().count());
    let published = publish::publish(
        &site,
        &theme,
        &output,
        &publish::Options {
            fresh: arguments.fresh,
            shard,
            watch: &watch,
            ..publish::Options::default()
        },
    );
    watch.bar.finish_and_clear();
    let report = match published {
        Ok(report) => report,
        Err(Failure::Input(problems)) => {
            tell::problems(&problems);
            return tell::rejected(&problems, OUTCOME);
        }
        Err(failure) => return tell::trouble(&failure),
    };
    // What was edited meanwhile may be in the site or not.
    let settled = options.inputs(&shard).is_ok_and(|now| now == inputs);
    if settled
        && spotless
        && let Err(failure) = publish::remember(&output, &inputs, &report)
    {
        return tell::trouble(&failure);
    }
    let clock = Clock {
        start,
        loaded,
        staged: watch.staged,
        end: Instant::now(),
    };
    done(&report, &clock)
}

/// Tells of a build that has succeeded.
fn done(report: &Report, clock: &Clock, out: &Path, file: Option<&Path>) -> ExitCode {
    let summary = Summary {
        report,
        out,
        time: clock.end - clock.start,
    };
    // A reader of the pipe that has gone away does not make the site worse.
    let _ = write!(std::io::stdout(), "{summary}");
    let written = match file {
        Some(file) => BuildReport::new(report, clock, out).write(file),
        None => Ok(()),
    };
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => tell::trouble(&failure),
    }
}

struct Progress {
    bar: ProgressBar,
    staged: OnceLock<Instant>,
}

impl Progress {
    fn new(pages: usize) -> Self {
        // indicatif draws nothing where standard error is no terminal.
        let style = ProgressStyle::with_template("{wide_bar} {human_pos}/{human_len} pages")
            .expect("the template is valid");
        Self {
            bar: ProgressBar::new(pages as u64).with_style(style),
            staged: OnceLock::new(),
        }
    }
}

impl Watch for Progress {
    fn page(&self) {
        self.bar.inc(1);
    }

    fn step(&self, step: Step<'_>) {
        if step == Step::Staged {
            self.staged.get_or_init(Instant::now);
        }
    }
}
