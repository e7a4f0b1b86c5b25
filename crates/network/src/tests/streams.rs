//! Frames and streams between two nodes, over both transports.
use super::*;
use crate::{FRAME_CAP, FrameError, OpenError, limits::STREAMS_IN_STRANGER};

#[tokio::test]
async fn two_nodes_exchange_frames_over_both_transports() {
    for transport in [QUIC, TCP] {
        let (a, mut b) = pair(transport).await;
        for protocol in Protocol::ALL {
            let mut near = a.node.open(b.id(), protocol).await.unwrap();
            near.send(b"there").await.unwrap();
            let (peer, heard, mut far) = b.incoming().await;
            assert_eq!((peer, heard), (a.id(), protocol));
            assert_eq!(far.receive().await.unwrap().unwrap(), b"there");
            // A full frame fills the window: it is taken only as it is read.
            let sent = async {
                far.send(b"").await.unwrap();
                far.send(&vec![7; FRAME_CAP]).await.unwrap();
                far.finish().await.unwrap();
            };
            let received = async {
                assert_eq!(near.receive().await.unwrap().unwrap(), b"");
                assert_eq!(near.receive().await.unwrap().unwrap(), vec![7; FRAME_CAP]);
                assert_eq!(near.receive().await.unwrap(), None);
            };
            tokio::join!(sent, received);
            let refused = near.send(&vec![0; FRAME_CAP + 1]).await;
            assert!(matches!(refused, Err(FrameError::TooLong { .. })));
            let (mut sender, _receiver) = near.split();
            sender.send(b"and back").await.unwrap();
            assert_eq!(far.receive().await.unwrap().unwrap(), b"and back");
        }
    }
}

#[tokio::test]
async fn a_hundred_streams_opened_at_once_all_arrive() {
    for transport in [QUIC, TCP] {
        let (a, b) = pair(transport).await;
        let id = b.id();
        b.echo();
        let mut streams = tokio::task::JoinSet::new();
        for number in 0_u8..100 {
            let node = a.node.clone();
            streams.spawn(async move {
                let mut stream = node.open(id, Protocol::Sync).await.unwrap();
                stream.send(&[number]).await.unwrap();
                assert_eq!(stream.receive().await.unwrap().unwrap(), [number]);
                number
            });
        }
        let mut back = streams.join_all().await;
        back.sort_unstable();
        assert_eq!(back, (0..100).collect::<Vec<u8>>(), "{transport}");
    }
}

#[tokio::test]
async fn streams_nobody_reads_do_not_stall_the_others() {
    for transport in [QUIC, TCP] {
        let (a, mut b) = pair(transport).await;
        // Three streams filled until their windows are full, and never read at the other end.
        let mut unread = Vec::new();
        for _ in 0..3 {
            let mut full = a.node.open(b.id(), Protocol::Sync).await.unwrap();
            full.send(b"first").await.unwrap();
            unread.push(b.incoming().await);
            tokio::spawn(async move { while full.send(&[0; 64 * 1024]).await.is_ok() {} });
        }
        let mut near = a.node.open(b.id(), Protocol::Hello).await.unwrap();
        near.send(b"through").await.unwrap();
        let (_, _, mut far) = b.incoming().await;
        for _ in 0..100 {
            assert_eq!(far.receive().await.unwrap().unwrap(), b"through", "{transport}");
            far.send(b"back").await.unwrap();
            assert_eq!(near.receive().await.unwrap().unwrap(), b"back");
            near.send(b"through").await.unwrap();
        }
    }
}

#[tokio::test]
async fn a_dropped_stream_is_seen_at_the_other_end() {
    for transport in [QUIC, TCP] {
        let (a, mut b) = pair(transport).await;
        let mut near = a.node.open(b.id(), Protocol::Join).await.unwrap();
        near.send(b"one").await.unwrap();
        let (.., far) = b.incoming().await;
        drop(far);
        assert!(matches!(near.receive().await, Ok(None) | Err(_)), "{transport}");
    }
}

#[tokio::test]
async fn a_stranger_gets_few_streams_and_sees_that_the_rest_were_refused() {
    for transport in [QUIC, TCP] {
        let mut a = Party::listening(&[transport]).await;
        let mut b = Party::listening(&[transport]).await;
        b.node.dial(a.address().await).await;
        a.connected().await;
        b.connected().await;
        let mut streams = Vec::new();
        for _ in 0..=STREAMS_IN_STRANGER {
            let mut stream = b.node.open(a.id(), Protocol::Hello).await.unwrap();
            if stream.send(b"hello").await.is_ok() {
                streams.push(stream);
            }
        }
        let mut kept = Vec::new();
        for _ in 0..STREAMS_IN_STRANGER {
            kept.push(a.incoming().await);
        }
        if streams.len() > STREAMS_IN_STRANGER {
            let last = streams.last_mut().unwrap();
            assert!(matches!(last.receive().await, Ok(None) | Err(_)), "{transport}");
        }
        for (_, _, mut stream) in kept {
            assert_eq!(stream.receive().await.unwrap().unwrap(), b"hello");
        }
        assert!(a.events.try_recv().is_err(), "and not one more");
    }
}

#[tokio::test]
async fn opening_without_a_connection_says_so() {
    let (a, b) = (Party::listening(&[TCP]).await, Party::listening(&[TCP]).await);
    let refused = a.node.open(b.id(), Protocol::Sync).await;
    assert!(matches!(refused, Err(OpenError::NotConnected)));

    let (a, mut b) = pair(TCP).await;
    let mut stream = a.node.open(b.id(), Protocol::Sync).await.unwrap();
    b.node.disconnect(a.id()).await;
    b.disconnected().await;
    assert!(matches!(stream.receive().await, Ok(None) | Err(_)), "its streams end with it");
}
