//! `const` functions that build schemas.

use super::definition::{
    Access, AdditionalMembers, Bound, Items, Kind, Limit, Members, Numeric, Schema, Text,
};

/// Schemas of each kind of value.
impl Schema {
    const fn new(kind: Kind) -> Self {
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
        Self::new(Kind::Any)
    }

    /// `null`.
    pub const fn null() -> Self {
        Self::new(Kind::Null)
    }

    /// `true` or `false`.
    pub const fn boolean() -> Self {
        Self::new(Kind::Boolean)
    }

    /// A number without a fraction other than zero.
    pub const fn integer() -> Self {
        Self::new(Kind::Integer(Numeric::ANY))
    }

    /// Any number.
    pub const fn number() -> Self {
        Self::new(Kind::Number(Numeric::ANY))
    }

    /// A string.
    pub const fn string() -> Self {
        Self::new(Kind::String(Text {
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
        Self::new(Kind::Array(Items {
            item,
            min: 0,
            max: None,
            unique: false,
        }))
    }

    /// An object.
    pub const fn object() -> Self {
        Self::new(Kind::Object(Members {
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

    /// The values of another schema.
    pub const fn reference(schema: &'static Self) -> Self {
        Self::new(Kind::Reference(schema))
    }

    /// The values of at least one of several schemas.
    pub const fn any_of(schemas: &'static [Self]) -> Self {
        Self::new(Kind::AnyOf(schemas))
    }

    /// The values of exactly one of several schemas.
    pub const fn exactly_one_of(schemas: &'static [Self]) -> Self {
        Self::new(Kind::ExactlyOneOf(schemas))
    }

    /// The values of all of several schemas.
    pub const fn all_of(schemas: &'static [Self]) -> Self {
        Self::new(Kind::AllOf(schemas))
    }

    /// An object whose property of this name selects its schema.
    pub const fn tagged(property: &'static str, variants: &'static [(&'static str, Self)]) -> Self {
        Self::new(Kind::Tagged { property, variants })
    }
}

/// Settings of schemas of every kind.
impl Schema {
    /// Allows `null` too.
    pub const fn nullable(mut self) -> Self {
        self.nullable = true;
        self
    }

    /// Keeps the value out of messages, which then say only what is expected.
    pub const fn secret(mut self) -> Self {
        self.secret = true;
        self
    }

    /// Marks a property that only the server sends: in requests it is neither required nor checked.
    pub const fn read_only(mut self) -> Self {
        self.access = Access::Read;
        self
    }

    /// Marks a property that only the client sends: in responses it is neither required nor
    /// allowed.
    pub const fn write_only(mut self) -> Self {
        self.access = Access::Write;
        self
    }

    /// Describes the expected value, after "must be". Messages use it in place of a pattern, a list
    /// of values or alternatives.
    pub const fn expects(mut self, words: &'static str) -> Self {
        self.expects = Some(words);
        self
    }
}

/// Bounds. Each applies to one kind of value; on a schema of another kind it does nothing.
impl Schema {
    /// Sets the format of strings or numbers.
    pub const fn format(mut self, name: &'static str) -> Self {
        match &mut self.kind {
            Kind::String(text) => text.format = Some(name),
            Kind::Integer(numeric) | Kind::Number(numeric) => numeric.format = Some(name),
            _ => {}
        }
        self
    }

    /// Sets the minimum number of characters of a string.
    pub const fn min_length(mut self, characters: u64) -> Self {
        if let Kind::String(text) = &mut self.kind {
            text.min_length = characters;
        }
        self
    }

    /// Sets the maximum number of characters of a string.
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

    /// Lists the strings that are allowed in requests. In responses others are allowed too, since a
    /// server may be newer than its document.
    pub const fn one_of(mut self, values: &'static [&'static str]) -> Self {
        if let Kind::String(text) = &mut self.kind {
            text.values = values;
        }
        self
    }

    /// Lists the integers that are allowed in requests. In responses others are allowed too.
    pub const fn one_of_integers(mut self, values: &'static [i64]) -> Self {
        if let Kind::Integer(numeric) | Kind::Number(numeric) = &mut self.kind {
            numeric.values = values;
        }
        self
    }

    /// Allows unlisted values in requests too.
    pub const fn open(mut self) -> Self {
        match &mut self.kind {
            Kind::String(text) => text.open = true,
            Kind::Integer(numeric) | Kind::Number(numeric) => numeric.open = true,
            _ => {}
        }
        self
    }

    /// Sets the minimum of a number.
    pub const fn minimum(self, limit: i64) -> Self {
        self.with_minimum(Bound::Inclusive(Limit::Integer(limit)))
    }

    /// Sets the minimum of a number, if it is not an `i64`.
    pub const fn minimum_f64(self, limit: f64) -> Self {
        self.with_minimum(Bound::Inclusive(Limit::Float(limit)))
    }

    /// Sets the maximum of a number.
    pub const fn maximum(self, limit: i64) -> Self {
        self.with_maximum(Bound::Inclusive(Limit::Integer(limit)))
    }

    /// Sets the maximum of a number, if it is not an `i64`.
    pub const fn maximum_f64(self, limit: f64) -> Self {
        self.with_maximum(Bound::Inclusive(Limit::Float(limit)))
    }

    /// Sets the exclusive minimum of a number.
    pub const fn exclusive_minimum(self, limit: i64) -> Self {
        self.with_minimum(Bound::Exclusive(Limit::Integer(limit)))
    }

    /// Sets the exclusive minimum of a number, if it is not an `i64`.
    pub const fn exclusive_minimum_f64(self, limit: f64) -> Self {
        self.with_minimum(Bound::Exclusive(Limit::Float(limit)))
    }

    /// Sets the exclusive maximum of a number.
    pub const fn exclusive_maximum(self, limit: i64) -> Self {
        self.with_maximum(Bound::Exclusive(Limit::Integer(limit)))
    }

    /// Sets the exclusive maximum of a number, if it is not an `i64`.
    pub const fn exclusive_maximum_f64(self, limit: f64) -> Self {
        self.with_maximum(Bound::Exclusive(Limit::Float(limit)))
    }

    /// Sets the number that values must be multiples of; ignored unless it is positive.
    pub const fn multiple_of(mut self, step: f64) -> Self {
        if let Kind::Integer(numeric) | Kind::Number(numeric) = &mut self.kind {
            numeric.multiple_of = Some(step);
        }
        self
    }

    /// Sets the minimum number of items of a list.
    pub const fn min_items(mut self, items: u64) -> Self {
        if let Kind::Array(array) = &mut self.kind {
            array.min = items;
        }
        self
    }

    /// Sets the maximum number of items of a list.
    pub const fn max_items(mut self, items: u64) -> Self {
        if let Kind::Array(array) = &mut self.kind {
            array.max = Some(items);
        }
        self
    }

    /// Requires the items of a list to differ.
    pub const fn unique_items(mut self) -> Self {
        if let Kind::Array(array) = &mut self.kind {
            array.unique = true;
        }
        self
    }

    /// Sets the properties of an object, by key.
    pub const fn properties(mut self, properties: &'static [(&'static str, Self)]) -> Self {
        if let Kind::Object(members) = &mut self.kind {
            members.properties = properties;
        }
        self
    }

    /// Sets the keys that an object must have.
    pub const fn required(mut self, keys: &'static [&'static str]) -> Self {
        if let Kind::Object(members) = &mut self.kind {
            members.required = keys;
        }
        self
    }

    /// Sets whether requests may have members that no property names. Responses always may.
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

    /// Sets the schema of members that no property names.
    pub const fn additional_typed(mut self, value: &'static Self) -> Self {
        if let Kind::Object(members) = &mut self.kind {
            members.additional = AdditionalMembers::Typed(value);
        }
        self
    }

    /// Sets the minimum number of members of an object.
    pub const fn min_properties(mut self, members: u64) -> Self {
        if let Kind::Object(object) = &mut self.kind {
            object.min = members;
        }
        self
    }

    /// Sets the maximum number of members of an object.
    pub const fn max_properties(mut self, members: u64) -> Self {
        if let Kind::Object(object) = &mut self.kind {
            object.max = Some(members);
        }
        self
    }

    const fn with_minimum(mut self, bound: Bound) -> Self {
        if let Kind::Integer(numeric) | Kind::Number(numeric) = &mut self.kind {
            numeric.minimum = Some(bound);
        }
        self
    }

    const fn with_maximum(mut self, bound: Bound) -> Self {
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
