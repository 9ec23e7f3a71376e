//! Picking items out of a generated file, so that a snapshot shows what its test is about.

/// Returns the items that begin with one of these texts, in the order of the file, with their documentation and
/// attributes. Each text must be found.
pub(crate) fn pick(file: &str, beginnings: &[&str]) -> String {
    let lines: Vec<&str> = file.lines().collect();
    let mut missing = beginnings.to_vec();
    let mut picked = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let begins = |text: &&&str| lines[at].trim_start().starts_with(**text);
        let Some(beginning) = beginnings.iter().find(begins) else {
            at += 1;
            continue;
        };
        missing.retain(|text| text != beginning);
        let last = last_line(&lines, at);
        picked.extend(dedented(&lines[first_line(&lines, at)..=last]));
        at = last + 1;
    }
    assert!(missing.is_empty(), "no {missing:?} in\n{file}");
    picked.join("\n")
}

/// The line where the documentation and the attributes of an item begin.
fn first_line(lines: &[&str], item: usize) -> usize {
    let is_above = |line: &&&str| {
        let line = line.trim_start();
        line.starts_with("///") || line.starts_with("#[")
    };
    item - lines[..item].iter().rev().take_while(is_above).count()
}

/// The line where an item ends: all brackets are closed, and so is the item. A line of documentation of a module is
/// an item.
fn last_line(lines: &[&str], item: usize) -> usize {
    if lines[item].starts_with("//!") {
        return item;
    }
    let mut depth = 0_usize;
    for (number, line) in lines.iter().enumerate().skip(item) {
        depth += line.matches(['(', '[', '{']).count();
        depth = depth.saturating_sub(line.matches([')', ']', '}']).count());
        // Bounds end in commas as well, and are indented.
        let is_part = indent(line) == indent(lines[item]) && line.ends_with(',');
        if depth == 0 && (is_part || line.ends_with([';', '}'])) {
            return number;
        }
    }
    lines.len() - 1
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// The lines without the indentation that the first has.
fn dedented<'a>(lines: &[&'a str]) -> impl Iterator<Item = &'a str> {
    let indent = indent(lines[0]);
    lines
        .iter()
        .map(move |line| line.get(indent..).unwrap_or_default())
}

#[test]
fn an_item_has_its_documentation_and_ends_where_its_brackets_close() {
    let file = "//! Says all.\n\nuse a;\n\nmod b {\n    /// Says c.\n    #[d]\n    fn c<T>(\n        e: F,\n    ) -> G\n    where\n        T: I,\n    {\n        1\n    }\n\n    fn h() {}\n}\n";
    let picked = "//! Says all.\nuse a;\n/// Says c.\n#[d]\nfn c<T>(\n    e: F,\n) -> G\nwhere\n    T: I,\n{\n    1\n}";
    assert_eq!(pick(file, &["//!", "use ", "fn c"]), picked);
}
