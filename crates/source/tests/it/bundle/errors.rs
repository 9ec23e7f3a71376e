//! Errors of bundling: their messages, their locations, and the parts that are read nevertheless.

use super::folder::{Bundle, read};
use graphwright_source::{Code, Limits};

/// Reads files and compares what is said: `code file:line:column message | help`.
fn check_errors(files: &[(&'static str, &str)], expected: &[&str]) -> Bundle {
    let bundle = read(files, &Limits::default());
    assert_eq!(bundle.lines(), expected);
    bundle
}

#[test]
fn chains_that_do_not_end_are_told() {
    check_errors(
        &[
            (
                "api.yaml",
                "paths:\n  /a: {$ref: 'b.yaml#/a'}\n  /b: {get: {$ref: 'b.yaml#/a'}}\ncomponents: {schemas: {A: {items: {$ref: 'b.yaml#/B'}}}}\n",
            ),
            (
                "b.yaml",
                "a: {$ref: '#/a'}\nB: {$ref: '#/C'}\nC: {$ref: '#/B'}\n",
            ),
        ],
        &[
            "ref-cycle api.yaml:4:14 `b.yaml#/a` refers to itself",
            "ref-cycle api.yaml:5:20 `b.yaml#/a` refers to itself",
            "ref-cycle b.yaml:3:11 a chain of references is cyclic: #/components/schemas/B -> #/components/schemas/B | one of them must be a definition, not a reference",
        ],
    );
}

#[test]
fn what_leads_out_is_never_opened() {
    let refs = [
        "../../etc/passwd",
        "/etc/passwd",
        "%2e%2e/b.yaml",
        "x/../../b.yaml",
        "..\\\\b.yaml",
        "file:///etc/passwd",
        "C:/b.yaml",
        "link.yaml",
        "https://host/b.yaml#/B",
        "//host/b.yaml",
    ];
    let schemas: Vec<String> = refs
        .iter()
        .enumerate()
        .map(|(index, text)| format!("    S{index}: {{$ref: \"{text}\"}}\n"))
        .collect();
    let schemas = schemas.concat();
    let text = format!("paths: {{}}\ncomponents:\n  schemas:\n{schemas}");
    let folder = "is outside of the root of the input | only files in the root and below it are read: name a folder above with `--root DIR`";
    let absolute = "is not a relative path | write the path relative to the file that refers to it; it must not leave the folder that `--root DIR` names";
    let network = "is on the network, which is never read | download it into the folder of the document, or below the one that `--root DIR` names";
    let expected = [
        format!("ref-outside api.yaml:6:16 `../../etc/passwd` {folder}"),
        format!("ref-outside api.yaml:7:16 `/etc/passwd` {absolute}"),
        format!("ref-outside api.yaml:8:16 `%2e%2e/b.yaml` {folder}"),
        format!("ref-outside api.yaml:9:16 `x/../../b.yaml` {folder}"),
        format!("ref-outside api.yaml:10:16 `..\\\\b.yaml` {folder}"),
        format!("ref-outside api.yaml:11:16 `file:///etc/passwd` {network}"),
        "ref-outside api.yaml:12:16 `C:/b.yaml` is not a relative path of a file".to_owned(),
        "ref-outside api.yaml:13:16 `link.yaml` leads to a link".to_owned(),
        format!("ref-outside api.yaml:14:16 `https://host/b.yaml#/B` {network}"),
        format!("ref-outside api.yaml:15:16 `//host/b.yaml` {network}"),
    ];
    let expected: Vec<&str> = expected.iter().map(String::as_str).collect();
    let bundle = check_errors(&[("api.yaml", &text), ("link.yaml", "LINK")], &expected);
    // The top of the disk is no place to look at; that of the folder is.
    assert_eq!(bundle.opened, ["etc/passwd", "link.yaml"]);
}

#[test]
fn what_is_wrong_in_another_file_is_told_there() {
    check_errors(
        &[
            (
                "api.yaml",
                "paths: {}\ncomponents:\n  schemas:\n    A: {$ref: 'a.yaml'}\n    B: {$ref: 'gone.yaml'}\n    C: {$ref: 'a.yaml#/properties/nme'}\n    D: {$ref: 'broken.yaml'}\n    E: {$ref: 'broken.yaml#/E'}\n    F: {$ref: 'twice.yaml'}\n    G: {$ref: 'locked.yaml'}\n    H: {$ref: 'a.yaml#name'}\n",
            ),
            (
                "a.yaml",
                "properties:\n  name: {type: strin}\n  lost: {$ref: '#/properties/nam'}\n  far: {$ref: '../b.yaml'}\n  root: {$ref: 'api.yaml#/components/schemas/Z'}\n",
            ),
            ("broken.yaml", "E: {\n"),
            ("twice.yaml", "type: string\ntype: string\n"),
            ("locked.yaml", "LOCKED"),
        ],
        &[
            "yaml-syntax broken.yaml:1:4 unclosed bracket '{'",
            "duplicate-key twice.yaml:2:1 the key `type` is repeated here | the first one is on line 1; remove one of the two",
            "invalid-keyword a.yaml:2:16 `strin` is not a type of JSON Schema | did you mean `string`?",
            "ref-outside a.yaml:4:15 `../b.yaml` is outside of the root of the input | only files in the root and below it are read: name a folder above with `--root DIR`",
            "unresolved-ref a.yaml:3:16 `a.yaml#/properties/nam` does not exist: `a.yaml` has no `#/properties/nam` | did you mean `#/properties/name`?",
            "unresolved-ref a.yaml:5:16 `api.yaml#/components/schemas/Z` does not exist: `api.yaml` has no `#/components/schemas/Z` | did you mean `#/components/schemas/A`?",
            "unresolved-ref api.yaml:7:15 `gone.yaml` does not exist: there is no file `gone.yaml`",
            "unresolved-ref api.yaml:8:15 `a.yaml#/properties/nme` does not exist: `a.yaml` has no `#/properties/nme` | did you mean `#/properties/name`?",
            "input-unreadable api.yaml:12:15 `locked.yaml` cannot be read: permission denied",
            "unresolved-ref api.yaml:13:15 `a.yaml#name` does not exist: `a.yaml` has no `#name`",
        ],
    );
}

#[test]
fn what_is_broken_does_not_touch_the_rest() {
    let bundle = read(
        &[
            (
                "api.yaml",
                "paths:\n  /a: {get: {responses: {'200': {$ref: 'a.yaml#/gone'}}}}\n  /b: {get: {responses: {'200': {$ref: 'a.yaml#/here'}}}}\n",
            ),
            ("a.yaml", "here: {description: Here}\n"),
        ],
        &Limits::default(),
    );
    assert!(!bundle.document.is_sound("#/paths/~1a/get"));
    assert!(bundle.document.is_sound("#/paths/~1b/get"));
    assert!(bundle.diagnostics.iter().all(|diagnostic| {
        let origin = diagnostic.origin.as_ref().expect("a place");
        bundle.document.holds(origin.file)
    }));
}

#[test]
fn a_path_may_be_written_as_seen_from_the_document() {
    let bundle = check_errors(
        &[
            (
                "api.yaml",
                "paths: {}\ncomponents:\n  schemas:\n    A: {$ref: 'x/a.yaml'}\n",
            ),
            (
                "x/a.yaml",
                "properties:\n  b: {$ref: 'x/b.yaml'}\n  c: {$ref: 'x/c.yaml'}\n",
            ),
            ("x/b.yaml", "type: string\n"),
        ],
        &[
            "guessed x/a.yaml:2:13 `x/b.yaml` does not exist relative to this file; it is resolved relative to the document",
            "unresolved-ref x/a.yaml:3:13 `x/c.yaml` does not exist: there is no file `x/x/c.yaml`",
        ],
    );
    assert_eq!(
        bundle.opened,
        [
            "x/a.yaml",
            "x/x/b.yaml",
            "x/b.yaml",
            "x/x/c.yaml",
            "x/c.yaml"
        ]
    );
}

/// A path from the top of the disk is none, but may be meant from the top of the document's folder.
#[test]
fn a_path_from_the_top_is_taken_below_the_document() {
    let bundle = check_errors(
        &[
            (
                "api.yaml",
                "paths: {}\ncomponents:\n  schemas:\n    A: {$ref: '/x/a.yaml'}\n    B: {$ref: '/x/b.yaml'}\n",
            ),
            ("x/a.yaml", "properties: {a: {$ref: '/x/a.yaml'}}\n"),
        ],
        &[
            "guessed api.yaml:6:15 `/x/a.yaml` does not exist relative to this file; it is resolved relative to the document",
            "guessed x/a.yaml:1:24 `/x/a.yaml` does not exist relative to this file; it is resolved relative to the document",
            "ref-outside api.yaml:7:15 `/x/b.yaml` is not a relative path | write the path relative to the file that refers to it; it must not leave the folder that `--root DIR` names",
        ],
    );
    assert_eq!(bundle.opened, ["x/a.yaml", "x/b.yaml"]);
}

#[test]
fn what_only_explains_is_left_out_with_a_warning() {
    let bundle = check_errors(
        &[(
            "api.yaml",
            "paths: {}\nexternalDocs: {$ref: 'docs.yaml'}\ntags: [{name: a, description: {$ref: 'gone.md'}}]\n",
        )],
        &[
            "invalid-keyword api.yaml:5:31 `description` must be a string, not an object",
            "unresolved-ref api.yaml:4:22 `docs.yaml` does not exist: there is no file `docs.yaml`",
            "unresolved-ref api.yaml:5:38 `gone.md` does not exist: there is no file `gone.md`",
        ],
    );
    assert!(
        bundle
            .diagnostics
            .iter()
            .all(|diagnostic| !diagnostic.is_error())
    );
    assert!(bundle.document.node("#/externalDocs").is_none());
}

#[test]
fn limits_hold_for_all_files_together() {
    let check = |limits: Limits, expected: &str| {
        let bundle = read(
            &[
                (
                    "api.yaml",
                    "paths: {}\ncomponents: {schemas: {A: {$ref: 'a.yaml'}, B: {$ref: 'b.yaml'}}}\n",
                ),
                ("a.yaml", "allOf: [{allOf: [{allOf: [{}, {}, {}]}]}]\n"),
                (
                    "b.yaml",
                    "description: A text of some fifty letters that says nothing\n",
                ),
            ],
            &limits,
        );
        assert_eq!(bundle.lines(), [expected]);
    };
    let limits = Limits::default();
    check(
        Limits { files: 1, ..limits },
        "input-too-large api.yaml:4:55 `b.yaml` is one file more than the limit of 1",
    );
    check(
        Limits {
            bytes: 200,
            ..limits
        },
        "input-too-large api.yaml:4:55 `b.yaml` is one file too many: together they have more than 200 bytes",
    );
    check(
        Limits { depth: 9, ..limits },
        "input-too-large api.yaml:4:34 `a.yaml` is nested deeper than 9 levels",
    );
}

#[test]
fn a_bomb_of_operations_is_refused() {
    // Each file holds an operation with two callbacks, whose operations are those of the next file.
    let names: Vec<&'static str> = vec![
        "f0.yaml", "f1.yaml", "f2.yaml", "f3.yaml", "f4.yaml", "f5.yaml", "f6.yaml", "f7.yaml",
        "f8.yaml", "f9.yaml", "f10.yaml", "f11.yaml", "f12.yaml", "f13.yaml", "f14.yaml",
        "f15.yaml",
    ];
    let text = |next: &str| {
        format!(
            "responses: {{}}\ncallbacks: {{a: {{u: {{get: {{$ref: {next}}}, put: {{$ref: {next}}}}}}}}}\n"
        )
    };
    let texts: Vec<String> = names.iter().skip(1).map(|next| text(next)).collect();
    let mut files = vec![("api.yaml", "paths: {/a: {get: {$ref: f0.yaml}}}\n")];
    files.extend(
        names
            .iter()
            .zip(&texts)
            .map(|(name, text)| (*name, &**text)),
    );
    let bundle = read(&files, &Limits::default());
    assert!(
        bundle
            .diagnostics
            .iter()
            .any(|diagnostic| diagnostic.code == Code::INPUT_TOO_LARGE)
    );
    assert!(bundle.document.effective.to_string().len() < 10_000_000);
}
