//! The phones of the stage, by the names under which they are told what to do.

use serde_json::{Value, json};

use crate::world::{Rep, now};

/// The phones.
#[derive(Default)]
pub(super) struct Phones {
    all: Vec<(String, Rep)>,
    /// Reps who have none.
    without: Vec<Value>,
}

impl Phones {
    /// Adds a rep's phone.
    pub(super) fn add(&mut self, rep: usize, phone: Rep) {
        self.all.push((name(rep), phone));
    }

    /// Adds a rep who has none.
    pub(super) fn lacks(&mut self, name: &str, id: outrider_model::id::PersonId) {
        self.without.push(json!({ "name": name, "id": id }));
    }

    /// Gives the phone of a name, of the rep's name, or of the rep's id.
    pub(super) fn named(&self, name: &str) -> Option<&Rep> {
        let is_it = |(phone, rep): &&(String, Rep)| {
            phone == name || rep.name == name || rep.person.to_string() == name
        };
        self.all.iter().find(is_it).map(|(_, rep)| rep)
    }

    /// Gives the phone of a rep by his place.
    pub(super) fn of(&self, rep: usize) -> Option<&Rep> {
        self.named(&name(rep))
    }

    /// Lets everybody sync who has signal and is not signed out.
    pub(super) fn catch_up(&self) {
        let is_in = |rep: &&Rep| rep.line.is_online() && !rep.needs_sign_in();
        for rep in self.all.iter().map(|(_, rep)| rep).filter(is_in) {
            rep.clock.advance((now() - rep.wall()).max(0));
            rep.online();
        }
    }

    /// Names the reps, in the order in which they were hired.
    pub(super) fn listed(&self) -> Vec<Value> {
        let line = |(phone, rep): &(String, Rep)| json!({ "phone": phone, "name": rep.name, "id": rep.person, "device": rep.device() });
        let mut listed: Vec<Value> = self.all.iter().map(line).collect();
        listed.extend(self.without.iter().cloned());
        listed
    }
}

fn name(rep: usize) -> String {
    format!("phone-{rep}")
}
