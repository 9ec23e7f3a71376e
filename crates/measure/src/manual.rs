//! Manual code: types with serde's derives, and handlers for axum.

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::HashMap;
use std::sync::Arc;
use uuid::Uuid;

/// Declares the type of a user twice: one that keeps unknown members, as the generated type does, and one that drops them.
macro_rules! users {
    ($($field:ident: $ty:ty,)*) => {
        #[derive(Clone, Debug, Default, Serialize, Deserialize)]
        #[serde(rename_all = "camelCase")]
        pub(crate) struct KeepingUser {
            $(#[serde(skip_serializing_if = "Option::is_none")]
            pub $field: Option<$ty>,)*
            #[serde(flatten)]
            pub additional: Map<String, Value>,
        }

        #[derive(Clone, Debug, Default, Serialize, Deserialize)]
        #[serde(rename_all = "camelCase")]
        pub(crate) struct User {
            $(#[serde(skip_serializing_if = "Option::is_none")]
            pub $field: Option<$ty>,)*
        }
    };
}

users! {
    id: String,
    display_name: String,
    user_principal_name: String,
    mail: String,
    given_name: String,
    surname: String,
    job_title: String,
    department: String,
    office_location: String,
    mobile_phone: String,
    business_phones: Vec<String>,
    account_enabled: bool,
    usage_location: String,
    preferred_language: String,
    created_date_time: Timestamp,
    last_password_change_date_time: Timestamp,
    password_policies: String,
    user_type: UserType,
    assigned_licenses: Vec<AssignedLicense>,
    on_premises_sync_enabled: bool,
    on_premises_distinguished_name: String,
    external_user_state: String,
    about_me: String,
    assigned_plans: Vec<Value>,
    birthday: Timestamp,
    city: String,
    country: String,
    deleted_date_time: Timestamp,
    fax_number: String,
    hire_date: Timestamp,
    on_premises_immutable_id: String,
    interests: Vec<String>,
    on_premises_last_sync_date_time: Timestamp,
    mail_nickname: String,
    my_site: String,
    on_premises_security_identifier: String,
    other_mails: Vec<String>,
    past_projects: Vec<String>,
    postal_code: String,
    preferred_name: String,
    provisioned_plans: Vec<Value>,
    proxy_addresses: Vec<String>,
    responsibilities: Vec<String>,
    schools: Vec<String>,
    im_addresses: Vec<String>,
    skills: Vec<String>,
    state: String,
    street_address: String,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) enum UserType {
    Member,
    Guest,
    #[serde(untagged)]
    Other(String),
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct AssignedLicense {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sku_id: Option<Uuid>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disabled_plans: Option<Vec<Uuid>>,
}

/// A page of users.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Page<U> {
    #[serde(rename = "@odata.context", skip_serializing_if = "Option::is_none")]
    pub context: Option<String>,
    #[serde(rename = "@odata.nextLink", skip_serializing_if = "Option::is_none")]
    pub next_link: Option<String>,
    pub value: Vec<U>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct UserCreate {
    pub account_enabled: bool,
    pub display_name: String,
    pub mail_nickname: String,
    pub user_principal_name: String,
    pub password_profile: PasswordProfile,
    pub given_name: Option<String>,
    pub surname: Option<String>,
    pub job_title: Option<String>,
    pub department: Option<String>,
    pub usage_location: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct PasswordProfile {
    pub password: String,
}

#[derive(Debug, Deserialize)]
pub(crate) struct ListQuery {
    #[serde(rename = "$top")]
    top: Option<usize>,
}

/// The users that are served.
#[derive(Debug)]
pub(crate) struct Directory {
    pub by_id: HashMap<String, User>,
    pub all: Vec<User>,
}

pub(crate) async fn get(
    State(directory): State<Arc<Directory>>,
    Path(id): Path<String>,
) -> Result<Json<User>, StatusCode> {
    let user = directory.by_id.get(&id).cloned();
    user.map(Json).ok_or(StatusCode::NOT_FOUND)
}

pub(crate) async fn list(
    State(directory): State<Arc<Directory>>,
    Query(query): Query<ListQuery>,
) -> Json<Page<User>> {
    let top = query.top.unwrap_or(100);
    Json(Page {
        context: None,
        next_link: None,
        value: directory.all.iter().take(top).cloned().collect(),
    })
}

pub(crate) async fn create(
    Json(body): Json<UserCreate>,
) -> Result<(StatusCode, Json<User>), StatusCode> {
    if body.password_profile.password.is_empty() {
        return Err(StatusCode::BAD_REQUEST);
    }
    let user = User {
        id: Some(crate::users::id(0)),
        display_name: Some(body.display_name),
        user_principal_name: Some(body.user_principal_name),
        given_name: body.given_name,
        surname: body.surname,
        job_title: body.job_title,
        department: body.department,
        account_enabled: Some(body.account_enabled),
        usage_location: body.usage_location,
        mail_nickname: Some(body.mail_nickname),
        ..User::default()
    };
    Ok((StatusCode::CREATED, Json(user)))
}
