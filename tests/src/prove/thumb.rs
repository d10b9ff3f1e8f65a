//! A rep's thumb: real commands in a seeded order, each with what the book must then hold.

use outrider_core::clock::Clock as _;
use outrider_core::command::note::NextStepToMake;
use outrider_core::command::task::NewTask;
use outrider_core::command::{check_in, customer, note, task, undo};
use outrider_core::error::{Error, Result};
use outrider_core::transact::DraftContent;
use outrider_model::change::{CheckedIn, CustomerAdded, Fields};
use outrider_model::id::{CheckInId, CustomerId, NoteId, RecordId, TaskId};
use outrider_model::record::{Field, Kind, Priority};
use outrider_model::wire::{PushedChange, read_reply};

use super::book::{Said, editor, field};
use super::office::{Office, VISIT};
use super::phone::Phone;
use crate::rng::Rng;

/// What a thumb, or the phone by itself, does in one transaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tap {
    AddCustomer,
    EditCustomer,
    CheckIn,
    CheckOut,
    AssignOwn,
    CompleteTask,
    TypeNote,
    SaveDraft,
    WriteNote,
    EditNote,
    Undo,
    /// The phone puts changes into a request.
    Send,
    /// A reply arrives for what was sent.
    TakePage,
}

impl Tap {
    /// What people do, undo apart.
    pub(super) const SAVES: [Tap; 10] = [
        Tap::AddCustomer,
        Tap::EditCustomer,
        Tap::CheckIn,
        Tap::CheckOut,
        Tap::AssignOwn,
        Tap::CompleteTask,
        Tap::TypeNote,
        Tap::SaveDraft,
        Tap::WriteNote,
        Tap::EditNote,
    ];
}

/// A save that failed, with what it would have said of records that were there before.
#[derive(Debug)]
pub(super) struct Refused {
    pub(super) error: Error,
    pub(super) said: Vec<Said>,
}

/// The thumb, what it has made so far, and the office at the other end.
pub(super) struct Thumb {
    rng: Rng,
    office: Office,
    sent: Vec<PushedChange>,
    /// What the office has made and no page has brought yet.
    planned: Vec<(CustomerId, TaskId)>,
    customers: Vec<CustomerId>,
    tasks: Vec<TaskId>,
    visits: Vec<CheckInId>,
    notes: Vec<NoteId>,
    typed: Vec<NoteId>,
    words: u64,
    /// Told, before it is saved, what a tap will say of a record that was there before.
    intends: fn(&Said),
}

impl Thumb {
    /// Makes the thumb of a seed, with an office that has planned something for it.
    pub(super) fn new(seed: u64, phone: &Phone) -> Thumb {
        let now = phone.clock.wall();
        Thumb {
            rng: Rng::stream(seed, "thumb"),
            office: Office::open(now),
            sent: Vec::new(),
            planned: Vec::new(),
            customers: Vec::new(),
            tasks: Vec::new(),
            visits: Vec::new(),
            notes: Vec::new(),
            typed: Vec::new(),
            words: 0,
            intends: |_| {},
        }
    }

    /// Has somebody told of what is about to be saved.
    pub(super) fn telling(mut self, intends: fn(&Said)) -> Thumb {
        self.intends = intends;
        self
    }

    fn intend(&self, said: &mut Vec<Said>, about: Said) {
        (self.intends)(&about);
        said.push(about);
    }

    /// The office plans customers and a task at each.
    pub(super) fn plan(&mut self, count: u64) {
        for number in 0..count {
            let shop = self.office.adds_customer(&format!("Shop {number}"));
            let visit = self.office.assigns(&format!("Visit {number}"), shop);
            self.planned.push((shop, visit));
        }
    }

    /// Does one thing; returns what the phone has then acknowledged.
    pub(super) fn tap(
        &mut self,
        phone: &Phone,
        tap: Tap,
    ) -> std::result::Result<Vec<Said>, Refused> {
        phone.pause();
        let mut said = Vec::new();
        match self.try_tap(phone, tap, &mut said) {
            Ok(more) => {
                said.extend(more);
                Ok(said)
            }
            Err(error) => {
                // Whether these were written is in doubt: nothing is built on them any more.
                self.typed.clear();
                self.tasks.clear();
                self.visits.clear();
                Err(Refused { error, said })
            }
        }
    }

    /// `said` gets what is known before the save, the answer what is known only after it.
    fn try_tap(&mut self, phone: &Phone, tap: Tap, said: &mut Vec<Said>) -> Result<Vec<Said>> {
        match tap {
            Tap::AddCustomer => self.add_customer(phone),
            Tap::EditCustomer => self.edit_customer(phone, said),
            Tap::CheckIn => self.check_in(phone),
            Tap::CheckOut => self.check_out(phone),
            Tap::AssignOwn => self.assign_own(phone),
            Tap::CompleteTask => self.complete_task(phone, said),
            Tap::TypeNote => self.type_note(phone, said),
            Tap::SaveDraft => self.save_draft(phone),
            Tap::WriteNote => self.write_note(phone, said),
            Tap::EditNote => self.edit_note(phone, said),
            Tap::Undo => self.undo(phone),
            Tap::Send => {
                self.sent = phone.store.next_batch(100, 1 << 20)?.changes;
                Ok(Vec::new())
            }
            Tap::TakePage => {
                let place = phone.store.read(|reader| reader.place())?;
                let now = phone.clock.wall();
                let reply = self.office.exchange(now, &self.sent, &place);
                phone.store.apply_page(&read_reply(&reply)?)?;
                self.sent.clear();
                let (customers, tasks): (Vec<_>, Vec<_>) = self.planned.drain(..).unzip();
                self.customers.extend(customers);
                self.tasks.extend(tasks);
                Ok(Vec::new())
            }
        }
    }

    fn add_customer(&mut self, phone: &Phone) -> Result<Vec<Said>> {
        let name = self.words("Corner shop");
        let added = CustomerAdded {
            name: name.clone(),
            ..CustomerAdded::default()
        };
        let made = customer::add(&phone.door, added)?.value;
        self.customers.push(made);
        Ok(vec![field(made, "name", name)])
    }

    fn edit_customer(&mut self, phone: &Phone, said: &mut Vec<Said>) -> Result<Vec<Said>> {
        let Some(edited) = self.some_customer() else {
            return self.add_customer(phone);
        };
        let phone_number = self.words("+49");
        let set = Fields::from([(Field::from("phone"), phone_number.clone().into())]);
        self.intend(said, field(edited, "phone", phone_number));
        customer::edit(&phone.door, edited, set)?;
        Ok(Vec::new())
    }

    fn check_in(&mut self, phone: &Phone) -> Result<Vec<Said>> {
        let Some(customer) = self.some_customer() else {
            return self.add_customer(phone);
        };
        let arrived = CheckedIn {
            customer,
            site: None,
            task: None,
            fix: None,
        };
        let visit = check_in::arrive(&phone.door, arrived)?.value;
        self.visits.push(visit);
        Ok(vec![field(visit, "customer", customer.to_string())])
    }

    fn check_out(&mut self, phone: &Phone) -> Result<Vec<Said>> {
        let Some(visit) = self.visits.last().copied() else {
            return self.check_in(phone);
        };
        check_in::leave(&phone.door, visit, None)?;
        self.visits.pop();
        Ok(Vec::new())
    }

    fn assign_own(&mut self, phone: &Phone) -> Result<Vec<Said>> {
        let title = self.words("Call back");
        let new = NewTask {
            title: title.clone(),
            details: self.words("Because"),
            activity: VISIT,
            customer: self.some_customer(),
            plan_day: None,
            window: None,
            priority: Priority::Normal,
        };
        let made = task::assign_own(&phone.door, new)?.value;
        self.tasks.push(made);
        Ok(vec![field(made, "title", title)])
    }

    fn complete_task(&mut self, phone: &Phone, said: &mut Vec<Said>) -> Result<Vec<Said>> {
        let Some(done) = self.tasks.last().copied() else {
            return self.assign_own(phone);
        };
        self.intend(said, field(done, "status", "done"));
        task::complete(&phone.door, done, None)?;
        self.tasks.pop();
        Ok(Vec::new())
    }

    fn type_note(&mut self, phone: &Phone, said: &mut Vec<Said>) -> Result<Vec<Said>> {
        let known = self
            .typed
            .last()
            .copied()
            .filter(|_| self.rng.per_mille(600));
        let content = self.content("They think about");
        if let Some(known) = known {
            self.intend(said, editor(known, Some(&content.body)));
        }
        let note = note::keep(&phone.door, known, &content)?.value;
        if known.is_none() {
            self.typed.push(note);
        }
        Ok(vec![editor(note, Some(&content.body))])
    }

    fn save_draft(&mut self, phone: &Phone) -> Result<Vec<Said>> {
        let Some(typed) = self.typed.last().copied() else {
            return self.type_note(phone, &mut Vec::new());
        };
        note::save_draft(&phone.door, typed)?;
        Ok(Vec::new())
    }

    fn write_note(&mut self, phone: &Phone, said: &mut Vec<Said>) -> Result<Vec<Said>> {
        let typed = self.typed.last().copied();
        let content = self.content("They like");
        let title = self.words("Send the offer");
        let next = NextStepToMake {
            title: title.clone(),
            activity: VISIT,
            plan_day: None,
            priority: Priority::High,
        };
        if let Some(typed) = typed {
            self.intend(said, editor(typed, None));
        }
        let body = content.body.clone();
        let saved = note::write(&phone.door, typed, content, Some(next))?;
        self.typed.retain(|note| Some(*note) != typed);
        self.notes.push(saved.value);
        let made = saved.changed.records.iter();
        let tasks: Vec<TaskId> = made
            .filter(|(_, kind)| **kind == Kind::Task)
            .map(|(id, _)| TaskId(id.0))
            .collect();
        let mut said = vec![field(saved.value, "body", body), editor(saved.value, None)];
        said.extend(
            tasks
                .iter()
                .map(|task| field(*task, "title", title.clone())),
        );
        self.tasks.extend(tasks);
        Ok(said)
    }

    fn edit_note(&mut self, phone: &Phone, said: &mut Vec<Said>) -> Result<Vec<Said>> {
        let Some(edited) = self.notes.last().copied() else {
            return self.write_note(phone, said);
        };
        let content = self.content("They changed their mind about");
        self.intend(said, field(edited, "body", content.body.clone()));
        note::edit(&phone.door, edited, &content)?;
        Ok(Vec::new())
    }

    /// Takes the last tap back; what it had made is tapped on no more.
    fn undo(&mut self, phone: &Phone) -> Result<Vec<Said>> {
        match undo(&phone.door) {
            Ok(_) | Err(Error::NothingToUndo) => {}
            Err(error) => return Err(error),
        }
        phone.store.read(|reader| {
            let is_here = |id: RecordId| matches!(reader.record(id), Ok(Some(_)));
            self.customers.retain(|id| is_here((*id).into()));
            self.tasks.retain(|id| is_here((*id).into()));
            self.visits.retain(|id| is_here((*id).into()));
            self.notes.retain(|id| is_here((*id).into()));
            Ok(Vec::new())
        })
    }

    fn content(&mut self, about: &str) -> DraftContent {
        DraftContent {
            body: self.words(about),
            customer: self.some_customer(),
            ..DraftContent::default()
        }
    }

    fn some_customer(&mut self) -> Option<CustomerId> {
        (!self.customers.is_empty()).then(|| *self.rng.pick(&self.customers))
    }

    /// Words that were never used before, now and then many of them.
    fn words(&mut self, begin: &str) -> String {
        self.words += 1;
        let long = if self.rng.per_mille(200) { 400 } else { 3 };
        let length = 1 + self.rng.index(long);
        let words: Vec<String> = (0..length)
            .map(|_| format!("{:04x}", self.rng.below(1 << 16)))
            .collect();
        format!("{begin} {}: {}", self.words, words.join(" "))
    }
}
