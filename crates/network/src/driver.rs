//! The loop of a node: takes one event, command or deadline at a time.
//! Guards: nothing is decided here that can be decided without a socket; a full outbox stops the
//! reading and never loses an event. Read [`crate::sessions`], [`crate::ledger`] and
//! [`crate::dialling`] for the decisions.
use std::{future::pending, time::Instant};

use futures::StreamExt as _;
use libp2p::{
    PeerId, Swarm,
    core::ConnectedPoint,
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
    limits::{DIALS, LISTEN_TIME, Limits, OUTBOX},
    listening::Listening,
    node::{Command, Config, Event, OpenError, StartError},
    sessions::Sessions,
    swarm::{Behaviours, Happening, build},
};

/// Everything a running node holds.
pub(crate) struct Driver {
    swarm: Swarm<Behaviours>,
    listening: Listening,
    dialling: Dialling,
    sessions: Sessions,
    commands: mpsc::Receiver<Command>,
    events: mpsc::Sender<Event>,
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
        let mut swarm = build(config.mdns, limits).map_err(StartError::Keys)?;
        let listening = Listening::start(&mut swarm, &config.listen)?;
        let sessions = Sessions::new(*swarm.local_peer_id(), limits.crossing_time);
        let mut driver =
            Self { swarm, listening, dialling: Dialling::default(), sessions, commands, events };
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

    /// Runs until every listener knows its addresses, but not for long: an interface may be
    /// missing for good.
    pub(crate) async fn settle(&mut self) {
        let known = async {
            while !self.listening.is_settled() {
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
            permit = self.events.reserve(), if !self.sessions.outbox.is_empty() => {
                let permit = permit.ok()?;
                if let Some(event) = self.sessions.outbox.pop_front() {
                    permit.send(event);
                }
                Some(Step::Told)
            }
            () = self.events.closed() => None,
            command = self.commands.recv() => command.map(Step::Command),
            event = self.swarm.select_next_some(), if self.sessions.outbox.len() < OUTBOX => {
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
        [dial, self.ledger().next_overdue(), self.listening.next(), self.sessions.next()]
            .into_iter()
            .flatten()
            .min()
    }

    fn alarm(&mut self, now: Instant) {
        for peer in self.ledger().overdue(now) {
            tracing::debug!(%peer, "no hello in time");
            self.dismiss(peer);
        }
        for connection in self.sessions.take_over(now) {
            self.close(connection);
        }
        self.listening.revive(&mut self.swarm, now);
        let room = self.dial_room();
        for opts in self.dialling.take_due(room, now) {
            let connection = opts.connection_id();
            if let Err(error) = self.swarm.dial(opts) {
                self.dial_failed(connection, None, &error, now);
            }
        }
    }

    fn command(&mut self, command: Command, now: Instant) {
        match command {
            Command::Open { peer, protocol, reply } => match self.sessions.link(&peer) {
                Some(connection) => {
                    self.swarm.behaviour_mut().channels.open((peer, connection), protocol, reply)
                }
                None => drop(reply.send(Err(OpenError::NotConnected))),
            },
            Command::Dial(address) => self.dialling.add(address, false, now),
            Command::Retry => self.dialling.wake(now),
            // Who asked may be gone.
            Command::Addresses(reply) => drop(reply.send(self.listening.told())),
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

    fn promote(&mut self, peer: PeerId) {
        let behaviours = self.swarm.behaviour_mut();
        behaviours.gate.ledger.greet(peer);
        for connection in self.sessions.greet(&peer) {
            behaviours.channels.greeted((peer, connection));
        }
    }

    fn dismiss(&mut self, peer: PeerId) {
        self.sessions.dismiss(&peer);
        for connection in self.ledger().of(&peer) {
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
            SwarmEvent::ConnectionClosed {
                peer_id, connection_id, num_established, cause, ..
            } => {
                tracing::debug!(peer = %peer_id, connection = %connection_id, ?cause, "closed");
                let last = num_established == 0;
                if let Some(cause) = self.sessions.closed(peer_id, connection_id, last, now) {
                    self.dialling.disconnected(&peer_id, cause, now);
                }
            }
            SwarmEvent::OutgoingConnectionError { connection_id, peer_id, error } => {
                self.dial_failed(connection_id, peer_id, &error, now);
            }
            SwarmEvent::IncomingConnectionError { send_back_addr, error, .. } => {
                tracing::debug!(address = %send_back_addr, %error, "not let in");
            }
            SwarmEvent::NewListenAddr { listener_id, address } => {
                // A new address may mean a new network.
                self.dialling.wake(now);
                if self.listening.gained(listener_id, &address) {
                    self.sessions.outbox.push_back(Event::Listening(address));
                }
            }
            SwarmEvent::ExpiredListenAddr { listener_id, address } => {
                self.listening.expired(listener_id, &address);
            }
            SwarmEvent::ListenerClosed { listener_id, .. } => self.listening.died(listener_id, now),
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
                        let connected = self.sessions.is_connected(&peer);
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
        self.sessions.opened(peer, connection, address, now);
        if self.sessions.is_greeted(&peer) {
            self.swarm.behaviour_mut().channels.greeted((peer, connection));
        }
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
