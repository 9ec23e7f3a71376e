//! Fixups: how their file is read, and what they do to a document.

use graphwright_source::fixup::{OtherStep, OtherSteps};
use graphwright_source::{Diagnostic, Limits, SourceMap, fixup, openapi};

const DOCUMENT: &str = "\
openapi: 3.0.3
info: {title: T, version: '1'}
security: [{key: []}]
paths:
  /a:
    get: {responses: {200: {description: d}}}
    put: {security: [], requestBody: {content: {}}, responses: {400: {description: d}}}
components:
  securitySchemes: {key: {type: apiKey, in: header, name: k}}
  schemas:
    A: {type: object, required: [a, b, c], properties: {a: {type: string}}}
";

fn step(step: &str) -> String {
    format!("[[fixup]]\nname = \"f\"\nbecause = \"b\"\nsource = \"s\"\n[[fixup.steps]]\n{step}\n")
}

/// Applies fixups to the document; gives back the node at a pointer, as JSON, and what was said.
fn apply(fixups: &str, pointer: &str) -> (String, Vec<String>) {
    let mut map = SourceMap::new();
    let document = map.add("api.yaml", DOCUMENT);
    let file = map.add("fixups.toml", fixups);
    let (fixups, mut diagnostics) = fixup::read(&map, file);
    let read = openapi::read(&map, document, &fixups, &Limits::default());
    diagnostics.extend(read.diagnostics);
    let lines = diagnostics
        .iter()
        .map(|diagnostic| line(&map, diagnostic))
        .collect();
    let effective = read.document.unwrap().effective;
    let node = effective
        .pointer(&pointer[1..])
        .map_or_else(String::new, ToString::to_string);
    (node, lines)
}

fn line(map: &SourceMap, diagnostic: &Diagnostic) -> String {
    let place = map.locate(diagnostic.origin.as_ref().unwrap());
    let help = diagnostic
        .help
        .as_ref()
        .map(|help| format!(" | {help}"))
        .unwrap_or_default();
    let (line, column) = (place.line.unwrap(), place.column.unwrap());
    format!(
        "{} {}:{line}:{column} {}{help}",
        diagnostic.code, place.path, diagnostic.message
    )
}

/// Checks what one step makes of the node at a pointer.
fn check(action: &str, pointer: &str, expected: &str) {
    let (node, lines) = apply(&step(action), pointer);
    assert_eq!((&*node, lines), (expected, Vec::new()), "{action}");
}

/// Checks what is said about a file of fixups.
fn check_wrong(fixups: &str, expected: &[&str]) {
    let (_, lines) = apply(fixups, "#/openapi");
    assert_eq!(lines, expected, "{fixups}");
}

#[test]
fn steps_change_the_document() {
    let a = "#/components/schemas/A";
    check(
        &format!("add = '{a}/description'\nvalue = 'd'"),
        &format!("{a}/description"),
        "\"d\"",
    );
    check(
        &format!("add = '{a}/required/-'\nvalue = 'd'"),
        &format!("{a}/required"),
        r#"["a","b","c","d"]"#,
    );
    check(
        &format!("add = '{a}/example'\nvalue-json = '{{\"a\": \"x\"}}'"),
        &format!("{a}/example"),
        r#"{"a":"x"}"#,
    );
    check(
        &format!("replace = '{a}/required/1'\nold = 'b'\nnew = 'x'"),
        &format!("{a}/required"),
        r#"["a","x","c"]"#,
    );
    check(
        &format!("remove = '{a}/required/0'"),
        &format!("{a}/required"),
        r#"["b","c"]"#,
    );
    check(
        &format!("remove = '{a}/required'\nold = ['a', 'b', 'c']"),
        &format!("{a}/required"),
        "",
    );
    let value = "value = { description = 'r' }";
    let get = "#/paths/~1a/get/responses/500";
    check(
        &format!("add-response = '500'\n{value}"),
        get,
        r#"{"description":"r"}"#,
    );
    check(
        &format!("add-response = '500'\nwhen = 'body'\n{value}"),
        get,
        "",
    );
    check(
        &format!("add-response = '500'\nwhen = 'security'\n{value}"),
        get,
        r#"{"description":"r"}"#,
    );
    let put = "#/paths/~1a/put/responses/500";
    check(
        &format!("add-response = '500'\nwhen = 'input'\n{value}"),
        put,
        r#"{"description":"r"}"#,
    );
    check(
        &format!("add-response = '500'\nwhen = 'security'\n{value}"),
        put,
        "",
    );
    check(
        &format!("add-response = '400'\n{value}"),
        "#/paths/~1a/put/responses/400",
        r#"{"description":"d"}"#,
    );
}

#[test]
fn steps_that_do_not_apply() {
    check_wrong(
        &step("add = '#/info/title'\nvalue = 'd'"),
        &[
            "fixup-unused fixups.toml:6:7 the fixup `f` does not apply: `#/info/title` is already there | remove the step if the document was fixed, or adapt it to the document",
        ],
    );
    check_wrong(
        &step("add = '#/nowhere/a'\nvalue = 'd'"),
        &[
            "fixup-unused fixups.toml:6:7 the fixup `f` does not apply: there is nothing at `#/nowhere` | remove the step if the document was fixed, or adapt it to the document",
        ],
    );
    check_wrong(
        &step("add = '#/security/0/key/1'\nvalue = 'd'"),
        &[
            "fixup-unused fixups.toml:6:7 the fixup `f` does not apply: nothing can be added to `#/security/0/key` by the key `1` | remove the step if the document was fixed, or adapt it to the document",
        ],
    );
    check_wrong(
        &step("replace = '#/info/title'\nold = 'U'\nnew = 'V'"),
        &[
            r#"fixup-unused fixups.toml:6:11 the fixup `f` does not apply: at `#/info/title` there is "T", not "U" | remove the step if the document was fixed, or adapt it to the document"#,
        ],
    );
    check_wrong(
        &step("remove = '#/info/nothing'"),
        &[
            "fixup-unused fixups.toml:6:10 the fixup `f` does not apply: there is nothing at `#/info/nothing` | remove the step if the document was fixed, or adapt it to the document",
        ],
    );
    check_wrong(
        &step("remove = '#/info/title'\nold = 'U'"),
        &[
            r#"fixup-unused fixups.toml:6:10 the fixup `f` does not apply: at `#/info/title` there is "T", not "U" | remove the step if the document was fixed, or adapt it to the document"#,
        ],
    );
    check_wrong(
        &step("add-response = '400'\nwhen = 'body'\nvalue = {}"),
        &[
            "fixup-unused fixups.toml:6:16 the fixup `f` does not apply: every operation has the response 400 | remove the step if the document was fixed, or adapt it to the document",
        ],
    );
}

#[test]
fn files_that_are_wrong() {
    check_wrong(
        "[[fixup]\n",
        &["fixup-syntax fixups.toml:1:9 the text is not TOML: unclosed array table, expected `]`"],
    );
    check_wrong(
        "[[fixups]]\n",
        &[
            "fixup-syntax fixups.toml:1:3 `fixups` is not a key of this table | did you mean `fixup`?",
        ],
    );
    check_wrong(
        "[fixup]\nname = 'a'\n",
        &["fixup-syntax fixups.toml:1:1 `fixup` must be a list of tables: write [[fixup]]"],
    );
    check_wrong(
        "[[fixup]]\nname = 'Not Kebab'\nbecause = ''\nsourc = 's'\n",
        &[
            "fixup-syntax fixups.toml:4:1 `sourc` is not a key of this table | did you mean `source`?",
            "fixup-syntax fixups.toml:3:11 `because` is empty",
            "fixup-syntax fixups.toml:1:1 `source` is missing",
            "fixup-syntax fixups.toml:1:1 the fixup has no steps",
            "fixup-syntax fixups.toml:2:8 a name is written in kebab case: `runtime-answers`",
        ],
    );
    check_wrong(
        &step("ad = '#/a'\nvalue = 1"),
        &[
            "fixup-syntax fixups.toml:6:1 `ad` is not a key of this table | did you mean `add`?",
            "fixup-syntax fixups.toml:5:1 a step has one of the keys add, replace, remove, add-response",
        ],
    );
    check_wrong(
        &step("add = '#/a'\nreplace = '#/b'"),
        &[
            "fixup-syntax fixups.toml:5:1 a step has one of the keys add, replace, remove, add-response",
        ],
    );
    check_wrong(
        &step("add = 'info/title'\nvalue = 1"),
        &["fixup-syntax fixups.toml:6:7 a pointer begins with `#/`"],
    );
    check_wrong(
        &step("add = '#/x-a'\nvalu = 1"),
        &[
            "fixup-syntax fixups.toml:7:1 `valu` is not a key of this table | did you mean `value`?",
            "fixup-syntax fixups.toml:6:7 `value` is missing",
        ],
    );
    check_wrong(
        &step("add = '#/x-a'\nvalue-json = '{'"),
        &[
            "fixup-syntax fixups.toml:7:14 this is not JSON: EOF while parsing an object at line 1 column 1",
        ],
    );
    check_wrong(
        &step("add-response = '500'\nwhen = 'bdy'\nvalue = {}"),
        &[
            "fixup-syntax fixups.toml:7:8 `when` must be one of always, input, body, security | did you mean `body`?",
        ],
    );
    let twice = [
        step("add = '#/x-a'\nvalue = 1"),
        step("add = '#/x-b'\nvalue = 1"),
    ]
    .concat();
    check_wrong(
        &twice,
        &["fixup-syntax fixups.toml:9:8 there are two fixups named `f`"],
    );
}

/// One that is off is read and checked, and changes nothing, though it could not even apply.
#[test]
fn a_fixup_that_is_off() {
    let off = |value: &str, action: &str| {
        let because = format!("because = \"b\"\nenabled = {value}");
        step(action).replace("because = \"b\"", &because)
    };
    let add = "add = '#/x-a'\nvalue = 1";
    assert_eq!(apply(&off("true", add), "#/x-a").0, "1");
    assert_eq!(
        apply(&off("false", add), "#/x-a"),
        (String::new(), Vec::new())
    );
    check_wrong(&off("false", "remove = '#/nowhere'"), &[]);
    check_wrong(
        &off("false", "remove = 'nowhere'"),
        &["fixup-syntax fixups.toml:7:10 a pointer begins with `#/`"],
    );
    check_wrong(
        &off("'no'", add),
        &["fixup-syntax fixups.toml:4:11 `enabled` must be true or false"],
    );
}

/// Elements after a removed one of a list keep their source locations.
#[test]
fn places_after_a_removal() {
    let mut map = SourceMap::new();
    let document = map.add("api.yaml", DOCUMENT);
    let file = map.add(
        "fixups.toml",
        step("remove = '#/components/schemas/A/required/0'"),
    );
    let (fixups, _) = fixup::read(&map, file);
    let read = openapi::read(&map, document, &fixups, &Limits::default())
        .document
        .unwrap();
    let place = map.locate(&read.origin("#/components/schemas/A/required/1"));
    assert_eq!(&DOCUMENT[place.start..place.end], "c");
}

/// Steps of another front end, in one file with those of the document.
#[test]
fn steps_of_another_front_end() {
    const RAISE: OtherSteps<u64> = OtherSteps {
        keys: &[("raise", &["by"])],
        read: |verb, table, origin, reader| {
            let by = reader.text(table, "by", origin)?;
            let count = by.value.parse().ok();
            if count.is_none() {
                reader.error(by.origin, format!("`{verb}` needs a number"));
            }
            count
        },
        help: None,
    };
    let read = |by: &str, enabled: bool| {
        let text = step(&format!(
            "raise = 'x'\nby = '{by}'\n[[fixup.steps]]\nremove = '#/x'"
        ))
        .replace("because", &format!("enabled = {enabled}\nbecause"));
        let mut map = SourceMap::new();
        let file = map.add("fixups.toml", text);
        let read = fixup::read_with(&map, file, &RAISE);
        let told: Vec<String> = read.diagnostics.iter().map(|one| line(&map, one)).collect();
        (read.fixups.len(), read.others, told)
    };
    let expected = OtherStep {
        fixup: "f".to_owned(),
        source: "s".to_owned(),
        step: 3,
    };
    assert_eq!(read("3", true), (1, vec![expected], Vec::new()));
    assert_eq!(read("3", false), (1, Vec::new(), Vec::new()));
    let told = "fixup-syntax fixups.toml:8:6 `raise` needs a number".to_owned();
    assert_eq!(read("three", true), (0, Vec::new(), vec![told]));
}
