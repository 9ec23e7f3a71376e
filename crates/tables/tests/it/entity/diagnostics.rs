//! Findings about documents that are not as they should be.

use super::{Reading, user};
use insta::assert_snapshot;

/// The diagnostics about the document of the user after a change; those it has anyway left out.
fn after(change: impl FnOnce(String) -> String) -> String {
    let before = user();
    let known = Reading::of("User.md", before.clone()).read.diagnostics;
    let text = change(before.clone());
    assert_ne!(before, text, "the change must find its place");
    let mut reading = Reading::of("User.md", text);
    reading.read.diagnostics.retain(|diagnostic| {
        known
            .iter()
            .all(|known| known.message != diagnostic.message)
    });
    reading.diagnostics()
}

/// Replaces the first `from`.
fn replace(from: &str, to: &str) -> impl FnOnce(String) -> String {
    move |text| text.replacen(from, to, 1)
}

/// Removes the first line that begins with `start`.
fn without_line(start: &str) -> impl FnOnce(String) -> String {
    move |text| {
        let from = text.find(&format!("\n{start}")).expect("the line is there") + 1;
        let end = from + text[from..].find('\n').expect("it is not the last") + 1;
        format!("{}{}", &text[..from], &text[end..])
    }
}

#[test]
fn a_removed_row_of_a_property() {
    assert_snapshot!(after(without_line("| `AboutMe`")), @"error[missing-row] 179:3: `Properties` has no row `AboutMe`, which is used here");
}

#[test]
fn a_removed_row_of_the_key() {
    assert_snapshot!(after(without_line("| `objectId`")), @r"
    error[missing-row] 178:23: `Properties` has no row `objectId` that is marked as the key
      help: put `(_Key_)` after the name of the property
    ");
}

#[test]
fn a_removed_row_of_a_navigation_property() {
    assert_snapshot!(after(without_line("| `Calendars`")), @r"
    error[missing-row] 769:6: `Navigation properties` has no row `Calendars`, which is used here
      help: did you mean `Calendar`?
    ");
}

#[test]
fn a_removed_row_of_an_action() {
    assert_snapshot!(after(without_line("| `assignLicense`")), @"error[missing-row] 902:6: `Actions` has no row `assignLicense`, which is used here");
}

#[test]
fn a_broken_boolean() {
    let row = "| `city` | `Edm.String` | `beta`, `alpha` | `true`";
    assert_snapshot!(after(replace(row, &row.replace("true", "ture"))), @r"
    error[broken-cell] 44:46: `ture` is not `true`, `false` or `n/a`
      help: did you mean `true`?
    ");
}

#[test]
fn a_broken_type() {
    assert_snapshot!(after(replace("`city` | `Edm.String`", "`city` | `Edm.Strng`")), @r"
    error[broken-cell] 44:13: `Edm.Strng` is not a type of the entity data model
      help: did you mean `Edm.String`?
    ");
}

#[test]
fn a_type_without_its_namespace() {
    assert_snapshot!(after(replace("`city` | `Edm.String`", "`city` | `String`")), @r"
    error[broken-cell] 44:13: `String` is not a qualified type name such as `Edm.String`
      help: did you mean `Edm.String`?
    ");
}

#[test]
fn a_collection_that_is_not_closed() {
    assert_snapshot!(after(replace("`Collection(Edm.String)`", "`Collection(Edm.String`")), @"error[broken-cell] 54:18: `Collection(Edm.String` is not a qualified type name such as `Edm.String`");
}

#[test]
fn a_mark_of_the_key_that_is_not_closed() {
    assert_snapshot!(after(replace("(_Key_)", "(_Key_")), @r"
    error[broken-cell] 62:14: `(_Key_` is not `(_Key_)`
      help: write `(_Key_)`; it is read as that
    ");
}

#[test]
fn a_verb_that_is_none() {
    assert_snapshot!(after(replace("`true` | `GET` |", "`true` | `GTE` |")), @r"
    error[broken-cell] 98:104: `GTE` is not a verb
      help: did you mean `GET`?
    ");
}

#[test]
fn a_list_without_commas() {
    assert_snapshot!(after(replace("`Edm.String` | `beta`, `alpha`", "`Edm.String` | `beta` `alpha`")), @"error[broken-cell] 38:30: `beta alpha` is not a list of words in backticks");
}

#[test]
fn an_input_without_a_type() {
    assert_snapshot!(after(replace("`groupIds` : `<Edm.String>`", "`groupIds`")), @"error[broken-cell] 133:61: `groupIds` is not pairs of `name` and `<type>`");
}

#[test]
fn a_row_that_is_cut_off() {
    assert_snapshot!(after(replace("| `city` | `Edm.String` |", "| `city` |")), @"error[broken-row] 44:1: the row has 8 cells and its table 9 columns");
}

#[test]
fn an_empty_cell() {
    assert_snapshot!(after(replace("| `city` | `Edm.String` |", "| `city` |  |")), @"error[broken-cell] 44:1: the row has an empty cell in column `Type`");
}

#[test]
fn an_unknown_column() {
    let change = |text: String| {
        let mut in_table = false;
        let line = |line: &str| {
            in_table = line.starts_with("| Name | Type |") || (in_table && line.starts_with('|'));
            let cell = if line.starts_with("| :--") {
                " :-- |"
            } else {
                " Immutable |"
            };
            if in_table {
                format!("{}{cell}\n", line.trim_end())
            } else {
                format!("{line}\n")
            }
        };
        text.lines().map(line).collect()
    };
    assert_snapshot!(after(change), @"warning[unknown-column] 36:109: column `Immutable` is not known");
}

#[test]
fn a_renamed_column() {
    assert_snapshot!(after(replace("| Nullable |", "| Nulable |")), @r"
    error[missing-column] 36:1: the table has no column `Nullable`
    warning[unknown-column] 36:28: column `Nulable` is not known
      help: did you mean `Nullable`?
    ");
}

#[test]
fn a_column_twice() {
    assert_snapshot!(after(replace("| Nullable | Unicode |", "| Nullable | Nullable |")), @"error[duplicate-column] 36:39: there is a second column `Nullable`");
}

#[test]
fn a_misspelt_heading() {
    assert_snapshot!(after(replace("###Properties", "###Proprties")), @r"
    error[unknown-section] 32:4: heading `Proprties` is not known
      help: did you mean `Properties`?
    ");
}

#[test]
fn a_renamed_heading() {
    assert_snapshot!(after(replace("###Properties", "###Fields")), @"error[unknown-section] 32:4: heading `Fields` is not known");
}

#[test]
fn a_removed_heading() {
    assert_snapshot!(after(without_line("###Navigation properties")), @r"
    error[misplaced-table] 95:1: a second table under `Properties`; it is not read
    error[missing-section] 348:6: the document has no rows under `Navigation properties`, and its requests use some
    ");
}

#[test]
fn a_misspelt_heading_of_a_request() {
    assert_snapshot!(after(replace("####Request\n", "####Reqest\n")), @r"
    error[unknown-section] 158:5: heading `Reqest` is not known
      help: did you mean `Request`?
    ");
}

#[test]
fn a_removed_heading_of_a_request() {
    assert_snapshot!(after(without_line("####Request")), @"warning[incomplete-operation] 147:5: `Get a User` has no request; the operation is left out");
}

#[test]
fn a_heading_that_names_another_navigation_property() {
    assert_snapshot!(after(replace("Get the User/Events collection", "Get the User/Event collection")), @r"
    error[operation-mismatch] 820:6: `Get the User/Event collection` is about `Event`, but the path of its request ends differently
    error[missing-row] 820:6: `Navigation properties` has no row `Event`, which is used here
      help: did you mean `Events`?
    ");
}

#[test]
fn two_rows_of_one_name() {
    assert_snapshot!(after(replace("| `country` |", "| `city` |")), @r"
    error[duplicate-row] 45:4: `city` is repeated here
      help: the first is at line 44; remove or rename one of them
    ");
}

#[test]
fn a_scope_twice() {
    assert_snapshot!(after(replace("| `User.ReadWrite.All` | `Admin`", "| `User.ReadWrite` | `Admin`")), @r"
    warning[duplicate-scope] 198:4: `User.ReadWrite` is repeated here
      help: the first is at line 197; remove or rename one of them
    ");
}

#[test]
fn a_request_without_a_path() {
    assert_snapshot!(after(replace("GET /<version>/myOrganization/users/<User.objectId> HTTP/1.1", "GET  HTTP/1.1")), @"warning[unreadable-request] 162:1: `GET  HTTP/1.1` is not a request line: a verb, a path and `HTTP/1.1`");
}

#[test]
fn samples_that_are_none() {
    let change = |text: String| {
        let text = text.replacen("Host : graph.microsoft.com", "Host graph.microsoft.com", 1);
        let text = text.replacen("\t200 OK", "\tfine", 1);
        text.replacen("'AboutMe' : '<Edm.String>'", "'AboutMe' : 'something'", 1)
    };
    assert_snapshot!(after(change), @r"
    warning[unreadable-sample] 163:1: `Host graph.microsoft.com` is not a header
    warning[unreadable-sample] 173:2: `fine` is not a status line
    warning[unreadable-sample] 180:15: `something` is not a known part of a sample
    ");
}

#[test]
fn a_fence_at_the_end_of_a_line() {
    assert_snapshot!(after(replace("WorkingWith/<User.objectId>\n```", "WorkingWith/<User.objectId>```")), @r"
    warning[glued-fence] 27:77: the end of a block of code is not on its own line
      help: put a line break before it; it is read as the end
    ");
}

#[test]
fn a_fence_that_is_not_closed() {
    let text = user();
    let cut = text
        .rfind("\n```")
        .expect("the last block of code has an end");
    assert_snapshot!(after(|text| text[..cut].to_owned()), @"error[open-fence] 978:1: a block of code has no end, so the rest of the document is code");
}

#[test]
fn an_overview_of_another_kind() {
    assert_snapshot!(after(replace("`EntityType`", "`EntityTyp`")), @r"
    error[unknown-document] 9:1: the overview does not say what the document describes
    error[broken-cell] 11:22: `EntityTyp` is not a kind of document
      help: did you mean `EntityType`?
    ");
}

#[test]
fn an_overview_with_a_fact_that_is_not_known() {
    assert_snapshot!(after(replace("_Base types_", "_Base type_")), @r"
    warning[unknown-fact] 13:3: `_Base type_` is not a known fact of an overview
      help: did you mean `_Base types_`?
    ");
}

#[test]
fn a_document_without_an_overview() {
    assert_snapshot!(after(replace("##Overview", "##Description")), @r"
    error[missing-section] 1:2: the document has no section `Overview`
    error[unknown-section] 7:3: heading `Description` is not known
    ");
}

#[test]
fn texts_of_another_kind() {
    for text in [
        "",
        "\u{feff}",
        "# A page\n\nAbout users.\n",
        "no heading\n",
        "---\ntitle: x\n---\n\n## Second level\n",
    ] {
        let reading = Reading::of("page.md", text);
        assert!(reading.read.document.is_none());
        assert!(
            reading
                .read
                .diagnostics
                .iter()
                .any(graphwright_source::Diagnostic::is_error),
            "{text:?}"
        );
    }
}

#[test]
fn a_heading_with_its_space_and_front_matter_change_nothing() {
    let text = user();
    let spaced = text.lines().map(|line| {
        let level = line.len() - line.trim_start_matches('#').len();
        format!("{} {}\n", &line[..level], &line[level..])
    });
    let text = format!("---\ntitle: User\n---\n\n{}", spaced.collect::<String>());
    let (with, without) = (Reading::of("User.md", text), Reading::of("User.md", user()));
    assert_eq!(
        with.document().operations.len(),
        without.document().operations.len()
    );
    assert_eq!(with.read.diagnostics.len(), without.read.diagnostics.len());
}

#[test]
fn line_ends_of_another_system_change_nothing() {
    let (with, without) = (
        Reading::of("User.md", user().replace('\n', "\r\n")),
        Reading::of("User.md", user()),
    );
    let with = super::dump::dump(&with.map, with.document());
    assert_eq!(with, super::dump::dump(&without.map, without.document()));
}
