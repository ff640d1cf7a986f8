//! `depeche serve`: searches over HTTP, and the folders followed meanwhile.

mod tokens;

use std::io::{self, Write};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use anyhow::Context;
use indexer::{Hold, Indexer, SyncOptions};
use query::Archive;
use schema::Home;
use server::{Follower, FollowerError};
use tokio::net::TcpListener;
use tracing_subscriber::EnvFilter;

use crate::Outcome;
use crate::args::{LogFormatArg, ServeArgs};
use crate::failure::Hint;
use crate::progress::Shown;
use crate::settings::Settings;
use crate::stop;

pub(crate) fn run(args: &ServeArgs, settings: &Settings) -> anyhow::Result<Outcome> {
    let address = args.listen.unwrap_or(settings.listen);
    let tokens = tokens::of(settings)?;
    server::check_address(address, &tokens)?;
    write_log(args.log_format);
    let runtime = stop::runtime()?;
    // The port is taken before anything is indexed: a port in use should not be learned after minutes.
    let listener = runtime.block_on(bind(address))?;
    let stop = stop::flag(&runtime);
    let following = Following { home: settings.index.clone(), stop };
    if !args.paths.is_empty() {
        let mut indexer = following.indexer()?;
        let progress = Shown::on_stderr();
        let summary = indexer.sync(&args.paths, &SyncOptions { retry: true, ..SyncOptions::default() }, &progress);
        progress.finish();
        super::index::say(&summary?)?;
        std::thread::spawn(move || {
            if let Err(error) = indexer.watch(&Shown::on_stderr()) {
                crate::failure::report(&anyhow::Error::new(error).context("the folders are no longer followed"));
            }
        });
    }
    let archive = Arc::new(Archive::open_with_names(&settings.index, &settings.names)?);
    let today = settings.clone();
    let mut options = server::Options::new(move || today.current_day());
    let local = listener.local_addr()?;
    options.hosts = settings.hosts.iter().chain(&args.hosts).cloned().collect();
    if !local.ip().is_unspecified() {
        options.hosts.push(local.ip().to_string());
    }
    options.tokens = tokens;
    options.follower = Some(Arc::new(following));
    options.log_queries = std::env::var("DEPECHE_LOG_QUERIES").is_ok_and(|value| value == "1");
    writeln!(io::stderr().lock(), "{} articles on http://{local}", archive.overview().articles)?;
    runtime.block_on(server::run(listener, server::app(archive, options), stop::asked_to_end()));
    Ok(Outcome::Done)
}

/// Requests and warnings go to stderr, a line each; `DEPECHE_LOG=warn` leaves the requests out, `debug` tells more.
fn write_log(format: LogFormatArg) {
    let filter = EnvFilter::try_from_env("DEPECHE_LOG").unwrap_or_else(|_| EnvFilter::new("warn,request=info"));
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr);
    match format {
        LogFormatArg::Text => log.with_ansi(false).init(),
        LogFormatArg::Json => log.json().flatten_event(true).init(),
    }
}

async fn bind(address: SocketAddr) -> anyhow::Result<TcpListener> {
    match TcpListener::bind(address).await {
        Ok(listener) => Ok(listener),
        Err(error) if error.kind() == io::ErrorKind::AddrInUse => {
            let hint =
                format!("choose another with --listen {}:PORT, or --listen {}:0 for any", address.ip(), address.ip());
            Err(Hint::new(format!("cannot listen on {address}: another program does"), hint).into())
        }
        Err(error) => Err(error).with_context(|| format!("cannot listen on {address}")),
    }
}

/// What the server needs of the indexer.
struct Following {
    home: PathBuf,
    stop: Arc<AtomicBool>,
}

impl Following {
    /// One that lets others index in between: a server that follows should not keep them out.
    fn indexer(&self) -> Result<Indexer, indexer::Error> {
        let options = indexer::Options { hold: Hold::WhileSyncing, stop: Arc::clone(&self.stop) };
        Indexer::open(Home::new(&self.home), options)
    }
}

impl Follower for Following {
    fn sync_now(&self) -> Result<serde_json::Value, FollowerError> {
        let synced =
            self.indexer().and_then(|mut indexer| indexer.sync(&[], &SyncOptions::default(), &indexer::Silent));
        match synced {
            Ok(summary) => serde_json::to_value(summary).map_err(|error| FollowerError::Failed(error.into())),
            Err(busy @ indexer::Error::Locked { .. }) => Err(FollowerError::Busy(busy.to_string())),
            Err(error) => Err(FollowerError::Failed(error.into())),
        }
    }

    fn status(&self) -> serde_json::Value {
        match indexer::status(&Home::new(&self.home), false) {
            Ok(status) => serde_json::to_value(status).unwrap_or_default(),
            Err(error) => serde_json::json!({ "problem": error.to_string() }),
        }
    }
}
