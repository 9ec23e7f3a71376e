//! The photo of a user: bytes that are uploaded and downloaded, in memory and as streams.

use super::{client, error, status};
use graph_users_client::runtime::{Body, Call as _};
use graph_users_client::users_beta::{GetUserPhotoContentError, ReplaceUserPhotoContentError};
use graph_users_client::{Client, StaticToken};
use graph_users_server::model::UserKey;
use graph_users_server::runtime::ByteStream;
use graph_users_server::users_beta::{
    self, GetInUserPhotosContentAnswer, GetUserPhotoContentAnswer, ReplaceUserPhotoContentAnswer,
    ReplaceUserPhotoContentParams,
};
use graph_users_server::{AllowAll, Authorizer, Call, Fault, StaticTokens, UsersBeta, server};
use graphwright_examples::serve::{Serving, serve};
use std::collections::HashMap;
use std::sync::{Arc, Mutex};

/// The photos of two users; others do not exist.
#[derive(Default)]
struct Photos(Mutex<HashMap<String, Vec<u8>>>);

const USERS: [&str; 2] = ["adele", "a/b"];
/// The only size of smaller photos.
const SIZE: &str = "48x48";

impl Photos {
    fn find(&self, user: &UserKey) -> Option<ByteStream> {
        let photos = self.0.lock().expect("no test panics with it");
        photos.get(user.as_str()).cloned().map(ByteStream::from)
    }
}

impl UsersBeta for Photos {
    async fn get_photo_content(
        &self,
        _: Call,
        user: UserKey,
    ) -> Result<GetUserPhotoContentAnswer, Fault> {
        Ok(match self.find(&user) {
            Some(photo) => GetUserPhotoContentAnswer::Ok(photo),
            None => GetUserPhotoContentAnswer::NotFound(error("imageNotFound")),
        })
    }

    async fn replace_photo_content(
        &self,
        _: Call,
        user: UserKey,
        _: ReplaceUserPhotoContentParams,
        body: ByteStream,
    ) -> Result<ReplaceUserPhotoContentAnswer, Fault> {
        if !USERS.contains(&user.as_str()) {
            let lost = error("resourceNotFound");
            return Ok(ReplaceUserPhotoContentAnswer::NotFound(lost));
        }
        let photo = body.bytes().await?.to_vec();
        let mut photos = self.0.lock().expect("no test panics with it");
        photos.insert(user.as_str().to_owned(), photo);
        Ok(ReplaceUserPhotoContentAnswer::Ok)
    }

    async fn get_in_photos_content(
        &self,
        _: Call,
        user: UserKey,
        size: String,
    ) -> Result<GetInUserPhotosContentAnswer, Fault> {
        Ok(match self.find(&user).filter(|_| size == SIZE) {
            Some(photo) => GetInUserPhotosContentAnswer::Ok(photo),
            None => GetInUserPhotosContentAnswer::NotFound(error("imageNotFound")),
        })
    }
}

async fn start(authorizer: impl Authorizer) -> (Client, Serving) {
    let photos = users_beta::routes(Arc::new(Photos::default()));
    let router = server(authorizer).mount(photos).into_router();
    let serving = serve(router).await.unwrap();
    (client(&serving), serving)
}

/// Bytes in which every value occurs, with a period that is not a power of two.
fn photo(length: usize) -> Vec<u8> {
    (0..=u8::MAX).chain(0..251).cycle().take(length).collect()
}

#[tokio::test]
async fn an_uploaded_photo_is_downloaded() {
    let (client, _serving) = start(AllowAll).await;
    let users = client.users_beta();
    for (user, length) in [("adele", 3 << 20), ("a/b", 1)] {
        let photo = photo(length);
        let upload = users.replace_photo_content(user, photo.clone());
        upload.await.unwrap();
        let whole = users.get_photo_content(user).await.unwrap();
        assert!(whole == photo, "{user}: {} of {length}", whole.len());
        let smaller = users.get_in_photos_content(user, SIZE).await.unwrap();
        assert!(smaller == photo, "{user}: {} of {length}", smaller.len());
    }
    // A file without bytes is a file.
    users.replace_photo_content("adele", "").await.unwrap();
    let empty = users.get_photo_content("adele").await.unwrap();
    assert_eq!(empty.len(), 0);
}

#[tokio::test]
async fn photos_are_streamed() {
    let (client, _serving) = start(AllowAll).await;
    let users = client.users_beta();
    let photo = photo(3 << 20);
    users
        .replace_photo_content("adele", photo.clone())
        .await
        .unwrap();

    let mut download = users.get_photo_content("adele").download().await.unwrap();
    assert_eq!(download.media_type(), Some("image/jpeg"));
    assert_eq!(download.length(), Some(3 << 20));
    let (mut chunks, mut bytes) = (0, Vec::new());
    while let Some(chunk) = download.next().await {
        chunks += 1;
        bytes.extend_from_slice(&chunk.unwrap());
    }
    assert!(chunks > 1 && bytes == photo, "{chunks} chunks");

    // The photo of one user is uploaded for another while it is downloaded.
    let download = users.get_photo_content("adele").download().await.unwrap();
    let upload = users.replace_photo_content("a/b", Body::from(download));
    upload.await.unwrap();
    let copy = users.get_photo_content("a/b").await.unwrap();
    assert!(copy == photo, "{} bytes", copy.len());
}

#[tokio::test]
async fn missing_photos_and_users_are_404() {
    let (client, _serving) = start(AllowAll).await;
    let users = client.users_beta();
    let none = GetUserPhotoContentError::NotFound(error("imageNotFound"));
    let failed = users.get_photo_content("adele").await.unwrap_err();
    assert_eq!(
        (failed.status(), failed.failure()),
        (Some(404), Some(&none))
    );
    let failed = users.get_photo_content("adele").download().await;
    let failed = failed.unwrap_err();
    assert_eq!(
        (failed.status(), failed.failure()),
        (Some(404), Some(&none))
    );
    assert_eq!(failed.code(), Some("imageNotFound"));

    let failed = users.replace_photo_content("nobody", "a").await;
    let failed = failed.unwrap_err();
    let nobody = ReplaceUserPhotoContentError::NotFound(error("resourceNotFound"));
    assert_eq!(
        (failed.status(), failed.failure()),
        (Some(404), Some(&nobody))
    );
    let size = users.get_in_photos_content("adele", "1x1").await;
    assert!(size.unwrap_err().is_not_found());
}

/// The `$` of the path may be percent-encoded (RFC 3986 section 6.2.2.2).
#[tokio::test]
async fn the_path_may_be_percent_encoded() {
    let (client, serving) = start(AllowAll).await;
    let upload = client.users_beta().replace_photo_content("adele", "a");
    upload.await.unwrap();
    let users = "/beta/users/adele";
    for (line, expected) in [
        (format!("GET {users}/photo/$value"), 200),
        (format!("GET {users}/photo/%24value"), 200),
        (format!("GET {users}/photos/48x48/$value"), 200),
        (format!("GET {users}/photos/48x48/%24value"), 200),
        (format!("GET {users}/photo/value"), 404),
        (format!("GET {users}/photo/$value/"), 404),
        (format!("DELETE {users}/photo/$value"), 405),
        (format!("PUT {users}/photos/48x48/$value"), 405),
        // Metadata is another operation, which this service does not have.
        (format!("GET {users}/photo"), 501),
        ("GET /v1.0/users/adele/photo/$value".to_owned(), 404),
    ] {
        assert_eq!(status(&serving, &line).await, expected, "{line}");
    }
}

#[tokio::test]
async fn permission_to_read_is_not_permission_to_write() {
    let tokens = StaticTokens::new()
        .token("reads", ["User.Read"])
        .token("writes", ["User.ReadWrite"]);
    let (_, serving) = start(tokens).await;
    let by = |token: &str| {
        let base = format!("{}/v1.0", serving.origin);
        let client = Client::builder().base_url(base);
        client.token(StaticToken::new(token)).build().unwrap()
    };
    let (reads, writes) = (by("reads").users_beta(), by("writes").users_beta());
    let refused = reads.replace_photo_content("adele", "a").await.unwrap_err();
    assert_eq!(refused.status(), Some(403));
    writes.replace_photo_content("adele", "a").await.unwrap();
    assert_eq!(reads.get_photo_content("adele").await.unwrap(), "a");
}
