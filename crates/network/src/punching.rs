//! From a relayed connection to a direct one, within bounds: a behaviour around DCUtR.
//! Guards: whoever is at the other end of a relayed connection says what is dialled, before hello; so it
//! is few addresses, that anybody could reach, a few times for a connection. Nobody has us knock at the
//! doors of our own network or at somebody else's by the hundred.
//! Read [`crate::swarm`] next.
use std::{
    collections::{BTreeMap, BTreeSet},
    task::{Context, Poll},
};

use libp2p::{
    Multiaddr, PeerId,
    core::{Endpoint, transport::PortUse},
    dcutr,
    swarm::{
        ConnectionClosed, ConnectionDenied, ConnectionId, DialFailure, FromSwarm, NetworkBehaviour,
        THandler, THandlerInEvent, THandlerOutEvent, ToSwarm,
    },
};

use crate::{address, ledger::Refusal, limits::SEEN_AT};

/// Attempts for one relayed connection: as many as DCUtR itself makes.
const ATTEMPTS: u8 = 3;

/// DCUtR, held back.
pub(crate) struct Punching {
    inner: dcutr::Behaviour,
    /// What was heard on each relayed connection.
    heard: BTreeMap<ConnectionId, u8>,
    /// Its dials that are under way.
    dials: BTreeSet<ConnectionId>,
}

impl Punching {
    pub(crate) fn new(own: PeerId) -> Self {
        let inner = dcutr::Behaviour::new(own);
        Self { inner, heard: BTreeMap::new(), dials: BTreeSet::new() }
    }
}

impl NetworkBehaviour for Punching {
    type ConnectionHandler = <dcutr::Behaviour as NetworkBehaviour>::ConnectionHandler;
    type ToSwarm = dcutr::Event;

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
        let is_fine = addresses.len() <= SEEN_AT && addresses.iter().all(address::is_public);
        if self.dials.contains(&connection) && !is_fine {
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
        self.dials.remove(&connection);
        self.inner.handle_established_outbound_connection(connection, peer, address, role, port)
    }

    fn on_swarm_event(&mut self, event: FromSwarm<'_>) {
        match &event {
            FromSwarm::ConnectionClosed(ConnectionClosed { connection_id, .. }) => {
                self.heard.remove(connection_id);
            }
            FromSwarm::DialFailure(DialFailure { connection_id, .. }) => {
                self.dials.remove(connection_id);
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
        let heard = self.heard.entry(connection).or_default();
        *heard = heard.saturating_add(1);
        if *heard <= ATTEMPTS {
            self.inner.on_connection_handler_event(peer, connection, event);
        }
    }

    fn poll(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<ToSwarm<Self::ToSwarm, THandlerInEvent<Self>>> {
        let polled = self.inner.poll(context);
        if let Poll::Ready(ToSwarm::Dial { opts }) = &polled {
            self.dials.insert(opts.connection_id());
        }
        polled
    }
}
