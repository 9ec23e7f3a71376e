//! The document asks for a token, so a router without somebody who checks it must not compile.

use graph_users_server::router;
use graphwright_examples::users_service::UsersService;

fn main() {
    let _ = router(UsersService::new("http://localhost/v1.0"));
}
