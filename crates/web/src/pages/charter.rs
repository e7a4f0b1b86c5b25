//! What the community agreed on, as something that neighbours would sign: sentences, not settings.
//!
//! Guards: every rule in force stands here once; a conflict is shown with what holds meanwhile and what
//! to do (R1); what a core team is trusted with is said in full (R6). Next: [`ask`], another value for a
//! rule.

use axum::{Router, response::Response, routing::get};
use maud::{Markup, html};
use peer::{
    answer::{Change, Charter, Standing},
    command::Command,
};
use words::{charter, say, speech::Words};

use super::{
    changes::{self, one},
    joined, leave,
};
use crate::{
    parts::{
        field,
        frame::{Nav, Page},
        note, person,
    },
    server::App,
    trouble::Trouble,
    visit::{Here, answered},
};

mod ask;
pub(super) mod rules; // the house rules
mod typing;

/// Houses below the charter, as many as a phone shows.
const HOUSES: usize = 6;

/// Names below the charter; more are counted.
const NAMES: usize = 12;

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/c/{community}/charter", get(show))
        .merge(ask::routes())
        .merge(rules::routes())
}

/// A part of the charter: the keys that it says, in the order in which one reads them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Decide,
    Say,
    People,
    House,
    More,
}

impl Part {
    const ALL: [Self; 5] = [Self::Decide, Self::Say, Self::People, Self::House, Self::More];

    // A rule that a newer peer knows stands among the rest.
    fn of(key: &str) -> Self {
        match key {
            "method" | "quorum" | "deadline" | "shortest_term" | "grace" | "review" | "proxies" => {
                Self::Decide
            }
            "organisations" | "team" => Self::Say,
            "invite_term" | "invite_guests" | "rest" => Self::People,
            rules::KEY => Self::House,
            _ => Self::More,
        }
    }

    fn name(self, words: Words) -> String {
        match self {
            Self::Decide => say!(words, "charter-part-decide"),
            Self::Say => say!(words, "charter-part-say"),
            Self::People => say!(words, "charter-part-people"),
            Self::House => say!(words, "charter-part-house"),
            Self::More => say!(words, "charter-part-more"),
        }
    }

    const fn id(self) -> &'static str {
        match self {
            Self::Decide => "t-decide",
            Self::Say => "t-say",
            Self::People => "t-people",
            Self::House => "t-house",
            Self::More => "t-more",
        }
    }
}

/// The element that a rule stands in.
fn part_id(key: &str) -> String {
    format!("r-{key}")
}

async fn load(here: &Here) -> Result<Charter, Trouble> {
    let charter = answered!(here.ask(Command::CharterShow).await, Charter);
    charter.map_err(|refusal| here.trouble(refusal))
}

async fn show(here: Here) -> Result<Response, Trouble> {
    if here.seen.is_none() {
        return Ok(joined::waiting(&here));
    }
    let words = here.words;
    let charter = load(&here).await?;
    let waiting = changes::load(&here).await?;
    let title = say!(words, "charter-page");
    let body = html! {
        div class="head" {
            h1 { (title) }
            p class="why" {
                (say!(words, "charter-page-why", name = &here.name, n = charter.members))
            }
        }
        (leave::line(&here))
        div class="stack body" id="charter" data-live {
            (lost(&here, &charter))
            div class="sheet charter" {
                @for part in Part::ALL { (self::part(&here, part, &charter, &waiting)) }
                (signed(&here))
            }
        }
        div class="stack aside" { (team(words)) }
    };
    Ok(Page { title: &title, current: Some(Nav::Charter), body }.show(&here))
}

fn part(here: &Here, part: Part, charter: &Charter, waiting: &[Change]) -> Markup {
    let words = here.words;
    let rules = charter.clauses.iter().filter(|rule| Part::of(&rule.clause.key) == part);
    html! {
        section aria-labelledby=(part.id()) {
            h2 id=(part.id()) { (part.name(words)) }
            ul class="rules" {
                @match part {
                    Part::Say => {
                        li { p { (say!(words, "charter-equal")) } }
                        li { p {
                            (say!(words, "charter-change-rule", needed = charter.needed, n = charter.members))
                        } }
                    },
                    // Whoever changes the charter decides who is let in: the same share (R2).
                    Part::People => li { p {
                        (say!(words, "charter-admit", needed = charter.needed, n = charter.members))
                    } },
                    Part::Decide | Part::House | Part::More => {},
                }
                @for rule in rules { (self::rule(here, rule, charter, waiting)) }
            }
            @if part == Part::House {
                p class="quiet" { (say!(words, "charter-house-why")) }
                p { a class="go" href=(here.at("hidden")) { (say!(words, "charter-house-hidden")) } }
            }
        }
    }
}

fn rule(here: &Here, rule: &Standing, charter: &Charter, waiting: &[Change]) -> Markup {
    let words = here.words;
    let key = rule.clause.key.as_str();
    let address = here.at(format_args!("charter/{key}"));
    let may_ask = here.has_say() && ask::is_asked(key);
    let is_about =
        |change: &&Change| change.clause.as_ref().is_some_and(|clause| clause.key == key);
    html! {
        li id=(part_id(key)) class=[(!rule.conflict.is_empty()).then_some("conflict")] {
            div class="clause" {
                p {
                    (one::sentence(words, &rule.clause))
                    @if !rule.founding { " " span class="quiet" { "(" (say!(words, "charter-since")) ")" } }
                }
                @if may_ask && rule.conflict.is_empty() {
                    a class="other" href=(address) {
                        (say!(words, "charter-other"))
                        span class="off" { ": " (charter::name(words, key)) }
                    }
                }
            }
            @if !rule.clause.rules.is_empty() { (rules::list(&rule.clause.rules)) }
            @if key == "team" && charter.core_needed > 0 {
                p class="quiet" {
                    (say!(
                        words,
                        "charter-team-now",
                        needed = charter.core_needed,
                        names = words.list(&charter.core),
                    ))
                }
            }
            @if !rule.conflict.is_empty() {
                div class="apart" {
                    p { b { (say!(words, "charter-conflict")) } }
                    ul { @for clause in &rule.conflict { li { (one::sentence(words, clause)) } } }
                    p { (say!(words, "charter-conflict-now")) }
                    @if may_ask {
                        p { a class="btn quiet-btn" href=(address) {
                            (say!(words, "charter-conflict-choose"))
                        } }
                    }
                }
            }
            @for change in waiting.iter().filter(is_about).filter(|change| change.blocked.is_none()) {
                p class="quiet proposed" {
                    (say!(
                        words,
                        "charter-pending",
                        n = change.approvals.len(),
                        needed = change.needed,
                    )) " "
                    a href=(changes::address(here, change)) {
                        (say!(words, "charter-pending-see"))
                        span class="off" { ": " (one::title(words, change)) }
                    }
                }
            }
        }
    }
}

// A core team that has too few people left has no powers, until the charter says so too.
fn lost(here: &Here, charter: &Charter) -> Markup {
    let words = here.words;
    let named = charter.clauses.iter().any(|rule| rule.clause.team.is_some());
    // Who is out has a note already, and nothing to do here.
    if !named || charter.core_needed > 0 || here.is_out() {
        return html! { div class="place" {} };
    }
    let text = html! {
        p { (say!(words, "charter-team-lost-what")) }
        @if here.has_say() {
            (field::one_button(
                &here.at("charter/team"),
                &[("raw", "none")],
                &field::quiet_button(&say!(words, "charter-team-end")),
            ))
        }
    };
    note::note(note::Tone::Care, &say!(words, "charter-team-lost"), &text)
}

// Whom it holds for: those who take part, as if they had signed.
fn signed(here: &Here) -> Markup {
    let words = here.words;
    let members = || here.members().iter().filter(|member| member.state == "member");
    let names: Vec<_> = members().take(NAMES).map(|member| person::called(words, member)).collect();
    let more = members().count().saturating_sub(NAMES);
    html! {
        section class="signed" aria-labelledby="t-signed" {
            h2 id="t-signed" { (say!(words, "charter-signed")) }
            div class="lane few" aria-hidden="true" {
                @for member in members().take(HOUSES) { (person::house(&member.id, member.kind, true)) }
            }
            p {
                (say!(words, "charter-signed-text", names = words.list(&names)))
                @if more > 0 { " " (say!(words, "charter-signed-more", n = more)) }
            }
        }
    }
}

/// What a core team is, what it may, and what that asks.
fn team(words: Words) -> Markup {
    html! {
        section aria-labelledby="t-team" {
            h2 id="t-team" { (say!(words, "charter-team-is")) }
            p { (say!(words, "charter-team-what")) }
            dl class="facts powers" {
                @for (name, what) in ask::powers(words) { div { dt { (name) } dd { (what) } } }
            }
            p class="trust" { b { (say!(words, "charter-team-trust")) } }
            p { (say!(words, "charter-team-trust-what")) }
            p class="quiet" { (say!(words, "charter-team-check")) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_of_a_newer_peer_stands_among_the_rest() {
        assert_eq!(Part::of("team"), Part::Say);
        assert_eq!(Part::of("house_rules"), Part::House);
        assert_eq!(Part::of("bells"), Part::More);
    }
}
