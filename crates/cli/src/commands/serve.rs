//! `depeche serve`: searches over HTTP, and the folders followed meanwhile.

use std::io::{self, Write};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Context;
use indexer::{Hold, Indexer, SyncOptions};
use query::Archive;
use schema::Home;
use server::{Follower, FollowerError};
use tokio::net::TcpListener;
use tracing_subscriber::EnvFilter;

use crate::Outcome;
use crate::args::ServeArgs;
use crate::failure::Hint;
use crate::progress::Shown;
use crate::settings::Settings;
use crate::stop;

pub(crate) fn run(args: &ServeArgs, settings: &Settings) -> anyhow::Result<Outcome> {
    let address = args.listen.unwrap_or(settings.listen);
    server::check_address(address)?;
    listen_to_warnings();
    let runtime = stop::runtime()?;
    // The port is taken before anything is indexed: a port in use should not be learned after minutes.
    let listener = runtime.block_on(bind(address))?;
    let stop = stop::flag(&runtime);
    let follow = |hold| Indexer::open(Home::new(&settings.index), indexer::Options { hold, stop: Arc::clone(&stop) });
    let mut follower = None;
    if !args.paths.is_empty() {
        // Others may index between two runs: a server that follows should not keep them out.
        let mut indexer = follow(Hold::WhileSyncing)?;
        let progress = Shown::on_stderr();
        let summary = indexer.sync(&args.paths, &SyncOptions { retry: true, ..SyncOptions::default() }, &progress);
        progress.finish();
        super::index::say(&summary?)?;
        std::thread::spawn(move || {
            if let Err(error) = indexer.watch(&Shown::on_stderr()) {
                crate::failure::report(&anyhow::Error::new(error).context("the folders are no longer followed"));
            }
        });
        let home = settings.index.clone();
        follower =
            Some(Arc::new(Following { home, indexer: Mutex::new(follow(Hold::WhileSyncing)?) }) as Arc<dyn Follower>);
    }
    let archive = Arc::new(Archive::open_with_names(&settings.index, &settings.names)?);
    let today = settings.clone();
    let mut options = server::Options::new(move || today.current_day());
    options.hosts.clone_from(&settings.hosts);
    options.follower = follower;
    let local = listener.local_addr()?;
    writeln!(io::stderr().lock(), "{} articles on http://{local}", archive.overview().articles)?;
    runtime.block_on(server::run(listener, server::app(archive, options), stop::asked_to_end()));
    Ok(Outcome::Done)
}

/// What the server warns of goes to stderr; `DEPECHE_LOG=debug`, or `server=debug`, tells more.
fn listen_to_warnings() {
    let filter = EnvFilter::try_from_env("DEPECHE_LOG").unwrap_or_else(|_| EnvFilter::new("warn"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr).init();
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
    indexer: Mutex<Indexer>,
}

impl Follower for Following {
    fn sync_now(&self) -> Result<serde_json::Value, FollowerError> {
        let mut indexer = self.indexer.lock().unwrap_or_else(PoisonError::into_inner);
        let summary = indexer.sync(&[], &SyncOptions::default(), &indexer::Silent)?;
        Ok(serde_json::to_value(summary)?)
    }

    fn status(&self) -> serde_json::Value {
        match indexer::status(&Home::new(&self.home), false) {
            Ok(status) => serde_json::to_value(status).unwrap_or_default(),
            Err(error) => serde_json::json!({ "problem": error.to_string() }),
        }
    }
}
