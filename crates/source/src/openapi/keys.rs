//! The extensions that the normaliser writes for what OpenAPI 3.0 cannot express.
//!
//! They exist only in memory, in the 3.0 dialect of a document; if the input has one, it is removed.
//! [`BY`] is the exception: fixups write it and it stays in the published document.

/// The prefix of all of them.
pub(crate) const PREFIX: &str = "x-graphwright-";

/// In a response, written by a fixup: `"runtime"` means that the server's runtime sends it by itself.
pub const BY: &str = "x-graphwright-by";

/// On a schema: the list of the type names of a 3.1 `type` list with more than one type besides `null`.
/// The 3.0 dialect has no `type` then.
pub const TYPES: &str = "x-graphwright-types";

/// On a schema, `true`: the one member of `enum` was written as `const`.
pub const CONST: &str = "x-graphwright-const";

/// On a schema, `true`: `enum` lists the known values, and others are allowed.
pub const EXTENSIBLE: &str = "x-graphwright-extensible";

/// On a schema, `true`: the boolean schema `false`, which no value matches. In the 3.0 dialect it is `{"not": {}}`.
pub const NEVER: &str = "x-graphwright-never";

/// On a schema, `true`: the boolean schema `true`. In the 3.0 dialect it is `{}`.
pub const ANYTHING: &str = "x-graphwright-anything";

/// On a schema: the list of schemas of `prefixItems`, each in the 3.0 dialect.
pub const PREFIX_ITEMS: &str = "x-graphwright-prefix-items";

/// On a schema: `patternProperties`, a map from pattern to schema in the 3.0 dialect.
pub const PATTERN_PROPERTIES: &str = "x-graphwright-pattern-properties";

/// On a schema: the value of `contentMediaType`.
pub const CONTENT_MEDIA_TYPE: &str = "x-graphwright-content-media-type";

/// On a schema: the value of `contentEncoding`.
pub const CONTENT_ENCODING: &str = "x-graphwright-content-encoding";

/// On a schema with one member in `allOf`: that member is a `$ref`, and the other keywords were its siblings.
/// The value is the list of those keywords.
pub const REF_SIBLINGS: &str = "x-graphwright-ref-siblings";

/// On a schema: an object from keyword (`minimum`, `maximum`, `multipleOf`) to the exact decimal text of a whole
/// number that a 64-bit float would change. A number beyond `i64` is nowhere else in the 3.0 dialect.
pub const EXACT: &str = "x-graphwright-exact";

/// On the document: `webhooks` of 3.1, a map from name to path item in the 3.0 dialect.
pub const WEBHOOKS: &str = "x-graphwright-webhooks";

/// On an operation: an object from name to `$ref` of the callbacks that are references, which 3.0 does
/// not have.
pub const CALLBACK_REFS: &str = "x-graphwright-callback-refs";

/// On a security scheme of type `http` and scheme `mutual-tls`, `true`: it is `mutualTLS` of 3.1.
pub const MUTUAL_TLS: &str = "x-graphwright-mutual-tls";
