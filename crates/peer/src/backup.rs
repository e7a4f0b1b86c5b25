//! A backup: all acts, seals, community records and settings of a profile in one file; no key of any
//! device, so that what comes back can't write beside what goes on.
//!
//! Guards: read like bytes from the wire: capped, checked act by act and seal by seal, nothing kept of a
//! file in which anything is wrong. It holds the communities' secrets: it is for its owner only. Next:
//! `core/returning.rs`, what a profile is that came back.

use std::sync::Arc;

use act::{
    act::Act,
    codec,
    id::{CommunityId, MemberId},
    key::SecretKey,
    log::Log,
    seal::Seal,
};
use minicbor::{Decode, Encode, bytes::ByteVec};
use sha2::{Digest as _, Sha256};

use crate::community::Community;

/// What a backup begins with.
const FORM: &[u8; 15] = b"meent backup 1\n";

/// What any of them begins with, up to its number.
const ANY: &[u8] = b"meent backup ";

/// Bytes of the checksum at the end: SHA-256 of all before.
const SUM: usize = 32;

#[derive(Debug, PartialEq, Eq, Encode, Decode)]
enum Record {
    #[n(0)]
    Setting(#[n(0)] String, #[n(1)] String),
    #[n(1)]
    Community {
        #[n(0)]
        id: CommunityId,
        #[n(1)]
        name: String,
        #[cbor(n(2), with = "minicbor::bytes")]
        secret: [u8; 32],
        #[n(3)]
        left: bool,
        #[n(4)]
        member: Option<MemberId>,
    },
    #[n(2)]
    Act(#[n(0)] ByteVec),
    #[n(3)]
    Seal(#[n(0)] Seal),
}

/// A community as it goes into a backup.
#[derive(Debug)]
pub(crate) struct Kept<'a> {
    pub(crate) log: &'a Log,
    pub(crate) name: &'a str,
    pub(crate) secret: [u8; 32],
    pub(crate) left: bool,
    /// Whose profile it is.
    pub(crate) member: Option<MemberId>,
    pub(crate) settings: Vec<(String, String)>,
}

/// A community as it comes out of one, judged, with a new key that stands nowhere.
#[derive(Debug)]
pub(crate) struct Returned {
    pub(crate) community: Community,
    pub(crate) acts: Vec<Act>,
    pub(crate) seals: Vec<Seal>,
    pub(crate) name: String,
    pub(crate) secret: [u8; 32],
    pub(crate) left: bool,
    pub(crate) member: Option<MemberId>,
    pub(crate) settings: Vec<(String, String)>,
}

/// What a backup holds.
#[derive(Debug, Default)]
pub(crate) struct Contents {
    pub(crate) settings: Vec<(String, String)>,
    pub(crate) communities: Vec<Returned>,
}

/// Why a file is no backup that can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Unusable {
    #[error("this is no backup")]
    NotOne,
    #[error("the backup was made by a newer version")]
    Newer,
    #[error("the backup is damaged or was changed")]
    Damaged,
}

impl Unusable {
    /// One word for each.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::NotOne => "not_one",
            Self::Newer => "newer",
            Self::Damaged => "damaged",
        }
    }
}

/// Writes a backup.
pub(crate) fn write(settings: &[(String, String)], communities: &[Kept<'_>]) -> Vec<u8> {
    let mut bytes = FORM.to_vec();
    put_settings(&mut bytes, settings);
    for kept in communities {
        put(
            &mut bytes,
            &Record::Community {
                id: kept.log.community(),
                name: kept.name.to_owned(),
                secret: kept.secret,
                left: kept.left,
                member: kept.member,
            },
        );
        put_settings(&mut bytes, &kept.settings);
        for (_, entry) in kept.log.iter() {
            put(&mut bytes, &Record::Act(entry.act.encode().into()));
        }
        for seal in kept.log.seals() {
            put(&mut bytes, &Record::Seal(seal));
        }
    }
    let sum: [u8; SUM] = Sha256::digest(&bytes).into();
    bytes.extend(sum);
    bytes
}

fn put_settings(bytes: &mut Vec<u8>, settings: &[(String, String)]) {
    for (name, value) in settings {
        put(bytes, &Record::Setting(name.clone(), value.clone()));
    }
}

fn put(bytes: &mut Vec<u8>, record: &Record) {
    let record = codec::encode(record);
    let length = u32::try_from(record.len()).expect("an act, a seal, a name: far below 4 GiB");
    bytes.extend(length.to_be_bytes());
    bytes.extend(record);
}

/// Reads a backup; each community gets a key by `new_key`.
///
/// # Errors
/// At the first thing that is wrong.
pub(crate) fn read(
    bytes: &[u8],
    mut new_key: impl FnMut() -> SecretKey,
) -> Result<Contents, Unusable> {
    if !bytes.starts_with(FORM) {
        return Err(if bytes.starts_with(ANY) { Unusable::Newer } else { Unusable::NotOne });
    }
    let (body, sum) = bytes.split_last_chunk::<SUM>().ok_or(Unusable::Damaged)?;
    if <[u8; SUM]>::from(Sha256::digest(body)) != *sum {
        return Err(Unusable::Damaged);
    }
    let mut rest = body.get(FORM.len()..).ok_or(Unusable::Damaged)?;
    let mut contents = Contents::default();
    let mut open: Option<Raw> = None;
    while !rest.is_empty() {
        let record;
        (record, rest) = next(rest)?;
        match (record, &mut open) {
            (Record::Setting(name, value), None) => contents.settings.push((name, value)),
            (Record::Setting(name, value), Some(raw)) => raw.settings.push((name, value)),
            (Record::Community { id, name, secret, left, member }, open) => {
                let raw = Raw { id, name, secret, left, member, ..Raw::default() };
                if let Some(done) = open.replace(raw) {
                    contents.communities.push(done.check(new_key())?);
                }
            }
            (Record::Act(act), Some(raw)) => {
                raw.acts.push(Act::decode(&act).map_err(|_| Unusable::Damaged)?);
            }
            (Record::Seal(seal), Some(raw)) => raw.seals.push(seal),
            (Record::Act(_) | Record::Seal(_), None) => return Err(Unusable::Damaged),
        }
    }
    if let Some(done) = open {
        contents.communities.push(done.check(new_key())?);
    }
    Ok(contents)
}

fn next(rest: &[u8]) -> Result<(Record, &[u8]), Unusable> {
    let (length, rest) = rest.split_first_chunk::<4>().ok_or(Unusable::Damaged)?;
    let length = usize::try_from(u32::from_be_bytes(*length)).map_err(|_| Unusable::Damaged)?;
    let (record, rest) = rest.split_at_checked(length).ok_or(Unusable::Damaged)?;
    // The whole file is in memory; what somebody set for themselves may be a long list.
    let record = codec::decode(record, record.len()).map_err(|_| Unusable::Damaged)?;
    Ok((record, rest))
}

struct Raw {
    id: CommunityId,
    name: String,
    secret: [u8; 32],
    left: bool,
    member: Option<MemberId>,
    settings: Vec<(String, String)>,
    acts: Vec<Act>,
    seals: Vec<Seal>,
}

impl Default for Raw {
    fn default() -> Self {
        Self {
            id: CommunityId([0; 32]),
            name: String::new(),
            secret: [0; 32],
            left: false,
            member: None,
            settings: Vec::new(),
            acts: Vec::new(),
            seals: Vec::new(),
        }
    }
}

impl Raw {
    // All that everybody asks of acts from the wire: each fits on what comes before, and a genuine seal
    // covers the end of every branch.
    fn check(self, key: SecretKey) -> Result<Returned, Unusable> {
        let Self { id, name, secret, left, member, settings, acts, seals } = self;
        let damaged = |_| Unusable::Damaged;
        let mut log = Log::new(id);
        for act in &acts {
            log.append(Arc::new(act.clone())).map_err(|_| Unusable::Damaged)?;
        }
        for seal in &seals {
            let act = log.find(seal.act).ok_or(Unusable::Damaged)?;
            if Seal::of(log.act(act), seal.signature) != *seal || !seal.is_genuine() {
                return Err(Unusable::Damaged);
            }
            log.seal(seal);
        }
        for (_, branches) in log.devices() {
            for stretch in branches.iter().map(|branch| log.stretch(*branch)) {
                let end = stretch.acts.last().map_or(0, |end| log.act(*end).seq());
                if stretch.sealed() != end {
                    return Err(Unusable::Damaged);
                }
            }
        }
        let received = std::collections::BTreeMap::new();
        let community = Community::load(id, Arc::new(key), acts.clone(), &seals, received, None);
        let community = community.map_err(damaged)?;
        Ok(Returned { community, acts, seals, name, secret, left, member, settings })
    }
}
