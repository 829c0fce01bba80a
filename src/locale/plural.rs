use std::collections::BTreeSet;

use icu_locale_core::Locale as Tag;
use icu_plurals::{PluralCategory, PluralRules};

use crate::content::{Pattern, Text, Texts};
use crate::diagnostic::{Diagnostic, Id, Place, Problems};
use crate::yaml::shape::Words;
use crate::yaml::{Node, Value};

/// The section of a catalog that says how things are counted: for each thing a pattern by plural
/// category, as CLDR calls them.
pub(super) const COUNTS: &str = "counts";

/// The placeholder that each pattern holds.
const COUNT: &str = "count";

/// The form that stands in for those that a language does not have.
const OTHER: &str = "other";

/// As far as numbers are asked for their forms: rules look at the last digits of a number. Some
/// languages have one more form for millions, which nothing here is counted in.
const COUNTED: u32 = 1_000;

/// The forms in the order in which catalogs have them.
const FORMS: [PluralCategory; 6] = [
    PluralCategory::Zero,
    PluralCategory::One,
    PluralCategory::Two,
    PluralCategory::Few,
    PluralCategory::Many,
    PluralCategory::Other,
];

/// Which form of a counted thing a language uses for which number (CLDR, cardinal plurals).
#[derive(Debug)]
pub(super) struct Plurals {
    rules: PluralRules,
    /// The forms that numbers up to [`COUNTED`] take, by name.
    needed: Vec<&'static str>,
}

impl Plurals {
    pub(super) fn new(tag: &Tag) -> Self {
        let rules = PluralRules::try_new_cardinal(tag.into())
            .expect("the plural rules of every language are compiled in, with a fallback");
        let mut needed = BTreeSet::new();
        needed.extend((0..=COUNTED).map(|count| rules.category_for(count)));
        let needed = FORMS.into_iter().filter(|form| needed.contains(form));
        let needed = needed.map(name).collect();
        Self { rules, needed }
    }

    /// The form for a number.
    pub(super) fn form(&self, count: usize) -> &'static str {
        name(self.rules.category_for(count))
    }

    /// Reads the section of a catalog. Each thing has the forms that this language needs, under the
    /// names of its forms; under the name of any other form stands what this language says instead,
    /// so that a thing that is translated has a text for every form of the English one.
    pub(super) fn read(
        &self,
        node: &Node,
        english: Option<&Texts>,
        problems: &mut Problems,
    ) -> Texts {
        let mut texts = Texts::default();
        let Value::Map(things) = &node.value else {
            let message = format!("`{COUNTS}` must be a mapping");
            problems.push(
                Diagnostic::at(Id::WrongType, &node.place, message).help(
                    "write `codes:` and the like below it, indented, as the English has them",
                ),
            );
            return texts;
        };
        for thing in things {
            let (key, forms) = (&thing.key, &thing.value);
            let prefix = format!("{COUNTS}/{}/", key.text);
            let mut below = english.map(|english| english.below(&prefix));
            if below.as_mut().is_some_and(|below| below.next().is_none()) {
                let known = english.into_iter().flat_map(Texts::iter);
                let mut known: Vec<&str> = known
                    .filter_map(|(path, _)| path.strip_prefix(COUNTS)?.split('/').nth(1))
                    .collect();
                known.dedup();
                let message = format!("the English has no `{COUNTS}/{}`", key.text);
                let problem = Diagnostic::at(Id::UnknownKey, &key.place, message);
                problems.push(problem.suggest(&key.text, known, "it has"));
            } else if !forms.is_todo() {
                self.read_forms(&key.text, &key.place, forms, &mut texts, problems);
            }
        }
        texts
    }

    fn read_forms(
        &self,
        thing: &str,
        place: &Place,
        node: &Node,
        texts: &mut Texts,
        problems: &mut Problems,
    ) {
        let mut faulty = !node.todos().is_empty();
        let mut own = Vec::new();
        for entry in node.entries() {
            let form = entry.key.text.as_str();
            let known = |form: PluralCategory| self.rules.categories().any(|own| own == form);
            if !PluralCategory::get_for_cldr_string(form).is_some_and(known) {
                faulty = true;
                let message = format!("this language has no plural form `{form}`");
                let forms = FORMS.into_iter().filter(|form| known(*form)).map(name);
                let problem = Diagnostic::at(Id::UnknownKey, &entry.key.place, message);
                problems.push(problem.suggest(form, forms, "its forms are"));
            } else if let Some(value) = entry.value.text().filter(|_| !entry.value.is_todo()) {
                if Pattern::new(value).slots() == [COUNT] {
                    own.push((form, value, &entry.value.place));
                } else {
                    faulty = true;
                    let message = format!("`{form}` has the wrong placeholders");
                    problems.push(
                        Diagnostic::at(Id::Placeholders, &entry.value.place, message).help(
                            format!("it needs {{{COUNT}}}, once, and nothing else in braces"),
                        ),
                    );
                }
            }
        }
        let missing: Vec<&str> = self
            .needed
            .iter()
            .copied()
            .filter(|form| node.get(form).is_none())
            .collect();
        if !missing.is_empty() {
            faulty = true;
            let message = format!("`{thing}` lacks the plural form `{}`", missing.join("`, `"));
            problems.push(
                Diagnostic::at(Id::MissingPlural, place, message).help(format!(
                    "this language counts with {}: add `{}:` with {{{COUNT}}} in it",
                    self.needed.join(", "),
                    missing[0],
                )),
            );
        }
        // English stands in for the whole thing, never for one of its forms.
        if faulty {
            return;
        }
        for form in FORMS.map(name) {
            let found = own.iter().find(|(own, ..)| *own == form);
            let stand_in = || own.iter().find(|(own, ..)| *own == OTHER).or(own.last());
            let text = found.or_else(stand_in);
            if let Some((_, value, place)) = text {
                texts.insert(
                    format!("{COUNTS}/{thing}/{form}"),
                    Text {
                        value: (*value).to_owned(),
                        words: Words::Pattern,
                        place: (*place).clone(),
                    },
                );
            }
        }
    }
}

/// The plural forms that a catalog in a language has to have, by name.
pub fn needed_forms(tag: &Tag) -> Vec<&'static str> {
    Plurals::new(tag).needed
}

/// The name of a form in a catalog.
fn name(form: PluralCategory) -> &'static str {
    match form {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => OTHER,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plurals(tag: &str) -> Plurals {
        Plurals::new(&tag.parse().expect("a tag"))
    }

    #[test]
    fn a_language_needs_the_forms_that_it_counts_with() {
        assert_eq!(plurals("en").needed, ["one", "other"]);
        assert_eq!(plurals("fr").needed, ["one", "other"]);
        assert_eq!(plurals("ru").needed, ["one", "few", "many"]);
        assert_eq!(plurals("zh-Hans").needed, ["other"]);
        assert_eq!(
            plurals("ar").needed,
            ["zero", "one", "two", "few", "many", "other"]
        );
    }

    #[test]
    fn numbers_take_the_form_of_their_language() {
        let russian = plurals("ru");
        let forms = [1, 2, 5, 11, 21, 171].map(|count| russian.form(count));
        assert_eq!(forms, ["one", "few", "many", "many", "one", "one"]);
        assert_eq!(plurals("fr").form(0), "one");
        assert_eq!(plurals("en").form(0), "other");
    }
}
