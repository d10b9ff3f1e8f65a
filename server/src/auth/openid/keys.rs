//! The keys that a provider publishes (RFC 7517); those that are not for signing, or of a kind that
//! does not count, are passed over.

use serde::Deserialize;
use serde_json::Value;

use crate::auth::public_key::PublicKey;

/// The most keys of a provider that are looked at.
const MOST: usize = 100;

/// One key of a provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// Its name, where it has one.
    pub id: Option<String>,
    /// The key.
    pub key: PublicKey,
}

#[derive(Deserialize)]
struct Published {
    keys: Vec<Value>,
}

#[derive(Deserialize)]
struct Header {
    kty: String,
    #[serde(default)]
    crv: Option<String>,
    #[serde(default)]
    alg: Option<String>,
    #[serde(default, rename = "use")]
    usage: Option<String>,
    #[serde(default)]
    key_ops: Option<Vec<String>>,
    #[serde(default)]
    kid: Option<String>,
}

/// Reads what a provider publishes; nothing for what is no set of keys.
pub(super) fn read(bytes: &[u8]) -> Option<Vec<Key>> {
    let published: Published = serde_json::from_slice(bytes).ok()?;
    Some(
        published
            .keys
            .into_iter()
            .take(MOST)
            .filter_map(one)
            .collect(),
    )
}

fn one(mut value: Value) -> Option<Key> {
    let header: Header = serde_json::from_value(value.clone()).ok()?;
    let name = match (header.kty.as_str(), header.crv.as_deref()) {
        ("EC", Some("P-256")) => "ES256",
        ("OKP", Some("Ed25519")) => "EdDSA",
        ("RSA", _) => "RS256",
        _ => return None,
    };
    // RFC 9864 gave EdDSA on this curve a name of its own.
    let is_meant = |alg: &str| alg == name || (alg == "Ed25519" && name == "EdDSA");
    let signs = header.alg.as_deref().is_none_or(is_meant)
        && header.usage.as_deref().is_none_or(|usage| usage == "sig")
        && header
            .key_ops
            .is_none_or(|all| all.iter().any(|one| one == "verify"));
    if !signs {
        return None;
    }
    value.as_object_mut()?.insert("alg".to_owned(), name.into());
    let key = serde_json::from_value(value).ok()?;
    let id = header.kid;
    Some(Key { id, key })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_that_cannot_sign_for_us_are_passed_over() {
        let set = serde_json::json!({ "keys": [
            { "kty": "OKP", "crv": "Ed25519", "x": "AAAA", "kid": "a", "use": "sig" },
            { "kty": "EC", "crv": "P-256", "x": "AAAA", "y": "AAAA" },
            { "kty": "RSA", "n": "AAAA", "e": "AQAB", "alg": "RS256", "kid": "c" },
            { "kty": "RSA", "n": "AAAA", "e": "AQAB", "use": "enc" },
            { "kty": "RSA", "n": "AAAA", "e": "AQAB", "alg": "RSA-OAEP" },
            { "kty": "RSA", "n": "AAAA", "e": "AQAB", "alg": "PS256" },
            { "kty": "RSA", "n": "AAAA", "e": "AQAB", "key_ops": ["encrypt"] },
            { "kty": "EC", "crv": "P-521", "x": "AAAA", "y": "AAAA" },
            { "kty": "EC", "crv": "P-256", "x": "AAAA" },
            { "kty": "oct", "k": "AAAA", "alg": "HS256" },
            { "kty": 7 }, 7, null,
        ]});
        let keys = read(set.to_string().as_bytes()).unwrap();
        let read: Vec<_> = keys
            .iter()
            .map(|key| (key.id.as_deref(), key.key.algorithm()))
            .collect();
        assert_eq!(
            read,
            [(Some("a"), "EdDSA"), (None, "ES256"), (Some("c"), "RS256")]
        );
        assert_eq!(super::read(b"{}"), None);
    }
}
