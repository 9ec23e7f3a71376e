//! A table of some 620 malformed requests. Each gets the right 4xx in the error shape of the
//! document; none makes the service panic, fail, grow or repeat a secret. A new limit or check of
//! the server runtime needs cases here.
//!
//! Text that is not HTTP is refused by the HTTP library before there is a request: with a status
//! without a body, or by closing the connection. Such cases have [`Expected::Refused`].

mod bodies;
mod framing;
mod heads;
mod targets;

use crate::users_service::program::Program;
use crate::users_service::raw::{Answer, Sender, ask, request, send};
use std::collections::HashSet;
use std::time::Duration;

/// A part of each password that is sent, which must not be sent back.
const CANARY: &str = "c4n4ry";

/// The pause between two pieces of a request, and before its sender goes away.
const PAUSE: Duration = Duration::from_millis(20);

/// A malformed request.
struct Case {
    /// A description of the mistake.
    name: String,
    /// The bytes, in pieces with a pause between them.
    pieces: Vec<Vec<u8>>,
    expected: Expected,
}

/// The expected response to a request.
#[derive(Clone, Copy, Debug)]
enum Expected {
    /// This status, with an error in the document's shape.
    Status(u16),
    /// A refusal of text that is not HTTP, or of an incomplete request whose sender went away. The
    /// HTTP library responds with 400, 414, 431 or 501 without a body, or closes the connection. If
    /// it passes the request on, the response is a 4xx in the document's shape.
    Refused,
}

impl Case {
    fn new(name: impl Into<String>, request: impl Into<Vec<u8>>, expected: Expected) -> Self {
        Self {
            name: name.into(),
            pieces: vec![request.into()],
            expected,
        }
    }

    /// Describes a mistake in the response.
    fn mistake(&self, answer: Option<&Answer>) -> Option<String> {
        let in_shape = |answer: &Answer| {
            let error = &answer.json()["error"];
            answer.header("content-type") == Some("application/json")
                && answer.header("request-id").is_some()
                && error["code"].is_string()
                && error["message"].is_string()
        };
        let right = match (self.expected, answer) {
            (Expected::Status(status), Some(answer)) => answer.status == status && in_shape(answer),
            (Expected::Status(_), None) => false,
            (Expected::Refused, None) => true,
            (Expected::Refused, Some(answer)) if answer.body.is_empty() => {
                [400, 414, 431, 501].contains(&answer.status)
            }
            (Expected::Refused, Some(answer)) => {
                (400..500).contains(&answer.status) && in_shape(answer)
            }
        };
        let repeats = answer.is_some_and(|answer| {
            let said = format!("{}\n{}", answer.head, answer.body);
            said.contains(CANARY) || said.contains(&token())
        });
        (!right || repeats).then(|| format!("{}: {:?}, but {answer:?}", self.name, self.expected))
    }
}

/// The token of requests that are not about tokens.
fn token() -> String {
    Program::token("administrator")
}

/// The authorized head of a request with a body of a length, including the empty line.
fn head(line: &str, length: usize) -> String {
    let headers = format!("content-type: application/json\r\ncontent-length: {length}\r\n");
    request(line, &token(), &headers)
}

/// A whole request with a body that is declared as JSON.
fn with_body(line: &str, body: &[u8]) -> Vec<u8> {
    [head(line, body.len()).as_bytes(), body].concat()
}

fn cases() -> Vec<Case> {
    let mut cases = bodies::cases();
    cases.extend(framing::cases());
    cases.extend(heads::cases());
    cases.extend(targets::cases());
    cases
}

#[test]
fn malformed_requests_are_refused_without_effects() {
    let cases = cases();
    let distinct: HashSet<_> = cases.iter().map(|case| &case.pieces).collect();
    assert_eq!(distinct.len(), cases.len(), "no request is there twice");
    assert!(cases.len() >= 300, "{} requests", cases.len());

    let mut program = Program::start();
    let fine = request("GET /v1.0/users", &token(), "");
    assert_eq!(ask(program.address(), &fine).status, 200);
    let before = program.resident();
    let mut mistakes = Vec::new();
    for case in &cases {
        let sender = match case.expected {
            Expected::Refused => Sender::Leaves,
            Expected::Status(_) => Sender::Waits,
        };
        let answer = send(program.address(), &case.pieces, PAUSE, sender);
        mistakes.extend(case.mistake(answer.as_ref()));
    }
    assert!(
        mistakes.is_empty(),
        "{} of {}:\n{}",
        mistakes.len(),
        cases.len(),
        mistakes.join("\n")
    );

    // The service is unchanged: the same users, hardly more memory, and no output.
    let answer = ask(program.address(), &fine);
    assert_eq!(answer.json()["value"].as_array().map(Vec::len), Some(4));
    if let (Some(before), Some(after)) = (before, program.resident()) {
        let grown = after.saturating_sub(before);
        println!("{} requests, {} KiB more memory", cases.len(), grown / 1024);
        assert!(grown < 32 << 20, "{before} bytes before, {after} after");
    }
    let (ended, output) = program.stop("TERM");
    assert!(ended.success(), "{ended}");
    assert_eq!(output, "");
}
