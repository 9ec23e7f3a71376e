//! The examples of a document, each with its schema.
//!
//! Callbacks and webhooks are not searched: nothing is generated from them.

use super::keywords;
use graphwright_source::pointer;
use serde_json::Value;

/// The methods of a path item.
const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

/// A value that should fit a schema. Pointers are written as in a `$ref`: `#/a/b`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Example<'d> {
    /// The pointer of the example.
    pub at: String,
    /// The pointer of its schema.
    pub schema: String,
    pub value: &'d Value,
}

/// The examples and schemas of a document.
#[derive(Debug, Default)]
pub(crate) struct Found<'d> {
    pub examples: Vec<Example<'d>>,
    /// The pointers of the schemas that are not subschemas.
    pub schemas: Vec<String>,
}

/// Finds the examples and schemas of a document.
pub(crate) fn find(document: &Value) -> Found<'_> {
    let mut search = Search {
        document,
        found: Found::default(),
    };
    search.components();
    search.each("#/paths", Search::path_item);
    search.found
}

/// A search through a document. A reference is not followed: its target is searched where it is.
struct Search<'d> {
    document: &'d Value,
    found: Found<'d>,
}

impl<'d> Search<'d> {
    fn components(&mut self) {
        let at = |section: &str| format!("#/components/{section}");
        self.each(&at("schemas"), Self::schema);
        self.each(&at("parameters"), Self::parameter);
        self.each(&at("headers"), Self::parameter);
        self.each(&at("requestBodies"), Self::content);
        self.each(&at("responses"), Self::response);
        self.each(&at("pathItems"), Self::path_item);
    }

    fn path_item(&mut self, at: &str) {
        self.each(&format!("{at}/parameters"), Self::parameter);
        for method in METHODS {
            let at = format!("{at}/{method}");
            self.each(&format!("{at}/parameters"), Self::parameter);
            self.content(&format!("{at}/requestBody"));
            self.each(&format!("{at}/responses"), Self::response);
        }
    }

    fn response(&mut self, at: &str) {
        self.content(at);
        self.each(&format!("{at}/headers"), Self::parameter);
    }

    /// A parameter or a header.
    fn parameter(&mut self, at: &str) {
        self.schema_holder(at);
        self.content(at);
    }

    fn content(&mut self, at: &str) {
        self.each(&format!("{at}/content"), Self::schema_holder);
    }

    /// An object with a schema and examples of it: a parameter, a header, a media type.
    fn schema_holder(&mut self, at: &str) {
        let schema = format!("{at}/schema");
        if self.value(&schema).is_none() {
            return;
        }
        self.schema(&schema);
        self.example(&schema, format!("{at}/example"));
        self.each(&format!("{at}/examples"), |search, at| {
            let target = search.value(at).and_then(|example| example.get("$ref"));
            let at = target.and_then(Value::as_str).unwrap_or(at);
            search.example(&schema, format!("{at}/value"));
        });
    }

    /// A schema that is not a subschema, with its subschemas.
    fn schema(&mut self, at: &str) {
        let document = self.document;
        let Some(schema) = pointer::get(document, at) else {
            return;
        };
        self.found.schemas.push(at.to_owned());
        let mut open = vec![(at.to_owned(), schema)];
        while let Some((at, schema)) = open.pop() {
            let Value::Object(members) = schema else {
                continue;
            };
            self.example(&at, format!("{at}/example"));
            if let Some(Value::Array(examples)) = members.get("examples") {
                for index in 0..examples.len() {
                    self.example(&at, format!("{at}/examples/{index}"));
                }
            }
            let subschemas = keywords::subschemas(members).into_iter().rev();
            open.extend(subschemas.map(|(rest, schema)| (format!("{at}{rest}"), schema)));
        }
    }

    /// Notes the example at a pointer, if there is one.
    fn example(&mut self, schema: &str, at: String) {
        if let Some(value) = self.value(&at) {
            self.found.examples.push(Example {
                at,
                schema: schema.to_owned(),
                value,
            });
        }
    }

    /// Searches every member or item of the value at a pointer.
    fn each(&mut self, at: &str, search: impl Fn(&mut Self, &str)) {
        match self.value(at) {
            Some(Value::Object(members)) => {
                for key in members.keys() {
                    search(self, &pointer::join(at, key));
                }
            }
            Some(Value::Array(items)) => {
                for index in 0..items.len() {
                    search(self, &pointer::index(at, index));
                }
            }
            _ => {}
        }
    }

    fn value(&self, at: &str) -> Option<&'d Value> {
        pointer::get(self.document, at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn examples_are_found_where_they_are_allowed_and_nowhere_else() {
        let document = json!({
            "paths": {"/a": {"get": {
                "parameters": [{"name": "p", "schema": {"type": "string"}, "example": 1}],
                "responses": {"200": {
                    "headers": {"X-A": {"schema": {"example": 2}}},
                    "content": {"application/json": {
                        "schema": {"type": "array", "items": {"example": 3}},
                        "examples": {
                            "own": {"value": 4},
                            "shared": {"$ref": "#/components/examples/e"},
                            "away": {"externalValue": "https://example.com"},
                        },
                    }},
                }},
            }}},
            "components": {
                "examples": {"e": {"value": 5}},
                "schemas": {"S": {
                    "properties": {"example": {"type": "string", "examples": [6]}},
                    "default": {"example": 7},
                    "enum": [{"example": 8}],
                }},
            },
        });
        let found = find(&document);
        let mut examples: Vec<_> = found
            .examples
            .iter()
            .map(|example| format!("{} {}", example.value, example.schema))
            .collect();
        examples.sort();
        let answer = "#/paths/~1a/get/responses/200";
        assert_eq!(
            examples,
            [
                "1 #/paths/~1a/get/parameters/0/schema".to_owned(),
                format!("2 {answer}/headers/X-A/schema"),
                format!("3 {answer}/content/application~1json/schema/items"),
                format!("4 {answer}/content/application~1json/schema"),
                format!("5 {answer}/content/application~1json/schema"),
                "6 #/components/schemas/S/properties/example".to_owned(),
            ]
        );
    }
}
