//! Pairs of a name and a value: queries, forms of `application/x-www-form-urlencoded`, and cookies.

use super::{
    DELIMITER, EMPTY, EMPTY_ITEM, Mistake, Notation, Refusal, Shape, Style, Value, flat_texts,
    joined, scalar,
};
use crate::percent::{
    BadEncoding, COMPONENT, NAME, RESERVED, RESERVED_ITEM, decode, decode_query, encode,
};
use std::borrow::Cow;
use std::collections::HashMap;

/// The maximum depth of names such as `a[b][c]`.
const MAX_DEPTH: usize = 16;

/// A pair of a query: the decoded name and the raw value.
pub type Pair<'q> = (Cow<'q, str>, &'q str);

const BRACKETS: Refusal =
    Refusal("contains a name with brackets or without characters, which this style cannot hold");
const DEPTH: Refusal = Refusal("is nested too deeply for this style");

impl Notation {
    /// Appends the pairs of a query parameter or of a member of a form. Null adds nothing.
    pub fn write_query(self, name: &str, value: &Value, out: &mut String) -> Result<(), Refusal> {
        match (value, self.layout()) {
            (Value::Null, _) => Ok(()),
            (Value::Object(_) | Value::List(_), Layout::Joined(delimiter)) => {
                self.write_joined(name, value, delimiter, out)
            }
            (Value::List(items), Layout::Repeated) => self.write_repeated(name, items, out),
            (Value::Object(members), Layout::Repeated) => {
                if members.is_empty() {
                    return Err(EMPTY);
                }
                for (name, member) in members {
                    match member {
                        Value::List(items) => self.write_repeated(name, items, out)?,
                        member => self.write_scalar(name, member, out)?,
                    }
                }
                Ok(())
            }
            (Value::Object(_) | Value::List(_), Layout::Deep) => {
                self.write_deep(name, value, MAX_DEPTH, out)
            }
            (value, _) => self.write_scalar(name, value, out),
        }
    }

    /// Writes a cookie as `name=value`; `None` for null.
    pub fn write_cookie(self, name: &str, value: &Value) -> Result<Option<String>, Refusal> {
        let mut pair = String::new();
        Self::new(Style::Form, false).write_query(name, value, &mut pair)?;
        Ok(Some(pair).filter(|pair| !pair.is_empty()))
    }

    fn layout(self) -> Layout {
        match self.style {
            Style::DeepObject => Layout::Deep,
            _ if self.explode => Layout::Repeated,
            Style::SpaceDelimited => Layout::Joined(Delimiter::Space),
            Style::PipeDelimited => Layout::Joined(Delimiter::Pipe),
            _ => Layout::Joined(Delimiter::Comma),
        }
    }

    fn write_scalar(self, name: &str, value: &Value, out: &mut String) -> Result<(), Refusal> {
        let set = if self.allow_reserved {
            RESERVED
        } else {
            COMPONENT
        };
        write_pair(name, &encode(scalar(value)?, set), out);
        Ok(())
    }

    fn write_repeated(self, name: &str, items: &[Value], out: &mut String) -> Result<(), Refusal> {
        match items {
            [] => write_pair(name, "", out),
            [only] if scalar(only)?.is_empty() => return Err(EMPTY_ITEM),
            items => {
                for item in items {
                    self.write_scalar(name, item, out)?;
                }
            }
        }
        Ok(())
    }

    fn write_joined(
        self,
        name: &str,
        value: &Value,
        delimiter: Delimiter,
        out: &mut String,
    ) -> Result<(), Refusal> {
        let texts = flat_texts(value)?;
        if texts == [""] {
            return Err(EMPTY_ITEM);
        }
        if texts
            .iter()
            .any(|text| text.contains(delimiter.unescapable()))
        {
            return Err(DELIMITER);
        }
        let set = if self.allow_reserved {
            RESERVED_ITEM
        } else {
            COMPONENT
        };
        let texts: Vec<String> = texts.into_iter().map(|text| encode(text, set)).collect();
        write_pair(name, &texts.join(delimiter.written()), out);
        Ok(())
    }

    fn write_deep(
        self,
        name: &str,
        value: &Value,
        depth: usize,
        out: &mut String,
    ) -> Result<(), Refusal> {
        let depth = depth.checked_sub(1).ok_or(DEPTH)?;
        match value {
            Value::List(items) if !items.is_empty() => {
                let mut items = items.iter().enumerate();
                items.try_for_each(|(index, item)| {
                    self.write_deep(&format!("{name}[{index}]"), item, depth, out)
                })
            }
            Value::Object(members) if !members.is_empty() => {
                members.iter().try_for_each(|(key, member)| {
                    if key.is_empty() || key.contains(['[', ']']) {
                        return Err(BRACKETS);
                    }
                    self.write_deep(&format!("{name}[{key}]"), member, depth, out)
                })
            }
            Value::List(_) | Value::Object(_) => {
                write_pair(name, "", out);
                Ok(())
            }
            value => self.write_scalar(name, value, out),
        }
    }

    /// Reads a query parameter or a member of a form; `None` if no pair belongs to it.
    pub fn read_query(
        self,
        name: &str,
        shape: Shape<'_>,
        pairs: &[Pair<'_>],
    ) -> Result<Option<Value>, Mistake> {
        let layout = self.layout();
        if let (Shape::Object(is_member), Layout::Repeated) = (shape, layout) {
            return read_members(is_member, pairs);
        }
        if let Layout::Deep = layout {
            return read_deep(name, pairs);
        }
        let raw: Vec<&str> = pairs
            .iter()
            .filter(|(own, _)| own == name)
            .map(|(_, raw)| *raw)
            .collect();
        if raw.is_empty() {
            return Ok(None);
        }
        read_raw(shape, layout, &raw, decode_query).map(Some)
    }

    /// Reads the raw value of a cookie.
    pub fn read_cookie(self, shape: Shape<'_>, raw: &str) -> Result<Value, Mistake> {
        read_raw(shape, Layout::Joined(Delimiter::Comma), &[raw], decode)
    }
}

#[derive(Clone, Copy)]
enum Layout {
    /// A pair for each item or member.
    Repeated,
    /// One pair for all.
    Joined(Delimiter),
    /// A pair for each item or member, with its place in brackets.
    Deep,
}

#[derive(Clone, Copy)]
enum Delimiter {
    Comma,
    Space,
    Pipe,
}

impl Delimiter {
    fn written(self) -> &'static str {
        match self {
            Self::Comma => ",",
            Self::Space => "%20",
            Self::Pipe => "%7C",
        }
    }

    /// The characters that an item cannot have. An encoded comma is no delimiter, but of the others even
    /// the encoded form is one.
    fn unescapable(self) -> &'static [char] {
        match self {
            Self::Comma => &[],
            Self::Space => &[' '],
            Self::Pipe => &['|'],
        }
    }

    fn split(self, raw: &str) -> Vec<String> {
        let unified = match self {
            Self::Comma => raw.to_owned(),
            Self::Space => raw.replace("%20", " ").replace('+', " "),
            Self::Pipe => raw.replace("%7C", "|").replace("%7c", "|"),
        };
        let delimiter = match self {
            Self::Comma => ',',
            Self::Space => ' ',
            Self::Pipe => '|',
        };
        unified.split(delimiter).map(str::to_owned).collect()
    }
}

fn write_pair(name: &str, encoded: &str, out: &mut String) {
    if !out.is_empty() {
        out.push('&');
    }
    out.push_str(&encode(name, NAME));
    out.push('=');
    out.push_str(encoded);
}

type Decode = fn(&str) -> Result<Cow<'_, str>, BadEncoding>;

/// Reads the raw values of one name, of which there is at least one.
fn read_raw(
    shape: Shape<'_>,
    layout: Layout,
    raw: &[&str],
    decode: Decode,
) -> Result<Value, Mistake> {
    let text = |raw: &str| Ok::<_, Mistake>(decode(raw)?.into_owned());
    match (shape, layout, raw) {
        (Shape::List, _, [""]) => Ok(Value::List(Vec::new())),
        (Shape::Object(_), _, [""]) => Ok(Value::Object(Vec::new())),
        (Shape::Scalar, _, [raw]) => text(raw).map(Value::Scalar),
        (Shape::Any, Layout::Joined(delimiter), [raw]) if delimiter.split(raw).len() < 2 => {
            text(raw).map(Value::Scalar)
        }
        (_, Layout::Joined(delimiter), raw) => {
            let pieces = raw.iter().flat_map(|raw| delimiter.split(raw));
            let texts = pieces.map(|piece| text(&piece)).collect::<Result<_, _>>()?;
            joined(shape, texts)
        }
        (Shape::Any, _, [raw]) => text(raw).map(Value::Scalar),
        (Shape::List | Shape::Any, _, raw) => {
            let items = raw.iter().map(|raw| text(raw).map(Value::Scalar));
            items.collect::<Result<_, _>>().map(Value::List)
        }
        (Shape::Scalar | Shape::Object(_), ..) => Err(Mistake::Repeated),
    }
}

/// Reads the members of an exploded object.
fn read_members(
    is_member: &dyn Fn(&str) -> bool,
    pairs: &[Pair<'_>],
) -> Result<Option<Value>, Mistake> {
    let mut tree = Tree::default();
    for (name, raw) in pairs.iter().filter(|(name, _)| is_member(name)) {
        tree.add([&**name].into_iter(), decode_query(raw)?.into_owned());
    }
    Ok(tree.into_value())
}

/// Reads the values whose names begin with `name`, and go on in brackets.
fn read_deep(name: &str, pairs: &[Pair<'_>]) -> Result<Option<Value>, Mistake> {
    let mut tree = Tree::default();
    for (full, raw) in pairs {
        let Some(keys) = keys_within(full, name) else {
            continue;
        };
        if keys.len() > MAX_DEPTH {
            return Err(Mistake::TooDeep);
        }
        tree.add(keys.into_iter(), decode_query(raw)?.into_owned());
    }
    Ok(tree.into_value())
}

/// The keys in the brackets of `name[a][b]`; `None` for another name.
fn keys_within<'a>(full: &'a str, name: &str) -> Option<Vec<&'a str>> {
    let rest = full.strip_prefix(name)?;
    if rest.is_empty() {
        return Some(Vec::new());
    }
    let keys = rest.strip_prefix('[')?.strip_suffix(']')?;
    let mut keys: Vec<&str> = keys.split("][").collect();
    // `a[]=1&a[]=2` is another way to repeat `a`.
    if keys.last() == Some(&"") {
        keys.pop();
    }
    Some(keys)
}

/// Values by the keys that lead to them.
#[derive(Default)]
struct Tree {
    /// The texts at this place.
    texts: Vec<String>,
    members: Vec<(String, Tree)>,
    /// The index of each member, since hostile requests have many.
    indexes: HashMap<String, usize>,
}

impl Tree {
    fn add<'k>(&mut self, mut keys: impl Iterator<Item = &'k str>, text: String) {
        let Some(key) = keys.next() else {
            self.texts.push(text);
            return;
        };
        let index = *self.indexes.entry(key.to_owned()).or_insert_with(|| {
            self.members.push((key.to_owned(), Self::default()));
            self.members.len() - 1
        });
        self.members[index].1.add(keys, text);
    }

    /// The value, if there is one. Texts beside members are left out: nothing writes both.
    fn into_value(self) -> Option<Value> {
        if !self.members.is_empty() {
            let members = self.members.into_iter();
            let members = members.filter_map(|(name, tree)| Some((name, tree.into_value()?)));
            return Some(Value::Object(members.collect()));
        }
        let mut texts = self.texts.into_iter().map(Value::Scalar);
        let first = texts.next()?;
        match texts.next() {
            None => Some(first),
            Some(second) => Some(Value::List(
                [first, second].into_iter().chain(texts).collect(),
            )),
        }
    }
}
