//! What is forgotten, on PostgreSQL.

use std::time::Duration;

use outrider_model::id::{OrganisationId, PersonId};

use super::super::{Erasure, StoreError};
use super::statement::{Sql, cells, statements};
use super::{Postgres, failed};

statements! {
    /// A person's login.
    ACCOUNT = "DELETE FROM account WHERE org = $1 AND person = $2";
    /// His sessions.
    SESSION = "DELETE FROM session WHERE org = $1 AND person = $2";
    /// His credentials.
    CREDENTIAL = "DELETE FROM credential WHERE org = $1 AND person = $2";
    /// His tickets.
    TICKET = "DELETE FROM ticket WHERE org = $1 AND person = $2";
    /// His families of tokens.
    FAMILY = "DELETE FROM family WHERE org = $1 AND person = $2";
    /// His parcels.
    PARCEL = "DELETE FROM parcel WHERE org = $1 AND person = $2";
    /// What of his is in quarantine.
    QUARANTINE = "DELETE FROM quarantine WHERE org = $1 AND author = $2";
    /// Sessions that ended.
    OLD_SESSION = "DELETE FROM session WHERE org = $1 AND (expires < $2 OR revoked < $2)";
    /// Tickets that ended.
    OLD_TICKET = "DELETE FROM ticket WHERE org = $1 AND (expires < $2 OR spent < $2)";
    /// Families that ended.
    OLD_FAMILY = "DELETE FROM family WHERE org = $1 AND (expires < $2 OR revoked < $2)";
    /// Parcels that nobody took.
    OLD_PARCEL = "DELETE FROM parcel WHERE org = $1 AND expires < $2";
}

/// How long the whole database may take to be swept.
const LONG: Duration = Duration::from_secs(3600);

const OF_PERSON: [Sql; 7] = [
    ACCOUNT, SESSION, CREDENTIAL, TICKET, FAMILY, PARCEL, QUARANTINE,
];
const OLD: [Sql; 4] = [OLD_SESSION, OLD_TICKET, OLD_FAMILY, OLD_PARCEL];

impl Erasure for Postgres {
    fn forget_access(
        &self,
        organisation: OrganisationId,
        person: PersonId,
    ) -> Result<(), StoreError> {
        self.write_of(organisation, |talk| {
            OF_PERSON
                .into_iter()
                .try_for_each(|sql| talk.send(sql, cells![person.0]))
        })
    }

    fn sweep_access(&self, organisation: OrganisationId, before: i64) -> Result<usize, StoreError> {
        self.write_of(organisation, |talk| {
            let mut swept = 0;
            for sql in OLD {
                swept += talk.run(sql, cells![before])?;
            }
            Ok(swept)
        })
    }

    /// The pages of forgotten rows are given back for new ones to be written over them; the
    /// database's own log and its backups forget in their own time.
    fn scrub(&self) -> Result<(), StoreError> {
        let link = self.parts.link()?.link;
        for words in ["SET statement_timeout = 0", "VACUUM"] {
            self.parts
                .engine
                .wait_for(LONG, link.client.batch_execute(words))?
                .map_err(failed("giving up what was forgotten"))?;
        }
        // Its time for statements is not the others' any more.
        drop(link);
        Ok(())
    }
}
