//! The README's client with the README's server, whose tokens are checked.

use graph_users_client::model::{UserId, UserUpdate};
use graph_users_client::users::GetUserError;
use graph_users_client::{Client, Paged, StaticToken};
use graphwright_examples::readme::client::hire;
use graphwright_examples::readme::server::run;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

#[tokio::test]
async fn a_user_is_hired_found_changed_and_deleted() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/v1.0", listener.local_addr().unwrap());
    let (stop, stopped) = oneshot::channel();
    let stopped = async { stopped.await.unwrap() };
    let serving = tokio::spawn(run(listener, stopped));

    let client = |token: &str| {
        let token = StaticToken::new(token);
        let client = Client::builder().base_url(&url).token(token);
        client.build().unwrap()
    };
    let users = client("megan's token").users();
    // The initial users include an Adele, whose name is available after her deletion.
    let before = users.get("adele@contoso.com").await.unwrap();
    users.delete("adele@contoso.com").await.unwrap();
    hire(&url, "megan's token").await.unwrap();

    let adele = users
        .get("adele@contoso.com")
        .select("id,jobTitle,department");
    let adele = adele.await.unwrap();
    assert_ne!(adele.id, before.id);
    assert_eq!(
        adele.job_title.as_deref(),
        Some("Product Marketing Manager")
    );
    assert_eq!(adele.department.as_deref(), Some("Marketing"));

    let id = adele.id.unwrap();
    let moved = UserUpdate::default().department("Sales");
    users.update(&id, moved).await.unwrap();
    let adele = users.get(&id).select("department").await.unwrap();
    assert_eq!(adele.department.as_deref(), Some("Sales"));

    let everybody = client("a reader's token").users().list().top(3).stream();
    let everybody = everybody.all().await.unwrap();
    assert_eq!(everybody.len(), 4);
    for (token, status) in [("nobody's token", 401), ("a reader's token", 403)] {
        let refused = client(token).users().delete(&id).await.unwrap_err();
        assert_eq!(refused.status(), Some(status), "{refused}");
    }
    users.delete(&id).await.unwrap();
    let gone = users.get(&id).await.unwrap_err();
    assert!(
        matches!(gone.failure(), Some(GetUserError::NotFound(_))),
        "{gone}"
    );

    stop.send(()).unwrap();
    serving.await.unwrap().unwrap();
}

#[test]
fn an_id_is_a_uuid_or_another_text() {
    let text = "87d349ed-44d7-43e1-9a83-5f2406dee5bd";
    let uuid = UserId::new(text).as_uuid();
    assert_eq!(uuid.map(|uuid| uuid.to_string()).as_deref(), Some(text));
    // The id of a personal account.
    assert_eq!(UserId::new("0003bffd9a3b1c2e").as_uuid(), None);
}
