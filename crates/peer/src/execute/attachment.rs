//! Attachments: one is added, those on something are shown.
//!
//! Guards: what is written of a file is what its bytes say; whether the content is here is for the profile
//! to say, which holds it. Next: `core/attaching.rs`.

use act::{
    blob::Name,
    content::{Create, Entity, Value, Write},
    deed::Deed,
    id::{ActId, EntityId},
};
use document::attachment::View;
use rules::schema;

use super::{
    erased::Erasures,
    moderation::Folds,
    show::{line, words},
};
use crate::{
    answer,
    attachment::PICTURES,
    community::{Ambient, Community},
    names::Names,
    refusal::Refusal,
};

/// Unicode scalar values of a text in place of a picture, as the schema has it.
const ALT: usize = 500;

impl Community {
    /// Whether something may be attached: to what, and under which name and text.
    pub(crate) fn may_attach(
        &self,
        on: &str,
        (title, alt): (&str, &str),
        kind: &str,
    ) -> Result<(EntityId, String, String), Refusal> {
        self.myself()?;
        let on = self.find_entity(&[Entity::Goal, Entity::Decision], on)?;
        // Of a path the last part: where a file stood is nobody's business.
        let title = title.rsplit(['/', '\\']).next().unwrap_or_default();
        let title = line("file", title.to_owned())?;
        let alt = alt.split_whitespace().collect::<Vec<_>>().join(" ");
        let alt: String = alt.chars().filter(|c| !c.is_control()).collect();
        if alt.chars().count() > ALT {
            return Err(Refusal::TooLong("alt".to_owned()));
        }
        if alt.is_empty() && PICTURES.contains(&kind) {
            return Err(Refusal::BadFile("no_alt".to_owned()));
        }
        Ok((on, title, alt))
    }

    /// Writes that a content is attached.
    pub(crate) fn attach(
        &mut self,
        (on, title, alt): (EntityId, String, String),
        name: Name,
        kind: &str,
        ambient: &mut Ambient<'_>,
    ) -> Result<ActId, Refusal> {
        let number = schema::FILES.iter().position(|known| *known == kind).unwrap_or_default();
        let key = name.key.to_string();
        let values = [
            Some(Value::Link(on)),
            Some(words(&title)),
            (!alt.is_empty()).then(|| words(&alt)),
            Some(words(&key)),
            Some(Value::Digest(name.root)),
            Some(Value::Number(i64::try_from(name.size).unwrap_or(i64::MAX))),
            Some(Value::Choice(u8::try_from(number).unwrap_or_default())),
        ];
        let written = (0..).zip(values);
        let fields = written.filter_map(|(field, value)| Some(Write { field, value: value? }));
        let create = Create { entity: Entity::Attachment, fields: fields.collect() };
        let alt = Some(alt).filter(|alt| !alt.is_empty());
        let strings = [Some(title), alt, Some(key)].into_iter().flatten().collect();
        let index = self.write(Deed::Create(create), strings, ambient)?;
        Ok(self.log.act(index).id())
    }

    pub(super) fn attachments_on(
        &self,
        on: EntityId,
        names: &Names,
        folds: &Folds,
    ) -> Vec<answer::Attachment> {
        let mut all = self.document.attachments(on);
        all.sort_by_key(|view| self.log.find(view.id.act()));
        let known = (names, folds, &self.erasures());
        all.into_iter().map(|view| self.attachment_answer(view, known)).collect()
    }

    /// One attachment.
    pub(crate) fn show_attachment(
        &self,
        typed: &str,
    ) -> Result<(answer::Attachment, Option<Name>), Refusal> {
        let id = self.find_entity(&[Entity::Attachment], typed)?;
        let view = self.document.attachment(id);
        let view = view.ok_or_else(|| Refusal::Unknown(typed.to_owned()))?;
        let content = view.content;
        let known = (&Names::of(self), &self.folds(), &self.erasures());
        Ok((self.attachment_answer(view, known), content))
    }

    // Whether the content is here is not known here.
    fn attachment_answer(
        &self,
        view: View,
        (names, folds, erasures): (&Names, &Folds, &Erasures<'_>),
    ) -> answer::Attachment {
        let act = view.id.act();
        let is_erased = view.content.is_none();
        answer::Attachment {
            id: view.id.to_string(),
            on: view.on.to_string(),
            by: names.name(view.created_by),
            at: view.claimed_at,
            file: view.title,
            alt: view.alt,
            kind: view.kind,
            size: view.size,
            state: if is_erased { "erased" } else { "elsewhere" }.to_owned(),
            have: 0,
            erased_at: erasures.at(act),
            fold: self.fold(folds, act, names),
        }
    }
}
