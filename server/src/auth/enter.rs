//! Setting up. It blocks, on the store and on the hashing of passwords.

use outrider_model::record::{Organisation, Person, Role};

use super::password;
use super::registrar::{Registrar, admit_login};
use super::sign_in::SignedIn;
use crate::error::ServerError;

/// A new organisation with its first admin.
#[derive(Clone, Debug)]
pub struct FirstPerson {
    /// The organisation's short name.
    pub slug: String,
    /// Its settings.
    pub settings: Organisation,
    /// The admin's name.
    pub name: String,
    /// The admin's login.
    pub login: String,
    /// The admin's password.
    pub password: String,
}

impl Registrar<'_> {
    /// Founds the organisation of whoever sets the server up, and signs him in.
    ///
    /// # Errors
    /// As [`Registrar::found`] and [`Registrar::set_password`]; an organisation that was founded
    /// before the error stays, and the command line can go on with it.
    pub fn set_up(&self, first: &FirstPerson, agent: &str) -> Result<SignedIn, ServerError> {
        let login = admit_login(&first.login)?;
        let about = [&*login, &*first.name, &*first.settings.name, &*first.slug];
        password::hash(&first.password, &about, self.seams)?;
        if first.name.trim().is_empty() {
            return Err(ServerError::invalid("name", "there is no name"));
        }
        let organisation = self.found(&first.slug, &first.settings)?;
        let person = Person {
            name: first.name.clone(),
            role: Role::Admin,
            team: None,
            zone: first.settings.zone.clone(),
            hours: Default::default(),
            revoked: false,
            erased: false,
        };
        let person = self.add_person(organisation, person)?;
        // That he is signed in says the rest.
        self.keep_password(organisation, person, &login, &first.password)?;
        self.open_console(organisation, person, agent)
    }
}
