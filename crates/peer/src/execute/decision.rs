//! Proposals: propose, edit, list, show; what a decision looks like in an answer.
//!
//! Guards: no decision without a review date; the text shown under a vote is the version that was
//! opened. Next: [`super::round`].

use act::{
    content::{Create, Entity, Value, Write},
    deed::Deed,
    fraction::Fraction,
    id::EntityId,
    round::Method,
};
use rules::{round::Status, schema};

use super::{
    edit::Typed,
    show::{conflicts, fits, line, words},
};
use crate::{
    answer::{self, Answer},
    command,
    community::{Ambient, Community},
    names::Names,
    refusal::Refusal,
};

/// A proposal as it was typed.
#[derive(Debug)]
pub(super) struct Proposal {
    pub(super) title: String,
    pub(super) text: String,
    pub(super) review: String,
    pub(super) goal: Option<String>,
    pub(super) method: command::Method,
    pub(super) quorum: Option<String>,
    pub(super) share: Option<String>,
}

/// A change of a proposal as it was typed; what is left out stays as it is.
#[derive(Debug)]
pub(super) struct Change {
    pub(super) title: Option<String>,
    pub(super) text: Option<String>,
    pub(super) review: Option<String>,
    pub(super) goal: Option<String>,
}

// Looking back comes after. In Amsterdam a day begins before it does in UTC, never later.
fn review_day(typed: &str, now: i64) -> Result<i32, Refusal> {
    let today = now / i64::from(act::charter::DAY);
    let day = document::date::read(typed.trim()).filter(|day| i64::from(*day) >= today);
    day.ok_or_else(|| Refusal::Invalid("review".to_owned()))
}

impl Community {
    pub(super) fn propose(
        &mut self,
        proposal: Proposal,
        ambient: &mut Ambient<'_>,
    ) -> Result<Answer, Refusal> {
        self.myself()?;
        let title = line("title", proposal.title)?;
        fits(&proposal.text)?;
        let review = review_day(&proposal.review, ambient.now)?;
        let least = self.register().charter().quorum;
        let quorum = fraction("quorum", proposal.quorum.as_deref())?.unwrap_or(least);
        if quorum.is_less_than(least) {
            return Err(Refusal::QuorumTooLow(least.to_string()));
        }
        let share = fraction("share", proposal.share.as_deref())?;
        let method = match (proposal.method, share) {
            (command::Method::Majority, None) => "majority",
            (command::Method::Majority, Some(_)) => "qualified",
            (command::Method::Consent, None) => "consent",
            // Consent asks for no share; better said than left out in silence.
            (command::Method::Consent, Some(_)) => {
                return Err(Refusal::Invalid("method".to_owned()));
            }
        };
        let goal =
            proposal.goal.map(|goal| self.find_entity(&[Entity::Goal], &goal)).transpose()?;
        let mut fields = vec![
            Write { field: 0, value: words(&title) },
            Write { field: 2, value: Value::Date(review) },
        ];
        fields.extend(goal.map(|goal| Write { field: 3, value: Value::Link(goal) }));
        fields.push(Write { field: 4, value: choice(method)? });
        fields.push(Write { field: 5, value: Value::Share(quorum) });
        fields.extend(share.map(|share| Write { field: 6, value: Value::Share(share) }));
        let create = Create { entity: Entity::Decision, fields };
        let index = self.write(Deed::Create(create), vec![title], ambient)?;
        let id = self.log.act(index).id();
        let steps = document::edit::steps("", &proposal.text);
        self.write_text((Entity::Decision, id.into()), steps, ambient)?;
        self.show_decision(&id.to_string())
    }

    pub(super) fn edit_decision(
        &mut self,
        typed: &str,
        change: Change,
        base: &[String],
        ambient: &mut Ambient<'_>,
    ) -> Result<Answer, Refusal> {
        self.myself()?;
        let id = self.find_entity(&[Entity::Decision], typed)?;
        if self.is_decided(id) {
            return Err(Refusal::Decided);
        }
        let Change { title, text, review, goal } = change;
        let review = review.map(|typed| review_day(&typed, ambient.now)).transpose()?;
        let goal = goal.filter(|goal| !goal.trim().is_empty());
        let goal = goal.map(|goal| self.find_entity(&[Entity::Goal], &goal)).transpose()?;
        self.edit((Entity::Decision, id), Typed { title, text, review, goal }, base, ambient)?;
        self.show_decision(&id.to_string())
    }

    /// Whether the text stays as it is: a round is open on it, or it was adopted or disputed.
    pub(super) fn is_decided(&self, id: EntityId) -> bool {
        let past = self.log.clock_of(self.heads());
        self.judge.rounds_on(id).iter().filter_map(|open| self.judge.round(*open)).any(|round| {
            let state = round.state(&self.log, &past);
            state.status != Status::Confirmed
                || state.outcome != Some(rules::tally::Outcome::Rejected)
        })
    }

    pub(super) fn decisions(&self) -> Answer {
        let names = Names::of(self);
        let mut ids: Vec<_> = self.document.decisions().into_iter().map(|view| view.id).collect();
        ids.sort_by_key(|id| self.log.find(id.act()));
        let decisions = ids.into_iter().filter_map(|id| self.decision_answer(id, &names)).collect();
        Answer::Decisions(answer::Decisions { decisions })
    }

    pub(super) fn show_decision(&self, typed: &str) -> Result<Answer, Refusal> {
        let id = self.find_entity(&[Entity::Decision], typed)?;
        let decision = self.decision_answer(id, &Names::of(self));
        Ok(Answer::Decision(Box::new(decision.ok_or_else(|| Refusal::Unknown(typed.to_owned()))?)))
    }

    fn decision_answer(&self, id: EntityId, names: &Names) -> Option<answer::Decision> {
        let round = self.judge.round_to_show(&self.log, id, &self.heads());
        let view = match round {
            Some(open) => self.document.decision_at(&self.log, id, &[open]),
            None => self.document.decision(id),
        };
        let now = self.document.decision(id);
        let view = view.or_else(|| now.clone())?;
        let editable = self.myself().is_ok() && !self.is_decided(id);
        // What can be edited is how it reads now, whatever was voted on.
        let now = now.filter(|_| editable).unwrap_or_else(|| view.clone());
        let changed = changed(&now);
        let mut decision = answer::Decision {
            id: id.to_string(),
            by: names.name(view.created_by),
            at: view.claimed_at,
            base: self.base(),
            editable,
            changed: (changed != self::changed(&view)).then_some(changed),
            goal_title: view.goal.value.map(|goal| self.title(Entity::Goal, goal)),
            review: document::date::written(view.review.value),
            goal: view.goal.value.map(|goal| goal.to_string()),
            method: view.method.value.clone(),
            quorum: view.quorum.value.unwrap_or(Fraction::ZERO).to_string(),
            share: view.share.value.map(|share| share.to_string()),
            status: "draft".to_owned(),
            outcome: None,
            provisional: None,
            would_be: None,
            round: None,
            opened_at: None,
            opened_by: None,
            closed_at: None,
            confirmed_at: None,
            deadline: None,
            elector: false,
            mine: None,
            my_reason: None,
            may_close: false,
            may_acknowledge: false,
            acknowledged_from: None,
            electorate: Vec::new(),
            counted: Default::default(),
            void: Vec::new(),
            acknowledged: Vec::new(),
            needed: 0,
            double: Vec::new(),
            shown: None,
            closes: Default::default(),
            ballots: Vec::new(),
            text_differs: false,
            conflicts: conflicts(
                [
                    ("title", &now.title),
                    ("review", &now.review.clone().map(document::date::written)),
                ],
                names,
            ),
            comments: self.comments_on(id.act(), names),
            text: view.text.clone(),
            title: view.title.value.clone(),
        };
        if let Some(open) = round {
            self.fill_round(&mut decision, open, names);
        }
        Some(decision)
    }
}

fn changed(view: &document::decision::View) -> answer::Changed {
    answer::Changed {
        title: view.title.value.clone(),
        text: view.text.clone(),
        review: document::date::written(view.review.value),
        goal: view.goal.value.map(|goal| goal.to_string()),
    }
}

/// The method that a proposal names, with its share.
pub(crate) fn method(view: &document::decision::View) -> Result<Method, Refusal> {
    let share = view.share.value;
    match view.method.value.as_str() {
        "majority" => Ok(Method::Majority),
        "absolute" => Ok(Method::Absolute),
        "qualified" => Ok(Method::Qualified(share.unwrap_or(Fraction::TWO_THIRDS))),
        "consent" => Ok(Method::Consent),
        _ => Err(Refusal::Invalid("method".to_owned())),
    }
}

fn fraction(what: &str, typed: Option<&str>) -> Result<Option<Fraction>, Refusal> {
    typed.map(str::parse).transpose().map_err(|_| Refusal::Invalid(what.to_owned()))
}

// The schema table holds the words; their position travels.
fn choice(method: &str) -> Result<Value, Refusal> {
    let field = schema::row(Entity::Decision).named("method").map(|field| field.of);
    let position = match field {
        Some(schema::Type::Choice(words)) => words.iter().position(|word| *word == method),
        _ => None,
    };
    let position = position.and_then(|position| u8::try_from(position).ok());
    position.map(Value::Choice).ok_or_else(|| Refusal::Invalid("method".to_owned()))
}
