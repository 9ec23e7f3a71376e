//! The bounds of numbers, strings, lists and objects.

use super::super::definition::{Bound, Limit, Numeric, Schema, Text};
use super::super::{Code, Mode, format, pattern};
use super::Walk;
use crate::integer::without_fraction;
use crate::json::Number;
use std::cmp::Ordering;
use std::fmt;

impl Walk<'_> {
    pub(super) fn check_integer(&mut self, schema: &Schema, bounds: &Numeric, number: &Number) {
        let integer = without_fraction(number);
        let number = integer.as_ref().unwrap_or(number);
        if number.is_f64() {
            let expected = schema.must_be("an integer of at most 64 bits".to_owned());
            self.report(Code::Type, expected, String::new);
        } else {
            self.check_number(schema, bounds, number);
        }
    }

    pub(super) fn check_number(&mut self, schema: &Schema, bounds: &Numeric, number: &Number) {
        if let Some(bound) = bounds.minimum {
            self.check_minimum(bound, number);
        }
        if let Some(bound) = bounds.maximum {
            self.check_maximum(bound, number);
        }
        if let Some(step) = bounds.multiple_of {
            if !is_multiple(number, step) {
                let message = format!("must be a multiple of {step}");
                self.report(Code::MultipleOf, message, String::new);
            }
        }
        if let Some(expected) = bounds
            .format
            .and_then(|name| format::check_number(name, number))
        {
            self.report(
                Code::Format,
                schema.must_be(expected.to_owned()),
                String::new,
            );
        }
        let is_listed = number
            .as_i64()
            .is_some_and(|number| bounds.values.contains(&number));
        if self.mode == Mode::Request && bounds.is_closed() && !is_listed {
            self.report(
                Code::Enum,
                schema.must_be(schema.describe_kind()),
                String::new,
            );
        }
    }

    pub(super) fn check_text(&mut self, schema: &Schema, bounds: &Text, text: &str) {
        // Characters are counted only if there are bounds, which most strings have not.
        let is_bounded = bounds.min_length > 0 || bounds.max_length.is_some();
        let len = if is_bounded {
            text.chars().count() as u64
        } else {
            0
        };
        let (least, most) = (Code::MinLength, Code::MaxLength);
        self.check_size(
            least,
            bounds.min_length,
            most,
            bounds.max_length,
            len,
            "character",
        );
        // A pattern is not matched against text that is too long.
        let fits = bounds.max_length.is_none_or(|max| len <= max);
        if let Some(pattern) = bounds.pattern {
            if fits && !pattern::matches(pattern, text) {
                let message = match schema.expects {
                    Some(words) => format!("must be {words}"),
                    None => format!("must match the pattern `{pattern}`"),
                };
                self.report(Code::Pattern, message, String::new);
            }
        }
        let format = bounds
            .format
            .and_then(|name| format::check_text(name, text, self.mode));
        if let Some(expected) = format {
            self.report(
                Code::Format,
                schema.must_be(expected.to_owned()),
                String::new,
            );
        }
        let is_listed = bounds.values.contains(&text);
        if self.mode == Mode::Request && bounds.is_closed() && !is_listed {
            self.report(
                Code::Enum,
                schema.must_be(schema.describe_kind()),
                String::new,
            );
        }
    }

    /// Checks the number of `unit`s.
    pub(super) fn check_size(
        &mut self,
        too_few: Code,
        min: u64,
        too_many: Code,
        max: Option<u64>,
        actual: u64,
        unit: &str,
    ) {
        let plural = |count: u64| if count == 1 { "" } else { "s" };
        if actual < min {
            let message = format!("must have at least {min} {unit}{}", plural(min));
            self.report(too_few, message, || format!(", has {actual}"));
        }
        if let Some(max) = max.filter(|max| actual > *max) {
            let message = format!("must have at most {max} {unit}{}", plural(max));
            self.report(too_many, message, || format!(", has {actual}"));
        }
    }

    fn check_minimum(&mut self, bound: Bound, number: &Number) {
        let (is_met, words, limit) = match bound {
            Bound::Inclusive(limit) => (compare(number, limit).is_ge(), "at least", limit),
            Bound::Exclusive(limit) => (compare(number, limit).is_gt(), "more than", limit),
        };
        if !is_met {
            self.report(
                Code::Minimum,
                format!("must be {words} {limit}"),
                String::new,
            );
        }
    }

    fn check_maximum(&mut self, bound: Bound, number: &Number) {
        let (is_met, words, limit) = match bound {
            Bound::Inclusive(limit) => (compare(number, limit).is_le(), "at most", limit),
            Bound::Exclusive(limit) => (compare(number, limit).is_lt(), "less than", limit),
        };
        if !is_met {
            self.report(
                Code::Maximum,
                format!("must be {words} {limit}"),
                String::new,
            );
        }
    }
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Integer(limit) => limit.fmt(f),
            Self::Float(limit) => limit.fmt(f),
        }
    }
}

fn compare(number: &Number, limit: Limit) -> Ordering {
    match (number.as_i128(), limit) {
        (Some(number), Limit::Integer(limit)) => number.cmp(&i128::from(limit)),
        (_, Limit::Integer(limit)) => to_float(number).total_cmp(&widen(limit)),
        (_, Limit::Float(limit)) => to_float(number).total_cmp(&limit),
    }
}

/// Returns whether a number is a multiple, within the precision of 64-bit floats.
fn is_multiple(number: &Number, step: f64) -> bool {
    if step.is_nan() || step <= 0.0 {
        return true;
    }
    let quotient = to_float(number) / step;
    (quotient - quotient.round()).abs() <= f64::EPSILON * quotient.abs().max(1.0) * 4.0
}

/// Converts a JSON number, which is always finite.
fn to_float(number: &Number) -> f64 {
    number.as_f64().unwrap_or(0.0)
}

/// Converts to the nearest float, so that beyond 2^53 bounds of numbers with a fraction are
/// rounded.
#[allow(clippy::cast_precision_loss)]
fn widen(limit: i64) -> f64 {
    limit as f64
}
