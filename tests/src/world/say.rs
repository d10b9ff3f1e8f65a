//! What people say happened, in few words: bodies of changes as stories need them.

use outrider_model::change::{
    Body, CheckedIn, CustomerAdded, CustomerMoved, DraftSaved, Edited, NoteEdited, NoteWritten,
    StatusReport, TaskAssigned, TaskReassigned, TaskRef, TextEdit,
};
use outrider_model::id::{ActivityTypeId, CustomerId, NoteId, OrganisationId, PersonId, SiteId};
use outrider_model::id::{TaskId, TeamId};
use outrider_model::place::{Fence, Fix, Position};
use outrider_model::record::{Field, Priority, Site, built_in_id};
use outrider_model::text::TextHash;
use serde_json::Value;

/// Gives the activity of a story whose activity does not matter.
pub fn demo(organisation: OrganisationId) -> ActivityTypeId {
    built_in_id(organisation, "demo")
}

/// A new task for nobody yet, on no day.
pub fn task(title: &str, organisation: OrganisationId) -> TaskAssigned {
    TaskAssigned {
        title: title.to_owned(),
        details: String::new(),
        activity: demo(organisation),
        assignee: None,
        team: None,
        customer: None,
        plan_day: None,
        window: None,
        priority: Priority::Normal,
        checklist: Default::default(),
        series: None,
        import: None,
    }
}

/// A report on a task, without reason or place.
pub fn report(task: TaskId) -> StatusReport {
    StatusReport {
        task,
        reason: String::new(),
        fix: None,
    }
}

/// A report on a task for a reason.
pub fn report_because(task: TaskId, reason: &str) -> StatusReport {
    StatusReport {
        reason: reason.to_owned(),
        ..report(task)
    }
}

/// A task is handed to a person.
pub fn hand_to(task: TaskId, assignee: PersonId) -> Body {
    Body::TaskReassigned(TaskReassigned {
        task,
        assignee: Some(assignee),
        team: None,
    })
}

/// A task is offered to a team.
pub fn offer_to(task: TaskId, team: TeamId) -> Body {
    Body::TaskReassigned(TaskReassigned {
        task,
        assignee: None,
        team: Some(team),
    })
}

/// A task is claimed.
pub fn claim(task: TaskId) -> Body {
    Body::TaskClaimed(TaskRef { task })
}

/// A new customer.
pub fn customer(name: &str, owner: Option<PersonId>) -> CustomerAdded {
    CustomerAdded {
        name: name.to_owned(),
        owner,
        ..CustomerAdded::default()
    }
}

/// A customer with one site and a fence of 100 m around it.
pub fn customer_at(
    name: &str,
    owner: Option<PersonId>,
    site: SiteId,
    at: Position,
) -> CustomerAdded {
    let site_at = Site {
        name: String::new(),
        at,
        fence: Fence { radius_mm: 100_000 },
    };
    CustomerAdded {
        sites: [(site, site_at)].into(),
        ..customer(name, owner)
    }
}

/// A customer gets another owner.
pub fn move_to(customer: CustomerId, owner: PersonId) -> Body {
    Body::CustomerMoved(CustomerMoved {
        customer,
        owner: Some(owner),
    })
}

/// One field of a customer gets a value.
pub fn edit_customer(customer: CustomerId, field: &str, value: &str) -> Body {
    Body::CustomerEdited(Edited {
        target: customer,
        set: [(Field::from(field), Value::String(value.to_owned()))].into(),
    })
}

/// A note about a customer.
pub fn note(customer: Option<CustomerId>, body: &str) -> NoteWritten {
    NoteWritten {
        customer,
        body: body.to_owned(),
        ..NoteWritten::default()
    }
}

/// New words for a note.
pub fn edit_note(note: NoteId, before: &str, after: &str) -> Body {
    Body::NoteEdited(NoteEdited {
        note,
        set: Default::default(),
        text: Some(TextEdit {
            base: TextHash::of(before),
            body: after.to_owned(),
        }),
    })
}

/// A half-written note.
pub fn draft(note: NoteId, customer: Option<CustomerId>, body: &str) -> Body {
    Body::DraftSaved(DraftSaved {
        note,
        customer,
        task: None,
        outcome: None,
        body: body.to_owned(),
    })
}

/// An arrival at a customer.
pub fn arrive(customer: CustomerId, fix: Option<Fix>) -> CheckedIn {
    CheckedIn {
        customer,
        site: None,
        task: None,
        fix,
    }
}

/// A fix of ten metres' accuracy.
pub fn fix(position: Position, at: i64) -> Fix {
    Fix {
        position,
        accuracy_mm: 10_000,
        mock: false,
        provider: "gps".to_owned(),
        at,
        since_boot: None,
    }
}

/// A place in degrees × 10⁷.
///
/// # Panics
/// When there is no such place.
pub fn place(lat: i64, lon: i64) -> Position {
    Position::new(lat, lon).expect("a place on earth")
}
