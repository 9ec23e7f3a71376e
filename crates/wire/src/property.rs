//! Properties in queries: the kinds of their values, and the operators that filters can use.

/// The kind of a property's values, in JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// True or false.
    Bool,
    /// An integer.
    Integer,
    /// Any number.
    Number,
    /// Text, also that of an enum.
    String,
    /// A UUID, as text.
    Uuid,
    /// A point in time, as text (RFC 3339).
    DateTime,
    /// A calendar date, as text (RFC 3339).
    Date,
    /// A time of day, as text.
    Time,
    /// A duration, as text (ISO 8601).
    Duration,
    /// Bytes, as base64.
    Bytes,
    /// An object.
    Object,
    /// A list of values of one kind.
    List(&'static Kind),
    /// Any JSON.
    Json,
}

/// An operator of a filter (`OData` 4.01, URL conventions, section 5.1.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Operator {
    /// `eq`: is equal to.
    Eq,
    /// `ne`: is not equal to.
    Ne,
    /// `not`: the negation of a comparison.
    Not,
    /// `ge`: is at least.
    Ge,
    /// `le`: is at most.
    Le,
    /// `in`: is one of.
    In,
    /// `startsWith`: begins with.
    StartsWith,
    /// A comparison with `null`.
    Null,
    /// `endsWith`: ends with.
    EndsWith,
}

/// The support for an operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Support {
    /// It can be used.
    Default,
    /// It can be used in advanced queries only, as the API defines them.
    Advanced,
    /// It cannot be used.
    Unsupported,
}

/// The operators that a filter can use with a property.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Operators([Support; 9]);

impl Operators {
    /// The support of each operator, in the order of [`Operator`]: `eq`, `ne`, `not`, `ge`, `le`,
    /// `in`, `startsWith`, `null`, `endsWith`.
    pub const fn new(support: [Support; 9]) -> Self {
        Self(support)
    }

    /// Returns the support for one operator.
    ///
    /// ```
    /// use graphwright_wire::property::{Operator, Operators, Support::{Advanced as A, Default as D, Unsupported as N}};
    ///
    /// static MAIL: Operators = Operators::new([D, A, A, D, D, D, D, A, N]);
    /// assert_eq!(MAIL.support(Operator::Ne), A);
    /// assert_eq!(MAIL.support(Operator::EndsWith), N);
    /// ```
    pub const fn support(&self, operator: Operator) -> Support {
        let [eq, ne, not, ge, le, in_, starts_with, null, ends_with] = self.0;
        match operator {
            Operator::Eq => eq,
            Operator::Ne => ne,
            Operator::Not => not,
            Operator::Ge => ge,
            Operator::Le => le,
            Operator::In => in_,
            Operator::StartsWith => starts_with,
            Operator::Null => null,
            Operator::EndsWith => ends_with,
        }
    }
}
