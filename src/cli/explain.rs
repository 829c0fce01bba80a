use std::fmt::Write as _;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use super::build::{base_url, rejected, tell, trouble};
use super::summary::human;
use crate::content::BaseUrl;
use crate::explain::{self, Explanation, Failure, Fate};
use crate::inputs::Change;
use crate::project::{self, Options};
use crate::publish::{Known, Shard};
use crate::site::Scope;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The page's path on the site, such as /pt/compare/websocket/1007-vs-1013
    #[arg(value_name = "PATH")]
    path: String,
    /// The project: the folder that holds content/ and i18n/
    #[arg(long, value_name = "DIR", default_value = ".")]
    root: PathBuf,
    /// Where the site is written [default: public/ in the project]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// The address the site is published under, instead of the one in site.yaml
    #[arg(long, value_name = "URL", value_parser = base_url)]
    base_url: Option<BaseUrl>,
}

pub(super) fn run(arguments: Arguments) -> ExitCode {
    let out = arguments.out;
    let out = out.unwrap_or_else(|| arguments.root.join("public"));
    let options = Options {
        root: arguments.root,
        base: arguments.base_url,
        scope: Scope::default(),
    };
    let known = match Known::read(&out) {
        Ok(known) => known,
        Err(failure) => return trouble(&failure),
    };
    let now = match options.inputs(&Shard::WHOLE) {
        Ok(now) => now,
        Err(error) => return trouble(&error),
    };
    let (loaded, problems) = match project::load(&options) {
        Ok(loaded) => loaded,
        Err(error) => return trouble(&error),
    };
    let Some(mut loaded) = loaded else {
        tell(&problems);
        return rejected(&problems);
    };
    let Some(page) = explain::find(&loaded.site, &arguments.path) else {
        return trouble(&NoPage(arguments.path));
    };
    match explain::explain(&mut loaded, page, &now, known.as_ref()) {
        Ok(explanation) => {
            // A reader of the pipe that has gone away changes nothing.
            let _ = write!(std::io::stdout(), "{}", text(&explanation));
            ExitCode::SUCCESS
        }
        Err(Failure::Template(problem)) => {
            let problems = [*problem];
            tell(&problems);
            rejected(&problems)
        }
        Err(Failure::Output(failure)) => trouble(&failure),
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
    line(format_args!("{file}, {}\n", human(*bytes as u64)));
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
