//! Short forms of the fault suite; `just faults` runs it in full.

use std::io::Write;
use std::path::PathBuf;
use std::time::Duration;

use faults::scenarios::{self, Crashes, Flips, Kills, Walk};
use faults::{Lab, Outcome};

/// Tries a scenario, and says so where this machine cannot.
#[track_caller]
fn check(name: &str, scenario: impl FnOnce(&Lab) -> anyhow::Result<Outcome>) {
    let scratch = tempfile::tempdir().unwrap();
    let lab = Lab { program: PathBuf::from(env!("CARGO_BIN_EXE_depeche")), scratch: scratch.path().to_owned() };
    let outcome = scenario(&lab).unwrap();
    if let Some(reason) = &outcome.skipped {
        let mut err = std::io::stderr().lock();
        writeln!(err, "skipped: {name}, because {reason}").unwrap();
    }
    assert!(outcome.is_good(), "{outcome}\n{:#?}", outcome.faults);
}

#[test]
fn writers_are_killed() {
    check("writers_are_killed", |lab| scenarios::kills(lab, Kills { kills: 12, restart: Duration::MAX }, 1));
}

#[test]
fn runs_are_cut_short_at_operations_on_the_disk() {
    let size = Crashes { one_in: 40, cuts: 2 };
    check("runs_are_cut_short_at_operations_on_the_disk", |lab| scenarios::crashes(lab, size, 1));
}

#[test]
fn files_come_change_and_go_at_random() {
    let size = Walk { seeds: 2, steps: 150, compared_every: 75 };
    check("files_come_change_and_go_at_random", |lab| scenarios::walk(lab, size, 1));
}

#[test]
fn bits_are_flipped() {
    let size = Flips { bits: 60, searched_every: 6, repaired: 2 };
    check("bits_are_flipped", |lab| scenarios::flips(lab, size, 1));
}

#[test]
fn files_of_other_versions_are_met() {
    check("files_of_other_versions_are_met", |lab| scenarios::versions(lab, 1));
}

#[test]
fn the_disk_is_full() {
    check("the_disk_is_full", |lab| scenarios::full(lab, 6, 1));
}

#[test]
fn a_second_writer_comes() {
    check("a_second_writer_comes", |lab| scenarios::writers(lab, 1, Duration::MAX, 1));
}
