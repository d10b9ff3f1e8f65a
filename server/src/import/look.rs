//! Reads whom and what the organisation has, for the words of a table.

use outrider_model::id::RecordId;
use outrider_model::record::{
    ActivityType, BUILT_IN, Customer, Kind, Person, Record, Role, Team, built_in_id,
};

use super::directory::Directory;
use super::{Importer, What};
use crate::error::ServerError;
use crate::store::{CustomerFilter, Query, Stored};

/// More records of one kind than any organisation has.
const ALL: usize = 10_000_000;

impl Importer<'_> {
    /// Reads what words of a table can stand for.
    ///
    /// # Errors
    /// [`ServerError`] when the store cannot be read.
    pub fn directory(&self, what: What) -> Result<Directory, ServerError> {
        let mut directory = Directory::default();
        for record in self.all(&Query::People)? {
            let person: Person = record.read().map_err(ServerError::internal)?;
            if person.revoked {
                continue;
            }
            directory
                .people
                .add(1, &record.id.to_string(), record.id.into());
            directory.people.add(2, &person.name, record.id.into());
            if person.role == Role::Rep {
                directory.reps.push(record.id.into());
            }
        }
        for account in self.store.accounts(self.organisation)? {
            directory.people.add(0, &account.login, account.person);
        }
        for record in self.all(&Query::Kind(Kind::Team))? {
            let team: Team = record.read().map_err(ServerError::internal)?;
            directory
                .teams
                .add(1, &record.id.to_string(), record.id.into());
            directory.teams.add(2, &team.name, record.id.into());
        }
        if what == What::Tasks {
            self.add_activities(&mut directory)?;
            self.add_customers(&mut directory)?;
        }
        Ok(directory)
    }

    fn add_activities(&self, directory: &mut Directory) -> Result<(), ServerError> {
        for (short_name, _) in BUILT_IN {
            directory
                .activities
                .add(0, short_name, built_in_id(self.organisation, short_name));
        }
        for record in self.all(&Query::Kind(Kind::ActivityType))? {
            let activity: ActivityType = record.read().map_err(ServerError::internal)?;
            directory
                .activities
                .add(1, &record.id.to_string(), record.id.into());
            directory
                .activities
                .add(2, &activity.name, record.id.into());
        }
        Ok(())
    }

    fn add_customers(&self, directory: &mut Directory) -> Result<(), ServerError> {
        for record in self.all(&Query::Customers(CustomerFilter::default()))? {
            let customer: Customer = record.read().map_err(ServerError::internal)?;
            directory
                .customers
                .add(0, &record.id.to_string(), record.id.into());
            directory.customers.add(1, &customer.code, record.id.into());
            directory.customers.add(2, &customer.name, record.id.into());
        }
        Ok(())
    }

    /// Reads every record of a query.
    pub(super) fn all(&self, query: &Query) -> Result<Vec<Record>, ServerError> {
        let stored = self
            .store
            .records(self.organisation, query, self.viewer, ALL, 0)?;
        stored.iter().map(parse).collect()
    }

    /// Reads records by id, some at a time.
    pub(super) fn by_ids(&self, ids: &[RecordId]) -> Result<Vec<Record>, ServerError> {
        let mut found = Vec::new();
        for some in ids.chunks(500) {
            found.extend(self.all(&Query::Ids(some.to_vec()))?);
        }
        Ok(found)
    }
}

fn parse(stored: &Stored) -> Result<Record, ServerError> {
    Record::parse(&stored.bytes).map_err(ServerError::internal)
}
