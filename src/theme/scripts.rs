use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::Path;

use super::Asset;

/// Gives the modules that scripts import the version that pages give them, so that a module is
/// fetched once and a deploy never mixes old with new.
///
/// A script's own version changes with those of its modules, which therefore must not import each
/// other in a circle: one of them would be fetched twice.
pub(super) fn version_imports(assets: &mut [Asset]) {
    let mut done = BTreeSet::new();
    for index in 0..assets.len() {
        version(index, assets, &mut done, &mut Vec::new());
    }
}

/// Makes one script whole, after all that it imports.
fn version(
    index: usize,
    assets: &mut [Asset],
    done: &mut BTreeSet<usize>,
    within: &mut Vec<usize>,
) {
    if done.contains(&index) || within.contains(&index) || !is_script(&assets[index].name) {
        return;
    }
    let Ok(text) = String::from_utf8(assets[index].bytes.clone()) else {
        return;
    };
    within.push(index);
    let mut whole = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some((before, name, after)) = next_import(rest) {
        whole.push_str(before);
        let folder = assets[index]
            .name
            .rsplit_once('/')
            .map_or("", |(folder, _)| folder);
        let wanted = [folder, name].join("/");
        let wanted = wanted.trim_start_matches('/');
        match assets.iter().position(|asset| asset.name == wanted) {
            Some(module) => {
                version(module, assets, done, within);
                whole.push_str(&[name, "?v=", &assets[module].version()].concat());
            }
            None => whole.push_str(name),
        }
        rest = after;
    }
    whole.push_str(rest);
    within.pop();
    assets[index].bytes = whole.into_bytes();
    done.insert(index);
}

fn is_script(name: &str) -> bool {
    Path::new(name).extension() == Some(OsStr::new("js"))
}

/// The next import of a neighbouring file: all before its name, the name, and all after it.
fn next_import(text: &str) -> Option<(&str, &str, &str)> {
    let mut from = 0;
    while let Some(found) = text[from..].find("\"./") {
        let start = from + found + "\"./".len();
        let keyword = text[..from + found].trim_end();
        let end = start + text[start..].find('"')?;
        let name = &text[start..end];
        let imports = keyword.ends_with("from")
            || keyword.ends_with("import")
            || keyword.ends_with("import(");
        if imports && is_script(name) {
            return Some((&text[..start], name, &text[end..]));
        }
        from = end;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asset(name: &str, text: &str) -> Asset {
        Asset {
            name: name.to_owned(),
            bytes: text.as_bytes().to_vec(),
        }
    }

    fn text(asset: &Asset) -> &str {
        std::str::from_utf8(&asset.bytes).expect("scripts are UTF-8")
    }

    #[test]
    fn imports_carry_the_version_of_what_they_name() {
        let page = "import { a } from \"./a.js\";\nawait import(\"./b.js\");\n";
        let mut assets = vec![
            asset("a.js", "export const a = 1;"),
            asset("b.js", "import \"./a.js\";"),
            asset("page.js", page),
        ];
        version_imports(&mut assets);
        let (a, b) = (assets[0].version(), assets[1].version());
        assert_eq!(text(&assets[1]), format!("import \"./a.js?v={a}\";"));
        assert_eq!(
            text(&assets[2]),
            format!("import {{ a }} from \"./a.js?v={a}\";\nawait import(\"./b.js?v={b}\");\n")
        );
    }

    #[test]
    fn a_change_in_a_module_changes_the_version_of_whoever_imports_it() {
        let version = |module: &str| {
            let mut assets = vec![asset("a.js", module), asset("b.js", "import \"./a.js\";")];
            version_imports(&mut assets);
            assets[1].version()
        };
        assert_ne!(version("1"), version("2"));
    }

    #[test]
    fn other_strings_stay_as_they_are() {
        let script = "const path = \"./a.js\"; import \"./none.js\"; fetch(\"./a.js\"); \"./";
        let mut assets = vec![asset("a.js", ""), asset("b.js", script)];
        version_imports(&mut assets);
        assert_eq!(text(&assets[1]), script);
    }

    #[test]
    fn a_circle_ends() {
        let mut assets = vec![
            asset("a.js", "import \"./b.js\";"),
            asset("b.js", "import \"./a.js\";"),
        ];
        version_imports(&mut assets);
        assert!(text(&assets[0]).starts_with("import \"./b.js?v="));
    }
}
