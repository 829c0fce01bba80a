use std::fmt::Write as _;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use super::project::{ProjectArguments, load};
use super::size::Size;
use super::tell;
use crate::explain::{self, Explanation, Failure, Fate};
use crate::inputs::Change;
use crate::project::Options;
use crate::publish::{Known, Shard};

/// What errors mean for those who ask.
const OUTCOME: &str = "the page cannot be made";

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The page's path on the site, such as /pt/compare/websocket/1007-vs-1013
    #[arg(value_name = "PATH")]
    path: String,
    #[command(flatten)]
    project: ProjectArguments,
    /// Where the site is written [default: public/ in the project]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

pub(super) fn run(arguments: Arguments) -> ExitCode {
    let options = Options::from(arguments.project);
    let out = arguments.out;
    let out = out.unwrap_or_else(|| options.root.join("public"));
    let known = match Known::read(&out) {
        Ok(known) => known,
        Err(failure) => return tell::trouble(&failure),
    };
    let now = match options.inputs(&Shard::WHOLE) {
        Ok(now) => now,
        Err(error) => return tell::trouble(&error),
    };
    let (mut loaded, _) = match load(&options, OUTCOME) {
        Ok(loaded) => loaded,
        Err(code) => return code,
    };
    let Some(page) = explain::find(&loaded.site, &arguments.path) else {
        return tell::trouble(&NoPage(arguments.path));
    };
    match explain::explain(&mut loaded, page, &now, known.as_ref()) {
        Ok(explanation) => {
            // A reader of the pipe that has gone away changes nothing.
            let _ = write!(std::io::stdout(), "{}", text(&explanation));
            ExitCode::SUCCESS
        }
        Err(Failure::Template(problem)) => {
            let problems = [*problem];
            tell::problems(&problems);
            tell::rejected(&problems, OUTCOME)
        }
        Err(Failure::Output(failure)) => tell::trouble(&failure),
    }
}

/// A path at which the site has nothing.
#[derive(Debug)]
struct NoPage(String);

impl std::fmt::Display for NoPage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "there is no page `{}`; write it like /websocket/1006 or /pt/compare/websocket/1005-vs-1006",
            self.0
        )
    }
}

impl std::error::Error for NoPage {}

fn text(explanation: &Explanation) -> String {
    let mut text = String::new();
    let mut line = |words: std::fmt::Arguments<'_>| {
        writeln!(text, "{words}").expect("a string can be written to");
    };
    let Explanation { file, bytes, .. } = explanation;
    line(format_args!("{file}, {}\n", Size(*bytes as u64)));
    line(format_args!("It is made from"));
    for (path, source) in &explanation.sources {
        let change = match source.change {
            Some(Change::Changed) => "  (changed since the last build)",
            Some(Change::New) => "  (new since the last build)",
            Some(Change::Gone) => "  (gone since the last build)",
            None => "",
        };
        line(format_args!("  {path}{change}"));
        let plain = source.fields.iter().filter(|(_, line)| line.is_none());
        let plain: Vec<&str> = plain.map(|(field, _)| field.as_str()).collect();
        if !plain.is_empty() {
            line(format_args!("         {}", plain.join(", ")));
        }
        let mut texts: Vec<(usize, &str)> = source
            .fields
            .iter()
            .filter_map(|(field, line)| Some((((*line)?), field.as_str())))
            .collect();
        texts.sort_unstable();
        for (number, field) in texts {
            line(format_args!("  {number:>5}  {field}"));
        }
    }
    line(format_args!(
        "  and the templates and assets of the theme\n"
    ));
    line(format_args!(
        "The next build {}",
        match explanation.fate {
            Fate::Unknown => "renders it, as every page: nothing is known of an earlier one.",
            Fate::New => "renders it: the last one did not have this page.",
            Fate::Kept => "leaves it as it is: nothing that it shows has changed.",
            Fate::Restored =>
                "renders it: the file in the output is not what the last one has written.",
            Fate::Changed => "renders it: a file that it is made from has changed, see above.",
            Fate::MadeOtherwise =>
                "renders it: the program, its options, a template, or the name or number of \
                 something that it links to has changed.",
        }
    ));
    text
}
