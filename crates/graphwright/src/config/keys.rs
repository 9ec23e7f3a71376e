//! The table of configuration keys: what the reference shows, and what the reader may ask for.

/// A key of the configuration.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// The table and the key, for example `api.name`. `*` is any key: `entity.*.schemas`.
    pub path: &'static str,
    /// The kind of its value, in words.
    pub value: &'static str,
    /// The value that holds without it, or what happens then.
    pub default: &'static str,
    /// Its meaning.
    pub text: &'static str,
}

/// Every key, by table, in the order of the reference.
pub const KEYS: &[Key] = &[
    key(
        "api.name",
        "string",
        "`api`",
        "The prefix of the generated packages, for example `graph-users`.",
    ),
    key(
        "api.openapi",
        "path",
        "none",
        "The document. It is needed here or as `--openapi`.",
    ),
    key(
        "api.root",
        "path",
        "the current folder if the document is below it, else the document's",
        "The folder of the document's files. A `$ref` to a file outside of it is an error.",
    ),
    key(
        "api.fixups",
        "path",
        "none",
        "The file of fixups: corrections of the inputs, each with a name, an explanation and a source.",
    ),
    #[cfg(feature = "tables")]
    key(
        "api.entities",
        "list of paths",
        "`[]`",
        "Files or folders of entity tables.",
    ),
    #[cfg(feature = "tables")]
    key(
        "api.concepts",
        "list of paths",
        "`[]`",
        "Files or folders of the concept pages that policies are checked against.",
    ),
    #[cfg(feature = "tables")]
    key(
        "api.policies",
        "list of paths",
        "`[]`",
        "Files or folders of policy tables.",
    ),
    #[cfg(feature = "tables")]
    key(
        "api.versions",
        "list of strings",
        "the versions in tables, in the order of their first use",
        "The versions after the document's own, in ascending order. Each becomes a feature that enables the ones before it.",
    ),
    key(
        "select.tags",
        "list of strings",
        "`[]`",
        "Generates the operations with one of these tags. Without a selection, all operations are generated. `--include-tag` replaces the list.",
    ),
    key(
        "select.paths",
        "list of patterns",
        "`[]`",
        "Generates the operations whose path matches: `*` is any text within a segment, `**` any text, `?` one character.",
    ),
    key(
        "select.operations",
        "list of strings",
        "`[]`",
        "Generates the operations with one of these ids, or `METHOD /path`.",
    ),
    key(
        "output.dir",
        "path",
        "`generated`",
        "The folder of the output. Its crates are members of the workspace around it; `--out` makes a workspace of its own instead.",
    ),
    key(
        "output.folder",
        "string",
        "`{target}`",
        "The folder of each crate in the output; `{target}` is `model`, `client` or `server`.",
    ),
    key(
        "output.runtime",
        "`path`, `vendor`, `git=URL#REV` or `version=X`",
        "`path`",
        "The source of the runtime crates for the generated crates. `vendor` needs `--out`.",
    ),
    key(
        "output.targets",
        "list of `model`, `client`, `server`",
        "all",
        "The crates to generate. The model is always one of them.",
    ),
    key(
        "output.document",
        "`json`, `yaml` or `both`",
        "`json`",
        "The formats of the published document, which describes what is generated. A server crate embeds `openapi.json` and needs it.",
    ),
    key(
        "output.features-per-tag",
        "boolean",
        "`false`",
        "Puts each tag behind a Cargo feature of its own in the client and the server; at most 300 tags.",
    ),
    key(
        "output.command",
        "string",
        "`graphwright codegen`",
        "The command in the headers of generated files.",
    ),
    #[cfg(feature = "tables")]
    key(
        "entity.*.schemas",
        "list of strings",
        "the schema named as the last part of the entity's name",
        "The schemas that an entity type describes; the first is the one for responses. The table is named after the type: `[entity.\"Microsoft.Graph.User\"]`.",
    ),
    key(
        "model.unknown",
        "`keep` or `drop`",
        "`keep`",
        "The treatment of members that are not in the schema of an object.",
    ),
    key(
        "paging.next-link",
        "member",
        "none",
        "Lists continue at the link in this member of a response. A rule of paging has exactly one of `next-link`, `link-header`, `cursor`, `offset` and `page`; for several rules write `[[paging]]`.",
    ),
    key(
        "paging.link-header",
        "boolean",
        "`false`",
        "Lists continue at the link with `rel=\"next\"` in the header `Link` (RFC 8288).",
    ),
    key(
        "paging.cursor.parameter",
        "string",
        "required in `[paging.cursor]`",
        "The query parameter that takes the cursor of the next page.",
    ),
    key(
        "paging.cursor.member",
        "member",
        "required in `[paging.cursor]`",
        "The member of a response that has the cursor.",
    ),
    key(
        "paging.offset.parameter",
        "string",
        "required in `[paging.offset]`",
        "The query parameter that takes the number of items to skip.",
    ),
    key(
        "paging.offset.limit",
        "string",
        "none",
        "The query parameter with the size of a page.",
    ),
    key(
        "paging.page.parameter",
        "string",
        "required in `[paging.page]`",
        "The query parameter that takes the number of the page.",
    ),
    key(
        "paging.page.first",
        "integer",
        "the parameter's default in the document, else `1`",
        "The number of the first page.",
    ),
    key(
        "paging.items",
        "member",
        "the response itself, if it is a list",
        "The member of a response that has the items. Needed with `next-link` and `cursor`.",
    ),
    key(
        "paging.total",
        "member",
        "none",
        "The member of a response that has the number of all items.",
    ),
    key(
        "errors.schema",
        "string",
        "the one that all documented errors share",
        "The schema of error bodies.",
    ),
    key(
        "errors.code",
        "JSON pointer",
        "a member with a usual name",
        "The place of the error code in an error body.",
    ),
    key(
        "errors.message",
        "JSON pointer",
        "a member with a usual name",
        "The place of the message.",
    ),
    key(
        "errors.details",
        "JSON pointer",
        "none",
        "The place of the list of violations.",
    ),
    key(
        "errors.request-id",
        "JSON pointer",
        "none",
        "The place of the request id.",
    ),
    key(
        "scopes.own",
        "list of strings",
        "`[]`",
        "The scopes that give access to the caller's own data only.",
    ),
    key(
        "names.*",
        "string",
        "the suggested name",
        "A better name for the schema or response at this JSON pointer: `\"#/components/schemas/User\" = \"Person\"`.",
    ),
    key(
        "lints.deny",
        "list of codes",
        "`[]`",
        "Diagnostics that are errors. `warnings` stands for all warnings.",
    ),
    key(
        "lints.warn",
        "list of codes",
        "`[]`",
        "Diagnostics that are warnings.",
    ),
    key(
        "lints.allow",
        "list of codes",
        "`[]`",
        "Diagnostics that are not shown. The report counts them nevertheless.",
    ),
];

/// Returns whether a table has a key, by the JSON pointer of the table.
pub(super) fn has(table: &str, key: &str) -> bool {
    let segments = table.split('/').skip(1);
    // The index of a rule of paging is not in the table.
    let segments = segments.filter(|segment| segment.parse::<usize>().is_err());
    let path: Vec<&str> = segments.chain([key]).collect();
    KEYS.iter().any(|known| {
        let known: Vec<&str> = known.path.split('.').collect();
        known.len() >= path.len()
            && known
                .iter()
                .zip(&path)
                .all(|(known, segment)| *known == "*" || known == segment)
    })
}

const fn key(
    path: &'static str,
    value: &'static str,
    default: &'static str,
    text: &'static str,
) -> Key {
    Key {
        path,
        value,
        default,
        text,
    }
}

#[cfg(test)]
mod tests {
    use super::KEYS;
    use crate::codes;
    use crate::config;
    use crate::files::Memory;
    use crate::reader::InputReader;
    use camino::Utf8Path;

    /// A configuration with one key of a kind that no key has.
    fn configuration(path: &str) -> String {
        let segments: Vec<&str> = path.split('.').collect();
        let (key, table) = segments.split_last().expect("a key");
        let table = table.join(".").replace('*', "any");
        format!("[{table}]\n{} = 1979-05-27\n", key.replace('*', "any"))
    }

    #[test]
    fn the_reader_knows_every_key_of_the_table() {
        for key in KEYS {
            let text = configuration(key.path);
            let path = Utf8Path::new("codegen.toml");
            let files = Memory([(path.to_owned(), text)].into());
            let mut reader = InputReader::new(&files);
            let errors = config::read(path, &mut reader).expect_err(key.path);
            let is_known = errors
                .iter()
                .all(|error| error.code != codes::CONFIG_UNKNOWN_KEY);
            assert!(is_known, "{}: {errors:?}", key.path);
        }
    }
}
