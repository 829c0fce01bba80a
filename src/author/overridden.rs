use crate::packed;

use super::file::{Draft, Failure};
use super::find;

/// A copy of one file of the theme, which wins over the one that is built in: `templates/code.html`,
/// `static/style.css`.
pub fn new_override(path: &str) -> Result<Draft, Failure> {
    let folders = [("templates", packed::TEMPLATES), ("static", packed::STATIC)];
    let files = folders.into_iter().flat_map(|(folder, files)| {
        files
            .iter()
            .map(move |(name, bytes)| (format!("{folder}/{name}"), *bytes))
    });
    let files: Vec<(String, &[u8])> = files.collect();
    let text = files
        .iter()
        .find(|(name, _)| name == path)
        .and_then(|(_, bytes)| std::str::from_utf8(bytes).ok());
    text.map(|text| Draft::new(path, text)).ok_or_else(|| {
        let in_folder = format!("/{path}");
        if let Some((name, _)) = files.iter().find(|(name, _)| name.ends_with(&in_folder)) {
            return Failure::refused(
                format!("the theme has no file `{path}`"),
                format!("did you mean `{name}`?"),
            );
        }
        let names = files.iter().map(|(name, _)| name.as_str());
        find::unknown("file of the theme", path, names)
    })
}
