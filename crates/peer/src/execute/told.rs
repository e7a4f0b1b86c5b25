//! What a round looks like in an answer.
//!
//! Guards: what is shown is what the rules find, counted at the shown close's own past; options are
//! called as they were at the opening. Next: [`super::round`].

use std::collections::{BTreeMap, BTreeSet};

use act::{
    ballot::Ballot,
    clock::Clock,
    deed::Deed,
    id::{ActId, MemberId},
    log::Index,
    round::{Method, Open},
};
use rules::{
    ballot::{self, Unfit, Unread},
    counting::{Counted, Via},
    round::{Round, State, Status},
    tally::{Outcome, ranking::Choice},
};
use words::tally::{Tally, named};

use super::round::Due;
use crate::{answer, community::Community, names::Names, refusal::Refusal};

// What an option is called; its number where it has no name.
fn titled(titles: &[String], option: u16) -> String {
    let title = titles.get(usize::from(option)).filter(|title| !title.is_empty());
    title.cloned().unwrap_or_else(|| (option + 1).to_string())
}

// What ballots come to, by name.
fn tally(
    round: &Round,
    counted: &BTreeMap<MemberId, Counted>,
    seed: Option<&str>,
    titles: &[String],
) -> Tally {
    let tally = round.tally(counted, seed);
    let outcome = round.outcome(counted, seed);
    let name = |choice: Choice| titled(titles, choice.0);
    named::round(&round.open, &tally, &outcome, seed, name)
}

impl Community {
    pub(super) fn fill_round(&self, decision: &mut answer::Decision, open: Index, names: &Names) {
        let Some(round) = self.judge.round(open) else { return };
        let heads = self.heads();
        let state = round.state(&self.log, &self.log.clock_of(heads.iter().copied()));
        decision.status = state.status.word().to_owned();
        decision.outcome = state.outcome.as_ref().map(|outcome| outcome.word().to_owned());
        decision.round = Some(self.log.act(open).id().to_string());
        decision.quorum = round.open.quorum.to_string();
        decision.deadline = Some(round.open.deadline);
        decision.opened_by = Some(names.name(round.opener));
        decision.voters = round.electorate.len();
        decision.electorate = names.list(round.electorate.iter().copied());
        decision.needed = round.needed();
        decision.double = names.list(state.double.iter().copied());
        decision.text_differs = self.is_altered(open, round);
        // How it is really counted, whatever the proposal said.
        let titles = self.titles(open);
        let title = |option: u16| titled(&titles, option);
        self.fill_asked(decision, open, round, &titles);
        let ballots = |counted: &BTreeMap<MemberId, Counted>| {
            let told = |(member, one): (&MemberId, &Counted)| {
                (names.name(*member), ballot::written(&one.ballot, title))
            };
            counted.iter().map(told).collect()
        };
        let chosen = |outcome: &Outcome| match outcome {
            Outcome::Chosen(options) => options.iter().map(|option| title(*option)).collect(),
            _ => Vec::new(),
        };
        for (index, acknowledged) in &state.closes {
            let Some(close) = round.closes.get(index) else { continue };
            decision.closes.insert(
                self.log.act(*index).id().to_string(),
                answer::Close {
                    outcome: close.outcome.word().to_owned(),
                    chosen: chosen(&close.outcome),
                    by: names.name(close.author),
                    at: self.log.act(*index).header().claimed_at,
                    counted: ballots(&close.counted),
                    void: names.list(close.void.iter().copied()),
                    acknowledged: names.list(acknowledged.iter().copied()),
                },
            );
        }
        match state.shown.and_then(|shown| Some((shown, round.closes.get(&shown)?))) {
            Some((shown, close)) => {
                decision.shown = Some(self.log.act(shown).id().to_string());
                decision.counted = ballots(&close.counted);
                decision.void = names.list(close.void.iter().copied());
                decision.chosen = chosen(&close.outcome);
                self.fill_ways(decision, open, round, &close.counted, names);
                self.fill_counsel(decision, open, (round, &state), &close.counted, names);
                decision.ways.given = self.given(round, &self.log.clock(shown), names);
                decision.ways.seed = close.seed.clone();
                decision.tally = Some(tally(round, &close.counted, close.seed.as_deref(), &titles));
                if state.status == Status::Closed {
                    decision.provisional = Some(close.outcome.word().to_owned());
                }
                let same = round.acknowledged.iter().filter(|ack| ack.outcome == close.outcome);
                let mut voices: Vec<_> = same.map(|ack| ack.member).collect();
                voices.sort_unstable();
                voices.dedup();
                decision.acknowledged = names.list(voices);
            }
            None => {
                let count = self.judge.count(&self.log, open, &heads).unwrap_or_default();
                let within = || round.outcome(&count.counted, None);
                let outside = self.judge.outside_mandate(&self.log, open, &heads);
                let would_be = outside.map_or_else(within, |_| Outcome::Rejected);
                decision.would_be = Some(would_be.word().to_owned());
                decision.chosen = chosen(&would_be);
                decision.counted = ballots(&count.counted);
                self.fill_ways(decision, open, round, &count.counted, names);
                self.fill_counsel(decision, open, (round, &state), &count.counted, names);
                let past = self.log.clock_of(heads.iter().copied());
                decision.ways.given = self.given(round, &past, names);
                decision.tally = Some(tally(round, &count.counted, None, &titles));
                decision.void = names.list(count.void);
            }
        }
        decision.ballots = self.ballots(round, state.shown, names, &titles);
        decision.ways.invalid = self.invalid(open, round, names, &titles);
        if let Some(shown) = state.shown {
            self.fill_late(decision, round, shown, names);
        }
        decision.ways.withdrawn = state.withdrawn;
        self.fill_own(decision, open, &state);
    }

    // When what happened, and what the owner did and may do.
    fn fill_own(&self, decision: &mut answer::Decision, open: Index, state: &State) {
        let Some(round) = self.judge.round(open) else { return };
        let claimed = |index: Index| self.log.act(index).header().claimed_at;
        decision.opened_at = Some(claimed(open));
        decision.closed_at = state.shown.map(claimed);
        decision.confirmed_at = state.outcome.as_ref().and_then(|outcome| {
            // The first acknowledgement with which enough different members agree.
            let mut agreed = std::collections::BTreeSet::new();
            let agreeing = round.acknowledged.iter().filter(|ack| ack.outcome == *outcome);
            let mut enough = agreeing.skip_while(|ack| {
                agreed.insert(ack.member);
                agreed.len() < round.needed()
            });
            enough.next().map(|ack| claimed(ack.act))
        });
        let Ok((me, _)) = self.myself() else { return };
        decision.ways.may_withdraw =
            round.opener == me && !state.withdrawn && state.status < Status::Confirmed;
        decision.elector = round.may_vote(me);
        if let Some(cast) = round.votes.iter().rev().find(|cast| cast.elector == me) {
            let id = self.log.act(cast.act).id().to_string();
            let own = decision.ballots.iter().find(|ballot| ballot.id == id);
            decision.mine = own.map(|ballot| ballot.ballot.clone());
            decision.my_reason = own.and_then(|ballot| ballot.reason.clone());
        }
        let enough = round.open.quorum.least_of(round.electorate.len()).max(1);
        let may_speak = round.is_elector(me) || round.open.closers.contains(&me);
        let missing = self.judge.advice_missing(&self.log, open, &self.heads());
        decision.may_close = state.status == Status::Open
            && !state.withdrawn
            && may_speak
            && (round.open.method == Method::Mandate || decision.counted.len() >= enough)
            && missing.is_enough();
        if let Some((shown, close)) =
            state.shown.and_then(|shown| Some((shown, round.closes.get(&shown)?)))
            && state.status == Status::Closed
        {
            let said = round.acknowledged.iter().any(|ack| ack.member == me);
            decision.may_acknowledge =
                round.may_confirm(me) && !said && !decision.text_differs && !state.withdrawn;
            // Whenever it is asked: the moment, or none when nobody has to wait.
            decision.acknowledged_from = match self.is_due(open, shown, close.author, i64::MIN) {
                Due::Now => None,
                Due::From(moment) => Some(moment),
            };
        }
    }

    // Who gave a proxy to whom in a past, used or not.
    fn given(&self, round: &Round, past: &Clock, names: &Names) -> BTreeMap<String, String> {
        let given = named::proxies(&self.log, round, past).into_iter();
        given.map(|(elector, holder)| (names.name(elector), names.name(holder))).collect()
    }

    fn ballots(
        &self,
        round: &Round,
        shown: Option<Index>,
        names: &Names,
        titles: &[String],
    ) -> Vec<answer::Ballot> {
        let past = shown.map(|shown| self.log.clock(shown));
        let ballot = |cast: &rules::round::Cast| {
            let act = self.log.act(cast.act);
            let reason = match act.deed() {
                Some(Deed::Vote(votes)) => {
                    let own = votes.iter().find(|vote| vote.ballot == cast.ballot);
                    own.and_then(|vote| vote.reason).and_then(|reason| self.log.find(reason))
                }
                _ => None,
            };
            answer::Ballot {
                id: act.id().to_string(),
                by: names.name(cast.elector),
                ballot: ballot::written(&cast.ballot, |option| titled(titles, option)),
                reason: reason.and_then(|index| self.log.act(index).strings().first().cloned()),
                reason_id: reason.map(|index| self.log.act(index).id().to_string()),
                at: act.header().claimed_at,
                late: past.as_ref().is_some_and(|past| !self.log.holds(past, cast.act)),
            }
        };
        round.votes.iter().map(ballot).collect()
    }

    // Whoever may not vote can send as many as they like: one per person and fault says it.
    fn invalid(
        &self,
        open: Index,
        round: &Round,
        names: &Names,
        titles: &[String],
    ) -> Vec<answer::Invalid> {
        let last: BTreeMap<_, _> =
            round.invalid.iter().map(|one| ((one.author, one.why.word()), one)).collect();
        let told = |((author, why), one): ((MemberId, &'static str), &rules::round::NoEffect)| {
            let act = self.log.act(one.act);
            let Some(Deed::Vote(votes)) = act.deed() else { return None };
            let round = self.log.act(open).id();
            let vote = votes.iter().find(|vote| vote.round == round)?;
            Some(answer::Invalid {
                id: act.id().to_string(),
                by: names.name(author),
                ballot: ballot::written(&vote.ballot, |option| titled(titles, option)),
                why: why.to_owned(),
                at: act.header().claimed_at,
            })
        };
        last.into_iter().filter_map(told).collect()
    }

    // Own ballots say it themselves.
    fn fill_late(
        &self,
        decision: &mut answer::Decision,
        round: &Round,
        shown: Index,
        names: &Names,
    ) {
        let late = round.late(&self.log, shown);
        let name = |holder: Option<MemberId>| holder.map(|holder| names.name(holder));
        let given = late.proxies.iter();
        decision.ways.late = given
            .map(|given| (names.name(given.elector), name(given.holder).unwrap_or_default()))
            .collect();
        for report in late.reports {
            let id = self.log.act(report.act).id().to_string();
            let told = decision.ways.reports.iter_mut().find(|told| told.id == id);
            if let Some(told) = told {
                told.late = true;
            }
        }
    }

    /// What a round's options are called, in the order of its opening; told apart where two are called
    /// the same, and without what a ballot on one line is read by.
    pub(super) fn titles(&self, open: Index) -> Vec<String> {
        let Some(round) = self.judge.round(open) else { return Vec::new() };
        let views = self.document.alternatives(&self.log, round.decision(), &[open]);
        let title = |id: &act::id::EntityId| {
            let view = views.iter().find(|view| view.id == *id);
            let title = view.map(|view| words::clean::line(&view.title.value)).unwrap_or_default();
            title
                .replace([',', '=', '>', ';'], " ")
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
        };
        let plain: Vec<String> = round.open.options.iter().map(title).collect();
        // Who types an option needn't mind capitals.
        let alike = |name: &String| {
            let lower = name.to_lowercase();
            plain.iter().filter(|other| other.to_lowercase() == lower).count() > 1
        };
        let told_apart = |(name, id): (&String, &act::id::EntityId)| {
            let short: String = id.to_string().chars().take(6).collect();
            if name.is_empty() || alike(name) { format!("{name} ({short})") } else { name.clone() }
        };
        plain.iter().zip(&round.open.options).map(told_apart).collect()
    }

    /// A ballot as a line of the log or a list has it.
    pub(super) fn ballot_in(&self, round: ActId, cast: &Ballot) -> String {
        let titles = self.log.find(round).map(|open| self.titles(open)).unwrap_or_default();
        ballot::written(cast, |option| titled(&titles, option))
    }

    /// Reads a ballot as it was typed.
    ///
    /// # Errors
    /// When it is none of this round; what would be is said.
    pub(super) fn read_ballot(&self, open: Index, typed: &str) -> Result<Ballot, Refusal> {
        let round = self.judge.round(open).ok_or(Refusal::NotOpen)?;
        let titles = self.titles(open);
        let find = |name: &str| {
            let lower = name.to_lowercase();
            let at = titles.iter().position(|title| title.to_lowercase() == lower);
            let number = || name.parse::<usize>().ok()?.checked_sub(1);
            let at = at.or_else(number).filter(|at| *at < titles.len());
            at.and_then(|at| u16::try_from(at).ok())
        };
        ballot::read(typed, &round.open, find).map_err(|why| match why {
            Unread::Name(name) => Refusal::NoOption(name),
            Unread::Unfit(Unfit::Unknown) => Refusal::NoOption(typed.to_owned()),
            Unread::Unfit(Unfit::Repeated) => Refusal::Twice,
            Unread::Unfit(Unfit::Level) => Refusal::LevelOptions,
            Unread::Unfit(Unfit::TooMany) => Refusal::TooManyOptions(most(&round.open)),
            Unread::Unfit(Unfit::Overspent) => Refusal::Overspent(most(&round.open)),
            Unread::Unfit(Unfit::TooHigh) => Refusal::Overspent("5".to_owned()),
            Unread::Form | Unread::Unfit(Unfit::Method) => {
                Refusal::WrongBallot(form(&round.open, &titles))
            }
        })
    }

    fn fill_asked(
        &self,
        decision: &mut answer::Decision,
        open: Index,
        round: &Round,
        titles: &[String],
    ) {
        let views = self.document.alternatives(&self.log, round.decision(), &[open]);
        let names = Names::of(self);
        let options = round.open.options.iter().zip(titles).enumerate();
        decision.options = options
            .map(|(at, (id, title))| {
                let view = views.iter().find(|view| view.id == *id);
                let cost = round.open.costs.get(at);
                answer::Choice {
                    id: id.to_string(),
                    title: title.clone(),
                    text: view.map(|view| view.text.clone()).unwrap_or_default(),
                    cost: cost.and_then(|cost| i64::try_from(*cost).ok()),
                    by: view.map(|view| names.name(view.created_by)).unwrap_or_default(),
                    fold: None,
                }
            })
            .collect();
        decision.method = round.open.method.word().to_owned();
        decision.share = match round.open.method {
            Method::Qualified(share) | Method::QualifiedOfAll(share) => Some(share.to_string()),
            _ => None,
        };
        decision.numbers = super::asked::numbers(&round.open, titles);
    }

    fn fill_ways(
        &self,
        decision: &mut answer::Decision,
        open: Index,
        round: &Round,
        counted: &BTreeMap<MemberId, Counted>,
        names: &Names,
    ) {
        let me = self.myself().ok().map(|(me, _)| me);
        let via = |one: &Counted| match one.via {
            Via::Own => answer::Via { way: "own".to_owned(), by: String::new() },
            Via::Proxy(holder) => answer::Via { way: "proxy".to_owned(), by: names.name(holder) },
            Via::Paper(teller) => answer::Via { way: "paper".to_owned(), by: names.name(teller) },
        };
        // The last that each said; of two apart the later to arrive here is shown.
        let mut given: BTreeMap<MemberId, Option<MemberId>> = BTreeMap::new();
        for proxy in &round.proxies {
            given.insert(proxy.elector, proxy.holder);
        }
        let for_me = given.iter().filter(|(_, holder)| me.is_some() && **holder == me);
        let unfit: BTreeSet<_> = round.invalid.iter().map(|one| one.author).collect();
        let teller = me.is_some_and(|me| round.tellers.iter().any(|(teller, _)| *teller == me));
        let titles = self.titles(open);
        let report = |report: &rules::round::Reported| {
            let stand = report.signed.iter().map(|(_, teller)| *teller).chain([report.teller]);
            let stand: BTreeSet<_> = stand.collect();
            let act = self.log.act(report.act);
            answer::Report {
                id: act.id().to_string(),
                by: names.name(report.teller),
                at: act.header().claimed_at,
                ballots: report
                    .ballots
                    .iter()
                    .map(|(elector, cast)| {
                        let cast = ballot::written(cast, |option| titled(&titles, option));
                        (names.name(*elector), cast)
                    })
                    .collect(),
                signed: names.list(report.signed.iter().map(|(_, teller)| *teller)),
                counts: round.stands(report, |_, _| true),
                late: false,
                may_sign: teller && me.is_some_and(|me| !stand.contains(&me)),
            }
        };
        decision.ways = answer::Ways {
            via: counted.iter().map(|(member, one)| (names.name(*member), via(one))).collect(),
            proxies: round.open.proxies,
            my_proxy: me
                .and_then(|me| given.get(&me).copied().flatten())
                .map(|holder| names.name(holder)),
            proxies_for_me: names.list(for_me.map(|(elector, _)| *elector)),
            tellers: names.list(round.tellers.iter().map(|(teller, _)| *teller)),
            teller,
            reports: round.reports.iter().map(report).collect(),
            unfit: names.list(unfit),
            replaces: round.open.replaces.map(|open| open.to_string()),
            confirmers: names.list(round.core.iter().flatten().copied()),
            ..answer::Ways::default()
        };
    }
}

// How many there are to lay or to name.
fn most(open: &Open) -> String {
    match open.method {
        Method::Approval { most, .. } => most.to_string(),
        Method::Dots { dots, .. } => dots.to_string(),
        _ => open.options.len().to_string(),
    }
}

// What a ballot of this round looks like.
fn form(open: &Open, titles: &[String]) -> String {
    let words = Ballot::WORDS.into_iter().filter(|word| ballot::fits(word, open).is_ok());
    let words: Vec<_> = words.filter_map(|word| word.word()).collect();
    let first = titles.first().map_or("a", String::as_str);
    let second = titles.get(1).map_or("b", String::as_str);
    match open.method {
        Method::Ranked => format!("{first} > {second}, abstain"),
        Method::Seats(_) => format!("{first} > {second}, abstain"),
        Method::Score { .. } | Method::Dots { .. } => format!("{first}=3, {second}=1"),
        method if method.has_options() => format!("{first}, {second}"),
        _ => words.join(", "),
    }
}
