//! The readable page: all decisions with how each was counted, without script or network.
//!
//! Guards: everything that people wrote is text, never markup; the page follows from the acts alone and
//! is in Dutch on every machine. Next: `words::counting`.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
};

use act::{ballot::Ballot, content::Role, deed::Deed, id::MemberId, log::Index, round::Method};
use rules::{
    counting as counting_of,
    register::Register,
    round::{Round, State, Status},
    tally::Outcome,
};
use words::{
    counting::{self, Asked, Cast, Step, Via, Waiting},
    language::Language,
    name, say,
    speech::Words,
    tally::named,
    term, when,
};

use crate::{compose, source::Source};

/// What the page looks like: system fonts, one column, readable on paper too.
const STYLE: &str = "body{font:1.05rem/1.6 Georgia,serif;max-width:40rem;margin:2rem auto;padding:0 1rem;color:#25302a;background:#faf6ee;overflow-wrap:anywhere}\
h1,h2,h3{line-height:1.25}article{border-top:1px solid #857c6b;margin-top:2rem;padding-top:.5rem}\
.text{white-space:pre-wrap}@media print{body{background:none;margin:0}}";

/// The page, as HTML.
pub(crate) fn page(source: &Source) -> Vec<u8> {
    let words = Words::new(Language::Dutch);
    let register = source.judge.register(&source.log, source.heads_of_log());
    let names = Names::of(source, &register);
    let community = source.document.community();
    let name = community.as_ref().map_or("", |view| view.name.value.as_str());
    let title = say!(words, "archive-title", name = name);
    let mut html = Html::default();
    html.raw("<!doctype html>\n<html lang=\"nl\">\n<head>\n<meta charset=\"utf-8\">\n");
    html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    html.element("title", &title);
    html.raw(&format!("<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"));
    html.element("h1", &title);
    html.element("p", &say!(words, "archive-about", name = name, acts = source.acts()));
    let day = when::day(words, &compose::date(source));
    let heads = source.heads().join(" ");
    html.element("p", &say!(words, "archive-moment", day = day, heads = heads));
    let purpose = community.as_ref().map_or("", |view| view.purpose.as_str());
    if !purpose.trim().is_empty() {
        html.element("h2", &say!(words, "archive-purpose"));
        html.text(purpose);
    }
    people(&mut html, words, &register, &names);
    html.element("h2", &say!(words, "archive-decisions"));
    let decisions = source.document.decisions();
    if decisions.is_empty() {
        html.element("p", &say!(words, "archive-none"));
    }
    for decision in decisions {
        article(&mut html, words, source, &names, &decision);
    }
    html.element("h2", &say!(words, "archive-check"));
    let (folder, notes) = ("bron/bron-document", "documentatie/documentatie-formaten/formaten.md");
    html.element("p", &say!(words, "archive-check-text", folder = folder, notes = notes));
    html.raw(&format!(
        "<ul>\n<li><a href=\"../{folder}/\">{folder}</a></li>\n<li><a href=\"../{notes}\">{notes}</a></li>\n</ul>\n"
    ));
    html.raw("</main>\n</body>\n</html>\n");
    html.0.into_bytes()
}

fn people(html: &mut Html, words: Words, register: &Register, names: &Names) {
    html.element("h2", &say!(words, "archive-people"));
    html.raw("<ul>\n");
    let mut people: Vec<_> =
        register.people().map(|(member, person)| (names.name(member), person)).collect();
    people.sort_by_cached_key(|(name, _)| (name.to_lowercase(), name.clone()));
    for (name, person) in people {
        let kind = ["resident", "business", "organisation", "municipality"][person.kind as usize];
        let (kind, state) = (term::kind(words, kind), term::state(words, person.standing.word()));
        html.element("li", &say!(words, "archive-person", name = name, kind = kind, state = state));
    }
    html.raw("</ul>\n");
}

fn article(
    html: &mut Html,
    words: Words,
    source: &Source,
    names: &Names,
    now: &document::decision::View,
) {
    let open = source.judge.round_to_show(&source.log, now.id, &source.heads_of_log());
    let then = open.and_then(|open| source.document.decision_at(&source.log, now.id, &[open]));
    let view = then.as_ref().unwrap_or(now);
    html.raw(&format!("<article id=\"b-{}\">\n", now.id));
    let title = match words::clean::line(&view.title.value).trim() {
        "" => now.id.to_string(),
        title => title.to_owned(),
    };
    html.element("h3", &title);
    let (name, moment) = (names.name(view.created_by), when::moment(words, view.claimed_at));
    let review = when::day(words, &document::date::written(view.review.value));
    html.element(
        "p",
        &say!(words, "archive-proposed", name = name, moment = moment, review = review),
    );
    html.text(&view.text);
    let past = source.log.clock_of(source.heads_of_log());
    let round = open.and_then(|open| Some((open, source.judge.round(open)?)));
    let state = round.map(|(_, round)| round.state(&source.log, &past));
    html.element("p", &status(words, round, state.as_ref()));
    if let (Some((open, round)), Some(state)) = (round, state) {
        html.element("h4", &say!(words, "archive-how"));
        html.raw("<ol>\n");
        for step in steps(words, source, names, open, round, &state) {
            html.step(&step);
        }
        html.raw("</ol>\n");
    }
    html.raw("</article>\n");
}

fn status(words: Words, round: Option<(Index, &Round)>, state: Option<&State>) -> String {
    let shown = state.and_then(|state| state.shown);
    let close = shown.and_then(|shown| round.and_then(|(_, round)| round.closes.get(&shown)));
    let outcome = close.map(|close| term::outcome(words, close.outcome.word()));
    match (state.map(|state| state.status), outcome) {
        (Some(Status::Closed), Some(outcome)) => {
            say!(words, "archive-status-closed", outcome = outcome)
        }
        (Some(Status::Confirmed), Some(outcome)) => {
            say!(words, "archive-status-confirmed", outcome = outcome)
        }
        (status, _) => {
            let status = term::status(words, status.map_or("draft", Status::word));
            say!(words, "archive-status", status = status)
        }
    }
}

fn steps(
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
    let title = |option: u16| {
        let title = titles.get(usize::from(option)).filter(|title| !title.is_empty());
        title.cloned().unwrap_or_else(|| (option + 1).to_string())
    };
    let written = |cast: &Ballot| rules::ballot::written(cast, title);
    let lines: BTreeMap<String, String> =
        counted.iter().map(|(member, one)| (names.name(*member), written(&one.ballot))).collect();
    let came: Vec<(String, Option<(bool, String)>)> = counted
        .iter()
        .map(|(member, one)| {
            let way = match one.via {
                counting_of::Via::Own => None,
                counting_of::Via::Proxy(holder) => Some((true, names.name(holder))),
                counting_of::Via::Paper(teller) => Some((false, names.name(teller))),
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
    let outcome = tally.outcome(&round.open, round.electorate.len(), seed);
    let tally = named::round(&round.open, &tally, &outcome, seed, |choice| title(choice.0));
    let chosen: Vec<String> = match &outcome {
        Outcome::Chosen(options) => options.iter().copied().map(title).collect(),
        _ => Vec::new(),
    };
    let unfit = round.unfit.iter().filter_map(|act| source.judge.verdict(*act).author);
    let (unfit, void) = (names.list(unfit), names.list(void.iter().copied()));
    let electorate = names.list(round.electorate.iter().copied());
    let double = names.list(state.double.iter().copied());
    let confirmers = names.list(round.core.iter().flatten().copied());
    let waiting = waiting(round, names);
    let closed_by = close.map(|close| names.name(close.author));
    let closing = state.shown.map(|shown| log.act(shown).id().to_string());
    let quorum = round.open.quorum.to_string();
    let status_quo = round.open.status_quo.map(title);
    counting::steps(
        words,
        &counting::Round {
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
            unfit: &unfit,
            waiting: waiting
                .iter()
                .map(|(by, of)| Waiting { by, names: of.iter().map(String::as_str).collect() })
                .collect(),
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

// Reports of paper ballots that tellers of two kinds don't stand for yet.
fn waiting(round: &Round, names: &Names) -> Vec<(String, Vec<String>)> {
    let kinds = |report: &rules::round::Reported| {
        let stand: Vec<_> =
            report.signed.iter().map(|(_, teller)| teller).chain([&report.teller]).collect();
        let tellers = round.tellers.iter().filter(|(teller, _)| stand.contains(&teller));
        tellers.map(|(_, kind)| *kind).collect::<BTreeSet<_>>().len()
    };
    let waiting = round.reports.iter().filter(|report| kinds(report) < 2);
    let mut told: Vec<_> = waiting
        .map(|report| {
            let of = report.ballots.iter().map(|(elector, _)| *elector);
            (names.name(report.teller), names.list(of))
        })
        .collect();
    told.sort_unstable();
    told
}

// What the options of a round are called, as they were at its opening.
fn options(source: &Source, open: Index, round: &Round) -> Vec<String> {
    let views = source.document.alternatives_at(&source.log, round.decision(), &[open]);
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

/// Names by member, as everywhere in Meent.
struct Names(BTreeMap<MemberId, String>);

impl Names {
    fn of(source: &Source, register: &Register) -> Self {
        let card = |member| source.document.card(member).map(|card| card.name.value);
        let cards = register.people().map(|(member, _)| (member, card(member).unwrap_or_default()));
        Self(name::told_apart(cards.collect()))
    }

    fn name(&self, member: MemberId) -> String {
        self.0.get(&member).cloned().unwrap_or_else(|| name::short(member))
    }

    fn list(&self, members: impl IntoIterator<Item = MemberId>) -> Vec<String> {
        let mut names: Vec<_> = members.into_iter().map(|member| self.name(member)).collect();
        names.sort_unstable();
        names.dedup();
        names
    }
}

#[derive(Default)]
struct Html(String);

impl Html {
    fn raw(&mut self, markup: &str) {
        self.0.push_str(markup);
    }

    fn element(&mut self, name: &str, text: &str) {
        writeln!(self.0, "<{name}>{}</{name}>", escaped(&words::clean::line(text)))
            .expect("a string takes all");
    }

    fn step(&mut self, step: &Step) {
        if step.parts.is_empty() {
            return self.element("li", &step.text);
        }
        writeln!(self.0, "<li>{}", escaped(&words::clean::line(&step.text)))
            .expect("a string takes all");
        self.raw("<ul>\n");
        for part in &step.parts {
            self.element("li", part);
        }
        self.raw("</ul></li>\n");
    }

    fn text(&mut self, text: &str) {
        writeln!(self.0, "<p class=\"text\">{}</p>", escaped(&words::clean::text(text)))
            .expect("a string takes all");
    }
}

fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            c => html.push(c),
        }
    }
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_wrote_is_never_markup() {
        let mut html = Html::default();
        html.element("h3", "<script>alert(1)</script> \u{1b}[31m Jan & \"Co\" \u{202e}");
        assert!(
            !html.0.contains("<script>")
                && !html.0.contains('\u{1b}')
                && !html.0.contains('\u{202e}')
        );
        assert!(html.0.contains("&lt;script&gt;"));
    }
}
