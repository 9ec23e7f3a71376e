//! Decoding of a page of users.

use crate::manual::{KeepingUser, Page, User};
use crate::rounds::{Comparison, Side, Spent, Turn};
use crate::users;
use anyhow::{Result, ensure};
use graph_users_client::model::UserCollection;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::hint::black_box;

/// Compares decoding with the derives of serde, once with unknown members and once without them.
pub(crate) fn measure() -> Result<Vec<Comparison>> {
    let page = users::page(users::user_with_unknown);
    let text = page.to_string();
    check_round_trip::<UserCollection>(&text, &page)?;
    check_round_trip::<Page<KeepingUser>>(&text, &page)?;
    let turn = |side| match side {
        Side::Generated => decode::<UserCollection>(&text),
        Side::Manual => decode::<Page<KeepingUser>>(&text),
    };
    let keeping = Comparison::run("decode 999 users", turn)?.with_min_speed(0.95);
    let turn = |side| match side {
        Side::Generated => decode::<UserCollection>(&text),
        Side::Manual => decode::<Page<User>>(&text),
    };
    let dropping = Comparison::run("decode 999 users, manual drops unknown", turn)?;
    Ok(vec![keeping, dropping])
}

/// Checks that a round trip loses nothing.
fn check_round_trip<T: DeserializeOwned + serde::Serialize>(
    text: &str,
    value: &Value,
) -> Result<()> {
    let again = serde_json::to_value(serde_json::from_str::<T>(text)?)?;
    ensure!(
        again == *value,
        "a page changes when it is decoded and encoded"
    );
    Ok(())
}

fn decode<T: DeserializeOwned>(text: &str) -> Result<Spent> {
    let mut turn = Turn::start("thread-self");
    loop {
        black_box(serde_json::from_str::<T>(black_box(text))?);
        if !turn.count(1) {
            return Ok(turn.end());
        }
    }
}
