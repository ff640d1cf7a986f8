//! A folder of news to which things happen, and what a plain reading of its files gives.

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};
use walkdir::{DirEntry, WalkDir};

use crate::Draw;

/// One article, as far as the scenarios tell articles apart.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Article {
    /// The file it is in.
    pub path: PathBuf,
    /// Its own id in that file, if it has one.
    pub record: String,
    /// Its title, which says what version of it this is.
    pub title: String,
}

/// A folder of news.
#[derive(Clone, Debug)]
pub struct Tree {
    /// The folder.
    pub root: PathBuf,
    /// Whether two records of a file may have the same id.
    repeats_ids: bool,
    /// The next number in a title or a name, so that none comes twice.
    number: usize,
    /// The last file that was replaced by one of the same size and time.
    disguised: Option<PathBuf>,
}

/// Folders inside the folder.
const FOLDERS: [&str; 5] = ["", "2023/", "2024/", "2024/12/", "été à Paris/"];

impl Tree {
    /// The folder at `root`, which is made, with a first article that always stays: an empty folder is suspicious.
    ///
    /// # Errors
    ///
    /// Fails when the folder cannot be written; so do all of these.
    pub fn new(root: PathBuf, repeats_ids: bool) -> anyhow::Result<Self> {
        fs::create_dir_all(&root)?;
        let mut tree = Self { root, repeats_ids, number: 0, disguised: None };
        tree.keep()?;
        Ok(tree)
    }

    /// Puts the article back that always stays.
    #[allow(clippy::missing_errors_doc)]
    pub fn keep(&mut self) -> anyhow::Result<()> {
        let file = self.root.join("keep.txt");
        if file.is_dir() {
            fs::remove_dir_all(&file)?;
        }
        if !file.exists() {
            fs::write(file, text("Always there"))?;
        }
        Ok(())
    }

    /// Writes a file of many records.
    #[allow(clippy::missing_errors_doc)]
    pub fn fill(&mut self, name: &str, records: usize) -> anyhow::Result<()> {
        let lines: String = (0..records).map(|n| self.line(n)).collect();
        self.put(name, lines.as_bytes())
    }

    /// Writes a file of one article, and gives its title.
    #[allow(clippy::missing_errors_doc)]
    pub fn add(&mut self, name: &str) -> anyhow::Result<String> {
        let title = self.title();
        self.put(name, text(&title).as_bytes())?;
        Ok(title)
    }

    /// Changes all files with many records: every `nth` of them is another one.
    #[allow(clippy::missing_errors_doc)]
    pub fn edit(&mut self, nth: usize) -> anyhow::Result<()> {
        for file in self.files().into_iter().filter(|file| ends_with(file, "jsonl")) {
            let content = fs::read_to_string(&file)?;
            let mut edited = String::with_capacity(content.len());
            for (n, line) in content.lines().enumerate() {
                if n % nth == 0 { edited.push_str(&self.line(n)) } else { edited.extend([line, "\n"]) }
            }
            fs::write(file, edited)?;
        }
        Ok(())
    }

    /// Tells the folder that the index has seen all there is.
    pub fn was_seen(&mut self) {
        self.disguised = None;
    }

    /// All visible files, sorted.
    pub fn files(&self) -> Vec<PathBuf> {
        self.entries().filter(|entry| entry.file_type().is_file()).map(DirEntry::into_path).collect()
    }

    /// All folders inside, sorted.
    pub fn folders(&self) -> Vec<PathBuf> {
        let inside = self.entries().filter(|entry| entry.depth() > 0 && entry.file_type().is_dir());
        inside.map(DirEntry::into_path).collect()
    }

    fn entries(&self) -> impl Iterator<Item = DirEntry> {
        visible(&self.root)
    }

    /// Does something to the files.
    #[allow(clippy::missing_errors_doc)]
    pub fn step(&mut self, draw: &mut Draw) -> anyhow::Result<()> {
        let folder = FOLDERS[draw.below(FOLDERS.len())];
        let files = self.files();
        let some = draw.one_of(&files).cloned();
        self.number += 1;
        let number = self.number;
        match (draw.below(24), some) {
            (0..=2, _) => drop(self.add(&format!("{folder}{}.txt", draw.below(20)))?),
            (3 | 4, _) => {
                let records = draw.below(6);
                self.fill(&format!("{folder}{}.jsonl", draw.below(5)), records)?;
            }
            (5 | 6, Some(file)) if ends_with(&file, "jsonl") => {
                let record = if self.repeats_ids { draw.below(9) } else { 1000 + number };
                let line = self.line(record);
                OpenOptions::new().append(true).open(file)?.write_all(line.as_bytes())?;
            }
            (7 | 8, Some(file)) => truncate(&file, draw)?,
            (9 | 10, Some(file)) => {
                let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
                let target = self.root.join(format!("{folder}moved-{number}-{}", name.trim_start_matches("moved-")));
                make_room(&target)?;
                fs::rename(file, target)?;
            }
            (11 | 12, Some(file)) if !ends_with(&file, "json") => self.replace(&file)?,
            (13 | 14, Some(file)) => fs::remove_file(file)?,
            (15, _) => {
                if let Some(from) = draw.one_of(&self.folders()) {
                    fs::rename(from, self.root.join(format!("folder-{number}")))?;
                }
            }
            (16, _) if draw.once_in(3) => {
                if let Some(folder) = draw.one_of(&self.folders()) {
                    fs::remove_dir_all(folder)?;
                }
            }
            (17, _) => self.link(&format!("{folder}link-{number}.txt"), draw)?,
            (18, Some(file)) => {
                let extension = file.extension().unwrap_or_default().to_string_lossy().into_owned();
                let target = self.root.join(format!("{folder}copy-{number}.{extension}"));
                make_room(&target)?;
                fs::copy(file, target)?;
            }
            (19, Some(file)) => {
                fs::remove_file(&file)?;
                let inside = file.join("inside.txt");
                make_room(&inside)?;
                fs::write(inside, text(&self.title()))?;
            }
            (20, Some(file)) => set_time(&file, draw)?,
            (21, Some(file)) if ends_with(&file, "txt") && self.disguised.is_none() => self.disguise(&file)?,
            (22, _) => {
                let name = [".hidden.txt", ".cache/x.txt", "photo.jpg", "README"][draw.below(4)];
                self.put(&format!("{folder}{name}"), text("Not an article").as_bytes())?;
            }
            _ => {
                // A version of an article that other files hold too.
                let url = format!("https://example.org/{}", draw.below(3));
                let date = format!("2024-12-{:02}", 1 + draw.below(20));
                let text = "Aleppo was quiet in the morning, said Jeanne Moreau of the Red Cross (ICRC).";
                let record = json!({ "url": url, "title": self.title(), "text": text, "date": date });
                self.put(&format!("{folder}shared-{}.json", draw.below(9)), record.to_string().as_bytes())?;
            }
        }
        self.keep()
    }

    fn title(&mut self) -> String {
        self.number += 1;
        format!("Story {:06}", self.number)
    }

    fn line(&mut self, record: usize) -> String {
        let title = self.title();
        let text = format!("{title} was what people in Lille and Ghent talked about all day, said Paul Durand.");
        format!("{}\n", json!({ "id": record.to_string(), "title": title, "text": text, "date": "2024-12-05" }))
    }

    fn put(&self, name: &str, content: &[u8]) -> anyhow::Result<()> {
        let path = self.root.join(name);
        // A name may have become that of a folder.
        if make_room(&path).is_ok() && !path.is_dir() {
            fs::write(path, content)?;
        }
        Ok(())
    }

    /// Replaces a file by another one, which takes its name when it is whole.
    fn replace(&mut self, file: &Path) -> anyhow::Result<()> {
        let beside = file.with_file_name(".beside.tmp");
        let content = if ends_with(file, "jsonl") { self.line(0) } else { text(&self.title()) };
        fs::write(&beside, content)?;
        Ok(fs::rename(beside, file)?)
    }

    /// Replaces a file by another one of the same size and the same time.
    fn disguise(&mut self, file: &Path) -> anyhow::Result<()> {
        let (content, time) = (fs::read_to_string(file)?, file.metadata()?.modified()?);
        let Some((title, rest)) = content.split_once('\n') else { return Ok(()) };
        let new = self.title();
        if title.len() != new.len() {
            return Ok(());
        }
        let beside = file.with_file_name(".beside.tmp");
        fs::write(&beside, format!("{new}\n{rest}"))?;
        File::options().write(true).open(&beside)?.set_modified(time)?;
        fs::rename(beside, file)?;
        self.disguised = Some(file.to_owned());
        Ok(())
    }

    fn link(&self, name: &str, draw: &mut Draw) -> anyhow::Result<()> {
        let path = self.root.join(name);
        let target = [self.root.clone(), "..".into(), "/".into(), "nowhere".into(), "keep.txt".into()];
        if make_room(&path).is_ok() && path.symlink_metadata().is_err() {
            std::os::unix::fs::symlink(&target[draw.below(target.len())], path)?;
        }
        Ok(())
    }
}

/// The articles that a plain reading of the files in `root` gives, sorted.
///
/// # Errors
///
/// Fails when a file cannot be read.
pub fn expected(root: &Path) -> anyhow::Result<Vec<Article>> {
    let mut articles = Vec::new();
    for entry in visible(root).filter(|entry| entry.file_type().is_file()) {
        let path = entry.into_path();
        let content = match fs::read_to_string(&path) {
            Ok(content) => content,
            Err(error) if error.kind() == std::io::ErrorKind::InvalidData => continue,
            Err(error) => return Err(error.into()),
        };
        let mut push = |record: &str, title: &str| {
            let (path, record, title) = (path.clone(), record.to_owned(), title.to_owned());
            articles.push(Article { path, record, title });
        };
        if ends_with(&path, "txt") {
            if let Some((title, _)) = content.split_once('\n') {
                push("", title);
            }
        } else if ends_with(&path, "jsonl") || ends_with(&path, "json") {
            for record in content.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok()) {
                push(record["id"].as_str().unwrap_or_default(), record["title"].as_str().unwrap_or_default());
            }
        }
    }
    articles.sort();
    Ok(articles)
}

/// What lies in `root` and is not hidden, sorted; links are not followed.
fn visible(root: &Path) -> impl Iterator<Item = DirEntry> {
    let is_visible = |entry: &DirEntry| entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.');
    WalkDir::new(root).sort_by_file_name().into_iter().filter_entry(is_visible).filter_map(Result::ok)
}

fn ends_with(file: &Path, extension: &str) -> bool {
    file.extension().is_some_and(|found| found == extension)
}

fn make_room(file: &Path) -> std::io::Result<()> {
    file.parent().map_or(Ok(()), fs::create_dir_all)
}

/// Cuts a file short: to nothing, in the middle of a line, or in the middle of a text.
fn truncate(file: &Path, draw: &mut Draw) -> anyhow::Result<()> {
    let length = usize::try_from(file.metadata()?.len())?;
    // Half a title is a title, too; the plain reading need not know from when on it is one.
    let least = if ends_with(file, "txt") { 60 } else { 0 };
    if ends_with(file, "json") || length < least {
        return Ok(());
    }
    let kept = if draw.once_in(6) { 0 } else { least + draw.below(length - least) };
    Ok(OpenOptions::new().write(true).open(file)?.set_len(kept as u64)?)
}

/// Sets the time of the last change as if the clock had been wrong.
fn set_time(file: &Path, draw: &mut Draw) -> anyhow::Result<()> {
    let day = Duration::from_secs(24 * 3600);
    let apart = Duration::from_nanos(draw.below(1_000_000_000) as u64);
    let time = match draw.below(4) {
        0 => UNIX_EPOCH,
        1 => UNIX_EPOCH + day * 365 * 130 + apart,
        2 => SystemTime::now() - day - apart,
        _ => SystemTime::now() + day + apart,
    };
    Ok(File::options().write(true).open(file)?.set_modified(time)?)
}

fn text(title: &str) -> String {
    format!("{title}\n\nThe mayor of Lyon, Claire Martin, opened the new bridge over the Rhone on 5 December 2024.\n")
}
