//! The locations of the keys and values of a TOML text.

use super::events::{Event, Kind, Scalar};
use super::outline::Outline;
use std::borrow::Cow;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The locations in a text; none if it is not TOML.
pub(super) fn build(text: &str, shift: usize) -> Outline {
    let Ok(table) = DeTable::parse(text) else {
        return Outline::default();
    };
    let mut events = Vec::new();
    start(&mut events, Kind::StartMap(0), table.span());
    table_events(table.get_ref(), table.span(), &mut events);
    Outline::build(events.into_iter().map(Some), shift)
}

fn table_events<'a>(
    table: &DeTable<'a>,
    span: std::ops::Range<usize>,
    events: &mut Vec<Event<'a>>,
) {
    for (key, value) in table {
        let text = Cow::Owned(key.get_ref().clone().into_owned());
        start(
            events,
            Kind::Scalar(Scalar { text, plain: false }, 0),
            key.span(),
        );
        value_events(value, events);
    }
    start(events, Kind::End, span);
}

fn value_events<'a>(value: &Spanned<DeValue<'a>>, events: &mut Vec<Event<'a>>) {
    let span = value.span();
    match value.get_ref() {
        DeValue::Table(table) => {
            start(events, Kind::StartMap(0), span.clone());
            table_events(table, span, events);
        }
        DeValue::Array(items) => {
            start(events, Kind::StartList(0), span.clone());
            for item in items {
                value_events(item, events);
            }
            start(events, Kind::End, span);
        }
        _ => start(
            events,
            Kind::Scalar(
                Scalar {
                    text: Cow::Borrowed(""),
                    plain: true,
                },
                0,
            ),
            span,
        ),
    }
}

fn start<'a>(events: &mut Vec<Event<'a>>, kind: Kind<'a>, span: std::ops::Range<usize>) {
    events.push(Event {
        kind,
        start: span.start,
        end: span.end,
    });
}
