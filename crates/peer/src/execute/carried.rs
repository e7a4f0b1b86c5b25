//! What comes along into a new season: name, purpose, goals, and what was decided and holds.
//!
//! Guards: a decision comes along as a card that says where it was taken, never as one that was taken in the
//! new community; what was erased or folded away stays behind. Next: [`super::season`].

use act::{
    act::Act,
    content::{Create, Entity, Value, Write},
    deed::Deed,
    id::{ActId, EntityId},
    log::Index,
};
use document::{date, earlier};

use super::show::words;
use crate::{
    answer::{self, EarlierDecision},
    community::{Ambient, Community},
    names::Names,
    refusal::Refusal,
};

/// What a community takes along into its season.
#[derive(Debug)]
pub(crate) struct Carried {
    /// The founding.
    pub(crate) act: Act,
    /// The acts with which the founders signed it.
    pub(crate) signed: Vec<ActId>,
    /// Its name.
    pub(crate) name: String,
    purpose: String,
    me: String,
    goals: Vec<document::goal::View>,
    decisions: Vec<earlier::View>,
}

impl Community {
    /// What is taken along into what a list founds.
    pub(crate) fn carried(&self, plan: Index, list: Index) -> Option<Carried> {
        let (_, season) = self.judge.seasons().find(|(at, _)| *at == plan)?;
        let signed = season.complete(&self.log, list)?;
        let act = season.founding_act(&self.log, (plan, list), &signed)?;
        let view = self.document.community()?;
        let (me, _) = self.me()?;
        let folds = self.folds();
        let mut goals = self.document.goals();
        goals.retain(|goal| !is_erased(&goal.title.value));
        goals.retain(|goal| !self.is_folded(&folds, goal.id.act()));
        goals.sort_by_key(|goal| self.log.find(goal.id.act()));
        // Those of seasons before come along once more, whatever was decided here on the same subject.
        let mut decisions = self.document.earlier_decisions();
        decisions.retain(|decision| !self.is_folded(&folds, decision.id.act()));
        decisions.extend(self.all_decisions().iter().filter_map(|one| self.settled(one)));
        decisions.retain(|decision| !is_erased(&decision.title));
        Some(Carried {
            name: self.season_name(list),
            signed: signed.iter().map(|signed| self.log.act(signed.act).id()).collect(),
            act,
            purpose: view.purpose,
            me: self.card_name(me),
            goals,
            decisions,
        })
    }

    // A decision that is confirmed, of an agreement by both parties; nothing for any other.
    fn settled(&self, decision: &answer::Decision) -> Option<earlier::View> {
        let stands = matches!(decision.outcome.as_deref(), Some("adopted" | "chosen"))
            && decision.counsel.partner.as_ref().is_none_or(|partner| partner.in_force)
            && decision.fold.as_ref().is_none_or(|fold| !fold.hidden);
        let at = decision.confirmed_at.filter(|_| stands)?;
        let id = EntityId::from_hex(&decision.id)?;
        Some(earlier::View {
            id,
            created_by: self.me()?.0,
            title: decision.title.clone(),
            text: decision.text.clone(),
            chosen: match decision.selection.as_ref().and_then(|one| one.nominee.clone()) {
                Some(nominee) => vec![nominee],
                None => decision.chosen.iter().map(|title| shown(decision, title)).collect(),
            },
            decided: date::read(&words::when::date_of(at))?,
            review: date::read(&decision.review)?,
            decision: id,
            community: self.id().into(),
        })
    }

    /// Founds a season with what it takes along, in a community that is empty yet.
    pub(crate) fn begin_season(
        &mut self,
        carried: Carried,
        ambient: &mut Ambient<'_>,
    ) -> Result<(), Refusal> {
        self.add_own(carried.act, ambient.now)?;
        self.write_community(carried.name, carried.purpose, ambient)?;
        self.write_card(carried.me, ambient)?;
        for goal in carried.goals {
            let fields = [(2, Value::Link(goal.id))];
            let on = self.bring(Entity::Goal, goal.title.value, &fields, ambient)?;
            let steps = document::edit::steps("", &goal.text);
            self.write_text((Entity::Goal, on), steps, ambient)?;
        }
        for one in carried.decisions {
            let kind = Entity::EarlierDecision;
            let fields = [
                (3, Value::Date(one.decided)),
                (4, Value::Date(one.review)),
                (5, Value::Link(one.decision)),
                (6, Value::Link(one.community)),
            ];
            let on = self.bring(kind, one.title, &fields, ambient)?;
            self.write_text((kind, on), document::edit::steps("", &one.text), ambient)?;
            let chosen = document::edit::steps("", &one.chosen.join("\n"));
            self.write_field((kind, on, 2), chosen, ambient)?;
        }
        Ok(())
    }

    fn bring(
        &mut self,
        entity: Entity,
        title: String,
        fields: &[(u8, Value)],
        ambient: &mut Ambient<'_>,
    ) -> Result<EntityId, Refusal> {
        let fields = [(0, words(&title))].into_iter().chain(fields.iter().copied());
        let fields = fields.map(|(field, value)| Write { field, value }).collect();
        let created = Deed::Create(Create { entity, fields });
        let created = self.write(created, vec![title], ambient)?;
        Ok(self.log.act(created).id().into())
    }

    /// What came along, the newest first; what was folded away stands with the other cases.
    pub(super) fn earlier_decisions(&self) -> Vec<EarlierDecision> {
        let mut views = self.document.earlier_decisions();
        if views.is_empty() {
            return Vec::new();
        }
        let folds = self.folds();
        views.retain(|view| !self.is_folded(&folds, view.id.act()));
        views.sort_by_key(|view| std::cmp::Reverse((view.decided, view.id)));
        let names = Names::of(self);
        let earlier = |view: earlier::View| EarlierDecision {
            id: view.id.to_string(),
            title: view.title,
            text: view.text,
            outcome: if view.chosen.is_empty() { "adopted" } else { "chosen" }.to_owned(),
            chosen: view.chosen,
            decided: date::written(view.decided),
            review: date::written(view.review),
            by: names.name(view.created_by),
            decision: view.decision.to_string(),
            community: view.community.to_string(),
        };
        views.into_iter().map(earlier).collect()
    }
}

// An option by its title, or its place where that was folded away.
fn shown(decision: &answer::Decision, title: &str) -> String {
    let at = decision.options.iter().position(|option| option.title == title);
    let hidden = at.filter(|at| {
        let fold = decision.options.get(*at).and_then(|option| option.fold.as_ref());
        fold.is_some_and(|fold| fold.hidden)
    });
    hidden.map_or_else(|| title.to_owned(), |at| (at + 1).to_string())
}

// Of what was erased there is nothing to take along.
fn is_erased(title: &str) -> bool {
    title.chars().all(|char| char == '█')
}
