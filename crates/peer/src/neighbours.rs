//! Whom to keep as a neighbour where many of a community are online: a few, mostly chosen by chance.
//!
//! Guards: with few around everybody is a neighbour; with many about eight are, and never is somebody left
//! with too few for our sake. What others suggest fills half of the places at most, and who was there
//! longest stays, so that nobody is surrounded by whom another chose. Pure: time and chance are handed in.
//! Next: [`crate::finding`], which looks for who is chosen here.

use std::collections::{BTreeMap, BTreeSet};

/// With more others online than this, not everybody is a neighbour of everybody: above it an edit costs each
/// of them more by being told thirty times than by two more steps on its way.
const MANY: usize = 30;

/// And with this many or fewer everybody is again, so that nobody goes to and fro around [`MANY`].
const FEW: usize = 24;

/// Neighbours that a peer looks for. A graph in which everybody has chosen eight by chance hangs together
/// when a third of them leave at once (HyParView keeps five, of ten thousand).
pub(crate) const WANTED: usize = 8;

/// Neighbours that a peer keeps: who has more parts with one. Half as many again as [`WANTED`], so that most
/// who are chosen by somebody have a place.
pub(crate) const MOST: usize = 12;

/// Who has so few isn't parted with: it would have to look for others at once.
const FEWEST: usize = 6;

/// Neighbours of the longest standing, who are never parted with: who was here before an attacker came.
const LONGEST: usize = 2;

/// Places for who was suggested by another.
const SUGGESTED: usize = WANTED / 2;

/// Milliseconds in which somebody who was chosen is to be reached: an address through a relay takes a few
/// seconds.
const PATIENCE: u64 = 10_000;

/// Milliseconds after which somebody who wasn't reached is chosen again at the earliest.
const MISSED: u64 = 60_000;

/// Milliseconds after which two that parted choose each other again at the earliest.
const PARTED: u64 = 120_000;

/// Milliseconds that a suggestion is good for.
const FRESH: u64 = 30_000;

/// Milliseconds that a connection stands at least: by then the other side has said how many neighbours it has.
const GRACE: u64 = 3_000;

/// Milliseconds between two partings of one peer while it has too many: slow enough that others' partings
/// are heard of in between. Up to twice as long, by chance.
const PARTING: u64 = 1_000;

/// The same while it has more than it looks for.
const TRIMMING: u64 = 20_000;

/// Milliseconds between two choices that aren't needed, up to twice as long by chance: they keep the graph a
/// random one, and find who was thought away when a network that fell apart is whole again.
const MIXING: u64 = 40_000;

/// What is known of a peer in one community.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Fellow {
    /// Since when it is a neighbour.
    pub(crate) since: Option<u64>,
    /// How many neighbours it says to have.
    pub(crate) neighbours: Option<usize>,
    /// Whether it was heard of lately, by others.
    pub(crate) is_online: bool,
    /// Whether it is another device of the owner's.
    pub(crate) is_own: bool,
    /// Whether it is always on: a relay, or at an address out of the configuration.
    pub(crate) is_always_on: bool,
    /// Whether it is reached through a relay only.
    pub(crate) is_relayed: bool,
    /// Whether it is kept whatever is chosen here: another community needs it, or it passes us on.
    pub(crate) is_needed: bool,
}

/// What to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Plan<P> {
    /// Whether many are online; else everybody is looked for.
    pub(crate) is_crowd: bool,
    /// Whom to look for; neighbours are among them.
    pub(crate) seek: BTreeSet<P>,
    /// With whom to part.
    pub(crate) part: Option<P>,
}

/// The choices of one peer in one community.
#[derive(Clone, Debug)]
pub(crate) struct Neighbours<P> {
    is_crowd: bool,
    /// Who was chosen and isn't reached yet: until when, and whether another suggested it.
    sought: BTreeMap<P, (u64, bool)>,
    /// Who isn't chosen before a moment.
    resting: BTreeMap<P, u64>,
    /// Who was suggested, until when.
    suggested: BTreeMap<P, u64>,
    /// The neighbours who were.
    by_suggestion: BTreeSet<P>,
    next_parting: u64,
    next_trimming: u64,
    next_mixing: u64,
}

impl<P> Default for Neighbours<P> {
    fn default() -> Self {
        Self {
            is_crowd: false,
            sought: BTreeMap::new(),
            resting: BTreeMap::new(),
            suggested: BTreeMap::new(),
            by_suggestion: BTreeSet::new(),
            next_parting: 0,
            next_trimming: 0,
            next_mixing: 0,
        }
    }
}

impl<P: Copy + Ord> Neighbours<P> {
    /// Whether many are online, as far as was known last.
    pub(crate) const fn is_crowd(&self) -> bool {
        self.is_crowd
    }

    /// A neighbour has enough others and parts with us; it suggests these.
    pub(crate) fn parted(&mut self, peer: P, suggested: impl IntoIterator<Item = P>, now: u64) {
        self.resting.insert(peer, now + PARTED);
        self.suggested.extend(suggested.into_iter().map(|peer| (peer, now + FRESH)));
    }

    /// What to do now; at least once a second. `fellows`: everybody else. `most`: how many neighbours are
    /// kept, [`MOST`] but for who is there for all. `below` draws a number below another one.
    pub(crate) fn plan(
        &mut self,
        now: u64,
        fellows: &BTreeMap<P, Fellow>,
        most: usize,
        below: &mut impl FnMut(usize) -> usize,
    ) -> Plan<P> {
        self.look_at(now, fellows);
        let is_around = |fellow: &&Fellow| fellow.since.is_some() || fellow.is_online;
        let online = fellows.values().filter(is_around).count();
        self.is_crowd = online > if self.is_crowd { FEW } else { MANY };
        if !self.is_crowd {
            self.sought.clear();
            return Plan { is_crowd: false, seek: fellows.keys().copied().collect(), part: None };
        }
        self.choose(now, fellows, below);
        // A neighbour that is reached through a relay only is looked for directly.
        let is_kept = |fellow: &Fellow| fellow.since.is_some() || fellow.is_own || fellow.is_needed;
        let kept = fellows.iter().filter(|(_, fellow)| is_kept(fellow)).map(|(peer, _)| *peer);
        let mut seek: BTreeSet<_> = kept.chain(self.sought.keys().copied()).collect();
        let part = self.part(now, fellows, most, below);
        if let Some(part) = &part {
            seek.remove(part);
        }
        Plan { is_crowd: true, seek, part }
    }

    fn look_at(&mut self, now: u64, fellows: &BTreeMap<P, Fellow>) {
        let is_neighbour = |peer: &P| fellows.get(peer).is_some_and(|one| one.since.is_some());
        for (peer, (until, suggested)) in std::mem::take(&mut self.sought) {
            if is_neighbour(&peer) {
                if suggested {
                    self.by_suggestion.insert(peer);
                }
            } else if until > now {
                self.sought.insert(peer, (until, suggested));
            } else {
                self.resting.insert(peer, now + MISSED);
            }
        }
        self.by_suggestion.retain(is_neighbour);
        self.resting.retain(|_, until| *until > now);
        self.suggested.retain(|_, until| *until > now);
    }

    fn choose(
        &mut self,
        now: u64,
        fellows: &BTreeMap<P, Fellow>,
        below: &mut impl FnMut(usize) -> usize,
    ) {
        let neighbours = || fellows.values().filter(|fellow| fellow.since.is_some());
        if !neighbours().any(|fellow| fellow.is_always_on) {
            let is_one = |_: &P, fellow: &Fellow| fellow.is_always_on;
            if !self.sought.keys().any(|peer| fellows.get(peer).is_some_and(|f| f.is_always_on)) {
                self.choose_one(now, fellows, below, false, is_one);
            }
        }
        let count = neighbours().count();
        while count + self.sought.len() < WANTED {
            let by_others = self.sought.values().filter(|(_, suggested)| *suggested).count();
            let has_place = self.by_suggestion.len() + by_others < SUGGESTED;
            let suggested: BTreeSet<_> = self.suggested.keys().copied().collect();
            let is_chosen = has_place
                && below(2) == 0
                && self.choose_one(now, fellows, below, true, |peer, _| suggested.contains(peer));
            if !is_chosen
                && !self.choose_one(now, fellows, below, false, |_, fellow| fellow.is_online)
                && !self.choose_one(now, fellows, below, false, |_, _| true)
            {
                break;
            }
        }
        if now >= self.next_mixing {
            self.next_mixing = after(now, MIXING, below);
            let online = below(2) == 0;
            self.choose_one(now, fellows, below, false, |_, fellow| fellow.is_online == online);
        }
    }

    // Chooses one by chance; whether there was any.
    fn choose_one(
        &mut self,
        now: u64,
        fellows: &BTreeMap<P, Fellow>,
        below: &mut impl FnMut(usize) -> usize,
        suggested: bool,
        may: impl Fn(&P, &Fellow) -> bool,
    ) -> bool {
        let is_free = |peer: &P, fellow: &Fellow| {
            let is_taken = fellow.since.is_some() || fellow.is_own || fellow.is_needed;
            !is_taken && !self.sought.contains_key(peer) && !self.resting.contains_key(peer)
        };
        let free = fellows.iter().filter(|(peer, fellow)| is_free(peer, fellow));
        let may: Vec<_> = free.filter(|(peer, fellow)| may(peer, fellow)).collect();
        if may.is_empty() {
            return false;
        }
        let (peer, _) = may[below(may.len())];
        self.sought.insert(*peer, (now + PATIENCE, suggested));
        true
    }

    // Of those that can do without us the one with the most neighbours; through a relay first.
    fn part(
        &mut self,
        now: u64,
        fellows: &BTreeMap<P, Fellow>,
        most: usize,
        below: &mut impl FnMut(usize) -> usize,
    ) -> Option<P> {
        let neighbours = fellows.iter().filter_map(|(peer, one)| Some((one.since?, *peer, one)));
        let mut neighbours: Vec<_> = neighbours.collect();
        let has_too_many = neighbours.len() > most && now >= self.next_parting;
        let may_trim = neighbours.len() > most.min(WANTED) && now >= self.next_trimming;
        let least = match (has_too_many, may_trim && most == MOST) {
            (true, _) => FEWEST,
            (false, true) => WANTED,
            (false, false) => return None,
        };
        self.next_parting = after(now, PARTING, below);
        self.next_trimming = after(now, TRIMMING, below);
        neighbours.sort_unstable_by_key(|(since, peer, _)| (*since, *peer));
        let always_on =
            neighbours.iter().find(|(_, _, one)| one.is_always_on).map(|(_, peer, _)| *peer);
        let others = neighbours.into_iter().filter(|(_, _, one)| !one.is_own && !one.is_needed);
        let may = others.skip(LONGEST).filter(|(since, peer, one)| {
            let is_enough = one.neighbours.is_some_and(|count| count > least);
            is_enough && now >= since + GRACE && Some(*peer) != always_on
        });
        let may: Vec<_> =
            may.map(|(_, peer, one)| ((one.is_relayed, one.neighbours), peer)).collect();
        let first = may.iter().map(|(rank, _)| *rank).max()?;
        let first: Vec<_> = may.into_iter().filter(|(rank, _)| *rank == first).collect();
        let (_, peer) = first[below(first.len())];
        self.parted(peer, [], now);
        Some(peer)
    }
}

fn after(now: u64, wait: u64, below: &mut impl FnMut(usize) -> usize) -> u64 {
    let chance = below(usize::try_from(wait).unwrap_or(usize::MAX));
    now + wait + u64::try_from(chance).unwrap_or(wait)
}

#[cfg(test)]
mod tests;
