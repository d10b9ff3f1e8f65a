//! Positions: with consent and on duty alone, coarse after a while, and never looked at unnoticed.

use jiff::civil::Date;

use super::*;
use crate::change::{
    CheckInCoarsened, CheckedIn, ConsentGiven, ConsentWithdrawn, LocationViewed, TaskCoarsened,
    TrackCoarsened, TrackRecorded, WorkEnded, WorkPaused, WorkResumed, WorkStarted,
};
use crate::id::WorkDayId;
use crate::place::{Coarseness, Position};
use crate::record::{
    CheckIn, LocationView, Looked, Purpose, Task, Track, location_view_id, work_day_id,
};
use crate::testing::World;
use crate::testing::author::system;
use crate::testing::cast::*;
use crate::testing::duty::points;

const TODAY: Date = jiff::civil::date(2025, 6, 15);
const HOUR: i64 = 3_600_000_000;

fn annas() -> WorkDayId {
    work_day_id(ANNA, TODAY)
}

fn consent() -> Body {
    Body::ConsentGiven(ConsentGiven {
        person: ANNA,
        purpose: Purpose::OnDutyLocation,
        version: 1,
    })
}

fn track(times: &[i64]) -> Body {
    Body::TrackRecorded(TrackRecorded {
        person: ANNA,
        work_day: annas(),
        points: points(times),
        gap_before: false,
    })
}

fn start() -> Body {
    Body::WorkStarted(WorkStarted {
        person: ANNA,
        day: TODAY,
        ticks: None,
    })
}

fn not_allowed(field: &str) -> Verdict {
    Verdict::Refused(Reproach {
        code: Code::NotAllowed,
        field: field.into(),
    })
}

/// Anna agreed, and began to work at noon.
fn on_duty() -> World {
    let mut world = world();
    world.does(anna(), 0x100, NOON - HOUR, consent());
    world.does(anna(), 0x101, NOON, start());
    world
}

#[test]
fn a_way_is_recorded_with_consent_and_on_duty() {
    let mut world = on_duty();
    world.does(anna(), 0x110, NOON + HOUR, track(&[NOON, NOON + 1]));
    let read: Track = world.record_of(made::<RecordId>(0x110)).read().unwrap();
    assert_eq!((read.person, read.work_day), (ANNA, annas()));
    assert_eq!(read.points, points(&[NOON, NOON + 1]));
}

#[test]
fn without_consent_no_point_is_taken() {
    let mut world = world();
    world.does(anna(), 0x101, NOON, start());
    let late = NOON + 3 * HOUR;
    assert_eq!(
        world.tries(anna(), 0x110, late, track(&[NOON + 1])),
        not_allowed("consent"),
        "never given"
    );
    world.does(anna(), 0x111, NOON + HOUR, consent());
    assert_eq!(
        world.tries(anna(), 0x112, late, track(&[NOON + 1, NOON + HOUR])),
        not_allowed("consent"),
        "not yet given"
    );
    world.does(anna(), 0x113, late, track(&[NOON + HOUR, NOON + 2 * HOUR]));
    let withdrawn = Body::ConsentWithdrawn(ConsentWithdrawn {
        person: ANNA,
        purpose: Purpose::OnDutyLocation,
    });
    world.does(anna(), 0x114, late, withdrawn);
    assert_eq!(
        world.tries(anna(), 0x115, late + 1, track(&[NOON + 2 * HOUR])),
        not_allowed("consent"),
        "no more"
    );
}

#[test]
fn consent_to_another_purpose_is_no_consent() {
    let mut world = world();
    let dictation = Body::ConsentGiven(ConsentGiven {
        person: ANNA,
        purpose: Purpose::Dictation,
        version: 1,
    });
    world.does(anna(), 0x100, NOON - HOUR, dictation);
    world.does(anna(), 0x101, NOON, start());
    assert_eq!(
        world.tries(anna(), 0x110, NOON + HOUR, track(&[NOON + 1])),
        not_allowed("consent")
    );
}

#[test]
fn off_duty_and_in_a_break_no_point_is_taken() {
    let mut world = on_duty();
    let (period, late) = (id(0x101), NOON + 10 * HOUR);
    for (number, hour, paid, pause) in [(0x102, 1, false, 0x102), (0x104, 3, true, 0x104)] {
        let paused = Body::WorkPaused(WorkPaused {
            work_day: annas(),
            period,
            paid,
            ticks: None,
        });
        let resumed = Body::WorkResumed(WorkResumed {
            work_day: annas(),
            period,
            pause: id(pause),
            ticks: None,
        });
        world.does(anna(), number, NOON + hour * HOUR, paused);
        world.does(anna(), number + 1, NOON + (hour + 1) * HOUR, resumed);
    }
    let ended = Body::WorkEnded(WorkEnded {
        work_day: annas(),
        period,
        ticks: None,
    });
    world.does(anna(), 0x106, NOON + 5 * HOUR, ended);
    let half = HOUR / 2;
    for (number, at, is_duty) in [
        (0x110, NOON - 1, false),
        (0x111, NOON + half, true),
        (0x112, NOON + HOUR + half, false),
        (0x113, NOON + 2 * HOUR + half, true),
        (0x114, NOON + 3 * HOUR + half, false),
        (0x115, NOON + 5 * HOUR, true),
        (0x116, NOON + 5 * HOUR + 1, false),
    ] {
        let verdict = world.tries(anna(), number, late, track(&[at]));
        let expected = if is_duty {
            Verdict::Applied
        } else {
            not_allowed("points")
        };
        assert_eq!(verdict, expected, "{}", at - NOON);
    }
    let mixed = [NOON + half, NOON + HOUR + half];
    assert_eq!(
        world.tries(anna(), 0x120, late, track(&mixed)),
        not_allowed("points"),
        "one point off duty is one too many"
    );
}

#[test]
fn a_forgotten_period_is_duty_for_a_day_at_most() {
    let mut world = on_duty();
    let last = NOON + 24 * HOUR;
    assert_eq!(
        world.tries(anna(), 0x110, last + HOUR, track(&[last])),
        Verdict::Applied
    );
    assert_eq!(
        world.tries(anna(), 0x111, last + HOUR, track(&[last + 1])),
        not_allowed("points")
    );
}

#[test]
fn a_change_brings_between_one_and_five_hundred_points() {
    let mut world = on_duty();
    let times: Vec<i64> = (0..501).map(|second| NOON + second * 1_000_000).collect();
    for (number, count, expected) in [
        (0x110, 0, invalid("points")),
        (0x111, 501, invalid("points")),
        (0x112, 500, Verdict::Applied),
    ] {
        let verdict = world.tries(anna(), number, NOON + HOUR, track(&times[..count]));
        assert_eq!(verdict, expected, "{count}");
    }
    let mut bodiless = points(&[NOON]);
    for point in bodiless.values_mut() {
        point.accuracy_mm = -1;
    }
    let body = Body::TrackRecorded(TrackRecorded {
        person: ANNA,
        work_day: annas(),
        points: bodiless,
        gap_before: false,
    });
    assert_eq!(world.tries(anna(), 0x113, NOON, body), invalid("points"));
}

#[test]
fn a_way_waits_for_its_work_day_and_belongs_to_who_walked_it() {
    let mut world = world();
    world.does(anna(), 0x100, NOON - HOUR, consent());
    let late = world.change(0x110, NOON + HOUR, track(&[NOON]));
    assert_eq!(
        world.ingest(anna(), &late),
        Verdict::Waits {
            ids: [annas().into()].into()
        }
    );
    world.does(anna(), 0x101, NOON, start());
    assert_eq!(world.ingest(anna(), &late), Verdict::Applied);
    for author in [ben(), mia(), ada()] {
        let number = 0x120 + author.person.0.as_u128();
        assert_eq!(
            world.tries(author, number, NOON + HOUR, track(&[NOON])),
            refused(Code::NotAllowed)
        );
    }
    let on_annas = Body::TrackRecorded(TrackRecorded {
        person: BEN,
        work_day: annas(),
        points: points(&[NOON]),
        gap_before: false,
    });
    let bens = Body::ConsentGiven(ConsentGiven {
        person: BEN,
        purpose: Purpose::OnDutyLocation,
        version: 1,
    });
    world.does(ben(), 0x130, NOON - HOUR, bens);
    assert_eq!(
        world.tries(ben(), 0x131, NOON + HOUR, on_annas),
        not_allowed("work_day")
    );
}

/// A way, a visit and the reports of a task, made coarse.
fn coarse(to: &Coarseness) -> [Body; 3] {
    [
        Body::TrackCoarsened(TrackCoarsened {
            track: made(0x110),
            to: to.clone(),
        }),
        Body::CheckInCoarsened(CheckInCoarsened {
            check_in: made(0x111),
            to: to.clone(),
        }),
        Body::TaskCoarsened(TaskCoarsened {
            task: TASK,
            to: to.clone(),
            until: NOON + HOUR,
        }),
    ]
}

fn server_alone() -> [Body; 4] {
    let [way, visit, reports] = coarse(&Coarseness::Kilometre);
    [
        way,
        visit,
        reports,
        Body::LocationViewed(LocationViewed {
            subject: ANNA,
            viewer: MIA,
            what: Looked::Track,
            day: TODAY,
        }),
    ]
}

/// A way, a visit and a report, each with a position.
fn with_positions() -> World {
    let mut world = on_duty();
    world.does(
        anna(),
        0x110,
        NOON + HOUR,
        track(&[NOON, NOON + 1, NOON + 2]),
    );
    let arrival = CheckedIn {
        customer: BAKERY,
        site: Some(DOOR),
        task: None,
        fix: Some(fix()),
    };
    world.does(anna(), 0x111, NOON + HOUR, Body::CheckedIn(arrival));
    let done = crate::change::StatusReport {
        fix: Some(fix()),
        ..report(TASK, "")
    };
    world.does(anna(), 0x112, NOON + HOUR, Body::TaskCompleted(done));
    world
}

#[test]
fn what_the_server_alone_does_nobody_else_does() {
    let mut world = with_positions();
    for (number, author) in [(0x200, anna()), (0x210, mia()), (0x220, ada())] {
        for (step, body) in server_alone().into_iter().enumerate() {
            let verdict = world.tries(author, number + step as u128, NOON + 2 * HOUR, body);
            assert_eq!(verdict, refused(Code::NotAllowed));
        }
    }
}

#[test]
fn old_positions_become_coarse_and_the_verdicts_stay() {
    let mut world = with_positions();
    let visit: CheckIn = world.record_of(made::<RecordId>(0x111)).read().unwrap();
    for (step, body) in server_alone().into_iter().enumerate() {
        world.does(system(), 0x200 + step as u128, NOON + 2 * HOUR, body);
    }
    let coarse = Position::new(525_200_000, 134_100_000).unwrap();
    let way: Track = world.record_of(made::<RecordId>(0x110)).read().unwrap();
    assert_eq!(way.coarsened, Some(Coarseness::Kilometre));
    assert_eq!(way.points.len(), 1, "the first of those at one place");
    assert_eq!(way.points[&NOON].position, coarse);
    let after: CheckIn = world.record_of(made::<RecordId>(0x111)).read().unwrap();
    let after_fix = after.begin.fix.unwrap();
    assert_eq!(after_fix.position, coarse);
    assert_eq!(after_fix.accuracy_mm, 1_000_000);
    assert_eq!(after.verdict, visit.verdict);
    let task: Task = world.record_of(TASK).read().unwrap();
    let head = task.heads.values().next().unwrap();
    assert_eq!(head.fix.as_ref().unwrap().position, coarse);
    assert_eq!(world.status(TASK), crate::record::Status::Done);
    // Once more changes nothing.
    let once = world.final_records();
    for (step, body) in server_alone().into_iter().take(3).enumerate() {
        world.does(system(), 0x210 + step as u128, NOON + 3 * HOUR, body);
    }
    assert_eq!(world.final_records(), once);
}

#[test]
fn what_was_made_nothing_stays_nothing() {
    let mut world = with_positions();
    let all = coarse(&Coarseness::Nothing)
        .into_iter()
        .take(3)
        .chain(server_alone().into_iter().take(3));
    for (step, body) in all.enumerate() {
        world.does(system(), 0x200 + step as u128, NOON + 2 * HOUR, body);
    }
    let way: Track = world.record_of(made::<RecordId>(0x110)).read().unwrap();
    assert!(way.points.is_empty());
    assert_eq!(way.coarsened, Some(Coarseness::Nothing));
    let visit: CheckIn = world.record_of(made::<RecordId>(0x111)).read().unwrap();
    assert_eq!(visit.begin.fix, None);
    assert!(visit.verdict.is_some());
    assert_eq!(visit.coarsened, Some(Coarseness::Nothing));
    let task: Task = world.record_of(TASK).read().unwrap();
    assert!(task.heads.values().all(|head| head.fix.is_none()));
    let unknown = Body::TrackCoarsened(TrackCoarsened {
        track: made(0x110),
        to: Coarseness::Unknown("fog".into()),
    });
    assert_eq!(
        world.tries(system(), 0x210, NOON + 3 * HOUR, unknown),
        invalid("to")
    );
}

#[test]
fn newer_reports_of_a_task_keep_their_position() {
    let mut world = with_positions();
    let body = Body::TaskCoarsened(TaskCoarsened {
        task: TASK,
        to: Coarseness::Nothing,
        until: NOON,
    });
    world.does(system(), 0x200, NOON + 2 * HOUR, body);
    let task: Task = world.record_of(TASK).read().unwrap();
    assert!(task.heads.values().all(|head| head.fix.is_some()));
}

#[test]
fn looks_are_counted_by_viewer_and_day_and_only_the_subject_reads_them() {
    let mut world = on_duty();
    let [.., look] = server_alone();
    let other = Body::LocationViewed(LocationViewed {
        subject: ANNA,
        viewer: ADA,
        what: Looked::Position,
        day: TODAY,
    });
    for (number, at, body) in [
        (0x200, NOON + 9, &look),
        (0x201, NOON + 5, &look),
        (0x202, NOON + 7, &other),
    ] {
        world.does(system(), number, at, body.clone());
    }
    let record = location_view_id(ANNA, MIA, &Looked::Track, TODAY);
    let view: LocationView = world.record_of(record).read().unwrap();
    assert_eq!((view.times, view.subject, view.viewer), (2, ANNA, MIA));
    assert_eq!((view.first, view.last), (Stamp(NOON + 5), Stamp(NOON + 9)));
    assert!(world.sees(ANNA, record));
    for person in [BEN, MIA, MAX, ADA] {
        assert!(!world.sees(person, record));
    }
    let strange = Body::LocationViewed(LocationViewed {
        subject: ANNA,
        viewer: MIA,
        what: Looked::Unknown("dreams".into()),
        day: TODAY,
    });
    assert_eq!(world.tries(system(), 0x203, NOON, strange), invalid("what"));
}
