//! A page of users from its text.

use crate::hand::{KeepingUser, Page, User};
use crate::rounds::{Comparison, Side, Spent, Turn};
use crate::users;
use anyhow::{Result, ensure};
use graph_users_client::model::UserCollection;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::hint::black_box;

/// Compares decoding with the derives of serde, both keeping unknown members, and one dropping them.
pub(crate) fn measure() -> Result<Vec<Comparison>> {
    let page = users::page(users::user_of_tomorrow);
    let text = page.to_string();
    same::<UserCollection>(&text, &page)?;
    same::<Page<KeepingUser>>(&text, &page)?;
    let turn = |side| match side {
        Side::Generated => decode::<UserCollection>(&text),
        Side::Hand => decode::<Page<KeepingUser>>(&text),
    };
    let keeping = Comparison::run("decode 999 users", turn)?.at_least(0.95);
    let turn = |side| match side {
        Side::Generated => decode::<UserCollection>(&text),
        Side::Hand => decode::<Page<User>>(&text),
    };
    let dropping = Comparison::run("decode 999 users, hand drops unknown", turn)?;
    Ok(vec![keeping, dropping])
}

/// Makes sure that nothing is lost on the way.
fn same<T: DeserializeOwned + serde::Serialize>(text: &str, value: &Value) -> Result<()> {
    let again = serde_json::to_value(serde_json::from_str::<T>(text)?)?;
    ensure!(again == *value, "a page is another one after decoding");
    Ok(())
}

fn decode<T: DeserializeOwned>(text: &str) -> Result<Spent> {
    let mut turn = Turn::begin("thread-self");
    loop {
        black_box(serde_json::from_str::<T>(black_box(text))?);
        if !turn.goes_on(1) {
            return Ok(turn.end());
        }
    }
}
