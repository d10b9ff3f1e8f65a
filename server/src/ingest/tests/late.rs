//! How long somebody who lost a customer or a task may still say what he did while it was his.

use outrider_model::change::{Body, Change, Edited, StatusReport};
use outrider_model::decide::{Code, Verdict};
use outrider_model::id::{ChangeId, CustomerId, PersonId, RecordId, TaskId};
use outrider_model::record::Role;
use serde_json::json;

use super::world::{DAY, SECOND, World, is_applied};

struct Office {
    world: World,
    boss: PersonId,
    ria: PersonId,
    sam: PersonId,
}

impl Office {
    fn new() -> Office {
        let mut world = World::new();
        let (north, south) = (world.add_team("North", None), world.add_team("South", None));
        Office {
            boss: world.add_person("Mia", Role::Manager, Some(south)),
            ria: world.add_person("Ria", Role::Rep, Some(north)),
            sam: world.add_person("Sam", Role::Rep, Some(south)),
            world,
        }
    }

    /// An edit by somebody who had seen the customer as it was first written.
    fn edit(&mut self, customer: CustomerId) -> Change {
        let set = [("about".into(), json!("prefers mornings"))].into();
        self.world.change(Body::CustomerEdited(Edited {
            target: customer,
            set,
        }))
    }

    fn says(&mut self, person: PersonId, change: &Change) -> Verdict {
        let judged = self.world.push(&World::phone(person), &[change]).remove(0);
        judged.verdict
    }
}

fn is_not_allowed(verdict: &Verdict) -> bool {
    matches!(verdict, Verdict::Refused(why) if why.code == Code::NotAllowed)
}

#[test]
fn a_former_owner_may_for_a_month_and_no_longer() {
    let mut office = Office::new();
    let customer = office.world.add_customer(Some(office.ria));
    office.world.move_customer(customer, Some(office.sam));
    let moved = office.world.now;
    let (early, late) = (office.edit(customer), office.edit(customer));
    office.world.now = moved + 30 * DAY - 2 * SECOND;
    assert!(!is_not_allowed(&office.says(office.ria, &early)));
    office.world.now = moved + 30 * DAY;
    assert!(is_not_allowed(&office.says(office.ria, &late)));
}

/// A base that is named is as old as one that is not.
#[test]
fn an_old_base_names_no_right_for_ever() {
    let mut office = Office::new();
    let customer = office.world.add_customer(Some(office.ria));
    office.world.move_customer(customer, Some(office.sam));
    office.world.now += 400 * DAY;
    let mut change = office.edit(customer);
    let first = ChangeId(RecordId::from(customer).0);
    let seen = [("owner".into(), [(first, true)].into())].into();
    change.was.insert(customer.into(), seen);
    change.stamp.0 -= 399 * DAY;
    assert!(is_not_allowed(&office.says(office.ria, &change)));
}

#[test]
fn whoever_has_the_right_today_needs_no_new_base() {
    let mut office = Office::new();
    let customer = office.world.add_customer(Some(office.ria));
    let untouched = office.world.add_customer(Some(office.ria));
    office.world.move_customer(customer, Some(office.sam));
    office.world.now += 400 * DAY;
    for (person, customer) in [
        (office.sam, customer),
        (office.boss, customer),
        (office.ria, untouched),
    ] {
        let change = office.edit(customer);
        let verdict = office.says(person, &change);
        assert!(!matches!(verdict, Verdict::Refused(_)), "{verdict:?}");
    }
    office.world.move_customer(customer, Some(office.ria));
    office.world.now += 400 * DAY;
    let back = office.edit(customer);
    assert!(!matches!(
        office.says(office.ria, &back),
        Verdict::Refused(_)
    ));
}

#[test]
fn a_former_assignee_reports_for_a_month_and_no_longer() {
    let mut office = Office::new();
    let done = |office: &mut Office, task: TaskId| {
        let report = StatusReport {
            task,
            reason: String::new(),
            fix: None,
        };
        office.world.change(Body::TaskCompleted(report))
    };
    for (days, is_in_time) in [(29, true), (31, false)] {
        let task = office.world.add_task(Some(office.ria), None);
        office.world.reassign(task, Some(office.sam));
        let change = done(&mut office, task);
        office.world.now += days * DAY;
        let verdict = office.says(office.ria, &change);
        assert_eq!(is_not_allowed(&verdict), !is_in_time, "{verdict:?}");
    }
    let task = office.world.add_task(Some(office.ria), None);
    let change = done(&mut office, task);
    office.world.now += 400 * DAY;
    assert!(is_applied(
        &office.world.push(&World::phone(office.ria), &[&change])[0]
    ));
}
