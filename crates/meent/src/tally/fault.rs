//! What is wrong with a file of ballots, or with one of them, in words.
//!
//! Guards: each fault has a sentence of its own in every language; a piece of somebody's file stands in it as
//! text only. Next: `ballots::fault`.

use ballots::{
    fault::{Expected, Fault},
    malformed::{MAX_BYTES, MAX_LINES, MAX_NAME, MAX_WEIGHT},
    own::MAX_WORDS,
    pabulib::DECIMALS,
    unfit::{Form, Unfit, Wanted},
};
use rules::tally::{
    approval,
    dots::{self, MAX_DOTS},
    ranking::{self, Choice, MAX_OPTIONS},
    score,
};
use words::{say, speech::Words, tally::said::number as n};

/// What is wrong, to follow "line 3:".
pub(super) fn said(words: Words, fault: &Fault) -> String {
    match fault {
        Fault::TooLong => say!(words, "tally-too-long", most = MAX_BYTES >> 20),
        Fault::NoText => say!(words, "fault-no-text"),
        Fault::TooManyLines => say!(words, "fault-too-many-lines", most = MAX_LINES),
        Fault::Ends(expected) => say!(words, "fault-ends", what = expects(words, *expected)),
        Fault::Times(found) => say!(words, "fault-times", found = found, most = MAX_WEIGHT),
        Fault::Options(found) => {
            say!(words, "fault-options", found = found, most = n(MAX_OPTIONS.into()))
        }
        Fault::Seats(found) => say!(words, "fault-seats", found = found),
        Fault::Number(found) => say!(words, "fault-number", found = found),
        Fault::NoOptions => say!(words, "fault-no-options"),
        Fault::TooManyOptions => {
            say!(words, "fault-too-many-options", most = n(MAX_OPTIONS.into()))
        }
        Fault::Name => say!(words, "fault-name", most = MAX_NAME),
        Fault::SameName(name) => say!(words, "fault-same-name", name = name),
        Fault::NoName(number) => say!(words, "fault-no-name", number = *number),
        Fault::Unquoted(found) => say!(words, "fault-unquoted", found = found),
        Fault::Withdrew(number) => say!(words, "fault-withdrew", number = number),
        Fault::OpenComment => say!(words, "fault-open-comment"),
        Fault::LateMetadata => say!(words, "fault-late-metadata"),
        Fault::NoAlternatives => say!(words, "fault-no-alternatives"),
        Fault::Alternative { number, alternatives } => {
            say!(
                words,
                "fault-alternative",
                number = n((*number).into()),
                most = n((*alternatives).into())
            )
        }
        Fault::Order(found) => say!(words, "fault-order", found = found),
        Fault::Braces => say!(words, "fault-braces"),
        Fault::OpenBrace => say!(words, "fault-open-brace"),
        Fault::Part(name) => say!(words, "fault-part", name = name),
        Fault::AfterVotes(name) => say!(words, "fault-after-votes", name = name),
        Fault::Header => say!(words, "fault-header"),
        Fault::Column(name) => say!(words, "fault-column", name = name),
        Fault::Pair => say!(words, "fault-pair"),
        Fault::OpenQuote => say!(words, "fault-open-quote"),
        Fault::Money(found) => say!(words, "fault-money", found = found, most = DECIMALS),
        Fault::TooMuchMoney => say!(words, "fault-too-much-money"),
        Fault::NoBudget => say!(words, "fault-no-budget"),
        Fault::Free => say!(words, "fault-free"),
        Fault::VoteType(found) => say!(words, "fault-vote-type", found = found),
        Fault::MostNamed(found) => say!(words, "fault-most-named", found = found),
        Fault::TooManyWords => say!(words, "fault-too-many-words", most = n(MAX_WORDS)),
        Fault::Dots => say!(words, "fault-dots", most = n(MAX_DOTS.into())),
        Fault::Json(said) => say!(words, "fault-json", said = said),
    }
}

/// Why a ballot does not count, to follow "ballot 3:".
pub(super) fn unfit(words: Words, unfit: &Unfit) -> String {
    let number = |option: &Choice| option.index() + 1;
    let unknown = |option| say!(words, "unfit-unknown", number = number(option));
    let repeated = |option| say!(words, "unfit-repeated", number = number(option));
    match unfit {
        Unfit::Ranking(ranking::Invalid::Unknown(option))
        | Unfit::Approval(approval::Invalid::Unknown(option))
        | Unfit::Score(score::Invalid::Unknown(option))
        | Unfit::Dots(dots::Invalid::Unknown(option)) => unknown(option),
        Unfit::Ranking(ranking::Invalid::Repeated(option))
        | Unfit::Approval(approval::Invalid::Repeated(option))
        | Unfit::Score(score::Invalid::Repeated(option))
        | Unfit::Dots(dots::Invalid::Repeated(option)) => repeated(option),
        Unfit::Ranking(ranking::Invalid::Level(one, other)) => {
            let (one, other) = (number(one), number(other));
            say!(words, "unfit-level", one = one, other = other)
        }
        Unfit::Level(one, other) => say!(words, "unfit-level-names", one = one, other = other),
        Unfit::Approval(approval::Invalid::TooMany { named, most }) => {
            say!(words, "unfit-too-many", named = *named, most = n((*most).into()))
        }
        Unfit::Score(score::Invalid::TooHigh { choice, score }) => say!(
            words,
            "unfit-too-high",
            number = number(choice),
            score = n((*score).into()),
            most = n(score::HIGHEST.into())
        ),
        Unfit::Dots(dots::Invalid::TooManyOnOne { choice, dots, most }) => say!(
            words,
            "unfit-too-many-on-one",
            number = number(choice),
            dots = n((*dots).into()),
            most = n((*most).into())
        ),
        Unfit::Dots(dots::Invalid::Overspent { spent, dots }) => {
            say!(words, "unfit-overspent", spent = n(*spent), dots = n((*dots).into()))
        }
        Unfit::Project(name) => say!(words, "unfit-project", name = name),
        Unfit::Option(name) => say!(words, "unfit-option", name = name),
        Unfit::Number(name) => say!(words, "unfit-number", name = name),
        Unfit::Word { word, allowed } => {
            say!(words, "unfit-word", word = word, allowed = allowed)
        }
        Unfit::Instead { wanted, found } => {
            let wanted = match wanted {
                Wanted::Words(allowed) => say!(words, "unfit-wanted-words", allowed = allowed),
                Wanted::Names => say!(words, "unfit-wanted-names"),
                Wanted::Marks => say!(words, "unfit-wanted-marks"),
            };
            let found = match found {
                Form::Word => say!(words, "unfit-found-word"),
                Form::List => say!(words, "unfit-found-list"),
                Form::Object => say!(words, "unfit-found-object"),
            };
            say!(words, "unfit-instead", wanted = wanted, found = found)
        }
    }
}

fn expects(words: Words, expected: Expected) -> String {
    match expected {
        Expected::Options => say!(words, "fault-ends-options"),
        Expected::Seats => say!(words, "fault-ends-seats"),
        Expected::Ballot => say!(words, "fault-ends-ballot"),
        Expected::Preference => say!(words, "fault-ends-preference"),
    }
}
