//! Goals and comments: add, edit, list, show.
//!
//! Guards: a title is replaced and may conflict, which is shown; a text is edited, and everybody who
//! edits apart keeps their words. Next: [`super::decision`], which does the same for proposals.

use act::{
    cap,
    content::{Comment, Create, EditText, Entity, Role, Set, Write},
    deed::Deed,
    id::{ActId, EntityId},
};

use rules::schema::Type;

use super::show::{conflicts, line, words};
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
        let fields = vec![Write { field: 0, value: words(&title) }];
        let create = Create { entity: Entity::Goal, fields };
        let index = self.write(Deed::Create(create), vec![title], ambient)?;
        let id = self.log.act(index).id();
        if let Some(text) = text {
            self.edit_text(Entity::Goal, id.into(), "", &text, ambient)?;
        }
        self.show_goal(&id.to_string())
    }

    pub(super) fn edit_goal(
        &mut self,
        typed: &str,
        title: Option<String>,
        text: Option<String>,
        ambient: &mut Ambient<'_>,
    ) -> Result<Answer, Refusal> {
        self.myself()?;
        let id = self.find_entity(&[Entity::Goal], typed)?;
        self.edit(Entity::Goal, id, title, text, ambient)?;
        self.show_goal(&id.to_string())
    }

    pub(super) fn edit(
        &mut self,
        entity: Entity,
        id: EntityId,
        title: Option<String>,
        text: Option<String>,
        ambient: &mut Ambient<'_>,
    ) -> Result<(), Refusal> {
        if let Some(title) = title {
            let title = line("title", title)?;
            let set =
                Set { entity, on: id, fields: vec![Write { field: 0, value: words(&title) }] };
            self.write(Deed::Set(set), vec![title], ambient)?;
        }
        if let Some(text) = text {
            let old = match entity {
                Entity::Goal => self.document.goal(id).map(|goal| goal.text),
                _ => self.document.decision(id).map(|decision| decision.text),
            };
            self.edit_text(entity, id, &old.unwrap_or_default(), &text, ambient)?;
        }
        Ok(())
    }

    // Writes what is different as splices; a long text takes several acts, each on top of the last.
    pub(super) fn edit_text(
        &mut self,
        entity: Entity,
        on: EntityId,
        old: &str,
        new: &str,
        ambient: &mut Ambient<'_>,
    ) -> Result<(), Refusal> {
        let text = rules::schema::row(entity).fields.iter().find(|field| field.of == Type::Text);
        let field = text.ok_or_else(|| Refusal::Internal("no text".to_owned()))?.number;
        for step in document::edit::steps(old, new) {
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
        let goals = goals.into_iter().map(|goal| self.goal_answer(goal, &names)).collect();
        Answer::Goals(answer::Goals { goals })
    }

    pub(super) fn show_goal(&self, typed: &str) -> Result<Answer, Refusal> {
        let id = self.find_entity(&[Entity::Goal], typed)?;
        let goal = self.document.goal(id).ok_or_else(|| Refusal::Unknown(typed.to_owned()))?;
        Ok(Answer::Goal(self.goal_answer(goal, &Names::of(self))))
    }

    fn goal_answer(&self, goal: document::goal::View, names: &Names) -> answer::Goal {
        answer::Goal {
            id: goal.id.to_string(),
            by: names.name(goal.created_by),
            conflicts: conflicts([("title", &goal.title)], names),
            comments: self.comments_on(goal.id.act(), names),
            title: goal.title.value,
            text: goal.text,
        }
    }

    pub(super) fn comments_on(&self, on: ActId, names: &Names) -> Vec<answer::Comment> {
        // What was said about it, and about that, and so on. A remark is about something in its own
        // past, so this ends.
        let mut comments = Vec::new();
        let mut subjects = vec![on];
        while let Some(subject) = subjects.pop() {
            let remarks = self.document.comments(subject);
            let remarks = remarks.into_iter().filter(|remark| remark.role == Role::Comment);
            for remark in remarks {
                subjects.push(remark.id);
                comments.push(remark);
            }
        }
        comments.sort_by_key(|comment| self.log.find(comment.id));
        let comment = |view: document::comment::View| answer::Comment {
            id: view.id.to_string(),
            by: names.name(view.by),
            at: view.claimed_at,
            on: view.on.to_string(),
            text: view.text,
        };
        comments.into_iter().map(comment).collect()
    }
}
