//! Which audiences a phone has, which are new to it, and which it has lost.

use outrider_model::audience::Audience;
use outrider_model::wire::{Backfill, Cursor, MAX_AUDIENCES};

use crate::store::Membership;

/// A phone's audiences, compared with what it knew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Scope {
    /// The present ones.
    pub(super) present: Vec<Audience>,
    /// Those lost since the cursor's scope.
    pub(super) lost: Vec<Audience>,
    /// Those gained since the cursor's scope, with what has to be fetched of each: up to the
    /// cursor, from where on the tail brings them.
    pub(super) gained: Vec<Backfill>,
    /// The sequence of the newest change of membership.
    pub(super) newest: u64,
}

impl Scope {
    pub(super) fn of(memberships: &[Membership], cursor: Option<Cursor>) -> Scope {
        let mut present: Vec<Audience> = memberships
            .iter()
            .filter(|membership| membership.until.is_none())
            .map(|membership| membership.audience)
            .collect();
        present.truncate(MAX_AUDIENCES);
        let newest = memberships
            .iter()
            .map(|membership| membership.until.unwrap_or(membership.since))
            .max()
            .unwrap_or(0);
        let mut scope = Scope {
            present,
            lost: Vec::new(),
            gained: Vec::new(),
            newest,
        };
        if let Some(cursor) = cursor {
            scope.compare(memberships, cursor);
        }
        scope
    }

    fn compare(&mut self, memberships: &[Membership], cursor: Cursor) {
        for membership in memberships {
            let audience = membership.audience;
            let is_new = membership.since > cursor.scope;
            let is_over = membership.until.is_some_and(|until| until > cursor.scope);
            if is_over && !self.present.contains(&audience) && !self.lost.contains(&audience) {
                self.lost.push(audience);
            } else if membership.until.is_none() && is_new && cursor.seq > 0 {
                self.gained.push(Backfill {
                    audience,
                    after: 0,
                    until: cursor.seq,
                });
            }
        }
    }
}
