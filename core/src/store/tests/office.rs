//! A server in memory, of one organisation in which everybody sees everything, and phones at it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use outrider_model::audience::Audience;
use outrider_model::change::{Body, Change, Read, hash};
use outrider_model::decide::{
    Held, Judge, Look, Past, Refusal, Rights, Verdict, decide, effective,
};
use outrider_model::id::{
    ChangeId, DeviceId, EpochId, OrganisationId, PersonId, RecordId, RequestId,
};
use outrider_model::record::{Record, Role};
use outrider_model::stamp::{Civil, Stamp};
use outrider_model::text::TextHash;
use outrider_model::wire::{Cursor, PushedText, ReplyHead, ReplyWriter, VerdictLine, read_reply};
use uuid::Uuid;

use crate::observe::Observers;
use crate::store::{Applied, Changed, Profile, Store, StoreConfig, Turn};
use crate::testing::{ManualClock, SeededRng};
use crate::transact::Transactor;

pub(crate) const START: i64 = 1_760_000_000_000_000;

pub(crate) fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

pub(crate) const ANNA: PersonId = PersonId(Uuid::from_u128(0xA));
const BOSS: PersonId = PersonId(Uuid::from_u128(0xB));

/// What history keeps of one change.
#[derive(Clone)]
struct Judged {
    change: ChangeId,
    person: PersonId,
    hash: [u8; 32],
    verdict: Verdict,
}

/// The server.
#[derive(Clone)]
pub(crate) struct Office {
    pub(crate) epoch: EpochId,
    pub(crate) now: i64,
    records: BTreeMap<RecordId, (u64, Option<Record>)>,
    past: BTreeMap<ChangeId, Past>,
    texts: BTreeMap<(RecordId, TextHash), String>,
    history: Vec<Judged>,
}

impl Held for Office {
    fn record(&self, id: RecordId) -> Look<&Record> {
        self.records
            .get(&id)
            .and_then(|(_, record)| record.as_ref())
            .map_or(Look::Absent, Look::Present)
    }
    fn past(&self, id: ChangeId) -> Look<&Past> {
        self.past.get(&id).map_or(Look::Absent, Look::Present)
    }
    fn text(&self, of: RecordId, hash: &TextHash) -> Look<&str> {
        self.texts
            .get(&(of, *hash))
            .map_or(Look::Absent, |text| Look::Present(text))
    }
    fn stands(&self, _: PersonId, _: RecordId) -> Look<()> {
        Look::Present(())
    }
}

impl Office {
    pub(crate) fn new() -> Office {
        Office {
            epoch: EpochId(id(0xE)),
            now: START,
            records: BTreeMap::new(),
            past: BTreeMap::new(),
            texts: BTreeMap::new(),
            history: Vec::new(),
        }
    }

    pub(crate) fn head(&self) -> u64 {
        self.history.len() as u64
    }

    pub(crate) fn record_of(&self, id: impl Into<RecordId>) -> Option<Record> {
        self.records
            .get(&id.into())
            .and_then(|(_, record)| record.clone())
    }

    pub(crate) fn records(&self) -> impl Iterator<Item = &Record> {
        self.records
            .values()
            .filter_map(|(_, record)| record.as_ref())
    }

    /// Forgets texts, as a server does after a while.
    pub(crate) fn forget_texts(&mut self) {
        self.texts.clear();
    }

    /// Shows a record no longer.
    pub(crate) fn hide(&mut self, id: impl Into<RecordId>) {
        self.history.push(Judged {
            change: ChangeId(Uuid::from_u128(0xF000 + u128::from(self.head()))),
            person: BOSS,
            hash: [0; 32],
            verdict: Verdict::Applied,
        });
        let seq = self.head();
        self.records.insert(id.into(), (seq, None));
    }

    /// The boss says something; he has seen everything.
    pub(crate) fn says(&mut self, body: Body) -> ChangeId {
        let id = ChangeId(Uuid::from_u128(0xB0_0000 + u128::from(self.head())));
        let civil = Civil {
            time: self.now,
            offset: 0,
            zone: "UTC".into(),
        };
        let was = self.was(&body);
        let change = Change {
            id,
            mends: None,
            stamp: Stamp(self.now),
            civil,
            was,
            body,
        };
        let line = self.take(BOSS, Role::Admin, &change.bytes().unwrap());
        assert!(
            matches!(line.verdict, Verdict::Applied | Verdict::Merged { .. }),
            "{line:?}"
        );
        id
    }

    /// Of every record he writes to, he has seen every writer.
    fn was(&self, body: &Body) -> outrider_model::change::Bases {
        let probe = Change {
            id: ChangeId(Uuid::nil()),
            mends: None,
            stamp: Stamp(0),
            civil: Civil {
                time: 0,
                offset: 0,
                zone: String::new(),
            },
            was: Default::default(),
            body: body.clone(),
        };
        let mut was = outrider_model::change::Bases::new();
        for id in outrider_model::decide::written(&probe) {
            let Some(record) = self.record_of(id) else {
                continue;
            };
            let of = was.entry(id).or_default();
            for (field, writer) in record.writers() {
                of.insert(field, BTreeMap::from([(writer.change, true)]));
            }
            let heads = record
                .get(&"heads".into())
                .as_object()
                .cloned()
                .unwrap_or_default();
            if !heads.is_empty() {
                let heads = heads.keys().map(|id| (id.parse().unwrap(), true)).collect();
                of.insert("status".into(), heads);
            }
        }
        was
    }

    pub(crate) fn take(&mut self, person: PersonId, role: Role, bytes: &[u8]) -> VerdictLine {
        self.now += 1;
        let Read::Known(change) = Change::read(bytes).unwrap() else {
            panic!("unknown")
        };
        let hash = hash(person, bytes);
        if let Some(at) = self
            .history
            .iter()
            .position(|judged| judged.change == change.id)
        {
            let verdict = Verdict::Duplicate {
                of: Box::new(self.history[at].verdict.clone()),
            };
            return VerdictLine {
                change: change.id,
                verdict,
                seq: Some(at as u64 + 1),
            };
        }
        let people = BTreeSet::from([ANNA, BOSS]);
        let rights = Rights {
            role,
            member_of: BTreeSet::new(),
            manages: BTreeSet::new(),
            people,
            is_system: false,
        };
        let (stamp, authority) = effective(self, &rights, &change, Stamp(self.now));
        let judge = Judge {
            author: person,
            device: DeviceId(id(0xD)),
            rights,
            stamp,
            authority,
        };
        let verdict = match decide(self, &judge, &change) {
            Ok(effects) => {
                let verdict = Verdict::from(&effects);
                let seq = self.head() + 1;
                for record in effects.puts {
                    self.records.insert(record.id, (seq, Some(record)));
                }
                for (of, text) in effects.texts {
                    self.texts.insert((of, TextHash::of(&text)), text);
                }
                let past = Past {
                    author: person,
                    stamp,
                    authority,
                    change: (*change).clone(),
                };
                self.past.insert(change.key(), past);
                verdict
            }
            Err(refusal @ (Refusal::Waits(_) | Refusal::NeedBase(..))) => {
                return VerdictLine {
                    change: change.id,
                    verdict: refusal.into(),
                    seq: None,
                };
            }
            Err(refusal) => refusal.into(),
        };
        self.history.push(Judged {
            change: change.id,
            person,
            hash,
            verdict: verdict.clone(),
        });
        VerdictLine {
            change: change.id,
            verdict,
            seq: Some(self.head()),
        }
    }

    pub(crate) fn take_text(&mut self, text: PushedText) {
        self.texts
            .insert((text.of, TextHash::of(&text.text)), text.text);
    }

    pub(crate) fn reply_head(&self) -> ReplyHead {
        ReplyHead {
            request: RequestId(id(1)),
            now: self.now,
            epoch: self.epoch,
            audiences: vec![Audience::Organisation],
            drop: Vec::new(),
            backfill: Vec::new(),
            resync: false,
            fork: None,
            remint: false,
        }
    }

    /// Writes a reply: verdicts, then a page from a cursor on.
    pub(crate) fn reply(
        &self,
        head: &ReplyHead,
        verdicts: &[VerdictLine],
        after: Option<u64>,
        person: PersonId,
        limit: usize,
    ) -> Vec<u8> {
        let mut writer = ReplyWriter::begin(head).unwrap();
        for line in verdicts {
            writer.verdict(line).unwrap();
        }
        let start = after.unwrap_or(0);
        let mut rows: Vec<(u64, RecordId, Option<&Record>)> = self
            .records
            .iter()
            .filter(|(_, (seq, _))| *seq > start)
            .map(|(id, (seq, record))| (*seq, *id, record.as_ref()))
            .collect();
        rows.sort_by_key(|(seq, id, _)| (*seq, *id));
        let mut until = self.head();
        if rows.len() > limit {
            until = rows[limit - 1].0;
        }
        for (seq, id, record) in rows.iter().filter(|(seq, _, _)| *seq <= until) {
            match record {
                Some(record) => writer.record(*seq, &[0], &record.bytes().unwrap()),
                None => writer.gone(*seq, *id),
            }
        }
        for (at, judged) in self.history.iter().enumerate() {
            let seq = at as u64 + 1;
            if judged.person == person && seq > start && seq <= until {
                writer
                    .judged(judged.change, &judged.hash, judged.verdict.clone(), seq)
                    .unwrap();
            }
        }
        let cursor = Cursor {
            epoch: self.epoch,
            seq: until,
            scope: 0,
        };
        writer.end(cursor, None, until < self.head()).unwrap()
    }
}

/// A phone.
pub(crate) struct Phone {
    pub(crate) folder: tempfile::TempDir,
    pub(crate) clock: Arc<ManualClock>,
    pub(crate) store: Arc<Store>,
    pub(crate) door: Transactor,
}

impl Phone {
    pub(crate) fn new(seed: u64) -> Phone {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(ManualClock::at(START));
        let store = open(&folder, &clock, seed);
        let profile = Profile {
            server: "http://localhost".into(),
            organisation: OrganisationId(id(0x0)),
            organisation_name: "Test".into(),
            person: ANNA,
            person_name: "Anna".into(),
            device: DeviceId(id(0xD)),
        };
        store
            .write(Turn::Interactive, |writing| writing.enrol(profile))
            .unwrap();
        let door = Transactor::new(store.clone(), Arc::new(Observers::<Changed>::default()));
        Phone {
            folder,
            clock,
            store,
            door,
        }
    }

    /// Ends the process without a word and starts it again.
    pub(crate) fn restart(&mut self, seed: u64) {
        let store = open(&self.folder, &self.clock, seed);
        self.door = Transactor::new(store.clone(), Arc::new(Observers::<Changed>::default()));
        self.store = store;
        self.clock.restart();
    }

    pub(crate) fn apply(&self, bytes: &[u8]) -> Applied {
        self.store
            .apply_page(&read_reply(bytes).unwrap())
            .unwrap()
            .0
    }

    /// One exchange; with `is_lost` the reply never comes.
    pub(crate) fn exchange(&self, office: &mut Office, limit: usize, is_lost: bool) -> bool {
        office.now = office.now.max(self.clock_now());
        let (texts, place) = self
            .store
            .read(|reader| Ok((reader.texts_owed()?, reader.place()?)))
            .unwrap();
        for text in texts {
            office.take_text(text);
        }
        let sent = self.store.next_batch(3, 1 << 20).unwrap();
        let verdicts: Vec<VerdictLine> = sent
            .changes
            .iter()
            .map(|change| office.take(ANNA, Role::Rep, &change.bytes))
            .collect();
        if is_lost {
            return true;
        }
        let after = place.cursor.map(|cursor| cursor.seq);
        let bytes = office.reply(&office.reply_head(), &verdicts, after, ANNA, limit);
        let applied = self.apply(&bytes);
        applied.has_more
            || self
                .store
                .read(|reader| Ok(reader.waiting()?.ready > 0))
                .unwrap()
    }

    fn clock_now(&self) -> i64 {
        self.store.read(|reader| reader.now()).unwrap()
    }

    /// Exchanges until nothing is left to do.
    pub(crate) fn sync(&self, office: &mut Office) {
        for _ in 0..200 {
            if !self.exchange(office, 1_000, false) {
                return;
            }
        }
        panic!("it never ends");
    }

    pub(crate) fn shows(&self, id: impl Into<RecordId>) -> Option<Record> {
        self.store.read(|reader| reader.record(id.into())).unwrap()
    }

    /// Proves that the phone shows what the office has, and nothing else.
    pub(crate) fn agrees_with(&self, office: &Office) {
        let ours: BTreeMap<RecordId, String> = self
            .all()
            .into_iter()
            .map(|record| {
                (
                    record.id,
                    String::from_utf8(record.bytes().unwrap()).unwrap(),
                )
            })
            .collect();
        let theirs: BTreeMap<RecordId, String> = office
            .records()
            .map(|record| {
                (
                    record.id,
                    String::from_utf8(record.bytes().unwrap()).unwrap(),
                )
            })
            .collect();
        assert_eq!(ours, theirs);
    }

    pub(crate) fn all(&self) -> Vec<Record> {
        use outrider_model::record::Kind;
        self.store
            .read(|reader| {
                let mut all = Vec::new();
                for kind in Kind::KNOWN {
                    all.extend(reader.records(kind)?);
                }
                Ok(all)
            })
            .unwrap()
    }
}

fn open(folder: &tempfile::TempDir, clock: &Arc<ManualClock>, seed: u64) -> Arc<Store> {
    let config = StoreConfig::new(folder.path());
    Arc::new(Store::open(config, clock.clone(), Arc::new(SeededRng::new(seed))).unwrap())
}
