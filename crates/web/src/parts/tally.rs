//! How often each choice was made: a table with bars, and what a share comes to in people.
//!
//! Guards: the number stands beside the bar, so that nothing is said by a length or colour alone.
//! Next: [`super::street`].

use maud::{Markup, html};
use peer::answer::Decision;
use words::{
    clean, say,
    speech::Words,
    tally::{Stage, said},
    term,
};

/// Units of a whole bar.
const WIDE: usize = 120;

/// The ballots of a method with the colour of their bar, in the order in which they are asked.
pub(crate) fn ballots(method: &str) -> &'static [(&'static str, &'static str)] {
    match method {
        _ if term::asks_consent(method) => {
            &[("consent", "yes"), ("concern", "care"), ("object", "stop"), ("aside", "pass")]
        }
        "mandate" => &[("consent", "yes"), ("object", "stop")],
        "consensus" | "unanimity" => {
            &[("for", "yes"), ("against", "stop"), ("abstain", "pass"), ("aside", "pass")]
        }
        _ => &[("for", "yes"), ("against", "stop"), ("abstain", "pass")],
    }
}

/// An amount in cents.
pub(crate) fn money(words: Words, cents: i64) -> String {
    let euros = said::euros(words, cents.unsigned_abs());
    if cents < 0 { format!("−{euros}") } else { euros }
}

/// What stands in a row: its words, the colour of its bar, a number.
type Row = (String, &'static str, usize);

/// A row per choice of the method, with its bar. Nothing where a number per choice would say too little: of
/// orders and draws the page of the count tells.
pub(crate) fn tally(words: Words, decision: &Decision, caption: &str) -> Markup {
    let took = decision.counted.len();
    let (rows, whole) = if decision.options.is_empty() {
        (choices(words, decision), took)
    } else {
        let rows = options(decision);
        let most = rows.iter().map(|(.., n)| *n).max().unwrap_or_default();
        // Who may name each option once names a share of the people; of points the most is the measure.
        let whole = if matches!(decision.method.as_str(), "score" | "dots") {
            most
        } else {
            most.max(took)
        };
        (rows, whole)
    };
    if rows.is_empty() {
        return html! {};
    }
    table(words, &rows, whole.max(1), caption)
}

fn choices(words: Words, decision: &Decision) -> Vec<Row> {
    let row = |(ballot, tone): &(&str, &'static str)| {
        let n = decision.counted.values().filter(|cast| cast == ballot).count();
        (term::ballot(words, ballot), *tone, n)
    };
    ballots(&decision.method).iter().map(row).collect()
}

// What each option was given, in the order of the list; of a project how many approve it.
fn options(decision: &Decision) -> Vec<Row> {
    let stages = decision.tally.iter().flat_map(|tally| &tally.stages);
    let given: Vec<_> = stages
        .filter_map(|stage| match stage {
            Stage::Option(given) => Some((given.option.as_str(), given.sum)),
            Stage::Project(project) => Some((project.project.as_str(), project.votes)),
            _ => None,
        })
        .collect();
    if given.is_empty() {
        return Vec::new();
    }
    let row = |title: &str| {
        let n = given.iter().find(|(option, _)| *option == title).map_or(0, |(_, n)| *n);
        (clean::line(title), "yes", said::number(n))
    };
    decision.options.iter().map(|option| row(&option.title)).collect()
}

fn table(words: Words, rows: &[Row], whole: usize, caption: &str) -> Markup {
    html! {
        table class="tally" {
            caption { (caption) }
            thead class="off" { tr {
                th scope="col" { (say!(words, "page-tally-choice")) }
                th scope="col" { (say!(words, "page-tally-share")) }
                th scope="col" { (say!(words, "page-tally-n")) }
            } }
            tbody {
                @for (name, tone, n) in rows {
                    tr {
                        th scope="row" { (name) }
                        td class="bar" {
                            svg viewBox={ "0 0 " (WIDE) " 10" } preserveAspectRatio="none"
                                aria-hidden="true" focusable="false" {
                                rect class="track" width=(WIDE) height="10" {}
                                rect class=(tone) width=(WIDE.saturating_mul(*n) / whole) height="10" {}
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
