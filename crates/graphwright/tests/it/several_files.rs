//! Documents of several files, on the disk: what is read, what is refused, and what comes of it.

use crate::place::Place;
use serde_json::Value;

const API: &str = "openapi: 3.0.3
info: { title: Pets, version: \"1\" }
paths:
  /pets/{id}:
    $ref: paths/pet.yaml
components:
  schemas:
    Pet:
      $ref: schemas/pet.yaml#/Pet
";

const PATH: &str = "get:
  operationId: getPet
  parameters:
    - { name: id, in: path, required: true, schema: { type: string } }
  responses:
    \"200\":
      description: The pet
      content:
        application/json:
          schema: { $ref: ../schemas/pet.yaml#/Pet }
";

const PET: &str = "Pet:
  type: object
  properties:
    name: { type: string }
    owner: { $ref: owner.json }
";

const OWNER: &str = r#"{"type": "object", "properties": {"pets": {"type": "array", "items": {"$ref": "pet.yaml#/Pet"}}}}"#;

/// A folder with the document in `apis`, whose `Pet` has one more property.
fn place(property: &str) -> Place {
    let place = Place::new();
    place.write("apis/api.yaml", API);
    place.write("apis/paths/pet.yaml", PATH);
    place.write("apis/schemas/pet.yaml", format!("{PET}{property}"));
    place.write("apis/schemas/owner.json", OWNER);
    place
}

fn codegen(more: &[&str]) -> Vec<String> {
    let args = [
        "codegen",
        "--openapi",
        "apis/api.yaml",
        "--out",
        "out",
        "--runtime",
        "vendor",
    ];
    args.iter()
        .chain(more)
        .map(|arg| (*arg).to_owned())
        .collect()
}

/// Runs `codegen` and compares the exit code and the errors: `code file:line:column message`.
fn check(place: &Place, more: &[&str], code: i32, expected: &[&str]) {
    let args = codegen(more);
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let ran = place.json(&args);
    let line = |error: &Value| {
        let text = |key: &str| error[key].as_str().unwrap_or("-").to_owned();
        let (code, file, message) = (text("code"), text("file"), text("message"));
        format!(
            "{code} {file}:{}:{} {message}",
            error["line"], error["column"]
        )
    };
    let errors: Vec<String> = ran.errors().iter().map(line).collect();
    assert_eq!(errors, expected);
    assert_eq!(ran.code, code, "{}", ran.stdout);
}

#[test]
fn what_other_files_hold_is_generated() {
    let place = place("");
    check(&place, &[], 0, &[]);
    let published: Value = serde_json::from_str(&place.read("out/openapi.json")).expect("JSON");
    let schemas = published["components"]["schemas"]
        .as_object()
        .expect("schemas");
    assert_eq!(schemas.keys().collect::<Vec<_>>(), ["Pet", "owner"]);
    assert!(published["paths"]["/pets/{id}"]["get"].is_object());
    assert!(!place.read("out/openapi.json").contains(".yaml"));
    check(&place, &["--check"], 0, &[]);

    // What nothing refers to is not an input, and a comment changes nothing.
    place.write("apis/schemas/other.yaml", "}");
    place.write("apis/schemas/pet.yaml", format!("# A comment\n{PET}"));
    check(&place, &["--check"], 0, &[]);

    place.write("apis/schemas/pet.yaml", PET.replace("name", "title"));
    let args = codegen(&["--check"]);
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    assert_eq!(place.run(&args).code, 1);
}

#[test]
fn what_is_wrong_is_said_in_its_file() {
    check(
        &place("    lost: { $ref: gone.yaml }\n    kind: { type: strange }\n"),
        &[],
        2,
        &[
            "invalid-keyword apis/schemas/pet.yaml:7:19 `strange` is not a type of JSON Schema",
            "unresolved-ref apis/schemas/pet.yaml:6:19 `gone.yaml` does not exist: there is no file `schemas/gone.yaml`",
        ],
    );
    check(&place("  required: [\n"), &["--keep-going"], 0, &[]);
}

#[test]
fn nothing_outside_the_root_is_read() {
    let place = place(
        "    a: { $ref: ../../../etc/passwd }\n    b: { $ref: /etc/passwd }\n    c: { $ref: ../../secret.yaml }\n    d: { $ref: https://host/pet.yaml }\n    e: { $ref: ../paths }\n",
    );
    place.write("secret.yaml", "type: string\n");
    let pet = "apis/schemas/pet.yaml";
    let out = |column: &str, text: &str| {
        format!("ref-outside {pet}:{column} `{text}` is outside of the root of the input")
    };
    let [first, passwd, secret, host, folder] = [
        out("6:16", "../../../etc/passwd"),
        format!("ref-outside {pet}:7:16 `/etc/passwd` is not a relative path"),
        out("8:16", "../../secret.yaml"),
        format!(
            "ref-outside {pet}:9:16 `https://host/pet.yaml` is on the network, which is never read"
        ),
        format!(
            "input-unreadable {pet}:10:16 `../paths` cannot be read: this is a folder, not a file"
        ),
    ];
    // The root is the folder that the program runs in, or the one that is named.
    check(&place, &[], 2, &[&first, &passwd, &host, &folder]);
    let narrow = ["--root", "apis"];
    check(
        &place,
        &narrow,
        2,
        &[&first, &passwd, &secret, &host, &folder],
    );
    for error in place
        .json(&["codegen", "--openapi", "apis/api.yaml", "--out", "out"])
        .errors()
    {
        let help = error["help"].as_str();
        let is_away = error["code"] == "ref-outside";
        assert_eq!(
            help.is_some_and(|help| help.contains("--root DIR")),
            is_away,
            "{error}"
        );
    }
}

#[test]
fn files_beside_the_folder_of_the_document_are_below_the_root() {
    let place = place("    common: { $ref: ../../common/index.yaml }\n");
    place.write(
        "common/index.yaml",
        "type: object\nproperties: { id: { type: string } }\n",
    );
    check(&place, &[], 0, &[]);
    let from_here = place.files("out");
    let published = place.read("out/openapi.json");
    assert!(
        published.contains("#/components/schemas/common"),
        "{published}"
    );

    // What is made does not depend on where the program runs or on what the root is called.
    let (document, root) = (place.path("apis/api.yaml"), place.path(""));
    let (document, root) = (document.to_string_lossy(), root.to_string_lossy());
    place.write("elsewhere/keep", "");
    for (folder, root) in [
        ("elsewhere", Some(&*root)),
        ("apis", Some("..")),
        ("", None),
    ] {
        let out = place.path("again");
        let mut args = vec![
            "codegen",
            "--runtime",
            "vendor",
            "--openapi",
            &document,
            "--out",
        ];
        let out = out.to_string_lossy().into_owned();
        args.push(&out);
        args.extend(root.into_iter().flat_map(|root| ["--root", root]));
        let ran = place.run_in(folder, &args);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        assert!(place.files("again") == from_here, "in `{folder}`");
    }

    // A document that is not below the folder where the program runs has a root of its own.
    let ran = place.run_in(
        "elsewhere",
        &["codegen", "--openapi", &document, "--out", "out"],
    );
    assert_eq!(ran.code, 2);
    assert!(
        ran.stderr.contains("is outside of the root"),
        "{}",
        ran.stderr
    );
}

#[test]
fn a_root_is_above_the_document() {
    let place = place("");
    place.write("elsewhere/keep", "");
    let wrong = "the document `apis/api.yaml` is not below the root `elsewhere`";
    let usage = format!("usage -:null:null {wrong}");
    check(&place, &["--root", "elsewhere"], 2, &[&usage]);
    check(
        &place,
        &["--root", "apis/schemas"],
        2,
        &[&usage.replace("elsewhere", "apis/schemas")],
    );
    let config = "[api]\nopenapi = \"apis/api.yaml\"\nroot = \"elsewhere\"\n[output]\nruntime = \"vendor\"\n";
    place.write("codegen.toml", config);
    let ran = place.json(&["codegen", "--config", "codegen.toml"]);
    let error = &ran.errors()[0];
    assert_eq!(
        (&error["code"], &error["message"], &error["line"]),
        (&"config-invalid".into(), &wrong.into(), &3.into())
    );
    place.write("codegen.toml", config.replace("elsewhere", "."));
    let ran = place.json(&["codegen", "--config", "codegen.toml"]);
    assert_eq!(ran.code, 0, "{}", ran.stdout);
}

#[test]
fn no_path_of_a_machine_gets_into_the_output() {
    let place = place("    lost: { $ref: gone.yaml }\n");
    let document = place.path("apis/api.yaml");
    let (document, root) = (document.to_string_lossy(), place.path(""));
    let root = root.to_string_lossy();
    for more in [&["--root", &root][..], &[]] {
        let args = [
            "codegen",
            "--openapi",
            &document,
            "--out",
            "out",
            "--runtime",
            "vendor",
        ];
        let ran = place.run(&[&args[..], &["--keep-going"], more].concat());
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        for (path, bytes) in place.files("out") {
            let text = String::from_utf8_lossy(&bytes);
            assert!(!text.contains(root.trim_end_matches('/')), "{path}: {text}");
        }
    }
}

/// A folder that is a link is what it leads to: what the document there refers to is found.
#[cfg(unix)]
#[test]
fn a_document_behind_a_link_has_its_real_place() {
    use std::os::unix::fs::symlink;

    let place = place("    common: { $ref: ../../common.yaml }\n");
    place.write("common.yaml", "type: string\n");
    symlink(place.path("apis"), place.path("deep-link")).expect("a link");
    let args = ["codegen", "--openapi", "deep-link/api.yaml", "--out", "out"];
    let ran = place.run(&[&args[..], &["--runtime", "vendor"]].concat());
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    // A link out of the root makes the folder behind it the root.
    let other = Place::new();
    symlink(place.path("apis"), other.path("apis")).expect("a link");
    let ran = other.run(&["codegen", "--openapi", "apis/api.yaml", "--out", "out"]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.stderr.contains("is outside of the root"),
        "{}",
        ran.stderr
    );
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    use std::os::unix::fs::symlink;

    let place = place(
        "    a: { $ref: link.yaml }\n    b: { $ref: ../folder/secret.yaml }\n    c: { $ref: owner-link.json }\n",
    );
    place.write("secret/secret.yaml", "type: string\n");
    symlink(
        place.path("secret/secret.yaml"),
        place.path("apis/schemas/link.yaml"),
    )
    .expect("a link");
    symlink("owner.json", place.path("apis/schemas/owner-link.json")).expect("a link");
    symlink(place.path("secret"), place.path("apis/folder")).expect("a link");
    let refused = |column: &str, text: &str| {
        format!(
            "ref-outside apis/schemas/pet.yaml:{column} `{text}` leads to a symbolic link, which is never followed"
        )
    };
    check(
        &place,
        &[],
        2,
        &[
            &refused("6:16", "link.yaml"),
            &refused("7:16", "../folder/secret.yaml"),
            &refused("8:16", "owner-link.json"),
        ],
    );
}
