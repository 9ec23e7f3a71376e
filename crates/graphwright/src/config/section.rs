//! Reading a table of the configuration: values of the wrong type and unknown keys are located errors.

use super::keys;
use super::request::Located;
use crate::codes;
use crate::message::Message;
use crate::tables::{ABSENT, KEYS};
use graphwright_source::{FileId, Origin, pointer, suggest};
use toml::{Table, Value};

/// A table, and the keys that were read.
pub(super) struct Section<'a> {
    file: FileId,
    /// The JSON pointer of the table.
    at: String,
    table: Option<&'a Table>,
    asked: Vec<&'static str>,
    errors: &'a mut Vec<Message>,
}

impl<'a> Section<'a> {
    /// The root table.
    pub(super) fn root(file: FileId, table: &'a Table, errors: &'a mut Vec<Message>) -> Self {
        Self {
            file,
            at: pointer::ROOT.to_owned(),
            table: Some(table),
            asked: Vec::new(),
            errors,
        }
    }

    /// A table in this one; an empty one if it is missing.
    pub(super) fn section(&mut self, key: &'static str) -> Section<'_> {
        let at = self.pointer(key);
        let table = match self.ask(key) {
            None => None,
            Some(Value::Table(table)) => Some(table),
            Some(other) => {
                self.wrong(key, "a table", other);
                None
            }
        };
        Section {
            file: self.file,
            at,
            table,
            asked: Vec::new(),
            errors: self.errors,
        }
    }

    /// Reads a table, or each table of a list; invalid ones are left out.
    pub(super) fn tables<T>(
        &mut self,
        key: &'static str,
        mut read: impl FnMut(Section<'_>) -> Option<T>,
    ) -> Vec<T> {
        let at = self.pointer(key);
        let tables = match self.ask(key) {
            None => Vec::new(),
            Some(Value::Table(table)) => vec![(at, table)],
            Some(Value::Array(items)) if items.iter().all(Value::is_table) => items
                .iter()
                .enumerate()
                .filter_map(|(index, item)| Some((pointer::index(&at, index), item.as_table()?)))
                .collect(),
            Some(other) => {
                self.wrong(key, "a table", other);
                Vec::new()
            }
        };
        let mut read_all = Vec::with_capacity(tables.len());
        for (at, table) in tables {
            read_all.extend(read(Section {
                file: self.file,
                at,
                table: Some(table),
                asked: Vec::new(),
                errors: self.errors,
            }));
        }
        read_all
    }

    /// A string.
    pub(super) fn string(&mut self, key: &'static str) -> Option<String> {
        match self.ask(key)? {
            Value::String(text) => Some(text.clone()),
            other => {
                self.wrong(key, "a string", other);
                None
            }
        }
    }

    /// A boolean; `false` if it is missing.
    pub(super) fn flag(&mut self, key: &'static str) -> bool {
        match self.ask(key) {
            None => false,
            Some(Value::Boolean(flag)) => *flag,
            Some(other) => {
                self.wrong(key, "`true` or `false`", other);
                false
            }
        }
    }

    /// A non-negative integer.
    pub(super) fn count(&mut self, key: &'static str) -> Option<u64> {
        match self.ask(key)? {
            Value::Integer(number) => {
                let count = u64::try_from(*number);
                if count.is_err() {
                    self.error(
                        key,
                        format!("`{key}` must not be negative, and is {number}"),
                    );
                }
                count.ok()
            }
            other => {
                self.wrong(key, "an integer", other);
                None
            }
        }
    }

    /// A string that is required if the table is present.
    pub(super) fn required(&mut self, key: &'static str) -> Option<String> {
        if self.ask(key).is_none() && self.table.is_some() {
            self.error_here(format!("`[{}]` has no `{key}`", self.name()));
        }
        self.string(key)
    }

    /// A string with its place.
    pub(super) fn located(&mut self, key: &'static str) -> Option<Located> {
        let text = self.string(key)?;
        let origin = self.origin(key);
        Some(Located { text, origin })
    }

    /// A list of strings, each with its place; empty if it is missing.
    pub(super) fn strings(&mut self, key: &'static str) -> Vec<Located> {
        let Some(value) = self.ask(key) else {
            return Vec::new();
        };
        let Value::Array(items) = value else {
            self.wrong(key, "a list of strings", value);
            return Vec::new();
        };
        let mut texts = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            match item {
                Value::String(text) => {
                    let origin =
                        Origin::pointer(self.file, pointer::index(&self.pointer(key), index));
                    let text = text.clone();
                    texts.push(Located { text, origin });
                }
                other => self.wrong(key, "a list of strings", other),
            }
        }
        texts
    }

    /// A string that is parsed by a function.
    pub(super) fn parse<T>(
        &mut self,
        key: &'static str,
        parse: impl Fn(&str) -> Result<T, String>,
    ) -> Option<T> {
        let text = self.string(key)?;
        match parse(&text) {
            Ok(value) => Some(value),
            Err(reason) => {
                self.error(key, reason);
                None
            }
        }
    }

    /// The keys of the table with their strings, for arbitrary keys.
    pub(super) fn pairs(mut self) -> Vec<(String, String)> {
        let Some(table) = self.table else {
            return Vec::new();
        };
        let mut pairs = Vec::with_capacity(table.len());
        for (key, value) in table {
            match value {
                Value::String(text) => pairs.push((key.clone(), text.clone())),
                other => self.wrong(key, "a string", other),
            }
        }
        pairs
    }

    /// The place of each key of the table.
    pub(super) fn places(&self) -> Vec<(String, Origin)> {
        let keys = self.table.into_iter().flat_map(Table::keys);
        let place = |key: &String| Origin::key(self.file, self.pointer(key));
        keys.map(|key| (key.clone(), place(key))).collect()
    }

    /// Reads every table in this one, for arbitrary keys.
    pub(super) fn sections<T>(self, mut read: impl FnMut(&str, Section<'_>) -> T) -> Vec<T> {
        let mut read_all = Vec::new();
        for (key, value) in self.table.into_iter().flatten() {
            let Value::Table(table) = value else {
                let message = format!("`{key}` must be a table, not {}", kind(value));
                let message = Message::error(codes::CONFIG_INVALID, message);
                self.errors.push(message.at(self.origin(key)));
                continue;
            };
            let section = Section {
                file: self.file,
                at: self.pointer(key),
                table: Some(table),
                asked: Vec::new(),
                errors: self.errors,
            };
            read_all.push(read(key, section));
        }
        read_all
    }

    /// Returns whether a key is present.
    pub(super) fn has(&self, key: &str) -> bool {
        self.table.is_some_and(|table| table.contains_key(key))
    }

    /// The place of the table.
    pub(super) fn here(&self) -> Origin {
        Origin::key(self.file, self.at.as_str())
    }

    /// Reports an error about the table itself.
    pub(super) fn error_here(&mut self, reason: impl Into<String>) {
        let message = Message::error(codes::CONFIG_INVALID, reason).at(self.here());
        self.errors.push(message);
    }

    /// The place of the value of a key.
    pub(super) fn origin(&self, key: &str) -> Origin {
        Origin::pointer(self.file, self.pointer(key))
    }

    /// Reports an error about the value of a key.
    pub(super) fn error(&mut self, key: &str, reason: impl Into<String>) {
        let message = Message::error(codes::CONFIG_INVALID, reason).at(self.origin(key));
        self.errors.push(message);
    }

    /// Reports a message about something in the table.
    pub(super) fn push(&mut self, message: Message, origin: &Origin) {
        self.errors.push(message.at(origin.clone()));
    }

    /// Reports the keys that were not read.
    pub(super) fn finish(self) {
        for key in self.table.into_iter().flat_map(Table::keys) {
            if self.asked.contains(&key.as_str()) {
                continue;
            }
            let place = if self.at == pointer::ROOT {
                String::new()
            } else {
                format!(" in `[{}]`", self.name())
            };
            let origin = Origin::key(self.file, self.pointer(key));
            let mut message = Message::error(
                codes::CONFIG_UNKNOWN_KEY,
                format!("unknown setting `{key}`{place}"),
            )
            .at(origin);
            let path: Vec<&str> = self.at.split('/').skip(1).chain([key.as_str()]).collect();
            if !cfg!(feature = "tables") && KEYS.contains(&path.join(".").as_str()) {
                self.errors.push(message.help(ABSENT));
                continue;
            }
            message.help = Some(match suggest::nearest(key, self.asked.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("the settings{place} are {}", list(&self.asked)),
            });
            self.errors.push(message);
        }
    }

    fn ask(&mut self, key: &'static str) -> Option<&'a Value> {
        debug_assert!(
            keys::has(&self.at, key),
            "`{key}` of {} is not a row of the table",
            self.at
        );
        if !self.asked.contains(&key) {
            self.asked.push(key);
        }
        self.table?.get(key)
    }

    fn wrong(&mut self, key: &str, wanted: &str, found: &Value) {
        self.error(
            key,
            format!("`{key}` must be {wanted}, not {}", kind(found)),
        );
    }

    fn pointer(&self, key: &str) -> String {
        pointer::join(&self.at, key)
    }

    /// The name of the table, without its index in a list.
    fn name(&self) -> String {
        let keys = self.at.trim_start_matches("#/").split('/');
        let keys = keys.filter(|key| key.parse::<usize>().is_err());
        keys.collect::<Vec<_>>().join("/")
    }
}

/// The type of a TOML value, with its article.
fn kind(value: &Value) -> &'static str {
    match value {
        Value::String(_) => "a string",
        Value::Integer(_) => "an integer",
        Value::Float(_) => "a float",
        Value::Boolean(_) => "a boolean",
        Value::Datetime(_) => "a date",
        Value::Array(_) => "a list",
        Value::Table(_) => "a table",
    }
}

/// Names in prose: "`a`, `b` and `c`".
fn list(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.split_last() {
        None => "none".to_owned(),
        Some((only, [])) => only.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
    }
}
