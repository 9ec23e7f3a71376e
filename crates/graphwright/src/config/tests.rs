//! Configurations, right and wrong.

use super::*;
use crate::files::Memory;
use graphwright_lower::NextPage;

/// Reads a configuration and compares its errors, each with its place.
fn check(text: &str, expected: &[&str]) -> Config {
    let path = Utf8Path::new("codegen.toml");
    let files = Memory([(path.to_owned(), text.to_owned())].into());
    let mut sources = InputReader::new(&files);
    let (config, errors) = match read(path, &mut sources) {
        Ok(config) => (config, Vec::new()),
        Err(errors) => (Config::default(), errors),
    };
    let shown: Vec<String> = errors.iter().map(|error| show(error, &sources)).collect();
    assert_eq!(shown, expected);
    config
}

fn show(message: &Message, sources: &InputReader<'_>) -> String {
    let crate::message::About::Input(origin) = &message.about else {
        panic!("{message:?} has no place")
    };
    let at = sources.map.locate(origin);
    let place = at
        .line
        .zip(at.column)
        .map_or_else(String::new, |(line, column)| format!("{line}:{column} "));
    let help = message
        .help
        .as_deref()
        .map_or_else(String::new, |help| format!(" ({help})"));
    format!("{place}{}: {}{help}", message.code, message.text)
}

#[test]
fn an_empty_configuration_is_the_default() {
    assert_eq!(check("", &[]), Config::default());
    assert_eq!(check("\u{feff}# nothing\n[api]\n", &[]), Config::default());
}

#[cfg(feature = "tables")]
#[test]
fn every_key_is_read() {
    let config = check(
        "[api]\nname = \"graph-users\"\n[output]\nfolder = \"users-{target}\"\n\
         [entity.\"Microsoft.Graph.User\"]\nschemas = [\"User\", \"UserCreate\", \"UserUpdate\"]\n\
         [paging]\nnext-link = \"@odata.nextLink\"\nitems = \"value\"\ntotal = \"@odata.count\"\n\
         [errors]\nschema = \"ErrorResponse\"\ndetails = \"/error/details\"\n\
         [names]\n\"#/paths/~1users\" = \"MemberOfPage\"\n",
        &[],
    );
    assert_eq!(
        (config.api.name.as_str(), config.output.folder.as_str()),
        ("graph-users", "users-{target}")
    );
    let [paging] = config.paging.as_slice() else {
        panic!("one rule, not {:?}", config.paging);
    };
    assert_eq!(paging.next, NextPage::Link("@odata.nextLink".to_owned()));
    assert_eq!(
        (paging.items.as_deref(), paging.total.as_deref()),
        (Some("value"), Some("@odata.count"))
    );
    let errors = config.errors.expect("a section");
    assert_eq!(
        (errors.schema.as_str(), errors.details.as_deref()),
        ("ErrorResponse", Some("/error/details"))
    );
    assert!(config.names.iter().any(|(_, name)| name == "MemberOfPage"));
    let schemas = ["User", "UserCreate", "UserUpdate"]
        .map(str::to_owned)
        .to_vec();
    assert_eq!(
        config.entities,
        [("Microsoft.Graph.User".to_owned(), schemas)]
    );
    let config = check(
        "[api]\nentities = [\"a\"]\nconcepts = [\"b\"]\npolicies = [\"c\", \"d\"]\n[model]\nunknown = \"drop\"\n\
         [output]\nruntime = \"git=https://example.com/x#abc\"\ntargets = [\"server\"]\n[lints]\ndeny = [\"warnings\"]\n",
        &[],
    );
    assert_eq!(
        (config.api.policies.len(), config.unknown),
        (2, Unknown::Drop)
    );
    let git = Runtime::Git {
        url: "https://example.com/x".to_owned(),
        rev: "abc".to_owned(),
    };
    assert_eq!(
        (config.output.runtime, config.output.targets.as_slice()),
        (git, ["server".to_owned()].as_slice())
    );
}

#[test]
fn an_unknown_key_is_an_error_with_a_suggestion() {
    check(
        "[api]\nnmae = \"x\"\n[outputs]\ndir = \"x\"\n[paging]\nnext-link = \"a\"\nitems = \"b\"\nqqq = 1\n",
        &[
            "2:1 config-unknown-key: unknown setting `nmae` in `[api]` (did you mean `name`?)",
            "8:1 config-unknown-key: unknown setting `qqq` in `[paging]` (the settings in `[paging]` are `next-link`, `link-header`, `cursor`, `offset`, `page`, `items` and `total`)",
            "3:2 config-unknown-key: unknown setting `outputs` (did you mean `output`?)",
        ],
    );
}

#[test]
fn several_rules_of_paging_are_tried_in_order() {
    let config = check(
        "[[paging]]\ncursor = { parameter = \"after\", member = \"/meta/next\" }\nitems = \"/data\"\n\
         [[paging]]\noffset = { parameter = \"offset\", limit = \"limit\" }\ntotal = \"total\"\n\
         [[paging]]\npage = { parameter = \"page\", first = 0 }\n[[paging]]\nlink-header = true\n",
        &[],
    );
    let text = str::to_owned;
    let ways: Vec<_> = config.paging.iter().map(|rule| rule.next.clone()).collect();
    let expected = [
        NextPage::Cursor {
            parameter: text("after"),
            member: text("/meta/next"),
        },
        NextPage::Offset {
            parameter: text("offset"),
            limit: Some(text("limit")),
        },
        NextPage::Page {
            parameter: text("page"),
            first: Some(0),
        },
        NextPage::LinkHeader,
    ];
    assert_eq!(ways, expected);
}

#[test]
fn a_rule_of_paging_has_exactly_one_method() {
    check(
        "[[paging]]\nitems = \"a\"\n[[paging]]\nnext-link = \"a\"\nlink-header = true\n[[paging]]\nnext-link = \"a\"\n\
         [[paging]]\npage = { first = -1, firts = 1 }\n[[paging]]\noffset = 1\n",
        &[
            "1:1 config-invalid: a rule of paging has one of `next-link`, `link-header`, `cursor`, `offset` and `page`",
            "3:1 config-invalid: a rule of paging has one of `next-link`, `link-header`, `cursor`, `offset` and `page`",
            "6:1 config-invalid: `[paging]` has no `items`",
            "9:1 config-invalid: `[paging/page]` has no `parameter`",
            "9:18 config-invalid: `first` must not be negative, and is -1",
            "9:22 config-unknown-key: unknown setting `firts` in `[paging/page]` (did you mean `first`?)",
            "11:10 config-invalid: `offset` must be a table, not an integer",
        ],
    );
}

#[cfg(feature = "tables")]
#[test]
fn a_value_of_the_wrong_kind_is_an_error() {
    check(
        "paging = 1\n[api]\nname = 7\nentities = \"users\"\npolicies = [1]\n[errors]\ncode = \"error\"\ndetials = \"/x\"\n",
        &[
            "3:8 config-invalid: `name` must be a string, not an integer",
            "4:12 config-invalid: `entities` must be a list of strings, not a string",
            "5:12 config-invalid: `policies` must be a list of strings, not an integer",
            "1:10 config-invalid: `paging` must be a table, not an integer",
            "6:2 config-invalid: `[errors]` has no `schema`",
            "7:8 config-invalid: `error` is not a JSON pointer: a pointer begins with `/`",
            "8:1 config-unknown-key: unknown setting `detials` in `[errors]` (did you mean `details`?)",
        ],
    );
}

#[test]
fn an_empty_path_is_an_error() {
    check(
        "[api]\nopenapi = \"\"\nfixups = \"\"\n",
        &[
            "2:11 config-invalid: a path must not be empty",
            "3:10 config-invalid: a path must not be empty",
        ],
    );
}

#[test]
fn values_that_become_code_or_paths_are_restricted() {
    check(
        "[api]\nname = \"Graph Users\"\n[output]\nfolder = \"../{target}\"\nruntime = \"here\"\ncommand = \"a\\nb\"\ntargets = [\"cats\"]\n",
        &[
            "2:8 config-invalid: `Graph Users` cannot be the prefix of a package name: a name has lower-case ASCII letters, digits and `-` between words, for example `graph-users`",
            "4:10 config-invalid: the name of a folder has ASCII letters, digits, `-` and `_`, and `{target}` once",
            "5:11 config-invalid: `here` is not a source of the runtime: write `path`, `vendor`, `git=URL#REV` or `version=X`",
            "7:11 config-invalid: `cats` is not a target; the targets are `model`, `client`, `server`",
            "6:11 config-invalid: a command must be one line of ASCII",
        ],
    );
}

#[test]
fn a_lint_with_an_unknown_code_is_an_error() {
    check(
        "[lints]\ndeny = [\"example-mismatch\", \"exmple-mismatch\"]\nallow = [\"duplicate-key\", \"warnings\"]\n",
        &[
            "2:29 config-invalid: `exmple-mismatch` is not a code of diagnostics about inputs (did you mean `example-mismatch`?)",
            "3:10 config-invalid: `duplicate-key` is always an error: it cannot be a warning or be allowed",
            "3:27 config-invalid: `warnings` is not a code of diagnostics about inputs",
        ],
    );
}

#[test]
fn an_error_of_toml_is_located() {
    check(
        "[api]\nname = x\n",
        &["2:8 config-syntax: string values must be quoted, expected literal string"],
    );
}

#[cfg(feature = "tables")]
#[test]
fn a_repeated_version_is_an_error() {
    let config = check("[api]\nversions = [\"beta\", \"alpha\"]\n", &[]);
    assert_eq!(config.api.versions, ["beta", "alpha"]);
    check(
        "[api]\nversions = [\"beta\", \"beta\"]\n",
        &["2:21 config-invalid: the version `beta` is repeated"],
    );
}

#[cfg(feature = "tables")]
#[test]
fn entities_are_tables() {
    let config = check("[entity.\"A.B\"]\nschemas = [\"B\"]\n", &[]);
    assert_eq!(config.entities, [("A.B".to_owned(), vec!["B".to_owned()])]);
    check(
        "[entity]\n\"A.B\" = \"B\"\n[entity.\"A.C\"]\nschema = \"C\"\n",
        &[
            "2:9 config-invalid: `A.B` must be a table, not a string",
            "4:1 config-unknown-key: unknown setting `schema` in `[entity/A.C]` (did you mean `schemas`?)",
        ],
    );
}
