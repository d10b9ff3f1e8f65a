//! Signals that need more than one record: noted on a visit, never a refusal and never a verdict
//! on the person.

use outrider_model::id::CheckInId;
use outrider_model::place::implied_speed;
use outrider_model::record::{CheckIn, Evidence, EvidenceDetail, Field, Leg, Record};

use super::Push;
use super::bench::Bench;
use crate::store::StoreError;

const SECOND: i64 = 1_000_000;
/// How far a clock may be off before it is noted.
const CLOCK: i64 = 5 * 60 * SECOND;
/// How far around a visit others are compared with it.
const AROUND: i64 = 12 * 3600 * SECOND;
/// 300 km/h in millimetres a second.
const FASTEST: i64 = 300 * 1_000_000 / 3600;

/// Notes on a visit what its neighbours and the clock say.
pub(super) fn weigh(
    bench: &mut Bench<'_>,
    push: &Push,
    record: &mut Record,
) -> Result<(), StoreError> {
    let visit: CheckIn = record.read()?;
    if visit.withdrawn {
        return Ok(());
    }
    let mut evidence = visit.evidence.clone();
    let mut jump: Option<(CheckInId, i64)> = None;
    let begin = visit.begin.civil.time;
    let (from, to) = (begin.saturating_sub(AROUND), begin.saturating_add(AROUND));
    for neighbour in bench.ledger.visits(visit.person, from, to)? {
        if neighbour.id == record.id {
            continue;
        }
        let other: CheckIn = Record::parse(&bench.ledger.at(neighbour.place)?.bytes)?.read()?;
        let other_id = CheckInId::from(neighbour.id);
        if overlaps(&visit, &other) {
            let detail = EvidenceDetail {
                other: Some(other_id),
                amount: 0,
            };
            evidence.entry(Evidence::Overlap).or_insert(detail);
        }
        for speed in speeds(&visit, &other) {
            if speed > FASTEST && jump.is_none_or(|(_, fastest)| speed > fastest) {
                jump = Some((other_id, speed));
            }
        }
    }
    if let Some((other, amount)) = jump {
        evidence.insert(
            Evidence::Jump,
            EvidenceDetail {
                other: Some(other),
                amount,
            },
        );
    }
    if let Some(error) = push.clock.map(|clock| clock.saturating_sub(bench.now))
        && error.saturating_abs() > CLOCK
    {
        let detail = EvidenceDetail {
            other: None,
            amount: error / SECOND,
        };
        evidence.entry(Evidence::Clock).or_insert(detail);
    }
    if evidence != visit.evidence {
        let written =
            serde_json::to_value(&evidence).map_err(outrider_model::canonical::Malformed::from)?;
        record.set(&Field::from("evidence"), written);
    }
    Ok(())
}

/// Two visits overlap when one begins before the other has ended. One that was never ended counts
/// as going on.
fn overlaps(one: &CheckIn, other: &CheckIn) -> bool {
    let span = |visit: &CheckIn| {
        let end = visit.end.as_ref().map_or(i64::MAX, |leg| leg.civil.time);
        (visit.begin.civil.time, end)
    };
    let ((begin, end), (other_begin, other_end)) = (span(one), span(other));
    begin < other_end && other_begin < end
}

/// The speeds that the ways between the fixes of two visits imply.
fn speeds(one: &CheckIn, other: &CheckIn) -> Vec<i64> {
    let fixes = |visit: &CheckIn| -> Vec<outrider_model::place::Fix> {
        let legs = std::iter::once(&visit.begin).chain(visit.end.as_ref());
        legs.filter_map(|leg: &Leg| leg.fix.clone()).collect()
    };
    let others = fixes(other);
    fixes(one)
        .iter()
        .flat_map(|fix| {
            others
                .iter()
                .filter_map(|other| implied_speed(fix, other))
                .collect::<Vec<_>>()
        })
        .collect()
}
