//! Requests that are wrong in some three hundred ways. Each gets the 4xx that it deserves, in the
//! error shape of the document; none makes the service panic, fail, grow or repeat a secret.
//!
//! What is no HTTP at all is answered by the HTTP library before there is a request: by a status
//! without a body, or by closing the connection. Those cases say so ([`Expected::Refused`]).

mod bodies;
mod framing;
mod heads;
mod targets;

use crate::users_service::program::Program;
use crate::users_service::raw::{Answer, ask, request, send};
use std::collections::HashSet;
use std::time::Duration;

/// A part of each password that is sent, which must never come back.
const CANARY: &str = "c4n4ry";

/// Between two pieces of a request, and before its sender goes away.
const PAUSE: Duration = Duration::from_millis(20);

/// A request that is wrong.
struct Case {
    /// What is wrong with it.
    name: String,
    /// Its bytes; they are sent with a pause between two pieces.
    pieces: Vec<Vec<u8>>,
    expected: Expected,
}

/// What becomes of a request.
#[derive(Clone, Copy, Debug)]
enum Expected {
    /// The status, with an error in the document's shape.
    Status(u16),
    /// No HTTP, or not the whole of a request whose sender went away. The HTTP library answers 400,
    /// 414, 431 or 501 without a body, or closes the connection. Where it lets the request through,
    /// the answer is a 4xx in the document's shape.
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

    /// What is wrong with the answer.
    fn fault(&self, answer: Option<&Answer>) -> Option<String> {
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

/// The token that goes with a request unless it is about tokens.
fn token() -> String {
    Program::token("administrator")
}

/// The head of a request with a body of a length, authorised, up to and with the empty line.
fn head(line: &str, length: usize) -> String {
    let headers = format!("content-type: application/json\r\ncontent-length: {length}\r\n");
    request(line, &token(), &headers)
}

/// A whole request with a body of JSON, or of what is none.
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
fn requests_that_are_wrong_are_refused_and_nothing_else_happens() {
    let cases = cases();
    let distinct: HashSet<_> = cases.iter().map(|case| &case.pieces).collect();
    assert_eq!(distinct.len(), cases.len(), "no request is there twice");
    assert!(cases.len() >= 300, "{} requests", cases.len());

    let mut program = Program::start();
    let fine = request("GET /v1.0/users", &token(), "");
    assert_eq!(ask(program.address(), &fine).status, 200);
    let before = program.resident();
    let mut faults = Vec::new();
    for case in &cases {
        let ends = matches!(case.expected, Expected::Refused);
        let answer = send(program.address(), &case.pieces, PAUSE, ends);
        faults.extend(case.fault(answer.as_ref()));
    }
    assert!(
        faults.is_empty(),
        "{} of {}:\n{}",
        faults.len(),
        cases.len(),
        faults.join("\n")
    );

    // It is as it was: the same users, hardly more memory, and not a word written.
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
