//! The provider of an organisation, as its admin names it, and which addresses the server speaks to
//! for that.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use outrider_model::id::OrganisationId;
use reqwest::Url;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::error::ServerError;
use crate::store::Store;

/// The name of the setting.
pub const SETTING: &str = "openid";
/// The longest address that is read.
const LONGEST: usize = 1000;

/// The provider of an organisation.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = OpenIdProvider)]
#[serde(deny_unknown_fields)]
pub struct Provider {
    /// Its address, to the letter as it names itself.
    pub issuer: String,
    /// As whom it knows this server.
    pub client_id: String,
    /// What this server proves that with; none for a public client.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_secret: Option<String>,
    /// Whose e-mail addresses count; any when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub domains: Vec<String>,
    /// Set when somebody whom nobody added becomes a rep by signing in.
    #[serde(default, skip_serializing_if = "is_false")]
    pub admit: bool,
    /// Set when the provider stands in the server's own network. Whoever runs the server decides
    /// that, not an organisation's admin: it is where other things can be reached too.
    #[serde(default, skip_serializing_if = "is_false")]
    pub private_network: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
fn is_false(flag: &bool) -> bool {
    !*flag
}

impl Provider {
    /// Refuses what cannot work, and addresses that the server is not to speak to.
    ///
    /// # Errors
    /// [`ServerError::Invalid`] with the field.
    pub fn check(&self) -> Result<(), ServerError> {
        let invalid = |field, why: &str| Err(ServerError::invalid(field, why));
        let url = self.admit(&self.issuer);
        if url.is_none_or(|url| url.query().is_some()) {
            let why = "an address with https:// that the public reaches, without query or fragment";
            return invalid("issuer", why);
        }
        let is_visible = |text: &str| {
            (1..=500).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic())
        };
        if !is_visible(&self.client_id) {
            return invalid("client_id", "1 to 500 visible letters");
        }
        if self
            .client_secret
            .as_deref()
            .is_some_and(|text| !is_visible(text))
        {
            return invalid("client_secret", "1 to 500 visible letters");
        }
        let is_domain = |domain: &String| {
            domain.contains('.')
                && domain.len() <= 253
                && domain.bytes().all(|byte| {
                    byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-.".contains(&byte)
                })
        };
        if self.domains.len() > 100 || !self.domains.iter().all(is_domain) {
            return invalid(
                "domains",
                "up to 100 names such as example.com, in small letters",
            );
        }
        if self.admit && self.domains.is_empty() {
            let why = "say whose addresses become people, in `domains`";
            return invalid("admit", why);
        }
        Ok(())
    }

    /// Reads an address that the provider names. Over TLS, or on this machine where the provider
    /// itself stands there; never one that only this machine or its network could reach, unless
    /// that was allowed.
    pub(super) fn admit(&self, text: &str) -> Option<Url> {
        let is_plain = text.len() <= LONGEST && text.bytes().all(|byte| byte.is_ascii_graphic());
        let url = Url::parse(text).ok().filter(|_| is_plain)?;
        let is_bare = url.username().is_empty()
            && url.password().is_none()
            && url.fragment().is_none()
            && url.port() != Some(0)
            && !text.contains(['\\', '@']);
        let host = url.host_str()?;
        let host = host.trim_start_matches('[').trim_end_matches(']');
        let address: Option<IpAddr> = host.parse().ok();
        let is_local = host == "localhost" || host.ends_with(".localhost");
        let may_be_reached = match address {
            Some(address) => may_reach(address, self.private_network),
            None => self.private_network || !is_local,
        };
        let is_loopback = is_local || address.is_some_and(|address| address.is_loopback());
        let is_safe = match url.scheme() {
            "https" => true,
            "http" => is_loopback && self.issuer.starts_with("http://"),
            _ => false,
        };
        (is_bare && may_be_reached && is_safe).then_some(url)
    }

    /// Says whether an e-mail address is one of those that count.
    pub(super) fn counts(&self, email: &str) -> bool {
        let Some((_, domain)) = email.rsplit_once('@') else {
            return false;
        };
        let domain = domain.to_lowercase();
        self.domains.is_empty() || self.domains.contains(&domain)
    }
}

/// Reads an organisation's provider.
///
/// # Errors
/// [`ServerError`] when the store cannot be read.
pub fn provider(
    store: &dyn Store,
    organisation: OrganisationId,
) -> Result<Option<Provider>, ServerError> {
    let stored = store.setting(organisation, SETTING)?;
    let provider = stored.map(|text| serde_json::from_str(&text));
    provider.transpose().map_err(ServerError::internal)
}

/// Says whether the server speaks to an address: to those of the public internet, and where that
/// was allowed to those of its own network; to those of no network never.
pub(super) fn may_reach(address: IpAddr, private_network: bool) -> bool {
    match address {
        IpAddr::V4(four) => may_reach_four(four, private_network),
        IpAddr::V6(six) => may_reach_six(six, private_network),
    }
}

fn may_reach_four(address: Ipv4Addr, private_network: bool) -> bool {
    let [a, b, c, _] = address.octets();
    let is_own = address.is_private() || address.is_loopback() || (a == 100 && b & 0xc0 == 64);
    if is_own {
        return private_network;
    }
    let is_nowhere = a == 0
        || a >= 224
        || address.is_link_local()
        || address.is_documentation()
        || (a == 192 && b == 0 && c == 0)
        || (a == 192 && b == 88 && c == 99)
        || (a == 198 && b & 0xfe == 18);
    !is_nowhere
}

fn may_reach_six(address: Ipv6Addr, private_network: bool) -> bool {
    let parts = address.segments();
    let [first, second, ..] = parts;
    let [.., high, low] = parts;
    let four = Ipv4Addr::from(u32::from(high) << 16 | u32::from(low));
    if address.to_ipv4_mapped().is_some() {
        return may_reach_four(four, private_network);
    }
    if address.is_loopback() || first & 0xfe00 == 0xfc00 {
        return private_network;
    }
    // Of the rest only global unicast, without what carries an address of version 4 inside.
    first & 0xe000 == 0x2000
        && first != 0x2002
        && !(first == 0x2001 && (second == 0 || second == 0xdb8))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn provider(issuer: &str, private_network: bool) -> Provider {
        Provider {
            issuer: issuer.to_owned(),
            client_id: "outrider".to_owned(),
            client_secret: None,
            domains: Vec::new(),
            admit: false,
            private_network,
        }
    }

    #[test]
    fn addresses_of_the_public_internet_are_spoken_to() {
        for issuer in [
            "https://login.example.com",
            "https://login.example.com/tenant/v2.0",
            "https://login.example.com:8443/",
            "https://1.1.1.1",
            "https://[2606:4700::1111]",
        ] {
            assert_eq!(provider(issuer, false).check(), Ok(()), "{issuer}");
        }
    }

    #[test]
    fn no_trick_makes_the_server_speak_to_its_own_network() {
        let tricks = [
            "http://login.example.com",
            "http://127.0.0.1",
            "http://localhost:8080",
            "https://localhost",
            "https://sso.localhost",
            "https://127.0.0.1",
            "https://127.1",
            "https://2130706433",
            "https://0x7f000001",
            "https://0177.0.0.1",
            "https://0.0.0.0",
            "https://0",
            "https://10.0.0.1",
            "https://172.16.5.4",
            "https://192.168.1.1",
            "https://169.254.169.254/latest/meta-data",
            "https://100.64.0.1",
            "https://100.100.100.200",
            "https://198.18.0.1",
            "https://224.0.0.1",
            "https://255.255.255.255",
            "https://[::1]",
            "https://[::]",
            "https://[::ffff:127.0.0.1]",
            "https://[::ffff:a9fe:a9fe]",
            "https://[::127.0.0.1]",
            "https://[64:ff9b::7f00:1]",
            "https://[2002:7f00:1::]",
            "https://[fe80::1]",
            "https://[fd00::1]",
            "https://[ff02::1]",
            "https://login.example.com@127.0.0.1",
            "https://user:word@login.example.com",
            "https://login.example.com/#@127.0.0.1",
            "https://login.example.com\\@127.0.0.1",
            "https://login.example.com?x=1",
            "https://login.example.com:0",
            "https://①②⑦.0.0.1",
            "https://login.example.com/ x",
            "https:///login.example.com\n",
            "file:///etc/passwd",
            "gopher://login.example.com",
            "//login.example.com",
            "login.example.com",
            "",
        ];
        for issuer in tricks {
            match provider(issuer, false).check() {
                Err(ServerError::Invalid { field, .. }) => assert_eq!(field, "issuer"),
                other => panic!("{issuer}: {other:?}"),
            }
        }
    }

    #[test]
    fn its_own_network_is_spoken_to_where_that_was_allowed_but_nothing_beside() {
        for issuer in [
            "https://10.0.0.1",
            "https://sso.internal",
            "http://127.0.0.1:9",
            "http://localhost:9",
        ] {
            assert_eq!(provider(issuer, true).check(), Ok(()), "{issuer}");
        }
        for issuer in [
            "http://10.0.0.1",
            "https://169.254.169.254",
            "https://[fe80::1]",
            "https://0.0.0.0",
        ] {
            assert!(provider(issuer, true).check().is_err(), "{issuer}");
        }
        // Over TLS there is no way back to the clear.
        assert_eq!(
            provider("https://10.0.0.1", true).admit("http://127.0.0.1/token"),
            None
        );
    }

    #[test]
    fn a_setting_is_refused_by_the_field_that_is_wrong() {
        type Edit = &'static dyn Fn(&mut Provider);
        let wrong: [(&str, Edit); 7] = [
            ("client_id", &|it| it.client_id.clear()),
            ("client_id", &|it| it.client_id = "a b".into()),
            ("client_secret", &|it| {
                it.client_secret = Some(String::new())
            }),
            ("domains", &|it| it.domains = vec!["Example.com".into()]),
            ("domains", &|it| it.domains = vec!["com".into()]),
            ("domains", &|it| it.domains = vec!["@example.com".into()]),
            ("admit", &|it| it.admit = true),
        ];
        for (field, edit) in wrong {
            let mut provider = provider("https://login.example.com", false);
            edit(&mut provider);
            match provider.check() {
                Err(ServerError::Invalid { field: named, .. }) => assert_eq!(named, field),
                other => panic!("{field}: {other:?}"),
            }
        }
    }

    #[test]
    fn a_domain_counts_as_a_whole() {
        let mut provider = provider("https://login.example.com", false);
        assert!(provider.counts("a@anywhere.example"));
        provider.domains = vec!["example.com".to_owned()];
        assert!(provider.counts("Anna@Example.com"));
        for email in [
            "a@evilexample.com",
            "a@example.com.evil",
            "a@sub.example.com",
            "example.com",
            "a@example.com@evil",
        ] {
            assert!(!provider.counts(email), "{email}");
        }
    }
}
