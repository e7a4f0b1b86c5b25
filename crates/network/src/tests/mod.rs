//! Nodes that meet on loopback, with real sockets and mDNS off: nothing here speaks on the
//! machine's own network. Read [`meeting`], [`relayed`], [`streams`] and [`hostile`].
mod hostile;
mod meeting;
mod relayed;
mod streams;

use std::time::Duration;

use libp2p::{Multiaddr, PeerId};
use tokio::{sync::mpsc, time::timeout};

use crate::{
    Config, Event, Node, Protocol, Stream,
    limits::{HELLO_TIME, Limits},
};

const QUIC: &str = "/ip4/127.0.0.1/udp/0/quic-v1";
const TCP: &str = "/ip4/127.0.0.1/tcp/0";

/// Nothing on loopback takes this long; a test that waits longer has failed.
const PATIENCE: Duration = Duration::from_secs(60);

/// A node and what it hears.
struct Party {
    node: Node,
    events: mpsc::Receiver<Event>,
}

impl Party {
    async fn listening(listen: &[&str]) -> Self {
        Self::with(listen, Limits::default()).await
    }

    async fn with(listen: &[&str], limits: Limits) -> Self {
        Self::configured(config(listen), limits).await
    }

    async fn configured(config: Config, limits: Limits) -> Self {
        let (node, events) = Node::start_within(config, limits).await.unwrap();
        Self { node, events }
    }

    fn id(&self) -> PeerId {
        self.node.id()
    }

    async fn address(&self) -> Multiaddr {
        self.node.addresses().await.remove(0)
    }

    async fn next(&mut self) -> Event {
        timeout(PATIENCE, self.events.recv()).await.expect("an event in time").expect("a node")
    }

    /// The next connection: who, and whether we are to say hello.
    async fn connected(&mut self) -> (PeerId, bool) {
        loop {
            if let Event::Connected { peer, initiator, .. } = self.next().await {
                return (peer, initiator);
            }
        }
    }

    async fn disconnected(&mut self) -> PeerId {
        loop {
            if let Event::Disconnected { peer } = self.next().await {
                return peer;
            }
        }
    }

    async fn incoming(&mut self) -> (PeerId, Protocol, Stream) {
        loop {
            if let Event::Incoming { peer, protocol, stream } = self.next().await {
                return (peer, protocol, stream);
            }
        }
    }

    /// Answers every stream with its own first frame until the node stops.
    fn echo(self) {
        let Self { node, mut events } = self;
        tokio::spawn(async move {
            let _node = node;
            while let Some(event) = events.recv().await {
                if let Event::Incoming { mut stream, .. } = event {
                    tokio::spawn(async move {
                        while let Ok(Some(frame)) = stream.receive().await {
                            stream.send(&frame).await.unwrap();
                        }
                    });
                }
            }
        });
    }
}

fn config(listen: &[&str]) -> Config {
    let listen = listen.iter().map(|address| address.parse().unwrap()).collect();
    Config { listen, mdns: false, ..Config::default() }
}

/// Strangers' time as it is (tests of other things must not depend on it), or short.
fn hello_within(hello_time: Duration) -> Limits {
    assert!(hello_time < HELLO_TIME);
    Limits { hello_time, ..Limits::default() }
}

/// Two nodes, connected and greeted.
async fn pair(transport: &str) -> (Party, Party) {
    let mut a = Party::listening(&[transport]).await;
    let mut b = Party::listening(&[transport]).await;
    b.node.dial(a.address().await).await;
    assert_eq!(a.connected().await.0, b.id());
    assert_eq!(b.connected().await.0, a.id());
    a.node.promote(b.id()).await;
    b.node.promote(a.id()).await;
    (a, b)
}
