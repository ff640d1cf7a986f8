//! What a run of the program does to the disk, operation by operation, as `strace` sees it.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, ensure};

use crate::Lab;

/// Something that was done to a file or a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Op {
    /// A file was made, or emptied; `file` tells it from others of its name.
    Create {
        file: usize,
        path: PathBuf,
    },
    /// A file that was there before was opened.
    Open {
        file: usize,
        path: PathBuf,
    },
    Write {
        file: usize,
        at: u64,
        bytes: Vec<u8>,
    },
    Cut {
        file: usize,
        length: u64,
    },
    SyncFile {
        file: usize,
    },
    SyncFolder {
        path: PathBuf,
    },
    MakeFolder {
        path: PathBuf,
    },
    Rename {
        from: PathBuf,
        to: PathBuf,
    },
    Remove {
        path: PathBuf,
    },
    RemoveFolder {
        path: PathBuf,
    },
    /// The program said something to its user.
    Say {
        text: String,
    },
}

/// The calls that are looked at; others change nothing on the disk.
const CALLS: &str = "openat,close,lseek,write,pwrite64,ftruncate,fsync,fdatasync,rename,renameat,renameat2,mkdir,mkdirat,\
                     unlink,unlinkat,rmdir,dup,link,linkat,writev,pwritev,copy_file_range,fallocate,truncate,symlink";

/// Whether this machine has what it takes.
pub(crate) fn is_possible() -> bool {
    let quiet = |command: &mut Command| command.stdout(Stdio::null()).stderr(Stdio::null()).status();
    quiet(Command::new("strace").args(["-f", "true"])).is_ok_and(|status| status.success())
}

/// Runs the program in `folder` and gives all that it does to what lies in `folder/index`.
pub(crate) fn record(lab: &Lab, folder: &Path, args: &[&str]) -> anyhow::Result<Vec<Op>> {
    let mut traced = Traced::start(lab, folder, args)?;
    ensure!(traced.child.wait()?.success(), "the traced `depeche {}` failed", args.join(" "));
    traced.ops()
}

/// A run that is being recorded.
pub(crate) struct Traced {
    pub(crate) child: std::process::Child,
    file: PathBuf,
    folder: PathBuf,
}

impl Traced {
    pub(crate) fn start(lab: &Lab, folder: &Path, args: &[&str]) -> anyhow::Result<Self> {
        let file = folder.join("trace");
        let child = Command::new("strace")
            .args(["-f", "-y", "-xx", "-s", "100000000", "-e", &format!("trace={CALLS}"), "-o"])
            .arg(&file)
            .arg(&lab.program)
            .args(args)
            .env("DEPECHE_TODAY", "2024-12-06")
            .current_dir(folder)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(fs::File::create(folder.join("traced.log"))?)
            .spawn()?;
        Ok(Self { child, file, folder: folder.to_owned() })
    }

    /// Ends the run as a user would, and waits for it.
    pub(crate) fn interrupt(&mut self) -> anyhow::Result<()> {
        // strace passes nothing on: the program is its child.
        let tracer = self.child.id();
        let children = fs::read_to_string(format!("/proc/{tracer}/task/{tracer}/children"))?;
        for child in children.split_whitespace() {
            Command::new("kill").args(["-s", "INT", child]).status()?;
        }
        self.child.wait()?;
        Ok(())
    }

    pub(crate) fn ops(&self) -> anyhow::Result<Vec<Op>> {
        let text = fs::read_to_string(&self.file)?;
        parse(&text, &self.folder.canonicalize()?, &self.folder.canonicalize()?.join("index"))
    }
}

/// Reads what strace wrote of a program that ran in `here`; only what lies in `home` is given.
fn parse(text: &str, here: &Path, home: &Path) -> anyhow::Result<Vec<Op>> {
    let mut reading =
        Reading { here: here.to_owned(), home: home.to_owned(), open: HashMap::new(), files: 0, ops: Vec::new() };
    let mut unfinished: HashMap<&str, String> = HashMap::new();
    for line in text.lines() {
        let Some((thread, call)) = line.split_once(' ') else { continue };
        let call = call.trim_start();
        if let Some(begun) = call.strip_suffix(" <unfinished ...>") {
            unfinished.insert(thread, begun.to_owned());
        } else if let Some(rest) = call.strip_prefix("<... ") {
            let rest = rest.split_once(" resumed>").context("a call that is resumed and does not say so")?.1;
            let begun = unfinished.remove(thread).unwrap_or_default();
            reading.call(&(begun + rest)).with_context(|| shortened(line))?;
        } else {
            reading.call(call).with_context(|| shortened(line))?;
        }
    }
    Ok(reading.ops)
}

fn shortened(line: &str) -> String {
    line.chars().take(200).collect()
}

/// A file or a folder that is open.
#[derive(Clone, Debug)]
struct Open {
    path: PathBuf,
    /// `None` for folders, and for files that are only read.
    file: Option<usize>,
    at: u64,
    appends: bool,
}

struct Reading {
    here: PathBuf,
    home: PathBuf,
    open: HashMap<u32, Open>,
    files: usize,
    ops: Vec<Op>,
}

impl Reading {
    fn call(&mut self, call: &str) -> anyhow::Result<()> {
        let Some((name, rest)) = call.split_once('(') else { return Ok(()) };
        let Some((args, result)) = rest.rsplit_once(" = ") else { return Ok(()) };
        let args = args.trim_end().trim_end_matches(')');
        let result = result.split([' ', '<']).next().unwrap_or_default();
        let Ok(result) = result.parse::<i64>() else { return Ok(()) };
        if result < 0 {
            return Ok(());
        }
        let args: Vec<&str> = args.split(", ").collect();
        let first = args.first().copied().unwrap_or_default();
        match name {
            "openat" => self.open(&args, u32::try_from(result)?)?,
            "close" => drop(self.open.remove(&number(first)?)),
            "lseek" => {
                if let Some(open) = self.open.get_mut(&number(first)?) {
                    open.at = u64::try_from(result)?;
                }
            }
            "write" => self.write(number(first)?, &args, None, u64::try_from(result)?)?,
            "pwrite64" => {
                let at = args.last().context("no offset")?.parse()?;
                self.write(number(first)?, &args, Some(at), u64::try_from(result)?)?;
            }
            "ftruncate" => {
                if let Some(Open { file: Some(file), .. }) = self.open.get(&number(first)?) {
                    self.ops.push(Op::Cut { file: *file, length: args[1].parse()? });
                }
            }
            "fsync" | "fdatasync" => match self.open.get(&number(first)?) {
                Some(Open { file: Some(file), .. }) => self.ops.push(Op::SyncFile { file: *file }),
                Some(Open { path, .. }) => self.ops.push(Op::SyncFolder { path: path.clone() }),
                None => {}
            },
            "rename" => self.rename(&args[0..1], &args[1..2])?,
            "renameat" | "renameat2" => self.rename(&args[0..2], &args[2..4])?,
            "mkdir" => self.push_path(&args[0..1], |path| Op::MakeFolder { path })?,
            "mkdirat" => self.push_path(&args[0..2], |path| Op::MakeFolder { path })?,
            "unlink" => self.push_path(&args[0..1], |path| Op::Remove { path })?,
            "rmdir" => self.push_path(&args[0..1], |path| Op::RemoveFolder { path })?,
            "unlinkat" if args[2].contains("AT_REMOVEDIR") => {
                self.push_path(&args[0..2], |path| Op::RemoveFolder { path })?;
            }
            "unlinkat" => self.push_path(&args[0..2], |path| Op::Remove { path })?,
            // Nothing the program does today; what it did with these would be missing from the record.
            _ => ensure!(!self.is_ours(call), "a call that is not understood"),
        }
        Ok(())
    }

    fn open(&mut self, args: &[&str], number: u32) -> anyhow::Result<()> {
        let path = self.path(&args[0..2])?;
        let flags = args.get(2).copied().unwrap_or_default();
        let is_written = flags.contains("O_WRONLY") || flags.contains("O_RDWR");
        let mut open = Open { path: path.clone(), file: None, at: 0, appends: flags.contains("O_APPEND") };
        if is_written && path.starts_with(&self.home) {
            let file = self.files;
            self.files += 1;
            open.file = Some(file);
            // What is opened to be made may have been there: the disk knows.
            let is_made = flags.contains("O_EXCL") || flags.contains("O_TRUNC");
            self.ops.push(if is_made { Op::Create { file, path } } else { Op::Open { file, path } });
        }
        self.open.insert(number, open);
        Ok(())
    }

    fn write(&mut self, to: u32, args: &[&str], at: Option<u64>, written: u64) -> anyhow::Result<()> {
        let bytes = || -> anyhow::Result<Vec<u8>> {
            let mut bytes = unescape(args[1])?;
            bytes.truncate(usize::try_from(written)?);
            Ok(bytes)
        };
        if to == 2 {
            let text = String::from_utf8_lossy(&bytes()?).into_owned();
            self.ops.push(Op::Say { text });
        } else if let Some(open) = self.open.get_mut(&to)
            && let Some(file) = open.file
        {
            ensure!(!open.appends, "a file that is appended to");
            let bytes = bytes()?;
            self.ops.push(Op::Write { file, at: at.unwrap_or(open.at), bytes });
            if at.is_none() {
                open.at += written;
            }
        }
        Ok(())
    }

    fn rename(&mut self, from: &[&str], to: &[&str]) -> anyhow::Result<()> {
        let (from, to) = (self.path(from)?, self.path(to)?);
        if to.starts_with(&self.home) {
            self.ops.push(Op::Rename { from, to });
        }
        Ok(())
    }

    fn push_path(&mut self, at: &[&str], op: impl FnOnce(PathBuf) -> Op) -> anyhow::Result<()> {
        let path = self.path(at)?;
        if path.starts_with(&self.home) {
            self.ops.push(op(path));
        }
        Ok(())
    }

    /// A path, or one that is relative to an open folder.
    fn path(&self, args: &[&str]) -> anyhow::Result<PathBuf> {
        let name = String::from_utf8(unescape(args.last().context("no path")?)?)?;
        let base = match args {
            [folder, _] if !folder.starts_with("AT_FDCWD") => {
                PathBuf::from(String::from_utf8(unescape(between(folder, '<', '>'))?)?)
            }
            _ => self.here.clone(),
        };
        Ok(base.join(name))
    }

    fn is_ours(&self, call: &str) -> bool {
        let home: String = self.home.to_string_lossy().bytes().map(|byte| format!("\\x{byte:02x}")).collect();
        call.contains(&home)
    }
}

/// The number of an open file: `5<path>`.
fn number(arg: &str) -> anyhow::Result<u32> {
    arg.split('<').next().unwrap_or_default().parse().with_context(|| format!("{arg:?} is no open file"))
}

fn between(text: &str, from: char, until: char) -> &str {
    let start = text.find(from).map_or(0, |at| at + 1);
    let end = text.rfind(until).unwrap_or(text.len());
    text.get(start..end).unwrap_or_default()
}

/// The bytes of `"\x2f\x74"`.
fn unescape(text: &str) -> anyhow::Result<Vec<u8>> {
    let text = text.trim_matches('"');
    ensure!(!text.ends_with("..."), "a text that was cut short");
    text.split("\\x").skip(1).map(|hex| u8::from_str_radix(hex, 16).with_context(|| format!("{hex:?}"))).collect()
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use super::{Op, parse};

    /// strace's lines, with texts put as it escapes them.
    fn escaped(lines: &str) -> String {
        let mut text = String::new();
        for (n, part) in lines.split('\'').enumerate() {
            if n % 2 == 0 {
                text.push_str(part);
            } else {
                text.extend(part.bytes().map(|byte| format!("\\x{byte:02x}")));
            }
        }
        text
    }

    #[test]
    fn what_threads_do_is_put_in_order() {
        let trace = escaped(
            "7 openat(AT_FDCWD<'/w'>, \"'index/a'\", O_WRONLY|O_CREAT|O_EXCL|O_CLOEXEC, 0666) = 5<'/w/index/a'>\n\
             7 write(5<'/w/index/a'>, \"'one'\", 3) = 3\n\
             8 openat(AT_FDCWD<'/w'>, \"'/w/news/x'\", O_RDONLY) = 6<'/w/news/x'>\n\
             7 write(5<'/w/index/a'>, \"'two'\", 3 <unfinished ...>\n\
             8 mkdir(\"'index/g'\", 0777) = -1 EEXIST (File exists)\n\
             8 write(2<'/dev/null'>, \"'done'\", 4) = 4\n\
             7 <... write resumed>) = 3\n\
             7 fdatasync(5<'/w/index/a'>) = 0\n\
             7 rename(\"'index/a'\", \"'index/b'\") = 0\n",
        );
        let home = PathBuf::from("/w/index");
        let expected = [
            Op::Create { file: 0, path: home.join("a") },
            Op::Write { file: 0, at: 0, bytes: b"one".to_vec() },
            Op::Say { text: "done".to_owned() },
            Op::Write { file: 0, at: 3, bytes: b"two".to_vec() },
            Op::SyncFile { file: 0 },
            Op::Rename { from: home.join("a"), to: home.join("b") },
        ];
        assert_eq!(parse(&trace, Path::new("/w"), &home).unwrap(), expected);
    }
}
