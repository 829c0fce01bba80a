use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Subcommand;
use clap::builder::NonEmptyStringValueParser;

use super::project::{RootArgument, load_what_can_be_read};
use super::schema::told;
use super::tell;
use crate::author::{self, Draft, Failure};
use crate::content::Files;
use crate::project::{Loaded, Options};

/// What errors mean for those who want a new file.
const OUTCOME: &str = "nothing was written, because a new file has to fit what is there";

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    what: What,
    #[command(flatten)]
    root: RootArgument,
}

#[derive(Debug, Subcommand)]
enum What {
    /// A code of a family
    Code {
        /// The family's id
        family: String,
        /// The code as its registry writes it
        #[arg(allow_hyphen_values = true)]
        code: String,
        /// What tells it from another code with the same number
        #[arg(long, value_name = "TEXT", value_parser = NonEmptyStringValueParser::new())]
        qualifier: Option<String>,
        /// Its common name
        #[arg(long, value_name = "NAME", value_parser = NonEmptyStringValueParser::new())]
        name: Option<String>,
    },
    /// A note about two codes of a family
    Note {
        /// The family's id
        family: String,
        /// One of the two codes
        #[arg(allow_hyphen_values = true)]
        one: String,
        /// The other one
        #[arg(allow_hyphen_values = true)]
        other: String,
    },
    /// A family of codes
    Family {
        /// The family's id: its folder, and the first part of its paths
        id: String,
        /// What stands before its codes
        #[arg(long, value_name = "NAME", value_parser = NonEmptyStringValueParser::new())]
        name: Option<String>,
    },
    /// A language of the site
    Locale {
        /// The language's id: the name of its catalog, and the first part of its paths
        id: String,
        /// Its BCP 47 tag, where that is not its id
        #[arg(long, value_name = "TAG")]
        tag: Option<String>,
        /// Its own name for itself
        #[arg(long, value_name = "NAME", value_parser = NonEmptyStringValueParser::new())]
        name: Option<String>,
    },
    /// The translation of a family, or what is missing in one
    Overlay {
        /// The language's id
        locale: String,
        /// The family's id
        family: String,
    },
    /// A copy of one file of the theme, to be changed
    Override {
        /// The file, such as templates/code.html or static/style.css
        path: String,
    },
    /// A site for codes of your own, with one family of three
    Site {
        /// The folder, which must be empty or not there yet
        folder: PathBuf,
    },
}

pub(super) fn run(arguments: Arguments) -> ExitCode {
    let options = Options::from(arguments.root);
    let root = options.root.as_path();
    let drafts = match arguments.what {
        What::Site { folder } => return site(&folder),
        What::Override { path } => author::new_override(&path).map(|draft| vec![draft]),
        what => {
            let (loaded, _) = match load_what_can_be_read(&options, OUTCOME) {
                Ok(loaded) => loaded,
                Err(code) => return code,
            };
            drafts(&loaded, &Files::new(root), what)
        }
    };
    let is_family = |draft: &Draft| draft.path.ends_with("/family.yaml");
    match drafts.and_then(|drafts| author::write(root, &drafts).map(|()| drafts)) {
        Ok(drafts) if drafts.is_empty() => {
            say("nothing is missing there");
            ExitCode::SUCCESS
        }
        Ok(drafts) => {
            for draft in &drafts {
                let done = if draft.replaces { "added to" } else { "wrote" };
                say(&format!("{done} {}", draft.path));
            }
            // What a new family knows of its facts belongs into schemas.
            if drafts.iter().any(is_family) {
                return schemas(&options);
            }
            ExitCode::SUCCESS
        }
        Err(failure) => tell::trouble(&failure),
    }
}

/// The files that make what is wanted.
fn drafts(loaded: &Loaded, files: &Files, what: What) -> Result<Vec<Draft>, Failure> {
    let site = &loaded.site;
    Ok(match what {
        What::Code {
            family,
            code,
            qualifier,
            name,
        } => vec![author::new_code(
            site,
            &family,
            &code,
            qualifier.as_deref(),
            name.as_deref(),
        )?],
        What::Note { family, one, other } => vec![author::new_note(site, &family, &one, &other)?],
        What::Family { id, name } => author::new_family(site, files, &id, name.as_deref())?.into(),
        What::Locale { id, tag, name } => {
            author::new_locale(site, files, &id, tag.as_deref(), name.as_deref())?
        }
        What::Overlay { locale, family } => author::new_overlay(site, files, &locale, &family)?
            .into_iter()
            .collect(),
        What::Override { .. } | What::Site { .. } => Vec::new(),
    })
}

fn site(folder: &Path) -> ExitCode {
    match author::new_site(folder) {
        Ok(paths) => {
            for path in paths {
                say(&format!("wrote {}", folder.join(path).display()));
            }
        }
        Err(failure) => return tell::trouble(&failure),
    }
    let options = Options {
        root: folder.to_owned(),
        ..Options::default()
    };
    let code = schemas(&options);
    let folder = folder.display().to_string();
    let quote = if folder.contains(' ') { "\"" } else { "" };
    say(&format!("now: cd {quote}{folder}{quote} && versus build"));
    code
}

/// Brings the schemas of a project up to date, if all of it can be read.
fn schemas(options: &Options) -> ExitCode {
    let loaded = match load_what_can_be_read(options, "no schema was written") {
        Ok((loaded, true)) => loaded,
        Ok((_, false)) => {
            say("the project has errors: mend them, then run `versus schema`");
            return ExitCode::SUCCESS;
        }
        Err(code) => return code,
    };
    match author::write_schemas(&options.root, &loaded.site) {
        Ok(changes) => {
            for change in &changes {
                say(&told(change));
            }
            ExitCode::SUCCESS
        }
        Err(failure) => tell::trouble(&failure),
    }
}

/// Tells what was done. A reader of the pipe that has gone away changes nothing.
fn say(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}
