use std::collections::BTreeMap;

use super::*;
use crate::content::{
    Code, CodeId, CodeRef, Fact, FactKind, Family, Group, Note, Pair, ReferBy, Texts,
};
use crate::yaml::Node;

fn code(text: &str, group: usize, values: Vec<Value>) -> Code {
    Code {
        id: CodeId::new(text, None),
        name: text.to_owned(),
        registered_as: None,
        registered: true,
        group,
        severity: None,
        values,
        choosable: true,
        exchange: Vec::new(),
        messages: Vec::new(),
        constants: Vec::new(),
        references: Vec::new(),
        confused_with: Vec::new(),
        confused_places: Vec::new(),
        equivalents: Vec::new(),
        path: String::new(),
    }
}

fn family(facts: usize, codes: Vec<Code>) -> Family {
    Family {
        id: "test".to_owned(),
        name: "Test".to_owned(),
        refer_by: ReferBy::Number,
        aliases: Vec::new(),
        registry: None,
        lanes: Vec::new(),
        groups: vec![
            Group {
                id: "one".to_owned(),
                severity: None,
                tells: vec![0],
            },
            Group {
                id: "two".to_owned(),
                severity: None,
                tells: Vec::new(),
            },
        ],
        ranges: Vec::new(),
        facts: (0..facts)
            .map(|index| Fact {
                id: format!("fact-{index}"),
                kind: FactKind::YesNo,
                only_if: Vec::new(),
                place: Node::empty("content/test/family.yaml").place,
            })
            .collect(),
        codes,
        notes: BTreeMap::new(),
        texts: Texts::default(),
        unread: Vec::new(),
    }
}

/// Two codes of one group with these values for a single fact.
fn single(a: Value, b: Value) -> Option<Relation> {
    let family = family(1, vec![code("1", 0, vec![a]), code("2", 0, vec![b])]);
    compare(&family.two(Pair::new(0, 1)))
        .rows
        .first()
        .map(|row| row.relation)
}

fn terms(terms: &[&str]) -> Value {
    Value::Terms(terms.iter().map(|term| (*term).to_owned()).collect())
}

#[test]
fn values_of_every_type_are_equal_or_differ() {
    use Relation::{Differs, Equal};
    let other = |code| Value::Code(CodeRef { family: 0, code });
    for (a, b, expected) in [
        (Value::YesNo(true), Value::YesNo(true), Equal),
        (Value::YesNo(true), Value::YesNo(false), Differs),
        (Value::Choice(1), Value::Choice(1), Equal),
        (Value::Choice(1), Value::Choice(2), Differs),
        (Value::Set(vec![0, 1]), Value::Set(vec![0, 1]), Equal),
        (Value::Set(vec![0, 1]), Value::Set(vec![1]), Differs),
        (other(1), other(1), Equal),
        (other(1), other(2), Differs),
        (terms(&["Allow", "Date"]), terms(&["Date", "Allow"]), Equal),
        (terms(&["Allow"]), terms(&["Date"]), Differs),
    ] {
        assert_eq!(
            single(a.clone(), b.clone()),
            Some(expected),
            "{a:?} and {b:?}"
        );
        assert_eq!(
            single(b.clone(), a.clone()),
            Some(expected),
            "{b:?} and {a:?}"
        );
    }
}

#[test]
fn an_unknown_value_leaves_no_row() {
    assert_eq!(single(Value::Unknown, Value::YesNo(true)), None);
    assert_eq!(single(Value::NotApplicable, Value::Unknown), None);
    assert_eq!(single(Value::Unknown, Value::Unknown), None);
}

#[test]
fn an_inapplicable_value_is_shown_but_silent() {
    assert_eq!(
        single(Value::NotApplicable, Value::Choice(0)),
        Some(Relation::OneSided)
    );
    assert_eq!(single(Value::NotApplicable, Value::NotApplicable), None);
    let family = family(
        1,
        vec![
            code("1", 0, vec![Value::NotApplicable]),
            code("2", 0, vec![Value::Choice(0)]),
        ],
    );
    assert_eq!(compare(&family.two(Pair::new(0, 1))).answer, Answer::Cause);
}

#[test]
fn the_two_most_telling_facts_answer_and_the_rest_is_untold() {
    let family = family(
        4,
        vec![
            code("1", 0, (0..4).map(|_| Value::YesNo(true)).collect()),
            code(
                "2",
                0,
                [true, false, false, false].map(Value::YesNo).to_vec(),
            ),
        ],
    );
    let pair = Pair::new(1, 0);
    let comparison = compare(&family.two(pair));
    assert_eq!(comparison.answer, Answer::Facts(vec![1, 2]));
    assert_eq!(
        comparison.untold(&family.two(pair)).collect::<Vec<_>>(),
        [3]
    );
}

#[test]
fn a_distant_pair_is_answered_by_its_groups_and_not_twice() {
    let codes = vec![
        code("1", 0, vec![Value::YesNo(true), Value::YesNo(true)]),
        code("2", 1, vec![Value::YesNo(false), Value::YesNo(false)]),
    ];
    let pair = Pair::new(0, 1);
    let strangers = family(2, codes.clone());
    let comparison = compare(&strangers.two(pair));
    assert!(comparison.distant);
    assert_eq!(comparison.answer, Answer::Groups);
    assert_eq!(
        comparison.untold(&strangers.two(pair)).collect::<Vec<_>>(),
        [1],
        "group one tells fact 0"
    );

    let mut confused = family(2, codes.clone());
    confused.codes[1].confused_with.push(0);
    assert!(!compare(&confused.two(pair)).distant, "one side is enough");

    let mut noted = family(2, codes);
    let note = Note {
        tells: vec![1],
        differences: Vec::new(),
        trap: false,
    };
    noted.notes.insert(pair, note);
    let comparison = compare(&noted.two(pair));
    assert!(!comparison.distant);
    assert_eq!(comparison.answer, Answer::Facts(vec![0, 1]));
    assert_eq!(
        comparison
            .untold_by_note(&noted.two(pair))
            .collect::<Vec<_>>(),
        [0]
    );
}

#[test]
fn without_a_difference_the_groups_answer_or_else_the_cause() {
    let same = |group| code(["1", "2"][group], group, vec![Value::YesNo(true)]);
    let mut other_groups = family(1, vec![same(0), same(1)]);
    other_groups.codes[0].confused_with.push(1);
    assert_eq!(
        compare(&other_groups.two(Pair::new(0, 1))).answer,
        Answer::Groups
    );

    let twin = Code {
        id: CodeId::new("2", None),
        ..same(0)
    };
    let one_group = family(1, vec![same(0), twin]);
    assert_eq!(
        compare(&one_group.two(Pair::new(0, 1))).answer,
        Answer::Cause
    );
}

#[test]
fn a_code_that_nobody_may_send_is_never_a_choice() {
    for (low, high, expected) in [
        (true, true, Choice::Both),
        (true, false, Choice::Low),
        (false, true, Choice::High),
        (false, false, Choice::Neither),
    ] {
        let mut family = family(0, vec![code("1", 0, vec![]), code("2", 0, vec![])]);
        family.codes[0].choosable = low;
        family.codes[1].choosable = high;
        assert_eq!(compare(&family.two(Pair::new(0, 1))).choice, expected);
    }
}
