//! Opening a round: by which rule, among how many, until when, with which proxies and tellers.
//!
//! Guards: the rule is read in words and numbers before anybody opens; the text is fixed from then on,
//! and the page says so; tellers are asked for only where there are people of two kinds to choose from.
//! Next: [`super::close`].

use axum::{Router, extract::Path, http::StatusCode, response::Response, routing::get};
use maud::{Markup, html};
use peer::{
    answer::{Member, Tasks},
    command::{Command, Kind, Opening},
    refusal::Refusal,
};
use words::{clean, say, term};

use super::{View, Which, address, entrust, load, rule};
use crate::{
    parts::{
        field::{self, Ask, Form},
        frame::{self, Nav, Page},
    },
    server::App,
    trouble::{self, Trouble},
    typed::{Faults, Typed},
    visit::{Here, answered},
};

/// The terms that can be chosen at once, in days. The middle one stands first chosen: it is the term of a
/// new community's rules.
const TERMS: [usize; 3] = [3, 7, 14];

/// The term that is chosen when none was.
const USUAL: &str = "7d";

/// More proxies than this don't stand in a list one by one: who allows hundreds means any number.
const PROXIES: usize = 12;

pub(super) fn routes() -> Router<App> {
    Router::new().route("/c/{community}/decisions/{decision}/open", get(ask).post(open))
}

async fn ask(here: Here, Path((_, id)): Which) -> Result<Response, Trouble> {
    let view = load(&here, id).await?;
    let asked = asked(&here).await;
    let typed = Typed::of([("proxies", asked.proxies.to_string())]);
    Ok(page(&here, &view, &asked, &typed, &Faults::default(), StatusCode::OK))
}

// What the form asks that isn't in the decision.
struct Asked {
    proxies: usize,
    tasks: Tasks,
}

async fn asked(here: &Here) -> Asked {
    Asked { proxies: most_proxies(here).await, tasks: entrust::tasks(here).await }
}

// How many proxies one person may hold by the rules of the community; none where that isn't known.
async fn most_proxies(here: &Here) -> usize {
    let charter = answered!(here.ask(Command::CharterShow).await, Charter);
    let clauses = charter.map(|charter| charter.clauses).unwrap_or_default();
    let clause = clauses.into_iter().map(|standing| standing.clause);
    let most =
        clause.filter(|clause| clause.key == "proxies").find_map(|one| one.value.parse().ok());
    most.unwrap_or_default()
}

fn page(
    here: &Here,
    view: &View,
    asked: &Asked,
    typed: &Typed,
    faults: &Faults,
    status: StatusCode,
) -> Response {
    let words = here.words;
    let decision = &view.decision;
    let form = Form { words, typed, faults };
    let title = say!(words, "page-open");
    let body = html! {
        div class="head" {
            (frame::crumb(&address(here, decision), &super::title(here, decision)))
            h1 { (title) }
            p class="why" { (say!(words, "page-open-why")) }
        }
        div class="stack body" {
            (form.summary())
            section aria-labelledby="t-rule" {
                h2 id="t-rule" { (say!(words, "page-rule")) }
                (rule::in_numbers(words, decision, view.voters()))
            }
            form method="post" class="sheet" {
                (terms(here, typed, faults))
                (entrust::fields(here, &form, decision, &asked.tasks, &view.members))
                (proxies(&form, asked.proxies))
                (tellers(&form, &view.members))
                div class="send" {
                    (field::button(&say!(words, "page-open-do")))
                    p { (say!(words, "page-open-fixed")) }
                }
            }
        }
    };
    Page { title: &faults.title(words, &title), current: Some(Nav::Decisions), body }
        .show_as(here, status)
}

// How many people one may vote for; nothing where the rules of the community have no proxies.
fn proxies(form: &Form<'_>, most: usize) -> Markup {
    let words = form.words;
    if most == 0 {
        return html! {};
    }
    let choices = (0..=most.min(PROXIES)).chain((most > PROXIES).then_some(most));
    let choices = choices.map(|n| (n.to_string(), say!(words, "page-open-proxies-n", n = n)));
    form.choice(
        Ask {
            name: "proxies",
            label: &say!(words, "page-open-proxies"),
            hint: &say!(words, "page-open-proxies-hint"),
            ..Ask::default()
        },
        &choices.collect::<Vec<_>>(),
    )
}

// Who writes down ballots on paper.
fn tellers(form: &Form<'_>, members: &[Member]) -> Markup {
    let words = form.words;
    let members: Vec<_> = members.iter().filter(|one| one.state == "member").collect();
    let first = members.first().map(|one| one.kind);
    if members.iter().all(|one| Some(one.kind) == first) {
        return html! {};
    }
    let kind = |kind: Kind| match kind {
        Kind::Resident => term::kind(words, "resident"),
        Kind::Business => term::kind(words, "business"),
        Kind::Organisation => term::kind(words, "organisation"),
        Kind::Municipality => term::kind(words, "municipality"),
    };
    let people: Vec<_> = members
        .iter()
        .map(|one| (one.id.as_str(), clean::line(&one.name), kind(one.kind)))
        .collect();
    let is_open = form.faults.get("tellers").is_some() || !form.typed.all("tellers").is_empty();
    html! {
        details class="tellers" open[is_open] {
            summary { (say!(words, "page-open-paper")) }
            (form.checks(Ask {
                name: "tellers",
                label: &say!(words, "page-open-tellers"),
                hint: &say!(words, "page-open-tellers-hint"),
                ..Ask::default()
            }, &people))
        }
    }
}

fn terms(here: &Here, typed: &Typed, faults: &Faults) -> Markup {
    let words = here.words;
    let chosen = typed.some("term").unwrap_or_else(|| USUAL.to_owned());
    let fault = faults.get("deadline");
    html! {
        fieldset class="field" {
            legend class="ask" { h2 { (say!(words, "page-term")) } }
            div class="opts" {
                @for days in TERMS {
                    @let value = format!("{days}d");
                    div class="opt" { label {
                        input type="radio" name="term" value=(value) checked[chosen == value];
                        span { b { (say!(words, "page-term-days", n = days)) } }
                    } }
                }
                div class="opt" {
                    label {
                        input type="radio" name="term" value="own" checked[chosen == "own"];
                        span { b { (say!(words, "page-term-own")) } }
                    }
                    div class="more" {
                        label class="ask" for="f-deadline" { (say!(words, "page-term-moment")) }
                        input type="datetime-local" id="f-deadline" name="deadline"
                            value=(typed.get("deadline"))
                            aria-invalid=[fault.map(|_| "true")]
                            aria-describedby=[fault.map(|_| "e-deadline")];
                        @if let Some(said) = fault { p class="fault" id="e-deadline" { (said) } }
                    }
                }
            }
        }
    }
}

async fn open(here: Here, Path((_, id)): Which, typed: Typed) -> Result<Response, Trouble> {
    let term = typed.some("term").unwrap_or_else(|| USUAL.to_owned());
    let deadline = if term == "own" { typed.text("deadline") } else { term };
    let opening = Opening {
        deadline: Some(deadline),
        tellers: typed.all("tellers").to_vec(),
        proxies: typed.some("proxies").and_then(|n| n.trim().parse().ok()),
        under: entrust::typed(&typed),
        judges: typed.some("judges").and_then(|n| n.trim().parse().ok()),
        partner: typed.some("partner"),
        nominee: typed.some("nominee"),
    };
    let command = Command::DecisionOpen { id: id.clone(), opening };
    match here.ask(command).await {
        Ok(_) => Ok(frame::see_other(&here.at(format_args!("decisions/{id}")))),
        Err(refusal) => {
            let view = load(&here, id).await?;
            let faults = match &refusal {
                Refusal::Invalid(about) if about == "deadline" => {
                    Faults::at("deadline", say!(here.words, "page-term-wrong"))
                }
                Refusal::OneKind => {
                    let said = trouble::said(here.words, &refusal);
                    Faults::at("tellers", format!("{} {}", said.message, said.hint))
                }
                other => Faults::of(here.words, other, &[]),
            };
            let asked = asked(&here).await;
            Ok(page(&here, &view, &asked, &typed, &faults, StatusCode::UNPROCESSABLE_ENTITY))
        }
    }
}
