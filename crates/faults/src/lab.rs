//! The program under test, and folders to try it in.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, bail, ensure};
use serde_json::Value;

/// Where scenarios are tried.
#[derive(Clone, Debug)]
pub struct Lab {
    /// The program `depeche`.
    pub program: PathBuf,
    /// What is tried lies in folders in here.
    pub scratch: PathBuf,
}

impl Lab {
    /// A new folder, which vanishes with what is given back.
    ///
    /// # Errors
    ///
    /// Fails when it cannot be made.
    pub fn folder(&self) -> anyhow::Result<tempfile::TempDir> {
        Ok(tempfile::Builder::new().prefix("faults-").tempdir_in(&self.scratch)?)
    }

    /// The program, not started yet, in `folder`; its index is `folder/index`.
    pub fn command(&self, folder: &Path, args: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        command.args(args).current_dir(folder).env("DEPECHE_TODAY", "2024-12-06");
        for name in ["DEPECHE_INDEX", "DEPECHE_CONFIG"] {
            command.env_remove(name);
        }
        command.stdin(Stdio::null());
        command
    }

    /// Runs the program to its end.
    ///
    /// # Errors
    ///
    /// Fails when it cannot be started.
    pub fn run(&self, folder: &Path, args: &[&str]) -> anyhow::Result<Ran> {
        let started = Instant::now();
        let output = self.command(folder, args).output().with_context(|| format!("{}", self.program.display()))?;
        Ok(Ran { args: args.join(" "), output, took: started.elapsed() })
    }

    /// Starts the program; what it says goes to the file `log` in `folder`.
    ///
    /// # Errors
    ///
    /// Fails when it cannot be started.
    pub fn start(&self, folder: &Path, args: &[&str], log: &str) -> anyhow::Result<Running> {
        let log = folder.join(log);
        let child = self.command(folder, args).stdout(Stdio::null()).stderr(File::create(&log)?).spawn()?;
        Ok(Running { child, log })
    }

    /// Starts a server in `folder` and gives its address.
    ///
    /// # Errors
    ///
    /// Fails when it does not say within a minute where it listens.
    pub fn serve(&self, folder: &Path, args: &[&str]) -> anyhow::Result<(Running, String)> {
        let args = [&["serve", "--listen", "127.0.0.1:0"], args].concat();
        let mut server = self.start(folder, &args, "serve.log")?;
        let deadline = Instant::now() + Duration::from_secs(60);
        while Instant::now() < deadline {
            let lines = BufReader::new(File::open(&server.log)?).lines().map_while(Result::ok);
            let mut addresses = lines.filter_map(|line| line.split_once("http://").map(|(_, at)| at.to_owned()));
            if let Some(address) = addresses.next() {
                return Ok((server, address));
            }
            ensure!(server.is_alive()?, "the server ends: {}", server.said());
            std::thread::sleep(Duration::from_millis(20));
        }
        bail!("the server does not say where it listens: {}", server.said())
    }

    /// `depeche status --json`.
    ///
    /// # Errors
    ///
    /// Fails when the program does.
    pub fn status(&self, folder: &Path) -> anyhow::Result<Value> {
        self.run(folder, &["status", "--json"])?.json()
    }
}

/// A finished run of the program.
#[derive(Debug)]
pub struct Ran {
    args: String,
    output: Output,
    /// How long it took.
    pub took: Duration,
}

impl Ran {
    /// How it ended; `None` when a signal ended it.
    pub fn code(&self) -> Option<i32> {
        self.output.status.code()
    }

    /// What it printed on stdout.
    pub fn out(&self) -> String {
        String::from_utf8_lossy(&self.output.stdout).into_owned()
    }

    /// What it said on stderr.
    pub fn err(&self) -> String {
        String::from_utf8_lossy(&self.output.stderr).into_owned()
    }

    /// Command, exit status and messages, for reports.
    pub fn told(&self) -> String {
        format!("`depeche {}` ended with {:?}: {}", self.args, self.code(), self.err().trim())
    }

    /// Itself, if it succeeded.
    ///
    /// # Errors
    ///
    /// Fails when it did not.
    pub fn success(self) -> anyhow::Result<Self> {
        ensure!(self.code() == Some(0), "{}", self.told());
        Ok(self)
    }

    /// stdout as JSON.
    ///
    /// # Errors
    ///
    /// Fails when the run failed, or printed something else.
    pub fn json(self) -> anyhow::Result<Value> {
        serde_json::from_slice(&self.output.stdout).with_context(|| self.told())
    }
}

/// A program that runs until it is killed.
#[derive(Debug)]
pub struct Running {
    child: Child,
    /// What it says on stderr.
    pub log: PathBuf,
}

impl Running {
    /// Its number.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Kills it without a warning; gives how it ended if it had ended before.
    ///
    /// # Errors
    ///
    /// Fails when the system does not let us.
    pub fn kill(mut self) -> anyhow::Result<Option<ExitStatus>> {
        let ended = self.child.try_wait()?;
        if ended.is_none() {
            self.child.kill()?;
            self.child.wait()?;
        }
        Ok(ended)
    }

    /// Whether it is still running.
    ///
    /// # Errors
    ///
    /// Fails when the system does not say.
    pub fn is_alive(&mut self) -> anyhow::Result<bool> {
        Ok(self.child.try_wait()?.is_none())
    }

    /// Sends it a signal, such as `STOP`.
    ///
    /// # Errors
    ///
    /// Fails when it is gone.
    pub fn signal(&self, signal: &str) -> anyhow::Result<()> {
        let sent = Command::new("kill").args(["-s", signal, &self.child.id().to_string()]).status()?;
        ensure!(sent.success(), "cannot send {signal}");
        Ok(())
    }

    /// All it has said.
    pub fn said(&self) -> String {
        std::fs::read_to_string(&self.log).unwrap_or_default()
    }

    /// Waits until it has said `text`, or is gone; gives whether it did.
    ///
    /// # Errors
    ///
    /// Fails after a minute.
    pub fn wait_for(&mut self, text: &str) -> anyhow::Result<bool> {
        let deadline = Instant::now() + Duration::from_secs(60);
        loop {
            let alive = self.is_alive()?;
            if self.said().contains(text) {
                return Ok(true);
            }
            if !alive {
                return Ok(false);
            }
            ensure!(Instant::now() < deadline, "it never says {text:?}, but: {}", self.said());
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself, which was looked at where it matters.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Does `work` with an index of this process, again if its own locks are in the way.
///
/// A process that another thread has just forked holds all locks of this one, for the moment until it has become another
/// program. The program under test starts no others.
pub(crate) fn patiently<T>(mut work: impl FnMut() -> Result<T, indexer::Error>) -> Result<T, indexer::Error> {
    let deadline = Instant::now() + Duration::from_secs(5);
    loop {
        match work() {
            Err(error) if Instant::now() < deadline && format!("{error:?}").contains("Lock") => {
                std::thread::sleep(Duration::from_millis(10));
            }
            done => return done,
        }
    }
}

/// Whether this process may do everything.
pub(crate) fn is_root() -> bool {
    std::fs::metadata("/proc/self").is_ok_and(|metadata| std::os::unix::fs::MetadataExt::uid(&metadata) == 0)
}
