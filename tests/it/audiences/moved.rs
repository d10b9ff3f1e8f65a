//! What moves away from a phone: row, words and place go; what its rep did stays with him.

use outrider_model::change::Body;
use outrider_model::decide::Verdict;
use outrider_model::id::{CustomerId, SiteId};
use outrider_tests::net::Fault;
use outrider_tests::world::{Rep, World, say};

/// Says whether anything of a customer is left: its row, the search by its name, the map.
fn shows(rep: &Rep, customer: CustomerId, word: &str) -> bool {
    let at = say::place(525_200_000, 134_050_000);
    let found = rep.app().search_view(word).unwrap().hits;
    let left = [
        rep.has(customer),
        !found.is_empty(),
        rep.near(at).contains(&customer),
    ];
    assert!(
        left.iter().all(|one| *one == left[0]),
        "row, search and map of {word}: {left:?}"
    );
    left[0]
}

fn bakery(
    world: &World,
    owner: Option<outrider_model::id::PersonId>,
) -> outrider_model::change::CustomerAdded {
    let site = SiteId(world.id().0);
    say::customer_at(
        "Rosenbrot",
        owner,
        site,
        say::place(525_200_000, 134_050_000),
    )
}

#[test]
fn a_customer_that_moves_away_leaves_neither_row_nor_words_nor_place() {
    let world = World::new();
    let boss = world.manager("Boss");
    let (anna, ben) = (world.rep("Anna"), world.rep("Ben"));
    let customer = boss.adds(bakery(&world, Some(anna.person)));
    let task = boss.assigns_at("Show the oven", &anna, customer);
    anna.online();
    ben.online();
    assert!(shows(&anna, customer, "Rosenbrot") && !shows(&ben, customer, "Rosenbrot"));
    boss.reassigns(task, &ben);
    boss.moves(customer, &ben);
    // The reply that takes it away is lost once.
    anna.loses_the_next_reply();
    anna.online();
    ben.online();
    assert!(!shows(&anna, customer, "Rosenbrot") && shows(&ben, customer, "Rosenbrot"));
    assert!(!anna.has(task) && ben.has(task));
}

/// Anna had standing there by a task alone. What she wrote offline arrives after the task is Ben's:
/// it is refused, and stays with her and on the server.
#[test]
fn an_edit_of_what_has_moved_away_is_judged_and_a_refused_one_is_kept() {
    let world = World::new();
    let boss = world.manager("Boss");
    let (anna, ben) = (world.rep("Anna"), world.rep("Ben"));
    let customer = boss.adds(bakery(&world, Some(ben.person)));
    let task = boss.assigns_at("Show the oven", &anna, customer);
    anna.online();
    anna.offline();
    anna.edits(customer, "phone", "030 1234");
    anna.completes(task);
    boss.reassigns(task, &ben);
    anna.online();
    assert_eq!(anna.attention(), 1, "{}", anna.sync_screen());
    assert_eq!(
        boss.status(task),
        "done",
        "what she did while it was hers counts"
    );
    assert!(!shows(&anna, customer, "Rosenbrot"));
    let story = boss.customer_timeline(customer);
    assert!(
        story.contains("customer.edited by Anna: refused"),
        "{story}"
    );
    assert!(boss.customer(customer).get(&"phone".into()).is_null());
    // It can still be mended or let go.
    anna.discards_all();
    anna.online();
    assert_eq!((anna.attention(), anna.waiting()), (0, 0));
}

/// The owner's own words count although the customer is another's by the time they arrive.
#[test]
fn an_edit_by_the_former_owner_counts_and_the_record_still_goes() {
    let world = World::new();
    let boss = world.manager("Boss");
    let (anna, ben) = (world.rep("Anna"), world.rep("Ben"));
    let customer = boss.adds(bakery(&world, Some(anna.person)));
    anna.online();
    anna.offline();
    anna.edits(customer, "phone", "030 1234");
    boss.moves(customer, &ben);
    anna.online();
    ben.online();
    assert_eq!((anna.attention(), anna.waiting()), (0, 0));
    assert!(!shows(&anna, customer, "Rosenbrot"));
    assert_eq!(ben.field(customer, "phone"), "030 1234");
}

/// Sixty customers move while both phones are cut off again and again.
#[test]
fn many_moves_on_a_bad_line_end_with_each_phone_holding_what_is_its_own() {
    let world = World::new();
    let boss = world.manager("Boss");
    let (anna, ben) = (world.rep("Anna"), world.rep("Ben"));
    let add =
        |number: usize| boss.adds(say::customer(&format!("Shop {number}"), Some(anna.person)));
    let customers: Vec<CustomerId> = (0..60).map(add).collect();
    anna.online();
    for (number, customer) in customers.iter().enumerate() {
        if number % 2 == 0 {
            assert_eq!(boss.moves(*customer, &ben), Verdict::Applied);
        }
        if number % 20 == 0 {
            for rep in [&anna, &ben] {
                rep.suffers(Fault::LostReply);
                rep.syncs();
            }
        }
    }
    anna.online();
    ben.online();
    for (number, customer) in customers.iter().enumerate() {
        let is_bens = number % 2 == 0;
        assert_eq!(
            (anna.has(*customer), ben.has(*customer)),
            (!is_bens, is_bens)
        );
    }
}

/// A person who goes to another team leaves what he saw as its member.
#[test]
fn an_offer_goes_from_whoever_leaves_the_team() {
    let world = World::new();
    let boss = world.manager("Boss");
    let anna = world.rep("Anna");
    let mut offer = say::task("For whoever is near", boss.organisation);
    offer.team = Some(world.team());
    let task = boss.plans(offer);
    anna.online();
    assert!(anna.has(task));
    anna.offline();
    anna.claims(task);
    world.moves_to_another_team(anna.person);
    anna.online();
    assert!(!anna.has(task));
    assert_eq!(anna.attention(), 1, "her claim came too late");
    let (_, verdict) = boss.says(Body::TaskCancelled(say::report(task)), boss.sees(task));
    assert_eq!(verdict, Verdict::Applied);
}
