//! The queue of a running server: one writer, and one commit for everything that waits.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, TryRecvError, TrySendError, sync_channel};
use std::thread::JoinHandle;

use outrider_model::id::OrganisationId;
use tokio::sync::{oneshot, watch};

use super::bench::{self, Kept};
use super::{Judged, Push};
use crate::clock::Clock;
use crate::store::{DeviceSeen, Store, StoreError};

/// How many jobs wait at most; beyond it, callers are told to come back.
const WAITING: usize = 2048;
/// How many changes go into one commit at most.
const TOGETHER: usize = 5000;

/// The queue is full, or the server is stopping.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the server has no time now")]
pub struct Full;

/// What waits for a push's judgement.
pub type Answer = oneshot::Receiver<Result<Vec<Judged>, StoreError>>;

/// The one writer of a process.
#[derive(Debug)]
pub struct Door {
    jobs: Option<SyncSender<Job>>,
    commits: watch::Receiver<u64>,
    writer: Option<JoinHandle<()>>,
}

enum Job {
    Push(
        OrganisationId,
        Box<Push>,
        oneshot::Sender<Result<Vec<Judged>, StoreError>>,
    ),
    Seen(OrganisationId, DeviceSeen),
}

impl Door {
    /// Starts the writer.
    ///
    /// # Errors
    /// [`std::io::Error`] when the system gives no thread.
    pub fn open(store: Arc<dyn Store>, clock: Arc<dyn Clock>) -> std::io::Result<Door> {
        let (jobs, queue) = sync_channel(WAITING);
        let (told, commits) = watch::channel(0);
        let writer = Writer {
            store,
            clock,
            told,
            kept: BTreeMap::new(),
        };
        let writer = std::thread::Builder::new()
            .name("ingest".into())
            .spawn(move || writer.run(&queue))?;
        Ok(Door {
            jobs: Some(jobs),
            commits,
            writer: Some(writer),
        })
    }

    /// Puts a push into the queue; the answer comes after the commit.
    ///
    /// # Errors
    /// [`Full`] when too many wait; nothing was then taken.
    pub fn submit(&self, organisation: OrganisationId, push: Push) -> Result<Answer, Full> {
        let (sender, answer) = oneshot::channel();
        self.put(Job::Push(organisation, Box::new(push), sender))?;
        Ok(answer)
    }

    /// As [`Door::submit`], and waits for the answer on this thread.
    ///
    /// # Errors
    /// [`StoreError::Busy`] when too many wait, and whatever the store says.
    pub fn ingest(
        &self,
        organisation: OrganisationId,
        push: Push,
    ) -> Result<Vec<Judged>, StoreError> {
        let answer = self
            .submit(organisation, push)
            .map_err(|Full| StoreError::Busy)?;
        answer.blocking_recv().unwrap_or(Err(StoreError::Busy))
    }

    /// Notes that a device has synced; stored with the next commit.
    ///
    /// # Errors
    /// [`Full`] when too many wait; it is then not noted.
    pub fn saw(&self, organisation: OrganisationId, seen: DeviceSeen) -> Result<(), Full> {
        self.put(Job::Seen(organisation, seen))
    }

    /// Returns a counter that rises with each commit of this process.
    #[must_use]
    pub fn commits(&self) -> watch::Receiver<u64> {
        self.commits.clone()
    }

    fn put(&self, job: Job) -> Result<(), Full> {
        let jobs = self.jobs.as_ref().ok_or(Full)?;
        jobs.try_send(job).map_err(|error| match error {
            TrySendError::Full(_) | TrySendError::Disconnected(_) => Full,
        })
    }
}

impl Drop for Door {
    /// Lets the writer finish what waits.
    fn drop(&mut self) {
        self.jobs = None;
        if let Some(writer) = self.writer.take()
            && writer.join().is_err()
        {
            tracing::error!("the writer had failed");
        }
    }
}

struct Writer {
    store: Arc<dyn Store>,
    clock: Arc<dyn Clock>,
    told: watch::Sender<u64>,
    kept: BTreeMap<OrganisationId, Kept>,
}

#[derive(Default)]
struct Group {
    pushes: Vec<Push>,
    answers: Vec<oneshot::Sender<Result<Vec<Judged>, StoreError>>>,
    seen: Vec<DeviceSeen>,
}

impl Writer {
    fn run(mut self, queue: &Receiver<Job>) {
        while let Ok(first) = queue.recv() {
            let mut groups: BTreeMap<OrganisationId, Group> = BTreeMap::new();
            let mut changes = take(&mut groups, first);
            while changes < TOGETHER {
                match queue.try_recv() {
                    Ok(job) => changes += take(&mut groups, job),
                    Err(TryRecvError::Empty | TryRecvError::Disconnected) => break,
                }
            }
            for (organisation, group) in groups {
                self.commit(organisation, group);
            }
        }
    }

    fn commit(&mut self, organisation: OrganisationId, group: Group) {
        let Group {
            pushes,
            answers,
            seen,
        } = group;
        if !pushes.is_empty() {
            let kept = self.kept.entry(organisation).or_default();
            match bench::run(&*self.store, organisation, self.clock.wall(), &pushes, kept) {
                Ok(judged) => {
                    self.told.send_modify(|count| *count += 1);
                    for (answer, judged) in answers.into_iter().zip(judged) {
                        answer_with(answer, Ok(judged));
                    }
                }
                Err(error) => {
                    tracing::error!(%error, "a commit failed");
                    for answer in answers {
                        answer_with(answer, Err(again(&error)));
                    }
                }
            }
        }
        if !seen.is_empty()
            && let Err(error) = self.store.saw(organisation, &seen)
        {
            tracing::warn!(%error, "it could not be noted when devices were seen");
        }
    }
}

fn take(groups: &mut BTreeMap<OrganisationId, Group>, job: Job) -> usize {
    match job {
        Job::Push(organisation, push, answer) => {
            let group = groups.entry(organisation).or_default();
            let changes = push.changes.len();
            group.pushes.push(*push);
            group.answers.push(answer);
            changes
        }
        Job::Seen(organisation, seen) => {
            groups.entry(organisation).or_default().seen.push(seen);
            1
        }
    }
}

/// Whoever asked may have gone: the commit stands all the same.
fn answer_with(
    answer: oneshot::Sender<Result<Vec<Judged>, StoreError>>,
    judged: Result<Vec<Judged>, StoreError>,
) {
    if answer.send(judged).is_err() {
        tracing::debug!("nobody waits for an answer any more");
    }
}

/// One failure, told to each of those who waited.
fn again(error: &StoreError) -> StoreError {
    match error {
        StoreError::Busy | StoreError::Unreachable(_) => StoreError::Busy,
        StoreError::NoSuchOrganisation => StoreError::NoSuchOrganisation,
        StoreError::Database { .. }
        | StoreError::Locked
        | StoreError::Newer { .. }
        | StoreError::Broken(_)
        | StoreError::Taken(_)
        | StoreError::Unequal(_)
        | StoreError::CalledOff => StoreError::database("committing", error.to_string()),
    }
}
