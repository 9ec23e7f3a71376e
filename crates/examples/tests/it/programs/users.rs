//! Programs that list and change users.

use super::{run, token, users_service};

#[tokio::test]
async fn all_users_are_listed() {
    let url = users_service().await;
    let variables = [
        ("GRAPH_URL", url.as_str()),
        ("GRAPH_TOKEN", &token("reader")),
    ];
    for size in ["1", "3", "999"] {
        let ran = run(env!("CARGO_BIN_EXE_list-users"), &[size], &variables).await;
        assert_eq!(
            ran.output(),
            "Megan Bowen\nLee Gu\nAdele Vance\nAlex Wilber\n4 users\n"
        );
    }
}

#[tokio::test]
async fn a_phone_number_is_set_and_a_field_is_cleared() {
    let url = users_service().await;
    let token = token("administrator");
    let variables = [("GRAPH_URL", url.as_str()), ("GRAPH_TOKEN", &token)];
    let program = env!("CARGO_BIN_EXE_update-user");
    for number in ["+1 425 555 0109", "+1 425 555 0110"] {
        let ran = run(program, &["adele@contoso.com", number], &variables).await;
        let expected = format!("Adele Vance: phone {number}, office none\n");
        assert_eq!(ran.output(), expected);
    }
    let ran = run(program, &["adele@contoso.com"], &variables).await;
    assert_eq!(ran.error_output(), "Error: USER NUMBER\n");
}

#[tokio::test]
async fn two_accounts_call_at_once() {
    let url = users_service().await;
    let tokens = format!("{},{}", token("member"), token("helpdesk"));
    let variables = [("GRAPH_URL", url.as_str()), ("GRAPH_TOKENS", &tokens)];
    let ran = run(env!("CARGO_BIN_EXE_two-accounts"), &[], &variables).await;
    assert_eq!(ran.output(), "Adele Vance\nLee Gu\n");
}

#[tokio::test]
async fn a_script_needs_no_runtime() {
    let url = users_service().await;
    let token = token("administrator");
    let variables = [("GRAPH_URL", url.as_str()), ("GRAPH_TOKEN", &token)];
    let program = env!("CARGO_BIN_EXE_script");
    let ran = run(program, &["Marketing"], &variables).await;
    assert_eq!(
        ran.output(),
        "Megan Bowen: Marketing\nLee Gu: Marketing\nAdele Vance: Marketing\nAlex Wilber: Marketing\n"
    );
    let ran = run(program, &["Sales"], &variables).await;
    assert_eq!(ran.output(), "", "they all have one by now");
}
