//! A file is attached: a form, and what it brings, taken in piece by piece.
//!
//! Guards: a file is never held whole; what is refused changes nothing, and keeps what was written beside
//! it; who can see the file is said before it is sent. Next: `peer::attachment`.

use axum::extract::{
    Multipart,
    multipart::{Field, MultipartRejection},
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
        file::LINK,
    },
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
                    optional: true,
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

/// Attaches what a form brought to a goal or decision.
///
/// # Errors
/// With what was typed and what is wrong with it: nothing has changed then.
pub(in crate::pages) async fn take(
    here: &Here,
    on: &str,
    sent: Result<Multipart, MultipartRejection>,
) -> Result<(), (Typed, Faults)> {
    let mut read = Read { typed: Typed::of([("alt", String::new())]), ..Read::default() };
    if let Ok(mut sent) = sent {
        for _ in 0..FIELDS {
            let Ok(Some(field)) = sent.next_field().await else { break };
            read.add(here, field).await;
        }
    }
    let Read { typed, title, upload } = read;
    let Some(upload) = upload else {
        let faults = Faults::at("file", say!(here.words, "page-attach-none"));
        return Err((typed, faults));
    };
    let attached = match upload {
        Ok(upload) => {
            let (community, on) = (Some(here.id.clone()), on.to_owned());
            let attach = Attach { community, on, title, alt: typed.text("alt") };
            here.peer().attach(upload, attach).await
        }
        Err(refusal) => Err(refusal),
    };
    match attached {
        Ok(_) => Ok(()),
        Err(refusal) => {
            let faults = Faults::of(here.words, &refusal, &["file", "alt"]);
            Err((typed, faults))
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
            Some("alt") => self.alt(field).await,
            _ => {}
        }
    }

    async fn file(&mut self, here: &Here, mut field: Field<'_>) {
        self.title = field.file_name().unwrap_or_default().to_owned();
        let mut upload = here.peer().upload().await;
        loop {
            let chunk = match field.chunk().await {
                Ok(Some(chunk)) => chunk,
                Ok(None) => break,
                // Larger than is let through, or the browser went away.
                Err(_) => {
                    upload = Err(Refusal::BadFile("too_large".to_owned()));
                    break;
                }
            };
            // What is no good runs out, so that the answer is seen.
            upload = upload.and_then(|mut upload| upload.push(&chunk).map(|()| upload));
        }
        self.upload = Some(upload);
    }

    async fn alt(&mut self, mut field: Field<'_>) {
        let mut kept = Vec::new();
        while let Ok(Some(chunk)) = field.chunk().await {
            if kept.len() + chunk.len() <= LINK {
                kept.extend_from_slice(&chunk);
            }
        }
        let value = String::from_utf8_lossy(&kept).into_owned();
        self.typed = std::mem::take(&mut self.typed).with("alt", Some(value));
    }
}
