//! One writer a home: whoever holds the lock file may write, and the file says who that is.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;

use schema::Home;

use crate::Error;

/// The lock while it is held; the system frees it even when the process is killed.
pub(crate) struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the lock, or says at once who holds it.
    pub(crate) fn take(home: &Home) -> Result<Self, Error> {
        let path = home.lock_file();
        let failed = |source| Error::io(&path, source);
        make_folder(home.folder()).map_err(|source| Error::io(home.folder(), source))?;
        let mut file =
            OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path).map_err(failed)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let mut holder = String::new();
                // Who holds it is a courtesy: that somebody does is enough to stop.
                let _ = file.read_to_string(&mut holder);
                let holder = if holder.trim().is_empty() { "another process" } else { holder.trim() };
                return Err(Error::Locked { home: home.folder().to_owned(), holder: holder.to_owned() });
            }
            Err(TryLockError::Error(source)) => return Err(failed(source)),
        }
        file.set_len(0).map_err(failed)?;
        file.seek(SeekFrom::Start(0)).map_err(failed)?;
        file.write_all(holder().as_bytes()).map_err(failed)?;
        Ok(Self { _file: file })
    }
}

impl Lock {
    /// Whether another process holds the lock; where nobody can tell, one may.
    pub(crate) fn is_held(home: &Home) -> bool {
        match File::open(home.lock_file()) {
            Ok(file) => file.try_lock_shared().is_err(),
            Err(error) => error.kind() != std::io::ErrorKind::NotFound,
        }
    }
}

/// Makes `folder` and all above it, so that a power cut leaves them: the name of a folder is safe once the folder that it
/// lies in was synced.
fn make_folder(folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    let above = folder.parent().filter(|above| !above.as_os_str().is_empty()).unwrap_or(Path::new("."));
    make_folder(above)?;
    match fs::create_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && folder.is_dir() => {}
        made => made?,
    }
    // Who may write there, and not read, cannot sync it, and need not be kept from indexing.
    let _ = File::open(above).and_then(|above| above.sync_all());
    Ok(())
}

fn holder() -> String {
    let command: Vec<String> = std::env::args_os().map(|word| word.to_string_lossy().into_owned()).collect();
    format!("process {} (`{}`)", std::process::id(), command.join(" "))
}

#[cfg(test)]
mod tests {
    use schema::Home;

    use super::Lock;
    use crate::Error;

    #[test]
    fn the_second_writer_learns_who_the_first_is() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::new(folder.path().join("index"));
        assert!(!Lock::is_held(&home));
        let held = Lock::take(&home).unwrap();
        assert!(Lock::is_held(&home));
        let Err(Error::Locked { holder, .. }) = Lock::take(&home) else { panic!("two writers at once") };
        assert!(holder.starts_with(&format!("process {}", std::process::id())), "{holder}");
        drop(held);
        Lock::take(&home).unwrap();
    }
}
