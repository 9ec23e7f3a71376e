//! Fields of a later version than the one that the crates are built for.

use graph_users_client::model::User;

/// Fields that only `alpha` has are fields with it, and survive without it.
#[test]
fn fields_of_a_later_version_survive() {
    let text = r#"{"displayName":"Adele","Alias":"AdeleV"}"#;
    let user: User = serde_json::from_str(text).unwrap();
    #[cfg(feature = "alpha")]
    assert_eq!(user.alias.as_deref(), Some("AdeleV"));
    #[cfg(not(feature = "alpha"))]
    assert_eq!(user.additional.get("Alias"), Some(&"AdeleV".into()));
    let again: serde_json::Value = serde_json::to_value(&user).unwrap();
    assert_eq!(
        again,
        serde_json::from_str::<serde_json::Value>(text).unwrap()
    );
}
