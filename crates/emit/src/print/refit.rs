//! Joins lines that `prettyplease` broke at 89 columns although they fit into 100, and brackets that
//! hold a single expression.
//!
//! The width of `prettyplease` cannot be set, and each bracket gets a line and a level of its own:
//!
//! ```text
//! .properties(
//!     &[
//!         ("id", Schema::string()),
//!     ],
//! )
//! ```
//!
//! This becomes `.properties(&[`, the row indented by one level, and `])`, as rustfmt writes it.
//! Strings contain no line ends in printed code and comments are whole lines, so it suffices to look
//! at lines and the brackets at their ends.

use std::borrow::Cow;

/// The greatest width of a joined line.
const WIDTH: usize = 100;
const LEVEL: usize = 4;

/// A line, which most of the time is unchanged.
type Line<'a> = Cow<'a, str>;

/// Refits the lines of printed code. The code has no empty lines, so a line that was joined to another
/// is emptied and removed at the end.
pub(super) fn refit(printed: &str) -> Vec<Line<'_>> {
    let mut lines: Vec<Line<'_>> = printed.lines().map(Cow::from).collect();
    join_fields(&mut lines);
    lines.retain(|line| !line.is_empty());
    let mut closes = closing_lines(&lines);
    // From the inside out, so that a joined line can be joined again.
    for open in (0..lines.len()).rev() {
        let Some(close) = closes[open] else { continue };
        if flatten(&mut lines, open, close) {
            closes[open] = None;
        } else {
            join_brackets(&mut lines, &closes, open, close);
        }
    }
    for (open, close) in closes.into_iter().enumerate() {
        if let Some(close) = close {
            join_only_call(&mut lines, open, close);
        }
    }
    lines.retain(|line| !line.is_empty());
    join_calls(&mut lines);
    lines.retain(|line| !line.is_empty());
    lines
}

/// Joins a chain of one call, which fits on its line, to the name before it.
fn join_calls(lines: &mut [Line<'_>]) {
    for index in 1..lines.len() {
        let (before, call) = (&lines[index - 1], lines[index].trim_start());
        let is_name = before.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '_');
        let is_whole = is_call(call.trim_end_matches([';', ',']));
        let is_chain = indent(&lines[index]).len() == indent(before).len() + LEVEL;
        let continues = |line: &Line<'_>| line.trim_start().starts_with(['.', '?']);
        let is_only = !continues(before) && !lines.get(index + 1).is_some_and(continues);
        let fits = before.len() + call.len() <= WIDTH && !is_comment(before.trim_start());
        if is_name && is_whole && is_chain && is_only && fits {
            lines[index] = format!("{before}{call}").into();
            lines[index - 1] = Line::default();
        }
    }
}

/// Joins a field access to `self`: `self` and `.request` become `self.request`.
fn join_fields(lines: &mut [Line<'_>]) {
    for index in 1..lines.len() {
        let (before, field) = (&lines[index - 1], lines[index].trim_start());
        let is_field = field
            .strip_prefix('.')
            .is_some_and(|name| name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_'));
        if is_field && before.ends_with("self") && before.len() + field.len() <= WIDTH {
            lines[index] = format!("{before}{field}").into();
            lines[index - 1] = Line::default();
        }
    }
}

/// Returns, for each line that ends with an opening bracket, the line that begins with the closing one.
fn closing_lines(lines: &[Line<'_>]) -> Vec<Option<usize>> {
    let mut closes = vec![None; lines.len()];
    let mut open: Vec<usize> = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let text = line.trim_start();
        if is_comment(text) {
            continue;
        }
        if text.starts_with([')', ']', '}'])
            && let Some(opened) = open.pop()
        {
            closes[opened] = Some(index);
        }
        if text.ends_with(['(', '[', '{']) {
            open.push(index);
        }
    }
    closes
}

/// Joins the lines from one bracket to the other if they fit: arguments, the only item of a list, names
/// of a `use`, the only expression of a match arm. Returns whether it did.
fn flatten(lines: &mut [Line<'_>], open: usize, close: usize) -> bool {
    let inside = lines[open + 1..close]
        .iter()
        .filter(|line| !line.is_empty());
    let parts: Vec<&str> = inside.map(|line| line.trim_start()).collect();
    let (first, last) = (&*lines[open], lines[close].trim_start());
    let joined = match parts.as_slice() {
        [] => return false,
        [one] if first.ends_with("=> {") && last == "}" && !one.ends_with([';', ',']) => {
            format!("{}{one},", first.trim_end_matches('{'))
        }
        [one, call] if first.ends_with("=> {") && last == "}" && is_call(call) => {
            return join_call(lines, open, close);
        }
        [one] if first.ends_with('[') => format!("{first}{}{last}", one.trim_end_matches(',')),
        parts if first.ends_with('(') || first.trim_start().starts_with("use ") => {
            let arguments = parts.join(" ");
            format!("{first}{}{last}", arguments.trim_end_matches(','))
        }
        fields if fields.len() <= 2 && opens_value(first, fields) => {
            format!("{first} {} {last}", fields.join(" ").trim_end_matches(','))
        }
        _ => return false,
    };
    let whole = |part: &&str| !is_comment(part) && !part.starts_with('#') && !is_partial(part);
    if joined.len() > WIDTH || !parts.iter().all(whole) {
        return false;
    }
    lines[open] = joined.into();
    lines[open + 1..=close].fill(Line::default());
    true
}

/// Returns whether a line is the last call of a chain and fits on the line.
fn is_call(line: &str) -> bool {
    line.starts_with('.') && line.ends_with(')')
}

/// Joins the only call of a match arm to its receiver, and both to the arrow if they fit. Returns
/// whether they do.
fn join_call(lines: &mut [Line<'_>], open: usize, close: usize) -> bool {
    let inside: Vec<usize> = (open + 1..close)
        .filter(|&at| !lines[at].is_empty())
        .collect();
    let [one, call] = inside.as_slice() else {
        return false;
    };
    let joined = format!("{}{}", lines[*one], lines[*call].trim_start());
    if is_comment(joined.trim_start()) || joined.len() > WIDTH {
        return false;
    }
    let arm = format!(
        "{}{},",
        lines[open].trim_end_matches('{'),
        joined.trim_start()
    );
    lines[*one] = joined.into();
    lines[*call] = Line::default();
    if arm.len() > WIDTH {
        return false;
    }
    lines[open] = arm.into();
    lines[open + 1..=close].fill(Line::default());
    true
}

/// Returns whether a line opens the fields of a value, as opposed to those of a declaration.
fn opens_value(first: &str, fields: &[&str]) -> bool {
    let Some(before) = first.strip_suffix(" {") else {
        return false;
    };
    let name = before
        .rsplit(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or_default();
    let declares = ["struct ", "enum ", "impl ", "impl<", "trait ", "fn "];
    name.starts_with(|c: char| c.is_ascii_uppercase())
        && !declares.iter().any(|word| before.contains(word))
        && fields
            .iter()
            .all(|field| field.contains(": ") && field.ends_with(','))
}

/// Returns whether a line is a part of an expression on several lines.
fn is_partial(part: &str) -> bool {
    part.ends_with(['(', '[', '{']) || part.starts_with([')', ']', '}', '.'])
}

/// Joins the brackets of a single expression to those around it.
fn join_brackets(lines: &mut [Line<'_>], closes: &[Option<usize>], open: usize, close: usize) {
    let Some(inner_close) = closes[open + 1] else {
        return;
    };
    let (first, second) = (&lines[open], lines[open + 1].trim_start());
    let (third, last) = (lines[inner_close].trim_start(), &lines[close]);
    let only = third.trim_end_matches(',');
    let is_one_thing = close == inner_close + 1
        && first.ends_with(['(', '['])
        && only.chars().all(|c| matches!(c, ')' | ']' | '}'));
    if !is_one_thing || first.len() + second.len() > WIDTH {
        return;
    }
    let joined = format!("{first}{second}");
    let ended = format!("{}{only}{}", indent(last), last.trim_start());
    for line in &mut lines[open + 2..inner_close] {
        *line = dedent(line);
    }
    lines[open] = joined.into();
    lines[open + 1] = Line::default();
    lines[inner_close] = Line::default();
    lines[close] = ended.into();
}

/// Joins a call with a list to its receiver, if it is the only one of its chain.
fn join_only_call(lines: &mut [Line<'_>], open: usize, close: usize) -> Option<()> {
    let before = lines[..open].iter().rposition(|line| !line.is_empty())?;
    let (first, second) = (&lines[before], &lines[open]);
    let is_chain = second.trim_start().starts_with('.')
        && indent(second).len() == indent(first).len() + LEVEL
        && ends_chain(lines, close)
        && first.len() + second.trim_start().len() <= WIDTH;
    if !is_chain || first.trim_start().starts_with('.') {
        return None;
    }
    lines[before] = Cow::from(format!("{first}{}", second.trim_start()));
    lines[open] = Line::default();
    for line in &mut lines[open + 1..=close] {
        *line = dedent(line);
    }
    Some(())
}

/// Returns whether a line is the last one of a statement, an argument or a block.
fn ends_chain(lines: &[Line<'_>], line: usize) -> bool {
    let mut after = lines[line + 1..].iter().filter(|line| !line.is_empty());
    lines[line].ends_with([';', ','])
        || after
            .next()
            .is_some_and(|next| next.trim_start().starts_with('}'))
}

fn is_comment(text: &str) -> bool {
    text.starts_with("//")
}

/// Removes one level of indentation.
fn dedent<'a>(line: &Line<'a>) -> Line<'a> {
    match line {
        Cow::Borrowed(line) => line.get(LEVEL..).unwrap_or_default().into(),
        Cow::Owned(line) => line.get(LEVEL..).unwrap_or_default().to_owned().into(),
    }
}

fn indent(line: &str) -> &str {
    &line[..line.len() - line.trim_start().len()]
}

#[cfg(test)]
mod tests {
    use super::refit;

    fn check(printed: &str, expected: &str) {
        assert_eq!(refit(printed).join("\n"), expected);
    }

    #[test]
    fn brackets_of_one_thing_stand_together() {
        check(
            ".properties(\n    &[\n        (\"a\", b),\n        (\"c\", d),\n    ],\n)\n.required(&[])",
            ".properties(&[\n    (\"a\", b),\n    (\"c\", d),\n])\n.required(&[])",
        );
        check(
            "= &[\n    &[\n        R {\n            a: 1,\n            b: 2,\n            c: 3,\n        },\n    ],\n];",
            "= &[&[R {\n    a: 1,\n    b: 2,\n    c: 3,\n}]];",
        );
        let two = "= &[\n    &[\n        A {\n            a,\n        },\n        B {\n            b,\n        },\n    ],\n    &[],\n];";
        check(two, two);
    }

    #[test]
    fn what_fits_stands_on_one_line() {
        check(
            "fn f(\n    a: A,\n    b: B,\n) -> C {\n    c\n}",
            "fn f(a: A, b: B) -> C {\n    c\n}",
        );
        check("use a::{\n    B, C,\n    D,\n};", "use a::{B, C, D};");
        check(
            "Some(\n    &Body::required(&[a]),\n),",
            "Some(&Body::required(&[a])),",
        );
        check(
            "    \"a\" => {\n        fields.read(&mut a)\n    }",
            "    \"a\" => fields.read(&mut a),",
        );
        check(
            "    \"a\" => {\n        fields\n            .read(&mut a)\n    }",
            "    \"a\" => fields.read(&mut a),",
        );
        check("S {\n    a,\n}", "S {\n    a,\n}");
    }

    #[test]
    fn values_and_chains() {
        check("A {\n    b: c(d),\n}", "A { b: c(d) }");
        check(
            "static A: B = B {\n    name: \"a\",\n    kind: K::L,\n};",
            "static A: B = B { name: \"a\", kind: K::L };",
        );
        check(
            "= S::object()\n    .properties(\n        &[\n            (a, b),\n            (c, d),\n        ],\n    );",
            "= S::object().properties(&[\n    (a, b),\n    (c, d),\n]);",
        );
        check(
            "= S::object()\n    .properties(&[\n        (a, b),\n        (c, d),\n    ])\n    .required(&[a]);",
            "= S::object()\n    .properties(&[\n        (a, b),\n        (c, d),\n    ])\n    .required(&[a]);",
        );
        check(
            "a = self\n    .b\n    .c(\n        d,\n        &e.f(),\n    );",
            "a = self.b.c(d, &e.f());",
        );
        let declared = "pub struct A {\n    b: B,\n}";
        check(declared, declared);
    }

    #[test]
    fn what_does_not_fit_stays() {
        let long = format!("f(\n    {},\n    {},\n)", "a".repeat(60), "b".repeat(60));
        check(&long, &long);
        for stays in [
            "f(\n    // why\n    a,\n)",
            "f(\n    a\n        .b()\n        .c(),\n)",
            "enum E {\n    A(\n        #[a]\n        B,\n    ),\n}",
            "a => {\n    b;\n}",
        ] {
            check(stays, stays);
        }
    }
}
