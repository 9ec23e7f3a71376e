//! The configuration of the API, apart from its documents.

use crate::selection::Select;
use graphwright_source::{Diagnostic, Origin};
use std::collections::BTreeMap;

/// The configuration of the API, with documented defaults.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    /// The prefix of the generated packages, for example `graph-users`.
    pub name: String,
    /// The inputs, as paths relative to the configuration, for headers. The document is the first.
    pub inputs: Vec<String>,
    /// Names of types and operations by JSON pointer (`#/a/b`), where the suggested name is not the
    /// best. The pointer may lead to the schema or to what it is the only schema of: the response,
    /// the request body, the list that it is an item of.
    pub names: Vec<(String, String)>,
    /// The locations of these keys in the configuration, for messages.
    pub places: BTreeMap<String, Origin>,
    /// The treatment of members that the document does not name.
    pub unknown: Unknown,
    /// How lists go on: for each operation, the first rule that fits it.
    pub paging: Vec<Paging>,
    /// The scopes that reach only what is the user's own (`[scopes] own`).
    pub own_scopes: Vec<String>,
    /// Which operations are generated.
    pub select: Select,
    /// The shape of error bodies; without it, a shape that all errors share is found.
    pub errors: Option<Errors>,
}

impl Config {
    /// A diagnostic at the place of a key of `[names]`, where that is known.
    pub(crate) fn at_key(&self, diagnostic: Diagnostic, key: &str) -> Diagnostic {
        match self.places.get(key) {
            Some(origin) => diagnostic.at(origin.clone()),
            None => diagnostic,
        }
    }
}

/// The treatment of object members that the document does not name (`[model] unknown`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unknown {
    /// They are kept in a field `additional`.
    #[default]
    Keep,
    /// They are ignored.
    Drop,
}

/// How lists go on: a rule of `[paging]`. A member is named by its key, or by a JSON pointer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paging {
    /// How the next page is found.
    pub next: NextPage,
    /// The member that holds the items; `None` for answers that are a bare list.
    pub items: Option<String>,
    /// The member that holds the number of all items.
    pub total: Option<String>,
    /// The location of the rule in the configuration.
    pub origin: Option<Origin>,
}

/// How the next page is found. Parameters are those of the query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NextPage {
    /// `next-link`: this member holds a link.
    Link(String),
    /// `link-header`: the `Link` header has a link with `rel="next"` (RFC 8288).
    LinkHeader,
    /// `cursor`: a member of the page is sent back as a parameter.
    Cursor {
        /// The parameter.
        parameter: String,
        /// The member.
        member: String,
    },
    /// `offset`: a parameter counts items.
    Offset {
        /// The parameter.
        parameter: String,
        /// The parameter with the size of a page, so that a short page can be told.
        limit: Option<String>,
    },
    /// `page`: a parameter counts pages.
    Page {
        /// The parameter.
        parameter: String,
        /// The number of the first page; `None`: the parameter's default, or else 1.
        first: Option<u64>,
    },
}

impl Paging {
    /// A link in a member of an object, as OData has it.
    pub fn link(next_link: impl Into<String>, items: impl Into<String>) -> Self {
        Self {
            next: NextPage::Link(next_link.into()),
            items: Some(items.into()),
            total: None,
            origin: None,
        }
    }
}

/// The shape of error bodies (`[errors]`); pointers are JSON pointers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Errors {
    /// The schema's key.
    pub schema: String,
    /// The place of the code.
    pub code: Option<String>,
    /// The place of the message.
    pub message: Option<String>,
    /// The place of the list of violations.
    pub details: Option<String>,
    /// The place of the request's id.
    pub request_id: Option<String>,
}
