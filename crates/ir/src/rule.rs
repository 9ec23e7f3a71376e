//! The rules by which facts hold or are overridden.

use std::fmt;

/// The rule behind a [`Fact`](crate::Fact): why an input says it, and why it holds or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Rule {
    /// A keyword of a schema.
    OpenapiSchema,
    /// The default of a keyword that a schema leaves out.
    OpenapiDefault,
    /// A keyword of an operation.
    OpenapiOperation,
    /// A step of a fixup.
    Fixup,
    /// A row with the property's own name.
    SameName,
    /// A row that a fixup renames.
    FixupRename,
    /// A row whose name differs in the case of its first letter.
    FirstLetterCase,
    /// The column for the type.
    TableType,
    /// A type of the table that says less than the document's.
    DocumentSaysMore,
    /// A type of the table that contradicts the document's.
    TypeConflict,
    /// The column for null.
    TableNullable,
    /// A column with one value in every row.
    ConstantColumn,
    /// A cell about a facet that a fixup has decided.
    FixupDecides,
    /// A cell about null for a value that a request must give.
    RequiredHasValue,
    /// A cell about null for a value of which a fixup makes a list.
    CollectionByFixup,
    /// A cell about something that only the document decides.
    DocumentDecides,
    /// The column for writing.
    TableWriteable,
    /// The versions of a row.
    TableVersions,
    /// The comment of a row.
    TableComment,
    /// The default of a facet on which a row says nothing.
    TableDefault,
    /// A sample of a type that no input describes.
    Hint,
    /// A page that is made for a list of entities.
    Page,
    /// An argument of an action.
    ActionInput,
    /// The result of an action.
    ActionOutput,
    /// The heading of a documented request.
    DocumentedOperation,
    /// The path of a documented request.
    DocumentedPath,
    /// A documented path to which the key of an item was added.
    ItemKey,
    /// The status of a documented response.
    DocumentedStatus,
    /// The security requirement of the document as a whole.
    DocumentSecurity,
    /// The scopes of a documented request.
    TableScopes,
}

impl Rule {
    /// Every rule.
    pub const ALL: [Self; 30] = [
        Self::OpenapiSchema,
        Self::OpenapiDefault,
        Self::OpenapiOperation,
        Self::Fixup,
        Self::SameName,
        Self::FixupRename,
        Self::FirstLetterCase,
        Self::TableType,
        Self::DocumentSaysMore,
        Self::TypeConflict,
        Self::TableNullable,
        Self::ConstantColumn,
        Self::FixupDecides,
        Self::RequiredHasValue,
        Self::CollectionByFixup,
        Self::DocumentDecides,
        Self::TableWriteable,
        Self::TableVersions,
        Self::TableComment,
        Self::TableDefault,
        Self::Hint,
        Self::Page,
        Self::ActionInput,
        Self::ActionOutput,
        Self::DocumentedOperation,
        Self::DocumentedPath,
        Self::ItemKey,
        Self::DocumentedStatus,
        Self::DocumentSecurity,
        Self::TableScopes,
    ];

    /// The rule's name in reports, for example `openapi-schema`.
    pub fn name(self) -> &'static str {
        match self {
            Self::OpenapiSchema => "openapi-schema",
            Self::OpenapiDefault => "openapi-default",
            Self::OpenapiOperation => "openapi-operation",
            Self::Fixup => "fixup",
            Self::SameName => "same-name",
            Self::FixupRename => "fixup-rename",
            Self::FirstLetterCase => "first-letter-case",
            Self::TableType => "table-type",
            Self::DocumentSaysMore => "document-says-more",
            Self::TypeConflict => "type-conflict",
            Self::TableNullable => "table-nullable",
            Self::ConstantColumn => "constant-column",
            Self::FixupDecides => "fixup-decides",
            Self::RequiredHasValue => "required-has-value",
            Self::CollectionByFixup => "collection-by-fixup",
            Self::DocumentDecides => "document-decides",
            Self::TableWriteable => "table-writeable",
            Self::TableVersions => "table-versions",
            Self::TableComment => "table-comment",
            Self::TableDefault => "table-default",
            Self::Hint => "hint",
            Self::Page => "page",
            Self::ActionInput => "action-input",
            Self::ActionOutput => "action-output",
            Self::DocumentedOperation => "documented-operation",
            Self::DocumentedPath => "documented-path",
            Self::ItemKey => "item-key",
            Self::DocumentedStatus => "documented-status",
            Self::DocumentSecurity => "document-security",
            Self::TableScopes => "table-scopes",
        }
    }

    /// The effect of the rule, in a sentence for readers of reports.
    pub fn explanation(self) -> &'static str {
        match self {
            Self::OpenapiSchema => "A keyword of the schema in the OpenAPI document says it.",
            Self::OpenapiDefault => {
                "The schema leaves the keyword out, so its default in OpenAPI applies."
            }
            Self::OpenapiOperation => "A keyword of the operation in the OpenAPI document says it.",
            Self::Fixup => "A fixup says it, and a fixup overrides every input.",
            Self::SameName => "The row has the name of the property.",
            Self::FixupRename => "A fixup says which property the row describes.",
            Self::FirstLetterCase => {
                "The names of row and property differ only in the case of the first letter."
            }
            Self::TableType => {
                "The type in the table is more precise than the document's, or the only one."
            }
            Self::DocumentSaysMore => {
                "The document's type is the same or more precise, so it holds."
            }
            Self::TypeConflict => {
                "No value has both types; the document's holds, and the conflict is reported."
            }
            Self::TableNullable => "The table decides whether a value may be null.",
            Self::ConstantColumn => {
                "The column has the same value in every row of the table, so it is ignored."
            }
            Self::FixupDecides => {
                "A fixup of the document decided this, and a table does not override a fixup."
            }
            Self::RequiredHasValue => {
                "A request must give the property a value, so it cannot be null there."
            }
            Self::CollectionByFixup => {
                "A fixup makes the value a list; the row is about one value, not about the list."
            }
            Self::DocumentDecides => {
                "Only the document decides which properties a request must have."
            }
            Self::TableWriteable => "The table decides whether clients may write the property.",
            Self::TableVersions => "The row names the versions that have it.",
            Self::TableComment => "The row has a comment.",
            Self::TableDefault => "No input says anything about it, so the default applies.",
            Self::Hint => "A sample shows it of a type that the inputs name but do not describe.",
            Self::Page => "The document has no page for a list of these, so one is made.",
            Self::ActionInput => "The table lists it as an argument of the action.",
            Self::ActionOutput => "The table gives it as the result of the action.",
            Self::DocumentedOperation => "The heading of a documented request says it.",
            Self::DocumentedPath => "The documented request has this path.",
            Self::ItemKey => {
                "The documented path is that of a list; the request is about one item, so the item's \
                 key is added."
            }
            Self::DocumentedStatus => {
                "The documented response has this status, or the method implies it."
            }
            Self::DocumentSecurity => {
                "The request names no scopes, so what the document requires of every operation applies."
            }
            Self::TableScopes => {
                "The table lists the scopes of the request; any one of them is enough."
            }
        }
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::Rule;
    use std::collections::BTreeSet;

    #[test]
    fn every_rule_has_a_name_of_its_own_and_a_sentence() {
        let names: BTreeSet<&str> = Rule::ALL.iter().map(|rule| rule.name()).collect();
        assert_eq!(names.len(), Rule::ALL.len());
        for rule in Rule::ALL {
            assert!(rule.explanation().ends_with('.'), "{rule}");
        }
        assert!(
            Rule::ALL.is_sorted(),
            "each once, in the order of the variants"
        );
    }
}
