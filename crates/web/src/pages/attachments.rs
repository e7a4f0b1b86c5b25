//! Pictures and other files on a goal or decision: all of them on its page, and one of them erased.
//!
//! Guards: what isn't here says so, and what is folded away isn't seen by chance; what is erased is erased
//! for everybody, so that is asked once, in words. Next: [`content`], how one is given out.

use axum::{Router, extract::Path, response::Response, routing::get};
use maud::{Markup, html};
use peer::{
    answer::{Attachment, Case, Moderation},
    attachment::PICTURES,
    command::Command,
    refusal::Refusal,
};
use words::{attachment, clean, say};

use super::hidden;
use crate::{
    parts::{
        fold::Written,
        frame::{self, Nav, Page},
        icon, moment,
    },
    server::App,
    trouble::Trouble,
    typed::{Faults, Typed},
    visit::{Here, answered},
};

pub(super) mod add; // a form, and the file that it brings
mod content; // given out, so that no browser takes it for a page

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/c/{community}/attachments/{attachment}", get(content::give))
        .route("/c/{community}/attachments/{attachment}/erase", get(ask).post(erase))
}

type Which = Path<(String, String)>;

/// All that is attached to the item at this address, and a form when the owner takes part. Of a decision of
/// which a round was opened it is said that the vote isn't about them.
pub(super) fn section(
    here: &Here,
    address: &str,
    attached: &[Attachment],
    is_voted: bool,
    typed: &Typed,
    faults: &Faults,
) -> Markup {
    let words = here.words;
    html! {
        section class="attached" aria-labelledby="t-attached" {
            div id="attachments" data-live {
                h2 id="t-attached" { (say!(words, "attachments")) }
                @if attached.is_empty() {
                    p class="quiet" { (say!(words, "page-attached-none")) }
                } @else {
                    ul { @for told in attached { li id={ "b-" (told.id) } { (one(here, told)) } } }
                    @if is_voted { p class="quiet" { (say!(words, "page-attached-voted")) } }
                }
            }
            @if here.takes_part() { (add::form(here, address, typed, faults)) }
        }
    }
}

fn one(here: &Here, told: &Attachment) -> Markup {
    let words = here.words;
    let written = Written { id: &told.id, by: &told.by, fold: told.fold.as_ref() };
    let may_erase = here.takes_part() && (written.is_own(here) || here.has_say());
    html! {
        p class="by" { b { (clean::line(&told.by)) } " " (moment::moment(here, told.at)) }
        @if let Some(erased) = told.erased_at {
            p class="quiet" {
                (say!(words, "attachment-erased")) " " (attachment::erased_at(words, erased))
            }
        } @else {
            (written.folded(here, &format!("x-{}", told.id), &what(here, told, written.is_hidden())))
            (written.voice(here))
            p class="links" {
                (written.step(here))
                @if may_erase {
                    a class="fold-step" href=(here.at(format_args!("attachments/{}/erase", told.id))) {
                        (say!(words, "page-erase"))
                        span class="off" { (say!(words, "page-erase-of", file = &told.file)) }
                    }
                }
            }
        }
    }
}

// A picture as one, unless it is folded away; any other file by its name; of what isn't here, why.
fn what(here: &Here, told: &Attachment, is_hidden: bool) -> Markup {
    let words = here.words;
    let address = here.at(format_args!("attachments/{}", told.id));
    let is_picture = PICTURES.contains(&told.kind.as_str()) && !is_hidden;
    let (file, alt) = (clean::line(&told.file), clean::line(&told.alt));
    let kind = html! { span class="quiet" { (attachment::kind(words, &told.kind, told.size)) } };
    let missing = attachment::missing(words, &told.state, (told.have, told.size));
    html! {
        @if let Some(missing) = missing {
            p { b { (file) } " " (kind) }
            @if !alt.is_empty() { p { (alt) } }
            p class="quiet" { (missing) }
        } @else if is_picture {
            figure {
                a href=(address) {
                    img src=(address) alt=(if alt.is_empty() { &file } else { &alt })
                        loading="lazy" decoding="async";
                }
                figcaption { (file) " " (kind) }
            }
        } @else {
            p class="file" {
                a class="go" href=(address) { (icon::icon("i-file")) span { (file) } } " " (kind)
            }
            @if !alt.is_empty() { p { (alt) } }
        }
    }
}

/// The way to the content of what is folded away, where it is read on purpose.
pub(super) fn link(here: &Here, id: &str) -> Markup {
    html! {
        p { a class="go" href=(here.at(format_args!("attachments/{id}"))) {
            (icon::icon("i-file")) (say!(here.words, "page-attached-open"))
        } }
    }
}

// The attachment, and where it stands.
async fn load(here: &Here, id: String) -> Result<(Attachment, Case), Trouble> {
    let told = answered!(here.ask(Command::AttachmentShow { id }).await, Attachment);
    let told = told.map_err(|refusal| here.trouble(refusal))?;
    let of = Command::ModerationList { of: Some(told.id.clone()) };
    let cases = answered!(here.ask(of).await, Moderation);
    let Moderation { cases, .. } = cases.map_err(|refusal| here.trouble(refusal))?;
    let case = cases.into_iter().next();
    let case = case.ok_or_else(|| here.trouble(Refusal::Unknown(told.id.clone())))?;
    Ok((*told, case))
}

fn back(here: &Here, case: &Case) -> String {
    here.at(hidden::where_it_stands(case).unwrap_or_default())
}

async fn ask(here: Here, Path((_, id)): Which) -> Result<Response, Trouble> {
    let (told, case) = load(&here, id).await?;
    let words = here.words;
    let title = say!(words, "page-erase-title");
    let back = back(&here, &case);
    let nav = if case.of == "decision" { Nav::Decisions } else { Nav::Goals };
    let may_ask = here.takes_part() && (case.own || here.has_say());
    let body = html! {
        div class="head" {
            (frame::crumb(&back, &say!(words, "attachments")))
            h1 { (title) }
            p class="why" {
                (say!(words, "page-by", name = &told.by)) ", " (moment::moment(&here, told.at))
            }
        }
        div class="stack body" {
            @if let Some(erased) = told.erased_at {
                p {
                    (say!(words, "attachment-erased")) " " (attachment::erased_at(words, erased))
                }
                p { a class="go" href=(back) { (icon::icon("i-back")) (say!(words, "page-back")) } }
            } @else {
                section class="sheet" aria-labelledby="t-what" {
                    h2 id="t-what" {
                        @if case.fold.hidden { (say!(words, "case-hidden")) }
                        @else { (clean::line(&told.file)) }
                    }
                    ul class="tips" {
                        li { (say!(words, "page-erase-goes")) }
                        li { (say!(words, "page-erase-kept")) }
                        li { (say!(words, "page-erase-stays")) }
                        @if !case.own { li { (say!(words, "page-erase-others", name = &told.by)) } }
                    }
                }
                @if may_ask {
                    form method="post" class="send" {
                        button class="btn stop" type="submit" {
                            @if case.own { (say!(words, "page-erase-do")) }
                            @else { (say!(words, "page-erase-ask")) }
                        }
                        a class="go" href=(back) {
                            (icon::icon("i-back")) (say!(words, "page-erase-not"))
                        }
                    }
                } @else {
                    p { a class="go" href=(back) { (icon::icon("i-back")) (say!(words, "page-back")) } }
                }
            }
        }
    };
    Ok(Page { title: &title, current: Some(nav), body }.show(&here))
}

async fn erase(here: Here, Path((_, id)): Which) -> Result<Response, Trouble> {
    let (told, case) = load(&here, id).await?;
    // What waits for the others stands with all that does.
    let then = if case.own { back(&here, &case) } else { here.at("changes") };
    Ok(frame::act(&here, Command::Redact { id: told.id }, &then).await)
}
