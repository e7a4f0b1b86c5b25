//! Acts with real keys, and a network of peers under a seeded scheduler.
//!
//! Guards: nothing here depends on anything but the seed, so a failing run is run again by it. Used
//! by `network.rs`, `hostile.rs`, `intake.rs` and the benchmarks.
#![expect(
    clippy::unwrap_used,
    reason = "a test that meets nothing where it built something should stop"
)]
#![allow(dead_code, reason = "each test binary uses a part of it")]

pub(crate) mod frames;
pub(crate) mod network;

use std::sync::Arc;

use act::{
    act::{Act, Draft},
    ballot::Ballot,
    body::Words,
    charter::Charter,
    content::{Comment, Create, EditText, Entity, Role, Splice, Value, Write},
    deed::Deed,
    id::{ActId, CommunityId, Digest, EntityId},
    key::{SecretKey, Signature},
    log::{Index, Log},
    register::{Found, Founder, Invite, Join, Kind},
    round::Vote,
    seal::Seal,
    statement,
};

/// SplitMix64: a stream of numbers that a seed fixes.
#[derive(Clone, Debug)]
pub(crate) struct Rng(pub(crate) u64);

impl Rng {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub(crate) fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end as u64).unwrap()
    }

    pub(crate) fn chance(&mut self, percent: u64) -> bool {
        self.next() % 100 < percent
    }

    pub(crate) fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }
}

/// Changes bytes here and there, and puts a piece of others in between.
pub(crate) fn mutate(bytes: &mut Vec<u8>, other: &[u8], rng: &mut Rng) {
    for _ in 0..=rng.below(4) {
        if bytes.is_empty() {
            return;
        }
        let at = rng.below(bytes.len());
        match rng.below(8) {
            0 => bytes[at] = 0xff,
            1 => bytes.truncate(at),
            2 => bytes.insert(at, rng.next().to_le_bytes()[0]),
            3 => {
                bytes.remove(at);
            }
            4 => {
                let end = rng.below(other.len());
                bytes.splice(at.., other[end..].iter().copied());
            }
            5 => bytes[at] = bytes[at].wrapping_add(1),
            6 => bytes[at] = bytes[at].wrapping_sub(1),
            _ => bytes[at] ^= 1 << rng.below(8),
        }
    }
}

/// The keys of some founders and the log that holds their founding act only.
pub(crate) fn founded(count: u8) -> (Vec<SecretKey>, Log) {
    let mut keys: Vec<_> = (0..count).map(|at| SecretKey::from_seed(&[at + 1; 32])).collect();
    keys.sort_unstable_by_key(SecretKey::device);
    let founder =
        |key: &SecretKey, proof| Founder { key: key.device(), kind: Kind::Resident, proof };
    let mut found = Found {
        nonce: [9; 32],
        founders: keys.iter().map(|key| founder(key, Signature([0; 64]))).collect(),
        charter: Charter::default(),
        season: None,
    };
    let statement = found.statement();
    found.founders = keys.iter().map(|key| founder(key, key.sign(&statement))).collect();
    let act = Act::new(Draft {
        community: CommunityId::UNFOUNDED,
        device: keys[0].device(),
        seq: 1,
        prev: None,
        seen: Vec::new(),
        claimed_at: 1_790_000_000,
        deed: Deed::Found(found),
        words: None,
    })
    .unwrap();
    let mut log = Log::new(act.community());
    let seal = Seal::new(&keys[0], &act);
    log.append(Arc::new(act)).unwrap();
    log.seal(&seal);
    (keys, log)
}

/// A draft of `key`'s next act after `prev`, having seen all heads there is room for.
pub(crate) fn draft(log: &Log, key: &SecretKey, prev: Option<Index>, at: i64, deed: Deed) -> Draft {
    let mut seen: Vec<ActId> = log
        .head_indices()
        .filter(|head| Some(*head) != prev)
        .map(|head| log.act(head).id())
        .collect();
    seen.truncate(act::cap::SEEN);
    Draft {
        community: log.community(),
        device: key.device(),
        seq: prev.map_or(1, |prev| log.act(prev).seq() + 1),
        prev: prev.map(|prev| log.act(prev).id()),
        seen,
        claimed_at: at,
        deed,
        words: None,
    }
}

/// Appends an act and seals it.
pub(crate) fn add(log: &mut Log, key: &SecretKey, draft: Draft) -> Index {
    let act = Act::new(draft).unwrap();
    let seal = Seal::new(key, &act);
    let index = log.append(Arc::new(act)).unwrap();
    log.seal(&seal);
    index
}

/// Writes something believable after `prev`.
pub(crate) fn write_after(
    log: &mut Log,
    key: &SecretKey,
    prev: Option<Index>,
    at: i64,
    rng: &mut Rng,
) -> Index {
    let (deed, strings) = deed(log, rng);
    let mut draft = draft(log, key, prev, at, deed);
    draft.words = (!strings.is_empty()).then(|| Words { salt: rng.next().to_le_bytes(), strings });
    add(log, key, draft)
}

/// Writes something believable at the end of the device's chain; on one of its branches if it forked.
pub(crate) fn write(log: &mut Log, key: &SecretKey, at: i64, rng: &mut Rng) -> Index {
    let tips = log.tips(key.device());
    let prev = (!tips.is_empty()).then(|| *rng.pick(&tips));
    write_after(log, key, prev, at, rng)
}

/// A guest's first act, by an invite that `host` publishes for it.
pub(crate) fn join(log: &mut Log, host: &SecretKey, guest: &SecretKey, at: i64) -> Index {
    let invite_key = SecretKey::from_seed(&statement::join(log.community(), guest.device()));
    let invite = Deed::Invite(Invite { key: invite_key.invite(), until: at + 100, guests: 1 });
    let prev = log.tips(host.device()).last().copied();
    let invite = draft(log, host, prev, at, invite);
    let invite = add(log, host, invite);
    let join = Deed::Join(Join {
        invite: log.act(invite).id(),
        proof: invite_key.sign(&statement::join(log.community(), guest.device())),
        kind: Kind::Business,
    });
    let join = draft(log, guest, None, at, join);
    add(log, guest, join)
}

const SYLLABLES: [&str; 24] = [
    "buurt", "tuin", "linde", "plein", "bank", "boom", "fiets", "pad", "speel", "plek", "hek",
    "groen", "water", "avond", "markt", "straat", "brug", "licht", "zaal", "koffie", "dak", "zon",
    "afval", "bak",
];

/// Some words.
pub(crate) fn sentence(rng: &mut Rng, words: usize) -> String {
    let mut text = String::new();
    for word in 0..words {
        if word > 0 {
            text.push(' ');
        }
        text.push_str(rng.pick::<&str>(&SYLLABLES));
        if rng.chance(50) {
            text.push_str(rng.pick::<&str>(&SYLLABLES));
        }
    }
    text
}

fn chars(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap()
}

fn deed(log: &Log, rng: &mut Rng) -> (Deed, Vec<String>) {
    let goals: Vec<_> = log
        .iter()
        .filter(|(_, entry)| matches!(entry.act.deed(), Some(Deed::Create(_))))
        .map(|(_, entry)| entry.act.id())
        .take(40)
        .collect();
    if goals.is_empty() || rng.chance(2) {
        let (title, text) = (sentence(rng, 4), sentence(rng, 20));
        let fields = [&title, &text]
            .into_iter()
            .zip(0..)
            .map(|(text, field)| Write { field, value: Value::Words(chars(text)) });
        let create = Create { entity: Entity::Goal, fields: fields.collect() };
        return (Deed::Create(create), vec![title, text]);
    }
    let on = *rng.pick(&goals);
    match rng.below(10) {
        0..4 => {
            let text = sentence(rng, 6);
            let comment = Comment { on, role: Role::Comment, chars: chars(&text) };
            (Deed::Comment(comment), vec![text])
        }
        4..7 => {
            let text = sentence(rng, 2);
            let edit = EditText {
                entity: Entity::Goal,
                on: EntityId::from(on),
                field: 1,
                splices: vec![Splice {
                    at: u32::try_from(rng.below(80)).unwrap(),
                    delete: u32::try_from(rng.below(6)).unwrap(),
                    insert: chars(&text),
                }],
            };
            (Deed::EditText(edit), vec![text])
        }
        7..9 => {
            let vote = Vote {
                round: on,
                text: Digest(*on.bytes()),
                ballot: rng.pick(&Ballot::WORDS).clone(),
                reason: None,
            };
            (Deed::Vote(vec![vote]), Vec::new())
        }
        _ => (Deed::Gather, Vec::new()),
    }
}

/// A log of about `acts` acts by `people`, a minute or so apart, all seen by all.
pub(crate) fn history(people: u8, acts: usize, seed: u64) -> (Vec<SecretKey>, Log) {
    let (keys, mut log) = founded(people);
    let mut rng = Rng(seed);
    let mut at = 1_790_000_000;
    while log.len() < acts {
        at += i64::try_from(rng.below(3_000)).unwrap();
        let key = rng.below(keys.len());
        write(&mut log, &keys[key], at, &mut rng);
    }
    (keys, log)
}
