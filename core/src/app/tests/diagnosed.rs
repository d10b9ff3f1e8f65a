//! What a rep can send when something is wrong.

use super::canaries::{Canaries, PLACE};
use super::*;
use crate::space::Space;

struct Nearly;

impl Space for Nearly {
    fn free(&self) -> Option<u64> {
        Some(1_000)
    }
}

#[test]
fn diagnostics_say_how_things_stand_and_nothing_that_anybody_wrote() {
    let mut phone = Phone::enrolled();
    phone.config.space = Arc::new(Nearly);
    let phone = phone.reopened();
    let words = Canaries::written(&phone);
    assert!(words.0.len() >= 50);
    // Some are refused for their size, the next get no answer.
    phone.net.server().too_large = 0;
    phone.app.sync_now().unwrap();
    phone.net.server().too_large = usize::MAX;
    let more = Canaries::written(&phone);
    phone.fails([Fault::Offline]);
    let text = phone.app.diagnostics();
    for line in [
        "version: 0.",
        "schema: ",
        "device: 0",
        "server: http\n",
        "storage: Full\n",
        "records: ",
        "customer 8",
        "refused because: too_large ",
        "drafts: 8, 8 of them here alone\n",
        "sync: ",
        "offline since: 0 s ago\n",
        "last receipt: ",
        "last failure: Unreachable\n",
        "failures in a row: ",
        "next exchange: in ",
        " exchanges, ",
    ] {
        assert!(text.contains(line), "{line:?} in\n{text}");
    }
    let keys = [crate::app::tokens::SESSION];
    let secrets = keys.map(|key| phone.config.keystore.get(key).unwrap().unwrap());
    let tokens: Vec<&str> = secrets[0]
        .split('"')
        .filter(|part| part.len() > 6)
        .collect();
    let ids: Vec<String> = phone
        .app
        .store()
        .read(|reader| {
            let mut ids = vec![server::ANNA.to_string(), server::ORGANISATION.to_string()];
            for kind in outrider_model::record::Kind::KNOWN {
                let records = reader.records(kind)?;
                ids.extend(records.iter().map(|record| record.id.to_string()));
            }
            Ok(ids)
        })
        .unwrap();
    let said = words
        .0
        .iter()
        .chain(&more.0)
        .chain(&ids)
        .map(String::as_str);
    let said = said.chain(PLACE).chain(tokens);
    for told in said.chain(["Anna", "Boss", "Acme", "localhost", "Visit"]) {
        assert!(!text.contains(told), "{told:?} in\n{text}");
    }
}

#[test]
fn a_phone_that_is_nobodys_has_diagnostics_too() {
    let text = Phone::fresh().app.diagnostics();
    assert!(text.contains("device: not enrolled\n"), "{text}");
    assert!(text.contains("sync: sign-in needed\n"), "{text}");
}
