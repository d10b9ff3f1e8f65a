//! An authenticator in software: it makes passkeys and answers challenges as browsers hand them on,
//! and can be told to do it wrongly.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::digest::{SHA256, digest};
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair};
use serde_json::{Value, json};

/// What it does otherwise than it should; each part as it should be when left out.
#[derive(Debug, Clone, Default)]
pub struct Bent {
    /// Another kind of act.
    pub act: Option<&'static str>,
    /// Another page.
    pub origin: Option<String>,
    /// A page in a frame of another.
    pub cross_origin: bool,
    /// Another name.
    pub rp: Option<String>,
    /// Another challenge.
    pub challenge: Option<String>,
    /// Flags that are not set.
    pub without: u8,
    /// Flags that are set besides.
    pub with: u8,
    /// Another count.
    pub counter: Option<u32>,
    /// A byte of the signature that is another one.
    pub tampered: bool,
    /// Another person's name for himself.
    pub user: Option<Value>,
    /// Another statement about the authenticator.
    pub format: Option<&'static str>,
    /// Another algorithm.
    pub algorithm: Option<u8>,
    /// Another credential's id.
    pub id: Option<Vec<u8>>,
    /// Bytes after what is signed.
    pub trailing: bool,
}

/// Nothing wrong.
pub fn straight() -> Bent {
    Bent::default()
}

/// Somebody touched it.
pub const PRESENT: u8 = 1;
/// It knew who.
pub const VERIFIED: u8 = 4;
const ATTESTED: u8 = 64;

/// An authenticator with one passkey.
pub struct Authenticator {
    pair: EcdsaKeyPair,
    random: SystemRandom,
    /// The page that it is used on.
    pub origin: String,
    /// The credential's id.
    pub id: Vec<u8>,
    user: String,
    rp: String,
    counter: u32,
}

impl Authenticator {
    /// Gives one that has no passkey yet, for a page.
    pub fn new(origin: &str) -> Authenticator {
        let random = SystemRandom::new();
        let algorithm = &ECDSA_P256_SHA256_ASN1_SIGNING;
        let document = EcdsaKeyPair::generate_pkcs8(algorithm, &random).expect("a key is made");
        let pair = EcdsaKeyPair::from_pkcs8(algorithm, document.as_ref(), &random)
            .expect("a key that was made is one");
        let id = digest(&SHA256, pair.public_key().as_ref())
            .as_ref()
            .to_vec();
        Authenticator {
            pair,
            random,
            origin: origin.to_owned(),
            id,
            user: String::new(),
            rp: String::new(),
            counter: 0,
        }
    }

    /// Makes a passkey, as a browser was asked.
    pub fn creates(&mut self, asked: &Value, bent: &Bent) -> Value {
        self.rp = asked["rp"]["id"].as_str().unwrap_or_default().to_owned();
        self.user = asked["user"]["id"].as_str().unwrap_or_default().to_owned();
        let client_data = self.client_data("webauthn.create", asked, bent);
        let mut data = self.data(PRESENT | VERIFIED | ATTESTED, bent);
        data.extend([0; 16]);
        let length = u16::try_from(self.id.len()).expect("an id is short");
        data.extend(length.to_be_bytes());
        data.extend(&self.id);
        data.extend(self.key(bent.algorithm.unwrap_or(0x26)));
        if bent.trailing {
            data.push(0);
        }
        let format = bent.format.unwrap_or("none");
        let mut object = vec![0xa3, 0x63];
        object.extend(b"fmt");
        object.push(0x60 + u8::try_from(format.len()).expect("a format is a short word"));
        object.extend(format.as_bytes());
        object.push(0x67);
        object.extend(b"attStmt\xa0\x68authData\x59");
        let length = u16::try_from(data.len()).expect("it is short");
        object.extend(length.to_be_bytes());
        object.extend(data);
        json!({
            "id": letters(&self.id),
            "rawId": letters(bent.id.as_ref().unwrap_or(&self.id)),
            "type": "public-key",
            "response": {
                "clientDataJSON": letters(&client_data),
                "attestationObject": letters(&object),
                "transports": ["internal"],
            },
        })
    }

    /// Answers a challenge, as a browser was asked.
    pub fn answers(&mut self, asked: &Value, bent: &Bent) -> Value {
        let client_data = self.client_data("webauthn.get", asked, bent);
        self.counter += 1;
        let mut data = self.data(PRESENT | VERIFIED, bent);
        if bent.trailing {
            data.push(0);
        }
        let mut signed = data.clone();
        signed.extend(digest(&SHA256, &client_data).as_ref());
        let signature = self.pair.sign(&self.random, &signed).expect("it signs");
        let mut signature = signature.as_ref().to_vec();
        if bent.tampered {
            let last = signature.len() - 1;
            signature[last] ^= 1;
        }
        json!({
            "id": letters(&self.id),
            "rawId": letters(bent.id.as_ref().unwrap_or(&self.id)),
            "type": "public-key",
            "response": {
                "clientDataJSON": letters(&client_data),
                "authenticatorData": letters(&data),
                "signature": letters(&signature),
                "userHandle": bent.user.clone().unwrap_or_else(|| json!(self.user)),
            },
        })
    }

    fn client_data(&self, act: &str, asked: &Value, bent: &Bent) -> Vec<u8> {
        let challenge = asked["challenge"].as_str().unwrap_or_default();
        let said = json!({
            "type": bent.act.unwrap_or(act),
            "challenge": bent.challenge.as_deref().unwrap_or(challenge),
            "origin": bent.origin.as_deref().unwrap_or(&self.origin),
            "crossOrigin": bent.cross_origin,
        });
        said.to_string().into_bytes()
    }

    fn data(&self, flags: u8, bent: &Bent) -> Vec<u8> {
        let rp = bent.rp.as_deref().unwrap_or(&self.rp);
        let mut data = digest(&SHA256, rp.as_bytes()).as_ref().to_vec();
        data.push((flags | bent.with) & !bent.without);
        data.extend(bent.counter.unwrap_or(self.counter).to_be_bytes());
        data
    }

    /// The public key, as COSE writes it.
    fn key(&self, algorithm: u8) -> Vec<u8> {
        let point = self.pair.public_key().as_ref();
        let mut key = vec![0xa5, 1, 2, 3, algorithm, 0x20, 1, 0x21, 0x58, 32];
        key.extend(&point[1..33]);
        key.extend([0x22, 0x58, 32]);
        key.extend(&point[33..]);
        key
    }
}

fn letters(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}
