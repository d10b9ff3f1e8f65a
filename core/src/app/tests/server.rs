//! A server in a few lines: one rep, one audience, the real judge.

use std::collections::{BTreeMap, BTreeSet};

use outrider_model::audience::Audience;
use outrider_model::change::{Body, Change, Read, TaskAssigned, hash};
use outrider_model::decide::{Held, Judge, Look, Past, Rights, Verdict, decide, effective};
use outrider_model::id::{
    ActivityTypeId, ChangeId, DeviceId, EpochId, OrganisationId, PersonId, RecordId, TaskId,
};
use outrider_model::record::{Created, Kind, Person, Priority, Record, Role};
use outrider_model::stamp::{Civil, Stamp};
use outrider_model::text::TextHash;
use outrider_model::wire::{
    Cursor, EnrolReply, PushedChange, ReplyHead, ReplyWriter, Request, TokenReply, TokenRequest,
    VerdictLine, read_request,
};
use uuid::Uuid;

/// The rep whose phone it is.
pub(super) const ANNA: PersonId = PersonId(Uuid::from_u128(0xA22A));
const BOSS: PersonId = PersonId(Uuid::from_u128(0xB055));
const DESK: DeviceId = DeviceId(Uuid::from_u128(0xDE5C));
pub(super) const ORGANISATION: OrganisationId = OrganisationId(Uuid::from_u128(0x0));
/// The server's clock when nothing has happened yet.
pub(super) const BEGIN: i64 = 1_790_000_000_000_000;

#[derive(Clone)]
struct Judged {
    seq: u64,
    author: PersonId,
    hash: [u8; 32],
    verdict: Verdict,
}

/// What a server's database holds; a clone is a copy of its file.
#[derive(Clone)]
pub(super) struct Server {
    /// Each life with the head at which it began.
    epochs: Vec<(EpochId, u64)>,
    head: u64,
    minted: u128,
    records: BTreeMap<RecordId, (u64, Record)>,
    history: BTreeMap<ChangeId, Judged>,
    pasts: BTreeMap<ChangeId, Past>,
    texts: BTreeMap<(RecordId, TextHash), String>,
    pub(super) devices: u128,
    /// How often this phone's tokens were exchanged, and the nonce that came with the last time.
    pub(super) rotations: u64,
    nonce: String,
    /// Whether the phone's session is over.
    pub(super) is_ended: bool,
    /// Whose codes it gives out.
    pub(super) person: PersonId,
    /// Bytes of a change that is larger than this server reads.
    pub(super) too_large: usize,
}

impl Held for Server {
    fn record(&self, id: RecordId) -> Look<&Record> {
        self.records
            .get(&id)
            .map_or(Look::Absent, |(_, record)| Look::Present(record))
    }

    fn past(&self, id: ChangeId) -> Look<&Past> {
        self.pasts.get(&id).map_or(Look::Absent, Look::Present)
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

impl Server {
    pub(super) fn new() -> Server {
        let mut server = Server {
            epochs: Vec::new(),
            head: 0,
            minted: 1 << 64,
            records: BTreeMap::new(),
            history: BTreeMap::new(),
            pasts: BTreeMap::new(),
            texts: BTreeMap::new(),
            devices: 0,
            rotations: 0,
            nonce: String::new(),
            is_ended: false,
            person: ANNA,
            too_large: usize::MAX,
        };
        server.restart();
        for (id, name, role) in [(ANNA, "Anna", Role::Rep), (BOSS, "Boss", Role::Manager)] {
            let person = Person {
                name: name.into(),
                role,
                team: None,
                zone: "Europe/Berlin".into(),
                hours: BTreeMap::new(),
                revoked: false,
                erased: false,
            };
            let created = Created {
                change: None,
                person: BOSS,
                stamp: Stamp(BEGIN),
            };
            let record = Record::create(Kind::Person, id.into(), &created, &person).unwrap();
            server.store(record);
        }
        server
    }

    /// Begins another life, as every start does.
    pub(super) fn restart(&mut self) {
        let epoch = EpochId(self.mint());
        self.epochs.push((epoch, self.head));
    }

    /// Goes on from an older copy of the file; a life that the copy does not know is never reused.
    pub(super) fn put_back(&mut self, copy: &Server) {
        let minted = self.minted;
        *self = Server {
            minted,
            ..copy.clone()
        };
        self.restart();
    }

    fn mint(&mut self) -> Uuid {
        self.minted += 1;
        Uuid::from_u128(self.minted)
    }

    fn store(&mut self, record: Record) {
        self.head += 1;
        self.records.insert(record.id, (self.head, record));
    }

    /// A manager gives Anna a task.
    pub(super) fn assign(&mut self, title: &str) -> TaskId {
        let id = ChangeId(self.mint());
        let assigned = TaskAssigned {
            title: title.into(),
            details: String::new(),
            activity: ActivityTypeId(Uuid::from_u128(7)),
            assignee: Some(ANNA),
            team: None,
            customer: None,
            plan_day: None,
            window: None,
            priority: Priority::default(),
            checklist: BTreeMap::new(),
            series: None,
            import: None,
        };
        self.says_as(id, Body::TaskAssigned(assigned));
        RecordId::from(id).into()
    }

    /// A manager says something, having seen what its creator wrote.
    pub(super) fn says(&mut self, body: Body) {
        let id = ChangeId(self.mint());
        self.says_as(id, body);
    }

    fn says_as(&mut self, id: ChangeId, body: Body) {
        let civil = Civil {
            time: BEGIN,
            offset: 0,
            zone: "UTC".into(),
        };
        let change = Change {
            id,
            mends: None,
            stamp: Stamp(BEGIN),
            civil,
            was: BTreeMap::new(),
            body,
        };
        let bytes = change.bytes().unwrap();
        let (verdict, seq) = self.ingest(BOSS, DESK, &bytes);
        let is_taken = matches!(verdict, Verdict::Applied | Verdict::Merged { .. });
        assert!(is_taken && seq.is_some(), "{verdict:?}");
    }

    pub(super) fn enrol(&mut self) -> EnrolReply {
        self.devices += 1;
        (self.rotations, self.is_ended) = (0, false);
        EnrolReply {
            token: self.token(),
            lasts: 900,
            refresh: format!("refresh-{}-0", self.devices),
            organisation: ORGANISATION,
            organisation_name: "Acme".into(),
            person: self.person,
            person_name: "Anna".into(),
            device: self.device(),
            former: None,
        }
    }

    /// The bearer token that is good now.
    pub(super) fn token(&self) -> String {
        format!("token-{}-{}", self.devices, self.rotations)
    }

    /// Exchanges a refresh token: the newest for the next, and the one before with the same nonce
    /// for the same again.
    pub(super) fn renew(&mut self, request: &TokenRequest) -> Option<TokenReply> {
        let refresh = |number| format!("refresh-{}-{number}", self.devices);
        let is_new = request.refresh == refresh(self.rotations);
        let is_again = request.refresh == refresh(self.rotations.wrapping_sub(1))
            && request.nonce == self.nonce;
        if self.is_ended || !(is_new || is_again) {
            self.is_ended = true;
            return None;
        }
        self.rotations += u64::from(is_new);
        self.nonce.clone_from(&request.nonce);
        Some(TokenReply {
            token: self.token(),
            lasts: 900,
            refresh: format!("refresh-{}-{}", self.devices, self.rotations),
        })
    }

    fn device(&self) -> DeviceId {
        DeviceId(Uuid::from_u128((1 << 32) + self.devices))
    }

    /// The record as the server has it.
    pub(super) fn record(&self, id: impl Into<RecordId>) -> Option<&Record> {
        self.records.get(&id.into()).map(|(_, record)| record)
    }

    /// How many changes of Anna were judged.
    pub(super) fn judged(&self) -> usize {
        self.history
            .values()
            .filter(|judged| judged.author == ANNA)
            .count()
    }

    /// Answers the lines of a request with those of its reply; none when a change is too large.
    pub(super) fn answer(&mut self, lines: &[u8]) -> Option<Vec<u8>> {
        let request = read_request(lines).expect("a phone sends whole requests");
        if request
            .changes
            .iter()
            .any(|change| change.bytes.len() > self.too_large)
        {
            return None;
        }
        for pushed in &request.texts {
            self.texts
                .insert((pushed.of, TextHash::of(&pushed.text)), pushed.text.clone());
        }
        let device = self.device();
        let verdicts: Vec<VerdictLine> = request
            .changes
            .iter()
            .map(|PushedChange { bytes, .. }| {
                let (verdict, seq) = self.ingest(ANNA, device, bytes);
                let change = id_of(bytes);
                VerdictLine {
                    change,
                    verdict,
                    seq,
                }
            })
            .collect();
        Some(self.page(&request, &verdicts))
    }

    fn page(&self, request: &Request, verdicts: &[VerdictLine]) -> Vec<u8> {
        let (epoch, _) = *self.epochs.last().unwrap();
        let (from, resync, fork) = self.place(request.head.cursor);
        let head = ReplyHead {
            request: request.head.request,
            now: BEGIN + i64::try_from(self.head).unwrap(),
            epoch,
            audiences: vec![Audience::Person(ANNA)],
            drop: Vec::new(),
            backfill: Vec::new(),
            resync,
            fork,
            remint: false,
        };
        let mut page: Vec<(u64, &Record)> = self
            .records
            .values()
            .filter(|(seq, _)| *seq > from)
            .map(|(seq, record)| (*seq, record))
            .collect();
        page.sort_by_key(|(seq, _)| *seq);
        let limit = usize::try_from(request.head.limit).unwrap();
        let more = page.len() > limit;
        page.truncate(limit);
        let until = if more {
            page.last().unwrap().0
        } else {
            self.head
        };
        let mut writer = ReplyWriter::begin(&head).unwrap();
        verdicts
            .iter()
            .for_each(|line| writer.verdict(line).unwrap());
        for (seq, record) in page {
            writer.record(seq, &[0], &record.bytes().unwrap());
        }
        for (id, judged) in &self.history {
            if judged.author == ANNA && judged.seq > from && judged.seq <= until {
                let verdict = judged.verdict.clone();
                writer
                    .judged(*id, &judged.hash, verdict, judged.seq)
                    .unwrap();
            }
        }
        writer
            .end(
                Cursor {
                    epoch,
                    seq: until,
                    scope: 1,
                },
                None,
                more,
            )
            .unwrap()
    }

    /// Where a page begins for a cursor, whether anew, and above what its verdicts do not count.
    fn place(&self, cursor: Option<Cursor>) -> (u64, bool, Option<u64>) {
        let Some(cursor) = cursor else {
            return (0, false, None);
        };
        match self
            .epochs
            .iter()
            .position(|(epoch, _)| *epoch == cursor.epoch)
        {
            None => (0, true, Some(0)),
            Some(index) => match self.epochs.get(index + 1) {
                Some((_, first)) if *first < cursor.seq => (*first, false, Some(*first)),
                Some(_) | None => (cursor.seq, false, None),
            },
        }
    }

    fn ingest(
        &mut self,
        author: PersonId,
        device: DeviceId,
        bytes: &[u8],
    ) -> (Verdict, Option<u64>) {
        let id = id_of(bytes);
        let hash = hash(author, bytes);
        if let Some(judged) = self.history.get(&id) {
            assert_eq!(
                judged.hash, hash,
                "a change is never sent with other content"
            );
            let of = Box::new(judged.verdict.clone());
            return (Verdict::Duplicate { of }, Some(judged.seq));
        }
        let Ok(Read::Known(change)) = Change::read(bytes) else {
            panic!("a change of this version")
        };
        let rights = Rights {
            role: if author == BOSS {
                Role::Admin
            } else {
                Role::Rep
            },
            member_of: BTreeSet::new(),
            manages: BTreeSet::new(),
            people: BTreeSet::new(),
            is_system: false,
        };
        let received = Stamp(BEGIN + i64::try_from(self.head).unwrap() + 1);
        let (stamp, authority) = effective(self, &rights, &change, received);
        let judge = Judge {
            author,
            device,
            rights,
            stamp,
            authority,
        };
        let verdict = match decide(self, &judge, &change) {
            Ok(effects) => {
                let verdict = Verdict::from(&effects);
                effects
                    .puts
                    .into_iter()
                    .for_each(|record| self.store(record));
                for (of, text) in effects.texts {
                    self.texts.insert((of, TextHash::of(&text)), text);
                }
                let past = Past {
                    author,
                    stamp,
                    authority,
                    change: *change,
                };
                self.pasts.insert(past.change.key(), past);
                verdict
            }
            Err(refusal) => Verdict::from(refusal),
        };
        if !verdict.is_final() {
            return (verdict, None);
        }
        self.head += 1;
        self.history.insert(
            id,
            Judged {
                seq: self.head,
                author,
                hash,
                verdict: verdict.clone(),
            },
        );
        (verdict, Some(self.head))
    }
}

fn id_of(bytes: &[u8]) -> ChangeId {
    match Change::read(bytes) {
        Ok(Read::Known(change)) => change.id,
        Ok(Read::Unsupported(id)) => id,
        Err(error) => panic!("{error}"),
    }
}
