//! Where a device is: signed by it, passed on among members, so that who met one finds the others again.
//!
//! Guards: nobody can say of another's device where it is; of two records of one device the later made
//! counts; addresses are few and short. A record is no act: nothing that is decided rests on it, and
//! it goes with the device. Next: [`crate::session`], which carries it.

use std::cmp::Ordering;

use act::{
    codec::{self, CodecError},
    id::{CommunityId, DeviceId},
    key::{self, SecretKey, Signature},
};
use minicbor::{Decode, Encode};
use sha2::{Digest as _, Sha256};

use crate::link::{decode_addresses, encode_addresses};

/// Bytes of the longest record that is read: 16 addresses of 128 bytes, and 250.
pub const RECORD: usize = 2_560;

/// Bytes of the longest transport id: a multihash of an Ed25519 key has 38.
pub const PEER: usize = 64;

/// What a device says of where it is.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct DeviceRecord {
    /// The community.
    #[n(0)]
    pub community: CommunityId,
    /// The device.
    #[n(1)]
    pub device: DeviceId,
    /// When it was made, in seconds since 1970; more than that of any earlier one of the device,
    /// whatever its clock says.
    #[n(2)]
    pub made_at: i64,
    /// Its transport id in binary; at most [`PEER`] bytes.
    #[cbor(n(3), with = "minicbor::bytes")]
    pub peer: Vec<u8>,
    /// Where it can be dialled, in the order to try; such through a relay name the relay.
    #[cbor(n(4), encode_with = "encode_addresses", decode_with = "decode_addresses")]
    pub addresses: Vec<String>,
    /// Whether it carries traffic between members who can't reach each other.
    #[n(5)]
    pub relay: bool,
}

/// A record with the signature of its device.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct SignedRecord {
    #[n(0)]
    record: DeviceRecord,
    #[n(1)]
    signature: Signature,
}

impl SignedRecord {
    /// Signs a record; addresses that don't fit are left out.
    #[must_use]
    pub fn sign(record: DeviceRecord, key: &SecretKey) -> Self {
        let signature = key.sign(&statement(&record));
        Self { record, signature }
    }

    /// What it says.
    #[must_use]
    pub const fn record(&self) -> &DeviceRecord {
        &self.record
    }

    /// Its bytes, at most [`RECORD`].
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        codec::encode(self)
    }

    /// Reads a record and checks that its device signed it.
    ///
    /// # Errors
    /// When it isn't in its one form, too long, or signed by somebody else.
    pub fn decode(bytes: &[u8]) -> Result<Self, CodecError> {
        let signed: Self = codec::decode(bytes, RECORD)?;
        let Self { record, signature } = &signed;
        let is_signed = record.peer.len() <= PEER
            && key::is_sound(&record.device.0)
            && key::verify(&record.device.0, &statement(record), signature);
        if is_signed { Ok(signed) } else { Err(CodecError::Malformed) }
    }

    /// Which of two records of one device counts: the later made, and of two made at one time (a
    /// device that is in two places) the same one everywhere.
    #[must_use]
    pub fn order(&self, other: &Self) -> Ordering {
        let by = |signed: &Self| (signed.record.made_at, signed.signature.0);
        by(self).cmp(&by(other))
    }
}

/// A short hash of all records that somebody has, by device: equal where the records are.
#[must_use]
pub fn digest<'a>(records: impl Iterator<Item = &'a SignedRecord>) -> [u8; 8] {
    let mut all: Vec<_> = records.collect();
    all.sort_by_key(|signed| signed.record.device);
    let mut hasher = Sha256::new();
    hasher.update(b"meent/records/1");
    for signed in all {
        hasher.update(signed.record.device.0);
        hasher.update(signed.signature.0);
    }
    let hash: [u8; 32] = hasher.finalize().into();
    let (first, _) = hash.split_first_chunk().expect("32 bytes begin with 8");
    *first
}

fn statement(record: &DeviceRecord) -> [u8; 32] {
    let mut hasher = Sha256::new();
    hasher.update(b"meent/record/1");
    hasher.update(codec::encode(record));
    hasher.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(key: &SecretKey, made_at: i64) -> DeviceRecord {
        DeviceRecord {
            community: CommunityId([1; 32]),
            device: key.device(),
            made_at,
            peer: vec![9; 38],
            addresses: vec!["/ip4/192.168.7.1/udp/4001/quic-v1".to_owned()],
            relay: false,
        }
    }

    #[test]
    fn a_record_says_nothing_of_another_device_and_comes_back_as_it_was() {
        let (ali, bea) = (SecretKey::from_seed(&[1; 32]), SecretKey::from_seed(&[2; 32]));
        let signed = SignedRecord::sign(record(&ali, 7), &ali);
        assert_eq!(SignedRecord::decode(&signed.encode()).unwrap(), signed);
        let forged = SignedRecord::sign(record(&ali, 8), &bea);
        assert!(SignedRecord::decode(&forged.encode()).is_err());
        let mut bytes = signed.encode();
        for at in 0..bytes.len() {
            bytes[at] ^= 1;
            assert!(SignedRecord::decode(&bytes).is_err(), "byte {at}");
            bytes[at] ^= 1;
        }
    }

    #[test]
    fn the_longest_record_fits_and_a_longer_one_is_refused() {
        let key = SecretKey::from_seed(&[1; 32]);
        let address = "/".repeat(crate::link::ADDRESS);
        let long = DeviceRecord {
            peer: vec![0; PEER],
            addresses: vec![address; crate::link::ADDRESSES + 1],
            made_at: i64::MIN,
            ..record(&key, 0)
        };
        let signed = SignedRecord::sign(long.clone(), &key);
        assert!(signed.encode().len() <= RECORD);
        let read = SignedRecord::decode(&signed.encode()).unwrap();
        assert_eq!(read.record().addresses.len(), crate::link::ADDRESSES);
        let longer = SignedRecord::sign(DeviceRecord { peer: vec![0; PEER + 1], ..long }, &key);
        assert!(SignedRecord::decode(&longer.encode()).is_err());
    }

    #[test]
    fn the_later_record_counts_and_the_digest_tells_sets_apart() {
        let (ali, bea) = (SecretKey::from_seed(&[1; 32]), SecretKey::from_seed(&[2; 32]));
        let early = SignedRecord::sign(record(&ali, 7), &ali);
        let late = SignedRecord::sign(record(&ali, 8), &ali);
        let other = SignedRecord::sign(record(&bea, 1), &bea);
        assert_eq!(late.order(&early), Ordering::Greater);
        let both = digest([&other, &late].into_iter());
        assert_eq!(both, digest([&late, &other].into_iter()));
        assert_ne!(both, digest([&early, &other].into_iter()));
        assert_ne!(both, digest([&late].into_iter()));
    }
}
