//! Our own files of ballots, for what no published format has: one object of JSON.
//!
//! ```json
//! { "title": "Wat komt er op het plein?", "options": ["eik", "bankje"], "seats": 1, "most": 2,
//!   "ballots": [ {"times": 3, "ballot": ["eik"]}, {"ballot": []} ] }
//! ```
//!
//! A ballot is what the method asks: a word (`"for"`), a list of names, or an object of names and whole
//! numbers. `docs/cli.md` has them all. Guards: the file says nothing of the method, so that one file can be
//! counted by several; names on ballots are looked up while they are read, so that a file takes little more
//! memory than it is long. Next: [`cast`].

pub mod cast; // a ballot as it is written

use std::fmt;

use rules::tally::{approval, dots, lot::Hash, ranking::Choice, score};
use serde::{
    Deserialize, Deserializer,
    de::{DeserializeSeed as _, Error as _, IgnoredAny},
};

use crate::{
    fault::Fault,
    malformed::{InvalidBallot, Malformed},
    options::Options,
    unfit::{Unfit, Wanted},
};
use cast::{Ballots, Cast, Said};

/// The most words (for, against, consent ...) in one file: they are counted one by one.
pub const MAX_WORDS: u64 = 100_000_000;

/// A file of ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Own {
    /// What it calls itself.
    pub title: Option<String>,
    /// What is chosen from; none when the ballots are words.
    pub options: Options,
    /// How many options win, or are drawn.
    pub seats: Option<u16>,
    /// The most options that a ballot may name, or the most dots on one.
    pub most: Option<u16>,
    /// How many dots everybody has.
    pub dots: Option<u16>,
    /// How many may take part.
    pub electorate: Option<u64>,
    /// Which share of them must: a number in another, from 0 to 1.
    pub quorum: Option<Share>,
    /// The key of a lot.
    pub key: Option<String>,
    /// What the key is hashed with.
    pub hash: Option<Hash>,
    ballots: Vec<Cast>,
}

/// A share of a whole, such as 1/2.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// Above the line; no more than below it.
    pub numerator: u16,
    /// Below the line; not 0.
    pub denominator: u16,
}

/// Ballots for one method, and those that do not count there. The line of an invalid one is its place among
/// the ballots, from one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked<R, B> {
    /// What was asked.
    pub rules: R,
    /// How many cast a ballot, and the ballot.
    pub ballots: Vec<(u32, B)>,
    /// Ballots that do not count, with the reason.
    pub invalid: Vec<InvalidBallot>,
}

/// Reads a file.
///
/// # Errors
/// Where it stops being one.
pub fn read(text: &str) -> Result<Own, Malformed> {
    let malformed =
        |error: serde_json::Error| Malformed::new(error.line().max(1), Fault::Json(said(&error)));
    // Twice: the ballots are of options, which may stand after them.
    let file: File = serde_json::from_str(text).map_err(malformed)?;
    let options = file.options.0;
    let mut json = serde_json::Deserializer::from_str(text);
    let ballots = Ballots(&options).deserialize(&mut json).map_err(malformed)?;
    Ok(Own {
        title: file.title,
        options,
        seats: file.seats,
        most: file.most,
        dots: file.dots,
        electorate: file.electorate,
        quorum: file.quorum.map(|written| written.0),
        key: file.key,
        hash: file.hash.map(|written| written.0),
        ballots,
    })
}

/// What the reader of JSON found, without the place, which is said apart. It may repeat a piece of the file.
fn said(error: &serde_json::Error) -> String {
    /// Enough for its longest sentence and a name.
    const SAID: usize = 200;
    let text = error.to_string();
    let what = text.split(" at line ").next().unwrap_or_default();
    what.chars().take(SAID).map(|c| if c.is_control() { ' ' } else { c }).collect()
}

impl Own {
    /// The ballots as words, each by its position among those that may be said.
    ///
    /// # Errors
    /// When there are more than [`MAX_WORDS`].
    pub fn words(&self, allowed: &[&str]) -> Result<Asked<(), usize>, Malformed> {
        let cast: u64 = self.ballots.iter().map(|cast| u64::from(cast.times)).sum();
        if cast > MAX_WORDS {
            return Err(Malformed::new(1, Fault::TooManyWords));
        }
        let list = || allowed.join(", ");
        Ok(self.asked((), |said| match said {
            Said::Word(word) => allowed
                .iter()
                .position(|one| **one == **word)
                .ok_or_else(|| Unfit::Word { word: word.to_string(), allowed: list() }),
            other => Err(other.instead_of(Wanted::Words(list()))),
        }))
    }

    /// The ballots as approvals.
    ///
    /// # Errors
    /// When there are no options.
    pub fn approval(&self) -> Result<Asked<approval::Rules, approval::Ballot>, Malformed> {
        let options = self.some_options()?;
        let most = self.most.unwrap_or(options);
        let rules = approval::Rules { options, most, seats: self.seats.unwrap_or(1) };
        Ok(self.asked(rules, |said| match said {
            Said::Names(names) => Ok(approval::Ballot::new(&rules, names)?),
            other => Err(other.instead_of(Wanted::Names)),
        }))
    }

    /// The ballots as scores.
    ///
    /// # Errors
    /// When there are no options.
    pub fn score(&self) -> Result<Asked<score::Rules, score::Ballot>, Malformed> {
        let rules = score::Rules { options: self.some_options()?, seats: self.seats.unwrap_or(1) };
        Ok(self.asked(rules, |said| Ok(score::Ballot::new(&rules, marks(said)?)?)))
    }

    /// The ballots as dots.
    ///
    /// # Errors
    /// When there are no options, or it doesn't say how many dots there are.
    pub fn dots(&self) -> Result<Asked<dots::Rules, dots::Ballot>, Malformed> {
        let options = self.some_options()?;
        let dots = self.dots.filter(|dots| (1..=dots::MAX_DOTS).contains(dots));
        let dots = dots.ok_or_else(|| Malformed::new(1, Fault::Dots))?;
        let most = self.most.unwrap_or(dots);
        let rules = dots::Rules { options, dots, most, seats: self.seats.unwrap_or(1) };
        Ok(self.asked(rules, |said| Ok(dots::Ballot::new(&rules, marks(said)?)?)))
    }

    /// How many there are to choose from, when there are any.
    fn some_options(&self) -> Result<u16, Malformed> {
        let options = self.options.len();
        if options > 0 { Ok(options) } else { Err(Malformed::new(1, Fault::NoOptions)) }
    }

    fn asked<R, B>(&self, rules: R, ballot: impl Fn(&Said) -> Result<B, Unfit>) -> Asked<R, B> {
        let mut asked = Asked { rules, ballots: Vec::new(), invalid: Vec::new() };
        for (place, Cast { times, said }) in self.ballots.iter().enumerate() {
            match ballot(said) {
                Ok(ballot) => asked.ballots.push((*times, ballot)),
                Err(reason) => {
                    let invalid = InvalidBallot { line: place + 1, weight: *times, reason };
                    asked.invalid.push(invalid);
                }
            }
        }
        asked
    }
}

fn marks(said: &Said) -> Result<&[(Choice, u16)], Unfit> {
    match said {
        Said::Marks(marks) => Ok(marks),
        // `{}` is a blank one, and so is `[]`.
        Said::Names(names) if names.is_empty() => Ok(&[]),
        other => Err(other.instead_of(Wanted::Marks)),
    }
}

/// A file without its ballots.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "an object with 'ballots'")]
struct File {
    title: Option<String>,
    #[serde(default)]
    options: Names,
    seats: Option<u16>,
    most: Option<u16>,
    dots: Option<u16>,
    electorate: Option<u64>,
    quorum: Option<WrittenShare>,
    key: Option<String>,
    hash: Option<WrittenHash>,
    #[serde(rename = "ballots")]
    _ballots: Option<IgnoredAny>,
}

/// Names of options, no more than there may be.
#[derive(Default)]
struct Names(Options);

impl<'de> Deserialize<'de> for Names {
    fn deserialize<D: Deserializer<'de>>(json: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> serde::de::Visitor<'de> for Visitor {
            type Value = Names;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of names")
            }

            fn visit_seq<A: serde::de::SeqAccess<'de>>(
                self,
                mut list: A,
            ) -> Result<Names, A::Error> {
                let mut options = Options::default();
                while let Some(name) = list.next_element::<String>()? {
                    // The reader of JSON knows the line.
                    options.add(&name, 1).map_err(|wrong| A::Error::custom(wrong.reason))?;
                }
                Ok(Names(options))
            }
        }
        json.deserialize_seq(Visitor)
    }
}

struct WrittenShare(Share);

impl<'de> Deserialize<'de> for WrittenShare {
    fn deserialize<D: Deserializer<'de>>(json: D) -> Result<Self, D::Error> {
        let text = String::deserialize(json)?;
        let parts = text.split_once('/').and_then(|(above, below)| {
            let share = Share { numerator: above.parse().ok()?, denominator: below.parse().ok()? };
            (share.denominator > 0 && share.numerator <= share.denominator).then_some(share)
        });
        let why = "a share is written as \"1/2\" or \"2/3\", between 0/1 and 1/1";
        parts.map(Self).ok_or_else(|| D::Error::custom(why))
    }
}

struct WrittenHash(Hash);

impl<'de> Deserialize<'de> for WrittenHash {
    fn deserialize<D: Deserializer<'de>>(json: D) -> Result<Self, D::Error> {
        match String::deserialize(json)?.as_str() {
            "sha-256" => Ok(Self(Hash::Sha256)),
            "md5" => Ok(Self(Hash::Md5)),
            _ => Err(D::Error::custom("a hash is \"sha-256\" or \"md5\"")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, line: usize, reason: &str) {
        let malformed = read(text).expect_err("no file of ours");
        assert_eq!(malformed.line, line, "{malformed}");
        assert!(malformed.reason.to_string().contains(reason), "{malformed}");
    }

    /// The places of invalid ballots and why they are.
    fn invalid<R, B>(asked: &Asked<R, B>) -> Vec<(usize, String)> {
        asked.invalid.iter().map(|one| (one.line, one.reason.to_string())).collect()
    }

    #[test]
    fn words_are_those_of_the_method() {
        let text = r#"{ "electorate": 20, "quorum": "1/2", "ballots": [ {"times": 12, "ballot": "for"},
            {"ballot": "against"}, {"ballot": "consent"}, {"ballot": ["for"]} ] }"#;
        let own = read(text).expect("a file of ours");
        assert_eq!(own.electorate, Some(20));
        assert_eq!(own.quorum, Some(Share { numerator: 1, denominator: 2 }));
        let asked = own.words(&["for", "against"]).expect("few");
        assert_eq!(asked.ballots, [(12, 0), (1, 1)]);
        assert_eq!(
            invalid(&asked),
            [
                (3, "'consent' can't be said here: say one of for, against"),
                (4, "there is no option 'for'"),
            ]
            .map(|(place, why)| (place, why.to_owned()))
        );
        let many = r#"{"ballots": [{"times": 1000000000, "ballot": "for"}]}"#;
        assert!(read(many).expect("a file of ours").words(&["for"]).is_err());
    }

    #[test]
    fn options_may_stand_after_the_ballots() {
        let text = r#"{ "ballots": [ {"ballot": ["b", "a"]}, {"times": 2, "ballot": []},
            {"ballot": ["a", "a"]}, {"ballot": ["c"]}, {"ballot": {"a": 1}} ],
            "options": ["a", "b"], "seats": 2 }"#;
        let asked = read(text).expect("a file of ours").approval().expect("options");
        assert_eq!(asked.rules, approval::Rules { options: 2, most: 2, seats: 2 });
        assert_eq!(asked.ballots.len(), 2);
        assert_eq!(
            invalid(&asked),
            [
                (3, "option 1 is named twice: name it once"),
                (4, "there is no option 'c'"),
                (5, "a list of names was expected, and this is an object"),
            ]
            .map(|(place, why)| (place, why.to_owned()))
        );
    }

    #[test]
    fn marks_are_whole_numbers_and_null_is_no_opinion() {
        let text = r#"{ "options": ["a", "b"], "dots": 5, "ballots": [ {"ballot": {"a": 5, "b": null}},
            {"ballot": {"a": 3, "b": 3}}, {"ballot": {"a": 2.5}}, {"ballot": {"b": -1}}, {"ballot": {"b": 6}},
            {"ballot": {}}, {"ballot": {"a": 1, "a": 2}} ] }"#;
        let own = read(text).expect("a file of ours");
        let score = own.score().expect("options");
        assert_eq!(score.ballots.len(), 3);
        assert_eq!(score.ballots[0].1, {
            score::Ballot::new(&score.rules, &[(Choice(0), 5)]).expect("5 is a score")
        });
        let places = |invalid: Vec<(usize, String)>| {
            invalid.into_iter().map(|(place, _)| place).collect::<Vec<_>>()
        };
        assert_eq!(places(invalid(&score)), [3, 4, 5, 7]);
        let dots = own.dots().expect("options and dots");
        assert_eq!(places(invalid(&dots)), [2, 3, 4, 5, 7]);
        assert_eq!(dots.invalid[0].reason.to_string(), "6 dots are spent: there are 5");
        assert_eq!(dots.invalid[1].reason.to_string(), "'a' has no whole number from 0");
    }

    #[test]
    fn what_is_no_file_is_refused_at_its_line() {
        check("", 1, "EOF");
        check("[]", 1, "an object with 'ballots'");
        check("{\n\"kleur\": 1}", 2, "unknown field `kleur`");
        check("{\n\"options\": [\"a\", \"a\"]}", 2, "two options");
        check("{\n\n\"\\u001b[2J\": 1}", 3, "unknown field ` [2J`");
        check("{\n\"quorum\": \"3/2\"}", 2, "1/2");
        check("{\n\"hash\": \"sha-1\"}", 2, "sha-256");
        check("{\"ballots\": 3}", 1, "a list of ballots");
        check("{\"ballots\": [\n{\"ballot\": \"for\", \"times\": 0}]}", 2, "from 1 to");
        check("{\"ballots\": [\n{\"times\": 1}]}", 2, "'ballot'");
        check("{\"ballots\": [\n{\"ballot\": \"for\", \"by\": \"Ali\"}]}", 2, "'by'");
        check("{\"ballots\": [], \"ballots\": []}", 1, "duplicate");
        check("{\"ballots\": []} {}", 1, "trailing");
        let many = (0..1_001).map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(",");
        check(&format!("{{\"options\": [{many}]}}"), 1, "more than 1000 options");
        let none = read("{\"ballots\": []}").expect("a file of ours");
        assert!(none.approval().is_err() && none.score().is_err() && none.dots().is_err());
    }
}
