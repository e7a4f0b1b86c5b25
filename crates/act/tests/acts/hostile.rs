//! Any bytes: no panic, nothing kept that isn't exactly an act, caps before memory.

use crate::support::{key, neighbourhood};
use act::{
    act::{Act, ActError, Draft},
    body::Words,
    cap,
    codec::CodecError,
    content::{Comment, Role},
    deed::Deed,
    id::ActId,
};

/// A small generator of our own (SplitMix64), so that a failure can be run again by its number.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % u64::try_from(below).unwrap()).unwrap()
    }
}

#[test]
fn a_hundred_thousand_mutated_acts_neither_panic_nor_pass_for_another() {
    let (_, acts) = neighbourhood();
    let mut dice = Dice(1);
    let (mut refused, mut taken) = (0, 0);
    for _ in 0..100_000 {
        let mut bytes = acts[dice.roll(acts.len())].encode();
        for _ in 0..=dice.roll(4) {
            let at = dice.roll(bytes.len());
            match dice.roll(4) {
                0 => bytes[at] ^= 1 << dice.roll(8),
                1 => bytes[at] = u8::try_from(dice.roll(256)).unwrap(),
                2 => bytes.truncate(at.max(1)),
                _ => bytes.insert(at, u8::try_from(dice.roll(256)).unwrap()),
            }
        }
        match Act::decode(&bytes) {
            // Whatever is read is exactly what its bytes say.
            Ok(act) => {
                assert_eq!(act.encode(), bytes);
                taken += 1;
            }
            Err(_) => refused += 1,
        }
    }
    assert!(refused > 50_000 && taken > 1_000, "{refused} refused, {taken} taken");
}

#[test]
fn one_byte_over_the_cap_is_refused_before_it_is_read() {
    let over = vec![0; cap::ACT + 1];
    let wanted = ActError::Codec(CodecError::TooLong { cap: cap::ACT });
    assert_eq!(Act::decode(&over), Err(wanted));
}

fn draft(deed: Deed, strings: Vec<String>, seen: Vec<ActId>) -> Result<Act, ActError> {
    let (log, acts) = neighbourhood();
    Act::new(Draft {
        community: log.community(),
        device: key(1).device(),
        seq: 3,
        prev: Some(acts[1].id()),
        seen,
        claimed_at: 0,
        deed,
        words: Some(Words { salt: [0; 8], strings }),
    })
}

#[test]
fn every_cap_is_exact() {
    let comment = |chars: usize| {
        let on = ActId([1; 32]);
        let deed = Comment { on, role: Role::Comment, chars: u32::try_from(chars).unwrap() };
        draft(Deed::Comment(deed), vec!["a".repeat(chars)], vec![])
    };
    assert!(comment(cap::STRING).is_ok());
    assert!(comment(cap::STRING + 1).is_err());
    let seen = |count: usize| {
        let ids = (0..count).map(|i| ActId([u8::try_from(i).unwrap(); 32])).collect();
        let deed = Comment { on: ActId([1; 32]), role: Role::Comment, chars: 1 };
        draft(Deed::Comment(deed), vec!["a".to_owned()], ids)
    };
    assert!(seen(cap::SEEN).is_ok());
    assert!(seen(cap::SEEN + 1).is_err());
}

#[test]
fn lengths_that_lie_and_strings_out_of_place_are_refused() {
    let comment = |chars, strings: &[&str]| {
        let deed = Comment { on: ActId([1; 32]), role: Role::Comment, chars };
        let strings = strings.iter().map(|s| (*s).to_owned()).collect();
        draft(Deed::Comment(deed), strings, vec![]).is_ok()
    };
    assert!(comment(2, &["é🌱"]));
    assert!(!comment(6, &["é🌱"]), "lengths are Unicode scalar values, not bytes");
    assert!(!comment(2, &[]));
    assert!(!comment(2, &["ab", ""]));
    assert!(draft(Deed::Gather, vec![], vec![]).is_err(), "only content has words");
}
