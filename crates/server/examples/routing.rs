//! Measures the time to build a server of 11,000 operations, and to find one of them.
//!
//! ```text
//! cargo run --release -p graphwright-server --example routing
//! ```
//!
//! Each request is an `OPTIONS`, which is answered as soon as its path is found. The time of a
//! server with a single operation is subtracted.

use axum::body::Body;
use graphwright_server::{Answer, Api, Fault, Method, Operation, Router, Routes, Server};
use http::{Request, StatusCode};
use std::future::ready;
use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tower::ServiceExt;

static API: Api = Api {
    name: "routing",
    base_path: "/v1.0",
    openapi: "{}",
    error_shape: None,
    scopes: &[],
};

/// Paths of a large OData service, a sixth of all operations of each kind: its name, its template,
/// and a path that matches. `#` is a number.
const KINDS: [(&str, &str, &str); 6] = [
    ("literal", "/things#", "/things#"),
    ("one parameter", "/things#/{id}", "/things#/7d3c"),
    (
        "below a parameter",
        "/users/{id}/parts#",
        "/users/7d3c/parts#",
    ),
    (
        "two parameters",
        "/users/{id}/parts#/{part}",
        "/users/7d3c/parts#/9",
    ),
    (
        "function",
        "/groups/{id}/graph.fn#(id='{x}')",
        "/groups/7d3c/graph.fn#(id='9')",
    ),
    (
        "deep",
        "/users/{id}/drives/{d}/items/{i}/a#/$value",
        "/users/7d3c/drives/1/items/2/a#/$value",
    ),
];

const OPERATIONS: usize = 11_000;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let count = OPERATIONS / KINDS.len();
    let operations: Vec<&'static Operation> = KINDS
        .iter()
        .flat_map(|(_, template, _)| {
            (0..count).map(|number| operation(&numbered(template, number)))
        })
        .collect();
    let begun = Instant::now();
    let router = router(&operations);
    let built = begun.elapsed();
    println!(
        "{} operations, built in {:.1} ms",
        operations.len(),
        built.as_secs_f64() * 1e3
    );

    let alone = self::router(&[operation("/alone")]);
    let without = fastest(&alone, &["/v1.0/alone".to_owned()]).await;
    let mut sum = Duration::ZERO;
    for (kind, _, path) in KINDS {
        let paths: Vec<String> = (0..count)
            .map(|number| format!("/v1.0{}", numbered(path, number)))
            .collect();
        let found = fastest(&router, &paths).await.saturating_sub(without);
        println!("{kind:>18}: {:.3} us", found.as_secs_f64() * 1e6);
        sum += found;
    }
    println!("{:>18}: {:.3} us", "mean", sum.as_secs_f64() * 1e6 / 6.0);
}

/// The time of a request in the fastest of several rounds.
async fn fastest(router: &Router, paths: &[String]) -> Duration {
    let requests = 20_000_u32;
    let mut best = Duration::MAX;
    for _ in 0..5 {
        let begun = Instant::now();
        for path in paths.iter().cycle().take(requests as usize) {
            let request = Request::options(path).body(Body::empty());
            let request = request.expect("the paths are well-formed");
            let response = router.clone().oneshot(request).await;
            let response = response.expect("routers do not fail");
            assert_eq!(response.status(), StatusCode::NO_CONTENT, "{path}");
            black_box(response);
        }
        best = best.min(begun.elapsed() / requests);
    }
    best
}

fn router(operations: &[&'static Operation]) -> Router {
    let mut routes = Routes::new(Arc::new(()));
    for operation in operations {
        routes = routes.add(operation, |_, _| ready(Ok::<_, Fault>(Answer::empty(204))));
    }
    Server::open(&API).mount(routes.finish()).into_router()
}

/// Leaks an operation, since operations are static in generated code.
fn operation(path: &str) -> &'static Operation {
    Box::leak(Box::new(Operation {
        id: "operation",
        method: Method::GET,
        path: path.to_owned().leak(),
        params: &[],
        body: None,
        answers: &[],
        security: &[],
    }))
}

fn numbered(pattern: &str, number: usize) -> String {
    pattern.replace('#', &number.to_string())
}
