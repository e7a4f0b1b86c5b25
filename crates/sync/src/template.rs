//! The kept part of an act as a template with holes: what acts of one kind share is said once.
//!
//! Guards: filling a template gives the kept part back byte for byte; what is not plain canonical
//! CBOR makes no act, and never more than the cap of one. Next: [`crate::pack`].

use act::cap;

use crate::wire::{Malformed, Reader};

// CBOR initial bytes (RFC 8949, section 3). A hole has the initial byte of its least value; a name
// of 32 bytes has that of an indefinite string, which canonical bytes never hold.
const UNSIGNED: u8 = 0x00;
const NEGATIVE: u8 = 0x20;
const NAME: u8 = 0x5f;

/// What is not in the template of a kept part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Filling<'a> {
    /// A number, or how far below minus one.
    Number(u64),
    /// An id, key or hash of 32 bytes.
    Name([u8; 32]),
    /// The bytes of a string of another length, such as a signature; the template holds its head.
    Blob(&'a [u8]),
}

/// A kept part taken apart.
#[derive(Debug, Default)]
pub(crate) struct Split<'a> {
    pub(crate) template: Vec<u8>,
    /// What fills it, in order.
    pub(crate) fillings: Vec<Filling<'a>>,
}

/// The head of a CBOR item.
struct Head<'a> {
    bytes: &'a [u8],
    major: u8,
    value: u64,
}

fn head<'a>(reader: &mut Reader<'a>) -> Result<Head<'a>, Malformed> {
    let mut ahead = *reader;
    let first = ahead.byte()?;
    let length = match first & 0x1f {
        0..24 => 0,
        24 => 1,
        25 => 2,
        26 => 4,
        27 => 8,
        _ => return Err(Malformed),
    };
    let value = ahead.take(length)?.iter().fold(0, |value, byte| value << 8 | u64::from(*byte));
    let value = if length == 0 { u64::from(first & 0x1f) } else { value };
    Ok(Head { bytes: reader.take(1 + length)?, major: first >> 5, value })
}

/// Takes a kept part apart.
///
/// # Errors
/// When it is no CBOR of definite lengths.
pub(crate) fn split(kept: &[u8]) -> Result<Split<'_>, Malformed> {
    let mut out = Split::default();
    let mut reader = Reader::new(kept);
    let mut kind_is_known = false;
    while reader.left() > 0 {
        let head = head(&mut reader)?;
        match head.major {
            // The first number is the kind of deed: it belongs to the template.
            0 if !kind_is_known => {
                kind_is_known = true;
                out.template.extend(head.bytes);
            }
            0 | 1 => {
                out.template.push(head.major << 5);
                out.fillings.push(Filling::Number(head.value));
            }
            2 if head.value == 32 => {
                out.template.push(NAME);
                out.fillings.push(Filling::Name(reader.array()?));
            }
            2 | 3 => {
                let length = usize::try_from(head.value).map_err(|_| Malformed)?;
                out.template.extend(head.bytes);
                out.fillings.push(Filling::Blob(reader.take(length)?));
            }
            _ => out.template.extend(head.bytes),
        }
    }
    Ok(out)
}

/// How many holes a template has.
///
/// # Errors
/// When it is no template.
pub(crate) fn holes(template: &[u8]) -> Result<usize, Malformed> {
    let mut count = 0;
    walk(template, |part| {
        count += usize::from(matches!(part, Part::Number(_) | Part::Name));
        Ok(())
    })?;
    Ok(count)
}

/// Puts a kept part together. Asks for what fills each hole and for the blobs, in order.
///
/// # Errors
/// When it is no template, what fills it runs out, or it becomes longer than an act may be.
pub(crate) fn fill<S>(
    template: &[u8],
    source: &mut S,
    number: impl Fn(&mut S) -> Result<u64, Malformed>,
    name: impl Fn(&mut S) -> Result<[u8; 32], Malformed>,
    blob: impl Fn(&mut S, usize, &mut Vec<u8>) -> Result<(), Malformed>,
) -> Result<Vec<u8>, Malformed> {
    let mut out = Vec::new();
    walk(template, |part| {
        match part {
            Part::Number(major) => put_head(&mut out, major, number(source)?),
            Part::Name => {
                out.extend([0x58, 32]);
                out.extend(name(source)?);
            }
            Part::Literal(bytes) => out.extend(bytes),
            Part::Blob(bytes, length) => {
                out.extend(bytes);
                if length > cap::ACT {
                    return Err(Malformed);
                }
                blob(source, length, &mut out)?;
            }
        }
        if out.len() > cap::ACT {
            return Err(Malformed);
        }
        Ok(())
    })?;
    Ok(out)
}

enum Part<'a> {
    Number(u8),
    Name,
    /// Bytes as they are.
    Literal(&'a [u8]),
    /// The head of a string, and how many bytes it has.
    Blob(&'a [u8], usize),
}

fn walk<'a>(
    template: &'a [u8],
    mut each: impl FnMut(Part<'a>) -> Result<(), Malformed>,
) -> Result<(), Malformed> {
    let mut reader = Reader::new(template);
    let mut kind_is_known = false;
    while reader.left() > 0 {
        let mut ahead = reader;
        if ahead.byte()? == NAME {
            reader = ahead;
            each(Part::Name)?;
            continue;
        }
        let head = head(&mut reader)?;
        match head.major {
            0 if !kind_is_known => {
                kind_is_known = true;
                each(Part::Literal(head.bytes))?;
            }
            0 | 1 if head.bytes == [UNSIGNED] || head.bytes == [NEGATIVE] => {
                each(Part::Number(head.major))?;
            }
            0 | 1 => return Err(Malformed),
            2 | 3 => {
                let length = usize::try_from(head.value).map_err(|_| Malformed)?;
                each(Part::Blob(head.bytes, length))?;
            }
            _ => each(Part::Literal(head.bytes))?,
        }
    }
    Ok(())
}

fn put_head(out: &mut Vec<u8>, major: u8, value: u64) {
    let first = major << 5;
    let bytes = value.to_be_bytes();
    match value {
        0..24 => out.push(first | bytes[7]),
        24..0x100 => out.extend([first | 24, bytes[7]]),
        0x100..0x1_0000 => {
            out.push(first | 25);
            out.extend(&bytes[6..]);
        }
        0x1_0000..0x1_0000_0000 => {
            out.push(first | 26);
            out.extend(&bytes[4..]);
        }
        _ => {
            out.push(first | 27);
            out.extend(&bytes);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Rest<'a> = std::slice::Iter<'a, Filling<'a>>;

    fn check(kept: &[u8], template: &[u8], count: usize) {
        let split = split(kept).unwrap();
        assert_eq!(split.template, template);
        assert_eq!(holes(template), Ok(count));
        let filled = fill(
            template,
            &mut split.fillings.iter(),
            |rest: &mut Rest<'_>| match rest.next() {
                Some(Filling::Number(number)) => Ok(*number),
                _ => Err(Malformed),
            },
            |rest| match rest.next() {
                Some(Filling::Name(name)) => Ok(*name),
                _ => Err(Malformed),
            },
            |rest, count, out| match rest.next() {
                Some(Filling::Blob(blob)) if blob.len() == count => {
                    out.extend(*blob);
                    Ok(())
                }
                _ => Err(Malformed),
            },
        );
        assert_eq!(filled.unwrap(), kept);
    }

    #[test]
    fn the_kind_stays_and_the_rest_becomes_holes() {
        let mut kept = vec![0x82, 0x18, 40, 0x84, 0x19, 1, 0, 0x20, 0x58, 32];
        kept.extend([9; 32]);
        kept.extend([0x42, 1, 2]);
        check(&kept, &[0x82, 0x18, 40, 0x84, 0x00, 0x20, NAME, 0x42], 3);
        check(&[0x82, 8, 0x80], &[0x82, 8, 0x80], 0);
        check(&[0x83, 1, 0xf6, 0x1a, 0, 1, 0, 0], &[0x83, 1, 0xf6, 0], 1);
    }

    #[test]
    fn what_is_no_template_is_refused() {
        for bad in [&[1, 1][..], &[0x81, 0x1f], &[0x58], &[1, 0x38, 24]] {
            assert!(holes(bad).is_err(), "{bad:02x?}");
        }
        assert!(split(&[0x58, 32, 0]).is_err());
        assert!(split(&[0x9f, 1, 0xff]).is_err());
    }
}
