//! Without internet: a file made of a community, and a file taken in.
//!
//! Guards: who may read a file is said where it is made; a file that comes in is read as it arrives and
//! never held whole; one that is no good changes nothing, and can be chosen again. Next: [`super::around`],
//! where both stand.

use axum::{
    Router,
    body::Body,
    extract::{
        DefaultBodyLimit, Multipart,
        multipart::{Field, MultipartRejection},
    },
    http::StatusCode,
    response::Response,
    routing::{get, post},
};
use futures::stream;
use maud::{Markup, html};
use peer::{
    answer::{Answer, Unbundled},
    bundle::{Export, Incoming, LARGEST, Newcomer, Part},
    refusal::Refusal,
};
use words::{say, when};

use crate::{
    parts::{
        field::{self, Ask, Form},
        file,
        frame::{self, Page},
        icon,
        note::{self, Tone},
        person,
    },
    server::App,
    trouble::{self, Trouble},
    typed::{Faults, Typed},
    visit::{Here, Visit, is_out, short},
};

/// Bytes that are let through: something larger chosen by mistake still gets its answer.
const WHOLE: usize = 2 * LARGEST;

/// Fields of the form, with room.
const FIELDS: usize = 8;

/// What the choice of a member begins with.
const FOR: &str = "for:";

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/bundle", get(ask).post(take).layer(DefaultBodyLimit::max(WHOLE)))
        .route("/c/{community}/bundle", post(make))
}

/// Both ways, for the page that says who is around.
pub(super) fn section(here: &Here) -> Markup {
    let words = here.words;
    let typed = Typed::default();
    let faults = Faults::default();
    let form = Form { words, typed: &typed, faults: &faults };
    let mut parts = vec![("all".to_owned(), say!(words, "page-bundle-all"))];
    if here.takes_part() {
        parts.push(("invite".to_owned(), say!(words, "page-bundle-with-invite")));
    }
    let others = here.members().iter().filter(|member| !member.me && !is_out(&member.state));
    parts.extend(others.map(|member| {
        let name = person::called(words, member);
        (format!("{FOR}{}", member.id), say!(words, "page-bundle-for", name = name))
    }));
    html! {
        section aria-labelledby="t-bundle" id="bundle" class="hand" {
            h2 id="t-bundle" { (say!(words, "page-bundle")) }
            p { (say!(words, "page-bundle-why")) }
            @if here.seen.is_some() {
                form method="post" action=(here.at("bundle")) class="sheet" {
                    h3 { (say!(words, "page-bundle-make")) }
                    (form.choice(
                        Ask { name: "part", label: &say!(words, "page-bundle-part"), ..Ask::default() },
                        &parts,
                    ))
                    (form.checks(
                        Ask { name: "bare", label: &say!(words, "attachments"), ..Ask::default() },
                        &[("yes", say!(words, "page-bundle-bare"), String::new())],
                    ))
                    p class="care" { (say!(words, "page-bundle-care")) }
                    div class="send" {
                        button class="btn" type="submit" {
                            (icon::icon("i-file")) (say!(words, "page-bundle-make-do"))
                        }
                    }
                }
            }
            @if !here.is_out() {
                // Making one is what the page is for.
                (taking(&form, false, &html! {
                    h3 { (say!(words, "page-bundle-take")) }
                }, field::quiet_button))
            }
        }
    }
}

/// What came of a file that was taken in, where the page was asked to say so.
pub(super) fn said(here: &Here, query: &[(String, String)]) -> Option<Markup> {
    let words = here.words;
    let number =
        |name: &str| -> Option<usize> { query.iter().find(|(of, _)| of == name)?.1.parse().ok() };
    let fresh = number("new")?;
    let of = |name: &str| number(name).filter(|number| *number > 0);
    let first = say!(words, "show-unbundled", acts = fresh, name = &here.name);
    Some(note::note(
        Tone::Good,
        &say!(words, "page-bundle-taken"),
        &html! {
            p role="status" { (first) }
            @if of("level").is_some() && fresh > 0 { p { (say!(words, "show-unbundled-level")) } }
            @if let Some(n) = of("attachments") {
                p { (say!(words, "show-unbundled-attachments", n = n)) }
            }
            @if let Some(acts) = of("held") { p { (say!(words, "show-unbundled-held", acts = acts)) } }
            @if let Some(acts) = of("refused") {
                p { (say!(words, "show-unbundled-refused", acts = acts)) }
            }
            @if of("written").is_some() { p { (say!(words, "page-bundle-back")) } }
        },
    ))
}

async fn make(here: Here, typed: Typed) -> Result<Response, Trouble> {
    let part = match typed.get("part") {
        "invite" => Part::Invite,
        part => match part.strip_prefix(FOR) {
            Some(member) => Part::For(member.to_owned()),
            None => Part::All,
        },
    };
    let export = Export { community: Some(here.id.clone()), part, bare: typed.has("bare") };
    let outgoing = here.peer().export(export).await;
    let outgoing = outgoing.map_err(|refusal| here.trouble(refusal))?;
    let name = archive::compose::slug(&here.name);
    let name = format!("{name}-{}.bundle", when::date_of(here.now));
    // Made as it is taken, so that it is never held whole.
    let pieces = stream::iter(outgoing.map(Ok::<_, std::convert::Infallible>));
    Ok(file::download(&name, "application/octet-stream", Body::from_stream(pieces)))
}

async fn ask(visit: Visit) -> Result<Response, Trouble> {
    let list = visit.communities().await;
    let list = list.map_err(|refusal| Trouble::new(visit.clone(), None, refusal))?;
    let is_new = list.communities.is_empty();
    Ok(form(&visit, &Typed::default(), &Faults::default(), is_new, StatusCode::OK))
}

async fn take(visit: Visit, sent: Result<Multipart, MultipartRejection>) -> Response {
    let words = visit.words;
    let mut read = Read::default();
    if let Ok(mut sent) = sent {
        for _ in 0..FIELDS {
            let Ok(Some(field)) = sent.next_field().await else { break };
            read.add(&visit, field).await;
        }
    }
    let Read { typed, incoming } = read;
    let is_new = typed.has("me");
    let refuse = |refusal: &Refusal| {
        let is_new = is_new || *refusal == Refusal::BadBundle("nameless".to_owned());
        let said = match refusal {
            Refusal::Invalid(_) | Refusal::TooLong(_) => {
                let said = trouble::said(words, refusal);
                Faults::at("me", format!("{} {}", said.message, said.hint))
            }
            refusal => Faults::of(words, refusal, &["file", "me"]),
        };
        form(&visit, &typed, &said, is_new, StatusCode::UNPROCESSABLE_ENTITY)
    };
    let parcel = match incoming.map(|incoming| incoming.and_then(Incoming::finish)) {
        Some(Ok(parcel)) => parcel,
        Some(Err(refusal)) => return refuse(&refusal),
        None => {
            let faults = Faults::at("file", say!(words, "page-bundle-none"));
            return form(&visit, &typed, &faults, is_new, StatusCode::UNPROCESSABLE_ENTITY);
        }
    };
    let newcomer =
        typed.some("me").map(|me| Newcomer { me, kind: person::chosen(typed.get("kind")) });
    let joins = newcomer.is_some();
    match visit.peer().import(parcel, newcomer).await {
        Ok(Answer::Unbundled(told)) if joins && told.state == "guest" && told.written > 0 => {
            frame::see_other(&format!("/c/{}/joined", short(&told.community)))
        }
        Ok(Answer::Unbundled(told)) => frame::see_other(&address(&told)),
        Ok(_) => refuse(&Refusal::Internal("no bundle came back".to_owned())),
        Err(refusal) => refuse(&refusal),
    }
}

// Where it is said what came of it.
fn address(told: &Unbundled) -> String {
    let Unbundled { fresh, held, refused, written, level, attachments, .. } = told;
    let level = usize::from(*level);
    format!(
        "/c/{}/around?new={fresh}&held={held}&refused={refused}&written={written}&level={level}&attachments={attachments}",
        short(&told.community)
    )
}

/// A form with a file, while it arrives.
#[derive(Default)]
struct Read {
    typed: Typed,
    /// Nothing while no file came.
    incoming: Option<Result<Incoming, Refusal>>,
}

impl Read {
    async fn add(&mut self, visit: &Visit, mut field: Field<'_>) {
        if field.name() != Some("file") {
            file::write(&mut self.typed, field).await;
            return;
        }
        let came = file::pieces(&mut field, |piece| {
            let incoming = self.incoming.take().unwrap_or_else(|| visit.peer().incoming());
            let pushed = incoming.and_then(|mut incoming| {
                incoming.push(piece)?;
                Ok(incoming)
            });
            self.incoming = Some(pushed);
        })
        .await;
        if !came {
            self.incoming = Some(Err(Refusal::BadBundle("too_large".to_owned())));
        }
    }
}

fn form(
    visit: &Visit,
    typed: &Typed,
    faults: &Faults,
    is_new: bool,
    status: StatusCode,
) -> Response {
    let words = visit.words;
    let form = Form { words, typed, faults };
    let (title, why) = if is_new {
        (say!(words, "page-bundle-begin"), Some(say!(words, "page-bundle-begin-why")))
    } else {
        (say!(words, "page-bundle-take"), None)
    };
    let body = html! {
        div class="head" {
            (frame::crumb("/", &say!(words, "page-back")))
            h1 { (title) }
            @if let Some(why) = why { p class="why" { (why) } }
        }
        div class="stack body" {
            (form.summary())
            (taking(&form, is_new, &html! {}, field::button))
        }
    };
    Page { title: &faults.title(words, &title), current: None, body }.response(visit, None, status)
}

// The form that takes a file; a script lets it be dropped anywhere on it.
fn taking(form: &Form<'_>, is_new: bool, head: &Markup, button: fn(&str) -> Markup) -> Markup {
    let words = form.words;
    html! {
        form method="post" action="/bundle" enctype="multipart/form-data" class="sheet" {
            (head)
            (form.file(&say!(words, "page-bundle-file"), &say!(words, "page-bundle-file-hint")))
            @if is_new { (person::fields(form)) }
            div class="send" {
                (button(&say!(words, "page-bundle-take-do")))
                p { (say!(words, "page-bundle-checked")) }
            }
        }
    }
}
