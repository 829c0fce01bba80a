use serde::Serialize;

use super::{Lookup, Words};
use crate::content::{Action, Code, Family};

/// The exchange of a code.
#[derive(Serialize)]
pub(super) struct Exchange {
    /// `en` where English stands in for all of it, so that it need not be said of each piece.
    pub(super) lang: Option<&'static str>,
    pub(super) steps: Vec<StepView>,
}

#[derive(Serialize)]
pub(super) struct StepView {
    kind: &'static str,
    from: Words,
    to: Option<Words>,
    words: Words,
    detail: Option<Words>,
    /// “waits for”, in the language of the words after it.
    waits_for: String,
}

impl StepView {
    /// All its words.
    fn words(&self) -> impl Iterator<Item = &Words> {
        [&self.from, &self.words]
            .into_iter()
            .chain(&self.to)
            .chain(&self.detail)
    }

    /// All its words.
    fn words_mut(&mut self) -> impl Iterator<Item = &mut Words> {
        [&mut self.from, &mut self.words]
            .into_iter()
            .chain(&mut self.to)
            .chain(&mut self.detail)
    }
}

impl Exchange {
    /// Whether any of it is English because it is not translated.
    pub(super) fn fell_back(&self) -> bool {
        let mut words = self.steps.iter().flat_map(StepView::words);
        self.lang.is_some() || words.any(|words| words.lang.is_some())
    }
}

impl Lookup<'_, '_> {
    pub(super) fn exchange(&self, family: &Family, code: &Code) -> Exchange {
        let mut steps = self.steps(family, code);
        let english = |step: &StepView| step.words().all(|words| words.lang.is_some());
        if steps.is_empty() || !steps.iter().all(english) {
            return Exchange { lang: None, steps };
        }
        for words in steps.iter_mut().flat_map(StepView::words_mut) {
            words.lang = None;
        }
        Exchange {
            lang: Some("en"),
            steps,
        }
    }

    fn steps(&self, family: &Family, code: &Code) -> Vec<StepView> {
        let lane = |index: usize| self.words(&format!("family/lanes/{}", family.lanes[index]));
        code.exchange
            .iter()
            .map(|step| {
                let base = format!("codes/{}/exchange/{}", code.id.slug(), step.id);
                let (from, to) = match step.action {
                    Action::Send { from, to } | Action::Cut { from, to } => {
                        (lane(from), Some(lane(to)))
                    }
                    Action::Wait { at } => (lane(at), None),
                };
                let kind = step.action.field();
                let words = self.words(&format!("{base}/{kind}"));
                let language = match words.lang {
                    Some(_) => self.language().in_source(),
                    None => self.language(),
                };
                let waits_for = language.catalog("labels/waits_for");
                StepView {
                    kind,
                    from,
                    to,
                    waits_for: waits_for
                        .map(|found| found.text.value.clone())
                        .unwrap_or_default(),
                    words,
                    detail: self.optional(&format!("{base}/detail")),
                }
            })
            .collect()
    }
}
