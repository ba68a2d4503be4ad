//! Places as SARIF writes them: percent-encoded URIs relative to the source root, and regions.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::super::place;
use super::types::{ArtifactLocation, PhysicalLocation, Region};
use crate::source::{Sources, Span};

/// The folder that relative URIs start at, by the name that consumers know.
pub(super) const ROOT: &str = "%SRCROOT%";
/// What a path keeps as it is. A colon is encoded: in a first segment it would end a scheme.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A file.
pub(super) fn artifact(path: &str) -> ArtifactLocation {
    let encoded = |path: &str| utf8_percent_encode(path, ENCODED).to_string();
    let drive = |path: &str| {
        let bytes = path.as_bytes();
        bytes.len() > 2 && bytes[0].is_ascii_alphabetic() && bytes[1] == b':' && bytes[2] == b'/'
    };
    let outside = path.split('/').any(|part| part == "..");
    match path {
        share if share.starts_with("//") => ArtifactLocation { uri: format!("file:{}", encoded(share)), base: None },
        absolute if absolute.starts_with('/') => {
            ArtifactLocation { uri: format!("file://{}", encoded(absolute)), base: None }
        }
        absolute if drive(absolute) => {
            let uri = format!("file:///{}:{}", &absolute[..1], encoded(&absolute[2..]));
            ArtifactLocation { uri, base: None }
        }
        // What lies above the root is not relative to it.
        _ if outside => ArtifactLocation { uri: encoded(path), base: None },
        _ => {
            let parts: Vec<_> = path.split('/').filter(|part| !matches!(*part, "" | ".")).collect();
            ArtifactLocation { uri: encoded(&parts.join("/")), base: Some(ROOT) }
        }
    }
}

/// The file of a span.
pub(super) fn file(sources: &Sources, at: Span) -> ArtifactLocation {
    artifact(&sources.get(at.source).path)
}

/// The lines and columns of a span.
pub(super) fn region(sources: &Sources, at: Span) -> Region {
    let place::Region { line, column, end_line, end_column } = place::Region::of(sources, at);
    Region { start_line: line, start_column: column, end_line, end_column }
}

/// Both.
pub(super) fn physical(sources: &Sources, at: Span) -> PhysicalLocation {
    PhysicalLocation { artifact_location: file(sources, at), region: region(sources, at) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_uris() {
        for (path, uri, base) in [
            ("he-thong/mot-cua.yaml", "he-thong/mot-cua.yaml", Some(ROOT)),
            ("./a b/hồ sơ.yaml", "a%20b/h%E1%BB%93%20s%C6%A1.yaml", Some(ROOT)),
            (".//a/./b//c.yaml", "a/b/c.yaml", Some(ROOT)),
            ("c:d.yaml", "c%3Ad.yaml", Some(ROOT)),
            ("a#b?c%d.yaml", "a%23b%3Fc%25d.yaml", Some(ROOT)),
            ("../chung/a.yaml", "../chung/a.yaml", None),
            ("/tmp/a b.yaml", "file:///tmp/a%20b.yaml", None),
            ("C:/mô tả/a.yaml", "file:///C:/m%C3%B4%20t%E1%BA%A3/a.yaml", None),
            ("//may-chu/a.yaml", "file://may-chu/a.yaml", None),
        ] {
            let found = artifact(path);
            assert_eq!((found.uri.as_str(), found.base), (uri, base), "{path}");
        }
    }
}
