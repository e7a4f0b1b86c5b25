//! Who speaks for an organisation: name somebody, say what they may, take them away; and one member with
//! those who speak for them.
//!
//! Guards: each organisation writes its own, and the words about a person are erased when they no longer
//! speak for it. Nothing in the rules asks who has them. Next: [`super::member`].

use std::collections::BTreeMap;

use act::{
    cap,
    content::{Create, Entity},
    deed::Deed,
    id::{ActId, EntityId, MemberId},
};

use super::{
    edit::Typed,
    moderation::named,
    show::{fits, line},
};
use crate::{
    answer::{Answer, Representative},
    community::{Ambient, Community},
    names::Names,
    refusal::Refusal,
};

impl Community {
    /// One member, with who speaks for them.
    pub(super) fn show_member(&self, who: &str) -> Result<Answer, Refusal> {
        let id = Names::of(self).find(who)?.to_string();
        let Answer::Members(mut list) = self.members() else {
            return Err(Refusal::Internal("no members".to_owned()));
        };
        list.members.retain(|member| member.id == id);
        Ok(Answer::Members(list))
    }

    /// Who speaks for whom, oldest first.
    pub(super) fn representatives(&self) -> BTreeMap<MemberId, Vec<Representative>> {
        let mut all: BTreeMap<MemberId, Vec<Representative>> = BTreeMap::new();
        for view in self.document.named(Entity::Representative) {
            let index = self.log.find(view.id.act());
            if index.is_some_and(|index| self.log.act(index).is_erased()) {
                continue;
            }
            all.entry(view.created_by).or_default().push(Representative {
                id: view.id.to_string(),
                name: view.title.value,
                text: view.text,
            });
        }
        all
    }

    pub(super) fn add_representative(
        &mut self,
        name: String,
        text: Option<String>,
        ambient: &mut Ambient<'_>,
    ) -> Result<Answer, Refusal> {
        let me = self.writer()?;
        let name = line("name", name)?;
        let text = text.unwrap_or_default().trim().to_owned();
        if text.len() > cap::STRING {
            return Err(Refusal::TooLong("text".to_owned()));
        }
        let (fields, strings) = named(name, text);
        let create = Create { entity: Entity::Representative, fields };
        self.write(Deed::Create(create), strings, ambient)?;
        self.show_member(&me.to_string())
    }

    pub(super) fn edit_representative(
        &mut self,
        typed: &str,
        name: Option<String>,
        text: Option<String>,
        ambient: &mut Ambient<'_>,
    ) -> Result<Answer, Refusal> {
        let me = self.writer()?;
        let id = self.own_representative(me, typed)?;
        text.as_deref().map_or(Ok(()), fits)?;
        let title = name.map(|name| line("name", name)).transpose()?;
        let change = Typed { title, text, ..Typed::default() };
        self.edit((Entity::Representative, id), change, &[], ambient)?;
        self.show_member(&me.to_string())
    }

    pub(super) fn remove_representative(
        &mut self,
        typed: &str,
        ambient: &mut Ambient<'_>,
    ) -> Result<Answer, Refusal> {
        let me = self.writer()?;
        let id = self.own_representative(me, typed)?;
        let mut words: Vec<ActId> = self
            .log
            .iter()
            .map(|(_, entry)| &entry.act)
            .filter_map(|act| {
                let on = match act.deed()? {
                    Deed::Create(_) => act.id().into(),
                    Deed::Set(set) => set.on,
                    Deed::EditText(edit) => edit.on,
                    _ => return None,
                };
                (on == id && !act.is_erased()).then(|| act.id())
            })
            .collect();
        words.sort_unstable();
        for words in words.chunks(cap::PARTS) {
            self.write(Deed::Redact(words.to_vec()), Vec::new(), ambient)?;
        }
        self.show_member(&me.to_string())
    }

    // Only members write these; a guest isn't one yet.
    fn writer(&self) -> Result<MemberId, Refusal> {
        let (me, _) = self.myself()?;
        if !self.register().is_member(me) {
            return Err(Refusal::NotMember);
        }
        Ok(me)
    }

    fn own_representative(&self, me: MemberId, typed: &str) -> Result<EntityId, Refusal> {
        let lower = typed.trim().to_lowercase();
        let own = self.representatives().remove(&me).unwrap_or_default();
        let is_meant = |one: &&Representative| one.name.to_lowercase() == lower || one.id == lower;
        if let Some(one) = own.iter().find(is_meant)
            && let Some(id) = EntityId::from_hex(&one.id)
        {
            return Ok(id);
        }
        let id = self.find_entity(&[Entity::Representative], typed)?;
        let unknown = || Refusal::Unknown(typed.to_owned());
        let owner = self.document.one_named(Entity::Representative, id).ok_or_else(unknown)?;
        if owner.created_by != me {
            return Err(Refusal::NotYours(Names::of(self).name(owner.created_by)));
        }
        // Whose words were erased speaks for nobody.
        let speaks = own.iter().any(|one| one.id == id.to_string());
        speaks.then_some(id).ok_or_else(unknown)
    }
}
