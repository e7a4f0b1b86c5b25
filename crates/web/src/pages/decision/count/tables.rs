//! What of a count reads best as a table: each option against each other, and votes that pass on.
//!
//! Guards: each table has its words above it and names at its rows and columns, so that it can be heard as
//! well as seen; it scrolls by itself, by keyboard too, where it is wider than the page. Next: [`super`].

use maud::{Markup, html};
use peer::answer::Decision;
use words::{
    clean, say,
    speech::Words,
    tally::{Pairs, Stage, Transfer},
};

/// The tables of a count; nothing where there are none.
pub(super) fn tables(words: Words, decision: &Decision) -> Markup {
    let stages = || decision.tally.iter().flat_map(|tally| &tally.stages);
    let transfers: Vec<_> = stages()
        .filter_map(|stage| match stage {
            Stage::Transfer(transfer) => Some(transfer),
            _ => None,
        })
        .collect();
    html! {
        @for stage in stages() {
            @if let Stage::Pairs(pairs) = stage { (self::pairs(words, pairs)) }
        }
        @if !transfers.is_empty() { (self::transfers(words, &transfers)) }
    }
}

fn pairs(words: Words, pairs: &Pairs) -> Markup {
    html! {
        section id="pairs" data-live aria-labelledby="t-pairs" {
            h2 id="t-pairs" { (say!(words, "page-pairs")) }
            (square(words, pairs, &pairs.preferred, &say!(words, "page-pairs-preferred")))
            (square(words, pairs, &pairs.paths, &say!(words, "page-pairs-paths")))
        }
    }
}

// A row and a column per option; a number that wins against its mirror is marked by weight and by words.
fn square(words: Words, pairs: &Pairs, numbers: &[Vec<u64>], caption: &str) -> Markup {
    let at = |row: usize, column: usize| numbers.get(row).and_then(|row| row.get(column)).copied();
    html! {
        div class="sideways" tabindex="0" role="region" aria-label=(caption) {
            table class="versus" {
                caption { (caption) }
                thead { tr {
                    td {}
                    @for option in &pairs.options { th scope="col" { (clean::line(option)) } }
                } }
                tbody {
                    @for (row, option) in pairs.options.iter().enumerate() {
                        tr {
                            th scope="row" { (clean::line(option)) }
                            @for column in 0..pairs.options.len() {
                                @if row == column {
                                    td { span aria-hidden="true" { "–" } }
                                } @else if at(row, column) > at(column, row) {
                                    td class="wins" {
                                        b { (at(row, column).unwrap_or_default()) }
                                        span class="off" { " " (say!(words, "page-pairs-wins")) }
                                    }
                                } @else {
                                    td { (at(row, column).unwrap_or_default()) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn transfers(words: Words, stages: &[&Transfer]) -> Markup {
    let names: Vec<_> = stages
        .first()
        .map(|first| first.votes.iter().map(|one| one.option.as_str()).collect())
        .unwrap_or_default();
    let votes = |stage: &Transfer, name: &str| {
        let one = stage.votes.iter().find(|one| one.option == name);
        one.map_or_else(|| "–".to_owned(), |one| short(words, &one.votes))
    };
    let caption = say!(words, "page-transfers-caption");
    html! {
        section id="transfers" data-live aria-labelledby="t-transfers" {
            h2 id="t-transfers" { (say!(words, "page-transfers")) }
            div class="sideways" tabindex="0" role="region" aria-label=(caption) {
                table class="versus" {
                    caption { (caption) }
                    thead { tr {
                        td {}
                        @for stage in stages {
                            th scope="col" { (say!(words, "page-transfers-stage", n = stage.stage)) }
                        }
                    } }
                    tbody {
                        @for name in names {
                            tr {
                                th scope="row" { (clean::line(name)) }
                                @for stage in stages {
                                    @let is_elected = stage.elected.iter().chain(&stage.filled)
                                        .any(|elected| elected == name);
                                    td class=[is_elected.then_some("wins")] {
                                        (votes(stage, name))
                                        @if is_elected { " " small { (say!(words, "page-transfers-elected")) } }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

// Whole votes without decimals; the language's own sign before them.
fn short(words: Words, votes: &str) -> String {
    let votes = votes.strip_suffix(".00000").unwrap_or(votes);
    match words.language() {
        words::language::Language::Dutch => votes.replace('.', ","),
        words::language::Language::English => votes.to_owned(),
    }
}
