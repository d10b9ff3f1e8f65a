//! The people whom a report is about, with what they are called, where their day is, and when their
//! phones last synced.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, time};
use jiff::tz::TimeZone;
use outrider_model::id::{DeviceId, PersonId, RecordId, TeamId};
use outrider_model::record::{
    Device, DeviceKind, Hours, Kind, Organisation, Person, Record, Role, Weekday,
};

use super::{Freshness, Seen};
use crate::error::ServerError;
use crate::store::{DeviceSeen, Query, Store, TaskFilter};

/// How many records are read at a time.
const SLICE: usize = 500;
/// How long a phone may not sync on working days before it is silent, in microseconds.
const SILENCE: i64 = 24 * 3600 * 1_000_000;
/// Whoever has not synced for so long has been silent for long enough, whatever the calendar says.
const LONGEST: i64 = 60 * 24 * 3600 * 1_000_000;

/// Somebody.
#[derive(Clone, Debug)]
pub struct Member {
    /// Full name.
    pub name: String,
    /// What the person may do.
    pub role: Role,
    /// Which team.
    pub team: Option<TeamId>,
    /// The IANA name of the zone.
    pub zone_name: String,
    /// The zone of the person's days.
    pub zone: TimeZone,
    /// On which days the person works.
    pub hours: Hours,
    /// Whether the person works here no more.
    pub is_revoked: bool,
    /// The phones that may sync, the one that did last first.
    pub phones: Vec<Phone>,
}

/// A phone that may sync.
#[derive(Clone, Debug)]
pub struct Phone {
    /// Which.
    pub device: DeviceId,
    /// When it was enrolled.
    pub enrolled: i64,
    /// What the server knows of it.
    pub seen: DeviceSeen,
}

/// The people of a report.
#[derive(Clone, Debug, Default)]
pub struct Staff {
    /// Everybody, by id.
    pub members: BTreeMap<PersonId, Member>,
}

impl Staff {
    /// Reads people with their phones.
    ///
    /// # Errors
    /// [`ServerError`] when the store cannot be read.
    pub fn of(
        store: &dyn Store,
        seen: Seen,
        people: &BTreeSet<PersonId>,
    ) -> Result<Staff, ServerError> {
        let usual = usual_hours(store, seen)?;
        let mut staff = Staff::default();
        let ids = people.iter().map(|person| RecordId::from(*person));
        each(store, seen, ids, |record| {
            if record.kind == Kind::Person {
                let person: Person = record.read().map_err(ServerError::internal)?;
                staff
                    .members
                    .insert(record.id.into(), member(person, &usual));
            }
            Ok(())
        })?;
        staff.add_phones(store, seen)?;
        Ok(staff)
    }

    fn add_phones(&mut self, store: &dyn Store, seen: Seen) -> Result<(), ServerError> {
        let mut synced: BTreeMap<DeviceId, DeviceSeen> = store
            .devices(seen.organisation)?
            .into_iter()
            .filter(|one| one.kind == DeviceKind::Phone && self.members.contains_key(&one.person))
            .map(|one| (one.device, one))
            .collect();
        let ids: Vec<RecordId> = synced
            .keys()
            .map(|device| RecordId::from(*device))
            .collect();
        // What the server knows of phones it knows for everybody who manages their owners.
        let everything = Seen {
            viewer: None,
            ..seen
        };
        each(store, everything, ids, |record| {
            let device: Device = record.read().map_err(ServerError::internal)?;
            let enrolled = record.created().stamp.0;
            if let Some(seen) = synced.remove(&record.id.into())
                && !device.revoked
                && let Some(member) = self.members.get_mut(&seen.person)
            {
                member.phones.push(Phone {
                    device: seen.device,
                    enrolled,
                    seen,
                });
            }
            Ok(())
        })?;
        for member in self.members.values_mut() {
            member
                .phones
                .sort_by_key(|phone| (std::cmp::Reverse(phone.heard()), phone.device));
        }
        Ok(())
    }

    /// Returns the ids of everybody.
    #[must_use]
    pub fn ids(&self) -> Vec<PersonId> {
        self.members.keys().copied().collect()
    }

    /// Says how fresh figures about these people are.
    #[must_use]
    pub fn freshness(&self, now: i64, silent: &BTreeSet<PersonId>) -> Freshness {
        Freshness {
            as_of: now,
            stalest: self.members.values().filter_map(Member::last_sync).min(),
            silent: silent.iter().copied().collect(),
        }
    }

    /// Returns whose phones are silent: nobody's who works here no more or has no phone; otherwise
    /// that of whoever has not synced for 24 hours of his working days, and has an open task of a
    /// day between the last sync and today.
    ///
    /// # Errors
    /// [`ServerError`] when the store cannot be read.
    pub fn silent(
        &self,
        store: &dyn Store,
        seen: Seen,
        now: i64,
    ) -> Result<BTreeSet<PersonId>, ServerError> {
        let mut quiet: BTreeMap<PersonId, (Date, Date)> = BTreeMap::new();
        for (person, member) in &self.members {
            let Some(phone) = member.phones.first().filter(|_| !member.is_revoked) else {
                continue;
            };
            if member.worked_since(phone.heard(), now) >= SILENCE {
                let days = (member.day_at(phone.heard()), member.day_at(now));
                quiet.insert(*person, days);
            }
        }
        if quiet.is_empty() {
            return Ok(BTreeSet::new());
        }
        let open = TaskFilter {
            people: Some(quiet.keys().copied().collect()),
            from: quiet.values().map(|(from, _)| *from).min(),
            to: quiet.values().map(|(_, to)| *to).max(),
            open: Some(true),
            ..TaskFilter::default()
        };
        let planned = store.tally(seen.organisation, &Query::Tasks(open), seen.viewer)?;
        let is_silent = |person: &PersonId, from: &Date, to: &Date| {
            planned.iter().any(|one| {
                one.person == Some(*person) && one.day.is_some_and(|day| *from <= day && day <= *to)
            })
        };
        Ok(quiet
            .iter()
            .filter(|(person, (from, to))| is_silent(person, from, to))
            .map(|(person, _)| *person)
            .collect())
    }
}

impl Phone {
    /// Returns when something was last heard of it: its last whole sync, or its enrolment.
    #[must_use]
    pub fn heard(&self) -> i64 {
        self.seen.last_sync.unwrap_or(self.enrolled)
    }
}

impl Member {
    /// Returns the last whole sync of any of the person's phones.
    #[must_use]
    pub fn last_sync(&self) -> Option<i64> {
        self.phones
            .iter()
            .filter_map(|phone| phone.seen.last_sync)
            .max()
    }

    /// Returns the person's civil day at a moment.
    #[must_use]
    pub fn day_at(&self, moment: i64) -> Date {
        self.clock_at(moment).date()
    }

    /// Returns what the person's clock shows at a moment.
    #[must_use]
    pub fn clock_at(&self, moment: i64) -> DateTime {
        let at = Timestamp::from_microsecond(moment).unwrap_or(Timestamp::UNIX_EPOCH);
        at.to_zoned(self.zone.clone()).datetime()
    }

    /// Returns when a day of the person's is at a minute after midnight; midnight ends it.
    #[must_use]
    pub fn moment_of(&self, day: Date, minute: u16) -> Option<i64> {
        let (day, minute) = if minute >= 24 * 60 {
            (day.tomorrow().ok()?, 0)
        } else {
            (day, minute)
        };
        let (hour, minute) = (
            i8::try_from(minute / 60).ok()?,
            i8::try_from(minute % 60).ok()?,
        );
        let at = day.to_datetime(time(hour, minute, 0, 0));
        let zoned = self.zone.to_zoned(at).ok()?;
        Some(zoned.timestamp().as_microsecond())
    }

    /// Says whether the person works on a day: by his own hours or the organisation's, and from
    /// Monday to Friday where neither says.
    #[must_use]
    pub fn works_on(&self, day: Date) -> bool {
        if self.hours.is_empty() {
            day.weekday().to_monday_zero_offset() < 5
        } else {
            self.hours.contains_key(&Weekday::from(day.weekday()))
        }
    }

    /// Returns how much of the time between two moments lies on days on which the person works.
    #[must_use]
    fn worked_since(&self, from: i64, to: i64) -> i64 {
        if to.saturating_sub(from) > LONGEST {
            return to.saturating_sub(from);
        }
        let (mut day, last, mut sum) = (self.day_at(from), self.day_at(to), 0_i64);
        while day <= last {
            let bounds = (self.moment_of(day, 0), self.moment_of(day, 24 * 60));
            if let (Some(begin), Some(end)) = bounds
                && self.works_on(day)
            {
                sum = sum.saturating_add((end.min(to) - begin.max(from)).max(0));
            }
            let Ok(next) = day.tomorrow() else { break };
            day = next;
        }
        sum
    }
}

fn member(person: Person, usual: &Hours) -> Member {
    let hours = if person.hours.is_empty() {
        usual.clone()
    } else {
        person.hours
    };
    Member {
        name: person.name,
        role: person.role,
        team: person.team,
        zone: TimeZone::get(&person.zone).unwrap_or(TimeZone::UTC),
        zone_name: person.zone,
        hours,
        is_revoked: person.revoked,
        phones: Vec::new(),
    }
}

fn usual_hours(store: &dyn Store, seen: Seen) -> Result<Hours, ServerError> {
    Ok(organisation(store, seen)?
        .map(|organisation| organisation.hours)
        .unwrap_or_default())
}

/// Returns the civil day in the organisation's zone.
///
/// # Errors
/// [`ServerError`] when the store cannot be read.
pub fn day_of_organisation(store: &dyn Store, seen: Seen, now: i64) -> Result<Date, ServerError> {
    let zone = organisation(store, seen)?.and_then(|one| TimeZone::get(&one.zone).ok());
    let at = Timestamp::from_microsecond(now).map_err(ServerError::internal)?;
    Ok(at.to_zoned(zone.unwrap_or(TimeZone::UTC)).date())
}

/// Reads the organisation's record.
///
/// # Errors
/// [`ServerError`] when the store cannot be read.
pub(super) fn organisation(
    store: &dyn Store,
    seen: Seen,
) -> Result<Option<Organisation>, ServerError> {
    let mut found = None;
    let everything = Seen {
        viewer: None,
        ..seen
    };
    each(store, everything, [seen.organisation.into()], |record| {
        found = record.read().ok();
        Ok(())
    })?;
    Ok(found)
}

/// Hands over records by their ids.
///
/// # Errors
/// [`ServerError`] when the store cannot be read, and those of `take`.
pub(super) fn each(
    store: &dyn Store,
    seen: Seen,
    ids: impl IntoIterator<Item = RecordId>,
    mut take: impl FnMut(Record) -> Result<(), ServerError>,
) -> Result<(), ServerError> {
    let ids: Vec<RecordId> = ids.into_iter().collect();
    for slice in ids.chunks(SLICE) {
        let query = Query::Ids(slice.to_vec());
        for stored in store.records(seen.organisation, &query, seen.viewer, SLICE, 0)? {
            take(Record::parse(&stored.bytes).map_err(ServerError::internal)?)?;
        }
    }
    Ok(())
}
