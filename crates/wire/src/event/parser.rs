//! A parser for streams of events, which arrive in pieces of any size (the HTML standard, section
//! 9.2.6).

use super::Event;
use std::fmt;
use std::mem;
use std::time::Duration;

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// Parses a stream of events.
///
/// As the standard requires, comments, unknown fields and an incomplete event at the end of the
/// stream are dropped, and bytes that are not UTF-8 become U+FFFD. An event without data is dropped
/// too, but [`last_id`](Self::last_id) and [`retry`](Self::retry) are updated by it.
///
/// ```
/// use graphwright_wire::{Event, EventParser};
///
/// let mut parser = EventParser::new(1 << 20);
/// let mut events = Vec::new();
/// for piece in ["da", "ta: 1\r", "\n\r\ndata: lost"] {
///     parser.push(piece.as_bytes(), |event| events.push(event)).unwrap();
/// }
/// assert_eq!(events, [Event::new("1")]);
/// ```
#[derive(Debug)]
pub struct EventParser {
    limit: usize,
    line: Vec<u8>,
    pending: Event,
    has_data: bool,
    /// `true` until the first line has ended: it may begin with a byte order mark.
    at_start: bool,
    /// `true` if the last byte was a carriage return, which a line feed may belong to.
    after_return: bool,
    last_id: Option<String>,
    retry: Option<Duration>,
}

/// An error for an event that exceeds the limit of its parser. The rest of the stream cannot be
/// read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EventTooLarge {
    /// The limit, in bytes, for all fields of one event.
    pub limit: usize,
}

impl fmt::Display for EventTooLarge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an event is larger than {} bytes", self.limit)
    }
}

impl std::error::Error for EventTooLarge {}

impl EventParser {
    /// A parser at the beginning of a stream, for events of at most `limit` bytes.
    pub fn new(limit: usize) -> Self {
        Self {
            limit,
            line: Vec::new(),
            pending: Event::default(),
            has_data: false,
            at_start: true,
            after_return: false,
            last_id: None,
            retry: None,
        }
    }

    /// Parses the next piece of the stream, and calls `each` with every event that it completes.
    pub fn push(
        &mut self,
        mut bytes: &[u8],
        mut each: impl FnMut(Event),
    ) -> Result<(), EventTooLarge> {
        if mem::take(&mut self.after_return) {
            // An empty piece does not show whether a line feed follows the carriage return.
            self.after_return = bytes.is_empty();
            bytes = bytes.strip_prefix(b"\n").unwrap_or(bytes);
        }
        while let Some(at) = bytes.iter().position(|byte| matches!(byte, b'\r' | b'\n')) {
            let (line, end) = bytes.split_at(at);
            self.extend_line(line)?;
            if let Some(event) = self.end_line() {
                each(event);
            }
            self.after_return = end == b"\r";
            bytes = end.strip_prefix(b"\r\n").unwrap_or(&end[1..]);
        }
        self.extend_line(bytes)
    }

    /// The position that the stream can be resumed from, which is sent as `Last-Event-ID`. Empty if
    /// the stream has set none, or has reset it.
    pub fn last_id(&self) -> &str {
        self.last_id.as_deref().unwrap_or_default()
    }

    /// The last reconnection delay (`retry`) of the stream.
    pub fn retry(&self) -> Option<Duration> {
        self.retry
    }

    /// Begins a new stream after a reconnection: an incomplete event is dropped, position and delay
    /// are kept.
    pub fn restart(&mut self) {
        *self = Self {
            last_id: self.last_id.take(),
            retry: self.retry,
            ..Self::new(self.limit)
        };
    }

    fn extend_line(&mut self, bytes: &[u8]) -> Result<(), EventTooLarge> {
        let pending = self.pending.data.len()
            + self.pending.name.as_ref().map_or(0, String::len)
            + self.pending.id.as_ref().map_or(0, String::len);
        if pending + self.line.len() + bytes.len() > self.limit {
            return Err(EventTooLarge { limit: self.limit });
        }
        self.line.extend_from_slice(bytes);
        Ok(())
    }

    fn end_line(&mut self) -> Option<Event> {
        let bytes = mem::take(&mut self.line);
        let mut line = bytes.as_slice();
        if mem::take(&mut self.at_start) {
            line = line.strip_prefix(BYTE_ORDER_MARK).unwrap_or(line);
        }
        if line.is_empty() {
            return self.end_event();
        }
        let line = String::from_utf8_lossy(line);
        let (field, value) = line.split_once(':').unwrap_or((&line, ""));
        self.set_field(field, value.strip_prefix(' ').unwrap_or(value));
        None
    }

    /// Sets a field of the pending event. A comment is a field without a name, and is ignored.
    fn set_field(&mut self, field: &str, value: &str) {
        match field {
            "data" => {
                if mem::replace(&mut self.has_data, true) {
                    self.pending.data.push('\n');
                }
                self.pending.data.push_str(value);
            }
            "event" => self.pending.name = Some(value.to_owned()).filter(|name| !name.is_empty()),
            "id" if !value.contains('\0') => {
                self.pending.id = Some(value.to_owned());
                self.last_id = Some(value.to_owned());
            }
            "retry" if value.bytes().all(|byte| byte.is_ascii_digit()) => {
                // A number beyond u64 is not a sensible delay.
                if let Ok(milliseconds) = value.parse() {
                    let retry = Some(Duration::from_millis(milliseconds));
                    (self.pending.retry, self.retry) = (retry, retry);
                }
            }
            _ => {}
        }
    }

    fn end_event(&mut self) -> Option<Event> {
        let event = mem::take(&mut self.pending);
        mem::take(&mut self.has_data).then_some(event)
    }
}

#[cfg(test)]
mod tests {
    use super::{EventParser, EventTooLarge};
    use crate::Event;
    use proptest::prelude::*;
    use std::time::Duration;

    fn parse(pieces: &[&[u8]]) -> (Vec<Event>, EventParser) {
        let (mut parser, mut events) = (EventParser::new(1000), Vec::new());
        for piece in pieces {
            parser.push(piece, |event| events.push(event)).unwrap();
        }
        (events, parser)
    }

    #[track_caller]
    fn check(stream: &str, expected: &[Event]) {
        let (events, _) = parse(&[stream.as_bytes()]);
        assert_eq!(events, expected, "{stream:?}");
    }

    /// The examples of section 9.2.6 of the standard.
    #[test]
    fn reads_the_examples_of_the_standard() {
        check(
            "data: YHOO\ndata: +2\ndata: 10\n\n",
            &[Event::new("YHOO\n+2\n10")],
        );
        check(
            ": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n",
            &[
                Event::new("first event").id("1"),
                Event::new("second event").id(""),
            ],
        );
        check(
            "data\n\ndata\ndata\n\ndata:",
            &[Event::new(""), Event::new("\n")],
        );
        check(
            "data:test\n\ndata: test\n\n",
            &[Event::new("test"), Event::new("test")],
        );
    }

    #[test]
    fn line_ends_and_byte_order_marks() {
        check(
            "data:1\r\n\r\ndata:2\r\rdata:3\n\n",
            &[Event::new("1"), Event::new("2"), Event::new("3")],
        );
        check("\u{feff}data:1\n\n", &[Event::new("1")]);
        check("\u{feff}\u{feff}data:1\n\n\u{feff}data:2\n\n", &[]);
        let (events, _) = parse(&[b"data:1\r", b"", b"\n\r", b"\n", b"data:2\r", b"\r"]);
        assert_eq!(events, [Event::new("1"), Event::new("2")]);
    }

    #[test]
    fn unknown_fields_are_dropped() {
        check(" data: 1\nDATA: 2\nother: 3\n: 4\n\n", &[]);
        check("event: x\n\ndata: 1\n\n", &[Event::new("1")]);
        check("event: x\nevent:\ndata: 1\n\n", &[Event::new("1")]);
        check(
            "retry: 1s\nretry: -1\nid: a\0\ndata: 1\n\n",
            &[Event::new("1")],
        );
        let (events, _) = parse(&[b"data: \xff\n\n"]);
        assert_eq!(events, [Event::new("\u{fffd}")]);
    }

    #[test]
    fn position_and_delay_outlive_a_reconnection() {
        let (events, mut parser) = parse(&[b"id: 7\nretry: 250\n\ndata: lo"]);
        assert_eq!(events, []);
        parser.restart();
        assert_eq!(
            (parser.last_id(), parser.retry()),
            ("7", Some(Duration::from_millis(250)))
        );
        let mut events = Vec::new();
        parser
            .push(b"st\n\n\xEF\xBB\xBFdata: 1\n\n", |event| events.push(event))
            .unwrap();
        assert_eq!(events, []);
    }

    #[test]
    fn an_event_is_bounded() {
        let push = |stream: &str| EventParser::new(10).push(stream.as_bytes(), drop);
        assert_eq!(push("data: 1234"), Ok(()));
        assert_eq!(push("data: 12345"), Err(EventTooLarge { limit: 10 }));
        assert_eq!(
            push("data:1234\ndata:5678"),
            Err(EventTooLarge { limit: 10 })
        );
        assert_eq!(push(&"data:1\n\n".repeat(100)), Ok(()));
        assert_eq!(push(&": comment\n".repeat(100)), Ok(()));
    }

    proptest! {
        /// The same events, however the stream is cut.
        #[test]
        fn pieces_do_not_matter(
            stream in "(data|id|event|retry|:|x)?(: ?[a-z0-9é]{0,3})?(\r|\n|\r\n|\u{feff})?([ \r\n]|data:1\n|\r\n){0,20}",
            cuts in proptest::collection::vec(0usize..60, 0..8),
        ) {
            let stream = stream.repeat(3).into_bytes();
            let mut cuts: Vec<_> = cuts.into_iter().map(|cut| cut.min(stream.len())).collect();
            cuts.extend([0, stream.len()]);
            cuts.sort_unstable();
            let pieces: Vec<_> = cuts.windows(2).map(|cut| &stream[cut[0]..cut[1]]).collect();
            let (whole, whole_parser) = parse(&[&stream]);
            let (cut, cut_parser) = parse(&pieces);
            prop_assert_eq!(whole, cut);
            prop_assert_eq!(whole_parser.last_id(), cut_parser.last_id());
            let bytes: Vec<_> = stream.chunks(1).collect();
            prop_assert_eq!(parse(&bytes).0, parse(&[&stream]).0);
        }
    }
}
