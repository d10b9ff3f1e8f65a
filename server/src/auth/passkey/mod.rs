//! Passkeys (WebAuthn): made by a person who is signed in, and shown at sign-in, either alone or
//! after the password. All of it blocks on the store.
//!
//! # Where to start
//! - [`Passkeys`]: what is asked of a browser, and what follows from its answer.
//! - `verify`: what must hold.
//! - `authenticator`, `cbor`: the bytes in between.

mod authenticator;
mod cbor;
mod enter;
mod question;
#[cfg(test)]
mod tests;
mod verify;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use outrider_model::id::{OrganisationId, PersonId};
use serde::{Deserialize, Serialize};
use thiserror::Error;
use utoipa::ToSchema;
use uuid::Uuid;

use super::public_key::letters;
use super::secret::Secret;
use crate::error::ServerError;
use crate::seam::Seams;
use crate::store::{Credential, CredentialKind, Purpose, Store, StoreError, Ticket};
use verify::{Act, Kept};

use question::Descriptor;

pub use enter::Added;
pub use question::{Creation, Question};
pub use verify::{Site, Wrong};

/// How long a challenge can be answered, in microseconds: five minutes.
pub const CHALLENGE_LIFE: i64 = 300 * 1_000_000;
/// The same, as browsers are told it: milliseconds.
const PATIENCE: i64 = CHALLENGE_LIFE / 1000;
/// The most passkeys of one person.
const MOST: usize = 20;
/// The longest name of a passkey, in letters.
const LONGEST_NAME: usize = 80;

/// Why a passkey was not taken.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PasskeyError {
    /// What the browser brought does not hold.
    #[error("it does not hold: {0}")]
    Wrong(#[from] Wrong),
    /// The server could not do it.
    #[error(transparent)]
    Failed(#[from] ServerError),
}

impl From<StoreError> for PasskeyError {
    fn from(error: StoreError) -> Self {
        PasskeyError::Failed(error.into())
    }
}

/// A new passkey, as a browser sends it (`PublicKeyCredential.toJSON()`).
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[schema(as = PasskeyCreated)]
pub struct Created {
    /// The credential's id.
    #[serde(rename = "rawId", with = "letters")]
    #[schema(value_type = String)]
    pub id: Vec<u8>,
    /// What the authenticator said.
    pub response: CreatedResponse,
}

/// What an authenticator says of a new passkey.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[schema(as = PasskeyCreatedResponse)]
pub struct CreatedResponse {
    /// What the browser adds.
    #[serde(rename = "clientDataJSON", with = "letters")]
    #[schema(value_type = String)]
    pub client_data: Vec<u8>,
    /// The key, and statements about it.
    #[serde(rename = "attestationObject", with = "letters")]
    #[schema(value_type = String)]
    pub attestation: Vec<u8>,
    /// How the authenticator is reached.
    #[serde(default)]
    pub transports: Vec<String>,
}

/// An answer by a passkey, as a browser sends it.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[schema(as = PasskeyAnswer)]
pub struct Answer {
    /// The credential's id.
    #[serde(rename = "rawId", with = "letters")]
    #[schema(value_type = String)]
    pub id: Vec<u8>,
    /// What the authenticator said.
    pub response: AnswerResponse,
}

/// What an authenticator says to a challenge.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[schema(as = PasskeyAnswerResponse)]
pub struct AnswerResponse {
    /// What the browser adds.
    #[serde(rename = "clientDataJSON", with = "letters")]
    #[schema(value_type = String)]
    pub client_data: Vec<u8>,
    /// What it signed beside that.
    #[serde(rename = "authenticatorData", with = "letters")]
    #[schema(value_type = String)]
    pub data: Vec<u8>,
    /// The signature.
    #[serde(with = "letters")]
    #[schema(value_type = String)]
    pub signature: Vec<u8>,
    /// Whose passkey it is, as the authenticator remembers.
    #[serde(default, rename = "userHandle")]
    pub user: Option<String>,
}

/// One passkey, as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Passkey)]
pub struct Listed {
    /// Names it.
    pub id: Uuid,
    /// What its owner calls it.
    pub name: String,
    /// When it was made, microseconds since 1970 (UTC).
    pub made: i64,
    /// When it was last used.
    #[schema(required)]
    pub used: Option<i64>,
    /// Whether it was copied to the owner's other devices.
    pub backed_up: bool,
}

/// What a challenge was made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Step {
    Create,
    Alone,
    Second,
}

/// Passkeys of one site.
#[derive(Clone)]
pub struct Passkeys<'a> {
    /// Where everything is kept.
    pub store: &'a dyn Store,
    /// Time and randomness.
    pub seams: &'a Seams,
    /// What browsers must say.
    pub site: Site,
}

impl Passkeys<'_> {
    /// Returns what a browser is to be asked so that it makes a passkey.
    ///
    /// # Errors
    /// [`ServerError::Conflict`] when the person has as many as anybody may; nothing is then made.
    pub fn ask_to_create(
        &self,
        organisation: OrganisationId,
        person: PersonId,
        (login, name): (&str, &str),
    ) -> Result<Creation, ServerError> {
        let known = self.of(organisation, person)?;
        if known.len() >= MOST {
            let why = format!("nobody has more than {MOST} passkeys");
            return Err(ServerError::Conflict(why));
        }
        let challenge = self.challenge(organisation, Some(person), Step::Create)?;
        Ok(Creation::new(
            &self.site,
            challenge,
            (user(person), login, name),
            descriptors(&known),
        ))
    }

    /// Takes a new passkey.
    ///
    /// # Errors
    /// [`PasskeyError::Wrong`] when it does not hold, [`ServerError::Conflict`] when it is known
    /// here already, [`ServerError::Invalid`] for its name; nothing is then kept.
    pub fn create(
        &self,
        organisation: OrganisationId,
        person: PersonId,
        name: &str,
        created: &Created,
    ) -> Result<Listed, PasskeyError> {
        let name = admit_name(name)?;
        let client_data = &created.response.client_data;
        let challenge = verify::challenge(client_data, Act::Create, &self.site)?;
        let ticket = self.spend(organisation, &challenge, Step::Create)?;
        if ticket.person != Some(person) {
            return Err(Wrong::Challenge.into());
        }
        let (made, said) = verify::created(&created.response.attestation, &self.site)?;
        if made.id != created.id {
            return Err(Wrong::Form.into());
        }
        let transports = created.response.transports.iter();
        let kept = Kept {
            key: made.key,
            counter: said.counter,
            eligible: said.is_eligible,
            backed_up: said.is_backed_up,
            transports: transports
                .filter(|word| is_plain_word(word))
                .take(8)
                .cloned()
                .collect(),
        };
        let credential = Credential {
            id: self.seams.id().map_err(ServerError::from)?,
            person,
            kind: CredentialKind::Passkey,
            name,
            handle: made.id,
            data: serde_json::to_string(&kept).map_err(ServerError::internal)?,
            made: self.seams.clock.wall(),
            used: None,
        };
        match self.store.save_credential(organisation, &credential) {
            Ok(()) => Ok(listed(&credential, &kept)),
            Err(StoreError::Taken(_)) => {
                let why = "this passkey is known here already".to_owned();
                Err(ServerError::Conflict(why).into())
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Returns what a browser is to be asked so that somebody signs in with a passkey alone. With a
    /// login only that person's counts; strangers do not learn whether there is such a person.
    ///
    /// # Errors
    /// [`ServerError`] when the store fails; there is then no challenge.
    pub fn ask_alone(
        &self,
        organisation: OrganisationId,
        login: Option<&str>,
    ) -> Result<Question, ServerError> {
        let person = match login {
            None => None,
            Some(login) => {
                let account = self
                    .store
                    .account(organisation, &login.trim().to_lowercase())?;
                // A person who never was: no answer can be right.
                Some(account.map_or(PersonId(Uuid::nil()), |account| account.person))
            }
        };
        let challenge = self.challenge(organisation, person, Step::Alone)?;
        Ok(self.question(challenge, &[], "required"))
    }

    /// Returns what a browser is to be asked after the password was right.
    ///
    /// # Errors
    /// [`ServerError`] when the store fails; there is then no challenge.
    pub fn ask_second(
        &self,
        organisation: OrganisationId,
        person: PersonId,
    ) -> Result<Question, ServerError> {
        let known = self.of(organisation, person)?;
        let challenge = self.challenge(organisation, Some(person), Step::Second)?;
        Ok(self.question(challenge, &known, "preferred"))
    }

    /// Returns the organisation and the person who showed a passkey and proved to it who he is.
    ///
    /// # Errors
    /// [`PasskeyError::Wrong`] when the answer does not hold; its challenge is then spent.
    pub fn answer_alone(
        &self,
        answer: &Answer,
    ) -> Result<(OrganisationId, PersonId), PasskeyError> {
        let client_data = &answer.response.client_data;
        let challenge = verify::challenge(client_data, Act::Get, &self.site)?;
        let organisation = Secret::from_token(&challenge).organisation();
        let organisation = organisation.ok_or(Wrong::Challenge)?;
        // One that there is: a token may name any.
        if let Err(StoreError::NoSuchOrganisation) = self.store.head(organisation) {
            return Err(Wrong::Challenge.into());
        }
        let ticket = self.spend(organisation, &challenge, Step::Alone)?;
        if answer.response.user.is_none() {
            return Err(Wrong::Credential.into());
        }
        let person = self.answered(organisation, ticket.person, answer, true)?;
        Ok((organisation, person))
    }

    /// Returns the challenge that an answer states, as far as it states one.
    fn challenged(&self, answer: &Answer) -> Option<Secret> {
        let client_data = &answer.response.client_data;
        let stated = verify::challenge(client_data, Act::Get, &self.site);
        stated.ok().map(|challenge| Secret::from_token(&challenge))
    }

    /// Holds the passkey that a person shows after the password.
    ///
    /// # Errors
    /// [`PasskeyError::Wrong`] when the answer does not hold; its challenge is then spent.
    pub fn answer_second(
        &self,
        organisation: OrganisationId,
        person: PersonId,
        answer: &Answer,
    ) -> Result<(), PasskeyError> {
        let client_data = &answer.response.client_data;
        let challenge = verify::challenge(client_data, Act::Get, &self.site)?;
        let ticket = self.spend(organisation, &challenge, Step::Second)?;
        if ticket.person != Some(person) {
            return Err(Wrong::Challenge.into());
        }
        self.answered(organisation, Some(person), answer, false)?;
        Ok(())
    }

    /// Gives a passkey another name.
    ///
    /// # Errors
    /// [`ServerError::NotFound`] when the person has none of this id, [`ServerError::Invalid`] for
    /// the name; it then stays as it was.
    pub fn rename(
        &self,
        organisation: OrganisationId,
        person: PersonId,
        id: Uuid,
        name: &str,
    ) -> Result<Listed, ServerError> {
        let name = admit_name(name)?;
        let known = self.of(organisation, person)?;
        let found = known.into_iter().find(|(one, _)| one.id == id);
        let (mut credential, kept) = found.ok_or(ServerError::NotFound)?;
        credential.name = name;
        self.store.save_credential(organisation, &credential)?;
        Ok(listed(&credential, &kept))
    }

    fn of(
        &self,
        organisation: OrganisationId,
        person: PersonId,
    ) -> Result<Vec<(Credential, Kept)>, ServerError> {
        let all = self.store.credentials(organisation, person)?;
        all.into_iter()
            .filter(|one| one.kind == CredentialKind::Passkey)
            .map(|one| {
                let kept = serde_json::from_str(&one.data).map_err(ServerError::internal)?;
                Ok((one, kept))
            })
            .collect()
    }

    fn challenge(
        &self,
        organisation: OrganisationId,
        person: Option<PersonId>,
        step: Step,
    ) -> Result<String, ServerError> {
        let challenge = Secret::token(self.seams, organisation)?;
        let now = self.seams.clock.wall();
        self.store.save_ticket(&Ticket {
            organisation,
            hash: challenge.digest(),
            purpose: Purpose::Challenge,
            person,
            data: serde_json::to_string(&step).map_err(ServerError::internal)?,
            made: now,
            expires: now.saturating_add(CHALLENGE_LIFE),
        })?;
        Ok(URL_SAFE_NO_PAD.encode(challenge.reveal()))
    }

    fn spend(
        &self,
        organisation: OrganisationId,
        challenge: &str,
        step: Step,
    ) -> Result<Ticket, PasskeyError> {
        let digest = Secret::from_token(challenge).digest();
        let now = self.seams.clock.wall();
        let spent = self
            .store
            .spend_ticket(organisation, &Purpose::Challenge, &digest, now)?;
        let meant = serde_json::to_string(&step).map_err(ServerError::internal)?;
        let spent = spent.filter(|ticket| ticket.data == meant);
        Ok(spent.ok_or(Wrong::Challenge)?)
    }

    fn question(
        &self,
        challenge: String,
        known: &[(Credential, Kept)],
        verified: &'static str,
    ) -> Question {
        Question {
            allow_credentials: descriptors(known),
            challenge,
            rp_id: self.site.rp.clone(),
            timeout: PATIENCE,
            user_verification: verified,
        }
    }

    fn answered(
        &self,
        organisation: OrganisationId,
        expected: Option<PersonId>,
        answer: &Answer,
        must_verify: bool,
    ) -> Result<PersonId, PasskeyError> {
        let kind = CredentialKind::Passkey;
        let found = self.store.credential(organisation, &kind, &answer.id)?;
        let credential = found.ok_or(Wrong::Credential)?;
        let person = credential.person;
        let response = &answer.response;
        let is_named = response
            .user
            .as_ref()
            .is_none_or(|named| *named == user(person));
        if expected.is_some_and(|expected| expected != person) || !is_named {
            return Err(Wrong::Credential.into());
        }
        let kept: Kept = serde_json::from_str(&credential.data).map_err(ServerError::internal)?;
        let shown = (
            response.client_data.as_slice(),
            response.data.as_slice(),
            response.signature.as_slice(),
        );
        let next = verify::answered(&kept, &self.site, shown, must_verify);
        if next == Err(Wrong::Counter) {
            tracing::warn!(credential = %credential.id, "a passkey's counter went back: there is a copy");
        }
        let data = serde_json::to_string(&next?).map_err(ServerError::internal)?;
        let now = self.seams.clock.wall();
        // Of two who show the same counter at once, one is let in.
        if !self
            .store
            .use_credential(organisation, &credential, &data, now)?
        {
            return Err(Wrong::Counter.into());
        }
        Ok(person)
    }
}

fn user(person: PersonId) -> String {
    URL_SAFE_NO_PAD.encode(person.0.as_bytes())
}

fn descriptors(known: &[(Credential, Kept)]) -> Vec<Descriptor> {
    let one = |(credential, kept): &(Credential, Kept)| Descriptor {
        id: URL_SAFE_NO_PAD.encode(&credential.handle),
        transports: kept.transports.clone(),
        kind: "public-key",
    };
    known.iter().map(one).collect()
}

fn listed(credential: &Credential, kept: &Kept) -> Listed {
    Listed {
        id: credential.id,
        name: credential.name.clone(),
        made: credential.made,
        used: credential.used,
        backed_up: kept.backed_up,
    }
}

fn admit_name(name: &str) -> Result<String, ServerError> {
    let name = name.trim();
    let length = name.chars().count();
    if length == 0 || length > LONGEST_NAME || name.chars().any(char::is_control) {
        let why = format!("a passkey's name has 1 to {LONGEST_NAME} letters");
        return Err(ServerError::invalid("name", why));
    }
    Ok(name.to_owned())
}

fn is_plain_word(word: &str) -> bool {
    (1..=16).contains(&word.len())
        && word
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte == b'-')
}
