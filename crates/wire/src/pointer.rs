//! Tokens of JSON pointers (RFC 6901 section 3).

use std::borrow::Cow;

/// Returns the token of a member's name: `~` becomes `~0` and `/` becomes `~1`.
///
/// ```
/// use graphwright_wire::pointer::{escape, unescape};
///
/// assert_eq!(escape("a/b~c"), "a~1b~0c");
/// assert_eq!(unescape("a~1b~0c"), "a/b~c");
/// ```
pub fn escape(name: &str) -> Cow<'_, str> {
    if name.contains(['~', '/']) {
        Cow::Owned(name.replace('~', "~0").replace('/', "~1"))
    } else {
        Cow::Borrowed(name)
    }
}

/// Returns the name that a token stands for, which is the reverse of [`escape`].
///
/// A `~` that begins no escape stays as it is.
pub fn unescape(token: &str) -> Cow<'_, str> {
    if token.contains('~') {
        // In this order, so that `~01` is the name `~1` (RFC 6901 section 4).
        Cow::Owned(token.replace("~1", "/").replace("~0", "~"))
    } else {
        Cow::Borrowed(token)
    }
}

/// Appends a member's name to a pointer, as a `/` and the name's token.
///
/// ```
/// let mut pointer = String::from("/users/0");
/// graphwright_wire::pointer::push(&mut pointer, "a/b");
/// assert_eq!(pointer, "/users/0/a~1b");
/// ```
pub fn push(pointer: &mut String, name: &str) {
    pointer.push('/');
    pointer.push_str(&escape(name));
}

/// Returns the pointer to a member of what another pointer leads to.
pub fn join(pointer: &str, name: &str) -> String {
    let mut joined = pointer.to_owned();
    push(&mut joined, name);
    joined
}

#[cfg(test)]
mod tests {
    use super::{escape, unescape};
    use proptest::prelude::*;

    #[test]
    fn an_escaped_tilde_begins_no_other_escape() {
        assert_eq!(escape("~1"), "~01");
        assert_eq!(unescape("~01"), "~1");
        assert_eq!(unescape("~"), "~");
        assert_eq!(unescape("~2"), "~2");
    }

    proptest! {
        #[test]
        fn every_name_comes_back(name in "[a~/01é]{0,8}") {
            let token = escape(&name);
            prop_assert_eq!(unescape(&token), name.as_str());
        }
    }
}
