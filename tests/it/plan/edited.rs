//! Two people write one record.

use outrider_model::decide::Verdict;
use outrider_tests::world::{World, golden, say};

#[test]
fn two_people_who_edit_two_fields_of_one_customer_both_find_what_they_wrote() {
    let world = World::new();
    let boss = world.manager("Boss");
    let anna = world.rep("Anna");
    let bakery = boss.adds(say::customer("Bakery", Some(anna.person)));
    anna.online();
    anna.offline();
    anna.edits(bakery, "phone", "030 23125 11");
    boss.edits(bakery, "address", "Mill Lane 3");
    anna.online();
    assert_eq!(anna.field(bakery, "phone"), "030 23125 11");
    assert_eq!(anna.field(bakery, "address"), "Mill Lane 3");
    let on_server = boss.customer(bakery);
    assert_eq!(on_server.get(&"phone".into()), "030 23125 11");
    assert_eq!(on_server.get(&"address".into()), "Mill Lane 3");
    assert_eq!(anna.unsettled(), 0, "nobody lost anything");
}

#[test]
fn of_two_people_who_edit_the_same_field_the_loser_finds_his_value_in_the_diary_and_restores_it() {
    let world = World::new();
    let boss = world.manager("Boss");
    let anna = world.rep("Anna");
    let bakery = boss.adds(say::customer("Bakery", Some(anna.person)));
    anna.online();
    anna.offline();
    anna.edits(bakery, "phone", "from Anna");
    let seen = boss.customer(bakery);
    boss.edits_as_seen(&seen, "phone", "from Boss");
    anna.online();
    assert_eq!(
        anna.field(bakery, "phone"),
        boss.customer(bakery).get(&"phone".into()).clone()
    );
    assert_eq!(
        anna.field(bakery, "phone"),
        "from Boss",
        "the later one stands"
    );
    golden("same_field_lost", &[anna.diary()]);
    anna.restores_the_first_entry();
    assert_eq!(anna.field(bakery, "phone"), "from Anna");
    anna.online();
    assert_eq!(boss.customer(bakery).get(&"phone".into()), "from Anna");
    assert_eq!(anna.unsettled(), 0);
}

#[test]
fn an_edit_of_a_customer_that_was_removed_meanwhile_needs_attention_and_is_not_lost() {
    let world = World::new();
    let boss = world.manager("Boss");
    let anna = world.rep("Anna");
    let bakery = boss.adds(say::customer("Bakery", Some(anna.person)));
    anna.online();
    anna.offline();
    anna.edits(bakery, "phone", "typed with care");
    assert_eq!(boss.removes(bakery), Verdict::Applied);
    anna.online();
    assert_eq!((anna.attention(), anna.waiting()), (1, 0));
    let kept = anna.app().export_refused().unwrap();
    assert!(kept.contains("typed with care"), "{kept}");
    let found = boss.get(&format!("/v1/customers/{bakery}")).status;
    assert_eq!(found, 404, "nothing is resurrected");
    anna.discards_all();
    anna.online();
    assert!(!anna.has(bakery));
}
