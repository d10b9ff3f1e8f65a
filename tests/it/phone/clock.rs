//! A clock that is years off poisons nothing.

use outrider_tests::world::{DAY, World, now, say};

#[test]
fn a_clock_two_years_ahead_wins_nothing_and_once_corrected_loses_nothing() {
    let world = World::new();
    let boss = world.manager("Boss");
    let anna = world.rep("Anna");
    let bakery = boss.adds(say::customer("Bakery", Some(anna.person)));
    anna.online();
    anna.offline();
    anna.clock.set_wall(now() + 730 * DAY);
    anna.clock.restart();
    anna.restarts();
    anna.edits(bakery, "phone", "from the future");
    anna.online();
    assert_eq!(
        boss.customer(bakery).get(&"phone".into()),
        "from the future"
    );
    let seen = boss.customer(bakery);
    anna.offline();
    anna.edits(bakery, "about", "Anna, still in the future");
    anna.edits(bakery, "email", "anna@example.com");
    boss.edits_as_seen(&seen, "email", "boss@example.com");
    anna.online();
    boss.edits_as_seen(&seen, "phone", "from Boss");
    boss.edits_as_seen(&seen, "about", "Boss, later");
    anna.online();
    assert_eq!(
        anna.field(bakery, "about"),
        "Boss, later",
        "the future does not stand above him"
    );
    assert_eq!(anna.field(bakery, "phone"), "from Boss");

    anna.offline();
    anna.edits(bakery, "address", "before the correction");
    anna.clock.set_wall(now());
    anna.clock.restart();
    anna.restarts();
    anna.edits(bakery, "address", "after the correction");
    anna.online();
    assert_eq!(
        boss.customer(bakery).get(&"address".into()),
        "after the correction"
    );
    assert_eq!(anna.field(bakery, "address"), "after the correction");
    assert_eq!((anna.waiting(), anna.attention()), (0, 0));
}

#[test]
fn a_phone_that_never_heard_the_server_shows_the_day_of_its_own_clock_and_then_the_servers() {
    let world = World::new();
    let boss = world.manager("Boss");
    let anna = world.rep("Anna");
    boss.assigns("For today", &anna);
    anna.clock.set_wall(now() + 730 * DAY);
    anna.online();
    assert!(anna.today_view()["day"] == outrider_tests::world::today().to_string());
    assert!(anna.today().contains("For today"));
}
