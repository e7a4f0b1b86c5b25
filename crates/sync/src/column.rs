//! The columns of a pack: alike things stand together, so that they compress.
//!
//! Guards: the length of every column is announced and added up before any of them takes memory, and
//! what is inflated must come out at exactly that length. Next: [`crate::template`].

use std::borrow::Cow;

use flate2::{Compress, Compression, Decompress, FlushCompress, FlushDecompress, Status};

use crate::wire::{Malformed, Reader, put_size};

/// Bytes of all columns of one pack together. As much as a frame, so that a pack that doesn't
/// compress still fits in one: frame, columns and acts together stay within four frames.
pub(crate) const COLUMNS: usize = 240 * 1024;

/// Below this a column isn't compressed: the tables of deflate would cost more than they save.
const WORTH_DEFLATING: usize = 48;

/// What a column holds. The order is the order on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Column {
    /// Counts of acts, templates and seals.
    Head,
    /// Per act, how `prev` is said and whether it is of another version.
    Shape,
    /// Per act, the slot of its device.
    Device,
    /// What few acts need: `prev` elsewhere, versions.
    Extra,
    /// Per act, how many it has seen.
    SeenCount,
    /// What they have seen.
    Seen,
    /// Per act, the seconds since the one before.
    Time,
    /// Per act, the template of its kept part.
    Template,
    /// The templates.
    Templates,
    /// What fills the holes of the templates: per template and hole, the acts in order.
    Hole,
    /// What new slots stand for.
    Slot,
    /// All strings.
    Text,
    /// Which acts are sealed here.
    Seal,
    /// What never compresses: keys, hashes, salts, signatures.
    Raw,
}

const COUNT: usize = Column::Raw as usize + 1;

/// The columns of a pack that is being written.
#[derive(Debug, Default)]
pub(crate) struct Columns([Vec<u8>; COUNT]);

impl Columns {
    pub(crate) const fn get(&mut self, column: Column) -> &mut Vec<u8> {
        &mut self.0[column as usize]
    }

    /// Bytes so far.
    pub(crate) fn len(&self) -> usize {
        self.0.iter().map(Vec::len).sum()
    }

    /// The bytes of the pack.
    pub(crate) fn write(&self) -> Vec<u8> {
        let mut out = Vec::new();
        // Its tables are 300 kB: made once for all columns.
        let mut state = None;
        for (at, column) in self.0.iter().enumerate() {
            let worth = at != Column::Raw as usize && column.len() >= WORTH_DEFLATING;
            match worth.then(|| deflate(column, &mut state)).flatten() {
                Some(deflated) => {
                    put_size(&mut out, column.len() << 1 | 1);
                    put_size(&mut out, deflated.len());
                    out.extend(deflated);
                }
                None => {
                    put_size(&mut out, column.len() << 1);
                    out.extend(column);
                }
            }
        }
        out
    }
}

/// The columns of a pack that is being read.
#[derive(Debug)]
pub(crate) struct Read<'a>([Cow<'a, [u8]>; COUNT]);

impl<'a> Read<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Result<Self, Malformed> {
        let mut reader = Reader::new(bytes);
        let mut columns: [Cow<'a, [u8]>; COUNT] = std::array::from_fn(|_| Cow::default());
        let mut room = COLUMNS;
        for column in &mut columns {
            let announced = reader.count(COLUMNS << 1 | 1)?;
            let length = announced >> 1;
            room = room.checked_sub(length).ok_or(Malformed)?;
            *column = if announced & 1 == 0 {
                Cow::Borrowed(reader.take(length)?)
            } else {
                let deflated = reader.count(length)?;
                Cow::Owned(inflate(reader.take(deflated)?, length)?)
            };
        }
        reader.end()?;
        Ok(Self(columns))
    }

    pub(crate) fn get(&self, column: Column) -> Reader<'_> {
        Reader::new(&self.0[column as usize])
    }
}

fn deflate(bytes: &[u8], state: &mut Option<Compress>) -> Option<Vec<u8>> {
    let state = state.get_or_insert_with(|| Compress::new(Compression::best(), false));
    state.reset();
    // What doesn't get smaller doesn't fit, and is sent as it is.
    let mut out = Vec::with_capacity(bytes.len());
    match state.compress_vec(bytes, &mut out, FlushCompress::Finish) {
        Ok(Status::StreamEnd) if out.len() < bytes.len() => Some(out),
        _ => None,
    }
}

fn inflate(bytes: &[u8], length: usize) -> Result<Vec<u8>, Malformed> {
    let mut out = Vec::with_capacity(length);
    let mut state = Decompress::new(false);
    let status =
        state.decompress_vec(bytes, &mut out, FlushDecompress::Finish).map_err(|_| Malformed)?;
    let whole = state.total_in() == bytes.len() as u64 && out.len() == length;
    if status == Status::StreamEnd && whole { Ok(out) } else { Err(Malformed) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn announced(length: usize, deflated: &[u8]) -> Vec<u8> {
        let mut bytes = Vec::new();
        put_size(&mut bytes, length << 1 | 1);
        put_size(&mut bytes, deflated.len());
        bytes.extend(deflated);
        bytes.extend([0; COUNT - 1]);
        bytes
    }

    #[test]
    fn columns_come_back() {
        let mut columns = Columns::default();
        columns.get(Column::Time).extend([7; 500]);
        columns.get(Column::Raw).extend(0..=255);
        let bytes = columns.write();
        assert!(bytes.len() < 256 + 60, "{}", bytes.len());
        let read = Read::new(&bytes).unwrap();
        assert_eq!(read.get(Column::Time).take(500).unwrap(), [7; 500]);
        assert_eq!(read.get(Column::Raw).left(), 256);
        assert_eq!(read.get(Column::Head).left(), 0);
    }

    #[test]
    fn an_inflated_column_has_the_length_that_it_says() {
        let deflated = deflate(&[1; 1000], &mut None).unwrap();
        assert!(Read::new(&announced(1000, &deflated)).is_ok());
        assert!(Read::new(&announced(999, &deflated)).is_err());
        assert!(Read::new(&announced(1001, &deflated)).is_err());
        let mut surplus = deflated.clone();
        surplus.push(0);
        assert!(Read::new(&announced(1000, &surplus)).is_err());
        assert!(Read::new(&announced(1000, &deflated[..deflated.len() - 1])).is_err());
    }

    #[test]
    fn columns_over_the_cap_are_refused_before_they_take_memory() {
        let bomb = deflate(&vec![0; COLUMNS + 1], &mut None).unwrap();
        assert!(Read::new(&announced(COLUMNS + 1, &bomb)).is_err());
        // A little lie: the announced length fits, what comes out doesn't.
        assert!(Read::new(&announced(COLUMNS, &bomb)).is_err());
        assert!(
            Read::new(&announced(COLUMNS, &deflate(&vec![0; COLUMNS], &mut None).unwrap())).is_ok()
        );
    }

    #[test]
    fn the_cap_is_for_all_columns_together() {
        let mut columns = Columns::default();
        columns.get(Column::Time).extend(vec![0; COLUMNS / 2]);
        columns.get(Column::Text).extend(vec![0; COLUMNS / 2]);
        assert!(Read::new(&columns.write()).is_ok());
        columns.get(Column::Hole).push(0);
        assert!(Read::new(&columns.write()).is_err());
    }
}
