//! Loting: who is drawn from a pool, checkable by everyone who knows the key.
//!
//! Source: RFC 3797, "Publicly Verifiable Nominations Committee (NomCom) Random Selection". Meent hashes
//! with SHA-256; with MD5, as the RFC has it, its own example comes out (section 6).
//! Guards: the pool and the key alone say who is drawn, in which order; no randomness of our own.
//! A draw of all options is the order that settles a tie. Next: [`super::seats`].

use md5::Md5;
use sha2::{Digest, Sha256};

use super::ranking::Choice;

/// What the key is hashed with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hash {
    /// SHA-256, what Meent draws with.
    Sha256,
    /// MD5, what the RFC draws with: to check an old draw. Who could choose the key freely could steer it.
    Md5,
}

/// The key of a draw, from the numbers of its sources as section 4.1 of the RFC has it: each source's
/// numbers ascending, a point after each, a slash after each source.
#[must_use]
pub fn key(sources: &[Vec<u64>]) -> String {
    let mut key = String::new();
    for source in sources {
        let mut numbers = source.clone();
        numbers.sort_unstable();
        for number in numbers {
            key.push_str(&number.to_string());
            key.push('.');
        }
        key.push('/');
    }
    key
}

/// Draws `wanted` from a pool of so many, by their position in its list, in the order in which they are
/// drawn; all when the pool has no more.
#[must_use]
pub fn draw(key: &str, pool: u16, wanted: u16, hash: Hash) -> Vec<Choice> {
    let mut left: Vec<Choice> = (0..pool).map(Choice).collect();
    (0..wanted.min(pool))
        .map(|turn| {
            let among = u32::from(pool - turn);
            left.remove(remainder(turn, key, hash, among))
        })
        .collect()
}

/// The hash of this turn, as one big-endian number, modulo `among`: section 4.2 of the RFC.
fn remainder(turn: u16, key: &str, hash: Hash, among: u32) -> usize {
    let turn = turn.to_be_bytes();
    let modulo = |bytes: &[u8]| {
        bytes.iter().fold(0, |rest, byte| (rest * 256 + u64::from(*byte)) % u64::from(among))
    };
    let rest = match hash {
        Hash::Sha256 => modulo(&digest::<Sha256>(turn, key)),
        Hash::Md5 => modulo(&digest::<Md5>(turn, key)),
    };
    usize::try_from(rest).expect("less than the pool, and that is of 16 bits")
}

fn digest<D: Digest>(turn: [u8; 2], key: &str) -> sha2::digest::Output<D> {
    D::new().chain_update(turn).chain_update(key).chain_update(turn).finalize()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(key: &str, pool: u16, hash: Hash, want: &[u16]) {
        let wanted = u16::try_from(want.len()).expect("few");
        // The RFC numbers its volunteers from one.
        let drawn: Vec<u16> =
            draw(key, pool, wanted, hash).iter().map(|choice| choice.0 + 1).collect();
        assert_eq!(drawn, want, "{key} {pool} {hash:?}");
    }

    const RFC: &str = "9319./2.5.8.10.12./9.18.26.34.41.45./";

    #[test]
    fn the_rfc_s_own_example_comes_out_as_printed() {
        let sources = [vec![9319], vec![2, 5, 12, 8, 10], vec![9, 18, 26, 34, 41, 45]];
        assert_eq!(key(&sources), RFC);
        check(RFC, 25, Hash::Md5, &[17, 7, 2, 16, 25, 23, 8, 24, 19, 13]);
    }

    #[test]
    fn a_draw_names_each_once_and_no_more_than_there_are() {
        check("", 1, Hash::Sha256, &[1]);
        assert!(draw(RFC, 0, 3, Hash::Sha256).is_empty());
        let mut all = draw(RFC, 300, 400, Hash::Sha256);
        assert_ne!(all, draw("9320./", 300, 400, Hash::Sha256));
        all.sort_unstable();
        assert!(all.into_iter().eq((0..300).map(Choice)));
    }
}
