//! Bundles: what one peer would send another, as a file that goes by hand.
//!
//! Guards: a file goes the way of what comes from the wire, the same intake, seals and door; all of it is
//! read and fits before anything of it enters. Whoever finds one can read it, and join by one with an
//! invite. Next: `core/parcel.rs`, what the profile does with one; `sync::bundle`, the form.

use std::collections::BTreeSet;

use act::{
    act::Act,
    id::MemberId,
    log::{Index, Log},
};
use serde::{Deserialize, Serialize};
use sync::{
    bundle::{self, BundleError, reader::Reader, writer::Writer},
    intake::{Admission, Intake, Taken},
    pack::Pack,
    pool::Peer,
};
use tokio::sync::OwnedSemaphorePermit;

use crate::{answer, command::Kind, community::Community, refusal::Refusal, spool::Spool};

/// Bytes of the largest file that is read.
pub const LARGEST: usize = bundle::FILE;

/// Bytes that are read at a time.
const PUSHED: usize = 256 * 1024;

/// The number under which the intake keeps what a file brings: no session has it.
pub(crate) const FILE: Peer = Peer(0);

/// What somebody wants in a file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Export {
    /// Name, id or unique beginning of an id; may be left out when there is one community.
    pub community: Option<String>,
    /// How much of it.
    pub part: Part,
    /// Without the contents of attachments: a file small enough for a message.
    #[serde(default)]
    pub bare: bool,
}

/// How much of a community goes in a file.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// All that is here.
    All,
    /// All that is here, with a new invite: whoever has the file may join.
    Invite,
    /// What some device of this member lacks, as far as is known here; name or id.
    For(String),
    /// What was written since a day (`2026-12-01`) or in the last days or hours (`7d`, `12h`), and what
    /// knows it.
    Since(String),
}

/// Who comes in by the invite in a file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Newcomer {
    /// The newcomer's name.
    pub me: String,
    /// What kind of participant.
    pub kind: Kind,
}

/// A file on its way out: an iterator over its bytes, in pieces of at most 256 KiB and a little.
#[derive(Debug)]
pub struct Outgoing {
    writer: Writer,
    /// What is in it.
    pub told: answer::Bundled,
    place: Option<OwnedSemaphorePermit>,
}

impl Outgoing {
    pub(crate) const fn new(writer: Writer, told: answer::Bundled) -> Self {
        Self { writer, told, place: None }
    }

    pub(crate) fn holding(self, place: OwnedSemaphorePermit) -> Self {
        Self { place: Some(place), ..self }
    }
}

impl Iterator for Outgoing {
    type Item = Vec<u8>;

    fn next(&mut self) -> Option<Vec<u8>> {
        let piece = self.writer.next();
        if piece.is_none() {
            self.place = None;
        }
        piece
    }
}

/// Whether a file is one, of any form, by how it begins; not whether it is whole.
#[must_use]
pub fn is_one(file: &[u8]) -> bool {
    file.starts_with(bundle::ANY)
}

/// A file on its way in. It needs no profile: whatever is wrong with it is found before one is touched.
#[derive(Debug, Default)]
pub struct Incoming {
    reader: Reader,
    spool: Spool,
    place: Option<OwnedSemaphorePermit>,
}

impl Incoming {
    pub(crate) fn holding(place: OwnedSemaphorePermit, dir: &std::path::Path) -> Self {
        Self { place: Some(place), spool: Spool::beside(dir), ..Self::default() }
    }

    /// Reads on; pieces may be cut anywhere.
    ///
    /// # Errors
    /// As soon as it can be no bundle that is whole.
    pub fn push(&mut self, bytes: &[u8]) -> Result<(), Refusal> {
        // Small enough that what comes of it is little.
        for bytes in bytes.chunks(PUSHED) {
            self.reader.push(bytes).map_err(refused)?;
            for piece in self.reader.take_pieces() {
                let kept = self.spool.put(piece);
                kept.map_err(|error| Refusal::Disk(error.to_string()))?;
            }
        }
        Ok(())
    }

    /// What was in the file, when this was all of it.
    ///
    /// # Errors
    /// When it is no bundle, or isn't whole.
    pub fn finish(self) -> Result<Parcel, Refusal> {
        let bundle = self.reader.finish().map_err(refused)?;
        Ok(Parcel { bundle, spool: self.spool, _place: self.place })
    }
}

/// What was in a whole file; nothing of it is taken in yet.
#[derive(Debug)]
pub struct Parcel {
    pub(crate) bundle: bundle::Bundle,
    pub(crate) spool: Spool,
    _place: Option<OwnedSemaphorePermit>,
}

/// A bundle's error as a refusal.
pub(crate) fn refused(error: BundleError) -> Refusal {
    let word = match error {
        BundleError::NotOne => "not_one",
        BundleError::Newer => "newer",
        BundleError::CutOff => "cut_off",
        BundleError::Damaged => "damaged",
        BundleError::TooLarge => "too_large",
    };
    Refusal::BadBundle(word.to_owned())
}

// Puts all of a file beside a log, and looks whether it fits there: genuine seals, and nothing named that
// is neither here nor there. The log is as it was.
fn sift(log: &mut Log, bundle: &bundle::Bundle) -> Result<(Intake, Taken), Refusal> {
    let mut intake = Intake::default();
    let taken = intake.take(log, &everybody, FILE, bundle.pack(), 0);
    if !taken.refused.is_empty() {
        return Err(refused(BundleError::Damaged));
    }
    if !intake.missing(log, &everybody, FILE).is_empty() {
        return Err(Refusal::BadBundle("apart".to_owned()));
    }
    Ok((intake, taken))
}

// Nothing is concluded yet, so nobody is asked about.
fn everybody(_: &Log, _: &Act) -> Admission {
    Admission::Take
}

/// Whether somebody who has nothing yet can come in by what is in a file.
///
/// # Errors
/// When the file has no invite, or its acts don't fit together.
pub(crate) fn may_begin_with(bundle: &bundle::Bundle) -> Result<&sync::link::InviteLink, Refusal> {
    let link = bundle.invite.as_ref();
    let link = link.ok_or_else(|| Refusal::BadBundle("foreign".to_owned()))?;
    let mut log = Log::new(bundle.head.community);
    let (mut intake, _) = sift(&mut log, bundle)?;
    intake.take(&mut log, &everybody, FILE, Pack::default(), 0);
    match log.find(link.invite) {
        Some(_) => Ok(link),
        None => Err(refused(BundleError::Damaged)),
    }
}

impl Community {
    /// Takes in what a file brings; all acts of it were held beside the log before the first one enters.
    ///
    /// # Errors
    /// When a seal isn't genuine or something is named that nobody has: nothing has changed then. When
    /// the document can't be brought up to date; what was taken in is fresh all the same.
    pub(crate) fn take_bundle(
        &mut self,
        bundle: &bundle::Bundle,
        now: i64,
    ) -> Result<Taken, Refusal> {
        let (intake, sifted) = sift(&mut self.log, bundle)?;
        self.put_back(&sifted.restored);
        // Beside what peers bring, so that neither takes the other's place.
        let waiting = std::mem::replace(&mut self.intake, intake);
        let taken = self.take(FILE, Pack::default(), now);
        self.intake = waiting;
        let mut taken = taken?;
        // What others brought may have waited for this.
        let more = self.take(FILE, Pack::default(), now)?;
        taken.appended.extend(more.appended);
        Ok(taken)
    }

    /// Whether acts that came in by a file count as meeting somebody: one is of another device, and knows
    /// all that this device has written as far as is known here (docs/decisions/0012).
    pub(crate) fn is_known_to(&self, new: &[Index]) -> bool {
        let own = self.log.tips(self.device());
        let knows = |act: Index| own.iter().all(|tip| self.log.reaches(act, *tip));
        new.iter().any(|act| self.log.act(*act).device() != self.device() && knows(*act))
    }

    /// What at least one other device of a member lacks, as far as its own acts prove; everything when
    /// none is known that stands.
    pub(crate) fn lacking(&self, member: MemberId) -> BTreeSet<Index> {
        let devices = self.judge.devices(&self.log, &self.heads()).into_iter();
        let its = devices.filter(|(device, owner, stands)| {
            *stands && *owner == member && *device != self.device()
        });
        let its: Vec<_> = its.map(|(device, ..)| device).collect();
        if its.is_empty() {
            return self.log.since(0).collect();
        }
        let lacks = |device| bundle::beyond(&self.log, &self.log.clock_of(self.log.tips(device)));
        its.into_iter().flat_map(lacks).collect()
    }
}
