//! Goals and comments: add, edit, list, show.
//!
//! Guards: a title is replaced and may conflict, which is shown; a text is edited, and everybody who
//! edits apart keeps their words. Next: [`super::decision`], which does the same for proposals.

use act::{
    cap,
    content::{Comment, Create, EditText, Entity, Field, Role, Write},
    deed::Deed,
    id::{ActId, EntityId},
};

use document::edit::{self, Replacement};

use super::{
    edit::{Typed, text_field},
    moderation::Folds,
    show::{conflicts, fits, line, words},
};
use crate::{
    answer::{self, Answer, Done},
    community::{Ambient, Community},
    names::Names,
    refusal::Refusal,
};

impl Community {
    pub(super) fn add_goal(
        &mut self,
        title: String,
        text: Option<String>,
        ambient: &mut Ambient<'_>,
    ) -> Result<Answer, Refusal> {
        self.myself()?;
        let title = line("title", title)?;
        text.as_deref().map_or(Ok(()), fits)?;
        let fields = vec![Write { field: 0, value: words(&title) }];
        let create = Create { entity: Entity::Goal, fields };
        let index = self.write(Deed::Create(create), vec![title], ambient)?;
        let id = self.log.act(index).id();
        if let Some(text) = text {
            self.write_text((Entity::Goal, id.into()), edit::steps("", &text), ambient)?;
        }
        self.show_goal(&id.to_string())
    }

    pub(super) fn edit_goal(
        &mut self,
        typed: &str,
        change: Typed,
        base: &[String],
        ambient: &mut Ambient<'_>,
    ) -> Result<Answer, Refusal> {
        self.myself()?;
        let id = self.find_entity(&[Entity::Goal], typed)?;
        self.edit((Entity::Goal, id), change, base, ambient)?;
        self.show_goal(&id.to_string())
    }

    // A long text takes several acts, each on top of the last.
    pub(super) fn write_text(
        &mut self,
        (entity, on): (Entity, EntityId),
        steps: Vec<Vec<Replacement>>,
        ambient: &mut Ambient<'_>,
    ) -> Result<(), Refusal> {
        self.write_field((entity, on, text_field(entity)?), steps, ambient)
    }

    /// The same in any field that holds a text.
    pub(super) fn write_field(
        &mut self,
        (entity, on, field): (Entity, EntityId, Field),
        steps: Vec<Vec<Replacement>>,
        ambient: &mut Ambient<'_>,
    ) -> Result<(), Refusal> {
        for step in steps {
            let (splices, strings) = step.into_iter().unzip();
            let edit = EditText { entity, on, field, splices };
            self.write(Deed::EditText(edit), strings, ambient)?;
        }
        Ok(())
    }

    pub(super) fn comment(
        &mut self,
        typed: &str,
        text: String,
        ambient: &mut Ambient<'_>,
    ) -> Result<Answer, Refusal> {
        self.myself()?;
        let on = match self.find_entity(&[Entity::Goal, Entity::Decision], typed) {
            Ok(entity) => entity.act(),
            Err(Refusal::Unknown(_)) => self.find_act(typed)?,
            Err(refusal) => return Err(refusal),
        };
        let index = self.remark(on, Role::Comment, text, ambient)?;
        Ok(Answer::Done(Done { id: self.log.act(index).id().to_string() }))
    }

    pub(super) fn remark(
        &mut self,
        on: ActId,
        role: Role,
        text: String,
        ambient: &mut Ambient<'_>,
    ) -> Result<act::log::Index, Refusal> {
        let text = text.trim().to_owned();
        if text.is_empty() {
            return Err(Refusal::Invalid("text".to_owned()));
        }
        if text.len() > cap::STRING {
            return Err(Refusal::TooLong("text".to_owned()));
        }
        let chars = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
        self.write(Deed::Comment(Comment { on, role, chars }), vec![text], ambient)
    }

    pub(super) fn goals(&self) -> Answer {
        let names = Names::of(self);
        let mut goals = self.document.goals();
        // In the order in which they were added here.
        goals.sort_by_key(|goal| self.log.find(goal.id.act()));
        let folds = self.folds();
        let goals = goals.into_iter().map(|goal| self.goal_answer(goal, &names, &folds)).collect();
        Answer::Goals(answer::Goals { goals })
    }

    pub(super) fn show_goal(&self, typed: &str) -> Result<Answer, Refusal> {
        let id = self.find_entity(&[Entity::Goal], typed)?;
        let goal = self.document.goal(id).ok_or_else(|| Refusal::Unknown(typed.to_owned()))?;
        Ok(Answer::Goal(self.goal_answer(goal, &Names::of(self), &self.folds())))
    }

    fn goal_answer(
        &self,
        goal: document::goal::View,
        names: &Names,
        folds: &Folds,
    ) -> answer::Goal {
        answer::Goal {
            id: goal.id.to_string(),
            by: names.name(goal.created_by),
            at: goal.claimed_at,
            base: self.base(),
            conflicts: conflicts([("title", &goal.title)], names),
            comments: self.comments_on(goal.id.act(), names, folds),
            attachments: self.attachments_on(goal.id, names, folds),
            fold: self.fold(folds, goal.id.act(), names).map(Box::new),
            origin: goal.origin.map(|origin| origin.to_string()),
            title: goal.title.value,
            text: goal.text,
        }
    }

    // What was said about it, and about that, and so on. A remark is about something in its own past, so
    // this ends.
    pub(super) fn remarks_on(&self, on: ActId) -> Vec<document::comment::View> {
        let mut found = Vec::new();
        let mut subjects = vec![on];
        while let Some(subject) = subjects.pop() {
            let remarks = self.document.comments(subject);
            for remark in remarks.into_iter().filter(|remark| remark.role == Role::Comment) {
                subjects.push(remark.id);
                found.push(remark);
            }
        }
        found
    }

    pub(super) fn comments_on(
        &self,
        on: ActId,
        names: &Names,
        folds: &Folds,
    ) -> Vec<answer::Comment> {
        let mut comments = self.remarks_on(on);
        comments.sort_by_key(|comment| self.log.find(comment.id));
        let erasures = self.erasures();
        let comment = |view: document::comment::View| answer::Comment {
            id: view.id.to_string(),
            by: names.name(view.by),
            at: view.claimed_at,
            on: view.on.to_string(),
            text: view.text,
            erased_at: erasures.at(view.id),
            fold: self.fold(folds, view.id, names),
        };
        comments.into_iter().map(comment).collect()
    }
}
