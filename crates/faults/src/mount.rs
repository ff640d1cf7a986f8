//! Disks of a small size, made for one scenario: what only root may do.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, ensure};

use crate::lab::is_root;

/// A mounted disk, which is taken away in the end.
pub(crate) struct Mount {
    pub(crate) place: PathBuf,
}

impl Mount {
    /// A disk in memory of so many bytes.
    pub(crate) fn memory(place: &Path, bytes: u64) -> anyhow::Result<Self> {
        fs::create_dir_all(place)?;
        run("mount", &["-t", "tmpfs", "-o", &format!("size={bytes}"), "tmpfs", &text(place)])?;
        Ok(Self { place: place.to_owned() })
    }

    /// The disk whose bytes are in the file `image`.
    pub(crate) fn image(place: &Path, image: &Path) -> anyhow::Result<Self> {
        fs::create_dir_all(place)?;
        run("mount", &["-o", "loop", &text(image), &text(place)])?;
        Ok(Self { place: place.to_owned() })
    }

    /// Gives a disk in memory another size.
    pub(crate) fn resize(&self, bytes: u64) -> anyhow::Result<()> {
        run("mount", &["-o", &format!("remount,size={bytes}"), &text(&self.place)])
    }

    /// Takes the disk away.
    pub(crate) fn end(self) -> anyhow::Result<()> {
        run("umount", &[&text(&self.place)])
    }
}

impl Drop for Mount {
    fn drop(&mut self) {
        // It may be taken away already; a lazy unmount never waits.
        let _ = quiet(Command::new("umount").arg("-l").arg(&self.place));
    }
}

/// Why this machine cannot mount disks; `None` where it can.
pub(crate) fn impossible(scratch: &Path, kind: Kind) -> Option<String> {
    if !is_root() {
        return Some("only root may mount disks".to_owned());
    }
    let tried = match kind {
        Kind::Memory => Mount::memory(&scratch.join("probe"), 1 << 20),
        Kind::Image => {
            let image = scratch.join("probe.img");
            make_image(&image, 8 << 20).and_then(|()| Mount::image(&scratch.join("probe"), &image))
        }
    };
    tried.err().map(|error| format!("this machine mounts no such disk: {error:#}"))
}

/// A kind of disk.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Kind {
    Memory,
    Image,
}

/// Makes a file with an empty ext4 file system of so many bytes.
pub(crate) fn make_image(image: &Path, bytes: u64) -> anyhow::Result<()> {
    fs::File::create(image)?.set_len(bytes)?;
    run("mkfs.ext4", &["-q", "-F", &text(image)])
}

fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

fn run(program: &str, args: &[&str]) -> anyhow::Result<()> {
    let output = Command::new(program).args(args).stdin(Stdio::null()).output().with_context(|| program.to_owned())?;
    ensure!(output.status.success(), "{program} {args:?}: {}", String::from_utf8_lossy(&output.stderr).trim());
    Ok(())
}

fn quiet(command: &mut Command) -> std::io::Result<std::process::ExitStatus> {
    command.stdout(Stdio::null()).stderr(Stdio::null()).status()
}
