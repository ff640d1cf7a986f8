//! The ledger in memory against the plain meaning of its operations.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::{Head, Ledger, Operation, Outcome, Record, Stat, push_frame};

fn head(size: u64) -> Head {
    let stat = Stat { size, modified: 1, inode: 1 };
    Head { stat, unsettled: false, rules: 0, outcome: Outcome::Read, bad_records: Default::default() }
}

fn record(key: &str, digest: u128) -> Record {
    Record { key: key.into(), digest, id: [0; 10], stamp: None }
}

fn follow(folder: u32) -> Operation {
    Operation::Follow { folder, path: format!("/news/{folder}"), single_file: false }
}

fn log(operations: &[Operation]) -> Vec<u8> {
    let mut log = b"DEPLEDG1".to_vec();
    operations.iter().for_each(|operation| push_frame(&mut log, operation).unwrap());
    log
}

/// Path and size of each file, with its records' keys and digests.
type Shown = BTreeMap<(u32, String), (u64, BTreeMap<String, u128>)>;

fn show(ledger: &Ledger) -> Shown {
    let files = ledger.folders().flat_map(|(number, followed)| followed.files.iter().map(move |file| (number, file)));
    files
        .map(|(number, (path, file))| {
            assert!(file.records.is_sorted_by(|a, b| a.key < b.key));
            let records = file.records.iter().map(|record| (record.key.to_string(), record.digest)).collect();
            ((number, path.clone()), (file.head.stat.size, records))
        })
        .collect()
}

/// What the operations mean, one by one.
fn model(operations: &[Operation]) -> Shown {
    let mut followed = std::collections::BTreeSet::new();
    let mut shown = Shown::new();
    for operation in operations.iter().cloned() {
        match operation {
            Operation::Follow { folder, .. } => {
                shown.retain(|(of, _), _| *of != folder);
                followed.insert(folder);
            }
            Operation::Forget { folder } => {
                followed.remove(&folder);
                shown.retain(|(of, _), _| *of != folder);
            }
            Operation::File { folder, path, head, put, cut } if followed.contains(&folder) => {
                let (size, records) = shown.entry((folder, path)).or_default();
                *size = head.stat.size;
                records.retain(|key, _| !cut.iter().any(|cut| **cut == **key));
                records.extend(put.into_iter().map(|record| (record.key.to_string(), record.digest)));
            }
            Operation::Gone { folder, path } => drop(shown.remove(&(folder, path))),
            _ => {}
        }
    }
    shown
}

fn any_operation() -> impl Strategy<Value = Operation> {
    let keys = || proptest::collection::vec(0..6u8, 0..4);
    prop_oneof![
        1 => (0..3u32).prop_map(follow),
        1 => (0..3u32).prop_map(|folder| Operation::Forget { folder }),
        2 => (0..3u32, 0..4u8).prop_map(|(folder, path)| Operation::Gone { folder, path: path.to_string() }),
        9 => (0..3u32, 0..4u8, 0..99u64, keys(), keys(), any::<u8>()).prop_map(|(folder, path, size, put, cut, digest)| {
            let mut put: Vec<u8> = put;
            put.sort_unstable();
            put.dedup();
            let put = put.iter().map(|key| record(&key.to_string(), u128::from(digest))).collect();
            let cut = cut.iter().map(|key: &u8| key.to_string().into()).collect();
            Operation::File { folder, path: path.to_string(), head: head(size), put, cut }
        }),
    ]
}

proptest! {
    #[test]
    fn operations_mean_the_same_loaded_applied_and_compacted(
        operations in proptest::collection::vec(any_operation(), 0..40),
        cut_at in 0..40usize,
    ) {
        let (first, rest) = operations.split_at(cut_at.min(operations.len()));
        let expected = model(&operations);
        let loaded = Ledger::load(&log(&operations)).unwrap();
        prop_assert_eq!(&show(&loaded), &expected);
        let mut applied = Ledger::load(&log(first)).unwrap();
        applied.apply(rest.to_vec());
        prop_assert_eq!(&show(&applied), &expected);
        let compacted = [b"DEPLEDG1".to_vec(), loaded.compacted().unwrap()].concat();
        prop_assert_eq!(&show(&Ledger::load(&compacted).unwrap()), &expected);
    }
}

#[test]
fn a_log_of_changes_becomes_wasteful() {
    let mut operations = vec![follow(0)];
    let file = |size| Operation::File { folder: 0, path: "a".to_owned(), head: head(size), put: vec![], cut: vec![] };
    operations.extend((0..4_000).map(file));
    assert!(!Ledger::load(&log(&operations)).unwrap().is_wasteful());
    operations.extend((0..4_000).map(file));
    let mut ledger = Ledger::load(&log(&operations)).unwrap();
    assert!(ledger.is_wasteful());
    ledger.was_compacted();
    assert!(!ledger.is_wasteful());
}
