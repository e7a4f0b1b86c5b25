//! Two people wrote one value apart: both, by whom and when, and one click that settles it.
//!
//! Guards: nothing is dropped in silence; who settles writes a value of their own that all can see in
//! the history. Next: [`super::note`].

use std::collections::BTreeMap;

use maud::{Markup, html};
use peer::answer::Version;
use words::{clean, say, term, when};

use super::{field, moment, note};
use crate::visit::Here;

/// The note on the page of an item at this address; empty when nothing is in conflict.
pub(crate) fn note(
    here: &Here,
    address: &str,
    conflicts: &BTreeMap<String, Vec<Version>>,
) -> Markup {
    // A place for it: a conflict may come while somebody looks.
    if conflicts.is_empty() {
        return html! { div id="conflict" class="place" data-live {} };
    }
    let words = here.words;
    let text = html! {
        p { (say!(words, "page-conflict-text")) }
        @for (name, versions) in conflicts {
            ul class="versions" {
                @for version in versions {
                    @let shown = if name == "review" {
                        when::day(words, &version.value)
                    } else {
                        clean::line(&version.value)
                    };
                    li {
                        p { b { (shown) } br;
                            span class="quiet" {
                                (say!(words, "page-by", name = &version.by)) ", "
                                (moment::moment(here, version.at))
                            }
                        }
                        @if here.takes_part() {
                            (field::one_button(
                                &format!("{address}/settle"),
                                &[(name, &version.value)],
                                &html! {
                                    button class="btn quiet-btn" type="submit" {
                                        (say!(words, "page-conflict-choose"))
                                        span class="off" { ": " (shown) }
                                    }
                                },
                            ))
                        }
                    }
                }
            }
        }
    };
    let fields: Vec<_> = conflicts.keys().map(|name| term::field(words, name)).collect();
    let title = say!(words, "page-conflict", fields = words.list(&fields));
    html! { div id="conflict" class="place" data-live { (note::note(note::Tone::Care, &title, &text)) } }
}
