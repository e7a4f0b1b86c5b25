//! The loop of a node: takes one event, command or deadline at a time.
//! Guards: every connection's end is told exactly once after its beginning; a full outbox stops
//! the reading, never loses an event; strangers go when their time is over.
//! Read [`crate::ledger`] and [`crate::dialling`] for the decisions taken here.
use std::{
    collections::{BTreeMap, VecDeque},
    future::pending,
    time::{Duration, Instant},
};

use futures::StreamExt as _;
use libp2p::{
    Multiaddr, PeerId, Swarm, TransportError,
    core::{ConnectedPoint, transport::ListenerId},
    mdns, ping,
    swarm::{ConnectionId, DialError, SwarmEvent},
};
use tokio::{
    sync::mpsc,
    time::{sleep_until, timeout},
};

use crate::{
    address,
    channels::Arrival,
    dialling::{Cause, Dialling},
    ledger::Refusal,
    limits::{CROSSING_TIME, DIALS, LISTEN_TIME, Limits, OUTBOX, REDIAL_SILENT, SUPERSEDE_TIME},
    node::{Command, Config, Event, OpenError, StartError},
    swarm::{Behaviours, Happening, build},
};

/// Everything a running node holds.
pub(crate) struct Driver {
    swarm: Swarm<Behaviours>,
    listeners: Vec<Listener>,
    /// Addresses whose listener died, and when to try them again.
    lost: Vec<(Instant, Multiaddr)>,
    dialling: Dialling,
    sessions: BTreeMap<PeerId, Session>,
    /// Later connections that may take their peer's earlier one's place, and when.
    rivals: Vec<Rival>,
    commands: mpsc::Receiver<Command>,
    events: mpsc::Sender<Event>,
    outbox: VecDeque<Event>,
}

/// An address we listen on, and what the system made of it.
#[derive(Debug)]
struct Listener {
    id: ListenerId,
    asked: Multiaddr,
    at: Vec<Multiaddr>,
}

/// A peer from its first connection to the end of its last.
#[derive(Debug)]
struct Session {
    since: Instant,
    /// We ended it, or let its time run out.
    dismissed: bool,
    greeted: bool,
}

/// A connection that came up long after its peer's first.
#[derive(Debug)]
struct Rival {
    due: Instant,
    peer: PeerId,
    connection: ConnectionId,
    address: Multiaddr,
}

/// What the loop does next.
enum Step {
    /// An event was handed over.
    Told,
    Command(Command),
    Swarm(Box<SwarmEvent<Happening>>),
    Alarm,
}

impl Driver {
    /// Makes the swarm and opens its listeners.
    pub(crate) fn new(
        config: &Config,
        limits: Limits,
        commands: mpsc::Receiver<Command>,
        events: mpsc::Sender<Event>,
    ) -> Result<Self, StartError> {
        let mut driver = Self {
            swarm: build(config.mdns, limits).map_err(StartError::Keys)?,
            listeners: Vec::new(),
            lost: Vec::new(),
            dialling: Dialling::default(),
            sessions: BTreeMap::new(),
            rivals: Vec::new(),
            commands,
            events,
            outbox: VecDeque::new(),
        };
        driver.listen_everywhere(&config.listen)?;
        for address in &config.dial {
            let dialable = address::dialable(address)
                .ok_or_else(|| StartError::Address { address: address.clone() })?;
            driver.dialling.add(dialable, true, Instant::now());
        }
        Ok(driver)
    }

    pub(crate) fn id(&self) -> PeerId {
        *self.swarm.local_peer_id()
    }

    fn listen_everywhere(&mut self, asked: &[Multiaddr]) -> Result<(), StartError> {
        if !asked.is_empty() {
            for address in asked {
                let plain = address::plain(address)
                    .ok_or_else(|| StartError::Address { address: address.clone() })?;
                self.listen(plain)?;
            }
            return Ok(());
        }
        // A machine without IPv6 (or without IPv4) still listens on what it has.
        let mut failure = None;
        for address in ["/ip4/0.0.0.0/udp/0/quic-v1", "/ip4/0.0.0.0/tcp/0"]
            .into_iter()
            .chain(["/ip6/::/udp/0/quic-v1", "/ip6/::/tcp/0"])
        {
            let address = address.parse().expect("a constant of the right form");
            if let Err(error) = self.listen(address) {
                tracing::info!(%error, "not listening on one of the usual addresses");
                failure = Some(error);
            }
        }
        match failure {
            Some(error) if self.listeners.is_empty() => Err(error),
            _ => Ok(()),
        }
    }

    fn listen(&mut self, asked: Multiaddr) -> Result<(), StartError> {
        match self.swarm.listen_on(asked.clone()) {
            Ok(id) => {
                self.listeners.push(Listener { id, asked, at: Vec::new() });
                Ok(())
            }
            Err(TransportError::Other(source)) => {
                Err(StartError::Listen { address: asked, source })
            }
            Err(TransportError::MultiaddrNotSupported(address)) => {
                Err(StartError::Address { address })
            }
        }
    }

    /// Runs until every listener knows its addresses, but not for long: an interface may be
    /// missing for good.
    pub(crate) async fn settle(&mut self) {
        let known = async {
            while self.listeners.iter().any(|listener| listener.at.is_empty()) {
                let event = self.swarm.select_next_some().await;
                self.swarm_event(event, Instant::now());
            }
        };
        if timeout(LISTEN_TIME, known).await.is_err() {
            tracing::debug!("some listen addresses are not known yet");
        }
    }

    /// The loop. Ends when nobody can ask or hear anything any more.
    pub(crate) async fn run(mut self) {
        while let Some(step) = self.next().await {
            let now = Instant::now();
            match step {
                Step::Told => {}
                Step::Command(command) => self.command(command, now),
                Step::Swarm(event) => self.swarm_event(*event, now),
                Step::Alarm => self.alarm(now),
            }
        }
    }

    async fn next(&mut self) -> Option<Step> {
        let deadline = self.next_deadline();
        let alarm = async {
            match deadline {
                Some(deadline) => sleep_until(deadline.into()).await,
                None => pending().await,
            }
        };
        tokio::select! {
            permit = self.events.reserve(), if !self.outbox.is_empty() => {
                let permit = permit.ok()?;
                if let Some(event) = self.outbox.pop_front() {
                    permit.send(event);
                }
                Some(Step::Told)
            }
            () = self.events.closed() => None,
            command = self.commands.recv() => command.map(Step::Command),
            event = self.swarm.select_next_some(), if self.outbox.len() < OUTBOX => {
                Some(Step::Swarm(Box::new(event)))
            }
            () = alarm => Some(Step::Alarm),
        }
    }

    /// Dials that may still be started. While there is no room, their deadlines don't count.
    fn dial_room(&self) -> usize {
        let busy = self.dialling.under_way() + self.ledger().strangers(true);
        DIALS.saturating_sub(busy)
    }

    fn next_deadline(&self) -> Option<Instant> {
        let dial = if self.dial_room() > 0 { self.dialling.next() } else { None };
        [dial, self.ledger().next_overdue()]
            .into_iter()
            .flatten()
            .chain(self.rivals.iter().map(|rival| rival.due))
            .chain(self.lost.iter().map(|(due, _)| *due))
            .min()
    }

    fn alarm(&mut self, now: Instant) {
        for connection in self.ledger().overdue(now) {
            tracing::debug!(%connection, "no hello in time");
            self.close(connection);
        }
        let (due, later) = self.rivals.drain(..).partition(|rival| rival.due <= now);
        self.rivals = later;
        for rival in due {
            self.supersede(rival, now);
        }
        let (due, later) = self.lost.drain(..).partition(|(due, _)| *due <= now);
        self.lost = later;
        let due: Vec<(Instant, Multiaddr)> = due;
        for (_, address) in due {
            if let Err(error) = self.listen(address.clone()) {
                tracing::debug!(%error, "still not listening");
                self.lost.push((now + REDIAL_SILENT, address));
            }
        }
        for opts in self.dialling.take_due(self.dial_room(), now) {
            let connection = opts.connection_id();
            if let Err(error) = self.swarm.dial(opts) {
                self.dial_failed(connection, None, &error, now);
            }
        }
    }

    fn command(&mut self, command: Command, now: Instant) {
        match command {
            Command::Open { peer, protocol, reply } => {
                // The oldest: a later one may be about to be found superfluous.
                let standing =
                    self.ledger().of(&peer).into_iter().find(|(_, place)| !place.closing);
                match standing {
                    Some((connection, _)) => self.swarm.behaviour_mut().channels.open(
                        (peer, connection),
                        protocol,
                        reply,
                    ),
                    None => drop(reply.send(Err(OpenError::NotConnected))),
                }
            }
            Command::Dial(address) => self.dialling.add(address, false, now),
            Command::Retry => self.dialling.wake(now),
            // Who asked may be gone.
            Command::Addresses(reply) => drop(reply.send(self.addresses())),
            Command::Promote(peer) => self.promote(peer),
            Command::Disconnect(peer) => self.dismiss(peer),
            Command::Penalise(peer, points) => {
                if self.swarm.behaviour_mut().gate.conduct.penalise(peer, points, now) {
                    tracing::info!(%peer, "sent away for an hour");
                    self.dismiss(peer);
                }
            }
        }
    }

    fn addresses(&self) -> Vec<Multiaddr> {
        let mut addresses: Vec<_> = self
            .listeners
            .iter()
            .flat_map(|listener| {
                let loopback = address::is_loopback(&listener.asked);
                listener.at.iter().filter(move |at| address::worth_telling(at, loopback)).cloned()
            })
            .collect();
        addresses.sort_by_key(address::rank);
        addresses.dedup();
        addresses
    }

    fn promote(&mut self, peer: PeerId) {
        let Some(session) = self.sessions.get_mut(&peer) else { return };
        session.greeted = true;
        let behaviours = self.swarm.behaviour_mut();
        behaviours.gate.ledger.greet(peer);
        for (connection, _) in behaviours.gate.ledger.of(&peer) {
            behaviours.channels.greeted((peer, connection));
        }
    }

    fn dismiss(&mut self, peer: PeerId) {
        if let Some(session) = self.sessions.get_mut(&peer) {
            session.dismissed = true;
        }
        for (connection, _) in self.ledger().of(&peer) {
            self.close(connection);
        }
    }

    fn close(&mut self, connection: ConnectionId) {
        self.swarm.behaviour_mut().gate.ledger.closing(connection);
        self.swarm.close_connection(connection);
    }

    fn ledger(&self) -> &crate::ledger::Ledger {
        &self.swarm.behaviour().gate.ledger
    }

    fn swarm_event(&mut self, event: SwarmEvent<Happening>, now: Instant) {
        match event {
            SwarmEvent::Behaviour(happening) => self.happening(happening, now),
            SwarmEvent::ConnectionEstablished { peer_id, connection_id, endpoint, .. } => {
                self.connected(peer_id, connection_id, &endpoint, now);
            }
            SwarmEvent::ConnectionClosed { peer_id, num_established: 0, cause, .. } => {
                tracing::debug!(peer = %peer_id, ?cause, "disconnected");
                self.disconnected(peer_id, now);
            }
            SwarmEvent::OutgoingConnectionError { connection_id, peer_id, error } => {
                self.dial_failed(connection_id, peer_id, &error, now);
            }
            SwarmEvent::IncomingConnectionError { send_back_addr, error, .. } => {
                tracing::debug!(address = %send_back_addr, %error, "not let in");
            }
            SwarmEvent::NewListenAddr { listener_id, address } => {
                let Some(listener) =
                    self.listeners.iter_mut().find(|listener| listener.id == listener_id)
                else {
                    return;
                };
                let loopback = address::is_loopback(&listener.asked);
                listener.at.push(address.clone());
                // A new address may mean a new network.
                self.dialling.wake(now);
                if address::worth_telling(&address, loopback) {
                    self.outbox.push_back(Event::Listening(address));
                }
            }
            SwarmEvent::ExpiredListenAddr { listener_id, address } => {
                for listener in &mut self.listeners {
                    if listener.id == listener_id {
                        listener.at.retain(|at| *at != address);
                    }
                }
            }
            SwarmEvent::ListenerClosed { listener_id, reason, .. } => {
                let gone = self.listeners.iter().position(|listener| listener.id == listener_id);
                if let Some(gone) = gone {
                    let listener = self.listeners.swap_remove(gone);
                    tracing::warn!(address = %listener.asked, ?reason, "stopped listening");
                    self.lost.push((now + REDIAL_SILENT, listener.asked));
                }
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
                self.outbox.push_back(Event::Incoming { peer, protocol, stream });
            }
            Happening::Mdns(mdns::Event::Discovered(found)) => {
                let ours: Vec<_> =
                    self.listeners.iter().flat_map(|listener| listener.at.clone()).collect();
                let own = self.id();
                for (peer, address) in found {
                    let Some(address) = address::dialable(&address) else { continue };
                    if address::nearby(&address, &ours) {
                        let connected = self.sessions.contains_key(&peer);
                        self.dialling.found((own, peer), address, connected, now);
                    }
                }
            }
            Happening::Mdns(mdns::Event::Expired(faded)) => {
                for (peer, address) in faded {
                    if let Some(address) = address::dialable(&address) {
                        self.dialling.faded(&peer, &address);
                    }
                }
            }
            Happening::Ping(ping::Event {
                connection,
                result: Err(ping::Failure::Timeout),
                ..
            }) => {
                self.close(connection);
            }
            Happening::Ping(_) | Happening::Identified => {}
        }
    }

    fn connected(
        &mut self,
        peer: PeerId,
        connection: ConnectionId,
        endpoint: &ConnectedPoint,
        now: Instant,
    ) {
        self.dialling.connected(connection, peer);
        let address = endpoint.get_remote_address();
        let address = address::plain(address).unwrap_or_else(|| address.clone());
        match self.sessions.get(&peer) {
            None => self.begin(peer, address, now),
            Some(session) => {
                if session.greeted {
                    self.swarm.behaviour_mut().channels.greeted((peer, connection));
                }
                if now.duration_since(session.since) >= CROSSING_TIME {
                    let due = now + SUPERSEDE_TIME;
                    self.rivals.push(Rival { due, peer, connection, address });
                }
            }
        }
    }

    fn begin(&mut self, peer: PeerId, address: Multiaddr, now: Instant) {
        let greeted = self.ledger().is_greeted(&peer);
        self.sessions.insert(peer, Session { since: now, dismissed: false, greeted });
        let initiator = self.id() < peer;
        self.outbox.push_back(Event::Connected { peer, address, initiator });
    }

    /// A later connection still stands: its peer had lost the earlier ones, and so have we.
    fn supersede(&mut self, rival: Rival, now: Instant) {
        let Rival { peer, connection, address, .. } = rival;
        let mut earlier = self.ledger().of(&peer);
        match earlier.iter().position(|(other, _)| *other == connection) {
            None | Some(0) => return,
            Some(position) => earlier.truncate(position),
        }
        for (connection, _) in earlier {
            self.close(connection);
        }
        self.outbox.push_back(Event::Disconnected { peer });
        self.begin(peer, address, now);
    }

    fn disconnected(&mut self, peer: PeerId, now: Instant) {
        let Some(session) = self.sessions.remove(&peer) else { return };
        // Closed at once by the other side: it has no room, but may have soon.
        let turned_away = now.duration_since(session.since) < Duration::from_secs(2);
        let cause = match session {
            Session { greeted: true, .. } => Cause::Lost,
            Session { dismissed: false, .. } if turned_away => Cause::Silent,
            Session { .. } => Cause::Stranger,
        };
        self.dialling.disconnected(&peer, cause, now);
        self.outbox.push_back(Event::Disconnected { peer });
    }

    fn dial_failed(
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
                self.dialling.connected(connection, peer);
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
