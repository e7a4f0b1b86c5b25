//! A paper key's 24 words: BIP-39's English list and checksum, 256 bits; a key per community follows
//! from them.
//!
//! Guards: the words are in memory only while somebody writes them down or types them, and never in a
//! log; one community's key says nothing of another's. Next: `execute/paper.rs`, what they are for.

use std::fmt;

use act::{id::CommunityId, key::SecretKey};
use bip39::{Error, Language, Mnemonic};
use sha2::{Digest as _, Sha256};
use zeroize::{Zeroize as _, Zeroizing};

use crate::{community::Ambient, refusal::Refusal, secret::Secret};

/// Words of a paper key: 256 bits and 8 of checksum, 11 in each word.
pub const WORDS: usize = 24;

/// Bytes of a text in which words are looked for: 24 words with a number before each have about 300.
const TEXT: usize = 4 * 1024;

/// The words, as the 256 bits that they stand for. Wiped when dropped.
pub struct PaperKey(Zeroizing<[u8; 32]>);

impl fmt::Debug for PaperKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PaperKey(…)")
    }
}

impl PaperKey {
    /// New words.
    #[must_use]
    pub fn new(ambient: &mut Ambient<'_>) -> Self {
        Self(Zeroizing::new(ambient.bytes()))
    }

    /// Reads words as they were typed: either case, over lines, with numbers or commas between them.
    ///
    /// # Errors
    /// When one isn't in the list, there aren't 24, or they don't belong together.
    pub fn parse(typed: &Secret) -> Result<Self, Refusal> {
        let typed = typed.expose();
        if typed.len() > TEXT {
            return Err(Refusal::TooLong(String::new()));
        }
        let lower = Zeroizing::new(typed.to_lowercase());
        let mut words = lower.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
        let mut plain = Zeroizing::new(String::with_capacity(lower.len()));
        for word in words.by_ref() {
            plain.push_str(word);
            plain.push(' ');
        }
        let count = plain.split_whitespace().count();
        if count != WORDS {
            return Err(Refusal::BadWords(count.to_string()));
        }
        let read = Mnemonic::parse_in_normalized(Language::English, plain.trim_end());
        let mnemonic = read.map_err(|error| match error {
            Error::UnknownWord(at) => {
                let word = plain.split_whitespace().nth(at).unwrap_or_default();
                Refusal::BadWords(word.to_owned())
            }
            _ => Refusal::BadWords(String::new()),
        })?;
        let (mut entropy, _) = mnemonic.to_entropy_array();
        let mut seed = Zeroizing::new([0; 32]);
        seed.copy_from_slice(&entropy[..32]);
        entropy.zeroize();
        Ok(Self(seed))
    }

    /// The words, to be written down.
    #[must_use]
    pub fn words(&self) -> Vec<String> {
        let mnemonic = Mnemonic::from_entropy_in(Language::English, self.0.as_slice())
            .expect("BIP-39 has words for 256 bits");
        mnemonic.words().map(str::to_owned).collect()
    }

    /// The key in a community: its seed is `SHA-256("meent/paper/1" | community | the 256 bits)`.
    #[must_use]
    pub fn key(&self, community: CommunityId) -> SecretKey {
        let hasher = Sha256::new().chain_update("meent/paper/1").chain_update(community.0);
        let seed: [u8; 32] = hasher.chain_update(self.0.as_slice()).finalize().into();
        SecretKey::from_seed(&Zeroizing::new(seed))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str) -> Result<PaperKey, Refusal> {
        PaperKey::parse(&Secret::new(text.to_owned()))
    }

    // Vectors of BIP-39's reference implementation.
    const ZERO: &str = "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon \
        abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon \
        abandon art";
    const ONES: &str = "zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo \
        zoo zoo zoo vote";

    #[test]
    fn the_words_are_those_of_bip_39() {
        for (bits, words) in [([0; 32], ZERO), ([0xff; 32], ONES)] {
            let key = PaperKey(Zeroizing::new(bits));
            assert_eq!(key.words().join(" "), words);
            assert_eq!(*typed(words).unwrap().0, bits);
        }
    }

    #[test]
    fn words_are_read_as_people_write_them_down() {
        let numbered = (1..).zip(ONES.split(' ')).map(|(n, word)| format!("{n}. {word},\n"));
        let numbered: String = numbered.collect();
        assert_eq!(*typed(&numbered.to_uppercase()).unwrap().0, [0xff; 32]);
    }

    #[test]
    fn what_is_wrong_with_words_is_said() {
        let wrong = |text: &str| typed(text).map(|_| ()).unwrap_err();
        let about = |text: &str| Refusal::BadWords(text.to_owned());
        assert_eq!(wrong(""), about("0"));
        assert_eq!(wrong("zoo zoo"), about("2"));
        assert_eq!(wrong(&ONES.replace("vote", "tuin")), about("tuin"));
        assert_eq!(wrong(&ONES.replace("vote", "art")), about(""));
        assert_eq!(wrong(&"zoo ".repeat(2_000)), Refusal::TooLong(String::new()));
    }

    #[test]
    fn each_community_has_a_key_of_its_own_from_the_same_words() {
        let key = typed(ZERO).unwrap();
        let (one, two) = (CommunityId([1; 32]), CommunityId([2; 32]));
        assert_ne!(key.key(one).device(), key.key(two).device());
        assert_eq!(key.key(one).device(), typed(ZERO).unwrap().key(one).device());
    }
}
