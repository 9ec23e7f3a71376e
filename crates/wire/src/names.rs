//! Enumerations of names that an API speaks of, such as roles and properties.

use std::error::Error;
use std::fmt;

/// A text that is no name of an enumeration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownName {
    /// The text.
    name: Box<str>,
    /// The enumeration, for the message.
    of: &'static str,
}

impl fmt::Display for UnknownName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} is no {}", self.name, self.of)
    }
}

impl Error for UnknownName {}

/// The member of the enumeration `of` that has a name: that of `all` for which `as_str` gives it.
///
/// Fails for any other text; letters are told apart by case.
pub fn parse<T: Copy>(
    of: &'static str,
    all: &[T],
    as_str: impl Fn(T) -> &'static str,
    name: &str,
) -> Result<T, UnknownName> {
    let mut members = all.iter().copied();
    members
        .find(|member| as_str(*member) == name)
        .ok_or_else(|| UnknownName {
            name: name.into(),
            of,
        })
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn a_name_is_told_apart_by_case() {
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
        assert_eq!(unknown, Err("\"on\" is no Flag".to_owned()));
    }
}
