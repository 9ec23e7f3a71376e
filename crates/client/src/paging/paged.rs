//! A list page by page.

use super::items::Items;
use super::next::{Paging, Progress, Told, is_first, next_page};
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

/// The pages of a list, asked for one after the other, each when it is wanted; made by
/// [`Paged::pages`].
///
/// It is a `Stream`, and without any crate for streams [`next`](Self::next) will do. After an error
/// it ends; [`next_link`](Self::next_link) is then the page that did not come, from where
/// [`Paged::resume`] goes on.
#[must_use = "a page is asked for when it is awaited"]
pub struct Pages<C: Paged> {
    call: C,
    state: State<C>,
    /// The page to ask for; `None` for the call's own.
    link: Option<String>,
    visited: Visited,
    progress: Progress,
    most: Option<usize>,
}

enum State<C> {
    /// The address of the next request, which is known to be good or is refused when it is wanted.
    Ready(Result<Option<Uri>, RequestError>),
    Waiting(Sending<WithFull<C>>),
    Done,
}

/// What is there of a list when it is asked for its next part.
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
            most: None,
        }
    }

    /// Makes it an error to ask for more pages than this, as a guard against lists without an end.
    pub fn max_pages(mut self, pages: usize) -> Self {
        self.most = Some(pages);
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

    /// The link to the page that comes next; `None` before the first and after the last.
    pub fn next_link(&self) -> Option<&str> {
        self.link.as_deref()
    }

    /// The number of all items, if a page has said it.
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
        Poll::Ready(Some(answer.map(|page| self.took(page))))
    }

    /// Sends the request that is ready, unless its link is refused or this would be once too often.
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
        if self.most.is_some_and(|most| self.visited.len() >= most) {
            return Err(refused_link("leads to more pages than are allowed"));
        }
        // A request that cannot be sent has no address, and says why when it is sent.
        if let Ok(address) = request.address() {
            if !self.visited.insert(&address) {
                return Err(refused_link("leads to a page that was read before"));
            }
        }
        self.state = State::Waiting(Sending::of(request));
        Ok(())
    }

    /// Takes a page and finds the next one.
    fn took(&mut self, mut page: Full<C::Success>) -> Page<C> {
        let here = C::items(&mut page.body).map_or(0, |items| items.len() as u64);
        let total = C::total(&page.body);
        self.progress.here = here;
        self.progress.so_far = self.progress.so_far.map(|before| before + here);
        self.progress.total = total.or(self.progress.total);
        let told = Told {
            next: C::next(&page.body),
            headers: &page.headers,
        };
        let next = next_page(C::PAGING, self.call.request(), told, self.progress);
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

/// Shows no link: queries carry secrets.
impl<C: Paged + fmt::Debug> fmt::Debug for Pages<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages")
            .field("call", &self.call)
            .field("read", &self.visited.len())
            .field("total", &self.progress.total)
            .field("max_pages", &self.most)
            .finish_non_exhaustive()
    }
}

/// One page of a list, with what came with it.
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

    /// The whole answer, as awaiting the call gives it.
    pub fn body(&self) -> &C::Success {
        &self.full.body
    }

    /// The whole answer by value.
    pub fn into_body(self) -> C::Success {
        self.full.body
    }

    /// The headers of the answer.
    pub fn headers(&self) -> &HeaderMap {
        &self.full.headers
    }

    /// The link to the next page, for [`Paged::resume`]; `None` for the last page. It is as the
    /// server gave it: where it is hostile, only following it is an error.
    pub fn next_link(&self) -> Option<&str> {
        self.link.as_deref()
    }

    /// The number of all items, where this page says it.
    pub fn total(&self) -> Option<u64> {
        self.total
    }
}

/// Shows no link: queries carry secrets.
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
