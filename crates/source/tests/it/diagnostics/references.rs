//! References that lead to nothing.

use super::check_30;

#[test]
fn references() {
    let refs = |refs: &str| {
        format!("paths: {{}}\ncomponents:\n  schemas:\n    User: {{type: object}}\n{refs}")
    };
    check_30(
        "slip",
        &refs("    A: {$ref: '#/components/schemas/Usr'}\n"),
        &[
            "unresolved-ref 7:15 `#/components/schemas/Usr` does not exist | did you mean `#/components/schemas/User`?",
        ],
    );
    check_30(
        "nothing",
        &refs("    A: {items: {$ref: '#/components/schemas/Elsewhere'}}\n"),
        &["unresolved-ref 7:23 `#/components/schemas/Elsewhere` does not exist"],
    );
    check_30(
        "no pointer",
        &refs("    A: {$ref: User}\n    B: {$ref: '#User'}\n"),
        &[
            "ref-outside 7:15 `User` is in another file | move its target to `components` of this document",
            "unresolved-ref 8:15 `#User` does not exist",
        ],
    );
    check_30(
        "outside",
        &refs("    A: {$ref: 'https://example.com/a.yaml#/A'}\n    B: {$ref: '../b.yaml#/B'}\n"),
        &[
            "ref-outside 7:15 `https://example.com/a.yaml#/A` is on the network, which is never read | move its target to `components` of this document",
            "ref-outside 8:15 `../b.yaml#/B` is in another file | move its target to `components` of this document",
        ],
    );
    check_30(
        "own name and escapes",
        &refs(
            "    A: {$ref: 'api.yaml#/components/schemas/User'}\n    B: {$ref: '#/components/schemas/%55ser'}\n",
        ),
        &[],
    );
    check_30(
        "cycle",
        &refs(
            "    A: {$ref: '#/components/schemas/B'}\n    B: {$ref: '#/components/schemas/A'}\n    C: {$ref: '#/components/schemas/A'}\n",
        ),
        &[
            "ref-cycle 7:15 a chain of references is cyclic: #/components/schemas/A -> #/components/schemas/B -> #/components/schemas/A | one of them must be a definition, not a reference",
        ],
    );
    check_30(
        "itself",
        &refs("    A: {$ref: '#/components/schemas/A'}\n"),
        &[
            "ref-cycle 7:15 a chain of references is cyclic: #/components/schemas/A -> #/components/schemas/A | one of them must be a definition, not a reference",
        ],
    );
    check_30(
        "recursion is not a cycle",
        &refs("    A: {properties: {a: {$ref: '#/components/schemas/A'}}}\n"),
        &[],
    );
    check_30(
        "wrong section",
        &refs("  responses:\n    R: {$ref: '#/components/schemas/User'}\n"),
        &[
            "warning unresolved-ref 8:15 `#/components/schemas/User` is not a response | it must lead to one under `#/components/responses`",
        ],
    );
    check_30(
        "from where nothing is generated",
        &refs(
            "  examples:\n    E: {$ref: '#/components/examples/F'}\n  links:\n    L: {$ref: 'https://example.com/l.yaml'}\n  callbacks:\n    C: {$ref: '#/components/callbacks/C'}\n",
        ),
        &[
            "warning unresolved-ref 8:15 `#/components/examples/F` does not exist | did you mean `#/components/examples/E`?",
            "warning ref-outside 10:15 `https://example.com/l.yaml` is on the network, which is never read | move its target to `components` of this document",
            "warning ref-cycle 12:15 a chain of references is cyclic: #/components/callbacks/C -> #/components/callbacks/C | one of them must be a definition, not a reference",
        ],
    );
    check_30(
        "a property of that name",
        &refs("    A: {properties: {$ref: {type: string}}}\n"),
        &[],
    );
}
