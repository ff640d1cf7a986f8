//! What the index is like, for `/metrics`.

use std::path::Path;
use std::sync::{Mutex, PoisonError};

use jiff::civil::Date;
use query::{Archive, Facet, Search};

use super::Text;

/// What is dear to count, kept for as long as the same commit is in use.
#[derive(Default)]
pub(crate) struct IndexFigures(Mutex<Counted>);

#[derive(Clone, Default)]
struct Counted {
    generation: String,
    languages: Vec<(String, u64)>,
}

impl IndexFigures {
    pub(super) fn write(&self, archive: &Archive, text: &mut Text) {
        let overview = archive.overview();
        text.head("index_documents", "gauge", "Articles by language.");
        for (language, count) in self.counted(archive, &overview.generation).languages {
            text.row("index_documents", &format!("lang=\"{language}\""), count);
        }
        let outdated = overview.outdated;
        text.one("index_outdated_documents", "gauge", "Articles read by older rules for dates or names.", outdated);
        if let Some(sequence) = overview.generation.rsplit('.').next().and_then(|number| number.parse::<u64>().ok()) {
            text.one("index_generation", "gauge", "The number of the commit in use.", sequence);
        }
        let committed = overview.committed_at;
        text.one("index_last_commit_timestamp_seconds", "gauge", "When that commit was made.", committed);
        text.one("index_size_bytes", "gauge", "What the index takes on disk.", size(archive.folder(), 3));
        if let Ok(disk) = rustix::fs::statvfs(archive.folder()) {
            let free = disk.f_bavail.saturating_mul(disk.f_frsize);
            text.one("disk_free_bytes", "gauge", "What is left on the disk of the index.", free);
        }
    }

    fn counted(&self, archive: &Archive, generation: &str) -> Counted {
        let mut counted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if counted.generation != generation {
            // No date is asked for, so that any day will do for today.
            let all = Search { limit: 0, facets: vec![Facet::Language], ..Search::new("", Date::default()) };
            let rows = archive.search(&all).map(|hits| hits.facets).unwrap_or_default();
            let languages = rows.into_iter().flat_map(|(_, rows)| rows).map(|row| (row.value, row.count)).collect();
            *counted = Counted { generation: generation.to_owned(), languages };
        }
        counted.clone()
    }
}

/// Bytes of the files in `folder`, and of those in folders at most `depth` below. Files that go meanwhile do not count.
fn size(folder: &Path, depth: usize) -> u64 {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let bytes = entries.map(|entry| match entry.metadata() {
        Ok(known) if known.is_file() => known.len(),
        Ok(known) if known.is_dir() && depth > 0 => size(&entry.path(), depth - 1),
        _ => 0,
    });
    bytes.sum()
}
