//! The contents of attachments: what is wanted is asked of those around, and given to them.
//!
//! Guards: no byte is kept that isn't verified; who sends others than were asked for loses its stream
//! and its good name; two contents come at a time, each from a few peers; what they ask of us takes a
//! bounded number of places, few for each. Next: `sync::blob`, what the two say.

use std::{
    collections::BTreeMap,
    hash::{BuildHasher as _, RandomState},
    io,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use act::{
    blob::Name,
    id::{CommunityId, MemberId},
};
use network::{FrameError, OpenError, PeerId, Protocol, Stream};
use store::blob::{Blobs, Held, Part};
use sync::blob::{Chunks, Opening, Reply};
use tokio::{
    sync::{mpsc, watch},
    task::{JoinSet, spawn_blocking},
    time::{sleep, timeout},
};

use crate::{
    actor::Ask,
    running::{Peer, Shared},
    shelf::Coming,
};

/// Contents that come at a time.
const AT_ONCE: usize = 2;

/// Peers that one content comes from at a time.
const SOURCES: usize = 3;

/// How soon what didn't come is asked for again, and who didn't have it is asked again.
const AGAIN: Duration = Duration::from_secs(15);

/// How soon who broke it off is asked again: others go first.
const AFTER_TROUBLE: Duration = Duration::from_secs(120);

/// How often it is looked whether there is something to ask for, where nothing happens.
const IDLE: Duration = Duration::from_secs(5);

/// How long an answer may take, whole: half a megabyte over the slowest line.
const PATIENCE: Duration = Duration::from_secs(60);

/// How long one who asks may think.
const ASKER: Duration = Duration::from_secs(90);

/// Contents that are given at a time, and of these to one peer.
const PLACES: usize = 16;
const PLACES_OF_ONE: usize = 3;

/// Points for a chunk that isn't what it should be: it can't be a mistake.
const FALSE: u32 = 50;

/// A content that is wanted.
#[derive(Clone, Debug)]
pub(crate) struct Lack {
    pub(crate) community: CommunityId,
    pub(crate) name: Name,
    /// Who attached it.
    pub(crate) by: MemberId,
    /// Who may have it.
    pub(crate) sources: Vec<PeerId>,
}

/// What a fetch needs of the profile.
#[derive(Clone, Debug)]
pub(crate) struct Wants {
    pub(crate) lacks: Vec<Lack>,
    pub(crate) blobs: Blobs,
    pub(crate) coming: Coming,
}

#[derive(Debug, thiserror::Error)]
enum FetchError {
    #[error("the stream failed")]
    Frame(#[from] FrameError),
    #[error("no stream")]
    Open(#[from] OpenError),
    #[error("the other side ended")]
    Ended,
    #[error("it took too long")]
    Slow,
    #[error("what came is not what was asked for")]
    False,
    #[error("it is another content")]
    Other,
    #[error("the disk refused")]
    Disk(#[from] io::Error),
    #[error("this peer stops")]
    Stopping,
}

/// Fetches whatever is wanted, for as long as the peer runs.
pub(crate) async fn fetch_all(
    asks: mpsc::WeakSender<Ask>,
    shared: Shared,
    mut changes: watch::Receiver<u64>,
) {
    let mut running: JoinSet<Name> = JoinSet::new();
    let mut going_on: BTreeMap<Name, MemberId> = BTreeMap::new();
    let mut tried: BTreeMap<Name, Instant> = BTreeMap::new();
    let mut later: BTreeMap<Name, Instant> = BTreeMap::new();
    let mut absent: BTreeMap<(PeerId, Name), Instant> = BTreeMap::new();
    let without = Arc::new(Mutex::new(Vec::new()));
    let dice = RandomState::new();
    loop {
        tokio::select! {
            changed = changes.changed() => if changed.is_err() { return },
            Some(done) = running.join_next() => {
                // One that panicked stays in the list: it would again.
                if let Ok(name) = done {
                    going_on.remove(&name);
                    later.insert(name, Instant::now() + AGAIN);
                }
            }
            () = sleep(IDLE) => {}
        }
        let now = Instant::now();
        absent.retain(|_, until| *until > now);
        later.retain(|_, until| *until > now);
        absent.extend(lock(&without).drain(..).map(|(one, wait)| (one, now + wait)));
        let Some(asks) = asks.upgrade() else { return };
        let peer = shared.peer(asks);
        let Some(wants) = peer.ask(Ask::Lacking).await else { return };
        let Wants { lacks, blobs, coming } = wants;
        let mut lacks: BTreeMap<_, _> = lacks.into_iter().map(|lack| (lack.name, lack)).collect();
        tried.retain(|name, _| lacks.contains_key(name));
        lacks.retain(|name, lack| {
            lack.sources.retain(|peer| !absent.contains_key(&(*peer, *name)));
            // Not always the same ones.
            lack.sources.sort_by_cached_key(|peer| dice.hash_one((now, peer)));
            !lack.sources.is_empty() && !later.contains_key(name) && !going_on.contains_key(name)
        });
        while running.len() < AT_ONCE {
            let next = next(&lacks, &going_on, &tried);
            let Some((name, lack)) = next.and_then(|name| lacks.remove_entry(&name)) else { break };
            going_on.insert(name, lack.by);
            tried.insert(name, now);
            let fetch = Fetch {
                peer: peer.clone(),
                lack,
                blobs: blobs.clone(),
                coming: coming.clone(),
                without: Arc::clone(&without),
                work: Arc::default(),
            };
            running.spawn(async move {
                fetch.run().await;
                name
            });
        }
    }
}

// Whoever attaches what never comes holds up their own: others' go first, and what was tried last comes last.
fn next(
    lacks: &BTreeMap<Name, Lack>,
    going_on: &BTreeMap<Name, MemberId>,
    tried: &BTreeMap<Name, Instant>,
) -> Option<Name> {
    let of = |by: MemberId| going_on.values().filter(|other| **other == by).count();
    let first = lacks.values().min_by_key(|lack| (of(lack.by), tried.get(&lack.name)));
    first.map(|lack| lack.name)
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

// One content on its way here.
#[derive(Clone)]
struct Fetch {
    peer: Peer,
    lack: Lack,
    blobs: Blobs,
    coming: Coming,
    // Who turned out not to have it.
    without: Arc<Mutex<Vec<Without>>>,
    work: Arc<Mutex<Work>>,
}

/// Who hasn't got what, and for how long it isn't asked for that.
type Without = ((PeerId, Name), Duration);

#[derive(Debug, Default)]
struct Work {
    part: Option<Part>,
    // Chunks that nobody was asked for yet.
    unasked: Vec<u32>,
}

impl Fetch {
    async fn run(self) {
        let name = self.lack.name;
        let root = name.root;
        let mut sources = JoinSet::new();
        for other in self.lack.sources.iter().take(SOURCES).copied() {
            let fetch = self.clone();
            sources.spawn(async move {
                if let Err(error) = fetch.from(other).await {
                    lock(&fetch.without).push(((other, name), AFTER_TROUBLE));
                    tracing::debug!(%other, %error, "an attachment didn't come");
                    if matches!(error, FetchError::False) {
                        tracing::warn!(%other, "a peer sent a false piece of an attachment");
                        fetch.peer.ask(|reply| Ask::Penalise(other, FALSE, reply)).await;
                    }
                }
            });
        }
        while sources.join_next().await.is_some() {}
        self.coming.end(root);
        let part = lock(&self.work).part.take();
        let whole = part.filter(|part| part.missing().is_empty());
        let Some(whole) = whole else { return };
        match spawn_blocking(move || whole.finish()).await {
            Ok(Ok(())) => {
                self.peer.ask(|reply| Ask::Fetched(root, reply)).await;
            }
            // It was erased meanwhile, or the disk refused.
            Ok(Err(error)) => tracing::warn!(%error, "could not keep an attachment"),
            Err(_) => {}
        }
    }

    async fn from(&self, other: PeerId) -> Result<(), FetchError> {
        let Lack { community, name, .. } = self.lack;
        let mut stream = self.peer.node().open(other, Protocol::Blob).await?;
        stream.send(&Opening { community, root: name.root }.encode()).await?;
        let outline = match Reply::decode(name, &receive(&mut stream).await?) {
            Some(Reply::Here(outline)) => outline,
            Some(Reply::NotHere) => {
                lock(&self.without).push(((other, name), AGAIN));
                return Ok(());
            }
            // Of no such content: somebody may have named theirs by a key or size that isn't its own.
            None => return Err(FetchError::Other),
        };
        let (work, blobs) = (Arc::clone(&self.work), self.blobs.clone());
        blocking(move || {
            let mut work = lock(&work);
            if work.part.is_none() {
                let part = blobs.part(outline)?;
                work.unasked = part.missing().to_vec();
                work.part = Some(part);
            }
            Ok(())
        })
        .await?;
        loop {
            let chunks = Chunks::take(&mut lock(&self.work).unasked);
            let Some(chunks) = chunks else { break };
            let mut lost = chunks.each();
            let came = timeout(PATIENCE, self.chunks(&mut stream, chunks, &mut lost)).await;
            let came = came.unwrap_or(Err(FetchError::Slow));
            if came.is_err() {
                Chunks::put_back(&mut lock(&self.work).unasked, lost);
            }
            came?;
        }
        // Says that nothing more is asked; whoever doesn't hear it sees the end.
        drop(stream.finish().await);
        Ok(())
    }

    // Those that come are taken out of `wanted`.
    async fn chunks(
        &self,
        stream: &mut Stream,
        chunks: Chunks,
        wanted: &mut impl Iterator<Item = u32>,
    ) -> Result<(), FetchError> {
        stream.send(&chunks.encode()).await?;
        for chunk in chunks.each() {
            let bytes = stream.receive().await?.ok_or(FetchError::Ended)?;
            let work = Arc::clone(&self.work);
            let left = blocking(move || {
                let mut work = lock(&work);
                let Some(part) = &mut work.part else { return Ok(None) };
                let genuine = part.put(chunk, &bytes)?;
                Ok(genuine.then(|| part.missing().len()))
            });
            let left = left.await?.ok_or(FetchError::False)?;
            wanted.next();
            let Name { root, size, .. } = self.lack.name;
            self.coming.set(root, size.saturating_sub((left * act::cap::CHUNK) as u64));
        }
        Ok(())
    }
}

async fn receive(stream: &mut Stream) -> Result<Vec<u8>, FetchError> {
    let frame = timeout(PATIENCE, stream.receive()).await.map_err(|_| FetchError::Slow)??;
    frame.ok_or(FetchError::Ended)
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> Result<T, FetchError> {
    let done = spawn_blocking(work).await.map_err(|_| FetchError::Stopping)?;
    Ok(done?)
}

/// Places for those who ask for contents.
#[derive(Clone, Debug, Default)]
pub(crate) struct Serving(Arc<Mutex<BTreeMap<PeerId, usize>>>);

struct Place(Serving, PeerId);

impl Serving {
    fn place(&self, other: PeerId) -> Option<Place> {
        let mut taken = lock(&self.0);
        let all: usize = taken.values().sum();
        let own = taken.entry(other).or_default();
        if all >= PLACES || *own >= PLACES_OF_ONE {
            return None;
        }
        *own += 1;
        Some(Place(self.clone(), other))
    }
}

#[cfg(test)]
impl Serving {
    /// Places that are taken.
    pub(crate) fn taken(&self) -> usize {
        lock(&self.0).values().sum()
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut taken = lock(&self.0.0);
        if let Some(own) = taken.get_mut(&self.1) {
            *own = own.saturating_sub(1);
        }
        taken.retain(|_, own| *own > 0);
    }
}

/// Gives a content to one who asks for it and may have it.
pub(crate) async fn serve(peer: &Peer, other: PeerId, mut stream: Stream) {
    if let Err(error) = give(peer, other, &mut stream).await {
        tracing::debug!(%other, %error, "an attachment was not given to its end");
    }
}

async fn give(peer: &Peer, other: PeerId, stream: &mut Stream) -> Result<(), FetchError> {
    let opening = Opening::decode(&asked(stream).await?).ok_or(FetchError::False)?;
    let held = peer.ask(|reply| Ask::HandOut(other, opening, reply)).await.flatten();
    // A place is for who may have it. Busy: it asks somebody else, or again.
    let held = held.and_then(|held| Some((held, peer.serving().place(other)?)));
    let Some((held, _place)) = held else {
        stream.send(&Reply::NotHere.encode()).await?;
        stream.finish().await?;
        // A drop may overtake the answer.
        drop(timeout(PATIENCE, stream.receive()).await);
        return Ok(());
    };
    stream.send(&Reply::Here(held.outline().clone()).encode()).await?;
    let mut held: Option<Held> = Some(held);
    while let Some(frame) =
        timeout(ASKER, stream.receive()).await.map_err(|_| FetchError::Slow)??
    {
        let chunks = Chunks::decode(&frame).ok_or(FetchError::False)?;
        for chunk in chunks.each() {
            let Some(mut source) = held.take() else { return Err(FetchError::Stopping) };
            let (back, bytes) = blocking(move || {
                let bytes = source.chunk(chunk)?;
                Ok((source, bytes))
            })
            .await?;
            held = Some(back);
            stream.send(&bytes.ok_or(FetchError::False)?).await?;
        }
    }
    Ok(())
}

async fn asked(stream: &mut Stream) -> Result<Vec<u8>, FetchError> {
    let frame = timeout(ASKER, stream.receive()).await.map_err(|_| FetchError::Slow)??;
    frame.ok_or(FetchError::Ended)
}

#[cfg(test)]
mod tests {
    use act::{blob::Key, id::Digest};

    use super::*;

    #[test]
    fn of_whom_one_comes_already_another_waits_for_others() {
        let community = CommunityId([0; 32]);
        let name = |number| Name { root: Digest([number; 32]), key: Key([0; 16]), size: 1 };
        let lack = |number, by| {
            let lack =
                Lack { community, name: name(number), by: MemberId([by; 32]), sources: vec![] };
            (name(number), lack)
        };
        let lacks: BTreeMap<_, _> = [lack(1, 1), lack(2, 1), lack(3, 2)].into();
        let none = BTreeMap::new();
        assert_eq!(next(&lacks, &BTreeMap::new(), &none), Some(name(1)));
        let going_on = [(name(9), MemberId([1; 32]))].into();
        assert_eq!(next(&lacks, &going_on, &none), Some(name(3)));
        // Of one author what was tried longest ago.
        let now = Instant::now();
        let tried = [(name(1), now), (name(2), now - AGAIN), (name(3), now)].into();
        assert_eq!(next(&lacks, &BTreeMap::new(), &tried), Some(name(2)));
        assert_eq!(next(&BTreeMap::new(), &BTreeMap::new(), &none), None);
    }

    #[test]
    fn nobody_takes_all_places_and_each_is_given_back() {
        let serving = Serving::default();
        let others: Vec<_> = (0..9).map(|_| PeerId::random()).collect();
        let mut places: Vec<_> = others
            .iter()
            .flat_map(|other| (0..5).filter_map(|_| serving.place(*other)).collect::<Vec<_>>())
            .collect();
        assert_eq!(places.len(), PLACES);
        assert!(serving.place(PeerId::random()).is_none());
        places.truncate(PLACES_OF_ONE - 1);
        assert!(serving.place(others[0]).is_some());
        drop(places);
        assert!(lock(&serving.0).is_empty());
    }
}
