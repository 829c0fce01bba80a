use serde::Serialize;

use super::super::html::Html;
use super::Lookup;
use crate::content::{Action, Code, Family};
use crate::locale::Language;

/// The exchange of a code, all of it in one language.
#[derive(Serialize)]
pub(super) struct Exchange {
    /// `en` where English stands in, because some of it is not translated.
    pub(super) lang: Option<&'static str>,
    steps: Vec<StepView>,
}

#[derive(Serialize)]
struct StepView {
    kind: &'static str,
    from: Html,
    to: Option<Html>,
    words: Html,
    detail: Option<Html>,
    /// “waits for”, where that is what it does.
    waits_for: Option<Html>,
}

impl Lookup<'_, '_> {
    pub(super) fn exchange(&self, family: &Family, code: &Code) -> Exchange {
        let language = self.language();
        if let Some(steps) = self.steps(language, family, code) {
            return Exchange { lang: None, steps };
        }
        let steps = self.steps(language.in_source(), family, code);
        Exchange {
            lang: Some("en"),
            steps: steps.expect("English lacks nothing"),
        }
    }

    /// The steps in a language; none if anything is missing there.
    fn steps(&self, language: Language<'_>, family: &Family, code: &Code) -> Option<Vec<StepView>> {
        let own = |words: super::Words| words.lang.is_none().then_some(words.html);
        let words = |path: &str| self.words_in(language, path).and_then(own);
        let lane = |index: usize| words(&format!("family/lanes/{}", family.lanes[index]));
        let waits_for = || {
            let found = language.catalog("labels/waits_for")?;
            found.translated.then(|| Html::text(&found.text.value))
        };
        let steps = code.exchange.iter().map(|step| {
            let base = format!("codes/{}/exchange/{}", code.id.slug(), step.id);
            let (from, to) = match step.action {
                Action::Send { from, to } | Action::Cut { from, to } => {
                    (lane(from)?, Some(lane(to)?))
                }
                Action::Wait { at } => (lane(at)?, None),
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
        steps.collect()
    }
}
