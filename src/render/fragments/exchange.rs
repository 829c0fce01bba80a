use serde::Serialize;

use super::super::html::Html;
use super::Lookup;
use crate::content::{Action, Code, Family, Step};
use crate::locale::Language;

/// The exchange of a code, all of it in one language.
#[derive(Serialize)]
pub(super) struct Exchange {
    /// `en` where English stands in, because some of it is not translated.
    pub(super) lang: Option<&'static str>,
    /// Who stands in it, in the family's order.
    lanes: Vec<Html>,
    steps: Vec<StepView>,
}

#[derive(Serialize)]
struct StepView {
    kind: &'static str,
    /// The lane it begins at, the first of them 1.
    from: usize,
    /// The lane it leads to.
    to: Option<usize>,
    words: Html,
    detail: Option<Html>,
    /// “waits for”, where that is what it does.
    waits_for: Option<Html>,
}

impl Lookup<'_, '_> {
    pub(super) fn exchange(&self, family: &Family, code: &Code) -> Exchange {
        let language = self.language();
        self.exchange_in(language, None, family, code)
            .or_else(|| self.exchange_in(language.in_source(), Some("en"), family, code))
            .expect("English lacks nothing")
    }

    /// The exchange in a language; none if anything is missing there.
    fn exchange_in(
        &self,
        language: Language<'_>,
        lang: Option<&'static str>,
        family: &Family,
        code: &Code,
    ) -> Option<Exchange> {
        let own = |words: super::Words| words.lang.is_none().then_some(words.html);
        let words = |path: &str| self.words_in(language, path).and_then(own);
        let mut standing: Vec<usize> = code.exchange.iter().flat_map(lanes).collect();
        standing.sort_unstable();
        standing.dedup();
        let place = |lane: usize| 1 + standing.partition_point(|other| *other < lane);
        let label = |lane: &usize| words(&format!("family/lanes/{}", family.lanes[*lane]));
        let waits_for = || {
            let found = language.catalog("labels/waits_for")?;
            found.translated.then(|| Html::text(&found.text.value))
        };
        let steps = code.exchange.iter().map(|step| {
            let base = format!("codes/{}/exchange/{}", code.id.slug(), step.id);
            let (from, to) = match step.action {
                Action::Send { from, to } | Action::Cut { from, to } => {
                    (place(from), Some(place(to)))
                }
                Action::Wait { at } => (place(at), None),
            };
            let waits_for = match to {
                Some(_) => None,
                None => Some(waits_for()?),
            };
            let kind = step.action.field();
            let detail = self.words_in(language, &format!("{base}/detail"));
            Some(StepView {
                kind,
                from,
                to,
                words: words(&format!("{base}/{kind}"))?,
                detail: match detail {
                    Some(detail) => Some(own(detail)?),
                    None => None,
                },
                waits_for,
            })
        });
        Some(Exchange {
            lang,
            lanes: standing.iter().map(label).collect::<Option<_>>()?,
            steps: steps.collect::<Option<_>>()?,
        })
    }
}

/// Who takes part in a step.
fn lanes(step: &Step) -> impl Iterator<Item = usize> + use<> {
    let (one, other) = match step.action {
        Action::Send { from, to } | Action::Cut { from, to } => (from, Some(to)),
        Action::Wait { at } => (at, None),
    };
    std::iter::once(one).chain(other)
}
