//! An organisation that has something in every room of its store.

use std::collections::{BTreeMap, BTreeSet};

use outrider_model::audience::Audience;
use outrider_model::columns::Cells;
use outrider_model::decide::Verdict;
use outrider_model::id::{
    ChangeId, DeviceId, EpochId, ImportId, OrganisationId, PersonId, RecordId,
};
use outrider_model::record::{DeviceKind, Kind, Organisation};
use outrider_model::stamp::Stamp;
use uuid::Uuid;

use crate::ingest::{Founding, found};
use crate::store::transfer::{Cell, TABLES};
use crate::store::{
    Account, AuditLine, Credential, CredentialKind, Custody, Detained, DeviceSeen, Family, Head,
    Import, Judgement, Ledger, Membership, Move, Parcel, Place, Purpose, Put, Session, StandingRow,
    Store, StoreError, Ticket,
};

pub(super) fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

pub(super) fn person(number: u128) -> PersonId {
    PersonId(id(number))
}

pub(super) fn device(number: u128) -> DeviceId {
    DeviceId(id(number))
}

pub(super) fn record(number: u128) -> RecordId {
    RecordId(id(number))
}

/// Founds another organisation.
pub(in crate::store) fn another(store: &dyn Store, number: u128, slug: &str) -> OrganisationId {
    let organisation = OrganisationId(id(number));
    let founding = Founding {
        id: organisation,
        slug: slug.into(),
        settings: Organisation {
            name: slug.into(),
            currency: "EUR".into(),
            zone: "UTC".into(),
            hours: BTreeMap::new(),
            reasons: BTreeMap::new(),
        },
        epoch: EpochId(id(number + 1)),
    };
    found(store, &founding, 1_760_000_000_000_000).unwrap();
    organisation
}

pub(super) fn account(of: u128, login: &str) -> Account {
    Account {
        person: person(of),
        login: login.into(),
        password: "x".into(),
        email: format!("{login}@mail.test"),
    }
}

pub(super) fn session(organisation: OrganisationId, token: u8, of: u128) -> Session {
    Session {
        organisation,
        token_hash: [token; 32],
        person: person(of),
        device: device(u128::from(token)),
        kind: DeviceKind::Phone,
        name: "A phone".into(),
        scopes: Some("read".into()),
        opened: 1,
        expires: 100,
        revoked: None,
    }
}

pub(super) fn ticket(organisation: OrganisationId, secret: u8, of: u128) -> Ticket {
    Ticket {
        organisation,
        hash: [secret; 32],
        purpose: Purpose::Enrol,
        person: Some(person(of)),
        data: r#"{"a":1}"#.into(),
        made: 1,
        expires: 100,
    }
}

pub(super) fn credential(number: u128, of: u128) -> Credential {
    Credential {
        id: id(number),
        person: person(of),
        kind: CredentialKind::Passkey,
        name: "A key".into(),
        handle: number.to_be_bytes().to_vec(),
        data: "{}".into(),
        made: 1,
        used: None,
    }
}

pub(super) fn family(organisation: OrganisationId, phone: u128, of: u128) -> Family {
    Family {
        organisation,
        device: device(phone),
        person: person(of),
        key: vec![4; 65],
        seed: [1; 32],
        generation: 0,
        current: [2; 32],
        previous: None,
        nonce: None,
        expires: 100,
        revoked: None,
    }
}

/// The family after a rotation.
pub(super) fn turned(family: &Family, token: u8) -> Family {
    Family {
        generation: family.generation + 1,
        current: [token; 32],
        previous: Some(family.current),
        nonce: Some([9; 32]),
        ..family.clone()
    }
}

pub(super) fn detained(number: u128, of: u128) -> Detained {
    Detained {
        change: ChangeId(id(number)),
        author: person(of),
        device: device(7),
        received: i64::try_from(number).unwrap(),
        bytes: b"{\"kept\":\"as it came\"}".to_vec(),
        custody: Custody::Waiting,
        settled_by: None,
        settled: None,
    }
}

pub(super) fn parcel(organisation: OrganisationId, number: u128, of: u128) -> Parcel {
    Parcel {
        organisation,
        id: id(number),
        person: person(of),
        sealed: vec![0, 1, 2, 255],
        expires: 100,
        taken: None,
    }
}

pub(super) fn seen(phone: u128, of: u128) -> DeviceSeen {
    DeviceSeen {
        device: device(phone),
        person: person(of),
        kind: DeviceKind::Phone,
        last_sync: Some(5),
        seq: 3,
        forks: 0,
        waiting: 2,
    }
}

pub(super) fn import(number: u128) -> Import {
    Import {
        id: ImportId(id(number)),
        what: "customers".into(),
        file: "list.csv".into(),
        person: person(1),
        at: 5,
        undone: None,
        records: 0,
    }
}

pub(super) fn line(number: u64, of: u128) -> AuditLine {
    AuditLine {
        number,
        at: 10 * i64::try_from(number).unwrap(),
        actor: Some(person(of)),
        device: Some(device(7)),
        action: "push".into(),
        subject: Some(record(9)),
        keyed_by: Some(person(of)),
        detail: Some("{\"said\":\"words\"}".into()),
        digest: [3; 32],
        hash: [u8::try_from(number).unwrap(); 32],
    }
}

/// Does something with every method of the ledger; returns where the record is kept.
pub(in crate::store) fn write(ledger: &mut dyn Ledger, number: u128) -> Result<Place, StoreError> {
    let (head, of) = (ledger.head(), record(number));
    let seq = head.seq + 1;
    let put = Put {
        place: None,
        id: of,
        kind: &Kind::Team,
        home: of,
        seq,
        bytes: b"{}",
        cells: &Cells::Plain,
    };
    let place = ledger.put(&put)?;
    let again = Put {
        place: Some(place),
        bytes: b"{\"again\":1}",
        ..put
    };
    assert_eq!(ledger.put(&again)?, place);
    ledger.judged(&judgement(number, seq))?;
    ledger.touch(of, seq)?;
    ledger.keep_text(of, "words, \0 and ünïcödé", 5)?;
    ledger.bring(ImportId(id(3)), place)?;
    ledger.count_fork(device(number), person(1))?;
    ledger.set_membership(&membership(number))?;
    ledger.add_standing(place, &standing(number))?;
    let everybody = BTreeSet::from([Audience::Organisation, Audience::Person(person(number))]);
    ledger.move_feed(place, &everybody, seq, Move::New)?;
    let tip = ledger.audit_tip()?;
    ledger.append_audit(&line(tip.number + 1, 1))?;
    ledger.keep_audit_key(person(number), &[5; 32])?;
    ledger.set_head(Head {
        seq,
        received: head.received + 1,
        directory: head.directory + 1,
    });
    Ok(place)
}

pub(super) fn judgement(number: u128, seq: u64) -> Judgement<'static> {
    Judgement {
        change: ChangeId(id(number)),
        mends: None,
        seq,
        author: person(1),
        device: device(7),
        sequence: Some(seq),
        from_phone: true,
        stamp: Stamp(5),
        authority: Stamp(4),
        received: 6,
        hash: [6; 32],
        verdict: &Verdict::Applied,
        payload: Some(b"{\"words\":1}"),
    }
}

pub(super) fn membership(number: u128) -> Membership {
    Membership {
        person: person(number),
        audience: Audience::Organisation,
        since: 1,
        until: None,
    }
}

pub(super) fn standing(number: u128) -> StandingRow {
    StandingRow {
        home: record(number),
        audience: Audience::Person(person(number)),
        lapses: Some(50),
    }
}

/// Puts something into every room beside the ledger's.
pub(super) fn furnish(store: &dyn Store, organisation: OrganisationId) {
    store
        .save_account(organisation, &account(1, "ada"))
        .unwrap();
    store.open_session(&session(organisation, 1, 1)).unwrap();
    store.save_ticket(&ticket(organisation, 1, 1)).unwrap();
    store
        .save_credential(organisation, &credential(1, 1))
        .unwrap();
    store.save_family(&family(organisation, 1, 1)).unwrap();
    store.quarantine(organisation, &[detained(1, 1)]).unwrap();
    store.save_parcel(&parcel(organisation, 1, 1)).unwrap();
    store
        .save_setting(organisation, "mail", Some("{}"))
        .unwrap();
    store.saw(organisation, &[seen(1, 1)]).unwrap();
    store.save_import(organisation, &import(3)).unwrap();
}

/// Everything that an organisation is.
pub(in crate::store) struct Whole {
    head: Head,
    digest: [u8; 32],
    tables: BTreeMap<&'static str, Vec<Vec<Cell>>>,
}

impl Whole {
    pub(in crate::store) fn of(store: &dyn Store, organisation: OrganisationId) -> Whole {
        let mut whole = None;
        store
            .hand_over(organisation, &mut |source| {
                let mut tables = BTreeMap::new();
                for table in TABLES {
                    let mut rows = Vec::new();
                    source.rows(table, &mut |row| {
                        rows.push(row.to_vec());
                        Ok(())
                    })?;
                    tables.insert(table.name, rows);
                }
                whole = Some(Whole {
                    head: source.manifest()?.head,
                    digest: source.digest()?,
                    tables,
                });
                Ok(())
            })
            .unwrap();
        whole.unwrap()
    }

    /// Names the tables that are empty.
    pub(super) fn bare(&self) -> BTreeSet<&'static str> {
        let bare = self.tables.iter().filter(|(_, rows)| rows.is_empty());
        bare.map(|(name, _)| *name).collect()
    }

    /// Names what is not as it is in another.
    pub(in crate::store) fn differs(&self, other: &Whole) -> Vec<&'static str> {
        let mut names: Vec<&'static str> = self
            .tables
            .iter()
            .filter(|(name, rows)| other.tables.get(*name) != Some(rows))
            .map(|(name, _)| *name)
            .collect();
        names.extend((self.head != other.head).then_some("head"));
        names.extend((self.digest != other.digest).then_some("digest"));
        names
    }
}

/// Takes back a step that only adds columns and indexes: what a store of the step before is.
pub(in crate::store) fn undone(step: &str) -> String {
    let (mut indexes, mut columns) = (String::new(), String::new());
    for line in step.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        match words.as_slice() {
            ["CREATE", "INDEX", index, ..] => indexes.push_str(&format!("DROP INDEX {index};")),
            ["ALTER", "TABLE", table, "ADD", "COLUMN", column, ..] => {
                let column = column.trim_end_matches(';');
                columns.push_str(&format!("ALTER TABLE {table} DROP COLUMN {column};"));
            }
            _ => {}
        }
    }
    indexes + &columns
}
