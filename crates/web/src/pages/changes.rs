//! What waits for approvals: who is let in, put to rest or removed, and other rules.
//!
//! Guards: a change is in force by the rules, never by this page; one tap is one word, and what one is in
//! favour of can be taken back until it holds (R2). Next: [`one`], a change and what can be said to it.

use axum::{
    Router,
    response::Response,
    routing::{get, post},
};
use maud::{Markup, html};
use peer::{
    answer::{Change, Changes},
    command::Command,
};
use words::say;

use super::{joined, leave};
use crate::{
    parts::{
        frame::{self, Nav, Page},
        note,
    },
    server::App,
    trouble::Trouble,
    typed::Typed,
    visit::{Here, answered},
};

pub(crate) mod one;

/// Changes in the short list beside the decisions.
const SHORT: usize = 3;

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/c/{community}/changes", get(list))
        .route("/c/{community}/changes/approve", post(approve))
        .route("/c/{community}/changes/withdraw", post(withdraw))
        .route("/c/{community}/changes/object", post(object))
}

/// What waits, oldest first.
pub(crate) async fn load(here: &Here) -> Result<Vec<Change>, Trouble> {
    let list = answered!(here.ask(Command::ChangeList).await, Changes);
    let Changes { changes } = list.map_err(|refusal| here.trouble(refusal))?;
    Ok(changes)
}

/// The address of a change on the page of all of them.
pub(crate) fn address(here: &Here, change: &Change) -> String {
    here.at(format_args!("changes#{}", one::anchor(change)))
}

/// What waits, in short, for beside other things: how many, the first few, and where the rest is.
pub(crate) fn short(here: &Here, changes: &[Change]) -> Markup {
    let words = here.words;
    html! {
        section aria-labelledby="t-changes" {
            h2 id="t-changes" {
                @if changes.is_empty() { (say!(words, "change-page")) }
                @else { (say!(words, "change-short", n = changes.len())) }
            }
            @if changes.is_empty() {
                p class="quiet" { (say!(words, "change-short-none")) }
            } @else {
                ul class="short" {
                    @for change in changes.iter().take(SHORT) {
                        li {
                            a href=(address(here, change)) { (one::title(words, change)) }
                            p class="quiet" { (one::needed(words, change)) }
                        }
                    }
                }
                p { a class="btn quiet-btn" href=(here.at("changes")) { (say!(words, "change-short-all")) } }
            }
        }
    }
}

/// What the reader is to a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Group {
    /// Asked of the reader.
    Yours,
    /// The reader is in favour.
    For,
    /// Others decide, or nobody can.
    Others,
}

impl Group {
    fn of(change: &Change, me: &str) -> Self {
        if change.approved {
            Self::For
        } else if change.may_approve && change.blocked.is_none() && !one::objects(change, me) {
            Self::Yours
        } else {
            Self::Others
        }
    }
}

async fn list(here: Here) -> Result<Response, Trouble> {
    if here.seen.is_none() {
        return Ok(joined::waiting(&here));
    }
    let words = here.words;
    let changes = load(&here).await?;
    let me = here.my_name();
    let of = |group: Group| changes.iter().filter(move |one| Group::of(one, me) == group);
    let title = say!(words, "change-page");
    let part = |group: Group, id: &'static str, name: String, text: Option<String>| {
        html! {
            @if of(group).count() > 0 {
                section aria-labelledby=(id) {
                    h2 id=(id) { (name) }
                    @if let Some(text) = text { p class="quiet" { (text) } }
                    ul class="changes" { @for change in of(group) { (one::card(&here, change, None)) } }
                }
            }
        }
    };
    let body = html! {
        div class="head" {
            (frame::crumb(&here.at("decisions"), &say!(words, "page-decisions")))
            h1 { (title) }
            p class="why" { (say!(words, "change-page-why")) }
        }
        (leave::line(&here))
        div class="stack body" id="changes" data-live {
            @if changes.is_empty() {
                (note::empty(
                    &say!(words, "change-empty"),
                    &say!(words, "change-empty-text"),
                    Some((&here.at("charter"), &say!(words, "charter-page"))),
                ))
            }
            (part(Group::Yours, "t-yours", say!(words, "change-yours"), None))
            (part(
                Group::For,
                "t-for",
                say!(words, "change-yours-for"),
                Some(say!(words, "change-yours-for-text")),
            ))
            (part(Group::Others, "t-others", say!(words, "change-others"), None))
        }
    };
    Ok(Page { title: &title, current: Some(Nav::Decisions), body }.show(&here))
}

async fn approve(here: Here, typed: Typed) -> Response {
    let then = back(&here, &typed);
    frame::act(&here, Command::ChangeApprove { ids: vec![typed.text("id")] }, &then).await
}

async fn withdraw(here: Here, typed: Typed) -> Response {
    let then = back(&here, &typed);
    frame::act(&here, Command::ChangeWithdraw { ids: vec![typed.text("id")] }, &then).await
}

async fn object(here: Here, typed: Typed) -> Response {
    let then = back(&here, &typed);
    frame::act(&here, Command::ChangeObject { ids: vec![typed.text("id")] }, &then).await
}

// Where the button stood: the page of all changes, or that of whom it is about.
fn back(here: &Here, typed: &Typed) -> String {
    let on = here.members().iter().find(|member| member.id == typed.get("on"));
    on.map_or_else(|| here.at("changes"), |member| here.at(format_args!("members/{}", member.id)))
}

#[cfg(test)]
mod tests {
    use super::{one::tests::change, *};

    #[test]
    fn what_asks_for_the_reader_stands_apart_from_what_they_said_and_cannot_say() {
        let asked = change("remove");
        let group = |change: &Change| Group::of(change, "Ali");
        assert_eq!(group(&asked), Group::Yours);
        assert_eq!(group(&Change { approved: true, ..asked.clone() }), Group::For);
        assert_eq!(group(&Change { may_approve: false, ..asked.clone() }), Group::Others);
        let objections = vec!["Ali".to_owned()];
        assert_eq!(group(&Change { objections, ..asked.clone() }), Group::Others);
        let blocked = Some("two".to_owned());
        assert_eq!(group(&Change { blocked: blocked.clone(), ..asked.clone() }), Group::Others);
        // What one once said can be taken back, also where it can't come in force now.
        assert_eq!(group(&Change { blocked, approved: true, ..asked }), Group::For);
    }
}
