//! What this process has cost so far, and how much room a folder takes.

use std::fs;
use std::io;
use std::path::Path;
use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};

/// CPU time of all threads of this process, ended ones included.
pub(crate) fn cpu() -> Duration {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    Duration::new(time.tv_sec.try_into().unwrap_or_default(), time.tv_nsec.try_into().unwrap_or_default())
}

/// The most memory this process ever had, in bytes; only Linux tells.
///
/// Pages of mapped files count, as far as they were looked at.
pub(crate) fn peak_memory() -> Option<u64> {
    field_of("/proc/self/status", "VmHWM:")
}

/// The memory of the machine, in bytes; only Linux tells.
pub(crate) fn machine_memory() -> Option<u64> {
    field_of("/proc/meminfo", "MemTotal:")
}

/// Processes that wanted to run in the last minute, on average; only Linux tells.
pub(crate) fn load() -> Option<f64> {
    fs::read_to_string("/proc/loadavg").ok()?.split(' ').next()?.parse().ok()
}

fn field_of(file: &str, field: &str) -> Option<u64> {
    let text = fs::read_to_string(file).ok()?;
    let value = text.lines().find_map(|line| line.strip_prefix(field))?;
    let kibibytes: u64 = value.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kibibytes * 1024)
}

/// Bytes of all files in `folder`.
pub(crate) fn folder_size(folder: &Path) -> io::Result<u64> {
    let mut total = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let metadata = entry.metadata()?;
        total += if metadata.is_dir() { folder_size(&entry.path())? } else { metadata.len() };
    }
    Ok(total)
}
