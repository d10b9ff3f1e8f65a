//! `GET /v1/events`: "there is something new", one number, as server-sent events. Nothing depends
//! on it: a phone that hears nothing syncs all the same.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Extension, State};
use axum::response::sse::{Event, Sse};
use tokio::sync::{mpsc, watch};
use tokio_stream::wrappers::ReceiverStream;

use crate::api::gate::blocking;
use crate::api::problem::ApiError;
use crate::auth::session::{self, Caller};
use crate::host::Host;
use crate::report;

/// How often a silent line is kept open, and its session looked at again.
const PULSE: Duration = Duration::from_secs(15);

type Line = mpsc::Sender<Result<Event, Infallible>>;

/// Sends the newest sequence at once, and again whenever there is something new for the caller.
#[utoipa::path(get, path = "/v1/events",
    responses((status = 200, body = String, content_type = "text/event-stream",
        description = "Server-sent events: each one's data is the newest sequence, a number.")))]
pub async fn events(
    State(host): State<Arc<Host>>,
    Extension(caller): Extension<Caller>,
) -> Result<Sse<ReceiverStream<Result<Event, Infallible>>>, ApiError> {
    let organisation = caller.organisation;
    let head = blocking(&host, move |host| Ok(host.store.head(organisation)?)).await?;
    let heads = host.nudges.listen(organisation, head);
    let (line, stream) = mpsc::channel(4);
    let listener = Listener {
        host,
        caller,
        line,
        told: head,
    };
    tokio::spawn(listener.run(heads));
    Ok(Sse::new(ReceiverStream::new(stream)))
}

struct Listener {
    host: Arc<Host>,
    caller: Caller,
    line: Line,
    told: u64,
}

impl Listener {
    async fn run(mut self, mut heads: watch::Receiver<u64>) {
        let mut stopping = self.host.stopping.clone();
        let mut goes_on = self.send(number(self.told)).await;
        while goes_on {
            let pulse = tokio::time::sleep(PULSE);
            goes_on = tokio::select! {
                changed = heads.changed() => {
                    let head = *heads.borrow_and_update();
                    changed.is_ok() && self.tell(head).await
                }
                () = pulse => self.is_admitted().await && self.send(Event::default().comment("")).await,
                () = stopped(&mut stopping) => false,
                () = self.line.closed() => false,
            };
        }
    }

    /// Sends the head when there is something in it for this person.
    async fn tell(&mut self, head: u64) -> bool {
        let (organisation, person, told) =
            (self.caller.organisation, self.caller.person, self.told);
        let has_news = blocking(&self.host, move |host| {
            report::has_news(&*host.store, organisation, person, told)
        })
        .await;
        if has_news != Ok(true) {
            return has_news.is_ok();
        }
        self.told = head;
        self.send(number(head)).await
    }

    /// A session that ended ends its line too.
    async fn is_admitted(&self) -> bool {
        let Caller {
            organisation,
            token,
            ..
        } = self.caller;
        let found = blocking(&self.host, move |host| {
            session::by_digest(&*host.store, host.seams.clock.wall(), organisation, &token)
        })
        .await;
        found.is_ok_and(|caller| caller.is_some())
    }

    async fn send(&self, event: Event) -> bool {
        self.line.send(Ok(event)).await.is_ok()
    }
}

/// Waits until the server is to stop.
async fn stopped(stopping: &mut watch::Receiver<bool>) {
    let _is_stopping = stopping.wait_for(|stopping| *stopping).await;
}

fn number(head: u64) -> Event {
    Event::default().data(head.to_string())
}
