//! One letter to an organisation's relay, by lettre over rustls.

use std::net::IpAddr;
use std::time::Duration;

use lettre::message::header::{ContentType, Header, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use lettre::{SmtpTransport, Transport};
use outrider_model::id::OrganisationId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Letter;
use crate::error::ServerError;
use crate::seam::Seams;
use crate::store::Store;

/// The name of the setting.
pub const SETTING: &str = "smtp";
/// How long a relay may be silent.
const PATIENCE: Duration = Duration::from_secs(30);

outrider_model::words! {
    /// How the way to the relay is protected.
    pub enum Protection {
        /// TLS is begun before anything is said that matters; without it nothing is sent.
        StartTls = "starttls",
        /// TLS from the first byte.
        Tls = "tls",
        /// None: for a relay on this machine alone.
        None = "none",
    }
}

/// The relay that takes an organisation's letters.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[schema(as = MailRelay)]
#[serde(deny_unknown_fields)]
pub struct Relay {
    /// Its name.
    pub host: String,
    /// Its port; 587 or 465 by the protection when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub port: Option<u16>,
    /// How the way there is protected.
    #[serde(default = "start_tls")]
    pub tls: Protection,
    /// The account there; none for a relay that asks for none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user: Option<String>,
    /// Its password.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub password: Option<String>,
    /// Whom letters are from: `Name <address>` or an address.
    pub from: String,
}

fn start_tls() -> Protection {
    Protection::StartTls
}

/// Why a letter was not delivered: what can be logged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Undelivered {
    /// Another try may succeed.
    Later(String),
    /// No try will.
    Never(String),
}

impl Relay {
    /// Refuses what cannot work, and passwords in the clear on a network.
    ///
    /// # Errors
    /// [`ServerError::Invalid`] with the field.
    pub fn check(&self) -> Result<(), ServerError> {
        if self.host.is_empty() || self.host.contains(|sign: char| sign.is_whitespace()) {
            return Err(ServerError::invalid("host", "the name of a relay"));
        }
        match &self.tls {
            Protection::StartTls | Protection::Tls => {}
            Protection::None if is_this_machine(&self.host) => {}
            Protection::None => {
                let why = "without TLS only a relay on this machine is spoken to";
                return Err(ServerError::invalid("tls", why));
            }
            Protection::Unknown(_) => {
                return Err(ServerError::invalid("tls", "starttls, tls or none"));
            }
        }
        if self.port == Some(0) {
            return Err(ServerError::invalid("port", "a port from 1 to 65535"));
        }
        if self.password.is_some() != self.user.is_some() {
            let why = "user and password come together";
            return Err(ServerError::invalid("password", why));
        }
        self.sender().map(|_| ())
    }

    fn sender(&self) -> Result<Mailbox, ServerError> {
        let why = "an address, or `Name <address>`";
        self.from
            .parse()
            .map_err(|_| ServerError::invalid("from", why))
    }

    fn open(&self, domain: &str) -> Result<SmtpTransport, Undelivered> {
        let later = |_| Undelivered::Later("no TLS can be spoken".to_owned());
        let parameters = || TlsParameters::new(self.host.clone()).map_err(later);
        let (port, tls) = match &self.tls {
            Protection::Tls => (465, Tls::Wrapper(parameters()?)),
            Protection::None => (25, Tls::None),
            Protection::StartTls | Protection::Unknown(_) => (587, Tls::Required(parameters()?)),
        };
        let mut builder = SmtpTransport::builder_dangerous(&self.host)
            .port(self.port.unwrap_or(port))
            .tls(tls)
            .timeout(Some(PATIENCE))
            .hello_name(ClientId::Domain(domain.to_owned()));
        if let (Some(user), Some(password)) = (&self.user, &self.password) {
            builder = builder.credentials(Credentials::new(user.clone(), password.clone()));
        }
        Ok(builder.build())
    }
}

/// Reads an organisation's relay.
///
/// # Errors
/// [`ServerError`] when the store cannot be read.
pub fn relay(
    store: &dyn Store,
    organisation: OrganisationId,
) -> Result<Option<Relay>, ServerError> {
    let stored = store.setting(organisation, SETTING)?;
    let relay = stored.map(|text| serde_json::from_str(&text));
    relay.transpose().map_err(ServerError::internal)
}

/// Sends one letter, now.
pub(super) fn deliver(
    store: &dyn Store,
    seams: &Seams,
    organisation: OrganisationId,
    letter: &Letter,
) -> Result<(), Undelivered> {
    let relay = match relay(store, organisation) {
        Ok(Some(relay)) => relay,
        Ok(None) => return Err(Undelivered::Never("there is no relay".to_owned())),
        Err(_) => return Err(Undelivered::Later("the store cannot be read".to_owned())),
    };
    let message = written(&relay, seams, letter)?;
    let domain = message
        .envelope()
        .from()
        .map_or("localhost", |from| from.domain())
        .to_owned();
    match relay.open(&domain)?.send(&message) {
        Ok(_) => Ok(()),
        Err(error) => Err(told(&error)),
    }
}

fn written(relay: &Relay, seams: &Seams, letter: &Letter) -> Result<Message, Undelivered> {
    let never = |what: &str| Undelivered::Never(what.to_owned());
    let from = relay
        .sender()
        .map_err(|_| never("the sender is no address"))?;
    let to = letter
        .to
        .parse()
        .map_err(|_| never("the receiver is no address"))?;
    let id = seams.id().map_err(|_| never("there is no randomness"))?;
    let id = format!("<{id}@{}>", from.email.domain());
    Message::builder()
        .from(from)
        .to(Mailbox::new(None, to))
        .subject(&letter.subject)
        .message_id(Some(id))
        .header(ByMachine)
        .header(ContentType::TEXT_PLAIN)
        .body(letter.text.clone())
        .map_err(|_| never("the letter cannot be written"))
}

/// Says that nobody wrote it by hand, so that nobody's absence answers it (RFC 3834).
#[derive(Clone)]
struct ByMachine;

impl Header for ByMachine {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(ByMachine)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

fn told(error: &lettre::transport::smtp::Error) -> Undelivered {
    if let Some(code) = error.status() {
        let why = format!("the relay answered {code}");
        return if error.is_permanent() {
            Undelivered::Never(why)
        } else {
            Undelivered::Later(why)
        };
    }
    if error.is_client() {
        return Undelivered::Never("the relay does not offer what the setting needs".to_owned());
    }
    let why = if error.is_timeout() {
        "the relay is silent"
    } else if error.is_tls() {
        "the relay speaks no TLS that holds"
    } else {
        "the relay cannot be reached"
    };
    Undelivered::Later(why.to_owned())
}

fn is_this_machine(host: &str) -> bool {
    host == "localhost"
        || host
            .parse()
            .is_ok_and(|address: IpAddr| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn relay(edit: &dyn Fn(&mut Relay)) -> Result<(), ServerError> {
        let mut relay = Relay {
            host: "relay.example.com".to_owned(),
            port: None,
            tls: Protection::StartTls,
            user: Some("acme".to_owned()),
            password: Some("secret".to_owned()),
            from: "Acme <post@example.com>".to_owned(),
        };
        edit(&mut relay);
        relay.check()
    }

    #[test]
    fn a_relay_is_refused_by_the_field_that_is_wrong() {
        assert_eq!(relay(&|_| {}), Ok(()));
        assert_eq!(
            relay(&|it| (it.host, it.tls) = ("127.0.0.1".into(), Protection::None)),
            Ok(())
        );
        type Edit = &'static dyn Fn(&mut Relay);
        let wrong: [(&str, Edit); 8] = [
            ("host", &|it| it.host.clear()),
            ("host", &|it| it.host = "a b".into()),
            ("tls", &|it| it.tls = Protection::None),
            ("tls", &|it| it.tls = Protection::Unknown("ssl".into())),
            ("port", &|it| it.port = Some(0)),
            ("password", &|it| it.password = None),
            ("password", &|it| it.user = None),
            ("from", &|it| it.from = "nobody".into()),
        ];
        for (field, edit) in wrong {
            match relay(edit) {
                Err(ServerError::Invalid { field: named, .. }) => assert_eq!(named, field),
                other => panic!("{field}: {other:?}"),
            }
        }
    }

    #[test]
    fn a_letter_cannot_smuggle_headers_or_receivers() {
        let seams = Seams::system();
        let relay = Relay {
            host: "localhost".to_owned(),
            port: None,
            tls: Protection::None,
            user: None,
            password: None,
            from: "post@example.com".to_owned(),
        };
        for to in ["anna@example.com\r\nBcc: eve@example.com", "a@b, c@d", ""] {
            let letter = Letter {
                to: to.to_owned(),
                subject: "s".to_owned(),
                text: "t".to_owned(),
            };
            assert!(written(&relay, &seams, &letter).is_err(), "{to}");
        }
        let letter = Letter {
            to: "anna@example.com".to_owned(),
            subject: "Hello\r\nBcc: eve@example.com".to_owned(),
            text: "\r\n.\r\nRCPT TO:<eve@example.com>".to_owned(),
        };
        let message = written(&relay, &seams, &letter).unwrap();
        assert_eq!(message.envelope().to().len(), 1);
        let text = String::from_utf8(message.formatted()).unwrap();
        let head = text.split("\r\n\r\n").next().unwrap();
        assert!(!head.lines().any(|line| line.starts_with("Bcc")), "{head}");
        assert!(head.contains("Auto-Submitted: auto-generated"), "{head}");
    }
}
