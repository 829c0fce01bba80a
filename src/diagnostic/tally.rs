use std::fmt;

use super::{Diagnostic, Severity};

/// How many problems there are of each severity.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Those that keep a site from being published.
    pub errors: usize,
    /// Those that do not.
    pub warnings: usize,
}

impl Tally {
    /// Counts problems.
    pub fn of(problems: &[Diagnostic]) -> Self {
        let count = |severity| {
            let same = problems.iter().filter(|it| it.severity() == severity);
            same.count()
        };
        Self {
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
        }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counted = |count: usize, name: &str| match count {
            0 => None,
            1 => Some(format!("1 {name}")),
            _ => Some(format!("{count} {name}s")),
        };
        let errors = counted(self.errors, Severity::Error.name());
        let warnings = counted(self.warnings, Severity::Warning.name());
        let told: Vec<String> = errors.into_iter().chain(warnings).collect();
        if told.is_empty() {
            f.write_str("no problems")
        } else {
            f.write_str(&told.join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Tally;

    #[test]
    fn problems_are_counted_as_people_do() {
        let told = |errors, warnings| Tally { errors, warnings }.to_string();
        assert_eq!(told(0, 0), "no problems");
        assert_eq!(told(1, 0), "1 error");
        assert_eq!(told(0, 1), "1 warning");
        assert_eq!(told(2, 1), "2 errors, 1 warning");
        assert_eq!(told(1, 12), "1 error, 12 warnings");
    }
}
