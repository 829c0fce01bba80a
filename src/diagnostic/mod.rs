//! A problem as data: what is wrong, where, and what to do about it.
//!
//! Loading never stops at the first problem. Everything that can go wrong with the input becomes
//! a [`Diagnostic`] in a [`Problems`] list, and rendering one is a matter apart ([`text`], [`json`],
//! [`github`]).

mod forbidden;
pub mod github;
mod id;
pub mod json;
mod source;
mod tally;
pub mod text;

pub use forbidden::{forbidden, is_forbidden};
pub use id::{Id, Severity};
pub use source::{Place, Source};
pub use tally::Tally;

/// One problem in the input.
#[derive(Debug, Clone)]
pub struct Diagnostic {
    /// Which problem it is; decides the severity.
    pub id: Id,
    /// One terse line, without a full stop.
    pub message: String,
    /// Where it stands. Absent where a whole file or folder is missing.
    pub place: Option<Place>,
    /// What is wrong at [`place`](Self::place), in a few words beside the caret.
    pub label: String,
    /// Other places that belong to the problem, each with its own words.
    pub related: Vec<(Place, String)>,
    /// What to do.
    pub help: Vec<String>,
}

impl Diagnostic {
    /// A problem at a place.
    pub fn at(id: Id, place: &Place, message: impl Into<String>) -> Self {
        Self {
            place: Some(place.clone()),
            ..Self::nowhere(id, message)
        }
    }

    /// A problem that no file shows, such as a file that is missing.
    pub fn nowhere(id: Id, message: impl Into<String>) -> Self {
        Self {
            id,
            message: message.into(),
            place: None,
            label: String::new(),
            related: Vec::new(),
            help: Vec::new(),
        }
    }

    /// Adds the words beside the caret.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// Adds another place that belongs to the problem.
    #[must_use]
    pub fn related(mut self, place: &Place, words: impl Into<String>) -> Self {
        self.related.push((place.clone(), words.into()));
        self
    }

    /// Adds a line that says what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }

    /// Adds “did you mean” where `candidates` holds a name near to `word`, else the whole list
    /// where it is short enough to read.
    #[must_use]
    pub fn suggest<'a>(
        self,
        word: &str,
        candidates: impl IntoIterator<Item = &'a str>,
        kind: &str,
    ) -> Self {
        const READABLE: usize = 24;
        let mut candidates: Vec<&str> = candidates.into_iter().collect();
        candidates.dedup();
        if let Some(near) = nearest(word, candidates.iter().copied()) {
            return self.help(format!("did you mean `{near}`?"));
        }
        if candidates.is_empty() || candidates.len() > READABLE {
            return self;
        }
        self.help(format!("{kind}: {}", candidates.join(", ")))
    }

    /// The severity of its [`Id`].
    pub fn severity(&self) -> Severity {
        self.id.severity()
    }
}

/// The candidate that is most probably meant by a misspelt `word`.
pub(crate) fn nearest<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    // In a word of two letters any change makes another word.
    let length = word.chars().count();
    let allowed = if length < 3 { 0 } else { (length / 3).max(1) };
    candidates
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(word, candidate), candidate))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// All problems found so far.
#[derive(Debug, Clone, Default)]
pub struct Problems(Vec<Diagnostic>);

impl Problems {
    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Adds all of another list.
    pub fn append(&mut self, mut others: Problems) {
        self.0.append(&mut others.0);
    }

    /// All of them, in the order in which they were found.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.0.iter()
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// Whether one of them is an error, so that nothing may be published.
    pub fn has_errors(&self) -> bool {
        self.0
            .iter()
            .any(|problem| problem.severity() == Severity::Error)
    }

    /// All of them, most useful first: errors before warnings, files that much depends on before
    /// others, then by path and position. Those without a place lead, since a missing file explains
    /// much of what follows.
    pub fn into_sorted(mut self) -> Vec<Diagnostic> {
        self.0.sort_by(|a, b| {
            let rank = |problem: &Diagnostic| problem.place.as_ref().map(Place::rank);
            (a.severity(), rank(a), &a.place).cmp(&(b.severity(), rank(b), &b.place))
        });
        self.0
    }
}

impl FromIterator<Diagnostic> for Problems {
    fn from_iter<I: IntoIterator<Item = Diagnostic>>(problems: I) -> Self {
        Self(problems.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_near_name_is_suggested_and_a_far_one_is_not() {
        assert_eq!(nearest("sumary", ["name", "summary"]), Some("summary"));
        assert_eq!(nearest("colour", ["name", "summary"]), None);
        assert_eq!(nearest("yse", ["yes", "no"]), Some("yes"));
        assert_eq!(nearest("es", ["en", "fr"]), None);
    }
}
