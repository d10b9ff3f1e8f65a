//! Every handler that is described, in one list.

use utoipa::OpenApi;

use crate::api;

/// What the handlers say of themselves.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Outrider",
        description = "What the manager's console, phones and programs call. Times are microseconds \
                       since 1970 (UTC), lengths are millimetres, positions are 10⁻⁷ degrees. What is \
                       written is a change, sent to `POST /v1/changes`. Fields that are empty are \
                       left out; a reader keeps words and passes over fields that it does not know."
    ),
    paths(
        api::description::openapi,
        api::hosting::facts,
        api::hosting::archive,
        api::console::lists::organisation,
        api::console::lists::people,
        api::console::lists::teams,
        api::console::lists::activity_types,
        api::console::lists::series,
        api::console::lists::customers,
        api::console::lists::tasks,
        api::console::lists::diary,
        api::console::lists::phones,
        api::console::one::customer,
        api::console::one::customer_timeline,
        api::console::one::task,
        api::console::one::task_timeline,
    )
)]
pub(super) struct Handlers;
