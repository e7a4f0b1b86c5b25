//! What peers say of each other's addresses: identify, which tells nobody where we are and is believed
//! only of those who were vouched for.
//! Guards: a stranger learns no address (those through a relay would say whose), and can't have us ask
//! members to call somebody back; what one peer says of us is bounded.
//! Read [`crate::swarm`] next.
use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    task::{Context, Poll},
};

use libp2p::{
    Multiaddr, PeerId,
    core::{Endpoint, transport::PortUse},
    identify,
    swarm::{
        ConnectionClosed, ConnectionDenied, ConnectionId, FromSwarm, NetworkBehaviour, THandler,
        THandlerInEvent, THandlerOutEvent, ToSwarm,
    },
};

use crate::{address, limits::SEEN_AT};

/// Identify, held back.
pub(crate) struct Identifying {
    inner: identify::Behaviour,
    /// Where each connected peer sees us.
    said: BTreeMap<PeerId, Said>,
    /// Who spoke last: what identify proposes then is from them.
    speaker: Option<PeerId>,
    /// Places where members see us, which others are to try.
    ready: VecDeque<Multiaddr>,
}

#[derive(Debug, Default)]
struct Said {
    vouched: bool,
    at: BTreeSet<Multiaddr>,
}

impl Identifying {
    pub(crate) fn new(inner: identify::Behaviour) -> Self {
        Self { inner, said: BTreeMap::new(), speaker: None, ready: VecDeque::new() }
    }

    /// Believes a connected peer from now on, and what it said.
    pub(crate) fn vouch(&mut self, peer: PeerId) {
        let said = self.said.entry(peer).or_default();
        if !std::mem::replace(&mut said.vouched, true) {
            self.ready.extend(said.at.iter().cloned());
        }
    }

    /// Where members see us, each place once for each of them, and two of each at most: who lies fills
    /// no more than that.
    pub(crate) fn seen_at(&self) -> impl Iterator<Item = &Multiaddr> {
        self.said.values().filter(|said| said.vouched).flat_map(|said| said.at.iter().take(2))
    }

    // Tells whether to pass it on now.
    fn proposed(&mut self, at: &Multiaddr) -> bool {
        let Some(peer) = self.speaker.filter(|_| address::is_public(at)) else { return false };
        let said = self.said.entry(peer).or_default();
        said.at.len() < SEEN_AT && said.at.insert(at.clone()) && said.vouched
    }
}

impl NetworkBehaviour for Identifying {
    type ConnectionHandler = <identify::Behaviour as NetworkBehaviour>::ConnectionHandler;
    type ToSwarm = identify::Event;

    fn handle_established_inbound_connection(
        &mut self,
        connection: ConnectionId,
        peer: PeerId,
        local: &Multiaddr,
        remote: &Multiaddr,
    ) -> Result<THandler<Self>, ConnectionDenied> {
        self.inner.handle_established_inbound_connection(connection, peer, local, remote)
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
            // It would tell them to everybody.
            FromSwarm::ExternalAddrConfirmed(_) => return,
            FromSwarm::ConnectionClosed(ConnectionClosed {
                peer_id,
                remaining_established,
                ..
            }) if *remaining_established == 0 => {
                self.said.remove(peer_id);
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
        self.inner.on_connection_handler_event(peer, connection, event);
    }

    fn poll(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<ToSwarm<Self::ToSwarm, THandlerInEvent<Self>>> {
        if let Some(at) = self.ready.pop_front() {
            return Poll::Ready(ToSwarm::NewExternalAddrCandidate(at));
        }
        loop {
            let polled = self.inner.poll(context);
            match &polled {
                // Identify reports what it was told, and right after it where that puts us.
                Poll::Ready(ToSwarm::GenerateEvent(identify::Event::Received {
                    peer_id, ..
                })) => self.speaker = Some(*peer_id),
                Poll::Ready(ToSwarm::NewExternalAddrCandidate(at)) => {
                    let at = at.clone();
                    if !self.proposed(&at) {
                        continue;
                    }
                }
                _ => {}
            }
            return polled;
        }
    }
}
