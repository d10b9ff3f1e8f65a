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

use crate::api::{answer, console, device, enter, gate, session, setup};
use crate::host::Host;

/// Who may call a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Anybody: health, set-up, sign-in, enrolment.
    Anybody,
    /// A session on one of these kinds of device, of a person with one of these roles.
    Session(&'static [DeviceKind], &'static [Role]),
}

/// One route.
pub struct Route {
    /// The method.
    pub method: Method,
    /// The path, with its parameters in braces.
    pub path: &'static str,
    /// Who may call it.
    pub access: Access,
    handler: fn() -> MethodRouter<Arc<Host>>,
}

const PHONE: Access = Access::Session(&[DeviceKind::Phone], EVERY_ROLE);
const ANY_SESSION: Access = Access::Session(&[DeviceKind::Phone, DeviceKind::Console], EVERY_ROLE);
const PLANNER: Access = Access::Session(&[DeviceKind::Console], &[Role::Manager, Role::Admin]);
const EVERY_ROLE: &[Role] = &[Role::Rep, Role::Manager, Role::Admin];

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

const ANYBODY: Access = Access::Anybody;

routes! {
    ANYBODY:
        GET "/health" => enter::health,
        GET "/setup" => setup::page,
        GET "/setup.js" => setup::script,
        GET "/setup.css" => setup::style,
        POST "/v1/setup" => enter::set_up,
        POST "/v1/sign-in" => enter::sign_in,
        POST "/v1/enrol" => enter::enrol;
    PHONE:
        POST "/v1/sync" => device::sync;
    ANY_SESSION:
        GET "/v1/events" => device::events,
        POST "/v1/sign-out" => session::sign_out,
        GET "/v1/sessions" => session::list,
        DELETE "/v1/sessions/{id}" => session::end;
    PLANNER:
        POST "/v1/changes" => console::changes,
        POST "/v1/enrol-codes" => console::enrol_code,
        GET "/v1/organisation" => console::organisation,
        GET "/v1/people" => console::people,
        GET "/v1/teams" => console::teams,
        GET "/v1/activity-types" => console::activity_types,
        GET "/v1/series" => console::series,
        GET "/v1/customers" => console::customers,
        GET "/v1/customers/{id}" => console::customer,
        GET "/v1/customers/{id}/timeline" => console::customer_timeline,
        GET "/v1/tasks" => console::tasks,
        GET "/v1/tasks/{id}" => console::task,
        GET "/v1/tasks/{id}/timeline" => console::task_timeline,
        GET "/v1/diary" => console::diary,
        GET "/v1/phones" => console::phones;
}

/// Builds the router of the table.
pub fn build(host: &Arc<Host>) -> Router {
    let mut router: Router<Arc<Host>> = Router::new();
    for route in ROUTES {
        let access = route.access;
        let guard = middleware::from_fn_with_state(
            Arc::clone(host),
            move |State(host): State<Arc<Host>>, request: Request<Body>, next: Next| async move {
                guarded(access, host, request, next).await
            },
        );
        router = router.route(route.path, (route.handler)().layer(guard));
    }
    let fallback = || async { crate::api::problem::ApiError::not_found() };
    router
        .fallback(fallback)
        .with_state(Arc::clone(host))
        .layer(middleware::from_fn_with_state(
            Arc::clone(host),
            answer::finish,
        ))
}

/// Lets a request through to its handler, with its caller beside it, or says why not.
async fn guarded(
    access: Access,
    host: Arc<Host>,
    mut request: Request<Body>,
    next: Next,
) -> Response {
    if let Access::Session(kinds, roles) = access {
        match gate::admit(&host, request.headers(), kinds, roles).await {
            Ok(caller) => request.extensions_mut().insert(caller),
            Err(error) => return axum::response::IntoResponse::into_response(error),
        };
    }
    next.run(request).await
}

#[cfg(test)]
mod tests;
