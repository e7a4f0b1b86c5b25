//! Something that somebody wrote, as an answer: what it is, on what, and what was said of it.
//!
//! Guards: as [`super::moderation`], which asks for it. Next: [`super::erased`].

use act::{
    content::{Entity, Role},
    deed::Deed,
    log::Index,
};
use rules::judge::moderate::Moderation;

use super::erased::Erasures;
use crate::{answer::Case, community::Community, names::Names};

impl Community {
    /// It with what was said of it, and where it stands.
    pub(super) fn case(
        &self,
        what: Index,
        stands: &Moderation,
        (names, erasures): (&Names, &Erasures<'_>),
    ) -> Case {
        let act = self.log.act(what);
        let id = act.id();
        let author = self.judge.verdict(what).author;
        let fold = self.fold_of(what, stands, names);
        let (kind, item) = match act.deed() {
            Some(Deed::Create(create)) => match create.entity {
                Entity::Goal => ("goal", Some((Entity::Goal, id.into()))),
                Entity::Decision => ("decision", Some((Entity::Decision, id.into()))),
                Entity::Alternative => {
                    let option = self.document.alternative(id.into());
                    let of = option.and_then(|option| option.decision.value);
                    ("option", of.map(|of| (Entity::Decision, of)))
                }
                Entity::Nomination => {
                    let nomination = self.document.nomination(id.into());
                    let of = nomination.and_then(|nomination| nomination.decision);
                    ("nomination", of.map(|of| (Entity::Decision, of)))
                }
                Entity::EarlierDecision => ("earlier", None),
                Entity::Attachment => {
                    let attachment = self.document.attachment(id.into());
                    ("attachment", attachment.and_then(|one| self.item_of(one.on.act())))
                }
                _ => ("other", None),
            },
            Some(Deed::Comment(comment)) => {
                let kind = match comment.role {
                    Role::Comment => "comment",
                    Role::Reason => "reason",
                    Role::Advice => "advice",
                };
                (kind, self.item_of(comment.on))
            }
            _ => ("other", None),
        };
        let (title, text) = match kind {
            "goal" => self.document.goal(id.into()).map(|goal| (goal.title.value, goal.text)),
            "decision" => self.document.decision(id.into()).map(|one| (one.title.value, one.text)),
            "option" => self.document.alternative(id.into()).map(|one| (one.title.value, one.text)),
            "nomination" => {
                self.document.nomination(id.into()).map(|one| (String::new(), one.text))
            }
            "attachment" => self.document.attachment(id.into()).map(|one| (one.title, one.alt)),
            "earlier" => self.document.earlier_decision(id.into()).map(|one| (one.title, one.text)),
            "other" => Some((String::new(), act.strings().join(" … "))),
            _ => self.document.comment(id).map(|remark| (String::new(), remark.text)),
        }
        .unwrap_or_default();
        // The text of a goal, proposal or option is of more acts than this.
        let is_of_one_act = !matches!(kind, "goal" | "decision" | "option" | "other");
        Case {
            id: id.to_string(),
            kind: kind.to_owned(),
            by: author.map(|author| names.name(author)).unwrap_or_default(),
            at: act.header().claimed_at,
            title,
            text,
            on: item.map(|(_, item)| item.to_string()).unwrap_or_default(),
            of: match item {
                Some((Entity::Goal, _)) => "goal",
                Some((Entity::Decision, _)) => "decision",
                _ => "",
            }
            .to_owned(),
            since: fold.hide.iter().map(|said| said.at).min(),
            own: author.is_some() && author == self.me().map(|(me, _)| me),
            erased_at: erasures.at(id).filter(|_| is_of_one_act),
            fold,
        }
    }
}
