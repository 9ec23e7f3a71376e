//! Variations of prose: descriptions that rustdoc would read in its own way.

use super::editor::Editor;
use super::objects::Kind;
use serde_json::json;

const TEXTS: &[&str] = &[
    "",
    " ",
    "A [link](https://example.com/a_(b)), [one](#/components/schemas/Pet), [Vec], [`Option`] and [text][no such].",
    "<b>Bold</b> and <br> and <script>alert(1)</script> and Vec<String> and a < b > c & d",
    "```\nlet x = 1;\n```\n\n```json\n{\"a\": 1}\n```\n\n~~~rust\npanic!()\n~~~",
    "```\nnever closed",
    "# Heading\n\nSetext\n======\n\n* a\n    * b\n        indented\n1. one\n\n| a | b |\n|---|---|\n| `x|y` | \\| |",
    "    four spaces\n\tand a tab\n\n\n\n\nand empty lines",
    "Ends with a backslash \\",
    "Quotes \" and ' and `unclosed and \\n and \\u{202e} and {braces} and {{more}} and %s",
    "*/ /* // //! /// #![allow(x)] #[doc = \"x\"]",
    "\u{202e}right to left\u{202c} zero\u{200b}width \u{feff}mark nul-free \u{7}bell",
    "https://example.com/a?b=c&d=[e] bare, <https://example.com>, mail@example.com, http://[::1]/",
    "日本語の説明。絵文字 🚀。",
    "[^1] A footnote.\n\n[^1]: Here.\n\n[ref]: https://example.com \"title\"\n\n- [ ] to do\n- [x] done",
    "Line one.\r\nLine two.\rLine three.\u{2028}Line four.",
    "<details><summary>More</summary>\n\n* hidden\n\n</details>\n<!-- a comment --> &nbsp;&lt;&#35;",
    "> a quote\n> > deeper\n\n---\n***\n___\n\n![image](data:image/png;base64,AAAA)",
    "self::super::crate::Type, std::vec::Vec, [crate::Client::new()], fn@x, [struct@Pet], `[Pet]`",
];

/// Sets a description or summary to a text that means something to rustdoc, Markdown, HTML or Rust.
pub(super) fn change_description(editor: &mut Editor<'_>) -> Option<String> {
    let kinds = [
        Kind::Operation,
        Kind::Schema,
        Kind::Schema,
        Kind::Parameter,
        Kind::Response,
        Kind::Body,
    ];
    let kind = editor.pick_item(&kinds)?;
    let at = editor.pick_object(kind, super::editor::is_inline)?;
    let text = editor.pick_word(TEXTS);
    let key = match kind {
        Kind::Operation => editor.pick_word(&["summary", "description"]),
        _ => "description",
    };
    editor.members_at(&at)?.insert(key.to_owned(), json!(text));
    Some(format!("{at}/{key}: {text:?}"))
}

/// Describes the document or a tag by such a text.
pub(super) fn describe_document(editor: &mut Editor<'_>) -> Option<String> {
    let text = editor.pick_word(TEXTS);
    let operation = editor.pick_object(Kind::Operation, |operation| {
        operation["tags"][0].is_string()
    });
    let tag = operation.and_then(|at| editor.document.pointer(&at)?.pointer("/tags/0").cloned());
    match tag {
        Some(tag) if editor.one_in(2) => {
            let tags = editor.list_at("", "tags")?;
            tags.retain(|other| other["name"] != tag);
            tags.push(json!({ "name": tag, "description": text }));
        }
        _ => {
            editor
                .object_at("", "info")?
                .insert("description".to_owned(), json!(text));
        }
    }
    Some(format!("{text:?}"))
}

/// Adds an example that fits no schema, which is only a warning.
pub(super) fn add_misfit_example(editor: &mut Editor<'_>) -> Option<String> {
    let at = editor.pick_object(Kind::Schema, super::editor::is_inline)?;
    editor.members_at(&at)?.insert(
        "example".to_owned(),
        json!({ "of": ["another", 1, null], "time": "25:61" }),
    );
    Some(at)
}
