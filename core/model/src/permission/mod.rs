//! Who may do what with whose: one table of role × action × field, which the judge asks first.
//!
//! A cell says whose things somebody of a role may touch by an action. What is finer than that (the
//! assignee as he was seen, the team that a task is offered to, a period that is open) is ruled beside
//! each action in [`crate::decide`]. A word or field without a row is nobody's to write.

mod table;

use crate::change::{Body, Change};
use crate::decide::Rights;
use crate::id::PersonId;
use crate::record::{Field, Role};

pub use table::{Row, TABLE};

/// In what capacity somebody acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Seat {
    /// In the field.
    Rep,
    /// For the people of some teams.
    Manager,
    /// For the organisation.
    Admin,
    /// As the server, for a rule.
    System,
}

/// Whose things somebody may touch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Whose {
    /// Nobody's: it is not for him.
    Nobody,
    /// His own; at customers also where he has standing.
    Own,
    /// His own, and those of the people of his teams.
    Team,
    /// Everybody's.
    Everybody,
}

/// What the table says to a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It may touch things of these.
    May(Whose),
    /// It writes a field that nobody writes by it.
    NoSuchField(Field),
}

impl Seat {
    /// Returns in what capacity somebody of these rights acts.
    #[must_use]
    pub fn of(rights: &Rights) -> Seat {
        if rights.is_system {
            return Seat::System;
        }
        match rights.role {
            Role::Admin => Seat::Admin,
            Role::Manager => Seat::Manager,
            Role::Rep | Role::Unknown(_) => Seat::Rep,
        }
    }
}

/// Returns whose things somebody may touch by an action, and where it writes fields by this field;
/// none where no row says so.
#[must_use]
pub fn whose(seat: Seat, word: &str, field: Option<&Field>) -> Option<Whose> {
    TABLE
        .iter()
        .find(|row| row.word == word && row.is_about(field))
        .map(|row| row.of(seat))
}

/// Asks the table about a change: the narrowest answer of the fields that it writes.
#[must_use]
pub fn ask(rights: &Rights, change: &Change) -> Answer {
    let (seat, word) = (Seat::of(rights), change.body.name());
    let fields = fields(&change.body);
    if fields.is_empty() {
        let rows = TABLE.iter().filter(|row| row.word == word);
        let widest = rows.map(|row| row.of(seat)).max();
        return Answer::May(widest.unwrap_or(Whose::Nobody));
    }
    let mut narrowest = Whose::Everybody;
    for field in fields {
        match whose(seat, word, Some(&field)) {
            Some(whose) => narrowest = narrowest.min(whose),
            None => return Answer::NoSuchField(field),
        }
    }
    Answer::May(narrowest)
}

/// Says whether things of a person are among those that somebody may touch.
#[must_use]
pub fn covers(whose: Whose, author: PersonId, rights: &Rights, person: PersonId) -> bool {
    match whose {
        Whose::Nobody => false,
        Whose::Own => person == author,
        Whose::Team => person == author || rights.people.contains(&person),
        Whose::Everybody => true,
    }
}

/// Returns the fields that an edit writes; none of an action that is no edit.
fn fields(body: &Body) -> Vec<Field> {
    let set = if let Body::OrganisationEdited(edited) = body {
        &edited.set
    } else if let Body::ActivityTypeEdited(edited) = body {
        &edited.set
    } else if let Body::SeriesEdited(edited) = body {
        &edited.set
    } else if let Body::PersonEdited(edited) = body {
        &edited.set
    } else if let Body::TeamEdited(edited) = body {
        &edited.set
    } else if let Body::DeviceEdited(edited) = body {
        &edited.set
    } else if let Body::CustomerEdited(edited) = body {
        &edited.set
    } else if let Body::TaskEdited(edited) | Body::TaskRescheduled(edited) = body {
        &edited.set
    } else if let Body::TerritoryEdited(edited) = body {
        &edited.set
    } else if let Body::TemplateEdited(edited) = body {
        &edited.set
    } else if let Body::NoteEdited(edited) = body {
        let body = edited.text.as_ref().map(|_| Field::from("body"));
        return edited.set.keys().cloned().chain(body).collect();
    } else {
        return Vec::new();
    };
    set.keys().cloned().collect()
}

#[cfg(test)]
mod tests;
