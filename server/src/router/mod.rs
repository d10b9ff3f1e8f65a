//! Every route on one page, grouped by caller. The router is built of this table alone: what has
//! no row here does not exist, and nothing is open but what stands under "anybody".

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::Method;
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::routing::{MethodFilter, MethodRouter, on};
use outrider_model::record::{DeviceKind, Role};

use crate::api::problem::ApiError;
use crate::api::{
    account, answer, console, description, device, enter, gate, hosting, import, invitation,
    openid, passkey, privacy, session, setting, setup, sign_in, token, way_in, welcome,
};
use crate::auth::scope::Scope;
use crate::host::Host;

/// Who may call a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Anybody: health, set-up, sign-in, enrolment.
    Anybody,
    /// A session on a phone, also of somebody revoked, who may still hand over what he has.
    Handset,
    /// A session on one of these kinds of device, of a person with one of these roles. A limited
    /// session needs one of these scopes besides.
    Session(&'static [DeviceKind], &'static [Role], &'static [Scope]),
}

/// One route.
#[derive(Clone)]
pub struct Route {
    /// The method.
    pub method: Method,
    /// The path, with its parameters in braces.
    pub path: &'static str,
    /// Who may call it.
    pub access: Access,
    handler: fn() -> MethodRouter<Arc<Host>>,
}

const EVERY_ROLE: &[Role] = &[Role::Rep, Role::Manager, Role::Admin];
const PLANNERS: &[Role] = &[Role::Manager, Role::Admin];
const CONSOLE: &[DeviceKind] = &[DeviceKind::Console];
/// A program has every one of its sessions limited; what names no scope of tokens is closed to it.
const OR_TOOL: &[DeviceKind] = &[DeviceKind::Console, DeviceKind::Tool];
const OR_PHONE: &[DeviceKind] = &[DeviceKind::Phone, DeviceKind::Console];

const ANYBODY: Access = Access::Anybody;
const HANDSET: Access = Access::Handset;
const PHONE: Access = Access::Session(&[DeviceKind::Phone], EVERY_ROLE, &[]);
const ANY_SESSION: Access = Access::Session(OR_PHONE, EVERY_ROLE, &[]);
const LEAVING: Access = Access::Session(OR_PHONE, EVERY_ROLE, &[Scope::Factor]);
const PROVING: Access = Access::Session(CONSOLE, EVERY_ROLE, &[Scope::Factor]);
const OWN: Access = Access::Session(CONSOLE, EVERY_ROLE, &[]);
const PLANNER: Access = Access::Session(CONSOLE, PLANNERS, &[]);
const READING: Access = Access::Session(OR_TOOL, PLANNERS, &[Scope::Read]);
const WRITING: Access = Access::Session(
    OR_TOOL,
    PLANNERS,
    &[Scope::WriteTasks, Scope::WriteCustomers],
);
const AUDITING: Access = Access::Session(OR_TOOL, &[Role::Admin], &[Scope::Audit]);
const IMPORTING: Access = Access::Session(OR_TOOL, PLANNERS, &[Scope::Import]);
const ADMIN: Access = Access::Session(CONSOLE, &[Role::Admin], &[]);

macro_rules! routes {
    ($($access:ident: $($method:ident $path:literal => $handler:path),+;)+) => {
        /// Every route there is.
        pub const ROUTES: &[Route] = &[$($(Route {
            method: Method::$method,
            path: $path,
            access: $access,
            handler: || on(MethodFilter::$method, $handler),
        }),+),+];
    };
}

routes! {
    ANYBODY:
        GET "/health" => enter::health,
        GET "/v1/openapi.json" => description::openapi,
        GET "/" => hosting::serve,
        GET "/{*path}" => hosting::serve,
        GET "/v1/console" => hosting::facts,
        GET "/setup" => setup::page,
        GET "/setup.js" => setup::script,
        GET "/setup.css" => setup::style,
        GET "/welcome" => welcome::page,
        GET "/welcome.js" => welcome::script,
        POST "/v1/setup" => enter::set_up,
        POST "/v1/sign-in" => sign_in::password,
        POST "/v1/sign-in/factor" => sign_in::code,
        POST "/v1/sign-in/passkey" => passkey::sign_in,
        POST "/v1/sign-in/passkey/challenge" => passkey::challenge,
        GET "/v1/openid/{slug}" => openid::set_out,
        GET "/v1/openid/return" => openid::come_back,
        POST "/v1/openid" => openid::enter,
        POST "/v1/forgotten" => way_in::forgotten,
        POST "/v1/reset" => way_in::reset,
        POST "/v1/invitations/accept" => way_in::accept,
        POST "/v1/enrol" => enter::enrol,
        POST "/v1/token" => device::renew;
    HANDSET:
        POST "/v1/sync" => device::sync,
        POST "/v1/wiped" => device::wiped;
    PHONE:
        POST "/v1/remint" => device::remint,
        POST "/v1/handovers" => device::handover::leave,
        GET "/v1/handovers/{id}" => device::handover::fetch,
        POST "/v1/handovers/{id}/taken" => device::handover::take;
    ANY_SESSION:
        GET "/v1/events" => device::events,
        GET "/v1/sessions" => session::list,
        DELETE "/v1/sessions/{id}" => session::end;
    LEAVING:
        POST "/v1/sign-out" => session::sign_out;
    PROVING:
        GET "/v1/account" => account::read,
        POST "/v1/account/reauthenticate" => account::reauthenticate,
        POST "/v1/account/totp" => account::begin_totp,
        POST "/v1/account/totp/confirm" => account::confirm_totp,
        POST "/v1/account/passkeys" => passkey::create,
        POST "/v1/account/passkeys/challenge" => passkey::ask;
    OWN:
        POST "/v1/account/password" => account::change_password,
        PUT "/v1/account/email" => account::change_email,
        PUT "/v1/account/passkeys/{id}" => passkey::rename,
        POST "/v1/account/recovery-codes" => account::recovery_codes,
        DELETE "/v1/account/factors/{id}" => account::remove_factor,
        DELETE "/v1/sessions" => session::end_all,
        GET "/map.pmtiles" => hosting::archive,
        GET "/v1/tokens" => token::list,
        POST "/v1/tokens" => token::make,
        DELETE "/v1/tokens/{id}" => token::revoke;
    PLANNER:
        GET "/v1/quarantine" => console::quarantine::list,
        GET "/v1/quarantine/export" => console::quarantine::export,
        POST "/v1/quarantine/accept" => console::quarantine::accept,
        POST "/v1/quarantine/discard" => console::quarantine::discard,
        POST "/v1/enrol-codes" => console::enrol_code,
        GET "/v1/invitations" => invitation::list,
        POST "/v1/invitations" => invitation::make,
        DELETE "/v1/invitations/{id}" => invitation::withdraw;
    WRITING:
        POST "/v1/changes" => console::changes;
    READING:
        GET "/v1/organisation" => console::organisation,
        GET "/v1/people" => console::people,
        GET "/v1/teams" => console::teams,
        GET "/v1/activity-types" => console::activity_types,
        GET "/v1/series" => console::series,
        GET "/v1/territories" => console::territories,
        GET "/v1/delegations" => console::delegations,
        GET "/v1/templates" => console::templates,
        GET "/v1/today" => console::today,
        GET "/v1/inbox" => console::inbox,
        GET "/v1/plan" => console::plan::plan,
        POST "/v1/plan/check" => console::plan::check,
        GET "/v1/reports/work" => console::reports::work,
        GET "/v1/activity" => console::activity,
        GET "/v1/notes" => console::notes,
        GET "/v1/check-ins" => console::check_ins,
        GET "/v1/work-days" => console::work_days,
        GET "/v1/customers" => console::customers,
        GET "/v1/customers/points" => console::points,
        GET "/v1/customers/{id}" => console::customer,
        GET "/v1/customers/{id}/timeline" => console::customer_timeline,
        GET "/v1/tasks" => console::tasks,
        GET "/v1/tasks/{id}" => console::task,
        GET "/v1/tasks/{id}/timeline" => console::task_timeline,
        GET "/v1/diary" => console::diary,
        GET "/v1/phones" => console::phones;
    IMPORTING:
        GET "/v1/imports" => import::list,
        POST "/v1/imports" => import::take,
        POST "/v1/imports/{id}/undo" => import::undo;
    AUDITING:
        GET "/v1/audit" => privacy::list,
        GET "/v1/audit/verify" => privacy::verify;
    ADMIN:
        GET "/v1/settings" => setting::list,
        GET "/v1/settings/{name}" => setting::get,
        PUT "/v1/settings/{name}" => setting::put,
        DELETE "/v1/settings/{name}" => setting::remove,
        GET "/v1/people/{id}/erase" => privacy::going,
        POST "/v1/people/{id}/erase" => privacy::erase,
        GET "/v1/settings/retention" => privacy::retention,
        PUT "/v1/settings/retention" => privacy::set_retention,
        POST "/v1/people/{id}/reset-link" => invitation::reset_link;
}

/// Builds the router of the table.
pub fn build(host: &Arc<Host>) -> Router {
    assemble(host, ROUTES)
}

fn assemble(host: &Arc<Host>, routes: &[Route]) -> Router {
    let mut router: Router<Arc<Host>> = Router::new();
    for route in routes {
        let access = route.access;
        let guard = middleware::from_fn_with_state(
            Arc::clone(host),
            move |State(host): State<Arc<Host>>, request: Request<Body>, next: Next| async move {
                guarded(access, host, request, next).await
            },
        );
        let mut handler = (route.handler)();
        if route.path.contains("{*") {
            // What no other row names is not there, whatever is done to it.
            handler = handler.fallback(nothing);
        }
        router = router.route(route.path, handler.layer(guard));
    }
    router
        .fallback(nothing)
        .with_state(Arc::clone(host))
        .layer(middleware::from_fn_with_state(
            Arc::clone(host),
            answer::finish,
        ))
}

async fn nothing() -> ApiError {
    ApiError::not_found()
}

/// Lets a request through to its handler, with its caller beside it, or says why not.
async fn guarded(
    access: Access,
    host: Arc<Host>,
    mut request: Request<Body>,
    next: Next,
) -> Response {
    let asked = (request.method(), request.headers());
    let admitted = match access {
        Access::Anybody => Ok(()),
        Access::Handset => gate::admit_handset(&host, asked)
            .await
            .map(|handset| drop(request.extensions_mut().insert(handset))),
        Access::Session(kinds, roles, scopes) => gate::admit(&host, asked, kinds, roles, scopes)
            .await
            .map(|caller| drop(request.extensions_mut().insert(caller))),
    };
    match admitted {
        Ok(()) => next.run(request).await,
        Err(error) => axum::response::IntoResponse::into_response(error),
    }
}

#[cfg(test)]
mod tests;
