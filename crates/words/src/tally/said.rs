//! A stage of a count, in sentences.
//!
//! Guards: says nothing that the shapes don't hold; numbers as the language writes them. Next:
//! [`crate::counting`], which puts the stages of a round in the order in which one would check them.

use act::ballot::Ballot;

use super::{Given, Pairs, Project, Said, Stage, Tie, Transfer};
use crate::{counting::Step, customs, language::Language, say, speech::Words, term};

/// As many pairs as somebody reads; the table and the JSON have all.
pub const PAIRS: usize = 200;

/// How amounts are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Money {
    /// Of a file, which may be of any country.
    Plain,
    /// Of a round.
    Euros,
}

/// A stage of a count by this method (a word such as `score`).
#[must_use]
pub fn stage(words: Words, stage: &Stage, method: &str, money: Money) -> Vec<Step> {
    match stage {
        Stage::Words(said) => said_words(words, said).into_iter().map(Step::from).collect(),
        Stage::Option(one) => vec![option(words, one, method).into()],
        Stage::Pairs(all) => pairs(words, all).into_iter().map(Step::from).collect(),
        Stage::Transfer(one) => vec![transfer(words, one, money)],
        Stage::Project(one) => vec![project(words, one, money).into()],
        Stage::Drawn(drawn) => {
            let (pool, hash) = (usize::from(drawn.pool), &drawn.hash);
            vec![say!(words, "tally-draw", pool = pool, key = &drawn.key, hash = hash).into()]
        }
    }
}

/// How often each word was said, in the order in which ballots have them.
fn said_words(words: Words, said: &Said) -> Vec<String> {
    let counted = |word: &str| said.counts.get(word).copied();
    let each = Ballot::WORDS.into_iter().filter_map(|ballot| ballot.word());
    each.filter_map(|word| Some((term::ballot(words, word), counted(word)?)))
        .map(|(ballot, count)| say!(words, "tally-word", ballot = ballot, count = number(count)))
        .collect()
}

fn option(words: Words, one: &Given, method: &str) -> String {
    let (option, sum, people) = (&one.option, number(one.sum), number(one.people));
    match method {
        "score" => match mean(words, one.sum, one.people) {
            Some(mean) => {
                say!(words, "tally-score", option = option, sum = sum, people = people, mean = mean)
            }
            None => say!(words, "tally-no-score", option = option),
        },
        "dots" => say!(words, "tally-dots", option = option, sum = sum, people = people),
        _ => say!(words, "tally-votes", option = option, sum = sum),
    }
}

fn pairs(words: Words, pairs: &Pairs) -> Vec<String> {
    let cell = |table: &[Vec<u64>], row: usize, column: usize| {
        number(table.get(row).and_then(|row| row.get(column)).copied().unwrap_or_default())
    };
    let each = pairs.options.iter().enumerate();
    let beside = each.flat_map(|(one, name)| {
        let others = pairs.options.iter().enumerate().skip(one + 1);
        others.map(move |(other, than)| (one, name, other, than))
    });
    beside
        .take(PAIRS)
        .map(|(one, name, other, than)| {
            say!(
                words,
                "tally-pair",
                one = name,
                other = than,
                above = cell(&pairs.preferred, one, other),
                below = cell(&pairs.preferred, other, one),
                path = cell(&pairs.paths, one, other),
                back = cell(&pairs.paths, other, one)
            )
        })
        .collect()
}

fn transfer(words: Words, stage: &Transfer, money: Money) -> Step {
    // Of a file as its source prints them; of a round without the noughts that say nothing.
    let decimal = |text: &str| match (text.split_once('.'), money) {
        (Some((whole, part)), Money::Euros) => {
            let part = part.trim_end_matches('0');
            if part.is_empty() {
                whole.to_owned()
            } else {
                decimal(words, &format!("{whole}.{part}"))
            }
        }
        _ => decimal(words, text),
    };
    let of = stage.of.as_deref().unwrap_or_default();
    let head = match stage.action.as_str() {
        "surplus" => {
            let surplus = decimal(stage.surplus.as_deref().unwrap_or_default());
            say!(words, "tally-surplus", stage = stage.stage, name = of, surplus = surplus)
        }
        "exclusion" => say!(words, "tally-exclusion", stage = stage.stage, name = of),
        _ => say!(words, "tally-first", stage = stage.stage, quota = number(stage.quota)),
    };
    let held = stage
        .votes
        .iter()
        .map(|one| say!(words, "tally-holds", name = &one.option, votes = decimal(&one.votes)));
    let mut parts: Vec<_> = held.collect();
    parts.push(say!(words, "tally-lost", votes = decimal(&stage.non_transferable)));
    let elected = stage.elected.iter().chain(&stage.filled);
    parts.extend(elected.map(|name| say!(words, "tally-elected", name = name)));
    Step { text: head, parts }
}

fn project(words: Words, one: &Project, money: Money) -> String {
    let name = if one.name.is_empty() {
        one.project.clone()
    } else {
        say!(words, "tally-project", id = &one.project, name = &one.name)
    };
    let amount = |text: &str| amount(words, text, money);
    let (votes, cost) = (number(one.votes), amount(&one.cost));
    let head = say!(words, "tally-asks", name = name, votes = votes, cost = cost);
    let left = amount(one.left.as_deref().unwrap_or_default());
    let about = amount(&one.about);
    let then = match (one.phase.as_str(), one.step.as_str()) {
        ("shares", "paid") => {
            let full = number(one.full.unwrap_or_default());
            say!(words, "tally-shared", price = about, full = full)
        }
        ("shares", "short") => say!(words, "tally-short", together = about),
        (_, "paid") => say!(words, "tally-paid", left = left),
        (_, "too-dear") => say!(words, "tally-too-dear", left = left),
        (_, "no-votes") => say!(words, "tally-no-votes"),
        _ => say!(words, "tally-tied"),
    };
    format!("{head}: {then}")
}

/// How something that was level was settled; nothing where it wasn't.
#[must_use]
pub fn tie(words: Words, tie: &Tie) -> Option<String> {
    let named = |names: &[String]| {
        let of_words = tie.about == "outcome";
        let name = |name: &String| if of_words { term::ballot(words, name) } else { name.clone() };
        words.list(&names.iter().map(name).collect::<Vec<_>>())
    };
    let (among, chosen) = (named(&tie.among), named(&tie.chosen));
    let stage = tie.stage.unwrap_or_default();
    Some(match (tie.settled.as_str(), tie.about.as_str()) {
        ("lot", "exclusion") => say!(words, "tally-lot-out", among = among, chosen = chosen),
        ("stage", "exclusion") => {
            say!(words, "tally-stage-out", among = among, chosen = chosen, stage = stage)
        }
        ("lot", _) => say!(words, "tally-lot", among = among, chosen = chosen),
        ("stage", _) => say!(words, "tally-stage", among = among, chosen = chosen, stage = stage),
        ("status-quo", _) => say!(words, "tally-status-quo"),
        _ => return None,
    })
}

/// A count as this machine counts; none is larger, each was held in memory or is capped.
#[must_use]
pub fn number(count: u64) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}

/// Cents as people write them: "€ 1.250,50", "€ 150".
#[must_use]
pub fn euros(words: Words, cents: u64) -> String {
    amount(words, &format!("{}.{:02}", cents / 100, cents % 100), Money::Euros)
}

fn amount(words: Words, text: &str, money: Money) -> String {
    if money == Money::Plain {
        return decimal(words, text);
    }
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let whole = customs::of(words.language()).number(whole);
    match (part, words.language()) {
        ("" | "00", Language::Dutch) => format!("€ {whole}"),
        ("" | "00", Language::English) => format!("€{whole}"),
        (part, Language::Dutch) => format!("€ {whole},{part}"),
        (part, Language::English) => format!("€{whole}.{part}"),
    }
}

/// The mean of scores with two decimals, cut off; none of nothing.
fn mean(words: Words, sum: u64, people: u64) -> Option<String> {
    let hundredths = (u128::from(sum) * 100).checked_div(u128::from(people))?;
    Some(decimal(words, &format!("{}.{:02}", hundredths / 100, hundredths % 100)))
}

/// A number with decimals as the language writes it.
fn decimal(words: Words, text: &str) -> String {
    match words.language() {
        Language::Dutch => text.replace('.', ","),
        Language::English => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_written_as_the_language_has_it() {
        for (cents, dutch, english) in [
            (0, "€ 0", "€0"),
            (5, "€ 0,05", "€0.05"),
            (15_000, "€ 150", "€150"),
            (125_050, "€ 1.250,50", "€1,250.50"),
        ] {
            assert_eq!(euros(Words::new(Language::Dutch), cents), dutch);
            assert_eq!(euros(Words::new(Language::English), cents), english);
        }
    }
}
