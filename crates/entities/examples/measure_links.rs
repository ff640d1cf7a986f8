//! How many different people the rules take for one, over a list of people with French and English names.
//!
//! `cargo run --release -p entities --example measure_links -- persons_fr_en.tsv`: the list has an id, an English and a
//! French name a line. Every name stands in an article of its own; prints how many pairs of names of one id are
//! joined, and which names of two ids.

use std::collections::BTreeMap;
use std::io::Write;

use article::Kind;
use entities::{Fact, Registry};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("a list of people is needed")?;
    let text = std::fs::read_to_string(path)?;
    let mut of_name: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut pairs = Vec::new();
    for line in text.lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [id, _, english, french, ..] = cells.as_slice() else { continue };
        let [english, french] = [english, french].map(|name| analysis::fold(name));
        for name in [&english, &french] {
            let ids = of_name.entry(name.clone()).or_default();
            if !ids.contains(&(*id).to_owned()) {
                ids.push((*id).to_owned());
            }
        }
        if english != french {
            pairs.push((english, french));
        }
    }
    let registry = Registry::build(of_name.keys().map(|name| Fact::new(name, None, Kind::Person, 1)));
    let joined = pairs.iter().filter(|(a, b)| registry.entity_of(a) == registry.entity_of(b)).count();
    let mut by_entity: BTreeMap<_, Vec<&str>> = BTreeMap::new();
    for name in of_name.keys() {
        by_entity.entry(registry.entity_of(name)).or_default().push(name);
    }
    let mut out = std::io::stdout().lock();
    let mut wrong = 0;
    for names in by_entity.values() {
        for (at, a) in names.iter().enumerate() {
            for b in &names[at + 1..] {
                if !of_name[*a].iter().any(|id| of_name[*b].contains(id)) {
                    wrong += 1;
                    writeln!(out, "{a} = {b}")?;
                }
            }
        }
    }
    writeln!(out, "{} names: {joined} of {} pairs joined, {wrong} pairs of two people", of_name.len(), pairs.len())?;
    Ok(())
}
