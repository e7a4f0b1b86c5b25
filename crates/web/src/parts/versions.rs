//! Two versions of a text side by side, word by word.
//!
//! Guards: what came and what went is marked by more than colour (`ins` and `del`, with words for who
//! hears them); however long they are, comparing them ends soon. Next: [`super::moment`].

use std::time::Duration;

use maud::{Markup, html};
use peer::answer::Edition;
use similar::{ChangeTag, TextDiff};
use words::{clean, say, when};

use super::moment;
use crate::visit::Here;

/// How long two texts are compared: what a person writes takes a few milliseconds. The rest of longer ones
/// is shown as gone and come in one piece, because the time grows with the square of the words.
const LONGEST: Duration = Duration::from_millis(100);

/// What stands on one side: pieces of text, and whether the other side has them too.
type Runs = Vec<(ChangeTag, String)>;

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
        @let [old_title, new_title] = compared(&old.title, &new.title);
        @let [old_text, new_text] = compared(&old.text, &new.text);
        section aria-labelledby="t-beside" {
            h2 id="t-beside" { (say!(words, "page-beside")) }
            div class="beside" {
                @for (side, edition, title, text) in [
                    (Side::Old, old, &old_title, &old_text),
                    (Side::New, new, &new_title, &new_text),
                ] {
                    div class="sheet" {
                        h3 {
                            @match side {
                                Side::Old => (say!(words, "page-beside-old")),
                                Side::New => (say!(words, "page-beside-new")),
                            }
                        }
                        p class="quiet" { (clean::line(&edition.by)) ", " (moment::moment(here, edition.at)) }
                        p class="title" { (marked(here, title)) }
                        @if old.review != new.review {
                            p class="quiet" {
                                (say!(words, "page-review-on", day = edition.review.as_deref()
                                    .map(|day| when::day(words, day)).unwrap_or_default()))
                            }
                        }
                        div class="prose plain-text" { (marked(here, text)) }
                    }
                }
            }
        }
    }
}

// Both sides of one comparison. Runs of one kind, so that a screen reader says "added" once.
fn compared(old: &str, new: &str) -> [Runs; 2] {
    let (old, new) = (words::clean::text(old), words::clean::text(new));
    let diff = TextDiff::configure().timeout(LONGEST).diff_unicode_words(&old, &new);
    let mut sides = [Runs::new(), Runs::new()];
    for change in diff.iter_all_changes() {
        let tag = change.tag();
        for (runs, other) in sides.iter_mut().zip([ChangeTag::Insert, ChangeTag::Delete]) {
            if tag == other {
                continue;
            }
            match runs.last_mut() {
                Some((last, text)) if *last == tag => text.push_str(change.value()),
                _ => runs.push((tag, change.value().to_owned())),
            }
        }
    }
    sides
}

fn marked(here: &Here, runs: &Runs) -> Markup {
    let words = here.words;
    html! {
        @for (tag, text) in runs {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn read(runs: &Runs) -> String {
        runs.iter().map(|(_, text)| text.as_str()).collect()
    }

    #[test]
    fn what_came_and_what_went_is_marked() {
        let [old, new] = compared("Wij zaaien in mei", "Wij zaaien in juni");
        assert_eq!(
            old,
            [(ChangeTag::Equal, "Wij zaaien in ".into()), (ChangeTag::Delete, "mei".into())]
        );
        assert_eq!(
            new,
            [(ChangeTag::Equal, "Wij zaaien in ".into()), (ChangeTag::Insert, "juni".into())]
        );
    }

    /// Word by word these take minutes; and every page of everybody would wait for them.
    #[test]
    fn long_texts_without_anything_in_common_are_compared_in_short() {
        let text = |from: u32| -> String {
            let word = |at: u32| format!("w{} ", at.wrapping_mul(2_654_435_761) % 1_000_003);
            (from..from + 40_000).map(word).collect()
        };
        let (before, after) = (text(0), text(500_000));
        let [old, new] = compared(&before, &after);
        // Not by `assert_eq`, which would print both.
        assert!(read(&old) == before && read(&new) == after, "every word of both is there");
    }
}
