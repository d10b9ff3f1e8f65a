//! `outrider serve`: a life of the database, from the lock on its folder to the last open request.

use std::sync::Arc;
use std::time::Duration;

use outrider_model::id::EpochId;
use serde_json::json;
use tokio::sync::watch;

use super::args::Serve;
use super::{Arguments, CliError, say};
use crate::config::{Listening, Map, Patience, PublicUrl, TlsFiles};
use crate::error::ServerError;
use crate::host::Host;
use crate::job;
use crate::listen::Door;
use crate::router;
use crate::seam::Seams;
use crate::store::Store;
use crate::telemetry;

/// How long after a commit the rules are looked at: several commits are one look.
const SOON: Duration = Duration::from_secs(3);
/// How often they are looked at when nothing happens, for what falls due by the calendar.
const HOUR: Duration = Duration::from_secs(3600);

/// Serves until it is told to stop.
pub(super) fn run(arguments: &Arguments, serve: &Serve) -> Result<(), CliError> {
    telemetry::start(serve.log_json);
    let place = arguments.place()?;
    let store = place.open(&arguments.aside())?;
    let _lock = place.lock()?;
    let seams = Seams::system();
    let mut minted = Ok(());
    store.open_epoch(&mut || {
        let id = seams.id();
        minted = id.as_ref().map(|_| ()).map_err(|why| *why);
        EpochId(id.unwrap_or_default())
    })?;
    minted.map_err(ServerError::from)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build();
    let runtime = runtime.map_err(|why| CliError::Failed(why.to_string()))?;
    runtime.block_on(live(arguments, serve, store, seams))
}

async fn live(
    arguments: &Arguments,
    serve: &Serve,
    store: Arc<dyn Store>,
    seams: Seams,
) -> Result<(), CliError> {
    let tls = match (&serve.tls_cert, &serve.tls_key) {
        (Some(certificate), Some(key)) => Some(TlsFiles {
            certificate: certificate.clone(),
            key: key.clone(),
        }),
        (Some(_) | None, Some(_) | None) => None,
    };
    let public_url = serve.public_url.as_deref().map(PublicUrl::parse);
    let public_url = public_url
        .transpose()
        .map_err(|why| CliError::Usage(format!("--public-url: {why}")))?;
    let map = Map::parse(serve.map.as_deref(), serve.map_attribution.as_deref())
        .map_err(|why| CliError::Usage(format!("--map: {why}")))?;
    let is_tls = tls.is_some();
    let listening = Listening {
        address: serve.listen,
        tls,
        is_behind_proxy: serve.behind_proxy,
    };
    let door = Door::open(&listening, Patience::default())
        .await
        .map_err(|why| CliError::Failed(why.to_string()))?;
    let (stop, stopping) = watch::channel(false);
    let mut host = Host::open(store, seams, stopping.clone(), serve.behind_proxy)?;
    host.map = map;
    host.replica.clone_from(&serve.name);
    host.public_url = public_url.or_else(|| PublicUrl::of_loopback(door.address(), is_tls));
    let host = Arc::new(host);
    announce(arguments, &host, &door.url())?;
    let signals = tokio::spawn(async move {
        wait_for_signal().await;
        // Whoever listens has gone already when this fails.
        let _stopped = stop.send(true);
    });
    let nudging = tokio::spawn({
        let host = Arc::clone(&host);
        async move { host.nudge().await }
    });
    let rules = tokio::spawn(keep_rules(Arc::clone(&host)));
    door.serve(router::build(&host), stopping).await;
    for task in [signals, nudging, rules] {
        task.abort();
    }
    tracing::info!("stopped");
    Ok(())
}

fn announce(arguments: &Arguments, host: &Host, url: &str) -> Result<(), CliError> {
    let is_empty = host.store.tenants()?.is_empty();
    let token = if is_empty {
        Some(host.set_up.mint(&host.seams).map_err(ServerError::from)?)
    } else {
        None
    };
    let link = token.map(|token| format!("{url}/setup#{}", token.reveal()));
    if arguments.json {
        return say(&json!({ "listening": url, "set_up": link }).to_string());
    }
    say(&format!("listening on {url}"))?;
    match link {
        Some(link) => say(&format!("set up within a day, once, with {link}")),
        None => Ok(()),
    }
}

/// Does what follows from rules by the calendar: tasks of series, standing that lapses.
async fn keep_rules(host: Arc<Host>) {
    let mut commits = host.door.commits();
    loop {
        let store = Arc::clone(&host.store);
        let now = host.seams.clock.wall();
        match tokio::task::spawn_blocking(move || job::run(&*store, now)).await {
            Ok(Ok(_)) => {}
            Ok(Err(error)) => tracing::error!(%error, "what is due by the calendar was not done"),
            Err(why) => tracing::error!(%why, "what is due by the calendar failed"),
        }
        tokio::select! {
            changed = commits.changed() => if changed.is_err() { return },
            () = tokio::time::sleep(HOUR) => {}
        }
        tokio::time::sleep(SOON).await;
    }
}

#[cfg(unix)]
async fn wait_for_signal() {
    use tokio::signal::unix::{SignalKind, signal};
    match signal(SignalKind::terminate()) {
        Ok(mut terminate) => tokio::select! {
            _ = terminate.recv() => {}
            _ = tokio::signal::ctrl_c() => {}
        },
        Err(_) => {
            let _stopped = tokio::signal::ctrl_c().await;
        }
    }
}

#[cfg(not(unix))]
async fn wait_for_signal() {
    let _stopped = tokio::signal::ctrl_c().await;
}
