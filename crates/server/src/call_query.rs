//! The query of a call, beyond the parameters that its operation declares.

use crate::{Call, query};
use std::borrow::Cow;

impl Call {
    /// The pairs of the query, in the order they came: names decoded, values as they came.
    ///
    /// Parameters that the operation declares are read already. This is for those that it does not:
    /// to use them, or to refuse them.
    pub fn query_pairs(&self) -> impl Iterator<Item = (Cow<'_, str>, &str)> {
        // A name that cannot be decoded was a 400 before the handler was called.
        query::pairs(self.query().unwrap_or_default()).flatten()
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use crate::{Api, Call, Method, Operation, Principal, RequestId};

    static API: Api = Api {
        name: "things",
        base_path: "",
        openapi: "{}",
        error_shape: None,
        scopes: &[],
    };

    pub(crate) static LIST: Operation = operation("list-things", "/things");
    pub(crate) static OTHER: Operation = operation("list-others", "/others");

    const fn operation(id: &'static str, path: &'static str) -> Operation {
        Operation {
            id,
            method: Method::GET,
            path,
            params: &[],
            body: None,
            answers: &[],
            security: &[],
        }
    }

    /// A call as a handler gets it.
    pub(crate) fn call(operation: &'static Operation, target: &str) -> Call {
        let (parts, ()) = http::Request::get(target).body(()).unwrap().into_parts();
        let nobody = Principal::anonymous();
        Call::new(&API, operation, nobody, RequestId::make(), parts)
    }

    #[test]
    fn names_are_decoded_and_values_are_not() {
        let call = call(&LIST, "/things?%24top=%35&a+b=c+d&&flag&=");
        let pairs: Vec<_> = call.query_pairs().collect();
        let expected = [("$top", "%35"), ("a b", "c+d"), ("flag", ""), ("", "")];
        assert_eq!(pairs, expected.map(|(name, value)| (name.into(), value)));
    }
}
