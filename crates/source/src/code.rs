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
    INPUT_EMPTY "input-empty" Error "An input file holds nothing.";
    INPUT_ENCODING "input-encoding" Error "An input file is not UTF-8 text.";
    // Syntax.
    YAML_SYNTAX "yaml-syntax" Error "The text is not YAML.";
    JSON_SYNTAX "json-syntax" Error "The text is not JSON.";
    DUPLICATE_KEY "duplicate-key" Error "A mapping has the same key twice; which one counts would be a guess.";
    // The document.
    NOT_OPENAPI "not-openapi" Error "The document has no `openapi` version, or not one of 3.0, 3.1 and 3.2.";
    SWAGGER_2 "swagger-2" Error "The document is Swagger 2.0, which this tool does not read; convert it to OpenAPI 3 first.";
    INVALID_KEYWORD "invalid-keyword" Error "A keyword has a value of a type or form that OpenAPI does not allow there. It is a warning where the value can only mean one thing, or where nothing generated depends on it.";
    MISSING_KEYWORD "missing-keyword" Error "A keyword that OpenAPI requires is missing. It is a warning where nothing generated depends on it.";
    UNKNOWN_KEYWORD "unknown-keyword" Warning "A key that OpenAPI does not define at this place; it is ignored.";
    NEWER_KEYWORD "newer-keyword" Warning "Something of a newer version of OpenAPI than the document is read as: a keyword of 3.1 in a document that says 3.0, or a document that says 3.2.";
    UNUSED_KEYWORD "unused-keyword" Note "A keyword of JSON Schema that nothing is generated from.";
    EXAMPLE_MISMATCH "example-mismatch" Warning "An example does not fit the schema that it illustrates; it is not used.";
    DEFAULT_MISMATCH "default-mismatch" Warning "A default value does not fit its own schema; it is not used.";
    ENUM_MISMATCH "enum-mismatch" Warning "A member of `enum` is not of the schema's type; it is read as one where that is possible and left out where it is not.";
    PATH_PARAMETER "path-parameter" Error "The parameters that a path names and the path parameters that its operations declare are not the same. With `--keep-going`, one that is not declared is a text. What a query in a path names is read as parameters of the query.";
    UNRESOLVED_REF "unresolved-ref" Error "A `$ref` leads to nothing.";
    REF_CYCLE "ref-cycle" Error "A chain of `$ref`s comes back to itself without ever reaching a schema.";
    REF_OUTSIDE "ref-outside" Error "A `$ref` leads out of the root of the input (`--root DIR`), over a symbolic link, or to the network; nothing there is ever read.";
    // From the document to Rust.
    RENAMED "renamed" Note "A name could not be had, because it is reserved or another thing has it; another was made.";
    GUESSED "guessed" Note "The document does not say it; what documents of this form usually mean was taken.";
    UNKNOWN_FORMAT "unknown-format" Note "A `format` that this tool does not know; the value has the plain type.";
    UNTYPED "untyped" Warning "A schema has no faithful Rust form; its values stay JSON.";
    NOT_EXPRESSED "not-expressed" Warning "Something that the document says has no counterpart in the generated code and is left out.";
    SKIPPED "skipped" Warning "An operation cannot be generated and is left out.";
    AMBIGUOUS_CHOICE "ambiguous-choice" Warning "The members of a `oneOf` or `anyOf` cannot be told apart by a tag or by their shape; the first that fits is taken.";
    ALL_OF_CONFLICT "all-of-conflict" Warning "Members of an `allOf` describe the same property differently; the last one is taken.";
    OPERATION_ID "operation-id" Warning "An operation has no `operationId`, or that of another; its name is made from method and path.";
    UNKNOWN_SCHEME "unknown-scheme" Warning "A security requirement names a scheme that the document does not declare. That alternative is left out, and an operation that has no other is not generated: it never becomes one that asks for nothing.";
    UNUSED_NAME "unused-name" Error "The configuration names something that the document does not have.";
    PAGING_UNUSED "paging-unused" Warning "A rule of `[paging]` fits no operation that another rule before it does not take: no answer has its members, or no operation its parameters.";
    ERROR_SCHEMA "error-schema" Error "The configuration describes errors by a schema or a property that the document does not have.";
    // Fixups.
    FIXUP_SYNTAX "fixup-syntax" Error "A file of fixups is not TOML, or has a key or value that fixups do not have.";
    FIXUP_UNUSED "fixup-unused" Error "A fixup no longer applies: what it would mend is gone or was mended. Remove it, or adapt it.";
    // Entity documents.
    UNKNOWN_DOCUMENT "unknown-document" Error "A text among the entity documents does not describe an entity type, a complex type, an enumeration or an entity set. A document begins with a title, and its overview says what it describes.";
    UNKNOWN_SECTION "unknown-section" Error "A heading of an entity document is none that is known, so what stands under it may be lost. One that is nearly known is read as that.";
    MISSING_SECTION "missing-section" Error "An entity document lacks a section that every document of its kind has, or a section lacks its table.";
    MISPLACED_TABLE "misplaced-table" Error "A table stands under a heading that has none, and is not read. Its own heading is missing, renamed or in the wrong place.";
    UNKNOWN_FACT "unknown-fact" Warning "An overview has a row that is not known; it is ignored.";
    MISSING_FACT "missing-fact" Error "An overview lacks a row without which the document cannot be understood.";
    UNKNOWN_COLUMN "unknown-column" Warning "A table has a column that is not known; it is ignored.";
    MISSING_COLUMN "missing-column" Error "A table lacks a column without which its rows say too little.";
    DUPLICATE_COLUMN "duplicate-column" Error "A table has two columns of one name; the first counts.";
    DUPLICATE_ROW "duplicate-row" Error "A table has two rows of one name; the first counts.";
    DUPLICATE_SCOPE "duplicate-scope" Warning "A scope stands twice in the table of one operation; the first counts.";
    MISSING_ROW "missing-row" Error "A request or a sample uses a name that the table of the document does not have: a row was removed, or a name was changed in one place only.";
    BROKEN_ROW "broken-row" Error "A row has more or fewer cells than its table has columns, and is left out.";
    BROKEN_CELL "broken-cell" Error "A cell does not hold what its column asks for.";
    NESTED_COLLECTION "nested-collection" Warning "A type is a collection of collections, which the entity data model does not have; it is read as one collection.";
    SWALLOWED_LINE "swallowed-line" Note "A line of prose directly after a table counts as a row in Markdown; it is read as prose. Put an empty line before it.";
    GLUED_FENCE "glued-fence" Warning "A block of code ends at the end of a line of code, where Markdown sees no end; it is read as the end. Put a line break before it.";
    OPEN_FENCE "open-fence" Error "A block of code has no end, so the rest of the document counts as code.";
    UNREADABLE_REQUEST "unreadable-request" Warning "A sample of a request does not begin with a verb and a path; the operation is left out.";
    UNREADABLE_SAMPLE "unreadable-sample" Warning "A line of a sample is of no known form; it is passed over.";
    INCOMPLETE_OPERATION "incomplete-operation" Warning "An operation is described without a request; it is left out.";
    OPERATION_MISMATCH "operation-mismatch" Error "The heading of an operation speaks of another thing than the path of its request.";
    // The merge of tables and document.
    CONSTANT_COLUMN "constant-column" Warning "A column of a table has one value in all of ten or more rows, so it says nothing about any of them; it is ignored.";
    MERGE_COLLISION "merge-collision" Error "Two rows of a table, or two schemas, answer to one name. Rename one of them by a fixup.";
    TYPE_CONFLICT "type-conflict" Error "A table and the document give a property types that do not merge: one value and many, a stream and a value, a number and a text. A fixup must say which of them holds.";
    SHAPE_MISMATCH "shape-mismatch" Error "A table gives one name to objects that the document describes differently.";
    ROW_RENAMED "row-renamed" Note "A row of a table has another name than its property: a fixup says so, or only the case of the first letter differs.";
    PARTIAL_TYPE "partial-type" Note "A table names a type that nothing describes; it has the fields that samples show and keeps every other member.";
    NOT_IN_VERSION "not-in-version" Note "Parts of an entity document belong to versions of the API that are not generated.";
    SUPPRESSED_OPERATION "suppressed-operation" Warning "The prose of an entity document describes a request that the table of the same document does not allow. The table counts; the request is left out.";
    ENTITY_SCHEMA "entity-schema" Note "No row `[entity.\"NAME\"] schemas` of the configuration says which schemas an entity type speaks for. The one that has the last part of its name is taken; without one, the entity type becomes a type of its own where something leads to it.";
    NOT_MERGED "not-merged" Note "A document that is read but not merged: nothing leads to the type that it describes, another document describes the same, or the set that it describes has no path.";
    // Policies.
    POLICY_SYNTAX "policy-syntax" Error "A policy file does not have the form of one: front matter, then one table.";
    POLICY_DRIFT "policy-drift" Error "A policy no longer says what the concept document says that it is checked against. Adapt the policy, after finding out which of the two is right.";
    POLICY_UNKNOWN "policy-unknown" Error "A policy speaks of a type or a property that the API does not have.";
    POLICY_CONFLICT "policy-conflict" Error "Two policies disagree: about the variant of one name, or about who is told by one name.";
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
