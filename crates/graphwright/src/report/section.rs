//! A section: a table for people, a list of objects for programs.

use serde_json::{Map, Value, json};
use std::fmt::Write;

/// A table with a name.
#[derive(Debug)]
pub(super) struct Section {
    /// Its key in the JSON.
    pub key: &'static str,
    /// Its heading.
    pub title: String,
    /// The names of its columns, as headings and as keys.
    pub columns: &'static [&'static str],
    /// Its rows, with a cell for each column.
    pub rows: Vec<Vec<Cell>>,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Cell {
    /// Prose, with backticks as in Markdown.
    Text(String),
    /// A name from the inputs or from code; possibly empty.
    Name(String),
    /// Names from the inputs or from code.
    List(Vec<String>),
    /// A place in an input.
    Place(Option<InputPlace>),
}

/// A place in an input, without a line.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct InputPlace {
    /// The name of the input.
    pub input: String,
    /// A pointer, or the name of a row; empty for the input as a whole.
    pub at: String,
    /// `true` if the input is the document, whose pointers need no name.
    pub in_document: bool,
}

impl Cell {
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    pub(super) fn name(name: impl Into<String>) -> Self {
        Self::Name(name.into())
    }
}

impl Section {
    /// The section under its heading; empty without rows.
    pub(super) fn markdown(&self) -> String {
        let mut out = String::new();
        if self.rows.is_empty() {
            return out;
        }
        let (title, count, columns) = (&self.title, self.rows.len(), self.columns.join(" | "));
        let rule = "---|".repeat(self.columns.len());
        // Writing to a `String` cannot fail.
        let _ = write!(out, "\n## {title}: {count}\n\n| {columns} |\n|{rule}\n");
        for row in &self.rows {
            let cells: Vec<String> = row.iter().map(markdown).collect();
            let _ = writeln!(out, "| {} |", cells.join(" | "));
        }
        out
    }

    /// The rows as objects, with the columns as keys.
    pub(super) fn json(&self) -> Value {
        let object = |row: &Vec<Cell>| {
            let cells = self.columns.iter().zip(row);
            let members = cells.map(|(column, cell)| ((*column).to_owned(), json(cell)));
            Value::Object(members.collect::<Map<_, _>>())
        };
        self.rows.iter().map(object).collect()
    }
}

/// A cell as Markdown on one line.
fn markdown(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => prose(text),
        Cell::Name(name) => code(name),
        Cell::List(names) => names
            .iter()
            .map(|name| code(name))
            .collect::<Vec<_>>()
            .join(" "),
        Cell::Place(None) => String::new(),
        Cell::Place(Some(spot)) if spot.in_document && !spot.at.is_empty() => code(&spot.at),
        Cell::Place(Some(InputPlace { input, at, .. })) => format!("{} {}", code(input), code(at))
            .trim_end()
            .to_owned(),
    }
}

fn json(cell: &Cell) -> Value {
    match cell {
        Cell::Text(text) | Cell::Name(text) => one_line(text).into(),
        Cell::List(names) => names.iter().map(|name| one_line(name)).collect(),
        Cell::Place(spot) => spot.as_ref().map_or(
            Value::Null,
            |spot| json!({ "input": spot.input, "at": spot.at }),
        ),
    }
}

/// Prose as a cell, without HTML.
pub(super) fn prose(text: &str) -> String {
    escaped(text).replace('<', "&lt;")
}

/// A name as a code span.
fn code(name: &str) -> String {
    let name = escaped(name);
    if name.is_empty() {
        return name;
    }
    let runs = name.split(|sign| sign != '`').map(str::len);
    let ticks = "`".repeat(runs.max().unwrap_or_default() + 1);
    let gap = if ticks.len() > 1 { " " } else { "" };
    format!("{ticks}{gap}{name}{gap}{ticks}")
}

/// Escapes a text to one line that cannot end a cell or hide anything.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for sign in one_line(text).chars() {
        match sign {
            '|' => out.push_str("\\|"),
            sign if matches!(sign, ' '..='~') || sign.is_alphabetic() => out.push(sign),
            sign => out.extend(sign.escape_debug()),
        }
    }
    out
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(cell: &Cell, on_paper: &str, in_json: &Value) {
        assert_eq!(&markdown(cell), on_paper);
        assert_eq!(&json(cell), in_json);
    }

    #[test]
    fn a_cell_stays_a_cell() {
        let spot = |at: &str, in_document| InputPlace {
            input: "a.md".to_owned(),
            at: at.to_owned(),
            in_document,
        };
        let place = |at, in_document| Cell::Place(Some(spot(at, in_document)));
        check(
            &Cell::text("a | b\n<c>"),
            "a \\| b &lt;c>",
            &json!("a | b <c>"),
        );
        check(&Cell::name("a|b"), "`a\\|b`", &json!("a|b"));
        check(&Cell::name("`<b>`"), "`` `<b>` ``", &json!("`<b>`"));
        check(
            &Cell::name("a\u{202e}\u{1b}é–"),
            "`a\\u{202e}\\u{1b}é–`",
            &json!("a\u{202e}\u{1b}é–"),
        );
        check(&Cell::name(""), "", &json!(""));
        let list = Cell::List(vec!["a".to_owned(), "b".to_owned()]);
        check(&list, "`a` `b`", &json!(["a", "b"]));
        check(&Cell::Place(None), "", &Value::Null);
        check(
            &place("row", false),
            "`a.md` `row`",
            &json!({ "input": "a.md", "at": "row" }),
        );
        check(
            &place("", false),
            "`a.md`",
            &json!({ "input": "a.md", "at": "" }),
        );
        check(
            &place("#/a", true),
            "`#/a`",
            &json!({ "input": "a.md", "at": "#/a" }),
        );
    }

    #[test]
    fn a_section_without_rows_is_no_section() {
        let section = Section {
            key: "things",
            title: "Things".to_owned(),
            columns: &["a", "b"],
            rows: Vec::new(),
        };
        assert_eq!(
            (section.markdown().as_str(), section.json()),
            ("", json!([]))
        );
        let section = Section {
            rows: vec![vec![Cell::name("x"), Cell::text("y")]],
            ..section
        };
        assert_eq!(
            section.markdown(),
            "\n## Things: 1\n\n| a | b |\n|---|---|\n| `x` | y |\n"
        );
        assert_eq!(section.json(), json!([{ "a": "x", "b": "y" }]));
    }
}
