//! One thing of every kind for each person, and one try of every action and field at it.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::super::table::TABLE;
use super::sample::{diary, draft, offer, phone, weekly};
use crate::change::*;
use crate::decide::{Held as _, Look, Verdict};
use crate::id::{DeviceId, PersonId, RecordId, TeamId};
use crate::place::Coarseness;
use crate::record::*;
use crate::stamp::Stamp;
use crate::testing::World;
use crate::testing::author::{Author, system};
use crate::testing::cast::*;
use crate::testing::duty::points;
use crate::text::TextHash;

pub(super) const TODAY: jiff::civil::Date = jiff::civil::date(2025, 6, 15);
const PURPOSE: Purpose = Purpose::OnDutyLocation;
const LATER: i64 = NOON + 1_000;

/// What a person has, as numbers after his block.
pub(super) mod at {
    pub(in super::super) const CUSTOMER: u128 = 1;
    pub(in super::super) const TASK: u128 = 2;
    pub(in super::super) const DONE: u128 = 3;
    pub(in super::super) const REPORT: u128 = 4;
    pub(in super::super) const OFFER: u128 = 5;
    pub(in super::super) const VISIT: u128 = 6;
    pub(in super::super) const NOTE: u128 = 7;
    pub(in super::super) const DRAFT: u128 = 8;
    pub(in super::super) const DRAFT_SAVED: u128 = 9;
    pub(in super::super) const DEVICE: u128 = 10;
    pub(in super::super) const CONSENT: u128 = 11;
    pub(in super::super) const PERIOD: u128 = 12;
    pub(in super::super) const PAUSE: u128 = 13;
    pub(in super::super) const CORRECTION: u128 = 14;
    pub(in super::super) const TRACK: u128 = 15;
    pub(in super::super) const SERIES: u128 = 16;
    pub(in super::super) const DIARY: u128 = 17;
    pub(in super::super) const TERRITORY: u128 = 18;
    pub(in super::super) const DELEGATION: u128 = 19;
    pub(in super::super) const TEMPLATE: u128 = 20;
}

/// Where everything is tried.
pub(super) struct Stage {
    world: World,
}

/// Returns the number of something of a person's.
fn number(person: PersonId, what: u128) -> u128 {
    0x1_0000 * person.0.as_u128() + what
}

pub(super) fn of<Id: From<RecordId>>(person: PersonId, what: u128) -> Id {
    made(number(person, what))
}

fn device(person: PersonId) -> DeviceId {
    of(person, at::DEVICE)
}

/// Whoever acts does so on his own phone.
fn on_own(author: Author) -> Author {
    Author {
        device: device(author.person),
        ..author
    }
}

/// Returns the fields of an action, one of each row and collection; for an action that writes
/// none, one without a name.
pub(super) fn fields_of(word: &str) -> Vec<&'static str> {
    let rows = TABLE.iter().filter(|row| row.word == word);
    let fields: Vec<&str> = rows.flat_map(|row| row.fields.iter().copied()).collect();
    if fields.is_empty() { vec![""] } else { fields }
}

impl Stage {
    /// Another manager of the north.
    pub(super) const TOM: PersonId = PersonId(uuid::Uuid::from_u128(8));
    /// Another admin.
    pub(super) const EVE: PersonId = PersonId(uuid::Uuid::from_u128(9));

    /// Gives everybody one of everything.
    pub(super) fn set() -> Stage {
        let mut world = world();
        for (number, name, role, team) in [
            (8, "Tom", Role::Manager, Some(NORTH)),
            (9, "Eve", Role::Admin, None),
        ] {
            let person = member(name, role, team);
            let added = Body::PersonAdded(PersonAdded { person });
            world.does(system(), number, 4, added);
        }
        let mut stage = Stage { world };
        for person in [ADA, Stage::EVE, MIA, Stage::TOM, ANNA, BEN, CLEO] {
            stage.equip(person);
        }
        stage
    }

    fn team(&self, person: PersonId) -> Option<TeamId> {
        self.world.record_of(person).read::<Person>().unwrap().team
    }

    fn equip(&mut self, person: PersonId) {
        let team = self.team(person);
        let author = on_own(Author::of(person));
        let day = work_day_id(person, TODAY);
        let period = id(number(person, at::PERIOD));
        let work = TaskAssigned {
            customer: None,
            ..task(Some(person), team)
        };
        let own = [
            (
                at::DEVICE,
                Body::DeviceEnrolled(DeviceEnrolled {
                    enrolled: phone(person),
                }),
            ),
            (
                at::CUSTOMER,
                Body::CustomerAdded(CustomerAdded {
                    name: "Shop".into(),
                    owner: Some(person),
                    ..Default::default()
                }),
            ),
            (at::TASK, Body::TaskAssigned(work.clone())),
            (at::DONE, Body::TaskAssigned(work)),
            (
                at::REPORT,
                Body::TaskCompleted(report(of(person, at::DONE), "")),
            ),
            (
                at::VISIT,
                Body::CheckedIn(CheckedIn {
                    customer: BAKERY,
                    site: None,
                    task: None,
                    fix: None,
                }),
            ),
            (
                at::NOTE,
                Body::NoteWritten(NoteWritten {
                    body: "One.".into(),
                    ..Default::default()
                }),
            ),
            (at::DRAFT_SAVED, draft(person)),
            (
                at::CONSENT,
                Body::ConsentGiven(ConsentGiven {
                    person,
                    purpose: PURPOSE,
                    version: 1,
                }),
            ),
            (
                at::PERIOD,
                Body::WorkStarted(WorkStarted {
                    person,
                    day: TODAY,
                    ticks: None,
                }),
            ),
            (
                at::TRACK,
                Body::TrackRecorded(TrackRecorded {
                    person,
                    work_day: day,
                    points: points(&[NOON]),
                    gap_before: false,
                }),
            ),
            (
                at::PAUSE,
                Body::WorkPaused(WorkPaused {
                    work_day: day,
                    period,
                    paid: false,
                    ticks: None,
                }),
            ),
        ];
        for (what, body) in own {
            self.world.does(author, number(person, what), NOON, body);
        }
        let asked = Body::WorkCorrectionAsked(WorkCorrectionAsked {
            work_day: day,
            period,
            to: NOON + 1,
            reason: "Forgot".into(),
        });
        let correction = number(person, at::CORRECTION);
        self.world.does(author, correction, LATER, asked);
        let series = Body::SeriesStarted(SeriesStarted {
            series: weekly(person),
        });
        self.world
            .does(system(), number(person, at::SERIES), NOON, series);
        self.put(person, Kind::Task, at::OFFER, &offer(team.unwrap_or(SALES)));
        self.put(person, Kind::Diary, at::DIARY, &diary(person));
        let territory = Territory {
            name: "Harbour".into(),
            people: [(person, [(id(1), true)].into())].into(),
            removed: false,
        };
        self.put(person, Kind::Territory, at::TERRITORY, &territory);
        let delegation = Delegation {
            from: person,
            to: BEN,
            since: 1,
            until: 2,
            ended: false,
        };
        self.put(person, Kind::Delegation, at::DELEGATION, &delegation);
        let template = Template {
            name: "Round".into(),
            team: None,
            tasks: BTreeMap::new(),
            removed: false,
        };
        self.put(person, Kind::Template, at::TEMPLATE, &template);
    }

    fn put(&mut self, person: PersonId, kind: Kind, what: u128, fields: &impl serde::Serialize) {
        let created = Created {
            change: None,
            person,
            stamp: Stamp(1),
        };
        let record = Record::create(kind, of(person, what), &created, fields).unwrap();
        self.world.put(&record).unwrap();
    }

    /// Lets somebody try an action, or one field of it, at what another has.
    pub(super) fn tries(
        &self,
        author: Author,
        person: PersonId,
        word: &str,
        field: &str,
    ) -> Verdict {
        let mut world = self.world.clone();
        if word == "delegation.given" && person != author.person {
            // Only managers hand over.
            let mut record = world.record_of(person).clone();
            record.set(&Field::from("role"), json!("manager"));
            world.put(&record).unwrap();
        }
        let body = self.body(person, word, field);
        assert_eq!(body.name(), word);
        let author = if author.is_system {
            author
        } else {
            on_own(author)
        };
        world.tries(author, 0xffff_0000, LATER + 1, body)
    }

    fn body(&self, person: PersonId, word: &str, field: &str) -> Body {
        let name = field.replace('*', key_of(field));
        let set = || Fields::from([(Field::new(&name), value(word, field))]);
        let body = match word.rsplit_once('.') {
            Some((_, "edited")) | Some((_, "rescheduled")) => json!({
                "do": word,
                "body": {"target": self.target(person, word), "set": set()},
            }),
            _ => json!({"do": word, "body": self.content(person, word)}),
        };
        if word == "note.edited" {
            return self.note_edited(person, field, set());
        }
        serde_json::from_value(body).unwrap()
    }

    fn note_edited(&self, person: PersonId, field: &str, set: Fields) -> Body {
        let is_words = field == "body";
        Body::NoteEdited(NoteEdited {
            note: of(person, at::NOTE),
            set: if is_words { Fields::new() } else { set },
            text: is_words.then(|| TextEdit {
                base: TextHash::of("One."),
                body: "Two.".into(),
            }),
        })
    }

    fn target(&self, person: PersonId, word: &str) -> RecordId {
        match word {
            "organisation.edited" => ORGANISATION.into(),
            "activity_type.edited" => DEMO.into(),
            "person.edited" => person.into(),
            "team.edited" => SOUTH.into(),
            "series.edited" => of(person, at::SERIES),
            "device.edited" => of(person, at::DEVICE),
            "customer.edited" => of(person, at::CUSTOMER),
            "territory.edited" => of(person, at::TERRITORY),
            "template.edited" => of(person, at::TEMPLATE),
            _ => of(person, at::TASK),
        }
    }

    fn content(&self, person: PersonId, word: &str) -> Value {
        let record = |what| of::<RecordId>(person, what);
        let day = work_day_id(person, TODAY);
        let (period, pause) = (record(at::PERIOD), record(at::PAUSE));
        let team = self.team(person);
        let step = json!({"work_day": day, "step": period});
        match word {
            "organisation.founded" => json!({"target": record(0xf0), "settings": {
                "name": "Other", "currency": "EUR", "zone": "Europe/Berlin"}}),
            "activity_type.added" => json!({"name": "Tasting"}),
            "series.started" => json!({"series": weekly(person)}),
            "person.added" => json!({"person": member("New", Role::Rep, team)}),
            "person.erased" => json!({"person": person}),
            "team.added" => json!({"team": {"name": "West"}}),
            "device.enrolled" => json!({"enrolled": phone(person)}),
            "device.wipe_asked" | "device.wipe_withdrawn" | "device.wiped" => {
                json!({"target": device(person)})
            }
            "customer.added" => json!({"name": "Kiosk", "owner": person}),
            "customer.moved" => json!({"customer": record(at::CUSTOMER), "owner": person}),
            "customer.tagged" => json!({"customer": record(at::CUSTOMER), "add": {"big": true}}),
            "customer.removed" | "customer.restored" => json!({"customer": record(at::CUSTOMER)}),
            "task.assigned" => json!(TaskAssigned {
                customer: None,
                ..task(Some(person), None)
            }),
            "task.reassigned" => json!({"task": record(at::TASK), "team": team}),
            "task.claimed" => json!({"task": record(at::OFFER)}),
            "task.reopened" => json!({"task": record(at::DONE)}),
            "task.checked" => json!({"task": record(at::TASK), "item": ITEM, "done": true}),
            "task.coarsened" => {
                json!({"task": record(at::TASK), "to": Coarseness::Kilometre, "until": NOON})
            }
            "checked_in" => json!({"customer": BAKERY}),
            "check_in.coarsened" => {
                json!({"check_in": record(at::VISIT), "to": Coarseness::Kilometre})
            }
            "checked_out" | "check_out.withdrawn" | "check_in.withdrawn" | "check_in.restored" => {
                json!({"check_in": record(at::VISIT)})
            }
            "note.written" => json!({"body": "Two."}),
            "note.withdrawn" | "note.restored" => json!({"note": record(at::NOTE)}),
            "draft.saved" | "draft.discarded" => json!({"note": record(at::DRAFT)}),
            "diary.settled" => json!({"entry": record(at::DIARY), "settled": "dismissed"}),
            "consent.given" => json!({"person": person, "purpose": PURPOSE, "version": 2}),
            "consent.withdrawn" => json!({"person": person, "purpose": PURPOSE}),
            "work.started" => json!({"person": person, "day": TODAY}),
            "work.paused" | "work.ended" => json!({"work_day": day, "period": period}),
            "work.resumed" => json!({"work_day": day, "period": period, "pause": pause}),
            "work.withdrawn" | "work.restored" => step,
            "work.correction_asked" => {
                json!({"work_day": day, "period": period, "to": NOON + 2, "reason": "Train"})
            }
            "work.correction_settled" => {
                json!({"work_day": day, "correction": record(at::CORRECTION), "approved": true})
            }
            "track.recorded" => json!(TrackRecorded {
                person,
                work_day: day,
                points: points(&[NOON]),
                gap_before: false,
            }),
            "track.coarsened" => json!({"track": record(at::TRACK), "to": Coarseness::Kilometre}),
            "location.viewed" => {
                json!({"subject": person, "viewer": MIA, "what": Looked::Track, "day": TODAY})
            }
            "territory.created" => json!({"name": "Port"}),
            "territory.removed" => json!({"territory": record(at::TERRITORY)}),
            "territory.person_added" => {
                json!({"territory": record(at::TERRITORY), "person": person})
            }
            "territory.person_removed" => {
                json!({"territory": record(at::TERRITORY), "person": person, "seen": {}})
            }
            "delegation.given" => json!({"from": person, "to": MAX, "since": 1, "until": 2}),
            "delegation.ended" => json!({"delegation": record(at::DELEGATION)}),
            "template.saved" => json!({"name": "Round"}),
            "template.removed" | "template.restored" => {
                json!({"template": record(at::TEMPLATE)})
            }
            "inbox.dismissed" | "inbox.returned" => {
                json!({"about": record(at::TASK), "tells": "declined", "person": person})
            }
            _ => json!({"task": record(at::TASK), "reason": "because"}),
        }
    }
}

/// A key for a collection.
fn key_of(field: &str) -> &'static str {
    match field {
        "hours/*" => "mon",
        "sites/*" | "tasks/*" => "00000000-0000-0000-0000-000000000022",
        _ => "x",
    }
}

fn value(word: &str, field: &str) -> Value {
    match (word, field) {
        (_, "zone") => json!("Asia/Tokyo"),
        (_, "hours/*") | (_, "window") => json!({"from": 480, "to": 960}),
        ("organisation.edited", "reasons/*") => json!({"text": "Ill", "use": "not_done"}),
        (_, "retired") | (_, "revoked") => json!(true),
        (_, "rank") => json!(7),
        (_, "activity") => json!(DEMO),
        (_, "priority") => json!("high"),
        (_, "until") | (_, "plan_day") => json!("2030-01-01"),
        ("person.edited", "team") => json!(NORTH),
        (_, "role") => json!("rep"),
        (_, "parent") => json!(SALES),
        (_, "sites/*") => json!(site()),
        (_, "tasks/*") => json!({"title": "Call", "activity": DEMO}),
        (_, "territory") => json!(of::<RecordId>(MIA, at::TERRITORY)),
        (_, "outcome") => json!("positive"),
        (_, _) => json!("other"),
    }
}

#[test]
fn everybody_has_one_of_everything() {
    let stage = Stage::set();
    for person in [ADA, Stage::EVE, MIA, Stage::TOM, ANNA, BEN, CLEO] {
        for what in [at::CUSTOMER, at::TASK, at::OFFER, at::DIARY, at::DELEGATION] {
            let there = stage.world.record(of(person, what));
            assert!(matches!(there, Look::Present(_)));
        }
    }
}
