//! Changes to the output folder: those that happen, and those that never do.

use crate::place::{CODEGEN, PETS, Place};
use std::fs;
use std::time::SystemTime;

/// A run that only compares.
fn check() -> Vec<&'static str> {
    [&CODEGEN[..], &["--check"]].concat()
}

/// A place where the small document was generated from.
fn generated() -> Place {
    let place = Place::with_pets();
    let ran = place.json(&CODEGEN);
    assert_eq!(ran.code, 0, "{}{}", ran.stdout, ran.stderr);
    place
}

/// The codes of a run's messages, less those about the document.
fn codes(objects: &[serde_json::Value]) -> Vec<&str> {
    let codes = objects.iter().filter_map(|object| object["code"].as_str());
    codes.filter(|code| code.starts_with("output-")).collect()
}

#[test]
fn a_workspace_of_its_own_has_everything() {
    let files = generated().files("out");
    for path in [
        "Cargo.toml",
        "Cargo.lock",
        "api.txt",
        "report.md",
        "openapi.json",
        ".graphwright.json",
        "model/src/lib.rs",
        "client/src/lib.rs",
        "server/src/lib.rs",
        "runtime/wire/Cargo.toml",
    ] {
        assert!(
            files.contains_key(path),
            "{path} is missing from {:?}",
            files.keys()
        );
    }
}

#[test]
fn nothing_is_written_twice() {
    let place = generated();
    let stamp = |path: &str| -> SystemTime {
        fs::metadata(place.path(path))
            .and_then(|metadata| metadata.modified())
            .expect(path)
    };
    let files = place.files("out");
    let before: Vec<_> = files
        .keys()
        .map(|path| stamp(&format!("out/{path}")))
        .collect();
    let ran = place.json(&CODEGEN);
    assert_eq!(ran.code, 0);
    assert_eq!(ran.summary()["written"], 0);
    assert_eq!(
        ran.summary()["files"],
        files.len() - 1,
        "the manifest apart"
    );
    let after: Vec<_> = files
        .keys()
        .map(|path| stamp(&format!("out/{path}")))
        .collect();
    assert_eq!(before, after);
    assert_eq!(place.json(&check()).code, 0);
}

#[test]
fn only_what_this_tool_wrote_is_removed() {
    let place = generated();
    place.write("out/notes.txt", "mine");
    place.write("out/model/src/mine.rs", "// mine");
    let client = [
        "codegen",
        "--openapi",
        "pets.yaml",
        "--out",
        "out",
        "--runtime",
        "vendor",
        "--only",
        "model",
    ];
    let ran = place.json(&client);
    assert_eq!(ran.code, 0, "{}", ran.stdout);
    let files = place.files("out");
    assert!(
        !files
            .keys()
            .any(|path| path.starts_with("client/") || path.starts_with("runtime/client/"))
    );
    assert!(
        !place.path("out/client").exists(),
        "an empty folder is left"
    );
    assert_eq!(place.read("out/notes.txt"), "mine");
    assert_eq!(place.read("out/model/src/mine.rs"), "// mine");
}

#[test]
fn a_manifest_cannot_reach_out_of_the_folder() {
    let place = generated();
    place.write("precious.txt", "mine");
    let mut manifest: serde_json::Value =
        serde_json::from_str(&place.read("out/.graphwright.json")).expect("JSON");
    // SHA-256 of `mine`.
    let hash = "63fd40bdfcdbaa0c95ef8b0b57d0c7b1bbbd0bad2fa2fd8c6d87c1bfa4b1b0a5";
    let absolute = place.path("precious.txt").to_string_lossy().into_owned();
    for path in ["../precious.txt", "model/../../precious.txt", &absolute] {
        manifest[path] = hash.into();
    }
    place.write("out/.graphwright.json", manifest.to_string());
    assert_eq!(place.json(&CODEGEN).code, 0);
    assert_eq!(place.read("precious.txt"), "mine");
}

#[test]
fn an_edit_by_hand_is_noticed_and_overwritten() {
    let place = generated();
    let before = place.files("out");
    place.write("out/model/src/lib.rs", "// better");
    let ran = place.json(&check());
    assert_eq!(ran.code, 1);
    assert_eq!(codes(&ran.objects()), ["output-edited", "output-stale"]);
    assert_eq!(place.read("out/model/src/lib.rs"), "// better");
    let ran = place.json(&CODEGEN);
    assert_eq!(ran.code, 0);
    assert_eq!(codes(&ran.objects()), ["output-edited"]);
    assert_eq!(ran.summary()["written"], 1);
    assert!(place.files("out") == before);
}

#[test]
fn an_edited_file_that_is_no_longer_made_stays() {
    let place = generated();
    place.write("out/client/src/lib.rs", "// better");
    let ran = place.json(&[&CODEGEN[..], &["--only", "server"]].concat());
    assert_eq!(
        (ran.code, codes(&ran.objects())),
        (0, vec!["output-edited"])
    );
    assert_eq!(place.read("out/client/src/lib.rs"), "// better");
}

#[test]
fn check_shows_a_short_diff_and_the_command() {
    let place = generated();
    place.write("pets.yaml", PETS.replace("born:", "birthday:"));
    let before = place.files("out");
    let ran = place.run(&check());
    assert_eq!(ran.code, 1);
    assert!(
        ran.stdout.contains("--- out/") && ran.stdout.contains("+++ out/"),
        "{}",
        ran.stdout
    );
    assert!(ran.stdout.lines().count() <= 101, "{}", ran.stdout);
    let command = "run `graphwright codegen --openapi pets.yaml --out out --runtime vendor`";
    assert!(ran.stderr.contains(command), "{}", ran.stderr);
    assert!(place.files("out") == before);
    let ran = place.json(&check());
    assert_eq!(ran.code, 1);
    let stale = ran
        .objects()
        .into_iter()
        .find(|object| object["code"] == "output-stale")
        .expect("a message");
    assert_eq!(
        (&stale["severity"], stale["file"].is_string()),
        (&"error".into(), true)
    );
    assert_eq!(ran.summary()["written"], 0);
}

#[test]
fn check_of_nothing_finds_everything_missing() {
    let place = Place::with_pets();
    let ran = place.json(&check());
    assert_eq!(ran.code, 1);
    assert!(!place.path("out").exists());
}

#[test]
fn a_failure_while_writing_leaves_the_old_files_whole() {
    let place = generated();
    place.write("pets.yaml", PETS.replace("born:", "birthday:"));
    // A file where a folder must be: not even root can write through it.
    fs::remove_dir_all(place.path("out/server")).expect("a folder");
    place.write("out/server", "in the way");
    let before = place.files("out");
    let ran = place.json(&CODEGEN);
    assert_eq!(ran.code, 3, "{}", ran.stdout);
    let failed = ran
        .objects()
        .into_iter()
        .find(|object| object["code"] == "output-failed")
        .expect("a message");
    assert!(
        failed["file"]
            .as_str()
            .expect("a file")
            .starts_with("out/server")
    );
    assert!(
        place.files("out") == before,
        "a file was changed or left behind"
    );
}

#[test]
fn a_folder_that_cannot_be_made_is_a_failure_of_writing() {
    let place = Place::with_pets();
    place.write("file", "in the way");
    let ran = place.json(&[
        "codegen",
        "--openapi",
        "pets.yaml",
        "--out",
        "file/out",
        "--runtime",
        "vendor",
    ]);
    assert_eq!(ran.code, 3, "{}", ran.stdout);
    assert_eq!(
        place.files("").keys().collect::<Vec<_>>(),
        ["file", "pets.yaml"]
    );
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link() {
    let place = generated();
    fs::remove_dir_all(place.path("out/model")).expect("a folder");
    fs::create_dir(place.path("elsewhere")).expect("a folder");
    std::os::unix::fs::symlink(place.path("elsewhere"), place.path("out/model")).expect("a link");
    assert_eq!(place.json(&CODEGEN).code, 3);
    assert!(place.files("elsewhere").is_empty());
}
