//! Services for members only: a behaviour that hears nothing of what other peers ask.
//! Guards: whoever was not vouched for gets neither a relay nor a call back, because both cost us
//! what others could use up; what they ask is dropped, which they see as a stream that ends.
//! The ready-made behaviours can't be asked to refuse, so this stands around them.
//! Read [`crate::swarm`] next.
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll},
};

use libp2p::{
    Multiaddr, PeerId,
    core::{Endpoint, transport::PortUse},
    swarm::{
        ConnectionClosed, ConnectionDenied, ConnectionId, FromSwarm, NetworkBehaviour, THandler,
        THandlerInEvent, THandlerOutEvent, ToSwarm,
    },
};

use crate::{address, ledger::Refusal};

/// The dials of all services, which are only to see who answers.
#[derive(Debug, Clone, Default)]
pub(crate) struct Probes(Arc<Mutex<BTreeSet<ConnectionId>>>);

impl Probes {
    fn add(&self, connection: ConnectionId) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(connection);
    }

    /// Whether a connection is one.
    pub(crate) fn has(&self, connection: ConnectionId) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).contains(&connection)
    }

    /// It is over.
    pub(crate) fn remove(&self, connection: ConnectionId) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&connection);
    }
}

/// What is heard before its peer was vouched for, at most this much of a connection.
const HELD: usize = 2;

/// What each connection said, kept until its peer is vouched for.
type Held<E> = BTreeMap<(PeerId, ConnectionId), Vec<E>>;

/// A service for those who were vouched for, for as long as they are connected.
pub(crate) struct Trusted<B: NetworkBehaviour> {
    inner: B,
    members: BTreeSet<PeerId>,
    /// Where it is kept until the peer is vouched for, what connections said; else it is dropped.
    held: Option<Held<THandlerOutEvent<B>>>,
    probes: Probes,
}

impl<B: NetworkBehaviour> Trusted<B> {
    pub(crate) fn new(inner: B, probes: Probes) -> Self {
        Self { inner, members: BTreeSet::new(), held: None, probes }
    }

    /// One that hears later what was said before its peer was vouched for.
    pub(crate) fn patient(inner: B, probes: Probes) -> Self {
        Self { held: Some(BTreeMap::new()), ..Self::new(inner, probes) }
    }

    /// Serves a connected peer from now on.
    pub(crate) fn vouch(&mut self, peer: PeerId) {
        self.members.insert(peer);
        let Some(held) = &mut self.held else { return };
        let theirs: Vec<_> = held.keys().copied().filter(|(of, _)| *of == peer).collect();
        for key in theirs {
            for event in held.remove(&key).unwrap_or_default() {
                self.inner.on_connection_handler_event(peer, key.1, event);
            }
        }
    }
}

impl<B: NetworkBehaviour> NetworkBehaviour for Trusted<B> {
    type ConnectionHandler = B::ConnectionHandler;
    type ToSwarm = B::ToSwarm;

    fn handle_pending_inbound_connection(
        &mut self,
        connection: ConnectionId,
        local: &Multiaddr,
        remote: &Multiaddr,
    ) -> Result<(), ConnectionDenied> {
        self.inner.handle_pending_inbound_connection(connection, local, remote)
    }

    fn handle_established_inbound_connection(
        &mut self,
        connection: ConnectionId,
        peer: PeerId,
        local: &Multiaddr,
        remote: &Multiaddr,
    ) -> Result<THandler<Self>, ConnectionDenied> {
        self.inner.handle_established_inbound_connection(connection, peer, local, remote)
    }

    fn handle_pending_outbound_connection(
        &mut self,
        connection: ConnectionId,
        peer: Option<PeerId>,
        addresses: &[Multiaddr],
        role: Endpoint,
    ) -> Result<Vec<Multiaddr>, ConnectionDenied> {
        // Nobody has us knock at the doors of our own network.
        if self.probes.has(connection) && !addresses.iter().all(address::is_public) {
            self.probes.remove(connection);
            return Err(ConnectionDenied::new(Refusal::Inside));
        }
        self.inner.handle_pending_outbound_connection(connection, peer, addresses, role)
    }

    fn handle_established_outbound_connection(
        &mut self,
        connection: ConnectionId,
        peer: PeerId,
        address: &Multiaddr,
        role: Endpoint,
        port: PortUse,
    ) -> Result<THandler<Self>, ConnectionDenied> {
        self.inner.handle_established_outbound_connection(connection, peer, address, role, port)
    }

    fn on_swarm_event(&mut self, event: FromSwarm<'_>) {
        match &event {
            FromSwarm::ConnectionClosed(ConnectionClosed {
                peer_id,
                remaining_established,
                ..
            }) if *remaining_established == 0 => {
                self.members.remove(peer_id);
            }
            _ => {}
        }
        self.inner.on_swarm_event(event);
    }

    fn on_connection_handler_event(
        &mut self,
        peer: PeerId,
        connection: ConnectionId,
        event: THandlerOutEvent<Self>,
    ) {
        if self.members.contains(&peer) || self.probes.has(connection) {
            self.inner.on_connection_handler_event(peer, connection, event);
        } else if let Some(held) = &mut self.held {
            let held = held.entry((peer, connection)).or_default();
            if held.len() < HELD {
                held.push(event);
            }
        }
    }

    fn poll(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<ToSwarm<Self::ToSwarm, THandlerInEvent<Self>>> {
        let polled = self.inner.poll(context);
        if let Poll::Ready(ToSwarm::Dial { opts }) = &polled {
            self.probes.add(opts.connection_id());
        }
        polled
    }
}
