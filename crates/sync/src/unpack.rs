//! Acts as they arrive from another peer: columns put together again.
//!
//! Guards: counts are checked before they cost memory, the acts of one pack weigh at most
//! [`DECODED`], and anything out of form ends the transfer. What comes out is well formed, no more:
//! next, [`crate::intake`] asks for seals and causal order.

use std::{collections::BTreeMap, sync::Arc};

use act::{
    act::{Act, ActError, Parts},
    body::{Strings, Words},
    cap, codec,
    deed::{Class, Deed},
    header,
    id::{ActId, CommunityId, DeviceId},
    key::Signature,
    seal::Seal,
    statement,
};

use crate::{
    column::Read,
    pack::{
        DECODED, ERASED, FOREIGN, PREV_BACK, PREV_FOLLOWS, PREV_NONE, PREV_SLOT, Pack, SLOTS,
        TRANSFER, brings_its_device, header_community, weight_of,
    },
    reader::PackReader,
    template,
    wire::{Malformed, unfold},
};

/// Why bytes are no pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UnpackError {
    /// Not in the form of a pack, or over one of its caps.
    #[error("could not read a pack of acts: it is not in our form or too large")]
    Malformed,
    /// In the form of a pack, but of something that is no act.
    #[error("could not read a pack of acts: one of them is no act")]
    Act(#[source] ActError),
}

impl From<Malformed> for UnpackError {
    fn from(_: Malformed) -> Self {
        Self::Malformed
    }
}

/// Reads the packs of one transfer, in order. After an error it is of no more use.
#[derive(Debug)]
pub struct Unpacker {
    community: CommunityId,
    sent: Vec<Sent>,
    slots: Vec<[u8; 32]>,
    tips: BTreeMap<u32, usize>,
    time: i64,
}

/// What later acts of the transfer may refer to.
#[derive(Clone, Copy, Debug)]
struct Sent {
    id: ActId,
    device: u32,
    seq: u32,
    brings: bool,
}

impl Unpacker {
    /// For a transfer of acts of this community.
    #[must_use]
    pub const fn new(community: CommunityId) -> Self {
        Self { community, sent: Vec::new(), slots: Vec::new(), tips: BTreeMap::new(), time: 0 }
    }

    /// Reads the next pack of the transfer; `more` is false in what is returned.
    ///
    /// # Errors
    /// When it is not exactly one pack of well-formed acts within the caps.
    pub fn unpack(&mut self, bytes: &[u8]) -> Result<Pack, UnpackError> {
        let columns = Read::new(bytes)?;
        let mut reader = PackReader::new(&columns)?;
        if self.sent.len() + reader.count > TRANSFER {
            return Err(UnpackError::Malformed);
        }
        let mut pack = Pack::default();
        let mut weight = 0;
        for _ in 0..reader.count {
            let act = self.act(&mut reader, &mut weight)?;
            pack.acts.push(Arc::new(act));
        }
        for _ in 0..reader.seals {
            let back = reader.seal.count(reader.count)?;
            let at = pack.acts.len().checked_sub(back).ok_or(Malformed)?;
            let act = pack.acts.get(at).ok_or(Malformed)?;
            let signature = Signature(reader.raw.array()?);
            pack.seals.push(Seal::of(act, signature));
        }
        reader.end()?;
        Ok(pack)
    }

    fn act(&mut self, reader: &mut PackReader<'_>, weight: &mut usize) -> Result<Act, UnpackError> {
        let shape = reader.shape.byte()?;
        if shape & !(FOREIGN | ERASED | PREV_BACK) != 0 {
            return Err(UnpackError::Malformed);
        }
        let at = reader.device.small()?;
        let device = DeviceId(self.slot(u64::from(at), reader)?);
        let (prev, seq) = self.prev(shape & PREV_BACK, at, reader)?;
        let seen = self.seen(reader)?;
        self.time = self.time.wrapping_add(unfold(reader.time.number()?));
        let erased = shape & ERASED != 0;
        let body = if shape & FOREIGN == 0 {
            self.body(reader, erased)?
        } else {
            foreign(reader, erased)?
        };
        let length = match &body.strings {
            Some(Strings::Whole(words)) => words.strings.iter().map(String::len).sum(),
            Some(Strings::Erased(_)) | None => 0,
        };
        *weight += weight_of(body.kept.len(), seen.len(), length);
        if *weight > DECODED {
            return Err(UnpackError::Malformed);
        }
        let act = Act::from_parts(Parts {
            version: body.version,
            class: body.class,
            community: header_community(self.community, body.founds),
            device,
            seq,
            prev,
            seen,
            claimed_at: self.time,
            kept: body.kept,
            strings: body.strings,
        })
        .map_err(UnpackError::Act)?;
        self.tips.insert(at, self.sent.len());
        self.sent.push(Sent { id: act.id(), device: at, seq, brings: brings_its_device(&act) });
        Ok(act)
    }

    fn prev(
        &mut self,
        shape: u8,
        device: u32,
        reader: &mut PackReader<'_>,
    ) -> Result<(Option<ActId>, u32), Malformed> {
        let at = match shape {
            PREV_NONE => return Ok((None, 1)),
            PREV_SLOT => {
                let slot = reader.extra.number()?;
                let prev = ActId(self.slot(slot, reader)?);
                return Ok((Some(prev), reader.extra.small()?));
            }
            PREV_FOLLOWS => *self.tips.get(&device).ok_or(Malformed)?,
            _ => self.back(reader.extra.number()?)?,
        };
        let prev = self.sent.get(at).ok_or(Malformed)?;
        if prev.device != device {
            return Err(Malformed);
        }
        Ok((Some(prev.id), prev.seq.checked_add(1).ok_or(Malformed)?))
    }

    fn seen(&mut self, reader: &mut PackReader<'_>) -> Result<Vec<ActId>, Malformed> {
        let count = reader.seen_count.count(cap::SEEN)?;
        let mut seen = Vec::with_capacity(count);
        for _ in 0..count {
            let what = reader.seen.number()?;
            seen.push(if what & 1 == 0 {
                self.sent[self.back(what >> 1)?].id
            } else {
                ActId(self.slot(what >> 1, reader)?)
            });
        }
        seen.sort_unstable();
        Ok(seen)
    }

    fn body(&mut self, reader: &mut PackReader<'_>, erased: bool) -> Result<Body, UnpackError> {
        let at = reader.template.count(reader.templates.len())?;
        let template = reader.templates.get(at).ok_or(Malformed)?.bytes;
        let mut source = Source { unpacker: self, reader, template: at, hole: 0 };
        let kept = template::fill(
            template,
            &mut source,
            Source::number,
            |source| {
                let slot = source.number()?;
                source.unpacker.slot(slot, source.reader)
            },
            |source, count, out| {
                out.extend(source.reader.raw.take(count)?);
                Ok(())
            },
        )?;
        let deed: Deed =
            codec::decode(&kept, cap::ACT).map_err(|error| UnpackError::Act(error.into()))?;
        let class = deed.class();
        let strings = match (class == Class::Content, erased) {
            (true, true) => Some(Strings::Erased(reader.raw.array()?)),
            (true, false) => {
                let salt = reader.raw.array()?;
                let chars = deed.string_lengths();
                let strings = chars.into_iter().map(|chars| reader.chars(chars));
                let strings = strings.collect::<Result<_, _>>()?;
                Some(Strings::Whole(Words { salt, strings }))
            }
            (false, true) => return Err(UnpackError::Malformed),
            (false, false) => None,
        };
        Ok(Body {
            version: header::VERSION,
            class,
            founds: matches!(deed, Deed::Found(_)),
            kept,
            strings,
        })
    }

    /// What a slot stands for; the first slot not yet known is defined by the next definition.
    fn slot(&mut self, slot: u64, reader: &mut PackReader<'_>) -> Result<[u8; 32], Malformed> {
        let slot = usize::try_from(slot).map_err(|_| Malformed)?;
        if slot == self.slots.len() && slot < SLOTS {
            let name = match reader.slot.number()? {
                0 => reader.raw.array()?,
                what => {
                    let sent = self.sent[self.back(what >> 1)?];
                    if what & 1 == 0 {
                        sent.id.0
                    } else if sent.brings {
                        let device = self.slots[sent.device as usize];
                        statement::member_id(sent.id, DeviceId(device)).0
                    } else {
                        return Err(Malformed);
                    }
                }
            };
            self.slots.push(name);
        }
        self.slots.get(slot).copied().ok_or(Malformed)
    }

    /// The place of the act so many back, from 1.
    fn back(&self, back: u64) -> Result<usize, Malformed> {
        let back = usize::try_from(back).map_err(|_| Malformed)?;
        let at = self.sent.len().checked_sub(back).ok_or(Malformed)?;
        if back == 0 { Err(Malformed) } else { Ok(at) }
    }
}

/// The body of one act.
struct Body {
    version: u16,
    class: Class,
    founds: bool,
    kept: Vec<u8>,
    strings: Option<Strings>,
}

fn foreign(reader: &mut PackReader<'_>, erased: bool) -> Result<Body, Malformed> {
    let version = u16::try_from(reader.extra.number()?).map_err(|_| Malformed)?;
    if version == header::VERSION {
        return Err(Malformed);
    }
    let class = match reader.extra.number()? {
        0 => Class::Register,
        1 => Class::Round,
        2 => Class::Content,
        _ => return Err(Malformed),
    };
    let length = reader.extra.count(cap::ACT)?;
    let mut strings = Vec::new();
    if class == Class::Content && !erased {
        for _ in 0..reader.extra.count(cap::PARTS)? {
            let length = reader.extra.count(cap::STRING)?;
            strings.push(reader.bytes_of_text(length)?);
        }
    }
    let kept = reader.raw.take(length)?.to_vec();
    let strings = match (class == Class::Content, erased) {
        (true, true) => Some(Strings::Erased(reader.raw.array()?)),
        (true, false) => Some(Strings::Whole(Words { salt: reader.raw.array()?, strings })),
        (false, true) => return Err(Malformed),
        (false, false) => None,
    };
    Ok(Body { version, class, founds: false, kept, strings })
}

/// Where the holes of one template are filled from.
struct Source<'s, 'a> {
    unpacker: &'s mut Unpacker,
    reader: &'s mut PackReader<'a>,
    template: usize,
    hole: usize,
}

impl Source<'_, '_> {
    fn number(&mut self) -> Result<u64, Malformed> {
        let template = &mut self.reader.templates[self.template];
        let hole = template.holes.get_mut(self.hole).ok_or(Malformed)?;
        self.hole += 1;
        hole.number()
    }
}

#[cfg(test)]
mod tests {
    use act::{
        act::Draft,
        charter::Charter,
        key::{SecretKey, Signature},
        log::Log,
        register::{Found, Founder, Kind},
        round::Acknowledge,
    };

    use super::*;
    use crate::pack::{ACTS, Packer, weight};

    /// One founder who then writes `acts` acts of this deed.
    fn log_of(acts: usize, deed: impl Fn(ActId) -> Deed) -> Log {
        let key = SecretKey::from_seed(&[1; 32]);
        let mut found = Found {
            nonce: [0; 32],
            founders: vec![Founder {
                key: key.device(),
                kind: Kind::Resident,
                proof: Signature([0; 64]),
            }],
            charter: Charter::default(),
            season: None,
        };
        found.founders[0].proof = key.sign(&found.statement());
        let mut draft = Draft {
            community: CommunityId::UNFOUNDED,
            device: key.device(),
            seq: 1,
            prev: None,
            seen: Vec::new(),
            claimed_at: 0,
            deed: Deed::Found(found),
            words: None,
        };
        let founding = Act::new(draft.clone()).unwrap();
        let mut log = Log::new(founding.community());
        draft.community = log.community();
        draft.prev = Some(founding.id());
        draft.deed = deed(founding.id());
        log.append(Arc::new(founding)).unwrap();
        for _ in 0..acts {
            draft.seq += 1;
            let act = Act::new(draft.clone()).unwrap();
            draft.prev = Some(act.id());
            log.append(Arc::new(act)).unwrap();
        }
        log
    }

    fn check(log: &Log, most: usize, heaviest: usize, acts: Option<usize>) {
        let (bytes, _) = Packer::default().pack_within(log, log.since(0), most, heaviest);
        let read = Unpacker::new(log.community()).unpack(&bytes);
        assert_eq!(read.ok().map(|pack| pack.acts.len()), acts);
    }

    // 64 acknowledgements of two references each: 150 bytes on the wire for 4 kB in memory.
    #[test]
    fn a_pack_that_would_weigh_too_much_is_refused() {
        let heavy = |round| Deed::Acknowledge(vec![Acknowledge { round, close: round }; 64]);
        let log = log_of(200, heavy);
        let weights = log.iter().scan(0, |sum, (_, entry)| {
            *sum += weight(&entry.act);
            Some(*sum)
        });
        let fit = weights.take_while(|sum| *sum <= DECODED).count();
        assert!((80..150).contains(&fit), "{fit}");
        check(&log, ACTS, DECODED, Some(fit));
        check(&log, ACTS, usize::MAX, None);
    }

    #[test]
    fn a_pack_of_one_act_too_many_is_refused() {
        let log = log_of(ACTS, |_| Deed::Leave);
        check(&log, ACTS, usize::MAX, Some(ACTS));
        check(&log, ACTS + 1, usize::MAX, None);
    }
}
