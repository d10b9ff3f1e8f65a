//! The screens: each asks one moment of the store and draws nothing itself.

use jiff::civil::Date;
use outrider_model::decide::Judge;
use outrider_model::id::{CustomerId, NoteId, TaskId};
use outrider_model::place::{Fix, Position};
use outrider_model::record::Person;

use crate::error::{Error, Result};
use crate::query::{self, CustomerFilter, Moment, Reader, Rhythm, SiteBox};
use crate::view::{
    CheckInView, CustomerView, CustomersView, DayView, EnrolmentView, Link, MapView, MyDataView,
    NoteView, NotesView, SearchView, SettingsView, SyncView, TaskView, TodayView, WorkView,
};

use super::background::NEWS;
use super::{App, lock};

impl App {
    /// Returns whose phone this is, and whether it may sync.
    ///
    /// # Errors
    /// What the disk does.
    pub fn enrolment_view(&self) -> Result<EnrolmentView> {
        let needs_sign_in = lock(&self.shared.status).needs_sign_in;
        let facts = self
            .store()
            .read(|reader| query::enrolment(reader, reader.profile()?))?;
        Ok(EnrolmentView::of(&facts, needs_sign_in))
    }

    /// Returns what there is to do today, nearest work counted from `at` where it is known.
    ///
    /// # Errors
    /// [`Error::NotEnrolled`] before enrolment; what the disk does. So it is with all below.
    pub fn today_view(&self, at: Option<Position>) -> Result<TodayView> {
        self.look(|reader, judge, moment| {
            Ok(TodayView::of(&query::today(reader, judge, moment, at)?))
        })
    }

    /// Returns what there is to do on another day.
    ///
    /// # Errors
    /// As [`App::today_view`].
    pub fn day_view(&self, day: Date, at: Option<Position>) -> Result<DayView> {
        self.look(|reader, judge, moment| {
            Ok(DayView::of(&query::day(reader, &judge, moment, at, day)?))
        })
    }

    /// Returns one task.
    ///
    /// # Errors
    /// [`Error::NoRecord`] when this phone does not hold it; else as [`App::today_view`].
    pub fn task_view(&self, task: TaskId, at: Option<Position>) -> Result<TaskView> {
        self.look(|reader, judge, moment| {
            let facts = query::task(reader, judge, moment, at, task)?;
            TaskView::of(&facts).ok_or(Error::NoRecord(task.into()))
        })
    }

    /// Returns the customers that an arrival may be meant for.
    ///
    /// # Errors
    /// As [`App::today_view`].
    pub fn check_in_view(&self, fix: Option<Fix>, task: Option<TaskId>) -> Result<CheckInView> {
        self.look(|reader, judge, moment| {
            Ok(CheckInView::of(&query::check_in(
                reader, judge, moment, fix, task,
            )?))
        })
    }

    /// Returns the editor of a note; customer and task are those of a new one.
    ///
    /// # Errors
    /// As [`App::today_view`].
    pub fn note_view(
        &self,
        note: NoteId,
        customer: Option<CustomerId>,
        task: Option<TaskId>,
    ) -> Result<NoteView> {
        self.look(|reader, judge, moment| {
            Ok(NoteView::of(&query::note(
                reader, judge, moment, note, customer, task,
            )?))
        })
    }

    /// Returns the notes about a customer, before a time where one is given.
    ///
    /// # Errors
    /// As [`App::today_view`].
    pub fn notes_view(&self, customer: CustomerId, before: Option<i64>) -> Result<NotesView> {
        self.look(|reader, _, _| {
            let (notes, names, pending) = query::notes_of(reader, customer, before)?;
            Ok(NotesView::of(customer, &notes, &names, &pending))
        })
    }

    /// Returns a page of customers in the order of their names.
    ///
    /// # Errors
    /// As [`App::today_view`].
    pub fn customers_view(
        &self,
        filter: &CustomerFilter,
        at: Option<Position>,
    ) -> Result<CustomersView> {
        self.look(|reader, judge, _| {
            Ok(CustomersView::of(&query::customers(
                reader, judge, filter, at,
            )?))
        })
    }

    /// Returns the customers nearest to a place.
    ///
    /// # Errors
    /// As [`App::today_view`].
    pub fn near_me_view(&self, at: Position) -> Result<CustomersView> {
        self.look(|reader, judge, _| Ok(CustomersView::of(&query::near_me(reader, judge, at)?)))
    }

    /// Returns the places of customers in a part of the world, or in the part that holds all of
    /// them: at most 500, those nearest to the person where he is in it, else to its middle.
    ///
    /// # Errors
    /// As [`App::today_view`].
    pub fn map_view(&self, within: Option<SiteBox>, at: Option<Position>) -> Result<MapView> {
        self.look(|reader, judge, _| Ok(MapView::of(&query::map(reader, judge, within, at)?)))
    }

    /// Returns one customer with what happened there.
    ///
    /// # Errors
    /// [`Error::NoRecord`] when this phone does not hold it; else as [`App::today_view`].
    pub fn customer_view(
        &self,
        customer: CustomerId,
        at: Option<Position>,
    ) -> Result<CustomerView> {
        self.look(|reader, judge, moment| {
            let facts = query::customer(reader, judge, moment, at, customer)?;
            CustomerView::of(&facts).ok_or(Error::NoRecord(customer.into()))
        })
    }

    /// Finds customers and notes by what was typed.
    ///
    /// # Errors
    /// As [`App::today_view`].
    pub fn search_view(&self, typed: &str) -> Result<SearchView> {
        self.look(|reader, _, _| Ok(SearchView::of(&query::search(reader, typed)?)))
    }

    /// Returns what waits, what needs attention and what was lost.
    ///
    /// # Errors
    /// As [`App::today_view`].
    pub fn sync_view(&self) -> Result<SyncView> {
        let storage = self.shared.storage();
        let link = {
            let status = lock(&self.shared.status);
            Link {
                is_syncing: status.is_syncing,
                needs_sign_in: status.needs_sign_in,
                revoked: status.revoked,
                offline_since: status.offline_since,
                last_answer: status.last_receipt,
                storage,
            }
        };
        self.look(|reader, judge, moment| {
            Ok(SyncView::of(&query::sync(reader, judge, moment)?, &link))
        })
    }

    /// Returns the work day: whether the person is at work, since when, and what needs mending.
    ///
    /// # Errors
    /// As [`App::today_view`].
    pub fn work_view(&self) -> Result<WorkView> {
        self.look(|reader, judge, moment| Ok(WorkView::of(&query::work(reader, &judge, moment)?)))
    }

    /// Returns everything that is kept about where the person was, and who looked at it.
    ///
    /// # Errors
    /// As [`App::today_view`].
    pub fn my_data_view(&self) -> Result<MyDataView> {
        let rhythm = Rhythm {
            awake: self.shared.pace.usual_idle().as_secs(),
            asleep: NEWS.as_secs(),
        };
        self.look(|reader, judge, moment| {
            let facts = query::my_data(reader, &judge, moment)?;
            Ok(MyDataView::of(&facts, rhythm))
        })
    }

    /// Returns who works here, on what, with which words.
    ///
    /// # Errors
    /// As [`App::today_view`].
    pub fn settings_view(&self) -> Result<SettingsView> {
        let storage = self.shared.storage();
        self.look(|reader, judge, moment| {
            let profile = reader.profile()?.ok_or(Error::NotEnrolled)?;
            let facts = query::settings(reader, judge, moment, profile)?;
            Ok(SettingsView::of(&facts, storage))
        })
    }

    /// Asks one moment of the store as the person of this phone, in the zone of his day.
    pub(super) fn look<T>(
        &self,
        question: impl FnOnce(&Reader<'_>, Judge, Moment) -> Result<T>,
    ) -> Result<T> {
        let clock = &*self.shared.clock;
        self.store().read(|reader| {
            let judge = query::judge(reader)?;
            let person = reader.record(judge.author.into())?;
            let zone = person
                .and_then(|record| record.read::<Person>().ok())
                .map(|person| person.zone);
            let moment = Moment::of(
                clock,
                Some(reader.now()?),
                &zone.unwrap_or_else(|| clock.zone()),
            );
            question(reader, judge, moment)
        })
    }
}

#[cfg(test)]
mod tests {
    use outrider_model::id::{DeviceId, OrganisationId, PersonId};
    use uuid::Uuid;

    use super::*;
    use crate::app::Config;
    use crate::store::{Profile, Turn};
    use crate::view::{EnrolmentState, Headline};

    #[test]
    fn a_phone_shows_its_screens_before_the_first_sync_and_asks_to_enrol_before_that() {
        let folder = tempfile::tempdir().unwrap();
        let app = App::open(Config::new(folder.path(), "Europe/Berlin")).unwrap();
        assert_eq!(
            app.enrolment_view().unwrap().state,
            EnrolmentState::NotEnrolled
        );
        assert!(matches!(app.today_view(None), Err(Error::NotEnrolled)));
        let profile = Profile {
            server: "https://nordwind.example".into(),
            organisation: OrganisationId(Uuid::from_u128(1)),
            organisation_name: "Nordwind".into(),
            person: PersonId(Uuid::from_u128(2)),
            person_name: "Anna Ahrens".into(),
            device: DeviceId(Uuid::from_u128(3)),
        };
        app.store()
            .write(Turn::Interactive, |writing| writing.enrol(profile))
            .unwrap();
        assert!(app.today_view(None).unwrap().tasks.is_empty());
        assert_eq!(app.settings_view().unwrap().person_name, "Anna Ahrens");
        assert!(app.search_view("anything").unwrap().hits.is_empty());
        assert!(
            app.customers_view(&CustomerFilter::default(), None)
                .unwrap()
                .customers
                .is_empty()
        );
        assert!(matches!(
            app.task_view(TaskId(Uuid::from_u128(4)), None),
            Err(Error::NoRecord(_))
        ));
        let sync = app.sync_view().unwrap();
        assert!(
            matches!(sync.headline, Headline::OnServer | Headline::SignInNeeded),
            "{sync:?}"
        );
    }
}
