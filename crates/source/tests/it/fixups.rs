//! Fixups: how their file is read, and what they do to a document.

use graphwright_source::Cell;
use graphwright_source::entity::Verb;
use graphwright_source::fixup::tables::{Action, MergeStep};
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
    let fixup::Read {
        fixups,
        mut diagnostics,
        ..
    } = fixup::read_with(&map, file, &fixup::tables::STEPS);
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
            "fixup-syntax fixups.toml:5:1 a step has one of the keys add, replace, remove, add-response, rename-property, rename-navigation, promote, gate, write, read-only, collection, elsewhere, newtype, status, subtypes, drop-segment, media, allow, key-parameter",
        ],
    );
    check_wrong(
        &step("add = '#/a'\nreplace = '#/b'"),
        &[
            "fixup-syntax fixups.toml:5:1 a step has one of the keys add, replace, remove, add-response, rename-property, rename-navigation, promote, gate, write, read-only, collection, elsewhere, newtype, status, subtypes, drop-segment, media, allow, key-parameter",
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

#[test]
fn steps_about_tables_that_are_wrong() {
    check_wrong(&step("promote = ['a']\ntable = 'X.A'"), &[]);
    check_wrong(
        &step("promote = 'a'\ntable = 'X.A'"),
        &["fixup-syntax fixups.toml:6:11 `promote` must be a list of strings"],
    );
    check_wrong(
        &step("read-only = ['a', 1]\ntable = 'X.A'"),
        &["fixup-syntax fixups.toml:6:13 `read-only` must be a list of strings"],
    );
    check_wrong(
        &step("collection = []\ntable = 'X.A'"),
        &["fixup-syntax fixups.toml:6:14 `collection` must be a list of strings"],
    );
    check_wrong(
        &step("rename-property = 'a'\ntabel = 'X.A'"),
        &[
            "fixup-syntax fixups.toml:7:1 `tabel` is not a key of this table | did you mean `table`?",
            "fixup-syntax fixups.toml:5:1 `table` is missing",
            "fixup-syntax fixups.toml:5:1 `to` is missing",
        ],
    );
    check_wrong(
        &step("newtype = 'a'\ntable = 'X.A'\nname = 1"),
        &["fixup-syntax fixups.toml:8:8 `name` must be a string"],
    );
    check_wrong(
        &step("gate = ['a']\ntable = 'X.A'"),
        &["fixup-syntax fixups.toml:5:1 `version` is missing"],
    );
    check_wrong(
        &step("write = ['a']\ntable = 'X.A'\nversion = 'b'"),
        &[
            "fixup-syntax fixups.toml:8:1 `version` is not a key of this table | the keys are: write, table, schema",
            "fixup-syntax fixups.toml:5:1 `schema` is missing",
        ],
    );
    for status in ["99", "600", "'200'", "2.0"] {
        check_wrong(
            &step(&format!("status = {status}\nof = ['a']\ntable = 'X.A'")),
            &["fixup-syntax fixups.toml:6:10 `status` must be a status: 100 to 599"],
        );
    }
    check_wrong(
        &step("status = 202\ntable = 'X.A'"),
        &["fixup-syntax fixups.toml:5:1 `of` is missing"],
    );
    check_wrong(
        &step("drop-segment = ['a']\ntable = 'X.A'"),
        &["fixup-syntax fixups.toml:6:16 `drop-segment` must be a string"],
    );
}

/// Each step about a table, as it is read.
#[test]
fn steps_about_tables() {
    check_merge(
        "rename-property = 'a'\nto = 'b'",
        |step| matches!(step, MergeStep::Rename { from, to } if from.value == "a" && to == "b"),
    );
    check_merge(
        "rename-navigation = 'A'\nto = 'b'",
        |step| matches!(step, MergeStep::RenameNavigation { from, to } if from.value == "A" && to == "b"),
    );
    check_merge("gate = ['a', 'b']\nversion = 'beta'", |step| {
        matches!(step, MergeStep::Gate { properties, version }
            if words(properties) == ["a", "b"] && version == "beta")
    });
    check_merge("write = ['a']\nschema = 'AUpdate'", |step| {
        matches!(step, MergeStep::Write { properties, schema }
            if words(properties) == ["a"] && schema == "AUpdate")
    });
    check_merge(
        "status = 202\nof = ['Send']",
        |step| matches!(step, MergeStep::Status { status, of } if status == "202" && words(of) == ["Send"]),
    );
    check_merge(
        "subtypes = ['X.B', 'X.C']",
        |step| matches!(step, MergeStep::Subtypes(types) if words(types) == ["X.B", "X.C"]),
    );
    check_merge(
        "drop-segment = 'tenant'",
        |step| matches!(step, MergeStep::DropSegment(segment) if segment.value == "tenant"),
    );
    check_merge(
        "collection = ['send.to']",
        |step| matches!(step, MergeStep::Collection(of) if words(of) == ["send.to"]),
    );
}

/// Checks what one step about a table is read as, and that each of its texts has its place.
fn check_merge(text: &str, is_expected: impl Fn(&MergeStep) -> bool) {
    let mut map = SourceMap::new();
    let file = map.add("fixups.toml", step(&format!("{text}\ntable = 'X.A'")));
    let read = fixup::read_with(&map, file, &fixup::tables::STEPS);
    assert_eq!(read.diagnostics, [], "{text}");
    match &read.others[0].step {
        Action::Merge { table, step } => {
            assert_eq!(table, "X.A");
            assert!(is_expected(step), "{text}: {step:?}");
        }
        other => panic!("{text}: {other:?}"),
    }
}

fn words(cells: &[Cell<String>]) -> Vec<&str> {
    cells.iter().map(|cell| cell.value.as_str()).collect()
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

/// Reads steps about a parameter with two keys; a step that is none is a diagnostic.
#[test]
fn key_parameters() {
    let keys = |alternatives: &str| {
        step(&format!(
            "key-parameter = 'petId'\nname = 'PetKey'\nalternatives = [{alternatives}]"
        ))
    };
    let mut map = SourceMap::new();
    let text =
        keys("{ variant = 'Id', type = 'PetId' }, { variant = 'Chip', when-contains = ':' }");
    let file = map.add("fixups.toml", text.as_str());
    let read = fixup::read_with(&map, file, &fixup::tables::STEPS);
    assert_eq!(read.diagnostics, []);
    let Action::KeyParameter(step) = &read.others[0].step else {
        panic!("{read:?}");
    };
    let read: Vec<_> = step
        .alternatives
        .iter()
        .map(|it| (&*it.variant, it.ty.is_some(), it.sign.as_deref()))
        .collect();
    assert_eq!(step.parameter.value, "petId");
    assert_eq!(step.name, "PetKey");
    assert_eq!(read, [("Id", true, None), ("Chip", false, Some(":"))]);

    let few = "fixup-syntax fixups.toml:5:1 `alternatives` must be two keys or more, all but one with `when-contains`";
    let id = "{ variant = 'Id' }";
    let chip = "{ variant = 'Chip', when-contains = ':' }";
    check_wrong(&keys(id), &[few]);
    check_wrong(&keys(&format!("{id}, {id}")), &[few]);
    check_wrong(&keys(&format!("{chip}, {chip}")), &[few]);
    check_wrong(
        &keys(&format!("{id}, {{ when-contain = ':' }}")),
        &[
            "fixup-syntax fixups.toml:8:39 `when-contain` is not a key of this table | did you mean `when-contains`?",
            "fixup-syntax fixups.toml:8:37 `variant` is missing",
        ],
    );
}

/// Reads steps about bytes; a step that is none is a diagnostic.
#[test]
fn media_entities() {
    let media = |more: &str| format!("media = ['photo']\nunder = '$value'\n{more}");
    check_merge(
        &media("types = ['image/jpeg']\nmethods = { PUT = 204, GET = 200 }\nmissing = '#/a'"),
        |step| {
            matches!(step, MergeStep::Media(read)
            if words(&read.navigations) == ["photo"] && read.under == "$value" && read.types == ["image/jpeg"]
            && read.methods.iter().map(|cell| cell.value).eq([(Verb::Get, 200), (Verb::Put, 204)])
            && read.missing.as_ref().is_some_and(|at| at.value == "#/a"))
        },
    );
    check_wrong(
        &step("media = ['photo']"),
        &[
            "fixup-syntax fixups.toml:5:1 `table` is missing",
            "fixup-syntax fixups.toml:5:1 `under` is missing",
            "fixup-syntax fixups.toml:5:1 `types` is missing",
            "fixup-syntax fixups.toml:5:1 `methods` is missing",
        ],
    );
    check_wrong(
        &step(
            "table = 'X.A'\nmedia = ['photo']\nunder = 'a/{b}'\ntypes = ['image/jpeg', 'jpeg', 'a/b; c=d']\nmethods = { PATCH = 200 }\nmissing = 'NotFound'",
        ),
        &[
            "fixup-syntax fixups.toml:8:9 `under` must be a segment of a path: `$value`",
            "fixup-syntax fixups.toml:9:24 this is not a media type: write `image/jpeg`",
            "fixup-syntax fixups.toml:9:32 this is not a media type: write `image/jpeg`",
            "fixup-syntax fixups.toml:10:13 `PATCH` is not a key of this table | the keys are: GET, PUT, DELETE",
            "fixup-syntax fixups.toml:10:11 `methods` must have a status for each method: { GET = 200 }",
            "fixup-syntax fixups.toml:11:11 a pointer begins with `#/`",
        ],
    );
    for (methods, wrong) in [
        (
            "['GET']",
            "11 `methods` must have a status for each method: { GET = 200 }",
        ),
        ("{ GET = 204 }", "19 `GET` must be 200"),
        ("{ PUT = 404 }", "19 `PUT` must be a success status"),
        ("{ PUT = 'ok' }", "19 `PUT` must be a status: 100 to 599"),
    ] {
        let text = media(&format!(
            "types = ['a/b']\ntable = 'X.A'\nmethods = {methods}"
        ));
        check_wrong(
            &step(&text),
            &[&format!("fixup-syntax fixups.toml:10:{wrong}")],
        );
    }
}
