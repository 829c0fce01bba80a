/// The tags of a template: what stands between `{{` and `}}` or `{%` and `%}`, without the signs
/// that trim white space. Comments are left out, and so is the text around tags.
pub fn tags(template: &str) -> impl Iterator<Item = &str> {
    let mut rest = template;
    std::iter::from_fn(move || {
        loop {
            let start = rest
                .find("{{")
                .into_iter()
                .chain(rest.find("{%"))
                .chain(rest.find("{#"));
            let inner = &rest[start.min()? + 2..];
            let close = match rest.as_bytes()[rest.len() - inner.len() - 1] {
                b'{' => "}}",
                b'%' => "%}",
                _ => "#}",
            };
            let end = inner.find(close)?;
            rest = &inner[end + close.len()..];
            if close != "#}" {
                let tag = &inner[..end];
                return Some(tag.trim_start_matches('-').trim_end_matches('-').trim());
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::tags;

    #[test]
    fn tags_are_found_and_comments_are_not() {
        let template =
            "{# {{ no }} -#}\n{%- if a -%}<b>{{ a.b }}</b>{% endif %}{{- <c d={e} /> }} {{ f";
        assert_eq!(
            tags(template).collect::<Vec<_>>(),
            ["if a", "a.b", "endif", "<c d={e} />"]
        );
    }
}
