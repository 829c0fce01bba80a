use std::fmt;
use std::io::Write as _;
use std::process::ExitCode;

use super::project::{ProjectArguments, load};
use super::size::Size;
use super::{PROBLEMS, tell};
use crate::project::{Loaded, Options};
use crate::publish::{Count, Failure, Plan};

/// What errors mean for a plan.
const OUTCOME: &str = "a site with errors is not built, so it is not planned";

/// Below what GitHub Pages takes: the sizes are estimates, and sites grow.
const LIMIT: Size = Size(900_000_000);

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    project: ProjectArguments,
    /// How large the site may be, for hosts other than GitHub Pages [default: 900MB]
    #[arg(long, value_name = "SIZE")]
    limit: Option<Size>,
}

pub(super) fn run(arguments: Arguments) -> ExitCode {
    let (Loaded { site, theme }, _) = match load(&Options::from(arguments.project), OUTCOME) {
        Ok(loaded) => loaded,
        Err(code) => return code,
    };
    match Plan::new(&site, &theme) {
        Ok(plan) => {
            let verdict = Verdict {
                plan: &plan,
                given: arguments.limit,
            };
            // A reader of the pipe that has gone away does not change the exit code.
            let _ = write!(std::io::stdout(), "{}\n{verdict}", Tables(&plan));
            if verdict.is_too_large() {
                ExitCode::from(PROBLEMS)
            } else {
                ExitCode::SUCCESS
            }
        }
        Err(Failure::Input(problems)) => {
            tell::problems(&problems);
            tell::rejected(&problems, OUTCOME)
        }
        Err(failure) => tell::trouble(&failure),
    }
}

/// A table of files and one of bytes: a row for each family, a column for each locale.
struct Tables<'a>(&'a Plan);

impl fmt::Display for Tables<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.table(f, "files", |count| count.files.to_string())?;
        writeln!(f)?;
        self.table(f, "about", |count| Size(count.bytes).to_string())
    }
}

impl Tables<'_> {
    fn table(
        &self,
        f: &mut fmt::Formatter<'_>,
        title: &str,
        cell: impl Fn(Count) -> String,
    ) -> fmt::Result {
        let plan = self.0;
        let names = plan.rows.iter().map(|row| name(row.family.as_deref()));
        let width = names.map(|name| name.chars().count()).max();
        let width = width.unwrap_or_default().max(11) + 1;
        write!(f, "{title:<width$}")?;
        for locale in &plan.locales {
            write!(f, "{locale:>9}")?;
        }
        writeln!(f, "{:>11}", "all")?;
        for row in &plan.rows {
            write!(f, "{:<width$}", name(row.family.as_deref()))?;
            for count in &row.locales {
                write!(f, "{:>9}", cell(*count))?;
            }
            writeln!(f, "{:>11}", cell(row.total()))?;
        }
        let before = 9 * plan.locales.len() + 11;
        for (name, count) in [("assets", plan.assets), ("all", plan.total())] {
            writeln!(f, "{name:<width$}{:>before$}", cell(count))?;
        }
        Ok(())
    }
}

fn name(family: Option<&str>) -> &str {
    family.unwrap_or("others")
}

/// Whether a host takes the site, and what to do if not.
struct Verdict<'a> {
    plan: &'a Plan,
    /// What was typed as the limit.
    given: Option<Size>,
}

impl Verdict<'_> {
    fn limit(&self) -> Size {
        self.given.unwrap_or(LIMIT)
    }

    fn is_too_large(&self) -> bool {
        self.plan.total().bytes > self.limit().0
    }
}

impl fmt::Display for Verdict<'_> {
    #[expect(clippy::cast_precision_loss, reason = "one digit is shown")]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let total = self.plan.total();
        let limit = self.limit();
        write!(f, "{} files, about {}: ", total.files, Size(total.bytes))?;
        if self.is_too_large() {
            writeln!(f, "more than the limit of {}", limit.short())?;
        } else {
            let share = total.bytes as f64 * 100.0 / limit.0.max(1) as f64;
            writeln!(f, "{share:.1} % of the limit of {}", limit.short())?;
        }
        f.write_str(match self.given {
            None => {
                "The limit leaves room to grow: GitHub Pages takes sites of up to 1 GB, and ends a\n\
                 deployment after 10 minutes.\n"
            }
            Some(_) => {
                "The limit was set with --limit: GitHub Pages takes sites of up to 1 GB, and ends a\n\
                 deployment after 10 minutes.\n"
            }
        })?;
        if self.is_too_large() {
            f.write_str(
                "\nThe site is too large. Either\n\
                 - build fewer families or languages, with --family and --locale, or\n\
                 - choose a host that takes more, and say how much, as in --limit 5GB.\n",
            )?;
        }
        Ok(())
    }
}
