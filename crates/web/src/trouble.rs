//! A refusal as a page: what is the matter, that nothing was lost, and what to do.
//!
//! Guards: never a blank page and never a technical one; what to do is something that can be done here,
//! not on a command line. Next: [`crate::parts::frame`].

use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use maud::html;
use peer::refusal::Refusal;
use words::{refusal::Said, say, speech::Words};

use crate::{
    parts::frame,
    visit::{Here, Visit},
};

/// A request that couldn't be answered as asked.
#[derive(Debug)]
pub(crate) struct Trouble(Box<Inner>);

#[derive(Debug)]
struct Inner {
    visit: Visit,
    here: Option<Here>,
    refusal: Refusal,
}

impl Trouble {
    pub(crate) fn new(visit: Visit, here: Option<Here>, refusal: Refusal) -> Self {
        Self(Box::new(Inner { visit, here, refusal }))
    }
}

/// A refusal in words for somebody who looks at a page.
pub(crate) fn said(words: Words, refusal: &Refusal) -> Said {
    let mut said = peer_words(words, refusal);
    let key = key(refusal);
    if let Some(message) = words.find(&format!("page-refusal-{key}"), &[]) {
        said.message = message;
    }
    if let Some(hint) = words.find(&format!("page-hint-{key}"), &[]) {
        said.hint = hint;
    }
    said
}

// Each field of a form asks for something else, and what is wrong with a file for another one.
fn key(refusal: &Refusal) -> String {
    let key = refusal.key();
    match refusal {
        Refusal::Invalid(about) | Refusal::BadBundle(about) | Refusal::BadFile(about) => {
            format!("{key}-{about}")
        }
        _ => key.to_owned(),
    }
}

fn peer_words(words: Words, refusal: &Refusal) -> Said {
    let said = words::refusal::sentence(words, refusal.key(), &refusal.about());
    said.unwrap_or_else(|| Said {
        message: say!(words, "refusal-internal", about = refusal.to_string()),
        hint: String::new(),
    })
}

/// What a refusal is in HTTP.
pub(crate) const fn status(refusal: &Refusal) -> StatusCode {
    match refusal {
        Refusal::NoCommunity | Refusal::UnknownCommunity(_) | Refusal::Unknown(_) => {
            StatusCode::NOT_FOUND
        }
        Refusal::Disk(_) => StatusCode::INSUFFICIENT_STORAGE,
        Refusal::TooLong(_) => StatusCode::PAYLOAD_TOO_LARGE,
        Refusal::Internal(_) | Refusal::NeedsRunning => StatusCode::INTERNAL_SERVER_ERROR,
        _ => StatusCode::CONFLICT,
    }
}

impl IntoResponse for Trouble {
    fn into_response(self) -> Response {
        let Inner { visit, here, refusal } = *self.0;
        let words = visit.words;
        let said = said(words, &refusal);
        let back = here.as_ref().map_or_else(|| "/".to_owned(), |here| here.at(""));
        let title = match status(&refusal) {
            StatusCode::NOT_FOUND => say!(words, "page-missing"),
            _ => say!(words, "page-trouble"),
        };
        let body = html! {
            div class="head" { h1 { (title) } }
            div class="stack body" {
                section class="note stop" aria-labelledby="t-trouble" {
                    h2 id="t-trouble" { (said.message) }
                    p { (said.hint) }
                    p { a class="go" href=(back) { (say!(words, "page-back")) } }
                }
            }
        };
        frame::Page { title: &title, current: None, body }.response(
            &visit,
            here.as_ref(),
            status(&refusal),
        )
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use words::language::Language;

    use super::*;

    #[test]
    fn what_to_do_can_be_done_on_a_page() {
        for words in Language::ALL.map(Words::new) {
            for refusal in Refusal::one_of_each() {
                let said = said(words, &refusal);
                assert!(!said.hint.is_empty(), "{refusal:?}");
                let of_the_shell = ["meent ", "--"].iter().any(|word| said.hint.contains(word));
                assert!(!of_the_shell, "{refusal:?}: {}", said.hint);
            }
        }
    }

    #[test]
    fn whatever_a_page_says_of_its_own_is_of_a_refusal() {
        let kinds: BTreeSet<_> = Refusal::one_of_each().iter().map(key).collect();
        for words in Language::ALL.map(Words::new) {
            for beginning in ["page-hint-", "page-refusal-"] {
                let keys = words.keys(beginning);
                let is_left = |key: &&String| !kinds.contains(&key[beginning.len()..]);
                let left: Vec<_> = keys.iter().filter(is_left).collect();
                assert!(left.is_empty(), "{left:?}");
            }
        }
    }
}
