//! Answers as people's text: a file per noun.
//!
//! Guards: every sentence comes from `words`; text that others wrote is cleaned. Next:
//! `crates/words/locales/*/show.ftl`.

pub(crate) mod start; // the next steps of a peer that runs

pub(crate) mod bundle;
pub(crate) mod attachment;
mod charter;
mod community;
mod decision;
pub(crate) mod device;
mod goal;
mod looking;
mod member;
mod moderation;
mod record;
mod task;
mod season;

use peer::answer::Answer;
use words::{say, speech::Words};

use crate::args::{Verb, decision::Decision as Verbs, member::Member as Members};

/// Digits of an id that people see: what they type back is looked up by its beginning.
const SHORT: usize = 8;

/// An answer in words.
pub(crate) fn answer(words: Words, verb: &Verb, answer: &Answer) -> String {
    let how = matches!(verb, Verb::Decision(Verbs::Show(show)) if show.how);
    match answer {
        Answer::Community(one) => community::one(words, verb, one),
        Answer::Communities(list) => match verb {
            Verb::Device(of) => device::elsewhere(words, of, list),
            _ => community::list(words, list),
        },
        Answer::Link(link) => community::link(words, verb, link),
        Answer::Joined(joined) => community::joined(words, joined),
        Answer::Recovery(recovery) => device::recovery(words, verb, recovery),
        Answer::Paper(paper) => device::paper(words, paper),
        Answer::Members(list) => match verb {
            Verb::Member(Members::Show(_) | Members::Representative(_)) => member::one(words, list),
            _ => member::list(words, list),
        },
        Answer::Changes(list) => charter::changes(words, list),
        Answer::Charter(one) => charter::one(words, one),
        Answer::Tasks(tasks) => task::list(words, verb, tasks),
        Answer::Mandate(mandate) => task::one(words, mandate),
        Answer::Attachment(told) => attachment::one(words, told),
        Answer::Goal(goal) => goal::one(words, goal),
        Answer::Goals(list) => goal::list(words, list),
        Answer::Decision(one) if how => decision::how(words, one),
        Answer::Decision(one) => match verb {
            Verb::Decision(Verbs::Show(_)) => decision::one(words, one),
            _ => decision::brief(words, one),
        },
        Answer::Decisions(list) => decision::list(words, list),
        Answer::Devices(list) => device::list(words, list),
        Answer::Status(status) => match verb {
            Verb::Stand => record::stand(words, status),
            _ => record::status(words, status),
        },
        Answer::ForYou(news) => record::news(words, news),
        Answer::History(history) => record::history(words, history),
        Answer::LogPage(page) => {
            let oldest_first: Vec<_> = page.lines.iter().rev().cloned().collect();
            record::lines(words, &oldest_first)
        }
        Answer::Moderation(list) => moderation::list(words, list),
        Answer::Settings(settings) => record::settings(words, settings),
        Answer::Seasons(seasons) => season::all(words, seasons),
        Answer::Schism(schism) => charter::rifts(words, schism),
        Answer::Log(log) => record::lines(words, &log.log),
        Answer::Doctor(doctor) => record::doctor(words, doctor),
        Answer::Verified(verified) => record::verified(words, verified),
        // Asked for by the page only.
        Answer::GoalBoard(_) | Answer::DecisionBoard(_) => String::new(),
        // Said with the file's name: `crate::bundle`.
        Answer::Bundled(_) | Answer::Unbundled(_) => String::new(),
        Answer::File(_)
        | Answer::Backup(_)
        | Answer::Sealed(_)
        | Answer::Evidence(_)
        | Answer::Done(_) => say!(words, "show-done"),
    }
}

/// The part of an id that people see.
fn short(id: &str) -> &str {
    id.get(..SHORT).unwrap_or(id)
}

/// Lines in columns, two spaces apart; the last column is as it is.
fn columns(rows: &[Vec<String>]) -> String {
    let mut widths: Vec<usize> = Vec::new();
    for row in rows {
        for (at, cell) in row.iter().enumerate() {
            let width = cell.chars().count();
            match widths.get_mut(at) {
                Some(widest) => *widest = width.max(*widest),
                None => widths.push(width),
            }
        }
    }
    let mut text = String::new();
    for row in rows {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(&widths) {
            let fill = width - cell.chars().count().min(*width);
            line.push_str(cell);
            line.push_str(&" ".repeat(fill + 2));
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// A text of several lines, set in.
fn indented(text: &str) -> String {
    let text = words::clean::text(text);
    text.lines()
        .map(|line| if line.is_empty() { "\n".to_owned() } else { format!("  {line}\n") })
        .collect()
}
