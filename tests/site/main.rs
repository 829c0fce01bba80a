//! Promises that hold for every page of the real site, not for samples of it.

mod comparison;
mod english;
mod files;
mod language;
mod page;
mod safety;
mod scripts;
mod search_engines;
mod structure;
#[path = "../support/mod.rs"]
mod support;

use std::sync::LazyLock;

use page::{About, Page};
use rayon::prelude::*;
use support::none;
use support::pages::{is_html, squeeze};
use support::project::{build_repository, repository};
use support::tree::Tree;
use versus::content::{Family, Pair, Pattern};
use versus::project::{self, Loaded, Options};
use versus::site::Site;

const ORIGIN: &str = "https://example.github.io";
const BASE: &str = "/versus";

static FILES: LazyLock<Tree> =
    LazyLock::new(|| build_repository(&["--base-url", &format!("{ORIGIN}{BASE}")]));

static LOADED: LazyLock<Loaded> = LazyLock::new(|| {
    let options = Options {
        root: repository().to_owned(),
        ..Options::default()
    };
    let (loaded, problems) = project::load(&options).expect("the repository can be read");
    loaded.unwrap_or_else(|| panic!("the repository has errors: {problems:?}"))
});

fn site() -> &'static Site {
    &LOADED.site
}

/// Looks at every page, in parallel, and fails with all problems that `judge` finds.
fn every_page(what: &str, judge: impl Fn(&Page, &mut Vec<String>) + Sync) {
    let files: Vec<&'static str> = FILES
        .keys()
        .map(String::as_str)
        .filter(|file| is_html(file))
        .collect();
    assert!(
        files.len() > 1000,
        "the site has only {} pages",
        files.len()
    );
    let problems: Vec<String> = files
        .par_iter()
        .flat_map_iter(|file| {
            let page = Page::read(file);
            let mut problems = Vec::new();
            judge(&page, &mut problems);
            problems
                .into_iter()
                .map(|problem| format!("{file}: {problem}"))
                .collect::<Vec<_>>()
        })
        .collect();
    none(what, problems);
}

/// Looks at every comparison page.
fn every_comparison(what: &str, judge: impl Fn(&Page, &Family, Pair, &mut Vec<String>) + Sync) {
    every_page(what, |page, problems| {
        if let About::Comparison { family, pair } = page.about {
            judge(page, &site().content.families[family], pair, problems);
        }
    });
}

fn word(locale: usize, path: &str) -> &'static str {
    let found = site().language(locale).catalog(path);
    let found = found.unwrap_or_else(|| panic!("i18n/en.yaml has no {path}"));
    &found.text.value
}

fn fill(locale: usize, pattern: &str, slots: &[(&str, &str)]) -> String {
    Pattern::new(word(locale, &format!("patterns/{pattern}"))).fill(|slot| {
        let found = slots.iter().find(|(name, _)| *name == slot);
        found
            .unwrap_or_else(|| panic!("{pattern} has {{{slot}}}"))
            .1
    })
}

fn is_source(locale: usize) -> bool {
    site().locales.all()[locale].id == "en"
}

fn is_translated(locale: usize, family: usize, path: &str) -> bool {
    is_source(locale)
        || site().locales.all()[locale]
            .overlay(family)
            .get(path)
            .is_some()
}

fn source_locale() -> usize {
    (0..site().locales.all().len())
        .find(|locale| is_source(*locale))
        .expect("English is there")
}

/// The sentences of a text. One ends with a full stop before a space, or with a full-width one.
fn sentences(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut sentence = String::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        sentence.push(c);
        let end = matches!(c, '。' | '！' | '？')
            || matches!(c, '.' | '!' | '?') && chars.peek().is_none_or(|next| next.is_whitespace());
        if end {
            found.push(std::mem::take(&mut sentence));
        }
    }
    found.push(sentence);
    found.retain_mut(|sentence| {
        *sentence = squeeze(sentence).to_lowercase();
        !sentence.is_empty()
    });
    found
}
