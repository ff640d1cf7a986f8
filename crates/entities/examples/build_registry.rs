//! Measures the registry: `build_registry [FACTS [FILE]]` builds one from so many invented facts, and looks names up in
//! it. FILE receives its bytes: put in the place of `names.registry` of an index, it shows what a search pays for them.

use std::io::Write;
use std::time::Instant;

use article::Kind;
use entities::{Fact, Registry};

fn main() -> std::io::Result<()> {
    let count: u32 = std::env::args().nth(1).and_then(|count| count.parse().ok()).unwrap_or(150_000);
    let mut out = std::io::stdout().lock();
    let start = Instant::now();
    let first = Registry::build([Fact::new("paris", None, Kind::Place, 1), Fact::new("a b", None, Kind::Place, 1)]);
    writeln!(out, "shipped names read in {:?} ({} entities)", start.elapsed(), first.len())?;

    let facts = facts(count);
    let start = Instant::now();
    let registry = Registry::build(facts.clone());
    writeln!(out, "{count} facts, {} entities: built in {:?}", registry.len(), start.elapsed())?;
    let bytes = registry.to_bytes();
    if let Some(file) = std::env::args().nth(2) {
        std::fs::write(file, &bytes)?;
    }
    let start = Instant::now();
    let registry = Registry::from_buffer(std::sync::Arc::new(bytes)).map_err(std::io::Error::other)?;
    writeln!(out, "opened in {:?}, {} bytes", start.elapsed(), registry.to_bytes().len())?;
    let start = Instant::now();
    let found: usize = facts.iter().take(10_000).map(|fact| registry.resolve(&fact.surface, None).len()).sum();
    writeln!(out, "10,000 names resolved in {:?}, {found} readings", start.elapsed())?;
    let start = Instant::now();
    let found = facts.iter().filter(|fact| registry.entity_of(fact.name()).is_some()).count();
    writeln!(out, "{found} indexed names looked up in {:?}", start.elapsed())
}

/// Names of two invented words, two thirds of people, as an archive has them: most are rare.
fn facts(count: u32) -> Vec<Fact> {
    const SYLLABLES: &[&str] =
        &["ka", "mo", "ri", "sha", "del", "ben", "to", "vic", "lou", "ser", "an", "ny", "gra", "pol", "ti"];
    let word = |mut number: u32| {
        let mut word = String::new();
        for _ in 0..3 {
            word.push_str(SYLLABLES[(number % 15) as usize]);
            number /= 15;
        }
        word
    };
    let fact = |number: u32| {
        let mixed = number.wrapping_mul(2_654_435_761) >> 4;
        let name = format!("{} {}", word(mixed), word(mixed / 4000 + number));
        match number % 6 {
            0 => Fact::new(&name, None, Kind::Place, 1 + number % 3),
            1 => Fact::new(&name, None, Kind::Organisation, 1),
            2 => {
                let surname = name.rsplit(' ').next().unwrap_or_default().to_owned();
                Fact::new(&surname, Some(&name), Kind::Person, 1)
            }
            _ => Fact::new(&name, None, Kind::Person, 1 + 1000 / (number + 1)),
        }
    };
    (0..count).map(fact).collect()
}
