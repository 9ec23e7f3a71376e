//! Segments of a path: the styles `simple`, `label` and `matrix`.

use super::{
    DELIMITER, EMPTY, FILE, Mistake, NULL, Notation, Refusal, Shape, Style, Value, flat_texts,
    joined, scalar,
};
use crate::percent::{COMPONENT, decode, encode};

impl Notation {
    /// Writes a path parameter. An empty segment is another path, so nothing that would be one is written.
    pub fn write_path(self, name: &str, value: &Value) -> Result<String, Refusal> {
        let written = match (self.style, value) {
            // Most parameters are simple scalars.
            (Style::Simple, Value::Scalar(text) | Value::Literal(text)) => encode(text, COMPONENT),
            (_, Value::Null) => return Err(NULL),
            (_, Value::File(_)) => return Err(FILE),
            (Style::Label, value) => format!(".{}", self.write_pieces(value, ".")?),
            (Style::Matrix, value) => self.write_matrix(name, value)?,
            (_, value) => self.write_pieces(value, ",")?,
        };
        match written.as_str() {
            "" | "." => Err(EMPTY),
            _ => Ok(written),
        }
    }

    /// Writes items and members, with a delimiter of the style between them if they are exploded.
    fn write_pieces(self, value: &Value, exploded: &str) -> Result<String, Refusal> {
        let pieces = self.pieces(value)?;
        // The escape of a dot is the same as the dot (RFC 3986, section 2.3).
        if self.explode && exploded == "." && pieces.iter().any(|piece| piece.contains('.')) {
            return Err(DELIMITER);
        }
        Ok(pieces.join(if self.explode { exploded } else { "," }))
    }

    fn write_matrix(self, name: &str, value: &Value) -> Result<String, Refusal> {
        let name = encode(name, COMPONENT);
        let pieces = self.pieces(value)?;
        match value {
            Value::List(_) | Value::Object(_) if pieces.is_empty() => Err(EMPTY),
            Value::Object(_) if self.explode => Ok(format!(";{}", pieces.join(";"))),
            Value::List(_) if self.explode => {
                let pairs = pieces.iter().map(|piece| format!(";{name}={piece}"));
                Ok(pairs.collect())
            }
            // The specification writes an empty text without `=`.
            _ if pieces == [""] && !matches!(value, Value::List(_)) => Ok(format!(";{name}")),
            _ => Ok(format!(";{name}={}", pieces.join(","))),
        }
    }

    /// The encoded items; of an exploded object, each member as `name=value`.
    fn pieces(self, value: &Value) -> Result<Vec<String>, Refusal> {
        match value {
            Value::Object(members) if self.explode => {
                let pairs = members.iter().map(|(name, value)| {
                    let value = encode(scalar(value)?, COMPONENT);
                    Ok(format!("{}={value}", encode(name, COMPONENT)))
                });
                pairs.collect()
            }
            value => {
                let texts = flat_texts(value)?.into_iter();
                Ok(texts.map(|text| encode(text, COMPONENT)).collect())
            }
        }
    }

    /// Reads the raw text of a path parameter.
    pub fn read_path(self, name: &str, shape: Shape<'_>, raw: &str) -> Result<Value, Mistake> {
        let (raw, exploded) = match self.style {
            Style::Label => (raw.strip_prefix('.').unwrap_or(raw), '.'),
            Style::Matrix => return self.read_matrix(name, shape, raw),
            _ => (raw, ','),
        };
        self.read_pieces(shape, raw, if self.explode { exploded } else { ',' })
    }

    fn read_matrix(self, name: &str, shape: Shape<'_>, raw: &str) -> Result<Value, Mistake> {
        let raw = raw.strip_prefix(';').unwrap_or(raw);
        let value = |pair| match str::split_once(pair, '=') {
            Some((own, value)) if decode(own).is_ok_and(|own| own == name) => value,
            None if decode(pair).is_ok_and(|own| own == name) => "",
            _ => pair,
        };
        match (shape, self.explode) {
            (Shape::Object(_), true) => self.read_pieces(shape, raw, ';'),
            (Shape::List | Shape::Any, true)
                if raw.contains(';') || matches!(shape, Shape::List) =>
            {
                let items = raw
                    .split(';')
                    .map(|pair| text(value(pair)).map(Value::Scalar));
                items.collect::<Result<_, _>>().map(Value::List)
            }
            _ => self.read_pieces(shape, value(raw), ','),
        }
    }

    fn read_pieces(self, shape: Shape<'_>, raw: &str, delimiter: char) -> Result<Value, Mistake> {
        match shape {
            Shape::Scalar => text(raw).map(Value::Scalar),
            Shape::Any if !raw.contains(delimiter) => text(raw).map(Value::Scalar),
            Shape::Object(_) if self.explode => {
                let members = raw.split(delimiter).map(|piece| {
                    let (name, value) = piece.split_once('=').ok_or(Mistake::Unpaired)?;
                    Ok((text(name)?, Value::Scalar(text(value)?)))
                });
                members.collect::<Result<_, _>>().map(Value::Object)
            }
            shape => joined(
                shape,
                raw.split(delimiter).map(text).collect::<Result<_, _>>()?,
            ),
        }
    }
}

fn text(raw: &str) -> Result<String, Mistake> {
    Ok(decode(raw)?.into_owned())
}
