//! Fields of a later version than that of the build.

use graph_users_client::model::User;

/// A field that only `alpha` has is a field in a build with it, and an additional member otherwise.
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
