//! `[paging]`, or `[[paging]]` for several rules: the paging of lists.
//!
//! A rule has one method to find the next page: `next-link`, `link-header`, `cursor`, `offset` or `page`. Members of
//! a response are keys, or JSON pointers for nested ones.

use super::section::Section;
use graphwright_lower::{NextPage, Paging};

/// The methods to find the next page, of which a rule has one; `link-header` may also be `false`.
const WAYS: [&str; 4] = ["next-link", "cursor", "offset", "page"];

/// Reads one rule; `None` if it is invalid, which is reported.
pub(super) fn read(mut section: Section<'_>) -> Option<Paging> {
    let origin = section.here();
    let ways = ways(&mut section);
    let needs_items = matches!(
        ways.as_slice(),
        [NextPage::Link(_) | NextPage::Cursor { .. }]
    );
    let items = if needs_items {
        section.required("items")
    } else {
        section.string("items")
    };
    let total = section.string("total");
    let named = WAYS.into_iter().filter(|way| section.has(way)).count();
    if named + usize::from(section.flag("link-header")) != 1 {
        let ways = "`next-link`, `link-header`, `cursor`, `offset` and `page`";
        section.error_here(format!("a rule of paging has one of {ways}"));
    }
    section.finish();
    let mut ways = ways.into_iter();
    let (Some(next), None) = (ways.next(), ways.next()) else {
        return None;
    };
    if needs_items && items.is_none() {
        return None;
    }
    Some(Paging {
        next,
        items,
        total,
        origin: Some(origin),
    })
}

/// The methods that are present and valid.
fn ways(section: &mut Section<'_>) -> Vec<NextPage> {
    let link = section.string("next-link").map(NextPage::Link);
    let header = section.flag("link-header").then_some(NextPage::LinkHeader);
    let ways = [
        link,
        header,
        cursor(section.section("cursor")),
        offset(section.section("offset")),
        page(section.section("page")),
    ];
    ways.into_iter().flatten().collect()
}

fn cursor(mut section: Section<'_>) -> Option<NextPage> {
    let parameter = section.required("parameter");
    let member = section.required("member");
    section.finish();
    Some(NextPage::Cursor {
        parameter: parameter?,
        member: member?,
    })
}

fn offset(mut section: Section<'_>) -> Option<NextPage> {
    let parameter = section.required("parameter");
    let limit = section.string("limit");
    section.finish();
    Some(NextPage::Offset {
        parameter: parameter?,
        limit,
    })
}

fn page(mut section: Section<'_>) -> Option<NextPage> {
    let parameter = section.required("parameter");
    let first = section.count("first");
    section.finish();
    Some(NextPage::Page {
        parameter: parameter?,
        first,
    })
}
