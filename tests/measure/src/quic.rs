//! Bytes over QUIC alone: what the line takes, with nothing done to what travels.
//!
//! Guards: keys, ciphers and windows are those of Meent's connections (`crates/network/src/swarm.rs`
//! and `limits.rs`, through libp2p-quic). Next: `cold.rs`.

use std::{
    net::{Ipv4Addr, SocketAddr},
    sync::Arc,
    time::{Duration, Instant},
};

use libp2p_identity::Keypair;
use quinn::{
    ClientConfig, Endpoint, ServerConfig, TransportConfig, VarInt,
    crypto::rustls::{QuicClientConfig, QuicServerConfig},
};

use crate::{
    Done,
    child::{Child, lines, say},
};

/// As `limits.rs`: bytes of a stream's window, of a connection's, and streams.
const WINDOWS: (u32, u32, u32) = (1024 * 1024, 16 * 1024 * 1024, 12);

fn transport() -> Arc<TransportConfig> {
    let (stream, connection, streams) = WINDOWS;
    let mut transport = TransportConfig::default();
    transport
        .max_concurrent_uni_streams(0_u32.into())
        .max_concurrent_bidi_streams(streams.into())
        .datagram_receive_buffer_size(None)
        .keep_alive_interval(Some(Duration::from_secs(5)))
        .max_idle_timeout(Some(VarInt::from_u32(10_000).into()))
        .allow_spin(false)
        .stream_receive_window(stream.into())
        .receive_window(connection.into());
    Arc::new(transport)
}

/// A process that sends as many bytes as it is asked for, until nobody tells it anything any more.
pub async fn serve() -> Done {
    let tls = libp2p_tls::make_server_config(&Keypair::generate_ed25519())?;
    let mut config = ServerConfig::with_crypto(Arc::new(QuicServerConfig::try_from(tls)?));
    config.transport_config(transport()).migration(false);
    let endpoint = Endpoint::server(config, (Ipv4Addr::LOCALHOST, 0).into())?;
    say(&format!("listening {}", endpoint.local_addr()?))?;
    let answering = async {
        while let Some(incoming) = endpoint.accept().await {
            let connection = incoming.await?;
            let (mut out, mut asked) = connection.accept_bi().await?;
            let mut bytes = [0; 8];
            asked.read_exact(&mut bytes).await?;
            out.write_all(&vec![7; usize::try_from(u64::from_be_bytes(bytes))?]).await?;
            out.finish()?;
            connection.closed().await;
        }
        Done::Ok(())
    };
    let mut told = lines();
    tokio::select! {
        done = answering => done,
        _ = told.next_line() => Ok(()),
    }
}

/// The process, and where it listens.
pub struct Server {
    address: SocketAddr,
    // Ends with this.
    _child: Child,
}

impl Server {
    /// Starts it.
    pub fn start() -> Done<Self> {
        let child = Child::start(&["--quic"])?;
        let said = child.hear("listening")?;
        Ok(Self { address: said.first().ok_or("no address")?.parse()?, _child: child })
    }

    /// How long it takes to connect and have so many bytes.
    pub async fn fetch(&self, bytes: usize) -> Done<Duration> {
        let tls = libp2p_tls::make_client_config(&Keypair::generate_ed25519(), None)?;
        let mut config = ClientConfig::new(Arc::new(QuicClientConfig::try_from(tls)?));
        config.transport_config(transport());
        let endpoint = Endpoint::client((Ipv4Addr::LOCALHOST, 0).into())?;
        let begin = Instant::now();
        let connection = endpoint.connect_with(config, self.address, "l")?.await?;
        let (mut ask, mut answer) = connection.open_bi().await?;
        ask.write_all(&u64::try_from(bytes)?.to_be_bytes()).await?;
        ask.finish()?;
        let came = answer.read_to_end(bytes).await?.len();
        let took = begin.elapsed();
        connection.close(0_u32.into(), b"");
        endpoint.wait_idle().await;
        if came == bytes { Ok(took) } else { Err("not all bytes came".into()) }
    }
}
