//! Checking everything again, and taking it along: the document and the archive as files.
//!
//! Guards: what is taken along is all there is but the contents of attachments, which is said, and can be
//! verified by others; a file is never opened as a page (a download, and its kind is not to be guessed).
//! Next: `archive::parcel`.

use archive::{
    compose::{compose, slug},
    parcel::{self, PackError},
    source::Source,
};
use axum::{Router, response::Response, routing::get};
use data_encoding::BASE64;
use maud::{Markup, html};
use peer::{
    answer::{Evidence, File, Verified},
    command::Command,
    refusal::Refusal,
};
use tokio::task::spawn_blocking;
use words::say;

use crate::{
    parts::{
        field, file,
        frame::Page,
        icon,
        note::{self, Tone},
    },
    server::App,
    trouble::Trouble,
    visit::{Here, answered},
};

/// Differences that are shown at most: who has more has one to tell the makers about all the same.
const SHOWN: usize = 20;

pub(crate) fn routes() -> Router<App> {
    Router::new()
        // Checking changes nothing, but is too much work for whoever only looks.
        .route("/c/{community}/archive", get(show).post(check))
        .route("/c/{community}/archive/document", get(document))
        .route("/c/{community}/archive/bag", get(bag))
}

/// What is to be said at the top.
#[derive(Debug)]
enum Said {
    Nothing,
    Checked(Verified),
    /// The archive doesn't fit in one file.
    TooLarge,
}

async fn show(here: Here) -> Response {
    page(&here, &Said::Nothing)
}

async fn check(here: Here) -> Result<Response, Trouble> {
    let found = answered!(here.ask(Command::Verify).await, Verified);
    let found = found.map_err(|refusal| here.trouble(refusal))?;
    Ok(page(&here, &Said::Checked(found)))
}

fn page(here: &Here, said: &Said) -> Response {
    let words = here.words;
    let title = say!(words, "home-archive");
    let address = here.at("archive");
    let body = html! {
        div class="head" {
            h1 { (title) }
            p class="why" { (say!(words, "home-archive-why", name = &here.name)) }
        }
        @match said {
            Said::Nothing => {},
            Said::Checked(found) => (checked(here, found)),
            Said::TooLarge => (note::note(
                Tone::Stop,
                &say!(words, "home-bag-too-large"),
                &html! {
                    p { (say!(words, "home-bag-too-large-text")) }
                    pre { code { "meent archive create" } }
                },
            )),
        }
        div class="stack body" {
            section class="sheet" aria-labelledby="t-check" {
                h2 id="t-check" { (say!(words, "home-check")) }
                p { (say!(words, "home-check-text")) }
                form method="post" action=(address) class="one" {
                    div class="send" { (field::button(&say!(words, "home-check-do"))) }
                }
            }
            section aria-labelledby="t-take" {
                h2 id="t-take" { (say!(words, "home-take")) }
                ul class="takes" {
                    (take(
                        &format!("{address}/bag"),
                        &say!(words, "home-bag"),
                        &[say!(words, "home-bag-text"), say!(words, "home-bag-attachments")],
                        &say!(words, "home-bag-do"),
                    ))
                    (take(
                        &format!("{address}/document"),
                        &say!(words, "home-document"),
                        &[say!(words, "home-document-text")],
                        &say!(words, "home-document-do"),
                    ))
                }
                p class="quiet care" { (say!(words, "home-take-care")) }
            }
        }
    };
    Page { title: &title, current: None, body }.show(here)
}

fn take(address: &str, name: &str, texts: &[String], button: &str) -> Markup {
    html! {
        li class="sheet" {
            h3 { (name) }
            @for text in texts { p { (text) } }
            p { a class="btn quiet-btn" href=(address) download { (icon::icon("i-file")) (button) } }
        }
    }
}

fn checked(here: &Here, found: &Verified) -> Markup {
    let words = here.words;
    if found.ok {
        let text =
            html! { p role="status" { (say!(words, "home-check-good-text", n = found.acts)) } };
        return note::note(Tone::Good, &say!(words, "home-check-good"), &text);
    }
    let more = found.differences.len().saturating_sub(SHOWN);
    let text = html! {
        p role="status" { (say!(words, "home-check-bad-text")) }
        ul class="differences" {
            @for difference in found.differences.iter().take(SHOWN) { li { (difference) } }
        }
        @if more > 0 { p { (say!(words, "home-check-more", n = more)) } }
    };
    note::note(Tone::Stop, &say!(words, "home-check-bad"), &text)
}

async fn document(here: Here) -> Result<Response, Trouble> {
    let exported = answered!(here.ask(Command::ExportDocument).await, File);
    let File { content, .. } = exported.map_err(|refusal| here.trouble(refusal))?;
    let bytes = BASE64.decode(content.as_bytes());
    let bytes = bytes.map_err(|error| here.trouble(Refusal::Internal(error.to_string())))?;
    Ok(file::download(
        &format!("{}.automerge", slug(&here.name)),
        "application/octet-stream",
        bytes,
    ))
}

async fn bag(here: Here) -> Result<Response, Trouble> {
    let evidence = answered!(here.ask(Command::Evidence).await, Evidence);
    let evidence = evidence.map_err(|refusal| here.trouble(refusal))?;
    // Everything is judged again: seconds of work in a large community, so not where others wait for it.
    let packed = spawn_blocking(move || pack(&evidence)).await;
    let packed = packed.unwrap_or_else(|error| Err(Refusal::Internal(error.to_string())));
    let Some((name, bytes)) = packed.map_err(|refusal| here.trouble(refusal))? else {
        return Ok(page(&here, &Said::TooLarge));
    };
    Ok(file::download(&format!("{name}.zip"), "application/zip", bytes))
}

// The archive's name and bytes; nothing when it is too large to be packed.
fn pack(evidence: &Evidence) -> Result<Option<(String, Vec<u8>)>, Refusal> {
    let internal = |error: &dyn std::error::Error| Refusal::Internal(error.to_string());
    let bytes = |texts: &[String]| -> Result<Vec<Vec<u8>>, Refusal> {
        let bytes = texts.iter().map(|text| BASE64.decode(text.as_bytes()));
        bytes.collect::<Result<_, _>>().map_err(|error| internal(&error))
    };
    let (acts, seals) = (bytes(&evidence.evidence)?, bytes(&evidence.seals)?);
    let source = Source::read(&evidence.community, &acts, &seals);
    let source = source.map_err(|error| internal(&error))?;
    let snapshot = compose(&source).map_err(|error| internal(&error))?;
    match parcel::pack(&snapshot) {
        Ok(packed) => Ok(Some((snapshot.name, packed))),
        Err(PackError::TooLarge) => Ok(None),
        Err(error @ PackError::Zip(_)) => Err(internal(&error)),
    }
}
