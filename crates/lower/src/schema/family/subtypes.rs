//! Which schemas are all of a base, where its `discriminator` has no `mapping`.
//!
//! The name of each is its tag then (`OpenAPI` 3.0.3, "Discriminator Object"), unless it says another.

use super::super::enumeration::text;
use super::super::union::distinction;
use super::super::ways::Way;
use crate::reader::Node;
use crate::schema::Schemas;
use graphwright_source::pointer;

impl<'a> Schemas<'_, 'a> {
    /// The tags of the schemas that are all of a base, and the pointers to them, in document order.
    ///
    /// None for a base that is nowhere used as a type of its own, and no tag that its property does
    /// not list: names of schemas are no tags there.
    pub(super) fn implied(
        &mut self,
        node: &Node<'a>,
        base: &Way<'a>,
        wire: &str,
    ) -> Vec<(String, String)> {
        let found = self.reader.extensions(&node.at);
        let listed: Option<Vec<String>> = distinction::constants(&base.parts, wire)
            .map(|values| values.into_iter().map(text).collect());
        let mut tags = Vec::new();
        for at in found {
            let own = self
                .reader
                .node(&at)
                .map(|subtype| self.tags(&subtype, base, wire));
            for tag in own.into_iter().flatten() {
                if listed.as_ref().is_none_or(|listed| listed.contains(&tag)) {
                    tags.push((tag, at.clone()));
                }
            }
        }
        tags
    }

    /// The tags of a subtype: those that it says, those that it lists for the property, or its name.
    fn tags(&mut self, subtype: &Node<'a>, base: &Way<'a>, wire: &str) -> Vec<String> {
        if let Some(tag) = self.reader.own_tag(subtype) {
            return vec![tag.to_owned()];
        }
        let mut added = self.only_way(subtype).unwrap_or_default().parts;
        added.retain(|part| !base.has(part));
        if let Some(values) = distinction::constants(&added, wire) {
            return values.into_iter().map(text).collect();
        }
        let name = pointer::split(&subtype.at).map(|(_, key)| key.into_owned());
        name.into_iter().collect()
    }
}
