//! Tasks that are offered to a team.

use outrider_tests::world::{World, golden, say};

#[test]
fn of_two_claims_made_offline_the_first_to_arrive_wins_and_the_loser_sees_why_on_his_phone() {
    let world = World::new();
    let boss = world.manager("Boss");
    let (anna, ben) = (world.rep("Anna"), world.rep("Ben"));
    let mut offer = say::task("For whoever is near", boss.organisation);
    offer.team = Some(world.team());
    offer.plan_day = Some(outrider_tests::world::today());
    let task = boss.plans(offer);
    anna.online();
    ben.online();
    anna.offline();
    ben.offline();
    anna.claims(task);
    ben.claims(task);
    ben.online();
    anna.online();
    ben.online();
    assert_eq!(ben.field(task, "assignee"), ben.person.to_string());
    assert_eq!(anna.attention(), 1);
    golden(
        "two_claims",
        &[anna.today(), anna.sync_screen(), ben.today()],
    );
    anna.discards_all();
    anna.online();
    assert!(!anna.has(task), "it is Ben's");
    assert_eq!((anna.attention(), anna.waiting()), (0, 0));
}
