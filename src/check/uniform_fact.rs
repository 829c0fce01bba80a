use std::collections::HashSet;

use crate::content::{CodeRef, Fact, FactKind, Family, Value};
use crate::diagnostic::{Diagnostic, Id, Problems};
use crate::site::Site;

/// Tells of facts for which all codes have one value. Codes are compared by facts, and such a fact
/// tells no two of them apart; it only makes every table longer.
pub(super) fn check(site: &Site, problems: &mut Problems) {
    let families = &site.content.families;
    let unwritten = unwritten(problems);
    for family in families {
        for (index, fact) in family.facts.iter().enumerate() {
            let values = family.codes.iter().map(|code| &code.values[index]);
            let values: Vec<&Value> = values.collect();
            // A value that is still to be written may be another one.
            let is_open = family.codes.iter().zip(&values).any(|(code, value)| {
                **value == Value::Unknown && unwritten.contains(code.path.as_str())
            });
            // Where a fact does not apply because of another one, that one tells the codes apart.
            let conditional = !fact.only_if.is_empty();
            let own = values
                .into_iter()
                .filter(|value| !(conditional && **value == Value::NotApplicable));
            let own: Vec<&Value> = own.collect();
            if let Some(value) = shared(&own).filter(|_| !is_open) {
                let value = shown(value, fact, families);
                let message = format!("`{}` is `{value}` for every code", fact.id);
                problems.push(
                    Diagnostic::at(Id::UniformFact, &fact.place, message)
                        .label("this tells no codes apart")
                        .help("remove the fact, and say it once in the family's description"),
                );
            }
        }
    }
}

/// The files of which something is still to be written, which was told.
fn unwritten(problems: &Problems) -> HashSet<String> {
    let todos = problems.iter().filter(|problem| problem.id == Id::Todo);
    let places = todos.filter_map(|problem| problem.place.as_ref());
    places.map(|place| place.source.path.clone()).collect()
}

/// The value that at least two codes have, if no code has another. Those of which nobody has said
/// are left out.
fn shared<'v>(values: &[&'v Value]) -> Option<&'v Value> {
    let mut known = values.iter().filter(|value| ***value != Value::Unknown);
    let first = known.next()?;
    let second = known.next()?;
    (first == second && known.all(|value| value == first)).then_some(first)
}

/// A value as a code's file has it.
fn shown(value: &Value, fact: &Fact, families: &[Family]) -> String {
    let option = |index: usize| match &fact.kind {
        FactKind::Choice(options) | FactKind::Set(options) => options[index].as_str(),
        _ => "",
    };
    match value {
        Value::Unknown => String::new(),
        Value::NotApplicable => "not_applicable".to_owned(),
        Value::YesNo(true) => "yes".to_owned(),
        Value::YesNo(false) => "no".to_owned(),
        Value::Choice(index) => option(*index).to_owned(),
        Value::Set(indices) => {
            let options: Vec<&str> = indices.iter().map(|index| option(*index)).collect();
            options.join(", ")
        }
        Value::Code(CodeRef { family, code }) => families[*family].codes[*code].id.reference(),
        Value::Terms(terms) => terms.join(", "),
    }
}

#[cfg(test)]
mod tests {
    use super::shared;
    use crate::content::Value;

    #[test]
    fn a_value_is_shared_by_all_who_have_one() {
        use Value::{NotApplicable, Unknown, YesNo};
        let (yes, no) = (YesNo(true), YesNo(false));
        assert_eq!(shared(&[&yes, &yes]), Some(&yes));
        assert_eq!(shared(&[&Unknown, &yes, &Unknown, &yes]), Some(&yes));
        assert_eq!(
            shared(&[&NotApplicable, &NotApplicable]),
            Some(&NotApplicable)
        );
        for different in [
            vec![&yes, &no],
            vec![&yes, &yes, &NotApplicable],
            vec![&yes],
            vec![&yes, &Unknown],
            vec![],
        ] {
            assert_eq!(shared(&different), None, "{different:?}");
        }
    }
}
