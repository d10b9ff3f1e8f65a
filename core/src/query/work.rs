//! The facts of the work day, and of what is kept about the person.

use outrider_model::decide::Judge;
use outrider_model::record::{Consent, Hours, Kind, Organisation, Person};

use super::{Moment, Names, Pending};
use crate::error::Result;
use crate::store::rows::{CheckInRow, LookRow, WayRow, WorkDayRow};
use crate::store::{LocationMode, Reader};

/// How many days back the screens look.
const DAYS: i64 = 7;
/// How many visits and looks are listed.
const LISTED: usize = 200;

/// What the screen of the work day is made of.
#[derive(Clone, Debug)]
pub struct WorkFacts {
    /// When.
    pub moment: Moment,
    /// Today and the days before, the newest first, with older ones that are open.
    pub days: Vec<WorkDayRow>,
    /// What the person agreed to.
    pub consents: Vec<Consent>,
    /// What is not on the server yet.
    pub pending: Pending,
}

/// What the screen of one's own data is made of.
#[derive(Clone, Debug)]
pub struct MyDataFacts {
    /// When.
    pub moment: Moment,
    /// What the person agreed to.
    pub consents: Vec<Consent>,
    /// The person's working hours, his own or the organisation's.
    pub hours: Hours,
    /// The ways of the last days.
    pub ways: Vec<WayRow>,
    /// How many points are no change yet.
    pub held: u64,
    /// How closely the way on duty is followed.
    pub mode: LocationMode,
    /// The newest visits.
    pub visits: Vec<CheckInRow>,
    /// Who looked at the person's positions.
    pub looks: Vec<LookRow>,
    /// What people and customers are called.
    pub names: Names,
    /// What is not on the server yet.
    pub pending: Pending,
}

/// Gathers the facts of the work day.
///
/// # Errors
/// Those of storage and of records.
pub fn work(reader: &Reader<'_>, judge: &Judge, moment: Moment) -> Result<WorkFacts> {
    let today = moment.today();
    let from = today
        .checked_sub(jiff::Span::new().days(DAYS))
        .unwrap_or(today);
    Ok(WorkFacts {
        days: reader.work_days(judge.author, from)?,
        consents: consents(reader, judge)?,
        pending: Pending::read(reader)?,
        moment,
    })
}

/// Gathers everything that is kept about where the person was.
///
/// # Errors
/// Those of storage and of records.
pub fn my_data(reader: &Reader<'_>, judge: &Judge, moment: Moment) -> Result<MyDataFacts> {
    let visits = reader.visits_of(judge.author, LISTED)?;
    let looks = reader.looks_at(judge.author, LISTED)?;
    let mut names = Names::read(reader)?;
    names.add_people(reader, looks.iter().map(|row| row.look.viewer))?;
    for row in &visits {
        names.add_subject(reader, row.visit.customer.into())?;
    }
    Ok(MyDataFacts {
        consents: consents(reader, judge)?,
        hours: hours(reader, judge)?,
        ways: reader.ways(judge.author, moment.civil.time - DAYS * 86_400_000_000)?,
        held: reader.points_held()?,
        mode: reader.location_mode()?,
        visits,
        looks,
        names,
        pending: Pending::read(reader)?,
        moment,
    })
}

fn consents(reader: &Reader<'_>, judge: &Judge) -> Result<Vec<Consent>> {
    let mut consents = Vec::new();
    for record in reader.small_records(&Kind::Consent)? {
        let consent: Consent = record.read()?;
        if consent.person == judge.author {
            consents.push(consent);
        }
    }
    consents.sort_by(|a, b| a.purpose.cmp(&b.purpose));
    Ok(consents)
}

pub(super) fn hours(reader: &Reader<'_>, judge: &Judge) -> Result<Hours> {
    let person: Option<Person> = reader
        .record(judge.author.into())?
        .map(|record| record.read())
        .transpose()?;
    let own = person.map(|person| person.hours).unwrap_or_default();
    if !own.is_empty() {
        return Ok(own);
    }
    let organisation = reader.small_records(&Kind::Organisation)?;
    let organisation: Option<Organisation> = organisation
        .first()
        .map(|record| record.read())
        .transpose()?;
    Ok(organisation.map(|one| one.hours).unwrap_or_default())
}
