//! Reading a TOML table key by key, so that an unknown key is an error with its place.

use crate::Cell;
use crate::diagnostic::{Code, Diagnostic, FileId, Origin};
use crate::suggest;
use serde_json::{Map, Number, Value};
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A value and its place.
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// The place.
    pub origin: Origin,
}

/// The reader of a file: places in it, and its diagnostics.
pub struct Reader<'d> {
    pub(super) file: FileId,
    /// The length of the byte order mark, which spans do not count.
    pub(super) mark: usize,
    pub(super) diagnostics: &'d mut Vec<Diagnostic>,
}

impl Reader<'_> {
    /// Reports an error.
    pub fn error(&mut self, origin: Origin, message: impl Into<String>) {
        self.diagnostics
            .push(Diagnostic::new(Code::FIXUP_SYNTAX, message).at(origin));
    }

    /// The place of a span of the text.
    pub fn origin(&self, span: &Range<usize>) -> Origin {
        Origin::span(self.file, span.start + self.mark, span.end + self.mark)
    }

    /// Reports each key of a table that is not one of `known`.
    pub fn check_keys(&mut self, table: &DeTable<'_>, known: &[&str]) {
        for key in table
            .keys()
            .filter(|key| !known.contains(&&**key.get_ref()))
        {
            let mut diagnostic = Diagnostic::new(
                Code::FIXUP_SYNTAX,
                format!("`{}` is not a key of this table", key.get_ref()),
            )
            .at(self.origin(&key.span()));
            diagnostic.help = Some(
                match suggest::nearest(key.get_ref(), known.iter().copied()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("the keys are: {}", known.join(", ")),
                },
            );
            self.diagnostics.push(diagnostic);
        }
    }

    /// The string at a key, which is required.
    pub fn text(
        &mut self,
        table: &DeTable<'_>,
        key: &str,
        owner: &Origin,
    ) -> Option<Located<String>> {
        let Some(value) = table.get(key) else {
            self.error(owner.clone(), format!("`{key}` is missing"));
            return None;
        };
        let origin = self.origin(&value.span());
        match value.get_ref().as_str() {
            Some(text) if !text.trim().is_empty() => Some(Located {
                value: text.trim().to_owned(),
                origin,
            }),
            Some(_) => {
                self.error(origin, format!("`{key}` is empty"));
                None
            }
            None => {
                self.error(origin, format!("`{key}` must be a string"));
                None
            }
        }
    }

    /// The status at a key, as in a document.
    pub fn status(&mut self, table: &DeTable<'_>, key: &str) -> Option<String> {
        let value = table.get(key)?;
        let status = match json(value.get_ref()) {
            Value::Number(number) => number.as_u64().filter(|status| (100..600).contains(status)),
            _ => None,
        };
        if status.is_none() {
            let origin = self.origin(&value.span());
            self.error(origin, format!("`{key}` must be a status: 100 to 599"));
        }
        status.map(|status| status.to_string())
    }

    /// The boolean at a key; `default` if there is none.
    pub fn flag(&mut self, table: &DeTable<'_>, key: &str, default: bool) -> Option<bool> {
        let Some(value) = table.get(key) else {
            return Some(default);
        };
        let flag = value.get_ref().as_bool();
        if flag.is_none() {
            let origin = self.origin(&value.span());
            self.error(origin, format!("`{key}` must be true or false"));
        }
        flag
    }

    /// The strings of the list at a key, which is required and must not be empty.
    pub fn texts(
        &mut self,
        table: &DeTable<'_>,
        key: &str,
        owner: &Origin,
    ) -> Option<Vec<Cell<String>>> {
        let Some(list) = table.get(key) else {
            self.error(owner.clone(), format!("`{key}` is missing"));
            return None;
        };
        let items = list.get_ref().as_array().into_iter().flatten();
        let texts: Option<Vec<_>> = items
            .map(|item| {
                let text = item.get_ref().as_str()?.trim();
                (!text.is_empty()).then(|| Cell::new(text.to_owned(), self.origin(&item.span())))
            })
            .collect();
        let texts = texts.filter(|texts| !texts.is_empty());
        if texts.is_none() {
            let origin = self.origin(&list.span());
            self.error(origin, format!("`{key}` must be a list of strings"));
        }
        texts
    }

    /// The tables of the list at a key.
    pub fn tables<'t, 'i>(
        &mut self,
        table: &'t DeTable<'i>,
        key: &str,
    ) -> Vec<Located<&'t DeTable<'i>>> {
        let Some(list) = table.get(key) else {
            return Vec::new();
        };
        let items: Vec<&Spanned<DeValue<'i>>> =
            list.get_ref().as_array().into_iter().flatten().collect();
        if list.get_ref().as_array().is_none() {
            let origin = self.origin(&list.span());
            self.error(
                origin,
                format!("`{key}` must be a list of tables: write [[{key}]]"),
            );
        }
        let mut tables = Vec::new();
        for item in items {
            let origin = self.origin(&item.span());
            match item.get_ref().as_table() {
                Some(value) => tables.push(Located { value, origin }),
                None => self.error(origin, format!("each of `{key}` must be a table")),
            }
        }
        tables
    }

    /// The value at `key`, or the JSON text at `key` with `-json` after it.
    pub fn value(&mut self, table: &DeTable<'_>, key: &str) -> Option<Value> {
        if let Some(value) = table.get(key) {
            return Some(json(value.get_ref()));
        }
        let text = table.get(format!("{key}-json").as_str())?;
        let origin = self.origin(&text.span());
        match serde_json::from_str(text.get_ref().as_str().unwrap_or_default()) {
            Ok(value) => Some(value),
            Err(error) => {
                self.error(origin, format!("this is not JSON: {error}"));
                None
            }
        }
    }
}

/// A TOML value as JSON; dates become texts.
fn json(value: &DeValue<'_>) -> Value {
    match value {
        DeValue::String(text) => Value::String(text.clone().into_owned()),
        DeValue::Integer(integer) => {
            i64::from_str_radix(integer.as_str(), integer.radix()).map_or(Value::Null, Value::from)
        }
        DeValue::Float(float) => float
            .as_str()
            .parse()
            .ok()
            .and_then(Number::from_f64)
            .map_or(Value::Null, Value::Number),
        DeValue::Boolean(flag) => Value::Bool(*flag),
        DeValue::Datetime(date) => Value::String(date.to_string()),
        DeValue::Array(items) => items.iter().map(|item| json(item.get_ref())).collect(),
        DeValue::Table(table) => Value::Object(
            table
                .iter()
                .map(|(key, value)| (key.get_ref().clone().into_owned(), json(value.get_ref())))
                .collect::<Map<_, _>>(),
        ),
    }
}
