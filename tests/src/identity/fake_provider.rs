//! An OpenID provider that says whatever it is told to say, true or not. What an honest provider
//! checks of a code, it checks: client, redirect address, PKCE.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use ring::digest::{SHA256, digest};
use ring::hmac;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair};
use serde_json::{Value, json};

use super::browser::form;
use super::listener::Listener;

/// How long a connection may stand still.
const PATIENCE: Duration = Duration::from_secs(30);

/// What is answered to a request.
#[derive(Debug, Clone)]
pub struct Answered {
    /// The status.
    pub status: u16,
    /// Headers besides.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Answered {
    /// Answers with JSON.
    pub fn json(status: u16, body: &Value) -> Answered {
        Answered {
            status,
            headers: vec![("content-type".to_owned(), "application/json".to_owned())],
            body: body.to_string().into_bytes(),
        }
    }
}

#[derive(Debug, Default)]
struct Told {
    description: Value,
    keys: Value,
    user: Value,
    /// What is answered to codes: the challenge that must be met, and the answer.
    codes: BTreeMap<String, (String, Answered)>,
    instead: BTreeMap<String, Answered>,
    secret: Option<String>,
    redirect: String,
    asked: Vec<String>,
}

/// A provider that does as it is told.
pub struct FakeProvider {
    listener: Listener,
    told: Arc<Mutex<Told>>,
}

impl FakeProvider {
    /// Starts one that describes itself as it should, for a client without a secret.
    pub fn start(redirect: &str) -> FakeProvider {
        let told: Arc<Mutex<Told>> = Arc::default();
        let shared = Arc::clone(&told);
        let listener = Listener::start(move |stream| {
            // A client that hangs up has its reasons.
            let _served = serve(stream, &shared);
        });
        let issuer = format!("http://{}", listener.address());
        let provider = FakeProvider { listener, told };
        let mut told = provider.told();
        told.redirect = redirect.to_owned();
        told.description = json!({
            "issuer": issuer,
            "authorization_endpoint": format!("{issuer}/authorize"),
            "token_endpoint": format!("{issuer}/token"),
            "jwks_uri": format!("{issuer}/keys"),
            "userinfo_endpoint": format!("{issuer}/user"),
            "code_challenge_methods_supported": ["S256"],
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["ES256", "EdDSA"],
        });
        drop(told);
        provider
    }

    /// Its address.
    pub fn issuer(&self) -> String {
        format!("http://{}", self.listener.address())
    }

    /// Says otherwise what it says of itself.
    pub fn describes(&self, edit: impl FnOnce(&mut Value)) {
        edit(&mut self.told().description);
    }

    /// Publishes keys.
    pub fn publishes(&self, keys: &[Value]) {
        self.told().keys = json!({ "keys": keys });
    }

    /// Says who the user is whom it is asked about.
    pub fn knows(&self, user: Value) {
        self.told().user = user;
    }

    /// Expects a secret of its client.
    pub fn expects(&self, secret: &str) {
        self.told().secret = Some(secret.to_owned());
    }

    /// Will answer to a code, once, if the challenge is met.
    pub fn will_answer(&self, code: &str, challenge: &str, answer: Answered) {
        let expected = (challenge.to_owned(), answer);
        self.told().codes.insert(code.to_owned(), expected);
    }

    /// Answers so to every request for a path.
    pub fn answers(&self, path: &str, answer: Answered) {
        self.told().instead.insert(path.to_owned(), answer);
    }

    /// Takes out what it was asked, a line a request.
    pub fn asked(&self) -> Vec<String> {
        std::mem::take(&mut self.told().asked)
    }

    fn told(&self) -> MutexGuard<'_, Told> {
        self.told.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn serve(mut stream: TcpStream, told: &Mutex<Told>) -> std::io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let mut words = line.split(' ');
    let method = words.next().unwrap_or_default().to_owned();
    let path = words.next().unwrap_or_default().to_owned();
    let (mut length, mut authorization) = (0, String::new());
    loop {
        let mut header = String::new();
        reader.read_line(&mut header)?;
        let Some((name, value)) = header.trim_end().split_once(':') else {
            break;
        };
        match name.to_ascii_lowercase().as_str() {
            "content-length" => length = value.trim().parse().unwrap_or(0),
            "authorization" => authorization = value.trim().to_owned(),
            _ => {}
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    let body = String::from_utf8_lossy(&body).into_owned();
    let mut told = told.lock().unwrap_or_else(PoisonError::into_inner);
    told.asked.push(format!("{method} {path}"));
    let answer = told.answer(&path, &body, &authorization);
    drop(told);
    let mut head = format!("HTTP/1.1 {} Said\r\nconnection: close\r\n", answer.status);
    for (name, value) in &answer.headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str(&format!("content-length: {}\r\n\r\n", answer.body.len()));
    stream.write_all(head.as_bytes())?;
    stream.write_all(&answer.body)
}

impl Told {
    fn answer(&mut self, path: &str, body: &str, authorization: &str) -> Answered {
        if let Some(answer) = self.instead.get(path) {
            return answer.clone();
        }
        match path {
            "/.well-known/openid-configuration" => Answered::json(200, &self.description),
            "/keys" => Answered::json(200, &self.keys),
            "/user" if authorization.starts_with("Bearer ") => Answered::json(200, &self.user),
            "/token" => self.redeem(body, authorization),
            _ => Answered::json(404, &json!({})),
        }
    }

    fn redeem(&mut self, body: &str, authorization: &str) -> Answered {
        let form = form(body);
        let field = |name: &str| form.get(name).cloned().unwrap_or_default();
        let refused = |error: &str| Answered::json(400, &json!({ "error": error }));
        let is_client = match &self.secret {
            None => field("client_id") == "outrider" && authorization.is_empty(),
            Some(secret) => {
                let pair = STANDARD.encode(format!("outrider:{secret}"));
                authorization == format!("Basic {pair}")
            }
        };
        if !is_client {
            return Answered::json(401, &json!({ "error": "invalid_client" }));
        }
        let Some((challenge, answer)) = self.codes.remove(&field("code")) else {
            return refused("invalid_grant");
        };
        let met = letters(digest(&SHA256, field("code_verifier").as_bytes()).as_ref());
        let is_met = met == challenge
            && field("redirect_uri") == self.redirect
            && field("grant_type") == "authorization_code";
        if is_met {
            answer
        } else {
            refused("invalid_grant")
        }
    }
}

/// A key that signs tokens.
pub struct Signer {
    kind: SignerKind,
    /// What it publishes of itself.
    pub public: Value,
}

enum SignerKind {
    Es256(Box<EcdsaKeyPair>),
    EdDsa(Box<Ed25519KeyPair>),
    Hs256(Vec<u8>),
}

impl Signer {
    /// Makes a key on P-256.
    pub fn es256(id: &str) -> Signer {
        let random = SystemRandom::new();
        let algorithm = &ECDSA_P256_SHA256_FIXED_SIGNING;
        let document = EcdsaKeyPair::generate_pkcs8(algorithm, &random).expect("a key is made");
        let pair = EcdsaKeyPair::from_pkcs8(algorithm, document.as_ref(), &random)
            .expect("a key that was made is one");
        let point = pair.public_key().as_ref();
        let public = json!({
            "kty": "EC", "crv": "P-256", "kid": id, "use": "sig", "alg": "ES256",
            "x": letters(&point[1..33]), "y": letters(&point[33..]),
        });
        Signer {
            kind: SignerKind::Es256(Box::new(pair)),
            public,
        }
    }

    /// Makes a key on Ed25519.
    pub fn eddsa(id: &str) -> Signer {
        let random = SystemRandom::new();
        let document = Ed25519KeyPair::generate_pkcs8(&random).expect("a key is made");
        let pair = Ed25519KeyPair::from_pkcs8(document.as_ref()).expect("it is one");
        let public = json!({
            "kty": "OKP", "crv": "Ed25519", "kid": id, "alg": "EdDSA",
            "x": letters(pair.public_key().as_ref()),
        });
        Signer {
            kind: SignerKind::EdDsa(Box::new(pair)),
            public,
        }
    }

    /// Makes a shared secret, such as the bytes of somebody's public key.
    pub fn hs256(secret: &[u8]) -> Signer {
        Signer {
            kind: SignerKind::Hs256(secret.to_vec()),
            public: Value::Null,
        }
    }

    fn sign(&self, bytes: &[u8]) -> Vec<u8> {
        match &self.kind {
            SignerKind::Es256(pair) => {
                let signature = pair.sign(&SystemRandom::new(), bytes).expect("it signs");
                signature.as_ref().to_vec()
            }
            SignerKind::EdDsa(pair) => pair.sign(bytes).as_ref().to_vec(),
            SignerKind::Hs256(secret) => {
                let key = hmac::Key::new(hmac::HMAC_SHA256, secret);
                hmac::sign(&key, bytes).as_ref().to_vec()
            }
        }
    }
}

/// Writes a token that a key has signed. Head and claims are texts, so that they may be no JSON.
pub fn signed(signer: &Signer, head: &str, claims: &str) -> String {
    let text = format!(
        "{}.{}",
        letters(head.as_bytes()),
        letters(claims.as_bytes())
    );
    let signature = signer.sign(text.as_bytes());
    format!("{text}.{}", letters(&signature))
}

/// Writes a token that nobody has signed.
pub fn unsigned(head: &str, claims: &str) -> String {
    format!(
        "{}.{}.",
        letters(head.as_bytes()),
        letters(claims.as_bytes())
    )
}

fn letters(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}
