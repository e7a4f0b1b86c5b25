//! The ways to decide as somebody chooses them: in groups, the community's own first, each in one plain
//! sentence.
//!
//! Guards: every way of the peer stands here once. Next: [`super::choices`], what some of them ask besides.

use maud::{Markup, html};
use peer::command::Method;
use words::{say, speech::Words};

use crate::parts::field::Form;

/// A way to decide.
pub(super) struct Way {
    /// Its word in the form, which is that of answers.
    pub(super) word: &'static str,
    pub(super) method: Method,
    /// The share of a qualified majority.
    pub(super) share: Option<&'static str>,
    /// What it asks besides, as classes of the sheet: what belongs to none of them is hidden.
    pub(super) asks: &'static str,
}

/// The share of a qualified majority that can be chosen here.
const QUALIFIED: &str = "2/3";

const fn way(word: &'static str, method: Method, asks: &'static str) -> Way {
    Way { word, method, share: None, asks }
}

const fn shared(word: &'static str, method: Method, asks: &'static str) -> Way {
    Way { word, method, share: Some(QUALIFIED), asks }
}

/// Yes or no, choosing, dividing, asking around, drawing lots, by who holds a mandate.
pub(super) const GROUPS: [&[Way]; 7] = [
    &[
        way("consent", Method::Consent, ""),
        way("consensus", Method::Consensus, "w-aside"),
        way("majority", Method::Majority, "w-absence"),
        shared("qualified", Method::Majority, "w-absence"),
        way("absolute", Method::Absolute, ""),
        shared("qualified_of_all", Method::Absolute, ""),
        way("unanimity", Method::Unanimity, ""),
    ],
    &[
        way("approval", Method::Approval, "w-options w-seats w-most w-ties"),
        way("dots", Method::Dots, "w-options w-seats w-dots w-ties"),
        way("score", Method::Score, "w-options w-seats w-ties"),
        way("ranked", Method::Ranked, "w-options w-stay w-ties"),
        way("seats", Method::Seats, "w-options w-places w-ties"),
    ],
    &[
        way("budget_shares", Method::BudgetShares, "w-options w-pot w-ties"),
        way("budget_greedy", Method::BudgetGreedy, "w-options w-pot w-ties"),
    ],
    &[way("poll", Method::Poll, "w-options")],
    &[way("lot", Method::Lot, "w-options w-seats")],
    &[way("mandate", Method::Mandate, "")],
    &[way("selection", Method::Selection, "w-role")],
];

/// The way with this word; the first there is for any other.
pub(super) fn of(word: &str) -> &'static Way {
    let all = || GROUPS.iter().flat_map(|group| group.iter());
    all().find(|way| way.word == word).or_else(|| all().next()).expect("the groups aren't empty")
}

impl Way {
    pub(super) fn asks(&self, what: &str) -> bool {
        self.asks.split(' ').any(|asked| asked == what)
    }

    fn name(&self, words: Words) -> String {
        match self.method {
            Method::Consent => say!(words, "page-way-consent"),
            Method::Consensus => say!(words, "page-way-consensus"),
            Method::Majority if self.share.is_some() => say!(words, "page-way-qualified"),
            Method::Majority => say!(words, "page-way-majority"),
            Method::Absolute if self.share.is_some() => say!(words, "page-way-qualified-of-all"),
            Method::Absolute => say!(words, "page-way-absolute"),
            Method::Unanimity => say!(words, "page-way-unanimity"),
            Method::Approval => say!(words, "page-way-approval"),
            Method::Dots => say!(words, "page-way-dots"),
            Method::Score => say!(words, "page-way-score"),
            Method::Ranked => say!(words, "page-way-ranked"),
            Method::Seats => say!(words, "page-way-seats"),
            Method::BudgetShares => say!(words, "page-way-budget-shares"),
            Method::BudgetGreedy => say!(words, "page-way-budget-greedy"),
            Method::Poll => say!(words, "page-way-poll"),
            Method::Lot => say!(words, "page-way-lot"),
            Method::Mandate => say!(words, "page-way-mandate"),
            Method::Selection => say!(words, "page-way-selection"),
        }
    }

    fn means(&self, words: Words) -> String {
        match self.method {
            Method::Consent => say!(words, "page-means-consent"),
            Method::Consensus => say!(words, "page-means-consensus"),
            Method::Majority if self.share.is_some() => say!(words, "page-means-qualified"),
            Method::Majority => say!(words, "page-means-majority"),
            Method::Absolute if self.share.is_some() => say!(words, "page-means-qualified-of-all"),
            Method::Absolute => say!(words, "page-means-absolute"),
            Method::Unanimity => say!(words, "page-means-unanimity"),
            Method::Approval => say!(words, "page-means-approval"),
            Method::Dots => say!(words, "page-means-dots"),
            Method::Score => say!(words, "page-means-score"),
            Method::Ranked => say!(words, "page-means-ranked"),
            Method::Seats => say!(words, "page-means-seats"),
            Method::BudgetShares => say!(words, "page-means-budget-shares"),
            Method::BudgetGreedy => say!(words, "page-means-budget-greedy"),
            Method::Poll => say!(words, "page-means-poll"),
            Method::Lot => say!(words, "page-means-lot"),
            Method::Mandate => say!(words, "page-means-mandate"),
            Method::Selection => say!(words, "page-means-selection"),
        }
    }
}

/// The ways as radios; the one of the community's rules stands first, by itself.
pub(super) fn ways(form: &Form<'_>, own: &str) -> Markup {
    let words = form.words;
    let own = of(own);
    let chosen = of(form.typed.some("method").as_deref().unwrap_or(own.word));
    let radio = |way: &Way| {
        html! {
            div class="opt" { label {
                input type="radio" name="method" value=(way.word) class=(way.asks)
                    id=[(way.word == own.word).then_some("f-method")]
                    checked[way.word == chosen.word];
                span { b { (way.name(words)) } small { (way.means(words)) } }
            } }
        }
    };
    let names: [String; GROUPS.len()] = [
        say!(words, "page-ways-yes-no"),
        say!(words, "page-ways-choose"),
        say!(words, "page-ways-divide"),
        say!(words, "page-ways-ask"),
        say!(words, "page-ways-draw"),
        say!(words, "page-ways-mandate"),
        say!(words, "page-ways-selection"),
    ];
    html! {
        fieldset class="field radios methods" aria-describedby=[form.faults.get("method").map(|_| "e-method")] {
            legend class="ask" { (say!(words, "page-proposal-method")) }
            p class="quiet" { (say!(words, "page-ways-own")) }
            div class="opts" { (radio(own)) }
            @for (at, (group, name)) in GROUPS.iter().zip(&names).enumerate() {
                @let others = group.iter().filter(|way| way.word != own.word);
                @if others.clone().next().is_some() {
                    // Most decisions are yes or no.
                    details open[at == 0 || others.clone().any(|way| way.word == chosen.word)] {
                        summary { (name) }
                        div class="opts" { @for way in others { (radio(way)) } }
                    }
                }
            }
            @if let Some(said) = form.faults.get("method") { p class="fault" id="e-method" { (said) } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_of_the_charter_finds_its_way() {
        for group in GROUPS {
            for way in group {
                assert_eq!(of(way.word).word, way.word);
            }
        }
        // A newer peer may know more.
        assert_eq!(of("telepathy").word, "consent");
        assert!(of("dots").asks("w-options") && !of("dots").asks("w-pot"));
    }
}
