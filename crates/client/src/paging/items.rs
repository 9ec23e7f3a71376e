//! The items of a list.

use super::paged::{Paged, Pages, Polled};
use crate::Error;
#[cfg(feature = "blocking")]
use crate::Waiting;
use futures_core::Stream;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::vec::IntoIter;

/// The items of a list; made by [`Paged::stream`].
///
/// It is a `Stream`; [`next`](Self::next) needs no crate for streams. A page is requested when the
/// items of the one before it are used up and dropped. After an error the stream ends.
#[must_use = "a page is asked for when an item is awaited"]
pub struct Items<C: Paged> {
    pages: Pages<C>,
    items: IntoIter<C::Item>,
}

/// Nothing in it is ever pinned in place.
impl<C: Paged> Unpin for Items<C> {}

impl<C: Paged> Items<C> {
    pub(super) fn new(pages: Pages<C>) -> Self {
        Self {
            pages,
            items: Vec::new().into_iter(),
        }
    }

    /// Limits the number of pages, as a guard against lists without an end. A page beyond it is an
    /// error.
    pub fn max_pages(mut self, pages: usize) -> Self {
        self.pages = self.pages.max_pages(pages);
        self
    }

    /// The items as an iterator for programs that are not `async`.
    #[cfg(feature = "blocking")]
    pub fn wait(self) -> Waiting<Self> {
        Waiting::new(self)
    }

    /// The next item; `None` after the last, and after an error.
    pub async fn next(&mut self) -> Option<Result<C::Item, Error<C::Failure>>> {
        poll_fn(|context| self.poll_item(context)).await
    }

    /// Reads all items that are left; fails at the first error.
    pub async fn all(mut self) -> Result<Vec<C::Item>, Error<C::Failure>> {
        let mut all = Vec::new();
        while let Some(item) = self.next().await {
            all.push(item?);
            // The rest of its page is here already.
            all.extend(self.items.by_ref());
        }
        Ok(all)
    }

    /// The link to the page after that of the last item, for [`Paged::resume`]; `None` before the first
    /// page and on the last.
    pub fn next_link(&self) -> Option<&str> {
        self.pages.next_link()
    }

    /// The total number of items, if a page has named it; `None` before the first item.
    pub fn total(&self) -> Option<u64> {
        self.pages.total()
    }

    fn poll_item(&mut self, context: &mut Context<'_>) -> Polled<C::Item, C> {
        loop {
            if let Some(item) = self.items.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            // A page is dropped before the next one is requested.
            self.items = Vec::new().into_iter();
            match ready!(self.pages.poll_page(context)) {
                Some(Ok(page)) => self.items = page.into_items().into_iter(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl<C: Paged> Stream for Items<C> {
    type Item = Result<C::Item, Error<C::Failure>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_item(context)
    }
}

impl<C: Paged + fmt::Debug> fmt::Debug for Items<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items")
            .field("pages", &self.pages)
            .field("left", &self.items.len())
            .finish()
    }
}
