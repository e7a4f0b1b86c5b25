//! What somebody wants to see at a glance: what is asked of them, what is new, lists in short, the log in
//! parts.
//!
//! Guards: what is asked says why and goes away once it is done; what apps do by themselves is no news.
//! Next: [`super::edit`], for how one item came to read as it does.

use std::collections::{BTreeMap, BTreeSet};

use act::{
    clock::Clock,
    content::Role,
    deed::Deed,
    fraction::Fraction,
    id::{ActId, EntityId, MemberId},
    log::Index,
    register::Change,
    round::Method,
};
use rules::{
    approval::Voices,
    counting::Via,
    register::Standing,
    round::{Round, State, Status},
    tally::Outcome,
};

use super::Due;
use crate::{
    answer::{self, Answer, DecisionBoard, DecisionCard, ForYou, GoalBoard, GoalCard, Todo},
    community::Community,
    names::Names,
    refusal::Refusal,
};

mod counsel;

/// Lines of news at once: a page; the rest stands in the log.
const NEWS: usize = 50;

/// Lines of the log at once.
const LINES: usize = 200;

/// Unicode scalar values of a goal's text in a list.
const BEGINNING: usize = 200;

/// All that is known, worked out once for a list.
struct Known {
    heads: Vec<Index>,
    past: Clock,
}

/// A round as it stands now, on this peer.
struct Shown<'a> {
    open: Index,
    round: &'a Round,
    state: State,
}

impl Community {
    pub(super) fn goal_board(&self) -> Answer {
        let names = Names::of(self);
        let remarks = self.remarks();
        let served: Vec<_> =
            self.document.decisions().into_iter().filter_map(|view| view.goal.value).collect();
        let folds = self.folds();
        let mut goals = self.document.goals();
        goals.sort_by_key(|goal| self.log.find(goal.id.act()));
        let card = |goal: document::goal::View| GoalCard {
            id: goal.id.to_string(),
            text: goal.text.chars().take(BEGINNING).collect(),
            by: names.name(goal.created_by),
            at: goal.claimed_at,
            comments: remarks.get(&goal.id.act()).copied().unwrap_or(0),
            decisions: served.iter().filter(|served| **served == goal.id).count(),
            conflict: goal.title.is_in_conflict(),
            hidden: self.is_folded(&folds, goal.id.act()),
            title: goal.title.value,
        };
        Answer::GoalBoard(GoalBoard { goals: goals.into_iter().map(card).collect() })
    }

    pub(super) fn decision_board(&self) -> Answer {
        let names = Names::of(self);
        let me = self.me().map(|(member, _)| member);
        let mut views = self.document.decisions();
        views.sort_by_key(|view| self.log.find(view.id.act()));
        let (remarks, known, folds) = (self.remarks(), self.known(), self.folds());
        let card = |view: document::decision::View| DecisionCard {
            hidden: self.is_folded(&folds, view.id.act()),
            comments: remarks.get(&view.id.act()).copied().unwrap_or(0),
            ..self.decision_card(view, me, &names, &known)
        };
        let decisions = views.into_iter().map(card).collect();
        Answer::DecisionBoard(DecisionBoard { decisions, earlier: self.earlier_decisions() })
    }

    fn decision_card(
        &self,
        view: document::decision::View,
        me: Option<MemberId>,
        names: &Names,
        known: &Known,
    ) -> DecisionCard {
        let mut card = DecisionCard {
            id: view.id.to_string(),
            by: names.name(view.created_by),
            at: view.claimed_at,
            status: "draft".to_owned(),
            method: view.method.value.clone(),
            outcome: None,
            provisional: None,
            deadline: None,
            took: 0,
            of: 0,
            mine: None,
            elector: false,
            goal: view.goal.value.map(|goal| goal.to_string()),
            review: document::date::written(view.review.value),
            comments: 0,
            conflict: view.title.is_in_conflict() || view.review.is_in_conflict(),
            hidden: false,
            title: view.title.value,
        };
        if let Some(standing) = self.standing_of(view.id, known) {
            let Shown { open, round, state } = standing;
            card.status = state.status.word().to_owned();
            let round_id = self.log.act(open).id();
            card.method = round.open.method.word().to_owned();
            card.outcome = state.outcome.as_ref().map(|outcome| outcome.word().to_owned());
            card.deadline = Some(round.open.deadline);
            card.of = round.electorate.len();
            card.elector = me.is_some_and(|me| round.is_elector(me));
            match state.shown.and_then(|shown| round.closes.get(&shown)) {
                Some(close) => {
                    card.took = close.counted.len();
                    card.mine = me
                        .and_then(|me| close.counted.get(&me))
                        .map(|one| self.ballot_in(round_id, &one.ballot));
                    if state.status == Status::Closed {
                        card.provisional = Some(close.outcome.word().to_owned());
                    }
                }
                None => {
                    let count = self.judge.count(&self.log, open, &known.heads).unwrap_or_default();
                    card.took = count.counted.len();
                    card.mine = me
                        .and_then(|me| count.counted.get(&me))
                        .map(|one| self.ballot_in(round_id, &one.ballot));
                }
            }
        }
        card
    }

    fn known(&self) -> Known {
        let heads = self.heads();
        Known { past: self.log.clock_of(heads.iter().copied()), heads }
    }

    fn standing_of(&self, id: EntityId, known: &Known) -> Option<Shown<'_>> {
        // Most of what was ever written is a proposal without a round.
        if self.judge.rounds_on(id).is_empty() {
            return None;
        }
        let open = self.judge.round_to_show(&self.log, id, &known.heads)?;
        let round = self.judge.round(open)?;
        let state = round.state(&self.log, &known.past);
        Some(Shown { open, round, state })
    }

    // How many remarks there are about everything, answers to remarks among them. One look at the log: a
    // remark is about something in its own past, which came before it.
    fn remarks(&self) -> BTreeMap<ActId, usize> {
        let mut about: Vec<Option<Index>> = Vec::with_capacity(self.log.len());
        let mut counts: BTreeMap<Index, usize> = BTreeMap::new();
        for (index, entry) in self.log.iter() {
            let on = match entry.act.deed() {
                Some(Deed::Comment(comment))
                    if comment.role == Role::Comment
                        && self.judge.verdict(index).is_effective() =>
                {
                    let on = self.log.find(comment.on);
                    on.map(|on| about.get(on.at()).copied().flatten().unwrap_or(on))
                }
                _ => None,
            };
            if let Some(on) = on {
                *counts.entry(on).or_default() += 1;
            }
            about.push(on);
        }
        counts.into_iter().map(|(on, count)| (self.log.act(on).id(), count)).collect()
    }

    /// What is asked and what is new to who has seen so many acts; rest isn't asked for those with these ids.
    pub(crate) fn for_you(&self, seen: usize, later: &BTreeSet<String>, now: i64) -> Answer {
        let names = Names::of(self);
        let me = self.myself().ok();
        let summary = self.summary();
        let mut todo = Vec::new();
        if let Some((me, standing)) = me {
            let decisions = self.document.decisions();
            todo.extend(self.to_decide(&decisions, (me, standing), now, &names));
            todo.extend(self.to_counsel(&decisions, me, &names));
            todo.extend(self.to_settle(&decisions, &names));
            // Who is at rest is back with their word.
            if matches!(standing, Standing::Member | Standing::Resting) {
                let pending = self.pending();
                todo.extend(self.to_welcome(me, &pending, &names));
                todo.extend(self.to_approve(me, &pending, &names));
                todo.extend(self.to_season(me, now, &names));
                todo.extend(self.to_hear(me, &names));
                if standing == Standing::Member {
                    let rest = self.to_rest(me, &pending, now, &names).into_iter();
                    todo.extend(rest.filter(|todo| !later.contains(&todo.id)));
                }
            }
        }
        let rank = |todo: &Todo| match todo.kind.as_str() {
            "settle" => 0,
            "decide" | "stand" | "nominate" | "object" | "advise" | "answer" | "weigh"
            | "agree" => 1,
            "welcome" => 2,
            "approve" | "appeal" | "appoint" => 3,
            "close" => 4,
            "review" => 5,
            "take_part" => 4,
            "rest" => 7,
            "together" => 8,
            "season" => 9,
            _ => 6,
        };
        todo.sort_by_key(|todo| (rank(todo), todo.until.unwrap_or(i64::MAX)));
        let folds = self.folds();
        for asked in todo.iter_mut().filter(|todo| ["goal", "decision"].contains(&&*todo.of)) {
            let item = EntityId::from_hex(&asked.id);
            asked.hidden = item.is_some_and(|item| self.is_folded(&folds, item.act()));
        }
        let is_news = |index: &Index| {
            let verdict = self.judge.verdict(*index);
            let by_itself = matches!(
                self.log.act(*index).deed(),
                Some(Deed::Acknowledge(_) | Deed::Gather | Deed::Enrol(_))
                    | Some(Deed::SeasonStep(act::season::Step::Sign { .. }))
            );
            verdict.is_effective() && !by_itself && verdict.author != me.map(|(me, _)| me)
        };
        let fresh: Vec<_> =
            self.log.iter().skip(seen).map(|(index, _)| index).filter(is_news).collect();
        let news = fresh.iter().rev().take(NEWS);
        let news = news.map(|index| self.line(*index, &names, &folds)).collect();
        Answer::ForYou(ForYou {
            community: summary.id,
            name: summary.name,
            acts: self.log.len(),
            todo,
            news,
            fresh: fresh.len(),
        })
    }

    fn to_decide(
        &self,
        decisions: &[document::decision::View],
        (me, of): (MemberId, Standing),
        now: i64,
        names: &Names,
    ) -> Vec<Todo> {
        let known = self.known();
        let mut todo = Vec::new();
        let today = now.div_euclid(i64::from(act::charter::DAY));
        for view in decisions {
            let asked = |kind: &str, until: Option<i64>| Todo {
                kind: kind.to_owned(),
                id: view.id.to_string(),
                title: view.title.value.clone(),
                until,
                by: names.name(view.created_by),
                of: "decision".to_owned(),
                since: None,
                hidden: false,
            };
            let Some(Shown { open, round, state }) = self.standing_of(view.id, &known) else {
                if self.is_to_nominate(view, me, of) {
                    todo.push(asked("nominate", None));
                }
                if view.created_by == me && of == Standing::Member {
                    todo.push(asked("open", None));
                }
                continue;
            };
            let until = Some(round.open.deadline);
            match state.status {
                // Nobody's app votes in a round that isn't what was proposed.
                Status::Open if round.may_vote(me) && !self.is_altered(open, round) => {
                    let count = self.judge.count(&self.log, open, &known.heads).unwrap_or_default();
                    let needed = round.open.quorum.least_of(round.electorate.len()).max(1);
                    let by_mandate = round.open.method == Method::Mandate;
                    let waits = self.speaks_first(open, round).is_some_and(|first| first != me);
                    let is_nominee = round.open.select.is_some_and(|one| one.nominee == me);
                    // What others wrote down for somebody is theirs to say anew.
                    let has_said =
                        count.counted.get(&me).is_some_and(|one| !matches!(one.via, Via::Paper(_)));
                    if waits && now < round.open.deadline {
                        // Who is put forward says first whether they want it.
                    } else if !has_said && round.opener != me && by_mandate {
                        todo.push(asked("object", until));
                    } else if !has_said && is_nominee {
                        todo.push(asked("stand", until));
                    } else if !has_said && !by_mandate {
                        todo.push(asked("decide", until));
                    // A close of one's own, which isn't there yet: none is at the opening.
                    } else if (count.counted.len() >= needed || by_mandate)
                        && self.may_close_for(open)
                        && self.is_due(open, open, me, now) == Due::Now
                    {
                        todo.push(asked("close", until));
                    }
                }
                Status::Confirmed if of == Standing::Member && self.is_to_appoint(round) => {
                    todo.push(asked("appoint", None));
                }
                Status::Confirmed
                    if state.outcome.as_ref().is_some_and(Outcome::is_adopted)
                        && i64::from(view.review.value) <= today =>
                {
                    todo.push(asked("review", None));
                }
                _ => {}
            }
        }
        todo
    }

    fn to_settle(&self, decisions: &[document::decision::View], names: &Names) -> Vec<Todo> {
        let settle = |id: EntityId, title: &str, by: MemberId, of: &str| Todo {
            kind: "settle".to_owned(),
            id: id.to_string(),
            title: title.to_owned(),
            until: None,
            by: names.name(by),
            of: of.to_owned(),
            since: None,
            hidden: false,
        };
        let goals = self.document.goals().into_iter().filter(|goal| goal.title.is_in_conflict());
        let goals = goals.map(|goal| settle(goal.id, &goal.title.value, goal.created_by, "goal"));
        let decisions = decisions.iter().filter(|view| {
            (view.title.is_in_conflict() || view.review.is_in_conflict())
                && !self.is_decided(view.id)
        });
        let decisions =
            decisions.map(|view| settle(view.id, &view.title.value, view.created_by, "decision"));
        goals.chain(decisions).collect()
    }

    fn to_welcome(&self, me: MemberId, pending: &[(Change, Voices)], names: &Names) -> Vec<Todo> {
        let register = self.register();
        let approves = |brought: Index| {
            let change = Change::Admit(self.log.act(brought).id());
            pending.iter().any(|(pending, by)| *pending == change && by.approve.contains(&me))
        };
        let guests = register
            .people()
            .filter(|(_, person)| person.standing == Standing::Guest && !approves(person.brought));
        let welcome = |(member, _): (MemberId, _)| Todo {
            kind: "welcome".to_owned(),
            id: member.to_string(),
            title: names.name(member),
            until: None,
            by: names.name(member),
            of: "member".to_owned(),
            since: None,
            hidden: false,
        };
        guests.map(welcome).collect()
    }

    // Changes that wait for the owner's word. A guest's admission is asked as a welcome.
    fn to_approve(&self, me: MemberId, pending: &[(Change, Voices)], names: &Names) -> Vec<Todo> {
        if pending.iter().all(|(change, _)| matches!(change, Change::Admit(_))) {
            return Vec::new();
        }
        let Answer::Changes(list) = self.changes() else { return Vec::new() };
        let mine = names.name(me);
        let asked = |change: &answer::Change| {
            change.what != "admit"
                && change.may_approve
                && !change.approved
                && change.blocked.is_none()
                && !change.objections.contains(&mine)
        };
        let todo = |change: answer::Change| Todo {
            kind: "approve".to_owned(),
            id: change.id,
            title: change.clause.map_or(change.about, |clause| clause.key),
            until: None,
            by: change.by,
            of: "change".to_owned(),
            since: Some(change.since),
            hidden: false,
        };
        list.changes.into_iter().filter(asked).map(todo).collect()
    }

    // R5: members of whom nothing was heard for longer than the charter says, by the clocks of who wrote,
    // while two thirds of the others were. Only asked: an app proposes nothing by itself.
    fn to_rest(
        &self,
        me: MemberId,
        pending: &[(Change, Voices)],
        now: i64,
        names: &Names,
    ) -> Vec<Todo> {
        let register = self.register();
        let term = i64::from(register.charter().rest);
        let heard: Vec<_> = register
            .people()
            .filter(|(_, person)| person.standing == Standing::Member)
            .map(|(member, person)| (member, self.heard(member, person)))
            .collect();
        // Who reads this is here, whether or not they wrote anything.
        let is_away =
            |(member, at): &(MemberId, i64)| *member != me && now.saturating_sub(*at) > term;
        let others = heard.len().saturating_sub(1);
        let here = heard.iter().filter(|one| !is_away(one)).count();
        // Nor is asked what so few can't bring in force.
        let can_pass =
            register.core().may.rest || here >= Fraction::TWO_THIRDS.least_of(heard.len());
        if here < Fraction::TWO_THIRDS.least_of(others) || !can_pass {
            return Vec::new();
        }
        let waits = |member: MemberId| {
            let about = |change: &Change| matches!(change, Change::Rest(of, _) if *of == member);
            pending.iter().any(|(change, voices)| about(change) && !voices.approve.is_empty())
        };
        let away = heard.iter().filter(|one| is_away(one) && !waits(one.0));
        let todo = |(member, at): &(MemberId, i64)| Todo {
            kind: "rest".to_owned(),
            id: member.to_string(),
            title: names.name(*member),
            until: None,
            by: String::new(),
            of: "member".to_owned(),
            since: Some(*at),
            hidden: false,
        };
        away.map(todo).collect()
    }

    pub(super) fn log_page(
        &self,
        before: Option<usize>,
        most: usize,
        by: Option<&str>,
    ) -> Result<Answer, Refusal> {
        let names = Names::of(self);
        let by = by.map(|typed| names.find(typed)).transpose()?;
        let end = before.unwrap_or(usize::MAX).min(self.log.len());
        let indices: Vec<_> = self.log.iter().take(end).map(|(index, _)| index).collect();
        let wanted =
            |index: &&Index| by.is_none_or(|by| self.judge.verdict(**index).author == Some(by));
        let most = most.clamp(1, LINES);
        let found: Vec<_> = indices.iter().rev().filter(wanted).take(most).copied().collect();
        // Fewer than fit: there is nothing before them.
        let from = found.get(most - 1).map_or(0, |last| last.at());
        let folds = self.folds();
        let lines = found.into_iter().map(|index| self.line(index, &names, &folds)).collect();
        Ok(Answer::LogPage(answer::LogPage { acts: self.log.len(), from, lines }))
    }
}
