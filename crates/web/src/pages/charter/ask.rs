//! Another value for one rule of the charter: a form, what would happen, one button.
//!
//! Guards: nothing is proposed before the button, and above it stands how many must want it (R2); a form
//! that is refused keeps what was typed. Next: [`super::typing`].

use axum::{Router, extract::Path, http::StatusCode, response::Response, routing::get};
use maud::{Markup, html};
use peer::{
    answer::{Changes, Charter, Standing},
    command::Command,
    refusal::Refusal,
};
use words::{charter, say, speech::Words, term};

use super::typing::{self, Ask as How};
use crate::{
    pages::changes::{self, one},
    parts::{
        field::{self, Ask, Form},
        frame::{self, Nav, Page},
        icon, person,
    },
    server::App,
    trouble::{self, Trouble},
    typed::{Faults, Typed},
    visit::{Here, answered},
};

/// Shares to choose a quorum from; what is in force stands among them anyway.
const QUORUMS: [&str; 5] = ["0/1", "1/3", "1/2", "2/3", "1/1"];

/// The share of a qualified majority to choose; what is in force stands among them anyway.
const METHODS: [&str; 4] = ["consent", "majority", "qualified 2/3", "absolute"];

pub(super) fn routes() -> Router<App> {
    Router::new().route("/c/{community}/charter/{key}", get(show).post(propose))
}

/// Whether a form can change the rule with this key.
pub(super) fn is_asked(key: &str) -> bool {
    How::of(key).is_some() || key == super::rules::KEY
}

/// What a core team may do, and what that means.
pub(super) fn powers(words: Words) -> [(String, String); 3] {
    [
        (say!(words, "charter-power-admit"), say!(words, "charter-power-admit-what")),
        (say!(words, "charter-power-rest"), say!(words, "charter-power-rest-what")),
        (say!(words, "charter-power-confirm"), say!(words, "charter-power-confirm-what")),
    ]
}

type Which = Path<(String, String)>;

async fn load(here: &Here, key: &str) -> Result<(Charter, Standing, How), Trouble> {
    let charter = super::load(here).await?;
    let rule = charter.clauses.iter().find(|rule| rule.clause.key == key).cloned();
    match (rule, How::of(key)) {
        (Some(rule), Some(how)) => Ok((charter, rule, how)),
        _ => Err(here.trouble(Refusal::Unknown(key.to_owned()))),
    }
}

async fn show(here: Here, Path((_, key)): Which) -> Result<Response, Trouble> {
    let rule = load(&here, &key).await?;
    let typed = typing::begin(&rule.1.clause, here.members());
    Ok(page(&here, &rule, &typed, &Faults::default(), StatusCode::OK))
}

async fn propose(here: Here, Path((_, key)): Which, typed: Typed) -> Result<Response, Trouble> {
    let rule = load(&here, &key).await?;
    let refuse =
        |faults: &Faults| Ok(page(&here, &rule, &typed, faults, StatusCode::UNPROCESSABLE_ENTITY));
    // One of several that are in force apart is chosen as it is.
    let value = match typed.some("raw") {
        Some(raw) => raw,
        None => match typing::read(here.words, &key, &typed) {
            Ok(value) => value,
            Err(faults) => return refuse(&faults),
        },
    };
    let command = Command::CharterPropose { key: key.clone(), value };
    match answered!(here.ask(command).await, Changes) {
        Ok(Changes { changes }) => {
            let about = |clause: &peer::answer::Clause| clause.key == key;
            let mut mine = changes.iter().filter(|change| change.approved);
            let waits = mine.find(|change| change.clause.as_ref().is_some_and(about));
            // Alone, it holds at once.
            let then = waits.map_or_else(
                || here.at(format_args!("charter#r-{key}")),
                |change| changes::address(&here, change),
            );
            Ok(frame::see_other(&then))
        }
        Err(Refusal::Invalid(_)) => {
            refuse(&Faults::at("value", say!(here.words, "charter-ask-wrong")))
        }
        Err(refusal) => refuse(&Faults::of(here.words, &refusal, &["value"])),
    }
}

fn page(
    here: &Here,
    (charter, rule, how): &(Charter, Standing, How),
    typed: &Typed,
    faults: &Faults,
    status: StatusCode,
) -> Response {
    let words = here.words;
    let title = say!(words, "charter-ask");
    let form = Form { words, typed, faults };
    let address = here.at(format_args!("charter/{}", rule.clause.key));
    let button = if charter.members < 2 {
        say!(words, "charter-ask-alone")
    } else {
        say!(words, "charter-ask-do")
    };
    let body = html! {
        div class="head" {
            (frame::crumb(&here.at("charter"), &say!(words, "charter-page")))
            h1 { (title) }
        }
        div class="stack body" {
            (form.summary())
            section aria-labelledby="t-now-is" {
                h2 id="t-now-is" { (say!(words, "charter-ask-now")) }
                p class="rule-now" { (one::sentence(words, &rule.clause)) }
            }
            @if here.has_say() {
                @if !rule.conflict.is_empty() { (apart(here, rule, &address)) }
                form method="post" action=(address) class="sheet" {
                    @match how {
                        How::Choice => (choice(&form, rule)),
                        How::Days => (number(&form, say!(words, "charter-ask-days"), rule, true)),
                        How::Number => (number(&form, say!(words, "charter-ask-number"), rule, false)),
                        How::Team => (team(here, &form)),
                    }
                    p class="needed" {
                        (say!(words, "charter-ask-then", needed = charter.needed, n = charter.members))
                    }
                    @if here.state == "resting" { p class="quiet" { (say!(words, "change-resting")) } }
                    div class="send" {
                        (field::button(&button))
                        a class="go" href=(here.at("charter")) {
                            (icon::icon("i-back")) (say!(words, "charter-ask-not"))
                        }
                    }
                }
            } @else {
                p class="quiet" { (no_say(here)) }
            }
        }
        @if *how == How::Team { div class="stack aside" { (super::team(words)) } }
    };
    Page { title: &faults.title(words, &title), current: Some(Nav::Charter), body }
        .show_as(here, status)
}

/// Why the reader has no say in it.
pub(super) fn no_say(here: &Here) -> String {
    let refusal = match here.state.as_str() {
        "removed" => Refusal::Removed,
        "dismissed" => Refusal::Dismissed,
        "left" => Refusal::Left,
        _ => Refusal::NotMember,
    };
    let said = trouble::said(here.words, &refusal);
    format!("{} {}", said.message, said.hint)
}

/// Several that came in force apart: each with one button that makes it the rule, once enough want it.
pub(super) fn apart(here: &Here, rule: &Standing, address: &str) -> Markup {
    let words = here.words;
    html! {
        section class="sheet" aria-labelledby="t-apart" {
            h2 id="t-apart" { (say!(words, "charter-ask-conflict")) }
            p { (say!(words, "charter-conflict")) ". " (say!(words, "charter-conflict-now")) }
            ul class="versions" {
                @for clause in &rule.conflict {
                    @let sentence = one::sentence(words, clause);
                    li {
                        p { b { (sentence) } }
                        @if !clause.rules.is_empty() { (super::rules::list(&clause.rules)) }
                        (field::one_button(
                            address,
                            &[("raw", &typing::raw(clause, here.members()))],
                            &html! {
                                button class="btn quiet-btn" type="submit" {
                                    (say!(words, "page-conflict-choose"))
                                    span class="off" { ": " (sentence) }
                                }
                            },
                        ))
                    }
                }
            }
        }
    }
}

fn choice(form: &Form<'_>, rule: &Standing) -> Markup {
    let words = form.words;
    let now = rule.clause.value.as_str();
    let usual: &[&str] = match rule.clause.key.as_str() {
        "method" => &METHODS,
        "quorum" => &QUORUMS,
        _ => &["vote", "advise"],
    };
    let others = (!usual.contains(&now)).then_some(now);
    let values: Vec<&str> = usual.iter().copied().chain(others).collect();
    let label = match rule.clause.key.as_str() {
        "method" => say!(words, "charter-ask-method"),
        "quorum" => say!(words, "charter-ask-quorum"),
        _ => say!(words, "charter-ask-organisations"),
    };
    let options: Vec<_> =
        values.into_iter().map(|value| option(words, &rule.clause.key, value)).collect();
    form.radios(Ask { name: "value", label: &label, ..Ask::default() }, &options)
}

fn option<'a>(words: Words, key: &str, value: &'a str) -> (&'a str, String, String) {
    let sentence = || charter::sentence(words, key, value, &[], &[]);
    match (key, value) {
        ("method", "qualified 2/3") => (value, say!(words, "charter-ask-qualified"), String::new()),
        ("method", "absolute") => (value, say!(words, "charter-ask-absolute"), String::new()),
        ("method", "consent" | "majority") => {
            (value, term::method(words, value, ""), String::new())
        }
        ("quorum", _) => (value, charter::share(words, value), String::new()),
        ("organisations", _) => (value, charter::value(words, key, value, &[], &[]), String::new()),
        _ => (value, sentence(), String::new()),
    }
}

fn number(form: &Form<'_>, label: String, rule: &Standing, is_days: bool) -> Markup {
    let words = form.words;
    let about = charter::name(words, &rule.clause.key);
    let hint = if is_days { say!(words, "charter-ask-days-hint") } else { String::new() };
    form.line(Ask {
        name: "value",
        label: &format!("{about}. {label}"),
        hint: &hint,
        autocomplete: Some("off"),
        ..Ask::default()
    })
}

fn team(here: &Here, form: &Form<'_>) -> Markup {
    let words = here.words;
    let whether = [
        ("none", say!(words, "charter-ask-team-none"), say!(words, "charter-ask-team-none-more")),
        ("some", say!(words, "charter-ask-team-some"), say!(words, "charter-ask-team-some-more")),
    ];
    let members = here.members().iter().filter(|member| member.state == "member");
    let people: Vec<_> = members
        .map(|member| (member.id.as_str(), person::name(words, member), String::new()))
        .collect();
    let [admit, rest, confirm] = powers(words);
    let may = [("admit", admit), ("rest", rest), ("confirm", confirm)];
    let may = may.map(|(word, (name, what))| (word, name, what));
    html! {
        (form.radios(
            Ask { name: "value", label: &say!(words, "charter-ask-team"), ..Ask::default() },
            &whether,
        ))
        div class="of-team" {
            (form.checks(
                Ask {
                    name: "who",
                    label: &say!(words, "charter-ask-who"),
                    hint: &say!(words, "charter-ask-who-hint"),
                    ..Ask::default()
                },
                &people,
            ))
            (form.line(Ask {
                name: "k",
                label: &say!(words, "charter-ask-k"),
                hint: &say!(words, "charter-ask-k-hint"),
                autocomplete: Some("off"),
                ..Ask::default()
            }))
            (form.checks(
                Ask { name: "may", label: &say!(words, "charter-ask-may"), ..Ask::default() },
                &may,
            ))
            p class="warn" {
                b { (say!(words, "charter-team-trust")) ". " } (say!(words, "charter-team-trust-what"))
            }
        }
    }
}
