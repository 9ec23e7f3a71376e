//! The document asks for a token, so a router without somebody who checks it must not compile.

use graph_users_server::router;
use graphwright_examples::address_book::AddressBook;

fn main() {
    let _ = router(AddressBook::default());
}
