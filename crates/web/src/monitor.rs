//! For who watches over an always-on peer: its figures at `/metrics`, whether it takes acts in at `/health`.
//!
//! Guards: no name, no id and no text of anybody is in an answer; a page of another site in a browser on this
//! machine gets none (its host is checked where the monitor is on loopback, and what the browser says of the
//! request always). Apart from the page: another port, no cookie, nothing that can be done. Next:
//! `peer::figures`.

use std::{
    fmt, io,
    net::{IpAddr, SocketAddr},
};

use axum::{
    Router,
    extract::{Request, State},
    http::{
        HeaderName, HeaderValue, StatusCode,
        header::{CACHE_CONTROL, CONTENT_TYPE, HOST, X_CONTENT_TYPE_OPTIONS},
    },
    middleware::{self, Next},
    response::{IntoResponse as _, Response},
    routing::get,
};
use peer::running::Peer;
use tokio::net::TcpListener;

use crate::{guard, listen};

/// The text format of OpenMetrics 1.0, which Prometheus asks for.
const OPEN_METRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// The monitor of a running peer, ready to be served.
pub struct Monitor {
    listener: TcpListener,
    watch: Watch,
}

impl fmt::Debug for Monitor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Monitor").field("at", &self.watch.at).finish_non_exhaustive()
    }
}

#[derive(Clone)]
struct Watch {
    peer: Peer,
    at: SocketAddr,
}

impl Monitor {
    /// Takes an address: on this machine, or where a monitoring system can reach it.
    ///
    /// # Errors
    /// When the address can't be had.
    pub async fn bind(peer: Peer, address: SocketAddr) -> io::Result<Self> {
        let listener = TcpListener::bind(address).await?;
        let at = listener.local_addr()?;
        Ok(Self { listener, watch: Watch { peer, at } })
    }

    /// Where it is.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.watch.at
    }

    /// Answers until it is dropped.
    ///
    /// # Errors
    /// When the listener fails.
    pub async fn serve(self) -> io::Result<()> {
        let routes = Router::new()
            .route("/metrics", get(metrics))
            .route("/health", get(health))
            .layer(middleware::from_fn_with_state(self.watch.clone(), check))
            .with_state(self.watch);
        listen::serve(self.listener, routes).await
    }
}

async fn check(State(watch): State<Watch>, request: Request, next: Next) -> Response {
    let headers = request.headers();
    let host = guard::only(headers, &HOST);
    let mut response = if watch.at.ip().is_loopback() && !is_own(host, watch.at) {
        StatusCode::MISDIRECTED_REQUEST.into_response()
    } else if guard::fetch_site(headers) == guard::From::Elsewhere {
        StatusCode::FORBIDDEN.into_response()
    } else {
        next.run(request).await
    };
    for (name, value) in [
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (CACHE_CONTROL, "no-store"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ] {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

// On this machine it has the names that can only be this machine's.
fn is_own(host: Option<&str>, at: SocketAddr) -> bool {
    let Some((name, port)) = host.and_then(|host| host.rsplit_once(':')) else { return false };
    let name = name.trim_start_matches('[').trim_end_matches(']');
    let is_here = name == "localhost" || name.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback());
    is_here && port == at.port().to_string()
}

async fn metrics(State(watch): State<Watch>) -> Response {
    match watch.peer.metrics().await {
        Some(text) => ([(CONTENT_TYPE, OPEN_METRICS)], text).into_response(),
        None => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}

async fn health(State(watch): State<Watch>) -> Response {
    let figures = watch.peer.figures().await;
    let (status, said) = match &figures {
        None => (StatusCode::SERVICE_UNAVAILABLE, r#"{"ok":false}"#.to_owned()),
        Some(figures) => {
            let ok = !figures.is_refused_by_disk;
            let status = if ok { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
            let disk = if ok { "ok" } else { "refused" };
            let (since, acts) = (figures.since, figures.acts);
            (status, format!(r#"{{"ok":{ok},"since":{since},"acts":{acts},"disk":"{disk}"}}"#))
        }
    };
    (status, [(CONTENT_TYPE, "application/json")], format!("{said}\n")).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn on_this_machine_it_answers_to_this_machines_names_only() {
        let at: SocketAddr = "127.0.0.1:9464".parse().unwrap();
        for (host, own) in [
            (Some("127.0.0.1:9464"), true),
            (Some("localhost:9464"), true),
            (Some("[::1]:9464"), true),
            (Some("127.0.0.1:9465"), false),
            (Some("127.0.0.1"), false),
            (Some("localhost.:9464"), false),
            (Some("evil.example:9464"), false),
            (Some("10.0.0.1:9464"), false),
            (None, false),
        ] {
            assert_eq!(is_own(host, at), own, "{host:?}");
        }
    }
}
