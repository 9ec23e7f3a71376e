//! The components that a selection needs.
//!
//! Components are lowered before operations and other front ends, in document order: so the names that depend on
//! the first use of a schema are the same with a selection and without. But only lowering tells what an
//! operation or a front end leads to. So the passes that make types run with the components that are known
//! to be needed; any other gets its type on demand, and they run again with these as well, until nothing
//! is demanded.

use crate::config::Config;
use crate::draft::Types;
use crate::reader::{Reader, SCHEMAS};
use graphwright_source::pointer;
use std::collections::HashSet;

/// The components that are generated.
#[derive(Clone, Debug)]
pub(crate) enum Needed {
    /// All of them.
    All,
    /// Those at these pointers.
    Only(HashSet<String>),
}

impl Needed {
    /// Returns the components that are needed before anything is known of operations: the shape of errors
    /// that the configuration names.
    pub(crate) fn of(config: &Config) -> Self {
        if config.select.is_all() {
            return Self::All;
        }
        let errors = config.errors.iter();
        Self::Only(
            errors
                .map(|errors| pointer::join(SCHEMAS, &errors.schema))
                .collect(),
        )
    }

    /// Returns whether a component is needed.
    pub(crate) fn has(&self, pointer: &str) -> bool {
        match self {
            Self::All => true,
            Self::Only(pointers) => pointers.contains(pointer),
        }
    }

    /// Adds the components that got their types on demand. Returns whether there are any.
    pub(crate) fn add_demanded(&mut self, types: &Types<'_>, reader: &Reader<'_>) -> bool {
        let Self::Only(pointers) = self else {
            return false;
        };
        let before = pointers.len();
        let types = types.iter().map(|(_, draft)| &draft.origin.at);
        pointers.extend(types.filter(|at| reader.component(at).is_some()).cloned());
        pointers.len() > before
    }
}
