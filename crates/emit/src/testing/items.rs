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

/// The line where an item ends: all brackets are closed, and so is the item.
fn last_line(lines: &[&str], item: usize) -> usize {
    let mut depth = 0_usize;
    for (number, line) in lines.iter().enumerate().skip(item) {
        depth += line.matches(['(', '[', '{']).count();
        depth = depth.saturating_sub(line.matches([')', ']', '}']).count());
        if depth == 0 && line.ends_with([';', '}', ',']) {
            return number;
        }
    }
    lines.len() - 1
}

/// The lines without the indentation that the first has.
fn dedented<'a>(lines: &[&'a str]) -> impl Iterator<Item = &'a str> {
    let indent = lines[0].len() - lines[0].trim_start().len();
    lines
        .iter()
        .map(move |line| line.get(indent..).unwrap_or_default())
}

#[test]
fn an_item_has_its_documentation_and_ends_where_its_brackets_close() {
    let file = "use a;\n\nmod b {\n    /// Says c.\n    #[d]\n    fn c(\n        e: F,\n    ) -> G {\n        1\n    }\n\n    fn h() {}\n}\n";
    let picked = "use a;\n/// Says c.\n#[d]\nfn c(\n    e: F,\n) -> G {\n    1\n}";
    assert_eq!(pick(file, &["use ", "fn c"]), picked);
}
