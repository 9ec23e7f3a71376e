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

    // What nothing refers to is no input, and a comment changes nothing.
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
        &place("    lost: { $ref: gone.yaml }\n    kind: { type: text }\n"),
        &[],
        2,
        &[
            "invalid-keyword apis/schemas/pet.yaml:7:19 `text` is no type of JSON Schema",
            "unresolved-ref apis/schemas/pet.yaml:6:19 `gone.yaml` leads to nothing: there is no file `apis/schemas/gone.yaml`",
        ],
    );
    check(&place("  required: [\n"), &["--keep-going"], 0, &[]);
}

#[test]
fn nothing_outside_the_folder_is_read() {
    let place = place(
        "    a: { $ref: ../../../etc/passwd }\n    b: { $ref: /etc/passwd }\n    c: { $ref: ../../secret.yaml }\n    d: { $ref: https://host/pet.yaml }\n    e: { $ref: ../paths }\n",
    );
    place.write("secret.yaml", "type: string\n");
    let pet = "apis/schemas/pet.yaml";
    check(
        &place,
        &[],
        2,
        &[
            &format!(
                "ref-outside {pet}:6:16 `../../../etc/passwd` leads out of the folder of the document"
            ),
            &format!(
                "ref-outside {pet}:7:16 `/etc/passwd` leads out of the folder of the document"
            ),
            &format!(
                "ref-outside {pet}:8:16 `../../secret.yaml` leads out of the folder of the document"
            ),
            &format!(
                "ref-outside {pet}:9:16 `https://host/pet.yaml` leads to the network, which is never read"
            ),
            &format!(
                "input-unreadable {pet}:10:16 `../paths` cannot be read: this is a folder, not a file"
            ),
        ],
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
