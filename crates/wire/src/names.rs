//! Enumerations of the names of an API, such as roles and properties.

use std::error::Error;
use std::fmt;

/// An error for text that is not a name of an enumeration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownName {
    /// The text.
    name: Box<str>,
    /// The name of the enumeration, for the message.
    enumeration: &'static str,
}

impl fmt::Display for UnknownName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "unknown {} {:?}", self.enumeration, self.name)
    }
}

impl Error for UnknownName {}

/// Returns the member of an enumeration with this name: the one of `all` for which `as_str` returns
/// it.
///
/// Names are case-sensitive. Fails for any other text.
pub fn parse<T: Copy>(
    enumeration: &'static str,
    all: &[T],
    as_str: impl Fn(T) -> &'static str,
    name: &str,
) -> Result<T, UnknownName> {
    let mut members = all.iter().copied();
    members
        .find(|member| as_str(*member) == name)
        .ok_or_else(|| UnknownName {
            name: name.into(),
            enumeration,
        })
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn names_are_case_sensitive() {
        let parse = |name| {
            parse(
                "Flag",
                &[false, true],
                |on| if on { "On" } else { "Off" },
                name,
            )
        };
        assert_eq!(parse("On"), Ok(true));
        let unknown = parse("on").map_err(|error| error.to_string());
        assert_eq!(unknown, Err("unknown Flag \"on\"".to_owned()));
    }
}
