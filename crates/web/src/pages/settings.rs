//! The settings of this profile: language and colours, what guards it against loss and theft, and per
//! community where the rest is set.
//!
//! Guards: nothing changes before the one button; what was saved is said. Next: [`passphrase`].

use axum::{Router, http::StatusCode, response::Response, routing::get};
use maud::{Markup, html};
use peer::{
    answer::{Community, Settings},
    command::Command,
};
use words::{clean, language::Language, say};

use crate::{
    parts::{
        field::{self, Ask, Form},
        frame::{self, Nav, Page},
        icon,
    },
    server::App,
    trouble::Trouble,
    typed::{Faults, Typed},
    visit::{self, Visit, answered},
};

mod passphrase; // on the keys
mod backup; // all but the keys, as a file

/// Where the form goes after it was saved; the mark says so on the page.
const SAVED: &str = "/settings?saved";

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .merge(passphrase::routes())
        .merge(backup::routes())
        .route("/settings", get(show).post(save))
}

async fn show(visit: Visit) -> Result<Response, Trouble> {
    let settings = answered!(visit.ask(Command::SettingShow).await, Settings);
    let Settings { language, theme } =
        settings.map_err(|refusal| Trouble::new(visit.clone(), None, refusal))?;
    let typed = Typed::of([("language", language), ("theme", theme)]);
    page(&visit, &typed, &Faults::default(), StatusCode::OK).await
}

async fn save(visit: Visit, typed: Typed) -> Result<Response, Trouble> {
    let command =
        Command::SettingChange { language: typed.some("language"), theme: typed.some("theme") };
    match visit.ask(command).await {
        Ok(_) => Ok(frame::see_other(SAVED)),
        Err(refusal) => {
            let faults = Faults::of(visit.words, &refusal, &["language", "theme"]);
            page(&visit, &typed, &faults, StatusCode::UNPROCESSABLE_ENTITY).await
        }
    }
}

async fn page(
    visit: &Visit,
    typed: &Typed,
    faults: &Faults,
    status: StatusCode,
) -> Result<Response, Trouble> {
    let words = visit.words;
    let is_sealed = passphrase::is_set(visit).await?;
    // Without the list there is still something to set.
    let communities = visit.communities().await.map(|list| list.communities).unwrap_or_default();
    let title = say!(words, "home-settings");
    let body = html! {
        div class="head" {
            h1 { (title) }
            p class="why" { (say!(words, "home-settings-why")) }
        }
        div class="stack body" {
            @if visit.address == SAVED {
                p class="saved" role="status" {
                    (icon::icon("i-check")) (say!(words, "home-settings-saved"))
                }
            }
            (form(visit, typed, faults))
            section aria-labelledby="t-safe" {
                h2 id="t-safe" { (say!(words, "home-safe")) }
                ul class="each" {
                    li class="sheet" {
                        h3 { (say!(words, "home-passphrase")) }
                        p {
                            @if is_sealed { (say!(words, "home-passphrase-is")) }
                            @else { (say!(words, "home-passphrase-none")) }
                        }
                        p { a class="go" href="/settings/passphrase" {
                            @if is_sealed { (say!(words, "home-passphrase-change-go")) }
                            @else { (say!(words, "home-passphrase-set")) }
                        } }
                    }
                    li class="sheet" {
                        h3 { (say!(words, "home-backup")) }
                        p { (say!(words, "home-backup-what")) }
                        p { a class="go" href="/settings/backup" { (say!(words, "home-backup-go")) } }
                    }
                }
            }
            @if !communities.is_empty() {
                section aria-labelledby="t-each" {
                    h2 id="t-each" { (say!(words, "home-settings-each")) }
                    p class="quiet" { (say!(words, "home-settings-each-why")) }
                    ul class="each" {
                        @for community in &communities { li class="sheet" { (of(visit, community)) } }
                    }
                }
            }
        }
    };
    Ok(Page { title: &faults.title(words, &title), current: Some(Nav::Settings), body }
        .response(visit, None, status))
}

fn form(visit: &Visit, typed: &Typed, faults: &Faults) -> Markup {
    let words = visit.words;
    let form = Form { words, typed, faults };
    let own = |language: Language| match language {
        Language::Dutch => "Nederlands".to_owned(),
        Language::English => "English".to_owned(),
    };
    let automatic = [("auto", say!(words, "home-language-auto"), String::new())];
    let languages = Language::ALL.map(|language| (language.tag(), own(language), String::new()));
    let languages: Vec<_> = automatic.into_iter().chain(languages).collect();
    let themes = [
        ("auto", say!(words, "home-theme-auto"), say!(words, "home-theme-auto-more")),
        ("light", say!(words, "home-theme-light"), String::new()),
        ("dark", say!(words, "home-theme-dark"), String::new()),
    ];
    html! {
        (form.summary())
        form method="post" action="/settings" class="sheet settings" {
            (form.radios(
                Ask { name: "language", label: &say!(words, "home-language"), ..Ask::default() },
                &languages,
            ))
            (form.radios(
                Ask { name: "theme", label: &say!(words, "home-theme"), ..Ask::default() },
                &themes,
            ))
            div class="send" { (field::button(&say!(words, "home-settings-save"))) }
        }
    }
}

fn of(visit: &Visit, community: &Community) -> Markup {
    let words = visit.words;
    let at = |page: &str| format!("/c/{}/{page}", visit::short(&community.id));
    let entry = |page: &str, name: String| html! { li { a href=(at(page)) { (name) } } };
    let takes_part = visit::takes_part(&community.state);
    html! {
        h3 { a href=(at("")) { (clean::line(&community.name)) } }
        p class="quiet" { (words::term::state(words, &community.state)) }
        @if community.state != "waiting" {
            ul class="links" {
                @if takes_part { (entry("members/name", say!(words, "home-set-name"))) }
                @if takes_part { (entry("devices", say!(words, "home-set-devices"))) }
                (entry("charter", say!(words, "charter-page")))
                (entry("archive", say!(words, "home-set-archive")))
                @if takes_part { (entry("leave", say!(words, "home-set-leave"))) }
            }
        }
    }
}
