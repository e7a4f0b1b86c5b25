//! "Zo is dit geteld": step by step, and every ballot there is.
//!
//! Guards: each ballot says whether it counts and why not; the steps are those of the command line
//! (`words::counting`). Next: [`super::state`].

use axum::{Router, extract::Path, response::Response, routing::get};
use maud::{Markup, html};
use peer::answer::{Ballot, Decision, Via};
use words::{clean, counting, say, speech::Words, term};

use super::{Which, address, ballot::line, load, result, state};
use crate::{
    parts::{
        frame::{self, Nav, Page},
        moment,
    },
    prose,
    server::App,
    trouble::Trouble,
    visit::Here,
};

mod tables; // what reads best as a table

/// Digits of an act in the table; the whole id stands in its title.
const SHORT: usize = 8;

pub(super) fn routes() -> Router<App> {
    Router::new().route("/c/{community}/decisions/{decision}/count", get(show))
}

/// What became of a ballot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    Counted,
    /// The same person chose something else afterwards.
    Changed,
    /// Contradicted by another ballot of the same person.
    Contradicted,
    /// Not in the shown close.
    Late,
}

async fn show(here: Here, Path((_, id)): Which) -> Result<Response, Trouble> {
    let view = load(&here, id).await?;
    let words = here.words;
    let decision = &view.decision;
    let title = say!(words, "page-count-of", title = super::title(&here, decision));
    let body = html! {
        div class="head" id="head" data-live {
            (frame::crumb(&address(&here, decision), &super::title(&here, decision)))
            p class="state" { (state::pill_of(words, decision)) }
            h1 { (say!(words, "page-count")) }
            p class="why" { (say!(words, "page-count-why")) }
        }
        div class="stack body" {
            section id="steps" data-live aria-labelledby="t-steps" {
                h2 id="t-steps" { (say!(words, "page-count-steps")) }
                ol class="counted" {
                    @for step in counting::steps(words, &decision.told()) {
                        li {
                            (step.text)
                            @if !step.parts.is_empty() {
                                ul { @for part in &step.parts { li { (part) } } }
                            }
                        }
                    }
                }
            }
            (tables::tables(words, decision))
            @if decision.round.is_some() {
                (ballots(&here, decision))
                (closes(&here, decision))
                (names(&here, decision))
            }
        }
    };
    Ok(Page { title: &title, current: Some(Nav::Decisions), body }.show(&here))
}

fn ballots(here: &Here, decision: &Decision) -> Markup {
    let words = here.words;
    html! {
        section id="ballots" data-live aria-labelledby="t-ballots" {
            h2 id="t-ballots" { (say!(words, "page-ballots", n = decision.ballots.len()
                + brought_in(decision).count() + decision.ways.invalid.len())) }
            @if decision.ballots.is_empty() && decision.counted.is_empty()
                && decision.ways.invalid.is_empty()
            {
                p class="quiet" { (say!(words, "page-ballots-none")) }
            } @else {
                table class="ballots" {
                    thead { tr {
                        th scope="col" { (say!(words, "page-ballots-who")) }
                        th scope="col" { (say!(words, "page-ballots-what")) }
                        th scope="col" { (say!(words, "page-ballots-counts")) }
                    } }
                    tbody {
                        @for (at, ballot) in decision.ballots.iter().enumerate() {
                            @let fate = fate(decision, at);
                            tr class=[(fate != Fate::Counted).then_some("void")] {
                                th scope="row" {
                                    (clean::line(&ballot.by))
                                }
                                td {
                                    b { (line::said(words, &decision.method, &ballot.ballot)) }
                                    @if let Some(reason) = &ballot.reason {
                                        div class="reason prose" { (prose::read(reason)) }
                                    }
                                    small { (moment::moment(here, ballot.at)) }
                                }
                                td {
                                    (fate_said(words, fate))
                                    small { code title=(ballot.id) { (short(&ballot.id)) } }
                                }
                            }
                        }
                        (brought(words, decision))
                        (invalid(here, decision))
                    }
                }
            }
        }
    }
}

// Ballots that count for who cast none: by a proxy, or on paper.
fn brought_in(decision: &Decision) -> impl Iterator<Item = (&String, &String, &Via)> {
    let of = |name: &String| decision.ways.via.get(name).filter(|via| via.way != "own");
    decision.counted.iter().filter_map(move |(name, ballot)| Some((name, ballot, of(name)?)))
}

fn brought(words: Words, decision: &Decision) -> Markup {
    html! {
        @for (name, ballot, via) in brought_in(decision) {
            tr {
                th scope="row" { (clean::line(name)) }
                td { b { (line::said(words, &decision.method, ballot)) } }
                td {
                    (fate_said(words, Fate::Counted))
                    small {
                        @if via.way == "proxy" { (say!(words, "page-via-proxy", name = &via.by)) }
                        @else { (say!(words, "page-via-paper", name = &via.by)) }
                    }
                }
            }
        }
    }
}

// Votes that came without effect.
fn invalid(here: &Here, decision: &Decision) -> Markup {
    let words = here.words;
    html! {
        @for vote in &decision.ways.invalid {
            tr class="void" {
                th scope="row" { (clean::line(&vote.by)) }
                td {
                    b { (line::said(words, &decision.method, &vote.ballot)) }
                    small { (moment::moment(here, vote.at)) }
                }
                td {
                    (say!(words, "page-fate-invalid", why = term::invalid(words, &vote.why)))
                    small { code title=(vote.id) { (short(&vote.id)) } }
                }
            }
        }
    }
}

// What became of the ballot at this place in the row.
fn fate(decision: &Decision, at: usize) -> Fate {
    let Some(ballot) = decision.ballots.get(at) else { return Fate::Changed };
    if ballot.late {
        return Fate::Late;
    }
    let later = decision.ballots.iter().skip(at + 1);
    let same_by_later = |ballot: &Ballot, other: &&Ballot| other.by == ballot.by && !other.late;
    if decision.void.contains(&ballot.by) {
        return Fate::Contradicted;
    }
    let counts = decision.counted.get(&ballot.by) == Some(&ballot.ballot);
    let is_last = later
        .filter(|other| same_by_later(ballot, other))
        .all(|other| other.ballot != ballot.ballot);
    if counts && is_last { Fate::Counted } else { Fate::Changed }
}

fn fate_said(words: Words, fate: Fate) -> String {
    match fate {
        Fate::Counted => say!(words, "page-fate-counted"),
        Fate::Changed => say!(words, "page-fate-changed"),
        Fate::Contradicted => say!(words, "page-fate-contradicted"),
        Fate::Late => say!(words, "page-fate-late"),
    }
}

fn closes(here: &Here, decision: &Decision) -> Markup {
    let words = here.words;
    html! {
        section id="closes" data-live aria-labelledby="t-closes" {
            h2 id="t-closes" { (say!(words, "page-closes", n = decision.closes.len())) }
            @if !decision.closes.is_empty() {
                ul class="plain" {
                    @for (id, close) in &decision.closes {
                        li {
                            p { b {
                                (say!(words, "page-close-one", name = &close.by,
                                    outcome = result::came_to(words, close)))
                            } }
                            p class="quiet" {
                                (moment::moment(here, close.at)) " · "
                                (say!(words, "page-close-counts", n = close.counted.len())) " · "
                                code title=(id) { (short(id)) }
                            }
                            p class="quiet" {
                                (say!(words, "page-acknowledged-by",
                                    names = words.list(&close.acknowledged)))
                            }
                        }
                    }
                }
            }
        }
    }
}

// The names of what was signed, for who wants to compare.
fn names(here: &Here, decision: &Decision) -> Markup {
    let words = here.words;
    html! {
        details class="ids" {
            summary { (say!(words, "page-ids")) }
            p class="quiet" { (say!(words, "page-ids-text")) }
            dl {
                dt { (say!(words, "page-ids-decision")) }
                dd { code { (decision.id) } }
                @if let Some(round) = &decision.round {
                    dt { (say!(words, "page-ids-round")) }
                    dd { code { (round) } }
                }
                @if let Some(shown) = &decision.shown {
                    dt { (say!(words, "page-ids-close")) }
                    dd { code { (shown) } }
                }
                @if !decision.base.is_empty() {
                    dt { (say!(words, "page-ids-heads")) }
                    dd { @for head in &decision.base { code { (head) } " " } }
                }
            }
        }
    }
}

fn short(id: &str) -> &str {
    id.get(..SHORT).unwrap_or(id)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::pages::decision::sample;

    #[test]
    fn every_ballot_says_whether_it_counts() {
        let decision = sample::decision(json!({}));
        let fates: Vec<_> = (0..decision.ballots.len()).map(|at| fate(&decision, at)).collect();
        assert_eq!(
            fates,
            [
                Fate::Changed,
                Fate::Counted,
                // Said twice: the last is the one that counts.
                Fate::Changed,
                Fate::Counted,
                Fate::Counted,
                Fate::Contradicted,
                Fate::Contradicted,
                Fate::Late,
            ]
        );
    }
}
