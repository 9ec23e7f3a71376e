//! What the configuration says about the API, apart from its documents.

use crate::selection::Select;

/// What the configuration says about the API, with documented defaults.
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
    /// Which schemas an entity type speaks for, by its qualified name: first the one that is read,
    /// then others that are forms of it.
    pub entities: Vec<(String, Vec<String>)>,
    /// The versions beside the document's, in rising order; empty: those that tables name, in order
    /// of first mention.
    pub versions: Vec<String>,
    /// What happens to members that the document does not name.
    pub unknown: Unknown,
    /// How lists go on, where the API has one way for all.
    pub paging: Option<Paging>,
    /// Which operations are generated.
    pub select: Select,
    /// The shape of error bodies; without it, a shape that all errors share is found.
    pub errors: Option<Errors>,
}

/// What happens to object members that the document does not name (`[model] unknown`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unknown {
    /// They are kept in a field `additional`.
    #[default]
    Keep,
    /// They are ignored.
    Drop,
}

/// How lists go on (`[paging]`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paging {
    /// The property that holds the link to the next page.
    pub next_link: String,
    /// The property that holds the items.
    pub items: String,
}

/// The shape of error bodies (`[errors]`); pointers are JSON pointers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Errors {
    /// The schema's key.
    pub schema: String,
    /// Where the code stands.
    pub code: Option<String>,
    /// Where the message stands.
    pub message: Option<String>,
    /// Where the list of violations stands.
    pub details: Option<String>,
    /// Where the request's id stands.
    pub request_id: Option<String>,
}
