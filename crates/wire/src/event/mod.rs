//! Server-sent events (the HTML standard, section 9.2): the event, its encoding, and a parser for
//! streams ([`EventParser`]).
//!
//! Both runtimes use this one type, so that a client receives what a server sent.

mod parser;

pub use self::parser::{EventParser, EventTooLarge};

use std::fmt;
use std::time::Duration;

/// An event of a stream: every field as it was sent, none interpreted.
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
    /// The kind of event (`event`); an event without one is a `message`.
    pub name: Option<String>,
    /// The position in the stream (`id`), from which it can be resumed. An empty one resets it.
    pub id: Option<String>,
    /// The delay before a client reconnects to a broken stream (`retry`).
    pub retry: Option<Duration>,
    /// The payload (`data`); lines are separated by `\n`.
    pub data: String,
}

impl Event {
    /// An event with this payload. A carriage return in it is read as the end of a line.
    pub fn new(data: impl Into<String>) -> Self {
        Self {
            data: data.into(),
            ..Self::default()
        }
    }

    /// Sets the kind of event. It is one line: a line break in it is sent as a space.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Sets the position from which the stream can be resumed. It is one line without NUL: both are
    /// sent as spaces.
    #[must_use]
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// Sets the delay before a client reconnects to a broken stream, in whole milliseconds.
    #[must_use]
    pub fn retry(mut self, delay: Duration) -> Self {
        self.retry = Some(delay);
        self
    }
}

/// Encodes the event for a stream, including the empty line at its end.
impl fmt::Display for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(name) = &self.name {
            writeln!(f, "event: {}", single_line(name))?;
        }
        if let Some(id) = &self.id {
            writeln!(f, "id: {}", single_line(id))?;
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

/// Returns a value that cannot begin another field, since it has no line breaks.
fn single_line(text: &str) -> String {
    text.replace(['\r', '\n', '\0'], " ")
}

/// The lines of a text, separated by any of the three line ends of a stream.
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

    /// Encodes an event and parses it again.
    fn round_trip(event: &Event) -> Vec<Event> {
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
        assert_eq!(round_trip(&event), [expected]);
    }

    #[test]
    fn line_ends_of_all_kinds_become_one() {
        let expected = Event::new("a\nb\nc\n\nd\n");
        assert_eq!(round_trip(&Event::new("a\rb\r\nc\n\nd\r")), [expected]);
        assert_eq!(round_trip(&Event::new("")), [Event::new("")]);
        assert_eq!(
            round_trip(&Event::new("  two spaces")),
            [Event::new("  two spaces")]
        );
    }

    proptest! {
        #[test]
        fn written_events_are_read(
            name in proptest::option::of("[^\r\n\0]{1,12}"),
            id in proptest::option::of("[^\r\n\0]{0,12}"),
            retry in proptest::option::of(0u64..100_000),
            data in "[^\r]{0,60}",
        ) {
            let event = Event { name, id, retry: retry.map(Duration::from_millis), data };
            prop_assert_eq!(round_trip(&event), [event]);
        }
    }
}
