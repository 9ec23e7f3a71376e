//! The `const` functions that schemas are built by.

use super::definition::{
    Access, AdditionalMembers, Bound, Items, Kind, Limit, Members, Numeric, Schema, Text,
};

/// What a schema is about.
impl Schema {
    const fn of(kind: Kind) -> Self {
        Self {
            kind,
            expects: None,
            nullable: false,
            secret: false,
            access: Access::Both,
        }
    }

    /// Any value, `null` too.
    pub const fn any() -> Self {
        Self::of(Kind::Any)
    }

    /// `null`.
    pub const fn null() -> Self {
        Self::of(Kind::Null)
    }

    /// `true` or `false`.
    pub const fn boolean() -> Self {
        Self::of(Kind::Boolean)
    }

    /// A number without a fraction or an exponent.
    pub const fn integer() -> Self {
        Self::of(Kind::Integer(Numeric::ANY))
    }

    /// Any number.
    pub const fn number() -> Self {
        Self::of(Kind::Number(Numeric::ANY))
    }

    /// A string.
    pub const fn string() -> Self {
        Self::of(Kind::String(Text {
            format: None,
            pattern: None,
            min_length: 0,
            max_length: None,
            values: &[],
            open: false,
        }))
    }

    /// A list.
    pub const fn array(item: &'static Self) -> Self {
        Self::of(Kind::Array(Items {
            item,
            min: 0,
            max: None,
            unique: false,
        }))
    }

    /// An object.
    pub const fn object() -> Self {
        Self::of(Kind::Object(Members {
            properties: &[],
            required: &[],
            additional: AdditionalMembers::Any,
            min: 0,
            max: None,
        }))
    }

    /// An object with any keys, whose values are all of one kind.
    pub const fn map(value: &'static Self) -> Self {
        Self::object().additional_typed(value)
    }

    /// What another schema allows.
    pub const fn reference(schema: &'static Self) -> Self {
        Self::of(Kind::Reference(schema))
    }

    /// What at least one of several schemas allows.
    pub const fn any_of(schemas: &'static [Self]) -> Self {
        Self::of(Kind::AnyOf(schemas))
    }

    /// What one of several schemas allows and the others do not.
    pub const fn exactly_one_of(schemas: &'static [Self]) -> Self {
        Self::of(Kind::ExactlyOneOf(schemas))
    }

    /// What each of several schemas allows.
    pub const fn all_of(schemas: &'static [Self]) -> Self {
        Self::of(Kind::AllOf(schemas))
    }

    /// An object whose property of the given name says which schema it follows.
    pub const fn tagged(property: &'static str, variants: &'static [(&'static str, Self)]) -> Self {
        Self::of(Kind::Tagged { property, variants })
    }
}

/// What holds for every kind of value.
impl Schema {
    /// Allows `null` too.
    pub const fn nullable(mut self) -> Self {
        self.nullable = true;
        self
    }

    /// Makes messages say nothing about the value but that it is wrong.
    pub const fn secret(mut self) -> Self {
        self.secret = true;
        self
    }

    /// Says that the server alone sets the property: in requests it is neither required nor
    /// looked at.
    pub const fn read_only(mut self) -> Self {
        self.access = Access::Read;
        self
    }

    /// Says that the client alone sets the property: in responses it is neither required nor
    /// allowed.
    pub const fn write_only(mut self) -> Self {
        self.access = Access::Write;
        self
    }

    /// Says in words what is expected, after "must be": messages use it in place of what they
    /// would say about a pattern, a list of values or alternatives.
    pub const fn expects(mut self, words: &'static str) -> Self {
        self.expects = Some(words);
        self
    }
}

/// Bounds of one kind of value each; on another kind they change nothing.
impl Schema {
    /// Names a format, of strings and numbers.
    pub const fn format(mut self, name: &'static str) -> Self {
        match &mut self.kind {
            Kind::String(text) => text.format = Some(name),
            Kind::Integer(numeric) | Kind::Number(numeric) => numeric.format = Some(name),
            _ => {}
        }
        self
    }

    /// Sets the fewest characters of a string.
    pub const fn min_length(mut self, characters: u64) -> Self {
        if let Kind::String(text) = &mut self.kind {
            text.min_length = characters;
        }
        self
    }

    /// Sets the most characters of a string.
    pub const fn max_length(mut self, characters: u64) -> Self {
        if let Kind::String(text) = &mut self.kind {
            text.max_length = Some(characters);
        }
        self
    }

    /// Sets the regular expression (ECMA 262) that must match somewhere in a string.
    pub const fn pattern(mut self, pattern: &'static str) -> Self {
        if let Kind::String(text) = &mut self.kind {
            text.pattern = Some(pattern);
        }
        self
    }

    /// Lists the strings that requests may have. In responses others are allowed: a server may
    /// be newer than its document.
    pub const fn one_of(mut self, values: &'static [&'static str]) -> Self {
        if let Kind::String(text) = &mut self.kind {
            text.values = values;
        }
        self
    }

    /// Lists the integers that requests may have. In responses others are allowed.
    pub const fn one_of_integers(mut self, values: &'static [i64]) -> Self {
        if let Kind::Integer(numeric) | Kind::Number(numeric) = &mut self.kind {
            numeric.values = values;
        }
        self
    }

    /// Allows values that are not listed in requests too.
    pub const fn open(mut self) -> Self {
        match &mut self.kind {
            Kind::String(text) => text.open = true,
            Kind::Integer(numeric) | Kind::Number(numeric) => numeric.open = true,
            _ => {}
        }
        self
    }

    /// Sets the least number.
    pub const fn minimum(self, limit: i64) -> Self {
        self.lower(Bound::Inclusive(Limit::Integer(limit)))
    }

    /// Sets the least number where it is not an `i64`.
    pub const fn minimum_f64(self, limit: f64) -> Self {
        self.lower(Bound::Inclusive(Limit::Float(limit)))
    }

    /// Sets the greatest number.
    pub const fn maximum(self, limit: i64) -> Self {
        self.upper(Bound::Inclusive(Limit::Integer(limit)))
    }

    /// Sets the greatest number where it is not an `i64`.
    pub const fn maximum_f64(self, limit: f64) -> Self {
        self.upper(Bound::Inclusive(Limit::Float(limit)))
    }

    /// Sets what a number must be greater than.
    pub const fn exclusive_minimum(self, limit: i64) -> Self {
        self.lower(Bound::Exclusive(Limit::Integer(limit)))
    }

    /// Sets what a number must be greater than, where that is not an `i64`.
    pub const fn exclusive_minimum_f64(self, limit: f64) -> Self {
        self.lower(Bound::Exclusive(Limit::Float(limit)))
    }

    /// Sets what a number must be less than.
    pub const fn exclusive_maximum(self, limit: i64) -> Self {
        self.upper(Bound::Exclusive(Limit::Integer(limit)))
    }

    /// Sets what a number must be less than, where that is not an `i64`.
    pub const fn exclusive_maximum_f64(self, limit: f64) -> Self {
        self.upper(Bound::Exclusive(Limit::Float(limit)))
    }

    /// Sets what a number must be a whole multiple of; not looked at unless it is positive.
    pub const fn multiple_of(mut self, step: f64) -> Self {
        if let Kind::Integer(numeric) | Kind::Number(numeric) = &mut self.kind {
            numeric.multiple_of = Some(step);
        }
        self
    }

    /// Sets the fewest items of a list.
    pub const fn min_items(mut self, items: u64) -> Self {
        if let Kind::Array(array) = &mut self.kind {
            array.min = items;
        }
        self
    }

    /// Sets the most items of a list.
    pub const fn max_items(mut self, items: u64) -> Self {
        if let Kind::Array(array) = &mut self.kind {
            array.max = Some(items);
        }
        self
    }

    /// Refuses a list in which two items are equal.
    pub const fn unique_items(mut self) -> Self {
        if let Kind::Array(array) = &mut self.kind {
            array.unique = true;
        }
        self
    }

    /// Names properties of an object by their keys.
    pub const fn properties(mut self, properties: &'static [(&'static str, Self)]) -> Self {
        if let Kind::Object(members) = &mut self.kind {
            members.properties = properties;
        }
        self
    }

    /// Names the keys that an object must have.
    pub const fn required(mut self, keys: &'static [&'static str]) -> Self {
        if let Kind::Object(members) = &mut self.kind {
            members.required = keys;
        }
        self
    }

    /// Says whether requests may have members that no property names. Responses always may.
    pub const fn additional(mut self, allowed: bool) -> Self {
        if let Kind::Object(members) = &mut self.kind {
            members.additional = if allowed {
                AdditionalMembers::Any
            } else {
                AdditionalMembers::Refused
            };
        }
        self
    }

    /// Says what members that no property names must be.
    pub const fn additional_typed(mut self, value: &'static Self) -> Self {
        if let Kind::Object(members) = &mut self.kind {
            members.additional = AdditionalMembers::Typed(value);
        }
        self
    }

    /// Sets the fewest members of an object.
    pub const fn min_properties(mut self, members: u64) -> Self {
        if let Kind::Object(object) = &mut self.kind {
            object.min = members;
        }
        self
    }

    /// Sets the most members of an object.
    pub const fn max_properties(mut self, members: u64) -> Self {
        if let Kind::Object(object) = &mut self.kind {
            object.max = Some(members);
        }
        self
    }

    const fn lower(mut self, bound: Bound) -> Self {
        if let Kind::Integer(numeric) | Kind::Number(numeric) = &mut self.kind {
            numeric.minimum = Some(bound);
        }
        self
    }

    const fn upper(mut self, bound: Bound) -> Self {
        if let Kind::Integer(numeric) | Kind::Number(numeric) = &mut self.kind {
            numeric.maximum = Some(bound);
        }
        self
    }
}

impl Numeric {
    const ANY: Self = Self {
        minimum: None,
        maximum: None,
        multiple_of: None,
        format: None,
        values: &[],
        open: false,
    };
}
