//! Phones and their keys.

mod quarantine;
mod remint;
mod tokens;
mod wiped;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use outrider_model::change::{Body as Happened, Change, Edited, StatusReport};
use outrider_model::id::{DeviceId, PersonId, RecordId};
use outrider_model::record::Field;
use outrider_model::wire::{
    EnrolReply, PushedChange, Reply, Request, TokenReply, proof, read_reply, write_request,
};
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair};
use serde_json::{Value, json};

use super::{Answer, World, head};

/// A phone's key.
pub(super) struct Key(EcdsaKeyPair);

impl Key {
    pub(super) fn new() -> Key {
        let random = SystemRandom::new();
        let algorithm = &ECDSA_P256_SHA256_ASN1_SIGNING;
        let pkcs8 = EcdsaKeyPair::generate_pkcs8(algorithm, &random).unwrap();
        Key(EcdsaKeyPair::from_pkcs8(algorithm, pkcs8.as_ref(), &random).unwrap())
    }

    fn public(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0.public_key())
    }

    fn signs(&self, words: &[u8]) -> String {
        let signed = self.0.sign(&SystemRandom::new(), words).unwrap();
        URL_SAFE_NO_PAD.encode(signed)
    }

    pub(super) fn enrols(&self, code: &str, device_name: &str) -> Value {
        let key = self.public();
        let proof = self.signs(&proof::enrol(code, &key));
        json!({ "code": code, "device_name": device_name, "key": key, "proof": proof })
    }

    fn renews(&self, refresh: &str, nonce: &str) -> Value {
        let proof = self.signs(&proof::refresh(refresh, nonce));
        json!({ "refresh": refresh, "nonce": nonce, "proof": proof })
    }

    fn remints(&self, token: &str, new: &Key) -> Value {
        let key = new.public();
        let words = proof::remint(token, &key);
        json!({ "proof": new.signs(&words), "present": self.signs(&words), "key": key })
    }
}

/// An enrolled phone without a store.
pub(super) struct Handset {
    pub(super) token: String,
    pub(super) device: DeviceId,
    refresh: String,
    key: Key,
    person: PersonId,
}

impl World {
    /// Enrols a phone.
    pub(super) async fn handset(&self, person: PersonId) -> Handset {
        let (code, _) = self
            .registrar()
            .mint_code(self.organisation, person)
            .unwrap();
        let key = Key::new();
        let asked = key.enrols(code.reveal(), "Pixel");
        let answer = self.post("/v1/enrol", "", asked).await;
        assert_eq!(answer.status, 201, "{}", answer.json());
        let reply: EnrolReply = serde_json::from_slice(&answer.bytes).unwrap();
        Handset {
            token: reply.token,
            device: reply.device,
            refresh: reply.refresh,
            person: reply.person,
            key,
        }
    }

    /// Exchanges the refresh token and takes what comes.
    async fn renews(&self, phone: &mut Handset, nonce: &str) -> Answer {
        let asked = phone.key.renews(&phone.refresh, nonce);
        let answer = self.post("/v1/token", "", asked).await;
        if answer.status == 200 {
            let reply: TokenReply = serde_json::from_slice(&answer.bytes).unwrap();
            (phone.token, phone.refresh) = (reply.token, reply.refresh);
        }
        answer
    }

    /// Pushes changes under these numbers.
    async fn pushes(&self, phone: &Handset, changes: &[(u64, &Change)]) -> Answer {
        let pushed = changes.iter().map(|(sequence, one)| PushedChange {
            sequence: *sequence,
            bytes: one.bytes().unwrap(),
        });
        let request = Request {
            head: head(),
            changes: pushed.collect(),
            texts: Vec::new(),
        };
        self.exchanges(&phone.token, &request).await
    }

    /// Makes one round trip and unpacks what comes.
    async fn exchanges(&self, token: &str, request: &Request) -> Answer {
        let mut answer = self
            .sync(token, write_request(request).unwrap(), None)
            .await;
        if answer.headers.contains_key("content-encoding") {
            answer.bytes = zstd::decode_all(answer.bytes.as_slice()).unwrap();
        }
        answer
    }

    /// Revokes a person, or takes that back.
    fn revokes(&self, person: PersonId, is_so: bool) {
        self.clock.advance(1);
        let set = [(Field::from("revoked"), Value::Bool(is_so))].into();
        let target = person;
        let body = Happened::PersonEdited(Edited { target, set });
        self.registrar().say(self.organisation, None, body).unwrap();
    }

    /// Revokes one phone.
    fn revokes_phone(&self, device: DeviceId) {
        let set = [(Field::from("revoked"), Value::Bool(true))].into();
        let target = device;
        let body = Happened::DeviceEdited(Edited { target, set });
        self.registrar().say(self.organisation, None, body).unwrap();
    }

    /// A report that a task is done.
    fn done(&self, task: &Change) -> Change {
        self.says(Happened::TaskCompleted(StatusReport {
            task: RecordId::from(task.id).into(),
            reason: String::new(),
            fix: None,
        }))
    }

    /// How many sessions a phone has in the store, ended ones left out.
    fn sessions_of(&self, device: DeviceId) -> usize {
        let now = self.host.seams.clock.wall();
        let all = self.host.store.sessions(self.organisation, now).unwrap();
        all.iter().filter(|one| one.device == device).count()
    }
}

/// Reads a reply to a sync.
fn reply(answer: &Answer) -> Reply<'_> {
    assert_eq!(answer.status, 200, "{}", answer.json());
    read_reply(&answer.bytes).unwrap()
}
