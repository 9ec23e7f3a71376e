//! Values that are written in styles ([`graphwright_wire::style`]): parameters, headers, and members of forms.
//!
//! An object may also be sent as JSON text in every style, as callers do for parameters without a style.

use crate::fault::Detail;
use crate::query::Pair;
use crate::strict_json;
use crate::{Param, Style};
use graphwright_wire::schema::{Arity, Violation};
use graphwright_wire::style::{Mistake, Notation, Shape, Value as Texts};
use graphwright_wire::{Schema, percent};
use serde_json::Value;

/// The description of a value.
#[derive(Clone, Copy)]
pub(crate) struct Styled<'a> {
    pub(crate) name: &'a str,
    pub(crate) notation: Notation,
    pub(crate) schema: &'a Schema,
    /// Knows the names that an exploded object has members of, if it has no notation of its own.
    pub(crate) is_member: &'a dyn Fn(&str) -> bool,
}

/// The raw texts of a value in a request or a response.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Raw<'r> {
    /// A segment of the path, or a part of one.
    Path(&'r str),
    /// The pairs of a query or a form.
    Pairs(&'r [Pair<'r>]),
    /// The lines of a header.
    Header(&'r [&'r str]),
    /// The value of a cookie.
    Cookie(&'r str),
}

/// The code and message of what is wrong with texts, and where in their value.
pub(crate) struct Misread(Violation, &'static str);

impl Misread {
    fn new(code: &'static str, message: &'static str) -> Self {
        let violation = Violation::new("", graphwright_wire::schema::Code::Type, message);
        Self(violation, code)
    }

    /// The mistake in a parameter.
    pub(crate) fn of_param(self, param: &Param) -> Detail {
        let mut detail = Detail::of_violation(param, self.0);
        detail.code = self.1;
        detail
    }

    /// The mistake in a member of a body, at a pointer.
    pub(crate) fn of_body(self, pointer: &str) -> Detail {
        Detail::body(pointer.to_owned() + &self.0.pointer, self.1, self.0.message)
    }
}

impl From<Violation> for Misread {
    fn from(violation: Violation) -> Self {
        let code = violation.code.as_str();
        Self(violation, code)
    }
}

impl From<Mistake> for Misread {
    fn from(mistake: Mistake) -> Self {
        match mistake {
            Mistake::Encoding => Self::new("encoding", "must be percent-encoded UTF-8"),
            Mistake::Repeated => Self::new("repeated", "must not be given more than once"),
            Mistake::Unpaired => Self::new(
                "type",
                "must be members with a delimiter between them, each a name and a value",
            ),
            Mistake::TooDeep => Self::new("too-complex", "is nested too deeply"),
        }
    }
}

impl Styled<'_> {
    /// Reads the value, and gives it the types of its schema; `None` if there is none.
    pub(crate) fn read(&self, raw: Raw<'_>) -> Result<Option<Value>, Misread> {
        let arity = self.schema.arity();
        if self.notation.style == Style::Json || arity == Arity::Object {
            if let Some(json) = self.read_json(raw)? {
                return Ok(Some(json));
            }
        }
        let shape = match arity {
            Arity::Single => Shape::Scalar,
            Arity::List => Shape::List,
            Arity::Object => Shape::Object(self.is_member),
            Arity::Any => Shape::Any,
        };
        let typed = self
            .read_texts(raw, shape)?
            .map(|texts| self.schema.type_parameter(&texts));
        Ok(typed.transpose()?)
    }

    fn read_texts(&self, raw: Raw<'_>, shape: Shape<'_>) -> Result<Option<Texts>, Mistake> {
        let Self { name, notation, .. } = self;
        match raw {
            Raw::Path(raw) => notation.read_path(name, shape, raw).map(Some),
            Raw::Pairs(pairs) => notation.read_query(name, shape, pairs),
            Raw::Header(lines) => notation.read_header(shape, lines),
            Raw::Cookie(raw) => notation.read_cookie(shape, raw).map(Some),
        }
    }

    /// Reads JSON text: all of the style `Json`, and an object that is not written in its style.
    fn read_json(&self, raw: Raw<'_>) -> Result<Option<Value>, Misread> {
        let is_json = self.notation.style == Style::Json;
        let decoded = match raw {
            Raw::Path(raw) | Raw::Cookie(raw) => percent::decode(raw),
            Raw::Pairs(pairs) => {
                let mut values = pairs.iter().filter(|(name, _)| name == self.name);
                match (values.next(), values.next()) {
                    (Some((_, raw)), None) => percent::decode_query(raw),
                    (Some(_), Some(_)) if is_json => return Err(Mistake::Repeated.into()),
                    _ => return Ok(None),
                }
            }
            Raw::Header([line]) => Ok((*line).into()),
            Raw::Header([_, ..]) if is_json => return Err(Mistake::Repeated.into()),
            Raw::Header(_) => return Ok(None),
        };
        let text = decoded.map_err(Mistake::from)?;
        if !is_json && !text.trim_start().starts_with('{') {
            return Ok(None);
        }
        match strict_json::parse(text.as_bytes()) {
            Ok(value) => Ok(Some(value)),
            // A name in a style may begin with a brace too, but then a delimiter comes after it.
            Err(_) if !is_json && text.contains([',', '=', ' ', '|']) => Ok(None),
            Err(error) => {
                let violation =
                    Violation::new("", graphwright_wire::schema::Code::Type, error.message);
                Err(Misread(violation, error.code))
            }
        }
    }
}
