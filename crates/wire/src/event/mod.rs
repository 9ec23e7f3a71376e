//! Server-sent events (the HTML standard, section 9.2): what one is, and how it is written.
//!
//! How a stream of them is read is in [`EventParser`]. Both sides use the same type, so that what a
//! server sends is what a client sees.

mod parser;

pub use self::parser::{EventParser, EventTooLarge};

use std::fmt;
use std::time::Duration;

/// An event, as it stands in a stream: every field as it was sent, none interpreted.
///
/// ```
/// use graphwright_wire::Event;
///
/// let event = Event::new("one\ntwo").id("7").name("change");
/// assert_eq!(event.to_string(), "event: change\nid: 7\ndata: one\ndata: two\n\n");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Event {
    /// What kind of event it is (`event`); without one it is a `message`.
    pub name: Option<String>,
    /// Where the stream goes on after it (`id`). An empty one forgets those before it.
    pub id: Option<String>,
    /// How long to wait before a broken stream is asked for again (`retry`).
    pub retry: Option<Duration>,
    /// What it says; lines are separated by `\n`.
    pub data: String,
}

impl Event {
    /// An event that says this. A carriage return in it is read as the end of a line.
    pub fn new(data: impl Into<String>) -> Self {
        Self {
            data: data.into(),
            ..Self::default()
        }
    }

    /// Sets what kind of event it is. It is one line: a line break in it is sent as a space.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Sets where the stream goes on after it. It is one line without NUL: both are sent as spaces.
    #[must_use]
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// Sets how long to wait before a broken stream is asked for again, in whole milliseconds.
    #[must_use]
    pub fn retry(mut self, delay: Duration) -> Self {
        self.retry = Some(delay);
        self
    }
}

/// Writes it for a stream, the empty line at its end included.
impl fmt::Display for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(name) = &self.name {
            writeln!(f, "event: {}", one_line(name))?;
        }
        if let Some(id) = &self.id {
            writeln!(f, "id: {}", one_line(id))?;
        }
        if let Some(retry) = self.retry {
            writeln!(f, "retry: {}", retry.as_millis())?;
        }
        for line in lines(&self.data) {
            writeln!(f, "data: {line}")?;
        }
        f.write_str("\n")
    }
}

/// A field's value, out of which nothing can begin another field.
fn one_line(text: &str) -> String {
    text.replace(['\r', '\n', '\0'], " ")
}

/// The lines of a text, ended by any of the three line ends of a stream.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let Some(at) = text.find(['\r', '\n']) else {
            rest = None;
            return Some(text);
        };
        let (line, end) = text.split_at(at);
        let end = end.strip_prefix("\r\n").or_else(|| end.get(1..));
        rest = end;
        Some(line)
    })
}

#[cfg(test)]
mod tests {
    use super::{Event, EventParser};
    use proptest::prelude::*;
    use std::time::Duration;

    /// What a reader makes of an event that was written.
    fn read(event: &Event) -> Vec<Event> {
        let mut events = Vec::new();
        let mut parser = EventParser::new(usize::MAX);
        let written = event.to_string();
        parser
            .push(written.as_bytes(), |event| events.push(event))
            .unwrap();
        events
    }

    #[test]
    fn no_field_leaves_its_line() {
        let event = Event::new("a\ndata: b")
            .name("x\r\nid: 9")
            .id("1\n\ndata: evil\0");
        let expected = Event::new("a\ndata: b")
            .name("x  id: 9")
            .id("1  data: evil ");
        assert_eq!(read(&event), [expected]);
    }

    #[test]
    fn line_ends_of_all_kinds_become_one() {
        let expected = Event::new("a\nb\nc\n\nd\n");
        assert_eq!(read(&Event::new("a\rb\r\nc\n\nd\r")), [expected]);
        assert_eq!(read(&Event::new("")), [Event::new("")]);
        assert_eq!(
            read(&Event::new("  two spaces")),
            [Event::new("  two spaces")]
        );
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(
            name in proptest::option::of("[^\r\n\0]{1,12}"),
            id in proptest::option::of("[^\r\n\0]{0,12}"),
            retry in proptest::option::of(0u64..100_000),
            data in "[^\r]{0,60}",
        ) {
            let event = Event { name, id, retry: retry.map(Duration::from_millis), data };
            prop_assert_eq!(read(&event), [event]);
        }
    }
}
