use std::fmt::Write as _;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use super::project::{ProjectArguments, load};
use super::size::Size;
use super::tell;
use crate::diagnostic::{Id, nearest};
use crate::explain::{self, Explanation, Failure, Fate};
use crate::inputs::Change;
use crate::project::Options;
use crate::publish::{Known, Shard};
use crate::site::{Page, Site};

/// What errors mean for those who ask.
const OUTCOME: &str = "the page cannot be made";

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// A page's path on the site, such as /pt/compare/websocket/1007-vs-1013, or the id of a
    /// problem, such as unknown-field
    #[arg(value_name = "PATH|ID")]
    subject: String,
    #[command(flatten)]
    project: ProjectArguments,
    /// Where the site is written [default: public/ in the project]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

pub(super) fn run(arguments: Arguments) -> ExitCode {
    let subject = arguments.subject.as_str();
    if let Some(id) = Id::named(subject) {
        print(&diagnostic(id));
        return ExitCode::SUCCESS;
    }
    // Who asks about a problem has one, so the project need not be whole to tell them the name.
    let ids = Id::ALL.iter().map(|id| id.name());
    if !subject.contains('/')
        && let Some(near) = nearest(subject, ids)
    {
        return tell::trouble(&NotFound::near(subject, near));
    }
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
    let Some(page) = explain::find(&loaded.site, subject) else {
        return tell::trouble(&match near_path(&loaded.site, subject) {
            Some(near) => NotFound::near(subject, &near),
            None => NotFound::far(subject),
        });
    };
    match explain::explain(&mut loaded, page, &now, known.as_ref()) {
        Ok(explanation) => {
            print(&text(&explanation));
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

/// A word that is neither the path of a page nor the id of a problem.
#[derive(Debug)]
struct NotFound {
    subject: String,
    help: String,
}

impl NotFound {
    fn near(subject: &str, near: &str) -> Self {
        Self {
            subject: subject.to_owned(),
            help: format!("did you mean `{near}`?"),
        }
    }

    fn far(subject: &str) -> Self {
        Self {
            subject: subject.to_owned(),
            help: "write a page like /websocket/1006 or /pt/compare/websocket/1005-vs-1006, and a \
                   problem like unknown-field"
                .to_owned(),
        }
    }
}

impl std::fmt::Display for NotFound {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { subject, help } = self;
        write!(f, "there is no page and no problem `{subject}`; {help}")
    }
}

impl std::error::Error for NotFound {}

/// The path of the page that is probably meant, as links have it. A slash more or less makes no
/// path another one.
fn near_path(site: &Site, subject: &str) -> Option<String> {
    let base = site.content.settings.base.path();
    let hrefs = site.pages().filter_map(|page| match page {
        Page::Localized { locale, subject } => Some(site.href(locale, subject)),
        _ => None,
    });
    let paths: Vec<String> = hrefs
        .map(|href| href.strip_prefix(base).unwrap_or(&href).to_owned())
        .collect();
    let reversed = subject.rsplit_once('/').and_then(|(folder, pair)| {
        let (one, other) = pair.split_once("-vs-")?;
        Some(format!("{folder}/{other}-vs-{one}"))
    });
    if let Some(path) = reversed.filter(|reversed| paths.contains(reversed)) {
        return Some(path);
    }
    let candidates = paths.iter().map(|path| path.trim_matches('/'));
    let near = nearest(subject.trim_matches('/'), candidates)?;
    let path = paths.iter().find(|path| path.trim_matches('/') == near)?;
    Some(path.clone())
}

fn print(text: &str) {
    // A reader of the pipe that has gone away changes nothing.
    let _ = std::io::stdout().write_all(text.as_bytes());
}

/// What a problem is, what it means and what to do.
fn diagnostic(id: Id) -> String {
    let severity = id.severity().name();
    format!("{severity}[{id}]: {}\n\n{}", id.about(), id.explanation())
}

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
