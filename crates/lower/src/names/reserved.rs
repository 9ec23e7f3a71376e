//! The words that a scope cannot give away, and why.

/// Keywords of edition 2024, strict and reserved, in lower case.
pub(super) const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate",
    "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl",
    "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref",
    "return", "self", "static", "struct", "super", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Types of the prelude, and what generated files import or define beside the document's types.
pub(super) const TYPES: &[&str] = &[
    // Keyword and prelude.
    "Self",
    "AsMut",
    "AsRef",
    "Box",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "Drop",
    "Eq",
    "Err",
    "Extend",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromIterator",
    "Future",
    "Hash",
    "Into",
    "IntoFuture",
    "IntoIterator",
    "Iterator",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Send",
    "Sized",
    "Some",
    "String",
    "Sync",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "Unpin",
    "Vec",
    // The standard library beyond the prelude.
    "Arc",
    "Borrow",
    "BTreeMap",
    "Cow",
    "Display",
    "Formatter",
    "HashMap",
    "Map",
    "Stream",
    // Serde and the visitor over it.
    "Deserialize",
    "Deserializer",
    "Fields",
    "MapAccess",
    "Object",
    "OpenEnum",
    "Serialize",
    "Serializer",
    "Value",
    "Writer",
    "A",
    "D",
    "S",
    // The runtime of models.
    "Additional",
    "Bytes",
    "Date",
    "DateTime",
    "Json",
    "Number",
    "Patch",
    "Schema",
    "Secret",
    "Timestamp",
    "Unlisted",
    "Uuid",
    // The runtimes of clients and servers.
    "Accepted",
    "AllowAll",
    "Answer",
    "Api",
    "Authorizer",
    "Body",
    "BuildError",
    "Builder",
    "Call",
    "Client",
    "Core",
    "Decoded",
    "Error",
    "ErrorShape",
    "Fault",
    "Full",
    "Method",
    "Operation",
    "Param",
    "Reply",
    "Request",
    "Requirement",
    "Response",
    "Router",
    "Routes",
    "Scheme",
    "SchemeKind",
    "Security",
    "Sending",
    "Server",
    "StaticToken",
    "TokenProvider",
    "Transport",
];

/// What the roots of clients and servers export of their runtimes, beside the types of tags.
pub(super) const EXPORTS: &[&str] = &[
    "AllowAll",
    "Attempt",
    "Authorizer",
    "BuildError",
    "Call",
    "Client",
    "Error",
    "Fault",
    "Full",
    "Paged",
    "Principal",
    "Refusal",
    "StaticToken",
    "StaticTokens",
    "Streams",
    "TokenProvider",
    "Transport",
];

/// Methods that generated types have, or that code which uses them expects to be someone else's.
pub(super) const METHODS: &[&str] = &[
    "borrow",
    "clone",
    "clone_from",
    "default",
    "deserialize",
    "drop",
    "eq",
    "fmt",
    "into",
    "ne",
    "new",
    "serialize",
    "to_owned",
    "to_string",
    "try_into",
];

/// What the client itself, its handles and the router have beside the document's operations.
pub(super) const HANDLES: &[&str] = &["builder", "core", "mount", "router", "routes", "server"];

/// Methods of a request, and arguments beside the parameters.
pub(super) const REQUEST: &[&str] = &[
    "answer",
    "body",
    "call",
    "deadline",
    "full",
    "header",
    "into_future",
    "no_retry",
    "pages",
    "params",
    "request",
    "resume",
    "retry",
    "send",
    "service",
    "stream",
    "timeout",
    "wait",
];

/// Variants: the one keyword in upper case.
pub(super) const VARIANTS: &[&str] = &["Self"];

/// Names that are no files on some systems, or that Cargo and rustc read in their own way.
pub(super) const FILES: &[&str] = &[
    "aux", "build", "com0", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
    "con", "lib", "lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
    "main", "nul", "prn", "tests",
];

/// Modules that generated crates have of their own, crates in their prelude, and macros.
pub(super) const MODULES: &[&str] = &[
    "alloc",
    "client",
    "core",
    "fmt",
    "model",
    "object",
    "open_enum",
    "operations",
    "runtime",
    "schema",
    "security",
    "serde",
    "server",
    "servers",
    "std",
    "union",
    "wire",
];

/// Security schemes: what operations ask for by default has a name beside them.
pub(super) const SCHEMES: &[&str] = &["default"];

/// Features that the generated crates have for other ends.
pub(super) const FEATURES: &[&str] = &[
    "blocking",
    "decompress",
    "default",
    "jwt",
    "metrics",
    "mock",
    "reqwest",
    "schema",
];
