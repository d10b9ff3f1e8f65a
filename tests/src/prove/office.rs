//! The other end of the line, in memory: it judges what the phone sends by the rules of the server
//! and writes replies, without a network or a disk of its own.

use std::collections::{BTreeMap, BTreeSet};

use outrider_core::store::{Place, Profile};
use outrider_model::audience::Audience;
use outrider_model::change::{Body, Change, CustomerAdded, Read, TaskAssigned, hash};
use outrider_model::decide::{
    Held, Judge, Look, Past, Refusal, Rights, Verdict, decide, effective,
};
use outrider_model::id::{
    ActivityTypeId, ChangeId, CustomerId, DeviceId, EpochId, OrganisationId, PersonId, RecordId,
    RequestId, TaskId,
};
use outrider_model::record::{Priority, Record, Role};
use outrider_model::stamp::{Civil, Stamp};
use outrider_model::text::TextHash;
use outrider_model::wire::{Cursor, PushedChange, ReplyHead, ReplyWriter, VerdictLine};
use uuid::Uuid;

const ANNA: PersonId = PersonId(Uuid::from_u128(0xA));
const BOSS: PersonId = PersonId(Uuid::from_u128(0xB));
const DEVICE: DeviceId = DeviceId(Uuid::from_u128(0xD));
const EPOCH: EpochId = EpochId(Uuid::from_u128(0xE));
/// Of what activity everything is.
pub(super) const VISIT: ActivityTypeId = ActivityTypeId(Uuid::from_u128(7));

/// Says whether a change was written in the office: its ids are small numbers.
pub(super) fn is_ours(change: ChangeId) -> bool {
    change.0.as_u128() < 1 << 64
}

/// Whose phone it is.
pub(super) fn profile() -> Profile {
    Profile {
        server: "http://localhost".into(),
        organisation: OrganisationId(Uuid::nil()),
        organisation_name: "Proof".into(),
        person: ANNA,
        person_name: "Anna".into(),
        device: DEVICE,
    }
}

/// What history keeps of one change.
struct Judged {
    change: ChangeId,
    person: PersonId,
    hash: [u8; 32],
    verdict: Verdict,
}

/// The office.
pub(super) struct Office {
    now: i64,
    records: BTreeMap<RecordId, (u64, Record)>,
    past: BTreeMap<ChangeId, Past>,
    texts: BTreeMap<(RecordId, TextHash), String>,
    history: Vec<Judged>,
}

impl Held for Office {
    fn record(&self, id: RecordId) -> Look<&Record> {
        self.records
            .get(&id)
            .map_or(Look::Absent, |(_, record)| Look::Present(record))
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
    /// Opens the office; it stands in the phone's time.
    pub(super) fn open(now: i64) -> Office {
        Office {
            now,
            records: BTreeMap::new(),
            past: BTreeMap::new(),
            texts: BTreeMap::new(),
            history: Vec::new(),
        }
    }

    /// The boss adds a customer of Anna's.
    pub(super) fn adds_customer(&mut self, name: &str) -> CustomerId {
        let added = CustomerAdded {
            name: name.to_owned(),
            owner: Some(ANNA),
            ..CustomerAdded::default()
        };
        CustomerId(self.says(Body::CustomerAdded(added)).0)
    }

    /// The boss gives Anna a task.
    pub(super) fn assigns(&mut self, title: &str, customer: CustomerId) -> TaskId {
        let assigned = TaskAssigned {
            title: title.to_owned(),
            details: String::new(),
            activity: VISIT,
            assignee: Some(ANNA),
            team: None,
            customer: Some(customer),
            plan_day: None,
            window: None,
            priority: Priority::Normal,
            checklist: BTreeMap::new(),
            series: None,
            import: None,
        };
        TaskId(self.says(Body::TaskAssigned(assigned)).0)
    }

    fn says(&mut self, body: Body) -> ChangeId {
        let change = Change {
            id: ChangeId(Uuid::from_u128(0xB0_0000 + self.history.len() as u128)),
            mends: None,
            stamp: Stamp(self.now),
            civil: Civil {
                time: self.now,
                offset: 0,
                zone: "UTC".into(),
            },
            was: BTreeMap::new(),
            body,
        };
        let bytes = change.bytes().expect("the boss writes valid changes");
        let line = self.judge(BOSS, Role::Admin, &bytes);
        assert_eq!(line.verdict, Verdict::Applied, "the boss may do this");
        change.id
    }

    /// Takes a request in and answers it, from the phone's place in the feed on.
    pub(super) fn exchange(&mut self, now: i64, sent: &[PushedChange], place: &Place) -> Vec<u8> {
        self.now = self.now.max(now);
        let verdicts: Vec<VerdictLine> = sent
            .iter()
            .map(|change| self.judge(ANNA, Role::Rep, &change.bytes))
            .collect();
        self.reply(
            &verdicts,
            place.cursor.as_ref().map_or(0, |cursor| cursor.seq),
        )
    }

    fn judge(&mut self, person: PersonId, role: Role, bytes: &[u8]) -> VerdictLine {
        self.now += 1;
        let Ok(Read::Known(change)) = Change::read(bytes) else {
            panic!("the phone sent what is no change")
        };
        let seen = self
            .history
            .iter()
            .position(|judged| judged.change == change.id);
        if let Some(at) = seen {
            let of = Box::new(self.history[at].verdict.clone());
            return line(change.id, Verdict::Duplicate { of }, Some(at as u64 + 1));
        }
        let rights = Rights {
            role,
            member_of: BTreeSet::new(),
            manages: BTreeSet::new(),
            people: BTreeSet::from([ANNA, BOSS]),
            is_system: false,
        };
        let (stamp, authority) = effective(self, &rights, &change, Stamp(self.now));
        let judge = Judge {
            author: person,
            device: DEVICE,
            rights,
            stamp,
            authority,
        };
        let verdict = match decide(self, &judge, &change) {
            Ok(effects) => {
                let verdict = Verdict::from(&effects);
                let seq = self.history.len() as u64 + 1;
                let puts = effects.puts.into_iter();
                self.records
                    .extend(puts.map(|record| (record.id, (seq, record))));
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
                return line(change.id, refusal.into(), None);
            }
            Err(refusal) => refusal.into(),
        };
        self.history.push(Judged {
            change: change.id,
            person,
            hash: hash(person, bytes),
            verdict: verdict.clone(),
        });
        line(change.id, verdict, Some(self.history.len() as u64))
    }

    fn reply(&self, verdicts: &[VerdictLine], after: u64) -> Vec<u8> {
        let head = ReplyHead {
            request: RequestId(Uuid::from_u128(1)),
            now: self.now,
            epoch: EPOCH,
            audiences: vec![Audience::Organisation],
            drop: Vec::new(),
            backfill: Vec::new(),
            resync: false,
            fork: None,
            remint: false,
        };
        let whole = "what the office writes is valid";
        let mut writer = ReplyWriter::begin(&head).expect(whole);
        for line in verdicts {
            writer.verdict(line).expect(whole);
        }
        let mut rows: Vec<&(u64, Record)> = self.records.values().collect();
        rows.retain(|(seq, _)| *seq > after);
        rows.sort_by_key(|(seq, record)| (*seq, record.id));
        for (seq, record) in rows {
            writer.record(*seq, &[0], &record.bytes().expect(whole));
        }
        for (judged, seq) in self.history.iter().zip(1..) {
            if judged.person == ANNA && seq > after {
                writer
                    .judged(judged.change, &judged.hash, judged.verdict.clone(), seq)
                    .expect(whole);
            }
        }
        let cursor = Cursor {
            epoch: EPOCH,
            seq: self.history.len() as u64,
            scope: 0,
        };
        writer.end(cursor, None, false).expect(whole)
    }
}

fn line(change: ChangeId, verdict: Verdict, seq: Option<u64>) -> VerdictLine {
    VerdictLine {
        change,
        verdict,
        seq,
    }
}
