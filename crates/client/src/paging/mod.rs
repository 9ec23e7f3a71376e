//! Lists in pages: read page by page or item by item, on demand, and no page twice.
//!
//! The state of a list is the address of its next page, however the API names that page. The first
//! page is the request of the call; each other page is the same request, with the same headers, sent
//! to another address. So a list can be resumed at any page ([`Paged::resume`]), and resuming, the
//! guard against pages that were read before and the check of links serve every kind of [`Paging`].
//!
//! Pages are requested on demand, and only one is held at a time.
//!
//! A list whose items or pages are counted ends with an empty page, with the total, or with a page
//! that is shorter than one before it. A first page that is shorter than requested does not end it,
//! because servers cap the size of pages; that costs one more request at most, and loses nothing.
//!
//! Another kind of paging needs a variant of [`Paging`], its arm in `next.rs`, and a key of the
//! generator's configuration that selects it.

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

/// A member of a page as a link or a cursor: the text of a scalar. Generated code calls it.
pub fn text(member: &impl Serialize) -> Option<String> {
    scalar_text(member)
}

/// A member of a page as a number of items: a number, or text that is one. Generated code calls it.
pub fn count(member: &impl Serialize) -> Option<u64> {
    let text = scalar_text(member)?;
    // A JSON `number` may be written `12.0`.
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
