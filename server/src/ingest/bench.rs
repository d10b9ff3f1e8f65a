//! The work under one organisation's lock: pushes one after the other, each a part that can be
//! rolled back by itself.

use std::collections::{BTreeSet, HashMap};

use outrider_model::audience::Audience;
use outrider_model::canonical::Malformed;
use outrider_model::decide::{Judge, Past, Verdict};
use outrider_model::id::{ChangeId, OrganisationId, PersonId, RecordId};
use outrider_model::record::{DeviceKind, Record};
use outrider_model::stamp::Stamp;
use outrider_model::text::{TextHash, admit};

use super::directory::Directory;
use super::{Author, Judged, Push, Pushed, judge};
use crate::audit::Binder;
use crate::store::{Ledger, Place, Store, StoreError};

/// A record in hand, and where it is kept.
#[derive(Clone, Debug)]
pub(super) struct InHand {
    pub(super) place: Place,
    pub(super) record: Record,
}

/// Everything at hand while the lock is held. Nothing of it outlives the commit but the directory,
/// which has a version of its own.
pub(super) struct Bench<'l> {
    pub(super) ledger: &'l mut dyn Ledger,
    pub(super) organisation: OrganisationId,
    pub(super) now: i64,
    pub(super) directory: &'l mut Directory,
    pub(super) records: HashMap<RecordId, Option<InHand>>,
    pub(super) pasts: HashMap<ChangeId, Option<Past>>,
    pub(super) texts: HashMap<(RecordId, TextHash), Option<String>>,
    pub(super) standing: HashMap<RecordId, BTreeSet<Audience>>,
    pub(super) binder: Binder,
    /// Somebody revoked whose changes are judged as if he were not, for somebody vouches for them.
    pub(super) vouched: Option<PersonId>,
    judge: Option<(Author, u64, Judge)>,
}

/// A directory, valid as long as the organisation's counter stands there.
pub(super) type Kept = Option<(u64, Directory)>;

/// Judges and stores the pushes in one commit.
pub(super) fn run(
    store: &dyn Store,
    organisation: OrganisationId,
    now: i64,
    pushes: &[Push],
    kept: &mut Kept,
) -> Result<Vec<Vec<Judged>>, StoreError> {
    let mut all = Vec::with_capacity(pushes.len());
    with_bench(store, organisation, now, kept, &mut |bench| {
        all.clear();
        for push in pushes {
            all.push(bench.push(push)?);
            bench.close(&push.author)?;
        }
        Ok(())
    })?;
    Ok(all)
}

/// Takes the lock, lays the tools out, does the work, commits.
pub(super) fn with_bench(
    store: &dyn Store,
    organisation: OrganisationId,
    now: i64,
    kept: &mut Kept,
    work: &mut dyn FnMut(&mut Bench<'_>) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let done = store.transact(organisation, &mut |ledger| {
        let version = ledger.head().directory;
        if kept.as_ref().is_none_or(|(of, _)| *of != version) {
            *kept = Some((version, read_directory(ledger)?));
        }
        let Some((of, directory)) = kept.as_mut() else {
            return Ok(());
        };
        let mut bench = Bench::new(ledger, organisation, now, directory);
        work(&mut bench)?;
        *of = ledger.head().directory;
        Ok(())
    });
    if done.is_err() {
        *kept = None;
    }
    done
}

fn read_directory(ledger: &mut dyn Ledger) -> Result<Directory, StoreError> {
    let records = ledger.directory()?;
    Ok(Directory::of(records.iter().map(Vec::as_slice)))
}

impl<'l> Bench<'l> {
    fn new(
        ledger: &'l mut dyn Ledger,
        organisation: OrganisationId,
        now: i64,
        directory: &'l mut Directory,
    ) -> Bench<'l> {
        Bench {
            ledger,
            organisation,
            now,
            directory,
            records: HashMap::new(),
            pasts: HashMap::new(),
            texts: HashMap::new(),
            standing: HashMap::new(),
            binder: Binder::default(),
            vouched: None,
            judge: None,
        }
    }

    /// Judges one phone's changes. When the database refuses something, they are done again one
    /// by one, so that one of them cannot hold up the others.
    pub(super) fn push(&mut self, push: &Push) -> Result<Vec<Judged>, StoreError> {
        let vouched = push.vouched.map(|_| push.author.person);
        if std::mem::replace(&mut self.vouched, vouched) != vouched {
            self.judge = None;
        }
        self.mark()?;
        let done = self.keep_texts(push).and_then(|()| {
            push.changes
                .iter()
                .map(|change| judge::judge(self, push, change))
                .collect::<Result<Vec<_>, _>>()
        });
        // A store may send statements ahead: what one of them did wrong is known once it is kept.
        let done = done.and_then(|judged| {
            if !push.is_whole || judged.iter().all(Judged::is_accepted) {
                self.ledger.keep()?;
            }
            Ok(judged)
        });
        match done {
            Ok(judged) if push.is_whole && !judged.iter().all(Judged::is_accepted) => {
                self.go_back()?;
                Ok(judged
                    .into_iter()
                    .map(|judged| Judged {
                        seq: None,
                        ..judged
                    })
                    .collect())
            }
            Ok(judged) => Ok(judged),
            Err(error) if push.is_whole => Err(error),
            Err(error) => {
                tracing::error!(%error, "a push was rolled back and is done change by change");
                self.go_back()?;
                push.changes
                    .iter()
                    .map(|change| self.push_one(push, change))
                    .collect()
            }
        }
    }

    fn push_one(&mut self, push: &Push, change: &Pushed) -> Result<Judged, StoreError> {
        self.mark()?;
        match self
            .keep_texts(push)
            .and_then(|()| judge::judge(self, push, change))
            .and_then(|judged| self.ledger.keep().map(|()| judged))
        {
            Ok(judged) => Ok(judged),
            Err(error) => {
                tracing::error!(%error, "a change could not be stored");
                self.go_back()?;
                Ok(judge::unjudged(change, Verdict::Busy))
            }
        }
    }

    fn mark(&mut self) -> Result<(), StoreError> {
        self.binder.mark();
        self.ledger.mark()
    }

    /// Notes in the audit log what a push left.
    pub(super) fn close(&mut self, author: &Author) -> Result<(), StoreError> {
        let (person, device) = (author.person, author.device);
        self.binder.close(self.ledger, self.now, person, device)
    }

    fn go_back(&mut self) -> Result<(), StoreError> {
        self.ledger.go_back()?;
        self.binder.go_back();
        self.records.clear();
        self.pasts.clear();
        self.texts.clear();
        self.standing.clear();
        self.judge = None;
        *self.directory = read_directory(self.ledger)?;
        Ok(())
    }

    fn keep_texts(&mut self, push: &Push) -> Result<(), StoreError> {
        for pushed in push
            .texts
            .iter()
            .filter(|pushed| admit(&pushed.text).is_ok())
        {
            self.ledger.keep_text(pushed.of, &pushed.text, self.now)?;
            self.texts.remove(&(pushed.of, TextHash::of(&pushed.text)));
        }
        Ok(())
    }

    /// Hands out the judge of an author's changes, with his rights by the directory as it stands.
    pub(super) fn judge(&mut self, author: &Author) -> Judge {
        let version = self.ledger.head().directory;
        if let Some((of, at, judge)) = self.judge.take()
            && of == *author
            && at == version
        {
            return judge;
        }
        let rights = if author.kind == DeviceKind::System {
            self.directory.system_rights()
        } else if self.vouched == Some(author.person) {
            self.directory.rights_before(author.person, self.moment())
        } else {
            self.directory.rights(author.person, self.moment())
        };
        let (stamp, authority) = (Stamp::default(), Stamp::default());
        Judge {
            author: author.person,
            device: author.device,
            rights,
            stamp,
            authority,
        }
    }

    /// Takes the judge back for the author's next change.
    pub(super) fn put_back(&mut self, author: &Author, judge: Judge) {
        self.judge = Some((author.clone(), self.ledger.head().directory, judge));
    }

    /// Brings to hand an accepted change, by the id under which it wrote.
    pub(super) fn past(&mut self, key: ChangeId) -> Result<Option<&Past>, StoreError> {
        if !self.pasts.contains_key(&key) {
            let past = self.ledger.past(key)?;
            self.pasts.insert(key, past);
        }
        Ok(self.pasts.get(&key).and_then(Option::as_ref))
    }

    /// Brings a record to hand.
    pub(super) fn record(&mut self, id: RecordId) -> Result<Option<&InHand>, StoreError> {
        if !self.records.contains_key(&id) {
            let in_hand = match self.ledger.record(id)? {
                Some(shelf) => Some(InHand {
                    place: shelf.place,
                    record: Record::parse(&shelf.bytes)?,
                }),
                None => None,
            };
            self.records.insert(id, in_hand);
        }
        Ok(self.records.get(&id).and_then(Option::as_ref))
    }

    /// Brings to hand who stands at a home.
    pub(super) fn standing_at(
        &mut self,
        home: RecordId,
    ) -> Result<&BTreeSet<Audience>, StoreError> {
        if !self.standing.contains_key(&home) {
            let standing = self.ledger.standing_at(home)?;
            self.standing.insert(home, standing);
        }
        self.standing
            .get(&home)
            .ok_or_else(|| StoreError::Broken("standing was not read".into()))
    }

    /// Returns the moment that rights and memberships are judged at: it never goes back, whichever
    /// server's clock is behind.
    pub(super) fn moment(&self) -> i64 {
        self.now.max(self.ledger.head().received)
    }

    /// Takes the next sequence.
    pub(super) fn next_seq(&mut self) -> u64 {
        let mut head = self.ledger.head();
        head.seq += 1;
        self.ledger.set_head(head);
        head.seq
    }
}

impl Judged {
    /// Says whether the change stands, now or since before.
    #[must_use]
    pub fn is_accepted(&self) -> bool {
        match self.verdict.first() {
            Verdict::Applied | Verdict::Merged { .. } => true,
            Verdict::Duplicate { .. }
            | Verdict::Waits { .. }
            | Verdict::NeedBase { .. }
            | Verdict::Unsupported
            | Verdict::Busy
            | Verdict::Refused(_) => false,
        }
    }
}

/// Names a malformed record as what it is to a store: damage.
pub(super) fn broken(what: &str, id: RecordId) -> impl FnOnce(Malformed) -> StoreError + '_ {
    move |error| StoreError::Broken(format!("{what} {id}: {error}"))
}
