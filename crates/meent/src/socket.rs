//! The way to a running peer on this machine: a local socket per profile.
//!
//! Guards: only the profile's owner can reach it (a file with mode 0600 in the profile's folder; on
//! Windows a pipe of the same session); one request and one answer per connection, each with a cap.
//! Next: [`client`], [`server`].

pub(crate) mod client; // asks
pub(crate) mod server; // answers

use std::{
    io,
    path::{Path, PathBuf},
};

use interprocess::local_socket::Name;
use peer::{
    answer::{self, Answer},
    attachment::Attach,
    bundle::{Export, Newcomer},
    command::Request,
    refusal::Refusal,
};
use serde::{Deserialize, Serialize};

/// Bytes of a request: a comment or text of the greatest length fits many times.
const REQUEST: u64 = 1 << 20;

/// Bytes of an answer: the export of a document of 100,000 acts, in base64 and as JSON, fits.
const ANSWER: u64 = 256 << 20;

/// Bytes of one piece of a file: of a bundle a frame with its length. Before each goes how long it is (32 bits,
/// big-endian); a length of 0 is the end, and the answer follows.
const PIECE: usize = 256 * 1024 + 4;

/// The socket in the profile's folder.
#[cfg(unix)]
const FILE: &str = "socket";

/// Where the socket is when the folder's path is too long for one.
#[cfg(unix)]
const ELSEWHERE: &str = "socket.path";

/// Bytes of a socket's path that every system takes: `sun_path` holds 104 on macOS, its end included.
#[cfg(unix)]
const LONGEST: usize = 103;

/// What is asked: of the peer, or of the page that it shows.
#[derive(Debug, Serialize, Deserialize)]
#[serde(untagged)]
pub(crate) enum Ask {
    Peer(Request),
    /// The same for who comes in: before the answer comes how far it is, again and again, in pieces that are
    /// JSON: see [`PIECE`].
    Join {
        join: Request,
    },
    /// A link to the page that signs in once.
    Page {
        page: (),
    },
    /// A bundle, of which the bytes come before the answer: see [`PIECE`].
    Export {
        export: Export,
    },
    /// The same the other way: its bytes come after this.
    Import {
        import: Import,
    },
    /// A file to attach, whose bytes come after this.
    Attach {
        attach: Attach,
    },
    /// The content of an attachment, of which the bytes come before the answer.
    Content {
        content: Content,
    },
}

/// Which attachment.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Content {
    community: Option<String>,
    id: String,
}

/// What goes with a bundle that comes in.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Import {
    newcomer: Option<Newcomer>,
}

/// What comes back, with its kind said: in the JSON for people's scripts it follows from the command.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Reply {
    Answer(#[serde(with = "Tagged")] Answer),
    Refused(Refusal),
    /// A link; none from a peer that shows no page.
    Page(Option<String>),
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Answer", rename_all = "snake_case")]
enum Tagged {
    Community(answer::Community),
    Communities(answer::Communities),
    Link(answer::Link),
    Recovery(answer::Recovery),
    Joined(answer::Joined),
    Paper(answer::Paper),
    Members(answer::Members),
    Changes(answer::Changes),
    Charter(answer::Charter),
    Tasks(answer::Tasks),
    Mandate(Box<answer::Mandate>),
    Goal(answer::Goal),
    Goals(answer::Goals),
    Decision(Box<answer::Decision>),
    Decisions(answer::Decisions),
    Devices(answer::Devices),
    Status(answer::Status),
    ForYou(answer::ForYou),
    GoalBoard(answer::GoalBoard),
    DecisionBoard(answer::DecisionBoard),
    History(answer::History),
    LogPage(answer::LogPage),
    Moderation(answer::Moderation),
    Settings(answer::Settings),
    Schism(answer::Schism),
    Seasons(answer::Seasons),
    Log(answer::Log),
    Doctor(answer::Doctor),
    Verified(answer::Verified),
    File(answer::File),
    Sealed(answer::Sealed),
    Backup(answer::Backup),
    Evidence(answer::Evidence),
    Attachment(Box<answer::Attachment>),
    Bundled(answer::Bundled),
    Unbundled(answer::Unbundled),
    Done(answer::Done),
}

/// Where a running peer of this profile listens.
#[cfg(unix)]
fn path(dir: &Path) -> io::Result<PathBuf> {
    use std::os::unix::ffi::OsStrExt as _;
    let near = dir.join(FILE);
    if near.as_os_str().as_bytes().len() <= LONGEST {
        return Ok(near);
    }
    std::fs::read_to_string(dir.join(ELSEWHERE)).map(PathBuf::from)
}

#[cfg(unix)]
fn name(path: &Path) -> io::Result<Name<'_>> {
    use interprocess::local_socket::{GenericFilePath, ToFsName as _};
    path.to_fs_name::<GenericFilePath>()
}

/// On Windows a pipe's name, which only has to differ by profile: its folder's path, hashed.
#[cfg(not(unix))]
fn path(dir: &Path) -> io::Result<PathBuf> {
    use std::hash::{DefaultHasher, Hash as _, Hasher as _};
    let mut hasher = DefaultHasher::new();
    std::fs::canonicalize(dir)?.hash(&mut hasher);
    Ok(PathBuf::from(format!("meent-{:016x}", hasher.finish())))
}

#[cfg(not(unix))]
fn name(path: &Path) -> io::Result<Name<'_>> {
    use interprocess::local_socket::{GenericNamespaced, ToNsName as _};
    path.to_ns_name::<GenericNamespaced>()
}
