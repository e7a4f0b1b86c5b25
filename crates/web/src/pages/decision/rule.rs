//! The rule by which a round decides, in words and with the numbers of the round.
//!
//! Guards: the rule is known before the round is opened, and so is what it rewards. Next: [`super::open`].

use maud::{Markup, html};
use words::{say, speech::Words};

use crate::parts::tally;

/// When it is adopted.
pub(crate) fn rule(words: Words, method: &str, share: Option<&str>) -> String {
    match method {
        "consent" => say!(words, "page-rule-consent"),
        "absolute" => say!(words, "page-rule-absolute"),
        "qualified" => {
            say!(words, "page-rule-qualified", share = fraction(words, share.unwrap_or("2/3")))
        }
        _ => say!(words, "page-rule-majority"),
    }
}

/// A share as people say it.
pub(crate) fn fraction(words: Words, share: &str) -> String {
    match share {
        "1/2" => say!(words, "page-share-half"),
        "2/3" => say!(words, "page-share-two-thirds"),
        "3/4" => say!(words, "page-share-three-quarters"),
        "1" | "1/1" => say!(words, "page-share-all"),
        other => other.to_owned(),
    }
}

/// The rule of a round among so many people, as a list, and a warning when it rewards staying away.
pub(super) fn in_numbers(
    words: Words,
    method: &str,
    share: Option<&str>,
    quorum: &str,
    of: usize,
) -> Markup {
    let needed = tally::least(quorum, of);
    html! {
        ul class="rule" {
            li { (say!(words, "page-rule-who", of = of)) }
            li { (say!(words, "page-rule-quorum", needed = needed, of = of)) }
            li { (rule(words, method, share)) }
        }
        @if rewards_absence(method, needed) {
            p class="warn" {
                b { (say!(words, "page-mind")) } " " (say!(words, "page-rule-absence"))
            }
        }
    }
}

/// Whether somebody who is against does better to stay away: where votes against help to reach the
/// quorum. Consent has no such votes, and one who objects does more by saying so.
fn rewards_absence(method: &str, needed: usize) -> bool {
    matches!(method, "majority" | "qualified") && needed > 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quorum_with_a_majority_rewards_staying_away() {
        // 10 people, 4 for and 3 against: adopted with a quorum of 6; with the 3 at home it fails.
        assert!(rewards_absence("majority", 6));
        assert!(rewards_absence("qualified", 6));
        // One ballot is always there; against an absolute majority it makes no difference.
        assert!(!rewards_absence("majority", 1));
        assert!(!rewards_absence("absolute", 6));
        assert!(!rewards_absence("consent", 6));
    }
}
