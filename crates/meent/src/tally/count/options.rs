//! Words, approvals, scores, dots and lots, from files of our own. Next: [`super::ranked`].

use act::{
    ballot::Ballot,
    fraction::Fraction,
    id::{Digest, EntityId},
    round::{Method as Asks, Open},
};
use ballots::own::Own;
use rules::tally::{
    Counts, Outcome, Picture, Tally, approval, dots,
    lot::{self, Hash},
    ranking::Choice,
    score,
    seats::Tie,
};
use words::{
    say,
    tally::{Drawn, Said, Stage, named, said::number},
};

use super::{Asked, malformed, usage};
use crate::{args::tally::Method, failure::Failure, tally::told::Told};

/// Counts a file of ours by any of its methods.
pub(super) fn count(asked: &Asked<'_>, own: &Own) -> Result<Told, Failure> {
    let told = asked.told(own.title.clone(), own.electorate);
    let wrong = |error| malformed(asked.words, asked.file, &error);
    let name = |choice: Choice| own.options.name(choice).to_owned();
    let lot = asked.lot(own.options.len(), own.hash);
    let told = match asked.tally.method {
        Method::Approval => {
            let mut cast = own.approval().map_err(wrong)?;
            cast.rules.seats = asked.seats(cast.rules.seats);
            let count = approval::count(&cast.rules, &cast.ballots, lot.as_deref());
            let stages = count.votes.iter().map(|votes| (*votes, *votes, None));
            let took = (count.ballots, count.blank);
            seated(told, cast.invalid, took, stages, &count.winners, count.tie.as_ref(), name)
        }
        Method::Score => {
            let mut cast = own.score().map_err(wrong)?;
            cast.rules.seats = asked.seats(cast.rules.seats);
            let count = score::count(&cast.rules, &cast.ballots, lot.as_deref());
            let given = |one: &score::Scored| (one.sum, one.opinions, named::mean(one));
            let stages = count.scores.iter().map(given);
            let took = (count.ballots, count.blank);
            seated(told, cast.invalid, took, stages, &count.winners, count.tie.as_ref(), name)
        }
        Method::Dots => {
            let mut cast = own.dots().map_err(wrong)?;
            cast.rules.seats = asked.seats(cast.rules.seats);
            let count = dots::count(&cast.rules, &cast.ballots, lot.as_deref());
            let each = count.dots.iter().zip(&count.people);
            let stages = each.map(|(dots, people)| (*dots, *people, None));
            let took = (count.ballots, count.blank);
            seated(told, cast.invalid, took, stages, &count.winners, count.tie.as_ref(), name)
        }
        Method::Lot => drawn(asked, own, told)?,
        _ => said(asked, own, told)?,
    };
    asked.sound(told)
}

/// What each option was given: the sum, how many gave it, the mean.
type Given = (u64, u64, Option<String>);

fn seated(
    told: Told,
    invalid: Vec<ballots::malformed::InvalidBallot>,
    (ballots, blank): (u64, u64),
    given: impl Iterator<Item = Given>,
    winners: &[Choice],
    tie: Option<&Tie>,
    name: impl Fn(Choice) -> String,
) -> Told {
    Told {
        ballots,
        blank,
        invalid: invalid.into_iter().map(Into::into).collect(),
        winners: winners.iter().map(|choice| name(*choice)).collect(),
        stages: named::options(given, &name),
        ties: named::ties("seat", tie, &name),
        ..told
    }
}

/// Words: for and against, or consent and objection.
fn said(asked: &Asked<'_>, own: &Own, told: Told) -> Result<Told, Failure> {
    let method = match asked.tally.method {
        Method::Absolute => Asks::Absolute,
        Method::TwoThirds => Asks::Qualified(Fraction::TWO_THIRDS),
        Method::Consent => Asks::Consent,
        _ => Asks::Majority,
    };
    // A round with no community behind it.
    let open = Open::plain(EntityId([0; 32]), Digest([0; 32]), method, Fraction::ZERO, 0);
    let fits = |ballot: &Ballot| rules::ballot::fits(ballot, &open).is_ok();
    let allowed: Vec<Ballot> = Ballot::WORDS.into_iter().filter(fits).collect();
    let allowed_words: Vec<_> = allowed.iter().filter_map(Ballot::word).collect();
    let cast =
        own.words(&allowed_words).map_err(|error| malformed(asked.words, asked.file, &error))?;
    let each = cast.ballots.iter();
    let counts = Counts::of(each.flat_map(|(times, word)| {
        std::iter::repeat_n(&allowed[*word], usize::try_from(*times).unwrap_or(usize::MAX))
    }));
    let electorate = match (method, told.electorate) {
        (Asks::Absolute, None) => return Err(asked.no_electorate()),
        (_, electorate) => electorate.unwrap_or(counts.total() as u64),
    };
    let tally = Tally { words: counts, picture: Picture::Words };
    let outcome = tally.outcome(&open, number(electorate), None);
    let level = method == Asks::Majority
        && counts.get(&Ballot::For) > 0
        && counts.get(&Ballot::For) == counts.get(&Ballot::Against);
    let tie = level.then(|| words::tally::Tie {
        about: "outcome".to_owned(),
        among: vec!["for".to_owned(), "against".to_owned()],
        room: 1,
        settled: "status-quo".to_owned(),
        stage: None,
        chosen: Vec::new(),
    });
    Ok(Told {
        ballots: counts.total() as u64,
        invalid: cast.invalid.into_iter().map(Into::into).collect(),
        winners: if outcome == Outcome::Adopted {
            vec![allowed_words[0].to_owned()]
        } else {
            Vec::new()
        },
        stages: vec![Stage::Words(Said {
            counts: allowed
                .iter()
                .filter_map(|one| Some((one.word()?.to_owned(), counts.get(one) as u64)))
                .collect(),
            outcome: outcome.word().to_owned(),
        })],
        ties: tie.into_iter().collect(),
        ..told
    })
}

/// Who is drawn from the options.
fn drawn(asked: &Asked<'_>, own: &Own, told: Told) -> Result<Told, Failure> {
    let words = asked.words;
    let key = asked.tally.lot.as_ref().or(own.key.as_ref());
    let key = key.ok_or_else(|| usage(words, say!(words, "tally-no-key")))?;
    let pool = own.options.len();
    let hash = own.hash.unwrap_or(Hash::Sha256);
    let drawn = lot::draw(key, pool, asked.seats(own.seats.unwrap_or(1)), hash);
    let names: Vec<_> = drawn.iter().map(|choice| own.options.name(*choice).to_owned()).collect();
    let hash = named::hash(hash);
    let stage = Drawn { drawn: names.clone(), pool, key: key.clone(), hash };
    Ok(Told { winners: names, stages: vec![Stage::Drawn(stage)], ..told })
}
