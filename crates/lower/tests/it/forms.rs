//! Forms: which members are files, and which type has them.

use crate::case::{Case, Part, check};
use insta::assert_snapshot;

/// A form of this media type and schema, with these encodings.
fn form(schema: &str, encoding: &str) -> Case<'static> {
    let paths = format!(
        "/a: {{ post: {{ operationId: send, requestBody: {{ content: {{ multipart/form-data: {{ schema: {schema}, encoding: {encoding} }} }} }}, responses: {{ '204': {{ description: Done }} }} }} }}"
    );
    Case::paths(&paths, "").showing(&[Part::Types, Part::Operations])
}

#[test]
fn text_is_a_file_where_its_media_type_is_for_none() {
    let schema = "{ type: object, properties: { image: { type: string }, csv: { type: string }, json: { type: string }, any: {}, id: { type: string, format: uuid }, kind: { type: string, enum: [a] }, object: { type: object, properties: { a: { type: string } } } } }";
    let encoding = "{ image: { contentType: image/png }, csv: { contentType: text/csv }, json: { contentType: application/json }, any: { contentType: application/pdf }, id: { contentType: image/png }, kind: { contentType: image/png }, object: { contentType: image/png } }";
    assert_snapshot!(check(&form(schema, encoding)), @r#"
    struct body -> SendOperationBody in send_operation_body (SEND_OPERATION_BODY): create, hashable
      image: File, optional
      csv: String, optional
      json: String, optional
      any: File, optional
      id: Uuid, optional
      kind: SendOperationBodyKind, optional
      object: SendOperationBodyObject, optional

    enum kind -> SendOperationBodyKind in send_operation_body (SEND_OPERATION_BODY_KIND): create, hashable
      "a" -> A
      * -> Unknown(String)

    struct object -> SendOperationBodyObject in send_operation_body (SEND_OPERATION_BODY_OBJECT): create, hashable
      a: String, optional

    op send POST /a -> root.send, SendOperation, SEND
      body: multipart/form-data -> Multipart as Multipart SendOperationBody, optional
        part image: image/png, Form, exploded
        part csv: text/csv, Form, exploded
        part json: application/json, Form, exploded
        part any: application/pdf, Form, exploded
        part id: image/png, Form, exploded
        part kind: image/png, Form, exploded
        part object: image/png, Form, exploded
      204 NoContent: nothing, success

    ---
    note renamed 4: the request is `SendOperation`, since `Send` is reserved or taken
    "#);
}

#[test]
fn bounds_of_text_are_none_of_files_and_a_list_keeps_its_length() {
    let schema = "{ type: object, required: [one], properties: { one: { type: string, format: Binary, maxLength: 9 }, many: { type: array, minItems: 1, uniqueItems: true, items: { type: string, format: binary, maxLength: 9 } }, text: { type: string, format: binary, default: a } } }";
    assert_snapshot!(check(&form(schema, "{}")), @r"
    struct body -> SendOperationBody in send_operation_body (SEND_OPERATION_BODY): create, hashable
      one: File, required
      many: List<File> min items 1, optional
      text: File, optional

    op send POST /a -> root.send, SendOperation, SEND
      body: multipart/form-data -> Multipart as Multipart SendOperationBody, optional
        part one: its own media type, Form, exploded
        part many: its own media type, Form, exploded
        part text: its own media type, Form, exploded
      204 NoContent: nothing, success

    ---
    note renamed 4: the request is `SendOperation`, since `Send` is reserved or taken
    ");
}

#[test]
fn files_are_sought_in_all_that_a_form_consists_of() {
    let schema = "{ allOf: [{ type: object, properties: { a: { type: string, format: binary } } }, { type: object, properties: { b: { type: string, format: binary } } }] }";
    assert_snapshot!(check(&form(schema, "{ b: { contentType: image/png } }")), @r"
    struct body -> SendOperationBody in send_operation_body (SEND_OPERATION_BODY): create, hashable
      a: File, optional
      b: File, optional

    op send POST /a -> root.send, SendOperation, SEND
      body: multipart/form-data -> Multipart as Multipart SendOperationBody, optional
        part b: image/png, Form, exploded
        part a: its own media type, Form, exploded
      204 NoContent: nothing, success

    ---
    note renamed 4: the request is `SendOperation`, since `Send` is reserved or taken
    ");
}

#[test]
fn a_schema_that_is_used_elsewhere_has_a_type_for_the_form() {
    let paths = "
        /a:
          post: { operationId: send, requestBody: { content: { multipart/form-data: { schema: { $ref: '#/components/schemas/Alias' } } } }, responses: { '204': { description: Done } } }
          put: { operationId: replace, requestBody: { content: { multipart/form-data: { schema: { $ref: '#/components/schemas/Doc' } } } }, responses: { '204': { description: Done, headers: { X-Doc: { schema: { $ref: '#/components/schemas/Doc' } } } } } }
          patch: { operationId: change, requestBody: { content: { multipart/form-data: { schema: { $ref: '#/components/schemas/Doc' }, encoding: { note: { contentType: image/png } } } } }, responses: { '204': { description: Done } } }
    ";
    let schemas = "
        Alias: { $ref: '#/components/schemas/Doc' }
        Doc: { type: object, properties: { file: { type: string, format: binary }, note: { type: string } } }
    ";
    let case = Case::paths(paths, schemas).showing(&[Part::Types, Part::Operations]);
    assert_snapshot!(check(&case), @r"
    alias Alias in alias (ALIAS): unused, hashable = Doc

    struct Doc in doc (DOC): read, hashable
      file: String, optional
      note: String, optional

    struct Doc -> DocForm in doc (DOC_FORM): create, hashable
      file: File, optional
      note: String, optional

    struct Doc -> DocFormForm in doc (DOC_FORM_FORM): create, hashable
      file: File, optional
      note: File, optional

    op send POST /a -> root.send, SendOperation, SEND
      body: multipart/form-data -> Multipart as Multipart DocForm, optional
        part file: its own media type, Form, exploded
      204 NoContent: nothing, success

    op replace PUT /a -> root.replace, Replace, REPLACE, idempotent
      body: multipart/form-data -> Multipart as Multipart DocForm, optional
        part file: its own media type, Form, exploded
      204 NoContent: nothing, success
        header X-Doc -> x_doc: Doc, optional

    op change PATCH /a -> root.change, Change, CHANGE
      body: multipart/form-data -> Multipart as Multipart DocFormForm, optional
        part note: image/png, Form, exploded
        part file: its own media type, Form, exploded
      204 NoContent: nothing, success

    ---
    note renamed 5: the request is `SendOperation`, since `Send` is reserved or taken
    ");
}

#[test]
fn a_schema_that_only_forms_use_is_the_type_itself() {
    let paths = "
        /a:
          post: { operationId: send, requestBody: { content: { multipart/form-data: { schema: { $ref: '#/components/schemas/Doc' } } } }, responses: { '204': { description: Done } } }
    ";
    let schemas = "
        Doc: { type: object, properties: { file: { type: string, format: binary } } }
        Alias: { $ref: '#/components/schemas/Doc' }
    ";
    assert_snapshot!(check(&Case::paths(paths, schemas).showing(&[Part::Types])), @r"
    struct Doc in doc (DOC): create, hashable
      file: File, optional

    alias Alias in alias (ALIAS): unused, hashable = Doc

    ---
    note renamed 5: the request is `SendOperation`, since `Send` is reserved or taken
    ");
}

#[test]
fn parts_are_written_as_forms_unless_they_say_otherwise() {
    let schema = "{ type: object, properties: { a: { type: array, items: { type: string } }, b: { type: array, items: { type: string } }, c: { type: object, additionalProperties: { type: string } } } }";
    let encoding = "{ a: { explode: false }, b: { style: pipeDelimited }, c: { style: deepObject, explode: true } }";
    assert_snapshot!(check(&form(schema, encoding).showing(&[Part::Operations])), @r"
    op send POST /a -> root.send, SendOperation, SEND
      body: multipart/form-data -> Multipart as Multipart SendOperationBody, optional
        part a: its own media type, Form
        part b: its own media type, PipeDelimited
        part c: its own media type, DeepObject, exploded
      204 NoContent: nothing, success

    ---
    note renamed 4: the request is `SendOperation`, since `Send` is reserved or taken
    ");
}

#[test]
fn a_parameter_is_another_use_of_a_forms_schema() {
    let paths = "
        /a:
          post:
            operationId: send
            parameters: [{ name: doc, in: query, content: { application/json: { schema: { $ref: '#/components/schemas/Doc' } } } }]
            requestBody: { content: { multipart/form-data: { schema: { $ref: '#/components/schemas/Doc' } } } }
            responses: { '204': { description: Done } }
    ";
    let schemas = "Doc: { type: object, properties: { file: { type: string, format: binary } } }";
    assert_snapshot!(check(&Case::paths(paths, schemas).showing(&[Part::Types, Part::Operations])), @r"
    struct Doc in doc (DOC): create, hashable
      file: String, optional

    struct Doc -> DocForm in doc (DOC_FORM): create, hashable
      file: File, optional

    op send POST /a -> root.send, SendOperation, SEND
      query doc: Doc, optional, as Json
      body: multipart/form-data -> Multipart as Multipart DocForm, optional
        part file: its own media type, Form, exploded
      204 NoContent: nothing, success

    ---
    note renamed 6: the request is `SendOperation`, since `Send` is reserved or taken
    ");
}
