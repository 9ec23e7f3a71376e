//! Sections to a document.

use super::context::Context;
use super::document::{Body, ComplexType, Document, EntitySet, EntityType, EnumType, Path};
use super::markdown::Table;
use super::operations;
use super::overview::{self, Kind, Overview};
use super::sections::{Section, find_known_heading};
use super::{rows, sample};
use graphwright_source::Cell;
use graphwright_source::Code;
use std::ops::Range;

/// Reads a document; `None` if its overview does not say what it describes.
pub(super) fn assemble_document(
    cx: &mut Context<'_>,
    sections: &[Section<'_>],
) -> Option<Document> {
    let Some((title, rest)) = sections.split_first().filter(|(title, _)| title.level == 1) else {
        cx.report(
            Code::UNKNOWN_DOCUMENT,
            &(0..0),
            "the text does not begin with the title of an entity document",
        );
        return None;
    };
    title.refuse_tables(cx);
    let (parts, operations) = collect_parts(cx, title, rest);
    let table = parts.find_required_table(cx, Part::Overview)?;
    let overview = overview::read_overview(cx, table);
    let Some(kind) = overview.kind else {
        cx.report(
            Code::UNKNOWN_DOCUMENT,
            &table.span,
            "the overview does not say what the document describes",
        );
        return None;
    };
    Some(Document {
        name: read_name(cx, title, kind, &overview),
        paths: read_paths(cx, &parts),
        body: read_body(cx, kind, &overview, &parts),
        operations: operations::read_operations(cx, operations),
        versions: overview.versions,
        verbs: overview.verbs,
        query_options: overview.query_options,
        origin: cx.origin(&title.title),
    })
}

/// The headings of a document at its own level.
const PARTS: &[(&str, Part)] = &[
    ("Overview", Part::Overview),
    ("Resource paths", Part::Paths),
    ("Properties", Part::Properties),
    ("Members", Part::Members),
    ("Navigation properties", Part::Navigations),
    ("Actions", Part::Actions),
    (operations::HEADING, Part::Operations),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Overview,
    Paths,
    Properties,
    Members,
    Navigations,
    Actions,
    Operations,
}

/// The sections before the operations, by their headings.
struct Parts<'s, 'm> {
    title: &'s Section<'m>,
    sections: Vec<(Part, &'s Section<'m>)>,
}

/// The sections before the operations, and those of the operations.
fn collect_parts<'s, 'm>(
    cx: &mut Context<'_>,
    title: &'s Section<'m>,
    rest: &'s [Section<'m>],
) -> (Parts<'s, 'm>, &'s [Section<'m>]) {
    let mut sections = Vec::new();
    for (index, section) in rest.iter().enumerate() {
        match find_known_heading(cx, &section.title, PARTS) {
            Some(Part::Operations) => return (Parts { title, sections }, &rest[index..]),
            Some(part) => sections.push((part, section)),
            None => {
                let message = format!("heading `{}` is not known", cx.text_at(&section.title));
                cx.report(Code::UNKNOWN_SECTION, &section.title, message);
            }
        }
    }
    (Parts { title, sections }, &[])
}

impl<'s, 'm> Parts<'s, 'm> {
    fn sections_of(&self, wanted: Part) -> impl Iterator<Item = &'s Section<'m>> {
        self.sections
            .iter()
            .filter(move |(part, _)| *part == wanted)
            .map(|(_, section)| *section)
    }

    /// The table of a section that every document of the kind has.
    fn find_required_table(&self, cx: &mut Context<'_>, part: Part) -> Option<&'m Table> {
        if self.sections_of(part).next().is_none() {
            let name = PARTS
                .iter()
                .find(|(_, known)| *known == part)
                .map_or("", |(name, _)| name);
            let message = format!("the document has no section `{name}`");
            cx.report(Code::MISSING_SECTION, &self.title.title, message);
        }
        self.find_table(cx, part)
    }

    /// The table of a section; a section without one, and any further table, are reported.
    fn find_table(&self, cx: &mut Context<'_>, part: Part) -> Option<&'m Table> {
        let mut first = None;
        for section in self.sections_of(part) {
            if section.tables().next().is_none() {
                let message = format!("`{}` has no table", cx.text_at(&section.title));
                cx.report(Code::MISSING_SECTION, &section.title, message);
            }
            for table in section.tables() {
                if first.is_some() {
                    let message = format!(
                        "a second table under `{}`; it is not read",
                        cx.text_at(&section.title)
                    );
                    cx.report(Code::MISPLACED_TABLE, &table.span, message);
                } else {
                    first = Some(table);
                }
            }
        }
        first
    }

    /// Reports the tables of sections that this kind of document does not have.
    fn refuse_others(&self, cx: &mut Context<'_>, allowed: &[Part]) {
        for (part, section) in &self.sections {
            if *part != Part::Overview && !allowed.contains(part) {
                section.refuse_tables(cx);
            }
        }
    }
}

/// Reads the tables that a document of this kind has.
fn read_body(cx: &mut Context<'_>, kind: Kind, overview: &Overview, parts: &Parts<'_, '_>) -> Body {
    match kind {
        Kind::Entity => {
            parts.refuse_others(cx, &[Part::Properties, Part::Navigations, Part::Actions]);
            let properties = parts
                .find_table(cx, Part::Properties)
                .map(|table| rows::read_properties(cx, table));
            let navigations = parts
                .find_table(cx, Part::Navigations)
                .map(|table| rows::read_navigations(cx, table));
            let actions = parts
                .find_table(cx, Part::Actions)
                .map(|table| rows::read_actions(cx, table));
            Body::Entity(EntityType {
                base_type: overview.base_type.clone(),
                properties: properties.unwrap_or_default(),
                navigations: navigations.unwrap_or_default(),
                actions: actions.unwrap_or_default(),
            })
        }
        Kind::Complex => {
            parts.refuse_others(cx, &[Part::Properties]);
            let properties = parts
                .find_required_table(cx, Part::Properties)
                .map(|table| rows::read_properties(cx, table));
            Body::Complex(ComplexType {
                properties: properties.unwrap_or_default(),
            })
        }
        Kind::Enum => {
            parts.refuse_others(cx, &[Part::Members]);
            let members = parts
                .find_required_table(cx, Part::Members)
                .map(|table| rows::read_members(cx, table));
            Body::Enum(EnumType {
                members: members.unwrap_or_default(),
            })
        }
        Kind::Set => {
            parts.refuse_others(cx, &[]);
            Body::Set(EntitySet {
                element_type: overview.element_type.clone(),
            })
        }
    }
}

/// The qualified name, from the overview or from the namespace and the first word of the title.
fn read_name(
    cx: &mut Context<'_>,
    title: &Section<'_>,
    kind: Kind,
    overview: &Overview,
) -> Cell<String> {
    let text = cx.text_at(&title.title);
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    let word: Range<usize> = title.title.start..title.title.start + end;
    match (kind, &overview.full_name, &overview.namespace) {
        (Kind::Set, ..) => cx.text_cell(&word),
        (_, Some(name), _) => name.clone(),
        (_, None, Some(namespace)) => {
            cx.cell(format!("{}.{}", namespace.value, cx.text_at(&word)), &word)
        }
        (_, None, None) => {
            let message = "the overview has neither a full name nor a namespace; the name is taken from the title";
            cx.report(Code::MISSING_FACT, &title.title, message);
            cx.text_cell(&word)
        }
    }
}

/// The lines of the blocks of code under `Resource paths`.
fn read_paths(cx: &Context<'_>, parts: &Parts<'_, '_>) -> Vec<Cell<Path>> {
    let code = parts.sections_of(Part::Paths).flat_map(Section::code);
    let lines = code
        .flat_map(|span| sample::lines(cx.text, span))
        .filter(|line| !line.is_empty());
    lines
        .map(|line| cx.cell(Path(cx.text_at(&line).to_owned()), &line))
        .collect()
}
