//! What seldom happens, and must be seen.

use outrider_core::transact::DraftContent;
use outrider_model::change::{Bases, Body, DelegationGiven};
use outrider_model::decide::Verdict;
use outrider_model::record::Outcome;
use serde_json::json;

use super::cast::Cast;
use super::life::{EVENING, SILENT};
use super::phones::Phones;
use super::plan::Plan;
use super::script::{End, TODAY};
use crate::world::{DAY, HOUR, MINUTE};

/// Whose edit of a customer loses.
const LOSER: usize = 2;

/// How often a phone tries to meet the server.
const TRIES: usize = 20;

/// Lets all of it happen.
pub(super) fn turn(cast: &Cast, plan: &Plan, phones: &Phones) {
    conflict(cast, phones);
    lost(cast, plan, phones);
    silent(cast, phones);
    stands_in(cast);
    invites(cast);
    let closed = cast.places.iter().find(|place| place.owner == Some(0));
    if let Some(closed) = closed {
        cast.boss.removes(closed.id);
    }
}

/// A rep without signal corrects what his manager corrects as well, and what he wrote is lost.
fn conflict(cast: &Cast, phones: &Phones) {
    let rep = phones.of(LOSER).expect("he has a phone");
    let his = cast
        .places
        .iter()
        .filter(|place| place.owner == Some(LOSER))
        .nth(5);
    let customer = his.expect("he has customers").id;
    let before = cast.boss.customer(customer);
    rep.offline();
    rep.clock.advance(-40 * MINUTE);
    rep.edits(customer, "phone", "+49 30 23125 417");
    rep.clock.advance(40 * MINUTE);
    let said = cast
        .boss
        .edits_as_seen(&before, "phone", "+49 30 23125 999");
    assert!(matches!(said, Verdict::Applied), "{said:?}");
    rep.online();
}

/// A phone was lost and signed out; whoever holds it still sends what was on it.
fn lost(cast: &Cast, plan: &Plan, phones: &Phones) {
    for (place, _) in TODAY
        .iter()
        .enumerate()
        .filter(|(_, part)| part.end == End::Lost)
    {
        let rep = phones.of(place).expect("he had a phone");
        let task = plan
            .get(&(place, cast.calendar.today))
            .and_then(|tasks| tasks.first())
            .expect("he has work today");
        rep.offline();
        rep.clock.advance(-3 * HOUR);
        let content = DraftContent {
            customer: task.customer.map(|customer| cast.places[customer].id),
            task: Some(task.task),
            outcome: Some(Outcome::Positive),
            body: "Order taken by hand, the list is in my bag.".to_owned(),
            ..DraftContent::default()
        };
        let app = rep.app();
        app.write_note(None, content, None)
            .expect("a note is saved");
        rep.clock.advance(MINUTE);
        app.complete_task(task.task, None)
            .expect("a report is saved");
        rep.clock.advance(3 * HOUR);
        cast.world.admin().revokes(rep.device());
        rep.line.go_online();
        let is_offline = || {
            rep.syncs()
                .failure
                .is_some_and(|failure| failure.is_offline())
        };
        // A connection of before may be tried first.
        let tries = (0..TRIES).take_while(|_| is_offline()).count();
        assert!(tries < TRIES, "{} meets no server", rep.name);
        assert!(
            !cast.boss.quarantine().is_empty(),
            "what it says is kept apart"
        );
    }
}

/// Nobody can wait until a phone has been silent for days.
fn silent(cast: &Cast, phones: &Phones) {
    let day = cast
        .calendar
        .working_days()
        .into_iter()
        .find(|(distance, _)| *distance == -SILENT);
    let (_, day) = day.expect("the stage goes further back");
    let last = cast.calendar.moment(day, EVENING + 20);
    for (place, _) in TODAY
        .iter()
        .enumerate()
        .filter(|(_, part)| part.end == End::Silent)
    {
        let rep = phones.of(place).expect("he has a phone");
        rep.offline();
        let sql = format!("UPDATE device SET last_sync = {last} WHERE device = ?1");
        cast.world.server.alters(&sql, rep.device().0);
    }
}

/// The second manager will be away from tomorrow on.
fn stands_in(cast: &Cast) {
    let since = cast.calendar.moment(cast.calendar.day(1), 0);
    let given = DelegationGiven {
        from: cast.other.person,
        to: cast.boss.person,
        since,
        until: since + 7 * DAY,
    };
    let (_, verdict) = cast.other.says(Body::DelegationGiven(given), Bases::new());
    assert_eq!(verdict, Verdict::Applied, "a delegation");
}

/// Somebody is to join, and has not yet.
fn invites(cast: &Cast) {
    let asked = json!({
        "name": "Noor Haddad",
        "role": "rep",
        "team": cast.teams[0],
        "login": "noor@halm.example",
        "zone": cast.calendar.zone,
    });
    let reply = cast.boss.post("/v1/invitations", &asked);
    assert_eq!(reply.status, 201, "an invitation: {}", reply.text());
}
