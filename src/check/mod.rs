//! Rules beyond what loading demands: what a site can be built with, but should not be published
//! with. One file a rule.

mod english_words;
mod one_sided_confusion;
mod predicate_form;
mod prose;
mod rendering;
mod repeated_text;
mod repeats_name;
mod script;
mod sentences;
mod text_too_long;
mod uniform_fact;
mod unused_key;
mod unused_template;

use crate::content::{Code, Family, Text, Texts};
use crate::diagnostic::Problems;
use crate::locale::Locale;
use crate::project::Loaded;
use crate::site::Site;
use crate::yaml;

/// Tells what the rules find in a site that was loaded without errors.
pub fn check(loaded: &Loaded, problems: &mut Problems) {
    let site = &loaded.site;
    english_words::check(site, problems);
    one_sided_confusion::check(site, problems);
    predicate_form::check(site, problems);
    rendering::check(loaded, problems);
    repeated_text::check(site, problems);
    repeats_name::check(site, problems);
    text_too_long::check(site, problems);
    uniform_fact::check(site, problems);
    unused_key::check(loaded, problems);
    unused_template::check(&loaded.theme, problems);
}

/// What is written about a family in one language.
#[derive(Clone, Copy)]
struct Edition<'a> {
    family: &'a Family,
    locale: &'a Locale,
    /// Whether it is the English that the others are translated from.
    english: bool,
    texts: &'a Texts,
}

/// Every family in every language.
fn editions(site: &Site) -> impl Iterator<Item = Edition<'_>> {
    let families = site.content.families.iter().enumerate();
    families.flat_map(move |(index, family)| {
        site.locales.all().iter().map(move |locale| {
            let english = locale.id == site.locales.source().id;
            let texts = if english {
                &family.texts
            } else {
                locale.overlay(index)
            };
            Edition {
                family,
                locale,
                english,
                texts,
            }
        })
    })
}

impl<'a> Edition<'a> {
    /// Every text by path, but for those that are still to be written.
    fn texts(&self) -> impl Iterator<Item = (&'a str, &'a Text)> {
        let texts = self.texts.iter();
        texts.filter(|(_, text)| !yaml::is_todo(&text.value))
    }

    /// A text of a code, if it is written.
    fn text_of(&self, code: &Code, field: &str) -> Option<&'a Text> {
        let path = format!("codes/{}/{field}", code.id.slug());
        let text = self.texts.get(&path);
        text.filter(|text| !yaml::is_todo(&text.value))
    }
}
