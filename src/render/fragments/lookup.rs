use super::super::Renderer;
use super::super::html::Html;
use super::{LinkView, Words};
use crate::content::{Code, Pattern, Reference};
use crate::locale::Language;
use crate::markdown;
use crate::yaml::shape::Words as Kind;

/// Finds the words of one family in one language.
pub(in crate::render) struct Lookup<'a, 's> {
    pub(in crate::render) renderer: &'a Renderer<'s>,
    pub(in crate::render) locale: usize,
    pub(in crate::render) family: usize,
}

impl<'s> Lookup<'_, 's> {
    pub(in crate::render) fn language(&self) -> Language<'s> {
        self.renderer.site.language(self.locale)
    }

    /// A text of the family; empty where the English has none.
    pub(in crate::render) fn words(&self, path: &str) -> Words {
        self.optional(path).unwrap_or(Words {
            html: Html::text(""),
            lang: None,
        })
    }

    /// A text of the family, if the English has it.
    pub(in crate::render) fn optional(&self, path: &str) -> Option<Words> {
        self.words_in(self.language(), path)
    }

    /// The same in a language that need not be the page's own.
    pub(super) fn words_in(&self, language: Language<'_>, path: &str) -> Option<Words> {
        let found = language.family(self.family, path)?;
        let text = found.text.value.as_str();
        let html = match found.text.words {
            Kind::Line | Kind::Pattern => Html::text(text),
            Kind::Inline => {
                let site = self.renderer.site;
                let resolve = |target: &str| site.resolve_href(self.locale, target);
                Html::markup(markdown::inline(text, &resolve))
            }
        };
        Some(Words {
            html,
            lang: (!found.translated).then_some("en"),
        })
    }

    /// A pattern of the catalog, filled with plain text.
    pub(in crate::render) fn pattern<'v>(
        &self,
        name: &str,
        value: &dyn Fn(&str) -> &'v str,
    ) -> String {
        pattern(self.language(), name, value)
    }

    /// The specifications of a code.
    pub(in crate::render) fn references(&self, code: &Code) -> Vec<LinkView> {
        let text = |reference: &Reference| match reference {
            Reference::Rfc {
                number,
                section: None,
            } => pattern(self.language(), "rfc", &|_| number),
            Reference::Rfc {
                number,
                section: Some(section),
            } => pattern(self.language(), "rfc_section", &|slot| {
                if slot == "rfc" { number } else { section }
            }),
            Reference::Document { title, .. } => title.clone(),
        };
        code.references
            .iter()
            .map(|reference| LinkView {
                text: text(reference),
                href: reference.url(),
            })
            .collect()
    }
}

/// A pattern of the catalog, filled with plain text.
pub(in crate::render) fn pattern<'v>(
    language: Language<'_>,
    name: &str,
    value: &dyn Fn(&str) -> &'v str,
) -> String {
    let found = language.catalog(&format!("patterns/{name}"));
    found
        .map(|found| Pattern::new(&found.text.value).fill(value))
        .unwrap_or_default()
}
