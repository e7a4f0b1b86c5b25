//! Who answers a request: the peer that runs on this profile, or the profile itself, opened here.
//!
//! Guards: a profile comes into being with the first community and not before, so that a refusal leaves
//! nothing on the disk. All that the binary asks of the room `peer` stands here and in
//! [`crate::serve`].

use std::{
    fs, io,
    path::{Path, PathBuf},
    thread::sleep,
    time::Duration,
};

use peer::{
    answer::{Answer, Communities},
    command::{Command, Request},
    core::{Core, StartError},
    refusal::Refusal,
};
use store::profile::OpenError;
use words::{say, speech::Words, system};

use crate::{
    exit::Exit,
    failure::Failure,
    passphrase,
    progress::Progress,
    socket::client::{self, Asked},
};

/// What a profile's folder holds once it is one.
const DATABASE: &str = "meent.db";

/// How often a profile that another process holds is tried: two commands after each other are quick,
/// a peer that starts takes up to a second before its socket is there.
const TRIES: u32 = 20;

/// The pause between two tries.
const PAUSE: Duration = Duration::from_millis(100);

/// Carries out a request.
///
/// # Errors
/// When it is refused, or nobody could answer.
pub(crate) fn ask(words: Words, dir: &Path, request: Request) -> Result<Answer, Failure> {
    ask_by(words, dir, request, |request| client::ask(dir, request))
}

/// The same for who comes into a community: says meanwhile how far it is.
///
/// # Errors
/// As [`ask`].
pub(crate) fn come_in(
    words: Words,
    dir: &Path,
    request: Request,
    as_json: bool,
) -> Result<Answer, Failure> {
    let mut progress = Progress::new(as_json);
    ask_by(words, dir, request, |request| {
        client::join(dir, request, |looking| progress.at(|| looking.line(words)))
    })
}

// `running` asks the peer that runs, if one does.
fn ask_by(
    words: Words,
    dir: &Path,
    request: Request,
    mut running: impl FnMut(&Request) -> Asked,
) -> Result<Answer, Failure> {
    if !exists(dir) && is_free(dir) {
        return begin(words, dir, request);
    }
    reach(
        words,
        dir,
        || running(&request),
        |core| {
            let answer = core.execute(request.clone());
            answer.map_err(|refusal| Failure::refused(words, &refusal))
        },
    )
}

/// Asks whoever holds the profile: the peer that runs on it, or this process, which opens it.
///
/// # Errors
/// When it is refused, or nobody could answer.
pub(crate) fn reach(
    words: Words,
    dir: &Path,
    mut running: impl FnMut() -> Asked,
    mut alone: impl FnMut(&mut Core) -> Result<Answer, Failure>,
) -> Result<Answer, Failure> {
    for _ in 1..TRIES {
        match running() {
            Asked::Answered(answer) => {
                return answer.map_err(|refusal| Failure::refused(words, &refusal));
            }
            Asked::Lost(error) => return Err(lost(words, &error)),
            Asked::Nobody => {}
        }
        match passphrase::open(words, dir) {
            Ok(mut core) => return alone(&mut core),
            // Somebody holds it and doesn't answer yet.
            Err(StartError::Open(OpenError::Held { .. })) => sleep(PAUSE),
            Err(error) => return Err(Failure::unopened(words, dir, &error)),
        }
    }
    let opened = passphrase::open(words, dir);
    let mut core = opened.map_err(|error| Failure::unopened(words, dir, &error))?;
    alone(&mut core)
}

/// Whether there is a profile.
pub(crate) fn exists(dir: &Path) -> bool {
    dir.join(DATABASE).exists()
}

/// Whether nothing stands there but an empty folder.
pub(crate) fn is_free(dir: &Path) -> bool {
    fs::read_dir(dir).map_or(true, |mut entries| entries.next().is_none())
}

// The error about the place that was asked for, not about the one beside it.
fn in_place(error: StartError, dir: &Path) -> StartError {
    match error {
        StartError::Open(OpenError::NotWritable { source, .. }) => {
            OpenError::NotWritable { path: dir.to_owned(), source }.into()
        }
        error => error,
    }
}

fn lost(words: Words, error: &io::Error) -> Failure {
    let message = say!(words, "error-lost", why = system::said(words, error));
    Failure::new(Exit::Unavailable, "lost", message, say!(words, "error-lost-hint"))
}

// The first command of a profile: made beside its place, and put there once something is in it.
fn begin(words: Words, dir: &Path, request: Request) -> Result<Answer, Failure> {
    let makes = matches!(
        request.command,
        Command::CommunityCreate { .. }
            | Command::Join { .. }
            | Command::DeviceJoin { .. }
            | Command::DeviceRecover { link: Some(_), .. }
    );
    if !makes {
        return match request.command {
            Command::CommunityList => {
                Ok(Answer::Communities(Communities { communities: Vec::new() }))
            }
            _ => Err(Failure::refused(words, &Refusal::NoCommunity)),
        };
    }
    make(words, dir, |core| {
        core.execute(request).map_err(|refusal| Failure::refused(words, &refusal))
    })
}

/// Carries out a request that a profile begins with, where none is or one with nothing in it; never by a
/// running peer.
///
/// # Errors
/// When it is refused, or somebody holds the profile.
pub(crate) fn fill(words: Words, dir: &Path, request: Request) -> Result<Answer, Failure> {
    let execute = |core: &mut Core| {
        core.execute(request).map_err(|refusal| Failure::refused(words, &refusal))
    };
    if !exists(dir) && is_free(dir) {
        return make(words, dir, execute);
    }
    let opened = passphrase::open(words, dir);
    let mut core = opened.map_err(|error| Failure::unopened(words, dir, &error))?;
    execute(&mut core)
}

/// Makes a profile where none is, with something in it; nothing when `fill` fails.
pub(crate) fn make(
    words: Words,
    dir: &Path,
    fill: impl FnOnce(&mut Core) -> Result<Answer, Failure>,
) -> Result<Answer, Failure> {
    let aside = Aside::of(dir);
    let opened = Core::open(&aside.dir);
    let mut core = opened.map_err(|error| Failure::unopened(words, dir, &in_place(error, dir)))?;
    let answer = fill(&mut core);
    drop(core);
    let answer = answer?;
    aside.settle(dir).map_err(|error| Failure::unwritten(words, dir, &error))?;
    Ok(answer)
}

// Folders above a path that aren't there, the deepest first.
fn missing_above(path: &Path) -> Vec<PathBuf> {
    let above = path.ancestors().skip(1).take_while(|above| !above.as_os_str().is_empty());
    above.take_while(|above| !above.exists()).map(Path::to_path_buf).collect()
}

/// The place of a profile that a peer begins to run on, as it was before.
pub(crate) struct Before {
    dir: PathBuf,
    stood: bool,
    above: Vec<PathBuf>,
}

impl Before {
    /// Looks, before the profile is opened; `None` when something stands there already.
    pub(crate) fn of(dir: &Path) -> Option<Self> {
        let before =
            || Self { dir: dir.to_owned(), stood: dir.exists(), above: missing_above(dir) };
        is_free(dir).then(before)
    }

    /// Removes what was made since; for who opened the profile, found it empty and let it go.
    pub(crate) fn restore(self) {
        // What can't be removed can't be helped: the peer didn't start, and that is said.
        let entries = fs::read_dir(&self.dir).into_iter().flatten().flatten();
        for path in entries.map(|entry| entry.path()) {
            drop(if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) });
        }
        if !self.stood {
            drop(fs::remove_dir(&self.dir));
        }
        for above in &self.above {
            drop(fs::remove_dir(above));
        }
    }
}

/// A profile in the making; dropped, it and the folders made for it are gone.
struct Aside {
    dir: PathBuf,
    /// Folders above it that weren't there, the deepest first.
    above: Vec<PathBuf>,
}

impl Aside {
    fn of(dir: &Path) -> Self {
        let mut name = dir.file_name().unwrap_or_default().to_owned();
        name.push(format!(".{}.partial", std::process::id()));
        let aside = dir.with_file_name(name);
        let above = missing_above(&aside);
        Self { dir: aside, above }
    }

    fn settle(mut self, dir: &Path) -> io::Result<()> {
        // An empty folder may stand there; one with something in it stays and fails the rename.
        drop(fs::remove_dir(dir));
        fs::rename(&self.dir, dir)?;
        self.above.clear();
        Ok(())
    }
}

impl Drop for Aside {
    fn drop(&mut self) {
        // Gone already when it was settled; and what can't be removed can't be helped.
        drop(fs::remove_dir_all(&self.dir));
        for above in &self.above {
            drop(fs::remove_dir(above));
        }
    }
}
