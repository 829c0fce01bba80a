/// Where a link leads, judged by its text alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target<'a> {
    /// An http(s) or mailto address.
    External,
    /// A page of this site, its path beginning with a slash.
    Internal {
        /// The path without the fragment.
        path: &'a str,
        /// What follows `#`.
        fragment: Option<&'a str>,
    },
    /// A place on the same page.
    Fragment(&'a str),
    /// Anything else, `javascript:` and `data:` among it.
    Unsafe,
}

/// Judges a link's target.
pub fn target(target: &str) -> Target<'_> {
    if target.contains(|c: char| c.is_control() || c == '\\') {
        return Target::Unsafe;
    }
    if let Some(fragment) = target.strip_prefix('#') {
        return Target::Fragment(fragment);
    }
    let lower = target.to_ascii_lowercase();
    if ["https://", "http://", "mailto:"].iter().any(|scheme| {
        lower
            .strip_prefix(scheme)
            .is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/'))
    }) {
        return Target::External;
    }
    // `//host/path` would leave the site.
    if target.starts_with('/') && !target.starts_with("//") {
        let (path, fragment) = match target.split_once('#') {
            Some((path, fragment)) => (path, Some(fragment)),
            None => (target, None),
        };
        return Target::Internal { path, fragment };
    }
    Target::Unsafe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_mail_and_the_site_itself_are_safe() {
        for safe in ["https://x.org/a", "HTTP://x.org", "mailto:a@x.org"] {
            assert_eq!(target(safe), Target::External, "{safe}");
        }
        for bad in [
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            "data:text/html,x",
            "//evil.org/x",
            "vbscript:x",
            "java\nscript:x",
            "websocket/1006",
            "/\\evil.org",
            "https:///x",
            "",
        ] {
            assert_eq!(target(bad), Target::Unsafe, "{bad}");
        }
    }

    #[test]
    fn an_internal_link_is_a_path_and_a_fragment() {
        assert_eq!(
            target("/websocket/1006#how"),
            Target::Internal {
                path: "/websocket/1006",
                fragment: Some("how")
            }
        );
        assert_eq!(target("#how"), Target::Fragment("how"));
    }
}
