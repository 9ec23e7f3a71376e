//! Application of fixups to a document.

use super::grammar::METHODS;
use super::pointer_map::PointerMap;
use crate::diagnostic::{Code, Diagnostic};
use crate::fixup::{Action, Fixup, Step, When};
use crate::pointer;
use serde_json::{Map, Value, json};

/// Applies each step in order; reports those that do not apply.
pub(super) fn apply(
    document: &mut Value,
    fixups: &[Fixup],
    pointers: &mut PointerMap,
) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let all = fixups.iter().enumerate();
    for (index, fixup) in all.filter(|(_, fixup)| fixup.enabled) {
        for Step { origin, action } in &fixup.steps {
            let mut target = Target {
                document,
                pointers,
                fixup: index,
            };
            if let Err(reason) = target.apply(action) {
                let message = format!("the fixup `{}` does not apply: {reason}", fixup.name);
                diagnostics.push(
                    Diagnostic::new(Code::FIXUP_UNUSED, message)
                        .at(origin.clone())
                        .help("remove the step if the document was fixed, or adapt it to the document"),
                );
            }
        }
    }
    diagnostics
}

/// The reason why a step does not apply.
type Applied = Result<(), String>;

struct Target<'a> {
    document: &'a mut Value,
    pointers: &'a mut PointerMap,
    /// The index of the current fixup.
    fixup: usize,
}

impl Target<'_> {
    fn apply(&mut self, action: &Action) -> Applied {
        match action {
            Action::Add { at, value } => self.add(at, value),
            Action::Replace { at, old, new } => self.replace(at, old, new),
            Action::Remove { at, old } => self.remove(at, old.as_ref()),
            Action::AddResponse {
                status,
                value,
                when,
            } => self.add_response(status, value, *when),
            // These are applied when the tables are merged and the policies are lowered.
        }
    }

    fn add(&mut self, at: &str, value: &Value) -> Applied {
        let (parent, key) = parent(at)?;
        let made = match self.node(parent)? {
            Value::Object(members) if members.contains_key(&*key) => {
                return Err(format!("`{at}` is already there"));
            }
            Value::Object(members) => {
                members.insert(key.into_owned(), value.clone());
                at.to_owned()
            }
            Value::Array(items) if key == "-" => {
                items.push(value.clone());
                pointer::index(parent, items.len() - 1)
            }
            _ => {
                return Err(format!(
                    "nothing can be added to `{parent}` by the key `{key}`"
                ));
            }
        };
        self.pointers.note_fixup(&made, self.fixup);
        Ok(())
    }

    fn replace(&mut self, at: &str, old: &Value, new: &Value) -> Applied {
        let node = self.node(at)?;
        expect(at, node, old)?;
        *node = new.clone();
        self.pointers.note_fixup(at, self.fixup);
        Ok(())
    }

    fn remove(&mut self, at: &str, old: Option<&Value>) -> Applied {
        if let Some(old) = old {
            expect(at, self.node(at)?, old)?;
        }
        let (parent, key) = parent(at)?;
        match self.node(parent)? {
            Value::Object(members) => {
                members.shift_remove(&*key).ok_or_else(|| nothing_at(at))?;
            }
            Value::Array(items) => {
                let length = items.len();
                let index = key
                    .parse()
                    .ok()
                    .filter(|index| *index < length)
                    .ok_or_else(|| nothing_at(at))?;
                items.remove(index);
                self.pointers.note_removed(parent, index, length);
            }
            _ => return Err(nothing_at(at)),
        }
        Ok(())
    }

    fn add_response(&mut self, status: &str, value: &Value, when: When) -> Applied {
        let is_protected = self.document.get("security").is_some_and(has_requirement);
        let Some(Value::Object(paths)) = self.document.get_mut("paths") else {
            return Err(nothing_at("#/paths"));
        };
        let mut made = Vec::new();
        for (path, item) in paths {
            let shared = Shared {
                has_parameters: item.get("parameters").is_some_and(is_filled),
                is_protected,
            };
            for method in METHODS {
                let Some(Value::Object(operation)) = item.get_mut(*method) else {
                    continue;
                };
                if needs(operation, when, &shared) && add_status(operation, status, value) {
                    let operation = pointer::join(&pointer::join("#/paths", path), method);
                    made.push(pointer::join(
                        &pointer::join(&operation, "responses"),
                        status,
                    ));
                }
            }
        }
        if made.is_empty() {
            return Err(format!("every operation has the response {status}"));
        }
        for pointer in made {
            self.pointers.note_fixup(&pointer, self.fixup);
        }
        Ok(())
    }

    fn node(&mut self, at: &str) -> Result<&mut Value, String> {
        self.document
            .pointer_mut(at.trim_start_matches('#'))
            .ok_or_else(|| nothing_at(at))
    }
}

/// The facts that an operation shares with others.
struct Shared {
    /// `true` if its path item has parameters.
    has_parameters: bool,
    /// `true` if the document has a security requirement.
    is_protected: bool,
}

/// Returns whether an operation may need a response of that kind.
fn needs(operation: &Map<String, Value>, when: When, shared: &Shared) -> bool {
    let body = operation.contains_key("requestBody");
    match when {
        When::Always => true,
        When::Body => body,
        When::Input => {
            body || shared.has_parameters || operation.get("parameters").is_some_and(is_filled)
        }
        When::Security => operation
            .get("security")
            .map_or(shared.is_protected, has_requirement),
    }
}

/// Adds the response unless there is one with its status.
fn add_status(operation: &mut Map<String, Value>, status: &str, value: &Value) -> bool {
    match operation.entry("responses").or_insert_with(|| json!({})) {
        Value::Object(responses) if !responses.contains_key(status) => {
            responses.insert(status.to_owned(), value.clone());
            true
        }
        _ => false,
    }
}

fn has_requirement(security: &Value) -> bool {
    security
        .as_array()
        .into_iter()
        .flatten()
        .any(|requirement| requirement.as_object().is_some_and(|it| !it.is_empty()))
}

fn is_filled(list: &Value) -> bool {
    list.as_array().is_some_and(|items| !items.is_empty())
}

fn expect(at: &str, found: &Value, old: &Value) -> Applied {
    if found == old {
        Ok(())
    } else {
        Err(format!("at `{at}` there is {found}, not {old}"))
    }
}

fn parent(at: &str) -> Result<(&str, std::borrow::Cow<'_, str>), String> {
    pointer::split(at).ok_or_else(|| format!("`{at}` is the document itself"))
}

fn nothing_at(at: &str) -> String {
    format!("there is nothing at `{at}`")
}
