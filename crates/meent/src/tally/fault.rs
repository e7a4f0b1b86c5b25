//! What is wrong with a file of ballots, in words.
//!
//! Guards: each fault has a sentence of its own in every language; a piece of somebody's file stands in it as
//! text only. Next: `ballots::fault`.

use ballots::{
    fault::{Expected, Fault},
    malformed::{MAX_BYTES, MAX_LINES, MAX_NAME, MAX_WEIGHT},
    own::MAX_WORDS,
    pabulib::DECIMALS,
};
use rules::tally::{dots::MAX_DOTS, ranking::MAX_OPTIONS};
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

fn expects(words: Words, expected: Expected) -> String {
    match expected {
        Expected::Options => say!(words, "fault-ends-options"),
        Expected::Seats => say!(words, "fault-ends-seats"),
        Expected::Ballot => say!(words, "fault-ends-ballot"),
        Expected::Preference => say!(words, "fault-ends-preference"),
    }
}
