//! Reads a file of fixups.
//!
//! ```toml
//! [[fixup]]
//! name = "user-mail"
//! because = "The document says `mial`."
//! source = "https://learn.microsoft.com/graph/api/resources/user"
//!
//! [[fixup.steps]]
//! replace = "#/components/schemas/User/properties/mail/description"
//! old = "The mial address"
//! new = "The mail address"
//! ```
//!
//! A step has one of the keys `add`, `replace`, `remove` (each with a pointer) and `add-response` (with a
//! status), or one that names a step of another front end ([`OtherSteps`]). Values stand in TOML, or as JSON
//! text under the same key with `-json` after it. A fixup with `enabled = false` is read like any other, and
//! changes nothing.

use super::model::{Action, Fixup, Step, When};
use super::toml_table::{Located, Reader};
use crate::diagnostic::{Code, Diagnostic, FileId, Origin};
use crate::source_map::SourceMap;
use crate::suggest;
use crate::syntax::BOM;
use std::collections::HashSet;
use std::convert::Infallible;
use toml::de::DeTable;

/// The keys that a step may have: one that names its action, and the others of that action.
pub type StepKeys = (&'static str, &'static [&'static str]);

/// The keys of steps that change the document.
const STEPS: &[StepKeys] = &[
    ("add", &["value", "value-json"]),
    ("replace", &["old", "old-json", "new", "new-json"]),
    ("remove", &["old", "old-json"]),
    ("add-response", &["value", "value-json", "when"]),
];

/// The steps of another front end, in a file of fixups.
#[derive(Clone, Copy, Debug)]
pub struct OtherSteps<S> {
    /// The keys of its steps. No other front end and no step about the document has a step with the same name.
    pub keys: &'static [StepKeys],
    /// Reads the step that a key names; reports all errors in it.
    pub read: fn(&str, &DeTable<'_>, &Origin, &mut Reader<'_>) -> Option<S>,
    /// The way out for somebody whose step has no known key, if there is a certain one.
    pub help: Option<&'static str>,
}

/// A step of another front end, of a fixup that is enabled.
#[derive(Clone, Debug, PartialEq)]
pub struct OtherStep<S> {
    /// The name of the fixup.
    pub fixup: String,
    /// The source of the right facts, as the fixup has it.
    pub source: String,
    /// The step.
    pub step: S,
}

/// The result of reading a file of fixups.
#[derive(Clone, Debug, PartialEq)]
pub struct Read<S> {
    /// The fixups, with their steps that change the document.
    pub fixups: Vec<Fixup>,
    /// The steps of the other front end, in the order of the file.
    pub others: Vec<OtherStep<S>>,
    /// The diagnostics, in the order of the file.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a file of fixups of a document alone; invalid ones are reported and left out.
pub fn read(map: &SourceMap, file: FileId) -> (Vec<Fixup>, Vec<Diagnostic>) {
    const NONE: OtherSteps<Infallible> = OtherSteps {
        keys: &[],
        read: |_, _, _, _| None,
        help: None,
    };
    let read = read_with(map, file, &NONE);
    (read.fixups, read.diagnostics)
}

/// Reads a file of fixups of a document and of another front end; invalid ones are reported and left out.
pub fn read_with<S>(map: &SourceMap, file: FileId, steps: &OtherSteps<S>) -> Read<S> {
    let whole = map.text(file);
    let text = whole.strip_prefix(BOM).unwrap_or(whole);
    let mut diagnostics = Vec::new();
    let mut reader = Reader {
        file,
        mark: whole.len() - text.len(),
        diagnostics: &mut diagnostics,
    };
    let table = match DeTable::parse(text) {
        Ok(table) => table,
        Err(error) => {
            let origin = error
                .span()
                .map_or_else(|| Origin::file(file), |span| reader.origin(&span));
            reader.error(origin, format!("the text is not TOML: {}", error.message()));
            return Read {
                fixups: Vec::new(),
                others: Vec::new(),
                diagnostics,
            };
        }
    };
    reader.check_keys(table.get_ref(), &["fixup"]);
    let tables = reader.tables(table.get_ref(), "fixup");
    let mut names = HashSet::new();
    let mut others = Vec::new();
    let fixups = tables.iter().filter_map(|table| {
        let (fixup, of_others) = read_fixup(table, steps, &mut reader)?;
        if !names.insert(fixup.name.clone()) {
            reader.error(
                fixup.origin.clone(),
                format!("there are two fixups named `{}`", fixup.name),
            );
            return None;
        }
        if fixup.enabled {
            others.extend(of_others.into_iter().map(|step| OtherStep {
                fixup: fixup.name.clone(),
                source: fixup.source.clone(),
                step,
            }));
        }
        Some(fixup)
    });
    let fixups = fixups.collect();
    Read {
        fixups,
        others,
        diagnostics,
    }
}

/// The steps of a fixup, of either kind.
struct Steps<S> {
    document: Vec<Step>,
    others: Vec<S>,
}

/// Reads a fixup, and its steps of the other front end.
fn read_fixup<S>(
    table: &Located<&DeTable<'_>>,
    others: &OtherSteps<S>,
    reader: &mut Reader<'_>,
) -> Option<(Fixup, Vec<S>)> {
    let Located {
        value: table,
        origin,
    } = table;
    reader.check_keys(table, &["name", "because", "source", "enabled", "steps"]);
    let name = reader.text(table, "name", origin);
    let because = reader.text(table, "because", origin);
    let source = reader.text(table, "source", origin);
    let enabled = reader.flag(table, "enabled", true);
    let tables = reader.tables(table, "steps");
    if tables.is_empty() {
        reader.error(origin.clone(), "the fixup has no steps");
    }
    let mut steps = Steps {
        document: Vec::new(),
        others: Vec::new(),
    };
    let mut is_sound = true;
    for table in &tables {
        is_sound &= read_step(table, others, &mut steps, reader).is_some();
    }
    let name = name?;
    let is_word = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if !name.value.chars().all(is_word) {
        reader.error(
            name.origin,
            "a name is written in kebab case: `runtime-answers`",
        );
        return None;
    }
    if !is_sound {
        return None;
    }
    let fixup = Fixup {
        name: name.value,
        because: because?.value,
        source: source?.value,
        enabled: enabled?,
        origin: name.origin,
        steps: steps.document,
    };
    Some((fixup, steps.others))
}

/// Reads a step and adds it to the others of its kind; `None` if it is wrong.
fn read_step<S>(
    table: &Located<&DeTable<'_>>,
    others: &OtherSteps<S>,
    steps: &mut Steps<S>,
    reader: &mut Reader<'_>,
) -> Option<()> {
    let Located {
        value: table,
        origin,
    } = table;
    let known = || STEPS.iter().chain(others.keys);
    let verbs: Vec<&StepKeys> = known()
        .filter(|(verb, _)| table.contains_key(*verb))
        .collect();
    let [(verb, keys)] = verbs[..] else {
        let all: Vec<&str> = known()
            .flat_map(|(verb, keys)| [&[*verb], *keys].concat())
            .collect();
        reader.check_keys(table, &all);
        let verbs: Vec<&str> = known().map(|(verb, _)| *verb).collect();
        let message = format!("a step has one of the keys {}", verbs.join(", "));
        let mut diagnostic = Diagnostic::new(Code::FIXUP_SYNTAX, message).at(origin.clone());
        diagnostic.help = others.help.map(str::to_owned);
        reader.diagnostics.push(diagnostic);
        return None;
    };
    reader.check_keys(table, &[&[*verb], *keys].concat());
    if others.keys.iter().any(|(other, _)| other == verb) {
        steps
            .others
            .push((others.read)(verb, table, origin, reader)?);
    } else {
        steps
            .document
            .push(read_document_step(verb, table, origin, reader)?);
    }
    Some(())
}

/// Reads a step that changes the document.
fn read_document_step(
    verb: &str,
    table: &DeTable<'_>,
    origin: &Origin,
    reader: &mut Reader<'_>,
) -> Option<Step> {
    let Located {
        value: target,
        origin,
    } = reader.text(table, verb, origin)?;
    if verb != "add-response" && !target.starts_with("#/") {
        reader.error(origin, "a pointer begins with `#/`");
        return None;
    }
    let mut value = |key: &str| {
        let value = reader.value(table, key);
        // Invalid JSON was reported already.
        if value.is_none() && !table.contains_key(format!("{key}-json").as_str()) {
            reader.error(origin.clone(), format!("`{key}` is missing"));
        }
        value
    };
    let action = match verb {
        "add" => Action::Add {
            at: target,
            value: value("value")?,
        },
        "replace" => Action::Replace {
            at: target,
            old: value("old")?,
            new: value("new")?,
        },
        "remove" => Action::Remove {
            at: target,
            old: reader.value(table, "old"),
        },
        _ => {
            let value = value("value")?;
            Action::AddResponse {
                status: target,
                value,
                when: read_when(table, reader)?,
            }
        }
    };
    Some(Step { origin, action })
}

fn read_when(table: &DeTable<'_>, reader: &mut Reader<'_>) -> Option<When> {
    let Some(value) = table.get("when") else {
        return Some(When::Always);
    };
    let word = value.get_ref().as_str().unwrap_or_default();
    let found = When::WORDS.iter().find(|(name, _)| *name == word);
    if found.is_none() {
        let words: Vec<&str> = When::WORDS.iter().map(|(name, _)| *name).collect();
        let mut diagnostic = Diagnostic::new(
            Code::FIXUP_SYNTAX,
            format!("`when` must be one of {}", words.join(", ")),
        )
        .at(reader.origin(&value.span()));
        diagnostic.help =
            suggest::nearest(word, words).map(|near| format!("did you mean `{near}`?"));
        reader.diagnostics.push(diagnostic);
    }
    found.map(|(_, when)| *when)
}
