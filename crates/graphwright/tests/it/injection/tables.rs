//! The files beside a document: the tables of entities and of policies, and the fixups.

use super::made::{Made, made};
use super::places::{self, Fate, Spot};
use camino::Utf8PathBuf;
use graphwright::cli::CodegenArgs;
use graphwright::files::Memory;

const FILES: [(&str, &str); 4] = [
    ("table.md", include_str!("beside/table.md")),
    ("fields.md", include_str!("beside/fields.md")),
    ("relation.md", include_str!("beside/relation.md")),
    ("fixups.toml", include_str!("beside/fixups.toml")),
];

const CONFIG: &str = r#"
[api]
openapi = "api.yaml"
entities = ["table.md"]
policies = ["fields.md", "relation.md"]
fixups = "fixups.toml"

[entity."Zoo.Pet"]
schemas = ["Pet"]
"#;

const DOCUMENT: &str = "openapi: 3.0.3
info: { title: Pets, version: '1' }
servers: [{ url: https://pets.example/v1.0 }]
paths:
  /pets/{id}:
    get:
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses:
        '200': { description: Ok, content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }
components:
  schemas:
    Pet: { type: object, properties: { name: { type: string } } }
";

/// A place in one of the files.
#[derive(Clone, Debug)]
pub(super) struct Place {
    file: &'static str,
    pub(super) spot: Spot,
}

/// Every place of every file.
pub(super) fn all() -> Vec<Place> {
    let spots = |(file, text)| {
        places::spots(text)
            .into_iter()
            .map(move |spot| Place { file, spot })
    };
    FILES.into_iter().flat_map(spots).collect()
}

/// Generates from the files with another word in a place, and how it was written there; from the
/// files as they are, without one.
pub(super) fn from_files(place: Option<(&Place, &str)>) -> Result<Made, Vec<String>> {
    let mut files = Memory::default();
    let mut add = |path: &str, text: String| files.0.insert(Utf8PathBuf::from(path), text);
    add("codegen.toml", CONFIG.to_owned());
    add("api.yaml", DOCUMENT.to_owned());
    for (path, text) in FILES {
        let text = match place {
            Some((place, word)) if place.file == path => {
                let words = place.spot.words.iter();
                words.fold(text.to_owned(), |text, spot| {
                    places::replaced(&text, spot, &written(path, &text, spot, word))
                })
            }
            _ => text.to_owned(),
        };
        add(path, text);
    }
    made(&files, &CodegenArgs::default())
}

/// A word as an author would have to write it: TOML has signs for what ends a string, a table has
/// rows of one line. What Markdown has no sign for stays as it is: that is the attack.
fn written(path: &str, text: &str, spot: &str, word: &str) -> String {
    if path == "fixups.toml" {
        let quoted = serde_json::Value::from(word)
            .to_string()
            .replace('\u{7f}', "\\u007f");
        let inner = quoted.trim_start_matches('"');
        let inner = inner.strip_suffix('"').unwrap_or(inner);
        return inner.to_owned();
    }
    let in_table = text
        .lines()
        .any(|line| line.starts_with('|') && line.contains(spot));
    if in_table {
        word.replace(['\r', '\n'], " ").replace('|', "\\|")
    } else {
        word.to_owned()
    }
}

/// Says if a word should be found again: one that Markdown or YAML would read otherwise need not.
pub(super) fn fate(place: &Place, word: &str) -> Fate {
    let plain = !word.is_empty()
        && word
            .chars()
            .all(|sign| sign.is_alphanumeric() || "_.-".contains(sign));
    if plain { place.spot.fate } else { Fate::Free }
}
