//! Every number of this room, with the sum that leads to it.
//! Guards: nobody outside can make this peer hold more than it chose to.
//! Read [`crate::ledger`] next: it counts.
use std::time::Duration;

/// Longest frame, in bytes. An act is at most 64 KiB with its seal, so a frame carries a few
/// acts or a page of tips; four such frames per stranger stay under 20 MiB for all strangers.
pub const FRAME_CAP: usize = 256 * 1024;

/// How much of a frame is asked from the connection at once, in bytes. A buffer never runs
/// further ahead than this of what has really arrived (announcing is free, sending is not).
pub(crate) const READ_STEP: usize = 8 * 1024;

/// A frame that was begun must be whole after this time, and one that is sent taken. The
/// slowest line we serve (20 kB/s) needs 13 s for a full frame; four of them share it.
pub(crate) const FRAME_TIME: Duration = Duration::from_secs(60);

/// Connections whose handshake is under way, together. 128 x 75 kB (half-open QUIC, measured)
/// is under 10 MB.
pub(crate) const PENDING: usize = 128;

/// Connections of one address (IPv6: one /64) before hello is done. A home's peers start
/// together after a power cut; more than four at the same moment wait for their next try.
/// Without this cap 16 idle sockets of one machine shut everyone out.
pub(crate) const PER_ADDRESS: usize = 4;

/// Established connections in all: about 50 neighbours of a full mesh and the strangers.
/// 64 x 100 kB (QUIC, measured) is under 7 MB.
pub(crate) const ESTABLISHED: usize = 64;

/// Strangers (hello not done) that came to us, of [`ESTABLISHED`]. With [`PER_ADDRESS`] it
/// takes four addresses to fill it, and for no longer than [`HELLO_TIME`].
pub(crate) const STRANGERS: usize = 16;

/// Connections with one peer: a direct and a relayed one, and one more of each while they
/// change over.
pub(crate) const PER_PEER: usize = 4;

/// How long a stranger may stay without hello. Hello is two round trips; a satellite line
/// with 5 % loss needs about 4 s.
pub(crate) const HELLO_TIME: Duration = Duration::from_secs(10);

/// From the first byte of a connection to the end of its handshakes: four round trips on the
/// slowest line, with one lost packet.
pub(crate) const UPGRADE_TIME: Duration = Duration::from_secs(5);

/// The same for QUIC, where a half-open handshake costs 75 kB and libp2p keeps no count.
pub(crate) const QUIC_HANDSHAKE_TIME: Duration = Duration::from_secs(3);

/// Streams a peer may have open on a QUIC connection. With the defaults (256 of 10 MB) two
/// unread streams stall the whole connection; 12 of 1 MiB leave room in its window.
pub(crate) const QUIC_STREAMS: u32 = 12;
/// Window of one QUIC stream, in bytes: four full frames.
pub(crate) const QUIC_STREAM_WINDOW: u32 = 1024 * 1024;
/// Window of a QUIC connection, in bytes: all its streams unread, and a third to spare.
pub(crate) const QUIC_CONNECTION_WINDOW: u32 = 16 * 1024 * 1024;

/// Streams on a Yamux connection, both ways together. Going over it ends the connection, so it
/// lies well above what both sides allow themselves (2 x [`STREAMS_OUT`], pings, identify).
pub(crate) const YAMUX_STREAMS: usize = 64;

/// Streams we keep open on one connection: [`QUIC_STREAMS`] less ping, identify and two to
/// spare. Further ones wait for their turn.
pub(crate) const STREAMS_OUT: usize = 8;

/// Streams we wait to open on one connection; one more is refused at once.
pub(crate) const STREAMS_WAITING: usize = 256;

/// Streams that a greeted peer may have open with us: [`STREAMS_OUT`] and as many again, because
/// its side may hear of a closed stream before ours lets go of it.
pub(crate) const STREAMS_IN: usize = 2 * STREAMS_OUT;

/// The same for a stranger, who has only hello and join to say, each perhaps twice.
pub(crate) const STREAMS_IN_STRANGER: usize = 4;

/// Streams whose protocol is being agreed on one connection. Further ones are not taken yet.
pub(crate) const NEGOTIATING: usize = 16;

/// How long opening a stream may take: its turn, one round trip, and the peer's own pace.
pub(crate) const OPEN_TIME: Duration = Duration::from_secs(15);

/// A connection without streams is kept this long. libp2p's 10 s would end it between two
/// syncs; what should end we end ourselves.
pub(crate) const IDLE_TIME: Duration = Duration::from_secs(3600);

/// A neighbour is pinged every 10 s and given 10 s; a second failure in a row closes the connection, so
/// that a laptop that left is noticed within 40 s (libp2p's own 15 s and 20 s make that a minute).
pub(crate) const PING_INTERVAL: Duration = Duration::from_secs(10);
/// See [`PING_INTERVAL`].
pub(crate) const PING_TIME: Duration = Duration::from_secs(10);

/// mDNS asks again after this time, by how many were found at least. Each question is answered by everybody,
/// for all to hear (about 500 bytes each), and whoever hears an answer asks that much later: so it is one
/// who asks, and all get what all answer. With few, two people in one room must not stay apart for minutes
/// after one lost packet; with more, 64 answers a minute or 200 in four are half a kB a second. Less than
/// libp2p keeps what it heard (six minutes), with a quarter added by chance.
pub(crate) const MDNS_INTERVALS: [(usize, Duration); 3] =
    [(0, Duration::from_secs(10)), (16, Duration::from_secs(60)), (64, Duration::from_secs(240))];
/// How long libp2p keeps what it heard by mDNS.
pub(crate) const MDNS_KEPT: Duration = Duration::from_secs(360);
/// Another interval takes a new beginning, and that a question: so all don't begin at once.
pub(crate) const MDNS_SPREAD: Duration = Duration::from_secs(30);
/// The higher of two ids found by mDNS lets the other one dial first.
pub(crate) const MDNS_COURTESY: Duration = Duration::from_millis(1500);
/// Where many are around, who is found by mDNS is dialled within this time, by chance: most turn out to be
/// members of whom others were chosen.
pub(crate) const CROWD_COURTESY: Duration = Duration::from_secs(10);
/// Neighbours found by mDNS that are remembered: a fair in a sports hall; a flood of false
/// ones costs 128 x 8 addresses of about 40 bytes.
pub(crate) const FOUND: usize = 128;
/// Addresses kept of one of them: two interfaces, two transports, two families.
pub(crate) const FOUND_ADDRESSES: usize = 8;

/// Addresses at which one peer may say that it sees us: two transports, two families, and as many
/// again after a change.
pub(crate) const SEEN_AT: usize = 8;

/// Peers of communities we are in that we may be asked to look for: as many as there are places
/// for connections, and as many again in reserve.
pub(crate) const SOUGHT: usize = 2 * ESTABLISHED;
/// Addresses of one of them: what a machine with two interfaces has, and through two relays.
pub const SOUGHT_ADDRESSES: usize = 16;
/// While a peer is reached through a relay only, a direct way is tried after this time (a punch that
/// the relay helps with takes a second), by both sides at once; then with growing waits up to
/// [`REDIAL_STRANGER`].
pub(crate) const LEAVE_RELAY: Duration = Duration::from_secs(5);

/// Relays at which we hold a place, so that losing one doesn't cut us off.
pub(crate) const RELAYS: usize = 2;
/// After a relay refused us or was lost, it is asked again after this time; doubles up to
/// [`REDIAL_STRANGER`].
pub(crate) const RERESERVE: Duration = Duration::from_secs(2);

/// What a relay carries for two members at most, in bytes and time: libp2p's 128 KiB cuts a transfer
/// in the middle, **and the receiver sees a clean end**.
pub(crate) const CIRCUIT_BYTES: u64 = 64 * 1024 * 1024;
/// See [`CIRCUIT_BYTES`].
pub(crate) const CIRCUIT_TIME: Duration = Duration::from_secs(3600);
/// Circuits and reservations at a time: one of each for every place.
pub(crate) const CIRCUITS: usize = ESTABLISHED;
/// Circuits of one member: to as many others as a peer keeps neighbours, twice.
pub(crate) const CIRCUITS_PER_PEER: usize = 16;

/// A call back to see whether a member can be reached ends after this time at the latest.
pub(crate) const PROBE_TIME: Duration = Duration::from_secs(2);

/// Addresses that are dialled again and again (configured, or out of invites): about as many
/// as there are places for connections.
pub(crate) const DIAL_ADDRESSES: usize = 64;
/// Dials under way and dialled peers not yet greeted, together: half of [`STRANGERS`], so that
/// false addresses can't take every place.
pub(crate) const DIALS: usize = 8;
/// First wait after a failed dial; doubles.
pub(crate) const REDIAL_FIRST: Duration = Duration::from_secs(1);
/// TCP gives QUIC this much of a start (RFC 8305, 5: 250 ms): over QUIC a punch through a router
/// succeeds more often.
pub(crate) const TCP_COURTESY: Duration = Duration::from_millis(250);
/// Longest wait for an address where nobody answers: members are back within 30 s,
/// and 64 addresses then cost about three packets a second.
pub(crate) const REDIAL_SILENT: Duration = Duration::from_secs(20);
/// Longest wait for somebody who answers but has nothing to do with us: a café's other
/// communities see us twelve times an hour at most.
pub(crate) const REDIAL_STRANGER: Duration = Duration::from_secs(300);

/// How long two stay apart after one of them had others enough: by then others will have come and gone.
pub(crate) const REDIAL_FULL: Duration = Duration::from_secs(120);

/// A stranger's connection that the other side ended within this time had no place for us: worth
/// trying again soon. Later than this, it had nothing to say to us.
pub(crate) const TURNED_AWAY_TIME: Duration = Duration::from_secs(2);
/// A greeted peer that was here this long and is lost is dialled again at once; one that comes
/// and goes faster (it doesn't greet us back, say) is waited for like one that is silent.
pub(crate) const STEADY_TIME: Duration = Duration::from_secs(60);

/// Two connections of one peer that came up within this time are two dials that crossed.
/// Later than this, the older one is probably dead without our knowing.
pub(crate) const CROSSING_TIME: Duration = Duration::from_secs(5);
/// A later connection that stands this long takes the older one's place. The other side needs
/// one round trip to refuse a superfluous dial of its own, and up to [`PROBE_TIME`] to end one that
/// only asked whether we can be reached.
pub(crate) const SUPERSEDE_TIME: Duration = Duration::from_secs(3);

/// Points at which a peer is sent away: ten bad frames (10 each), or one proven lie.
pub const CONDUCT_POINTS: u32 = 100;
/// How long it stays outside, and how long points are remembered.
pub(crate) const CONDUCT_TIME: Duration = Duration::from_secs(3600);
/// Peers whose points are remembered; a new transport id costs nothing, so more is no use.
pub(crate) const CONDUCT_PEERS: usize = 1024;

/// Commands waiting for the loop: every open stream of every connection asks for one at a time.
pub(crate) const COMMANDS: usize = 64;
/// Events waiting for the one who started the node.
pub(crate) const EVENTS: usize = 64;
/// Events the loop itself holds before it stops reading the network: every connection may
/// come, bring its streams and go.
pub(crate) const OUTBOX: usize = ESTABLISHED * (STREAMS_IN + 2);
/// The pause before the network begins anew after it fell over.
pub(crate) const ANEW: Duration = Duration::from_secs(1);

/// A listener that died (an interface that went to sleep) is opened again after this time.
pub(crate) const RELISTEN_TIME: Duration = Duration::from_secs(20);
/// A stop waits this long after its last connection closed, for what was written last; five times
/// this in all.
pub(crate) const GOODBYE: Duration = Duration::from_millis(100);
/// How long a start waits for the first listen addresses to be known.
pub(crate) const LISTEN_TIME: Duration = Duration::from_millis(500);

/// The limits that a test sets lower to see them work; some of them an operator may set too
/// ([`crate::Places`]).
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    pub(crate) hello_time: Duration,
    pub(crate) strangers: usize,
    pub(crate) established: usize,
    pub(crate) per_address: usize,
    pub(crate) crossing_time: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            hello_time: HELLO_TIME,
            strangers: STRANGERS,
            established: ESTABLISHED,
            per_address: PER_ADDRESS,
            crossing_time: CROSSING_TIME,
        }
    }
}
