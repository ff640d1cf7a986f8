//! Indexes folders, and tells how long it took: `index HOME [--watch] [PATH...]`.

#![allow(clippy::print_stdout, reason = "it is run by hand, to measure")]

use std::path::PathBuf;
use std::time::Instant;

use indexer::{Event, Indexer, Options, SyncOptions};
use schema::Home;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut words = std::env::args_os().skip(1).map(PathBuf::from);
    let home = Home::new(words.next().unwrap_or_else(|| PathBuf::from("index")));
    let (flags, paths): (Vec<PathBuf>, Vec<PathBuf>) = words.partition(|word| word.as_os_str() == "--watch");
    let started = Instant::now();
    let progress = |event: &Event| {
        if !matches!(event, Event::Reading { .. }) {
            println!("{:8.3} {event:?}", started.elapsed().as_secs_f64());
        }
    };
    let mut indexer = Indexer::open(home, Options::default())?;
    let summary = indexer.sync(&paths, &SyncOptions { retry: true, ..SyncOptions::default() }, &progress)?;
    println!("{summary:#?}\nin all {:?}", started.elapsed());
    if !flags.is_empty() {
        indexer.watch(&progress)?;
    }
    Ok(())
}
