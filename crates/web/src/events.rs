//! "Something changed": one line to every open page, which then asks for itself again.
//!
//! Guards: says only that, never what; many changes at once are one line. Next: `assets/live.js`.

use std::{convert::Infallible, time::Duration};

use axum::{
    Router,
    extract::State,
    response::sse::{Event, KeepAlive, Sse},
    routing::get,
};
use futures::{Stream, stream};
use tokio::{sync::watch, time::sleep};

use crate::server::App;

/// How long changes are gathered: a sync brings hundreds of acts within it, and no eye sees it.
const GATHER: Duration = Duration::from_millis(100);

/// How often a quiet line is shown to be alive, so that a page notices that the peer stopped.
const ALIVE: Duration = Duration::from_secs(15);

pub(crate) fn routes() -> Router<App> {
    Router::new().route("/events", get(events))
}

async fn events(State(app): State<App>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let changed = |mut changes: watch::Receiver<u64>| async move {
        changes.changed().await.ok()?;
        sleep(GATHER).await;
        changes.mark_unchanged();
        // An event without data is none (HTML standard, 9.2.6).
        Some((Ok(Event::default().event("changed").data("1")), changes))
    };
    let mut changes = app.peer().changes();
    changes.mark_unchanged();
    Sse::new(stream::unfold(changes, changed)).keep_alive(KeepAlive::new().interval(ALIVE))
}
