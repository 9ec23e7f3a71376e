//! A photo there and back: the program against stubs of the `beta` operations.

use super::{run, serve};
use graph_users_server::model::UserKey;
use graph_users_server::runtime::ByteStream;
use graph_users_server::users_beta::{
    self, GetUserPhotoContentAnswer, ReplaceUserPhotoContentAnswer, ReplaceUserPhotoContentParams,
};
use graph_users_server::{Call, Fault, StaticTokens, UsersBeta, server};
use std::collections::HashMap;
use std::fs;
use std::sync::{Arc, Mutex};

/// Everybody's photos.
#[derive(Default)]
struct Photos(Mutex<HashMap<String, Vec<u8>>>);

impl UsersBeta for Photos {
    async fn get_photo_content(
        &self,
        _call: Call,
        user: UserKey,
    ) -> Result<GetUserPhotoContentAnswer, Fault> {
        let photos = self.0.lock().unwrap();
        let photo = photos.get(user.as_str()).cloned().unwrap_or_default();
        Ok(GetUserPhotoContentAnswer::Ok(ByteStream::from(photo)))
    }

    async fn replace_photo_content(
        &self,
        _call: Call,
        user: UserKey,
        _params: ReplaceUserPhotoContentParams,
        photo: ByteStream,
    ) -> Result<ReplaceUserPhotoContentAnswer, Fault> {
        let photo = photo.bytes().await?.to_vec();
        self.0.lock().unwrap().insert(user.to_string(), photo);
        Ok(ReplaceUserPhotoContentAnswer::Ok)
    }
}

#[tokio::test]
async fn a_photo_goes_there_and_back() {
    let callers = StaticTokens::new().token("a-token", ["User.Read.All", "User.ReadWrite.All"]);
    let photos = users_beta::routes(Arc::new(Photos::default()));
    let origin = serve(|_| server(callers).mount(photos).into_router()).await;

    let folder = tempfile::tempdir().unwrap();
    let place = |name: &str| folder.path().join(name).display().to_string();
    let (from, to) = (place("from.jpg"), place("to.jpg"));
    let photo: Vec<u8> = (0..200_000_u32).map(|at| (at % 251) as u8).collect();
    fs::write(&from, &photo).unwrap();

    let url = format!("{origin}/v1.0");
    let variables = [("GRAPH_URL", url.as_str()), ("GRAPH_TOKEN", "a-token")];
    let args = ["adele@contoso.com", &from, &to];
    let ran = run(env!("CARGO_BIN_EXE_photo"), &args, &variables).await;
    assert_eq!(ran.output(), format!("{to}: 200000 bytes of image/jpeg\n"));
    assert!(
        ran.error_output()
            .ends_with("sent 200000 of Some(200000)\n")
    );
    assert_eq!(fs::read(&to).unwrap(), photo);
}
