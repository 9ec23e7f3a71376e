//! The document names 204 and 404 for `delete-user`; a 200 with a body must not compile.

use graph_users_server::model::User;
use graph_users_server::users::DeleteUserAnswer;

fn main() {
    let _ = DeleteUserAnswer::Ok(User::default());
}
