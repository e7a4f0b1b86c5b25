//! Who speaks for a member that is an organisation: read by all, written by the organisation itself.
//!
//! Guards: what somebody may say and promise stands beside their name; above the text field stands who can
//! read it; taking somebody away erases the words about them. Next: `peer::execute::representative`.

use axum::{
    Router,
    extract::Path,
    http::StatusCode,
    response::Response,
    routing::{get, post},
};
use maud::{Markup, html};
use peer::{
    answer::{Member, Representative},
    command::{Command, Kind},
    refusal::Refusal,
};
use words::{clean, say};

use super::{at, find};
use crate::{
    parts::{
        field::{self, Ask, Form},
        frame::{self, Nav, Page},
        icon, person,
    },
    prose,
    server::App,
    trouble::Trouble,
    typed::{Faults, Typed},
    visit::Here,
};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/c/{community}/members/{member}/speaks", get(new).post(add))
        .route("/c/{community}/members/{member}/speaks/{one}", get(edit).post(save))
        .route("/c/{community}/members/{member}/speaks/{one}/remove", post(remove))
}

type Which = Path<(String, String)>;
type One = Path<(String, String, String)>;

/// Who speaks for this member; nothing where nobody does and nobody is expected to.
pub(super) fn section(here: &Here, member: &Member) -> Markup {
    let words = here.words;
    let name = person::called(words, member);
    let is_organisation = member.kind != Kind::Resident;
    if member.representatives.is_empty() && !is_organisation {
        return html! { div id="speaks" class="place" data-live {} };
    }
    let may = member.me && here.is_member();
    html! {
        section id="speaks" data-live aria-labelledby="t-speaks" {
            h2 id="t-speaks" { (say!(words, "rep-title", name = &name)) }
            p class="quiet" { (say!(words, "rep-why", name = &name)) }
            @if member.representatives.is_empty() {
                p { (say!(words, "rep-none", name = &name)) }
            } @else {
                ul class="house-rules" {
                    @for one in &member.representatives {
                        li {
                            p { b { (clean::line(&one.name)) } }
                            @if one.text.trim().is_empty() {
                                p class="quiet" { (say!(words, "rep-no-text")) }
                            } @else {
                                div class="prose" { (prose::read(&one.text)) }
                            }
                            @if may {
                                p { a class="go" href={ (at(here, member)) "/speaks/" (one.id) } {
                                    (say!(words, "rep-edit"))
                                    span class="off" { ": " (clean::line(&one.name)) }
                                } }
                            }
                        }
                    }
                }
            }
            @if may {
                p { a class="btn quiet-btn" href={ (at(here, member)) "/speaks" } {
                    (icon::icon("i-plus")) (say!(words, "rep-add"))
                } }
            }
        }
    }
}

// Only who it is about writes it.
fn own(here: &Here, id: &str) -> Result<Member, Trouble> {
    let member = find(here, id)?;
    if member.me {
        return Ok(member);
    }
    let refusal = Refusal::NotYours(person::called(here.words, &member));
    Err(here.trouble(refusal))
}

fn known(here: &Here, member: &Member, id: &str) -> Result<Representative, Trouble> {
    let found = member.representatives.iter().find(|one| one.id == id).cloned();
    found.ok_or_else(|| here.trouble(Refusal::Unknown(id.to_owned())))
}

async fn new(here: Here, Path((_, id)): Which) -> Result<Response, Trouble> {
    let member = own(&here, &id)?;
    Ok(form(&here, &member, None, &Typed::default(), &Faults::default(), StatusCode::OK))
}

async fn add(here: Here, Path((_, id)): Which, typed: Typed) -> Result<Response, Trouble> {
    let member = own(&here, &id)?;
    let command = Command::RepresentativeAdd { name: typed.text("name"), text: typed.some("text") };
    Ok(answer(&here, &member, None, &typed, command).await)
}

async fn edit(here: Here, Path((_, id, one)): One) -> Result<Response, Trouble> {
    let member = own(&here, &id)?;
    let one = known(&here, &member, &one)?;
    let typed = Typed::of([("name", one.name.clone()), ("text", one.text.clone())]);
    Ok(form(&here, &member, Some(&one), &typed, &Faults::default(), StatusCode::OK))
}

async fn save(here: Here, Path((_, id, one)): One, typed: Typed) -> Result<Response, Trouble> {
    let member = own(&here, &id)?;
    let one = known(&here, &member, &one)?;
    let command = Command::RepresentativeEdit {
        id: one.id.clone(),
        name: Some(typed.text("name")),
        text: Some(typed.text("text")),
    };
    Ok(answer(&here, &member, Some(&one), &typed, command).await)
}

async fn remove(here: Here, Path((_, id, one)): One) -> Result<Response, Trouble> {
    let member = own(&here, &id)?;
    let then = at(&here, &member);
    Ok(frame::act(&here, Command::RepresentativeRemove { id: one }, &then).await)
}

async fn answer(
    here: &Here,
    member: &Member,
    one: Option<&Representative>,
    typed: &Typed,
    command: Command,
) -> Response {
    match here.ask(command).await {
        Ok(_) => frame::see_other(&format!("{}#speaks", at(here, member))),
        Err(refusal) => {
            let faults = Faults::of(here.words, &refusal, &["name", "text"]);
            form(here, member, one, typed, &faults, StatusCode::UNPROCESSABLE_ENTITY)
        }
    }
}

fn form(
    here: &Here,
    member: &Member,
    one: Option<&Representative>,
    typed: &Typed,
    faults: &Faults,
    status: StatusCode,
) -> Response {
    let words = here.words;
    let form = Form { words, typed, faults };
    let back = at(here, member);
    let name = one.map(|one| clean::line(&one.name));
    let title = match &name {
        Some(name) => say!(words, "rep-edit-page", name = name),
        None => say!(words, "rep-add"),
    };
    let address =
        one.map_or_else(|| format!("{back}/speaks"), |one| format!("{back}/speaks/{}", one.id));
    let body = html! {
        div class="head" {
            (frame::crumb(&back, &person::called(words, member)))
            h1 { (title) }
        }
        div class="stack body" {
            (form.summary())
            form method="post" action=(address) class="sheet" {
                (form.line(Ask {
                    name: "name",
                    label: &say!(words, "rep-name"),
                    autocomplete: Some("off"),
                    ..Ask::default()
                }))
                (form.text(Ask {
                    name: "text",
                    label: &say!(words, "rep-text"),
                    hint: &say!(words, "rep-text-hint"),
                    optional: true,
                    ..Ask::default()
                }))
                div class="send" {
                    @if one.is_some() { (field::button(&say!(words, "rep-save"))) }
                    @else { (field::button(&say!(words, "rep-do"))) }
                    a class="go" href=(back) { (icon::icon("i-back")) (say!(words, "rep-not")) }
                }
            }
            @if let (Some(_), Some(name)) = (one, &name) {
                section class="sheet" aria-labelledby="t-remove" {
                    h2 id="t-remove" { (say!(words, "rep-remove", name = name)) }
                    p { (say!(words, "rep-remove-what", name = name)) }
                    (field::one_button(&format!("{address}/remove"), &[], &html! {
                        button class="btn stop" type="submit" { (say!(words, "rep-remove", name = name)) }
                    }))
                }
            }
        }
    };
    Page { title: &faults.title(words, &title), current: Some(Nav::Members), body }
        .show_as(here, status)
}
