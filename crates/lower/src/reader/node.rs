//! Objects of the document's 3.0 form, each with the pointer that leads to it.
//!
//! Lowering reads the tree rather than the typed structs, which drop what it needs: the order of
//! methods, exact numbers, and whatever travels in extensions. By then the document's reader has
//! checked that every node has the right form, so a value of another type is simply not there.

use graphwright_ir::Docs;
use graphwright_source::pointer;
use serde_json::{Map, Value};

/// An object of the document and where it stands.
#[derive(Clone, Debug)]
pub struct Node<'a> {
    /// Its members.
    pub map: &'a Map<String, Value>,
    /// The pointer to it, `#/a/b`.
    pub at: String,
}

impl<'a> Node<'a> {
    /// The object at a pointer; `None` for any other value.
    pub(crate) fn new(value: &'a Value, at: String) -> Option<Self> {
        Some(Self {
            map: value.as_object()?,
            at,
        })
    }

    /// The value of a member.
    pub(crate) fn value(&self, key: &str) -> Option<&'a Value> {
        self.map.get(key)
    }

    /// Returns whether there is such a member.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.map.contains_key(key)
    }

    /// The text of a member.
    pub fn str(&self, key: &str) -> Option<&'a str> {
        self.value(key)?.as_str()
    }

    /// Returns whether a member is `true`.
    pub(crate) fn flag(&self, key: &str) -> bool {
        self.value(key).and_then(Value::as_bool).unwrap_or(false)
    }

    /// The number of a member that counts something.
    pub(crate) fn count(&self, key: &str) -> Option<u64> {
        self.value(key)?.as_u64()
    }

    /// The texts in a list.
    pub(crate) fn words(&self, key: &str) -> impl Iterator<Item = &'a str> + use<'a> {
        self.list(key).iter().filter_map(Value::as_str)
    }

    /// The values in a list; none where there is no list.
    pub(crate) fn list(&self, key: &str) -> &'a [Value] {
        self.value(key)
            .and_then(Value::as_array)
            .map_or(&[], Vec::as_slice)
    }

    /// The object that a member is.
    pub fn child(&self, key: &str) -> Option<Self> {
        let map = self.value(key)?.as_object()?;
        Some(Self {
            map,
            at: pointer::join(&self.at, key),
        })
    }

    /// The members of an object, each of which is an object.
    pub fn members(&self, key: &str) -> impl Iterator<Item = (&'a str, Self)> + use<'a> {
        self.child(key).into_iter().flat_map(Self::into_members)
    }

    /// Its own members that are objects.
    pub(crate) fn into_members(self) -> impl Iterator<Item = (&'a str, Self)> + use<'a> {
        let Self { map, at } = self;
        map.iter().filter_map(move |(key, value)| {
            Some((key.as_str(), Self::new(value, pointer::join(&at, key))?))
        })
    }

    /// The items of a list that are objects.
    pub fn items(&self, key: &str) -> impl Iterator<Item = Self> + use<'a> {
        let list = pointer::join(&self.at, key);
        let items = self.list(key).iter().enumerate();
        items.filter_map(move |(index, value)| Self::new(value, pointer::index(&list, index)))
    }

    /// The pointer to a member.
    pub(crate) fn at(&self, key: &str) -> String {
        pointer::join(&self.at, key)
    }

    /// The `$ref`, where it is one.
    pub fn reference(&self) -> Option<&'a str> {
        self.str("$ref")
    }

    /// The name that it has in generated code by `x-ms-client-name`.
    pub(crate) fn client_name(&self) -> Option<&'a str> {
        self.str("x-ms-client-name")
            .filter(|name| !name.trim().is_empty())
    }

    /// Its `summary` or `title`, and its `description`.
    pub fn docs(&self) -> Docs {
        let text = |key| {
            self.str(key)
                .map(str::trim)
                .filter(|text| !text.is_empty())
                .map(str::to_owned)
        };
        Docs {
            summary: text("summary"),
            description: text("description"),
        }
    }
}
