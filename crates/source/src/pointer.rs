//! JSON pointers (RFC 6901) in the form of a `$ref` within its document: `#/a/b`.

use std::borrow::Cow;
use std::fmt::Write;

/// The pointer to the whole document.
pub const ROOT: &str = "#";

/// Escapes a key for use in a pointer: `~` is written `~0` and `/` is written `~1`.
pub fn escape(key: &str) -> Cow<'_, str> {
    if key.contains(['~', '/']) {
        Cow::Owned(key.replace('~', "~0").replace('/', "~1"))
    } else {
        Cow::Borrowed(key)
    }
}

/// Unescapes a segment of a pointer to a key.
pub fn unescape(segment: &str) -> Cow<'_, str> {
    if segment.contains('~') {
        Cow::Owned(segment.replace("~1", "/").replace("~0", "~"))
    } else {
        Cow::Borrowed(segment)
    }
}

/// The pointer to the member `key` of the value at `parent`.
pub fn join(parent: &str, key: &str) -> String {
    let mut pointer = String::with_capacity(parent.len() + key.len() + 1);
    pointer.push_str(parent);
    push(&mut pointer, key);
    pointer
}

/// The pointer to the element `index` of the value at `parent`.
pub fn index(parent: &str, index: usize) -> String {
    format!("{parent}/{index}")
}

/// Extends `pointer` to its member `key`.
pub fn push(pointer: &mut String, key: &str) {
    pointer.push('/');
    pointer.push_str(&escape(key));
}

/// Extends `pointer` to its element `index`.
pub fn push_index(pointer: &mut String, index: usize) {
    // Writing to a `String` cannot fail.
    let _ = write!(pointer, "/{index}");
}

/// The pointer to the parent, and the key (unescaped) of the child in it; `None` for the root.
pub fn split(pointer: &str) -> Option<(&str, Cow<'_, str>)> {
    let (parent, segment) = pointer.rsplit_once('/')?;
    Some((parent, unescape(segment)))
}

/// The keys from the root to the value, unescaped.
pub fn keys(pointer: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let path = pointer.strip_prefix('#').unwrap_or(pointer);
    path.strip_prefix('/')
        .map(|path| path.split('/').map(unescape))
        .into_iter()
        .flatten()
}

/// The value at `pointer` in `tree`.
///
/// Unlike [`serde_json::Value::pointer`], this takes pointers of the form `#/a/b`.
pub fn get<'a>(tree: &'a serde_json::Value, pointer: &str) -> Option<&'a serde_json::Value> {
    tree.pointer(pointer.strip_prefix('#').unwrap_or(pointer))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_root_has_no_keys() {
        assert_eq!(keys("#").count(), 0);
        assert_eq!(split("#"), None);
        assert_eq!(keys("#/").collect::<Vec<_>>(), [""]);
    }

    proptest! {
        #[test]
        fn keys_come_back(parts in prop::collection::vec(".{0,12}", 0..6)) {
            let pointer = parts.iter().fold(ROOT.to_owned(), |at, key| join(&at, key));
            prop_assert_eq!(keys(&pointer).collect::<Vec<_>>(), parts.clone());
            let last = split(&pointer).map(|(_, key)| key.into_owned());
            prop_assert_eq!(last.as_ref(), parts.last());
        }
    }
}
