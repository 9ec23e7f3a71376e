//! The change of one property in an update.

use crate::Secret;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The change of one property in an update: keep it, clear it or set it.
///
/// On the wire (RFC 7396): the key is absent, the key has `null`, the key has the value.
///
/// Setters accept anything that converts to a patch: a value sets, `None` clears. A property whose
/// setter is not called is kept.
///
/// ```
/// use graphwright_wire::Patch;
///
/// assert_eq!(Patch::<String>::from("Retail Manager"), Patch::Set("Retail Manager".to_owned()));
/// assert_eq!(Patch::<String>::from(None), Patch::Clear);
/// assert_eq!(Patch::<String>::default(), Patch::Keep);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Patch<T> {
    /// The property keeps its value.
    #[default]
    Keep,
    /// The property loses its value.
    Clear,
    /// The property gets this value.
    Set(T),
}

impl<T> Patch<T> {
    /// Returns whether the property keeps its value.
    pub const fn is_keep(&self) -> bool {
        matches!(self, Self::Keep)
    }

    /// Returns whether the property loses its value.
    pub const fn is_clear(&self) -> bool {
        matches!(self, Self::Clear)
    }

    /// Returns whether the property gets a value.
    pub const fn is_set(&self) -> bool {
        matches!(self, Self::Set(_))
    }

    /// The value that the property gets.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Set(value) => Some(value),
            Self::Keep | Self::Clear => None,
        }
    }

    /// Converts to a patch with a reference to the value.
    pub fn as_ref(&self) -> Patch<&T> {
        match self {
            Self::Keep => Patch::Keep,
            Self::Clear => Patch::Clear,
            Self::Set(value) => Patch::Set(value),
        }
    }

    /// Converts the value, if there is one.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Patch<U> {
        match self {
            Self::Keep => Patch::Keep,
            Self::Clear => Patch::Clear,
            Self::Set(value) => Patch::Set(change(value)),
        }
    }

    /// Applies the change to a property.
    pub fn apply(self, property: &mut Option<T>) {
        match self {
            Self::Keep => {}
            Self::Clear => *property = None,
            Self::Set(value) => *property = Some(value),
        }
    }
}

impl<T> From<T> for Patch<T> {
    fn from(value: T) -> Self {
        Self::Set(value)
    }
}

/// `None` clears.
impl<T> From<Option<T>> for Patch<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Clear, Self::Set)
    }
}

impl From<&str> for Patch<String> {
    fn from(value: &str) -> Self {
        Self::Set(value.to_owned())
    }
}

impl From<&str> for Patch<Secret<String>> {
    fn from(value: &str) -> Self {
        Self::Set(value.into())
    }
}

impl From<String> for Patch<Secret<String>> {
    fn from(value: String) -> Self {
        Self::Set(value.into())
    }
}

/// `null` clears. Only the object around it sees that the key is absent; it then keeps the default,
/// [`Patch::Keep`].
impl<'de, T: Deserialize<'de>> Deserialize<'de> for Patch<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Option::deserialize(deserializer).map(Self::from)
    }
}

/// An object omits a kept property ([`Writer::patch`](crate::object::Writer::patch)). Elsewhere
/// [`Patch::Keep`] is written as `null`, like [`Patch::Clear`].
impl<T: Serialize> Serialize for Patch<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value().serialize(serializer)
    }
}
