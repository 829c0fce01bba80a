use super::editions;
use super::prose::{OBJECT, Prose};
use crate::content::Text;
use crate::diagnostic::{Diagnostic, Id, Problems};
use crate::locale::Language;
use crate::site::Site;

/// From how many characters of English on a length says something.
const LONG: f64 = 60.0;

/// How much longer or shorter than its language's measure a translation may be.
const LEEWAY: f64 = 2.5;

/// Tells of translations that are much longer or shorter than the English asks for in their language:
/// something was added, or is missing. How many characters a language needs is measured by its
/// catalog.
pub(super) fn check(site: &Site, problems: &mut Problems) {
    for (index, locale) in site.locales.all().iter().enumerate() {
        let language = site.language(index);
        let Some(measure) = measure(site, language) else {
            continue;
        };
        for edition in editions(site).filter(|edition| edition.locale.id == locale.id) {
            for (path, text, english) in edition.translated() {
                let (own, source) = (length(text), length(english));
                // Words to search by differ in number.
                if source < LONG || path.ends_with("/also_called") {
                    continue;
                }
                let ratio = own / (source * measure);
                if (1.0 / LEEWAY..=LEEWAY).contains(&ratio) {
                    continue;
                }
                let (than, help) = if ratio > 1.0 {
                    ("longer", "take out what the English does not say")
                } else {
                    ("shorter", "add what it leaves out")
                };
                problems.push(
                    Diagnostic::at(
                        Id::TranslationLength,
                        &text.place.first_line(),
                        format!("the translation is much {than} than its English"),
                    )
                    .label(format!("{own} characters for {source}"))
                    .related(&english.place.first_line(), "the English")
                    .help(help),
                );
            }
        }
    }
}

/// How many characters a language has for one of English.
fn measure(site: &Site, language: Language<'_>) -> Option<f64> {
    let english = site.locales.source().catalog_texts();
    let pairs = language
        .whole_catalog()
        .filter(|(_, found)| found.translated)
        .filter_map(|(path, found)| Some((found.text, english.get(path)?)));
    let (own, source) = pairs.fold((0.0, 0.0), |(own, source), (text, english)| {
        (own + length(text), source + length(english))
    });
    (!language.is_source() && source > 0.0).then_some(own / source)
}

/// How many characters a reader sees, code apart.
#[expect(clippy::cast_precision_loss, reason = "no text comes near 2^52")]
fn length(text: &Text) -> f64 {
    let prose = Prose::new(text).text;
    prose.chars().filter(|c| *c != OBJECT).count() as f64
}
