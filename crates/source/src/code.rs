//! The table of diagnostic codes: one row per code, with its default severity and the text that `explain` shows.

use crate::diagnostic::Severity;
use std::fmt;

/// The stable name of a kind of diagnostic, in kebab case.
///
/// Codes are the rows of [`Code::ALL`]; there is no other way to construct one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(&'static Row);

#[derive(PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Row {
    name: &'static str,
    weight: Weight,
    text: &'static str,
}

/// The default [`Severity`], as the table spells it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Weight {
    Error,
    Warning,
    Note,
}

use Weight::{Error, Note, Warning};

/// Defines the table and a constant for each row.
macro_rules! codes {
    ($($constant:ident $name:literal $weight:ident $text:literal;)*) => {
        impl Code {
            $(#[doc = $text] pub const $constant: Self = Self(&Row { name: $name, weight: $weight, text: $text });)*

            /// Every code, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$constant),*];
        }
    };
}

codes! {
    // Files.
    INPUT_UNREADABLE "input-unreadable" Error "An input file is missing, is a folder, or cannot be read.";
    INPUT_TOO_LARGE "input-too-large" Error "An input is larger, deeper or denser in aliases than the limits allow.";
    INPUT_EMPTY "input-empty" Error "An input file or folder is empty.";
    INPUT_ENCODING "input-encoding" Error "An input file is not UTF-8 text.";
    // Syntax.
    YAML_SYNTAX "yaml-syntax" Error "The text is not valid YAML.";
    JSON_SYNTAX "json-syntax" Error "The text is not valid JSON.";
    DUPLICATE_KEY "duplicate-key" Error "A mapping has a key twice, and either value could be meant. Remove one of them.";
    // The document.
    NOT_OPENAPI "not-openapi" Error "The document has no `openapi` version, or not one of 3.0, 3.1 and 3.2.";
    SWAGGER_2 "swagger-2" Error "The document is Swagger 2.0, which is not supported. Convert it to OpenAPI 3 first.";
    INVALID_KEYWORD "invalid-keyword" Error "A keyword has a value that OpenAPI does not allow. It is a warning if the value can only mean one thing, or if no generated code depends on it.";
    MISSING_KEYWORD "missing-keyword" Error "A keyword that OpenAPI requires is missing. It is a warning if no generated code depends on it.";
    UNKNOWN_KEYWORD "unknown-keyword" Warning "OpenAPI does not define this key here; it is ignored.";
    NEWER_KEYWORD "newer-keyword" Warning "The document uses a feature of a newer version of OpenAPI: a keyword of 3.1 in a 3.0 document, or version 3.2.";
    UNUSED_KEYWORD "unused-keyword" Note "A keyword of JSON Schema that has no effect on generated code.";
    EXAMPLE_MISMATCH "example-mismatch" Warning "An example does not match its schema; it is not used.";
    DEFAULT_MISMATCH "default-mismatch" Warning "A default value does not match its schema; it is not used.";
    ENUM_MISMATCH "enum-mismatch" Warning "A value of `enum` does not have the type of the schema; it is converted if possible, and left out otherwise.";
    PATH_PARAMETER "path-parameter" Error "The parameters in a path template and the declared path parameters of its operations differ. With `--keep-going`, an undeclared one is a string. A query in a path template is read as query parameters.";
    UNRESOLVED_REF "unresolved-ref" Error "The target of a `$ref` does not exist.";
    REF_CYCLE "ref-cycle" Error "A chain of `$ref`s refers to itself without reaching a schema.";
    REF_OUTSIDE "ref-outside" Error "The target of a `$ref` is outside of the root of the input (`--root DIR`), behind a symbolic link, or on the network. Such targets are never read.";
    // From the document to Rust.
    RENAMED "renamed" Note "A name is reserved or already in use, so another one was chosen.";
    GUESSED "guessed" Note "The document does not specify something, so the usual meaning was assumed.";
    UNKNOWN_FORMAT "unknown-format" Note "A `format` is unknown; the value has the type without the format.";
    UNTYPED "untyped" Warning "A schema has no faithful Rust type; its values stay JSON.";
    NOT_EXPRESSED "not-expressed" Warning "A part of the document has no counterpart in generated code and is left out.";
    SKIPPED "skipped" Warning "An operation cannot be generated and is left out.";
    AMBIGUOUS_CHOICE "ambiguous-choice" Warning "The members of a `oneOf` or `anyOf` cannot be distinguished by a discriminator or by their structure; the first that matches is used.";
    ALL_OF_CONFLICT "all-of-conflict" Warning "Members of an `allOf` describe the same property differently; the last one is used.";
    OPERATION_ID "operation-id" Warning "An operation has no `operationId`, or that of another one; its name is derived from its method and path.";
    UNKNOWN_SCHEME "unknown-scheme" Warning "A security requirement names a scheme that the document does not declare. That alternative is left out, and an operation that has no other is not generated: it is never generated without its requirement.";
    UNUSED_NAME "unused-name" Error "The configuration names something that is not in the document.";
    PAGING_UNUSED "paging-unused" Warning "A rule of `[paging]` matches no operation that is left by the rules before it: no response has its members, or no operation its parameters.";
    ERROR_SCHEMA "error-schema" Error "The configuration describes errors by a schema or a property that is not in the document.";
    // Fixups.
    FIXUP_SYNTAX "fixup-syntax" Error "A file of fixups is not TOML, or has an unknown key or an invalid value.";
    FIXUP_UNUSED "fixup-unused" Error "A fixup no longer applies: the part that it changes is gone or was fixed. Remove or adapt the fixup.";
    // Entity documents.
    UNKNOWN_DOCUMENT "unknown-document" Error "A text among the entity documents does not describe an entity type, a complex type, an enumeration or an entity set. A document begins with a title, and its overview has its kind.";
    UNKNOWN_SECTION "unknown-section" Error "A heading of an entity document is unknown, so its content may be lost. A similar heading is assumed to be meant.";
    MISSING_SECTION "missing-section" Error "An entity document lacks a section that every document of its kind has, or a section lacks its table.";
    MISPLACED_TABLE "misplaced-table" Error "A table is under a heading that has no table, and is not read. Its own heading is missing, renamed or in the wrong place.";
    UNKNOWN_FACT "unknown-fact" Warning "An overview has an unknown row, which is ignored.";
    MISSING_FACT "missing-fact" Error "An overview lacks a required row.";
    UNKNOWN_COLUMN "unknown-column" Warning "A table has an unknown column, which is ignored.";
    MISSING_COLUMN "missing-column" Error "A table lacks a required column.";
    DUPLICATE_COLUMN "duplicate-column" Error "A table has two columns with one name; the first is used.";
    DUPLICATE_ROW "duplicate-row" Error "A table has two rows with one name; the first is used.";
    DUPLICATE_SCOPE "duplicate-scope" Warning "A scope is listed twice in the table of an operation; the first is used.";
    MISSING_ROW "missing-row" Error "A request or a sample uses a name that is not in the table of the document: a row was removed, or a name was changed in one place only.";
    BROKEN_ROW "broken-row" Error "A row has more or fewer cells than its table has columns, and is left out.";
    BROKEN_CELL "broken-cell" Error "A cell has an invalid value for its column.";
    NESTED_COLLECTION "nested-collection" Warning "A type is a collection of collections, which the entity data model does not have; it is read as a collection.";
    SWALLOWED_LINE "swallowed-line" Note "A line of prose directly after a table is a row of it in Markdown; it is read as prose. Put an empty line before it.";
    GLUED_FENCE "glued-fence" Warning "A block of code ends at the end of a line of code, which does not end it in Markdown; it is read as the end. Put a line break before it.";
    OPEN_FENCE "open-fence" Error "A block of code has no end, so the rest of the document is code.";
    UNREADABLE_REQUEST "unreadable-request" Warning "A sample of a request does not begin with a verb and a path; the operation is left out.";
    UNREADABLE_SAMPLE "unreadable-sample" Warning "A line of a sample is unknown; it is skipped.";
    INCOMPLETE_OPERATION "incomplete-operation" Warning "An operation is described without a request; it is left out.";
    OPERATION_MISMATCH "operation-mismatch" Error "The heading of an operation and the path of its request have different subjects.";
    // The merge of tables and document.
    CONSTANT_COLUMN "constant-column" Warning "A column of a table has the same value in all rows, of which there are at least ten. It is assumed to be meaningless and is ignored.";
    MERGE_COLLISION "merge-collision" Error "Two rows of a table, or two schemas, have the same name. Rename one of them by a fixup.";
    TYPE_CONFLICT "type-conflict" Error "A table and the document give a property types that cannot be merged: a value and a collection, a stream and a value, a number and a string. A fixup must choose one.";
    SHAPE_MISMATCH "shape-mismatch" Error "A table gives one name to objects that the document describes differently.";
    ROW_RENAMED "row-renamed" Note "A row of a table has another name than its property, by a fixup or in the case of the first letter.";
    PARTIAL_TYPE "partial-type" Note "A table names a type that is not described anywhere; it has the fields that samples show, and keeps all other members.";
    NOT_IN_VERSION "not-in-version" Note "Parts of an entity document belong to versions of the API that are not generated.";
    SUPPRESSED_OPERATION "suppressed-operation" Warning "The prose of an entity document describes a request that the table of the same document does not allow. The table decides; the request is left out.";
    ENTITY_SCHEMA "entity-schema" Note "The configuration has no `[entity.\"NAME\"] schemas` with the schemas of an entity type. The schema with the last part of its name is used; without one, the entity type becomes a type of its own if something refers to it.";
    NOT_MERGED "not-merged" Note "A document is read but not merged: nothing refers to its type, another document describes the same type, or its set has no path.";
    // Policies.
    POLICY_SYNTAX "policy-syntax" Error "A policy file is invalid: it has front matter, then one table.";
    POLICY_DRIFT "policy-drift" Error "A policy differs from the concept document that it is checked against. Find out which of the two is right, and adapt the policy.";
    POLICY_UNKNOWN "policy-unknown" Error "A policy uses a type or a property that the API does not have.";
    POLICY_CONFLICT "policy-conflict" Error "Two policies contradict each other: about the variant of a name, or about the meaning of a name.";
    POLICY_UNCHECKED "policy-unchecked" Warning "The concept document that a policy is checked against is not among the inputs.";
}

impl Code {
    /// The name, for example `duplicate-key`.
    pub fn name(self) -> &'static str {
        self.0.name
    }

    /// The severity of diagnostics with this code, unless the configuration changes it.
    pub fn severity(self) -> Severity {
        match self.0.weight {
            Weight::Error => Severity::Error,
            Weight::Warning => Severity::Warning,
            Weight::Note => Severity::Note,
        }
    }

    /// The explanation of the code: its meaning, and how to fix what it reports.
    pub fn text(self) -> &'static str {
        self.0.text
    }

    /// Finds a code by its name.
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.name() == name)
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
