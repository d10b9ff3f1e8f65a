//! Two organisations on one server know nothing of each other.

use outrider_model::change::Bases;
use outrider_model::decide::Verdict;
use outrider_tests::world::{World, say};

#[test]
fn ids_of_another_organisation_are_as_ids_that_are_nowhere() {
    let (ours, theirs) = (World::new(), World::new());
    let boss = ours.manager("Boss");
    let anna = ours.rep("Anna");
    let customer = boss.adds(say::customer("Bakery", Some(anna.person)));
    let task = boss.assigns_at("Show the oven", &anna, customer);
    let stranger = theirs.admin();
    let nowhere = theirs.id();
    for (path, id) in [
        ("/v1/customers/ID", customer.to_string()),
        ("/v1/customers/ID/timeline", customer.to_string()),
        ("/v1/tasks/ID", task.to_string()),
        ("/v1/tasks/ID/timeline", task.to_string()),
        ("/v1/tasks?assignee=ID", anna.person.to_string()),
        ("/v1/customers?owner=ID", anna.person.to_string()),
    ] {
        let foreign = stranger.get(&path.replace("ID", &id));
        let missing = stranger.get(&path.replace("ID", &nowhere.to_string()));
        assert_eq!(foreign.status, missing.status, "{path}");
        let without_request = |text: String| {
            let end = text.find("\"request\"").unwrap_or(text.len());
            text[..end].to_owned()
        };
        assert_eq!(
            without_request(foreign.text()),
            without_request(missing.text())
        );
        assert!(!foreign.text().contains("Bakery"));
    }
    let mut phone = theirs.bare("Eve");
    let before = boss.customer(customer).bytes().unwrap();
    let edit = say::edit_customer(customer, "phone", "1");
    let (_, verdict) = phone.push(edit, Bases::new());
    assert!(matches!(verdict, Verdict::Waits { .. }), "{verdict:?}");
    phone.drain();
    assert!(phone.record(customer).is_none());
    assert_eq!(boss.customer(customer).bytes().unwrap(), before);
}
