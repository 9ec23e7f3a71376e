//! The components of the document, as tables find them: selected or not.

use super::spelling::last_part;
use super::state::Merge;
use graphwright_lower::front_end::{Node, SCHEMAS};
use graphwright_source::{Code, Diagnostic, Origin, pointer, suggest};

/// The greatest number of `$ref`s and `allOf`s that lead to a property.
const DEEPEST: usize = 32;

impl<'a> Merge<'_, 'a> {
    /// Returns the pointer to the component with a key.
    pub(super) fn component_called(&self, key: &str) -> Option<String> {
        let pointer = pointer::join(SCHEMAS, key);
        self.schemas.reader.component(&pointer).map(|_| pointer)
    }

    /// Returns the pointer to the component that has the last part of a qualified name, whatever its case;
    /// exactly so where several differ in nothing else.
    pub(super) fn component_like(&mut self, name: &str, origin: &Origin) -> Option<String> {
        let last = last_part(name);
        let components = self.schemas.reader.components();
        let found: Vec<_> = components
            .filter(|(key, _)| key.eq_ignore_ascii_case(last))
            .map(|(key, node)| (key == last, node.at))
            .collect();
        let exact = found.iter().find(|(exact, _)| *exact);
        if found.len() > 1 && exact.is_none() {
            let message = format!(
                "`{name}` may be {} schemas that differ in case alone; the first is taken",
                found.len()
            );
            let diagnostic = Diagnostic::new(Code::MERGE_COLLISION, message);
            self.report(diagnostic.at(origin.clone()));
        }
        let (_, at) = exact.or_else(|| found.first())?;
        Some(at.clone())
    }

    /// Returns the component key nearest to one that there is not.
    pub(super) fn nearest_component(&self, key: &str) -> Option<&'a str> {
        suggest::nearest(key, self.schemas.reader.components().map(|(key, _)| key))
    }

    /// Returns the properties of an object, which may have no type.
    pub(super) fn properties_at(&self, pointer: &str) -> Vec<(&'a str, Node<'a>)> {
        let mut properties = Vec::new();
        if let Some(node) = self.schemas.reader.node(pointer) {
            self.add_properties_of(node, DEEPEST, &mut properties);
        }
        properties
    }

    fn add_properties_of(
        &self,
        node: Node<'a>,
        left: usize,
        properties: &mut Vec<(&'a str, Node<'a>)>,
    ) {
        let Some(node) = self.schemas.reader.resolve(node).filter(|_| left > 0) else {
            return;
        };
        properties.extend(node.members("properties"));
        for part in node.items("allOf") {
            self.add_properties_of(part, left - 1, properties);
        }
    }
}
