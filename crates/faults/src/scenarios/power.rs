//! Power cuts on a real file system.

use std::fs;
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::Path;

use super::compare;
use crate::mount::{self, Kind, Mount};
use crate::{Draw, Lab, Outcome, Tree, expected, observe};

const WHAT: &str = "power cut after a run was reported as done (ext4)";

/// Copies the disk the moment a run says it is done, and looks at the copy as a machine does that starts again.
///
/// All that was reported as done is there. The news lie on another disk, which loses nothing.
///
/// # Errors
///
/// Fails when something cannot be tried, which says nothing about the program.
pub fn power(lab: &Lab, cuts: usize, seed: u64) -> anyhow::Result<Outcome> {
    let folder = lab.folder()?;
    let folder = folder.path();
    if let Some(reason) = mount::impossible(folder, Kind::Image) {
        return Ok(Outcome::skip(WHAT, reason));
    }
    let mut outcome = Outcome::begin(WHAT);
    let (image, copy) = (folder.join("disk.img"), folder.join("copy.img"));
    mount::make_image(&image, 64 << 20)?;
    let disk = Mount::image(&folder.join("disk"), &image)?;
    std::os::unix::fs::symlink(disk.place.join("index"), folder.join("index"))?;
    let mut tree = Tree::new(folder.join("news"), false)?;
    tree.fill("export.jsonl", 100)?;
    let mut draw = Draw::new(seed);
    let mut older = 0;
    for cut in 0..cuts {
        for _ in 0..1 + draw.below(6) {
            tree.step(&mut draw)?;
        }
        let args: &[&str] = match draw.below(10) {
            0 => &["index", "--full", "news", "--index", "disk/index"],
            _ => &["index", "news", "--index", "disk/index"],
        };
        let done = lab.run(folder, args)?.success()?;
        copy_sparse(&image, &copy)?;
        let at = format!("seed {seed}, cut {cut}, `{}`", args.join(" "));
        anyhow::ensure!(done.err().contains(" unchanged, "), "{at}: {}", done.told());
        let restarted = Mount::image(&folder.join("restarted"), &copy)?;
        match observe(&restarted.place.join("index")) {
            Ok(found) => {
                let lost = crate::observe::difference(&found.articles, &expected(&tree.root)?);
                older += usize::from(lost.is_some());
                outcome.expect(lost.is_none(), || format!("{at}: {}", lost.unwrap_or_default()));
                let ran = lab.run(folder, &["index", "news", "--index", "restarted/index"])?;
                outcome.expect(ran.code() == Some(0), || format!("{at}: {}", ran.told()));
                let checked = lab.run(folder, &["check", "--index", "restarted/index"])?;
                outcome.expect(checked.code() == Some(0), || format!("{at}: {}", checked.told()));
            }
            Err(error) => outcome.fault(format!("{at}: it cannot be opened: {error:#}")),
        }
        restarted.end()?;
    }
    compare(folder, &expected(&tree.root)?, "at the end", &mut outcome)?;
    disk.end()?;
    outcome.figure(format!("{} of {cuts} with all that was acknowledged", cuts - older));
    Ok(outcome.end(format!("{cuts} cuts")))
}

/// Copies a file, leaving out what is empty.
fn copy_sparse(from: &Path, to: &Path) -> anyhow::Result<()> {
    let (mut from, mut copy) = (fs::File::open(from)?, fs::File::create(to)?);
    copy.set_len(from.metadata()?.len())?;
    let mut block = vec![0; 1 << 20];
    loop {
        let read = from.read(&mut block)?;
        if read == 0 {
            return Ok(());
        }
        if block[..read].iter().all(|byte| *byte == 0) {
            copy.seek(SeekFrom::Current(i64::try_from(read)?))?;
        } else {
            copy.write_all(&block[..read])?;
        }
    }
}
