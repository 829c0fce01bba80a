//! Rules beyond what loading demands: what a site can be built with, but should not be published
//! with. One file a rule; `rendering` alone tells errors, those that a build meets last.

mod english_words;
mod glossary_term;
mod one_sided_confusion;
mod predicate_form;
mod prose;
mod rendering;
mod repeated_text;
mod repeats_name;
mod same_as_english;
mod script;
mod sentences;
mod text_too_long;
mod translation_differs;
mod translation_length;
mod typography;
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
    glossary_term::check(site, problems);
    one_sided_confusion::check(site, problems);
    predicate_form::check(site, problems);
    rendering::check(loaded, problems);
    repeated_text::check(site, problems);
    repeats_name::check(site, problems);
    same_as_english::check(site, problems);
    text_too_long::check(site, problems);
    translation_differs::check(site, problems);
    translation_length::check(site, problems);
    typography::check(site, problems);
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

    /// Every text of a translation, by path, with its English.
    fn paired(&self) -> impl Iterator<Item = (&'a str, &'a Text, &'a Text)> {
        let own = self.texts().filter(|_| !self.english);
        own.filter_map(|(path, text)| Some((path, text, self.family.texts.get(path)?)))
    }

    /// Those of them that are not the English, such as what a server says in every language.
    fn translated(&self) -> impl Iterator<Item = (&'a str, &'a Text, &'a Text)> {
        self.paired()
            .filter(|(_, text, english)| text.value != english.value)
    }

    /// A text of a code, if it is written.
    fn text_of(&self, code: &Code, field: &str) -> Option<&'a Text> {
        let path = format!("codes/{}/{field}", code.id.slug());
        let text = self.texts.get(&path);
        text.filter(|text| !yaml::is_todo(&text.value))
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::editions;
    use super::prose::Prose;
    use super::sentences::sentences;
    use crate::project::{self, Options};

    /// The words of a text, however its lines are broken.
    fn words(text: &str) -> Vec<&str> {
        text.split_whitespace().collect()
    }

    #[test]
    fn every_sentence_of_the_repository_is_found_where_it_is_written() {
        let options = Options {
            root: Path::new(env!("CARGO_MANIFEST_DIR")).to_owned(),
            ..Options::default()
        };
        let (loaded, _) = project::load(&options).expect("the repository can be read");
        let site = loaded.expect("the repository has no errors").site;
        let mut count = 0;
        for edition in editions(&site) {
            for (path, text) in edition.texts() {
                let prose = Prose::new(text);
                for range in sentences(&prose.text) {
                    let (place, written) = (prose.place(range.clone()), prose.written(range));
                    // In double quotes some characters are written behind a backslash.
                    let shown = place.text().replace("\\\"", "\"");
                    assert_eq!(words(&shown), words(written), "{path}");
                    count += 1;
                }
            }
        }
        for guide in &site.content.guides {
            let prose = Prose::document(&guide.text.body);
            for range in sentences(&prose.text) {
                assert_eq!(prose.place(range.clone()).text(), prose.written(range));
                count += 1;
            }
        }
        assert!(count > 500, "only {count} sentences");
    }
}
