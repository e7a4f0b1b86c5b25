//! Strangers with bad intentions on real sockets: idle ones, babbling ones, many at once.
use std::io::{Read as _, Write as _};

use futures::AsyncWriteExt as _;

use super::*;
use crate::{FrameError, Places, limits::UPGRADE_TIME};

/// The socket address behind a TCP listen address.
fn socket(address: &Multiaddr) -> std::net::SocketAddr {
    let parts: Vec<_> = address.to_string().split('/').map(str::to_owned).collect();
    format!("{}:{}", parts[2], parts[4]).parse().unwrap()
}

/// Blocks until this end is closed by the other (bytes it sends before are thrown away).
fn until_closed(mut socket: std::net::TcpStream) {
    let mut buffer = [0; 256];
    while matches!(socket.read(&mut buffer), Ok(count) if count > 0) {}
}

/// One machine can fill its own four places and no more: somebody from another address comes in
/// while those four are still idling. (Without the cap they would fill every place there is, and
/// the honest one would have to outwait them.)
#[cfg(target_os = "linux")] // 127.0.0.0/8 is ours as a whole only there
#[tokio::test]
async fn idle_sockets_of_one_address_do_not_keep_an_honest_one_out() {
    use crate::limits::{PENDING, PER_ADDRESS};
    let a = Party::listening(&["/ip4/127.0.0.2/tcp/0"]).await;
    let at = socket(&a.address().await);
    let mut idle = Vec::new();
    for _ in 0..PENDING + 40 {
        let socket = tokio::net::TcpSocket::new_v4().unwrap();
        socket.bind("127.0.0.9:0".parse().unwrap()).unwrap();
        idle.push(socket.connect(at).await.unwrap().into_std().unwrap());
    }
    let mut honest = Party::listening(&[TCP]).await;
    honest.node.dial(a.address().await).await;
    assert_eq!(honest.connected().await.0, a.id());
    let is_open = |socket: &std::net::TcpStream| match socket.peek(&mut [0]) {
        Ok(count) => count > 0,
        Err(error) => error.kind() == std::io::ErrorKind::WouldBlock,
    };
    assert_eq!(idle.iter().filter(|socket| is_open(socket)).count(), PER_ADDRESS);
}

/// Who keeps a peer running may give an address fewer places.
#[tokio::test]
async fn places_are_those_of_the_configuration() {
    let places = Places { per_address: 1, ..Places::default() };
    let (node, _events) = Node::start(Config { places, ..config(&[TCP]) }).await.unwrap();
    let at = socket(&node.addresses().await[0]);
    let idle: Vec<_> = (0..3).map(|_| std::net::TcpStream::connect(at).unwrap()).collect();
    let (ended, mut endings) = mpsc::channel(3);
    for socket in idle {
        let ended = ended.clone();
        tokio::task::spawn_blocking(move || {
            until_closed(socket);
            ended.blocking_send(()).ok();
        });
    }
    let begin = std::time::Instant::now();
    for _ in 0..2 {
        timeout(PATIENCE, endings.recv()).await.unwrap().unwrap();
    }
    assert!(begin.elapsed() < UPGRADE_TIME, "turned away, not timed out");
}

/// Bytes that are no handshake end their connection and nothing else.
#[tokio::test]
async fn sockets_that_babble_do_no_harm() {
    let mut a = Party::listening(&[TCP]).await;
    let at = socket(&a.address().await);
    for round in 0_u8..40 {
        let mut socket = std::net::TcpStream::connect(at).unwrap();
        let babble: Vec<u8> = (0_u8..200).map(|byte| byte.wrapping_mul(round | 1)).collect();
        // It may be closed already: four at a time.
        if socket.write_all(&babble).is_ok() {
            tokio::task::spawn_blocking(move || until_closed(socket)).await.unwrap();
        }
    }
    let mut honest = Party::listening(&[TCP]).await;
    honest.node.dial(a.address().await).await;
    assert_eq!(honest.connected().await.0, a.id());
    assert_eq!(a.connected().await.0, honest.id());
}

/// Every stranger's place taken: a greeted peer keeps its own, and a place comes free.
#[tokio::test]
async fn strangers_fill_their_places_and_lose_them_again() {
    let limits = Limits { strangers: 2, ..hello_within(Duration::from_secs(2)) };
    let mut a = Party::with(&[QUIC], limits).await;
    let mut strangers = Vec::new();
    for _ in 0..2 {
        let stranger = Party::listening(&[QUIC]).await;
        stranger.node.dial(a.address().await).await;
        a.connected().await;
        strangers.push(stranger);
    }
    let late = Party::listening(&[QUIC]).await;
    late.node.dial(a.address().await).await;
    // Turned away at first; it tries again, and gets in when a stranger's time is over.
    let mut gone = 0;
    loop {
        match a.next().await {
            Event::Disconnected { .. } => gone += 1,
            Event::Connected { peer, .. } if peer == late.id() => break,
            _ => {}
        }
    }
    assert!(gone > 0, "somebody had to go first");
}

/// A member's stream that carries anything but frames gets an error, its connection lives on.
#[tokio::test]
async fn frames_that_are_none_are_refused_over_the_wire() {
    let mut a = Party::listening(&[TCP]).await;
    let bad = BadPeer::dialling(a.address().await).await;
    let (peer, _) = a.connected().await;
    a.node.promote(peer).await;
    let too_long = u32::try_from(crate::FRAME_CAP + 1).unwrap().to_be_bytes();
    let mut heard = Vec::new();
    for bytes in [&too_long[..], &[0xff; 4], &[0, 4, 0, 0, 1, 2, 3], &[0, 0, 0, 1, 9]] {
        bad.speak(bytes).await;
        let (_, _, mut stream) = a.incoming().await;
        heard.push(stream.receive().await);
    }
    assert!(matches!(heard[0], Err(FrameError::TooLong { .. })), "{:?}", heard[0]);
    assert!(matches!(heard[1], Err(FrameError::TooLong { .. })), "{:?}", heard[1]);
    assert!(matches!(heard[2], Err(FrameError::Cut)), "{:?}", heard[2]);
    assert!(matches!(&heard[3], Ok(Some(frame)) if *frame == [9]), "{:?}", heard[3]);
    assert!(a.events.try_recv().is_err(), "the connection stands");
}

/// Any bytes at all on a stream: frames or an error, at the other end's leisure.
#[tokio::test]
async fn random_bytes_as_frames_end_in_frames_or_errors() {
    let mut a = Party::listening(&[QUIC]).await;
    let bad = BadPeer::dialling(a.address().await).await;
    let (peer, _) = a.connected().await;
    a.node.promote(peer).await;
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut refused = 0;
    for _ in 0..300 {
        let mut bytes = Vec::new();
        for _ in 0..64 {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            bytes.extend_from_slice(&state.to_be_bytes());
        }
        bad.speak(&bytes).await;
        let (_, _, mut stream) = a.incoming().await;
        loop {
            match stream.receive().await {
                Ok(Some(frame)) => assert!(frame.len() <= bytes.len()),
                Ok(None) => break,
                Err(_) => break refused += 1,
            }
        }
    }
    assert!(refused > 200, "{refused}");
}

/// A peer made of plain libp2p, which sends bytes of its own choosing where frames belong.
struct BadPeer {
    node: Party,
    to: PeerId,
}

impl BadPeer {
    async fn dialling(address: Multiaddr) -> Self {
        let mut node = Party::listening(&[QUIC]).await;
        node.node.dial(address).await;
        let (to, _) = node.connected().await;
        node.node.promote(to).await;
        Self { node, to }
    }

    /// Opens a stream, sends the bytes as they are, ends it.
    async fn speak(&self, bytes: &[u8]) {
        let stream = self.node.node.open(self.to, Protocol::Sync).await.unwrap();
        let mut raw = stream.into_raw();
        raw.write_all(bytes).await.unwrap();
        raw.close().await.unwrap();
    }
}
