//! The path of a documented request, as it is sent.
//!
//! `/<version>/myOrganization/users/<User.objectId>/Events` is `/users/{userId}/events`: the version
//! is the base path's, a fixup drops what is not sent, a key is a parameter, and a name begins with a
//! small letter. Where a request is about one item of a collection, the key of that item is added,
//! which the text leaves out.

use super::described::Described;
use crate::entity::{EdmType, Segment, Subject, Verb};
use crate::merge::spelling::{last_part, lower_first};
use crate::merge::state::Merge;
use crate::merge::steps::Kind;
use graphwright_ir::{ParamIndex, PathPart, PathTemplate};

/// A path, and what it is made of.
#[derive(Clone, Debug)]
pub(super) struct Route<'a> {
    /// The path, for example `/users/{userId}/events`.
    pub text: String,
    /// The name of its target, as it is sent: the navigation property or the action; empty for the entity.
    pub name: String,
    /// Its parameters, in order, each with the entity type that it is the key of.
    pub keys: Vec<Key<'a>>,
    /// `true` if the last of them is one that the text leaves out.
    pub adds_key: bool,
}

/// A parameter of a path.
#[derive(Clone, Debug)]
pub(super) struct Key<'a> {
    pub wire: String,
    /// The entity type that it is the key of; empty for a variable that is no key.
    pub ty: &'a str,
}

impl<'a> Route<'a> {
    /// Returns whether another path leads to the same: it differs in the names of parameters and in case.
    pub(super) fn matches(&self, path: &str) -> bool {
        let mut others = path.split('/');
        let same = self.text.split('/').all(|segment| {
            others.next().is_some_and(|other| {
                segment.starts_with('{') && other.starts_with('{')
                    || segment.eq_ignore_ascii_case(other)
            })
        });
        same && others.next().is_none()
    }

    /// The first segment.
    pub(super) fn first_segment(&self) -> &str {
        let path = self.text.trim_start_matches('/');
        path.split('/').next().unwrap_or_default()
    }

    /// The path with its parameters by their place.
    pub(super) fn make_template(&self) -> PathTemplate {
        let mut index = 0;
        let segments = self.text.trim_start_matches('/').split('/').map(|segment| {
            let part = if segment.starts_with('{') {
                index += 1;
                PathPart::Param(ParamIndex(index - 1))
            } else {
                PathPart::Literal(segment.to_owned())
            };
            vec![part]
        });
        PathTemplate {
            segments: segments.collect(),
            text: self.text.clone(),
            shared: false,
        }
    }

    /// Adds a parameter under a name that no other has.
    fn add_key(&mut self, wire: &str, ty: &'a str) {
        let taken = |name: &str| self.keys.iter().any(|key| key.wire == name);
        let numbered = (2..).map(|number| format!("{wire}{number}"));
        let mut names = std::iter::once(wire.to_owned()).chain(numbered);
        let wire = names.find(|name| !taken(name)).unwrap_or_default();
        self.text.extend(["/{", &wire, "}"]);
        self.keys.push(Key { wire, ty });
    }

    /// Adds the key of one item, which the text leaves out.
    fn add_item_key(&mut self, of: &'a EdmType) {
        let ty = last_part(&of.name);
        self.add_key(&key_name(ty), ty);
        self.adds_key = true;
    }
}

impl<'a> Merge<'_, 'a> {
    /// The path of a request as it is sent.
    pub(super) fn make_route(&mut self, described: &Described<'a>) -> Route<'a> {
        let operation = described.operation;
        let mut segments: Vec<Segment<'a>> = operation.path.value.segments().collect();
        // What is made has no key yet; some texts write that of the whole path there.
        let makes = operation.verb.value == Verb::Post && operation.subject == Subject::Itself;
        if makes && matches!(segments.last(), Some(Segment::Key { .. })) {
            segments.pop();
        }
        let mut route = Route {
            text: String::new(),
            name: String::new(),
            keys: Vec::new(),
            adds_key: false,
        };
        for segment in segments {
            match segment {
                Segment::Variable("version") => {}
                Segment::Variable(name) => route.add_key(name, ""),
                Segment::Key { ty, .. } => route.add_key(&key_name(ty), ty),
                Segment::Literal(text) => {
                    let name = self.translate_segment(described, text);
                    if !name.is_empty() {
                        route.text.extend(["/", &name]);
                        route.name = name;
                    }
                }
            }
        }
        if let Some(row) = described.navigation
            && described.document.lacks_item_key(operation)
        {
            route.add_item_key(&row.target.value);
        }
        route
    }

    /// The path of what stands under that which a request is about, or under one item where it is
    /// about many.
    pub(super) fn make_route_below(
        &mut self,
        described: &Described<'a>,
        segment: &str,
    ) -> Route<'a> {
        let mut route = self.make_route(described);
        if let Some(row) = described.navigation
            && row.target.value.collection
            && !route.text.ends_with('}')
        {
            route.add_item_key(&row.target.value);
        }
        route.text.extend(["/", segment]);
        route
    }

    /// The wire name of a navigation property.
    pub(super) fn wire_name_of(&self, table: &str, name: &str) -> String {
        let step = self.steps.find(table, Kind::RenameNavigation, name);
        step.map_or_else(|| lower_first(name), |step| step.to.to_owned())
    }

    /// A segment as it is sent; empty for one that is not.
    fn translate_segment(&mut self, described: &Described<'a>, text: &str) -> String {
        let table = described.type_name();
        if self.steps.take(table, Kind::DropSegment, text).is_some() {
            return String::new();
        }
        match self.steps.take(table, Kind::RenameNavigation, text) {
            Some(step) => step.to.to_owned(),
            None => lower_first(text),
        }
    }
}

/// The parameter for the key of an entity type: `userId` for `User`.
fn key_name(ty: &str) -> String {
    format!("{}Id", lower_first(ty))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_the_same_whatever_their_parameters_are_called() {
        let route = Route {
            text: "/users/{userId}/memberOf".to_owned(),
            name: String::new(),
            keys: Vec::new(),
            adds_key: false,
        };
        assert!(route.matches("/users/{id}/memberof"));
        assert!(!route.matches("/users/{id}"));
        assert!(!route.matches("/users/{id}/memberOf/{groupId}"));
        assert!(!route.matches("/users/me/memberOf"));
        assert_eq!(route.first_segment(), "users");
    }
}
