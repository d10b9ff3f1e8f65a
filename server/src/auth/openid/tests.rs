//! How long one may take on the way. What holds of a provider's word is tried over HTTP.

use outrider_model::id::OrganisationId;
use outrider_model::record::{Organisation, Person, Role};

use super::*;
use crate::auth::registrar::Registrar;
use crate::auth::secret::Secret;
use crate::clock::FixedClock;
use crate::rng::SystemRng;
use crate::seam::Seams;
use crate::store::sqlite::Sqlite;
use crate::store::{Accounts, Settings};
use journey::{STATE_LIFE, TICKET_LIFE};

struct Stage {
    store: Sqlite,
    clock: Arc<FixedClock>,
    seams: Seams,
    organisation: OrganisationId,
    provider: Provider,
    known: Known,
    _folder: tempfile::TempDir,
}

impl Stage {
    fn new() -> Stage {
        let folder = tempfile::tempdir().unwrap();
        let store = Sqlite::open(folder.path()).unwrap();
        let clock = Arc::new(FixedClock::at(1_772_452_800_000_000));
        let seams = Seams {
            clock: Arc::clone(&clock) as _,
            rng: Arc::new(SystemRng),
        };
        let settings = Organisation {
            name: "Acme".to_owned(),
            currency: "EUR".to_owned(),
            zone: "Europe/Berlin".to_owned(),
            hours: Default::default(),
            reasons: Default::default(),
        };
        let registrar = Registrar {
            store: &store,
            seams: &seams,
        };
        let organisation = registrar.found("acme", &settings).unwrap();
        let provider =
            serde_json::json!({ "issuer": "https://login.example.com", "client_id": "outrider" });
        let text = provider.to_string();
        store
            .save_setting(organisation, SETTING, Some(&text))
            .unwrap();
        let described = serde_json::json!({
            "issuer": "https://login.example.com",
            "authorization_endpoint": "https://login.example.com/authorize?tenant=7",
            "token_endpoint": "https://login.example.com/token",
            "jwks_uri": "https://login.example.com/keys",
        });
        let known = Known {
            described: Arc::new(serde_json::from_value(described).unwrap()),
            keys: Arc::default(),
            found: 0,
        };
        Stage {
            provider: serde_json::from_value(provider).unwrap(),
            store,
            clock,
            seams,
            organisation,
            known,
            _folder: folder,
        }
    }

    fn registrar(&self) -> Registrar<'_> {
        Registrar {
            store: &self.store,
            seams: &self.seams,
        }
    }

    /// Sets out, and returns the state with the browser's cookie.
    fn sets_out(&self) -> (Secret, Secret) {
        let redirect = "https://outrider.example.com/v1/openid/return";
        let departure = self
            .registrar()
            .set_out(self.organisation, &self.provider, &self.known, redirect)
            .unwrap();
        let url = reqwest::Url::parse(&departure.location).unwrap();
        let asked: BTreeMap<String, String> = url.query_pairs().into_owned().collect();
        assert_eq!(asked["tenant"], "7", "what the address had stays");
        assert_eq!(asked["redirect_uri"], redirect);
        (Secret::from_token(&asked["state"]), departure.browser)
    }
}

#[test]
fn somebody_may_take_ten_minutes_at_the_provider_and_a_minute_to_fetch_the_session() {
    let stage = Stage::new();
    let registrar = stage.registrar();
    let person = Person {
        name: "Max".to_owned(),
        role: Role::Manager,
        team: None,
        zone: "Europe/Berlin".to_owned(),
        hours: Default::default(),
        revoked: false,
        erased: false,
    };
    let max = registrar.add_person(stage.organisation, person).unwrap();
    registrar
        .set_login(stage.organisation, max, "max@example.com")
        .unwrap();
    let (first, browser) = stage.sets_out();
    let (late, lates) = stage.sets_out();
    stage.clock.advance(STATE_LIFE - 1);
    let (organisation, provider, journey) = registrar.come_back(&first, Some(&browser)).unwrap();
    assert_eq!(organisation, stage.organisation);
    stage.clock.advance(1);
    assert!(matches!(
        registrar.come_back(&late, Some(&lates)),
        Err(JourneyError::Spent)
    ));

    let identity =
        serde_json::json!({ "sub": "7", "email": "Max@Example.com", "email_verified": true });
    let identity: Identity = serde_json::from_value(identity).unwrap();
    let arrive = || {
        registrar
            .arrive(organisation, &provider, &journey, &identity)
            .unwrap()
    };
    let (first, late) = (arrive(), arrive());
    stage.clock.advance(TICKET_LIFE - 1);
    let enter = |ticket: &Secret| registrar.enter_by_ticket(ticket, Some(&browser), "");
    assert!(enter(&first).is_ok());
    stage.clock.advance(1);
    assert!(matches!(enter(&late), Err(JourneyError::Spent)));
}

#[test]
fn a_setting_that_changed_on_the_way_lets_nobody_back() {
    let stage = Stage::new();
    let (state, browser) = stage.sets_out();
    let other = serde_json::json!({ "issuer": "https://evil.example", "client_id": "outrider" });
    let text = other.to_string();
    stage
        .store
        .save_setting(stage.organisation, SETTING, Some(&text))
        .unwrap();
    let back = stage.registrar().come_back(&state, Some(&browser));
    assert!(matches!(back, Err(JourneyError::Spent)));
    let nowhere = Secret::token(&stage.seams, OrganisationId(stage.seams.id().unwrap())).unwrap();
    let back = stage.registrar().come_back(&nowhere, Some(&browser));
    assert!(
        matches!(back, Err(JourneyError::Spent)),
        "no such organisation"
    );
    assert!(stage.store.accounts(stage.organisation).unwrap().is_empty());
}
