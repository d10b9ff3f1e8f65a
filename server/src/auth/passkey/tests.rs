//! How long a challenge can be answered. What holds of an answer is tried over HTTP.

use std::sync::Arc;

use outrider_model::id::EpochId;

use serde_json::json;

use super::*;
use crate::clock::FixedClock;
use crate::rng::SystemRng;
use crate::store::Tenant;
use crate::store::sqlite::Sqlite;

#[test]
fn a_challenge_can_be_answered_for_five_minutes_and_once() {
    let folder = tempfile::tempdir().unwrap();
    let store = Sqlite::open(folder.path()).unwrap();
    let clock = Arc::new(FixedClock::at(1_772_452_800_000_000));
    let seams = Seams {
        clock: Arc::clone(&clock) as _,
        rng: Arc::new(SystemRng),
    };
    let organisation = OrganisationId(seams.id().unwrap());
    let slug = "acme".to_owned();
    let tenant = Tenant {
        id: organisation,
        slug,
    };
    store.found(&tenant, EpochId(seams.id().unwrap())).unwrap();
    let site = Site {
        rp: "localhost".to_owned(),
        origin: "http://localhost:1".to_owned(),
    };
    let passkeys = Passkeys {
        store: &store,
        seams: &seams,
        site,
    };
    let answer = |asked: &Question| {
        let said = json!({
            "type": "webauthn.get", "challenge": asked.challenge(), "origin": "http://localhost:1",
        });
        let response = json!({
            "clientDataJSON": URL_SAFE_NO_PAD.encode(said.to_string()),
            "authenticatorData": "", "signature": "", "userHandle": "AAAA",
        });
        let answer = json!({ "rawId": "AAAA", "response": response });
        passkeys.answer_alone(&serde_json::from_value(answer).unwrap())
    };
    let ask = || passkeys.ask_alone(organisation, None).unwrap();
    // In time it is the credential that is not known; afterwards the challenge.
    let (first, second, third) = (ask(), ask(), ask());
    assert_eq!(answer(&first), Err(Wrong::Credential.into()));
    assert_eq!(answer(&first), Err(Wrong::Challenge.into()));
    clock.advance(CHALLENGE_LIFE - 1);
    assert_eq!(answer(&second), Err(Wrong::Credential.into()));
    clock.advance(1);
    assert_eq!(answer(&third), Err(Wrong::Challenge.into()));
}
