//! The targets: for each its seeds, its dictionary, and the entry point of the generator.

use crate::bombs;
use crate::generation::{self, Fault};
use crate::random::Rng;
use crate::seeds::Folders;
use crate::{dictionary, lines, tree};
use anyhow::{Result, bail};
use serde_json::{Value, json};

/// An entry point of the generator, and the inputs that it is fuzzed with.
pub struct Target {
    /// The name on the command line.
    pub name: &'static str,
    /// Reads the seeds.
    seeds: fn(&Folders<'_>) -> Result<Vec<String>>,
    /// Words that mean something in an input.
    dictionary: &'static [&'static str],
    /// Runs the generator on an input, and checks the output.
    run: fn(&str, &Base) -> Result<(), Fault>,
}

/// All targets. The inputs of `bombs` are not mutated.
pub const TARGETS: &[Target] = &[
    Target {
        name: "document",
        seeds: read_documents,
        dictionary: dictionary::DOCUMENT,
        run: |text, _| generation::generate(&[(document_name(text), text)]),
    },
    Target {
        name: "entity",
        seeds: |folders| folders.files(&["spec/entities"], &["md"]),
        dictionary: dictionary::TABLE,
        run: |text, base| {
            generation::generate(&[base.api(), ("codegen.toml", ENTITY), ("table.md", text)])
        },
    },
    Target {
        name: "fixups",
        seeds: |folders| Ok(vec![folders.file("spec/fixups.toml")?]),
        dictionary: dictionary::FIXUPS,
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
        dictionary: dictionary::TABLE,
        run: |text, base| {
            generation::generate(&[base.api(), ("codegen.toml", POLICY), ("policy.md", text)])
        },
    },
    Target {
        name: "config",
        seeds: |folders| Ok(vec![folders.file("spec/codegen.toml")?]),
        dictionary: dictionary::FIXUPS,
        run: |text, base| generation::generate(&[base.api(), ("codegen.toml", text)]),
    },
    Target {
        name: "names",
        seeds: |_| {
            Ok(dictionary::PROSE
                .iter()
                .map(|word| (*word).to_owned())
                .collect())
        },
        dictionary: dictionary::PROSE,
        run: |text, _| generate_from_word(text),
    },
    Target {
        name: BOMBS,
        seeds: |_| Ok(Vec::new()),
        dictionary: &[],
        run: |text, _| generation::generate(&[(document_name(text), text)]),
    },
];

/// The name of the target whose inputs are not random.
const BOMBS: &str = "bombs";

const ENTITY: &str = "[api]\nopenapi = \"api.yaml\"\nentities = [\"table.md\"]\n\
    [entity.\"Microsoft.Graph.User\"]\nschemas = [\"User\", \"UserCreate\", \"UserUpdate\"]\n";
const FIXUPS: &str = "[api]\nopenapi = \"api.yaml\"\nentities = [\"table.md\"]\nfixups = \"fixups.toml\"\n\
    [entity.\"Microsoft.Graph.User\"]\nschemas = [\"User\", \"UserCreate\", \"UserUpdate\"]\n";
const POLICY: &str = "[api]\nopenapi = \"api.yaml\"\npolicies = [\"policy.md\"]\n";

/// The valid files next to an input.
pub struct Base {
    document: String,
    table: String,
}

impl Base {
    /// Reads them from the checkout.
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
    /// Finds the target with a name.
    pub fn find(name: &str) -> Result<&'static Self> {
        if let Some(target) = TARGETS.iter().find(|target| target.name == name) {
            return Ok(target);
        }
        let names: Vec<_> = TARGETS.iter().map(|target| target.name).collect();
        bail!(
            "there is no target `{name}`; the targets are {}",
            names.join(", ")
        )
    }

    /// Returns whether its inputs are bombs, which are not random.
    pub fn is_bombs(&self) -> bool {
        self.name == BOMBS
    }

    /// Reads the seeds of its inputs.
    pub fn seeds(&self, folders: &Folders<'_>) -> Result<Vec<String>> {
        (self.seeds)(folders)
    }

    /// Returns the input with a number; `None` after the last one.
    pub fn input(&self, seeds: &[String], seed: u64, number: u64) -> Option<String> {
        if self.is_bombs() {
            return bombs::bomb(number);
        }
        let mut rng = Rng::for_input(seed, number);
        let text = rng.pick(seeds)?;
        if rng.below(3) > 0
            && let Ok(mut value) = serde_json::from_str::<Value>(text)
        {
            tree::mutate(&mut value, self.dictionary, &mut rng);
            return Some(value.to_string());
        }
        let other = rng.pick(seeds)?;
        Some(lines::mutate(text, other, self.dictionary, &mut rng))
    }

    /// Runs the generator on an input, and checks the output.
    pub fn run(&self, input: &str, base: &Base) -> Result<(), Fault> {
        (self.run)(input, base)
    }
}

/// Reads documents, each as it is and in JSON, where parts can change places.
fn read_documents(folders: &Folders<'_>) -> Result<Vec<String>> {
    let mut texts = folders.documents()?;
    let effective = texts
        .iter()
        .filter_map(|text| generation::effective_document(text));
    let effective: Vec<String> = effective.map(|value| value.to_string()).collect();
    texts.extend(effective);
    Ok(texts)
}

/// The file name of a document: JSON and YAML have different parsers.
fn document_name(text: &str) -> &'static str {
    if text.starts_with('{') {
        "api.json"
    } else {
        "api.yaml"
    }
}

/// Generates from a document with a text in every location of a word or prose.
fn generate_from_word(text: &str) -> Result<(), Fault> {
    generation::check_documentation(text)?;
    let word = json!({ "type": "string", "description": text, "default": text, "enum": [text] });
    let response = json!({
        "description": text,
        "headers": { text: { "schema": { "type": "string" } } },
        "content": { "application/json": { "schema": { "type": "object", "properties": { text: word } } } },
    });
    let operation = json!({
        "operationId": text, "tags": [text], "summary": text, "description": text,
        "parameters": [{ "name": text, "in": "query", "schema": { "type": "string", "default": text } }],
        "responses": { "200": response },
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
