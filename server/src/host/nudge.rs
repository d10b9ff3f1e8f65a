//! Nudges: "there is something new", one number, no data. Nothing depends on them.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use outrider_model::id::OrganisationId;
use tokio::sync::watch;

/// The newest sequence of each organisation that somebody listens to.
#[derive(Debug, Default)]
pub struct Nudges {
    heads: Mutex<BTreeMap<OrganisationId, watch::Sender<u64>>>,
}

impl Nudges {
    /// Tells whoever listens how far an organisation is; an older number says nothing.
    pub fn tell(&self, organisation: OrganisationId, head: u64) {
        let heads = self.heads.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(sender) = heads.get(&organisation) {
            sender.send_if_modified(|held| {
                let is_newer = head > *held;
                *held = head.max(*held);
                is_newer
            });
        }
    }

    /// Listens to an organisation, from the head as the listener knows it.
    pub fn listen(&self, organisation: OrganisationId, head: u64) -> watch::Receiver<u64> {
        let mut heads = self.heads.lock().unwrap_or_else(PoisonError::into_inner);
        heads
            .entry(organisation)
            .or_insert_with(|| watch::channel(head).0)
            .subscribe()
    }

    /// Returns the organisations that somebody listens to now.
    pub fn listened(&self) -> Vec<OrganisationId> {
        let heads = self.heads.lock().unwrap_or_else(PoisonError::into_inner);
        heads
            .iter()
            .filter(|(_, sender)| sender.receiver_count() > 0)
            .map(|(id, _)| *id)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_newer_head_is_told() {
        let (nudges, organisation) = (Nudges::default(), OrganisationId(uuid::Uuid::from_u128(1)));
        let mut listener = nudges.listen(organisation, 5);
        nudges.tell(organisation, 5);
        nudges.tell(organisation, 4);
        assert!(!listener.has_changed().unwrap());
        nudges.tell(organisation, 6);
        assert_eq!(*listener.borrow_and_update(), 6);
        assert_eq!(nudges.listened(), [organisation]);
        drop(listener);
        assert!(nudges.listened().is_empty());
    }
}
