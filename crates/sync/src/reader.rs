//! One pack while it is read: a reader for each column, and the templates with their holes.
//!
//! Guards: every count in a pack's head is checked here, and nothing is left over at its end. Next:
//! [`crate::unpack`], which puts acts together from it.

use act::cap;

use crate::{
    column::{Column, Read},
    pack::{ACTS, FOREIGN},
    template,
    wire::{Malformed, Reader},
};

/// A template of this pack and where each of its holes is filled from next.
#[derive(Debug)]
pub(crate) struct Template<'a> {
    pub(crate) bytes: &'a [u8],
    pub(crate) holes: Vec<Reader<'a>>,
}

/// One pack while it is read: a reader for each column.
#[derive(Debug)]
pub(crate) struct PackReader<'a> {
    pub(crate) count: usize,
    pub(crate) seals: usize,
    pub(crate) shape: Reader<'a>,
    pub(crate) device: Reader<'a>,
    pub(crate) extra: Reader<'a>,
    pub(crate) seen_count: Reader<'a>,
    pub(crate) seen: Reader<'a>,
    pub(crate) time: Reader<'a>,
    pub(crate) template: Reader<'a>,
    pub(crate) templates: Vec<Template<'a>>,
    pub(crate) slot: Reader<'a>,
    pub(crate) text: &'a str,
    pub(crate) seal: Reader<'a>,
    pub(crate) raw: Reader<'a>,
}

impl<'a> PackReader<'a> {
    pub(crate) fn new(columns: &'a Read<'_>) -> Result<Self, Malformed> {
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

    pub(crate) fn chars(&mut self, chars: u32) -> Result<String, Malformed> {
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

    pub(crate) fn bytes_of_text(&mut self, bytes: usize) -> Result<String, Malformed> {
        let (string, rest) = self.text.split_at_checked(bytes).ok_or(Malformed)?;
        if string.len() > cap::STRING {
            return Err(Malformed);
        }
        self.text = rest;
        Ok(string.to_owned())
    }

    pub(crate) fn end(&self) -> Result<(), Malformed> {
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
        if self.text.is_empty() { Ok(()) } else { Err(Malformed) }
    }
}
