use pets_server::model::{Pet, PetKind, Problem};
use pets_server::pets::{GetPetAnswer, ListPetsAnswer, ListPetsParams};
use pets_server::{Call, Fault, Pets, Principal, StaticTokens, router};

struct Shop;

impl Pets for Shop {
    async fn list(&self, _: Call, params: ListPetsParams) -> Result<ListPetsAnswer, Fault> {
        let limit = usize::try_from(params.limit.unwrap_or(100))?;
        Ok(ListPetsAnswer::Ok(pets().take(limit).collect()))
    }

    async fn get(&self, _: Call, id: i64) -> Result<GetPetAnswer, Fault> {
        Ok(match pets().find(|pet| pet.id == id) {
            Some(pet) => GetPetAnswer::Ok(pet),
            None => GetPetAnswer::NotFound(Problem::new("notFound", "no pet has this id")),
        })
    }
}

fn pets() -> impl Iterator<Item = Pet> {
    let rex = Pet::new(1, "Rex").kind(PetKind::Dog);
    [rex, Pet::new(2, "Tom").kind(PetKind::Cat)].into_iter()
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let callers = StaticTokens::new().principal("secret", Principal::user("adele"));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:8080").await?;
    axum::serve(listener, router(Shop, callers)).await
}
