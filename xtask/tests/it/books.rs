//! The rules about prose pages: links lead somewhere, and code that is shown is code that compiles.

use crate::files::{self, File};
use pulldown_cmark::{CodeBlockKind, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The pages that people read.
fn pages() -> Vec<File> {
    let mut pages = files::below(&["docs", "spec", "crates"], "md");
    pages.retain(|page| {
        let is_data = page.path.contains("/tests/")
            || page.path.starts_with("spec/entities")
            || page.path.starts_with("spec/concepts")
            || page.path.starts_with("spec/policies");
        !is_data
    });
    for name in ["ARCHITECTURE.md", "CONTRIBUTING.md", "README.md"] {
        pages.push(File {
            path: name.to_owned(),
            text: fs::read_to_string(files::root().join(name)).expect("a page"),
        });
    }
    pages
}

#[test]
fn every_link_leads_somewhere() {
    let mut broken = Vec::new();
    for page in pages() {
        for link in
            links(&page.text).filter(|link| !link.contains("://") && !link.starts_with("mailto:"))
        {
            if !leads_somewhere(&page, &link) {
                broken.push(format!("{}: {link}", page.path));
            }
        }
    }
    assert!(broken.is_empty(), "broken links:\n{}", broken.join("\n"));
}

/// The targets of a page's links and images.
fn links(text: &str) -> impl Iterator<Item = String> {
    Parser::new_ext(text, Options::ENABLE_TABLES).filter_map(|event| match event {
        Event::Start(
            Tag::Link {
                link_type,
                dest_url,
                ..
            }
            | Tag::Image {
                link_type,
                dest_url,
                ..
            },
        ) => (link_type != LinkType::Email).then(|| dest_url.into_string()),
        _ => None,
    })
}

/// Returns whether the file of a relative link is there, and its heading.
fn leads_somewhere(page: &File, link: &str) -> bool {
    let (path, heading) = link.split_once('#').unwrap_or((link, ""));
    let folder = files::root().join(&page.path);
    let target = match path {
        "" => folder,
        path => folder.parent().unwrap_or(Path::new("")).join(path),
    };
    if !target.exists() {
        return false;
    }
    heading.is_empty()
        || fs::read_to_string(target).is_ok_and(|text| anchors(&text).contains(heading))
}

/// The anchors of a page's headings, as GitHub and mdBook make them.
fn anchors(text: &str) -> BTreeSet<String> {
    let mut anchors = BTreeSet::new();
    let mut heading: Option<String> = None;
    for event in Parser::new(text) {
        match (event, &mut heading) {
            (Event::Start(Tag::Heading { .. }), _) => heading = Some(String::new()),
            (Event::End(TagEnd::Heading(_)), Some(words)) => {
                anchors.insert(anchor(words));
                heading = None;
            }
            (Event::Text(words) | Event::Code(words), Some(heading)) => heading.push_str(&words),
            _ => {}
        }
    }
    anchors
}

fn anchor(heading: &str) -> String {
    let kept = heading.to_lowercase();
    let kept = kept
        .chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect()
}

#[test]
fn code_that_is_shown_is_code_of_a_file() {
    let mut shown = 0;
    let pages = pages();
    // The examples on the pages of crates are documentation tests.
    for page in pages
        .iter()
        .filter(|page| !page.path.starts_with("crates/"))
    {
        let mut file: Option<String> = None;
        let mut events = Parser::new(&page.text);
        while let Some(event) = events.next() {
            match event {
                Event::Html(html) => file = marker(&html).or(file),
                Event::Start(Tag::CodeBlock(kind)) => {
                    let block = code(&mut events);
                    let is_rust = matches!(&kind, CodeBlockKind::Fenced(info) if &**info == "rust");
                    match file.take() {
                        Some(file) => {
                            assert_eq!(block, text_of(&file), "{} shows {file}", page.path);
                            shown += 1;
                        }
                        None => assert!(!is_rust, "{} shows code of no file:\n{block}", page.path),
                    }
                }
                Event::Start(_) => file = None,
                _ => {}
            }
        }
    }
    assert!(shown >= 6, "{shown} blocks");
}

/// The file that a comment such as `<!-- docs/quick-start/pets.yaml -->` names.
fn marker(html: &str) -> Option<String> {
    let name = html.trim().strip_prefix("<!-- ")?.strip_suffix(" -->")?;
    files::root().join(name).is_file().then(|| name.to_owned())
}

/// The text of the block that was begun.
fn code<'a>(events: &mut impl Iterator<Item = Event<'a>>) -> String {
    let texts = events.map_while(|event| match event {
        Event::Text(text) => Some(text),
        _ => None,
    });
    texts.collect::<Vec<CowStr<'_>>>().concat()
}

/// A file without the `//!` lines at its top.
fn text_of(file: &str) -> String {
    let text = fs::read_to_string(files::root().join(file)).expect("a file");
    let lines = text
        .lines()
        .skip_while(|line| line.starts_with("//!") || line.is_empty());
    lines.flat_map(|line| [line, "\n"]).collect()
}
