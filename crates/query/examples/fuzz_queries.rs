//! Reads random strings as queries over an index, and tells the slowest: `fuzz_queries INDEX COUNT [SEED] [--search]`.
//!
//! Each is parsed and planned; with `--search`, also run. A panic ends the program; the seed brings it back. Times are
//! the processor's, of one thread. One over ten milliseconds is measured thrice more, and its least counts: the rest
//! is the machine's.

#![allow(clippy::print_stdout, reason = "it is run by hand, to measure")]

#[path = "../tests/queries/mutants.rs"]
mod mutants;

use std::time::Duration;

use jiff::civil::date;
use query::{Archive, Error, Matching, Search};
use rustix::time::{ClockId, clock_gettime};

use crate::mutants::Mutants;

const SLOW: Duration = Duration::from_millis(10);

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (flags, words): (Vec<String>, Vec<String>) = std::env::args().skip(1).partition(|word| word.starts_with("--"));
    let [index, count, rest @ ..] = words.as_slice() else {
        return Err("fuzz_queries INDEX COUNT [SEED] [--search]".into());
    };
    let seed: u64 = rest.first().map_or(Ok(1), |seed| seed.parse())?;
    let archive = Archive::open(index)?;
    let searches = flags.iter().any(|flag| flag == "--search");
    let (mut read, mut refused, mut total) = (0_u64, 0_u64, Duration::ZERO);
    let mut slowest: Vec<(Duration, String)> = Vec::new();
    for (number, text) in Mutants::new(seed).take(count.parse()?).enumerate() {
        let matching = [None, None, Some(Matching::Most), Some(Matching::Any)][number % 4];
        let search = Search {
            plain: number % 16 == 0,
            names: number % 2 == 0,
            matching,
            ..Search::new(text, date(2024, 12, 7))
        };
        let (mut took, outcome) = timed(&archive, &search, searches);
        match outcome {
            Ok(()) => read += 1,
            Err(Error::Query(_)) => refused += 1,
            Err(error) => return Err(format!("{:?}: {error}", search.text).into()),
        }
        if took > SLOW {
            took = (0..3).map(|_| timed(&archive, &search, searches).0).fold(took, Duration::min);
        }
        total += took;
        if slowest.len() < 5 || slowest.last().is_some_and(|(least, _)| took > *least) {
            slowest.push((took, search.text));
            slowest.sort_by_key(|(took, _)| std::cmp::Reverse(*took));
            slowest.truncate(5);
        }
    }
    println!("{read} read, {refused} refused, {:.2?} on average", total / u32::try_from(read + refused)?.max(1));
    for (took, text) in slowest {
        println!("{took:8.2?} {} bytes: {}", text.len(), text.chars().take(300).collect::<String>().escape_debug());
    }
    Ok(())
}

fn timed(archive: &Archive, search: &Search, searches: bool) -> (Duration, Result<(), Error>) {
    let start = processor_time();
    let outcome = if searches { archive.search(search).map(drop) } else { archive.reading(search).map(drop) };
    (processor_time().saturating_sub(start), outcome)
}

/// What this thread has used of a processor.
fn processor_time() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(u64::try_from(time.tv_sec).unwrap_or(0), u32::try_from(time.tv_nsec).unwrap_or(0))
}
