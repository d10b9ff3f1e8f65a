//! A rep with a phone: a real core over real HTTP, on a line of its own, with a clock that is moved
//! by hand and ids out of a seed.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use outrider_core::app::{App, Config, SyncReport};
use outrider_core::error::Result;
use outrider_core::testing::{ManualClock, SeededRng};
use outrider_model::id::{DeviceId, OrganisationId, PersonId};

use super::clock::{MINUTE, now};
use super::founding::{Person, World};
use super::gate::Gate;
use crate::net::{Fault, Line};

/// After how many rounds a phone that still has something to send is stuck.
const ROUNDS: usize = 40;
/// How far the clock goes on before a change that waits may be sent again.
const PATIENCE: i64 = 16 * MINUTE;

/// A rep and one of his phones.
pub struct Rep {
    /// The name that everybody reads.
    pub name: String,
    /// Who.
    pub person: PersonId,
    /// The organisation.
    pub organisation: OrganisationId,
    /// The phone's way to the server.
    pub line: Line,
    /// The phone's clock.
    pub clock: Arc<ManualClock>,
    /// Where a story may stand on the phone's way.
    pub gate: Gate,
    rng: Arc<SeededRng>,
    folder: PathBuf,
    vfs: Option<String>,
    app: Mutex<Option<Arc<App>>>,
}

impl Person for Rep {
    fn person(&self) -> PersonId {
        self.person
    }
}

impl Rep {
    pub(super) fn enrol(world: &World, name: &str, phone: &str, vfs: Option<&str>) -> Rep {
        let rep = Rep::unpacked(world, name, phone, vfs);
        rep.try_enrol(&world.code(rep.person))
            .expect("a fresh code enrols a phone");
        rep
    }

    /// A rep's phone out of its box: the app is open, and nobody is enrolled.
    pub(super) fn unpacked(world: &World, name: &str, phone: &str, vfs: Option<&str>) -> Rep {
        let person = world.joins(name, outrider_model::record::Role::Rep);
        let rep = Rep {
            name: name.to_owned(),
            person,
            organisation: world.organisation,
            line: world.proxy.line(phone).expect("a line can be opened"),
            clock: Arc::new(ManualClock::at(now())),
            gate: Gate::default(),
            rng: Arc::new(SeededRng::new(world.seed_of(phone))),
            folder: world.profile(phone),
            vfs: vfs.map(str::to_owned),
            app: Mutex::default(),
        };
        rep.opens_app();
        rep
    }

    /// Copies the phone with everything on it, its keys too, as putting back a copy of its files
    /// does. Both then run.
    pub fn copied(&self, world: &World, name: &str) -> Rep {
        self.closes_app();
        let folder = world.profile(name);
        copy(&self.folder, &folder);
        self.opens_app();
        let twin = Rep {
            name: self.name.clone(),
            person: self.person,
            organisation: self.organisation,
            line: self.line.clone(),
            clock: Arc::new(ManualClock::at(self.wall())),
            gate: Gate::default(),
            rng: Arc::new(SeededRng::new(world.seed_of(name))),
            folder,
            vfs: None,
            app: Mutex::default(),
        };
        twin.opens_app();
        twin
    }

    /// Enrols the phone, for the first time or again.
    ///
    /// # Errors
    /// What the app says.
    pub fn try_enrol(&self, code: &str) -> Result<()> {
        let server = format!("http://{}", self.line.addr());
        self.app().enrol(&server, code).map(drop)
    }

    /// Gives the open app.
    ///
    /// # Panics
    /// While it is closed.
    pub fn app(&self) -> Arc<App> {
        Arc::clone(self.slot().as_ref().expect("the app is open"))
    }

    /// Gives the device under which the phone is enrolled now.
    pub fn device(&self) -> DeviceId {
        let profile = self.app().profile().expect("the profile can be read");
        profile.expect("the phone is enrolled").device
    }

    /// Cuts the phone's line.
    pub fn offline(&self) {
        self.line.go_offline();
    }

    /// Mends the phone's line and syncs until nothing waits that can go; gives what all of it did.
    /// What waits for something that needs attention stays.
    ///
    /// # Panics
    /// When that does not come to an end.
    pub fn online(&self) -> SyncReport {
        self.line.go_online();
        let mut all = SyncReport::default();
        let mut is_quiet = false;
        for _ in 0..ROUNDS {
            let report = self.syncs();
            let is_through = report.failure.is_none() && !report.more;
            let was_quiet = std::mem::replace(&mut is_quiet, is_through && report.sent == 0);
            add(&mut all, report);
            if is_through && (self.waiting() == 0 || (is_quiet && was_quiet)) {
                return all;
            }
            if is_through {
                self.clock.advance(PATIENCE);
            }
        }
        panic!("{} is stuck: {all:?}\n{}", self.name, self.sync_screen());
    }

    /// Syncs once, until there is nothing more to do or something fails.
    pub fn syncs(&self) -> SyncReport {
        self.try_syncs().expect("the store lasts")
    }

    /// As [`Rep::syncs`], where the disk may fail.
    ///
    /// # Errors
    /// What the app says.
    pub fn try_syncs(&self) -> Result<SyncReport> {
        self.app().sync_now()
    }

    /// Asks for one fault to strike the next exchange.
    pub fn suffers(&self, fault: Fault) {
        self.line.next(fault);
    }

    /// Lets the reply of the next exchange get lost after the server has carried it out.
    pub fn loses_the_next_reply(&self) {
        self.suffers(Fault::LostReply);
    }

    /// Closes the app.
    pub fn closes_app(&self) {
        let closed = self.slot().take();
        if let Some(app) = closed {
            let alone = Arc::try_unwrap(app);
            assert!(alone.is_ok(), "nobody else uses the app while it is closed");
        }
    }

    /// Opens the app on what stands in the phone's folder.
    pub fn opens_app(&self) {
        self.try_opens_app().expect("the profile opens");
    }

    fn try_opens_app(&self) -> Result<()> {
        let app = App::open(Config {
            vfs: self.vfs.clone(),
            clock: self.clock.clone(),
            rng: self.rng.clone(),
            network: Arc::new(self.gate.clone()),
            device_name: self.name.clone(),
            ..Config::new(&self.folder, "Europe/Berlin")
        })?;
        *self.slot() = Some(Arc::new(app));
        Ok(())
    }

    /// Closes the app and opens it again.
    pub fn restarts(&self) {
        self.closes_app();
        self.opens_app();
    }

    /// As [`Rep::restarts`], where the disk may fail; the app is closed then.
    ///
    /// # Errors
    /// What the app says.
    pub fn try_restarts(&self) -> Result<()> {
        self.closes_app();
        self.try_opens_app()
    }

    /// The folder of the phone's profile.
    pub fn folder(&self) -> &std::path::Path {
        &self.folder
    }

    fn slot(&self) -> MutexGuard<'_, Option<Arc<App>>> {
        self.app.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn copy(from: &std::path::Path, to: &std::path::Path) {
    std::fs::create_dir_all(to).expect("a folder can be made");
    for entry in std::fs::read_dir(from).expect("the folder can be read") {
        let path = entry.expect("the folder can be read").path();
        let there = to.join(path.file_name().expect("an entry has a name"));
        if path.is_dir() {
            copy(&path, &there);
        } else {
            std::fs::copy(&path, &there).expect("a file can be copied");
        }
    }
}

fn add(all: &mut SyncReport, report: SyncReport) {
    all.exchanges += report.exchanges;
    all.sent += report.sent;
    all.received += report.received;
    all.verdicts.applied += report.verdicts.applied;
    all.verdicts.merged += report.verdicts.merged;
    all.verdicts.duplicate += report.verdicts.duplicate;
    all.verdicts.refused += report.verdicts.refused;
    all.verdicts.later += report.verdicts.later;
    all.more = report.more;
    all.failure = report.failure;
    all.wiped = report.wiped;
}
