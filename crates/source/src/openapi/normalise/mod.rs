//! The 3.0 dialect of a document: the only one that later stages know.
//!
//! Keywords of 3.1 are translated; for what 3.0 cannot express there are the extensions of [`super::keys`]. Each
//! file of this folder is one concern.

mod bounds;
mod composition;
mod constants;
mod defs;
mod extensions;
mod members;
mod misfits;
mod numbers;
mod objects;
mod ref_siblings;
mod repairs;
mod types;

pub(super) use repairs::apply as repair;

use super::findings::Findings;
use super::grammar::{Kind, OPENAPI, SCHEMA, ValueType};
use super::pointer_map::Moves;
use super::{keys, walk};
use defs::Defs;
use serde_json::{Map, Value};

/// A document in the 3.0 dialect.
pub(super) struct Normalised {
    pub tree: Value,
    /// The map back to the effective document.
    pub moves: Moves,
}

/// Translates a document to the 3.0 dialect, with the repairs that the checks found.
pub(super) fn normalise(effective: &Value, findings: &mut Findings<'_>) -> Normalised {
    let mut tree = effective.clone();
    repair(&mut tree, findings.take_repairs());
    let defs = Defs::new(&tree);
    let mut normaliser = Normaliser {
        findings,
        moves: Moves::default(),
        defs,
    };
    let mut at = crate::pointer::ROOT.to_owned();
    walk::object(&mut tree, &OPENAPI, &mut at, &mut normaliser);
    // Definitions may contain definitions, so the list grows during the loop.
    while let Some((name, mut schema)) = normaliser.defs.next() {
        let mut at = crate::pointer::join("#/components/schemas", &name);
        walk::value(&mut schema, &ValueType::Schema, &mut at, &mut normaliser);
        defs::place(&mut tree, name, schema);
    }
    let mut moves = normaliser.moves;
    objects::rename_webhooks(&mut tree, &mut moves);
    if !moves.is_empty() {
        let mut at = crate::pointer::ROOT.to_owned();
        walk::object(&mut tree, &OPENAPI, &mut at, &mut defs::Retarget(&moves));
    }
    Normalised { tree, moves }
}

struct Normaliser<'f, 't> {
    findings: &'f mut Findings<'t>,
    moves: Moves,
    defs: Defs,
}

impl walk::Visit for Normaliser<'_, '_> {
    fn object(&mut self, members: &mut Map<String, Value>, kind: &'static Kind, at: &str) {
        if std::ptr::eq(kind, &raw const SCHEMA) {
            self.schema(members, at);
        } else {
            strip_own_keys(members);
            extensions::normalise(members, kind, at, &mut self.moves);
            objects::normalise(members, kind);
        }
    }

    fn schema_flag(&mut self, flag: bool) -> Value {
        composition::from_flag(flag)
    }
}

impl Normaliser<'_, '_> {
    /// The steps for a schema. Later ones depend on the results of earlier ones.
    fn schema(&mut self, members: &mut Map<String, Value>, at: &str) {
        strip_own_keys(members);
        self.defs.move_definitions(members, at, &mut self.moves);
        extensions::normalise(members, &SCHEMA, at, &mut self.moves);
        ref_siblings::normalise(members, at, &mut self.moves);
        types::normalise(members);
        constants::normalise(members, at, &mut self.moves);
        extensions::rename_known_values(members, at, &mut self.moves);
        composition::normalise(members, at, &mut self.moves);
        bounds::normalise(members, at, &mut self.moves);
        members::normalise(members, at, &mut self.moves);
        numbers::normalise(members);
        constants::convert_values(members, at, &self.moves, self.findings);
        misfits::normalise(members, at, &self.moves, self.findings);
    }
}

/// Removes extensions with the normaliser's prefix.
fn strip_own_keys(members: &mut Map<String, Value>) {
    let is_own = |key: &String| key.starts_with(keys::PREFIX) && key != keys::BY;
    if members.keys().any(is_own) {
        members.retain(|key, _| !is_own(key));
    }
}
