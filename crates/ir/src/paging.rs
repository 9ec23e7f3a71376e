//! Lists that come in pages: where the items stand, and how the next page is found.

use crate::Slot;
use std::fmt;

/// How a list goes on.
#[derive(Clone, Debug, PartialEq)]
pub struct Paging {
    /// The item of the list.
    pub item: Slot,
    /// The place of the items in a page; `None` for a page that is a bare list.
    pub items: Option<PageMember>,
    /// How the next page is found.
    pub next: NextPage,
    /// The place of the number of all items, if there is one.
    pub total: Option<Total>,
}

/// How the next page is found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NextPage {
    /// By a link in the page.
    Link(PageMember),
    /// By the `Link` header with `rel="next"` (RFC 8288).
    LinkHeader,
    /// By a member of the page that is sent back as a parameter of the query.
    Cursor {
        /// The parameter's name on the wire.
        parameter: String,
        /// The member.
        member: PageMember,
    },
    /// By a parameter of the query that counts items.
    Offset {
        /// The parameter's name on the wire.
        parameter: String,
        /// The parameter with the size of a page, on the wire.
        limit: Option<String>,
        /// The beginning of a list.
        first: u64,
    },
    /// By a parameter of the query that counts pages.
    Page {
        /// The parameter's name on the wire.
        parameter: String,
        /// The number of the first page.
        first: u64,
    },
}

/// The place of the number of all items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Total {
    /// In a field.
    Member(PageMember),
    /// Among the members that no field names: in this field, under this key.
    Additional {
        /// The field that keeps such members, as its ident.
        field: String,
        /// The key.
        wire: String,
    },
}

/// A member of a page, perhaps of an object in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageMember {
    /// Its place, as a JSON pointer.
    pub pointer: String,
    /// The way to it.
    pub path: Vec<PageField>,
}

/// A field on the way to a member of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageField {
    /// Its ident.
    pub ident: String,
    /// `true` if it is an `Option`.
    pub optional: bool,
}

/// For example `/value -> value`.
impl fmt::Display for PageMember {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path: Vec<_> = self.path.iter().map(|field| field.ident.as_str()).collect();
        write!(f, "{} -> {}", self.pointer, path.join("."))
    }
}

/// For example `items /value -> value, next link /next -> next, total /count -> count`.
impl fmt::Display for Paging {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.items {
            Some(items) => write!(f, "items {items}, ")?,
            None => f.write_str("items are the answer, ")?,
        }
        write!(f, "next {}", self.next)?;
        match &self.total {
            Some(total) => write!(f, ", total {total}"),
            None => Ok(()),
        }
    }
}

impl fmt::Display for NextPage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Link(member) => write!(f, "by link {member}"),
            Self::LinkHeader => f.write_str("by header Link"),
            Self::Cursor { parameter, member } => {
                write!(f, "by parameter {parameter} = {member}")
            }
            Self::Offset {
                parameter,
                limit,
                first,
            } => {
                write!(f, "by parameter {parameter} = items from {first}")?;
                match limit {
                    Some(limit) => write!(f, " (limit {limit})"),
                    None => Ok(()),
                }
            }
            Self::Page { parameter, first } => {
                write!(f, "by parameter {parameter} = pages from {first}")
            }
        }
    }
}

impl fmt::Display for Total {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Member(member) => write!(f, "{member}"),
            Self::Additional { field, wire } => write!(f, "/{wire} -> {field}[{wire}]"),
        }
    }
}
