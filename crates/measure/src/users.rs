//! Users as JSON: made up, with as many members as those of a company have.

use serde_json::{Value, json};

/// The maximum number of users of a page.
pub(crate) const PAGE: usize = 999;

/// The number of users in all pages.
pub(crate) const USERS: usize = 100_000;

/// A user with every kind of member, all of them in the document.
pub(crate) fn user(number: usize) -> Value {
    let id = id(number);
    let name = format!("Person {number}");
    let mail = format!("person{number}@contoso.com");
    json!({
        "id": id,
        "displayName": name,
        "userPrincipalName": mail,
        "mail": mail,
        "givenName": "Person",
        "surname": format!("Number {number}"),
        "jobTitle": "Product Marketing Manager",
        "department": "Sales & Marketing",
        "officeLocation": "18/2111",
        "mobilePhone": "+1 858 555 0109",
        "businessPhones": ["+1 425 555 0109", "+1 425 555 0110"],
        "accountEnabled": !number.is_multiple_of(7),
        "usageLocation": "US",
        "preferredLanguage": "en-US",
        "createdDateTime": "2023-03-01T09:30:00Z",
        "lastPasswordChangeDateTime": "2024-11-18T19:03:10Z",
        "userType": if number.is_multiple_of(10) { "Guest" } else { "Member" },
        "assignedLicenses": [{
            "skuId": "c7df2760-2c81-4ef7-b578-5b5392b571df",
            "disabledPlans": ["8a256a2b-b617-496d-b51b-e76466e88db0"],
        }],
        "onPremisesSyncEnabled": true,
        "city": "Redmond",
        "country": "United States",
        "onPremisesLastSyncDateTime": "2024-11-20T04:00:00Z",
        "mailNickname": format!("person{number}"),
        "otherMails": [format!("person{number}@fabrikam.com")],
        "postalCode": "98052",
        "proxyAddresses": [format!("SMTP:{mail}")],
        "state": "WA",
        "streetAddress": "One Microsoft Way \u{2013} Building 18",
    })
}

/// A user with further members that are not in the document, as later versions of an API send them.
pub(crate) fn user_with_unknown(number: usize) -> Value {
    let mut user = user(number);
    user["@odata.id"] = json!(format!("https://graph.microsoft.com/v2/users/{number}"));
    user["employeeId"] = json!(format!("{number:06}"));
    user["signInActivity"] = json!({"lastSignInDateTime": "2024-11-20T04:00:00Z", "attempts": 3});
    user
}

/// The id of a user.
pub(crate) fn id(number: usize) -> String {
    format!("87d349ed-44d7-43e1-9a83-{number:012}")
}

/// A whole page of users.
pub(crate) fn page(user: impl Fn(usize) -> Value) -> Value {
    let users: Vec<Value> = (0..PAGE).map(user).collect();
    json!({
        "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#users",
        "value": users,
    })
}

/// The body of a request that creates a user.
pub(crate) fn new_user() -> Value {
    json!({
        "accountEnabled": true,
        "displayName": "Adele Vance",
        "mailNickname": "AdeleV",
        "userPrincipalName": "adelev@contoso.com",
        "passwordProfile": {"password": "xWwvJ]6NMw+bWH-d", "forceChangePasswordNextSignIn": true},
        "givenName": "Adele",
        "surname": "Vance",
        "jobTitle": "Product Marketing Manager",
        "department": "Sales & Marketing",
        "usageLocation": "US",
    })
}
