//! The server of the page: binds on loopback and puts the routes together.
//!
//! Guards: 127.0.0.1 only; every request passes `guard.rs` first; bodies are bounded before they
//! are read. Next: `listen.rs`.

use std::{fmt, io, net::Ipv4Addr, sync::Arc};

use axum::{Router, extract::DefaultBodyLimit, middleware, routing::get};
use peer::running::Peer;
use tokio::net::TcpListener;
use tower_http::compression::CompressionLayer;

use crate::{asset, entry::Entry, events, guard, listen, pages};

/// Bytes of a form: three texts of the greatest size that fits in a few acts, percent-encoded.
const BODY: usize = 1024 * 1024;

/// What every page can reach; clones are handles to the same.
#[derive(Clone, Debug)]
pub(crate) struct App(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    peer: Peer,
    entry: Entry,
    host: String,
    cookie: String,
}

impl App {
    pub(crate) fn peer(&self) -> &Peer {
        &self.0.peer
    }

    pub(crate) fn entry(&self) -> &Entry {
        &self.0.entry
    }

    /// `127.0.0.1:PORT`, the only name of this server.
    pub(crate) fn host(&self) -> &str {
        &self.0.host
    }

    /// The cookie's name. Cookies don't keep ports apart, so the port stands in it.
    pub(crate) fn cookie(&self) -> &str {
        &self.0.cookie
    }
}

/// The page of a running peer, ready to be served.
pub struct Page {
    listener: TcpListener,
    app: App,
}

impl fmt::Debug for Page {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Page").field("host", &self.app.host()).finish_non_exhaustive()
    }
}

/// Makes links to the page; clones make links to the same.
#[derive(Clone, Debug)]
pub struct Links(App);

impl Links {
    /// A link that signs in once, within a quarter of an hour.
    #[must_use]
    pub fn link(&self) -> String {
        format!("http://{}/in/{}", self.0.host(), self.0.entry().admit())
    }
}

impl Page {
    /// Takes a port of 127.0.0.1: this one, or any free one for 0.
    ///
    /// # Errors
    /// When the port can't be had.
    pub async fn bind(peer: Peer, port: u16) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
        let port = listener.local_addr()?.port();
        let host = format!("127.0.0.1:{port}");
        let cookie = format!("meent-{port}");
        let app = App(Arc::new(Inner { peer, entry: Entry::new(), host, cookie }));
        Ok(Self { listener, app })
    }

    /// What makes links to this page.
    #[must_use]
    pub fn links(&self) -> Links {
        Links(self.app.clone())
    }

    /// Answers until it is dropped.
    ///
    /// # Errors
    /// When the listener fails.
    pub async fn serve(self) -> io::Result<()> {
        listen::serve(self.listener, routes(self.app)).await
    }
}

fn routes(app: App) -> Router {
    Router::new()
        .route("/in/{code}", get(pages::door::enter))
        .merge(events::routes())
        .merge(pages::routes())
        .method_not_allowed_fallback(pages::door::no_method)
        .fallback(pages::door::nowhere)
        .layer(DefaultBodyLimit::max(BODY))
        .merge(asset::routes())
        .layer(middleware::from_fn_with_state(app.clone(), guard::guard))
        .layer(CompressionLayer::new())
        .with_state(app)
}
