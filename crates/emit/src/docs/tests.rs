//! That prose keeps its words and loses its teeth: what rustdoc would see of it, and what Rust.

use super::{Doc, code_span, doc_text};
use crate::print::Items;
use proptest::prelude::*;
use pulldown_cmark::{BrokenLink, CodeBlockKind, Event, Options, Parser, Tag};

/// Prose, and its lines without the space that each begins with.
fn check(prose: &str, expected: &[&str]) {
    let lines = doc_text(prose, 0);
    let lines: Vec<_> = lines
        .iter()
        .map(|line| line.strip_prefix(' ').unwrap_or(line))
        .collect();
    assert_eq!(lines, expected, "{prose:?}");
    assert_eq!(harm(prose), None, "{prose:?}");
}

#[test]
fn sentences_end() {
    check("", &[]);
    check("A user", &["A user."]);
    check("A user.", &["A user."]);
    check("Really?", &["Really?"]);
    check("One of:\n- a\n- b", &["One of:", "", "- a", "- b"]);
    check("First\n\nSecond", &["First.", "", "Second"]);
    check("See https://a.example/b.", &["See <https://a.example/b>."]);
    check("Gone (since 2020.)", &["Gone (since 2020.)"]);
    check("_Note: **deprecated.**_", &["_Note: **deprecated.**_"]);
}

#[test]
fn line_ends_and_invisible_characters_are_shown() {
    check("a\r\nb\rc\nd", &["a b c d."]);
    check("cr\rfn pwn(){}", &["cr fn pwn(){}."]);
    check("a\u{202e}b\u{200b}c\0d", &["a\\u{202e}b\\u{200b}c\\u{0}d."]);
    check("tab\there\u{2028}", &["tab here\\u{2028}."]);
    check("*/ fn pwn() {} /*", &["*/ fn pwn() {} /*."]);
}

#[test]
fn html_and_links_to_items_are_escaped() {
    check(
        "<script>alert(1)</script>",
        &["\\<script>alert(1)\\</script>."],
    );
    check("see [Vec] and [x](crate::X)", &["see \\[Vec] and x."]);
    check(
        "[docs](https://a.example/x?y=z) here",
        &["[docs](https://a.example/x?y=z) here."],
    );
    check(
        "![pixel](https://a.example/p.gif)",
        &["[pixel](https://a.example/p.gif)."],
    );
    check("\\[Vec] and \\\\[Vec]", &["\\[Vec] and \\\\\\[Vec]."]);
    check("`<b>` and `` a`b ``", &["`<b>` and ``a`b``."]);
    check("open ` tick <i>", &["open \\` tick \\<i>."]);
    check("| `a|<b>` |", &["\\| `a|<b>` |."]);
    check("[x](javascript:alert(1))", &["x."]);
    check(
        "a &#x202e; &lt;b&gt; &amp;lt;",
        &["a \\u{202e} \\<b> \\&lt;"],
    );
    check(
        "<https://a.example> <x@y.z>",
        &["<https://a.example> \\<x@y.z>."],
    );
}

#[test]
fn links_keep_their_text() {
    check(
        "the [`x` y](https://a.example/b \"Title\") here",
        &["the [`x` y](https://a.example/b) here."],
    );
    check(
        "[a `[b]` c](https://a.example)",
        &["[a `[b]` c](https://a.example)."],
    );
    check("[`x`](crate::X)", &["`x`."]);
    check("[us](mailto:a@b.example)", &["us (a@b.example)."]);
    check(
        "[a][1]\n\n[1]: https://a.example/b",
        &["[a](https://a.example/b)."],
    );
    check(
        "[a](https://a.example/b_(c))",
        &["[a](https://a.example/b_%28c%29)."],
    );
    check(
        "https://a.example/_b_/c, https://a.example/*d*",
        &["<https://a.example/_b_/c>, <https://a.example/*d>*."],
    );
    check("[<b>](https://a.example)", &["[\\<b>](https://a.example)."]);
    // Nobody is on the document's own site.
    check(
        "see [Scopes](/docs/scopes#list) first",
        &["see Scopes first."],
    );
    check("see [`get`](#operation/get)", &["see `get`."]);
    check("[Vec](/x `y`)", &["\\[Vec](/x `y`)."]);
    check("[ ](/x)", &[]);
    check("``[`Vec`]``[`z`](/x)", &["``[`Vec`]`` `z`."]);
}

#[test]
fn html_becomes_markdown() {
    check(
        "<b>Bold</b> and <em> slanted </em>",
        &["**Bold** and *slanted*."],
    );
    check("a<br>b<br/>c", &["a.", "", "b", "", "c"]);
    check("<p>One</p><p>Two</p>", &["One.", "", "Two"]);
    check(
        "Of:<ul><li>one <i>x</i></li><li>two<ol><li>deep</li></ol></li></ul>End",
        &["Of:", "", "- one *x*", "- two", "  1. deep", "", "End"],
    );
    check(
        "<a class=\"c\" href='https://a.example/b'>Here</a>, <a href=\"/own\">there</a>",
        &["[Here](https://a.example/b), there."],
    );
    check("<code>a&lt;b&gt;</code>", &["`a<b>`."]);
    check("<h2>Title</h2>text", &["#### Title", "", "text"]);
    check("<span style=\"x\">a</span><sup>2</sup>", &["a2."]);
    check("<b><br>over<br><br>two</b>", &["over.", "", "two"]);
}

#[test]
fn what_is_no_html_stays() {
    check("`<b>x</b>` and <id>", &["`<b>x</b>` and \\<id>."]);
    check("between <a> and <b>", &["between \\<a> and \\<b>."]);
    check("x</b> <b>y", &["x\\</b> \\<b>y."]);
    check("```\n<b>x</b>\n```", &["```text", "<b>x</b>", "```"]);
    check("\\<b>x</b>", &["\\<b>x\\</b>."]);
    check(
        "| a<br>b |\n|---|\n| <b>c</b> |",
        &["| a b |", "| --- |", "| **c** |"],
    );
    check("-   <b><p>é</b>", &["- **é**"]);
    check("- a<br>b\n- c", &["- a", "", "  b", "", "- c"]);
    check("> a<br>b", &["> a", ">", "> b"]);
}

#[test]
fn code_is_text_that_nobody_runs() {
    check(
        "Run:\n```\nfn pwn() {}\n```",
        &["Run:", "", "```text", "fn pwn() {}", "```"],
    );
    check("~~~rust\nlet x;\n~~~", &["```text", "let x;", "```"]);
    check("```sh\na ```` b", &["`````text", "a ```` b", "`````"]);
    check(
        "a\n\n    std::process::exit(1)",
        &["a.", "", "```text", "std::process::exit(1)", "```"],
    );
    check(
        "- item\n\n      deep\n        code",
        &["- item", "", "  ```text", "  deep", "    code", "  ```"],
    );
    check(
        "Do this.\n        And\n\n        that.",
        &["Do this. And.", "", "that."],
    );
    check(
        "Run:<pre>\nfn <b>pwn</b>() {}\n</pre>x",
        &["Run:", "", "```text", "fn pwn() {}", "```", "", "x"],
    );
    check("```inline``` code", &["`inline` code."]);
}

#[test]
fn structure_stays() {
    check("# Title\ntext", &["# Title", "", "text"]);
    check("1. a\n   b\n2. c\n   - d", &["1. a b", "2. c", "   - d"]);
    check("> quoted\n> more", &["> quoted more"]);
    check(
        "> of:\n> - a\n> - b\nlazy",
        &["> of:", ">", "> - a", "> - b lazy"],
    );
    check(">> deep\n>\n> > deeper", &["> > deep", ">", "> > deeper"]);
    check(
        "| a | b |\n|---|---|\n| 1 | 2 |",
        &["| a | b |", "| --- | --- |", "| 1 | 2 |"],
    );
    check("Title\n=====\ntext", &["# Title", "", "text"]);
    check("# C#\n# #a \\#", &["# C#", "", "# #a \\#"]);
    check("1) - x", &["1) - x"]);
    check(
        "- a\n\n- b\n\n  c\n- d",
        &["- a", "- b", "", "  c", "", "- d"],
    );
    check("one  \ntwo\\\nthree", &["one\\", "two\\", "three."]);
    check("#hash first", &["\\#hash first."]);
}

#[test]
fn long_lines_break_where_nothing_begins() {
    let words = "word ".repeat(19);
    let wrapped = doc_text(&format!("{words}- not a list"), 0);
    assert_eq!(wrapped, [format!(" {words}-"), " not a list.".to_owned()]);
    let code = format!("{}`a - b c`", "word ".repeat(18));
    assert_eq!(doc_text(&code, 0).len(), 2);
    for line in doc_text(&"lorem ipsum ".repeat(40), 4) {
        assert!(line.len() + "    ///".len() <= 100, "{line}");
    }
}

#[test]
fn names_stand_in_code() {
    assert_eq!(code_span("displayName"), "`displayName`");
    assert_eq!(code_span(""), "`\"\"`");
    assert_eq!(code_span("a`b"), "``a`b``");
    assert_eq!(code_span("`"), "`` ` ``");
    assert_eq!(code_span("a\r\n\u{200b}"), "`a \\u{200b}`");
}

/// Tells what rustdoc would see in the prose beside text, if anything: HTML, a code block that runs,
/// a link to an item, a definition.
fn harm(prose: &str) -> Option<String> {
    let text = markdown(prose);
    if text.chars().any(|c| c.is_control() && c != '\n') {
        return Some(format!("a control character in {text:?}"));
    }
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION;
    // Rustdoc takes a reference without a definition for the name of an item.
    let item = |_: BrokenLink<'_>| Some(("item".into(), "item".into()));
    let found = Parser::new_with_broken_link_callback(&text, options, Some(item)).find(
        |event| match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(kind))) => &**kind != "text",
            Event::Start(Tag::Link { dest_url, .. }) => !dest_url.starts_with("http"),
            Event::Start(
                Tag::CodeBlock(CodeBlockKind::Indented)
                | Tag::Image { .. }
                | Tag::FootnoteDefinition(_),
            )
            | Event::Html(_)
            | Event::InlineHtml(_)
            | Event::FootnoteReference(_) => true,
            _ => false,
        },
    )?;
    Some(format!("{found:?} in {text:?}"))
}

/// Prose as the Markdown that rustdoc reads.
fn markdown(prose: &str) -> String {
    let lines = doc_text(prose, 0);
    let lines = lines
        .iter()
        .map(|line| line.strip_prefix(' ').unwrap_or(line));
    lines.collect::<Vec<_>>().join("\n")
}

/// Pieces that mean something to Markdown, rustdoc or Rust.
fn nasty() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-z]{1,8}",
        4 => Just(" ".to_owned()),
        2 => Just("\n".to_owned()),
        8 => prop::sample::select(vec![
            "`", "``", "```", "~~~", "    ", "\t", "- ", "* ", "+ ", "1. ", "10) ", "# ", "#", "> ", ">",
            "[", "]", "[^1]", "[x]: ", "](", ")", "(", "![", "<", ">", "<b>", "</b>", "<!--", "-->", "<?",
            "<https://", "https://a.b", "http://", "|", "|-|", "---", "===", ":--", "\\", "\\\\", "\r",
            "\r\n", "\0", "\u{202e}", "\u{200b}", "\u{2028}", "\u{a0}", "*", "_", "**", "&lt;", "&#96;",
            "\"", "'", "*/", "/*", "//", "{", "}", "$", "é", "日本", ".", ":", "<script>", "<pre>\n",
            "[a](https://x.y)", "[Vec]", "[`Vec`]", "\n\n", "\n- ", "\n  ", "\n```\n", "\n~~~rust\n", "\n> ", "<br>", "<p>", "</p>", "<code>", "</code>",
            "<ul>", "<li>", "</li>", "</ul>", "<i>", "</i>", "<a href='https://x.y'>", "</a>", "<td>", "<h2>",
            "[x](/y)", "[`z`](#y)", "&gt;", "&amp;", "&#x202e;", "\u{fdd0}", "&#xfdd0;", "](mailto:", "![",
            "<pre>", "</pre>", "<hr>", "<summary>", "-   ", "  \n", "\\\n", "\n| a | b |\n|---|:-:|\n",
            "\n\n    ", "[a]: https://x.y\n", "[a]", "~", "~~", "<https://x.y/_a_>", "https://x.y/_a_*b*",
        ])
        .prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

/// Texts for one case, so that Rust is parsed in files rather than one attribute at a time.
fn texts() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(nasty(), 20)
}

proptest! {
    // The number of cases is the default of `PROPTEST_CASES`.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_prose_is_harmless(texts in texts()) {
        for text in &texts {
            prop_assert_eq!(harm(text), None, "{:?}", text);
        }
    }

    #[test]
    fn printed_prose_reads_as_itself(texts in texts()) {
        for text in &texts {
            // The text of a link that is dropped may become a part of an address beside it.
            let printed = markdown(&markdown(text));
            prop_assert_eq!(markdown(&printed), printed, "{:?}", text);
        }
    }

    #[test]
    fn any_prose_prints_and_reads_back(texts in texts()) {
        let attrs: Vec<_> = texts.iter().map(|text| Doc::default().prose(text).attrs(0)).collect();
        let items = quote::quote!(#(#attrs struct A;)*);
        let printed = Items::from(items).into_printed().text;
        let again = syn::parse_file(&printed).expect("what was printed");
        prop_assert_eq!(again.items.len(), texts.len());
        for (item, text) in again.items.iter().zip(&texts) {
            prop_assert_eq!(read_back(item), doc_text(text, 0));
        }
    }

    #[test]
    fn any_name_stands_in_code(name in nasty()) {
        let span = code_span(&name);
        let events: Vec<_> = Parser::new(&span).collect();
        let is_code = matches!(events.as_slice(), [Event::Start(_), Event::Code(_), Event::End(_)]);
        prop_assert!(is_code, "{:?}: {:?}", span, events);
    }
}

/// The documentation of a parsed item, line by line.
fn read_back(item: &syn::Item) -> Vec<String> {
    let syn::Item::Struct(item) = item else {
        panic!("not a struct")
    };
    let text = |attr: &syn::Attribute| match &attr.meta {
        syn::Meta::NameValue(syn::MetaNameValue {
            value: syn::Expr::Lit(value),
            ..
        }) => match &value.lit {
            syn::Lit::Str(text) => text.value(),
            _ => panic!("no text"),
        },
        _ => panic!("no text"),
    };
    item.attrs.iter().map(text).collect()
}
