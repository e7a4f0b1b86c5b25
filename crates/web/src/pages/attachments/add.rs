//! A file is attached: a form, and what it brings, taken in piece by piece.
//!
//! Guards: a file is never held whole; what is refused changes nothing, and keeps what was written beside
//! it; who can see the file is said before it is sent. Next: `peer::attachment`.

use axum::{
    extract::{
        Multipart,
        multipart::{Field, MultipartRejection},
    },
    response::Response,
};
use maud::{Markup, html};
use peer::{
    attachment::{Attach, Upload},
    refusal::Refusal,
};
use words::say;

use crate::{
    parts::{
        field::{self, Ask, Form},
        file, frame,
    },
    trouble::Trouble,
    typed::{Faults, Typed},
    visit::Here,
};

/// Bytes of a form that are let through: a film chosen by mistake still gets its answer.
pub(crate) const WHOLE: usize = 2 << 30;

/// Fields of the form, with room.
const FIELDS: usize = 8;

/// The form that takes a file; a script lets it be dropped anywhere on it.
pub(super) fn form(here: &Here, address: &str, typed: &Typed, faults: &Faults) -> Markup {
    let words = here.words;
    let form = Form { words, typed, faults };
    // Sent once already: its faults are here.
    let is_refused = faults.is_any() && typed.has("alt");
    html! {
        details class="add" open[is_refused] {
            summary { (say!(words, "page-attach")) }
            form method="post" action={ (address) "/attach" } enctype="multipart/form-data" class="sheet" {
                (form.file(&say!(words, "page-attach-file"), &say!(words, "page-attach-file-hint")))
                @if is_refused { p class="field" { (say!(words, "page-attach-again")) } }
                (form.line(Ask {
                    name: "alt",
                    label: &say!(words, "page-attach-alt"),
                    hint: &say!(words, "page-attach-alt-hint"),
                    depends: true,
                    ..Ask::default()
                }))
                div class="send" {
                    (field::button(&say!(words, "page-attach-do")))
                    p { (say!(words, "page-attach-who")) }
                }
            }
        }
    }
}

/// Attaches what a form brought to a goal or decision, and leads back to it: `items` is what it stands under
/// in the address. What is refused changes nothing, and `page` shows it once more.
///
/// # Errors
/// When `page` can't.
pub(in crate::pages) async fn take(
    here: &Here,
    items: &str,
    on: &str,
    sent: Result<Multipart, MultipartRejection>,
    page: impl AsyncFnOnce(Typed, Faults) -> Result<Response, Trouble>,
) -> Result<Response, Trouble> {
    let mut read = Read { typed: Typed::of([("alt", String::new())]), ..Read::default() };
    if let Ok(mut sent) = sent {
        for _ in 0..FIELDS {
            let Ok(Some(field)) = sent.next_field().await else { break };
            read.add(here, field).await;
        }
    }
    let Read { typed, title, upload } = read;
    let attached = match upload {
        Some(Ok(upload)) => {
            let (community, on) = (Some(here.id.clone()), on.to_owned());
            let attach = Attach { community, on, title, alt: typed.text("alt") };
            here.peer().attach(upload, attach).await
        }
        Some(Err(refusal)) => Err(refusal),
        None => {
            let faults = Faults::at("file", say!(here.words, "page-attach-none"));
            return page(typed, faults).await;
        }
    };
    match attached {
        Ok(_) => Ok(frame::see_other(&here.at(format_args!("{items}/{on}#attachments")))),
        Err(refusal) => {
            let faults = Faults::of(here.words, &refusal, &["file", "alt"]);
            page(typed, faults).await
        }
    }
}

/// A form with a file, while it arrives.
#[derive(Default)]
struct Read {
    typed: Typed,
    /// What the file is called where it comes from.
    title: String,
    /// Nothing while no file came.
    upload: Option<Result<Upload, Refusal>>,
}

impl Read {
    async fn add(&mut self, here: &Here, field: Field<'_>) {
        match field.name() {
            // Without a choice, browsers send one without a name.
            Some("file") if field.file_name().is_some_and(|name| !name.is_empty()) => {
                self.file(here, field).await;
            }
            Some("alt") => {
                file::write(&mut self.typed, field).await;
            }
            _ => {}
        }
    }

    async fn file(&mut self, here: &Here, mut field: Field<'_>) {
        self.title = field.file_name().unwrap_or_default().to_owned();
        let mut upload = Some(here.peer().upload().await);
        let came = file::pieces(&mut field, |piece| {
            let pushed = upload
                .take()
                .map(|upload| upload.and_then(|mut upload| upload.push(piece).map(|()| upload)));
            upload = pushed;
        })
        .await;
        self.upload =
            if came { upload } else { Some(Err(Refusal::BadFile("too_large".to_owned()))) };
    }
}
