//! The decisions of a community, by what they ask of the reader.
//!
//! Guards: every decision stands in one group; how far it is stands in words on its card.
//! Next: [`super::decision`].

use std::collections::BTreeMap;

use axum::{Router, response::Response, routing::get};
use maud::{Markup, html};
use peer::{
    answer::{DecisionBoard, DecisionCard, EarlierDecision},
    command::Command,
};
use words::{clean, moderation, say, speech::Words, term, when};

use super::{
    changes,
    decision::{ballot::line, state},
};
use crate::{
    parts::{
        fold::Written,
        frame::{Nav, Page},
        icon, moment, note,
    },
    prose,
    server::App,
    trouble::Trouble,
    visit::{Here, answered, short},
};

pub(crate) fn routes() -> Router<App> {
    Router::new().route("/c/{community}/decisions", get(list))
}

/// A group of decisions, in the order in which they stand on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Group {
    Disputed,
    Decide,
    Talk,
    Provisional,
    Confirmed,
}

impl Group {
    fn of(card: &DecisionCard) -> Self {
        match card.status.as_str() {
            "open" => Self::Decide,
            "closed" => Self::Provisional,
            "confirmed" => Self::Confirmed,
            "disputed" => Self::Disputed,
            _ => Self::Talk,
        }
    }

    fn name(self, words: Words) -> String {
        match self {
            Self::Disputed => say!(words, "page-group-disputed"),
            Self::Decide => say!(words, "page-group-decide"),
            Self::Talk => say!(words, "page-group-talk"),
            Self::Provisional => say!(words, "page-group-provisional"),
            Self::Confirmed => say!(words, "page-group-confirmed"),
        }
    }
}

// Groups that aren't empty. What waits for the reader comes first in its group, then what ends first;
// what was decided stands newest first.
fn grouped(mut cards: Vec<DecisionCard>) -> Vec<(Group, Vec<DecisionCard>)> {
    cards.reverse();
    cards.sort_by_key(|card| {
        let waits = card.elector && card.mine.is_none();
        let group = Group::of(card);
        let ends = (group == Group::Decide).then_some(card.deadline).flatten();
        (group, group == Group::Decide && !waits, ends)
    });
    let mut groups: Vec<(Group, Vec<DecisionCard>)> = Vec::new();
    for card in cards {
        let group = Group::of(&card);
        match groups.last_mut() {
            Some((last, cards)) if *last == group => cards.push(card),
            _ => groups.push((group, vec![card])),
        }
    }
    groups
}

async fn list(here: Here) -> Result<Response, Trouble> {
    let words = here.words;
    let board = answered!(here.ask(Command::DecisionBoard).await, DecisionBoard);
    let DecisionBoard { decisions, earlier } = board.map_err(|refusal| here.trouble(refusal))?;
    let names = names(&here, &earlier).await?;
    let changes = changes::load(&here).await?;
    let title = say!(words, "page-decisions");
    let new = here.at("decisions/new");
    let is_empty = decisions.is_empty() && earlier.is_empty();
    let body = html! {
        div class="head" {
            h1 { (title) }
            p class="why" { (say!(words, "page-decisions-why")) }
            @if here.takes_part() && !is_empty {
                p class="do" {
                    a class="btn" href=(new) { (icon::icon("i-plus")) (say!(words, "page-propose")) }
                }
            }
        }
        div class="stack body" id="decisions" data-live {
            @if is_empty {
                (note::empty(
                    &say!(words, "page-decisions-empty"),
                    &say!(words, "page-decisions-empty-text"),
                    here.takes_part().then_some((&new, &say!(words, "page-propose"))),
                ))
            }
            @for (group, cards) in grouped(decisions) {
                section {
                    h2 { (group.name(words)) }
                    ul class="cards" { @for card in &cards { li { (self::card(&here, card)) } } }
                }
            }
            @if !earlier.is_empty() {
                section aria-labelledby="t-earlier" {
                    h2 id="t-earlier" { (say!(words, "season-earlier")) }
                    p class="quiet" { (say!(words, "season-earlier-why")) }
                    ul class="changes" {
                        @for one in &earlier { li class="sheet" { (self::earlier(&here, one, &names)) } }
                    }
                }
            }
        }
        div class="stack aside" id="aside" data-live {
            (changes::short(&here, &changes))
            p { a class="go" href=(here.at("charter")) { (say!(words, "charter-page")) } }
        }
    };
    Ok(Page { title: &title, current: Some(Nav::Decisions), body }.show(&here))
}

fn card(here: &Here, card: &DecisionCard) -> Markup {
    let words = here.words;
    let outcome = card.outcome.as_deref().or(card.provisional.as_deref());
    html! {
        a class="card" href=(here.at(format_args!("decisions/{}", card.id))) {
            span class="state" {
                (state::pill(words, &card.status, &card.method, outcome))
                @if let (true, Some(deadline)) = (card.status == "open", card.deadline) {
                    span {
                        @if deadline > here.now {
                            (when::left(words, deadline, here.now))
                        } @else {
                            (say!(words, "page-state-time-over"))
                        }
                    }
                }
            }
            h3 { (moderation::title(words, "decision", &card.title, card.hidden)) }
            p class="quiet" { (about(here, card)) }
            @if card.status == "open" { p class="mine" { (mine(words, card)) } }
        }
    }
}

// What the communities in which something was taken are called, of those that this profile holds.
async fn names(
    here: &Here,
    earlier: &[EarlierDecision],
) -> Result<BTreeMap<String, String>, Trouble> {
    if earlier.is_empty() {
        return Ok(BTreeMap::new());
    }
    let all = here.communities().await.map_err(|refusal| here.trouble(refusal))?;
    Ok(all.communities.into_iter().map(|one| (one.id, one.name)).collect())
}

// It was decided elsewhere: no state, and nobody's ballot, but the way there and the step to decide it anew.
fn earlier(here: &Here, one: &EarlierDecision, names: &BTreeMap<String, String>) -> Markup {
    let words = here.words;
    let title = clean::line(&one.title);
    let name = names.get(&one.community);
    html! {
        h3 { (title) }
        p class="quiet" {
            (term::earlier(words, &one.outcome, &one.chosen, &one.decided, name.map(String::as_str)))
            " " (say!(words, "season-earlier-by", name = &one.by))
            " · " (say!(words, "page-review-on", day = when::short_day(words, &one.review, here.now)))
        }
        @if !one.text.is_empty() {
            details id={ "x-" (one.id) } {
                summary {
                    (say!(words, "season-earlier-read"))
                    span class="off" { ": " (title) }
                }
                div class="prose" { (prose::read(&one.text)) }
            }
        }
        p class="stamp links" {
            @if name.is_some() {
                a href={ "/c/" (short(&one.community)) "/decisions/" (one.decision) } {
                    (say!(words, "season-origin-go"))
                    span class="off" { ": " (title) }
                }
            }
            @if here.takes_part() {
                a href=(here.at(format_args!("decisions/new?earlier={}", one.id))) {
                    (say!(words, "season-earlier-again"))
                    span class="off" { ": " (title) }
                }
                (Written { id: &one.id, by: &one.by, fold: None }.step(here))
            }
        }
    }
}

// Who, how many, when one looks back.
fn about(here: &Here, card: &DecisionCard) -> Markup {
    let words = here.words;
    html! {
        (say!(words, "page-by", name = &card.by))
        @if card.status == "draft" {
            ", " (moment::moment(here, card.at))
        } @else {
            " · " (say!(words, "page-took-part", n = card.took, of = card.of))
        }
        @if card.comments > 0 { " · " (say!(words, "page-n-comments", n = card.comments)) }
        @if card.conflict { " · " (say!(words, "page-two-versions")) }
        @if card.outcome.as_deref() == Some("adopted") {
            " · " (say!(words, "page-review-on", day = when::short_day(words, &card.review, here.now)))
        }
    }
}

// Where the reader stands in an open round.
fn mine(words: Words, card: &DecisionCard) -> String {
    match &card.mine {
        Some(line) => {
            let ballot = line::said(words, &card.method, line);
            say!(words, "page-you-chose", ballot = ballot)
        }
        None if card.elector => say!(words, "page-you-not-yet"),
        None => say!(words, "page-you-watch"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card(id: &str, status: &str, deadline: Option<i64>, mine: Option<&str>) -> DecisionCard {
        DecisionCard {
            id: id.to_owned(),
            title: String::new(),
            by: String::new(),
            at: 0,
            status: status.to_owned(),
            method: "consent".to_owned(),
            outcome: None,
            provisional: None,
            deadline,
            took: 0,
            of: 2,
            mine: mine.map(str::to_owned),
            elector: true,
            goal: None,
            review: String::new(),
            comments: 0,
            conflict: false,
            hidden: false,
        }
    }

    #[test]
    fn what_waits_for_the_reader_stands_first_and_what_is_new_above_what_is_old() {
        let cards = vec![
            card("a", "confirmed", Some(1), None),
            card("b", "draft", None, None),
            card("c", "open", Some(9), None),
            card("d", "open", Some(5), Some("consent")),
            card("e", "open", Some(7), None),
            card("f", "confirmed", Some(2), None),
            card("g", "disputed", Some(2), None),
        ];
        let shown: Vec<_> = grouped(cards)
            .into_iter()
            .map(|(group, cards)| {
                (group, cards.into_iter().map(|card| card.id).collect::<String>())
            })
            .collect();
        assert_eq!(
            shown,
            [
                (Group::Disputed, "g".to_owned()),
                (Group::Decide, "ecd".to_owned()),
                (Group::Talk, "b".to_owned()),
                (Group::Confirmed, "fa".to_owned()),
            ]
        );
    }

    #[test]
    fn ones_own_ballot_is_said_as_its_method_says_it() {
        let words = Words::new(words::language::Language::English);
        let said = |method: &str, line: &str| {
            let method = method.to_owned();
            mine(words, &DecisionCard { method, ..card("a", "open", None, Some(line)) })
        };
        assert_eq!(said("ranked", "garden > square"), "You chose: 1. garden, 2. square.");
        assert_eq!(said("dots", "garden=5,square=3"), "You chose: garden 5, square 3.");
        assert_eq!(said("lot", "abstain"), "You chose: takes part.");
        assert_eq!(said("score", "abstain"), "You chose: no preference.");
        assert_eq!(said("consent", "consent"), "You chose: agrees.");
    }
}
