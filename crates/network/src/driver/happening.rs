//! What the network reports, and what follows from it.
//! Guards: as the loop's: see [`crate::driver`].
use std::time::Instant;

use libp2p::{
    Multiaddr, PeerId,
    core::{ConnectedPoint, Endpoint},
    identify, mdns, ping,
    relay::HOP_PROTOCOL_NAME,
    swarm::{ConnectionId, DialError, SwarmEvent},
};

use super::Driver;
use crate::{
    address,
    channels::Arrival,
    dialling::attempt::Cause,
    ledger::{Refusal, Way},
    limits::PROBE_TIME,
    node::{Event, Path},
    swarm::Happening,
};

impl Driver {
    pub(super) fn swarm_event(&mut self, event: SwarmEvent<Happening>, now: Instant) {
        self.meters.record(&event);
        match event {
            SwarmEvent::Behaviour(happening) => self.happening(happening, now),
            SwarmEvent::ConnectionEstablished { peer_id, connection_id, endpoint, .. } => {
                self.connected(peer_id, connection_id, &endpoint, now);
            }
            SwarmEvent::ConnectionClosed {
                peer_id, connection_id, num_established, cause, ..
            } => {
                tracing::debug!(peer = %peer_id, connection = %connection_id, ?cause, "closed");
                let last = num_established == 0;
                self.probes.retain(|(_, probe)| *probe != connection_id);
                if last {
                    self.vouched.remove(&peer_id);
                    self.relays.remove(&peer_id);
                    self.relaying.gone(&peer_id);
                }
                self.ended(peer_id, connection_id, last, now);
            }
            SwarmEvent::OutgoingConnectionError { connection_id, peer_id, error } => {
                self.dial_failed(connection_id, peer_id, &error, now);
            }
            SwarmEvent::IncomingConnectionError { send_back_addr, error, .. } => {
                tracing::debug!(address = %send_back_addr, %error, "not let in");
            }
            SwarmEvent::NewListenAddr { listener_id, address } => {
                if self.relaying.gained(listener_id, &address) {
                    tracing::info!(%address, "reached through a relay");
                    return;
                }
                // A new address may mean a new network.
                self.dialling.wake(now);
                if self.listening.gained(listener_id, &address) {
                    if self.config.relay && address::is_public(&address) {
                        self.swarm.add_external_address(address.clone());
                    }
                    self.sessions.outbox.push_back(Event::Listening(address));
                }
                self.move_on(now);
            }
            SwarmEvent::ExpiredListenAddr { listener_id, address } => {
                self.listening.expired(listener_id, &address);
                self.outside.remove(&address);
                self.swarm.remove_external_address(&address);
                // Of another card in the same network the neighbours are reached as before.
                if let Some(network) = address::network(&address)
                    && !self.listening.networks().contains(&network)
                {
                    for (peer, connection) in self.sessions.within(network) {
                        self.hung(peer, connection, now);
                    }
                }
                self.move_on(now);
            }
            SwarmEvent::ListenerClosed { listener_id, reason, .. } => {
                tracing::debug!(?reason, "a listener ended");
                if !self.relaying.lost(listener_id, now) {
                    self.listening.died(listener_id, now);
                }
            }
            SwarmEvent::ExternalAddrConfirmed { address } if !address::is_relayed(&address) => {
                tracing::info!(%address, "reached from outside");
                self.outside.insert(address);
            }
            SwarmEvent::ExternalAddrExpired { address } => {
                self.outside.remove(&address);
            }
            SwarmEvent::ListenerError { error, .. } => {
                tracing::debug!(%error, "a listener had trouble");
            }
            _ => {}
        }
    }

    fn happening(&mut self, happening: Happening, now: Instant) {
        match happening {
            Happening::Arrival(Arrival { peer, protocol, stream }) => {
                self.sessions.outbox.push_back(Event::Incoming { peer, protocol, stream });
            }
            Happening::Mdns(mdns::Event::Discovered(found)) => {
                let ours = self.listening.all();
                let own = self.id();
                for (peer, address) in found {
                    let Some(address) = address::dialable(&address) else { continue };
                    if address::nearby(&address, &ours) {
                        let connected = self.sessions.way(&peer) == Some(Way::Direct);
                        self.dialling.found((own, peer), address, connected, now);
                    }
                }
                self.swarm.behaviour_mut().mdns.rules.reconsider(now);
            }
            Happening::Mdns(mdns::Event::Expired(faded)) => {
                for (peer, address) in faded {
                    self.faded(&peer, &address);
                }
                self.swarm.behaviour_mut().mdns.rules.reconsider(now);
            }
            // Its second failure in a row; whoever isn't asked to answer pings does not count.
            Happening::Ping(ping::Event {
                peer,
                connection,
                result: Err(ping::Failure::Timeout | ping::Failure::Other { .. }),
            }) => self.hung(peer, connection, now),
            Happening::Identified(event) => {
                self.forget_where_we_were();
                if let identify::Event::Received { peer_id, info, .. } = *event
                    && info.protocols.contains(&HOP_PROTOCOL_NAME)
                    && self.sessions.is_connected(&peer_id)
                {
                    self.relays.insert(peer_id);
                    self.offer(peer_id, now);
                }
            }
            Happening::Tried(tried) => {
                tracing::debug!(address = %tried.tested_addr, result = ?tried.result, "tried from outside");
            }
            Happening::Aside(what) => tracing::debug!(%what, "aside"),
            Happening::Ping(_) => {}
        }
    }

    /// Nobody tries a confirmed address again, and whoever believes to be reached asks no relay for a place: so
    /// it goes when members see us elsewhere.
    fn forget_where_we_were(&mut self) {
        let (seen, here) = (&self.swarm.behaviour().identify.rules, self.listening.all());
        let is_sure = |at: &Multiaddr| here.contains(at) || self.config.external.contains(at);
        let gone = self.outside.iter().filter(|at| !is_sure(at) && seen.is_elsewhere(at));
        for address in gone.cloned().collect::<Vec<_>>() {
            tracing::info!(%address, "no longer reached from outside there");
            self.outside.remove(&address);
            self.swarm.remove_external_address(&address);
        }
    }

    /// mDNS has not heard of it there for a while.
    pub(super) fn faded(&mut self, peer: &PeerId, address: &Multiaddr) {
        if let Some(address) = address::dialable(address) {
            self.dialling.faded(peer, &address);
        }
    }

    /// Nothing comes through this connection any more. It may hang in being closed for as long as the
    /// system keeps trying (a quarter of an hour over TCP), so it is over for us here and now.
    fn hung(&mut self, peer: PeerId, connection: ConnectionId, now: Instant) {
        tracing::debug!(%peer, %connection, "nothing comes through");
        self.close(connection);
        self.ended(peer, connection, false, now);
    }

    /// `last`: no other connection with this peer stands, not even one that is being closed.
    fn ended(&mut self, peer: PeerId, connection: ConnectionId, last: bool, now: Instant) {
        if let Some(cause) = self.sessions.closed(peer, connection, last, now) {
            self.dialling.disconnected(&peer, cause, now);
            self.move_on(now);
        } else if self.sessions.way(&peer) == Some(Way::Relayed) {
            self.dialling.only_relayed(&peer, now);
        }
    }

    fn connected(
        &mut self,
        peer: PeerId,
        connection: ConnectionId,
        endpoint: &ConnectedPoint,
        now: Instant,
    ) {
        if self.ledger().way(connection) == Some(Way::Probe) {
            self.probes.push((now + PROBE_TIME, connection));
            return;
        }
        let path = self.path(endpoint);
        let way = if matches!(path, Path::Relay(_)) { Way::Relayed } else { Way::Direct };
        self.dialling.connected(connection, (peer, way), now);
        let address = endpoint.get_remote_address();
        let address = address::plain(address).unwrap_or_else(|| address.clone());
        // What a punch made was never an address to dial.
        let dialled =
            matches!(endpoint, ConnectedPoint::Dialer { role_override: Endpoint::Dialer, .. });
        self.sessions.opened(peer, connection, (address, path, dialled), now);
        if self.sessions.is_greeted(&peer) {
            self.swarm.behaviour_mut().channels.greeted((peer, connection));
        }
    }

    fn path(&self, endpoint: &ConnectedPoint) -> Path {
        let (here, there) = match endpoint {
            ConnectedPoint::Dialer { address, .. } => (address, address),
            ConnectedPoint::Listener { local_addr, send_back_addr } => (local_addr, send_back_addr),
        };
        match address::relay(here) {
            Some(relay) => Path::Relay(Some(relay)),
            // Who came through a relay is told by the relay's own address.
            None if address::is_relayed(here) => {
                Path::Relay(self.sessions.at(&address::before_relay(here)))
            }
            None if address::nearby(there, &self.listening.all()) => Path::Near,
            None => Path::Direct,
        }
    }

    pub(super) fn dial_failed(
        &mut self,
        connection: ConnectionId,
        peer: Option<PeerId>,
        error: &DialError,
        now: Instant,
    ) {
        tracing::debug!(%connection, %error, "a dial failed");
        let refusal = match error {
            DialError::Denied { cause } => cause.downcast_ref::<Refusal>().copied(),
            _ => None,
        };
        match (error, refusal, peer) {
            (_, Some(Refusal::Superfluous), Some(peer)) => {
                let way = self.sessions.way(&peer).unwrap_or(Way::Direct);
                self.dialling.connected(connection, (peer, way), now);
            }
            (_, Some(Refusal::Outside), _) => {
                self.dialling.failed(connection, Cause::Stranger, now);
            }
            (DialError::LocalPeerId { .. } | DialError::NoAddresses, ..) => {
                self.dialling.is_ourselves(connection, now);
            }
            _ => self.dialling.failed(connection, Cause::Silent, now),
        }
    }
}
