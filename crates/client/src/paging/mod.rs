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
pub use self::paged::{Page, Pages};

use crate::Call;
use crate::request::scalar_text;
use serde::Serialize;

/// A call that answers with one page of a list.
///
/// Awaited, it gives that page alone; [`stream`](Self::stream) and [`pages`](Self::pages) go on to the
/// others. Generated code implements the required members.
pub trait Paged: Call {
    /// What the list is of.
    type Item;

    /// How the next page is found.
    const PAGING: Paging;

    /// The items of a page; `None` where it has none.
    fn items(page: &mut Self::Success) -> Option<&mut Vec<Self::Item>>;

    /// What the page says of the next one, if the way is [`Paging::Link`] or [`Paging::Cursor`].
    fn next(_page: &Self::Success) -> Option<String> {
        None
    }

    /// The number of all items, where the page says it.
    fn total(_page: &Self::Success) -> Option<u64> {
        None
    }

    /// The pages from this one on.
    fn pages(self) -> Pages<Self> {
        Pages::new(self)
    }

    /// The items from this page on.
    fn stream(self) -> Items<Self> {
        Items::new(self.pages())
    }

    /// Begins at another page: with a link that [`Page::next_link`] gave, now or in an earlier run
    /// of the program. Everything in the path and the query comes from the link; headers do not,
    /// and are to be set again.
    #[must_use]
    fn resume(mut self, link: impl AsRef<str>) -> Self {
        self.request().set_link(link.as_ref());
        self
    }
}

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
