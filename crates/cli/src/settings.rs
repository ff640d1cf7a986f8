//! Settings: a flag over the environment over the settings file over the default.

use std::fs;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

use anyhow::Context;
use article::Language;
use jiff::civil::Date;
use serde::Deserialize;

use crate::args::Cli;

/// What every command needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Settings {
    /// Folder of the index.
    pub(crate) index: PathBuf,
    /// The user's names.
    pub(crate) names: PathBuf,
    /// The day taken for today.
    pub(crate) today: Date,
    /// Whether `today` was given, and stays.
    today_is_given: bool,
    /// Hits to give.
    pub(crate) limit: usize,
    /// The language in which names are shown.
    pub(crate) language: Language,
    /// Address of the server.
    pub(crate) listen: SocketAddr,
    /// Host names the server answers for, beside its own address.
    pub(crate) hosts: Vec<String>,
    /// Files that hold the tokens, for readers and for the admin.
    pub(crate) read_token_file: Option<PathBuf>,
    pub(crate) admin_token_file: Option<PathBuf>,
}

/// The settings file. Every key is documented in `depeche.example.toml`.
#[derive(Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct SettingsFile {
    index: Option<PathBuf>,
    names: Option<PathBuf>,
    limit: Option<usize>,
    language: Option<Language>,
    listen: Option<SocketAddr>,
    hosts: Vec<String>,
    read_token_file: Option<PathBuf>,
    admin_token_file: Option<PathBuf>,
}

const DEFAULT_FILE: &str = "depeche.toml";
const DEFAULT_INDEX: &str = "index";
const DEFAULT_LIMIT: usize = 10;
const DEFAULT_LISTEN: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 7700);

impl Settings {
    /// Settings for the command line `cli`.
    ///
    /// # Errors
    ///
    /// Fails when a settings file is named that cannot be read, or one is found that is not valid.
    pub(crate) fn of(cli: &Cli) -> anyhow::Result<Self> {
        let (file, folder) = read_file(cli.config.as_deref())?;
        // Paths in the file are meant from where the file lies.
        let beside = |path: PathBuf| folder.join(path);
        let index = cli.index.clone().or_else(|| file.index.map(beside)).unwrap_or_else(|| DEFAULT_INDEX.into());
        let names = file.names.map(beside).unwrap_or_else(|| index.join("names.toml"));
        Ok(Self {
            index,
            names,
            today: cli.today.unwrap_or_else(|| jiff::Zoned::now().date()),
            today_is_given: cli.today.is_some(),
            limit: file.limit.unwrap_or(DEFAULT_LIMIT),
            language: file.language.unwrap_or_else(language_of_environment),
            listen: file.listen.unwrap_or(DEFAULT_LISTEN),
            hosts: file.hosts,
            read_token_file: file.read_token_file.map(beside),
            admin_token_file: file.admin_token_file.map(beside),
        })
    }
}

impl Settings {
    /// Today, for a program that runs for more than a day.
    pub(crate) fn current_day(&self) -> Date {
        if self.today_is_given { self.today } else { jiff::Zoned::now().date() }
    }
}

fn read_file(named: Option<&Path>) -> anyhow::Result<(SettingsFile, PathBuf)> {
    let path = named.unwrap_or(Path::new(DEFAULT_FILE));
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if named.is_none() && error.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(error).with_context(|| format!("cannot read settings `{}`", path.display())),
    };
    let file = toml::from_str(&text).with_context(|| format!("settings `{}` are not valid", path.display()))?;
    Ok((file, path.parent().unwrap_or(Path::new("")).to_owned()))
}

/// French where the user's environment is French, else English.
fn language_of_environment() -> Language {
    let set =
        ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|name| std::env::var(name).ok().filter(|v| !v.is_empty()));
    if set.is_some_and(|value| value.starts_with("fr")) { Language::French } else { Language::English }
}

#[cfg(test)]
mod tests {
    use super::{DEFAULT_LIMIT, DEFAULT_LISTEN, SettingsFile};

    #[test]
    fn the_example_documents_every_key_and_says_the_defaults() {
        let example = include_str!("../../../depeche.example.toml");
        let commented: String =
            example.lines().map(|line| line.strip_prefix("#= ").unwrap_or(line)).collect::<Vec<_>>().join("\n");
        let file: SettingsFile = toml::from_str(&commented).unwrap();
        assert_eq!(file.limit, Some(DEFAULT_LIMIT));
        assert_eq!(file.listen, Some(DEFAULT_LISTEN));
        assert!(file.read_token_file.is_some() && file.admin_token_file.is_some());
        assert!(file.index.is_some() && file.names.is_some() && file.language.is_some() && !file.hosts.is_empty());
    }
}
