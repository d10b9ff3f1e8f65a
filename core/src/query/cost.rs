//! What each way of following the person on duty asks of the phone: counted from what the code
//! does, with changes and exchanges as they are really written.

use std::collections::{BTreeMap, BTreeSet};

use outrider_model::change::{Bases, Body, Change, TrackRecorded};
use outrider_model::id::{ChangeId, EpochId, PersonId, RequestId, WorkDayId};
use outrider_model::place::Position;
use outrider_model::record::TrackPoint;
use outrider_model::stamp::{Civil, Stamp};
use outrider_model::wire::{Cursor, ReplyHead, ReplyWriter, Request, RequestHead, write_request};
use uuid::Uuid;

use crate::store::LocationMode;

/// How many points make a piece of a way.
pub(crate) const FULL: usize = 60;
/// How old the first point of a piece becomes, in microseconds.
pub(crate) const OLD: i64 = 15 * 60_000_000;

/// How often the phone asks the server while nothing happens, in seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rhythm {
    /// While the app runs.
    pub awake: u64,
    /// While it does not, as the app asks the system to wake it.
    pub asleep: u64,
}

/// What a mode asks of the phone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    /// Positions asked for in an hour at work.
    pub fixes_an_hour: u64,
    /// Bytes of requests and replies on a working day, before compression and without what the
    /// network puts around them; changes of the person and news for him come on top.
    pub bytes_a_day: u64,
    /// How often the phone wakes for it on a working day.
    pub wake_ups_a_day: u64,
}

const DAY: u64 = 86_400;

/// Counts what a mode asks of the phone on a day with so many minutes at work.
#[must_use]
pub fn cost(mode: LocationMode, minutes_at_work: u64, rhythm: Rhythm) -> Cost {
    let asleep = DAY / rhythm.asleep.max(1);
    let empty = exchange();
    let Some(apart) = mode.apart() else {
        return Cost {
            fixes_an_hour: 0,
            bytes_a_day: asleep * empty,
            wake_ups_a_day: asleep,
        };
    };
    let apart = u64::from(apart);
    let seconds = minutes_at_work * 60;
    let fixes = seconds / apart;
    let points = (OLD.unsigned_abs() / 1_000_000 / apart).clamp(1, FULL as u64);
    let pieces = fixes / points;
    // The app runs at work; each piece is sent when it is whole.
    let exchanges = asleep + seconds / rhythm.awake.max(1) + pieces;
    Cost {
        fixes_an_hour: 3_600 / apart,
        bytes_a_day: exchanges * empty + pieces * piece(points, apart),
        wake_ups_a_day: fixes + exchanges,
    }
}

/// The bytes of a piece of a way.
fn piece(points: u64, apart: u64) -> u64 {
    let begin = 1_782_891_000_000_000_i64;
    let step = i64::try_from(apart)
        .unwrap_or(i64::MAX)
        .saturating_mul(1_000_000);
    let place = |number: i64| Position::new(525_250_000 + 1_357 * number, 134_094_000).ok();
    let mut way = BTreeMap::new();
    for number in 0..i64::try_from(points).unwrap_or(0) {
        way.extend(place(number).map(|position| {
            let point = TrackPoint {
                position,
                accuracy_mm: 12_000,
            };
            (begin + step * number, point)
        }));
    }
    let change = Change {
        id: ChangeId(Uuid::max()),
        mends: None,
        stamp: Stamp(begin),
        civil: Civil {
            time: begin,
            offset: 7_200,
            zone: "Europe/Berlin".into(),
        },
        was: Bases::new(),
        body: Body::TrackRecorded(TrackRecorded {
            person: PersonId(Uuid::max()),
            work_day: WorkDayId(Uuid::max()),
            points: way,
            gap_before: false,
        }),
    };
    change.bytes().map_or(0, |bytes| bytes.len() as u64)
}

/// The bytes of a request and a reply in which nothing is said.
fn exchange() -> u64 {
    let time = 1_782_891_000_000_000;
    let cursor = Cursor {
        epoch: EpochId(Uuid::max()),
        seq: 1_000_000,
        scope: 1_000_000,
    };
    let request = write_request(&Request {
        head: RequestHead {
            request: RequestId(Uuid::max()),
            can: BTreeSet::new(),
            cursor: Some(cursor),
            backfill: Vec::new(),
            limit: 500,
            clock: time,
            waiting: Some(0),
        },
        changes: Vec::new(),
        texts: Vec::new(),
    });
    let head = ReplyHead {
        request: RequestId(Uuid::max()),
        now: time,
        epoch: EpochId(Uuid::max()),
        audiences: Vec::new(),
        drop: Vec::new(),
        backfill: Vec::new(),
        resync: false,
        fork: None,
        remint: false,
    };
    let reply = ReplyWriter::begin(&head).and_then(|reply| reply.end(cursor, None, false));
    let length = |bytes: &[u8]| bytes.len() as u64;
    request.map_or(0, |bytes| length(&bytes)) + reply.map_or(0, |bytes| length(&bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    const RHYTHM: Rhythm = Rhythm {
        awake: 225,
        asleep: 1_800,
    };

    #[test]
    fn what_is_followed_more_closely_costs_more_and_check_ins_alone_ask_for_no_position() {
        let day = |mode| cost(mode, 480, RHYTHM);
        let [none, balanced, precise] = LocationMode::ALL.map(day);
        assert_eq!(none.fixes_an_hour, 0);
        assert_eq!(none.wake_ups_a_day, 48);
        assert_eq!((balanced.fixes_an_hour, precise.fixes_an_hour), (60, 240));
        // 480 points, 32 pieces of 15, 128 questions while awake, 48 while asleep.
        assert_eq!(balanced.wake_ups_a_day, 480 + 32 + 128 + 48);
        assert_eq!(precise.wake_ups_a_day, 1_920 + 32 + 128 + 48);
        assert!(none.bytes_a_day < balanced.bytes_a_day);
        assert!(balanced.bytes_a_day < precise.bytes_a_day);
        assert!(precise.bytes_a_day < 1_000_000, "{precise:?}");
    }

    #[test]
    fn a_piece_costs_what_its_points_come_to() {
        let (few, many) = (piece(15, 60), piece(60, 15));
        let a_point = (many - few) / 45;
        assert!((40..120).contains(&a_point), "{a_point}");
        assert!((200..1_500).contains(&exchange()), "{}", exchange());
    }
}
