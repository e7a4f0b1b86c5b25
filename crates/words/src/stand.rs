//! The six words *stand*: read aloud, they tell whether two people have the same.
//!
//! Guards: a word means the same number in every language, so that people who read different ones can
//! compare too: "appelbrug" is "apple-bridge". Each word is made of one of 64 things and one of 32 places,
//! so that who listens need only tell those apart. Source: `docs/protocol.md`, Stand. Next:
//! `sync::hello::Standpoint`, which is what they say.

use serde::{Deserialize, Serialize};

use crate::language::Language;

/// How many words: 66 bits, more than anybody finds by trying.
pub const WORDS: usize = 6;

/// What a word begins with, in Dutch and English: 64 things to see, taste or meet, told apart by ear.
const THINGS: [(&str, &str); 64] = [
    ("adelaar", "eagle"),
    ("amandel", "almond"),
    ("anker", "anchor"),
    ("appel", "apple"),
    ("bakkers", "baker"),
    ("bananen", "banana"),
    ("berken", "birch"),
    ("blauw", "blue"),
    ("bliksem", "lightning"),
    ("bloemen", "flower"),
    ("boter", "butter"),
    ("citroen", "lemon"),
    ("dennen", "pine"),
    ("distel", "thistle"),
    ("dolfijn", "dolphin"),
    ("donder", "thunder"),
    ("duin", "dune"),
    ("eiken", "oak"),
    ("ezel", "donkey"),
    ("fiets", "bicycle"),
    ("ganzen", "goose"),
    ("gember", "ginger"),
    ("goud", "gold"),
    ("gras", "grass"),
    ("groen", "green"),
    ("honing", "honey"),
    ("ijs", "ice"),
    ("jagers", "hunter"),
    ("kaas", "cheese"),
    ("kersen", "cherry"),
    ("kikker", "frog"),
    ("klaver", "clover"),
    ("kompas", "compass"),
    ("konijnen", "rabbit"),
    ("koper", "copper"),
    ("lantaarn", "lantern"),
    ("leeuwen", "lion"),
    ("linden", "linden"),
    ("maan", "moon"),
    ("molen", "mill"),
    ("mosterd", "mustard"),
    ("olijven", "olive"),
    ("otter", "otter"),
    ("paarden", "horse"),
    ("papier", "paper"),
    ("piraten", "pirate"),
    ("regen", "rain"),
    ("robijn", "ruby"),
    ("rozen", "rose"),
    ("schapen", "sheep"),
    ("sneeuw", "snow"),
    ("sterren", "star"),
    ("storm", "storm"),
    ("suiker", "sugar"),
    ("tijger", "tiger"),
    ("tomaten", "tomato"),
    ("trommel", "drum"),
    ("tulpen", "tulip"),
    ("uilen", "owl"),
    ("vossen", "fox"),
    ("walvis", "whale"),
    ("wolken", "cloud"),
    ("zilver", "silver"),
    ("zwanen", "swan"),
];

/// What a word ends with: 32 places, told apart by ear.
const PLACES: [(&str, &str); 32] = [
    ("bank", "bench"),
    ("beek", "brook"),
    ("boot", "boat"),
    ("bos", "forest"),
    ("brug", "bridge"),
    ("dam", "dam"),
    ("dorp", "village"),
    ("eiland", "island"),
    ("grot", "cave"),
    ("haven", "harbour"),
    ("heuvel", "hill"),
    ("huis", "house"),
    ("kamer", "room"),
    ("kasteel", "castle"),
    ("kerk", "church"),
    ("keuken", "kitchen"),
    ("markt", "market"),
    ("meer", "lake"),
    ("museum", "museum"),
    ("plein", "square"),
    ("poort", "gate"),
    ("school", "school"),
    ("station", "station"),
    ("straat", "street"),
    ("tent", "tent"),
    ("toren", "tower"),
    ("trein", "train"),
    ("tuin", "garden"),
    ("veld", "field"),
    ("wagen", "cart"),
    ("winkel", "shop"),
    ("zolder", "attic"),
];

/// Bits of a word: 6 choose the thing, 5 the place.
const BITS: usize = 11;

/// The six words, in every language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stand {
    /// In Dutch.
    pub nl: Vec<String>,
    /// In English: the same things and places.
    pub en: Vec<String>,
}

impl Stand {
    /// The words of a digest: its first 66 bits, the highest first, eleven for each word.
    #[must_use]
    pub fn of(digest: &[u8; 32]) -> Self {
        let number = |word: usize| {
            (word * BITS..(word + 1) * BITS).fold(0_usize, |number, bit| {
                number << 1 | usize::from(digest[bit / 8] >> (7 - bit % 8) & 1)
            })
        };
        let parts = |number: usize| (THINGS[number / PLACES.len()], PLACES[number % PLACES.len()]);
        let numbers = || (0..WORDS).map(number).map(parts);
        Self {
            nl: numbers().map(|(thing, place)| format!("{}{}", thing.0, place.0)).collect(),
            en: numbers().map(|(thing, place)| format!("{}-{}", thing.1, place.1)).collect(),
        }
    }

    /// The words in a language.
    #[must_use]
    pub fn words(&self, language: Language) -> &[String] {
        match language {
            Language::Dutch => &self.nl,
            Language::English => &self.en,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::alike::edits;

    #[test]
    fn the_words_are_those_of_the_page() {
        let page = include_str!("../../../docs/protocol.md");
        // What lines are broken at is no part of it.
        let page = page.split_whitespace().collect::<Vec<_>>().join(" ");
        let listed = |parts: &[(&str, &str)]| {
            parts.iter().map(|(nl, en)| format!("{nl}/{en}")).collect::<Vec<_>>().join(", ")
        };
        assert!(page.contains(&format!("Things, 0 to 63: {}.", listed(&THINGS))));
        assert!(page.contains(&format!("Places, 0 to 31: {}.", listed(&PLACES))));
        // Computed apart, by Python's hashlib; `sync::hello` has the digest's own parts.
        let mut digest = [0; 32];
        digest[..9].copy_from_slice(&[0xfa, 0x8d, 0x57, 0x56, 0x80, 0x6d, 0x42, 0xc9, 0xfd]);
        let stand = Stand::of(&digest);
        assert!(page.contains("`fa8d5756806d42c9fd"));
        for words in [&stand.nl, &stand.en] {
            assert!(page.contains(&format!("`{}`", words.join(" "))), "{words:?}");
        }
    }

    #[test]
    fn every_bit_of_the_first_66_chooses_and_no_other_does() {
        let none = Stand::of(&[0; 32]);
        assert_eq!(none.nl, ["adelaarbank"; WORDS]);
        for bit in 0..256 {
            let mut digest = [0; 32];
            digest[bit / 8] = 0x80 >> (bit % 8);
            let stand = Stand::of(&digest);
            let differ = |one: &[String], other: &[String]| {
                let pairs = one.iter().zip(other).enumerate();
                pairs.filter(|(_, (a, b))| a != b).map(|(at, _)| at).collect::<Vec<_>>()
            };
            let wanted: Vec<_> =
                Some(bit / BITS).filter(|word| *word < WORDS).into_iter().collect();
            assert_eq!(differ(&none.nl, &stand.nl), wanted, "bit {bit}");
            assert_eq!(differ(&none.en, &stand.en), wanted, "bit {bit}");
        }
        let all = Stand::of(&[0xff; 32]);
        assert_eq!(
            (all.nl, all.en),
            (vec!["zwanenzolder".to_owned(); 6], vec!["swan-attic".to_owned(); 6])
        );
    }

    #[test]
    fn no_part_is_like_another_and_no_two_words_are_the_same() {
        for (parts, language) in [
            (THINGS.map(|(nl, _)| nl).to_vec(), "nl"),
            (THINGS.map(|(_, en)| en).to_vec(), "en"),
            (PLACES.map(|(nl, _)| nl).to_vec(), "nl"),
            (PLACES.map(|(_, en)| en).to_vec(), "en"),
        ] {
            for (at, one) in parts.iter().enumerate() {
                assert!(one.chars().all(|c| c.is_ascii_lowercase()), "{one}");
                for other in &parts[..at] {
                    assert!(edits(one, other) >= 2, "{language}: {one}, {other}");
                }
            }
        }
        // Written as one, a Dutch word can be taken apart in one way only, and reads well: no vowel of the
        // thing runs into one of the place.
        let words: BTreeSet<_> = THINGS
            .iter()
            .flat_map(|(thing, _)| PLACES.iter().map(move |(place, _)| format!("{thing}{place}")))
            .collect();
        assert_eq!(words.len(), 2048);
        assert!(THINGS.iter().all(|(thing, _)| !thing.ends_with(['a', 'e', 'i', 'o', 'u', 'y'])));
    }
}
