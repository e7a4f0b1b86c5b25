//! Who took part, as houses with lights; how the choices lie; the short version of how it was counted.
//!
//! Guards: whoever isn't heard yet is named with an invitation, never with blame. Next: [`super::count`].

use maud::{Markup, html};
use peer::{answer::Decision, command::Kind};
use words::{clean, counting, say};

use super::{View, ballot::line, rule, state};
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
                @if lit == 0 && is_open && decision.elector {
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
            (late(here, decision))
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

// Ballots that the shown close misses.
fn late(here: &Here, decision: &Decision) -> Markup {
    let words = here.words;
    let mut late: Vec<_> = decision.ballots.iter().filter(|cast| cast.late).collect();
    late.dedup_by(|one, before| one.by == before.by && one.ballot == before.ballot);
    html! {
        @if !late.is_empty() {
            div class="late" {
                h3 { (say!(words, "page-late", n = late.len())) }
                ul {
                    @for cast in late {
                        li {
                            (say!(words, "page-late-one", name = &cast.by,
                                ballot = line::said(words, &decision.method, &cast.ballot)))
                        }
                    }
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
