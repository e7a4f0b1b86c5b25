//! Pictures and other files on a goal or decision: all of them on its page.
//!
//! Guards: what isn't here says so, and what is folded away isn't seen by chance. Next: [`content`], how one
//! is given out; [`super::erase`].

use axum::{Router, routing::get};
use maud::{Markup, html};
use peer::{answer::Attachment, attachment::PICTURES};
use words::{attachment, clean, erased, say};

use crate::{
    parts::{
        fold::{self, Written},
        icon, moment,
    },
    server::App,
    typed::{Faults, Typed},
    visit::Here,
};

pub(super) mod add; // a form, and the file that it brings
mod content; // given out, so that no browser takes it for a page

pub(crate) fn routes() -> Router<App> {
    Router::new().route("/c/{community}/attachments/{attachment}", get(content::give))
}

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
    html! {
        p class="by" { b { (clean::line(&told.by)) } " " (moment::moment(here, told.at)) }
        @if let Some(at) = told.erased_at {
            p class="quiet" { (erased::said(words, "attachment", at)) }
        } @else {
            (written.folded(here, &format!("x-{}", told.id), &what(here, told, written.is_hidden())))
            (written.voice(here))
            p class="links" {
                (written.step(here))
                @if here.takes_part() && (written.is_own(here) || here.has_say()) {
                    (fold::erase(here, &told.id, &told.file))
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
