//! Which ballots a round takes, and how they are written for people.
//!
//! Guards: a ballot that names an option that isn't there, lays more dots than there are, or is of
//! another method has no effect; it is refused with what to do where it is cast. Next:
//! [`crate::tally`].

use act::{
    ballot::{Ballot, Group, Points},
    round::{Method, Open},
};

use crate::tally::{
    approval, dots,
    ranking::{Choice, Ranking, Strict},
    score,
};

/// Why a round doesn't take a ballot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// It is of another method.
    #[error("that is no ballot of this method")]
    Method,
    /// It names an option that the round doesn't have.
    #[error("it names an option that isn't there")]
    Unknown,
    /// It names an option twice.
    #[error("it names an option twice")]
    Repeated,
    /// It names more options than it may.
    #[error("it names more options than it may")]
    TooMany,
    /// It lays more dots than there are, or more on one option than it may.
    #[error("it lays more than there is to lay")]
    Overspent,
    /// It gives more than the highest score.
    #[error("it gives more than five")]
    TooHigh,
    /// It puts options level where each needs a place of its own.
    #[error("it puts options level where each needs a place of its own")]
    Level,
}

/// Why a vote has no effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Invalid {
    /// Whoever cast it may not vote in the round.
    #[error("it is nobody's who may vote")]
    NoElector,
    /// It names another text than the round is about.
    #[error("it is about another text")]
    OtherText,
    /// What it gives as its reason is no reason of whoever cast it.
    #[error("its reason is not one of whoever cast it")]
    NoReason,
    /// The round doesn't take the ballot.
    #[error(transparent)]
    Unfit(#[from] Unfit),
}

impl Invalid {
    /// One word for each, as in JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::NoElector => "no_elector",
            Self::OtherText => "other_text",
            Self::NoReason => "no_reason",
            Self::Unfit(Unfit::Method) => "method",
            Self::Unfit(Unfit::Unknown) => "unknown",
            Self::Unfit(Unfit::Repeated) => "repeated",
            Self::Unfit(Unfit::TooMany) => "too_many",
            Self::Unfit(Unfit::Overspent) => "overspent",
            Self::Unfit(Unfit::TooHigh) => "too_high",
            Self::Unfit(Unfit::Level) => "level",
        }
    }
}

/// Whether a round takes this ballot.
///
/// # Errors
/// Why it doesn't.
pub fn fits(ballot: &Ballot, open: &Open) -> Result<(), Unfit> {
    let options = options(open);
    let is_of_votes = matches!(ballot, Ballot::For | Ballot::Against | Ballot::Abstain);
    match (open.method, ballot) {
        (
            Method::Majority | Method::Absolute | Method::Qualified(_) | Method::QualifiedOfAll(_),
            _,
        ) if is_of_votes => Ok(()),
        (Method::Consensus(_) | Method::Unanimity, Ballot::Aside) => Ok(()),
        (Method::Consensus(_) | Method::Unanimity, _) if is_of_votes => Ok(()),
        (method, Ballot::Consent | Ballot::Concern | Ballot::Object | Ballot::Aside)
            if method.asks_consent() =>
        {
            Ok(())
        }
        (Method::Mandate, Ballot::Consent | Ballot::Object) => Ok(()),
        // Whoever takes part without a preference says so.
        (method, Ballot::Abstain) if method.has_options() => Ok(()),
        (Method::Approval { most, .. }, Ballot::Options(named)) => named_of(named, options, most),
        (
            Method::Poll | Method::BudgetGreedy(_) | Method::BudgetShares(_),
            Ballot::Options(named),
        ) => named_of(named, options, options),
        (Method::Score { seats }, Ballot::Points(points)) => {
            let rules = score::Rules { options, seats };
            score::Ballot::new(&rules, &laid(points)).map(drop).map_err(|why| match why {
                score::Invalid::Unknown(_) => Unfit::Unknown,
                score::Invalid::Repeated(_) => Unfit::Repeated,
                score::Invalid::TooHigh { .. } => Unfit::TooHigh,
            })
        }
        (Method::Dots { dots, most, seats }, Ballot::Points(points)) => {
            let rules = dots::Rules { options, dots, most, seats };
            dots::Ballot::new(&rules, &laid(points)).map(drop).map_err(|why| match why {
                dots::Invalid::Unknown(_) => Unfit::Unknown,
                dots::Invalid::Repeated(_) => Unfit::Repeated,
                _ => Unfit::Overspent,
            })
        }
        (Method::Ranked, Ballot::Ranking(groups)) => {
            ranking(groups, options).map(drop).map_err(unranked)
        }
        (Method::Seats(_), Ballot::Ranking(groups)) => {
            if groups.iter().any(|group| group.0.len() > 1) {
                return Err(Unfit::Level);
            }
            strict(groups, options).map(drop).map_err(unranked)
        }
        _ => Err(Unfit::Method),
    }
}

const fn unranked(why: crate::tally::ranking::Invalid) -> Unfit {
    match why {
        crate::tally::ranking::Invalid::Unknown(_) => Unfit::Unknown,
        crate::tally::ranking::Invalid::Repeated(_) => Unfit::Repeated,
        crate::tally::ranking::Invalid::Level(..) => Unfit::Level,
    }
}

/// How many options a round has.
#[must_use]
pub fn options(open: &Open) -> u16 {
    u16::try_from(open.options.len()).unwrap_or(u16::MAX)
}

fn named_of(named: &[u16], options: u16, most: u16) -> Result<(), Unfit> {
    let rules = approval::Rules { options, most, seats: 1 };
    approval::Ballot::new(&rules, &choices(named)).map(drop).map_err(|why| match why {
        approval::Invalid::Unknown(_) => Unfit::Unknown,
        approval::Invalid::Repeated(_) => Unfit::Repeated,
        approval::Invalid::TooMany { .. } => Unfit::TooMany,
    })
}

/// Options by their places.
pub(crate) fn choices(named: &[u16]) -> Vec<Choice> {
    named.iter().copied().map(Choice).collect()
}

/// Points per option.
pub(crate) fn laid(points: &[Points]) -> Vec<(Choice, u16)> {
    points.iter().map(|points| (Choice(points.option), points.points)).collect()
}

/// A ranking.
pub(crate) fn ranking(
    groups: &[Group],
    options: u16,
) -> Result<Ranking, crate::tally::ranking::Invalid> {
    Ranking::new(groups.iter().map(|group| choices(&group.0)), options)
}

/// A ranking in which each option has its own place.
pub(crate) fn strict(
    groups: &[Group],
    options: u16,
) -> Result<Strict, crate::tally::ranking::Invalid> {
    Strict::new(groups.iter().flat_map(|group| choices(&group.0)), options)
}

/// A ballot in one line: a word, or options by what `name` calls them: `tuin, plein`,
/// `tuin=5, plein=3`, `tuin > plein = straat`.
#[must_use]
pub fn written(ballot: &Ballot, name: impl Fn(u16) -> String) -> String {
    let names = |options: &[u16], between| {
        options.iter().map(|option| name(*option)).collect::<Vec<_>>().join(between)
    };
    match ballot {
        Ballot::Options(options) => names(options, ", "),
        Ballot::Points(points) => {
            let laid = points.iter().map(|p| format!("{}={}", name(p.option), p.points));
            laid.collect::<Vec<_>>().join(", ")
        }
        Ballot::Ranking(groups) => {
            groups.iter().map(|group| names(&group.0, " = ")).collect::<Vec<_>>().join(" > ")
        }
        _ => ballot.word().unwrap_or_default().to_owned(),
    }
}

/// Why a line is no ballot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unread {
    /// Nothing is called this, or more than one thing.
    Name(String),
    /// Not in the form of this method's ballots.
    Form,
    /// The round doesn't take it.
    Unfit(Unfit),
}

/// Reads a ballot from one line, in the form of [`written`]; `find` gives the option that a name means.
///
/// # Errors
/// When it is no ballot of this round.
pub fn read(line: &str, open: &Open, find: impl Fn(&str) -> Option<u16>) -> Result<Ballot, Unread> {
    let ballot = parse(line, open.method, find)?;
    fits(&ballot, open).map_err(Unread::Unfit)?;
    Ok(ballot)
}

/// Reads a ballot from one line, in the form of a method's, whether or not a round takes it.
///
/// # Errors
/// When it is not in that form, or names what isn't there.
pub fn parse(
    line: &str,
    method: Method,
    find: impl Fn(&str) -> Option<u16>,
) -> Result<Ballot, Unread> {
    let option = |name: &str| {
        let name = name.trim();
        find(name).ok_or_else(|| Unread::Name(name.to_owned()))
    };
    let word = Ballot::from_word(line.trim());
    let word = word.filter(|word| !method.has_options() || *word == Ballot::Abstain);
    Ok(match (word, method) {
        (Some(word), _) => word,
        (None, Method::Score { .. } | Method::Dots { .. }) => {
            let mut points = Vec::new();
            for part in parts(line, ',') {
                let (name, points_of) = part.rsplit_once('=').ok_or(Unread::Form)?;
                let points_of = points_of.trim().parse().map_err(|_| Unread::Form)?;
                points.push(Points { option: option(name)?, points: points_of });
            }
            points.sort_unstable();
            Ballot::Points(points)
        }
        (None, Method::Ranked | Method::Seats(_)) => {
            let mut groups = Vec::new();
            for group in parts(line, '>') {
                let mut level = parts(group, '=').map(option).collect::<Result<Vec<_>, _>>()?;
                level.sort_unstable();
                groups.push(Group(level));
            }
            Ballot::Ranking(groups)
        }
        (None, method) if method.has_options() => {
            let mut named = parts(line, ',').map(option).collect::<Result<Vec<_>, _>>()?;
            named.sort_unstable();
            Ballot::Options(named)
        }
        _ => return Err(Unread::Form),
    })
}

fn parts(line: &str, between: char) -> impl Iterator<Item = &str> {
    line.split(between).map(str::trim).filter(|part| !part.is_empty())
}

#[cfg(test)]
mod tests {
    use act::{
        fraction::Fraction,
        id::{Digest, EntityId},
    };

    use super::*;

    fn open(method: Method) -> Open {
        let plain = Open::plain(EntityId([0; 32]), Digest([0; 32]), method, Fraction::ZERO, 0);
        let options = (1..=3).map(|n| EntityId([n; 32])).collect();
        Open { options: if method.has_options() { options } else { Vec::new() }, ..plain }
    }

    fn place(name: &str) -> Option<u16> {
        ["tuin", "plein", "straat"].iter().position(|known| *known == name)?.try_into().ok()
    }

    #[test]
    fn a_line_is_read_as_a_ballot_or_refused_with_why() {
        let check = |method: Method, line: &str, wanted: Result<Ballot, Unread>| {
            assert_eq!(read(line, &open(method), place), wanted, "{method:?} {line}");
        };
        let unfit = |why| Err(Unread::Unfit(why));
        let points = |all: &[(u16, u16)]| {
            Ballot::Points(
                all.iter()
                    .map(|(option, points)| Points { option: *option, points: *points })
                    .collect(),
            )
        };
        let dots = Method::Dots { dots: 5, most: 3, seats: 1 };
        let name = Method::Approval { most: 2, seats: 1 };
        check(Method::Majority, " for ", Ok(Ballot::For));
        check(Method::Majority, "consent", unfit(Unfit::Method));
        check(Method::Majority, "tuin", Err(Unread::Form));
        check(Method::Selection, "object", Ok(Ballot::Object));
        check(Method::Selection, "for", unfit(Unfit::Method));
        check(name, "abstain", Ok(Ballot::Abstain));
        // With options only that word is one: an option may be called as another.
        check(name, "for", Err(Unread::Name("for".to_owned())));
        check(name, "plein, tuin", Ok(Ballot::Options(vec![0, 1])));
        check(name, "tuin, tuin", unfit(Unfit::Repeated));
        check(name, "tuin, plein, straat", unfit(Unfit::TooMany));
        check(name, "hek", Err(Unread::Name("hek".to_owned())));
        check(dots, "plein=2, tuin=3", Ok(points(&[(0, 3), (1, 2)])));
        check(dots, "plein=2, plein=1", unfit(Unfit::Repeated));
        check(dots, "plein=3, tuin=3", unfit(Unfit::Overspent));
        check(dots, "plein=4", unfit(Unfit::Overspent));
        check(dots, "plein", Err(Unread::Form));
        check(Method::Score { seats: 1 }, "tuin=6", unfit(Unfit::TooHigh));
        check(Method::Score { seats: 1 }, "tuin=1, tuin=2", unfit(Unfit::Repeated));
        let ranked = Ballot::Ranking(vec![Group(vec![2]), Group(vec![0, 1])]);
        check(Method::Ranked, "straat > tuin = plein", Ok(ranked));
        check(Method::Seats(2), "straat > tuin = plein", unfit(Unfit::Level));
        check(Method::Ranked, "tuin > tuin", unfit(Unfit::Repeated));
        for ballot in
            [Ballot::Options(vec![3]), points(&[(3, 1)]), Ballot::Ranking(vec![Group(vec![3])])]
        {
            let method = match ballot {
                Ballot::Options(_) => name,
                Ballot::Points(_) => dots,
                _ => Method::Ranked,
            };
            assert_eq!(fits(&ballot, &open(method)), Err(Unfit::Unknown), "{ballot:?}");
        }
    }

    #[test]
    fn a_method_takes_its_own_words_and_no_others() {
        use Ballot::{Abstain, Against, Aside, Concern, Consent, For, Object};
        let asked: [(&[Method], &[Ballot]); 6] = [
            (
                &[Method::Majority, Method::Absolute, Method::Qualified(Fraction::HALF)],
                &[For, Against, Abstain],
            ),
            (&[Method::QualifiedOfAll(Fraction::HALF)], &[For, Against, Abstain]),
            (&[Method::Consensus(1), Method::Unanimity], &[For, Against, Abstain, Aside]),
            (&[Method::Consent, Method::Selection], &[Consent, Concern, Object, Aside]),
            (&[Method::Mandate], &[Consent, Object]),
            (&[Method::Poll, Method::Ranked, Method::Score { seats: 1 }], &[Abstain]),
        ];
        for (methods, words) in asked {
            for (method, word) in methods.iter().flat_map(|m| Ballot::WORDS.map(|word| (*m, word)))
            {
                let taken = if words.contains(&word) { Ok(()) } else { Err(Unfit::Method) };
                assert_eq!(fits(&word, &open(method)), taken, "{method:?} {word:?}");
            }
        }
    }

    #[test]
    fn what_is_written_is_read_back() {
        let names = ["tuin", "plein", "straat"];
        for (method, line) in [
            (Method::Approval { most: 3, seats: 1 }, "tuin, plein"),
            (Method::Score { seats: 1 }, "tuin=5, plein=0"),
            (Method::Ranked, "straat > tuin = plein"),
            (Method::Consent, "aside"),
        ] {
            let ballot = read(line, &open(method), place).unwrap();
            assert_eq!(written(&ballot, |option| names[usize::from(option)].to_owned()), line);
        }
    }

    #[test]
    fn each_reason_for_no_effect_has_a_word_of_its_own() {
        use Unfit::{Level, Overspent, Repeated, TooHigh, TooMany, Unknown};
        let unfit = [Unfit::Method, Unknown, Repeated, TooMany, Overspent, TooHigh, Level];
        let all = [Invalid::NoElector, Invalid::OtherText, Invalid::NoReason];
        let words: Vec<_> =
            all.into_iter().chain(unfit.map(Invalid::from)).map(Invalid::word).collect();
        assert_eq!(
            words,
            [
                "no_elector",
                "other_text",
                "no_reason",
                "method",
                "unknown",
                "repeated",
                "too_many",
                "overspent",
                "too_high",
                "level"
            ]
        );
    }
}
