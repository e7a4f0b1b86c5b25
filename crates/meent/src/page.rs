//! The way to the page: a link that signs in once, and the person's own browser.
//!
//! Guards: a browser is opened only where one can be seen, and never instead of showing the link.
//! Next: [`crate::serve`].

use std::{path::Path, process::ExitCode};

use serde_json::json;
use words::{say, speech::Words, system};

use crate::{exit::Exit, failure::Failure, output, socket::client};

/// What a peer that starts opens by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Opens {
    /// The person's browser, with the page.
    Browser,
    /// Nothing: an always-on peer, or a script.
    Nothing,
}

/// Prints a link to the page of the running peer.
///
/// # Errors
/// When no peer is running, or it has no page.
pub(crate) fn run(words: Words, dir: &Path, as_json: bool) -> Result<ExitCode, Failure> {
    let link = match client::page(dir) {
        Some(Ok(Some(link))) => link,
        Some(Ok(None)) => {
            let message = say!(words, "error-no-page");
            let hint = say!(words, "error-no-page-hint");
            return Err(Failure::new(Exit::Unavailable, "no-page", message, hint));
        }
        Some(Err(error)) => {
            let message = say!(words, "error-lost", why = system::said(words, &error));
            let hint = say!(words, "error-lost-hint");
            return Err(Failure::new(Exit::Unavailable, "lost", message, hint));
        }
        None => return Err(Failure::refused(words, &peer::refusal::Refusal::NeedsRunning)),
    };
    Ok(if as_json { output::json(&json!({ "url": link })) } else { output::text(&link) })
}

/// Opens the person's browser on a link; whether that can have worked.
pub(crate) async fn open(link: String) -> bool {
    if !has_screen() {
        return false;
    }
    let opened = tokio::task::spawn_blocking(move || webbrowser::open(&link)).await;
    matches!(opened, Ok(Ok(())))
}

// Without a screen a browser in the terminal would be started, over what is written there.
#[cfg(all(unix, not(target_os = "macos")))]
fn has_screen() -> bool {
    let is_set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    is_set("DISPLAY") || is_set("WAYLAND_DISPLAY")
}

#[cfg(not(all(unix, not(target_os = "macos"))))]
fn has_screen() -> bool {
    true
}
