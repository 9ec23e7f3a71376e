use pets_client::pets::GetPetError;
use pets_client::{Client, StaticToken};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::builder()
        .token(StaticToken::new("secret"))
        .build()?;
    for pet in client.pets().list().limit(10).await? {
        println!("{}: {}", pet.id, pet.name);
    }
    match client.pets().get(7).await {
        Ok(pet) => println!("{} was born {:?}", pet.name, pet.born),
        Err(error) => match error.failure() {
            Some(GetPetError::NotFound(problem)) => println!("not found: {}", problem.message),
            _ => return Err(error.into()),
        },
    }
    Ok(())
}
