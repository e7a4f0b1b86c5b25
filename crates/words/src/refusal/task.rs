//! Refusals about mandates, advice, objections, nominations and agreements.
//!
//! Guards: as [`super`]. Next: [`crate::task`].

use super::{Said, said};
use crate::{say, speech::Words, tally::said::euros};

pub(super) fn sentence(words: Words, key: &str, about: &str) -> Option<Said> {
    match key {
        "not-granted" => {
            said(say!(words, "refusal-not-granted", about = about), say!(words, "hint-not-granted"))
        }
        "not-holder" => {
            said(say!(words, "refusal-not-holder", about = about), say!(words, "hint-not-holder"))
        }
        "no-holders" => said(say!(words, "refusal-no-holders"), say!(words, "hint-no-holders")),
        "which-mandate" => {
            said(say!(words, "refusal-which-mandate"), say!(words, "hint-which-mandate"))
        }
        "outside-topics" => said(
            say!(words, "refusal-outside-topics", about = about),
            say!(words, "hint-outside-topics"),
        ),
        "over-ceiling" => {
            let amount = euros(words, about.parse().unwrap_or_default());
            said(
                say!(words, "refusal-over-ceiling", amount = amount),
                say!(words, "hint-over-ceiling"),
            )
        }
        "not-adviser" => said(say!(words, "refusal-not-adviser"), say!(words, "hint-not-adviser")),
        "not-decider" => said(
            say!(words, "refusal-not-decider", about = about),
            say!(words, "hint-not-decider", about = about),
        ),
        "no-advice" => {
            said(say!(words, "refusal-no-advice", about = about), say!(words, "hint-no-advice"))
        }
        "unanswered" => {
            said(say!(words, "refusal-unanswered", about = about), say!(words, "hint-unanswered"))
        }
        "unreached" => {
            said(say!(words, "refusal-unreached", about = about), say!(words, "hint-unreached"))
        }
        "needs-why" => said(say!(words, "refusal-needs-why"), say!(words, "hint-needs-why")),
        "no-test" => said(say!(words, "refusal-no-test"), say!(words, "hint-no-test")),
        "no-objection" => said(
            say!(words, "refusal-no-objection", about = about),
            say!(words, "hint-no-objection"),
        ),
        "no-partner" => said(say!(words, "refusal-no-partner"), say!(words, "hint-no-partner")),
        "not-partner" => said(
            say!(words, "refusal-not-partner", about = about),
            say!(words, "hint-not-partner", about = about),
        ),
        "no-selection" => {
            said(say!(words, "refusal-no-selection"), say!(words, "hint-no-selection"))
        }
        "which-role" => said(say!(words, "refusal-which-role"), say!(words, "hint-which-role")),
        "which-nominee" => {
            said(say!(words, "refusal-which-nominee"), say!(words, "hint-which-nominee"))
        }
        "not-electable" => said(
            say!(words, "refusal-not-electable", about = about),
            say!(words, "hint-not-electable"),
        ),
        "not-nominated" => said(
            say!(words, "refusal-not-nominated", about = about),
            say!(words, "hint-not-nominated"),
        ),
        "nominate-why" => {
            said(say!(words, "refusal-nominate-why"), say!(words, "hint-nominate-why"))
        }
        "put-forward" => {
            said(say!(words, "refusal-put-forward", about = about), say!(words, "hint-put-forward"))
        }
        "nominee-first" => said(
            say!(words, "refusal-nominee-first", about = about),
            say!(words, "hint-nominee-first", about = about),
        ),
        "too-many" => {
            said(say!(words, "refusal-too-many", about = about), say!(words, "hint-too-many"))
        }
        _ => None,
    }
}
