use std::fmt;

/// What tells a code from every other of its family: the text as its registry writes it, never a
/// number that lost its zeros, and a qualifier where one number is registered twice.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct CodeId {
    text: String,
    qualifier: Option<String>,
    slug: String,
    order: Vec<Run>,
}

/// A run of a code's text: digits count as a number, everything else as text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Run {
    Number(u64),
    Text(String),
}

impl CodeId {
    /// The identity of the code written as `text`.
    pub fn new(text: &str, qualifier: Option<&str>) -> Self {
        let mut slug = slugify(text);
        let mut order = runs(text);
        if let Some(qualifier) = qualifier {
            slug = format!("{slug}-{}", slugify(qualifier));
            order.push(Run::Text(qualifier.to_lowercase()));
        }
        Self {
            text: text.to_owned(),
            qualifier: qualifier.map(str::to_owned),
            slug,
            order,
        }
    }

    /// The text as its registry writes it: `1007`, `0x87`, `4.03`.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What tells it from another code with the same text.
    pub fn qualifier(&self) -> Option<&str> {
        self.qualifier.as_deref()
    }

    /// The form in paths: `[a-z0-9-]`.
    pub fn slug(&self) -> &str {
        &self.slug
    }

    /// Whether a page can stand at its path, alone and in a pair.
    pub fn fits_a_path(&self) -> bool {
        let slug = self.slug();
        let pair = format!("-{slug}-").contains("-vs-");
        !(slug.is_empty() || slug.ends_with('-') || slug == "index" || pair)
    }

    /// The form that other files refer to it by: the text, and the qualifier after a space.
    pub fn reference(&self) -> String {
        match &self.qualifier {
            Some(qualifier) => format!("{} {qualifier}", self.text),
            None => self.text.clone(),
        }
    }
}

impl Ord for CodeId {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (&self.order, &self.slug).cmp(&(&other.order, &other.slug))
    }
}

impl PartialOrd for CodeId {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for CodeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.reference())
    }
}

/// `text` in the characters of a path: `[a-z0-9-]`, empty if it has none of them.
pub fn slugify(text: &str) -> String {
    let mut slug = String::new();
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

fn runs(text: &str) -> Vec<Run> {
    let hexadecimal = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X"));
    if let Some(number) = hexadecimal.and_then(|digits| u64::from_str_radix(digits, 16).ok()) {
        return vec![Run::Number(number)];
    }
    let mut runs = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let digits = rest.chars().take_while(char::is_ascii_digit).count();
        let (run, after) = if digits > 0 {
            let (number, after) = rest.split_at(digits);
            (
                number
                    .parse()
                    .map_or_else(|_| Run::Text(number.to_owned()), Run::Number),
                after,
            )
        } else {
            let end = rest
                .find(|c: char| c.is_ascii_digit())
                .unwrap_or(rest.len());
            let (text, after) = rest.split_at(end);
            (Run::Text(text.to_lowercase()), after)
        };
        runs.push(run);
        rest = after;
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(codes: &[&str]) -> Vec<String> {
        let mut ids: Vec<CodeId> = codes.iter().map(|code| CodeId::new(code, None)).collect();
        ids.sort();
        ids.iter().map(|id| id.text().to_owned()).collect()
    }

    #[test]
    fn codes_are_ordered_by_their_numbers_in_every_notation() {
        assert_eq!(sorted(&["1000", "999"]), ["999", "1000"]);
        assert_eq!(
            sorted(&["0x101", "0x9A", "0x87"]),
            ["0x87", "0x9A", "0x101"]
        );
        assert_eq!(sorted(&["4.13", "4.03", "2.05"]), ["2.05", "4.03", "4.13"]);
        assert_eq!(
            sorted(&["X.7.10", "X.7.2", "X.1.0"]),
            ["X.1.0", "X.7.2", "X.7.10"]
        );
    }

    #[test]
    fn one_number_twice_is_told_apart_by_its_qualifier() {
        let plain = CodeId::new("16", Some("BADVERS"));
        let other = CodeId::new("16", Some("BADSIG"));
        assert_eq!(plain.slug(), "16-badvers");
        assert_eq!(other.reference(), "16 BADSIG");
        assert!(other < plain);
    }

    #[test]
    fn a_slug_holds_nothing_but_path_characters() {
        assert_eq!(slugify("X.7.1"), "x-7-1");
        assert_eq!(slugify("../é/"), "");
        assert_eq!(slugify("0x3e (TLS)"), "0x3e-tls");
    }
}
