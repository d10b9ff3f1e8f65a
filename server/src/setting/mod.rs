//! Settings of an organisation that are no record: what there is, what each is made of, and who may
//! set it. Secrets go in and never come out.
//!
//! # Where to start
//! - [`FORMS`]: every setting, on one page.
//! - [`Desk`]: reads, sets and removes them; blocks on the store.

use outrider_model::id::OrganisationId;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use crate::auth::openid::{self, Provider};
use crate::auth::policy::SecondFactor;
use crate::error::ServerError;
use crate::post::smtp::{self, Relay};
use crate::store::Store;

/// What stands in the place of a secret.
const HIDDEN: &str = "…";

/// What a part of a setting is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A text.
    Text,
    /// A text that is never shown.
    Secret,
    /// A whole number.
    Number,
    /// Yes or no.
    Flag,
    /// Several texts.
    Texts,
}

/// A part of a setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its name.
    pub name: &'static str,
    /// What it is.
    pub kind: Kind,
}

/// One setting.
#[derive(Clone, Copy, Debug)]
pub struct Form {
    /// Its name.
    pub name: &'static str,
    /// What it is made of; nothing for one that is a single word.
    pub parts: &'static [Part],
    /// Set where only whoever runs the server sets it: it makes the server connect to whatever it
    /// names.
    by_operator: bool,
    /// Reads a value and writes it as it is kept.
    keep: fn(Value, Who) -> Result<Value, ServerError>,
}

/// Who sets something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// An admin of the organisation.
    Admin,
    /// Whoever runs the server, by its command line.
    Operator,
}

const fn part(name: &'static str, kind: Kind) -> Part {
    Part { name, kind }
}

/// Every setting there is.
pub const FORMS: &[Form] = &[
    Form {
        name: openid::SETTING,
        parts: &[
            part("issuer", Kind::Text),
            part("client_id", Kind::Text),
            part("client_secret", Kind::Secret),
            part("domains", Kind::Texts),
            part("admit", Kind::Flag),
            part("private_network", Kind::Flag),
        ],
        by_operator: false,
        keep: keep_provider,
    },
    Form {
        name: "second_factor",
        parts: &[],
        by_operator: false,
        keep: keep_second_factor,
    },
    Form {
        name: smtp::SETTING,
        parts: &[
            part("host", Kind::Text),
            part("port", Kind::Number),
            part("tls", Kind::Text),
            part("user", Kind::Text),
            part("password", Kind::Secret),
            part("from", Kind::Text),
        ],
        by_operator: true,
        keep: keep_relay,
    },
];

/// Finds a setting by its name.
///
/// # Errors
/// [`ServerError::NotFound`] for a name that no setting has.
pub fn form(name: &str) -> Result<&'static Form, ServerError> {
    let found = FORMS.iter().find(|form| form.name == name);
    found.ok_or(ServerError::NotFound)
}

/// Settings of one organisation.
#[derive(Clone, Copy)]
pub struct Desk<'a> {
    /// Where everything is kept.
    pub store: &'a dyn Store,
    /// Whose settings.
    pub organisation: OrganisationId,
}

impl Desk<'_> {
    /// Returns a setting with its secrets hidden; null where nothing is set.
    ///
    /// # Errors
    /// [`ServerError::NotFound`] for a name that no setting has.
    pub fn shown(&self, name: &str) -> Result<Value, ServerError> {
        let form = form(name)?;
        let Some(text) = self.store.setting(self.organisation, form.name)? else {
            return Ok(Value::Null);
        };
        let mut value: Value = serde_json::from_str(&text).map_err(ServerError::internal)?;
        for part in form.parts.iter().filter(|part| part.kind == Kind::Secret) {
            if let Some(secret) = value.get_mut(part.name) {
                *secret = HIDDEN.into();
            }
        }
        Ok(value)
    }

    /// Returns every setting that is set, by name, with secrets hidden.
    ///
    /// # Errors
    /// [`ServerError`] when the store cannot be read.
    pub fn all(&self) -> Result<Map<String, Value>, ServerError> {
        let mut all = Map::new();
        for form in FORMS {
            let value = self.shown(form.name)?;
            if !value.is_null() {
                all.insert(form.name.to_owned(), value);
            }
        }
        Ok(all)
    }

    /// Sets a setting as a whole; what is left out of it is not kept from before.
    ///
    /// # Errors
    /// [`ServerError::NotFound`] for a name that no setting has, [`ServerError::Invalid`] with the
    /// part that is wrong, [`ServerError::Conflict`] for what only the command line sets; the
    /// earlier value then stands.
    pub fn set(&self, name: &str, value: Value, who: Who) -> Result<(), ServerError> {
        let form = form(name)?;
        form.admit(who)?;
        form.check_parts(&value)?;
        let kept = (form.keep)(value, who)?.to_string();
        Ok(self
            .store
            .save_setting(self.organisation, form.name, Some(&kept))?)
    }

    /// Removes a setting; says whether it was set.
    ///
    /// # Errors
    /// [`ServerError::NotFound`] for a name that no setting has, [`ServerError::Conflict`] for what
    /// only the command line sets; it then stands.
    pub fn remove(&self, name: &str, who: Who) -> Result<bool, ServerError> {
        let form = form(name)?;
        form.admit(who)?;
        let was_set = self.store.setting(self.organisation, form.name)?.is_some();
        self.store
            .save_setting(self.organisation, form.name, None)?;
        Ok(was_set)
    }
}

impl Form {
    /// Returns the part that is secret, where there is one.
    #[must_use]
    pub fn secret(&self) -> Option<&'static Part> {
        self.parts.iter().find(|part| part.kind == Kind::Secret)
    }

    fn admit(&self, who: Who) -> Result<(), ServerError> {
        if self.by_operator && who != Who::Operator {
            let why = format!("only the command line of the server sets {}", self.name);
            return Err(ServerError::Conflict(why));
        }
        Ok(())
    }

    fn check_parts(&self, value: &Value) -> Result<(), ServerError> {
        if self.parts.is_empty() {
            return Ok(());
        }
        let Some(given) = value.as_object() else {
            return Err(ServerError::invalid(self.name, "an object of its parts"));
        };
        for (name, value) in given {
            let Some(part) = self.parts.iter().find(|part| part.name == name) else {
                return Err(ServerError::invalid(name, "there is no such part"));
            };
            let (fits, wanted) = match part.kind {
                Kind::Text => (value.is_string(), "a text"),
                Kind::Secret => (value.as_str().is_some_and(|text| text != HIDDEN), "a text"),
                Kind::Number => (value.is_u64(), "a whole number"),
                Kind::Flag => (value.is_boolean(), "true or false"),
                Kind::Texts => {
                    let all = value.as_array();
                    (
                        all.is_some_and(|all| all.iter().all(Value::is_string)),
                        "a list of texts",
                    )
                }
            };
            if !fits {
                return Err(ServerError::invalid(name, wanted));
            }
        }
        Ok(())
    }
}

fn keep_provider(value: Value, who: Who) -> Result<Value, ServerError> {
    let provider: Provider = read(value, &["issuer", "client_id"])?;
    if provider.private_network && who != Who::Operator {
        let why = "only the command line of the server sets it";
        return Err(ServerError::invalid("private_network", why));
    }
    provider.check()?;
    written(&provider)
}

fn keep_second_factor(value: Value, _: Who) -> Result<Value, ServerError> {
    let is_known = |word: &&str| {
        SecondFactor::KNOWN
            .iter()
            .any(|known| known.as_str() == *word)
    };
    let word = value.as_str().filter(is_known);
    let word = word.ok_or_else(|| ServerError::invalid("second_factor", "optional or required"))?;
    Ok(json!(word))
}

fn keep_relay(value: Value, _: Who) -> Result<Value, ServerError> {
    let relay: Relay = read(value, &["host", "from"])?;
    relay.check()?;
    written(&relay)
}

fn read<T: DeserializeOwned>(value: Value, needed: &[&str]) -> Result<T, ServerError> {
    if let Some(missing) = needed.iter().find(|name| value.get(name).is_none()) {
        return Err(ServerError::invalid(missing, "it is missing"));
    }
    serde_json::from_value(value)
        .map_err(|_| ServerError::invalid("port", "a port from 1 to 65535"))
}

fn written(value: &impl Serialize) -> Result<Value, ServerError> {
    serde_json::to_value(value).map_err(ServerError::internal)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seam::Seams;
    use crate::store::Tenant;
    use crate::store::sqlite::Sqlite;
    use outrider_model::id::EpochId;

    #[test]
    fn a_setting_is_refused_by_its_part_and_secrets_do_not_come_out() {
        let folder = tempfile::tempdir().unwrap();
        let store = Sqlite::open(folder.path()).unwrap();
        let id = |seams: &Seams| seams.id().unwrap();
        let seams = Seams::system();
        let organisation = OrganisationId(id(&seams));
        let tenant = Tenant {
            id: organisation,
            slug: "acme".to_owned(),
        };
        store.found(&tenant, EpochId(id(&seams))).unwrap();
        let desk = Desk {
            store: &store,
            organisation,
        };
        let relay = json!({ "host": "relay.example.com", "user": "acme", "password": "canary", "from": "post@example.com" });
        desk.set("smtp", relay.clone(), Who::Operator).unwrap();
        assert_eq!(desk.shown("smtp").unwrap()["password"], HIDDEN);
        assert!(
            !Value::Object(desk.all().unwrap())
                .to_string()
                .contains("canary")
        );
        assert!(matches!(
            desk.set("smtp", relay, Who::Admin),
            Err(ServerError::Conflict(_))
        ));
        for (name, value, field) in [
            ("smtp", json!({ "host": "a" }), "from"),
            ("smtp", json!({ "host": 1, "from": "a@b" }), "host"),
            (
                "smtp",
                json!({ "host": "a", "from": "a@b", "port": 70000 }),
                "port",
            ),
            (
                "smtp",
                json!({ "host": "a", "from": "a@b", "port": -1 }),
                "port",
            ),
            (
                "smtp",
                json!({ "host": "a", "from": "a@b", "password": HIDDEN }),
                "password",
            ),
            (
                "smtp",
                json!({ "host": "a", "from": "a@b", "cc": "x" }),
                "cc",
            ),
            ("smtp", json!("on"), "smtp"),
            ("second_factor", json!("never"), "second_factor"),
            ("second_factor", json!({}), "second_factor"),
            ("openid", json!({ "client_id": "a" }), "issuer"),
            (
                "openid",
                json!({ "issuer": "https://a.example", "client_id": "a", "domains": "b" }),
                "domains",
            ),
            (
                "openid",
                json!({ "issuer": "https://a.example", "client_id": "a", "admit": "yes" }),
                "admit",
            ),
        ] {
            match desk.set(name, value, Who::Operator) {
                Err(ServerError::Invalid { field: named, .. }) => assert_eq!(named, field),
                other => panic!("{name} {field}: {other:?}"),
            }
        }
        let near =
            json!({ "issuer": "https://a.example", "client_id": "a", "private_network": true });
        assert!(desk.set("openid", near.clone(), Who::Admin).is_err());
        desk.set("openid", near, Who::Operator).unwrap();
        assert_eq!(
            desk.set("colour", json!(1), Who::Operator),
            Err(ServerError::NotFound)
        );
        assert!(matches!(
            desk.remove("smtp", Who::Admin),
            Err(ServerError::Conflict(_))
        ));
        assert_eq!(desk.remove("smtp", Who::Operator), Ok(true));
        assert_eq!(desk.remove("smtp", Who::Operator), Ok(false));
        assert_eq!(desk.shown("smtp"), Ok(Value::Null));
    }
}
