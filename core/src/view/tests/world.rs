//! A small company on a real store: Anna's phone on a Wednesday morning in Berlin.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::{Date, date};
use outrider_model::id::{
    ActivityTypeId, ChangeId, CustomerId, DeviceId, OrganisationId, PersonId, RecordId, SiteId,
    TaskId, TeamId,
};
use outrider_model::place::{Fence, Fix, Position};
use outrider_model::record::{
    ActivityType, BUILT_IN, Created, Customer, Field, Head, Item, Kind, MeetingNote, Organisation,
    Outcome, Person, Priority, Reason, ReasonUse, Record, Role, Site, Status, Task, Team, Weekday,
    Writer, built_in_id,
};
use outrider_model::stamp::{Civil, Stamp, Window};
use tempfile::TempDir;
use uuid::Uuid;

use crate::clock::Clock;
use crate::error::Result;
use crate::observe::Observers;
use crate::query::{self, Moment, Reader};
use crate::store::{Profile, Store, StoreConfig, Turn};
use crate::testing::{ManualClock, SeededRng};
use crate::transact::Transactor;
use outrider_model::decide::Judge;

/// 2026-07-01 07:30 UTC, a Wednesday; 09:30 in Berlin.
pub(crate) const NOW: i64 = 1_782_891_000_000_000;
pub(crate) const HOUR: i64 = 3_600_000_000;
pub(crate) const TODAY: Date = date(2026, 7, 1);

pub(crate) const ANNA: PersonId = PersonId(Uuid::from_u128(0xA));
pub(crate) const BEN: PersonId = PersonId(Uuid::from_u128(0xB));
pub(crate) const MIA: PersonId = PersonId(Uuid::from_u128(0xC));
pub(crate) const NORTH: TeamId = TeamId(Uuid::from_u128(0xD));
pub(crate) const FIRM: OrganisationId = OrganisationId(Uuid::from_u128(0xE));
pub(crate) const PHONE: DeviceId = DeviceId(Uuid::from_u128(0xF));
pub(crate) const FAX: ActivityTypeId = ActivityTypeId(Uuid::from_u128(0x10));

pub(crate) const CAFE: CustomerId = CustomerId(Uuid::from_u128(0x20));
pub(crate) const KIOSK: CustomerId = CustomerId(Uuid::from_u128(0x21));
pub(crate) const TOKYO: CustomerId = CustomerId(Uuid::from_u128(0x22));
pub(crate) const NOWHERE: CustomerId = CustomerId(Uuid::from_u128(0x23));

pub(crate) struct World {
    pub(crate) door: Transactor,
    pub(crate) store: Arc<Store>,
    pub(crate) clock: Arc<ManualClock>,
    _folder: TempDir,
}

impl World {
    /// A phone that is enrolled for Anna and holds these records.
    pub(crate) fn with(records: &[Record]) -> World {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(ManualClock::at(NOW));
        let rng = Arc::new(SeededRng::new(7));
        let store =
            Arc::new(Store::open(StoreConfig::new(folder.path()), clock.clone(), rng).unwrap());
        let profile = Profile {
            server: "https://nordwind.example".into(),
            organisation: FIRM,
            organisation_name: "Nordwind".into(),
            person: ANNA,
            person_name: "Anna Ahrens".into(),
            device: PHONE,
        };
        store
            .write(Turn::Interactive, |writing| writing.enrol(profile))
            .unwrap();
        store.lay(records).unwrap();
        let door = Transactor::new(store.clone(), Arc::new(Observers::default()));
        World {
            door,
            store,
            clock,
            _folder: folder,
        }
    }

    pub(crate) fn look<T>(
        &self,
        question: impl FnOnce(&Reader<'_>, Judge, Moment) -> Result<T>,
    ) -> T {
        let read = |reader: &Reader<'_>| {
            let moment = Moment::of(
                &*self.clock as &dyn Clock,
                Some(reader.now()?),
                "Europe/Berlin",
            );
            question(reader, query::judge(reader)?, moment)
        };
        self.store.read(read).unwrap()
    }
}

pub(crate) fn at(lat: i64, lon: i64) -> Position {
    Position::new(lat, lon).unwrap()
}

/// The square before the café.
pub(crate) fn square() -> Position {
    at(525_250_000, 134_094_000)
}

pub(crate) fn fix(position: Position, accuracy_mm: i64) -> Fix {
    Fix {
        position,
        accuracy_mm,
        mock: false,
        provider: "fused".into(),
        at: NOW,
        since_boot: None,
    }
}

pub(crate) fn civil(time: i64) -> Civil {
    Civil {
        time,
        offset: 7_200,
        zone: "Europe/Berlin".into(),
    }
}

pub(crate) fn activity(name: &str) -> ActivityTypeId {
    built_in_id(FIRM, name)
}

pub(crate) fn record(
    kind: Kind,
    id: impl Into<RecordId>,
    by: PersonId,
    stamp: i64,
    fields: &impl serde::Serialize,
) -> Record {
    let created = Created {
        change: None,
        person: by,
        stamp: Stamp(stamp),
    };
    Record::create(kind, id.into(), &created, fields).unwrap()
}

/// Who works here and with which words.
pub(crate) fn company() -> Vec<Record> {
    company_as(Role::Rep)
}

/// The same, with another role for Anna.
pub(crate) fn company_as(role: Role) -> Vec<Record> {
    let person = |id: PersonId, name: &str, role: Role| {
        let hours = BTreeMap::new();
        let zone = "Europe/Berlin".into();
        let person = Person {
            name: name.into(),
            role,
            team: Some(NORTH),
            zone,
            hours,
            revoked: false,
            erased: false,
        };
        record(Kind::Person, id, MIA, NOW - 900 * HOUR, &person)
    };
    let reason = Reason {
        text: "Nobody there".into(),
        used_for: ReasonUse::NotDone,
        retired: false,
    };
    let days = [
        Weekday::Monday,
        Weekday::Tuesday,
        Weekday::Wednesday,
        Weekday::Thursday,
        Weekday::Friday,
    ];
    let organisation = Organisation {
        name: "Nordwind".into(),
        currency: "EUR".into(),
        zone: "Europe/Berlin".into(),
        hours: days
            .into_iter()
            .map(|day| {
                (
                    day,
                    Window {
                        from: 540,
                        to: 1_020,
                    },
                )
            })
            .collect(),
        reasons: BTreeMap::from([("nobody".to_owned(), reason)]),
    };
    let mut records = vec![
        record(
            Kind::Organisation,
            FIRM,
            MIA,
            NOW - 900 * HOUR,
            &organisation,
        ),
        record(
            Kind::Team,
            NORTH,
            MIA,
            NOW - 900 * HOUR,
            &Team {
                name: "North".into(),
                parent: None,
            },
        ),
        person(ANNA, "Anna Ahrens", role),
        person(BEN, "Ben Böhm", Role::Rep),
        person(MIA, "Mia Maier", Role::Manager),
    ];
    for (rank, (short, name)) in (0..).zip(BUILT_IN) {
        let known = ActivityType {
            name: name.into(),
            rank,
            retired: false,
        };
        records.push(record(
            Kind::ActivityType,
            built_in_id(FIRM, short),
            MIA,
            NOW - 900 * HOUR,
            &known,
        ));
    }
    let fax = ActivityType {
        name: "Fax".into(),
        rank: 1,
        retired: true,
    };
    records.push(record(Kind::ActivityType, FAX, MIA, NOW - 900 * HOUR, &fax));
    records
}

pub(crate) fn customer(
    id: CustomerId,
    name: &str,
    address: &str,
    owner: PersonId,
    site: Option<(Position, i64)>,
) -> Record {
    let site = site.map(|(at, radius_mm)| {
        (
            SiteId(id.0),
            Site {
                name: String::new(),
                at,
                fence: Fence { radius_mm },
            },
        )
    });
    let customer = Customer {
        name: name.into(),
        address: address.into(),
        owner: Some(owner),
        sites: site.into_iter().collect(),
        ..Customer::default()
    };
    record(Kind::Customer, id, MIA, NOW - 800 * HOUR, &customer)
}

/// Two of them in one fence, one across the town, one that nobody knows the place of.
pub(crate) fn customers() -> Vec<Record> {
    vec![
        customer(
            CAFE,
            "Café Müller",
            "Alte Straße 1\n10119 Berlin",
            ANNA,
            Some((at(525_251_000, 134_094_000), 100_000)),
        ),
        customer(
            KIOSK,
            "Späti am Eck",
            "Alte Straße 3\n10119 Berlin",
            ANNA,
            Some((at(525_252_000, 134_096_000), 100_000)),
        ),
        customer(
            TOKYO,
            "東京屋",
            "Kantstraße 90",
            ANNA,
            Some((at(525_060_000, 133_100_000), 80_000)),
        ),
        customer(
            NOWHERE,
            "O'Brien's <b>\"Deli\"</b> & \u{202e}Sons",
            "",
            BEN,
            None,
        ),
    ]
}

/// A task of Anna's, planned by Mia.
pub(crate) fn task(number: u128, title: &str, change: impl FnOnce(&mut Task)) -> Record {
    let mut task = Task {
        title: title.into(),
        details: String::new(),
        activity: activity("demo"),
        assignee: Some(ANNA),
        team: None,
        customer: None,
        plan_day: Some(TODAY),
        window: None,
        priority: Priority::Normal,
        checklist: BTreeMap::new(),
        series: None,
        from_note: None,
        import: None,
        heads: BTreeMap::new(),
        removed: false,
    };
    change(&mut task);
    record(Kind::Task, task_id(number), MIA, NOW - 200 * HOUR, &task)
}

pub(crate) fn task_id(number: u128) -> TaskId {
    TaskId(Uuid::from_u128(0x7000 + number))
}

/// A report on a task that was assigned by its creation.
pub(crate) fn report(
    number: u128,
    status: Status,
    by: PersonId,
    time: i64,
    reason: &str,
) -> (ChangeId, Head) {
    let id = ChangeId(Uuid::from_u128(0x8000 + number));
    let head = Head {
        status,
        person: by,
        device: PHONE,
        stamp: Stamp(time),
        civil: civil(time),
        answers: ChangeId(task_id(number).0),
        fix: None,
        reason: reason.into(),
    };
    (id, head)
}

pub(crate) fn reassigned(mut record: Record, to: PersonId, by: PersonId, stamp: i64) -> Record {
    let field = Field::from("assignee");
    record.set(&field, serde_json::to_value(to).unwrap());
    let change = ChangeId(Uuid::from_u128(0x9000));
    record
        .sign(
            &field,
            &Writer {
                change,
                person: by,
                stamp: Stamp(stamp),
                over: None,
            },
        )
        .unwrap();
    record
}

pub(crate) fn item(text: &str, rank: i64, done: bool) -> Item {
    Item {
        text: text.into(),
        rank,
        done,
    }
}

pub(crate) fn note(
    number: u128,
    by: PersonId,
    customer: CustomerId,
    time: i64,
    body: &str,
) -> Record {
    let note = MeetingNote {
        person: by,
        civil: civil(time),
        customer: Some(customer),
        task: Some(task_id(5)),
        activity: Some(activity("demo")),
        outcome: Some(Outcome::Open),
        met: "Frau Öztürk".into(),
        body: body.into(),
        next: None,
        withdrawn: false,
    };
    record(
        Kind::Note,
        RecordId(Uuid::from_u128(0xB000 + number)),
        by,
        time,
        &note,
    )
}
