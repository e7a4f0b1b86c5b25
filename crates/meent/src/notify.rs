//! Tells the service manager how far the program is: systemd's notifications (`sd_notify(3)`).
//!
//! Guards: says nothing where nobody listens, and never fails the peer. Next: `docs/systemd/meent.service`.

/// How far the program is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    /// It does what it is for.
    Ready,
    /// It is about to end.
    Stopping,
}

impl State {
    #[cfg(target_os = "linux")]
    const fn message(self) -> &'static [u8] {
        match self {
            Self::Ready => b"READY=1",
            Self::Stopping => b"STOPPING=1",
        }
    }
}

/// Tells it, where `NOTIFY_SOCKET` says that somebody listens.
#[cfg(target_os = "linux")]
pub(crate) fn tell(state: State) {
    use std::{
        os::{
            linux::net::SocketAddrExt as _,
            unix::{
                ffi::OsStrExt as _,
                net::{SocketAddr, UnixDatagram},
            },
        },
        path::Path,
    };
    let Some(socket) = std::env::var_os("NOTIFY_SOCKET") else { return };
    let address = match socket.as_bytes() {
        [] => return,
        // A name that is no file's: systemd writes it with an @.
        [b'@', name @ ..] => SocketAddr::from_abstract_name(name),
        path => SocketAddr::from_pathname(Path::new(std::ffi::OsStr::from_bytes(path))),
    };
    let told = address.and_then(|address| {
        UnixDatagram::unbound()?.send_to_addr(state.message(), &address).map(drop)
    });
    if let Err(error) = told {
        tracing::warn!(%error, "could not tell the service manager");
    }
}

/// Elsewhere no service manager is told.
#[cfg(not(target_os = "linux"))]
pub(crate) fn tell(_: State) {}
