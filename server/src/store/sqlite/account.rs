//! Logins, sessions, enrolment codes and devices, on SQLite.

use outrider_model::id::{DeviceId, OrganisationId, PersonId};
use outrider_model::record::DeviceKind;
use rusqlite::{OptionalExtension, Row, params};

use super::super::{Account, Accounts, DeviceSeen, EnrolCode, Session, StoreError};
use super::{Sqlite, blob, taken};

const SESSIONS: &str = "SELECT organisation.id, token_hash, person, device, kind, expires, revoked \
     FROM session JOIN organisation USING (org)";

impl Accounts for Sqlite {
    fn save_account(
        &self,
        organisation: OrganisationId,
        account: &Account,
    ) -> Result<(), StoreError> {
        self.write_of(organisation, |transaction, org| {
            let mut statement = transaction.prepare_cached(
                "INSERT INTO account (org, person, login, argon2id) VALUES (?1, ?2, ?3, ?4) \
                 ON CONFLICT (org, person) DO UPDATE SET login = excluded.login, argon2id = excluded.argon2id",
            )?;
            let login = account.login.to_lowercase();
            statement
                .execute(params![org, account.person.0.as_bytes(), login, account.password])
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
                "SELECT person, login, argon2id FROM account WHERE org = ?1 AND login = ?2",
            )?;
            Ok(statement
                .query_row(params![org, login.to_lowercase()], account)
                .optional()?)
        })
    }

    fn accounts(&self, organisation: OrganisationId) -> Result<Vec<Account>, StoreError> {
        self.read_of(organisation, |reader, org| {
            let mut statement = reader.prepare_cached(
                "SELECT person, login, argon2id FROM account WHERE org = ?1 ORDER BY login",
            )?;
            Ok(statement
                .query_map(params![org], account)?
                .collect::<Result<_, _>>()?)
        })
    }

    fn open_session(&self, session: &Session) -> Result<(), StoreError> {
        self.write_of(session.organisation, |transaction, org| {
            let mut statement = transaction.prepare_cached(
                "INSERT INTO session (org, token_hash, person, device, kind, expires, revoked) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?;
            statement
                .execute(params![
                    org,
                    session.token_hash,
                    session.person.0.as_bytes(),
                    session.device.0.as_bytes(),
                    session.kind.as_str(),
                    session.expires,
                    session.revoked,
                ])
                .map_err(taken("token"))?;
            Ok(())
        })
    }

    fn session(&self, token_hash: &[u8; 32]) -> Result<Option<Session>, StoreError> {
        self.read(|reader| {
            let mut statement =
                reader.prepare_cached(&format!("{SESSIONS} WHERE token_hash = ?1"))?;
            Ok(statement
                .query_row(params![token_hash], session)
                .optional()?)
        })
    }

    fn sessions(&self, organisation: OrganisationId, now: i64) -> Result<Vec<Session>, StoreError> {
        self.read_of(organisation, |reader, org| {
            let mut statement = reader.prepare_cached(&format!(
                "{SESSIONS} WHERE session.org = ?1 AND revoked IS NULL AND expires > ?2 \
                 ORDER BY person, token_hash"
            ))?;
            Ok(statement
                .query_map(params![org, now], session)?
                .collect::<Result<_, _>>()?)
        })
    }

    fn end_session(&self, token_hash: &[u8; 32], now: i64) -> Result<(), StoreError> {
        self.write(|transaction| {
            transaction.execute(
                "UPDATE session SET revoked = ?2 WHERE token_hash = ?1 AND revoked IS NULL",
                params![token_hash, now],
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
            let ended = transaction.execute(
                "UPDATE session SET revoked = ?4 WHERE org = ?1 AND person = ?2 \
                 AND (?3 IS NULL OR device = ?3) AND revoked IS NULL",
                params![org, person.0.as_bytes(), of, now],
            )?;
            if device.is_none() {
                transaction.execute(
                    "UPDATE enrol_code SET used = ?3 WHERE org = ?1 AND person = ?2 AND used IS NULL",
                    params![org, person.0.as_bytes(), now],
                )?;
            }
            Ok(ended)
        })
    }

    fn save_code(&self, code: &EnrolCode) -> Result<(), StoreError> {
        self.write_of(code.organisation, |transaction, org| {
            let mut statement = transaction.prepare_cached(
                "INSERT INTO enrol_code (org, code_hash, person, expires) VALUES (?1, ?2, ?3, ?4)",
            )?;
            statement
                .execute(params![
                    org,
                    code.code_hash,
                    code.person.0.as_bytes(),
                    code.expires
                ])
                .map_err(taken("code"))?;
            Ok(())
        })
    }

    fn spend_code(&self, code_hash: &[u8; 32], now: i64) -> Result<Option<EnrolCode>, StoreError> {
        self.write(|transaction| {
            let spent = transaction.execute(
                "UPDATE enrol_code SET used = ?2 WHERE code_hash = ?1 AND used IS NULL AND expires > ?2",
                params![code_hash, now],
            )?;
            if spent == 0 {
                return Ok(None);
            }
            let code = transaction.query_row(
                "SELECT organisation.id, code_hash, person, expires \
                 FROM enrol_code JOIN organisation USING (org) WHERE code_hash = ?1",
                params![code_hash],
                |row| {
                    Ok(EnrolCode {
                        organisation: OrganisationId(blob::uuid(row, 0)?),
                        code_hash: row.get(1)?,
                        person: PersonId(blob::uuid(row, 2)?),
                        expires: row.get(3)?,
                    })
                },
            )?;
            Ok(Some(code))
        })
    }

    fn saw(&self, organisation: OrganisationId, seen: &[DeviceSeen]) -> Result<(), StoreError> {
        self.write_of(organisation, |transaction, org| {
            let mut statement = transaction.prepare_cached(
                "INSERT INTO device (org, device, person, kind, last_sync, seq) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6) \
                 ON CONFLICT (org, device) DO UPDATE SET person = excluded.person, kind = excluded.kind, \
                 last_sync = coalesce(excluded.last_sync, last_sync), seq = excluded.seq",
            )?;
            for device in seen {
                statement.execute(params![
                    org,
                    device.device.0.as_bytes(),
                    device.person.0.as_bytes(),
                    device.kind.as_str(),
                    device.last_sync,
                    blob::stored(device.seq),
                ])?;
            }
            Ok(())
        })
    }

    fn devices(&self, organisation: OrganisationId) -> Result<Vec<DeviceSeen>, StoreError> {
        self.read_of(organisation, |reader, org| {
            let mut statement = reader.prepare_cached(
                "SELECT device, person, kind, last_sync, seq, forks FROM device WHERE org = ?1 \
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
                });
            }
            Ok(devices)
        })
    }
}

/// Reads a row of [`SESSIONS`].
fn session(row: &Row<'_>) -> rusqlite::Result<Session> {
    Ok(Session {
        organisation: OrganisationId(blob::uuid(row, 0)?),
        token_hash: row.get(1)?,
        person: PersonId(blob::uuid(row, 2)?),
        device: DeviceId(blob::uuid(row, 3)?),
        kind: DeviceKind::from(row.get_ref(4)?.as_str()?),
        expires: row.get(5)?,
        revoked: row.get(6)?,
    })
}

fn account(row: &Row<'_>) -> rusqlite::Result<Account> {
    Ok(Account {
        person: PersonId(blob::uuid(row, 0)?),
        login: row.get(1)?,
        password: row.get(2)?,
    })
}
