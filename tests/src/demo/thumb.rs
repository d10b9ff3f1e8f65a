//! What a thumb can do on a phone: one act at a time, each through the app as a screen would.

use std::path::PathBuf;
use std::sync::Arc;

use outrider_core::app::{App, Config};
use outrider_core::clock::Clock;
use outrider_core::command::note::NextStepToMake;
use outrider_core::error::Result;
use outrider_core::transact::{DraftContent, Saved};
use outrider_model::change::CheckedIn;
use outrider_model::id::{CheckInId, CustomerId, NoteId, TaskId};
use outrider_model::place::{Fix, Position};
use outrider_model::record::{Field, Priority, built_in_id};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use crate::world::now;

/// One act of a thumb, or of the world around the phone.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) enum Act {
    /// The app is opened; its clock is wrong by so many seconds.
    Open { folder: PathBuf, skew: i64 },
    /// A code is scanned.
    Enrol { server: String, code: String },
    /// The phone has signal for a moment.
    Sync,
    /// "I am on it."
    Start { task: Uuid },
    /// "Done."
    Complete { task: Uuid },
    /// "Not done, because …"
    NotDone { task: Uuid, reason: String },
    /// A tap by mistake is taken back.
    Reopen { task: Uuid },
    /// "I am here."
    CheckIn {
        customer: Uuid,
        task: Option<Uuid>,
        at: Option<(i32, i32)>,
        is_mock: bool,
    },
    /// "I leave."
    CheckOut { check_in: Uuid },
    /// A note is written and closed; a next step makes a task.
    Write {
        customer: Option<Uuid>,
        task: Option<Uuid>,
        body: String,
        next: Option<String>,
    },
    /// Words are put before or behind those of a note.
    Reword {
        note: Uuid,
        before: String,
        behind: String,
    },
    /// A field of a customer is corrected.
    Correct {
        customer: Uuid,
        field: String,
        value: String,
    },
    /// A note is begun and not closed.
    Type {
        customer: Option<Uuid>,
        body: String,
    },
}

/// What came of an act.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Done {
    /// The record that it made or wrote.
    pub(super) id: Option<Uuid>,
    /// How many changes still wait on the phone, after a sync.
    pub(super) waiting: u64,
    /// Why it did not work; nothing was then saved.
    pub(super) failure: Option<String>,
}

/// A thumb on a phone.
#[derive(Default)]
pub(super) struct Thumb {
    app: Option<App>,
}

impl Thumb {
    /// Does one act.
    pub(super) fn act(&mut self, act: &Act) -> Done {
        let done = match act {
            Act::Open { folder, skew } => self.open(folder.clone(), *skew),
            Act::Enrol { server, code } => self.app().enrol(server, code).map(|_| Done::default()),
            Act::Sync => self.sync(),
            Act::Start { task } => tapped(self.app().start_task(TaskId(*task), None), *task),
            Act::Complete { task } => tapped(self.app().complete_task(TaskId(*task), None), *task),
            Act::NotDone { task, reason } => {
                tapped(self.app().task_not_done(TaskId(*task), reason, None), *task)
            }
            Act::Reopen { task } => tapped(self.app().reopen_task(TaskId(*task), None), *task),
            Act::CheckIn {
                customer,
                task,
                at,
                is_mock,
            } => self.check_in(*customer, *task, at.map(|at| fix(at, *is_mock))),
            Act::CheckOut { check_in } => {
                tapped(self.app().check_out(CheckInId(*check_in), None), *check_in)
            }
            Act::Write {
                customer,
                task,
                body,
                next,
            } => self.write(*customer, *task, body, next.as_deref()),
            Act::Reword {
                note,
                before,
                behind,
            } => self.reword(NoteId(*note), before, behind),
            Act::Correct {
                customer,
                field,
                value,
            } => {
                let set = [(Field::from(field.as_str()), Value::String(value.clone()))].into();
                tapped(
                    self.app().edit_customer(CustomerId(*customer), set),
                    *customer,
                )
            }
            Act::Type { customer, body } => self.keep(*customer, body),
        };
        done.unwrap_or_else(|error| Done {
            failure: Some(error.to_string()),
            ..Done::default()
        })
    }

    fn app(&self) -> &App {
        self.app.as_ref().expect("the app was opened")
    }

    fn open(&mut self, folder: PathBuf, skew: i64) -> Result<Done> {
        let mut config = Config::new(folder, "Europe/Berlin");
        config.clock = Arc::new(Skewed {
            clock: config.clock,
            by: skew * 1_000_000,
        });
        self.app = Some(App::open(config)?);
        Ok(Done::default())
    }

    fn sync(&self) -> Result<Done> {
        let report = self.app().sync_now()?;
        let waiting = self.app().sync_status()?.waiting;
        let failure = report.failure.map(|failure| format!("{failure:?}"));
        Ok(Done {
            id: None,
            waiting,
            failure,
        })
    }

    fn check_in(&self, customer: Uuid, task: Option<Uuid>, fix: Option<Fix>) -> Result<Done> {
        let arrived = CheckedIn {
            customer: CustomerId(customer),
            site: None,
            task: task.map(TaskId),
            fix,
        };
        let saved = self.app().check_in(arrived)?;
        Ok(made(saved.value.0))
    }

    fn write(
        &self,
        customer: Option<Uuid>,
        task: Option<Uuid>,
        body: &str,
        next: Option<&str>,
    ) -> Result<Done> {
        let organisation = self
            .app()
            .profile()?
            .expect("the phone is enrolled")
            .organisation;
        let next = next.map(|title| NextStepToMake {
            title: title.to_owned(),
            activity: built_in_id(organisation, "follow_up"),
            plan_day: None,
            priority: Priority::Normal,
        });
        let content = content(customer, task, body);
        Ok(made(self.app().write_note(None, content, next)?.value.0))
    }

    fn reword(&self, note: NoteId, before: &str, behind: &str) -> Result<Done> {
        let mut content = self.app().open_note(note)?.value.content;
        content.body = format!("{before}{}{behind}", content.body);
        self.app().edit_note(note, &content)?;
        Ok(made(note.0))
    }

    fn keep(&self, customer: Option<Uuid>, body: &str) -> Result<Done> {
        Ok(made(
            self.app()
                .type_note(None, &content(customer, None, body))?
                .value
                .0,
        ))
    }
}

fn content(customer: Option<Uuid>, task: Option<Uuid>, body: &str) -> DraftContent {
    DraftContent {
        customer: customer.map(CustomerId),
        task: task.map(TaskId),
        body: body.to_owned(),
        ..DraftContent::default()
    }
}

fn made(id: Uuid) -> Done {
    Done {
        id: Some(id),
        ..Done::default()
    }
}

fn tapped<T>(saved: Result<Saved<T>>, id: Uuid) -> Result<Done> {
    saved.map(|_| made(id))
}

fn fix((lat, lon): (i32, i32), is_mock: bool) -> Fix {
    Fix {
        position: Position::new(lat.into(), lon.into()).expect("a place on this earth"),
        accuracy_mm: 12_000,
        mock: is_mock,
        provider: "gps".to_owned(),
        at: now(),
        since_boot: None,
    }
}

/// A clock that is wrong.
struct Skewed {
    clock: Arc<dyn Clock>,
    by: i64,
}

impl Clock for Skewed {
    fn wall(&self) -> i64 {
        self.clock.wall() + self.by
    }

    fn monotonic(&self) -> i64 {
        self.clock.monotonic()
    }

    fn boot(&self) -> Uuid {
        self.clock.boot()
    }

    fn zone(&self) -> String {
        self.clock.zone()
    }

    fn offset(&self) -> i32 {
        self.clock.offset()
    }
}
