//! Files beside the index, mapped into memory: nothing is read of them but what is asked for.

use std::path::Path;

use tantivy::directory::{Directory, MmapDirectory, OwnedBytes};

/// The bytes of a file where they lie.
struct Mapped(OwnedBytes);

impl AsRef<[u8]> for Mapped {
    fn as_ref(&self) -> &[u8] {
        self.0.as_slice()
    }
}

/// Maps `file`; `None` where it is not there or cannot be mapped. A file that is replaced by another keeps its bytes.
pub(crate) fn mapped(file: &Path) -> Option<entities::Buffer> {
    let directory = MmapDirectory::open(file.parent()?).ok()?;
    let bytes = directory.open_read(Path::new(file.file_name()?)).ok()?.read_bytes().ok()?;
    Some(std::sync::Arc::new(Mapped(bytes)))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::mapped;

    #[test]
    fn a_replaced_file_keeps_the_bytes_that_were_mapped() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("table");
        assert!(mapped(&file).is_none());
        fs::write(&file, b"before").unwrap();
        let buffer = mapped(&file).unwrap();
        fs::write(folder.path().join("next"), b"after").unwrap();
        fs::rename(folder.path().join("next"), &file).unwrap();
        assert_eq!(((*buffer).as_ref(), (*mapped(&file).unwrap()).as_ref()), (&b"before"[..], &b"after"[..]));
    }
}
