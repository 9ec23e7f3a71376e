//! The README's client against the README's service: the whole way, with tokens that are checked.

use graph_users_client::model::{UserId, UserUpdate};
use graph_users_client::users::GetUserError;
use graph_users_client::{Client, StaticToken};
use graph_users_server::{StaticTokens, router};
use graphwright_examples::address_book::AddressBook;
use graphwright_examples::readme::client::hire;
use graphwright_examples::serve::serve;

#[tokio::test]
async fn hired_found_changed_and_gone() {
    let callers = StaticTokens::new()
        .token("admin", ["User.Read.All", "User.ReadWrite.All"])
        .token("mailer", ["Mail.Read"]);
    let serving = serve(router(AddressBook::default(), callers))
        .await
        .unwrap();
    let url = format!("{}/v1.0", serving.origin);
    hire(&url, "admin").await.unwrap();

    let client = |token: &str| {
        let token = StaticToken::new(token);
        Client::builder()
            .base_url(&url)
            .token(token)
            .build()
            .unwrap()
    };
    let users = client("admin").users();
    let adele = users.get("adele@contoso.com").await.unwrap();
    assert_eq!(
        adele.job_title.as_deref(),
        Some("Product Marketing Manager")
    );
    assert_eq!(adele.department.as_deref(), Some("Marketing"));

    let id = adele.id.unwrap().to_string();
    users
        .update(&id, UserUpdate::default().department("Sales"))
        .await
        .unwrap();
    assert_eq!(
        users.get(&id).await.unwrap().department.as_deref(),
        Some("Sales")
    );
    users.delete(&id).await.unwrap();
    let gone = users.get(&id).await.unwrap_err();
    assert!(
        matches!(gone.failure(), Some(GetUserError::NotFound(_))),
        "{gone}"
    );

    for (token, status) in [("nobody", 401), ("mailer", 403)] {
        let refused = client(token).users().list().await.unwrap_err();
        assert_eq!(refused.status(), Some(status), "{refused}");
    }
}

#[test]
fn an_id_is_a_uuid_or_another_text() {
    let text = "87d349ed-44d7-43e1-9a83-5f2406dee5bd";
    let uuid = UserId::new(text).as_uuid();
    assert_eq!(uuid.map(|uuid| uuid.to_string()).as_deref(), Some(text));
    // The id of a personal account.
    assert_eq!(UserId::new("0003bffd9a3b1c2e").as_uuid(), None);
}
