//! Changing a goal or proposal: fields are replaced, texts merged; versions; back to a version.
//!
//! Guards: a form that was drawn from older heads writes only what was changed in it; where others
//! changed the same value since, nothing at all is written. All is checked before the first act.
//! Next: [`super::goal`], [`super::decision`].

use act::{
    content::{Entity, Set, Value, Write},
    deed::Deed,
    id::{ActId, EntityId, MemberId},
    log::Index,
};
use document::edit::{self, Replacement};
use rules::schema::{self, Type};

use super::show::{fits, line, words};
use crate::{
    answer::{self, Answer, Edition},
    community::{Ambient, Community},
    names::Names,
    refusal::Refusal,
};

/// Versions shown at most: the newest; older ones are in the log.
const EDITIONS: usize = 200;

/// Seconds within which one person's acts belong to one save: a title and a text are two acts.
const ONE_SAVE: i64 = 2;

/// Heads that a form may be drawn from: more than an act can name never stand open for long.
const HEADS: usize = 256;

/// What was typed; what is left out stays as it is.
#[derive(Debug, Default)]
pub(super) struct Typed {
    pub(super) title: Option<String>,
    pub(super) text: Option<String>,
    pub(super) review: Option<i32>,
    pub(super) goal: Option<EntityId>,
}

/// An item as it reads in some past.
#[derive(Debug)]
struct Reading {
    title: (String, bool),
    text: String,
    review: Option<(i32, bool)>,
    goal: (Option<EntityId>, bool),
}

impl Reading {
    fn is_in_conflict(&self) -> bool {
        self.title.1 || self.goal.1 || self.review.is_some_and(|(_, in_conflict)| in_conflict)
    }
}

impl Community {
    pub(super) fn edit(
        &mut self,
        (entity, id): (Entity, EntityId),
        typed: Typed,
        base: &[String],
        ambient: &mut Ambient<'_>,
    ) -> Result<(), Refusal> {
        let base = self.drawn_from(base)?;
        let missing = || Refusal::Unknown(id.to_string());
        let now = self.read(entity, id, None).ok_or_else(missing)?;
        let then = match &base {
            Some(base) => Some(self.read(entity, id, Some(base)).ok_or_else(missing)?),
            None => None,
        };
        let mut fields = Vec::new();
        let mut strings = Vec::new();
        if let Some(title) = typed.title {
            let title = line("title", title)?;
            let before = then.as_ref().map(|then| &then.title.0);
            if is_new("title", &title, before, (&now.title.0, now.title.1))? {
                fields.push(Write { field: 0, value: words(&title) });
                strings.push(title);
            }
        }
        if let (Some(review), Some(stands)) = (typed.review, now.review) {
            let before = then.as_ref().and_then(|then| then.review.as_ref()).map(|(day, _)| day);
            if is_new("review", &review, before, (&stands.0, stands.1))? {
                fields.push(Write { field: 2, value: Value::Date(review) });
            }
        }
        if let Some(goal) = typed.goal {
            let before = then.as_ref().map(|then| &then.goal.0);
            if is_new("goal", &Some(goal), before, (&now.goal.0, now.goal.1))? {
                fields.push(Write { field: 3, value: Value::Link(goal) });
            }
        }
        let steps = match typed.text {
            None => Vec::new(),
            Some(text) => self.text_steps((entity, id), &text, &now, then.as_ref().zip(base))?,
        };
        if !fields.is_empty() {
            self.write(Deed::Set(Set { entity, on: id, fields }), strings, ambient)?;
        }
        self.write_text((entity, id), steps, ambient)
    }

    // The heads that a form was drawn from; none for how it is now.
    fn drawn_from(&self, base: &[String]) -> Result<Option<Vec<Index>>, Refusal> {
        if base.len() > HEADS {
            return Err(Refusal::Invalid("base".to_owned()));
        }
        let find = |id: &String| ActId::from_hex(id).and_then(|id| self.log.find(id));
        let found: Option<Vec<_>> = base.iter().map(find).collect();
        let found = found.ok_or_else(|| Refusal::Invalid("base".to_owned()))?;
        Ok((!found.is_empty()).then_some(found))
    }

    fn text_steps(
        &self,
        (entity, id): (Entity, EntityId),
        text: &str,
        now: &Reading,
        then: Option<(&Reading, Vec<Index>)>,
    ) -> Result<Vec<Vec<Replacement>>, Refusal> {
        fits(text)?;
        let Some((then, base)) = then else { return Ok(edit::steps(&now.text, text)) };
        let typed = edit::splices(&then.text, text);
        let place = (entity, id, text_field(entity)?);
        let carried = edit::rebase(&self.document, &self.log, place, &base, &typed);
        let carried = carried.ok_or_else(|| Refusal::Invalid("base".to_owned()))?;
        Ok(edit::cut(carried))
    }

    /// The ids of the heads: what a form drawn now gives back as its base.
    pub(super) fn base(&self) -> Vec<String> {
        self.log.head_indices().map(|head| self.log.act(head).id().to_string()).collect()
    }

    fn read(&self, entity: Entity, id: EntityId, at: Option<&[Index]>) -> Option<Reading> {
        match entity {
            Entity::Goal => {
                let goal = match at {
                    None => self.document.goal(id),
                    Some(at) => self.document.goal_at(&self.log, id, at),
                }?;
                let in_conflict = goal.title.is_in_conflict();
                Some(Reading {
                    title: (goal.title.value, in_conflict),
                    text: goal.text,
                    review: None,
                    goal: (None, false),
                })
            }
            Entity::Alternative => {
                let option = self.document.alternative(id)?;
                let in_conflict = option.title.is_in_conflict();
                Some(Reading {
                    title: (option.title.value, in_conflict),
                    text: option.text,
                    review: None,
                    goal: (None, false),
                })
            }
            Entity::Decision => {
                let view = match at {
                    None => self.document.decision(id),
                    Some(at) => self.document.decision_at(&self.log, id, at),
                }?;
                let title = view.title.is_in_conflict();
                Some(Reading {
                    title: (view.title.value, title),
                    text: view.text,
                    review: Some((view.review.value, !view.review.conflicts.is_empty())),
                    goal: (view.goal.value, !view.goal.conflicts.is_empty()),
                })
            }
            Entity::Circle | Entity::Role | Entity::Representative => {
                let named = self.document.one_named(entity, id)?;
                let in_conflict = named.title.is_in_conflict();
                Some(Reading {
                    title: (named.title.value, in_conflict),
                    text: named.text,
                    review: None,
                    goal: (None, false),
                })
            }
            Entity::Community
            | Entity::Card
            | Entity::Mandate
            | Entity::Topic
            | Entity::HouseRule
            | Entity::Nomination
            | Entity::EarlierDecision
            | Entity::Attachment => None,
        }
    }

    pub(super) fn history(&self, typed: &str) -> Result<Answer, Refusal> {
        let (entity, id) = self.find_editable(typed)?;
        let names = Names::of(self);
        let mut editions: Vec<Edition> = Vec::new();
        let mut last: Option<(Index, MemberId, i64)> = None;
        let changes = self.changes_of(entity, id);
        let first = changes.len().saturating_sub(EDITIONS);
        for (index, author) in changes.into_iter().skip(first) {
            let Some(reading) = self.read(entity, id, Some(&[index])) else { continue };
            let act = self.log.act(index);
            let at = act.header().claimed_at;
            let edition = Edition {
                id: act.id().to_string(),
                by: names.name(author),
                at,
                title: reading.title.0,
                text: reading.text,
                review: reading.review.map(|(day, _)| document::date::written(day)),
            };
            let same_save = last.is_some_and(|(before, by, since)| {
                // A save begins with what is made or replaced; what is edited in a text follows.
                matches!(act.deed(), Some(Deed::EditText(_)))
                    && by == author
                    && at.abs_diff(since) <= ONE_SAVE.unsigned_abs()
                    && self.log.entry(index).parents().any(|parent| parent == before)
            });
            if same_save {
                editions.pop();
            }
            editions.push(edition);
            last = Some((index, author, at));
        }
        let now = self.read(entity, id, None).filter(|now| !now.is_in_conflict());
        let reads_now = |edition: &&Edition| {
            now.as_ref().is_some_and(|now| {
                let review = now.review.map(|(day, _)| document::date::written(day));
                (&now.title.0, &now.text, &review)
                    == (&edition.title, &edition.text, &edition.review)
            })
        };
        let current = editions.iter().rev().find(reads_now).map(|edition| edition.id.clone());
        let title = self.title(entity, id);
        let kind = if entity == Entity::Goal { "goal" } else { "decision" };
        Ok(Answer::History(answer::History {
            id: id.to_string(),
            kind: kind.to_owned(),
            title,
            current,
            editions,
            by: self.written_by(id.act(), &names),
            fold: self.fold(&self.folds(), id.act(), &names).map(Box::new),
        }))
    }

    // The effective acts that made or changed an item, in one order on every device.
    fn changes_of(&self, entity: Entity, id: EntityId) -> Vec<(Index, MemberId)> {
        let changed = |index: Index| match self.log.act(index).deed() {
            Some(Deed::Create(create)) => {
                create.entity == entity && EntityId::from(self.log.act(index).id()) == id
            }
            Some(Deed::Set(set)) => (set.entity, set.on) == (entity, id),
            Some(Deed::EditText(edit)) => (edit.entity, edit.on) == (entity, id),
            _ => false,
        };
        let acts = self.log.iter().map(|(index, _)| index).filter(|index| changed(*index));
        let effective = |index: Index| {
            let verdict = self.judge.verdict(index);
            verdict.author.filter(|_| verdict.is_effective()).map(|author| (index, author))
        };
        let mut changes: Vec<_> = acts.filter_map(effective).collect();
        // Acts arrive in another order on each device. How many acts a change has seen puts it behind each
        // of them; those that saw as many stand by the time that they claim.
        changes.sort_by_cached_key(|(index, _)| {
            let seen: u64 = self.log.clock(*index).entries().map(|(_, seq)| u64::from(seq)).sum();
            let act = self.log.act(*index);
            (seen, act.header().claimed_at, act.id())
        });
        changes
    }

    pub(super) fn restore(
        &mut self,
        typed: &str,
        version: &str,
        ambient: &mut Ambient<'_>,
    ) -> Result<Answer, Refusal> {
        self.myself()?;
        let (entity, id) = self.find_editable(typed)?;
        if entity == Entity::Decision && self.is_decided(id) {
            return Err(Refusal::Decided);
        }
        let version = self.find_act(version)?;
        let unknown = || Refusal::Unknown(version.to_string());
        let at = self.log.find(version).ok_or_else(unknown)?;
        if !self.changes_of(entity, id).iter().any(|(change, _)| *change == at) {
            return Err(unknown());
        }
        let then = self.read(entity, id, Some(&[at])).ok_or_else(unknown)?;
        let typed = Typed {
            title: Some(then.title.0),
            text: Some(then.text),
            review: then.review.map(|(day, _)| day),
            goal: then.goal.0,
        };
        self.edit((entity, id), typed, &[], ambient)?;
        match entity {
            Entity::Goal => self.show_goal(&id.to_string()),
            _ => self.show_decision(&id.to_string()),
        }
    }

    fn find_editable(&self, typed: &str) -> Result<(Entity, EntityId), Refusal> {
        let id = self.find_entity(&[Entity::Goal, Entity::Decision], typed)?;
        let entity = self.judge.entity(id).map(|(entity, _)| entity);
        Ok((entity.ok_or_else(|| Refusal::Unknown(typed.to_owned()))?, id))
    }
}

/// The number of an entity's text in the schema table.
pub(super) fn text_field(entity: Entity) -> Result<u8, Refusal> {
    let text = schema::row(entity).fields.iter().find(|field| field.of == Type::Text);
    Ok(text.ok_or_else(|| Refusal::Internal("no text".to_owned()))?.number)
}

// Whether a typed value is to be written: it is another than the form showed, and than stands there.
// What others wrote since the form was drawn is not written over unseen.
fn is_new<T: PartialEq>(
    field: &str,
    typed: &T,
    before: Option<&T>,
    (stands, in_conflict): (&T, bool),
) -> Result<bool, Refusal> {
    if before == Some(typed) {
        return Ok(false);
    }
    if before.is_some_and(|before| before != stands && stands != typed) {
        return Err(Refusal::Changed(field.to_owned()));
    }
    Ok(stands != typed || in_conflict)
}
