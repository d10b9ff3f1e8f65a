//! The screen of the enrolment.

use outrider_model::id::{DeviceId, OrganisationId, PersonId};
use outrider_model::wire::FormerPhone;
use serde::Serialize;

use crate::query::{EnrolmentFacts, Wiped};

/// Whose phone this is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct EnrolmentView {
    /// Whether it is somebody's, and may sync.
    pub state: EnrolmentState,
    /// Who is enrolled, once somebody is.
    pub person: Option<PersonId>,
    /// That person's name.
    pub person_name: String,
    /// The organisation.
    pub organisation: Option<OrganisationId>,
    /// Its name.
    pub organisation_name: String,
    /// The device.
    pub device: Option<DeviceId>,
    /// What its owner calls it.
    pub device_name: String,
    /// The address of the server.
    pub server: String,
    /// How many changes are kept here until the phone may sync again.
    pub waiting: u64,
    /// The person's phone before this one: what it had not sent when it synced last is not here,
    /// unless it hands that over.
    pub former: Option<FormerPhone>,
    /// Why it is nobody's, where it was emptied from afar.
    pub wiped: Option<Wiped>,
}

/// Whether a phone is somebody's, and may sync.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum EnrolmentState {
    /// It is nobody's yet.
    NotEnrolled,
    /// It is enrolled and may sync.
    Enrolled,
    /// It is enrolled, but has to be signed in again before it syncs. All work goes on.
    SignInNeeded,
}

impl EnrolmentView {
    /// Makes the screen of its facts; `needs_sign_in` says whether the session has ended.
    #[must_use]
    pub fn of(facts: &EnrolmentFacts, needs_sign_in: bool) -> EnrolmentView {
        let EnrolmentFacts {
            profile,
            device_name,
            waiting,
            former,
            wiped,
        } = facts.clone();
        let state = match (&profile, needs_sign_in) {
            (None, _) => EnrolmentState::NotEnrolled,
            (Some(_), true) => EnrolmentState::SignInNeeded,
            (Some(_), false) => EnrolmentState::Enrolled,
        };
        EnrolmentView {
            state,
            person: profile.as_ref().map(|profile| profile.person),
            organisation: profile.as_ref().map(|profile| profile.organisation),
            device: profile.as_ref().map(|profile| profile.device),
            person_name: profile
                .as_ref()
                .map(|profile| profile.person_name.clone())
                .unwrap_or_default(),
            organisation_name: profile
                .as_ref()
                .map(|profile| profile.organisation_name.clone())
                .unwrap_or_default(),
            server: profile.map(|profile| profile.server).unwrap_or_default(),
            device_name: device_name.unwrap_or_default(),
            waiting,
            former,
            wiped,
        }
    }
}
