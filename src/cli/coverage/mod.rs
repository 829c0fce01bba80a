//! How much of each language is translated, for translators and for those who wait for them.

mod json;
mod text;

use std::io::Write as _;
use std::process::ExitCode;

use self::json::Report;
use self::text::Text;
use super::project::{ScopeArguments, load_quietly};
use super::tell;
use crate::locale::{Count, Coverage, Language, Part, Task};
use crate::project::Options;
use crate::site::Site;

/// What errors mean for those who ask.
const OUTCOME: &str = "the translations of a site with errors are not counted";

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    scope: ScopeArguments,
    /// How it is told; a family that is chosen with --family is told field by field
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Exit with 1 if less than this is translated of a family, the catalog or the guides
    #[arg(long, value_name = "PERCENT", value_parser = clap::value_parser!(u8).range(0..=100))]
    min: Option<u8>,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Format {
    /// For people
    Text,
    /// For programs
    Json,
}

/// A language with what is translated of it.
struct Covered<'s> {
    language: Language<'s>,
    parts: Vec<Coverage>,
    next: Vec<Task>,
}

impl<'s> Covered<'s> {
    /// What is translated into a language of the families that were chosen by name, or of everything.
    fn new(site: &'s Site, locale: usize, by_name: bool) -> Self {
        let language = site.language(locale);
        let families = site.families().map(|(family, _)| Part::Family(family));
        let parts: Vec<Part> = if by_name {
            families.collect()
        } else {
            let catalog = std::iter::once(Part::Catalog);
            catalog.chain(families).chain([Part::Guides]).collect()
        };
        let covered = parts.iter().map(|part| language.coverage(*part));
        Self {
            language,
            parts: covered.filter(|part| part.total.texts() > 0).collect(),
            next: language.next_tasks(parts),
        }
    }

    fn total(&self) -> Count {
        self.parts.iter().map(|part| part.total).sum()
    }
}

/// A part of a language of which less is translated than was asked for.
struct Below<'a> {
    locale: &'a str,
    part: &'a str,
    percent: usize,
}

pub(super) fn run(arguments: Arguments) -> ExitCode {
    let options = Options::from(arguments.scope);
    let by_name = !options.scope.families.is_empty();
    let loaded = match load_quietly(&options, OUTCOME) {
        Ok(loaded) => loaded,
        Err(code) => return code,
    };
    let site = &loaded.site;
    let languages: Vec<Covered<'_>> = site
        .locales()
        .filter(|(locale, _)| !site.language(*locale).is_source())
        .map(|(locale, _)| Covered::new(site, locale, by_name))
        .collect();
    let below: Vec<Below<'_>> = match arguments.min {
        Some(min) => languages
            .iter()
            .flat_map(|covered| below(covered, min.into()))
            .collect(),
        None => Vec::new(),
    };
    let told = match arguments.format {
        Format::Text => Text {
            languages: &languages,
            all_fields: by_name,
        }
        .to_string(),
        Format::Json => Report::new(&languages, arguments.min, &below).text(),
    };
    // A reader of the pipe that has gone away does not change the exit code.
    let _ = write!(std::io::stdout(), "{told}");
    match (arguments.min, below.as_slice()) {
        (None, _) | (_, []) => ExitCode::SUCCESS,
        (Some(min), below) => {
            let parts = below
                .iter()
                .map(|part| format!("{} {} ({} %)", part.locale, part.part, part.percent));
            let parts: Vec<String> = parts.collect();
            tell::refused(&format!("below {min} %: {}", parts.join(", ")))
        }
    }
}

fn below<'a>(covered: &'a Covered<'_>, min: usize) -> impl Iterator<Item = Below<'a>> {
    let language = covered.language;
    let parts = covered.parts.iter().map(move |part| Below {
        locale: &language.locale.id,
        part: language.part_id(part.part),
        percent: part.total.per_cent(),
    });
    parts.filter(move |part| part.percent < min)
}
