//! No text makes the reader panic, and long ones do not make it slow.

use super::{Reading, user};
use proptest::prelude::*;
use std::time::{Duration, Instant};

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_part_of_the_document(from in 0..30_000_usize, to in 0..30_000_usize) {
        let text = user();
        // The document is ASCII, so every place is the border of a character.
        let (from, to) = (from.min(to).min(text.len()), from.max(to).min(text.len()));
        Reading::of("User.md", &text[from..to]);
    }

    #[test]
    fn its_lines_in_any_order(seed in any::<u64>()) {
        let text = user();
        let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
        let mut state = seed | 1;
        for last in (1..lines.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            lines.swap(last, usize::try_from(state >> 33).unwrap_or(0) % (last + 1));
        }
        Reading::of("User.md", lines.concat());
    }

    #[test]
    fn any_character_in_any_place(at in 0..6_000_usize, with in any::<char>()) {
        let mut text = user();
        text.truncate(8_000);
        text.insert(at, with);
        Reading::of("User.md", text);
    }

    #[test]
    fn any_text_of_its_marks(text in "([#|`~<>/.:'*_ \\\\\t\r\nA-cé😀-]|```|Collection\\(|\\(_Key_|<br/>|## Overview\n|\\| :-- ){0,200}") {
        Reading::of("any.md", format!("#T resource\n##Overview\n\n|  |  |\n| - | - |\n| _Resource type_ | `EntityType` |\n{text}"));
    }
}

/// Twice the text takes about twice the time: the bound is far above that, and far below a square.
#[test]
fn the_time_is_linear() {
    let hostile: [(&str, &str); 6] = [
        (
            "rows of one name",
            "| `a` | `Edm.String` | `beta` | `true` |\n",
        ),
        ("rows that are cut off", "|\n"),
        ("code", "| `````` ` `` ``` | <br/> |\n"),
        ("headings", "#####Request\n"),
        ("fences", "```\n'a' : '<Edm.String>'```\n"),
        ("brackets", "[[[[<<<<"),
    ];
    for (name, line) in hostile {
        let text = |times: usize| {
            let start = "#T resource\n##Overview\n\n|  |  |\n| - | - |\n| _Resource type_ | `EntityType` |\n\n##Properties\n\n\
                         | Name | Type | Versions | Nullable |\n| - | - | - | - |\n";
            format!("{start}{}", line.repeat(times))
        };
        let (small, large) = (time(text(2_000)), time(text(16_000)));
        assert!(
            large < small * 32 + Duration::from_millis(100),
            "{name}: {small:?}, then {large:?}"
        );
    }
}

fn time(text: String) -> Duration {
    let start = Instant::now();
    let reading = Reading::of("User.md", text);
    let taken = start.elapsed();
    drop(reading);
    taken
}
