//! Versions: operations that `beta` and `alpha` add are served alongside v1.0 and called through
//! the same client.

use graph_users_client::{Client, StaticToken};
use graph_users_server::directory_objects_beta::{self, GetMemberGroupsAnswer};
use graph_users_server::model::{
    DirectoryObject, DirectoryObjectCollection, Event, EventCollection, GetMemberGroupsBody,
    GetMemberGroupsResponse, Group, User, UserKey,
};
use graph_users_server::users_beta::{
    self, ListUserEventsAnswer, ListUserOwnedObjectsAnswer, UpdateUserEventAnswer,
    UpdateUserEventParams,
};
use graph_users_server::{
    AllowAll, Call, DirectoryObjectsBeta, Fault, StaticTokens, UsersBeta, server, users,
};
use graphwright_examples::serve::{Serving, serve};
use graphwright_examples::users_service::UsersService;
use std::sync::Arc;

/// The operations of `beta` that these tests call.
struct Beta;

impl UsersBeta for Beta {
    async fn list_events(&self, _: Call, id: UserKey) -> Result<ListUserEventsAnswer, Fault> {
        let event = Event::default().id(id.as_str());
        let page = EventCollection::default().value([event]);
        Ok(ListUserEventsAnswer::Ok(page))
    }

    async fn update_event(
        &self,
        _: Call,
        _: UserKey,
        event: String,
        params: UpdateUserEventParams,
        body: Event,
    ) -> Result<UpdateUserEventAnswer, Fault> {
        assert_eq!(
            (event.as_str(), body.web_link.as_deref()),
            ("a/b", Some("w"))
        );
        assert_eq!(params.if_match.as_deref(), Some("*"));
        Ok(UpdateUserEventAnswer::NoContent)
    }

    async fn list_owned_objects(
        &self,
        _: Call,
        _: UserKey,
    ) -> Result<ListUserOwnedObjectsAnswer, Fault> {
        let mut user = User::default().display_name("Adele");
        user.additional
            .insert("@odata.type", "#microsoft.graph.user");
        let mut group = Group::default();
        group
            .additional
            .insert("@odata.type", "#Microsoft.Graph.Group");
        let page = DirectoryObjectCollection::default()
            .value([DirectoryObject::User(user), DirectoryObject::Group(group)]);
        Ok(ListUserOwnedObjectsAnswer::Ok(page))
    }
}

impl DirectoryObjectsBeta for Beta {
    async fn get_member_groups(
        &self,
        _: Call,
        id: String,
        body: GetMemberGroupsBody,
    ) -> Result<GetMemberGroupsAnswer, Fault> {
        assert_eq!(body.security_enabled_only, Some(true));
        let groups = GetMemberGroupsResponse::default().value([id]);
        Ok(GetMemberGroupsAnswer::Ok(groups))
    }
}

/// A client, and a server with two services: one for v1.0, and one for the groups of `beta`.
///
/// The server runs until the returned guard is dropped.
async fn serve_versions(authorizer: impl graph_users_server::Authorizer) -> (Client, Serving) {
    let beta = Arc::new(Beta);
    let router = server(authorizer)
        .mount(users::routes(Arc::new(UsersService::new(
            "http://localhost/v1.0",
        ))))
        .mount(users_beta::routes(Arc::clone(&beta)))
        .mount(directory_objects_beta::routes(beta))
        .into_router();
    let serving = serve(router).await.unwrap();
    let client = Client::builder()
        .base_url(format!("{}/v1.0", serving.origin))
        .token(StaticToken::new("token"))
        .build()
        .unwrap();
    (client, serving)
}

#[tokio::test]
async fn versions_are_served_alongside_each_other() {
    let (client, _serving) = serve_versions(AllowAll).await;
    let users = client.users().list().await.unwrap();
    assert_eq!(users.value.map(|users| users.len()), Some(4));

    let events = client
        .users_beta()
        .list_events("adele@contoso.com")
        .await
        .unwrap();
    assert_eq!(
        events.value.unwrap()[0].id.as_deref(),
        Some("adele@contoso.com")
    );

    let event = Event::default().web_link("w");
    let update = client.users_beta().update_event("adele", "a/b", event);
    update.if_match("*").await.unwrap();

    let body = GetMemberGroupsBody::default().security_enabled_only(true);
    let groups = client
        .directory_objects_beta()
        .get_member_groups("g", body)
        .await
        .unwrap();
    assert_eq!(groups.value.unwrap(), ["g"]);
}

#[tokio::test]
async fn an_open_union_distinguishes_its_objects() {
    let (client, _serving) = serve_versions(AllowAll).await;
    let owned = client
        .users_beta()
        .list_owned_objects("adele")
        .await
        .unwrap();
    match &owned.value.unwrap()[..] {
        [DirectoryObject::User(user), DirectoryObject::Group(_)] => {
            assert_eq!(user.display_name.as_deref(), Some("Adele"));
        }
        other => panic!("{other:?}"),
    }
    let text = r##"{"@odata.type":"#microsoft.graph.device","id":"d"}"##;
    let device: DirectoryObject = serde_json::from_str(text).unwrap();
    assert!(matches!(device, DirectoryObject::Unknown(_)));
    assert_eq!(serde_json::to_string(&device).unwrap(), text);
}

/// A feature does not make a service implement more: operations that it does not implement respond
/// with 501.
#[tokio::test]
async fn missing_operations_respond_with_501() {
    let (client, _serving) = serve_versions(AllowAll).await;
    let error = client.users_beta().get_calendar("adele").await.unwrap_err();
    assert_eq!(error.status(), Some(501));
    assert_eq!(error.code(), Some("notImplemented"));
}

/// The scopes of the table, of which one is enough.
#[tokio::test]
async fn scopes_are_those_of_the_table() {
    let callers = StaticTokens::new().token("token", ["User.Read"]);
    let (client, _serving) = serve_versions(callers).await;
    assert!(client.users_beta().list_events("adele").await.is_ok());
    let event = Event::default();
    let error = client
        .users_beta()
        .update_event("adele", "e", event)
        .await
        .unwrap_err();
    assert_eq!(error.status(), Some(403));
}

/// A base URL with the path of another version is not changed.
#[tokio::test]
async fn a_base_url_of_another_version_is_kept() {
    let (_, serving) = serve_versions(AllowAll).await;
    let client = Client::builder()
        .base_url(format!("{}/beta", serving.origin))
        .token(StaticToken::new("token"))
        .build()
        .unwrap();
    assert!(client.users_beta().list_events("adele").await.is_ok());
}
