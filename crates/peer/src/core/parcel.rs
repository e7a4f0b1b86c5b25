//! Bundles and the profile: a file made of a community, and a file taken into one.
//!
//! Guards: the community's secret goes into a file with an invite only; a newcomer begins with a file
//! that was read to its end and fits; what follows from a file is durable like what follows from a
//! session. Next: [`crate::bundle`], the file itself.

use std::collections::BTreeSet;

use act::blob::Name;
use store::blob::Blobs;
use sync::{
    bundle::{
        self, BundleError, Head, Piece,
        writer::{Pieces, Writer},
    },
    frontier::Frontier,
    link::InviteLink,
};

use super::{Core, ambiently, summary};
use crate::{
    answer::{self, Answer},
    bundle::{Export, Newcomer, Outgoing, Parcel, Part, may_begin_with, refused},
    command::Command,
    community::Ambient,
    execute::since,
    home::Home,
    names::Names,
    refusal::Refusal,
};

impl Core {
    /// Makes a file of a community; its bytes come as they are asked for.
    ///
    /// # Errors
    /// When there is no such community or member, nothing of it is known yet, or it is more than a file
    /// may hold.
    pub fn export(&mut self, export: &Export) -> Result<Outgoing, Refusal> {
        ambiently(|ambient| self.export_in(export, ambient))
    }

    fn export_in(
        &mut self,
        export: &Export,
        ambient: &mut Ambient<'_>,
    ) -> Result<Outgoing, Refusal> {
        let invites = matches!(export.part, Part::Invite);
        self.may_go_on(!invites, false)?;
        let id = self.choose(export.community.as_deref())?;
        let home = self.homes.get(&id).ok_or(Refusal::NoCommunity)?;
        if home.community.log().is_empty() {
            return Err(Refusal::Waiting);
        }
        let mut invite = None;
        if invites {
            let Answer::Link(link) = self.execute_one(id, Command::Invite, ambient)? else {
                return Err(Refusal::Internal("no invite".to_owned()));
            };
            let link = InviteLink::parse(&link.link);
            invite = Some(link.map_err(|error| Refusal::Internal(error.to_string()))?);
            self.keep(id, ambient)?;
        }
        let home = self.homes.get(&id).ok_or(Refusal::NoCommunity)?;
        let community = &home.community;
        let log = community.log();
        let mut who = None;
        let acts: BTreeSet<_> = match &export.part {
            Part::All | Part::Invite => log.since(0).collect(),
            Part::For(typed) => {
                let names = Names::of(community);
                let member = names.find(typed)?;
                who = Some(names.name(member));
                community.lacking(member)
            }
            Part::Since(typed) => {
                let moment = since(typed, ambient.now);
                let moment = moment.ok_or_else(|| Refusal::Invalid("since".to_owned()))?;
                bundle::since(log, moment)
            }
        };
        let head = Head {
            community: id,
            frontier: Frontier::of(log).digest(),
            checkpoint: community.register().digest(),
        };
        let told = answer::Bundled {
            ok: true,
            community: id.to_string(),
            name: summary(home).name,
            acts: acts.len(),
            who,
            until: invite.as_ref().map(|link| link.until),
            attachments: 0,
        };
        let named: Vec<_> = if export.bare { Vec::new() } else { home.shelf.among(log, &acts) };
        let writer = Writer::new(log.clone(), head, invite.as_ref(), acts);
        let writer = writer.map_err(|error| match error {
            BundleError::TooLarge => Refusal::BadBundle("too_much".to_owned()),
            error => refused(error),
        })?;
        let blobs = self.blobs();
        let held: Vec<_> = named.into_iter().filter(|name| blobs.holds(name.root)).collect();
        let told = answer::Bundled { attachments: held.len(), ..told };
        let pieces = held.into_iter().flat_map(move |name| pieces(&blobs, name));
        Ok(Outgoing::new(writer.with(Pieces(Box::new(pieces))), told))
    }

    /// Takes in what was in a file. Who isn't in its community joins by the invite in it.
    ///
    /// # Errors
    /// When it doesn't fit on what is here, the owner is out of the community or has no invite to it:
    /// nothing has changed then. When the disk refuses.
    pub fn import(
        &mut self,
        mut parcel: Parcel,
        newcomer: Option<Newcomer>,
    ) -> Result<Answer, Refusal> {
        let spool = std::mem::take(&mut parcel.spool);
        let mut answer = self.import_acts(&parcel, newcomer)?;
        let wanted: Vec<_> = self.lacking().into_iter().map(|(_, named)| named.name).collect();
        match (spool.place(&wanted, &self.blobs()), &mut answer) {
            (Ok(whole), Answer::Unbundled(told)) => {
                told.attachments = whole.len();
                whole.into_iter().for_each(|root| self.has_come(root));
            }
            (Ok(_), _) => {}
            // The acts are in; what is missing comes otherwise.
            (Err(error), _) => tracing::warn!(%error, "could not keep the attachments in a file"),
        }
        Ok(answer)
    }

    /// The same, but for the contents of attachments.
    pub(crate) fn import_acts(
        &mut self,
        parcel: &Parcel,
        newcomer: Option<Newcomer>,
    ) -> Result<Answer, Refusal> {
        ambiently(|ambient| self.import_in(parcel, newcomer, ambient))
    }

    fn import_in(
        &mut self,
        parcel: &Parcel,
        newcomer: Option<Newcomer>,
        ambient: &mut Ambient<'_>,
    ) -> Result<Answer, Refusal> {
        self.may_go_on(false, false)?;
        let bundle = &parcel.bundle;
        let id = bundle.head.community;
        match self.homes.get(&id).map(|home| home.community.myself()) {
            Some(Ok(_) | Err(Refusal::Waiting)) => {}
            Some(Err(refusal)) => return Err(refusal),
            None => {
                let link = may_begin_with(bundle)?.to_string();
                let Newcomer { me, kind } =
                    newcomer.ok_or_else(|| Refusal::BadBundle("nameless".to_owned()))?;
                self.join(&link, me, kind, ambient)?;
            }
        }
        let home = self.homes.get_mut(&id).ok_or(Refusal::NoCommunity)?;
        let taken = home.community.take_bundle(bundle, ambient.now);
        if taken.is_err() {
            // Whatever entered before that is durable like all that enters.
            self.keep(id, ambient)?;
        }
        let taken = taken?;
        let home = self.homes.get_mut(&id).ok_or(Refusal::NoCommunity)?;
        let before = home.community.log().len();
        let Head { frontier, checkpoint, .. } = bundle.head;
        let level = Frontier::of(home.community.log()).digest() == frontier
            && home.community.register().digest() == checkpoint;
        if home.community.is_known_to(&taken.appended) {
            home.community.has_met();
        }
        let joined = home.introduce_itself(ambient);
        self.keep(id, ambient)?;
        joined?;
        self.recover_by_paper(ambient)?;
        self.do_what_is_due(id, ambient)?;
        let home = self.homes.get(&id).ok_or(Refusal::NoCommunity)?;
        let community = &home.community;
        Ok(Answer::Unbundled(answer::Unbundled {
            ok: true,
            community: id.to_string(),
            name: summary(home).name,
            acts: bundle.acts.len(),
            fresh: taken.appended.len(),
            held: taken.held,
            refused: taken.refused.len(),
            written: community.log().len() - before,
            rifts: community.rifts().len(),
            level,
            state: summary(home).state,
            attachments: 0,
        }))
    }

    // Nobody else may come by to wait for, and the program may end: what is due is done at once.
    fn do_what_is_due(
        &mut self,
        id: act::id::CommunityId,
        ambient: &mut Ambient<'_>,
    ) -> Result<(), Refusal> {
        let mut done = BTreeSet::new();
        loop {
            let Some(home) = self.homes.get_mut(&id) else { return Ok(()) };
            let due = home.community.chores(ambient.now);
            let Some(chore) = due.into_iter().find(|chore| done.insert(*chore)) else {
                return Ok(());
            };
            home.community.perform(chore, ambient)?;
            self.keep(id, ambient)?;
        }
    }
}

// The pieces of a content; one that can't be read any more ends early, and isn't whole where it arrives.
fn pieces(blobs: &Blobs, name: Name) -> impl Iterator<Item = Piece> + use<> {
    let root = name.root;
    let mut held = blobs.read(name).ok().flatten();
    let outline =
        held.as_ref().map(|held| Piece::Outline { root, outline: held.outline().bytes() });
    let chunks = (0..).map_while(move |number| {
        let bytes = held.as_mut()?.chunk(number).ok()??;
        Some(Piece::Chunk { root, number, bytes })
    });
    outline.into_iter().chain(chunks)
}

impl Home {
    // The joining act of a newcomer to whom the community came by a file: others get it by one too.
    fn introduce_itself(&mut self, ambient: &Ambient<'_>) -> Result<(), Refusal> {
        use sync::join::{Answer, Reason, check_join};
        let Some(act) = self.introduction() else { return Ok(()) };
        let log = self.community.log();
        match check_join(log, &act, ambient.now) {
            Ok(()) if log.find(act.id()).is_none() => {
                self.community.add_own(act, ambient.now).map(|_| ())
            }
            Err(Answer::Refused(reason)) => {
                let is_over = reason == Reason::Expired;
                self.refused = Some(if is_over { "expired" } else { "foreign" });
                Ok(())
            }
            _ => Ok(()),
        }
    }
}
