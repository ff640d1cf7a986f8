//! Every byte of a generation against the checksums written with it.
//!
//! tantivy ends each of its files with a checksum of what stands before, and `meta.json` with none. Its numbers are
//! told apart from damaged ones by the seal of our payload, by its own form, and by what the ledger counts.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use schema::{CommitPayload, Dictionary, Fields, open_settings};
use tantivy::{Index, IndexMeta};

use super::{Checked, Names, Touches, told};

pub(super) fn check(folder: &Path, index: &Index, payload: &CommitPayload, checked: &mut Checked) {
    let metas = match index.load_metas() {
        Ok(metas) => metas,
        Err(error) => return checked.fault(Touches::Index, Some(folder.join("meta.json")), told(&error)),
    };
    check_meta(folder, index, &metas, payload, checked);
    let living = living_files(&metas);
    check_segments(folder, index, &living, checked);
    check_managed(folder, &living, checked);
    checked.files += 1;
    if let Err(error) = Dictionary::load(folder) {
        checked.fault(Touches::Index, Some(schema::Home::dictionary_file(folder)), told(&error));
    }
}

/// The files of all segments, which must all be there.
pub(crate) fn living_files(metas: &IndexMeta) -> Names {
    let mut files: Names = metas.list_segment_files().into_iter().collect();
    // A segment in which nothing was deleted has no file that says what.
    for segment in metas.segments.iter().filter(|segment| !segment.has_deletes()) {
        let id = segment.id().uuid_string();
        files.retain(|name| {
            name.extension().is_none_or(|kind| kind != "del") || !name.to_string_lossy().starts_with(&id)
        });
    }
    files
}

/// `meta.json` has no checksum, but it is written in one way only, and says nothing that is not said elsewhere.
fn check_meta(folder: &Path, index: &Index, metas: &IndexMeta, payload: &CommitPayload, checked: &mut Checked) {
    let file = folder.join("meta.json");
    checked.files += 1;
    let text = fs::read(&file).unwrap_or_default();
    checked.bytes += text.len() as u64;
    let mut written = serde_json::to_vec_pretty(metas).unwrap_or_default();
    written.push(b'\n');
    let problem = if written != text {
        "is not as it was written"
    } else if !payload.is_sealed() {
        "holds a payload whose seal is wrong"
    } else if metas.opstamp != payload.opstamp {
        "and its payload are of two commits"
    } else if index.schema() != Fields::build().0 && payload.fingerprints.schema == schema::FINGERPRINT {
        "describes other fields than it names"
    } else if metas.index_settings != open_settings() {
        "holds other settings than this index was made with"
    } else {
        return;
    };
    checked.fault(Touches::Index, Some(file), problem);
}

/// Files of segments, each with its checksum; and no version but one stands in their footers.
fn check_segments(folder: &Path, index: &Index, living: &Names, checked: &mut Checked) {
    let mut versions: BTreeMap<Vec<u8>, Vec<PathBuf>> = BTreeMap::new();
    for name in living {
        let file = folder.join(name);
        let Ok(metadata) = file.metadata() else {
            checked.fault(Touches::Index, Some(file), "is missing");
            continue;
        };
        checked.files += 1;
        checked.bytes += metadata.len();
        match index.directory().validate_checksum(name) {
            Ok(true) => {}
            Ok(false) => {
                checked.fault(Touches::Index, Some(file), "is damaged: its checksum is another");
                continue;
            }
            Err(error) => {
                checked.fault(Touches::Index, Some(file), format!("is damaged: {}", told(&error)));
                continue;
            }
        }
        match footer_version(&file) {
            Ok(Some(version)) => versions.entry(version).or_default().push(file),
            Ok(None) | Err(_) => checked.fault(Touches::Index, Some(file), "is damaged: its end is not as written"),
        }
    }
    let common = versions.values().map(Vec::len).max().unwrap_or(0);
    for file in versions.into_values().filter(|files| files.len() < common).flatten() {
        checked.fault(Touches::Index, Some(file), "is damaged: it names another version than its neighbours");
    }
}

/// What the footer of a file of tantivy says beside its checksum, which does not cover it; `None` where it does not end
/// as such files do.
fn footer_version(file: &Path) -> io::Result<Option<Vec<u8>>> {
    let mut file = File::open(file)?;
    let mut tail = [0; 8];
    file.seek(SeekFrom::End(-8))?;
    file.read_exact(&mut tail)?;
    let [a, b, c, d, magic @ ..] = tail;
    let length = u32::from_le_bytes([a, b, c, d]);
    if length > LONGEST_FOOTER {
        return Ok(None);
    }
    let mut footer = vec![0; length as usize];
    file.seek(SeekFrom::End(-8 - i64::from(length)))?;
    file.read_exact(&mut footer)?;
    let Ok(serde_json::Value::Object(mut fields)) = serde_json::from_slice(&footer) else { return Ok(None) };
    let is_canonical = serde_json::to_vec(&fields).is_ok_and(|text| text.len() == footer.len());
    if fields.remove("crc").is_none() || !is_canonical {
        return Ok(None);
    }
    let mut version = serde_json::to_vec(&fields).unwrap_or_default();
    version.extend(magic);
    Ok(Some(version))
}

const LONGEST_FOOTER: u32 = 1 << 12;

/// tantivy's own list of files: what is alive and not on it would never be removed.
fn check_managed(folder: &Path, living: &Names, checked: &mut Checked) {
    let file = folder.join(".managed.json");
    checked.files += 1;
    let listed = fs::read(&file).ok().and_then(|bytes| serde_json::from_slice::<Names>(&bytes).ok());
    let problem = match listed {
        None => "cannot be read".to_owned(),
        Some(listed) => {
            let missing = living.iter().find(|name| !listed.contains(*name));
            let strange = listed.iter().find(|name| !is_name(&name.to_string_lossy()));
            match (missing, strange) {
                (Some(name), _) => format!("does not list `{}`", name.display()),
                (None, Some(name)) => format!("lists `{}`, which is no file of an index", name.display()),
                (None, None) => return,
            }
        }
    };
    checked.fault(Touches::Index, Some(file), problem);
}

/// Whether tantivy gives such names: 32 hexadecimal digits and what the file holds, or `meta.json`.
fn is_name(name: &str) -> bool {
    let segment = name.split_once('.').is_some_and(|(id, _)| {
        id.len() == 32 && id.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
    });
    segment || name == "meta.json"
}
