//! Writes bodies of `multipart/form-data` (RFC 7578), as browsers do.
//!
//! A text is a part, a list is a part for each item, and an object is a part of JSON. Names are
//! escaped by the HTML standard ("multipart/form-data encoding algorithm"), so that no name can end
//! its header or begin another. A body without files on a disk is in memory, so it can be sent again;
//! any other is read while it is sent, and its length is still known.

use super::json::json_text;
use super::reason::Reason;
use crate::Body;
use crate::body::assembly::Assembly;
use graphwright_wire::File;
use graphwright_wire::media_type::is_json;
use graphwright_wire::style::Value;
use http::HeaderValue;
use std::fmt::Write;
use std::hash::{BuildHasher, RandomState};

/// The body of a form, and its media type, which names the boundary.
pub(super) struct Multipart {
    pub(super) media_type: String,
    pub(super) body: Body,
}

/// Writes a form. `types` are the documented media types of members, by name.
pub(super) fn write_form(form: &Value, types: &[(&str, &str)]) -> Result<Multipart, Reason> {
    let members = match form {
        Value::Object(members) => members.as_slice(),
        Value::Null => &[],
        _ => return Err("must be an object to be sent as a form".into()),
    };
    let boundary = new_boundary();
    let mut body = Assembly::default();
    for (name, value) in members {
        let declared = types.iter().find(|(own, _)| own == name);
        let part = Part {
            boundary: &boundary,
            name,
            declared: declared.map(|(_, media_type)| *media_type),
        };
        part.write(&mut body, value)?;
    }
    body.push_text(&format!("--{boundary}--\r\n"));
    Ok(Multipart {
        media_type: format!("multipart/form-data; boundary={boundary}"),
        body: body.finish(),
    })
}

/// The facts that all parts of a member have in common.
struct Part<'a> {
    boundary: &'a str,
    name: &'a str,
    declared: Option<&'a str>,
}

impl Part<'_> {
    fn write(&self, body: &mut Assembly, value: &Value) -> Result<(), Reason> {
        match value {
            Value::List(items) => items
                .iter()
                .try_for_each(|item| self.write_item(body, item)),
            value => self.write_item(body, value),
        }
    }

    fn write_item(&self, body: &mut Assembly, value: &Value) -> Result<(), Reason> {
        let is_json = self.declared.is_some_and(is_json);
        match value {
            Value::Null => Ok(()),
            Value::File(file) => self.write_file(body, file),
            Value::Scalar(text) | Value::Literal(text) if !is_json => {
                self.write_text(body, self.declared, text)
            }
            value => {
                let declared = self.declared.filter(|_| is_json);
                let media_type = declared.unwrap_or("application/json");
                self.write_text(body, Some(media_type), &json_text(value)?)
            }
        }
    }

    fn write_file(&self, body: &mut Assembly, file: &File) -> Result<(), Reason> {
        let known = file.media_type.as_deref().or(self.declared);
        let media_type = known.unwrap_or("application/octet-stream");
        // Servers would take a part without a file name for text.
        let name = file.name.as_deref().unwrap_or(self.name);
        body.push_text(&self.head(Some(name), Some(media_type))?);
        body.push_file(file);
        body.push_text("\r\n");
        Ok(())
    }

    fn write_text(
        &self,
        body: &mut Assembly,
        media_type: Option<&str>,
        text: &str,
    ) -> Result<(), Reason> {
        body.push_text(&self.head(None, media_type)?);
        body.push_text(text);
        body.push_text("\r\n");
        Ok(())
    }

    /// The boundary and headers before the content of a part.
    fn head(&self, file_name: Option<&str>, media_type: Option<&str>) -> Result<String, Reason> {
        let mut head = format!(
            "--{}\r\nContent-Disposition: form-data; name=\"",
            self.boundary
        );
        write_escaped(&mut head, self.name);
        if let Some(file_name) = file_name {
            head.push_str("\"; filename=\"");
            write_escaped(&mut head, file_name);
        }
        head.push_str("\"\r\n");
        if let Some(media_type) = media_type {
            let is_value = HeaderValue::from_str(media_type).is_ok();
            if !is_value || media_type.is_empty() {
                return Err(format!("the media type of `{}` is not valid", self.name).into());
            }
            head.extend(["Content-Type: ", media_type, "\r\n"]);
        }
        head.push_str("\r\n");
        Ok(head)
    }
}

/// Percent-encodes quotes, which end a name, and control characters, which could end its header. So
/// is a backslash at the end, which some parsers take for an escape of the quote after it.
fn write_escaped(head: &mut String, name: &str) {
    for (at, sign) in name.char_indices() {
        let is_last_backslash = sign == '\\' && at + 1 == name.len();
        if sign == '"' || sign.is_ascii_control() || is_last_backslash {
            // Writing to a string cannot fail.
            let _ = write!(head, "%{:02X}", u32::from(sign));
        } else {
            head.push(sign);
        }
    }
}

/// Makes a boundary of sixteen unpredictable bytes, so that no content contains it (RFC 2046,
/// section 5.1.1). The keys of the standard library's hasher come from the system's randomness.
fn new_boundary() -> String {
    let [high, low] = [0u8, 1].map(|half| RandomState::new().hash_one(half));
    format!("graphwright-{high:016x}{low:016x}")
}

#[cfg(test)]
mod tests {
    use super::{Value, write_form};
    use graphwright_wire::File;
    use serde::Serialize;
    use std::collections::BTreeMap;

    /// The form, with `BOUNDARY` in place of the random boundary, or its error.
    fn written(form: &(impl Serialize + ?Sized), types: &[(&str, &str)]) -> String {
        let value = Value::new(form).unwrap_or_else(|error| panic!("{error}"));
        match write_form(&value, types) {
            Ok(multipart) => {
                let (_, boundary) = multipart.media_type.split_once("boundary=").unwrap();
                String::from_utf8_lossy(multipart.body.as_bytes().unwrap())
                    .replace(boundary, "BOUNDARY")
            }
            Err(reason) => format!("error: {}", reason.0),
        }
    }

    #[track_caller]
    fn check(form: &(impl Serialize + ?Sized), types: &[(&str, &str)], expected: &str) {
        assert_eq!(written(form, types), expected.replace('\n', "\r\n"));
    }

    #[derive(Serialize)]
    struct Post {
        title: &'static str,
        likes: u8,
        ratio: f32,
        draft: Option<bool>,
        tags: Vec<&'static str>,
        places: Vec<BTreeMap<&'static str, f32>>,
    }

    #[test]
    fn each_kind_of_member_has_its_part() {
        let post = Post {
            title: "a\r\n--b",
            likes: 7,
            ratio: 1.1,
            draft: None,
            tags: vec!["x", "y"],
            places: vec![BTreeMap::from([("lat", 1.1)])],
        };
        check(
            &post,
            &[("title", "application/json"), ("likes", "text/plain")],
            "--BOUNDARY\nContent-Disposition: form-data; name=\"title\"\nContent-Type: application/json\n\n\"a\\r\\n--b\"\n\
             --BOUNDARY\nContent-Disposition: form-data; name=\"likes\"\nContent-Type: text/plain\n\n7\n\
             --BOUNDARY\nContent-Disposition: form-data; name=\"ratio\"\n\n1.1\n\
             --BOUNDARY\nContent-Disposition: form-data; name=\"tags\"\n\nx\n\
             --BOUNDARY\nContent-Disposition: form-data; name=\"tags\"\n\ny\n\
             --BOUNDARY\nContent-Disposition: form-data; name=\"places\"\nContent-Type: application/json\n\n{\"lat\":1.1}\n\
             --BOUNDARY--\n",
        );
    }

    #[test]
    fn no_name_leaves_its_header() {
        let file = File::from("x")
            .name("a\"\r\nX-Evil: 1\u{0}.png")
            .media_type("image/png");
        check(
            &BTreeMap::from([("f\"\n", file)]),
            &[],
            "--BOUNDARY\nContent-Disposition: form-data; name=\"f%22%0A\"; filename=\"a%22%0D%0AX-Evil: 1%00.png\"\nContent-Type: image/png\n\nx\n--BOUNDARY--\n",
        );
        let file = File::from("x").media_type("image/png\r\nX-Evil: 1");
        check(
            &BTreeMap::from([("f", file)]),
            &[],
            "error: the media type of `f` is not valid",
        );
    }

    #[test]
    fn anything_but_a_form_is_refused() {
        check("text", &[], "error: must be an object to be sent as a form");
        check(&None::<u8>, &[], "--BOUNDARY--\n");
        let inside = BTreeMap::from([("a", BTreeMap::from([("b", File::from("x"))]))]);
        check(&inside, &[], "error: a file must be a separate part");
    }
}
