//! Who took part, as houses with lights; how the choices lie; the short version of how it was counted.
//!
//! Guards: whoever isn't heard yet is named with an invitation, never with blame. Next: [`super::count`].

use maud::{Markup, html};
use peer::{answer::Decision, command::Kind};
use words::{
    clean,
    counting::{self, Late},
    say,
    speech::Words,
    term,
};

use super::{View, ballot::line, rule, selection, state};
use crate::{
    parts::{
        street::{self, House},
        tally,
    },
    visit::Here,
};

/// More names than this are not called one by one.
const CALLED: usize = 6;

/// Nothing before a round; else the street, the tally, and how it was counted in short.
pub(super) fn who(here: &Here, view: &View, address: &str) -> Markup {
    let words = here.words;
    let decision = &view.decision;
    if state::stage(decision) == "draft" {
        return html! { div id="who" data-live {} };
    }
    let houses = houses(view);
    let lit = houses.iter().filter(|house| house.is_lit).count();
    let dark: Vec<_> = houses.iter().filter(|house| !house.is_lit).collect();
    // Nobody is sent to their own door.
    let others: Vec<_> =
        dark.iter().filter(|house| !house.is_me).map(|house| clean::line(house.name)).collect();
    let is_open = decision.status == "open";
    html! {
        section id="who" data-live aria-labelledby="t-who" {
            h2 id="t-who" { (say!(words, "page-lights", n = lit, of = houses.len())) }
            p class="quiet" {
                @if lit == 0 && is_open && decision.elector && !selection::waits(here, decision) {
                    (say!(words, "page-lights-none"))
                } @else if lit == 0 {
                    (say!(words, "page-lights-nobody"))
                } @else if dark.is_empty() {
                    (say!(words, "page-lights-all"))
                } @else if is_open && others.is_empty() {
                    (say!(words, "page-lights-missing-me"))
                } @else if is_open && others.len() <= CALLED {
                    (say!(words, "page-lights-missing", names = words.list(&others)))
                } @else if is_open {
                    (say!(words, "page-lights-missing-many", n = others.len()))
                } @else {
                    (say!(words, "page-lights-took"))
                }
            }
            (street::street(words, &houses))
            (tally::tally(words, decision, &if is_open {
                say!(words, "page-tally-so-far")
            } else {
                say!(words, "page-tally")
            }))
            (late(words, decision))
            (invalid(words, decision))
            details id="count" {
                summary { (say!(words, "page-count")) }
                p { (counting::rule(words, &rule::asked(decision, decision.electorate.len()))) }
                p { (quorum(here, decision)) }
                p class="quiet" { (say!(words, "page-count-signed")) }
                p { a class="go" href={ (address) "/count" } { (say!(words, "page-count-all")) } }
            }
        }
    }
}

/// Whether enough took part.
pub(super) fn quorum(here: &Here, decision: &Decision) -> String {
    let words = here.words;
    let (took, of) = (decision.counted.len(), decision.electorate.len());
    let needed = tally::least(&decision.quorum, of);
    if took >= needed {
        say!(words, "page-quorum-enough", took = took, of = of, needed = needed)
    } else {
        say!(words, "page-quorum-short", took = took, of = of, needed = needed)
    }
}

// What the shown close misses: ballots, proxies, paper.
fn late(words: Words, decision: &Decision) -> Markup {
    let mut late: Vec<_> = decision.ballots.iter().filter(|cast| cast.late).collect();
    late.dedup_by(|one, before| one.by == before.by && one.ballot == before.ballot);
    let told = decision.told().late;
    html! {
        @if !late.is_empty() || !told.is_empty() {
            div class="late" {
                h3 { (say!(words, "page-late", n = late.len() + told.len())) }
                ul {
                    @for cast in late {
                        li {
                            (say!(words, "page-late-one", name = &cast.by,
                                ballot = line::said(words, &decision.method, &cast.ballot)))
                        }
                    }
                    @for late in &told { li { (beside(words, late)) } }
                }
                p class="quiet" {
                    @if decision.status == "closed" {
                        (say!(words, "page-late-may"))
                    } @else {
                        (say!(words, "page-late-why"))
                    }
                }
            }
        }
    }
}

fn beside(words: Words, late: &Late<'_>) -> String {
    match late {
        Late::Proxy { by, to } => say!(words, "page-late-proxy", name = *by, holder = *to),
        Late::TakenBack { by } => say!(words, "page-late-back", name = *by),
        Late::Paper { by, names } => {
            say!(words, "page-late-paper", by = *by, names = words.list(names))
        }
    }
}

// Votes that came without effect, and why; all of them stand in the count.
fn invalid(words: Words, decision: &Decision) -> Markup {
    let votes = &decision.ways.invalid;
    html! {
        @if !votes.is_empty() {
            div class="late" {
                h3 { (say!(words, "page-invalid", n = votes.len())) }
                ul {
                    @for vote in votes.iter().take(CALLED) {
                        li {
                            (say!(words, "page-invalid-one", name = &vote.by,
                                ballot = line::said(words, &decision.method, &vote.ballot),
                                why = term::invalid(words, &vote.why)))
                        }
                    }
                }
            }
        }
    }
}

// Who took part first, then who didn't yet; in each the order of the names.
fn houses(view: &View) -> Vec<House<'_>> {
    let decision = &view.decision;
    let mut houses: Vec<_> = decision
        .electorate
        .iter()
        .map(|name| {
            let member = view.members.iter().find(|member| member.name == *name);
            House {
                id: member.map_or("", |member| member.id.as_str()),
                name,
                kind: member.map_or(Kind::Resident, |member| member.kind),
                is_me: member.is_some_and(|member| member.me),
                is_lit: decision.counted.contains_key(name) || decision.void.contains(name),
            }
        })
        .collect();
    houses.sort_by_key(|house| !house.is_lit);
    houses
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use words::language::Language;

    use super::*;
    use crate::pages::decision::sample;

    #[test]
    fn what_came_late_or_without_effect_is_named_with_why() {
        let words = Words::new(Language::Dutch);
        let ways = json!({
            "via": {}, "proxies": 1, "my_proxy": null, "proxies_for_me": [], "tellers": [],
            "teller": false, "unfit": ["Gijs"], "withdrawn": false, "may_withdraw": false,
            "replaces": null, "confirmers": [], "seed": null,
            "reports": [{"id": "r1", "by": "Bea", "at": 0, "ballots": {"Fem": "consent"},
                "signed": ["Ali"], "counts": true, "late": true, "may_sign": false}],
            "late": {"Dina": "Ali", "Hein": ""},
            "invalid": [{"id": "i1", "by": "Gijs", "ballot": "consent", "why": "no_elector", "at": 0}],
        });
        let decision = sample::decision(json!({ "ways": ways }));
        let late = late(words, &decision).0;
        for said in [
            "4 nagekomen keuzes",
            "Dina gaf een volmacht aan Ali",
            "Hein nam een volmacht terug",
            "Op papier: Fem (Bea schreef het op)",
        ] {
            assert!(late.contains(said), "{said}: {late}");
        }
        let invalid = invalid(words, &decision).0;
        let why = "Dat telt niet: wie haar gaf, stemt niet mee in deze stemming.";
        assert!(invalid.contains("Gijs") && invalid.contains(why), "{invalid}");
        let none = sample::decision(json!({}));
        assert!(self::invalid(words, &none).0.is_empty());
    }
}
