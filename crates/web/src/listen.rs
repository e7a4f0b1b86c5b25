//! Connections to the page: how many there may be, and how long one may keep its place doing nothing.
//!
//! Guards: whoever on this machine opens connections, asks half a question or doesn't take its answer
//! can make the page wait, never the peer: its file handles stay free for the network and the disk.
//! Next: [`crate::guard`].

use std::{
    future::Future as _,
    io,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, ready},
    time::Duration,
};

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    service::TowerToHyperService,
};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::{TcpListener, TcpStream},
    sync::Semaphore,
    time::{Instant, Sleep, sleep},
};

/// Connections at once: a browser has at most six with one server, a person a few browsers. A process may
/// have 1,024 files open on most systems, and the peer needs the others.
const AT_ONCE: usize = 64;

/// How long a question may take to come, and how long a connection is kept for the next one. A browser
/// sends a question at once, and opens another connection when it finds one closed.
const ASKING: Duration = Duration::from_secs(20);

/// How long an answer may lie untaken. A browser takes everything at once.
const UNTAKEN: Duration = Duration::from_secs(20);

/// How long to wait after a connection that couldn't be taken: out of file handles, most likely.
const AGAIN: Duration = Duration::from_millis(100);

/// Answers until it is dropped.
pub(crate) async fn serve(listener: TcpListener, routes: Router) -> io::Result<()> {
    let places = Arc::new(Semaphore::new(AT_ONCE));
    loop {
        let place = Arc::clone(&places).acquire_owned().await.map_err(io::Error::other)?;
        match listener.accept().await {
            Ok((stream, _)) => {
                let routes = routes.clone();
                tokio::spawn(async move {
                    answer(stream, routes).await;
                    drop(place);
                });
            }
            Err(error) => {
                tracing::warn!(%error, "the page could not take a connection");
                sleep(AGAIN).await;
            }
        }
    }
}

async fn answer(stream: TcpStream, routes: Router) {
    let stream = TokioIo::new(Taken { stream, untaken: None });
    let answered = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(ASKING)
        .serve_connection(stream, TowerToHyperService::new(routes))
        .await;
    if let Err(error) = answered {
        tracing::debug!(%error, "a connection to the page ended early");
    }
}

/// A connection that ends when the other side doesn't take what it asked for.
struct Taken {
    stream: TcpStream,
    /// Until when what is written may wait; nothing while nothing waits.
    untaken: Option<Pin<Box<Sleep>>>,
}

impl Taken {
    fn bounded<T>(
        &mut self,
        context: &mut Context<'_>,
        written: Poll<io::Result<T>>,
    ) -> Poll<io::Result<T>> {
        if written.is_ready() {
            self.untaken = None;
            return written;
        }
        let until = || Box::pin(tokio::time::sleep_until(Instant::now() + UNTAKEN));
        ready!(self.untaken.get_or_insert_with(until).as_mut().poll(context));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }
}

impl AsyncRead for Taken {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, into)
    }
}

impl AsyncWrite for Taken {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.bounded(context, written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(context, bytes);
        self.bounded(context, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
