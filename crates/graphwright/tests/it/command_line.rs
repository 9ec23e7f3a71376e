//! The contract of the command line: streams, forms, exit codes.

use crate::place::{CODEGEN, PETS, Place};
use serde_json::Value;

#[test]
fn a_run_is_told_in_one_line() {
    let place = Place::with_pets();
    let ran = place.run(&CODEGEN);
    assert_eq!((ran.code, ran.stdout.as_str()), (0, ""));
    let last = ran.stderr.lines().last().expect("a line");
    assert!(last.starts_with("1 operation, 1 type -> "), "{last}");
    assert!(
        last.contains(" written in ") && last.contains(" ms"),
        "{last}"
    );
    let ran = place.run(&[&CODEGEN[..], &["--quiet"]].concat());
    assert_eq!(
        (ran.code, ran.stdout.as_str(), ran.stderr.as_str()),
        (0, "", "")
    );
}

#[test]
fn json_goes_to_the_standard_output_and_nothing_else() {
    let place = Place::with_pets();
    place.write(
        "pets.yaml",
        PETS.replace(
            "born: { type: string,",
            "born: { type: string, example: [1],",
        ),
    );
    let ran = place.json(&[
        "codegen",
        "--openapi",
        "pets.yaml",
        "--out",
        "out",
        "--runtime",
        "vendor",
    ]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    let keys = |object: &Value| {
        object
            .as_object()
            .expect("an object")
            .keys()
            .cloned()
            .collect::<Vec<_>>()
    };
    let objects = ran.objects();
    let warning = objects
        .iter()
        .find(|object| object["code"] == "example-mismatch")
        .expect("a warning");
    assert_eq!(
        keys(warning),
        [
            "severity", "code", "message", "file", "line", "column", "pointer", "help"
        ]
    );
    assert_eq!(
        (&warning["file"], &warning["line"]),
        (&"pets.yaml".into(), &28.into())
    );
    let figures = [
        "errors",
        "warnings",
        "operations",
        "skipped",
        "types",
        "untyped",
        "files",
        "written",
        "ms",
    ];
    assert_eq!(keys(&ran.summary()), figures);
    assert_eq!(ran.summary()["warnings"], 1);
}

#[test]
fn mistakes_in_the_command_are_exit_2() {
    let place = Place::with_pets();
    for args in [
        &["codegen", "--openapi", "pets.yaml"][..],
        &["codegen", "--no-such-flag"],
        &[
            "codegen",
            "--openapi",
            "pets.yaml",
            "--out",
            "out",
            "--runtime",
            "somewhere",
        ],
        &[
            "codegen",
            "--openapi",
            "pets.yaml",
            "--out",
            "out",
            "--runtime",
            "git=https://example.com",
        ],
        &[
            "codegen",
            "--openapi",
            "pets.yaml",
            "--out",
            "out",
            "--name",
            "../x",
        ],
        &[
            "codegen",
            "--openapi",
            "pets.yaml",
            "--out",
            "out",
            "--only",
            "cats",
        ],
        &["codegen"],
        &["codegen", "--config", "missing.toml"],
        &["explain", "no-such-code"],
        &["no-such-command"],
    ] {
        let ran = place.run(args);
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{args:?}");
        let ran = place.json(args);
        assert_eq!((ran.code, ran.stderr.as_str()), (2, ""), "{args:?}");
        assert_eq!(ran.objects()[0]["severity"], "error", "{args:?}");
        assert_eq!(ran.summary()["errors"], 1, "{args:?}");
    }
    assert_eq!(place.files("").len(), 1);
}

#[test]
fn explain_says_what_a_code_means() {
    let place = Place::new();
    let ran = place.run(&["explain", "duplicate-key"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    assert!(
        ran.stdout
            .starts_with("error[duplicate-key]: A mapping has a key twice"),
        "{}",
        ran.stdout
    );
    assert_eq!(
        place.json(&["explain", "duplicate-key"]).objects()[0]["code"],
        "duplicate-key"
    );
    assert_eq!(
        place.json(&["explain", "duplicat-key"]).objects()[0]["help"],
        "did you mean `duplicate-key`?"
    );
}

#[test]
fn colour_is_for_those_who_ask() {
    let place = Place::new();
    let red = "\u{1b}[";
    assert!(
        !place.run(&["codegen"]).stderr.contains(red),
        "the standard error is not a terminal"
    );
    assert!(
        place
            .run(&["codegen", "--color", "always"])
            .stderr
            .contains(red)
    );
    assert!(
        !place
            .run(&["codegen", "--color", "never"])
            .stderr
            .contains(red)
    );
}

#[test]
fn the_configuration_and_the_flags_become_one() {
    let place = Place::with_pets();
    place.write("spec/codegen.toml", "[api]\nname = \"pets\"\nopenapi = \"../pets.yaml\"\n[output]\ndir = \"../made\"\nfolder = \"pets-{target}\"\nruntime = \"vendor\"\n");
    let ran = place.json(&["codegen"]);
    assert_eq!(ran.code, 0, "{}", ran.stdout);
    let manifest = place.read("made/pets-model/Cargo.toml");
    assert!(
        manifest.contains("name = \"pets-model\"") && manifest.contains("`graphwright codegen`"),
        "{manifest}"
    );
    assert!(
        !place.path("made/Cargo.toml").exists(),
        "no workspace of its own was asked for"
    );
    let ran = place.json(&[
        "codegen",
        "--config",
        "spec/codegen.toml",
        "--name",
        "cats",
        "--out",
        "cats",
    ]);
    assert_eq!(ran.code, 0, "{}", ran.stdout);
    assert!(
        place
            .read("cats/model/Cargo.toml")
            .contains("name = \"cats-model\"")
    );
}

#[test]
fn a_denied_warning_is_an_error() {
    let place = Place::with_pets();
    place.write(
        "pets.yaml",
        PETS.replace(
            "born: { type: string,",
            "born: { type: string, example: [1],",
        ),
    );
    for (lints, code, severity) in [
        ("", 0, Some("warning")),
        ("deny = [\"example-mismatch\"]", 2, Some("error")),
        ("deny = [\"warnings\"]", 2, Some("error")),
        ("allow = [\"example-mismatch\"]", 0, None),
    ] {
        place.write(
            "codegen.toml",
            format!(
                "[api]\nopenapi = \"pets.yaml\"\n[output]\nruntime = \"vendor\"\n[lints]\n{lints}\n"
            ),
        );
        let ran = place.json(&["codegen", "--config", "codegen.toml"]);
        assert_eq!(ran.code, code, "{lints}: {}", ran.stdout);
        let found = ran
            .objects()
            .into_iter()
            .find(|object| object["code"] == "example-mismatch");
        assert_eq!(
            found.as_ref().and_then(|found| found["severity"].as_str()),
            severity,
            "{lints}"
        );
    }
}

#[test]
fn a_runtime_from_elsewhere_is_named_and_not_locked() {
    let place = Place::with_pets();
    for (runtime, named) in [
        (
            "git=https://example.com/graphwright#0123abc",
            "rev = \"0123abc\"",
        ),
        ("version=1.2.3", "1.2.3"),
    ] {
        let args = [
            "codegen",
            "--openapi",
            "pets.yaml",
            "--out",
            "out",
            "--runtime",
            runtime,
        ];
        let ran = place.json(&args);
        assert_eq!(ran.code, 0, "{}", ran.stdout);
        assert!(
            place.read("out/client/Cargo.toml").contains(named),
            "{runtime}"
        );
        assert!(
            !place.path("out/Cargo.lock").exists(),
            "only Cargo knows its hash"
        );
    }
}
