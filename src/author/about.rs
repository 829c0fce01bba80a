use crate::yaml::shape::Field;

/// What is said about a field: what it is, then how to write it well.
pub(super) fn description(field: &Field) -> String {
    let about = sentence(field.about);
    match field.advice {
        "" => about,
        advice => format!("{about} {advice}"),
    }
}

/// Words as a sentence.
pub(super) fn sentence(words: &str) -> String {
    let mut chars = words.chars();
    let first = chars.next().into_iter().flat_map(char::to_uppercase);
    let mut sentence: String = first.chain(chars).collect();
    if !sentence.ends_with(['.', '!', '?']) {
        sentence.push('.');
    }
    sentence
}
