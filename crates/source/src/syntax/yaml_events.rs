//! YAML text as events. The one module that knows the YAML parser.

use super::events::{Event, Kind, Scalar};
use super::stop::Stop;
use super::yaml_help;
use crate::diagnostic::Code;
use granit_parser::{Event as Granit, Parser, ScalarStyle, ScanError, Span, Tag};

/// The parser's own limits of nesting, above the depth that it looks ahead for a key (1024 characters).
const NESTING: usize = 2048;

/// The events of a text up to the first error, which is the last item.
pub(super) fn events(text: &str) -> impl Iterator<Item = Result<Event<'_>, Stop>> {
    // These limits are above ours, so that ours give the message.
    let options = granit_parser::options! {
        emit_comments: false,
        flow_nesting_limit: NESTING,
        block_nesting_limit: NESTING,
    };
    let mut documents = 0_usize;
    Parser::new_from_str_with_options(text, options).filter_map(move |item| match item {
        Ok((event, span)) => translate(event, &span, &mut documents).map(Ok),
        Err(error) => Some(Err(stop(text, &error))),
    })
}

fn translate<'a>(event: Granit<'a>, span: &Span, documents: &mut usize) -> Option<Event<'a>> {
    let kind = match event {
        Granit::DocumentStart(..) => {
            *documents += 1;
            if *documents == 1 {
                return None;
            }
            Kind::NextDocument
        }
        Granit::MappingStart(_, anchor, _) => Kind::StartMap(anchor),
        Granit::SequenceStart(_, anchor, _) => Kind::StartList(anchor),
        Granit::MappingEnd | Granit::SequenceEnd => Kind::End,
        Granit::Scalar(text, style, anchor, tag) => {
            let plain = style == ScalarStyle::Plain && !tag.is_some_and(|tag| is_string(&tag));
            Kind::Scalar(Scalar { text, plain }, anchor)
        }
        Granit::Alias(anchor) => Kind::Alias(anchor),
        _ => return None,
    };
    let start = span.start.byte_offset().unwrap_or_default();
    let end = span.end.byte_offset().unwrap_or(start);
    Some(Event { kind, start, end })
}

/// Returns whether a tag makes a plain scalar a string (`!!str 12`, `! 12`).
fn is_string(tag: &Tag) -> bool {
    tag.is_yaml_core_schema_tag("str") || tag.parts() == ("", "!") || tag.parts() == ("!", "")
}

fn stop(text: &str, error: &ScanError) -> Stop {
    let start = error
        .marker()
        .byte_offset()
        .unwrap_or_default()
        .min(text.len());
    let end = text[start..]
        .chars()
        .next()
        .map_or(start, |c| start + c.len_utf8());
    Stop {
        code: Code::YAML_SYNTAX,
        message: error.info(),
        help: yaml_help::for_error(text, start),
        start,
        end,
    }
}
