//! Proposals: propose, edit, list, show; what a decision looks like in an answer.
//!
//! Guards: no decision without a review date; the text shown under a vote is the version that was
//! opened. Next: [`super::round`].

use act::{
    content::{Create, Entity, Set, Value, Write},
    deed::Deed,
    fraction::Fraction,
    id::EntityId,
    round::Method,
};
use rules::{round::Status, schema};

use super::{
    edit::Typed,
    moderation::Folds,
    show::{conflicts, fits, line, words},
};
use crate::{
    answer::{self, Answer},
    command,
    community::{Ambient, Community},
    names::Names,
    refusal::{Refusal, Refused},
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
    pub(super) numbers: command::Numbers,
    pub(super) options: Vec<command::NewOption>,
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
pub(super) fn review_day(typed: &str, now: i64) -> Result<i32, Refusal> {
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
        let method = word(proposal.method, share)?;
        let numbers = &proposal.numbers;
        let status_quo = numbers.status_quo.as_deref().map(str::trim).filter(|t| !t.is_empty());
        // Whatever can't be counted is said before anything is written.
        let has_options = schema_has_options(method);
        if has_options == proposal.options.is_empty() {
            return Err(Refusal::TooFewOptions);
        }
        let mut options = Vec::new();
        for option in &proposal.options {
            options.push(self.option_fields(option)?);
        }
        if status_quo.is_some_and(|title| !proposal.options.iter().any(|o| o.title.trim() == title))
        {
            return Err(Refusal::NoOption(status_quo.unwrap_or_default().to_owned()));
        }
        let role = numbers.role.as_deref().filter(|role| !role.trim().is_empty());
        let role = role.map(|role| self.find_entity(&[Entity::Role], role)).transpose()?;
        if role.is_some() != (method == Method::Selection.word()) {
            return Err(Refused::WhichRole.into());
        }
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
        let counts = [(7, numbers.seats), (8, numbers.most), (9, numbers.dots)];
        fields.extend(counts.into_iter().filter_map(|(field, count)| {
            Some(Write { field, value: Value::Number(i64::from(count?)) })
        }));
        if let Some(pot) = &numbers.pot {
            fields.push(Write { field: 10, value: Value::Number(cents("pot", pot)?) });
        }
        if let Some(ties) = &numbers.ties {
            fields.push(Write { field: 11, value: chosen("ties", ties)? });
        }
        fields.extend(role.map(|role| Write { field: 13, value: Value::Link(role) }));
        let create = Create { entity: Entity::Decision, fields };
        let index = self.write(Deed::Create(create), vec![title], ambient)?;
        let id = self.log.act(index).id();
        let steps = document::edit::steps("", &proposal.text);
        self.write_text((Entity::Decision, id.into()), steps, ambient)?;
        for (option, (title, cost)) in proposal.options.iter().zip(options) {
            let stands = status_quo.is_some_and(|status_quo| status_quo == option.title.trim());
            let written = self.write_option(id.into(), (title, cost), &option.text, ambient)?;
            if stands {
                let value = Value::Link(written);
                let fields = vec![Write { field: 12, value }];
                let set = Set { entity: Entity::Decision, on: id.into(), fields };
                self.write(Deed::Set(set), Vec::new(), ambient)?;
            }
        }
        self.show_decision(&id.to_string())
    }

    /// Adds an option to a proposal that nobody votes on yet.
    pub(super) fn add_option(
        &mut self,
        typed: &str,
        option: &command::NewOption,
        ambient: &mut Ambient<'_>,
    ) -> Result<Answer, Refusal> {
        self.myself()?;
        let id = self.find_entity(&[Entity::Decision], typed)?;
        if self.is_decided(id) {
            return Err(Refusal::Decided);
        }
        let view = self.document.decision(id).ok_or_else(|| Refusal::Unknown(typed.to_owned()))?;
        if !schema_has_options(&view.method.value) {
            return Err(Refusal::Invalid("option".to_owned()));
        }
        let fields = self.option_fields(option)?;
        self.write_option(id, fields, &option.text, ambient)?;
        self.show_decision(&id.to_string())
    }

    fn option_fields(&self, option: &command::NewOption) -> Result<(String, Option<i64>), Refusal> {
        let title = line("option", option.title.clone())?;
        fits(&option.text)?;
        // A ballot on one line is read by these.
        if title.contains([',', '=', '>', ';']) {
            return Err(Refusal::Invalid("option".to_owned()));
        }
        let cost = option.cost.as_deref().filter(|cost| !cost.trim().is_empty());
        Ok((title, cost.map(|cost| cents("cost", cost)).transpose()?))
    }

    fn write_option(
        &mut self,
        decision: EntityId,
        (title, cost): (String, Option<i64>),
        text: &str,
        ambient: &mut Ambient<'_>,
    ) -> Result<EntityId, Refusal> {
        let mut fields = vec![
            Write { field: 0, value: words(&title) },
            Write { field: 2, value: Value::Link(decision) },
        ];
        fields.extend(cost.map(|cost| Write { field: 3, value: Value::Number(cost) }));
        let create = Create { entity: Entity::Alternative, fields };
        let index = self.write(Deed::Create(create), vec![title], ambient)?;
        let id = self.log.act(index).id().into();
        let steps = document::edit::steps("", text);
        self.write_text((Entity::Alternative, id), steps, ambient)?;
        Ok(id)
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
            match state.status {
                Status::Open | Status::Closed => !state.withdrawn,
                Status::Confirmed => state.outcome.is_some_and(|outcome| outcome.is_adopted()),
                Status::Disputed => true,
            }
        })
    }

    pub(super) fn decisions(&self) -> Answer {
        let (decisions, earlier) = (self.all_decisions(), self.earlier_decisions());
        Answer::Decisions(answer::Decisions { decisions, earlier })
    }

    pub(super) fn all_decisions(&self) -> Vec<answer::Decision> {
        let names = Names::of(self);
        let mut ids: Vec<_> = self.document.decisions().into_iter().map(|view| view.id).collect();
        ids.sort_by_key(|id| self.log.find(id.act()));
        let folds = self.folds();
        let decisions = ids.into_iter().filter_map(|id| self.decision_answer(id, &names, &folds));
        decisions.collect()
    }

    pub(super) fn show_decision(&self, typed: &str) -> Result<Answer, Refusal> {
        let id = self.find_entity(&[Entity::Decision], typed)?;
        let decision = self.decision_answer(id, &Names::of(self), &self.folds());
        Ok(Answer::Decision(Box::new(decision.ok_or_else(|| Refusal::Unknown(typed.to_owned()))?)))
    }

    fn decision_answer(
        &self,
        id: EntityId,
        names: &Names,
        folds: &Folds,
    ) -> Option<answer::Decision> {
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
            goal_hidden: view.goal.value.is_some_and(|goal| self.is_folded(folds, goal.act())),
            goal_title: view.goal.value.map(|goal| self.title(Entity::Goal, goal)),
            review: document::date::written(view.review.value),
            goal: view.goal.value.map(|goal| goal.to_string()),
            method: view.method.value.clone(),
            quorum: view.quorum.value.unwrap_or(Fraction::ZERO).to_string(),
            share: view.share.value.map(|share| share.to_string()),
            numbers: self.proposed_numbers(&view),
            options: self.proposed_options(id, names),
            voters: self.register().electorate().len(),
            tally: None,
            chosen: Vec::new(),
            ways: answer::Ways::default(),
            counsel: answer::Counsel::default(),
            selection: None,
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
            comments: self.comments_on(id.act(), names, folds),
            attachments: self.attachments_on(id, names, folds),
            fold: self.fold(folds, id.act(), names),
            text: view.text.clone(),
            title: view.title.value.clone(),
        };
        if let Some(open) = round {
            self.fill_round(&mut decision, open, names);
        }
        let shown = round.and_then(|open| Some((open, self.judge.round(open)?)));
        decision.selection = self.selection(&view, shown, names, folds);
        for option in &mut decision.options {
            let act = EntityId::from_hex(&option.id).map(EntityId::act);
            option.fold = act.and_then(|act| self.fold(folds, act, names));
        }
        Some(decision)
    }
}

impl Community {
    // Of a proposal without a round: as they would be opened now; as written while it can't be.
    fn proposed_numbers(&self, view: &document::decision::View) -> answer::Numbers {
        let status_quo =
            view.status_quo.value.map(|option| self.title(Entity::Alternative, option));
        if let Ok(open) = self.asked(view, Fraction::ZERO, &[]) {
            let options = self.options_of(view.id, &[]).into_iter();
            let titles: Vec<String> = options.map(|view| view.title.value).collect();
            return super::asked::numbers(&open, &titles);
        }
        answer::Numbers {
            seats: view.seats.value,
            most: view.most.value,
            dots: view.dots.value,
            pot: view.pot.value,
            ties: view.ties.value.clone().unwrap_or_else(|| "status_quo".to_owned()),
            status_quo: status_quo.filter(|title| !title.is_empty()),
        }
    }

    fn proposed_options(&self, id: EntityId, names: &Names) -> Vec<answer::Choice> {
        let option = |view: document::alternative::View| answer::Choice {
            id: view.id.to_string(),
            title: view.title.value,
            text: view.text,
            cost: view.cost.value,
            by: names.name(view.created_by),
            fold: None,
        };
        self.options_of(id, &[]).into_iter().map(option).collect()
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

// The word for a method, with or without a share.
fn word(method: command::Method, share: Option<Fraction>) -> Result<&'static str, Refusal> {
    use command::Method as M;
    Ok(match (method, share) {
        (M::Majority, None) => "majority",
        (M::Majority, Some(_)) => "qualified",
        (M::Absolute, None) => "absolute",
        (M::Absolute, Some(_)) => "qualified_of_all",
        // No other asks for a share; better said than left out in silence.
        (_, Some(_)) => return Err(Refusal::Invalid("method".to_owned())),
        (M::Consent, None) => "consent",
        (M::Consensus, None) => "consensus",
        (M::Unanimity, None) => "unanimity",
        (M::Approval, None) => "approval",
        (M::Score, None) => "score",
        (M::Dots, None) => "dots",
        (M::Ranked, None) => "ranked",
        (M::Seats, None) => "seats",
        (M::BudgetGreedy, None) => "budget_greedy",
        (M::BudgetShares, None) => "budget_shares",
        (M::Poll, None) => "poll",
        (M::Lot, None) => "lot",
        (M::Mandate, None) => "mandate",
        (M::Selection, None) => "selection",
    })
}

// Whether ballots of this method are about options.
fn schema_has_options(method: &str) -> bool {
    let at = schema::METHODS.iter().position(|word| *word == method);
    // The yes or no methods are the first seven and, later, two that are about a person.
    let people = [Method::Mandate.word(), Method::Selection.word()];
    at.is_some_and(|at| at >= 7) && !people.contains(&method)
}

// Euros as typed, such as `150` or `150,50`.
pub(super) fn cents(what: &str, typed: &str) -> Result<i64, Refusal> {
    let invalid = || Refusal::Invalid(what.to_owned());
    let typed = typed.trim().trim_start_matches('€').trim().replace(',', ".");
    let (euros, part) = typed.split_once('.').unwrap_or((&typed, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if euros.is_empty() || !digits(euros) || !digits(part) || part.len() > 2 {
        return Err(invalid());
    }
    let part: i64 = format!("{part:0<2}").parse().map_err(|_| invalid())?;
    let euros: i64 = euros.parse().map_err(|_| invalid())?;
    let cents = euros.checked_mul(100).and_then(|cents| cents.checked_add(part));
    // More than any neighbourhood has, and exact in every program that opens the document.
    cents.filter(|cents| (1..=1_000_000_000_000).contains(cents)).ok_or_else(invalid)
}

fn fraction(what: &str, typed: Option<&str>) -> Result<Option<Fraction>, Refusal> {
    typed.map(str::parse).transpose().map_err(|_| Refusal::Invalid(what.to_owned()))
}

// The schema table holds the words; their position travels.
fn choice(method: &str) -> Result<Value, Refusal> {
    chosen("method", method)
}

fn chosen(field: &str, word: &str) -> Result<Value, Refusal> {
    let position = match schema::row(Entity::Decision).named(field).map(|field| field.of) {
        Some(schema::Type::Choice(words)) => words.iter().position(|known| *known == word.trim()),
        _ => None,
    };
    let position = position.and_then(|position| u8::try_from(position).ok());
    position.map(Value::Choice).ok_or_else(|| Refusal::Invalid(field.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_read_as_people_write_it() {
        let check = |typed: &str, wanted: Option<i64>| {
            assert_eq!(cents("pot", typed).ok(), wanted, "{typed}");
        };
        check("150", Some(15_000));
        check("€ 150,50", Some(15_050));
        check("0.5", Some(50));
        for bad in ["", "0", "-3", "1,234", "1.000,00", "veel", "99999999999999999999"] {
            check(bad, None);
        }
    }

    #[test]
    fn the_methods_of_the_schema_table_are_those_of_acts() {
        use act::round::Method as M;
        let all = [
            M::Majority,
            M::Absolute,
            M::Qualified(Fraction::HALF),
            M::Consent,
            M::QualifiedOfAll(Fraction::HALF),
            M::Consensus(0),
            M::Unanimity,
            M::Approval { most: 1, seats: 1 },
            M::Score { seats: 1 },
            M::Dots { dots: 1, most: 1, seats: 1 },
            M::Ranked,
            M::Seats(1),
            M::BudgetGreedy(1),
            M::BudgetShares(1),
            M::Poll,
            M::Lot(1),
            M::Mandate,
            M::Selection,
        ];
        assert_eq!(all.map(M::word).as_slice(), schema::METHODS);
        for method in all {
            assert_eq!(schema_has_options(method.word()), method.has_options(), "{method:?}");
        }
    }
}
