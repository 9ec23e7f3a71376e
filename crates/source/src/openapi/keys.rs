//! The extensions that the normaliser writes where OpenAPI 3.0 has no word of its own.
//!
//! They exist only in the 3.0 form in memory; a document that brings one of its own has it taken out.
//! [`BY`] is the exception: fixups write it and it stays in the published document.

/// What the names of all of them begin with.
pub(crate) const PREFIX: &str = "x-graphwright-";

/// Beside a response, written by a fixup: `"runtime"` says that the server's runtime gives this answer by itself.
pub const BY: &str = "x-graphwright-by";

/// On a schema: the list of the type names of a 3.1 `type` list with more than one type besides `null`.
/// The 3.0 form has no `type` then.
pub const TYPES: &str = "x-graphwright-types";

/// On a schema, `true`: the one member of `enum` was written as `const`.
pub const CONST: &str = "x-graphwright-const";

/// On a schema, `true`: `enum` has the known values, and others are allowed.
pub const EXTENSIBLE: &str = "x-graphwright-extensible";

/// On a schema, `true`: the boolean schema `false`, which nothing fits. The 3.0 form is `{"not": {}}`.
pub const NEVER: &str = "x-graphwright-never";

/// On a schema, `true`: the boolean schema `true`. The 3.0 form is `{}`.
pub const ANYTHING: &str = "x-graphwright-anything";

/// On a schema: the list of schemas of `prefixItems`, each in the 3.0 form.
pub const PREFIX_ITEMS: &str = "x-graphwright-prefix-items";

/// On a schema: `patternProperties`, a map from pattern to schema in the 3.0 form.
pub const PATTERN_PROPERTIES: &str = "x-graphwright-pattern-properties";

/// On a schema: the value of `contentMediaType`.
pub const CONTENT_MEDIA_TYPE: &str = "x-graphwright-content-media-type";

/// On a schema: the value of `contentEncoding`.
pub const CONTENT_ENCODING: &str = "x-graphwright-content-encoding";

/// On a schema with one member in `allOf`: that member is a `$ref` and the rest stood beside it.
/// The value is the list of the keywords that did.
pub const REF_SIBLINGS: &str = "x-graphwright-ref-siblings";

/// On a schema: an object from keyword (`minimum`, `maximum`, `multipleOf`) to the exact decimal text of a whole
/// number that a 64-bit float would change. A number beyond `i64` is nowhere else in the 3.0 form.
pub const EXACT: &str = "x-graphwright-exact";

/// On the document: `webhooks` of 3.1, a map from name to path item in the 3.0 form.
pub const WEBHOOKS: &str = "x-graphwright-webhooks";

/// On an operation: an object from name to `$ref` of the callbacks that are references, which 3.0 does
/// not have.
pub const CALLBACK_REFS: &str = "x-graphwright-callback-refs";

/// On a security scheme of type `http` and scheme `mutual-tls`, `true`: it is `mutualTLS` of 3.1.
pub const MUTUAL_TLS: &str = "x-graphwright-mutual-tls";
