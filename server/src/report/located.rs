//! Of whom an answer says where he was.

use std::collections::BTreeSet;

use outrider_model::id::PersonId;
use outrider_model::record::{CheckIn, Field, Kind, Record, Task, Track};
use serde_json::Value;

use super::{Item, Listing, Moment, Story};

/// An answer that may say where people were.
pub trait Located {
    /// Returns everybody whose positions stand in it.
    fn located(&self) -> BTreeSet<PersonId>;
}

impl Located for Item {
    fn located(&self) -> BTreeSet<PersonId> {
        let mut people = BTreeSet::new();
        // Most records hold none, and need not be read for that.
        if self.record.get().contains("\"lat\"")
            && let Ok(record) = Record::parse(self.record.get().as_bytes())
        {
            of_record(&record, &mut people);
        }
        people
    }
}

impl Located for Listing {
    fn located(&self) -> BTreeSet<PersonId> {
        self.items.iter().flat_map(Located::located).collect()
    }
}

impl Located for Vec<Item> {
    fn located(&self) -> BTreeSet<PersonId> {
        self.iter().flat_map(Located::located).collect()
    }
}

impl Located for Story {
    fn located(&self) -> BTreeSet<PersonId> {
        let items = self
            .notes
            .iter()
            .chain(&self.check_ins)
            .chain(&self.diary)
            .chain([&self.record]);
        let mut people: BTreeSet<PersonId> = items.flat_map(Located::located).collect();
        people.extend(
            self.events
                .iter()
                .filter(|event| is_located(event))
                .map(|event| event.person),
        );
        people
    }
}

fn is_located(event: &Moment) -> bool {
    !event.fix.is_null() || event.body.get("points").is_some_and(Value::is_object)
}

fn of_record(record: &Record, people: &mut BTreeSet<PersonId>) {
    match &record.kind {
        Kind::CheckIn => {
            if let Ok(visit) = record.read::<CheckIn>() {
                let legs = [Some(&visit.begin), visit.end.as_ref()];
                if legs.into_iter().flatten().any(|leg| leg.fix.is_some()) {
                    people.insert(visit.person);
                }
            }
        }
        Kind::Task => {
            if let Ok(task) = record.read::<Task>() {
                let heads = task.heads.values().filter(|head| head.fix.is_some());
                people.extend(heads.map(|head| head.person));
            }
        }
        Kind::Track => {
            if let Ok(track) = record.read::<Track>() {
                people.insert(track.person);
            }
        }
        // The end of a visit that lost against another stands there with its position.
        Kind::Diary => {
            for (side, whose) in [("mine", "person"), ("theirs", "other_person")] {
                let fix = record.get(&Field::new(&format!("{side}/fix")));
                let person = record.get(&Field::from(whose)).as_str();
                if let Some(person) = person.and_then(|id| id.parse().ok())
                    && !fix.is_null()
                {
                    people.insert(person);
                }
            }
        }
        // A customer's sites are nobody's whereabouts.
        Kind::Organisation
        | Kind::ActivityType
        | Kind::Series
        | Kind::Person
        | Kind::Team
        | Kind::Device
        | Kind::Customer
        | Kind::Note
        | Kind::Draft
        | Kind::Consent
        | Kind::WorkDay
        | Kind::LocationView
        | Kind::Territory
        | Kind::Delegation
        | Kind::Template
        | Kind::Dismissal
        | Kind::Unknown(_) => {}
    }
}
