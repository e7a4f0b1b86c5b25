//! A ballot as our own files write it, names looked up while it is read.
//!
//! Guards: what a method may find wrong with a ballot makes that ballot invalid, not the file; a ballot that
//! goes on is cut off with an error before it takes memory. Next: [`super::Own`].

use std::fmt;

use rules::tally::ranking::{Choice, MAX_OPTIONS};
use serde::{
    Deserialize, Deserializer,
    de::{DeserializeSeed, Error, IgnoredAny, MapAccess, SeqAccess, Visitor},
};

use crate::{
    malformed::{MAX_LINES, MAX_NAME, MAX_WEIGHT, shown},
    options::Options,
    unfit::{Form, Unfit, Wanted},
};

/// A ballot and how many cast it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cast {
    pub(super) times: u32,
    pub(super) said: Said,
}

/// What a ballot says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Said {
    /// A word.
    Word(Box<str>),
    /// Options, as named.
    Names(Box<[Choice]>),
    /// Options with a whole number each.
    Marks(Box<[(Choice, u16)]>),
    /// Something that no method can count.
    Wrong(Box<Unfit>),
}

impl Said {
    /// Why it isn't what a method asks for.
    pub(super) fn instead_of(&self, wanted: Wanted) -> Unfit {
        let found = match self {
            Self::Word(_) => Form::Word,
            Self::Names(_) => Form::List,
            Self::Marks(_) => Form::Object,
            Self::Wrong(why) => return Unfit::clone(why),
        };
        Unfit::Instead { wanted, found }
    }
}

/// The ballots of a file, of these options.
pub(super) struct Ballots<'o>(pub(super) &'o Options);

impl<'de> DeserializeSeed<'de> for Ballots<'_> {
    type Value = Vec<Cast>;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<Vec<Cast>, D::Error> {
        json.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Ballots<'_> {
    type Value = Vec<Cast>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut file: A) -> Result<Vec<Cast>, A::Error> {
        let mut ballots = Vec::new();
        while let Some(key) = file.next_key::<String>()? {
            if key == "ballots" {
                ballots = file.next_value_seed(List(self.0))?;
            } else {
                file.next_value::<IgnoredAny>()?;
            }
        }
        Ok(ballots)
    }
}

struct List<'o>(&'o Options);

impl<'de> DeserializeSeed<'de> for List<'_> {
    type Value = Vec<Cast>;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<Vec<Cast>, D::Error> {
        json.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for List<'_> {
    type Value = Vec<Cast>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of ballots")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Vec<Cast>, A::Error> {
        let mut ballots = Vec::new();
        while let Some(cast) = list.next_element_seed(One(self.0))? {
            if ballots.len() >= MAX_LINES {
                let why = format!("more than {MAX_LINES} ballots: let equal ones share one");
                return Err(A::Error::custom(why));
            }
            ballots.push(cast);
        }
        Ok(ballots)
    }
}

struct One<'o>(&'o Options);

impl<'de> DeserializeSeed<'de> for One<'_> {
    type Value = Cast;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<Cast, D::Error> {
        json.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for One<'_> {
    type Value = Cast;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with a 'ballot'")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut cast: A) -> Result<Cast, A::Error> {
        let (mut times, mut said) = (None, None);
        while let Some(key) = cast.next_key::<String>()? {
            match key.as_str() {
                "times" if times.is_none() => {
                    let most = MAX_WEIGHT;
                    let wrong =
                        || A::Error::custom(format!("'times' is a whole number from 1 to {most}"));
                    let number = u32::try_from(cast.next_value::<u64>()?).map_err(|_| wrong())?;
                    if !(1..=most).contains(&number) {
                        return Err(wrong());
                    }
                    times = Some(number);
                }
                "ballot" if said.is_none() => said = Some(cast.next_value_seed(Says(self.0))?),
                other => {
                    let why = format!("'{}' has no place here, or stands twice", shown(other));
                    return Err(A::Error::custom(why));
                }
            }
        }
        let said = said.ok_or_else(|| A::Error::custom("here is no 'ballot'"))?;
        Ok(Cast { times: times.unwrap_or(1), said })
    }
}

struct Says<'o>(&'o Options);

impl Says<'_> {
    /// The option of this name, or why the ballot can't be counted.
    fn find(&self, name: &str) -> Result<Choice, Said> {
        let why = || Said::Wrong(Box::new(Unfit::Option(shown(name))));
        self.0.find(name).ok_or_else(why)
    }
}

/// More than this is no ballot of any method.
fn too_many<E: Error>(named: usize) -> Result<(), E> {
    if named < usize::from(MAX_OPTIONS) {
        return Ok(());
    }
    Err(E::custom(format!("more than {MAX_OPTIONS} options on one ballot")))
}

impl<'de> DeserializeSeed<'de> for Says<'_> {
    type Value = Said;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<Said, D::Error> {
        json.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Says<'_> {
    type Value = Said;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a word, a list of names, or an object of names and whole numbers")
    }

    fn visit_str<E: Error>(self, word: &str) -> Result<Said, E> {
        if word.len() > MAX_NAME {
            return Err(E::custom(format!("a word of more than {MAX_NAME} bytes")));
        }
        Ok(Said::Word(shown(word).into()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Said, A::Error> {
        let (mut names, mut wrong) = (Vec::new(), None);
        while let Some(name) = list.next_element::<String>()? {
            too_many(names.len())?;
            match self.find(&name) {
                Ok(choice) => names.push(choice),
                Err(why) => wrong = wrong.or(Some(why)),
            }
        }
        Ok(wrong.unwrap_or(Said::Names(names.into())))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Said, A::Error> {
        let (mut marks, mut wrong) = (Vec::new(), None);
        while let Some(name) = object.next_key::<String>()? {
            too_many(marks.len())?;
            match (self.find(&name), object.next_value::<Mark>()?) {
                (Err(why), _) => wrong = wrong.or(Some(why)),
                (Ok(choice), Mark::Whole(number)) => marks.push((choice, number)),
                (Ok(_), Mark::None) => {}
                (Ok(_), Mark::Wrong) => {
                    let why = Unfit::Number(shown(&name));
                    wrong = wrong.or(Some(Said::Wrong(Box::new(why))));
                }
            }
        }
        Ok(wrong.unwrap_or(Said::Marks(marks.into())))
    }
}

/// The number beside an option.
enum Mark {
    /// No opinion.
    None,
    Whole(u16),
    Wrong,
}

impl<'de> Deserialize<'de> for Mark {
    fn deserialize<D: Deserializer<'de>>(json: D) -> Result<Self, D::Error> {
        struct Number;
        impl Visitor<'_> for Number {
            type Value = Mark;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a whole number, or null for no opinion")
            }

            fn visit_unit<E: Error>(self) -> Result<Mark, E> {
                Ok(Mark::None)
            }

            fn visit_u64<E: Error>(self, number: u64) -> Result<Mark, E> {
                Ok(u16::try_from(number).map_or(Mark::Wrong, Mark::Whole))
            }

            fn visit_i64<E: Error>(self, _: i64) -> Result<Mark, E> {
                Ok(Mark::Wrong)
            }

            fn visit_f64<E: Error>(self, _: f64) -> Result<Mark, E> {
                Ok(Mark::Wrong)
            }
        }
        json.deserialize_any(Number)
    }
}
