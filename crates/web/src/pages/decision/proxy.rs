//! A proxy: somebody else's ballot counts for the reader too, for this round.
//!
//! Guards: who gives one reads that the own ballot goes first; who holds one reads for whom their ballot
//! counts. Next: [`super::paper`].

use axum::{Router, extract::Path, http::StatusCode, response::Response, routing::get};
use maud::{Markup, html};
use peer::command::Command;
use words::{say, speech::Words};

use super::{View, Which, load, state};
use crate::{
    parts::{
        field::{self, Ask, Form},
        frame,
    },
    server::App,
    trouble::Trouble,
    typed::{Faults, Typed},
    visit::Here,
};

pub(super) fn routes() -> Router<App> {
    Router::new().route("/c/{community}/decisions/{decision}/proxy", get(super::show).post(give))
}

/// For whom the reader's ballot counts, and to whom they may give theirs.
pub(super) fn section(
    here: &Here,
    view: &View,
    address: &str,
    typed: &Typed,
    faults: &Faults,
) -> Markup {
    let words = here.words;
    let (decision, ways) = (&view.decision, &view.decision.ways);
    let is_alone = decision.electorate.len() < 2;
    if state::stage(decision) != "open" || !decision.elector || ways.proxies == 0 || is_alone {
        return html! {};
    }
    let to = format!("{address}/proxy");
    html! {
        @if !ways.proxies_for_me.is_empty() {
            p class="held" id="held" data-live {
                (say!(words, "page-proxy-held", names = words.list(&ways.proxies_for_me)))
            }
        }
        @if let Some(holder) = &ways.my_proxy {
            section class="sheet proxy" aria-labelledby="t-proxy" {
                h2 id="t-proxy" { (say!(words, "page-proxy-given", name = holder)) }
                p { (say!(words, "page-proxy-own-first")) }
                (field::one_button(&to, &[("to", "")],
                    &field::quiet_button(&say!(words, "page-proxy-back"))))
            }
        } @else {
            details class="proxy" open[faults.is_any() && typed.has("to")] {
                summary { (say!(words, "page-proxy")) }
                (give_to(words, view, &to, typed, faults))
            }
        }
    }
}

fn give_to(words: Words, view: &View, to: &str, typed: &Typed, faults: &Faults) -> Markup {
    let decision = &view.decision;
    let others = decision.electorate.iter().filter(|name| Some(name.as_str()) != view.me());
    // By id: no name can be taken for another.
    let id = |name: &String| view.members.iter().find(|member| member.name == *name);
    let others: Vec<_> =
        others.filter_map(|name| Some((id(name)?.id.clone(), name.clone()))).collect();
    html! {
        form method="post" action=(to) class="sheet" {
            p { (say!(words, "page-proxy-text")) }
            p class="quiet" { (say!(words, "page-proxy-most", n = usize::from(decision.ways.proxies))) }
            (Form { words, typed, faults }.choice(Ask {
                name: "to",
                label: &say!(words, "page-proxy-to"),
                ..Ask::default()
            }, &others))
            div class="send" { (field::quiet_button(&say!(words, "page-proxy-do"))) }
        }
    }
}

async fn give(here: Here, Path((_, id)): Which, typed: Typed) -> Result<Response, Trouble> {
    let command = Command::Proxy { id: id.clone(), to: typed.some("to") };
    match here.ask(command).await {
        Ok(_) => Ok(frame::see_other(&here.at(format_args!("decisions/{id}#keuze")))),
        Err(refusal) => {
            let view = load(&here, id).await?;
            let faults = Faults::of(here.words, &refusal, &[]);
            Ok(super::page(&here, &view, &typed, &faults, StatusCode::UNPROCESSABLE_ENTITY))
        }
    }
}
