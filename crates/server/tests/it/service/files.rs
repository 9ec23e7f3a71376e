//! Forms with files, of which large ones are not in memory.

use axum::body::Body as Sent;
use graphwright_server::{
    Accepted, Answer, Api, Body, Documented, Fault, Limits, Method, Operation, Routes, Schema,
    Server,
};
use graphwright_wire::File;
use http::Request;
use serde::Deserialize;
use std::sync::{Arc, Mutex};
use tower::ServiceExt;

static API: Api = Api {
    name: "files",
    base_path: "",
    openapi: "{}",
    error_shape: None,
    scopes: &[],
};

const FILE: Schema = Schema::string().format("binary");
static UPLOAD: Schema = Schema::object().properties(&[
    ("title", Schema::string()),
    ("photo", FILE),
    ("pages", Schema::array(&FILE)),
]);

static TAKE: Operation = Operation {
    id: "take",
    method: Method::POST,
    path: "/forms",
    params: &[],
    body: Some(&Body::required(&[(
        "multipart/form-data",
        Schema::reference(&UPLOAD),
    )])),
    answers: &[Documented::empty(204)],
    security: &[],
};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Upload {
    title: String,
    photo: Option<File>,
    pages: Vec<File>,
}

type Store = Mutex<Upload>;

async fn take(store: Arc<Store>, mut request: Accepted) -> Result<Answer, Fault> {
    *store.lock().expect("no test panics with it") = request.form()?;
    Ok(Answer::empty(204))
}

/// A limit of 4 KiB for memory, 300 KiB for a form, and 200 KiB for each file.
const LIMITS: Limits = Limits::new()
    .body(4 << 10)
    .stream(300 << 10)
    .file(200 << 10);

/// Sends parts, each with a name and a size. A part is a file if its name has a capital letter.
/// Returns what the handler got, or the status of the refusal.
async fn send_parts(parts: &[(&str, usize)]) -> Result<Upload, u16> {
    let mut form = String::new();
    for (name, size) in parts {
        let file = if name.contains(char::is_uppercase) {
            "; filename=\"f\""
        } else {
            ""
        };
        let (name, content) = (name.to_lowercase(), "x".repeat(*size));
        form.extend([
            "--b\r\nContent-Disposition: form-data; name=\"",
            &name,
            "\"",
            file,
            "\r\n\r\n",
            &content,
            "\r\n",
        ]);
    }
    form += "--b--\r\n";
    let store = Arc::new(Store::default());
    let routes = Routes::new(Arc::clone(&store)).add(&TAKE, take).finish();
    let server = Server::open(&API)
        .limits(LIMITS)
        .mount(routes)
        .into_router();
    let request = Request::post("/forms").header("content-type", "multipart/form-data; boundary=b");
    let response = server
        .oneshot(request.body(Sent::from(form)).unwrap())
        .await
        .unwrap();
    match response.status().as_u16() {
        204 => Ok(std::mem::take(&mut *store.lock().unwrap())),
        status => Err(status),
    }
}

#[tokio::test]
async fn files_beyond_the_memory_are_on_a_disk() {
    let upload = send_parts(&[
        ("title", 1000),
        ("Photo", 150 << 10),
        ("Pages", 1000),
        ("Pages", 3000),
    ]);
    let upload = upload.await.unwrap();
    assert_eq!(upload.title.len(), 1000);
    let photo = upload.photo.unwrap();
    assert_eq!(
        (photo.len(), photo.bytes().unwrap().len()),
        (150 << 10, 150 << 10)
    );
    assert_eq!(photo.name.as_deref(), Some("f"));
    let places: Vec<bool> = upload
        .pages
        .iter()
        .map(|page| page.on_disk().is_some())
        .collect();
    assert_eq!(places, [false, true], "the second is more than is left");

    let path = photo.on_disk().unwrap().to_owned();
    assert!(path.exists());
    drop(photo);
    assert!(!path.exists());
}

#[tokio::test]
async fn large_parts_are_refused() {
    assert_eq!(
        send_parts(&[("title", 5000)]).await.unwrap_err(),
        413,
        "no file"
    );
    assert_eq!(
        send_parts(&[("Photo", 201 << 10)]).await.unwrap_err(),
        413,
        "one file"
    );
    let all = [("Pages", 160 << 10), ("Pages", 160 << 10)];
    assert_eq!(send_parts(&all).await.unwrap_err(), 413, "the form");
    let upload = send_parts(&[("Photo", 200 << 10)]).await.unwrap();
    assert_eq!(upload.photo.unwrap().len(), 200 << 10);
}

#[tokio::test]
async fn an_undeclared_file_is_dropped() {
    let upload = send_parts(&[("Other", 250 << 10), ("pages[]", 7), ("Pages[]", 8)])
        .await
        .unwrap();
    let sizes: Vec<u64> = upload.pages.iter().map(File::len).collect();
    assert_eq!(sizes, [7, 8]);
}
