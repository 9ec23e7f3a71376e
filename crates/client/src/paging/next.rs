//! Finds the next page of a list.

use super::link_header;
use crate::request::link::refused_link;
use crate::{Request, RequestError};
use http::{HeaderMap, Uri};

/// The kind of paging of a list. Generated code names it for each operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Paging {
    /// A link in the body.
    Link,
    /// A link with `rel="next"` in the `Link` header (RFC 8288).
    LinkHeader,
    /// A text in the body, which becomes a query parameter.
    Cursor {
        /// The parameter.
        parameter: &'static str,
    },
    /// A query parameter that counts items. The list ends with an empty page, with the total, or with a
    /// page that is shorter than others.
    Offset {
        /// The parameter.
        parameter: &'static str,
        /// The parameter with the size of a page.
        limit: Option<&'static str>,
        /// The offset of the first item.
        first: u64,
    },
    /// A query parameter that counts pages. The list ends as for [`Offset`](Self::Offset).
    Page {
        /// The parameter.
        parameter: &'static str,
        /// The number of the first page.
        first: u64,
    },
}

/// The progress of a list, after a page has arrived.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Progress {
    /// The number of items on this page.
    pub(super) here: u64,
    /// The largest number of items on a page before this one.
    pub(super) largest: u64,
    /// The number of items up to this page, inclusive, if the list was read from its beginning.
    pub(super) so_far: Option<u64>,
    /// The total number of items, if a page has named it.
    pub(super) total: Option<u64>,
}

impl Progress {
    /// Returns whether this page is the last: it is empty, it reaches the total, or it is short and no
    /// total says that there is more.
    ///
    /// A server may return fewer items than requested on every page. So a page counts as short only if
    /// a page before it was larger, and never if it is the first.
    fn is_last(self, so_far: Option<u64>, limit: Option<u64>) -> bool {
        let full = limit.unwrap_or(self.largest);
        let is_short = self.here < full && self.largest >= full;
        match self.total {
            _ if self.here == 0 => true,
            Some(total) if so_far == Some(total) => true,
            // A total that was exceeded before is wrong.
            Some(total) if so_far.is_some_and(|so_far| so_far < total) => false,
            _ => is_short,
        }
    }
}

/// Returns whether a request is for the first page of a list whose pages are counted.
pub(super) fn is_first(paging: Paging, request: &Request) -> bool {
    match paging {
        Paging::Page { parameter, first } => {
            let number = request.number_of(parameter);
            number.is_none_or(|number| number == first)
        }
        _ => false,
    }
}

/// The parts of an answer that can name the next page.
pub(super) struct NextHints<'a> {
    /// The member of the body that [`Paged::next`](super::Paged::next) reads.
    pub(super) next: Option<String>,
    pub(super) headers: &'a HeaderMap,
}

/// The page after another one.
pub(super) struct NextPage {
    /// The link to the page; empty if there is no address.
    pub(super) link: String,
    /// The address that the link leads to, or why it is not followed.
    pub(super) address: Result<Uri, RequestError>,
}

impl NextPage {
    /// The page that a link of the server leads to.
    fn at_link(request: &Request, link: &str) -> Self {
        Self {
            link: link.to_owned(),
            address: request.leads_to(link),
        }
    }

    /// The page at an address that was made from that of the request.
    fn at_address(address: Result<Uri, RequestError>) -> Self {
        let link = address.as_ref().map(Uri::to_string).unwrap_or_default();
        Self { link, address }
    }
}

/// Finds the page after the current one; `None` after the last.
pub(super) fn next_page(
    paging: Paging,
    request: &Request,
    hints: NextHints<'_>,
    progress: Progress,
) -> Option<NextPage> {
    // Some servers name no page by an empty text.
    let next = hints.next.filter(|next| !next.is_empty());
    match paging {
        Paging::Link => Some(NextPage::at_link(request, &next?)),
        Paging::LinkHeader => {
            let link = link_header::next_link(hints.headers)?;
            Some(NextPage::at_link(request, link))
        }
        Paging::Cursor { parameter } => {
            let address = request.address_with(parameter, next?);
            // Some servers end a list by repeating the cursor.
            let is_same = address.as_ref().ok() == request.address().ok().as_ref();
            (progress.here > 0 || !is_same).then(|| NextPage::at_address(address))
        }
        Paging::Offset {
            parameter,
            limit,
            first,
        } => {
            let here = request.number_of(parameter).unwrap_or(first);
            let next = here.checked_add(progress.here);
            let so_far = next.and_then(|next| next.checked_sub(first));
            let limit = limit.and_then(|limit| request.number_of(limit));
            let is_last = progress.is_last(so_far, limit);
            (!is_last).then(|| NextPage::at_address(address_of(request, parameter, next)))
        }
        Paging::Page { parameter, first } => {
            let next = request.number_of(parameter).unwrap_or(first).checked_add(1);
            let is_last = progress.is_last(progress.so_far, None);
            (!is_last).then(|| NextPage::at_address(address_of(request, parameter, next)))
        }
    }
}

fn address_of(
    request: &Request,
    parameter: &str,
    number: Option<u64>,
) -> Result<Uri, RequestError> {
    let number = number.ok_or_else(|| refused_link("counts beyond the largest number"))?;
    request.address_with(parameter, number.to_string())
}

#[cfg(test)]
mod tests {
    use super::Progress;

    #[track_caller]
    fn check(here: u64, largest: u64, total: Option<u64>, so_far: u64, limit: Option<u64>) -> bool {
        let progress = Progress {
            here,
            largest,
            so_far: None,
            total,
        };
        progress.is_last(Some(so_far), limit)
    }

    #[test]
    fn a_list_ends_where_nothing_more_can_come() {
        assert!(check(0, 10, None, 10, None), "an empty page");
        assert!(
            check(0, 0, Some(9), 0, None),
            "an empty page, whatever the total"
        );
        assert!(check(5, 10, None, 15, None), "shorter than the one before");
        assert!(check(5, 10, None, 15, Some(10)), "shorter than asked for");
        assert!(check(10, 10, Some(20), 20, None), "the total");
    }

    #[test]
    fn a_list_goes_on_where_more_may_come() {
        assert!(!check(5, 0, None, 5, None), "the first page tells no size");
        assert!(!check(5, 0, None, 5, Some(10)), "the server may give fewer");
        assert!(!check(5, 5, None, 10, Some(10)), "the server gives fewer");
        assert!(!check(10, 10, None, 20, Some(10)), "a whole page");
        assert!(
            !check(5, 10, Some(20), 15, None),
            "the total is not reached"
        );
        assert!(!check(10, 10, Some(0), 20, None), "a total that is none");
    }
}
