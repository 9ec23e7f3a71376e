//! Lists that come in pages: read page by page or item by item, lazily, and never twice.
//!
//! A list is where its next page is: an address, whichever way the API has to say so. The first
//! page is the call's own request; every other is the same request, with the same headers, sent to
//! another address. So any page can be where a list is taken up again, see [`Paged::resume`].
//!
//! Nothing is asked for before it is wanted, and no more than one page is held at a time.

mod items;
mod link_header;
mod next;
mod paged;
mod visited;

pub use self::items::Items;
pub use self::next::Paging;
pub use self::paged::{Page, Paged, Pages};

use crate::request::scalar_text;
use serde::Serialize;

/// A member of a page as a link or a cursor: the text of any scalar. Generated code calls it.
pub fn text(member: &impl Serialize) -> Option<String> {
    scalar_text(member)
}

/// A member of a page as a number of items: a number, or a text that is one. Generated code calls
/// it.
pub fn count(member: &impl Serialize) -> Option<u64> {
    let text = scalar_text(member)?;
    // A number that a document calls `number` may come as `12.0`.
    text.strip_suffix(".0").unwrap_or(&text).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::{count, text};
    use serde_json::{Value, json};

    #[test]
    fn members_are_read_whatever_their_type() {
        let none: Option<Value> = None;
        assert_eq!((text(&none), count(&none)), (None, None));
        for (member, as_text, as_count) in [
            (json!("a&b"), Some("a&b"), None),
            (json!(12), Some("12"), Some(12)),
            (json!("12"), Some("12"), Some(12)),
            (json!(-1), Some("-1"), None),
            (json!(null), None, None),
            (json!([1]), None, None),
        ] {
            assert_eq!(text(&Some(&member)).as_deref(), as_text, "{member}");
            assert_eq!(count(&member), as_count, "{member}");
        }
        assert_eq!((count(&12.0_f64), count(&12.5_f64)), (Some(12), None));
    }
}
