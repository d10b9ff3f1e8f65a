//! An open profile: how it is opened, enrolled, synced and watched.

use std::sync::Arc;

use outrider_core::app::{App, Handover, HandoverState, LookAgain, SyncReport, TakenOver};
use outrider_core::error::Result as CoreResult;
use outrider_core::observe::Subscription;
use outrider_core::query::Profile;
use outrider_core::store::DayUsage;
use outrider_core::sync::Status as SyncStatus;
use outrider_core::transact::Saved;
use outrider_core::view::{Notice, Quiet};

use crate::Observer;
use crate::PhoneConfig;
use crate::Result;
use crate::guard::{guard, tell};

/// An open profile.
#[derive(uniffi::Object)]
pub struct Phone {
    app: App,
}

impl Phone {
    /// Asks the core, or has it do something.
    pub(crate) fn ask<T>(&self, question: impl FnOnce(&App) -> CoreResult<T>) -> Result<T> {
        guard(|| question(&self.app))
    }

    /// Taps; what the phone thinks that the server will say stands in the views.
    pub(crate) fn tap<T>(&self, tap: impl FnOnce(&App) -> CoreResult<Saved<T>>) -> Result<T> {
        guard(|| tap(&self.app).map(|saved| saved.value))
    }
}

#[uniffi::export]
impl Phone {
    /// Opens a profile. Needs no session and no network.
    #[uniffi::constructor]
    pub fn open(config: PhoneConfig) -> Result<Arc<Phone>> {
        guard(|| App::open(config.into()).map(|app| Arc::new(Phone { app })))
    }

    /// Enrols the profile at a server with a one-time code, for the first time or again.
    pub fn enrol(&self, server: String, code: String) -> Result<Profile> {
        self.ask(|app| app.enrol(&server, &code))
    }

    /// Ends the session on this phone; everything that was written stays.
    pub fn sign_out(&self) -> Result<()> {
        self.ask(|app| app.sign_out())
    }

    /// Puts aside what is told of the person's phone before this one.
    pub fn dismiss_former(&self) -> Result<()> {
        self.ask(|app| app.dismiss_former())
    }

    /// Returns whose profile this is; none before it is enrolled.
    pub fn profile(&self) -> Result<Option<Profile>> {
        self.ask(|app| app.profile())
    }

    /// Leaves what the server does not have for a new phone, and returns what the screen shows it.
    pub fn begin_handover(&self) -> Result<Handover> {
        self.ask(|app| app.begin_handover())
    }

    /// Asks how the handover that this phone began stands.
    pub fn handover_state(&self) -> Result<HandoverState> {
        self.ask(|app| app.handover_state())
    }

    /// Lets go of everything on this phone, once the new one holds it.
    pub fn finish_handover(&self) -> Result<()> {
        self.ask(|app| app.finish_handover())
    }

    /// Makes this phone the new one, by what the old one's screen shows.
    pub fn take_over(&self, label: String) -> Result<TakenOver> {
        self.ask(|app| app.take_over(&label))
    }

    /// Syncs until there is nothing more to do, or something fails.
    pub fn sync_now(&self) -> Result<SyncReport> {
        self.ask(|app| app.sync_now())
    }

    /// Begins to sync by itself.
    pub fn start(&self) -> Result<()> {
        self.ask(|app| app.start())
    }

    /// Ends the sync by itself; what was not sent is sent later.
    pub fn stop(&self) -> Result<()> {
        self.ask(|app| {
            app.stop();
            Ok(())
        })
    }

    /// Says that the system believes that there is a network, or that there is none.
    pub fn set_connectivity(&self, is_connected: bool) -> Result<()> {
        self.ask(|app| {
            app.set_connectivity(is_connected);
            Ok(())
        })
    }

    /// Says that the app came before its user.
    pub fn came_to_foreground(&self) -> Result<()> {
        self.ask(|app| {
            app.came_to_foreground();
            Ok(())
        })
    }

    /// Says that the app left its user: what is typed becomes changes, and the system is asked for the next wake-up.
    pub fn went_to_background(&self) -> Result<()> {
        self.ask(|app| app.went_to_background())
    }

    /// Syncs once in the background, for some seconds at most, and asks for the next wake-up.
    pub fn woken(&self) -> Result<SyncReport> {
        self.ask(|app| app.woken())
    }

    /// Returns what is to be told as notifications and was not told yet; nothing in quiet hours.
    pub fn notices(&self, quiet: Option<Quiet>) -> Result<Vec<Notice>> {
        self.ask(|app| app.notices(quiet))
    }

    /// Notes that notices were told.
    pub fn told(&self, ids: Vec<String>) -> Result<()> {
        self.ask(|app| app.told(&ids))
    }

    /// Returns how much is on this phone alone.
    pub fn unsent(&self) -> Result<u64> {
        self.ask(|app| app.unsent())
    }

    /// Returns what the app used on each of the last 30 days.
    pub fn usage(&self) -> Result<Vec<DayUsage>> {
        self.ask(|app| app.usage())
    }

    /// Writes what a person can send to whoever helps him; no name, text or place is in it.
    pub fn diagnostics(&self) -> Result<String> {
        self.ask(|app| Ok(app.diagnostics()))
    }

    /// Returns how the sync stands.
    pub fn sync_status(&self) -> Result<SyncStatus> {
        self.ask(|app| app.sync_status())
    }

    /// Adds an observer, until it is let go by the number that this returns.
    pub fn observe(&self, observer: Arc<dyn Observer>) -> Result<u64> {
        self.ask(|app| {
            let told = move |news: &LookAgain| tell(|| observer.look_again(news.clone()));
            Ok(app.observe(told).number())
        })
    }

    /// Lets an observer go; it may still be told what was on its way.
    pub fn unobserve(&self, subscription: u64) -> Result<()> {
        self.ask(|app| {
            app.unobserve(Subscription::of(subscription));
            Ok(())
        })
    }
}
