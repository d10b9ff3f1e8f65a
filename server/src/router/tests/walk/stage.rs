//! Two organisations in a folder that is copied for every part of the walk, and who asks.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Router;
use outrider_model::id::OrganisationId;
use outrider_model::wire::Cursor;
use tempfile::TempDir;
use tokio::sync::watch;

use super::super::super::{Route, assemble};
use super::super::START;
use super::maker::fill;
use crate::clock::FixedClock;
use crate::config::PublicUrl;
use crate::host::Host;
use crate::rng::SystemRng;
use crate::seam::Seams;
use crate::store::tests::{Open, copy, sqlite};

/// What a name in the table stands for, and what stands in its place that is nowhere.
#[derive(Clone)]
pub(super) struct Named {
    pub(super) ours: String,
    pub(super) nowhere: String,
}

/// Who asks and what for.
#[derive(Clone, Default)]
pub(super) struct Cast {
    /// Ids and codes, by the name in the table.
    pub(super) names: BTreeMap<String, Named>,
    /// Tokens, by the subject.
    pub(super) tokens: BTreeMap<String, String>,
    /// Whose the ids are, and somebody else's organisation.
    pub(super) organisations: Vec<OrganisationId>,
    /// What tells of the rep's work.
    pub(super) work: Vec<String>,
    /// What tells of the organisation at all.
    pub(super) inside: Vec<String>,
}

/// A folder with two organisations.
pub(super) struct Template {
    folder: TempDir,
    store: Open,
    pub(super) cast: Cast,
}

/// A server on a copy of the folder.
pub(super) struct Stage {
    pub(super) host: Arc<Host>,
    pub(super) router: Router,
    pub(super) cast: Cast,
    _stop: watch::Sender<bool>,
    _folder: TempDir,
}

/// What a refused call leaves as it was.
#[derive(Debug, PartialEq)]
pub(super) struct State {
    pub(super) digests: Vec<[u8; 32]>,
    heads: Vec<u64>,
    sessions: Vec<String>,
    accounts: Vec<String>,
}

impl Template {
    pub(super) fn new() -> Template {
        Template::on(sqlite)
    }

    /// Fills a store of another kind.
    pub(super) fn on(open: Open) -> Template {
        let folder = tempfile::tempdir().unwrap();
        let store = open(folder.path());
        let seams = seams(&Arc::new(FixedClock::at(START)));
        let cast = fill(&*store, &seams);
        Template {
            folder,
            store: open,
            cast,
        }
    }

    /// Opens a copy, with a router of these routes.
    pub(super) fn open(&self, routes: &[Route]) -> Stage {
        let folder = tempfile::tempdir().unwrap();
        copy(self.folder.path(), folder.path());
        let store = (self.store)(folder.path());
        let clock = Arc::new(FixedClock::at(START));
        let (stop, stopping) = watch::channel(false);
        let mut host = Host::open(store, seams(&clock), stopping, false).unwrap();
        host.public_url = Some(PublicUrl::parse("https://outrider.example").unwrap());
        let host = Arc::new(host);
        Stage {
            router: assemble(&host, routes),
            host,
            cast: self.cast.clone(),
            _stop: stop,
            _folder: folder,
        }
    }
}

fn seams(clock: &Arc<FixedClock>) -> Seams {
    Seams {
        clock: Arc::clone(clock) as _,
        rng: Arc::new(SystemRng),
    }
}

impl Stage {
    /// What there is now, in both organisations.
    pub(super) fn state(&self) -> State {
        let (store, now) = (&*self.host.store, self.host.seams.clock.wall());
        let of = |organisation: &OrganisationId| {
            let sessions = store.sessions(*organisation, now).unwrap();
            let accounts = store.accounts(*organisation).unwrap();
            (format!("{sessions:?}"), format!("{accounts:?}"))
        };
        let both = &self.cast.organisations;
        let (sessions, accounts) = both.iter().map(of).unzip();
        State {
            digests: both.iter().map(|id| store.digest(*id).unwrap()).collect(),
            heads: both.iter().map(|id| store.head(*id).unwrap()).collect(),
            sessions,
            accounts,
        }
    }

    /// Where a phone of one's own organisation stands that has everything.
    pub(super) fn cursor(&self, organisation: OrganisationId) -> Cursor {
        let mut cursor = None;
        let look = &mut |snapshot: &dyn crate::store::Snapshot| {
            let epoch = snapshot.epochs()?.last().unwrap().epoch;
            let seq = snapshot.head();
            cursor = Some(Cursor {
                epoch,
                seq,
                scope: seq,
            });
            Ok(())
        };
        self.host.store.snapshot(organisation, look).unwrap();
        cursor.unwrap()
    }
}
