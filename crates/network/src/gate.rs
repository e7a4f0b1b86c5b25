//! Stands at every connection's door and asks the ledger, before a handshake costs anything
//! and again after it. Guards: no connection stands that the ledger doesn't know, and none ends
//! without giving its place back (`ConnectionClosed`, `ListenFailure` and `DialFailure`).
//! A denial after the handshake shows at the dialler as established, then closed.
//! Read [`crate::ledger`] for the rules.
use std::{
    convert::Infallible,
    task::{Context, Poll},
    time::Instant,
};

use libp2p::{
    Multiaddr, PeerId,
    core::{Endpoint, transport::PortUse},
    swarm::{
        ConnectionClosed, ConnectionDenied, ConnectionId, DialFailure, FromSwarm, ListenFailure,
        NetworkBehaviour, THandler, THandlerInEvent, THandlerOutEvent, ToSwarm, dummy,
    },
};

use crate::{
    address,
    conduct::Conduct,
    guarded::Dials,
    ledger::{Ledger, Refusal, Way},
    limits::Limits,
};

/// The doorkeeper. Must be the first behaviour, so that the others never see a refused guest.
#[derive(Debug)]
pub(crate) struct Gate {
    own: PeerId,
    pub(crate) ledger: Ledger,
    pub(crate) conduct: Conduct<PeerId>,
    /// Dials that are only to see whether somebody can be reached.
    probes: Dials,
}

impl Gate {
    pub(crate) fn new(own: PeerId, limits: Limits, probes: Dials) -> Self {
        Self { own, ledger: Ledger::new(limits), conduct: Conduct::default(), probes }
    }

    fn way(&self, connection: ConnectionId, address: &Multiaddr) -> Way {
        if self.probes.has(connection) {
            Way::Probe
        } else if address::is_relayed(address) {
            Way::Relayed
        } else {
            Way::Direct
        }
    }

    fn admit(&self, peer: &PeerId) -> Result<(), Refusal> {
        if self.conduct.is_outside(peer, Instant::now()) {
            return Err(Refusal::Outside);
        }
        Ok(())
    }
}

impl NetworkBehaviour for Gate {
    type ConnectionHandler = dummy::ConnectionHandler;
    type ToSwarm = Infallible;

    fn handle_pending_inbound_connection(
        &mut self,
        connection: ConnectionId,
        local: &Multiaddr,
        remote: &Multiaddr,
    ) -> Result<(), ConnectionDenied> {
        // Who comes through a relay counts as the relay's house: behind it names are free.
        let from =
            if address::is_relayed(local) { address::before_relay(local) } else { remote.clone() };
        self.ledger.knock(connection, address::house(&from)).map_err(ConnectionDenied::new)
    }

    fn handle_established_inbound_connection(
        &mut self,
        connection: ConnectionId,
        peer: PeerId,
        local: &Multiaddr,
        _: &Multiaddr,
    ) -> Result<THandler<Self>, ConnectionDenied> {
        let way = self.way(connection, local);
        self.admit(&peer)
            .and_then(|()| self.ledger.enter(connection, (peer, way), Instant::now()))
            .map(|()| dummy::ConnectionHandler)
            .map_err(ConnectionDenied::new)
    }

    fn handle_established_outbound_connection(
        &mut self,
        connection: ConnectionId,
        peer: PeerId,
        address: &Multiaddr,
        _: Endpoint,
        _: PortUse,
    ) -> Result<THandler<Self>, ConnectionDenied> {
        let way = self.way(connection, address);
        self.admit(&peer)
            .and_then(|()| self.ledger.reach(connection, (peer, way), self.own, Instant::now()))
            .map(|()| dummy::ConnectionHandler)
            .map_err(ConnectionDenied::new)
    }

    fn on_swarm_event(&mut self, event: FromSwarm<'_>) {
        match event {
            FromSwarm::ConnectionClosed(ConnectionClosed { connection_id, .. })
            | FromSwarm::ListenFailure(ListenFailure { connection_id, .. })
            | FromSwarm::DialFailure(DialFailure { connection_id, .. }) => {
                self.ledger.release(connection_id);
            }
            _ => {}
        }
    }

    fn on_connection_handler_event(
        &mut self,
        _: PeerId,
        _: ConnectionId,
        event: THandlerOutEvent<Self>,
    ) {
        match event {}
    }

    fn poll(&mut self, _: &mut Context<'_>) -> Poll<ToSwarm<Self::ToSwarm, THandlerInEvent<Self>>> {
        Poll::Pending
    }
}

#[cfg(test)]
mod tests {
    use libp2p::swarm::{DialError, ListenError};

    use super::*;

    /// Another behaviour may refuse what the gate let in; then the swarm reports a failure, and
    /// no place may stay taken.
    #[test]
    fn a_place_is_given_back_when_another_behaviour_refuses() {
        let (own, peer) = (PeerId::random(), PeerId::random());
        let mut gate = Gate::new(own, Limits::default(), Dials::default());
        let address: Multiaddr = "/ip4/10.0.0.1/tcp/4".parse().unwrap();
        let [came, went] = [1, 2].map(ConnectionId::new_unchecked);
        gate.handle_pending_inbound_connection(came, &address, &address).unwrap();
        gate.handle_established_inbound_connection(came, peer, &address, &address).unwrap();
        gate.on_swarm_event(FromSwarm::ListenFailure(ListenFailure {
            local_addr: &address,
            send_back_addr: &address,
            error: &ListenError::Aborted,
            connection_id: came,
            peer_id: Some(peer),
        }));
        assert!(gate.ledger.of(&peer).is_empty());
        let (role, port) = (Endpoint::Dialer, PortUse::Reuse);
        gate.handle_established_outbound_connection(went, peer, &address, role, port).unwrap();
        assert_eq!(gate.ledger.of(&peer), [went]);
        gate.on_swarm_event(FromSwarm::DialFailure(DialFailure {
            peer_id: Some(peer),
            error: &DialError::Aborted,
            connection_id: went,
        }));
        assert!(gate.ledger.of(&peer).is_empty());
    }
}
