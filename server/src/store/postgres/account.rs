//! Logins, sessions and devices, on PostgreSQL.

use outrider_model::id::{DeviceId, OrganisationId, PersonId};
use outrider_model::record::DeviceKind;
use tokio_postgres::Row;

use super::super::{Account, Accounts, DeviceSeen, Session, StoreError};
use super::statement::{cells, statements};
use super::talk::{Cell, get, hash, plain};
use super::{Postgres, cell, taken};

statements! {
    /// A login over the old one.
    SAVE = "INSERT INTO account (org, person, login, argon2id, email) VALUES ($1, $2, $3, $4, $5) \
        ON CONFLICT (org, person) DO UPDATE SET login = excluded.login, \
        argon2id = excluded.argon2id, email = excluded.email";
    /// A login by its name.
    ACCOUNT = "SELECT person, login, argon2id, email FROM account WHERE org = $1 AND login = $2";
    /// Every login.
    ACCOUNTS = "SELECT person, login, argon2id, email FROM account WHERE org = $1 ORDER BY login";
    /// A new session.
    OPEN = "INSERT INTO session (org, token_hash, person, device, kind, name, scopes, opened, \
        expires, revoked) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    /// The end, without a trace, of a device's sessions.
    SUPERSEDE = "DELETE FROM session WHERE org = $1 AND person = $2 AND device = $3";
    /// A session by its token.
    SESSION = "SELECT token_hash, person, device, kind, name, scopes, opened, expires, revoked \
        FROM session WHERE org = $1 AND token_hash = $2";
    /// Sessions that have not ended.
    SESSIONS = "SELECT token_hash, person, device, kind, name, scopes, opened, expires, revoked \
        FROM session WHERE org = $1 AND revoked IS NULL AND expires > $2 \
        ORDER BY person, token_hash";
    /// The end of a session.
    END = "UPDATE session SET revoked = $3 \
        WHERE org = $1 AND token_hash = $2 AND revoked IS NULL";
    /// The end of a person's sessions.
    END_ALL = "UPDATE session SET revoked = $4 WHERE org = $1 AND person = $2 \
        AND ($3::uuid IS NULL OR device = $3) AND revoked IS NULL";
    /// When devices were last seen.
    SAW = "INSERT INTO device (org, device, person, kind, last_sync, seq, waiting) \
        VALUES ($1, $2, $3, $4, $5, $6, $7) \
        ON CONFLICT (org, device) DO UPDATE SET person = excluded.person, kind = excluded.kind, \
        last_sync = coalesce(excluded.last_sync, device.last_sync), seq = excluded.seq, \
        waiting = excluded.waiting";
    /// Every device.
    DEVICES = "SELECT device, person, kind, last_sync, seq, forks, waiting FROM device \
        WHERE org = $1 ORDER BY person, device";
}

impl Accounts for Postgres {
    fn save_account(
        &self,
        organisation: OrganisationId,
        account: &Account,
    ) -> Result<(), StoreError> {
        let cells = cells![
            account.person.0,
            login(&account.login),
            account.password.clone(),
            plain(&account.email),
        ];
        self.write_of(organisation, |talk| {
            talk.run_or(SAVE, cells, taken("login"))?;
            Ok(())
        })
    }

    fn account(
        &self,
        organisation: OrganisationId,
        name: &str,
    ) -> Result<Option<Account>, StoreError> {
        self.read_of(organisation, |talk| {
            let row = talk.row(ACCOUNT, cells![login(name)])?;
            row.as_ref().map(account).transpose()
        })
    }

    fn accounts(&self, organisation: OrganisationId) -> Result<Vec<Account>, StoreError> {
        self.read_of(organisation, |talk| {
            let rows = talk.rows(ACCOUNTS, cells![])?;
            rows.iter().map(account).collect()
        })
    }

    fn open_session(&self, session: &Session) -> Result<(), StoreError> {
        self.write_of(session.organisation, |talk| {
            talk.run_or(OPEN, session_cells(session), taken("token"))?;
            Ok(())
        })
    }

    fn replace_sessions(&self, session: &Session) -> Result<(), StoreError> {
        self.write_of(session.organisation, |talk| {
            talk.run(SUPERSEDE, cells![session.person.0, session.device.0])?;
            talk.run_or(OPEN, session_cells(session), taken("token"))?;
            Ok(())
        })
    }

    fn session(
        &self,
        organisation: OrganisationId,
        token_hash: &[u8; 32],
    ) -> Result<Option<Session>, StoreError> {
        let found = self.read_of(organisation, |talk| {
            let row = talk.row(SESSION, cells![token_hash.to_vec()])?;
            row.map(|row| session(organisation, &row)).transpose()
        });
        match found {
            // A token may name an organisation that never was.
            Err(StoreError::NoSuchOrganisation) => Ok(None),
            found => found,
        }
    }

    fn sessions(&self, organisation: OrganisationId, now: i64) -> Result<Vec<Session>, StoreError> {
        self.read_of(organisation, |talk| {
            let rows = talk.rows(SESSIONS, cells![now])?;
            rows.iter().map(|row| session(organisation, row)).collect()
        })
    }

    fn end_session(
        &self,
        organisation: OrganisationId,
        token_hash: &[u8; 32],
        now: i64,
    ) -> Result<(), StoreError> {
        self.write_of(organisation, |talk| {
            talk.send(END, cells![token_hash.to_vec(), now])
        })
    }

    fn end_sessions(
        &self,
        organisation: OrganisationId,
        person: PersonId,
        device: Option<DeviceId>,
        now: i64,
    ) -> Result<usize, StoreError> {
        self.write_of(organisation, |talk| {
            talk.run(END_ALL, cells![person.0, device.map(|id| id.0), now])
        })
    }

    /// In the order of devices, so that two servers that note the same ones do not wait for each
    /// other.
    fn saw(&self, organisation: OrganisationId, seen: &[DeviceSeen]) -> Result<(), StoreError> {
        let mut seen: Vec<&DeviceSeen> = seen.iter().collect();
        seen.sort_by_key(|seen| seen.device);
        self.write_of(organisation, |talk| {
            for device in seen {
                let cells = cells![
                    device.device.0,
                    device.person.0,
                    device.kind.as_str().to_owned(),
                    device.last_sync,
                    cell::stored(device.seq),
                    cell::stored(device.waiting),
                ];
                talk.send(SAW, cells)?;
            }
            Ok(())
        })
    }

    fn devices(&self, organisation: OrganisationId) -> Result<Vec<DeviceSeen>, StoreError> {
        self.read_of(organisation, |talk| {
            talk.rows(DEVICES, cells![])?.iter().map(device).collect()
        })
    }
}

fn login(name: &str) -> String {
    plain(&name.to_lowercase())
}

fn account(row: &Row) -> Result<Account, StoreError> {
    Ok(Account {
        person: PersonId(get(row, 0)?),
        login: get(row, 1)?,
        password: get(row, 2)?,
        email: get(row, 3)?,
    })
}

fn session(organisation: OrganisationId, row: &Row) -> Result<Session, StoreError> {
    Ok(Session {
        organisation,
        token_hash: hash(row, 0)?,
        person: PersonId(get(row, 1)?),
        device: DeviceId(get(row, 2)?),
        kind: DeviceKind::from(get::<&str>(row, 3)?),
        name: get(row, 4)?,
        scopes: get(row, 5)?,
        opened: get(row, 6)?,
        expires: get(row, 7)?,
        revoked: get(row, 8)?,
    })
}

fn device(row: &Row) -> Result<DeviceSeen, StoreError> {
    Ok(DeviceSeen {
        device: DeviceId(get(row, 0)?),
        person: PersonId(get(row, 1)?),
        kind: DeviceKind::from(get::<&str>(row, 2)?),
        last_sync: get(row, 3)?,
        seq: cell::count(get(row, 4)?)?,
        forks: cell::count(get(row, 5)?)?,
        waiting: cell::count(get(row, 6)?)?,
    })
}

fn session_cells(session: &Session) -> Vec<Cell> {
    cells![
        session.token_hash.to_vec(),
        session.person.0,
        session.device.0,
        session.kind.as_str().to_owned(),
        plain(&session.name),
        session.scopes.clone(),
        session.opened,
        session.expires,
        session.revoked,
    ]
}
