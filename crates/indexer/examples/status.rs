//! Tells the state of an index: `status HOME [look]`.

#![allow(clippy::print_stdout, reason = "it is run by hand, to measure")]

use schema::Home;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut words = std::env::args().skip(1);
    let home = Home::new(words.next().unwrap_or_else(|| "index".to_owned()));
    let started = std::time::Instant::now();
    let status = indexer::status(&home, words.next().is_some())?;
    println!("{}", serde_json::to_string_pretty(&status)?);
    println!("in {:?}", started.elapsed());
    Ok(())
}
