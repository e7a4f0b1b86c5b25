//! What goes against a house rule: all of it, and one thing with what one can say of it.
//!
//! Guards: who wants something hidden, by which rule, and who sees it differently stands here for
//! everybody; hiding is choosing the rule, with one button named after it (definition 18). Next:
//! [`crate::parts::fold`].

use axum::{
    Router,
    extract::Path,
    response::Response,
    routing::{get, post},
};
use maud::{Markup, html};
use peer::{
    answer::{Case, HouseRule, Moderation},
    command::Command,
    refusal::Refusal,
};
use words::{clean, erased, moderation, say, speech::Words};

use super::{attachments, joined};
use crate::{
    parts::{
        field, fold,
        frame::{self, Nav, Page},
        icon, moment, note,
    },
    prose,
    server::App,
    trouble::{self, Trouble},
    typed::Typed,
    visit::{Here, answered},
};

/// Letters of a text in the name of a link.
const EXCERPT: usize = 40;

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/c/{community}/hidden", get(list))
        .route("/c/{community}/hidden/{act}", get(one))
        .route("/c/{community}/hidden/{act}/hide", post(hide))
        .route("/c/{community}/hidden/{act}/show", post(unhide))
}

type Which = Path<(String, String)>;

async fn load(here: &Here, of: Option<String>) -> Result<Moderation, Trouble> {
    let list = answered!(here.ask(Command::ModerationList { of }).await, Moderation);
    list.map_err(|refusal| here.trouble(refusal))
}

async fn list(here: Here) -> Result<Response, Trouble> {
    if here.seen.is_none() {
        return Ok(joined::waiting(&here));
    }
    let words = here.words;
    let Moderation { cases, .. } = load(&here, None).await?;
    let (now, asked): (Vec<_>, Vec<_>) = cases.iter().partition(|case| case.fold.hidden);
    let title = say!(words, "hidden-page");
    let body = html! {
        div class="head" {
            (frame::crumb(&here.at("charter#t-house"), &say!(words, "rules-page")))
            h1 { (title) }
            p class="why" { (say!(words, "hidden-page-why")) }
        }
        div class="stack body" id="cases" data-live {
            @if now.is_empty() {
                (note::empty(
                    &say!(words, "hidden-now-none"),
                    &say!(words, "hidden-now-none-text"),
                    Some((&here.at("charter#t-house"), &say!(words, "rules-page"))),
                ))
            } @else {
                section aria-labelledby="t-hidden" {
                    h2 id="t-hidden" { (say!(words, "hidden-now")) }
                    ul class="changes" { @for case in now { li class="sheet" { (entry(&here, case)) } } }
                }
            }
            @if !asked.is_empty() {
                section aria-labelledby="t-asked" {
                    h2 id="t-asked" { (say!(words, "hidden-asked")) }
                    ul class="changes" { @for case in asked { li class="sheet" { (entry(&here, case)) } } }
                }
            }
        }
    };
    Ok(Page { title: &title, current: Some(Nav::Charter), body }.show(&here))
}

fn entry(here: &Here, case: &Case) -> Markup {
    let words = here.words;
    let what = moderation::what(words, &case.kind, &case.by);
    html! {
        h3 { (what) }
        p class="quiet" { (moment::moment(here, case.at)) }
        details id={ "x-" (case.id) } {
            summary {
                (say!(words, "hidden-read"))
                span class="off" { (say!(words, "hidden-read-of", what = &what)) }
            }
            (content(here, case))
        }
        (stands(here, case))
        p { a class="go" href=(here.at(format_args!("hidden/{}", case.id))) {
            @if case.own || !here.is_member() { (say!(words, "fold-more")) }
            @else { (say!(words, "hidden-say")) }
            span class="off" { (say!(words, "hidden-read-of", what = &what)) }
        } }
    }
}

fn content(here: &Here, case: &Case) -> Markup {
    if let Some(at) = case.erased_at {
        return html! { p class="quiet" { (erased::said(here.words, &case.kind, at)) } };
    }
    html! {
        div class="prose" {
            @if !case.title.is_empty() { p { b { (clean::line(&case.title)) } } }
            (prose::read(&case.text))
        }
        @if case.kind == "attachment" { (attachments::link(here, &case.id)) }
    }
}

// Who says what, since when.
fn stands(here: &Here, case: &Case) -> Markup {
    let words = here.words;
    let fold = &case.fold;
    html! {
        dl class="facts stands" {
            div {
                dt { (say!(words, "case-hide")) }
                dd {
                    @if fold.hide.is_empty() { (say!(words, "case-nobody")) }
                    @for said in &fold.hide {
                        p {
                            (say!(words, "case-hide-by", name = &said.by, rule = &said.rule)) ", "
                            (moment::moment(here, said.at))
                        }
                    }
                }
            }
            div {
                dt { (say!(words, "case-show")) }
                dd {
                    @if fold.show.is_empty() { (say!(words, "case-nobody")) }
                    @else { (words.list(&fold.show)) }
                }
            }
            div {
                dt { (say!(words, "case-appeal")) }
                dd {
                    @if fold.appealed { (say!(words, "fold-appealed", name = &case.by)) }
                    @else { (say!(words, "case-appeal-no")) }
                }
            }
            @if let Some(since) = case.since {
                div {
                    dt { (say!(words, "hidden-since")) }
                    dd { (moment::moment(here, since)) }
                }
            }
        }
    }
}

async fn one(here: Here, Path((_, id)): Which) -> Result<Response, Trouble> {
    if here.seen.is_none() {
        return Ok(joined::waiting(&here));
    }
    let words = here.words;
    let Moderation { cases, house_rules } = load(&here, Some(id.clone())).await?;
    let case = cases.first().ok_or_else(|| here.trouble(Refusal::Unknown(id)))?;
    let title = say!(words, "case-page");
    let what = moderation::what(words, &case.kind, &case.by);
    let written = fold::Written { id: &case.id, by: &case.by, fold: Some(&case.fold) };
    let body = html! {
        div class="head" {
            (frame::crumb(&here.at("hidden"), &say!(words, "hidden-page")))
            h1 { (title) }
            p class="why" { (what) ", " (moment::moment(&here, case.at)) }
        }
        div class="stack body" {
            section class="sheet" id="case" data-live aria-labelledby="t-case" {
                h2 id="t-case" { (standing(words, case)) }
                (written.folded(&here, "case-fold", &content(&here, case)))
                @if let Some(address) = where_it_stands(case) {
                    p { a class="go" href=(here.at(address)) { (say!(words, "case-where")) } }
                }
            }
            section id="stands" data-live aria-labelledby="t-stands" {
                h2 id="t-stands" { (say!(words, "case-stands")) }
                @if case.fold.hide.is_empty() && case.fold.show.is_empty() {
                    p class="quiet" { (say!(words, "case-stands-none")) }
                } @else {
                    (stands(&here, case))
                }
            }
            section id="say" data-live aria-labelledby="t-say" { (voice(&here, case, &house_rules)) }
        }
    };
    Ok(Page { title: &title, current: Some(Nav::Charter), body }.show(&here))
}

fn standing(words: Words, case: &Case) -> String {
    if case.fold.hidden { say!(words, "case-hidden") } else { say!(words, "case-shown") }
}

/// The page that something stands on, and its place there.
pub(super) fn where_it_stands(case: &Case) -> Option<String> {
    let hash = match case.kind.as_str() {
        "comment" => format!("#c-{}", case.id),
        "attachment" => format!("#b-{}", case.id),
        _ => String::new(),
    };
    match case.of.as_str() {
        "goal" => Some(format!("goals/{}{hash}", case.on)),
        "decision" => Some(format!("decisions/{}{hash}", case.on)),
        _ => None,
    }
}

// What the reader can say, or why nothing.
fn voice(here: &Here, case: &Case, rules: &[HouseRule]) -> Markup {
    let words = here.words;
    let fold = &case.fold;
    let mine = fold.mine.as_deref();
    let at = |verb: &str| here.at(format_args!("hidden/{}/{verb}", case.id));
    if case.own {
        return html! {
            h2 id="t-say" { (say!(words, "case-own")) }
            p { (say!(words, "case-own-what")) }
            @if mine == Some("show") {
                p class="agreed" {
                    (icon::icon("i-check")) span { (say!(words, "fold-appealed-mine")) }
                }
            } @else if !fold.hide.is_empty() && here.takes_part() {
                (field::one_button(&at("show"), &[], &field::button(&say!(words, "fold-appeal"))))
            }
        };
    }
    let by_me = |rule: &HouseRule| {
        let me = here.my_name();
        fold.hide.iter().any(|said| said.by == me && said.rule_id == rule.id)
    };
    html! {
        h2 id="t-say" { (say!(words, "case-say")) }
        p { (say!(words, "case-say-how")) }
        @if case.kind == "comment" && case.erased_at.is_none() && here.takes_part() && here.has_say() {
            p { a class="go" href=(here.at(format_args!("erase/{}", case.id))) {
                (say!(words, "page-erase-ask"))
            } }
        }
        @match mine {
            Some("hide") => p class="agreed" {
                (icon::icon("i-check")) span { (say!(words, "case-mine-hide")) }
            },
            Some(_) => p class="agreed" {
                (icon::icon("i-check")) span { (say!(words, "case-mine-show")) }
            },
            None => {},
        }
        @if !here.is_member() {
            p class="quiet" { (refused(here)) }
        } @else {
            @if !fold.hide.is_empty() && mine != Some("show") {
                (field::one_button(&at("show"), &[], &field::quiet_button(&say!(words, "fold-show"))))
            }
            @if rules.is_empty() {
                p { (say!(words, "case-no-rules")) }
                p { a class="btn quiet-btn" href=(here.at("charter/house_rules")) {
                    (say!(words, "case-no-rules-do"))
                } }
            } @else {
                ul class="house-rules" {
                    @for rule in rules {
                        li {
                            p { b { (clean::line(&rule.title)) } }
                            @if !rule.text.is_empty() { div class="prose" { (prose::read(&rule.text)) } }
                            @if !by_me(rule) {
                                @let title = prose::plain(&rule.title, EXCERPT);
                                (field::one_button(
                                    &at("hide"),
                                    &[("rule", &rule.id)],
                                    &field::quiet_button(&say!(words, "case-say-hide", rule = title)),
                                ))
                            }
                        }
                    }
                }
            }
        }
    }
}

// Why the reader can't say anything, in the words of the refusal.
fn refused(here: &Here) -> String {
    if here.state == "resting" {
        return say!(here.words, "change-resting");
    }
    let refusal = match here.state.as_str() {
        "left" => Refusal::Left,
        "removed" => Refusal::Removed,
        "dismissed" => Refusal::Dismissed,
        _ => Refusal::NotMember,
    };
    let said = trouble::said(here.words, &refusal);
    format!("{} {}", said.message, said.hint)
}

async fn hide(here: Here, Path((_, id)): Which, typed: Typed) -> Response {
    let then = here.at(format_args!("hidden/{id}"));
    frame::act(&here, Command::ModerationHide { id, rule: typed.text("rule") }, &then).await
}

async fn unhide(here: Here, Path((_, id)): Which) -> Response {
    let then = here.at(format_args!("hidden/{id}"));
    frame::act(&here, Command::ModerationShow { id }, &then).await
}
