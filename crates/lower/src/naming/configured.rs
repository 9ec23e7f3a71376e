//! Names that the configuration gives, by JSON pointer.

use crate::Config;
use crate::draft::{OperationDraft, Types};
use crate::reader::Reader;
use crate::report::Report;

use graphwright_source::{Code, Diagnostic, suggest};
use std::collections::HashMap;

/// The names of the configuration, and which of them something was found for.
pub(super) struct Configured<'a> {
    names: &'a [(String, String)],
    index: HashMap<&'a str, usize>,
    used: Vec<bool>,
}

impl<'a> Configured<'a> {
    pub(super) fn new(names: &'a [(String, String)]) -> Self {
        let index = names
            .iter()
            .enumerate()
            .map(|(index, (pointer, _))| (pointer.as_str(), index))
            .collect();
        Self {
            names,
            index,
            used: vec![false; names.len()],
        }
    }

    /// The name for what stands at a pointer: given for that pointer itself, or for what has no
    /// other schema in it.
    pub(super) fn find(&mut self, pointer: &str) -> Option<&'a str> {
        self.find_any([pointer].into_iter())
    }

    /// The name for what stands at some pointers: the first that any of them was given.
    pub(super) fn find_any<'p>(
        &mut self,
        pointers: impl Iterator<Item = &'p str>,
    ) -> Option<&'a str> {
        if self.names.is_empty() {
            return None;
        }
        let mut found = None;
        for pointer in pointers {
            if let Some(index) = self.row(pointer) {
                let name = self.names[index].1.as_str();
                self.used[index] |= *found.get_or_insert(name) == name;
            }
        }
        found
    }

    /// Reports the names that were given to nothing.
    pub(super) fn report_unused(
        &self,
        types: &Types<'_>,
        operations: &[OperationDraft],
        reader: &Reader<'_>,
        config: &Config,
        report: &mut Report<'_>,
    ) {
        let rows = self.names.iter().zip(&self.used);
        for ((pointer, name), _) in rows.filter(|(_, used)| !**used) {
            // A thing that is there and was not selected is no mistake.
            if !config.select.is_all() && reader.document.node(pointer).is_some() {
                continue;
            }
            let message = format!(
                "`[names]` calls `{pointer}` `{name}`, but no type or operation is made from there"
            );
            let types = types.iter().map(|(_, draft)| draft.origin.at.as_str());
            let operations = operations.iter().map(|one| one.origin.at.as_str());
            let diagnostic = config.at_key(Diagnostic::new(Code::UNUSED_NAME, message), pointer);
            let near = suggest::nearest(pointer, types.chain(operations));
            report.add_diagnostic(match near {
                Some(near) => diagnostic.help(format!("the nearest one is `{near}`")),
                None => diagnostic,
            });
        }
    }

    /// The row for what stands at a pointer.
    fn row(&self, pointer: &str) -> Option<usize> {
        let mut ways_out = std::iter::successors(Some(pointer), |at| around(at));
        ways_out.find_map(|at| self.index.get(at).copied())
    }
}

/// The thing that has the schema at a pointer as its only one: the list of the item, the media type of the
/// schema, the response of the media type.
fn around(pointer: &str) -> Option<&str> {
    let (parent, key) = pointer.rsplit_once('/')?;
    match key {
        "items" | "additionalProperties" | "schema" => Some(parent),
        _ => parent.strip_suffix("/content"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_schema_is_found_by_what_is_around_it() {
        let names = [(
            "#/paths/~1a/get/responses/200".to_owned(),
            "Page".to_owned(),
        )];
        let mut configured = Configured::new(&names);
        let schema = "#/paths/~1a/get/responses/200/content/application~1json/schema";
        assert_eq!(configured.find(schema), Some("Page"));
        assert_eq!(configured.find(&format!("{schema}/items")), Some("Page"));
        assert_eq!(configured.find(&format!("{schema}/properties/value")), None);
        assert_eq!(configured.used, [true]);
    }
}
