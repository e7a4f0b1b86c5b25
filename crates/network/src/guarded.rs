//! A ready-made behaviour with rules of ours around it: what it hears, whom it dials, what it says.
//! Guards: a behaviour can't be asked to refuse, so what it must not act on never reaches it. All
//! else is passed on as it is.
//! Read [`crate::trusted`], [`crate::identifying`] and [`crate::punching`] for the rules.
use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll},
};

use libp2p::{
    Multiaddr, PeerId,
    core::{Endpoint, transport::PortUse},
    swarm::{
        ConnectionClosed, ConnectionDenied, ConnectionId, DialFailure, FromSwarm, NetworkBehaviour,
        THandler, THandlerInEvent, THandlerOutEvent, ToSwarm,
    },
};

use crate::ledger::Refusal;

/// What a behaviour says to the swarm.
pub(crate) type Said<B> = ToSwarm<<B as NetworkBehaviour>::ToSwarm, THandlerInEvent<B>>;

/// What a behaviour may do. Without a rule: everything.
pub(crate) trait Rules<B: NetworkBehaviour> {
    /// Whether a dial of the behaviour's own may go to these addresses.
    fn may_dial(&self, _: &[Multiaddr]) -> bool {
        true
    }

    /// The swarm reports this; whether the behaviour hears of it.
    fn sees(&mut self, _: &FromSwarm<'_>) -> bool {
        true
    }

    /// A connection said this; given back where the behaviour may hear it now.
    fn hears(
        &mut self,
        _: (PeerId, ConnectionId),
        said: THandlerOutEvent<B>,
    ) -> Option<THandlerOutEvent<B>> {
        Some(said)
    }

    /// The behaviour says this; given back where it goes on.
    fn says(&mut self, said: Said<B>) -> Option<Said<B>> {
        Some(said)
    }

    /// What is to be said before the behaviour says anything more.
    fn first(&mut self) -> Option<Said<B>> {
        None
    }
}

/// The dials of a behaviour's own, from when it asks for them until they fail or their connection ends.
#[derive(Debug, Clone, Default)]
pub(crate) struct Dials(Arc<Mutex<BTreeSet<ConnectionId>>>);

impl Dials {
    fn with<T>(&self, run: impl FnOnce(&mut BTreeSet<ConnectionId>) -> T) -> T {
        run(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Whether a connection is one.
    pub(crate) fn has(&self, connection: ConnectionId) -> bool {
        self.with(|dials| dials.contains(&connection))
    }
}

/// A behaviour and its rules.
pub(crate) struct Guarded<B, R> {
    pub(crate) inner: B,
    pub(crate) rules: R,
    dials: Dials,
}

impl<B, R> Guarded<B, R> {
    pub(crate) fn new(inner: B, rules: R) -> Self {
        Self { inner, rules, dials: Dials::default() }
    }

    /// Its dials, for who must tell them from others.
    pub(crate) fn dials(&self) -> Dials {
        self.dials.clone()
    }
}

impl<B: NetworkBehaviour, R: Rules<B> + 'static> NetworkBehaviour for Guarded<B, R> {
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
        if self.dials.has(connection) && !self.rules.may_dial(addresses) {
            return Err(ConnectionDenied::new(Refusal::NotThere));
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
        if let FromSwarm::ConnectionClosed(ConnectionClosed { connection_id, .. })
        | FromSwarm::DialFailure(DialFailure { connection_id, .. }) = &event
        {
            self.dials.with(|dials| dials.remove(connection_id));
        }
        if self.rules.sees(&event) {
            self.inner.on_swarm_event(event);
        }
    }

    fn on_connection_handler_event(
        &mut self,
        peer: PeerId,
        connection: ConnectionId,
        said: THandlerOutEvent<Self>,
    ) {
        if let Some(said) = self.rules.hears((peer, connection), said) {
            self.inner.on_connection_handler_event(peer, connection, said);
        }
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Said<Self>> {
        if let Some(said) = self.rules.first() {
            return Poll::Ready(said);
        }
        while let Poll::Ready(said) = self.inner.poll(context) {
            if let ToSwarm::Dial { opts } = &said {
                self.dials.with(|dials| dials.insert(opts.connection_id()));
            }
            if let Some(said) = self.rules.says(said) {
                return Poll::Ready(said);
            }
        }
        Poll::Pending
    }
}

#[cfg(test)]
impl Dials {
    /// As if the behaviour had asked for this dial.
    pub(crate) fn pretend(&self, connection: ConnectionId) {
        self.with(|dials| dials.insert(connection));
    }
}
