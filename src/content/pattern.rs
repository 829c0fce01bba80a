/// A text with placeholders in braces, such as `Use {a} when {clause}.`
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Pattern(Vec<Part>);

/// A piece of a [`Pattern`].
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Part {
    /// Words.
    Text(String),
    /// A placeholder's name.
    Slot(String),
}

/// Room for most patterns with what is put into them.
const FILLED: usize = 96;

impl Pattern {
    /// Splits `text`. A brace that is not part of `{name}` is text.
    pub fn new(text: &str) -> Self {
        let mut parts: Vec<Part> = Vec::new();
        let mut words = String::new();
        let mut rest = text;
        while let Some(open) = rest.find('{') {
            words.push_str(&rest[..open]);
            let after = &rest[open + 1..];
            let name = after.find('}').map(|close| &after[..close]).filter(|name| {
                !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c == '_')
            });
            if let Some(name) = name {
                if !words.is_empty() {
                    parts.push(Part::Text(std::mem::take(&mut words)));
                }
                parts.push(Part::Slot(name.to_owned()));
                rest = &after[name.len() + 1..];
            } else {
                words.push('{');
                rest = after;
            }
        }
        words.push_str(rest);
        if !words.is_empty() {
            parts.push(Part::Text(words));
        }
        Self(parts)
    }

    /// The pieces in order.
    pub fn parts(&self) -> &[Part] {
        &self.0
    }

    /// The placeholders' names, sorted, each once.
    pub fn slots(&self) -> Vec<&str> {
        let mut slots: Vec<&str> = self
            .0
            .iter()
            .filter_map(|part| match part {
                Part::Slot(name) => Some(name.as_str()),
                Part::Text(_) => None,
            })
            .collect();
        slots.sort_unstable();
        slots.dedup();
        slots
    }

    /// The text with every placeholder filled; `value` is asked for each by name.
    pub fn fill<'v>(&self, value: impl Fn(&str) -> &'v str) -> String {
        let mut filled = String::with_capacity(FILLED);
        for part in &self.0 {
            filled.push_str(match part {
                Part::Text(text) => text,
                Part::Slot(name) => value(name),
            });
        }
        filled
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_names_in_braces_and_nothing_else() {
        let pattern = Pattern::new("{a} is {} and { x } but {clause}.");
        assert_eq!(pattern.slots(), ["a", "clause"]);
        let filled = pattern.fill(|name| if name == "a" { "1006" } else { "it ends" });
        assert_eq!(filled, "1006 is {} and { x } but it ends.");
    }
}
