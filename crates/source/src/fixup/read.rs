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
//! status), one of those that change how a table is merged ([`super::MergeStep`]),
//! `allow`, which changes a policy ([`super::PolicyStep`]), or `key-parameter`, which makes a
//! parameter one of several keys ([`super::KeyParameter`]). Values stand in TOML, or as JSON text under
//! the same key with `-json` after it. A fixup with `enabled = false` is read like any other, and
//! changes nothing.

use super::model::{Action, Fixup, Step, When};
use super::toml_table::{Located, Reader};
use super::{key, merge, policy};
use crate::diagnostic::{Code, Diagnostic, FileId, Origin};
use crate::source_map::SourceMap;
use crate::suggest;
use crate::syntax::BOM;
use std::collections::HashSet;
use toml::de::DeTable;

/// The keys that name the action of a step, each with its other keys.
const STEPS: &[(&str, &[&str])] = &[
    ("add", &["value", "value-json"]),
    ("replace", &["old", "old-json", "new", "new-json"]),
    ("remove", &["old", "old-json"]),
    ("add-response", &["value", "value-json", "when"]),
    ("rename-property", &["table", "to"]),
    ("rename-navigation", &["table", "to"]),
    ("promote", &["table"]),
    ("gate", &["table", "version"]),
    ("write", &["table", "schema"]),
    ("read-only", &["table"]),
    ("collection", &["table"]),
    ("elsewhere", &["table"]),
    ("newtype", &["table", "name"]),
    ("status", &["table", "of"]),
    ("subtypes", &["table"]),
    ("drop-segment", &["table"]),
    ("media", &["table", "under", "types", "methods", "missing"]),
    ("allow", &["policy", "row"]),
    ("key-parameter", &["name", "alternatives"]),
];

/// Reads a file of fixups; invalid ones are reported and left out.
pub fn read(map: &SourceMap, file: FileId) -> (Vec<Fixup>, Vec<Diagnostic>) {
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
            return (Vec::new(), diagnostics);
        }
    };
    reader.check_keys(table.get_ref(), &["fixup"]);
    let tables = reader.tables(table.get_ref(), "fixup");
    let mut names = HashSet::new();
    let fixups = tables.iter().filter_map(|table| {
        let fixup = read_fixup(table, &mut reader)?;
        if !names.insert(fixup.name.clone()) {
            reader.error(
                fixup.origin.clone(),
                format!("there are two fixups named `{}`", fixup.name),
            );
            return None;
        }
        Some(fixup)
    });
    let fixups = fixups.collect();
    (fixups, diagnostics)
}

fn read_fixup(table: &Located<&DeTable<'_>>, reader: &mut Reader<'_>) -> Option<Fixup> {
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
    let steps: Vec<Option<Step>> = tables
        .iter()
        .map(|table| read_step(table, reader))
        .collect();
    let name = name?;
    let is_word = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if !name.value.chars().all(is_word) {
        reader.error(
            name.origin,
            "a name is written in kebab case: `runtime-answers`",
        );
        return None;
    }
    let steps = steps.into_iter().collect::<Option<Vec<_>>>()?;
    Some(Fixup {
        name: name.value,
        because: because?.value,
        source: source?.value,
        enabled: enabled?,
        origin: name.origin,
        steps,
    })
}

fn read_step(table: &Located<&DeTable<'_>>, reader: &mut Reader<'_>) -> Option<Step> {
    let Located {
        value: table,
        origin,
    } = table;
    let verbs: Vec<&(&str, &[&str])> = STEPS
        .iter()
        .filter(|(verb, _)| table.contains_key(*verb))
        .collect();
    let [(verb, keys)] = verbs[..] else {
        let all: Vec<&str> = STEPS
            .iter()
            .flat_map(|(verb, keys)| [&[*verb], *keys].concat())
            .collect();
        reader.check_keys(table, &all);
        let verbs: Vec<&str> = STEPS.iter().map(|(verb, _)| *verb).collect();
        reader.error(
            origin.clone(),
            format!("a step has one of the keys {}", verbs.join(", ")),
        );
        return None;
    };
    reader.check_keys(table, &[&[*verb], *keys].concat());
    let own_action = match *verb {
        _ if keys.contains(&"table") => {
            let entity = reader.text(table, "table", origin);
            let step = merge::read(verb, table, origin, reader)?;
            let table = entity?.value;
            Some(Action::Merge { table, step })
        }
        "allow" => Some(Action::Policy(policy::read(table, origin, reader)?)),
        "key-parameter" => Some(Action::KeyParameter(key::read(
            verb, table, origin, reader,
        )?)),
        _ => None,
    };
    if let Some(action) = own_action {
        let origin = origin.clone();
        return Some(Step { origin, action });
    }
    let Located {
        value: target,
        origin,
    } = reader.text(table, verb, origin)?;
    if *verb != "add-response" && !target.starts_with("#/") {
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
    let action = match *verb {
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
