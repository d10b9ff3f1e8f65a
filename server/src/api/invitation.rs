//! Inviting people, and links for those who forgot their password.

use std::sync::Arc;

use axum::Json;
use axum::body::Body;
use axum::extract::{Extension, Path, Request, State};
use axum::http::StatusCode;
use outrider_model::change::{Body as Happened, PersonAdded};
use outrider_model::id::{ChangeId, PersonId, RecordId, TeamId};
use outrider_model::record::{Person, Role};
use outrider_model::wire::ProblemCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::attempt::small_json;
use super::gate::blocking;
use super::problem::ApiError;
use super::{fresh, registrar};
use crate::auth::invite::Invitation;
use crate::auth::link::Link;
use crate::auth::registrar::{change, refused};
use crate::auth::session::Caller;
use crate::error::ServerError;
use crate::host::Host;
use crate::ingest::Push;
use crate::post::smtp;

#[derive(Deserialize, ToSchema)]
struct InvitationAsked {
    name: String,
    role: Role,
    #[serde(default)]
    team: Option<TeamId>,
    #[serde(default)]
    zone: Option<String>,
    login: String,
    #[serde(default)]
    email: String,
}

/// An invitation that was made.
#[derive(Serialize, ToSchema)]
#[schema(as = InvitationMade)]
pub struct Made {
    /// Until when it can be accepted, microseconds since 1970 (UTC).
    expires: i64,
    /// Whether a letter with the link is on its way.
    is_sent: bool,
    /// The link; shown once.
    link: String,
    /// Who was added.
    person: PersonId,
}

/// Invitations.
#[derive(Serialize, ToSchema)]
pub struct Invitations {
    /// The invitations.
    items: Vec<Invitation>,
}

/// Adds a person with a login and makes the link by which he chooses his password. The link is
/// shown, and sent where an address is known and letters can be sent.
#[utoipa::path(post, path = "/v1/invitations", request_body = InvitationAsked, responses((status = 201, body = Made)),
    extensions(("x-problems" = json!(["not_found", "conflict"]))))]
pub async fn make(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
    request: Request<Body>,
) -> Result<(StatusCode, Json<Made>), ApiError> {
    let asked: InvitationAsked = small_json(request).await?;
    if caller.role != Role::Admin && asked.role != Role::Rep {
        return Err(ApiError::new(ProblemCode::Forbidden));
    }
    let change = ChangeId(host.seams.id().map_err(ServerError::from)?);
    let person = PersonId::from(RecordId::from(change));
    let added = blocking(&host, {
        let caller = caller.clone();
        move |host| {
            let registrar = registrar(host);
            let (name, team) = (asked.name, asked.team);
            let added = registrar.invitee(&caller, name, asked.role, team, asked.zone)?;
            registrar.reserve(caller.organisation, person, &asked.login, &asked.email)?;
            Ok(added)
        }
    })
    .await?;
    if let Err(error) = add(&host, &caller, change, added).await {
        blocking(&host, move |host| {
            registrar(host).unreserve(caller.organisation, person)
        })
        .await?;
        return Err(error);
    }
    let said = blocking(&host, move |host| {
        let (link, letter) = registrar(host).invite(&caller, person, &host.address())?;
        let can_send = smtp::relay(&*host.store, caller.organisation)?.is_some();
        let letter = letter.filter(|_| can_send && !host.address().is_empty());
        let is_sent =
            letter.is_some_and(|letter| host.post.send(caller.organisation, letter).is_ok());
        Ok(Made {
            expires: link.expires,
            is_sent,
            link: link.link,
            person,
        })
    })
    .await?;
    Ok((StatusCode::CREATED, Json(said)))
}

/// Puts the person in, through the one door and in the caller's name.
async fn add(host: &Host, caller: &Caller, id: ChangeId, person: Person) -> Result<(), ApiError> {
    let body = Happened::PersonAdded(PersonAdded { person });
    let change = change(id, host.seams.clock.wall(), body);
    let bytes = change.bytes().map_err(ServerError::internal)?;
    let push = Push::unnumbered(caller.author(), [bytes]);
    let judged = super::push(host, caller.organisation, push).await?;
    match judged.first() {
        Some(judged) if judged.is_accepted() => Ok(()),
        Some(judged) => Err(refused(&judged.verdict).into()),
        None => Err(ApiError::new(ProblemCode::Internal)),
    }
}

/// Lists the invitations that were not accepted yet, of people whom the caller manages.
#[utoipa::path(get, path = "/v1/invitations", responses((status = 200, body = Invitations)))]
pub async fn list(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
) -> Result<Json<Invitations>, ApiError> {
    let items = blocking(&host, move |host| registrar(host).invitations(&caller)).await?;
    Ok(Json(Invitations { items }))
}

/// Makes an invitation void.
#[utoipa::path(delete, path = "/v1/invitations/{id}", responses((status = 204)))]
pub async fn withdraw(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
) -> Result<StatusCode, ApiError> {
    let id = Uuid::parse_str(&id).map_err(|_| ApiError::not_found())?;
    blocking(&host, move |host| {
        registrar(host).withdraw_invitation(&caller, id)
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}

#[derive(Deserialize, ToSchema)]
struct LinkAsked {
    #[serde(default)]
    forget_factors: bool,
}

/// Makes a link by which somebody who forgot his password chooses a new one.
#[utoipa::path(post, path = "/v1/people/{id}/reset-link", request_body = LinkAsked, responses((status = 201, body = Link)),
    extensions(("x-problems" = json!(["reauthenticate", "conflict"]))))]
pub async fn reset_link(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
    Path(person): Path<String>,
    request: Request<Body>,
) -> Result<(StatusCode, Json<Link>), ApiError> {
    let person: PersonId = person.parse().map_err(|_| ApiError::not_found())?;
    let LinkAsked { forget_factors } = small_json(request).await?;
    fresh(&host, &caller)?;
    let link = blocking(&host, move |host| {
        let (organisation, address) = (caller.organisation, host.address());
        let by = Some(&caller);
        registrar(host).reset_link(organisation, by, person, forget_factors, &address)
    })
    .await?;
    Ok((StatusCode::CREATED, Json(link)))
}
