//! The heart: a pair of codes in, what differs, what is equal and which to choose out.
//!
//! Pure: no words, no files, no HTML. A [`Comparison`] says which sentences a page needs; other
//! rooms find the words for them.

use crate::content::{Two, Value};

/// What is derived from a pair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// The facts that both codes have something to show for, in the family's order.
    pub rows: Vec<Row>,
    /// [`is_distant`]
    pub distant: bool,
    /// The short answer that needs no note.
    pub answer: Answer,
    /// Which of the two can be chosen.
    pub choice: Choice,
}

/// A fact as a row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// The fact's index.
    pub fact: usize,
    /// How the two values relate.
    pub relation: Relation,
}

/// How two values of one fact relate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// Both apply, and they differ: worth a sentence.
    Differs,
    /// The question makes sense for one of the two only: shown, but silent.
    OneSided,
    /// Both apply, and they are the same.
    Equal,
}

/// The short answer that is derived from a pair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// The one or two most telling facts that differ.
    Facts(Vec<usize>),
    /// The predicates of the two codes' groups.
    Groups,
    /// Nothing differs but the cause.
    Cause,
}

/// Which codes of a pair an endpoint may choose to send.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// Both.
    Both,
    /// The first only.
    Low,
    /// The second only.
    High,
    /// Neither.
    Neither,
}

/// How many facts a short answer tells.
const FACTS_IN_ANSWER: usize = 2;

/// Compares the two codes of a pair.
pub fn compare(two: &Two<'_>) -> Comparison {
    let (low, high) = (two.low, two.high);
    let rows: Vec<Row> = low
        .values
        .iter()
        .zip(high.values)
        .enumerate()
        .filter_map(|(fact, (a, b))| {
            Some(Row {
                fact,
                relation: relate(a, b)?,
            })
        })
        .collect();
    let other_group = low.group != high.group;
    let distant = is_distant(two);
    let telling: Vec<usize> = differing(&rows).take(FACTS_IN_ANSWER).collect();
    let answer = if distant || (telling.is_empty() && other_group) {
        Answer::Groups
    } else if telling.is_empty() {
        Answer::Cause
    } else {
        Answer::Facts(telling)
    };
    let choice = match (low.choosable, high.choosable) {
        (true, true) => Choice::Both,
        (true, false) => Choice::Low,
        (false, true) => Choice::High,
        (false, false) => Choice::Neither,
    };
    Comparison {
        rows,
        distant,
        answer,
        choice,
    }
}

/// Whether nobody is likely to confuse the two codes of a pair: they are of different groups, no
/// note is written, and neither lists the other.
pub fn is_distant(two: &Two<'_>) -> bool {
    two.low.group != two.high.group && two.note.is_none() && !two.confused()
}

impl Comparison {
    /// The facts that differ and are worth a sentence, most telling first.
    pub fn differing(&self) -> impl Iterator<Item = usize> + '_ {
        differing(&self.rows)
    }

    /// The facts that differ and that the derived short answer has not told.
    pub fn untold<'t>(&'t self, two: &'t Two<'_>) -> impl Iterator<Item = usize> + 't {
        self.differing().filter(move |fact| match &self.answer {
            Answer::Facts(facts) => !facts.contains(fact),
            Answer::Groups => two.groups.iter().all(|group| !group.tells.contains(fact)),
            Answer::Cause => true,
        })
    }

    /// The facts that differ and that the pair's note has not told.
    pub fn untold_by_note<'t>(&'t self, two: &'t Two<'_>) -> impl Iterator<Item = usize> + 't {
        self.differing()
            .filter(move |fact| two.note.is_none_or(|note| !note.tells.contains(fact)))
    }
}

fn differing(rows: &[Row]) -> impl Iterator<Item = usize> + '_ {
    rows.iter()
        .filter(|row| row.relation == Relation::Differs)
        .map(|row| row.fact)
}

/// How two values relate; `None` where the row would say nothing.
fn relate(a: &Value, b: &Value) -> Option<Relation> {
    match (a, b) {
        (Value::Unknown, _)
        | (_, Value::Unknown)
        | (Value::NotApplicable, Value::NotApplicable) => None,
        (Value::NotApplicable, _) | (_, Value::NotApplicable) => Some(Relation::OneSided),
        (a, b) if same(a, b) => Some(Relation::Equal),
        _ => Some(Relation::Differs),
    }
}

/// Whether two values say the same: the order of terms does not matter.
fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Terms(a), Value::Terms(b)) if a.len() > 1 && a != b => {
            let sorted = |terms: &[String]| {
                let mut terms = terms.to_vec();
                terms.sort();
                terms
            };
            sorted(a) == sorted(b)
        }
        (a, b) => a == b,
    }
}

#[cfg(test)]
mod tests;
