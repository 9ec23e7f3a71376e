//! Explanation of a property: its field, and the sources of the facts about it.

use super::facts::Facts;
use super::view::{Head, View};
use graphwright_ir::{Facet, Field, TypeDef};
use serde::Serialize;
use std::fmt;

/// A property.
#[derive(Debug, Serialize)]
pub(crate) struct Property {
    #[serde(flatten)]
    head: Head,
    facts: Facts,
}

/// Explains a field of a type.
pub(super) fn explain(def: &TypeDef, field: &Field, view: &View<'_>) -> Property {
    let rust = format!("{}::{}", def.ident, field.ident);
    // The place of its description, not of a fixup.
    let mut names = field.provenance.iter();
    let name = names.find(|fact| fact.facet == Facet::Name);
    let head = Head {
        name: format!("{}.{}", def.ident, field.wire),
        items: view.item("model", &rust, &def.module).into_iter().collect(),
        rust,
        versions: view.versions(&field.versions),
        feature: view.feature(&field.versions),
        at: name.map_or_else(Default::default, |fact| view.key_at(&fact.origin)),
    };
    Property {
        head,
        facts: Facts::new(&field.provenance, view),
    }
}

/// The text for people.
impl fmt::Display for Property {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Head { name, rust, .. } = &self.head;
        write!(f, "{name}: the field `{rust}`{}{}", self.head, self.facts)
    }
}
