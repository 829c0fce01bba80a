//! What the addresses in a request mean, before anything is looked up.

use std::net::IpAddr;

use hyper::http::uri::Authority;
use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

/// Whether a request for `host` is meant for this server, which people know as `name`.
///
/// A page of a foreign site can make a name of its own lead to this machine and then read whatever
/// is served here (DNS rebinding). No such name is an address or `localhost`.
pub(super) fn is_own(host: &str, name: &str) -> bool {
    let Ok(authority) = host.parse::<Authority>() else {
        return false;
    };
    if authority.as_str().contains('@') {
        return false;
    }
    let host = authority.host().to_ascii_lowercase();
    let host = host.trim_start_matches('[').trim_end_matches(']');
    let host = host.strip_suffix('.').unwrap_or(host);
    host.parse::<IpAddr>().is_ok()
        || host == "localhost"
        || host.ends_with(".localhost")
        || host.eq_ignore_ascii_case(name)
}

/// What a path means on a site below a base path.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// A path below the base path, decoded and without the slash it begins with.
    Within(String),
    /// The base path without its slash, or the root of a server whose site is below it.
    Base,
    /// A path beside the site.
    Beside,
    /// Bytes that are no text.
    Malformed,
}

/// Decodes a path, once, and takes the base path off.
pub(super) fn asked(base: &str, path: &str) -> Asked {
    let Ok(path) = percent_decode_str(path).decode_utf8() else {
        return Asked::Malformed;
    };
    match path
        .strip_prefix(base)
        .map(|rest| (rest, rest.strip_prefix('/')))
    {
        Some((_, Some(within))) => Asked::Within(within.to_owned()),
        Some(("", None)) => Asked::Base,
        _ if path == "/" => Asked::Base,
        _ => Asked::Beside,
    }
}

/// What a path cannot hold as it is.
const PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'`')
    .add(b'{')
    .add(b'}');

/// The path of a folder of the site.
pub(super) fn folder(base: &str, name: &str) -> String {
    format!("{base}/{}/", utf8_percent_encode(name, PATH))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_local_names_are_own() {
        for host in [
            "localhost",
            "LOCALHOST:4000",
            "localhost.:4000",
            "127.0.0.1",
            "127.0.0.1:80",
            "[::1]:4000",
            "192.168.1.7:4000",
            "versus.localhost:4000",
            "box.lan:4000",
        ] {
            assert!(is_own(host, "box.lan"), "{host}");
        }
    }

    #[test]
    fn names_of_others_are_foreign() {
        for host in [
            "",
            ":4000",
            "example.org",
            "localhost.example.org",
            "127.0.0.1.example.org",
            "localhost@example.org",
            "example.org@localhost",
            "notlocalhost",
            "localhost/",
            "localhost:4000/..",
            "localhost,example.org",
            "0x7f000001",
            "2130706433",
            "[::1",
            "локалхост",
        ] {
            assert!(!is_own(host, "127.0.0.1"), "{host}");
        }
    }

    #[test]
    fn the_base_path_is_taken_off() {
        let within = |path: &str| Asked::Within(path.to_owned());
        for (base, path, expected) in [
            ("", "/", within("")),
            ("", "/http/404", within("http/404")),
            ("", "//http", within("/http")),
            ("/versus", "/versus/", within("")),
            ("/versus", "/versus/http/404", within("http/404")),
            ("/versus", "/%76ersus/http%2F404", within("http/404")),
            ("/versus", "/versus/%252e", within("%2e")),
            ("/versus", "/versus/caf%C3%A9", within("café")),
            ("/versus", "/versus", Asked::Base),
            ("/versus", "/", Asked::Base),
            ("/versus", "/versusly", Asked::Beside),
            ("/versus", "/http/404", Asked::Beside),
            ("/versus", "//versus/", Asked::Beside),
            ("/versus", "/versus/%C0%AE", Asked::Malformed),
            ("/versus", "/versus/%FF", Asked::Malformed),
            ("", "*", Asked::Beside),
        ] {
            assert_eq!(asked(base, path), expected, "{path} below {base}");
        }
    }

    #[test]
    fn a_folder_is_written_so_that_it_can_stand_in_a_header() {
        assert_eq!(folder("/versus", "http"), "/versus/http/");
        assert_eq!(folder("", "a b\r\nx"), "/a%20b%0D%0Ax/");
    }
}
