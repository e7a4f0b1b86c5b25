//! What members decide about one of them, asked once: put to rest, remove, send a guest away.
//!
//! Guards: what it means and how many must agree stands above the button (R2, R3, R5); what the rules
//! don't allow is said where the button would be, in the words of the refusal. Next: `rules::approval`.

use axum::{
    Router,
    extract::Path,
    response::Response,
    routing::{get, post},
};
use maud::html;
use peer::{answer::Member, command::Command, refusal::Refusal};
use words::{say, when};

use super::{SAID, Which, at, find, standing};
use crate::{
    parts::{
        frame::{self, Nav, Page},
        icon, person, tally,
    },
    server::App,
    trouble::{self, Trouble},
    visit::Here,
};

/// The share of members whose word brings a change in force (R2).
const NEEDED: &str = "2/3";

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/c/{community}/members/{member}/rest", get(ask_rest).post(rest))
        .route("/c/{community}/members/{member}/later", post(later))
        .route("/c/{community}/members/{member}/block", post(block))
        .route("/c/{community}/members/{member}/unblock", post(unblock))
        .route("/c/{community}/members/{member}/remove", get(ask_remove).post(remove))
        .route("/c/{community}/members/{member}/dismiss", get(ask_dismiss).post(dismiss))
}

/// A step that is asked once.
struct Step<'a> {
    /// The question.
    title: String,
    /// What it means, line by line.
    what: Vec<String>,
    /// How many must agree.
    needed: String,
    /// The button; none where the rules don't allow it, with why.
    button: Result<String, String>,
    /// Whether it can't be undone.
    is_last: bool,
    member: &'a Member,
}

fn ask(here: &Here, step: &Step<'_>) -> Response {
    let words = here.words;
    let back = at(here, step.member);
    let class = if step.is_last { "btn stop" } else { "btn" };
    let body = html! {
        div class="head" {
            (frame::crumb(&back, &person::called(words, step.member)))
            h1 { (step.title) }
        }
        div class="stack body" {
            div class="sheet sure" {
                ul class="tips" { @for line in &step.what { li { (line) } } }
                @match &step.button {
                    Ok(button) => {
                        p class="needed" { (step.needed) }
                        form method="post" {
                            div class="send" {
                                button class=(class) type="submit" { (button) }
                                a class="go" href=(back) {
                                    (icon::icon("i-back")) (say!(words, "page-keep-person"))
                                }
                            }
                        }
                    },
                    Err(why) => {
                        p class="agreed blocked" { (icon::icon("i-lock")) span { (why) } }
                        p { a class="go" href=(back) {
                            (icon::icon("i-back")) (say!(words, "page-keep-person"))
                        } }
                    },
                }
            }
        }
    };
    Page { title: &step.title, current: Some(Nav::Members), body }.show(here)
}

// Why a step can't be taken, in the words that the peer's refusal has.
fn refused(here: &Here, refusal: &Refusal) -> String {
    let said = trouble::said(here.words, refusal);
    format!("{} {}", said.message, said.hint)
}

// Only members change who is in, and nobody themselves.
fn allowed(
    here: &Here,
    member: &Member,
    wanted: &[&str],
    button: String,
) -> Result<String, String> {
    if member.me {
        Err(say!(here.words, "page-someone-you"))
    } else if !here.has_say() {
        Err(refused(here, &Refusal::NotMember))
    } else if !wanted.contains(&member.state.as_str()) {
        Err(standing(here.words, &member.state, &person::called(here.words, member)))
    } else {
        Ok(button)
    }
}

fn members(here: &Here) -> usize {
    here.members().iter().filter(|member| member.state == "member").count()
}

async fn ask_rest(here: Here, Path((_, id)): Which) -> Result<Response, Trouble> {
    let member = find(&here, &id)?;
    let words = here.words;
    let name = person::called(words, &member);
    let n = members(&here);
    let day = when::short_day(words, &when::date_of(member.heard), here.now);
    let what = vec![
        say!(words, "page-rest-heard", name = &name, day = day),
        say!(words, "page-rest-when", name = &name),
        say!(words, "page-rest-goes", name = &name),
        say!(words, "page-rest-back", name = &name),
    ];
    let button = say!(words, "page-rest-do", name = &name);
    Ok(ask(
        &here,
        &Step {
            title: say!(words, "page-rest-ask", name = &name),
            what,
            needed: say!(words, "page-rest-needed", needed = tally::least(NEEDED, n), n = n),
            button: allowed(&here, &member, &["member"], button),
            is_last: false,
            member: &member,
        },
    ))
}

async fn rest(here: Here, Path((_, who)): Which) -> Response {
    let then = here.at(format_args!("members/{who}"));
    frame::act(&here, Command::MemberRest { who }, &then).await
}

async fn later(here: Here, Path((_, who)): Which) -> Response {
    frame::act(&here, Command::MemberLater { who }, &here.at("")).await
}

async fn block(here: Here, Path((_, who)): Which) -> Response {
    let then = here.at(format_args!("members/{who}"));
    frame::act(&here, Command::MemberBlock { who }, &then).await
}

async fn unblock(here: Here, Path((_, who)): Which) -> Response {
    let then = here.at(format_args!("members/{who}"));
    frame::act(&here, Command::MemberUnblock { who }, &then).await
}

/// Of so many members, of whom the one to be removed may be one: how many others must agree, and how many
/// others there are; nothing where nobody can be removed (R2, R3).
fn removal(members: usize, is_member: bool) -> Option<(usize, usize)> {
    let others = members - usize::from(is_member && members > 0);
    (members >= 3).then(|| (tally::least(NEEDED, others).max(members / 2 + 1), others))
}

async fn ask_remove(here: Here, Path((_, id)): Which) -> Result<Response, Trouble> {
    let member = find(&here, &id)?;
    let words = here.words;
    let name = person::called(words, &member);
    let removal = removal(members(&here), member.state == "member");
    let button = say!(words, "page-remove-do", name = &name);
    let button = allowed(&here, &member, &["member", "resting"], button);
    let (needed, n) = removal.unwrap_or_default();
    Ok(ask(
        &here,
        &Step {
            title: say!(words, "page-remove-ask", name = &name),
            what: vec![
                say!(words, "page-remove-talk", name = &name),
                say!(words, "page-remove-goes", name = &name),
                say!(words, "page-remove-stays", name = &name),
                say!(words, "page-remove-never"),
            ],
            needed: say!(words, "page-remove-needed", needed = needed, n = n, name = &name),
            button: match removal {
                Some(_) => button,
                None => button.and(Err(refused(&here, &Refusal::OnlyTwo))),
            },
            is_last: true,
            member: &member,
        },
    ))
}

async fn remove(here: Here, Path((_, who)): Which) -> Response {
    let then = here.at(format_args!("members/{who}"));
    frame::act(&here, Command::MemberRemove { who }, &then).await
}

async fn ask_dismiss(here: Here, Path((_, id)): Which) -> Result<Response, Trouble> {
    let member = find(&here, &id)?;
    let words = here.words;
    let name = person::called(words, &member);
    let button = say!(words, "page-dismiss-do", name = &name);
    // A guest may send away who came by their own invite; the peer says whether it is.
    let button = if member.state == "guest" && here.takes_part() {
        Ok(button)
    } else {
        allowed(&here, &member, &["guest"], button)
    };
    Ok(ask(
        &here,
        &Step {
            title: say!(words, "page-dismiss-ask", name = &name),
            what: vec![
                say!(words, "page-dismiss-goes", name = &name),
                say!(words, "page-dismiss-reads", name = &name),
                say!(words, "page-dismiss-back"),
                say!(words, "page-dismiss-talk"),
            ],
            needed: say!(words, "page-dismiss-how", name = &name),
            button,
            is_last: true,
            member: &member,
        },
    ))
}

async fn dismiss(here: Here, Path((_, who)): Which) -> Response {
    let then = here.at(format_args!("members/{who}{SAID}"));
    frame::act(&here, Command::MemberDismiss { who: vec![who] }, &then).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_removal_takes_two_thirds_of_the_others_and_more_than_half_of_all() {
        for (members, is_member, wanted) in [
            (1, true, None),
            (2, true, None),
            (3, true, Some((2, 2))),
            (4, true, Some((3, 3))),
            (7, true, Some((4, 6))),
            (3, false, Some((2, 3))),
            (0, true, None),
        ] {
            assert_eq!(removal(members, is_member), wanted, "{members}");
        }
    }
}
