//! Two versions of a text side by side, word by word.
//!
//! Guards: what came and what went is marked by more than colour (`ins` and `del`, with words for who
//! hears them). Next: [`super::moment`].

use maud::{Markup, html};
use peer::answer::Edition;
use similar::{ChangeTag, TextDiff};
use words::{say, when};

use super::moment;
use crate::visit::Here;

/// Which side is drawn.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Old,
    New,
}

/// Both versions: on a wide screen beside each other, on a small one below.
pub(crate) fn side_by_side(here: &Here, old: &Edition, new: &Edition) -> Markup {
    let words = here.words;
    html! {
        section aria-labelledby="t-beside" {
            h2 id="t-beside" { (say!(words, "page-beside")) }
            div class="beside" {
                @for (side, edition) in [(Side::Old, old), (Side::New, new)] {
                    div class="sheet" {
                        h3 {
                            @match side {
                                Side::Old => (say!(words, "page-beside-old")),
                                Side::New => (say!(words, "page-beside-new")),
                            }
                        }
                        p class="quiet" { (edition.by) ", " (moment::moment(here, edition.at)) }
                        p class="title" { (marked(here, &old.title, &new.title, side)) }
                        @if old.review != new.review {
                            p class="quiet" {
                                (say!(words, "page-review-on", day = edition.review.as_deref()
                                    .map(|day| when::day(words, day)).unwrap_or_default()))
                            }
                        }
                        div class="prose plain-text" { (marked(here, &old.text, &new.text, side)) }
                    }
                }
            }
        }
    }
}

fn marked(here: &Here, old: &str, new: &str, side: Side) -> Markup {
    let words = here.words;
    let (old, new) = (words::clean::text(old), words::clean::text(new));
    let diff = TextDiff::from_unicode_words(&old, &new);
    // Runs of one kind, so that a screen reader says "added" once.
    let mut runs: Vec<(ChangeTag, String)> = Vec::new();
    for change in diff.iter_all_changes() {
        let tag = change.tag();
        let is_ours = match side {
            Side::Old => tag != ChangeTag::Insert,
            Side::New => tag != ChangeTag::Delete,
        };
        if !is_ours {
            continue;
        }
        match runs.last_mut() {
            Some((last, text)) if *last == tag => text.push_str(change.value()),
            _ => runs.push((tag, change.value().to_owned())),
        }
    }
    html! {
        @for (tag, text) in &runs {
            @match tag {
                ChangeTag::Equal => (text),
                ChangeTag::Delete => del {
                    span class="off" { (say!(words, "page-beside-gone")) " " } (text)
                },
                ChangeTag::Insert => ins {
                    span class="off" { (say!(words, "page-beside-come")) " " } (text)
                },
            }
        }
    }
}
