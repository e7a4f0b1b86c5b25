//! Acts as they arrive from another peer: columns put together again.
//!
//! Guards: counts are checked before they cost memory, the acts of one pack weigh at most
//! [`DECODED`], and anything out of form ends the transfer. What comes out is well formed, no more:
//! next, [`crate::intake`] asks for seals and causal order.

use std::{collections::BTreeMap, sync::Arc};

use act::{
    act::{Act, ActError, Parts},
    body::Words,
    cap, codec,
    deed::{Class, Deed},
    header,
    id::{ActId, CommunityId, DeviceId},
    key::Signature,
    seal::Seal,
    statement,
};

use crate::{
    column::{Column, Read},
    pack::{
        ACTS, DECODED, FOREIGN, PREV_BACK, PREV_FOLLOWS, PREV_NONE, PREV_SLOT, Pack, SLOTS,
        TRANSFER, brings_its_device, header_community, weight_of,
    },
    template,
    wire::{Malformed, Reader, unfold},
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
        Self {
            community,
            sent: Vec::new(),
            slots: Vec::new(),
            tips: BTreeMap::new(),
            time: 0,
        }
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

    fn act(
        &mut self,
        reader: &mut PackReader<'_>,
        weight: &mut usize,
    ) -> Result<Act, UnpackError> {
        let shape = reader.shape.byte()?;
        if shape & !(FOREIGN | PREV_BACK) != 0 {
            return Err(UnpackError::Malformed);
        }
        let at = reader.device.small()?;
        let device = DeviceId(self.slot(u64::from(at), reader)?);
        let (prev, seq) = self.prev(shape & PREV_BACK, at, reader)?;
        let seen = self.seen(reader)?;
        self.time = self.time.wrapping_add(unfold(reader.time.number()?));
        let body = if shape & FOREIGN == 0 {
            self.body(reader)?
        } else {
            foreign(reader)?
        };
        let strings = body.words.iter().flat_map(|words| &words.strings);
        *weight += weight_of(body.kept.len(), seen.len(), strings.map(String::len).sum());
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
            words: body.words,
        })
        .map_err(UnpackError::Act)?;
        self.tips.insert(at, self.sent.len());
        self.sent.push(Sent {
            id: act.id(),
            device: at,
            seq,
            brings: brings_its_device(&act),
        });
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

    fn body(&mut self, reader: &mut PackReader<'_>) -> Result<Body, UnpackError> {
        let at = reader.template.count(reader.templates.len())?;
        let template = reader.templates.get(at).ok_or(Malformed)?.bytes;
        let mut source = Source {
            unpacker: self,
            reader,
            template: at,
            hole: 0,
        };
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
        let words = if class == Class::Content {
            let salt = reader.raw.array()?;
            let chars = deed.string_lengths();
            let strings = chars.into_iter().map(|chars| reader.chars(chars));
            let strings = strings.collect::<Result<_, _>>()?;
            Some(Words { salt, strings })
        } else {
            None
        };
        Ok(Body {
            version: header::VERSION,
            class,
            founds: matches!(deed, Deed::Found(_)),
            kept,
            words,
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
    words: Option<Words>,
}

fn foreign(reader: &mut PackReader<'_>) -> Result<Body, Malformed> {
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
    if class == Class::Content {
        for _ in 0..reader.extra.count(cap::PARTS)? {
            let length = reader.extra.count(cap::STRING)?;
            strings.push(reader.bytes_of_text(length)?);
        }
    }
    let kept = reader.raw.take(length)?.to_vec();
    let words = if class == Class::Content {
        let salt = reader.raw.array()?;
        Some(Words { salt, strings })
    } else {
        None
    };
    Ok(Body {
        version,
        class,
        founds: false,
        kept,
        words,
    })
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

/// A template of this pack and where each of its holes is filled from next.
#[derive(Debug)]
struct Template<'a> {
    bytes: &'a [u8],
    holes: Vec<Reader<'a>>,
}

/// One pack while it is read: a reader for each column.
#[derive(Debug)]
struct PackReader<'a> {
    count: usize,
    seals: usize,
    shape: Reader<'a>,
    device: Reader<'a>,
    extra: Reader<'a>,
    seen_count: Reader<'a>,
    seen: Reader<'a>,
    time: Reader<'a>,
    template: Reader<'a>,
    templates: Vec<Template<'a>>,
    slot: Reader<'a>,
    text: &'a str,
    seal: Reader<'a>,
    raw: Reader<'a>,
}

impl<'a> PackReader<'a> {
    fn new(columns: &'a Read<'_>) -> Result<Self, Malformed> {
        let mut head = columns.get(Column::Head);
        let count = head.count(ACTS)?;
        let templates = head.count(count)?;
        let seals = head.count(count)?;
        head.end()?;
        let mut text = columns.get(Column::Text);
        let text = text.take(text.left())?;
        Ok(Self {
            count,
            seals,
            shape: columns.get(Column::Shape),
            device: columns.get(Column::Device),
            extra: columns.get(Column::Extra),
            seen_count: columns.get(Column::SeenCount),
            seen: columns.get(Column::Seen),
            time: columns.get(Column::Time),
            template: columns.get(Column::Template),
            templates: Self::templates(columns, templates, count)?,
            slot: columns.get(Column::Slot),
            text: std::str::from_utf8(text).map_err(|_| Malformed)?,
            seal: columns.get(Column::Seal),
            raw: columns.get(Column::Raw),
        })
    }

    // What fills one hole of one template stands together. Each number takes at least a byte, so
    // finding where the next hole begins is bounded by the column.
    fn templates(
        columns: &'a Read<'_>,
        count: usize,
        acts: usize,
    ) -> Result<Vec<Template<'a>>, Malformed> {
        let mut reader = columns.get(Column::Templates);
        let mut which = columns.get(Column::Template);
        let mut hole = columns.get(Column::Hole);
        let mut uses = vec![0_usize; count];
        let mut foreign = columns.get(Column::Shape);
        for _ in 0..acts {
            if foreign.byte()? & FOREIGN == 0 {
                *uses.get_mut(which.count(count)?).ok_or(Malformed)? += 1;
            }
        }
        let mut templates = Vec::with_capacity(count);
        for uses in uses {
            let length = reader.count(cap::ACT)?;
            let bytes = reader.take(length)?;
            let count = template::holes(bytes)?;
            if uses == 0 || count > hole.left() {
                return Err(Malformed);
            }
            let mut holes = Vec::with_capacity(count);
            for _ in 0..count {
                holes.push(hole);
                for _ in 0..uses {
                    hole.number()?;
                }
            }
            templates.push(Template { bytes, holes });
        }
        hole.end()?;
        reader.end()?;
        Ok(templates)
    }

    fn chars(&mut self, chars: u32) -> Result<String, Malformed> {
        // A character is a byte or more, so a longer string would break its cap anyway.
        let chars = usize::try_from(chars).map_err(|_| Malformed)?;
        if chars > cap::STRING {
            return Err(Malformed);
        }
        let bytes = match self.text.char_indices().nth(chars) {
            Some((bytes, _)) => bytes,
            None if self.text.chars().count() == chars => self.text.len(),
            None => return Err(Malformed),
        };
        self.bytes_of_text(bytes)
    }

    fn bytes_of_text(&mut self, bytes: usize) -> Result<String, Malformed> {
        let (string, rest) = self.text.split_at_checked(bytes).ok_or(Malformed)?;
        if string.len() > cap::STRING {
            return Err(Malformed);
        }
        self.text = rest;
        Ok(string.to_owned())
    }

    fn end(&self) -> Result<(), Malformed> {
        let rest = [
            self.shape,
            self.device,
            self.extra,
            self.seen_count,
            self.seen,
            self.time,
            self.template,
            self.slot,
            self.seal,
            self.raw,
        ];
        rest.iter().try_for_each(Reader::end)?;
        if self.text.is_empty() {
            Ok(())
        } else {
            Err(Malformed)
        }
    }
}
