use std::fmt;

use crate::content::Content;
use crate::locale::Locales;

/// Which part of the whole is built; a list that is empty chooses everything.
#[derive(Debug, Default, Clone)]
pub struct Scope {
    /// Ids of families.
    pub families: Vec<String>,
    /// Ids or language tags of locales.
    pub locales: Vec<String>,
}

/// Something that was chosen does not exist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotFound {
    kind: &'static str,
    name: String,
    known: Vec<String>,
}

impl fmt::Display for NotFound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { kind, name, known } = self;
        write!(
            f,
            "there is no {kind} `{name}`; there are {}",
            known.join(", ")
        )
    }
}

impl std::error::Error for NotFound {}

impl Scope {
    /// The indices of the chosen families, in the site's order.
    pub(super) fn families(&self, content: &Content) -> Result<Vec<usize>, NotFound> {
        let ids: Vec<&str> = content
            .families
            .iter()
            .map(|family| family.id.as_str())
            .collect();
        choose("family", &self.families, &ids, |index, name| {
            ids[index] == name
        })
    }

    /// The indices of the chosen locales, in the site's order.
    pub(super) fn locales(&self, locales: &Locales) -> Result<Vec<usize>, NotFound> {
        let all = locales.all();
        let ids: Vec<&str> = all.iter().map(|locale| locale.id.as_str()).collect();
        choose("locale", &self.locales, &ids, |index, name| {
            all[index].id == name || all[index].tag.eq_ignore_ascii_case(name)
        })
    }
}

fn choose(
    kind: &'static str,
    names: &[String],
    known: &[&str],
    is: impl Fn(usize, &str) -> bool,
) -> Result<Vec<usize>, NotFound> {
    let all = 0..known.len();
    let missing = names
        .iter()
        .find(|name| !all.clone().any(|index| is(index, name)));
    if let Some(name) = missing {
        let known = known.iter().map(|id| (*id).to_owned()).collect();
        return Err(NotFound {
            kind,
            name: name.clone(),
            known,
        });
    }
    let chosen = |index: &usize| names.is_empty() || names.iter().any(|name| is(*index, name));
    Ok(all.filter(chosen).collect())
}
