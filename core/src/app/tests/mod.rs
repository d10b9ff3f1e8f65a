use std::sync::Arc;
use std::time::Duration;

use outrider_model::change::{Body, Change, StatusReport};
use outrider_model::id::{ChangeId, TaskId};
use outrider_model::record::Task;
use tempfile::TempDir;

use super::*;
use crate::store::Entry;
use crate::sync::{Failure, Headline};
use crate::testing::{ManualClock, MemoryKeystore, SeededRng};
use network::{Fault, Net, OneServer};

mod asleep;
mod background;
mod canaries;
mod cuts;
mod diagnosed;
mod losses;
mod network;
mod notices;
mod sealed;
mod server;
mod sessions;
mod tokens;
mod used;

/// Anna's phone, and the network that it is in.
struct Phone {
    app: App,
    net: Arc<Net>,
    clock: Arc<ManualClock>,
    folder: TempDir,
    config: Config,
}

impl Phone {
    /// A phone that is enrolled and has synced once.
    fn enrolled() -> Phone {
        let phone = Phone::fresh();
        phone.app.enrol("http://localhost", "12345").unwrap();
        phone.syncs();
        phone
    }

    fn fresh() -> Phone {
        let folder = tempfile::tempdir().unwrap();
        let net = Net::new();
        let clock = Arc::new(ManualClock::at(server::BEGIN));
        let config = Config {
            clock: clock.clone(),
            rng: Arc::new(SeededRng::new(7)),
            network: Arc::new(OneServer(net.clone())),
            keystore: Arc::new(MemoryKeystore::default()),
            ..Config::new(folder.path(), "Europe/Berlin")
        };
        let app = App::open(config.clone()).unwrap();
        Phone {
            app,
            net,
            clock,
            folder,
            config,
        }
    }

    /// The same phone after its app was ended and opened again.
    fn reopened(self) -> Phone {
        let Phone {
            app,
            net,
            clock,
            folder,
            config,
        } = self;
        drop(app);
        let app = App::open(config.clone()).unwrap();
        Phone {
            app,
            net,
            clock,
            folder,
            config,
        }
    }

    /// Syncs without anything going wrong.
    fn syncs(&self) -> SyncReport {
        let report = self.app.sync_now().unwrap();
        assert_eq!(report.failure, None, "{report:?}");
        assert!(!report.more, "{report:?}");
        report
    }

    /// Syncs while something goes wrong.
    fn fails(&self, faults: impl IntoIterator<Item = Fault>) -> Failure {
        self.net.fail(faults);
        self.app
            .sync_now()
            .unwrap()
            .failure
            .expect("something goes wrong")
    }

    /// Forgets what the engine has learnt of failures, so that requests carry changes again.
    fn forgets(&self) {
        *lock(&self.app.shared.pump) = Pump::new(Sync::new(Pace::default()));
    }

    /// Anna completes a task.
    fn completes(&self, task: TaskId) -> ChangeId {
        let saved = self.app.shared.write(|writing| {
            let change = Change {
                id: writing.mint_change(),
                mends: None,
                stamp: writing.stamp(),
                civil: writing.civil(),
                was: Default::default(),
                body: Body::TaskCompleted(StatusReport {
                    task,
                    reason: String::new(),
                    fix: None,
                }),
            };
            let entry = Entry {
                change: &change,
                operation: "task.complete",
                batch: None,
                undoes: None,
                inverse: None,
            };
            writing.save(&entry)?;
            Ok(change.id)
        });
        saved.unwrap()
    }

    /// The heads of a task as this phone shows it; none when it is not here.
    fn heads(&self, task: TaskId) -> Option<Vec<ChangeId>> {
        let record = self
            .app
            .store()
            .read(|reader| reader.record(task.into()))
            .unwrap()?;
        Some(record.read::<Task>().unwrap().heads.into_keys().collect())
    }

    fn waiting(&self) -> u64 {
        self.app.sync_status().unwrap().waiting
    }
}

/// The heads of a task as the server has it.
fn heads_on(net: &Net, task: TaskId) -> Vec<ChangeId> {
    let task = net
        .server()
        .record(task)
        .expect("it is there")
        .read::<Task>()
        .unwrap();
    task.heads.into_keys().collect()
}
