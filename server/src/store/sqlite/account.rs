//! Logins, sessions and devices, on SQLite.

use outrider_model::id::{DeviceId, OrganisationId, PersonId};
use outrider_model::record::DeviceKind;
use rusqlite::{OptionalExtension, Row, Transaction, params};

use super::super::{Account, Accounts, DeviceSeen, Session, StoreError};
use super::{Sqlite, blob, number, taken};

const SESSIONS: &str = "SELECT token_hash, person, device, kind, name, scopes, opened, expires, \
     revoked FROM session WHERE org = ?1";

impl Accounts for Sqlite {
    fn save_account(
        &self,
        organisation: OrganisationId,
        account: &Account,
    ) -> Result<(), StoreError> {
        self.write_of(organisation, |transaction, org| {
            let mut statement = transaction.prepare_cached(
                "INSERT INTO account (org, person, login, argon2id, email) VALUES (?1, ?2, ?3, ?4, ?5) \
                 ON CONFLICT (org, person) DO UPDATE SET login = excluded.login, \
                 argon2id = excluded.argon2id, email = excluded.email",
            )?;
            let login = account.login.to_lowercase();
            statement
                .execute(params![
                    org,
                    account.person.0.as_bytes(),
                    login,
                    account.password,
                    account.email
                ])
                .map_err(taken("login"))?;
            Ok(())
        })
    }

    fn account(
        &self,
        organisation: OrganisationId,
        login: &str,
    ) -> Result<Option<Account>, StoreError> {
        self.read_of(organisation, |reader, org| {
            let mut statement = reader.prepare_cached(
                "SELECT person, login, argon2id, email FROM account WHERE org = ?1 AND login = ?2",
            )?;
            Ok(statement
                .query_row(params![org, login.to_lowercase()], account)
                .optional()?)
        })
    }

    fn accounts(&self, organisation: OrganisationId) -> Result<Vec<Account>, StoreError> {
        self.read_of(organisation, |reader, org| {
            let mut statement = reader.prepare_cached(
                "SELECT person, login, argon2id, email FROM account WHERE org = ?1 ORDER BY login",
            )?;
            Ok(statement
                .query_map(params![org], account)?
                .collect::<Result<_, _>>()?)
        })
    }

    fn open_session(&self, session: &Session) -> Result<(), StoreError> {
        self.write_of(session.organisation, |transaction, org| {
            insert_session(transaction, org, session)
        })
    }

    fn replace_sessions(&self, session: &Session) -> Result<(), StoreError> {
        self.write_of(session.organisation, |transaction, org| {
            transaction.execute(
                "DELETE FROM session WHERE org = ?1 AND person = ?2 AND device = ?3",
                params![
                    org,
                    session.person.0.as_bytes(),
                    session.device.0.as_bytes()
                ],
            )?;
            insert_session(transaction, org, session)
        })
    }

    fn session(
        &self,
        organisation: OrganisationId,
        token_hash: &[u8; 32],
    ) -> Result<Option<Session>, StoreError> {
        self.read(|reader| {
            // A token may name an organisation that never was.
            let Ok(org) = number(reader, organisation) else {
                return Ok(None);
            };
            let mut statement =
                reader.prepare_cached(&format!("{SESSIONS} AND token_hash = ?2"))?;
            Ok(statement
                .query_row(params![org, token_hash], |row| session(organisation, row))
                .optional()?)
        })
    }

    fn sessions(&self, organisation: OrganisationId, now: i64) -> Result<Vec<Session>, StoreError> {
        self.read_of(organisation, |reader, org| {
            let mut statement = reader.prepare_cached(&format!(
                "{SESSIONS} AND revoked IS NULL AND expires > ?2 ORDER BY person, token_hash"
            ))?;
            Ok(statement
                .query_map(params![org, now], |row| session(organisation, row))?
                .collect::<Result<_, _>>()?)
        })
    }

    fn end_session(
        &self,
        organisation: OrganisationId,
        token_hash: &[u8; 32],
        now: i64,
    ) -> Result<(), StoreError> {
        self.write_of(organisation, |transaction, org| {
            transaction.execute(
                "UPDATE session SET revoked = ?3 \
                 WHERE org = ?1 AND token_hash = ?2 AND revoked IS NULL",
                params![org, token_hash, now],
            )?;
            Ok(())
        })
    }

    fn end_sessions(
        &self,
        organisation: OrganisationId,
        person: PersonId,
        device: Option<DeviceId>,
        now: i64,
    ) -> Result<usize, StoreError> {
        self.write_of(organisation, |transaction, org| {
            let of = device.as_ref().map(|id| id.0.as_bytes());
            Ok(transaction.execute(
                "UPDATE session SET revoked = ?4 WHERE org = ?1 AND person = ?2 \
                 AND (?3 IS NULL OR device = ?3) AND revoked IS NULL",
                params![org, person.0.as_bytes(), of, now],
            )?)
        })
    }

    fn saw(&self, organisation: OrganisationId, seen: &[DeviceSeen]) -> Result<(), StoreError> {
        self.write_of(organisation, |transaction, org| {
            let mut statement = transaction.prepare_cached(
                "INSERT INTO device (org, device, person, kind, last_sync, seq, waiting) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) \
                 ON CONFLICT (org, device) DO UPDATE SET person = excluded.person, kind = excluded.kind, \
                 last_sync = coalesce(excluded.last_sync, last_sync), seq = excluded.seq, \
                 waiting = excluded.waiting",
            )?;
            for device in seen {
                statement.execute(params![
                    org,
                    device.device.0.as_bytes(),
                    device.person.0.as_bytes(),
                    device.kind.as_str(),
                    device.last_sync,
                    blob::stored(device.seq),
                    blob::stored(device.waiting),
                ])?;
            }
            Ok(())
        })
    }

    fn devices(&self, organisation: OrganisationId) -> Result<Vec<DeviceSeen>, StoreError> {
        self.read_of(organisation, |reader, org| {
            let mut statement = reader.prepare_cached(
                "SELECT device, person, kind, last_sync, seq, forks, waiting FROM device WHERE org = ?1 \
                 ORDER BY person, device",
            )?;
            let mut rows = statement.query(params![org])?;
            let mut devices = Vec::new();
            while let Some(row) = rows.next()? {
                devices.push(DeviceSeen {
                    device: DeviceId(blob::uuid(row, 0)?),
                    person: PersonId(blob::uuid(row, 1)?),
                    kind: DeviceKind::from(
                        row.get_ref(2)?.as_str().map_err(rusqlite::Error::from)?,
                    ),
                    last_sync: row.get(3)?,
                    seq: blob::count(row.get(4)?)?,
                    forks: blob::count(row.get(5)?)?,
                    waiting: blob::count(row.get(6)?)?,
                });
            }
            Ok(devices)
        })
    }
}

/// Reads a row of [`SESSIONS`].
fn insert_session(
    transaction: &Transaction<'_>,
    org: i64,
    session: &Session,
) -> Result<(), StoreError> {
    let mut statement = transaction.prepare_cached(
        "INSERT INTO session (org, token_hash, person, device, kind, name, scopes, opened, \
         expires, revoked) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )?;
    statement
        .execute(params![
            org,
            session.token_hash,
            session.person.0.as_bytes(),
            session.device.0.as_bytes(),
            session.kind.as_str(),
            session.name,
            session.scopes,
            session.opened,
            session.expires,
            session.revoked,
        ])
        .map_err(taken("token"))?;
    Ok(())
}

fn session(organisation: OrganisationId, row: &Row<'_>) -> rusqlite::Result<Session> {
    Ok(Session {
        organisation,
        token_hash: row.get(0)?,
        person: PersonId(blob::uuid(row, 1)?),
        device: DeviceId(blob::uuid(row, 2)?),
        kind: DeviceKind::from(row.get_ref(3)?.as_str()?),
        name: row.get(4)?,
        scopes: row.get(5)?,
        opened: row.get(6)?,
        expires: row.get(7)?,
        revoked: row.get(8)?,
    })
}

fn account(row: &Row<'_>) -> rusqlite::Result<Account> {
    Ok(Account {
        person: PersonId(blob::uuid(row, 0)?),
        login: row.get(1)?,
        password: row.get(2)?,
        email: row.get(3)?,
    })
}
