//! The pages of a list.

use super::items::Items;
use super::next::{NextHints, Paging, Progress, is_first, next_page};
use super::visited::Visited;
#[cfg(feature = "blocking")]
use crate::Waiting;
use crate::error::{Cause, Report};
use crate::request::link::refused_link;
use crate::{Call, Error, Full, RequestError, Sending, WithFull};
use futures_core::Stream;
use http::{HeaderMap, Uri};
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// A call that answers with one page of a list.
///
/// Awaiting it returns that page alone; [`stream`](Self::stream) and [`pages`](Self::pages) continue
/// with the others. Generated code implements the required members.
pub trait Paged: Call {
    /// The type of the items.
    type Item;

    /// The kind of paging.
    const PAGING: Paging;

    /// The items of a page; `None` if it has no list.
    fn items(page: &mut Self::Success) -> Option<&mut Vec<Self::Item>>;

    /// The member that names the next page, for [`Paging::Link`] and [`Paging::Cursor`].
    fn next(_page: &Self::Success) -> Option<String> {
        None
    }

    /// The total number of items, if the page names it.
    fn total(_page: &Self::Success) -> Option<u64> {
        None
    }

    /// The pages, starting with this one.
    fn pages(self) -> Pages<Self> {
        Pages::new(self)
    }

    /// The items, starting with those of this page.
    fn stream(self) -> Items<Self> {
        Items::new(self.pages())
    }

    /// Starts at another page, by a link that [`Page::next_link`] returned, now or in an earlier run of
    /// the program. Path and query are those of the link; headers must be set again.
    #[must_use]
    fn resume(mut self, link: impl AsRef<str>) -> Self {
        self.request().set_link(link.as_ref());
        self
    }
}

/// The pages of a list, requested one after the other and on demand; made by [`Paged::pages`].
///
/// It is a `Stream`; [`next`](Self::next) needs no crate for streams. After an error the stream ends;
/// [`next_link`](Self::next_link) is then the page that failed, at which [`Paged::resume`] continues.
#[must_use = "a page is asked for when it is awaited"]
pub struct Pages<C: Paged> {
    call: C,
    state: State<C>,
    /// The link to the next page; `None` for the first.
    link: Option<String>,
    visited: Visited,
    progress: Progress,
    limit: Option<usize>,
}

enum State<C> {
    /// The address of the next request, or the reason why it is refused, which is reported on demand.
    /// `None` is that of the call.
    Ready(Result<Option<Uri>, RequestError>),
    Waiting(Sending<WithFull<C>>),
    Done,
}

/// The result of polling a list for its next page or item.
pub(super) type Polled<T, C> = Poll<Option<Result<T, Error<<C as Call>::Failure>>>>;

/// Nothing in it is ever pinned in place.
impl<C: Paged> Unpin for Pages<C> {}

impl<C: Paged> Pages<C> {
    pub(super) fn new(call: C) -> Self {
        Self {
            call,
            state: State::Ready(Ok(None)),
            link: None,
            visited: Visited::default(),
            progress: Progress::default(),
            limit: None,
        }
    }

    /// Limits the number of pages, as a guard against lists without an end. A page beyond it is an
    /// error.
    pub fn max_pages(mut self, pages: usize) -> Self {
        self.limit = Some(pages);
        self
    }

    /// The pages as an iterator for programs that are not `async`.
    #[cfg(feature = "blocking")]
    pub fn wait(self) -> Waiting<Self> {
        Waiting::new(self)
    }

    /// The next page; `None` after the last, and after an error.
    pub async fn next(&mut self) -> Option<Result<Page<C>, Error<C::Failure>>> {
        poll_fn(|context| self.poll_page(context)).await
    }

    /// The link to the next page; `None` before the first page and after the last.
    pub fn next_link(&self) -> Option<&str> {
        self.link.as_deref()
    }

    /// The total number of items, if a page has named it.
    pub fn total(&self) -> Option<u64> {
        self.progress.total
    }

    pub(super) fn poll_page(&mut self, context: &mut Context<'_>) -> Polled<Page<C>, C> {
        if let State::Ready(_) = self.state {
            if let Err(refused) = self.send() {
                let operation = self.call.request().operation();
                let report = Report::unanswered(operation, Cause::Request(refused));
                return Poll::Ready(Some(Err(Error::new(report, None))));
            }
        }
        let State::Waiting(sending) = &mut self.state else {
            return Poll::Ready(None);
        };
        let answer = ready!(Pin::new(sending).poll(context));
        self.state = State::Done;
        Poll::Ready(Some(answer.map(|page| self.accept(page))))
    }

    /// Sends the next request, unless its link is refused or it would be one too many.
    fn send(&mut self) -> Result<(), RequestError> {
        let State::Ready(address) = std::mem::replace(&mut self.state, State::Done) else {
            return Ok(());
        };
        let request = self.call.request();
        if let Some(address) = address? {
            request.set_address(address);
        }
        if self.visited.len() == 0 {
            self.progress.so_far = is_first(C::PAGING, request).then_some(0);
        }
        if self.limit.is_some_and(|limit| self.visited.len() >= limit) {
            return Err(refused_link("leads to more pages than are allowed"));
        }
        // A request that cannot be sent has no address, and is refused when it is sent.
        if let Ok(address) = request.address() {
            if !self.visited.insert(&address) {
                return Err(refused_link("leads to a page that was read before"));
            }
        }
        self.state = State::Waiting(Sending::start(request));
        Ok(())
    }

    /// Accepts a page and finds the next one.
    fn accept(&mut self, mut page: Full<C::Success>) -> Page<C> {
        let here = C::items(&mut page.body).map_or(0, |items| items.len() as u64);
        let total = C::total(&page.body);
        self.progress.here = here;
        self.progress.so_far = self.progress.so_far.map(|before| before + here);
        self.progress.total = total.or(self.progress.total);
        let hints = NextHints {
            next: C::next(&page.body),
            headers: &page.headers,
        };
        let next = next_page(C::PAGING, self.call.request(), hints, self.progress);
        self.progress.largest = self.progress.largest.max(here);
        let (link, state) = match next {
            Some(next) => (Some(next.link), State::Ready(next.address.map(Some))),
            None => (None, State::Done),
        };
        self.link.clone_from(&link);
        self.state = state;
        Page {
            full: page,
            link,
            total,
        }
    }
}

impl<C: Paged> Stream for Pages<C> {
    type Item = Result<Page<C>, Error<C::Failure>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_page(context)
    }
}

/// Shows no links, because queries carry secrets.
impl<C: Paged + fmt::Debug> fmt::Debug for Pages<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages")
            .field("call", &self.call)
            .field("read", &self.visited.len())
            .field("total", &self.progress.total)
            .field("max_pages", &self.limit)
            .finish_non_exhaustive()
    }
}

/// One page of a list, with its headers.
pub struct Page<C: Paged> {
    full: Full<C::Success>,
    link: Option<String>,
    total: Option<u64>,
}

impl<C: Paged> Page<C> {
    /// The items.
    pub fn into_items(mut self) -> Vec<C::Item> {
        C::items(&mut self.full.body)
            .map(std::mem::take)
            .unwrap_or_default()
    }

    /// The whole body, as awaiting the call returns it.
    pub fn body(&self) -> &C::Success {
        &self.full.body
    }

    /// The whole body by value.
    pub fn into_body(self) -> C::Success {
        self.full.body
    }

    /// The headers of the answer.
    pub fn headers(&self) -> &HeaderMap {
        &self.full.headers
    }

    /// The link to the next page, for [`Paged::resume`]; `None` for the last page. It is verbatim from
    /// the server: a link that leads elsewhere is an error only when it is followed.
    pub fn next_link(&self) -> Option<&str> {
        self.link.as_deref()
    }

    /// The total number of items, if this page names it.
    pub fn total(&self) -> Option<u64> {
        self.total
    }
}

/// Shows no links, because queries carry secrets.
impl<C: Paged> fmt::Debug for Page<C>
where
    C::Success: fmt::Debug,
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Page")
            .field("full", &self.full)
            .field("is_last", &self.link.is_none())
            .field("total", &self.total)
            .finish()
    }
}
