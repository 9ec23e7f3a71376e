//! The contract with the crates below generated code: every item of theirs that emitters name.
//!
//! An emitter names an item by its constant, so that a renamed item is one line here. Tests look
//! each item up in the sources of the runtimes, and give a document types, groups and operations
//! with the names of all of them. The methods that generated code calls are not listed: the
//! workspace compiles `generated/`, which calls them all.

#[cfg(test)]
mod tests;

/// The crate of the client's runtime.
pub(crate) const CLIENT: &str = "graphwright_client";

/// The crate of the OAuth 2 flows, which a client exports behind the feature [`OAUTH_FEATURE`].
pub(crate) const OAUTH: &str = "graphwright_oauth";

/// The feature of the OAuth 2 flows, and the name under which a client exports them.
pub(crate) const OAUTH_FEATURE: &str = "oauth";

/// The crate of the server's runtime.
pub(crate) const SERVER: &str = "graphwright_server";

/// A crate below generated code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dependency {
    Std,
    Serde,
    /// The runtime of models, which clients and servers reach through the model.
    Wire,
    Client,
    Server,
    /// The runtime of the crate that is written: of the client or of the server.
    Runtime,
}

/// An item of a dependency, by its path there. A path that ends in `self` is a module.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Item {
    /// The crate that has it.
    pub of: Dependency,
    pub path: &'static str,
}

/// Declares items of a dependency, and the list of them for the tests.
macro_rules! items {
    ($dependency:ident: $($name:ident = $path:literal,)*) => {
        use super::{Dependency, Item};
        $(pub(crate) const $name: Item = Item { of: Dependency::$dependency, path: $path };)*
        #[cfg(test)]
        pub(crate) const ALL: &[Item] = &[$($name),*];
    };
}

/// The standard library.
pub(crate) mod stdlib {
    items! {
        Std:
        ARC = "sync::Arc",
        BORROW = "borrow::Borrow",
        BTREE_MAP = "collections::BTreeMap",
        FMT = "fmt",
        FROM_STR = "str::FromStr",
        IDENTITY = "convert::identity",
    }
}

/// Serde, which the model depends on.
pub(crate) mod serde {
    items! {
        Serde:
        DESERIALIZE = "Deserialize",
        DESERIALIZER = "Deserializer",
        ERROR = "de::Error",
        SERIALIZE = "Serialize",
        SERIALIZER = "Serializer",
    }
}

/// `graphwright-wire`.
pub(crate) mod wire {
    items! {
        Wire:
        ADDITIONAL = "Additional",
        BASE64 = "Base64",
        CLOSED_ENUM = "open_enum::ClosedEnum",
        CONSENT = "security::Consent",
        DATE = "Date",
        FIELDS = "object::Fields",
        FILE = "File",
        JSON_ERROR = "json::Error",
        MAP_ACCESS = "object::MapAccess",
        NAMES = "names::self",
        NUMBER = "json::Number",
        OBJECT = "object::Object",
        OBJECT_MODULE = "object::self",
        OPEN_ENUM = "open_enum::OpenEnum",
        OPEN_ENUM_MODULE = "open_enum::self",
        OPEN_INTEGER_ENUM = "open_enum::OpenIntegerEnum",
        PATCH = "Patch",
        PERMISSION = "policy::Permission",
        PROPERTY_KIND = "property::Kind",
        PROPERTY_OPERATORS = "property::Operators",
        PROPERTY_SUPPORT = "property::Support",
        RELATION = "policy::Relation",
        REQUIREMENT = "security::Requirement",
        SCHEMA = "Schema",
        SCHEME = "security::Scheme",
        SCHEME_KIND = "security::SchemeKind",
        SCOPE = "security::Scope",
        SECRET = "Secret",
        SECURITY = "security::Security",
        SECURITY_MODULE = "security::self",
        TIMESTAMP = "Timestamp",
        UNION = "union::Union",
        UNION_CONSTANT = "union::Constant",
        UNION_DISPATCH = "union::Dispatch",
        UNION_MODULE = "union::self",
        UNION_SHAPE = "union::Shape",
        UNION_UNLISTED = "union::Unlisted",
        UNKNOWN_NAME = "names::UnknownName",
        UNLISTED = "open_enum::Unlisted",
        UNLISTED_INTEGER = "open_enum::UnlistedInteger",
        UUID = "Uuid",
        VALUE = "json::Value",
        WRITER = "object::Writer",
    }
}

/// `graphwright-client`.
pub(crate) mod client {
    items! {
        Client:
        API = "Api",
        BODY = "Body",
        BUILD_ERROR = "BuildError",
        BUILDER = "Builder",
        CALL = "Call",
        CHOICE = "Choice",
        CORE = "Core",
        DECODE_ERROR = "DecodeError",
        DECODED = "Decoded",
        ERROR = "Error",
        EVENT_JSON = "event_json",
        EVENT_STREAM = "EventStream",
        EVENT_TEXT = "event_text",
        FULL = "Full",
        METHOD = "Method",
        NOTATION = "Notation",
        OPERATION = "Operation",
        PAGED = "Paged",
        PAGING = "Paging",
        PAGING_MODULE = "paging::self",
        READING = "Reading",
        REPLY = "Reply",
        REQUEST = "Request",
        SENDING = "Sending",
        STATIC_TOKEN = "StaticToken",
        STREAMS = "Streams",
        TOKEN_PROVIDER = "TokenProvider",
        TRANSPORT = "Transport",
        UNDOCUMENTED = "Undocumented",
    }

    /// The items that every client exports; one with streams of events adds [`STREAMS`].
    pub(crate) const EXPORTS: &[Item] = &[
        BUILD_ERROR,
        CALL,
        ERROR,
        FULL,
        PAGED,
        STATIC_TOKEN,
        TOKEN_PROVIDER,
        TRANSPORT,
    ];
}

/// `graphwright-server`.
pub(crate) mod server {
    items! {
        Server:
        ACCEPTED = "Accepted",
        ALLOW_ALL = "AllowAll",
        ANSWER = "Answer",
        API = "Api",
        ATTEMPT = "Attempt",
        AUTHORIZER = "Authorizer",
        BODY = "Body",
        BYTE_STREAM = "ByteStream",
        CALL = "Call",
        DOCUMENTED = "Documented",
        EVENTS = "Events",
        FAULT = "Fault",
        MARK = "Mark",
        METHOD = "Method",
        NOTATION = "Notation",
        OPERATION = "Operation",
        PARAM = "Param",
        PRINCIPAL = "Principal",
        REFUSAL = "Refusal",
        ROUTER = "Router",
        ROUTES = "Routes",
        SCHEMA = "Schema",
        SERVER = "Server",
        STATIC_TOKENS = "StaticTokens",
    }

    /// The items that every server exports.
    pub(crate) const EXPORTS: &[Item] = &[
        ALLOW_ALL,
        ATTEMPT,
        AUTHORIZER,
        CALL,
        FAULT,
        PRINCIPAL,
        REFUSAL,
        STATIC_TOKENS,
    ];
}

/// The items that both `graphwright-client` and `graphwright-server` have.
pub(crate) mod runtime {
    items! {
        Runtime:
        BYTES = "Bytes",
        ERROR_SHAPE = "ErrorShape",
    }
}
