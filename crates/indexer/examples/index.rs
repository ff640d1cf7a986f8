//! Indexes folders, and tells how long it took: `index HOME [PATH...]`.

#![allow(clippy::print_stdout, reason = "it is run by hand, to measure")]

use std::path::PathBuf;

use indexer::{Event, Indexer, Options, SyncOptions};
use schema::Home;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut words = std::env::args_os().skip(1).map(PathBuf::from);
    let home = Home::new(words.next().unwrap_or_else(|| PathBuf::from("index")));
    let paths: Vec<PathBuf> = words.collect();
    let progress = |event: &Event| {
        if !matches!(event, Event::Reading { .. }) {
            println!("{event:?}");
        }
    };
    let started = std::time::Instant::now();
    let mut indexer = Indexer::open(home, Options::default())?;
    let summary = indexer.sync(&paths, &SyncOptions { retry: true, ..SyncOptions::default() }, &progress)?;
    println!("{summary:#?}\nin all {:?}", started.elapsed());
    Ok(())
}
