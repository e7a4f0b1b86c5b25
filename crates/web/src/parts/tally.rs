//! How often each choice was made: a table with bars, and what a share comes to in people.
//!
//! Guards: the number stands beside the bar, so that nothing is said by a length or colour alone.
//! Next: [`super::street`].

use maud::{Markup, html};
use peer::answer::Decision;
use words::{say, speech::Words, term};

/// Units of a whole bar.
const WIDE: usize = 120;

/// The ballots of a method with the colour of their bar, in the order in which they are asked.
pub(crate) fn ballots(method: &str) -> &'static [(&'static str, &'static str)] {
    match method {
        "consent" => {
            &[("consent", "yes"), ("concern", "care"), ("object", "stop"), ("aside", "pass")]
        }
        _ => &[("for", "yes"), ("against", "stop"), ("abstain", "pass")],
    }
}

/// A row per choice of the method; the bars are shares of those who took part.
pub(crate) fn tally(words: Words, decision: &Decision, caption: &str) -> Markup {
    let whole = decision.counted.len().max(1);
    html! {
        table class="tally" {
            caption { (caption) }
            thead class="off" { tr {
                th scope="col" { (say!(words, "page-tally-choice")) }
                th scope="col" { (say!(words, "page-tally-share")) }
                th scope="col" { (say!(words, "page-tally-n")) }
            } }
            tbody {
                @for (ballot, tone) in ballots(&decision.method) {
                    @let n = decision.counted.values().filter(|cast| cast == ballot).count();
                    tr {
                        th scope="row" { (term::ballot(words, ballot)) }
                        td class="bar" {
                            svg viewBox={ "0 0 " (WIDE) " 10" } preserveAspectRatio="none"
                                aria-hidden="true" focusable="false" {
                                rect class="track" width=(WIDE) height="10" {}
                                rect class=(tone) width=(WIDE * n / whole) height="10" {}
                            }
                        }
                        td { (n) }
                    }
                }
            }
        }
    }
}

/// The fewest of `of` people that reach a share written `2/3`, at least one (definition 8). A share that
/// can't be read asks for one.
pub(crate) fn least(share: &str, of: usize) -> usize {
    let parts = share.split_once('/').unwrap_or((share, "1"));
    let part = |text: &str| text.trim().parse::<usize>().ok();
    match (part(parts.0), part(parts.1)) {
        (Some(a), Some(b)) if b > 0 => a.saturating_mul(of).div_ceil(b).max(1),
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_in_people_is_rounded_up() {
        for (share, of, people) in [
            ("1/2", 12, 6),
            ("1/2", 13, 7),
            ("2/3", 12, 8),
            ("2/3", 10, 7),
            ("1", 5, 5),
            ("0", 5, 1),
            ("1/0", 5, 1),
            ("x", 5, 1),
        ] {
            assert_eq!(least(share, of), people, "{share} of {of}");
        }
    }
}
