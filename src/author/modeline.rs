/// The folder that holds schemas.
pub const FOLDER: &str = "schema";

/// The first line of a YAML file of the project, which tells editors its schema; `None` for a file
/// that has none.
pub fn modeline(path: &str) -> Option<String> {
    let parts: Vec<&str> = path.strip_suffix(".yaml")?.split('/').collect();
    let schema = match parts.as_slice() {
        ["content", "site"] => "site".to_owned(),
        ["content", _, "family"] => "family".to_owned(),
        ["content", family, "notes", _] => format!("{family}/note"),
        ["content", family, _] => format!("{family}/code"),
        ["i18n", _, "glossary"] => "glossary".to_owned(),
        ["i18n", _, name] if !name.starts_with('.') => format!("{name}/overlay"),
        ["i18n", name] if !name.starts_with('.') => "catalog".to_owned(),
        _ => return None,
    };
    let up = "../".repeat(parts.len() - 1);
    Some(format!(
        "# yaml-language-server: $schema={up}{FOLDER}/{schema}.json"
    ))
}

#[cfg(test)]
mod tests {
    use super::modeline;

    #[test]
    fn every_yaml_file_knows_its_schema() {
        let line = |path| modeline(path).unwrap_or_default();
        assert_eq!(
            line("content/websocket/1007.yaml"),
            "# yaml-language-server: $schema=../../schema/websocket/code.json"
        );
        assert_eq!(
            line("content/websocket/notes/1000-vs-1001.yaml"),
            "# yaml-language-server: $schema=../../../schema/websocket/note.json"
        );
        assert_eq!(
            line("i18n/pt.yaml"),
            "# yaml-language-server: $schema=../schema/catalog.json"
        );
        assert_eq!(
            line("i18n/pt/glossary.yaml"),
            "# yaml-language-server: $schema=../../schema/glossary.json"
        );
        assert_eq!(line("i18n/pt/.seen.yaml"), "");
        assert_eq!(line("content/guides/closing-a-websocket.md"), "");
    }
}
