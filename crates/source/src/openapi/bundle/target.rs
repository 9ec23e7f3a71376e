//! The text of a `$ref` (a URI reference, RFC 3986) as a file below the root and a place in it.

use crate::percent;
use std::borrow::Cow;

/// The reason why a `$ref` cannot lead to a file below the root.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Away {
    /// It names a host.
    Network,
    /// It leaves the root folder.
    Outside,
    /// It is an absolute path.
    Absolute,
    /// It is not a relative path.
    NoPath,
}

/// The file part, which may be empty, and the fragment.
pub(super) fn split(text: &str) -> (&str, Option<&str>) {
    text.split_once('#')
        .map_or((text, None), |(file, fragment)| (file, Some(fragment)))
}

/// Resolves `file` against the file at the path `base` to a path below the root.
///
/// A backslash is a separator, so that paths mean the same on every system; a colon would name a drive, a scheme
/// or a stream.
pub(super) fn path(base: &str, file: &str) -> Result<String, Away> {
    if file.contains("://") || file.starts_with("//") {
        return Err(Away::Network);
    }
    let plain = percent::decode(file).map_or(Cow::Borrowed(file), Cow::Owned);
    let plain = plain.replace('\\', "/");
    if plain.starts_with('/') {
        return Err(Away::Absolute);
    }
    if plain.contains(|c: char| c == ':' || c.is_control()) {
        return Err(Away::NoPath);
    }
    let folder = base.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut segments: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in plain.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                segments.pop().ok_or(Away::Outside)?;
            }
            part => segments.push(part),
        }
    }
    if segments.is_empty() {
        return Err(Away::NoPath);
    }
    Ok(segments.join("/"))
}

/// The path `path` relative to the folder of the file at `base`. Both are below the root and have no `..`.
pub(super) fn relative_to(base: &str, path: &str) -> String {
    let folder = base.rsplit_once('/').map_or("", |(folder, _)| folder);
    let folders = || folder.split('/').filter(|part| !part.is_empty());
    let mut rest = path;
    let mut shared = 0;
    for part in folders() {
        match rest.split_once('/') {
            Some((first, after)) if first == part => rest = after,
            _ => break,
        }
        shared += 1;
    }
    let up = "../".repeat(folders().count() - shared);
    format!("{up}{rest}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_relative_to_the_file_that_names_them() {
        let check = |base: &str, file: &str, expected: Result<&str, Away>| {
            assert_eq!(
                path(base, file),
                expected.map(str::to_owned),
                "{base} {file}"
            );
        };
        check("api.yaml", "./pets.yaml", Ok("pets.yaml"));
        check("a/b.yaml", "../c/./d.yaml", Ok("c/d.yaml"));
        check("a/b.yaml", "..\\c\\d.yaml", Ok("c/d.yaml"));
        check("api.yaml", "my%20pets.yaml", Ok("my pets.yaml"));
        check("api.yaml", "a//b.yaml", Ok("a/b.yaml"));
        check("a/b.yaml", "..", Err(Away::NoPath));
        check("api.yaml", "../../etc/passwd", Err(Away::Outside));
        check("a/b.yaml", "../../c.yaml", Err(Away::Outside));
        check("api.yaml", "a/../../c.yaml", Err(Away::Outside));
        check("api.yaml", "%2e%2e/c.yaml", Err(Away::Outside));
        check("api.yaml", "..%5cc.yaml", Err(Away::Outside));
        check("api.yaml", "/etc/passwd", Err(Away::Absolute));
        check("api.yaml", "\\\\host\\share", Err(Away::Absolute));
        check("api.yaml", "C:\\pets.yaml", Err(Away::NoPath));
        check("api.yaml", "urn:pets", Err(Away::NoPath));
        check("api.yaml", "\0pets.yaml", Err(Away::NoPath));
        check("api.yaml", "//host/pets.yaml", Err(Away::Network));
        check("api.yaml", "https://host/pets.yaml", Err(Away::Network));
    }

    #[test]
    fn a_path_is_shown_from_the_folder_of_the_document() {
        let check = |base: &str, path: &str, expected: &str| {
            assert_eq!(relative_to(base, path), expected, "{base} {path}");
        };
        check("api.yaml", "pets.yaml", "pets.yaml");
        check("api.yaml", "a/pets.yaml", "a/pets.yaml");
        check("a/api.yaml", "a/b/pets.yaml", "b/pets.yaml");
        check("a/b/api.yaml", "a/c/b/pets.yaml", "../c/b/pets.yaml");
        check("a/b/api.yaml", "pets.yaml", "../../pets.yaml");
        check("a/b/api.yaml", "a", "../../a");
    }
}
