//! `outrider admin`: organisations, people, teams and their ways in.

use outrider_model::change::{Body, TeamAdded};
use outrider_model::id::{PersonId, RecordId, TeamId};
use outrider_model::record::{Organisation, Person, Record, Role, Team};
use serde_json::json;

use super::args::{Admin, RoleWord};
use super::{CliError, Desk, ask};
use crate::audit::{self, Action, Note};
use crate::auth::registrar::Registrar;
use crate::error::ServerError;
use crate::import::directory::Directory;
use crate::import::{Importer, What};
use crate::ingest::Author;
use crate::store::{Query, Tenant};

/// Does one act of administration.
pub(super) fn run(desk: &Desk, command: &Admin) -> Result<(), CliError> {
    match command {
        Admin::CreateOrg {
            slug,
            name,
            currency,
            zone,
        } => {
            let settings = Organisation {
                name: name.clone().unwrap_or_else(|| slug.clone()),
                currency: currency.clone(),
                zone: zone.clone(),
                hours: Default::default(),
                reasons: Default::default(),
            };
            let id = registrar(desk).found(slug, &settings)?;
            desk.answer(
                &json!({ "organisation": id, "slug": slug }),
                &format!("organisation {slug} {id}"),
            )
        }
        Admin::CreateTeam { name, parent } => create_team(desk, name, parent.as_deref()),
        Admin::CreatePerson {
            name,
            login,
            role,
            team,
            zone,
        } => {
            let person = NewPerson {
                name,
                login: login.as_deref(),
                role: *role,
                team: team.as_deref(),
                zone: zone.as_deref(),
            };
            create_person(desk, &person)
        }
        Admin::EnrolCode { person } => {
            let tenant = desk.tenant()?;
            let person = find_person(desk, &tenant, person)?;
            let (code, expires) = registrar(desk).mint_code(tenant.id, person)?;
            let line = Note::of(Action::Invited).to(person);
            audit::note(&*desk.store, tenant.id, desk.seams.clock.wall(), &line)
                .map_err(ServerError::from)?;
            let code = code.reveal();
            desk.answer(
                &json!({ "code": code, "person": person, "expires": expires }),
                code,
            )
        }
        Admin::ResetLink {
            person,
            forget_factors,
            public_url,
        } => {
            let tenant = desk.tenant()?;
            let person = find_person(desk, &tenant, person)?;
            let link =
                registrar(desk).reset_link(tenant.id, None, person, *forget_factors, public_url)?;
            desk.answer(&link, &link.link)
        }
        Admin::SetPassword { person, login } => set_password(desk, person, login.as_deref()),
    }
}

struct NewPerson<'a> {
    name: &'a str,
    login: Option<&'a str>,
    role: RoleWord,
    team: Option<&'a str>,
    zone: Option<&'a str>,
}

fn create_team(desk: &Desk, name: &str, parent: Option<&str>) -> Result<(), CliError> {
    let tenant = desk.tenant()?;
    let parent = parent
        .map(|team| find_team(desk, &tenant, team))
        .transpose()?;
    let team = Team {
        name: name.to_owned(),
        parent,
    };
    let id = registrar(desk).say(tenant.id, None, Body::TeamAdded(TeamAdded { team }))?;
    desk.answer(&json!({ "team": id }), &format!("team {id}"))
}

fn create_person(desk: &Desk, new: &NewPerson<'_>) -> Result<(), CliError> {
    let tenant = desk.tenant()?;
    let login = new.login.map(|login| login.trim().to_lowercase());
    if let Some(login) = &login
        && desk.store.account(tenant.id, login)?.is_some()
    {
        return Err(CliError::Failed(format!("the login `{login}` is in use")));
    }
    let zone = match new.zone {
        Some(zone) => zone.to_owned(),
        None => organisation(desk, &tenant)?.zone,
    };
    let role = match new.role {
        RoleWord::Rep => Role::Rep,
        RoleWord::Manager => Role::Manager,
        RoleWord::Admin => Role::Admin,
    };
    let team = new
        .team
        .map(|team| find_team(desk, &tenant, team))
        .transpose()?;
    let person = Person {
        name: new.name.to_owned(),
        role,
        team,
        zone,
        hours: Default::default(),
        revoked: false,
        erased: false,
    };
    let id = registrar(desk).add_person(tenant.id, person)?;
    if let Some(login) = &login {
        registrar(desk).set_login(tenant.id, id, login)?;
    }
    desk.answer(
        &json!({ "person": id, "login": login }),
        &format!("person {id}"),
    )
}

fn set_password(desk: &Desk, person: &str, login: Option<&str>) -> Result<(), CliError> {
    let tenant = desk.tenant()?;
    let person = find_person(desk, &tenant, person)?;
    let known = desk
        .store
        .accounts(tenant.id)?
        .into_iter()
        .find(|account| account.person == person);
    let known = known.map(|account| account.login);
    let login = login.map(str::to_owned).or(known);
    let login = login.ok_or_else(|| {
        CliError::Usage("the person has no login yet: give one with --login".to_owned())
    })?;
    let password = ask::password()?;
    registrar(desk).set_password(tenant.id, person, &login, &password)?;
    desk.answer(
        &json!({ "person": person, "login": login }),
        &format!("password set for {login}"),
    )
}

fn registrar(desk: &Desk) -> Registrar<'_> {
    Registrar {
        store: &*desk.store,
        seams: &desk.seams,
    }
}

fn organisation(desk: &Desk, tenant: &Tenant) -> Result<Organisation, CliError> {
    let stored = desk.store.records(
        tenant.id,
        &Query::Ids(vec![RecordId::from(tenant.id)]),
        None,
        1,
        0,
    )?;
    let stored = stored.first().ok_or(ServerError::NotFound)?;
    let read = Record::parse(&stored.bytes).and_then(|record| record.read());
    read.map_err(|why| CliError::Failed(why.to_string()))
}

fn directory(desk: &Desk, tenant: &Tenant) -> Result<Directory, CliError> {
    let author = Author::system(tenant.id);
    let importer = Importer {
        store: &*desk.store,
        seams: &desk.seams,
        organisation: tenant.id,
        author: &author,
        viewer: None,
        told: &|_, _| {},
    };
    Ok(importer.directory(What::Customers)?)
}

pub(super) fn find_person(desk: &Desk, tenant: &Tenant, word: &str) -> Result<PersonId, CliError> {
    directory(desk, tenant)?
        .people
        .find(word)
        .map_err(|why| CliError::Failed(format!("person {why}")))
}

fn find_team(desk: &Desk, tenant: &Tenant, word: &str) -> Result<TeamId, CliError> {
    directory(desk, tenant)?
        .teams
        .find(word)
        .map_err(|why| CliError::Failed(format!("team {why}")))
}
