//! A test told as a story: articles are written, the program runs, what it prints is looked at.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

/// A folder of articles, an index of its own, and the program.
pub(crate) struct Story {
    folder: TempDir,
}

impl Story {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// A story over the articles of this repository, already indexed.
    pub(crate) fn of_the_corpus() -> Self {
        let story = Self::new();
        story.run(&["index", corpus_folder().to_str().unwrap()]).success();
        story
    }

    /// The folder of articles.
    pub(crate) fn articles(&self) -> PathBuf {
        self.folder.path().join("articles")
    }

    /// Writes an article; `name` may hold folders.
    pub(crate) fn article(&self, name: &str, content: impl AsRef<[u8]>) -> &Self {
        let path = self.articles().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
        self
    }

    pub(crate) fn remove(&self, name: &str) -> &Self {
        fs::remove_file(self.articles().join(name)).unwrap();
        self
    }

    /// Indexes the folder of articles.
    pub(crate) fn index(&self) -> Ran {
        self.run(&["index", self.articles().to_str().unwrap()])
    }

    /// The program, not started yet, in this story's surroundings.
    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_depeche"));
        command.current_dir(self.folder.path()).env_clear().env("DEPECHE_TODAY", "2024-12-06");
        for name in ["PATH", "LD_LIBRARY_PATH"] {
            if let Some(value) = std::env::var_os(name) {
                command.env(name, value);
            }
        }
        command
    }

    /// Runs the program to its end.
    pub(crate) fn run(&self, args: &[&str]) -> Ran {
        let output = self.command().args(args).output().unwrap();
        Ran { output, args: args.iter().map(|arg| (*arg).to_owned()).collect() }
    }

    /// Searches and gives the names of the files found, in order.
    pub(crate) fn found(&self, args: &[&str]) -> Vec<String> {
        let all = [&["search", "--json", "--limit", "100"], args].concat();
        let page = self.run(&all).json();
        let hits = page["hits"].as_array().unwrap_or_else(|| panic!("{args:?}: {page}")).clone();
        hits.iter().map(name_of).collect()
    }

    /// As [`Self::found`], sorted: for questions whose order is not the point.
    pub(crate) fn found_set(&self, args: &[&str]) -> Vec<String> {
        let mut found = self.found(args);
        found.sort();
        found
    }
}

/// The record's id, else the file's path inside the articles of this repository, else its name.
fn name_of(hit: &Value) -> String {
    if let Some(record) = hit["record"].as_str() {
        return record.to_owned();
    }
    let path = Path::new(hit["path"].as_str().unwrap());
    let inside = path.strip_prefix(corpus_folder()).ok().map(Path::to_owned);
    inside.unwrap_or_else(|| path.file_name().unwrap().into()).display().to_string()
}

/// `tests/data/articles`.
pub(crate) fn corpus_folder() -> PathBuf {
    workspace().join("tests/data/articles")
}

/// The root of the repository.
pub(crate) fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// A finished run of the program.
pub(crate) struct Ran {
    output: Output,
    args: Vec<String>,
}

impl Ran {
    #[track_caller]
    pub(crate) fn code(self, code: i32) -> Self {
        assert_eq!(self.output.status.code(), Some(code), "{:?}\n{}{}", self.args, self.out(), self.err());
        self
    }

    #[track_caller]
    pub(crate) fn success(self) -> Self {
        self.code(0)
    }

    /// stderr holds `text`.
    #[track_caller]
    pub(crate) fn says(self, text: &str) -> Self {
        assert!(self.err().contains(text), "{:?} does not say {text:?}:\n{}", self.args, self.err());
        self
    }

    /// stdout holds `text`.
    #[track_caller]
    pub(crate) fn prints(self, text: &str) -> Self {
        assert!(self.out().contains(text), "{:?} does not print {text:?}:\n{}", self.args, self.out());
        self
    }

    pub(crate) fn out(&self) -> String {
        String::from_utf8_lossy(&self.output.stdout).into_owned()
    }

    pub(crate) fn err(&self) -> String {
        String::from_utf8_lossy(&self.output.stderr).into_owned()
    }

    /// stdout as one JSON value.
    #[track_caller]
    pub(crate) fn json(self) -> Value {
        serde_json::from_slice(&self.output.stdout)
            .unwrap_or_else(|error| panic!("{:?}: {error}\n{}{}", self.args, self.out(), self.err()))
    }
}
