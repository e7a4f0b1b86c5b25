//! The loop of a node: takes one event, command or deadline at a time.
//! Guards: nothing is decided here that can be decided without a socket; a full outbox stops the
//! reading and never loses an event. Read [`crate::sessions`], [`crate::ledger`],
//! [`crate::dialling`] and [`crate::relaying`] for the decisions.
mod happening; // what the network reports

use std::{collections::BTreeSet, future::pending, panic::AssertUnwindSafe, time::Instant};

use futures::{FutureExt as _, StreamExt as _};
use libp2p::{
    Multiaddr, PeerId, Swarm,
    swarm::{ConnectionId, SwarmEvent},
};
use tokio::{
    sync::{mpsc, watch},
    time::{sleep, sleep_until, timeout},
};

use crate::{
    address::{self, House},
    dialling::Dialling,
    limits::{ANEW, DIALS, GOODBYE, LISTEN_TIME, Limits, OUTBOX},
    listening::Listening,
    meters::Meters,
    node::{Command, Config, Event, OpenError, StartError, Whereabouts},
    pacing,
    relaying::Relaying,
    sessions::Sessions,
    swarm::{Behaviours, Happening, build},
};

/// Everything a running node holds.
pub(crate) struct Driver {
    config: Config,
    limits: Limits,
    swarm: Swarm<Behaviours>,
    id: watch::Sender<PeerId>,
    listening: Listening,
    /// The networks that this identity was first seen on.
    networks: BTreeSet<House>,
    dialling: Dialling,
    relaying: Relaying,
    /// Peers that were vouched for, and those that say they relay.
    vouched: BTreeSet<PeerId>,
    relays: BTreeSet<PeerId>,
    /// Addresses from outside.
    outside: BTreeSet<Multiaddr>,
    /// Calls back that stand, and when to end them.
    probes: Vec<(Instant, ConnectionId)>,
    sessions: Sessions,
    meters: Meters,
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
        mut config: Config,
        limits: Limits,
        commands: mpsc::Receiver<Command>,
        events: mpsc::Sender<Event>,
    ) -> Result<(Self, watch::Receiver<PeerId>), StartError> {
        let dialable = |address: &Multiaddr| {
            address::dialable(address)
                .ok_or_else(|| StartError::Address { address: address.clone() })
        };
        config.external = config.external.iter().map(dialable).collect::<Result<_, _>>()?;
        let mut dialling = Dialling::default();
        for address in &config.dial {
            dialling.add(dialable(address)?, true, Instant::now());
        }
        let mut swarm = build(&config, limits).map_err(StartError::Keys)?;
        let listening = Listening::start(&mut swarm, &config.listen)?;
        let own = *swarm.local_peer_id();
        let (id, ids) = watch::channel(own);
        let driver = Self {
            outside: config.external.iter().cloned().collect(),
            config,
            limits,
            swarm,
            id,
            listening,
            networks: BTreeSet::new(),
            dialling,
            relaying: Relaying::default(),
            vouched: BTreeSet::new(),
            relays: BTreeSet::new(),
            probes: Vec::new(),
            sessions: Sessions::new(own, limits.crossing_time),
            meters: Meters::default(),
            commands,
            events,
        };
        Ok((driver, ids))
    }

    fn id(&self) -> PeerId {
        *self.swarm.local_peer_id()
    }

    /// Where the network went away, or is another one, with nobody connected: a new identity, so that
    /// whoever listens here and elsewhere can't tell that the same person came by.
    fn move_on(&mut self, now: Instant) {
        let here = self.listening.networks();
        if self.config.key.is_some() || !self.sessions.is_empty() {
            return;
        }
        if self.networks.is_empty() {
            self.networks = here;
        } else if self.networks.is_disjoint(&here) {
            match self.renew(now) {
                Ok(()) => tracing::info!("another network: another identity"),
                Err(error) => tracing::warn!(%error, "keeping the identity of another network"),
            }
        } else {
            self.networks.extend(here);
        }
    }

    /// Begins with a new swarm: everybody of the old one is gone. When that fails all stays as it was.
    fn renew(&mut self, now: Instant) -> Result<(), StartError> {
        let mut swarm = build(&self.config, self.limits).map_err(StartError::Keys)?;
        let listening = Listening::start(&mut swarm, &self.config.listen)?;
        (self.swarm, self.listening) = (swarm, listening);
        self.networks.clear();
        self.outside = self.config.external.iter().cloned().collect();
        self.relaying = Relaying::default();
        self.vouched.clear();
        self.relays.clear();
        self.probes.clear();
        self.sessions.renewed(self.id());
        self.dialling.moved(now);
        self.id.send_replace(self.id());
        Ok(())
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

    /// Works until nobody can ask or hear anything any more, also when something that others made libp2p do
    /// panics: a member's peer must not be able to end the network of a whole village.
    pub(crate) async fn run(mut self) {
        while AssertUnwindSafe(self.work()).catch_unwind().await.is_err() {
            tracing::error!("the network fell over; it begins anew");
            loop {
                sleep(ANEW).await;
                match self.renew(Instant::now()) {
                    Ok(()) => break,
                    // A port may be busy for a moment.
                    Err(error) => tracing::warn!(%error, "the network doesn't begin yet"),
                }
            }
        }
    }

    /// The loop.
    async fn work(&mut self) {
        while let Some(step) = self.next().await {
            let now = Instant::now();
            match step {
                Step::Told => {}
                Step::Command(Command::Stop(reply)) => {
                    self.say_goodbye().await;
                    // Who asked may be gone.
                    reply.send(()).ok();
                    return;
                }
                Step::Command(command) => self.command(command, now),
                Step::Swarm(event) => self.swarm_event(*event, now),
                Step::Alarm => self.alarm(now),
            }
        }
    }

    /// Closes every connection, and waits until the other sides were told.
    async fn say_goodbye(&mut self) {
        let peers: Vec<_> = self.swarm.connected_peers().copied().collect();
        for peer in peers {
            // An error says that it left by itself.
            self.swarm.disconnect_peer_id(peer).ok();
        }
        let gone = async {
            while self.swarm.connected_peers().next().is_some() {
                self.swarm.select_next_some().await;
            }
            // What was written last is still to be sent.
            sleep(GOODBYE).await;
        };
        drop(timeout(GOODBYE * 5, gone).await);
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
        let places = if self.needs_relay() { self.relaying.next() } else { None };
        let probe = self.probes.iter().map(|(due, _)| *due).min();
        let strangers = self.ledger().next_overdue();
        let mdns = self.swarm.behaviour().mdns.rules.next();
        [dial, strangers, self.listening.next(), self.sessions.next(), places, probe, mdns]
            .into_iter()
            .flatten()
            .min()
    }

    /// Whether others can't reach us from outside as it is.
    fn needs_relay(&self) -> bool {
        self.outside.is_empty() && !self.config.relay
    }

    fn alarm(&mut self, now: Instant) {
        let own = self.id();
        for peer in self.ledger().overdue(now) {
            tracing::debug!(%peer, "no hello in time");
            self.dismiss(peer);
        }
        for connection in self.sessions.take_over(now) {
            self.close(connection);
        }
        let (over, standing): (Vec<_>, _) =
            std::mem::take(&mut self.probes).into_iter().partition(|(due, _)| *due <= now);
        self.probes = standing;
        for (_, connection) in over {
            self.close(connection);
        }
        for (peer, address) in pacing::pace(&mut self.swarm.behaviour_mut().mdns, own, now) {
            self.faded(&peer, &address);
        }
        self.listening.revive(&mut self.swarm, now);
        if self.needs_relay() {
            for (relay, address) in self.relaying.due(now) {
                let listener = self.swarm.listen_on(address);
                self.relaying.asked(&relay, listener.ok(), now);
            }
        }
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
            Command::Addresses(reply) => drop(reply.send(self.addresses())),
            Command::Whereabouts(reply) => drop(reply.send(self.whereabouts())),
            Command::Tries(reply) => drop(reply.send(self.dialling.tries())),
            Command::Meters(reply) => {
                let (greeted, strangers) = self.ledger().peers();
                drop(reply.send(self.meters.text(greeted, strangers)));
            }
            Command::Seek(mut sought) => {
                let own = self.id();
                sought.peers.retain(|(peer, _)| *peer != own);
                self.dialling.seek(sought, |peer| self.sessions.way(peer), now);
                for relay in self.relays.clone() {
                    self.offer(relay, now);
                }
            }
            // The loop sees to it.
            Command::Stop(_) => {}
            #[cfg(test)]
            Command::FallOver => panic!("as libp2p might"),
            Command::Promote(peer) => self.promote(peer),
            Command::Vouch(peer) => self.vouch(peer, now),
            Command::Disconnect(peer) => self.dismiss(peer),
            Command::Part(peer) => self.sessions.part(&peer),
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

    /// Addresses at which anybody can dial us.
    fn addresses(&self) -> Vec<Multiaddr> {
        let mut told = self.listening.told();
        told.extend(
            self.outside.iter().filter(|at| !told.contains(at)).cloned().collect::<Vec<_>>(),
        );
        told
    }

    fn whereabouts(&self) -> Whereabouts {
        Whereabouts {
            peer: self.id(),
            addresses: self.addresses(),
            outside: self.outside.iter().cloned().collect(),
            seen_at: self.swarm.behaviour().identify.rules.at().cloned().collect(),
            through: self.relaying.addresses(),
            relays: self.relaying.held().collect(),
            configured: self.dialling.configured().collect(),
            relay: self.config.relay,
        }
    }

    fn vouch(&mut self, peer: PeerId, now: Instant) {
        if !self.sessions.is_connected(&peer) {
            return;
        }
        let behaviours = self.swarm.behaviour_mut();
        if let Some(relay) = behaviours.relay.as_mut() {
            relay.vouch(peer);
        }
        behaviours.calling.vouch(peer);
        behaviours.reachable.vouch(peer);
        behaviours.identify.rules.vouch(peer);
        self.vouched.insert(peer);
        self.offer(peer, now);
    }

    /// A place at its relay is worth asking for once it was vouched for, says that it relays, and is
    /// connected at an address that others can dial too.
    fn offer(&mut self, peer: PeerId, now: Instant) {
        if !self.vouched.contains(&peer) || !self.relays.contains(&peer) {
            return;
        }
        let dialled = self.sessions.dialled_at(&peer);
        let said = self.dialling.sought(&peer).iter().filter(|at| !address::is_relayed(at));
        let mut places: Vec<_> = dialled.into_iter().chain(said.cloned()).collect();
        places.sort_by_key(|at| !address::is_public(at));
        if let Some(address) = places.into_iter().next() {
            self.relaying.offered(peer, address, now);
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
}
