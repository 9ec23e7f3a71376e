//! What is fuzzed: for each target where its inputs come from, and which road they take.

use crate::bombs;
use crate::generation::{self, Wrong};
use crate::random::Rng;
use crate::seeds::Folders;
use crate::{dictionary, lines, tree};
use anyhow::{Result, bail};
use serde_json::{Value, json};

/// A road into the generator.
pub struct Target {
    /// What it is called on the command line.
    pub name: &'static str,
    /// What inputs are made from.
    seeds: fn(&Folders<'_>) -> Result<Vec<String>>,
    /// What means something in an input.
    pieces: &'static [&'static str],
    /// Takes an input through the generator.
    run: fn(&str, &Base) -> Result<(), Wrong>,
}

/// All of them. `bombs` are inputs by themselves, one after the other, and never changed.
pub const TARGETS: &[Target] = &[
    Target {
        name: "document",
        seeds: documents,
        pieces: dictionary::DOCUMENT,
        run: |text, _| generation::generate(&[(document_name(text), text)]),
    },
    Target {
        name: "entity",
        seeds: |folders| folders.files(&["spec/entities"], &["md"]),
        pieces: dictionary::TABLE,
        run: |text, base| {
            generation::generate(&[base.api(), ("codegen.toml", ENTITY), ("table.md", text)])
        },
    },
    Target {
        name: "fixups",
        seeds: |folders| Ok(vec![folders.file("spec/fixups.toml")?]),
        pieces: dictionary::FIXUPS,
        run: |text, base| {
            generation::generate(&[
                base.api(),
                base.table(),
                ("codegen.toml", FIXUPS),
                ("fixups.toml", text),
            ])
        },
    },
    Target {
        name: "policy",
        seeds: |folders| folders.files(&["spec/policies"], &["md"]),
        pieces: dictionary::TABLE,
        run: |text, base| {
            generation::generate(&[base.api(), ("codegen.toml", POLICY), ("policy.md", text)])
        },
    },
    Target {
        name: "config",
        seeds: |folders| Ok(vec![folders.file("spec/codegen.toml")?]),
        pieces: dictionary::FIXUPS,
        run: |text, base| generation::generate(&[base.api(), ("codegen.toml", text)]),
    },
    Target {
        name: "names",
        seeds: |_| {
            Ok(dictionary::PROSE
                .iter()
                .map(|piece| (*piece).to_owned())
                .collect())
        },
        pieces: dictionary::PROSE,
        run: |text, _| names(text),
    },
    Target {
        name: BOMBS,
        seeds: |_| Ok(Vec::new()),
        pieces: &[],
        run: |text, _| generation::generate(&[(document_name(text), text)]),
    },
];

/// The target whose inputs are not random.
const BOMBS: &str = "bombs";

const ENTITY: &str = "[api]\nopenapi = \"api.yaml\"\nentities = [\"table.md\"]\n\
    [entity.\"Microsoft.Graph.User\"]\nschemas = [\"User\", \"UserCreate\", \"UserUpdate\"]\n";
const FIXUPS: &str = "[api]\nopenapi = \"api.yaml\"\nentities = [\"table.md\"]\nfixups = \"fixups.toml\"\n\
    [entity.\"Microsoft.Graph.User\"]\nschemas = [\"User\", \"UserCreate\", \"UserUpdate\"]\n";
const POLICY: &str = "[api]\nopenapi = \"api.yaml\"\npolicies = [\"policy.md\"]\n";

/// What stands beside an input.
pub struct Base {
    document: String,
    table: String,
}

impl Base {
    /// Reads it from the checkout.
    pub fn read(folders: &Folders<'_>) -> Result<Self> {
        Ok(Self {
            document: folders.file("spec/users.openapi.yaml")?,
            table: folders.file("spec/entities/User.md")?,
        })
    }

    fn api(&self) -> (&'static str, &str) {
        ("api.yaml", &self.document)
    }

    fn table(&self) -> (&'static str, &str) {
        ("table.md", &self.table)
    }
}

impl Target {
    /// The target of a name.
    pub fn named(name: &str) -> Result<&'static Self> {
        if let Some(target) = TARGETS.iter().find(|target| target.name == name) {
            return Ok(target);
        }
        let names: Vec<_> = TARGETS.iter().map(|target| target.name).collect();
        bail!("there is no target `{name}`, but {}", names.join(", "))
    }

    /// Whether its inputs are bombs, which are not random.
    pub fn is_bombs(&self) -> bool {
        self.name == BOMBS
    }

    /// What its inputs are made from.
    pub fn seeds(&self, folders: &Folders<'_>) -> Result<Vec<String>> {
        (self.seeds)(folders)
    }

    /// An input, by its number; `None` behind the last one.
    pub fn input(&self, seeds: &[String], seed: u64, number: u64) -> Option<String> {
        if self.is_bombs() {
            return bombs::bomb(number);
        }
        let mut rng = Rng::for_input(seed, number);
        let text = rng.pick(seeds)?;
        if rng.below(3) > 0
            && let Ok(mut value) = serde_json::from_str::<Value>(text)
        {
            tree::change(&mut value, self.pieces, &mut rng);
            return Some(value.to_string());
        }
        let other = rng.pick(seeds)?;
        Some(lines::change(text, other, self.pieces, &mut rng))
    }

    /// Takes an input through the generator.
    pub fn run(&self, input: &str, base: &Base) -> Result<(), Wrong> {
        (self.run)(input, base)
    }
}

/// Documents as they are written, and in JSON, where parts can change places.
fn documents(folders: &Folders<'_>) -> Result<Vec<String>> {
    let mut texts = folders.documents()?;
    let published = texts.iter().filter_map(|text| generation::published(text));
    let published: Vec<String> = published.map(|value| value.to_string()).collect();
    texts.extend(published);
    Ok(texts)
}

/// JSON is read by another reader than YAML.
fn document_name(text: &str) -> &'static str {
    if text.starts_with('{') {
        "api.json"
    } else {
        "api.yaml"
    }
}

/// A text as documentation, and in every place of a document where a word stands.
fn names(text: &str) -> Result<(), Wrong> {
    generation::document_text(text)?;
    let word = json!({ "type": "string", "description": text, "default": text, "enum": [text] });
    let answer = json!({
        "description": text,
        "headers": { text: { "schema": { "type": "string" } } },
        "content": { "application/json": { "schema": { "type": "object", "properties": { text: word } } } },
    });
    let operation = json!({
        "operationId": text, "tags": [text], "summary": text, "description": text,
        "parameters": [{ "name": text, "in": "query", "schema": { "type": "string", "default": text } }],
        "responses": { "200": answer },
    });
    let document = json!({
        "openapi": "3.0.3",
        "info": { "title": text, "version": text, "description": text },
        "servers": [{ "url": format!("https://example.com/{text}"), "description": text }],
        "paths": { format!("/{text}"): { "get": operation } },
        "components": { "schemas": { text: { "type": "string", "title": text, "enum": [text, "other"] } } },
    });
    generation::generate(&[("api.json", &document.to_string())])
}
