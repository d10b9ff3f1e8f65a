//! The day of which fixtures are made: a rep without signal does something of everything, while a
//! manager and a colleague are at it too.

use outrider_model::id::{CustomerId, NoteId, SiteId, TaskId};
use outrider_model::place::Position;
use outrider_model::record::Kind;
use outrider_tests::world::{HOUR, Manager, Rep, World, say};

/// What the rep began before she lost her signal.
struct Morning {
    bakery: CustomerId,
    tasks: Vec<TaskId>,
    note: NoteId,
}

/// Lives the day up to the moment at which Anna's phone finds signal again: everything that she did
/// since the morning waits on it, and what the others did is on the server.
pub(super) fn until_signal(world: &World) -> Rep {
    let boss = world.manager("Boss");
    let (anna, ben) = (world.rep("Anna"), world.rep("Ben"));
    let tablet = world.another_device(&anna);
    let morning = morning(world, &boss, &anna);
    for phone in [&anna, &ben, &tablet] {
        phone.online();
        phone.offline();
    }
    in_the_cellar(&anna, &morning);
    meanwhile(&boss, &ben, &tablet, &morning);
    anna
}

fn morning(world: &World, boss: &Manager, anna: &Rep) -> Morning {
    let owner = Some(anna.person);
    let bakery = boss.adds(say::customer_at(
        "Bakery",
        owner,
        SiteId(world.id().0),
        north(0),
    ));
    boss.adds(say::customer("Butcher", owner));
    boss.repeats_weekly("Look at the shelf", anna);
    let titles = ["Samples", "Prices", "Contract", "Poster", "Invoice"];
    let mut tasks: Vec<_> = titles
        .iter()
        .map(|title| boss.assigns_at(title, anna, bakery))
        .collect();
    tasks.push(boss.plans(outrider_model::change::TaskAssigned {
        team: Some(world.team()),
        ..say::task("Whoever comes by", world.organisation)
    }));
    anna.online();
    let note = anna.writes(bakery, "They want the new oven in spring.");
    let visit = anna.checks_in(bakery, Some(say::fix(north(20), anna.wall())));
    anna.clock.advance(HOUR);
    anna.checks_out(visit);
    anna.online();
    Morning {
        bakery,
        tasks,
        note,
    }
}

fn in_the_cellar(anna: &Rep, morning: &Morning) {
    let [samples, prices, contract, poster, invoice, offered] = morning.tasks[..] else {
        panic!("six tasks were planned");
    };
    anna.starts(samples);
    anna.completes(samples);
    anna.not_done(prices, "nobody there");
    anna.accepts(contract);
    anna.declines(poster, "too far");
    anna.completes(invoice);
    anna.undoes();
    anna.claims(offered);
    anna.edits(morning.bakery, "phone", "030 1");
    anna.edits(morning.bakery, "about", "the back door");
    anna.edits_note(morning.note, "They want the new steam oven in spring.");
    let kiosk = anna.adds_customer("Kiosk", None);
    anna.adds_customer_for_a_stranger("Not hers");
    anna.writes_with_next_step(kiosk, "Wants a price. Ünïcödé 🚲", "Send the price");
    let visit = anna.checks_in(morning.bakery, Some(say::fix(north(5_000), anna.wall())));
    anna.clock.advance(HOUR);
    anna.checks_out(visit);
    let half = anna.types(morning.bakery, "and then he said that");
    anna.goes_to_background(half);
}

fn meanwhile(boss: &Manager, ben: &Rep, tablet: &Rep, morning: &Morning) {
    let [samples, _, contract, _, _, offered] = morning.tasks[..] else {
        panic!("six tasks were planned");
    };
    boss.reassigns(samples, ben);
    boss.cancels(contract);
    boss.edits(morning.bakery, "phone", "030 2");
    ben.claims(offered);
    ben.online();
    tablet.edits_note(morning.note, "They want the new oven in late spring.");
    tablet.online();
    assert_eq!(tablet.count(Kind::Note), 1);
}

/// So many metres north of the bakery.
fn north(metres: i64) -> Position {
    say::place(525_200_000 + metres * 90, 134_050_000)
}
