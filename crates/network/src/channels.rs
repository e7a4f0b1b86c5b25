//! Opens and accepts streams on connections: a behaviour of our own, because the ready-made one
//! keeps one incoming stream per protocol and drops the rest in silence, picks a random
//! connection of a peer, and never forgets a closed one.
//! Guards: no accepted stream is lost between here and the peer; one that finds no place is
//! dropped (its opener sees the end before a first frame); both counts are bounded.
//! Read [`crate::driver`] next.
use std::{
    collections::VecDeque,
    convert::Infallible,
    future::{Ready, ready},
    sync::Arc,
    task::{Context, Poll},
};

use futures::{FutureExt as _, future::BoxFuture};
use libp2p::{
    Multiaddr, PeerId,
    core::{
        Endpoint,
        transport::PortUse,
        upgrade::{InboundUpgrade, OutboundUpgrade, UpgradeInfo},
    },
    swarm::{
        ConnectionDenied, ConnectionHandler, ConnectionHandlerEvent, ConnectionId, FromSwarm,
        NetworkBehaviour, NotifyHandler, StreamUpgradeError, SubstreamProtocol, THandler,
        THandlerInEvent, THandlerOutEvent, ToSwarm,
        handler::{
            ConnectionEvent, DialUpgradeError, FullyNegotiatedInbound, FullyNegotiatedOutbound,
        },
    },
};
use tokio::sync::{AcquireError, OwnedSemaphorePermit, Semaphore, oneshot};

use crate::{
    limits::{OPEN_TIME, STREAMS_IN, STREAMS_IN_STRANGER, STREAMS_OUT, STREAMS_WAITING},
    node::OpenError,
    stream::{Protocol, Stream},
};

/// Where the answer to an opening goes.
pub(crate) type Reply = oneshot::Sender<Result<Stream, OpenError>>;

/// A stream that a peer opened.
#[derive(Debug)]
pub(crate) struct Arrival {
    pub(crate) peer: PeerId,
    pub(crate) protocol: Protocol,
    pub(crate) stream: Stream,
}

/// What the behaviour tells one connection.
#[derive(Debug)]
pub(crate) enum Order {
    Open(Protocol, Reply),
    /// Hello is done: room for more streams.
    Greeted,
}

/// The behaviour: passes orders down and arrivals up.
#[derive(Debug, Default)]
pub(crate) struct Channels {
    queue: VecDeque<ToSwarm<Arrival, Order>>,
}

impl Channels {
    /// Opens a stream on this connection. If the connection is gone by then, `reply` is dropped.
    pub(crate) fn open(&mut self, to: (PeerId, ConnectionId), protocol: Protocol, reply: Reply) {
        self.order(to, Order::Open(protocol, reply));
    }

    /// Gives the connection the room of a greeted peer.
    pub(crate) fn greeted(&mut self, to: (PeerId, ConnectionId)) {
        self.order(to, Order::Greeted);
    }

    // The loop takes one command, then polls the swarm: the queue holds a command's orders.
    fn order(&mut self, (peer_id, connection): (PeerId, ConnectionId), event: Order) {
        let handler = NotifyHandler::One(connection);
        self.queue.push_back(ToSwarm::NotifyHandler { peer_id, handler, event });
    }
}

impl NetworkBehaviour for Channels {
    type ConnectionHandler = Handler;
    type ToSwarm = Arrival;

    fn handle_established_inbound_connection(
        &mut self,
        _: ConnectionId,
        peer: PeerId,
        _: &Multiaddr,
        _: &Multiaddr,
    ) -> Result<THandler<Self>, ConnectionDenied> {
        Ok(Handler::new(peer))
    }

    fn handle_established_outbound_connection(
        &mut self,
        _: ConnectionId,
        peer: PeerId,
        _: &Multiaddr,
        _: Endpoint,
        _: PortUse,
    ) -> Result<THandler<Self>, ConnectionDenied> {
        Ok(Handler::new(peer))
    }

    fn on_swarm_event(&mut self, _: FromSwarm<'_>) {}

    fn on_connection_handler_event(
        &mut self,
        _: PeerId,
        _: ConnectionId,
        arrival: THandlerOutEvent<Self>,
    ) {
        // Bounded: the swarm hands over one and polls us before it takes the next.
        self.queue.push_back(ToSwarm::GenerateEvent(arrival));
    }

    fn poll(&mut self, _: &mut Context<'_>) -> Poll<ToSwarm<Self::ToSwarm, THandlerInEvent<Self>>> {
        self.queue.pop_front().map_or(Poll::Pending, Poll::Ready)
    }
}

/// One connection's streams.
pub(crate) struct Handler {
    peer: PeerId,
    places_in: Arc<Semaphore>,
    places_out: Arc<Semaphore>,
    greeted: bool,
    /// Openings that wait for a place, in order; at most [`STREAMS_WAITING`].
    waiting: VecDeque<(Protocol, Reply)>,
    /// The place being waited for.
    place: Option<BoxFuture<'static, Result<OwnedSemaphorePermit, AcquireError>>>,
    /// Streams on their way up; each holds a place, which bounds them.
    arrivals: VecDeque<Arrival>,
}

impl Handler {
    fn new(peer: PeerId) -> Self {
        Self {
            peer,
            places_in: Arc::new(Semaphore::new(STREAMS_IN_STRANGER)),
            places_out: Arc::new(Semaphore::new(STREAMS_OUT)),
            greeted: false,
            waiting: VecDeque::new(),
            place: None,
            arrivals: VecDeque::new(),
        }
    }

    fn arrived(&mut self, protocol: Protocol, stream: libp2p::Stream) {
        let Ok(place) = Arc::clone(&self.places_in).try_acquire_owned() else {
            tracing::debug!(peer = %self.peer, protocol = protocol.name(), "no place for a stream");
            return;
        };
        let stream = Stream::new(stream, place);
        self.arrivals.push_back(Arrival { peer: self.peer, protocol, stream });
    }
}

impl ConnectionHandler for Handler {
    type FromBehaviour = Order;
    type ToBehaviour = Arrival;
    type InboundProtocol = Names;
    type OutboundProtocol = Names;
    type InboundOpenInfo = ();
    type OutboundOpenInfo = (Reply, OwnedSemaphorePermit);

    fn listen_protocol(&self) -> SubstreamProtocol<Names, ()> {
        SubstreamProtocol::new(Names(Protocol::ALL.to_vec()), ())
    }

    fn on_behaviour_event(&mut self, order: Order) {
        match order {
            Order::Open(_, reply) if self.waiting.len() >= STREAMS_WAITING => {
                answer(reply, Err(OpenError::Busy));
            }
            Order::Open(protocol, reply) => self.waiting.push_back((protocol, reply)),
            Order::Greeted => {
                if !std::mem::replace(&mut self.greeted, true) {
                    self.places_in.add_permits(STREAMS_IN - STREAMS_IN_STRANGER);
                }
            }
        }
    }

    fn poll(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<ConnectionHandlerEvent<Names, Self::OutboundOpenInfo, Arrival>> {
        if let Some(arrival) = self.arrivals.pop_front() {
            return Poll::Ready(ConnectionHandlerEvent::NotifyBehaviour(arrival));
        }
        // Who no longer waits needs no stream.
        self.waiting.retain(|(_, reply)| !reply.is_closed());
        if self.waiting.is_empty() {
            self.place = None;
            return Poll::Pending;
        }
        let places = &self.places_out;
        let place = self.place.get_or_insert_with(|| Arc::clone(places).acquire_owned().boxed());
        let Poll::Ready(acquired) = place.poll_unpin(context) else { return Poll::Pending };
        self.place = None;
        let place = acquired.expect("this semaphore is never closed");
        let Some((protocol, reply)) = self.waiting.pop_front() else { return Poll::Pending };
        let protocol =
            SubstreamProtocol::new(Names(vec![protocol]), (reply, place)).with_timeout(OPEN_TIME);
        Poll::Ready(ConnectionHandlerEvent::OutboundSubstreamRequest { protocol })
    }

    fn on_connection_event(
        &mut self,
        event: ConnectionEvent<'_, Names, Names, (), Self::OutboundOpenInfo>,
    ) {
        match event {
            ConnectionEvent::FullyNegotiatedInbound(FullyNegotiatedInbound {
                protocol: (stream, protocol),
                ..
            }) => self.arrived(protocol, stream),
            ConnectionEvent::FullyNegotiatedOutbound(FullyNegotiatedOutbound {
                protocol: (stream, _),
                info: (reply, place),
            }) => answer(reply, Ok(Stream::new(stream, place))),
            ConnectionEvent::DialUpgradeError(DialUpgradeError {
                info: (reply, _place),
                error,
            }) => {
                answer(
                    reply,
                    Err(match error {
                        StreamUpgradeError::Timeout => OpenError::Slow,
                        StreamUpgradeError::NegotiationFailed => OpenError::Unsupported,
                        StreamUpgradeError::Io(source) => OpenError::Io(source),
                        StreamUpgradeError::Apply(never) => match never {},
                    }),
                );
            }
            _ => {}
        }
    }
}

/// Who asked may be gone; then the stream is dropped, which is right.
fn answer(reply: Reply, result: Result<Stream, OpenError>) {
    drop(reply.send(result));
}

/// The upgrade that does nothing but agree on a name.
#[derive(Debug, Clone)]
pub(crate) struct Names(Vec<Protocol>);

impl UpgradeInfo for Names {
    type Info = Protocol;
    type InfoIter = std::vec::IntoIter<Protocol>;

    fn protocol_info(&self) -> Self::InfoIter {
        self.0.clone().into_iter()
    }
}

impl InboundUpgrade<libp2p::Stream> for Names {
    type Output = (libp2p::Stream, Protocol);
    type Error = Infallible;
    type Future = Ready<Result<Self::Output, Infallible>>;

    fn upgrade_inbound(self, stream: libp2p::Stream, protocol: Protocol) -> Self::Future {
        ready(Ok((stream, protocol)))
    }
}

impl OutboundUpgrade<libp2p::Stream> for Names {
    type Output = (libp2p::Stream, Protocol);
    type Error = Infallible;
    type Future = Ready<Result<Self::Output, Infallible>>;

    fn upgrade_outbound(self, stream: libp2p::Stream, protocol: Protocol) -> Self::Future {
        ready(Ok((stream, protocol)))
    }
}
