//! The output of a run, taken apart: how many items of each kind, every string literal, every key
//! of the manifests, and what rustdoc would see.

use camino::{Utf8Path, Utf8PathBuf};
use graphwright::cli::{CodegenArgs, Program};
use graphwright::config::Runtime;
use graphwright::files::Memory;
use graphwright::message::{About, Message};
use graphwright::plan::{Plan, plan};
use graphwright::reader::InputReader;
use graphwright::settings::Settings;
use graphwright_source::Code;
use pulldown_cmark::{BrokenLink, CodeBlockKind, Event, Options, Parser, Tag};
use std::collections::{BTreeMap, BTreeSet};
use std::mem;
use std::time::Instant;
use syn::visit_mut::{self, VisitMut};

/// The output of a run, taken apart.
#[derive(Debug, Default)]
pub(crate) struct Made {
    /// How many there are of each thing that a word must not make more or fewer.
    pub(crate) counts: BTreeMap<String, usize>,
    /// Every string in code, documentation apart.
    pub(crate) literals: BTreeSet<String>,
}

/// A run over files in memory: the output, or the errors.
pub(crate) fn made(files: &Memory, args: &CodegenArgs) -> Result<Made, Vec<String>> {
    let program = Program {
        name: "graphwright",
        started: Instant::now(),
        config: "codegen.toml".into(),
        runtimes: Utf8PathBuf::new(),
    };
    let mut sources = InputReader::new(files);
    let args = CodegenArgs {
        out: Some("out".into()),
        runtime: Some(Runtime::Version("1".to_owned())),
        ..args.clone()
    };
    let settings = Settings::resolve(&args, &program, &mut sources);
    let plan = match settings {
        Ok(settings) => plan(&settings, &mut sources),
        Err(messages) => Plan {
            messages,
            ..Plan::default()
        },
    };
    let stops = plan.messages.iter().any(Message::is_error);
    // What is left out with its place is refused too, but the rest is there, and read.
    let refused = |message: &&Message| message.is_error() || message.code == Code::SKIPPED.name();
    let errors = plan.messages.iter().filter(refused);
    let errors: Vec<_> = errors.map(|error| refusal(&sources, error)).collect();
    let made = Made::of(&plan);
    if errors.is_empty() {
        return Ok(made);
    }
    assert!(
        made.counts.is_empty() || !stops,
        "there are errors, and files"
    );
    Err(errors)
}

/// An error as `file:line: code: text`. Every one says where it is.
fn refusal(sources: &InputReader<'_>, error: &Message) -> String {
    let About::Input(origin) = &error.about else {
        // What the configuration says of a table that is none now is nowhere in the inputs.
        assert_eq!(error.code, "unused-name", "{error:?} has no place");
        return error.text.clone();
    };
    let place = sources.map.locate(origin);
    let line = place
        .line
        .unwrap_or_else(|| panic!("{error:?} has no line"));
    format!("{}:{line}: {}: {}", place.path, error.code, error.text)
}

impl Made {
    fn of(plan: &Plan) -> Self {
        let mut made = Self::default();
        for (path, text) in &plan.files {
            assert_plain(path);
            assert_visible(path, text);
            match Utf8Path::new(path).extension() {
                Some("rs") => made.source(path, text),
                Some("toml") => made.manifest(path, text),
                Some("json") => {
                    let json = serde_json::from_str::<serde_json::Value>(text);
                    assert!(json.is_ok(), "{path} is no JSON: {json:?}");
                }
                Some("txt") => made.count(format!("lines of {path}"), text.lines().count()),
                _ => made.count(format!("{path} of another kind"), 1),
            }
        }
        made
    }

    fn count(&mut self, what: impl Into<String>, number: usize) {
        *self.counts.entry(what.into()).or_default() += number;
    }

    fn source(&mut self, path: &str, text: &str) {
        let mut file =
            syn::parse_file(text).unwrap_or_else(|error| panic!("{path}: {error}\n{text}"));
        self.count("files", 1);
        let mut reader = Reader::default();
        reader.visit_file_mut(&mut file);
        for what in reader.seen {
            self.count(what, 1);
        }
        self.literals.extend(reader.literals);
        for lines in reader.docs {
            for harm in harms(&lines.join("\n")) {
                self.count(harm, 1);
            }
        }
    }

    fn manifest(&mut self, path: &str, text: &str) {
        let table: toml::Table = text
            .parse()
            .unwrap_or_else(|error| panic!("{path}: {error}\n{text}"));
        let mut keys = Vec::new();
        collect_keys(path, &toml::Value::Table(table), &mut keys);
        for key in keys {
            self.count(key, 1);
        }
    }
}

/// The keys of a manifest and what they hold, but for texts.
fn collect_keys(at: &str, value: &toml::Value, keys: &mut Vec<String>) {
    match value {
        toml::Value::Table(table) => {
            for (key, value) in table {
                collect_keys(&format!("{at} {key}"), value, keys);
            }
        }
        toml::Value::String(_) if at.ends_with(" description") => keys.push(at.to_owned()),
        // Features have the names of versions, each a word.
        toml::Value::Array(_) if at.contains(" features ") => {
            assert!(
                at.chars()
                    .all(|sign| sign.is_ascii_alphanumeric() || "/._- ".contains(sign)),
                "{at}"
            );
            keys.push(
                at.split_once(" features ")
                    .map_or_else(String::new, |(at, _)| format!("{at} feature")),
            );
        }
        value => keys.push(format!("{at} = {value}")),
    }
}

/// Every part of a path is a name on every system, and stays in the folder.
fn assert_plain(path: &str) {
    for part in path.split('/') {
        let signs = |sign: char| sign.is_ascii_alphanumeric() || "_-.".contains(sign);
        assert!(part.chars().all(signs) && part.len() <= 110, "{path}");
        let stem = part.strip_prefix('.').unwrap_or(part);
        let stem = stem.split('.').next().unwrap_or_default();
        let device = ["con", "prn", "aux", "nul"].contains(&stem)
            || (stem.len() == 4 && (stem.starts_with("com") || stem.starts_with("lpt")));
        assert!(!stem.is_empty() && !device, "{path}");
    }
}

/// Nothing in a file hides, or changes what its neighbours look like.
fn assert_visible(path: &str, text: &str) {
    let hides = |sign: char| {
        (sign.is_control() && sign != '\n')
            || matches!(sign, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}')
    };
    // What is published is the document as it was, in JSON, whose strings may hold them.
    if Utf8Path::new(path).extension() != Some("json") {
        let line = text.split('\n').find(|line| line.contains(hides));
        assert_eq!(line, None, "{path}");
    }
}

/// Reads what a file has.
#[derive(Default)]
struct Reader {
    seen: Vec<String>,
    literals: Vec<String>,
    /// The documentation of each thing.
    docs: Vec<Vec<String>>,
}

impl Reader {
    /// Something that may be documented begins.
    fn begin(&mut self, what: impl Into<String>) {
        self.seen.push(what.into());
        self.docs.push(Vec::new());
    }
}

impl VisitMut for Reader {
    fn visit_file_mut(&mut self, file: &mut syn::File) {
        self.docs.push(Vec::new());
        visit_mut::visit_file_mut(self, file);
    }

    fn visit_item_mut(&mut self, item: &mut syn::Item) {
        self.begin(format!("item {:?}", mem::discriminant(item)));
        visit_mut::visit_item_mut(self, item);
    }

    fn visit_impl_item_mut(&mut self, item: &mut syn::ImplItem) {
        self.begin(format!("in impl {:?}", mem::discriminant(item)));
        visit_mut::visit_impl_item_mut(self, item);
    }

    fn visit_trait_item_mut(&mut self, item: &mut syn::TraitItem) {
        self.begin(format!("in trait {:?}", mem::discriminant(item)));
        visit_mut::visit_trait_item_mut(self, item);
    }

    fn visit_field_mut(&mut self, field: &mut syn::Field) {
        self.begin("field");
        visit_mut::visit_field_mut(self, field);
    }

    fn visit_variant_mut(&mut self, variant: &mut syn::Variant) {
        self.begin("variant");
        visit_mut::visit_variant_mut(self, variant);
    }

    fn visit_arm_mut(&mut self, arm: &mut syn::Arm) {
        self.begin("arm");
        visit_mut::visit_arm_mut(self, arm);
    }

    fn visit_expr_call_mut(&mut self, call: &mut syn::ExprCall) {
        self.seen.push("call".to_owned());
        visit_mut::visit_expr_call_mut(self, call);
    }

    fn visit_macro_mut(&mut self, invoked: &mut syn::Macro) {
        self.seen.push("macro".to_owned());
        visit_mut::visit_macro_mut(self, invoked);
    }

    fn visit_attribute_mut(&mut self, attribute: &mut syn::Attribute) {
        match &attribute.meta {
            syn::Meta::NameValue(syn::MetaNameValue {
                path,
                value:
                    syn::Expr::Lit(syn::ExprLit {
                        lit: syn::Lit::Str(line),
                        ..
                    }),
                ..
            }) if path.is_ident("doc") => {
                self.docs.last_mut().expect("a thing").push(line.value());
            }
            // What a name cannot be searched by is not said.
            syn::Meta::List(list) if list.path.is_ident("doc") => {}
            _ => self.seen.push("attribute".to_owned()),
        }
    }

    fn visit_lit_str_mut(&mut self, literal: &mut syn::LitStr) {
        self.literals.push(literal.value());
    }
}

/// Lists what rustdoc would see in documentation beside text: HTML, code that runs, pictures, links
/// to items and to places that are not a web page.
fn harms(docs: &str) -> Vec<String> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION;
    // Rustdoc takes a reference without a definition for the name of an item.
    let item = |_: BrokenLink<'_>| Some(("item".into(), "item".into()));
    Parser::new_with_broken_link_callback(docs, options, Some(item))
        .filter_map(|event| match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(kind))) => {
                (&*kind != "text").then_some("fence")
            }
            Event::Start(Tag::Link { dest_url, .. }) => {
                (!dest_url.starts_with("http")).then_some("link to an item")
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => Some("indented code"),
            Event::Start(Tag::Image { .. }) => Some("picture"),
            Event::Start(Tag::FootnoteDefinition(_)) | Event::FootnoteReference(_) => {
                Some("footnote")
            }
            Event::Html(_) | Event::InlineHtml(_) => Some("HTML"),
            _ => None,
        })
        .map(|what| format!("{what} in documentation"))
        .collect()
}
