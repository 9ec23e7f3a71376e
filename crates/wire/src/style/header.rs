//! Headers: the style `simple`, which encodes nothing (RFC 9110, section 5.5 and 5.6.1).

use super::{
    DELIMITER, EMPTY_ITEM, Mistake, Notation, Refusal, Shape, Style, Value, flat_texts, joined,
    scalar,
};

const BLANK: Refusal = Refusal("begins or ends with a blank, which a header cannot hold");

impl Notation {
    /// Writes a header; `None` for null.
    pub fn write_header(self, value: &Value) -> Result<Option<String>, Refusal> {
        match value {
            Value::Null => Ok(None),
            Value::List(_) => Ok(Some(join(
                flat_texts(value)?.into_iter().map(str::to_owned),
            )?)),
            Value::Object(members) if self.explode => {
                let mut pairs = Vec::with_capacity(members.len());
                for (name, value) in members {
                    if name.contains('=') {
                        return Err(DELIMITER);
                    }
                    let value = scalar(value)?;
                    check_blanks(name)?;
                    check_blanks(value)?;
                    pairs.push(format!("{name}={value}"));
                }
                join(pairs.into_iter()).map(Some)
            }
            Value::Object(_) => join(flat_texts(value)?.into_iter().map(str::to_owned)).map(Some),
            value => {
                let text = scalar(value)?;
                check_blanks(text)?;
                Ok(Some(text.to_owned()))
            }
        }
    }

    /// Reads the lines of a header; `None` if there are none. Several lines are one list.
    pub fn read_header(self, shape: Shape<'_>, lines: &[&str]) -> Result<Option<Value>, Mistake> {
        let text = |text: &str| text.trim_matches(OWS).to_owned();
        let pieces = || {
            let pieces = lines.iter().flat_map(|line| line.split(','));
            // A recipient ignores empty elements.
            pieces.map(text).filter(|piece| !piece.is_empty())
        };
        match (shape, lines) {
            (_, []) => Ok(None),
            // Each line is a value of its own, so that one stands for all.
            (Shape::Scalar, [line, ..]) if self.style == Style::Lines => {
                Ok(Some(Value::Scalar(text(line))))
            }
            (Shape::List | Shape::Any, lines) if self.style == Style::Lines => {
                let lines = lines.iter().map(|line| Value::Scalar(text(line)));
                Ok(Some(Value::List(lines.collect())))
            }
            (Shape::Scalar, [line]) => Ok(Some(Value::Scalar(text(line)))),
            (Shape::Scalar, _) => Err(Mistake::Repeated),
            (Shape::Any, [line]) if !line.contains(',') => Ok(Some(Value::Scalar(text(line)))),
            (Shape::Object(_), _) if self.explode => {
                let members = pieces().map(|piece| {
                    let (name, value) = piece.split_once('=').ok_or(Mistake::Unpaired)?;
                    Ok((text(name), Value::Scalar(text(value))))
                });
                members
                    .collect::<Result<_, _>>()
                    .map(|members| Some(Value::Object(members)))
            }
            (shape, _) => joined(shape, pieces().collect()).map(Some),
        }
    }
}

/// Optional white space (RFC 9110, section 5.6.3).
const OWS: [char; 2] = [' ', '\t'];

fn join(items: impl Iterator<Item = String>) -> Result<String, Refusal> {
    let items: Vec<String> = items.collect();
    for item in &items {
        if item.is_empty() {
            return Err(EMPTY_ITEM);
        }
        if item.contains(',') {
            return Err(DELIMITER);
        }
        check_blanks(item)?;
    }
    Ok(items.join(","))
}

fn check_blanks(text: &str) -> Result<(), Refusal> {
    if text == text.trim_matches(OWS) {
        Ok(())
    } else {
        Err(BLANK)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Notation, Shape, Value};

    #[test]
    fn each_line_is_an_item_where_lines_cannot_be_joined() {
        let cookies = ["id=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT", "theme=dark"];
        let values = cookies.map(|line| Value::Scalar(line.to_owned()));
        let read = |shape: Shape<'_>| Notation::LINES.read_header(shape, &cookies);
        assert_eq!(read(Shape::List), Ok(Some(Value::List(values.to_vec()))));
        assert_eq!(read(Shape::Scalar), Ok(Some(values[0].clone())));
    }
}
