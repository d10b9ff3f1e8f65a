//! A phone into which somebody has written words that are found again wherever they stand.

use std::collections::BTreeMap;

use outrider_model::change::CustomerAdded;
use outrider_model::id::{ActivityTypeId, SiteId};
use outrider_model::place::{Fence, Fix, Position};
use outrider_model::record::{Priority, Site};
use uuid::Uuid;

use super::Phone;
use crate::command::task::NewTask;
use crate::store::DraftContent;

/// Where everything happens, as it is written.
pub(super) const PLACE: [&str; 2] = ["525212345", "134098765"];

/// Words that nobody else writes.
#[derive(Default)]
pub(super) struct Canaries(pub(super) Vec<String>);

impl Canaries {
    fn next(&mut self) -> String {
        let word = format!("zq{:02}canary", self.0.len());
        self.0.push(word.clone());
        word
    }

    /// Writes a word into every field of everything that a rep writes, four times.
    pub(super) fn written(phone: &Phone) -> Canaries {
        let mut words = Canaries::default();
        (0..4).for_each(|_| words.write(phone));
        words
    }

    fn write(&mut self, phone: &Phone) {
        let app = &phone.app;
        let position = Position::new(525_212_345, 134_098_765).unwrap();
        let site = Site {
            name: self.next(),
            at: position,
            fence: Fence { radius_mm: 100_000 },
        };
        let customer = app.add_customer(CustomerAdded {
            name: self.next(),
            code: self.next(),
            phone: self.next(),
            email: format!("{}@example.org", self.next()),
            address: self.next(),
            about: self.next(),
            owner: Some(super::server::ANNA),
            sites: BTreeMap::from([(SiteId(Uuid::from_u128(77)), site)]),
            tags: BTreeMap::from([(self.next(), true)]),
            custom: BTreeMap::from([("field".to_owned(), self.next())]),
            import: None,
        });
        let customer = customer.unwrap().value;
        let own = NewTask {
            title: self.next(),
            details: self.next(),
            activity: ActivityTypeId(Uuid::from_u128(7)),
            customer: Some(customer),
            plan_day: None,
            window: None,
            priority: Priority::default(),
        };
        app.assign_own_task(own).unwrap();
        let given = phone.net.server().assign(&self.next());
        phone.syncs();
        let fix = Fix {
            position,
            accuracy_mm: 5_000,
            mock: false,
            provider: self.next(),
            at: super::server::BEGIN,
            since_boot: None,
        };
        app.decline_task(given, &self.next(), Some(fix)).unwrap();
        let mut content = || DraftContent {
            customer: Some(customer),
            met: self.next(),
            body: self.next(),
            ..DraftContent::default()
        };
        app.write_note(None, content(), None).unwrap();
        app.type_note(None, &content()).unwrap();
    }
}
