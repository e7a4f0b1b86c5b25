//! Canonical bytes: deterministic CBOR (RFC 8949, section 4.2) of the types in this room.
//!
//! Guards: a value has exactly one encoding. Whatever decodes is encoded again and compared, so
//! longer integers, indefinite lengths, surplus elements and trailing bytes are all refused; input
//! over its cap is refused before anything is read. Next: [`crate::header`].

use minicbor::{Decode, Decoder, Encode, decode::Error};

/// Why bytes are not a value of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CodecError {
    /// More bytes than the cap.
    #[error("longer than the {cap} bytes that are allowed")]
    TooLong {
        /// The cap, in bytes.
        cap: usize,
    },
    /// Not this type at all.
    #[error("not in the form of this protocol")]
    Malformed,
    /// A value, but not in its one canonical form.
    #[error("not in canonical form")]
    NotCanonical,
}

/// Bytes that most values take at most: a header with a few heads, a deed. Growing to it step by step takes
/// as long as writing it.
const USUAL: usize = 256;

/// The canonical bytes of a value.
#[must_use]
pub fn encode<T: Encode<()>>(value: &T) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(USUAL);
    minicbor::encode(value, &mut bytes)
        .expect("writing to a vector can't fail and our types always encode");
    bytes
}

/// Reads a value from its canonical bytes.
///
/// # Errors
/// When there are more bytes than `cap`, or they are no value, or not its canonical form.
pub fn decode<'b, T: Decode<'b, ()> + Encode<()>>(
    bytes: &'b [u8],
    cap: usize,
) -> Result<T, CodecError> {
    if bytes.len() > cap {
        return Err(CodecError::TooLong { cap });
    }
    let mut decoder = Decoder::new(bytes);
    let value: T = decoder.decode().map_err(|_| CodecError::Malformed)?;
    if decoder.position() == bytes.len() && encode(&value) == bytes {
        Ok(value)
    } else {
        Err(CodecError::NotCanonical)
    }
}

/// Reads an array of at most `CAP` elements; for `#[cbor(decode_with = "codec::bounded::<CAP, _, _>")]`.
///
/// # Errors
/// When the array announces or holds more.
pub fn bounded<'b, const CAP: usize, Ctx, T: Decode<'b, Ctx>>(
    decoder: &mut Decoder<'b>,
    context: &mut Ctx,
) -> Result<Vec<T>, Error> {
    let length = decoder.array()?.ok_or_else(|| Error::message("indefinite array"))?;
    if length > CAP as u64 {
        return Err(Error::message("more elements than allowed"));
    }
    (0..length).map(|_| decoder.decode_with(context)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], wanted: Result<Vec<u8>, CodecError>) {
        assert_eq!(decode::<Vec<u8>>(bytes, 8), wanted, "{bytes:02x?}");
    }

    #[test]
    fn one_value_has_one_encoding() {
        check(&[0x82, 1, 2], Ok(vec![1, 2]));
        check(&[0x82, 1, 0x18, 2], Err(CodecError::NotCanonical)); // a longer integer
        check(&[0x9f, 1, 2, 0xff], Err(CodecError::NotCanonical)); // indefinite length
        check(&[0x98, 2, 1, 2], Err(CodecError::NotCanonical)); // a longer length
        check(&[0x82, 1, 2, 0], Err(CodecError::NotCanonical)); // something behind it
        check(&[0x83, 1, 2], Err(CodecError::Malformed)); // cut off
        check(&[0; 9], Err(CodecError::TooLong { cap: 8 }));
    }

    #[test]
    fn an_announced_length_takes_no_memory() {
        // An array that says it has 2^64 - 1 elements.
        check(&[0x9b, 255, 255, 255, 255, 255, 255, 255], Err(CodecError::Malformed));
        let mut decoder = Decoder::new(&[0x83, 1, 2, 3]);
        assert!(bounded::<2, (), u8>(&mut decoder, &mut ()).is_err());
    }
}
