//! The steps of fixups about tables: how they are read. Their effects are in the tests of the merge.

use graphwright_source::{Cell, Diagnostic, SourceMap, fixup};
use graphwright_tables::entity::Verb;
use graphwright_tables::fixup::{Action, MergeStep, STEPS};

fn step(step: &str) -> String {
    format!("[[fixup]]\nname = \"f\"\nbecause = \"b\"\nsource = \"s\"\n[[fixup.steps]]\n{step}\n")
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

/// Checks what is said about a file of fixups.
fn check_wrong(fixups: &str, expected: &[&str]) {
    let mut map = SourceMap::new();
    let file = map.add("fixups.toml", fixups);
    let read = fixup::read_with(&map, file, &STEPS);
    let lines: Vec<String> = read
        .diagnostics
        .iter()
        .map(|said| line(&map, said))
        .collect();
    assert_eq!(lines, expected, "{fixups}");
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
    let read = fixup::read_with(&map, file, &STEPS);
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
    let read = fixup::read_with(&map, file, &STEPS);
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
