//! The reps live: a fortnight by habit, today by the script.

use jiff::civil::Date;
use outrider_core::transact::DraftContent;
use outrider_model::change::CheckedIn;
use outrider_model::id::{CheckInId, CustomerId, TaskId};
use outrider_model::place::{Fix as Measured, Position};
use outrider_model::record::{Outcome, Purpose, work_day_id};

use super::cast::Cast;
use super::phones::Phones;
use super::plan::{Plan, Planned};
use super::script::{Act, End, Fix, Part, TODAY};
use super::words::{DECLINED, NOT_DONE, NOTES};
use crate::rng::Rng;
use crate::world::{DAY, MINUTE, Rep, now};

/// For how long every phone has been running.
const UPTIME: i64 = 30 * DAY;
/// When a day begins, in minutes after midnight.
const MORNING: i64 = 485;
/// When the first visit begins, and how far visits lie apart.
const FIRST: i64 = 510;
const APART: i64 = 50;
/// By how much a wrong clock is fast.
const WRONG: i64 = 25 * MINUTE;
/// How long a visit lasts, in minutes.
const STAY: i64 = 25;
/// When a day ends.
pub(super) const EVENING: i64 = 1055;
/// How far apart the points of a way are, in minutes.
const STEP: i64 = 4;
/// Who forgot yesterday to end his day.
const FORGETFUL: usize = 4;
/// How many working days back a phone is silent.
pub(super) const SILENT: i32 = 3;

/// A rep in the midst of his life.
struct Life<'a> {
    cast: &'a Cast,
    rep: &'a Rep,
    /// His place among the reps.
    place: usize,
    chance: Rng,
    /// Where he was last.
    last: Option<Position>,
    /// How many notes he wrote since the beginning, or today.
    written: usize,
}

/// Lets everybody who has a phone live until now.
pub(super) fn live(cast: &Cast, plan: &Plan) -> Phones {
    let mut lived: Vec<(usize, Rep)> = std::thread::scope(|scope| {
        let cast = &cast;
        let threads: Vec<_> = (0..2)
            .map(|half| scope.spawn(move || lives_of(cast, plan, half)))
            .collect();
        let joined = threads.into_iter().map(|thread| thread.join());
        joined
            .flat_map(|lived| lived.expect("everybody lives until now"))
            .collect()
    });
    lived.sort_by_key(|(place, _)| *place);
    let mut phones = Phones::default();
    for (place, rep) in lived {
        phones.add(place, rep);
    }
    for (hired, _) in cast
        .reps
        .iter()
        .zip(&TODAY)
        .filter(|(_, part)| part.end == End::Bare)
    {
        phones.lacks(&hired.name, hired.person);
    }
    phones
}

fn lives_of(cast: &Cast, plan: &Plan, half: usize) -> Vec<(usize, Rep)> {
    let mut lived = Vec::new();
    for (place, part) in TODAY
        .iter()
        .enumerate()
        .filter(|(place, _)| place % 2 == half)
    {
        if part.end == End::Bare {
            continue;
        }
        let rep = cast.world.rep(&cast.reps[place].name);
        rep.clock.travel(cast.calendar.zone);
        // The device has been running for long enough to go back to the first of its days.
        rep.clock.advance(UPTIME);
        rep.clock.set_wall(now());
        rep.online();
        rep.offline();
        let mut life = Life {
            cast,
            rep: &rep,
            place,
            chance: Rng::stream(cast.seed, &format!("life {place}")),
            last: None,
            written: 0,
        };
        life.whole(plan, part);
        lived.push((place, rep));
    }
    lived
}

impl Life<'_> {
    fn whole(&mut self, plan: &Plan, part: &Part) {
        let days = self.cast.calendar.working_days();
        if let Some((_, first)) = days.first() {
            let begin = self.cast.calendar.moment(*first, MORNING - 30);
            // The phone knows the server's clock by now, and its own goes with it.
            self.rep.clock.advance(begin - self.rep.wall());
        }
        if part.has_agreed {
            self.saves(self.rep.app().give_consent(Purpose::OnDutyLocation, 1));
        }
        for (distance, day) in days {
            let is_heard = part.end != End::Silent || distance <= -SILENT;
            if distance < 0 && is_heard {
                self.ordinary(day, tasks(plan, self.place, day), distance == -1);
            }
        }
        let is_up = !matches!(part.end, End::Sleeps | End::Silent | End::Lost | End::Bare);
        if is_up {
            self.today(tasks(plan, self.place, self.cast.calendar.today), part);
        }
        self.rep.clock.advance(now() - self.rep.wall());
        self.rep.online();
    }

    /// A day of the past, by habit.
    fn ordinary(&mut self, day: Date, tasks: &[Planned], is_yesterday: bool) {
        self.goes_to(day, MORNING);
        let period = self.saves(self.rep.app().start_work());
        let mut minute = FIRST;
        for planned in tasks {
            self.goes_to(day, minute);
            match self.chance.below(100) {
                0..=4 => self.not_done(planned.task),
                5..=7 => self.declines(planned.task),
                8..=9 => {}
                10..=24 => self.done(planned, None),
                25..=26 => self.visits(planned, Fix::Away, true),
                _ => self.visits(planned, Fix::There, true),
            }
            minute += APART;
        }
        let forgets = self.place == FORGETFUL && is_yesterday;
        let evening = if forgets { 1410 } else { EVENING };
        self.goes_to(day, evening);
        self.saves(self.rep.app().end_work());
        if forgets {
            let (of, to) = (
                work_day_id(self.rep.person, day),
                self.cast.calendar.moment(day, EVENING),
            );
            let why = "Forgot to end the day, I was at home at half past five";
            let app = self.rep.app();
            self.saves(app.ask_work_correction(of, period, to, why));
        }
    }

    /// Today until now, by the script.
    fn today(&mut self, tasks: &[Planned], part: &Part) {
        let day = self.cast.calendar.today;
        self.written = 0;
        self.goes_to(day, MORNING);
        self.saves(self.rep.app().start_work());
        let mut minute = FIRST;
        // The script is of visits, so what has no place waits.
        let is_placed = |planned: &&Planned| {
            let place = planned.customer.map(|place| &self.cast.places[place]);
            place.is_some_and(|place| place.at.is_some())
        };
        let (placed, others): (Vec<_>, Vec<_>) = tasks.iter().partition(is_placed);
        let mut tasks = placed.into_iter().chain(others);
        for act in part.acts {
            self.walks(day, minute, part.has_agreed);
            self.goes_to(day, minute);
            let next = if *act == Act::Drops {
                None
            } else {
                tasks.next()
            };
            match (act, next) {
                (Act::Drops, _) => self.drops_in(),
                (Act::Done(fix), Some(planned)) => self.visits(planned, *fix, true),
                (Act::DoneFromAfar, Some(planned)) => self.done(planned, None),
                (Act::Arrives, Some(planned)) => self.visits(planned, Fix::There, false),
                (Act::Declines, Some(planned)) => self.declines(planned.task),
                (Act::NotDone, Some(planned)) => self.not_done(planned.task),
                (Act::Leaves, _) | (_, None) => {}
            }
            minute += APART;
        }
        let is_under_way = part.acts.last().is_some_and(|act| *act != Act::Arrives);
        match part.end {
            End::Works if is_under_way => self.walks(day, minute + APART, part.has_agreed),
            End::Rests => {
                self.goes_to(day, 765);
                self.saves(self.rep.app().pause_work(false));
            }
            End::Ends => {
                self.goes_to(day, 750);
                self.saves(self.rep.app().end_work());
            }
            End::Works | End::Sleeps | End::Silent | End::Lost | End::Bare => {}
        }
        if part.has_agreed {
            self.saves(self.rep.app().send_way());
        }
    }

    /// Goes to a customer for a task, and leaves again unless he is still there.
    fn visits(&mut self, planned: &Planned, fix: Fix, is_left: bool) {
        let Some(customer) = planned.customer.filter(|_| fix != Fix::None) else {
            self.done(planned, None);
            return;
        };
        let id = self.cast.places[customer].id;
        let wrong = if fix == Fix::Late { WRONG } else { 0 };
        if wrong > 0 {
            // What was before was sent by a right clock.
            self.sends(0);
        }
        self.rep.clock.set_wall(self.rep.wall() + wrong);
        let at = self.cast.places[customer]
            .at
            .map(|at| self.measures(at, fix));
        let visit = self.arrives(id, Some(planned.task), at);
        if is_left {
            self.rep.clock.advance(STAY * MINUTE);
            self.done(planned, Some(id));
            self.saves(self.rep.app().check_out(visit, None));
        } else {
            self.saves(self.rep.app().start_task(planned.task, None));
        }
        if wrong > 0 {
            self.sends(wrong);
        }
        self.rep.clock.set_wall(self.rep.wall() - wrong);
    }

    /// Sends everything now, by a clock that is wrong by so much, and goes back to where he was in
    /// his day.
    fn sends(&self, wrong: i64) {
        let ahead = now() + wrong - self.rep.wall();
        self.rep.clock.advance(ahead);
        self.rep.online();
        self.rep.offline();
        self.rep.clock.advance(-ahead);
    }

    /// Looks in at a customer of his without a task.
    fn drops_in(&mut self) {
        let is_his =
            |place: &&super::cast::Placed| place.owner == Some(self.place) && place.at.is_some();
        let Some(place) = self.cast.places.iter().filter(is_his).nth(3) else {
            return;
        };
        let (id, at) = (place.id, place.at.map(|at| self.measures(at, Fix::There)));
        let visit = self.arrives(id, None, at);
        self.rep.clock.advance(STAY * MINUTE);
        self.writes(Some(id), None);
        self.saves(self.rep.app().check_out(visit, None));
    }

    fn arrives(
        &self,
        customer: CustomerId,
        task: Option<TaskId>,
        fix: Option<Measured>,
    ) -> CheckInId {
        self.saves(self.rep.app().check_in(CheckedIn {
            customer,
            site: None,
            task,
            fix,
        }))
    }

    /// Reports a task as done; most of the time with a note.
    fn done(&mut self, planned: &Planned, at: Option<CustomerId>) {
        let customer = at.or_else(|| planned.customer.map(|place| self.cast.places[place].id));
        let is_today = self.rep.wall() >= self.cast.calendar.moment(self.cast.calendar.today, 0);
        if is_today || self.chance.per_mille(650) {
            self.writes(customer, Some(planned.task));
        }
        self.rep.clock.advance(MINUTE);
        self.saves(self.rep.app().complete_task(planned.task, None));
    }

    fn writes(&mut self, customer: Option<CustomerId>, task: Option<TaskId>) {
        // Everybody is elsewhere in the list, so that one day hardly says a thing twice.
        let which = (2 * self.place + self.written) % NOTES.len();
        self.written += 1;
        let (outcome, met, body): &(Outcome, &str, &str) = &NOTES[which];
        let content = DraftContent {
            customer,
            task,
            outcome: Some(outcome.clone()),
            met: (*met).to_owned(),
            body: (*body).to_owned(),
            ..DraftContent::default()
        };
        self.saves(self.rep.app().write_note(None, content, None));
    }

    fn declines(&mut self, task: TaskId) {
        let reason = *self.chance.pick(DECLINED);
        self.saves(self.rep.app().decline_task(task, reason, None));
    }

    fn not_done(&mut self, task: TaskId) {
        let reason = *self.chance.pick(NOT_DONE);
        self.saves(self.rep.app().task_not_done(task, reason, None));
    }

    /// Keeps points of the way from where he was last until a minute of today.
    fn walks(&mut self, day: Date, minute: i64, has_agreed: bool) {
        let until = self.cast.calendar.moment(day, minute);
        let Some(last) = self.last.filter(|_| has_agreed) else {
            return;
        };
        let mut count = 0;
        while self.rep.wall() + STEP * MINUTE < until {
            self.rep.clock.advance(STEP * MINUTE);
            count += 1;
            let at = north_of(last, 80_i64.saturating_mul(count));
            self.saves(
                self.rep
                    .app()
                    .record_way(&measured(at, 12_000, false, self.rep.wall())),
            );
        }
    }

    fn measures(&mut self, site: Position, fix: Fix) -> Measured {
        let near = self.chance.between(-25, 25);
        let (metres, accuracy, mock) = match fix {
            Fix::There | Fix::Late => (near, 8_000 + 1_000 * near.abs(), false),
            Fix::Away => (2_000, 12_000, false),
            Fix::Vague => (300, 900_000, false),
            Fix::Mock => (0, 5_000, true),
            Fix::Far => (400_000, 15_000, false),
            Fix::None => (0, 0, false),
        };
        let at = north_of(site, metres);
        if fix == Fix::There {
            self.last = Some(at);
        }
        measured(at, accuracy, mock, self.rep.wall())
    }

    /// Lets time pass until a minute of a day, unless it has passed already.
    fn goes_to(&self, day: Date, minute: i64) {
        let until = self.cast.calendar.moment(day, minute);
        let ahead = until - self.rep.wall();
        self.rep.clock.advance(ahead.max(0));
    }

    fn saves<T>(
        &self,
        saved: outrider_core::error::Result<outrider_core::transact::Saved<T>>,
    ) -> T {
        let saved = saved.unwrap_or_else(|why| panic!("{} saves: {why}", self.rep.name));
        // Nobody taps twice in the same moment.
        self.rep.clock.advance(MINUTE / 60);
        saved.value
    }
}

fn tasks(plan: &Plan, rep: usize, day: Date) -> &[Planned] {
    plan.get(&(rep, day)).map(Vec::as_slice).unwrap_or_default()
}

/// Gives a place so many metres north of another.
pub(super) fn north_of(place: Position, metres: i64) -> Position {
    // A degree of latitude is 111 km.
    let lat = i64::from(place.lat()) + metres * 10_000_000 / 111_195;
    Position::new(lat, place.lon().into()).expect("a place on earth")
}

/// Gives what a phone measured.
pub(super) fn measured(position: Position, accuracy_mm: i64, mock: bool, at: i64) -> Measured {
    Measured {
        position,
        accuracy_mm,
        mock,
        provider: if mock {
            String::new()
        } else {
            "gps".to_owned()
        },
        at,
        since_boot: None,
    }
}
