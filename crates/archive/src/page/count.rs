//! How a round was counted, from the acts alone.
//!
//! Guards: follows from the acts and not from the order in which they came: ballots stand by claimed time,
//! then by id. Next: `words::counting`.

use std::collections::{BTreeMap, BTreeSet};

use act::{
    ballot::Ballot,
    content::Role,
    deed::Deed,
    log::{Index, Log},
    round::Method,
};
use rules::{
    counting,
    round::{Round, State, Status},
    tally::Outcome,
};
use words::{
    counting::{Asked, Cast, Invalid, Late, Step, Via, Waiting},
    speech::Words,
    tally::named,
};

use super::{Names, counsel::Counsel};
use crate::source::Source;

/// The steps of a round, as `words::counting` tells them.
pub(super) fn steps(
    words: Words,
    source: &Source,
    names: &Names,
    open: Index,
    round: &Round,
    state: &State,
) -> Vec<Step> {
    let log = &source.log;
    let close = state.shown.and_then(|shown| round.closes.get(&shown));
    let heads = source.heads_of_log();
    let count = source.judge.count(log, open, &heads).unwrap_or_default();
    let counted = close.map_or(&count.counted, |close| &close.counted);
    let void = close.map_or(&count.void, |close| &close.void);
    let titles = options(source, open, round);
    let title = |option: u16| titled(&titles, option);
    let written = |cast: &Ballot| rules::ballot::written(cast, title);
    let lines: BTreeMap<String, String> =
        counted.iter().map(|(member, one)| (names.name(*member), written(&one.ballot))).collect();
    let came: Vec<(String, Option<(bool, String)>)> = counted
        .iter()
        .map(|(member, one)| {
            let way = match one.via {
                counting::Via::Own => None,
                counting::Via::Proxy(holder) => Some((true, names.name(holder))),
                counting::Via::Paper(teller) => Some((false, names.name(teller))),
            };
            (names.name(*member), way)
        })
        .collect();
    let via = came.iter().filter_map(|(name, way)| {
        let (is_proxy, by) = way.as_ref()?;
        Some((name.as_str(), if *is_proxy { Via::Proxy(by) } else { Via::Paper(by) }))
    });
    let past = state.shown.map_or_else(|| log.clock_of(heads.iter().copied()), |at| log.clock(at));
    let given: Vec<(String, String)> = named::proxies(log, round, &past)
        .into_iter()
        .map(|(elector, holder)| (names.name(elector), names.name(holder)))
        .collect();
    // In the order in which a stranger finds them: by claimed time, then by id.
    let mut casts: Vec<_> = round.votes.iter().collect();
    casts.sort_unstable_by_key(|cast| {
        (log.act(cast.act).header().claimed_at, log.act(cast.act).id())
    });
    let told: Vec<(String, String, Option<String>, bool)> = casts
        .iter()
        .map(|cast| {
            let late = state.shown.is_some() && !log.holds(&past, cast.act);
            let reason = reason(source, cast.act, &cast.ballot);
            (names.name(cast.elector), written(&cast.ballot), reason, late)
        })
        .collect();
    let acknowledged = close.map(|close| {
        let same = round.acknowledged.iter().filter(|ack| ack.outcome == close.outcome);
        names.list(same.map(|ack| ack.member))
    });
    let share = match round.open.method {
        Method::Qualified(share) | Method::QualifiedOfAll(share) => Some(share.to_string()),
        _ => None,
    };
    let seed = close.and_then(|close| close.seed.as_deref());
    let tally = round.tally(counted, seed);
    let outcome = round.outcome(counted, seed);
    let tally = named::round(&round.open, &tally, &outcome, seed, |choice| title(choice.0));
    let chosen = chosen(source, open, round, &outcome);
    let invalid: BTreeSet<(String, &str)> =
        round.invalid.iter().map(|one| (names.name(one.author), one.why.word())).collect();
    let late = state.shown.map(|shown| late(log, round, shown, names)).unwrap_or_default();
    let void = names.list(void.iter().copied());
    let electorate = names.list(round.electorate.iter().copied());
    let double = names.list(state.double.iter().copied());
    let confirmers = names.list(round.core.iter().flatten().copied());
    let waiting = waiting(round, names);
    let closed_by = close.map(|close| names.name(close.author));
    let closing = state.shown.map(|shown| log.act(shown).id().to_string());
    let quorum = round.open.quorum.to_string();
    let status_quo = round.open.status_quo.map(title);
    let counsel = Counsel::of(source, names, open, (round, state), counted);
    words::counting::steps(
        words,
        &words::counting::Round {
            asked: Asked {
                share: share.as_deref(),
                quorum: &quorum,
                electorate: electorate.len(),
                status_quo: status_quo.as_deref(),
                ..named::asked(&round.open)
            },
            status: state.status.word(),
            outcome: close
                .filter(|_| state.status != Status::Open)
                .map(|close| close.outcome.word()),
            would_be: close.is_none().then(|| outcome.word()),
            chosen: &chosen,
            electorate: &electorate,
            ballots: told
                .iter()
                .map(|(by, ballot, reason, late)| Cast {
                    by,
                    ballot,
                    reason: reason.as_deref(),
                    late: *late,
                })
                .collect(),
            counted: lines.iter().map(|(name, line)| (name.as_str(), line.as_str())).collect(),
            via: via.collect(),
            given: given.iter().map(|(from, to)| (from.as_str(), to.as_str())).collect(),
            void: &void,
            invalid: invalid.iter().map(|(by, why)| Invalid { by, why }).collect(),
            late: late.iter().map(Missed::told).collect(),
            waiting: waiting
                .iter()
                .map(|(by, of)| Waiting { by, names: of.iter().map(String::as_str).collect() })
                .collect(),
            under: counsel.under(),
            tests: counsel.tests(),
            selected: counsel.selected(),
            partner: counsel.partner(),
            withdrawn: state.withdrawn,
            replaces: round.open.replaces.is_some(),
            seed,
            tally: Some(&tally),
            closed_by: closed_by.as_deref(),
            deadline: Some(round.open.deadline),
            acknowledged: &acknowledged.unwrap_or_default(),
            needed: round.needed(),
            confirmers: &confirmers,
            double: &double,
            close: closing.as_deref(),
            // They stand once, at the top of the page.
            heads: &[],
        },
    )
}

/// The options that an outcome chooses, by title.
pub(super) fn chosen(
    source: &Source,
    open: Index,
    round: &Round,
    outcome: &Outcome,
) -> Vec<String> {
    let Outcome::Chosen(chosen) = outcome else { return Vec::new() };
    let titles = options(source, open, round);
    chosen.iter().map(|option| titled(&titles, *option)).collect()
}

// What an option is called; its number where it has no name.
fn titled(titles: &[String], option: u16) -> String {
    let title = titles.get(usize::from(option)).filter(|title| !title.is_empty());
    title.cloned().unwrap_or_else(|| (option + 1).to_string())
}

// Reports of paper ballots that tellers of two kinds don't stand for yet.
fn waiting(round: &Round, names: &Names) -> Vec<(String, Vec<String>)> {
    let waiting = round.reports.iter().filter(|report| !round.stands(report, |_, _| true));
    let mut told: Vec<_> = waiting
        .map(|report| {
            let of = report.ballots.iter().map(|(elector, _)| *elector);
            (names.name(report.teller), names.list(of))
        })
        .collect();
    told.sort_unstable();
    told
}

// What a close misses beside ballots: whose proxy to whom (nobody takes it back), or whose paper.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Missed {
    Proxy(String, Option<String>),
    Paper(String, Vec<String>),
}

impl Missed {
    fn told(&self) -> Late<'_> {
        match self {
            Self::Proxy(by, Some(to)) => Late::Proxy { by, to },
            Self::Proxy(by, None) => Late::TakenBack { by },
            Self::Paper(by, names) => {
                Late::Paper { by, names: names.iter().map(String::as_str).collect() }
            }
        }
    }
}

fn late(log: &Log, round: &Round, shown: Index, names: &Names) -> Vec<Missed> {
    let late = round.late(log, shown);
    let proxies = late.proxies.iter().map(|given| {
        Missed::Proxy(names.name(given.elector), given.holder.map(|holder| names.name(holder)))
    });
    let papers = late.reports.iter().map(|report| {
        let of = report.ballots.iter().map(|(elector, _)| *elector);
        Missed::Paper(names.name(report.teller), names.list(of))
    });
    let mut told: Vec<_> = proxies.chain(papers).collect();
    told.sort_unstable();
    told
}

// What the options of a round are called, as they were at its opening.
fn options(source: &Source, open: Index, round: &Round) -> Vec<String> {
    let views = source.document.alternatives(&source.log, round.decision(), &[open]);
    let title = |id: &act::id::EntityId| {
        let view = views.iter().find(|view| view.id == *id);
        view.map(|view| words::clean::line(&view.title.value)).unwrap_or_default()
    };
    round.open.options.iter().map(title).collect()
}

fn reason(source: &Source, vote: Index, ballot: &Ballot) -> Option<String> {
    let Some(Deed::Vote(votes)) = source.log.act(vote).deed() else { return None };
    let reason = votes.iter().find(|vote| vote.ballot == *ballot)?.reason?;
    let act = source.log.act(source.log.find(reason)?);
    let said = matches!(act.deed(), Some(Deed::Comment(comment)) if comment.role == Role::Reason);
    said.then(|| act.strings().first().cloned()).flatten()
}
